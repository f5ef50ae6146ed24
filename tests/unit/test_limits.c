/* Where counts end: faults of a record, names of a vocabulary, routes, sums, arguments.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include <polity/polity.h>

#include "base/buffer.h"
#include "support/fixture.h"
#include "support/suite.h"

static polity_dataset *data;
static polity_graph *graph;
static polity_table *table;
static polity_error err;

static void set_up(void) { ck_assert_int_eq(polity_dataset_new(&data, &err), POLITY_OK); }

static void tear_down(void)
{
    polity_table_free(table);
    polity_graph_free(graph);
    polity_dataset_free(data);
    table = NULL;
    graph = NULL;
}

/* A record of thousands of faults tells of the first thousand, and of how many more. */
START_TEST(faults_of_one_record)
{
    enum { FAULTS = 1500 };
    buffer text = {0};
    buffer_text(&text, "{\"polity\": \"1.0\", \"nodes\": [{\"id\": \"a\", \"type\": "
                       "\"school\"");
    for (int i = 0; i < FAULTS; i++)
        buffer_print(&text, ",\n \"unknown_%d\": %d", i, i);
    buffer_text(&text, "},\n {\"id\": \"b\", \"type\": \"shcool\"}]}");
    ck_assert_int_eq(read_document_text(data, text.bytes, &table, &err), POLITY_EDATA);
    ck_assert_uint_eq(polity_table_rows(table), 1000 + 1);
    ck_assert_str_eq(polity_table_fact_named(table, "not listed"), "500 more faults");
    ck_assert_str_eq(polity_table_text(table, 1000, 1), "type-unknown");
    buffer_free(&text);
}
END_TEST

/* A document that declares more types than there are numbers is refused whole. */
START_TEST(names_of_a_vocabulary)
{
    buffer text = {0};
    char *before = written(data, "json"), *after;
    buffer_text(&text, "{\"polity\": \"1.0\", \"vocabulary\": {\"node_types\": [");
    for (int i = 0; i < 66000; i++)
        buffer_print(&text, "%s{\"name\": \"t%d\"}", i ? "," : "", i);
    buffer_text(&text, "]}}");
    ck_assert_int_eq(read_document_text(data, text.bytes, NULL, &err), POLITY_ELIMIT);
    ck_assert_str_eq(err.id, "vocabulary-limit");
    after = written(data, "json");
    ck_assert_str_eq(after, before);
    ck_assert_int_eq(polity_dataset_add_node(data, "a", "t1", NULL, &err),
                     POLITY_ENOTFOUND);
    buffer_free(&text);
    free(before), free(after);
}
END_TEST

/* n diamonds in a row: 2^n shortest routes from end to end. */
static void make_diamonds(int n)
{
    int32_t *tail = calloc(4 * (size_t)n, sizeof *tail), *head = calloc(4 * (size_t)n, 4);
    for (int i = 0; i < n; i++) {
        for (int k = 0; k < 2; k++) {
            tail[4 * i + 2 * k] = 3 * i;
            head[4 * i + 2 * k] = 3 * i + 1 + k;
            tail[4 * i + 2 * k + 1] = 3 * i + 1 + k;
            head[4 * i + 2 * k + 1] = 3 * i + 3;
        }
    }
    polity_graph_free(graph);
    graph = NULL;
    ck_assert_int_eq(polity_graph_from_arcs(&graph, 3 * (size_t)n + 1, NULL,
                                            4 * (size_t)n, tail, head, NULL, 1, &err),
                     POLITY_OK);
    free(tail), free(head);
}

START_TEST(routes_that_can_be_counted)
{
    const int n = 1000;
    const double *found;
    make_diamonds(n);
    ck_assert_int_eq(
        polity_measure_run(&table, graph, "betweenness", NULL, 0, NULL, &err), POLITY_OK);
    found = polity_table_reals(table, (size_t)polity_table_find(table, "betweenness"));
    for (int i = 1; i < n; i++) { /* a joint is between all before and all behind */
        double before = 3.0 * i, behind = 3.0 * (n - i);
        MUST(fabs(found[3 * i] - before * behind) <= 1e-9 * before * behind, "joint %d",
             i);
        MUST(fabs(found[3 * i + 1] - found[3 * i + 2]) <= 1e-9 * found[3 * i + 1],
             "the two ways of diamond %d", i);
    }
    make_diamonds(1100);
    polity_table_free(table);
    ck_assert_int_eq(
        polity_measure_run(&table, graph, "betweenness", NULL, 0, NULL, &err),
        POLITY_ELIMIT);
    ck_assert_str_eq(err.id, "routes-too-many");
    ck_assert_ptr_null(table);
    ck_assert_int_eq(
        polity_measure_run(&table, graph, "betweenness_edge", NULL, 0, NULL, &err),
        POLITY_ELIMIT);
}
END_TEST

