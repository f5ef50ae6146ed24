/*
 * The distance family on networks that cross the border of 256 sources searched from at
 * once, and on such as are long, wide or empty: sums in steps against the search by
 * length with every length 1, reach against both, answers by arithmetic, any number of
 * threads, cancelling in the middle of a search.
 */
#include "support.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char FAMILY[] = "harmonic,closeness_wf,closeness_reached,eccentricity,reach";

/* Clusters with few ties between them, some arcs one way, some nodes without any. */
static void make(test_network *net, size_t nodes, int directed, uint64_t seed)
{
    test_network_init(net, nodes, directed);
    for (size_t i = 0; i < 3 * nodes; i++) {
        size_t a = test_random_below(&seed, nodes - nodes / 20), b;
        b = i % 8 ? a / 12 * 12 + test_random_below(&seed, 12)
                  : test_random_below(&seed, nodes - nodes / 20);
        if (a != b && b < nodes)
            test_network_tie(net, a, b, directed, 1, 1);
    }
}

/* --- against the search by length -------------------------------------------------- */

static void check_columns(const polity_table *steps, const polity_table *lengths)
{
    static const char *const COLUMNS[] = {"harmonic_out",
                                          "harmonic_in",
                                          "closeness_wf_out",
                                          "closeness_wf_in",
                                          "closeness_reached_out",
                                          "closeness_reached_in",
                                          "closeness_reached_out_count",
                                          "closeness_reached_in_count",
                                          "eccentricity_out",
                                          "eccentricity_in",
                                          "reach_out",
                                          "reach_in"};
    for (size_t i = 0; i < sizeof COLUMNS / sizeof *COLUMNS; i++)
        test_same_columns(steps, COLUMNS[i], lengths, COLUMNS[i], 1e-12);
    test_same_columns(steps, "reach_out", steps, "closeness_reached_out_count", 0);
    test_same_columns(steps, "reach_in", steps, "closeness_reached_in_count", 0);
}

static void check_against_lengths(const test_network *net)
{
    polity_graph *plain = test_graph_arcs(net, 0);
    polity_graph *by_length = test_graph_lengths(net);
    polity_table *steps = test_run(plain, FAMILY, NULL, 0);
    polity_table *lengths = test_run(by_length, FAMILY, NULL, 0);
    ck_assert_uint_eq(polity_graph_out(by_length).arcs, polity_graph_out(plain).arcs);
    check_columns(steps, lengths);
    polity_table_free(steps);
    polity_table_free(lengths);
    polity_graph_free(plain);
    polity_graph_free(by_length);
}

START_TEST(steps_are_lengths_of_one)
{
    static const size_t NODES[] = {255, 256, 257, 600, 900};
    test_network net;
    make(&net, NODES[_i / 2], _i % 2, (uint64_t)_i);
    check_against_lengths(&net);
    test_network_free(&net);
}
END_TEST

/* A sample does not tell: searches one by one are given up, and do not count twice. */
START_TEST(a_few_reach_far_among_many_that_do_not)
{
    enum { PAIRS = 2000, FEW = 70 };
    test_network net;
    test_network_init(&net, 2 * PAIRS + FEW, 1);
    for (size_t i = 0; i < PAIRS; i++)
        test_network_tie(&net, 2 * i, 2 * i + 1, 1, 1, 1);
    for (size_t a = 2 * PAIRS; a < 2 * PAIRS + FEW; a++)
        for (size_t b = 2 * PAIRS; b < 2 * PAIRS + FEW; b++)
            if (a != b)
                test_network_tie(&net, a, b, 1, 1, 1);
    check_against_lengths(&net);
    test_network_free(&net);
}
END_TEST

/* --- reach alone and in company ----------------------------------------------------- */

