/* Rules by hand: what a link may join by, what cannot be decided, what the data has
 * already, limits, and what polity_rules_expand() reports and refuses. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include <polity/rules.h>

#include "../support/fixture.h"
#include "../support/suite.h"
#include "model/dataset.h"

/* Texts, ids, categories and numbers that are equal in some ways and not in others. */
static const char register_head[] =
    "{\"polity\": \"1.0\", \"vocabulary\": {\"properties\": ["
    "{\"name\": \"k\", \"type\": \"integer\"}, {\"name\": \"r\", \"type\": \"real\"},"
    "{\"name\": \"t\", \"type\": \"text\"}, {\"name\": \"f\", \"type\": \"boolean\"},"
    "{\"name\": \"day\", \"type\": \"date\"},"
    "{\"name\": \"c\", \"type\": \"category\", \"levels\": [\"x\", \"b\"], \"ordered\": "
    "true},"
    "{\"name\": \"d\", \"type\": \"category\", \"levels\": [\"b\", \"x\"]},"
    "{\"name\": \"no\", \"type\": \"text\"}]},\n"
    " \"nodes\": ["
    "{\"id\": \"a\", \"type\": \"school\", \"properties\": {\"k\": 9007199254740993,"
    " \"r\": 0.0, \"t\": \"b\", \"f\": true, \"day\": \"2014\", \"c\": \"x\", \"d\": "
    "\"x\","
    " \"la\": \"m\"}},\n"
    "{\"id\": \"b\", \"type\": \"school\", \"properties\": {\"k\": 9007199254740992,"
    " \"r\": 9007199254740992.0, \"t\": \"x\", \"f\": true, \"day\": \"2014-01-01\","
    " \"c\": \"b\", \"d\": \"b\", \"la\": \"m\"}},\n"
    "{\"id\": \"x\", \"type\": \"school\", \"properties\": {\"k\": 0, \"r\": -0.0,"
    " \"f\": false}},\n"
    "{\"id\": \"m\", \"type\": \"local_authority\"}]";

static polity_dataset *with_rules(const char *rules, const char *edges)
{
    collected to = {NULL, 0, 0};
    polity_dataset *made;
    collect(&to, register_head, sizeof register_head - 1);
    collect(&to, edges, strlen(edges));
    collect(&to, ",\n\"rules\": [", 12);
    collect(&to, rules, strlen(rules));
    collect(&to, "]}", 2);
    made = dataset_of(to.bytes, NULL);
    ck_assert_ptr_nonnull(made);
    free(to.bytes);
    return made;
}

/* The derived ties, "a>b a>x"; "" = none. */
static void made_by(polity_dataset *data, char out[400])
{
    polity_error err;
    size_t before = dataset_count(data, RECORD_EDGE);
    MUST(!polity_rules_expand(data, NULL, 0, NULL, NULL, &err), "%s", err.message);
    *out = '\0';
    for (size_t i = before; i < dataset_count(data, RECORD_EDGE); i++) {
        const edge *e = dataset_edge(data, i);
        snprintf(out + strlen(out), 400 - strlen(out), "%s%s>%s", *out ? " " : "",
                 dataset_text(data, e->source), dataset_text(data, e->target));
    }
}

static const struct {
    const char *link, *made;
} links[] = {
    /* texts, ids and categories are equal by their text */
    {"source.t = target.id", "a>b b>x"},
    {"source.id = target.t", "b>a x>b"},
    {"source.t = target", "a>b b>x"},
    {"source.c = target.t", "a>b b>a"},
    {"source.t = target.c", "a>b b>a"},
    {"source.c = target.d", ""},
    {"source.d = target.c", ""},
    {"source.d = target.id", "a>x"},
    {"source.la = target.la", "a>b b>a"},
    {"source.la = target.la.id", "a>b b>a"},
    {"source.la.id = target.la", "a>b b>a"},
    {"source.t || '' = target.id", "a>b b>x"},
    {"lower(source.t) = upper(target.id)", ""},
    {"coalesce(source.t, source.id) = target.id", "a>b b>x"},
    /* numbers by their size, to the last digit; -0 is 0 */
    {"source.k = target.k", ""},
    {"source.k = target.r", "x>a"},
    {"source.r = target.k", "a>x"},
    {"source.r = target.r", "a>x x>a"},
    {"source.k - 1 = target.k", "a>b"},
    {"source.f = target.f", "a>b b>a"},
    {"source.day = target.day", "a>b b>a"},
    /* an equality of one side with itself or a constant joins nothing */
    {"source.t = 'b'", "a>b a>x"},
    {"source.id = source.id AND target.id = 'x'", "a>x b>x"},
    {"source.c = 1", "a>b a>x"},
    /* NULL joins nothing, and NOT NULL neither */
    {"source.no = target.no", ""},
    {"NOT source.no = target.no", ""},
    {"source.no IS NULL AND target.id = 'a'", "b>a x>a"},
    {"source.t = target.id AND source.k > target.k", "a>b b>x"},
    {"source.k > target.k AND source.t = target.id AND source.f = target.f", "a>b"},
    {"source.t = target.id OR source.id = target.t", "a>b b>a b>x x>b"}};