/* Weights that add up to more than a real holds. */
START_TEST(sums_that_overflow)
{
    static const int32_t tail[] = {0, 0, 1}, head[] = {1, 2, 2};
    static const double weight[] = {1.5e308, 1.5e308, 1};
    char *text;
    ck_assert_int_eq(
        polity_graph_from_arcs(&graph, 3, NULL, 3, tail, head, weight, 1, &err),
        POLITY_OK);
    ck_assert_int_eq(polity_measure_run(&table, graph, "strength", NULL, 0, NULL, &err),
                     POLITY_OK);
    text = printed(table, "json");
    ck_assert_ptr_nonnull(strstr(text, "\"strength_out\":null"));
    ck_assert_ptr_nonnull(strstr(text, "\"strength_out\":\"overflow\""));
    ck_assert_ptr_null(strstr(text, "inf"));
    free(text);
}
END_TEST

START_TEST(measures_that_cannot_be)
{
    static const struct {
        const char *names, *option, *value;
        polity_status status;
        const char *words;
    } cases[] = {{"", NULL, NULL, POLITY_EARG, "no measure is asked for"},
                 {" , ", NULL, NULL, POLITY_ENOTFOUND, "no measure is called \"\""},
                 {"dgree", NULL, NULL, POLITY_ENOTFOUND, "did you mean \"degree\"?"},
                 {"degree,density", NULL, NULL, POLITY_EARG, "one row for the network"},
                 {"degree,brokerage", NULL, NULL, POLITY_EARG, "parameter by is needed"},
                 {"dominators", NULL, NULL, POLITY_EARG, "root"},
                 {"dominators", "root", "99", POLITY_ENOTFOUND, "no node \"99\""},
                 {"reach", "steps", "x", POLITY_EARG, "whole number"},
                 {"pagerank", "damping", "1.5", POLITY_EARG, "from 0 to"},
                 {"eigenvector", NULL, NULL, POLITY_EUNFIT, "no cycle"}};
    make_diamonds(3);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const polity_option options[] = {{cases[i].option, cases[i].value}};
        polity_status status = polity_measure_run(&table, graph, cases[i].names, options,
                                                  cases[i].option != NULL, NULL, &err);
        ck_assert_msg(status == cases[i].status, "%s: %d %s", cases[i].names, (int)status,
                      err.message);
        ck_assert_msg(strstr(err.message, cases[i].words), "%s", err.message);
        ck_assert_ptr_null(table);
    }
    ck_assert_int_eq(
        polity_measure_run(&table, graph, "degree, degree ,", NULL, 0, NULL, &err),
        POLITY_OK);
    ck_assert_int_eq(polity_table_find(table, "degree"), 1);
}
END_TEST

/* Calls without what they need. */
START_TEST(arguments_that_are_missing)
{
    polity_view *view = NULL;
    ck_assert_int_eq(polity_dataset_new(NULL, &err), POLITY_EARG);
    ck_assert_int_eq(polity_dataset_read_bytes(NULL, "x", "{}", 2, NULL, NULL, &err),
                     POLITY_EARG);
    ck_assert_int_eq(polity_dataset_check(NULL, &table, &err), POLITY_EARG);
    ck_assert_int_eq(polity_dataset_info(NULL, data, &err), POLITY_EARG);
    ck_assert_int_eq(polity_dataset_write(NULL, "json", collect, NULL, &err),
                     POLITY_EARG);
    ck_assert_int_eq(polity_formats(NULL, &err), POLITY_EARG);
    ck_assert_int_eq(polity_view_build(NULL, data, NULL, 0, NULL, &err), POLITY_EARG);
    ck_assert_int_eq(polity_view_build(&view, NULL, NULL, 0, NULL, &err), POLITY_EARG);
    ck_assert_int_eq(polity_view_describe(NULL, NULL, &err), POLITY_EARG);
    polity_dataset_free(NULL);
    polity_view_free(NULL);
    polity_graph_free(NULL);
}
END_TEST

int main(void)
{
    return RUN_SUITE("limits", set_up, tear_down, faults_of_one_record,
                     names_of_a_vocabulary, routes_that_can_be_counted,
                     sums_that_overflow, measures_that_cannot_be,
                     arguments_that_are_missing);
}
