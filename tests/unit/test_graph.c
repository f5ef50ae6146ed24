/*
 * Graphs: rows, merging, ties, ids, numbers of ties, brokerage acts, groups.
 */
#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <polity/polity.h>

#include "graph/graph.h"

/* --- making ----------------------------------------------------------------------- */

static polity_graph *from_arcs(size_t nodes, const char *const *ids, size_t arcs,
                               const int32_t (*ends)[2], const double *weight,
                               int directed)
{
    int32_t tail[64], head[64];
    polity_error err = POLITY_ERROR_INIT;
    polity_graph *graph = NULL;
    for (size_t i = 0; i < arcs; i++) {
        tail[i] = ends[i][0];
        head[i] = ends[i][1];
    }
    polity_status status = polity_graph_from_arcs(&graph, nodes, ids, arcs, tail, head,
                                                  weight, directed, &err);
    ck_assert_msg(status == POLITY_OK, "%s", err.message);
    return graph;
}

#define NODES                                                                            \
    "{\"polity\":\"1.0\",\"nodes\":[{\"id\":\"a\",\"type\":\"school\"},{\"id\":\"b\","   \
    "\"type\":"                                                                          \
    "\"school\"},{\"id\":\"c\",\"type\":\"local_authority\"},{\"id\":\"d\",\"type\":"    \
    "\"trust\"}],"                                                                       \
    "\"vocabulary\":{\"properties\":[{\"name\":\"days\",\"of\":[\"school\"],\"type\":"   \
    "\"real\"}]},"

static polity_view *view_of(const char *rest)
{
    char text[4096];
    polity_error err = POLITY_ERROR_INIT;
    polity_dataset *data = NULL;
    polity_view *view = NULL;
    snprintf(text, sizeof text, "%s%s}", NODES, rest);
    ck_assert_int_eq(polity_dataset_new(&data, &err), POLITY_OK);
    ck_assert_msg(polity_dataset_read_bytes(data, "test", text, strlen(text), NULL, NULL,
                                            &err) == POLITY_OK,
                  "%s", err.message);
    ck_assert_msg(polity_view_build(&view, data, NULL, 0, NULL, &err) == POLITY_OK, "%s",
                  err.message);
    polity_dataset_free(data);
    return view;
}

static polity_status try_build(polity_graph **graph, const char *rest,
                               const polity_option *given, size_t n, polity_error *err)
{
    polity_view *view = view_of(rest);
    polity_status status = polity_graph_build(graph, view, given, n, err);
    polity_view_free(view); /* the graph keeps it alive */
    return status;
}

static polity_graph *build(const char *rest, const polity_option *given, size_t n)
{
    polity_error err = POLITY_ERROR_INIT;
    polity_graph *graph = NULL;
    polity_status status = try_build(&graph, rest, given, n, &err);
    ck_assert_msg(status == POLITY_OK, "%s", err.message);
    return graph;
}

static void refused(const char *rest, const char *option, const char *given,
                    polity_status expected, const char *mentions)
{
    polity_error err = POLITY_ERROR_INIT;
    polity_graph *graph = NULL;
    polity_option one = {option, given};
    polity_status status = try_build(&graph, rest, &one, 1, &err);
    ck_assert_msg(status == expected, "%s=%s: %s: %s", option, given,
                  polity_status_name(status), err.message);
    ck_assert_ptr_null(graph);
    ck_assert_msg(strstr(err.message, mentions), "\"%s\" does not mention \"%s\"",
                  err.message, mentions);
}

/* Arcs as "0>1 0>2 …". */
static const char *arcs_text(const polity_graph *graph)
{
    static char text[1024];
    polity_arcs out = polity_graph_out(graph);
    size_t n = 0;
    text[0] = '\0';
    for (size_t v = 0; v < out.nodes; v++)
        for (int64_t i = out.first[v]; i < out.first[v + 1]; i++)
            n += (size_t)snprintf(text + n, sizeof text - n, "%s%zu>%d", n ? " " : "", v,
                                  (int)out.head[i]);
    return text;
}

