/*
 * Networks of a million nodes in shapes that break what is not linear or recurses: a
 * star, a path, isolates; asked what is known without counting.
 */
#include "../support/suite.h"
#include "support.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { MANY = 1000000 };

static int32_t tail[MANY], head[MANY];

static polity_graph *graph_of(size_t arcs, int directed)
{
    polity_error err = POLITY_ERROR_INIT;
    polity_graph *graph = NULL;
    MUST(polity_graph_from_arcs(&graph, MANY, NULL, arcs, tail, head, NULL, directed,
                                &err) == POLITY_OK,
         "%s", err.message);
    return graph;
}

/* Node 0 tied to all others. */
static polity_graph *star(int directed)
{
    for (int32_t i = 1; i < MANY; i++) {
        tail[i - 1] = 0;
        head[i - 1] = i;
    }
    return graph_of(MANY - 1, directed);
}

static polity_graph *path(int directed)
{
    for (int32_t i = 1; i < MANY; i++) {
        tail[i - 1] = i - 1;
        head[i - 1] = i;
    }
    return graph_of(MANY - 1, directed);
}

/* What a column says of one row and adds up to; NAN = the row has no value. */
static void says(const polity_table *table, const char *column, size_t row, double value,
                 double sum)
{
    double *values = test_column(table, column), found = 0;
    for (size_t i = 0; i < polity_table_rows(table); i++)
        if (!isnan(values[i]))
            found += values[i];
    MUST(test_same(values[row], value, 1e-9), "%s[%zu] is %.17g, not %.17g", column, row,
         values[row], value);
    MUST(test_same(found, sum, 1e-9), "%s adds up to %.17g, not %.17g", column, found,
         sum);
    free(values);
}

/* From node 0; `sum` over all nodes of how many they dominate. */
static void dominated(const polity_graph *graph, double sum)
{
    polity_option root = {"root", "0"};
    polity_table *table = test_run(graph, "dominators", &root, 1);
    says(table, "dominators_dominated", 0, MANY - 1, sum);
    polity_table_free(table);
}

static void cohesion_of_a_star(int directed)
{
    double leaves = MANY - 1;
    polity_graph *graph = star(directed);
    polity_table *table = test_run(
        graph, "clustering,constraint,coreness,components,articulation", NULL, 0);
    says(table, "clustering", 0, 0, 0);
    says(table, "clustering", 1, NAN, 0);
    says(table, "clustering_triangles", 0, 0, 0);
    says(table, "constraint", 0, 1 / leaves, leaves + 1 / leaves);
    says(table, "constraint_effective_size", 0, leaves, 2 * leaves);
    says(table, "constraint_hierarchy", 0, 0, 0);
    says(table, "coreness", 0, 1, MANY);
    says(table, "components_weak_size", 1, MANY, (double)MANY * MANY);
    says(table, "articulation", 0, 1, 1);
    says(table, "articulation_parts", 0, leaves, 2 * leaves);
    says(table, "articulation_cut_off", 0, leaves - 1, leaves - 1);
    polity_table_free(table);
    table = test_run(graph, "bridges", NULL, 0);
    says(table, "bridges", 0, 1, leaves);
    says(table, "bridges_source_side", 0, leaves, leaves * leaves);
    says(table, "bridges_cut_off", 0, 1, leaves);
    polity_table_free(table);
    if (directed)
        dominated(graph, leaves);
    polity_graph_free(graph);
}

START_TEST(a_star_of_a_million_leaves)
{
    cohesion_of_a_star(0);
    cohesion_of_a_star(1);
}
END_TEST

START_TEST(a_path_of_a_million_nodes)
{
    for (int directed = 0; directed < 2; directed++) {
        polity_graph *graph = path(directed);
        polity_table *table =
            test_run(graph, "articulation,components,coreness,constraint", NULL, 0);
        size_t middle = MANY / 2;
        says(table, "articulation", middle, 1, MANY - 2);
        says(table, "articulation_parts", 0, 1, 2.0 * MANY - 2);
        says(table, "articulation_cut_off", middle, MANY - middle - 1,
             (MANY / 2.0 - 1) * (MANY / 2.0));
        says(table, "components_weak", middle, 0, 0);
        says(table, "coreness", middle, 1, MANY);
        says(table, "constraint", middle, 0.5, (MANY - 2) * 0.5 + 2);
        polity_table_free(table);
        table = test_run(graph, "bridges", NULL, 0);
        says(table, "bridges", middle, 1, MANY - 1);
        says(table, "bridges_source_side", middle, middle + 1, MANY / 2.0 * (MANY - 1));
        polity_table_free(table);
        polity_graph_free(graph);
    }
}
END_TEST

