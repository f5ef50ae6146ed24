/* Data sets: filled by records, by documents, and left alone by what fails. */
#define _POSIX_C_SOURCE 200809L
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include <polity/polity.h>

typedef struct text {
    char bytes[8192];
    size_t length;
} text;

static int gather(void *user, const void *bytes, size_t n)
{
    text *to = user;
    if (to->length + n >= sizeof to->bytes)
        return 1;
    memcpy(to->bytes + to->length, bytes, n);
    to->length += n;
    to->bytes[to->length] = '\0';
    return 0;
}

static polity_dataset *data;
static polity_error err;

static void set_up(void) { ck_assert_int_eq(polity_dataset_new(&data, &err), POLITY_OK); }

static void tear_down(void) { polity_dataset_free(data); }

static polity_status read(const char *document)
{
    return polity_dataset_read_bytes(data, "document", document, strlen(document), NULL,
                                     NULL, &err);
}

static const char *written(void)
{
    static text out;
    out.length = 0;
    ck_assert_int_eq(polity_dataset_write(data, "json", gather, &out, &err), POLITY_OK);
    return out.bytes;
}

START_TEST(test_records)
{
    ck_assert_int_eq(polity_dataset_add_edge(data, NULL, "supports", "a", "b", &err),
                     POLITY_OK);
    ck_assert_int_eq(polity_dataset_check(data, NULL, &err), POLITY_EDATA);
    ck_assert_str_eq(err.id, "edge-end-unknown");
    ck_assert_int_eq(polity_dataset_add_node(data, "a", "school", "A", &err), POLITY_OK);
    ck_assert_int_eq(polity_dataset_add_node(data, "b", "school", NULL, &err), POLITY_OK);
    ck_assert_int_eq(polity_dataset_check(data, NULL, &err), POLITY_OK);
    ck_assert_int_eq(polity_dataset_add_node(data, "a", "trust", NULL, &err),
                     POLITY_EDATA);
    ck_assert_int_eq(polity_dataset_add_node(data, "", "trust", NULL, &err), POLITY_EARG);
    ck_assert_int_eq(polity_dataset_add_node(data, "\xff", "trust", NULL, &err),
                     POLITY_EARG);
    ck_assert_int_eq(polity_dataset_add_node(data, "c", "trst", NULL, &err),
                     POLITY_ENOTFOUND);
    ck_assert_int_eq(polity_dataset_add_edge(data, NULL, "supports", "a", "b", &err),
                     POLITY_EDATA);
    ck_assert_int_eq(polity_dataset_add_edge(data, "e2", "supports", "a", "b", &err),
                     POLITY_OK);
    ck_assert_int_eq(polity_dataset_add_edge(data, "e3", "introduces", "a", "b", &err),
                     POLITY_EDATA);
}
END_TEST

START_TEST(test_set)
{
    ck_assert_int_eq(polity_dataset_add_node(data, "a", "school", NULL, &err), POLITY_OK);
    ck_assert_int_eq(
        polity_dataset_set(data, "a", "/properties/status", "\"academy\"", &err),
        POLITY_OK);
    ck_assert_int_eq(polity_dataset_set(data, "a", "/valid/from", "\"2014-02\"", &err),
                     POLITY_OK);
    ck_assert_int_eq(polity_dataset_set(data, "a", "/tags/-", "\"hub\"", &err),
                     POLITY_OK);
    ck_assert_ptr_nonnull(strstr(
        written(),
        "{\"id\": \"a\", \"type\": \"school\", \"valid\": {\"from\": \"2014-02\"}, "
        "\"tags\": [\"hub\"], \"properties\": {\"status\": \"academy\"}}"));
    ck_assert_int_eq(
        polity_dataset_set(data, "a", "/properties/status", "\"acadmy\"", &err),
        POLITY_EDATA);
    ck_assert_str_eq(err.path, "/properties/status");
    ck_assert_int_eq(polity_dataset_set(data, "a", "/valid/to", "\"2013\"", &err),
                     POLITY_EDATA);
    ck_assert_int_eq(polity_dataset_set(data, "a", "/name", "{", &err), POLITY_ESYNTAX);
    ck_assert_int_eq(polity_dataset_set(data, "a", "/id", "\"b\"", &err), POLITY_EARG);
    ck_assert_int_eq(polity_dataset_set(data, "a", "name", "\"b\"", &err), POLITY_EARG);
    ck_assert_int_eq(polity_dataset_set(data, "b", "/name", "\"b\"", &err),
                     POLITY_ENOTFOUND);
    ck_assert_ptr_nonnull(strstr(written(), "\"status\": \"academy\""));
}
END_TEST

