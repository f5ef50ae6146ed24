/* Data sets as text: what is written reads back, in every format that does; node-link. */
#include <string.h>

#include <jansson.h>

#include "support/fixture.h"
#include "support/suite.h"

static polity_dataset *data;

static void set_up(void)
{
    char *text = whole_document();
    data = dataset_of(text, second_document);
    ck_assert_ptr_nonnull(data);
    free(text);
}

static void tear_down(void) { polity_dataset_free(data); }

/* JSON and JSON Lines say the same: reading either gives the same bytes again. */
START_TEST(what_is_written_reads_back)
{
    static const char *const formats[] = {"json", "jsonl"};
    char *whole = written(data, "json");
    for (int i = 0; i < 2; i++) {
        char *text = written(data, formats[i]), *again;
        polity_dataset *back = dataset_of(text, NULL);
        ck_assert_ptr_nonnull(back);
        again = written(back, formats[i]);
        ck_assert_str_eq(again, text);
        free(again);
        again = written(back, "json");
        ck_assert_str_eq(again, whole);
        free(again);
        free(text);
        polity_dataset_free(back);
    }
    free(whole);
}
END_TEST

static json_t *with_id(json_t *list, const char *id)
{
    size_t i;
    json_t *row;
    json_array_foreach(
        list, i,
        row) if (!strcmp(json_string_value(json_object_get(row, "id")), id)) return row;
    return NULL;
}

static const char *text_of(json_t *row, const char *key)
{
    return json_string_value(json_object_get(row, key));
}

START_TEST(node_link_is_what_others_read)
{
    char *text = written(data, "node-link");
    json_t *whole = json_loads(text, JSON_REJECT_DUPLICATES, NULL), *nodes, *links, *row;
    ck_assert_ptr_nonnull(whole);
    nodes = json_object_get(whole, "nodes");
    links = json_object_get(whole, "links");
    ck_assert(json_is_true(json_object_get(whole, "directed")));
    ck_assert(json_is_true(json_object_get(whole, "multigraph")));
    ck_assert_uint_eq(json_array_size(nodes), 8);
    ck_assert_uint_eq(json_array_size(links), 4);
    row = with_id(nodes, "s1");
    ck_assert_str_eq(text_of(row, "type"), "school");
    ck_assert_str_eq(text_of(row, "name"), "First \xC3\xA9\"");
    ck_assert_str_eq(text_of(row, "la"), "la-m");
    ck_assert_str_eq(text_of(row, "capacity"), "ample");
    ck_assert_int_eq(json_integer_value(json_object_get(row, "idaci")), 4);
    ck_assert_ptr_null(json_object_get(row, "status")); /* a history is not plain */
    row = with_id(links, "e1");
    ck_assert_str_eq(text_of(row, "source"), "s1");
    ck_assert_str_eq(text_of(row, "target"), "s2");
    ck_assert_str_eq(text_of(row, "kind"), "supports");
    ck_assert_str_eq(text_of(row, "class"), "partnership");
    ck_assert_int_eq(json_integer_value(json_object_get(row, "strength")), 3);
    ck_assert(json_number_value(json_object_get(row, "weight")) == 12);
    ck_assert(json_number_value(json_object_get(row, "length")) == 0.5);
    ck_assert(json_is_false(json_object_get(row, "undirected")));
    row = with_id(links, "e9");
    ck_assert(json_is_true(json_object_get(row, "undirected")));
    row = with_id(links, "monitors:la-m>s1@");
    ck_assert_str_eq(text_of(row, "source"), "la-m");
    json_decref(whole);
    free(text);
}
END_TEST

START_TEST(what_cannot_be_written)
{
    collected to = {NULL, 0, 0};
    polity_error err;
    ck_assert_int_eq(polity_dataset_write(data, "jsno", collect, &to, &err), POLITY_EARG);
    ck_assert_ptr_nonnull(strstr(err.message, "did you mean \"json\"?"));
    ck_assert_int_eq(polity_dataset_write(data, NULL, collect, &to, &err), POLITY_EARG);
    ck_assert_int_eq(polity_dataset_write(data, "json", NULL, &to, &err), POLITY_EARG);
    ck_assert_ptr_null(to.bytes);
}
END_TEST

int main(void)
{
    return RUN_SUITE("writing", set_up, tear_down, what_is_written_reads_back,
                     node_link_is_what_others_read, what_cannot_be_written);
}