START_TEST(a_million_isolates)
{
    for (int directed = 0; directed < 2; directed++) {
        polity_graph *graph = graph_of(0, directed);
        polity_table *table = test_run(
            graph, "clustering,constraint,coreness,components,articulation", NULL, 0);
        says(table, "clustering", 1, NAN, 0);
        says(table, "constraint", 1, NAN, 0);
        says(table, "coreness", 1, 0, 0);
        says(table, "components_weak", MANY - 1, MANY - 1, MANY / 2.0 * (MANY - 1));
        says(table, "components_strong_size", 1, 1, MANY);
        says(table, "articulation_parts", 1, 0, 0);
        says(table, "articulation_cut_off", 1, 0, 0);
        polity_table_free(table);
        table = test_run(graph, "bridges", NULL, 0);
        ck_assert_uint_eq(polity_table_rows(table), 0);
        polity_table_free(table);
        polity_graph_free(graph);
    }
}
END_TEST

/* Kept apart, two ties between the same nodes are no bridge; a loop is no tie. */
START_TEST(parallel_ties_that_are_kept)
{
    test_network net;
    polity_option keep[] = {{"parallel", "keep"}, {"undirected", "true"}};
    test_network_init(&net, 4, 0);
    test_network_tie(&net, 0, 1, 0, 1, 1);
    test_network_tie(&net, 0, 1, 0, 1, 1);
    test_network_tie(&net, 1, 2, 0, 1, 1);
    test_network_tie(&net, 3, 3, 0, 1, 1);
    polity_graph *graph = test_graph_dataset(&net, keep, 2);
    polity_table *table = test_run(graph, "bridges", NULL, 0);
    ck_assert_uint_eq(polity_table_rows(table), 3);
    says(table, "bridges", 0, 0, 1);
    says(table, "bridges", 2, 1, 1);
    says(table, "bridges_cut_off", 2, 1, 1);
    polity_table_free(table);
    table = test_run(graph, "articulation,clustering,coreness,constraint", NULL, 0);
    says(table, "articulation", 1, 1, 1);
    says(table, "articulation_parts", 3, 0, 4);
    says(table, "clustering", 1, 0, 0);
    says(table, "coreness", 0, 2, 2 + 2 + 1);
    says(table, "constraint", 1, 5.0 / 9, 1 + 5.0 / 9 + 1);
    polity_table_free(table);
    polity_graph_free(graph);
    test_network_free(&net);
}
END_TEST

/* Strengths that no product of two can be taken of: shares are what counts. */
START_TEST(strengths_near_both_ends_of_the_numbers)
{
    static const int32_t ends[][2] = {{0, 1}, {1, 2}, {0, 2}, {2, 3},
                                      {4, 5}, {5, 6}, {4, 6}, {6, 7}};
    double weight[8];
    polity_error err = POLITY_ERROR_INIT;
    polity_graph *graph = NULL;
    for (size_t i = 0; i < 8; i++) {
        tail[i] = ends[i][0];
        head[i] = ends[i][1];
        weight[i] = (double)(1 + i % 4) * (i < 4 ? 1e300 : 1e-300);
    }
    MUST(polity_graph_from_arcs(&graph, 8, NULL, 8, tail, head, weight, 0, &err) ==
             POLITY_OK,
         "%s", err.message);
    polity_table *table = test_run(graph, "constraint,clustering", NULL, 0);
    for (size_t c = 1; c < polity_table_columns(table); c++) {
        const char *name = polity_table_column(table, c)->name;
        double *values = test_column(table, name);
        for (size_t v = 0; v < 4; v++)
            MUST(test_same(values[v], values[v + 4], 1e-12), "%s: %.17g, not %.17g", name,
                 values[v + 4], values[v]);
        free(values);
    }
    polity_table_free(table);
    polity_graph_free(graph);
}
END_TEST

int main(void)
{
    return RUN_SUITE("large networks", NULL, NULL, a_star_of_a_million_leaves,
                     a_path_of_a_million_nodes, a_million_isolates,
                     parallel_ties_that_are_kept,
                     strengths_near_both_ends_of_the_numbers);
}
