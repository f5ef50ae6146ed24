/*
 * Betweenness from a sample of sources against betweenness from all of them, over many
 * seeds: on a network of hubs, of clusters and of nodes with the same neighbours, so that
 * a spot stands for several sources and one batch may start twice from it.
 */
#include "../support/suite.h"
#include "support.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NODES = 3000, CLUSTERS = 60, HUBS = 5, SEEDS = 40 };

static const char NAME[] = "betweenness_sampled";
static const char ERROR[] = "0.1";

/* Hubs, heads of clusters tied to some of them, and below each head nodes of which two in
 * three have no other tie. */
static polity_graph *hubs_and_twins(int directed)
{
    test_network net;
    uint64_t seed = 3;
    test_network_init(&net, NODES, directed);
    for (size_t head = HUBS; head < HUBS + CLUSTERS; head++) {
        size_t hub = test_random_below(&seed, HUBS);
        test_network_tie(&net, hub, head, directed, 1, 1);
        test_network_tie(&net, head, (hub + 1) % HUBS, directed, 1, 1);
        test_network_tie(&net, (hub + 2) % HUBS, head, directed, 1, 1);
    }
    for (size_t v = HUBS + CLUSTERS; v < NODES; v++) {
        size_t head = HUBS + v % CLUSTERS, other = test_random_below(&seed, v);
        test_network_tie(&net, head, v, directed, 1, 1);
        test_network_tie(&net, v, head, directed, 1, 1);
        if (v % 3 == 0 && other != head)
            test_network_tie(&net, v, other, directed, 1, 1);
    }
    polity_graph *graph = test_graph_arcs(&net, 0);
    test_network_free(&net);
    return graph;
}

/* One hub, all others tied to it alone: two spots. */
static polity_graph *star(size_t nodes)
{
    test_network net;
    test_network_init(&net, nodes, 0);
    for (size_t v = 1; v < nodes; v++)
        test_network_tie(&net, 0, v, 0, 1, 1);
    polity_graph *graph = test_graph_arcs(&net, 0);
    test_network_free(&net);
    return graph;
}

static polity_table *sampled(const polity_graph *graph, const char *error, uint64_t seed,
                             int threads)
{
    polity_option option = {"error", error};
    polity_error err = POLITY_ERROR_INIT;
    polity_run run = POLITY_RUN_INIT;
    polity_table *table = NULL;
    run.seed = seed;
    run.threads = threads;
    MUST(polity_measure_run(&table, graph, NAME, &option, 1, &run, &err) == POLITY_OK,
         "%s", err.message);
    return table;
}

static double *exact(const polity_graph *graph)
{
    polity_table *table = test_run(graph, "betweenness", NULL, 0);
    double *values = test_column(table, "betweenness_norm");
    polity_table_free(table);
    return values;
}

static double fact(const polity_table *table, const char *name)
{
    const char *text = polity_table_fact_named(table, name);
    MUST(text, "no fact %s", name);
    return test_read_number(text);
}

/* --- against all sources ---------------------------------------------------------- */

typedef struct seen {
    double sum[NODES], squares[NODES];
} seen;

/* Every value is within its bound, and every bound within what was asked for. */
static void check_bounds(const polity_table *table, const double *truth, seen *all)
{
    double *norm = test_column(table, "betweenness_sampled_norm"),
           *bound = test_column(table, "betweenness_sampled_bound"), worst = 0;
    MUST(fact(table, "betweenness_sampled_sources") < NODES * 2 / 3, "%g sources",
         fact(table, "betweenness_sampled_sources"));
    for (size_t v = 0; v < NODES; v++) {
        MUST(bound[v] > 0 && bound[v] <= 0.1 + 1e-12, "bound[%zu] = %.17g", v, bound[v]);
        MUST(fabs(norm[v] - truth[v]) <= bound[v] + 1e-12, "[%zu] %g, not %g, +- %g", v,
             norm[v], truth[v], bound[v]);
        worst = fmax(worst, bound[v]);
        all->sum[v] += norm[v];
        all->squares[v] += norm[v] * norm[v];
    }
    MUST(test_same(fact(table, "betweenness_sampled_largest_bound"), worst, 1e-12),
         "largest bound is %g", worst);
    MUST(fact(table, "betweenness_sampled_of") == NODES, "of other than all");
    free(norm);
    free(bound);
}

