/*
 * The distance family where many nodes have the same neighbours: waves search from one of
 * them for all. Against the search by length with every length 1, which knows nothing of
 * that, pairs by steps against a plain search, and stars by arithmetic.
 */
#include "support.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char FAMILY[] = "harmonic,closeness_reached,eccentricity,reach";

static int any(const test_network *net, size_t a, size_t b)
{
    for (size_t i = 0; i < net->ties; i++)
        if (net->tie[i].source == (int32_t)a && net->tie[i].target == (int32_t)b)
            return 1;
    return 0;
}

/* A ring of `wide` steps with shortcuts, so that ways back to a node differ in length;
 * one to four nodes stand for each of it, and in every third case those are tied to each
 * other. */
static void make(test_network *net, size_t wide, size_t shortcuts, int directed,
                 uint64_t seed)
{
    size_t *first = calloc(wide + 1, sizeof *first);
    test_network few;
    ck_assert_ptr_nonnull(first);
    for (size_t v = 0; v < wide; v++)
        first[v + 1] = first[v] + 1 + test_random_below(&seed, 4);
    test_network_init(&few, wide, directed);
    for (size_t v = 0; v + 1 < wide + shortcuts; v++) {
        size_t from = v < wide ? v : test_random_below(&seed, wide);
        size_t to = v < wide ? (v + 1) % wide : test_random_below(&seed, wide);
        if (from != to && !any(&few, from, to) && !any(&few, to, from))
            test_network_tie(&few, from, to, directed, 1, 1);
    }
    test_network_init(net, first[wide] + 3, directed);
    for (size_t i = 0; i < few.ties; i++)
        for (size_t a = first[few.tie[i].source]; a < first[few.tie[i].source + 1]; a++)
            for (size_t b = first[few.tie[i].target]; b < first[few.tie[i].target + 1];
                 b++)
                test_network_tie(net, a, b, directed, 1, 1);
    for (size_t v = 0; v < wide; v += 3)
        for (size_t a = first[v]; a < first[v + 1]; a++)
            for (size_t b = first[v]; b < first[v + 1]; b++)
                if (directed ? a != b : a < b)
                    test_network_tie(net, a, b, directed, 1, 1);
    test_network_free(&few);
    free(first);
}

/* --- pairs by steps ----------------------------------------------------------------- */

static void count_from(polity_arcs rows, size_t n, size_t v, long long *pairs)
{
    size_t *waiting = calloc(n, sizeof *waiting), *depth = calloc(n, sizeof *depth);
    size_t count = 1;
    ck_assert(waiting && depth);
    waiting[0] = v;
    depth[v] = 1;
    for (size_t i = 0; i < count; i++)
        for (int64_t a = rows.first[waiting[i]]; a < rows.first[waiting[i] + 1]; a++) {
            size_t to = (size_t)rows.head[a];
            if (depth[to])
                continue;
            depth[to] = depth[waiting[i]] + 1;
            waiting[count++] = to;
            pairs[depth[to] - 1]++;
        }
    free(waiting);
    free(depth);
}

static void check_pairs(const polity_graph *graph, size_t n)
{
    polity_table *table = test_run(graph, "distances", NULL, 0);
    long long *pairs = calloc(n, sizeof *pairs);
    char *text = calloc(n, 48), *end = text;
    ck_assert(pairs && text);
    for (size_t v = 0; v < n; v++)
        count_from(polity_graph_out(graph), n, v, pairs);
    for (size_t steps = 1; steps < n; steps++)
        if (pairs[steps])
            end +=
                sprintf(end, "%s%zu: %lld", end == text ? "" : ", ", steps, pairs[steps]);
    ck_assert_str_eq(polity_table_fact_named(table, "distances_pairs_by_steps"), text);
    polity_table_free(table);
    free(pairs);
    free(text);
}

/* --- against the search by length --------------------------------------------------- */

START_TEST(one_node_stands_for_all_that_have_its_neighbours)
{
    static const char *const COLUMNS[] = {"harmonic_out",
                                          "harmonic_in",
                                          "closeness_reached_out",
                                          "closeness_reached_in",
                                          "eccentricity_out",
                                          "eccentricity_in",
                                          "reach_out",
                                          "reach_in"};
    static const struct {
        size_t wide, shortcuts;
    } SIZES[] = {{1, 0}, {2, 0}, {5, 0}, {40, 60}, {150, 250}, {420, 900}};
    static const char *const STEPS[] = {"100000", "2"};
    test_network net;
    make(&net, SIZES[_i / 2].wide, SIZES[_i / 2].shortcuts, _i % 2, (uint64_t)_i);
    polity_graph *plain = test_graph_arcs(&net, 0);
    polity_graph *by_length = test_graph_lengths(&net);
    for (size_t k = 0; k < 2; k++) {
        polity_option option = {"steps", STEPS[k]};
        polity_table *steps = test_run(plain, FAMILY, &option, 1);
        polity_table *lengths = test_run(by_length, FAMILY, &option, 1);
        for (size_t i = 0; i < sizeof COLUMNS / sizeof *COLUMNS; i++)
            test_same_columns(steps, COLUMNS[i], lengths, COLUMNS[i], 1e-12);
        if (k == 0)
            test_same_columns(steps, "reach_in", steps, "closeness_reached_in_count", 0);
        polity_table_free(steps);
        polity_table_free(lengths);
    }
    check_pairs(plain, net.nodes);
    polity_graph_free(plain);
    polity_graph_free(by_length);
    test_network_free(&net);
}
END_TEST

/* --- by arithmetic ------------------------------------------------------------------ */

/* Undirected, or with an arc each way. All pairs one by one would take hours. */
START_TEST(a_star_of_a_million_leaves)
{
    enum { LEAVES = 1000000 };
    size_t ties = _i ? 2 * LEAVES : LEAVES;
    int32_t *from = calloc(ties, sizeof *from), *to = calloc(ties, sizeof *to);
    polity_graph *graph = NULL;
    ck_assert(from && to);
    for (int32_t i = 0; i < LEAVES; i++) {
        to[i] = i + 1;
        if (_i)
            from[LEAVES + i] = i + 1;
    }
    ck_assert_int_eq(
        polity_graph_from_arcs(&graph, LEAVES + 1, NULL, ties, from, to, NULL, _i, NULL),
        POLITY_OK);
    polity_table *table = test_run(graph, FAMILY, NULL, 0);
    test_expect(table, "harmonic_out", 0, LEAVES);
    test_expect(table, "harmonic_in", 0, LEAVES);
    test_expect(table, "harmonic_out", LEAVES, 1 + (LEAVES - 1) / 2.0);
    test_expect(table, "harmonic_in", 7, 1 + (LEAVES - 1) / 2.0);
    test_expect(table, "eccentricity_out", 0, 1);
    test_expect(table, "eccentricity_in", LEAVES, 2);
    test_expect(table, "reach_out", 1, LEAVES);
    test_expect(table, "closeness_reached_out", 3, LEAVES / (2.0 * LEAVES - 1));
    polity_table_free(table);
    polity_graph_free(graph);
    free(from);
    free(to);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("distances of equivalent nodes");
    TCase *all = tcase_create("distances of equivalent nodes");
    tcase_set_timeout(all, 120);
    tcase_add_loop_test(all, one_node_stands_for_all_that_have_its_neighbours, 0, 12);
    tcase_add_loop_test(all, a_star_of_a_million_leaves, 0, 2);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