/* Nodes that a search of at most `steps` from v comes to, itself left out. */
static double search(polity_arcs rows, size_t n, size_t v, size_t steps)
{
    size_t *waiting = calloc(n, sizeof *waiting), *depth = calloc(n, sizeof *depth);
    size_t count = 1;
    ck_assert(waiting && depth);
    waiting[0] = v;
    depth[v] = 1;
    for (size_t i = 0; i < count; i++) {
        size_t from = waiting[i];
        for (int64_t a = rows.first[from]; a < rows.first[from + 1]; a++) {
            size_t to = (size_t)rows.head[a];
            if (depth[to] || depth[from] > steps)
                continue;
            depth[to] = depth[from] + 1;
            waiting[count++] = to;
        }
    }
    free(waiting);
    free(depth);
    return (double)count - 1;
}

static void check_reach(const polity_graph *graph, const polity_table *table,
                        size_t steps)
{
    size_t n = polity_table_rows(table);
    double *out = test_column(table, "reach_out"), *in = test_column(table, "reach_in");
    for (size_t v = 0; v < n; v++) {
        ck_assert_double_eq(out[v], search(polity_graph_out(graph), n, v, steps));
        ck_assert_double_eq(in[v], search(polity_graph_in(graph), n, v, steps));
    }
    free(out);
    free(in);
}

START_TEST(reach_alone_is_reach_in_company_and_by_search)
{
    static const char *const STEPS[] = {NULL, "1", "2", "3", "100000"};
    test_network net;
    make(&net, 700, _i % 2, 5);
    polity_option option = {"steps", STEPS[_i / 2]};
    size_t given = STEPS[_i / 2] != NULL;
    polity_graph *graph = test_graph_arcs(&net, 0);
    polity_graph *by_length = test_graph_lengths(&net);
    polity_table *alone = test_run(graph, "reach", &option, given);
    polity_table *company = test_run(graph, FAMILY, &option, given);
    polity_table *lengths = test_run(by_length, FAMILY, &option, given);
    check_reach(graph, alone, given ? (size_t)atoi(STEPS[_i / 2]) : 700);
    test_same_columns(company, "reach_out", alone, "reach_out", 0);
    test_same_columns(company, "reach_in", alone, "reach_in", 0);
    test_same_columns(lengths, "reach_out", alone, "reach_out", 0);
    test_same_columns(lengths, "reach_in", alone, "reach_in", 0);
    test_same_columns(lengths, "eccentricity_out", company, "eccentricity_out", 0);
    polity_table_free(alone);
    polity_table_free(company);
    polity_table_free(lengths);
    polity_graph_free(graph);
    polity_graph_free(by_length);
    test_network_free(&net);
}
END_TEST

/* --- threads ------------------------------------------------------------------------ */

static char *bytes_of(const polity_graph *graph, const char *names, int threads)
{
    polity_run run = POLITY_RUN_INIT;
    polity_table *table = NULL;
    run.threads = threads;
    ck_assert_int_eq(polity_measure_run(&table, graph, names, NULL, 0, &run, NULL),
                     POLITY_OK);
    char *bytes = test_bytes(table);
    polity_table_free(table);
    return bytes;
}

START_TEST(any_number_of_threads_gives_the_same_bytes)
{
    static const char *const NAMES[] = {FAMILY, "reach", "distances"};
    test_network net;
    if (_i < 2)
        make(&net, 2000, _i, 9);
    else
        test_network_init(&net, 5000, 1);
    for (size_t v = 1; _i == 2 && v < 5000; v++) /* a hierarchy: few are in reach */
        test_network_tie(&net, v / 8, v, 1, 1, 1);
    polity_graph *graph = test_graph_arcs(&net, 0);
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        char *one = bytes_of(graph, NAMES[i], 1);
        for (int threads = 2; threads <= 5; threads += 3) {
            char *more = bytes_of(graph, NAMES[i], threads);
            ck_assert_str_eq(one, more);
            free(more);
        }
        free(one);
    }
    polity_graph_free(graph);
    test_network_free(&net);
}
END_TEST

/* --- by arithmetic ------------------------------------------------------------------ */