/* The means of the hubs and heads, to five standard errors. */
static void check_means(const seen *all, const double *truth)
{
    double high = 0;
    for (size_t v = 0; v < HUBS + CLUSTERS; v++) {
        double mean = all->sum[v] / SEEDS;
        double spread = sqrt(fmax(0, all->squares[v] / SEEDS - mean * mean) / SEEDS);
        MUST(fabs(mean - truth[v]) <= 5 * spread + 1e-9, "[%zu] is %g, not %g +- %g", v,
             mean, truth[v], spread);
        MUST(spread < 0.01, "[%zu] is spread by %g", v, spread);
        high = fmax(high, truth[v]);
    }
    MUST(high > 0.1, "no node is high: %g", high);
}

START_TEST(values_are_within_their_bounds)
{
    static seen all;
    for (int directed = 0; directed < 2; directed++) {
        polity_graph *graph = hubs_and_twins(directed);
        double *truth = exact(graph);
        memset(&all, 0, sizeof all);
        for (uint64_t seed = 0; seed < SEEDS; seed++) {
            polity_table *table = sampled(graph, ERROR, seed, 1);
            check_bounds(table, truth, &all);
            polity_table_free(table);
        }
        check_means(&all, truth);
        free(truth);
        polity_graph_free(graph);
    }
}
END_TEST

/* All leaves are one spot: each batch starts from it 64 times. By arithmetic. */
START_TEST(many_sources_of_one_spot)
{
    polity_graph *graph = star(NODES);
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        polity_table *table = sampled(graph, ERROR, seed, 1);
        double *norm = test_column(table, "betweenness_sampled_norm"),
               *bound = test_column(table, "betweenness_sampled_bound");
        MUST(fact(table, "betweenness_sampled_sources") < NODES / 2, "all sources");
        MUST(fabs(norm[0] - 1) <= bound[0] && bound[0] <= 0.1 + 1e-12, "hub: %g +- %g",
             norm[0], bound[0]);
        for (size_t v = 1; v < NODES; v++)
            MUST(norm[v] == 0 && bound[v] <= 0.1 + 1e-12, "leaf: %g +- %g", norm[v],
                 bound[v]);
        free(norm);
        free(bound);
        polity_table_free(table);
    }
    polity_graph_free(graph);
}
END_TEST

START_TEST(a_small_error_counts_all)
{
    for (int directed = 0; directed < 2; directed++) {
        polity_graph *graph = hubs_and_twins(directed);
        polity_table *table = sampled(graph, "0.0001", 1, 1);
        double *truth = exact(graph),
               *norm = test_column(table, "betweenness_sampled_norm"),
               *bound = test_column(table, "betweenness_sampled_bound");
        for (size_t v = 0; v < NODES; v++)
            MUST(test_same(norm[v], truth[v], 1e-12) && bound[v] == 0, "[%zu] %g, not %g",
                 v, norm[v], truth[v]);
        MUST(fact(table, "betweenness_sampled_sources") >= NODES, "not all sources");
        free(truth);
        free(norm);
        free(bound);
        polity_table_free(table);
        polity_graph_free(graph);
    }
}
END_TEST

/* --- seeds and threads ------------------------------------------------------------ */

static char *bytes_of(const polity_graph *graph, uint64_t seed, int threads)
{
    polity_table *table = sampled(graph, ERROR, seed, threads);
    char *bytes = test_bytes(table);
    polity_table_free(table);
    return bytes;
}

START_TEST(a_seed_gives_the_same_bytes_with_any_threads)
{
    for (int directed = 0; directed < 2; directed++) {
        polity_graph *graph = hubs_and_twins(directed);
        char *one = bytes_of(graph, 7, 1), *other = bytes_of(graph, 8, 1);
        for (int threads = 1; threads <= 3; threads++) {
            char *again = bytes_of(graph, 7, threads);
            MUST(strcmp(one, again) == 0, "%d threads differ", threads);
            free(again);
        }
        MUST(strcmp(one, other) != 0, "seeds 7 and 8 say the same");
        free(one);
        free(other);
        polity_graph_free(graph);
    }
}
END_TEST