/* The two directions say the same, rows ascend, and ties join the ends of their arcs. */
static void check_rows(const polity_graph *graph)
{
    polity_arcs out = polity_graph_out(graph), in = polity_graph_in(graph);
    size_t found = 0, cursor = 0;
    int32_t source[64], target[64];
    ck_assert_uint_lt(polity_graph_ties(graph), 64);
    for (size_t i = 0; i < polity_graph_ties(graph); i++) {
        tie_ends ends = graph_tie_ends(graph, i, &cursor);
        source[i] = ends.source;
        target[i] = ends.target;
    }
    ck_assert_int_eq(out.first[0], 0);
    ck_assert_int_eq(out.first[out.nodes], (int64_t)out.arcs);
    ck_assert_int_eq(in.first[in.nodes], (int64_t)in.arcs);
    for (size_t v = 0; v < out.nodes; v++) {
        for (int64_t i = out.first[v]; i < out.first[v + 1]; i++) {
            int32_t w = out.head[i];
            int64_t tie = out.tie[i];
            ck_assert(i == out.first[v] || out.head[i - 1] <= w);
            ck_assert_int_ne(w, (int32_t)v);
            ck_assert((source[tie] == (int32_t)v && target[tie] == w) ||
                      (source[tie] == w && target[tie] == (int32_t)v));
            for (int64_t j = in.first[w]; j < in.first[w + 1]; j++)
                found += in.head[j] == (int32_t)v && in.tie[j] == tie;
        }
    }
    ck_assert_uint_eq(found, out.arcs);
}

/* --- from arrays ------------------------------------------------------------------ */

START_TEST(parallel_arcs_are_one_and_loops_are_none)
{
    static const int32_t ends[][2] = {{2, 0}, {0, 1}, {1, 1}, {0, 1},
                                      {1, 0}, {0, 2}, {0, 1}};
    static const double weight[] = {1, 2, 9, 3, 4, 5, 6};
    polity_graph *graph = from_arcs(3, NULL, 7, ends, weight, 1);
    ck_assert_str_eq(arcs_text(graph), "0>1 0>2 1>0 2>0");
    ck_assert_uint_eq(polity_graph_ties(graph), 4);
    ck_assert_uint_eq(graph->loops, 1);
    ck_assert_uint_eq(graph->merged, 2);
    ck_assert(polity_graph_out(graph).weight[0] == 11);
    ck_assert(polity_graph_in(graph).weight[graph->in.first[1]] == 11);
    check_rows(graph);
    polity_graph_free(graph);

    graph = from_arcs(3, NULL, 7, ends, weight, 0);
    ck_assert_str_eq(arcs_text(graph), "0>1 0>2 1>0 2>0");
    ck_assert_uint_eq(polity_graph_ties(graph), 2);
    ck_assert(graph->tie_weight[0] == 15 && graph->tie_weight[1] == 6);
    ck_assert_ptr_eq(polity_graph_in(graph).head, polity_graph_out(graph).head);
    check_rows(graph);
    polity_graph_free(graph);
}
END_TEST

START_TEST(any_arcs_make_sound_rows)
{
    for (int sample = 0; sample < 200; sample++) {
        int32_t ends[60][2];
        int nodes = 1 + sample % 13, arcs = sample % 61;
        srand((unsigned)sample);
        for (int i = 0; i < arcs; i++) {
            ends[i][0] = rand() % nodes;
            ends[i][1] = rand() % nodes;
        }
        polity_graph *graph = from_arcs((size_t)nodes, NULL, (size_t)arcs,
                                        (const int32_t(*)[2])ends, NULL, sample % 2);
        check_rows(graph);
        polity_graph_free(graph);
    }
}
END_TEST

START_TEST(nodes_are_found_by_their_ids)
{
    static const char *const ids[] = {"x", "y", "10"};
    polity_graph *graph = from_arcs(3, ids, 0, NULL, NULL, 1);
    ck_assert_int_eq(polity_graph_find(graph, "10"), 2);
    ck_assert_int_eq(polity_graph_find(graph, "2"), -1);
    ck_assert_int_eq(polity_graph_find(graph, NULL), -1);
    ck_assert_str_eq(polity_graph_id(graph, 1), "y");
    ck_assert_ptr_null(polity_graph_id(graph, 3));
    polity_graph_free(graph);
    graph = from_arcs(12, NULL, 0, NULL, NULL, 0);
    ck_assert_str_eq(polity_graph_id(graph, 11), "11");
    ck_assert_int_eq(polity_graph_find(graph, "11"), 11);
    polity_graph_free(graph);
    polity_graph_free(NULL);
}
END_TEST