static polity_graph *of_arcs(size_t n, size_t arcs, const int32_t *from,
                             const int32_t *to, int directed)
{
    polity_graph *graph = NULL;
    ck_assert_int_eq(
        polity_graph_from_arcs(&graph, n, NULL, arcs, from, to, NULL, directed, NULL),
        POLITY_OK);
    return graph;
}

/* n nodes, each with an arc to the next; or the first with arcs to all others. */
static polity_graph *line(size_t n, int star, int directed)
{
    int32_t *from = calloc(n, sizeof *from), *to = calloc(n, sizeof *to);
    ck_assert(from && to);
    for (size_t i = 0; i + 1 < n; i++) {
        from[i] = star ? 0 : (int32_t)i;
        to[i] = (int32_t)i + 1;
    }
    polity_graph *graph = of_arcs(n, n ? n - 1 : 0, from, to, directed);
    free(from);
    free(to);
    return graph;
}

/* 3,000 steps deep: the sums of 1 .. i by their formulas. */
START_TEST(a_long_path)
{
    enum { N = 3000 };
    polity_graph *graph = line(N, 0, 1);
    polity_table *table = test_run(graph, FAMILY, NULL, 0);
    double *near = test_column(table, "harmonic_out"),
           *close = test_column(table, "closeness_reached_in"),
           *far = test_column(table, "eccentricity_in"),
           *wide = test_column(table, "eccentricity_out"),
           *reach = test_column(table, "reach_out"), sum = 0;
    for (size_t i = 0; i < N; i++) { /* steps that node N-1-i has before it */
        size_t v = N - 1 - i;
        sum += i ? 1 / (double)i : 0;
        ck_assert(test_same(near[v], sum, 1e-12));
        ck_assert_double_eq(reach[v], (double)i);
        ck_assert(test_same(wide[v], i ? (double)i : NAN, 0));
        ck_assert(test_same(far[i], i ? (double)i : NAN, 0));
        ck_assert(test_same(close[i], i ? 2 / ((double)i + 1) : NAN, 1e-12));
    }
    free(near);
    free(close);
    free(far);
    free(wide);
    free(reach);
    polity_table_free(table);
    polity_graph_free(graph);
}
END_TEST

START_TEST(a_star_of_a_million_leaves)
{
    enum { LEAVES = 1000000 };
    polity_graph *graph = line(LEAVES + 1, 1, 1);
    polity_table *table = test_run(graph, FAMILY, NULL, 0);
    test_expect(table, "harmonic_out", 0, LEAVES);
    test_expect(table, "eccentricity_out", 0, 1);
    test_expect(table, "eccentricity_in", 0, NAN);
    test_expect(table, "eccentricity_out", LEAVES, NAN);
    test_expect(table, "closeness_wf_in", LEAVES, 1.0 / LEAVES);
    test_expect(table, "reach_in", LEAVES, 1);
    test_expect(table, "reach_out", 0, LEAVES);
    polity_table_free(table);
    table = test_run(graph, "reach", NULL, 0);
    test_expect(table, "reach_in", LEAVES, 1);
    test_expect(table, "reach_out", 0, LEAVES);
    polity_table_free(table);
    polity_graph_free(graph);
    graph = line(LEAVES + 1, 1, 0);
    table = test_run(graph, "reach", NULL, 0);
    test_expect(table, "reach_out", LEAVES, LEAVES);
    polity_table_free(table);
    polity_graph_free(graph);
    graph = line(3001, 1, 0);
    table = test_run(graph, FAMILY, NULL, 0);
    test_expect(table, "harmonic_out", 0, 3000);
    test_expect(table, "harmonic_in", 9, 1 + 2999 / 2.0);
    test_expect(table, "eccentricity_out", 9, 2);
    polity_table_free(table);
    polity_graph_free(graph);
}
END_TEST

