/* Data sets filled and changed record by record, against a list of what is in them. */
#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include "base/random.h"
#include "support/fixture.h"
#include "support/suite.h"

static polity_dataset *data;
static polity_error err;

static void set_up(void) { ck_assert_int_eq(polity_dataset_new(&data, &err), POLITY_OK); }

static void tear_down(void) { polity_dataset_free(data); }

/* The data set as JSON, parsed; the caller's. */
static json_t *as_json(void)
{
    char *text = written(data, "json");
    json_t *whole = json_loads(text, 0, NULL);
    ck_assert_ptr_nonnull(whole);
    free(text);
    return whole;
}

/* How many faults the check finds, of whatever level. */
static size_t faults(void)
{
    polity_table *table = NULL;
    size_t n;
    polity_status status = polity_dataset_check(data, &table, &err);
    ck_assert(status == POLITY_OK || status == POLITY_EDATA);
    n = polity_table_rows(table);
    polity_table_free(table);
    return n;
}

START_TEST(what_is_added_is_there_once)
{
    enum { NODES = 40 };
    static char there[NODES], tied[NODES][NODES];
    size_t nodes = 0, edges = 0, unresolved = 0;
    random_state state;
    json_t *whole;
    memset(there, 0, sizeof there);
    memset(tied, 0, sizeof tied);
    random_seed(&state, 20);
    for (int step = 0; step < 4000; step++) {
        int a = (int)random_below(&state, NODES), b = (int)random_below(&state, NODES);
        char one[24], other[24];
        snprintf(one, sizeof one, "school-%d", a);
        snprintf(other, sizeof other, "school-%d", b);
        if (random_below(&state, 10) == 0) {
            MUST(polity_dataset_add_node(data, one, "school", NULL, &err) ==
                     (there[a] ? POLITY_EDATA : POLITY_OK),
                 "%s", one);
            nodes += !there[a];
            there[a] = 1;
        } else if (a != b) {
            MUST(polity_dataset_add_edge(data, NULL, "supports", one, other, &err) ==
                     (tied[a][b] ? POLITY_EDATA : POLITY_OK),
                 "%s to %s", one, other);
            edges += !tied[a][b];
            tied[a][b] = 1;
        }
    }
    for (int a = 0; a < NODES; a++)
        for (int b = 0; b < NODES; b++)
            unresolved += tied[a][b] ? (size_t)(!there[a] + !there[b]) : 0;
    ck_assert_uint_eq(faults(), unresolved);
    whole = as_json();
    ck_assert_uint_eq(json_array_size(json_object_get(whole, "nodes")), nodes);
    ck_assert_uint_eq(json_array_size(json_object_get(whole, "edges")), edges);
    json_decref(whole);
}
END_TEST

static const char *const changes[][3] = {
    {"s1", "/name", "\"Third\""},
    {"s1", "/note", "\"again\""},
    {"s1", "/scope", "\"role\""},
    {"s1", "/pseudonymous", "true"},
    {"s1", "/tags/0", "\"hub\""},
    {"s1", "/tags/-", "\"second\""},
    {"s1", "/valid", "{\"from\": \"2012\"}"},
    {"s1", "/valid/from", "\"2012-02\""},
    {"s1", "/ids/ukprn", "\"10012345\""},
    {"s1", "/properties/status/0/value", "\"free_school\""},
    {"s1", "/properties/ofsted", "\"good\""},
    {"s1", "/properties/x_p/deep/1", "[true, null, 1.50]"},
    {"s1", "/evidence/0/locator", "\"page 3\""},
    {"s1", "/evidence/-", "{\"cites\": \"seed\", \"stance\": \"doubts\"}"},
    {"s1", "/x_a~1b~0c", "{\"any\": [\"value\"]}"},
    {"e1", "/weight", "0.30000000000000004"},
    {"e1", "/strength", "1"},
    {"e1", "/valence", "-2"},
    {"e1", "/properties/x_days", "9007199254740993"},
    {"b1", "/outcome", "\"ended\""},
    {"b1", "/approved_by/-", "\"tsa-1\""},
    {"a1", "/what", "\"support\""},
    {"help", "/source/where", "\"visited\""},
    {"int-07", "/speaker", "\"deputy\""},
    {"seed", "/type", "\"law\""}};