/* --- small networks --------------------------------------------------------------- */

START_TEST(small_networks_are_counted_from_all)
{
    for (int i = 0; i < TEST_SAMPLES; i++) {
        test_network net;
        test_network_sample(&net, i);
        polity_graph *graph = test_graph_arcs(&net, 0);
        polity_table *table = sampled(graph, "1", (uint64_t)i, 1);
        double *truth = exact(graph),
               *norm = test_column(table, "betweenness_sampled_norm"),
               *bound = test_column(table, "betweenness_sampled_bound");
        for (size_t v = 0; v < net.nodes; v++)
            MUST(test_same(norm[v], truth[v], 1e-12) &&
                     test_same(bound[v], net.nodes < 3 ? NAN : 0, 0),
                 "sample %d, [%zu]: %g, not %g", i, v, norm[v], truth[v]);
        MUST(fact(table, "betweenness_sampled_sources") == (double)net.nodes,
             "sample %d: other than all sources", i);
        free(truth);
        free(norm);
        free(bound);
        polity_table_free(table);
        polity_graph_free(graph);
        test_network_free(&net);
    }
}
END_TEST

START_TEST(networks_of_no_pairs)
{
    for (size_t nodes = 0; nodes < 3; nodes++) {
        polity_graph *graph = star(nodes);
        polity_table *table = sampled(graph, ERROR, 1, 1);
        double *count = test_column(table, NAME),
               *norm = test_column(table, "betweenness_sampled_norm"),
               *bound = test_column(table, "betweenness_sampled_bound");
        ck_assert_uint_eq(polity_table_rows(table), nodes);
        for (size_t v = 0; v < nodes; v++)
            ck_assert(count[v] == 0 && isnan(norm[v]) && isnan(bound[v]));
        ck_assert_double_eq(fact(table, "betweenness_sampled_largest_bound"), 0);
        free(count);
        free(norm);
        free(bound);
        polity_table_free(table);
        polity_graph_free(graph);
    }
}
END_TEST

/* --- refused ---------------------------------------------------------------------- */

START_TEST(lengths_are_refused)
{
    polity_option option = {"length", "length"};
    polity_error err = POLITY_ERROR_INIT;
    polity_run run = POLITY_RUN_INIT;
    polity_table *table = NULL;
    test_network net;
    test_network_init(&net, 3, 1);
    test_network_tie(&net, 0, 1, 1, 1, 2);
    test_network_tie(&net, 1, 2, 1, 1, 2);
    polity_graph *graph = test_graph_dataset(&net, &option, 1);
    ck_assert_int_eq(polity_measure_run(&table, graph, NAME, NULL, 0, &run, &err),
                     POLITY_EUNFIT);
    ck_assert_ptr_null(table);
    ck_assert_ptr_nonnull(strstr(err.message, "--length"));
    polity_graph_free(graph);
    test_network_free(&net);
}
END_TEST

START_TEST(errors_out_of_range_are_refused)
{
    static const char *const BAD[] = {"0", "-0.1", "1.5", "nan", "inf", "little"};
    polity_graph *graph = star(4);
    polity_run run = POLITY_RUN_INIT;
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        polity_option option = {"error", BAD[i]};
        polity_table *table = NULL;
        MUST(polity_measure_run(&table, graph, NAME, &option, 1, &run, NULL) != POLITY_OK,
             "error %s is taken", BAD[i]);
        ck_assert_ptr_null(table);
    }
    polity_graph_free(graph);
}
END_TEST

int main(void)
{
    return RUN_SUITE("sampled", NULL, NULL, values_are_within_their_bounds,
                     many_sources_of_one_spot, a_small_error_counts_all,
                     a_seed_gives_the_same_bytes_with_any_threads,
                     small_networks_are_counted_from_all, networks_of_no_pairs,
                     lengths_are_refused, errors_out_of_range_are_refused);
}