/* All that is undefined is so, and nothing takes as long as all pairs do. */
START_TEST(a_million_components)
{
    enum { PAIRS = 1000000 };
    int32_t *from = calloc(PAIRS, sizeof *from), *to = calloc(PAIRS, sizeof *to);
    ck_assert(from && to);
    for (int32_t i = 0; i < PAIRS; i++) {
        from[i] = 2 * i;
        to[i] = 2 * i + 1;
    }
    polity_graph *graph = of_arcs(2 * PAIRS + 1, PAIRS, from, to, 1);
    for (int alone = 0; alone < 2; alone++) {
        polity_table *table = test_run(graph, alone ? "reach" : FAMILY, NULL, 0);
        for (size_t v = 0; v < 2 * PAIRS + 1; v += 333333) {
            int has = v < 2 * PAIRS;
            test_expect(table, "reach_out", v, has && v % 2 == 0);
            test_expect(table, "reach_in", v, has && v % 2);
            if (!alone)
                test_expect(table, "eccentricity_in", v, has && v % 2 ? 1 : NAN);
        }
        polity_table_free(table);
    }
    polity_graph_free(graph);
    free(from);
    free(to);
}
END_TEST

START_TEST(nothing_and_one_node_and_loops)
{
    static const int32_t LOOP[] = {0, 0, 1}, INTO[] = {0, 1, 1};
    for (int directed = 0; directed < 2; directed++) {
        polity_graph *graph = line(0, 0, directed);
        polity_table *table = test_run(graph, FAMILY, NULL, 0);
        ck_assert_uint_eq(polity_table_rows(table), 0);
        polity_table_free(table);
        polity_graph_free(graph);
        graph = line(1, 0, directed);
        table = test_run(graph, FAMILY, NULL, 0);
        test_expect(table, "eccentricity_out", 0, NAN);
        test_expect(table, "reach_out", 0, 0);
        test_expect(table, "reach_out_share", 0, NAN);
        test_expect(table, "harmonic_out", 0, 0);
        polity_table_free(table);
        polity_graph_free(graph);
        graph = of_arcs(2, 3, LOOP, INTO, directed);
        table = test_run(graph, FAMILY, NULL, 0);
        test_expect(table, "eccentricity_out", 0, 1);
        test_expect(table, "harmonic_out", 0, 1);
        test_expect(table, "reach_out", 1, directed ? 0 : 1);
        polity_table_free(table);
        polity_graph_free(graph);
    }
}
END_TEST

/* --- cancelling --------------------------------------------------------------------- */

static int stop_within(void *user, const char *what, double done)
{
    int *asked = user;
    *asked += strcmp(what, "measuring distances") == 0 && done == 0;
    return *asked == 3; /* the first is before the search; all sources take a minute */
}

START_TEST(a_search_is_cancelled_in_its_middle)
{
    polity_graph *graph = line(200000, 0, 1);
    polity_run run = POLITY_RUN_INIT;
    polity_table *table = NULL;
    int asked = 0;
    run.progress = stop_within;
    run.user = &asked;
    run.threads = 1 + _i;
    ck_assert_int_eq(polity_measure_run(&table, graph, "harmonic", NULL, 0, &run, NULL),
                     POLITY_ECANCELLED);
    ck_assert_int_eq(asked, 3);
    ck_assert_ptr_null(table);
    polity_graph_free(graph);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("distances");
    TCase *all = tcase_create("distances");
    tcase_set_timeout(all, 300);
    tcase_add_loop_test(all, steps_are_lengths_of_one, 0, 10);
    tcase_add_test(all, a_few_reach_far_among_many_that_do_not);
    tcase_add_loop_test(all, reach_alone_is_reach_in_company_and_by_search, 0, 10);
    tcase_add_loop_test(all, any_number_of_threads_gives_the_same_bytes, 0, 3);
    tcase_add_test(all, a_long_path);
    tcase_add_test(all, a_star_of_a_million_leaves);
    tcase_add_test(all, a_million_components);
    tcase_add_test(all, nothing_and_one_node_and_loops);
    tcase_add_loop_test(all, a_search_is_cancelled_in_its_middle, 0, 2);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