/* The object of an id in any list of a data set. */
static json_t *find(json_t *whole, const char *id)
{
    const char *key;
    json_t *list, *row;
    size_t i;
    json_object_foreach(whole, key, list) json_array_foreach(list, i, row)
    {
        const char *text = json_string_value(json_object_get(row, "id"));
        if (text && !strcmp(text, id))
            return row;
    }
    return NULL;
}

/* Go along a JSON Pointer; `-` is the last item. */
static json_t *follow(json_t *at, const char *pointer)
{
    while (at && *pointer) {
        char token[80];
        size_t n = 0;
        for (pointer++; *pointer && *pointer != '/'; pointer++) {
            token[n++] = *pointer;
            if (*pointer == '~')
                token[n - 1] = *++pointer == '0' ? '~' : '/';
        }
        token[n] = '\0';
        if (json_is_object(at))
            at = json_object_get(at, token);
        else
            at = json_array_get(at, strcmp(token, "-") ? (size_t)atoi(token)
                                                       : json_array_size(at) - 1);
    }
    return at;
}

START_TEST(values_are_set_where_the_pointer_leads)
{
    char *text = whole_document();
    ck_assert_int_eq(read_document_text(data, text, NULL, &err), POLITY_OK);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        json_t *before = as_json(), *after, *wanted, *rest;
        polity_status status =
            polity_dataset_set(data, changes[i][0], changes[i][1], changes[i][2], &err);
        ck_assert_msg(status == POLITY_OK, "%s: %s", changes[i][1], err.message);
        wanted = json_loads(changes[i][2], JSON_DECODE_ANY, NULL);
        after = as_json();
        ck_assert_msg(
            json_equal(follow(find(after, changes[i][0]), changes[i][1]), wanted), "%s",
            changes[i][1]);
        rest = find(before, changes[i][0]); /* the other records are as they were */
        json_object_clear(rest);
        json_object_clear(find(after, changes[i][0]));
        ck_assert_msg(json_equal(before, after), "%s", changes[i][1]);
        json_decref(wanted), json_decref(before), json_decref(after);
    }
    free(text);
}
END_TEST

START_TEST(what_cannot_be_set_changes_nothing)
{
    static const struct {
        const char *id, *path, *json;
        polity_status status;
        const char *fault;
    } cases[] = {
        {"s1", "/valid/to", "\"2001\"", POLITY_EDATA, "interval-order"},
        {"s1", "/properties/status/1/value", "\"x\"", POLITY_EDATA, "property-level"},
        {"s1", "/nmae", "\"x\"", POLITY_EDATA, "key-unknown"},
        {"s1", "/name", "3", POLITY_EDATA, "value-type"},
        {"s1", "/name", "\"\"", POLITY_EDATA, "value-empty"},
        {"e1", "/strength", "5", POLITY_EDATA, "number-range"},
        {"b1", "/own_service", "0", POLITY_EDATA, "value-type"},
        {"help", "/kind", "\"brokers_support\"", POLITY_EDATA, "rule-parties"},
        {"s1", "/id", "\"s9\"", POLITY_EARG, "path"},
        {"s1", "/type", "\"trust\"", POLITY_EARG, "path"},
        {"e1", "/source/x", "\"s2\"", POLITY_EARG, "path"},
        {"seed", "/id", "\"x\"", POLITY_EARG, "path"},
        {"s1", "name", "\"x\"", POLITY_EARG, "path"},
        {"s1", "", "\"x\"", POLITY_EARG, "path"},
        {"s1", "/tags/7", "\"x\"", POLITY_EARG, "path"},
        {"s1", "/tags/x", "\"x\"", POLITY_EARG, "path"},
        {"s1", "/tags/7/x", "\"x\"", POLITY_EARG, "path"},
        {"s1", "/name/x/y", "\"x\"", POLITY_EARG, "path"},
        {"s1", "/name", "\"x", POLITY_ESYNTAX, "json-truncated"},
        {"s1", "/x_o", "{\"a\": 1, \"a\": 2}", POLITY_ESYNTAX, "json-duplicate-key"},
        {"nobody", "/name", "\"x\"", POLITY_ENOTFOUND, "id-unknown"},
        {"status", "/name", "\"x\"", POLITY_ENOTFOUND, "id-unknown"},
        {NULL, "/name", "\"x\"", POLITY_EARG, "argument"}};
    char *text = whole_document(), *before, *after, longest[600];
    ck_assert_int_eq(read_document_text(data, text, NULL, &err), POLITY_OK);
    before = written(data, "json");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ck_assert_int_eq(
            polity_dataset_set(data, cases[i].id, cases[i].path, cases[i].json, &err),
            cases[i].status);
        ck_assert_str_eq(err.id, cases[i].fault);
    }
    memset(longest, 'x', sizeof longest);
    longest[0] = '/';
    longest[599] = '\0';
    ck_assert_int_eq(polity_dataset_set(data, "s1", longest, "1", &err), POLITY_EARG);
    after = written(data, "json");
    ck_assert_str_eq(after, before);
    ck_assert_uint_eq(faults(), 0);
    free(text), free(before), free(after);
}
END_TEST