START_TEST(bad_arrays_are_refused)
{
    static const char *const twice[] = {"x", "x"}, *const none[] = {"x", NULL};
    int32_t tail[] = {0, 1}, head[] = {1, 2};
    double weight[] = {1, -1};
    polity_error err = POLITY_ERROR_INIT;
    polity_graph *graph = NULL;
    ck_assert_int_eq(
        polity_graph_from_arcs(&graph, 2, NULL, 2, tail, head, NULL, 1, &err),
        POLITY_EARG);
    ck_assert_str_eq(err.id, "arc-end");
    ck_assert_ptr_null(graph);
    head[1] = 0;
    ck_assert_int_eq(
        polity_graph_from_arcs(&graph, 2, NULL, 2, tail, head, weight, 1, &err),
        POLITY_EARG);
    ck_assert_str_eq(err.id, "arc-weight");
    weight[1] = NAN;
    ck_assert_int_eq(
        polity_graph_from_arcs(&graph, 2, NULL, 2, tail, head, weight, 1, NULL),
        POLITY_EARG);
    ck_assert_int_eq(
        polity_graph_from_arcs(&graph, 2, twice, 2, tail, head, NULL, 1, &err),
        POLITY_EARG);
    ck_assert_str_eq(err.id, "id-taken");
    ck_assert_int_eq(
        polity_graph_from_arcs(&graph, 2, none, 2, tail, head, NULL, 1, &err),
        POLITY_EARG);
    ck_assert_int_eq(
        polity_graph_from_arcs(&graph, 2, NULL, 2, NULL, NULL, NULL, 1, &err),
        POLITY_EARG);
    ck_assert_int_eq(polity_graph_from_arcs(&graph, (size_t)INT32_MAX, NULL, 0, NULL,
                                            NULL, NULL, 1, &err),
                     POLITY_EARG);
    ck_assert_int_eq(polity_graph_from_arcs(&graph, 2, NULL, (size_t)INT32_MAX + 1, tail,
                                            head, NULL, 1, &err),
                     POLITY_ELIMIT);
    ck_assert_str_eq(err.id, "graph-size");
    ck_assert_ptr_null(graph);
}
END_TEST

/* --- from a view ------------------------------------------------------------------ */

#define MIXED                                                                            \
    "\"edges\":["                                                                        \
    "{\"id\":\"e1\",\"kind\":\"supports\",\"source\":\"b\",\"target\":\"a\","            \
    "\"strength\":2,"                                                                    \
    "\"length\":3},"                                                                     \
    "{\"id\":\"e2\",\"kind\":\"collaborates\",\"source\":\"a\",\"target\":\"b\","        \
    "\"strength\":1,"                                                                    \
    "\"length\":2},"                                                                     \
    "{\"id\":\"e3\",\"kind\":\"supports\",\"source\":\"c\",\"target\":\"a\","            \
    "\"strength\":4,"                                                                    \
    "\"length\":1},"                                                                     \
    "{\"id\":\"e4\",\"kind\":\"supports\",\"source\":\"a\",\"target\":\"c\","            \
    "\"strength\":3,"                                                                    \
    "\"length\":1}]"

START_TEST(a_tie_without_direction_joins_the_arcs_of_its_pair)
{
    static const polity_option numbers[] = {{"weight", "strength"}, {"length", "length"}};
    polity_graph *graph = build(MIXED, numbers, 2);
    ck_assert_int_eq(polity_graph_directed(graph), 1);
    ck_assert_str_eq(arcs_text(graph), "0>1 0>2 1>0 2>0");
    ck_assert_uint_eq(polity_graph_ties(graph), 3); /* a-b with both its arcs, a>c, c>a */
    ck_assert(graph->out.weight[0] == 1 && graph->out.length[0] == 2); /* a>b: e2 alone */
    ck_assert(graph->out.weight[2] == 3 &&
              graph->out.length[2] == 2); /* b>a: e1 and e2 */
    ck_assert(graph->tie_weight[0] == 3);
    check_rows(graph);
    ck_assert_int_eq(graph_name_ties(graph, NULL), POLITY_OK);
    table_names names = graph_names(graph);
    ck_assert_str_eq(names.tie(graph, 0), "e1+e2");
    ck_assert_str_eq(names.tie(graph, 2), "e3");
    ck_assert_str_eq(names.node(graph, 2), "c");
    polity_graph_free(graph);
}
END_TEST