START_TEST(links_join_by_what_is_equal)
{
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        char rule[400], made[400];
        polity_dataset *data;
        snprintf(
            rule, sizeof rule,
            "{\"id\": \"r\", \"kind\": \"supports\", \"source\": {\"type\": \"school\"},"
            " \"target\": {\"type\": \"school\"}, \"link\": \"%s\"}",
            links[i].link);
        data = with_rules(rule, "");
        made_by(data, made);
        MUST(!strcmp(made, links[i].made), "%s makes %s, not %s", links[i].link, made,
             links[i].made);
        polity_dataset_free(data);
    }
}
END_TEST

/* --- the report --------------------------------------------------------------------- */

#define SCHOOLS(id, source, target, link)                                                \
    "{\"id\": \"" id                                                                     \
    "\", \"kind\": \"supports\", \"source\": {\"type\": \"school\"" source               \
    "}, \"target\": {\"type\": \"school\"" target "}" link "}"

#define HEADER "rule,makes,made,kept,undecided,needs,note\r\n"

static void check_report(const char *rules, const char *edges, const char *expected)
{
    polity_dataset *data = with_rules(rules, edges);
    polity_table *report;
    polity_error err;
    char *text;
    MUST(!polity_rules_expand(data, NULL, 0, &report, NULL, &err), "%s", err.message);
    text = printed(report, "csv");
    ck_assert_str_eq(text, expected);
    free(text);
    polity_table_free(report);
    polity_dataset_free(data);
}

START_TEST(what_is_missing_is_told)
{
    check_report(
        SCHOOLS("r1", ", \"where\": \"no = 'x'\"", "", "") "," SCHOOLS(
            "r2", "", "",
            ", \"link\": \"source.no = target.no\"") "," SCHOOLS("r3",
                                                                 ", \"where\": \"t = 'b' "
                                                                 "AND no IS NULL\"",
                                                                 "",
                                                                 "") ","
                                                                     "{\"id\": \"r4\", "
                                                                     "\"kind\": "
                                                                     "\"brokers_"
                                                                     "support\", "
                                                                     "\"broker\": "
                                                                     "{\"type\":"
                                                                     " \"local_"
                                                                     "authority\"}, "
                                                                     "\"for\": "
                                                                     "{\"type\": "
                                                                     "\"school\", "
                                                                     "\"where\": \"f\"}}",
        "",
        HEADER "r1,ties,0,0,3,no,\r\nr2,ties,0,0,6,no,\r\nr3,ties,2,2,1,no,\r\n"
               "r4,acts,2,0,0,,without a third party they are not written\r\n");
}
END_TEST

START_TEST(what_the_data_has_is_not_made_again)
{
    check_report(SCHOOLS("r1", "", "", ", \"link\": \"source.t = target.id\""),
                 ", \"edges\": [{\"kind\": \"supports\", \"source\": \"a\", \"target\":"
                 " \"x\", \"rule\": \"r1\"}]",
                 HEADER "r1,ties,0,0,0,,its ties are in the data\r\n");
    check_report(
        "{\"id\": \"r/1\", \"kind\": \"brokers_support\", \"broker\": {\"type\":"
        " \"local_authority\"}, \"for\": {\"type\": \"school\"}, \"with\":"
        " {\"type\": \"school\"}}",
        ", \"brokerages\": [{\"id\": \"r/1/m/a/b\", \"kind\": \"brokers_support\","
        " \"broker\": \"m\", \"for\": \"a\", \"with\": \"b\"}]",
        HEADER "r/1,acts,0,0,0,,its acts are in the data\r\n");
}
END_TEST