/* A reference that led nowhere is reported as long as it stands there, and once. */
START_TEST(references_are_those_that_stand_there_now)
{
    ck_assert_int_eq(polity_dataset_add_node(data, "a", "school", NULL, &err), POLITY_OK);
    ck_assert_int_eq(polity_dataset_add_node(data, "l", "local_authority", NULL, &err),
                     POLITY_OK);
    ck_assert_int_eq(polity_dataset_add_edge(data, "e", "supports", "a", "b", &err),
                     POLITY_OK);
    ck_assert_uint_eq(faults(), 1);
    ck_assert_int_eq(polity_dataset_set(data, "e", "/weight", "2", &err), POLITY_OK);
    ck_assert_uint_eq(faults(), 1);
    ck_assert_int_eq(polity_dataset_set(data, "a", "/properties/la", "\"x\"", &err),
                     POLITY_OK);
    ck_assert_int_eq(polity_dataset_set(data, "a", "/name", "\"A\"", &err), POLITY_OK);
    ck_assert_uint_eq(faults(), 2);
    ck_assert_int_eq(polity_dataset_set(data, "a", "/properties/la", "\"l\"", &err),
                     POLITY_OK);
    ck_assert_uint_eq(faults(), 1);
    ck_assert_int_eq(polity_dataset_add_node(data, "b", "school", NULL, &err), POLITY_OK);
    ck_assert_uint_eq(faults(), 0);
}
END_TEST

/* What may not be written now is kept all the same. */
START_TEST(quotations_outlive_a_change)
{
    static const char *const words[] = {"\"pending\"", "\"quote_agreed\""};
    char *text = whole_document();
    ck_assert_int_eq(read_document_text(data, text, NULL, &err), POLITY_OK);
    free(text);
    for (int agreed = 0; agreed < 2; agreed++) {
        ck_assert_int_eq(
            polity_dataset_set(data, "int-07", "/consent", words[agreed], &err),
            POLITY_OK);
        ck_assert_int_eq(polity_dataset_set(data, "e1", "/weight", "3", &err), POLITY_OK);
        text = written(data, "json");
        ck_assert_int_eq(strstr(text, "We were in.") != NULL, agreed);
        free(text);
    }
}
END_TEST

START_TEST(names_that_are_none)
{
    ck_assert_int_eq(polity_dataset_add_node(NULL, "a", "school", NULL, &err),
                     POLITY_EARG);
    ck_assert_int_eq(polity_dataset_add_node(data, NULL, "school", NULL, &err),
                     POLITY_EARG);
    ck_assert_int_eq(polity_dataset_add_node(data, "a", "", NULL, &err), POLITY_EARG);
    ck_assert_int_eq(polity_dataset_add_node(data, "a", "school", "", &err), POLITY_EARG);
    ck_assert_int_eq(polity_dataset_add_edge(data, "", "supports", "a", "b", &err),
                     POLITY_EARG);
    ck_assert_int_eq(polity_dataset_add_edge(data, NULL, "supprts", "a", "b", &err),
                     POLITY_ENOTFOUND);
    ck_assert_ptr_nonnull(strstr(err.message, "did you mean \"supports\"?"));
    ck_assert_int_eq(polity_dataset_add_edge(data, "a", "supports", "a", "b", &err),
                     POLITY_OK);
    ck_assert_int_eq(polity_dataset_add_node(data, "a", "school", NULL, &err),
                     POLITY_EDATA);
    ck_assert_ptr_nonnull(strstr(err.message, "that of a edge"));
}
END_TEST

int main(void)
{
    return RUN_SUITE("edit", set_up, tear_down, what_is_added_is_there_once,
                     values_are_set_where_the_pointer_leads,
                     what_cannot_be_set_changes_nothing,
                     references_are_those_that_stand_there_now,
                     quotations_outlive_a_change, names_that_are_none);
}