static int add_record(char *text, size_t room, int number, char source, char target)
{
    size_t n = strlen(text);
    snprintf(text + n, room - n,
             "%s{\"id\":\"e%d\",\"kind\":\"supports\",\"source\":\"%c\",\"target\":"
             "\"%c\"}",
             number ? "," : "", number, source, target);
    return number + 1;
}

/* Which ties have several records, of every choice of one to three for each of four. */
START_TEST(ties_know_their_records)
{
    static const char ends[4][2] = {{'a', 'b'}, {'a', 'c'}, {'b', 'c'}, {'c', 'd'}};
    for (int choice = 0; choice < 81; choice++) {
        char text[4096] = "\"edges\":[";
        char wanted[4][64] = {"", "", "", ""};
        int number = 0, left = choice;
        for (int tie = 0; tie < 4; tie++, left /= 3)
            for (int i = 0; i <= left % 3; i++) {
                snprintf(wanted[tie] + strlen(wanted[tie]), 16, "%se%d", i ? "+" : "",
                         number);
                number =
                    add_record(text, sizeof text, number, ends[tie][0], ends[tie][1]);
            }
        strcat(text, "]");
        polity_graph *graph = build(text, NULL, 0);
        ck_assert_int_eq(graph_name_ties(graph, NULL), POLITY_OK);
        table_names names = graph_names(graph);
        for (int tie = 0; tie < 4; tie++)
            ck_assert_str_eq(names.tie(graph, tie), wanted[tie]);
        polity_graph_free(graph);
    }
}
END_TEST

START_TEST(options_of_graphs)
{
    static const polity_option keep[] = {{"parallel", "keep"}},
                               flat[] = {{"undirected", NULL}},
                               inverse[] = {{"length", "1/strength"}, {"top", "3"}};
    polity_graph *graph = build(MIXED, keep, 1);
    ck_assert_str_eq(arcs_text(graph), "0>1 0>2 1>0 1>0 2>0");
    ck_assert_uint_eq(polity_graph_ties(graph), 4);
    check_rows(graph);
    polity_graph_free(graph);
    graph = build(MIXED, flat, 1);
    ck_assert_int_eq(polity_graph_directed(graph), 0);
    ck_assert_uint_eq(polity_graph_ties(graph), 2);
    check_rows(graph);
    polity_graph_free(graph);
    graph = build(MIXED, inverse, 2);
    ck_assert(graph->out.length[0] == 1 && graph->out.length[2] == 0.5 &&
              graph->out.length[3] == 0.25);
    ck_assert_ptr_null(graph->out.weight);
    polity_graph_free(graph);
    graph =
        build("\"edges\":[{\"kind\":\"collaborates\",\"source\":\"a\",\"target\":\"b\"}]",
              NULL, 0);
    ck_assert_int_eq(polity_graph_directed(graph), 0);
    polity_graph_free(graph);
    graph = build("\"edges\":[]", NULL, 0);
    ck_assert_int_eq(polity_graph_directed(graph), 1);
    polity_graph_free(graph);
}
END_TEST

START_TEST(numbers_of_ties_that_are_not_there_are_refused)
{
    refused(MIXED, "weight", "weight", POLITY_EUNFIT, "4 of 4");
    refused(MIXED, "weight", "weight", POLITY_EUNFIT, "\"e1\"");
    refused(MIXED, "weight", "strenth", POLITY_ENOTFOUND, "strength");
    refused(MIXED, "weight", "length", POLITY_EARG, "length");
    refused(MIXED, "length", "strength", POLITY_EARG, "1/strength");
    refused(MIXED, "length", "1/length", POLITY_EARG, "length");
    refused(MIXED, "weight", "status", POLITY_EARG, "no number");
    refused(MIXED, "weight", "days", POLITY_EUNFIT, "4 of 4");
    refused(MIXED, "parallel", "both", POLITY_EARG, "merge|keep");
    refused(MIXED, "paralel", "keep", POLITY_EARG, "parallel");
}
END_TEST

/* --- brokerage acts --------------------------------------------------------------- */