static const char first[] =
    "{\"polity\": \"1.0\", \"title\": \"One\", \"sources\": [{\"id\": \"s\", \"type\": "
    "\"law\"}],"
    " \"nodes\": [{\"id\": \"a\", \"type\": \"school\", \"valid\": {\"from\": \"2001\"}, "
    "\"properties\": {\"trust\":"
    " [{\"value\": \"t\", \"from\": \"2011\"}]}, \"evidence\": [{\"cites\": \"s\"}], "
    "\"x_own\": 1.50},"
    " {\"id\": \"t\", \"type\": \"trust\"}],"
    " \"edges\": [{\"kind\": \"governs\", \"source\": \"t\", \"target\": \"a\"}]}";

START_TEST(test_united)
{
    ck_assert_int_eq(read(first), POLITY_OK);
    ck_assert_int_eq(read("{\"polity\": \"1.0\", \"title\": \"Two\", \"edges\": "
                          "[{\"kind\": \"governs\", \"source\": \"t\", "
                          "\"target\": \"a\", \"strength\": 2}], \"nodes\": [{\"id\": "
                          "\"u\", \"type\": \"trust\"}, {\"id\": \"a\", "
                          "\"type\": \"school\", \"name\": \"A\", \"valid\": {\"to\": "
                          "\"2020\"}, \"properties\": {\"trust\": [{\"value\": "
                          "\"u\", \"from\": \"2015\"}]}, \"evidence\": [{\"cites\": "
                          "\"s\"}, {\"cites\": \"s\", \"locator\": \"2\"}]}]}"),
                     POLITY_OK);
    ck_assert_int_eq(polity_dataset_check(data, NULL, &err), POLITY_OK);
    ck_assert_ptr_nonnull(strstr(
        written(), "{\"id\": \"a\", \"type\": \"school\", \"name\": \"A\", \"valid\": "
                   "{\"from\": \"2001\", \"to\": \"2020\"}, \"properties\": "
                   "{\"trust\": [{\"value\": \"t\", \"from\": \"2011\"}, {\"value\": "
                   "\"u\", \"from\": \"2015\"}]}, \"evidence\": "
                   "[{\"cites\": \"s\"}, {\"cites\": \"s\", \"locator\": \"2\"}], "
                   "\"x_own\": 1.50}"));
    ck_assert_ptr_nonnull(strstr(written(), "\"title\": \"One; Two\""));
    ck_assert_ptr_nonnull(strstr(written(), "{\"kind\": \"governs\", \"source\": \"t\", "
                                            "\"target\": \"a\", \"strength\": 2}]"));
}
END_TEST

/* Records that wait for a vocabulary at the end are united like the others. */
START_TEST(test_united_late)
{
    ck_assert_int_eq(read("{\"polity\": \"1.0\", \"nodes\": [{\"id\": \"a\", \"type\": "
                          "\"school\"}, {\"id\": \"b\", \"type\": \"school\"}]}"),
                     POLITY_OK);
    ck_assert_int_eq(
        read("{\"polity\": \"1.0\", \"nodes\": [{\"id\": \"a\", \"type\": \"school\", "
             "\"properties\": {\"own\": 1}}, {\"id\": \"b\", "
             "\"type\": \"school\", \"name\": \"B\"}, {\"id\": \"c\", \"type\": "
             "\"guild\"}], \"vocabulary\": {\"node_types\": [{\"name\": "
             "\"guild\"}], \"properties\": [{\"name\": \"own\", \"type\": "
             "\"integer\"}]}}"),
        POLITY_OK);
    ck_assert_ptr_nonnull(
        strstr(written(),
               "  {\"id\": \"a\", \"type\": \"school\", \"properties\": {\"own\": 1}},\n"
               "  {\"id\": \"b\", \"type\": \"school\", \"name\": \"B\"},\n"
               "  {\"id\": \"c\", \"type\": \"guild\"}],"));
}
END_TEST

