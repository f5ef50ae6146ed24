/* Views: the default one, every option, dates that are not known, and what is left out.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <polity/polity.h>

static const char document[] =
    "{\"polity\": \"1.0\", \"default_at\": \"2014-06-01\","
    " \"sources\": [{\"id\": \"int\", \"type\": \"interview\"}, {\"id\": \"law\", "
    "\"type\": \"law\"}],"
    " \"nodes\": ["
    "  {\"id\": \"la\", \"type\": \"local_authority\"},"
    "  {\"id\": \"a\", \"type\": \"school\", \"properties\": {\"status\":"
    "    [{\"value\": \"maintained\"}, {\"value\": \"academy\", \"from\": "
    "\"2014-09\"}]}},"
    "  {\"id\": \"b\", \"type\": \"school\", \"scope\": \"role\", \"properties\": "
    "{\"status\": \"academy\"}},"
    "  {\"id\": \"gone\", \"type\": \"school\", \"valid\": {\"to\": \"2010\"}},"
    "  {\"id\": \"doubt\", \"type\": \"school\", \"valid\": {\"from\": \"2000\", \"to\": "
    "\"?\"}}],"
    " \"edges\": ["
    "  {\"id\": \"m\", \"kind\": \"monitors\", \"source\": \"la\", \"target\": \"a\", "
    "\"modality\": \"law\","
    "   \"matter\": \"standards\", \"evidence\": [{\"cites\": \"law\", \"confidence\": "
    "0.9}]},"
    "  {\"id\": \"s\", \"kind\": \"supports\", \"source\": \"b\", \"target\": \"a\","
    "   \"evidence\": [{\"cites\": \"int\", \"confidence\": 0.3}]},"
    "  {\"id\": \"c\", \"kind\": \"collaborates\", \"source\": \"a\", \"target\": \"b\","
    "   \"valid\": {\"from\": \"2015\"}},"
    "  {\"id\": \"p\", \"kind\": \"inspects\", \"source\": \"la\", \"target\": \"b\", "
    "\"modality\": \"prospective\"},"
    "  {\"id\": \"f\", \"kind\": \"funds\", \"source\": \"la\", \"target\": \"a\"},"
    "  {\"id\": \"d\", \"kind\": \"supports\", \"source\": \"a\", \"target\": \"doubt\"},"
    "  {\"id\": \"x\", \"kind\": \"supports\", \"source\": \"a\", \"target\": \"gone\"}],"
    " \"brokerages\": ["
    "  {\"id\": \"act\", \"kind\": \"brokers_support\", \"broker\": \"la\", \"for\": "
    "\"a\", \"with\": \"b\"}]}";

static polity_dataset *data;

static void set_up(void)
{
    polity_error err;
    ck_assert_int_eq(polity_dataset_new(&data, &err), POLITY_OK);
    ck_assert_int_eq(polity_dataset_read_bytes(data, "doc", document, strlen(document),
                                               NULL, NULL, &err),
                     POLITY_OK);
}

static void tear_down(void) { polity_dataset_free(data); }

/* The view with these options, as "nodes ties acts". */
static void expect(const char *counts, const polity_option *options, size_t n)
{
    polity_view *view = NULL;
    polity_error err = POLITY_ERROR_INIT;
    char found[64];
    polity_status status = polity_view_build(&view, data, options, n, NULL, &err);
    ck_assert_msg(status == POLITY_OK, "%s", err.message);
    snprintf(found, sizeof found, "%zu %zu %zu", polity_view_nodes(view),
             polity_view_ties(view), polity_view_brokerages(view));
    ck_assert_str_eq(found, counts);
    polity_view_free(view);
}

static void expect_one(const char *counts, const char *name, const char *value)
{
    const polity_option options[] = {{name, value}};
    expect(counts, options, 1);
}

/* At 2014-06-01: not `gone`, and `doubt` cannot be decided. */
START_TEST(test_default) { expect("3 2 1", NULL, 0); }
END_TEST

START_TEST(test_dates)
{
    expect_one("3 3 1", "at", "2015");
    expect_one("4 3 1", "at", "1999-12-31");
    expect_one("3 3 1", "during", "2014..2016");
    expect_one("3 2 1", "during", "2014..2015");
}
END_TEST

START_TEST(test_classes_and_kinds)
{
    expect_one("3 3 1", "class", "all");
    expect_one("3 1 1", "class", "context");
    expect_one("3 1 1", "class", "steering");
    expect_one("3 1 0", "kind", "funds");
    expect_one("3 0 1", "kind", "brokers_support");
    expect_one("3 1 0", "matter", "standards");
    expect_one("3 3 1", "modality", "all");
    expect_one("3 1 0", "modality", "law");
}
END_TEST

START_TEST(test_nodes)
{
    expect_one("2 1 0", "type", "school");
    expect_one("2 1 0", "type", "establishment");
    expect_one("3 2 1", "type", "school,local_authority,trust");
    expect_one("1 0 0", "scope", "role");
    expect_one("2 1 0", "scope", "instance");
}
END_TEST