#define ACTS                                                                             \
    "\"edges\":[{\"id\":\"e1\",\"kind\":\"supports\",\"source\":\"b\",\"target\":\"a\"," \
    "\"weight\":2}],"                                                                    \
    "\"brokerages\":["                                                                   \
    "{\"id\":\"b1\",\"kind\":\"brokers_support\",\"broker\":\"c\",\"for\":\"a\","        \
    "\"with\":\"b\","                                                                    \
    "\"outcome\":\"running\"},"                                                          \
    "{\"id\":\"b2\",\"kind\":\"brokers_support\",\"broker\":\"c\",\"for\":\"b\","        \
    "\"with\":\"a\","                                                                    \
    "\"outcome\":\"refused\"}]"

START_TEST(brokerage_acts_are_ties_where_asked_for)
{
    polity_option way = {"brokerage", "none"},
                  both[2] = {{"brokerage", "act"}, {"weight", "weight"}};
    polity_graph *graph = build(ACTS, &way, 1);
    ck_assert_str_eq(arcs_text(graph), "1>0");
    polity_graph_free(graph);
    graph = build(ACTS, both, 2);
    ck_assert_str_eq(arcs_text(graph), "1>0 2>0 2>1");
    ck_assert(graph->out.weight[0] == 2 && graph->out.weight[1] == 2); /* two acts of 1 */
    ck_assert_uint_eq(graph->acts, 2);
    polity_graph_free(graph);
    way.value = "result";
    graph = build(ACTS, &way, 1);
    ck_assert_str_eq(arcs_text(graph), "1>0");
    ck_assert_uint_eq(graph->acts, 1);
    polity_graph_free(graph);
    way.value = "incidence";
    graph = build(ACTS, &way, 1);
    ck_assert_str_eq(arcs_text(graph), "1>0 2>4 2>5 4>0 4>1 5>0 5>1");
    ck_assert_str_eq(polity_graph_id(graph, 4), "b1");
    ck_assert_int_eq(polity_graph_find(graph, "b2"), 5);
    ck_assert_int_eq(polity_graph_find(graph, "d"), 3);
    check_rows(graph);
    polity_graph_free(graph);
}
END_TEST

/* --- groups ----------------------------------------------------------------------- */

START_TEST(groups_are_given_or_read)
{
    static const char *const groups[] = {"west", "east", NULL, "west"},
                             *const others[] = {"up", NULL, NULL, "up"};
    static const int32_t ends[][2] = {{0, 1}};
    polity_error err = POLITY_ERROR_INIT;
    polity_graph *graph = from_arcs(4, NULL, 1, ends, NULL, 1);
    view_groups found;
    ck_assert_int_eq(graph_group(graph, "side", &found, &err), POLITY_EUNFIT);
    ck_assert_int_eq(polity_graph_group(graph, "side", others, NULL), POLITY_OK);
    ck_assert_int_eq(polity_graph_group(graph, "side", groups, &err), POLITY_OK);
    ck_assert_int_eq(polity_graph_group(graph, "", groups, &err), POLITY_EARG);
    ck_assert_int_eq(graph_group(graph, "side", &found, &err), POLITY_OK);
    ck_assert_uint_eq(found.count, 2);
    ck_assert_str_eq(found.names[0], "east");
    ck_assert_int_eq(found.group[0], 1);
    ck_assert_int_eq(found.group[2], -1);
    ck_assert_int_eq(found.why[2], REASON_NO_GROUP);
    view_groups_free(&found);
    polity_graph_free(graph);

    polity_option way = {"brokerage", "incidence"};
    graph = build(ACTS, &way, 1);
    ck_assert_int_eq(graph_group(graph, "type", &found, &err), POLITY_OK);
    ck_assert_int_eq(found.group[0], found.group[1]);
    ck_assert_int_eq(found.group[4], -1); /* an act has no type */
    view_groups_free(&found);
    polity_graph_free(graph);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("graph");
    TCase *all = tcase_create("graph");
    tcase_add_test(all, parallel_arcs_are_one_and_loops_are_none);
    tcase_add_test(all, any_arcs_make_sound_rows);
    tcase_add_test(all, nodes_are_found_by_their_ids);
    tcase_add_test(all, bad_arrays_are_refused);
    tcase_add_test(all, a_tie_without_direction_joins_the_arcs_of_its_pair);
    tcase_add_test(all, ties_know_their_records);
    tcase_add_test(all, options_of_graphs);
    tcase_add_test(all, numbers_of_ties_that_are_not_there_are_refused);
    tcase_add_test(all, brokerage_acts_are_ties_where_asked_for);
    tcase_add_test(all, groups_are_given_or_read);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