/* What fails leaves the data set as it was, bytes and all. */
START_TEST(test_rollback)
{
    static const char *const bad[] = {
        "{\"polity\": \"1.0\", \"title\": \"Bad\", \"default_at\": \"2015\", "
        "\"vocabulary\": {\"node_types\": [{\"name\": \"guild\"}]}, "
        "\"nodes\": [{\"id\": \"n\", \"type\": \"guild\"}, {\"id\": \"a\", \"type\": "
        "\"school\", \"name\": \"A\"}, {\"id\": \"z\"}]}",
        "{\"polity\": \"1.0\", \"nodes\": [{\"id\": \"a\", \"type\": \"school\", "
        "\"valid\": {\"from\": \"2002\"}}]}",
        "{\"polity\": \"1.0\", \"nodes\": [{\"id\": \"n\", \"type\": \"school\"}, "
        "{\"id\": ",
        "{\"polity\": \"2.0\", \"nodes\": []}"};
    char *before;
    ck_assert_int_eq(read(first), POLITY_OK);
    before = strdup(written());
    for (size_t i = 0; i < 4; i++) {
        ck_assert_int_ne(read(bad[i]), POLITY_OK);
        ck_assert_str_eq(written(), before);
    }
    ck_assert_int_eq(
        read("{\"polity\": \"1.0\", \"vocabulary\": {\"node_types\": [{\"name\": "
             "\"guild\"}]}, \"nodes\": [{\"id\": \"n\", "
             "\"type\": \"guild\"}, {\"id\": \"z\", \"type\": \"school\"}]}"),
        POLITY_OK);
    free(before);
}
END_TEST

START_TEST(test_conflict)
{
    ck_assert_int_eq(read(first), POLITY_OK);
    ck_assert_int_eq(read("{\"polity\": \"1.0\",\n \"nodes\": [\n  {\"id\": \"a\", "
                          "\"type\": \"trust\"}]}"),
                     POLITY_EDATA);
    ck_assert_str_eq(err.id, "merge-conflict");
    ck_assert_str_eq(err.path, "/nodes/0/type");
    ck_assert_int_eq(err.line, 3);
    ck_assert_int_eq(err.column, 23);
    ck_assert_ptr_nonnull(strstr(err.message, "document:1:"));
}
END_TEST

static int cancel(void *user, const char *what, double done)
{
    (void)user, (void)what, (void)done;
    return 1;
}

START_TEST(test_cancel_and_limit)
{
    polity_run run = POLITY_RUN_INIT;
    run.progress = cancel;
    ck_assert_int_eq(
        polity_dataset_read_bytes(data, "d", first, strlen(first), NULL, &run, &err),
        POLITY_ECANCELLED);
    ck_assert_ptr_null(strstr(written(), "\"id\""));
    ck_assert_int_eq(polity_dataset_read(data, "/nowhere/at/all.json", NULL, NULL, &err),
                     POLITY_EIO);
    ck_assert_int_eq(polity_dataset_read(data, "/", NULL, NULL, &err), POLITY_EIO);
    ck_assert_str_eq(err.file, "/");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("data sets");
    TCase *all = tcase_create("filling and merging");
    SRunner *runner = srunner_create(suite);
    int failed;
    tcase_add_checked_fixture(all, set_up, tear_down);
    tcase_add_test(all, test_records);
    tcase_add_test(all, test_set);
    tcase_add_test(all, test_united);
    tcase_add_test(all, test_united_late);
    tcase_add_test(all, test_rollback);
    tcase_add_test(all, test_conflict);
    tcase_add_test(all, test_cancel_and_limit);
    suite_add_tcase(suite, all);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