/* --- what is refused ---------------------------------------------------------------- */

static void check_refused(polity_dataset *data, const polity_option *option, int status,
                          const char *id)
{
    polity_error err = POLITY_ERROR_INIT;
    polity_table *report = NULL;
    char *before = written(data, "json"), *after;
    int is = (int)polity_rules_expand(data, option, option != NULL, &report, NULL, &err);
    MUST(is == status && !strcmp(err.id, id) && !report, "%d %s: %s", is, err.id,
         err.message);
    after = written(data, "json");
    ck_assert_str_eq(before, after);
    free(before);
    free(after);
}

START_TEST(refusals_leave_the_data_as_they_were)
{
    static const polity_option unknown = {"rules", "r9"}, at = {"at", "soon"},
                               none = {"rules", "none"};
    polity_dataset *data =
        with_rules(SCHOOLS("r1", "", "", ""),
                   ", \"edges\": [{\"id\": \"r1/a/x\", \"kind\":"
                   " \"supports\", \"source\": \"a\", \"target\": \"x\"}]");
    polity_view *view;
    polity_error err;
    check_refused(data, &unknown, POLITY_ENOTFOUND, "name-unknown");
    check_refused(data, &at, POLITY_EARG, "option-value");
    check_refused(data, NULL, POLITY_EDATA, "id-duplicate");
    MUST(!polity_rules_expand(data, &none, 1, NULL, NULL, &err), "%s", err.message);
    MUST(!polity_view_build(&view, data, NULL, 0, NULL, &err), "%s", err.message);
    check_refused(data, NULL, POLITY_EARG, "sealed");
    polity_view_free(view);
    polity_dataset_free(data);
    data = with_rules(SCHOOLS("r1", ", \"where\": \"nme = 'x'\"", "", ""), "");
    check_refused(data, NULL, POLITY_EDATA, "query-name");
    check_refused(data, &none, POLITY_EDATA, "query-name");
    polity_dataset_free(data);
}
END_TEST

/* --- limits ------------------------------------------------------------------------- */

static char *many_schools(int count, const char *link)
{
    collected to = {NULL, 0, 0};
    char node[100];
    collect(&to, "{\"polity\": \"1.0\", \"nodes\": [", 28);
    for (int i = 0; i < count; i++) {
        int n = snprintf(node, sizeof node, "%s{\"id\": \"s%d\", \"type\": \"school\"}",
                         i ? ",\n" : "", i);
        collect(&to, node, (size_t)n);
    }
    collect(&to, "], \"rules\": [", 13);
    collect(&to, SCHOOLS("r1", "", "", ""), sizeof SCHOOLS("r1", "", "", "") - 2);
    collect(&to, link, strlen(link));
    collect(&to, "}]}", 3);
    return to.bytes;
}

START_TEST(too_many_pairs_are_refused_before_they_are_tried)
{
    static const struct {
        const char *link;
        int status;
    } rows[] = {{"", POLITY_ELIMIT},
                {", \"link\": \"source.id < target.id\"", POLITY_ELIMIT},
                {", \"link\": \"source.id = target.id OR FALSE\"", POLITY_ELIMIT},
                {", \"link\": \"source.id = target.id\"", POLITY_OK},
                {", \"link\": \"TRUE AND target.name = source.id\"", POLITY_OK}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *text = many_schools(20001, rows[i].link);
        polity_dataset *data = dataset_of(text, NULL);
        polity_error err = POLITY_ERROR_INIT;
        int status = (int)polity_rules_expand(data, NULL, 0, NULL, NULL, &err);
        MUST(status == rows[i].status && (!status || !strcmp(err.id, "rule-pairs")),
             "%s: %d %s", rows[i].link, status, err.message);
        polity_dataset_free(data);
        free(text);
    }
}
END_TEST

int main(void)
{
    return RUN_SUITE("rules by hand", NULL, NULL, links_join_by_what_is_equal,
                     what_is_missing_is_told, what_the_data_has_is_not_made_again,
                     refusals_leave_the_data_as_they_were,
                     too_many_pairs_are_refused_before_they_are_tried);
}