/* An unstated confidence is dropped; a tie without support of its own stays when a source
 * goes. */
START_TEST(test_evidence)
{
    expect_one("3 1 0", "min-confidence", "0.5");
    expect_one("3 2 0", "min-confidence", "0.3");
    expect_one("3 1 1", "without-source", "int");
    expect_one("3 0 1", "without-source", "int,law");
}
END_TEST

static void refused(polity_status wanted, const char *name, const char *value,
                    const char *word)
{
    const polity_option options[] = {{name, value}};
    polity_view *view = (polity_view *)options;
    polity_error err = POLITY_ERROR_INIT;
    ck_assert_int_eq(polity_view_build(&view, data, options, 1, NULL, &err), wanted);
    ck_assert_ptr_null(view);
    ck_assert_msg(strstr(err.message, word) != NULL, "%s", err.message);
}

START_TEST(test_refusals)
{
    refused(POLITY_ENOTFOUND, "class", "stering", "did you mean \"steering\"");
    refused(POLITY_ENOTFOUND, "kind", "monitor", "did you mean \"monitors\"");
    refused(POLITY_ENOTFOUND, "type", "schol", "did you mean \"school\"");
    refused(POLITY_ENOTFOUND, "without-source", "itn", "did you mean \"int\"");
    refused(POLITY_EARG, "at", "2014-13", "2014-13");
    refused(POLITY_EARG, "during", "2014", "FROM..TO");
    refused(POLITY_EARG, "during", "2015..2014", "not after");
    refused(POLITY_EARG, "min-confidence", "2", "from 0 to 1");
    refused(POLITY_EARG, "claas", "x", "did you mean \"class\"");
}
END_TEST

START_TEST(test_sealed)
{
    polity_error err;
    expect("3 2 1", NULL, 0);
    ck_assert_int_eq(polity_dataset_add_node(data, "new", "school", NULL, &err),
                     POLITY_EARG);
    ck_assert_int_eq(polity_dataset_set(data, "a", "/name", "\"A\"", &err), POLITY_EARG);
    ck_assert_int_eq(polity_dataset_read_bytes(data, "again", "{}", 2, NULL, NULL, &err),
                     POLITY_EARG);
}
END_TEST

/* Two documents that differ in default_at need a day. */
START_TEST(test_two_defaults)
{
    static const char other[] = "{\"polity\": \"1.0\", \"default_at\": \"2015\"}";
    polity_view *view = NULL;
    polity_error err = POLITY_ERROR_INIT;
    ck_assert_int_eq(
        polity_dataset_read_bytes(data, "other", other, strlen(other), NULL, NULL, &err),
        POLITY_OK);
    ck_assert_int_eq(polity_view_build(&view, data, NULL, 0, NULL, &err), POLITY_EDATA);
    ck_assert_ptr_nonnull(strstr(err.message, "2014-06-01"));
    expect_one("3 3 1", "at", "2015");
}
END_TEST

/* A history is read at the view's date; at all dates it has two values. */
START_TEST(test_histories)
{
    const polity_option by[] = {{"at", "2015"}, {"by", "status"}},
                        during[] = {{"during", "2014..2016"}, {"by", "status"}};
    polity_view *view = NULL;
    polity_graph *graph = NULL;
    polity_table *table = NULL;
    polity_error err = POLITY_ERROR_INIT;
    ck_assert_int_eq(polity_view_build(&view, data, by, 2, NULL, &err), POLITY_OK);
    ck_assert_int_eq(polity_graph_build(&graph, view, by, 2, &err), POLITY_OK);
    ck_assert_int_eq(polity_measure_run(&table, graph, "brokerage", by, 2, NULL, &err),
                     POLITY_OK);
    ck_assert_str_eq(
        polity_table_text(table, 1, (size_t)polity_table_find(table, "brokerage_group")),
        "academy");
    polity_table_free(table);
    polity_graph_free(graph);
    polity_view_free(view);
    ck_assert_int_eq(polity_view_build(&view, data, during, 2, NULL, &err), POLITY_OK);
    ck_assert_int_eq(polity_graph_build(&graph, view, during, 2, &err), POLITY_OK);
    ck_assert_int_eq(
        polity_measure_run(&table, graph, "brokerage", during, 2, NULL, &err),
        POLITY_EUNFIT);
    ck_assert_ptr_nonnull(strstr(err.message, "status"));
    polity_graph_free(graph);
    polity_view_free(view);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("selection");
    TCase *all = tcase_create("views");
    SRunner *runner = srunner_create(suite);
    int failed;
    tcase_add_checked_fixture(all, set_up, tear_down);
    tcase_add_test(all, test_default);
    tcase_add_test(all, test_dates);
    tcase_add_test(all, test_classes_and_kinds);
    tcase_add_test(all, test_nodes);
    tcase_add_test(all, test_evidence);
    tcase_add_test(all, test_refusals);
    tcase_add_test(all, test_sealed);
    tcase_add_test(all, test_two_defaults);
    tcase_add_test(all, test_histories);
    suite_add_tcase(suite, all);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
