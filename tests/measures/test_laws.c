/*
 * Laws that the measures obey on any network, tried on TEST_SAMPLES random ones: sums,
 * bounds, what turning, renaming, scaling and adding an isolate do. Answers from
 * definitions: test_definitions.c.
 */
#include "support.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double TOLERANCE = 1e-9;

static const char *const PLAIN[] = {
    "articulation", "betweenness", "closeness_reached",
    "closeness_wf", "clustering",  "constraint",
    "coreness",     "degree",      "eccentricity",
    "harmonic",     "katz",        "pagerank",
    "reach",
};
static const char *const WEIGHTED[] = {"strength", "pagerank", "clustering", "constraint",
                                       "katz"};
enum { PLAIN_COUNT = sizeof PLAIN / sizeof *PLAIN };
enum { WEIGHTED_COUNT = sizeof WEIGHTED / sizeof *WEIGHTED };

static double sum(const double *values, size_t n)
{
    double total = 0;
    for (size_t i = 0; i < n; i++)
        if (!isnan(values[i]))
            total += values[i];
    return total;
}

static void same(int sample, const char *what, double found, double expected)
{
    if (!test_same(found, expected, TOLERANCE))
        ck_abort_msg("sample %d: %s: %.17g, not %.17g", sample, what, found, expected);
}

static double column_sum(const polity_table *table, const char *column)
{
    double *values = test_column(table, column);
    double total = sum(values, polity_table_rows(table));
    free(values);
    return total;
}

static double only(const polity_graph *graph, const char *measure, const char *column)
{
    polity_table *table = test_run(graph, measure, NULL, 0);
    double *values = test_column(table, column), value = values[0];
    free(values);
    polity_table_free(table);
    return value;
}

/* --- sums
 * ---------------------------------------------------------------------------------------
 */

static void degrees_add_up_to_arcs_and_ties(int number)
{
    test_network net;
    test_network_sample(&net, number);
    polity_graph *graph = test_graph_arcs(&net, 1);
    polity_table *degree = test_run(graph, "degree", NULL, 0);
    polity_table *strength = test_run(graph, "strength", NULL, 0);
    double arcs = (double)polity_graph_out(graph).arcs,
           ties = (double)polity_graph_ties(graph);
    double total = 0;

    for (size_t i = 0; i < net.ties; i++)
        if (net.tie[i].source != net.tie[i].target)
            total += net.tie[i].strength;
    same(number, "sum of degree_in", column_sum(degree, "degree_in"), arcs);
    same(number, "sum of degree_out", column_sum(degree, "degree_out"), arcs);
    same(number, "sum of degree", column_sum(degree, "degree"), 2 * ties);
    same(number, "sum of strength", column_sum(strength, "strength"), 2 * total);
    same(number, "sum of strength_in", column_sum(strength, "strength_in"),
         net.directed ? total : 2 * total);
    same(number, "sum of strength_out", column_sum(strength, "strength_out"),
         net.directed ? total : 2 * total);
    polity_table_free(degree);
    polity_table_free(strength);
    polity_graph_free(graph);
    test_network_free(&net);
}

/* Every shortest path of length d has d-1 nodes between its ends and d ties. */
static void betweenness_adds_up_to_distances(int number)
{
    test_network net;
    test_network_sample(&net, number);
    polity_graph *graph = test_graph_arcs(&net, 0);
    polity_table *nodes = test_run(graph, "betweenness", NULL, 0);
    polity_table *ties = test_run(graph, "betweenness_edge", NULL, 0);
    polity_table *reach = test_run(graph, "reach", NULL, 0);
    double pairs = column_sum(reach, "reach_out"), share = net.directed ? 1 : 0.5;
    double mean = pairs > 0 ? only(graph, "distances", "distances_mean") : 0;

    same(number, "sum of betweenness", column_sum(nodes, "betweenness"),
         share * (mean * pairs - pairs));
    same(number, "sum of betweenness_edge", column_sum(ties, "betweenness_edge"),
         share * mean * pairs);
    same(number, "pairs reached inward and outward", column_sum(reach, "reach_in"),
         pairs);
    if (net.nodes)
        same(number, "distances_pairs", only(graph, "distances", "distances_pairs"),
             pairs);
    polity_table_free(nodes);
    polity_table_free(ties);
    polity_table_free(reach);
    polity_graph_free(graph);
    test_network_free(&net);
}

static void pagerank_adds_up_to_one(int number)
{
    test_network net;
    test_network_sample(&net, number);
    for (int weighted = 0; weighted < 2; weighted++) {
        polity_graph *graph = test_graph_arcs(&net, weighted);
        polity_table *table = test_run(graph, "pagerank", NULL, 0);
        same(number, "sum of pagerank", column_sum(table, "pagerank"), net.nodes ? 1 : 0);
        polity_table_free(table);
        polity_graph_free(graph);
    }
    test_network_free(&net);
}

/* --- bounds
 * ---------------------------------------------------------------------------------------
 */

static int ends_with(const char *text, const char *ending)
{
    size_t n = strlen(text), m = strlen(ending);
    return n >= m && strcmp(text + n - m, ending) == 0;
}

static int is_share(const char *column)
{
    static const char *const SHARES[] = {"clustering",
                                         "clustering_barrat",
                                         "pagerank",
                                         "eigenvector",
                                         "closeness_wf_out",
                                         "closeness_wf_in",
                                         "density",
                                         "transitivity",
                                         "reciprocity_edge",
                                         "constraint_efficiency",
                                         "constraint_hierarchy",
                                         NULL};
    for (size_t i = 0; SHARES[i]; i++)
        if (strcmp(column, SHARES[i]) == 0)
            return 1;
    return ends_with(column, "_norm") || ends_with(column, "_share") ||
           strncmp(column, "transitivity_mean", 17) == 0 ||
           strncmp(column, "reciprocity_dyadic", 18) == 0;
}

/* A tie counts twice where both directions are there: degree of a directed graph is at
 * most 2(n-1). */
static double most(const char *column, const polity_graph *graph)
{
    return strcmp(column, "degree_norm") == 0 && polity_graph_directed(graph) ? 2 : 1;
}

static void check_bounds(int sample, const polity_graph *graph, const char *measure)
{
    polity_table *table = test_run(graph, measure, NULL, 0);
    for (size_t c = 0; c < polity_table_columns(table); c++) {
        const polity_column *column = polity_table_column(table, c);
        if (column->type != POLITY_REAL && column->type != POLITY_INT)
            continue;
        double above = is_share(column->name) ? most(column->name, graph) : INFINITY,
               value;
        for (size_t row = 0; row < polity_table_rows(table); row++)
            if (test_number(table, row, c, &value) &&
                !(value >= -TOLERANCE && value <= above + TOLERANCE))
                ck_abort_msg("sample %d: %s[%zu] = %.17g is not in 0..%g", sample,
                             column->name, row, value, above);
    }
    polity_table_free(table);
}

static void values_keep_within_their_bounds(int number)
{
    static const char *const MORE[] = {"betweenness_edge", "density",   "reciprocity",
                                       "transitivity",     "distances", "components",
                                       "bridges"};
    test_network net;
    test_network_sample(&net, number);
    polity_graph *plain = test_graph_arcs(&net, 0), *weighted = test_graph_arcs(&net, 1);
    for (size_t i = 0; i < PLAIN_COUNT; i++)
        check_bounds(number, plain, PLAIN[i]);
    for (size_t i = 0; i < sizeof MORE / sizeof *MORE; i++)
        check_bounds(number, plain, MORE[i]);
    for (size_t i = 0; i < WEIGHTED_COUNT; i++)
        check_bounds(number, weighted, WEIGHTED[i]);
    polity_graph_free(plain);
    polity_graph_free(weighted);
    test_network_free(&net);
}

/* --- turning, renaming, scaling
 * ------------------------------------------------------------------- */

/* Column `one` of a run on `graph` is `scale` times column `other` of a run on `changed`,
 * row v of the first being row map[v] of the second (NULL: the same row). */
static void compare(int sample, const char *law, const polity_table *table,
                    const char *one, const polity_table *changed, const char *other,
                    double scale, const size_t *map)
{
    double *left = test_column(table, one), *right = test_column(changed, other);
    for (size_t v = 0; v < polity_table_rows(table); v++) {
        double wanted = scale * right[map ? map[v] : v];
        if (!test_same(left[v], wanted, TOLERANCE))
            ck_abort_msg("sample %d: %s: %s[%zu] = %.17g, not %.17g", sample, law, one, v,
                         left[v], wanted);
    }
    free(left);
    free(right);
}

static int is_number(const polity_column *column)
{
    return column->type == POLITY_REAL || column->type == POLITY_INT;
}

/* All columns of numbers of a measure, on two graphs. */
static void compare_all(int sample, const char *law, const char *measure,
                        const polity_graph *graph, const polity_graph *changed,
                        const size_t *map)
{
    polity_table *one = test_run(graph, measure, NULL, 0);
    polity_table *other = test_run(changed, measure, NULL, 0);
    for (size_t c = 0; c < polity_table_columns(one); c++) {
        const polity_column *column = polity_table_column(one, c);
        if (is_number(column))
            compare(sample, law, one, column->name, other, column->name, 1, map);
    }
    polity_table_free(one);
    polity_table_free(other);
}

/* "reach_out" becomes "reach_in", "closeness_reached_in_count"
 * "closeness_reached_out_count". */
static int swap_name(const char *name, char *swapped, size_t size)
{
    const char *in = strstr(name, "_in"), *out = strstr(name, "_out");
    if (out)
        snprintf(swapped, size, "%.*s_in%s", (int)(out - name), name, out + 4);
    else if (in)
        snprintf(swapped, size, "%.*s_out%s", (int)(in - name), name, in + 3);
    else
        snprintf(swapped, size, "%s", name);
    return in || out;
}

static void compare_swapped(int sample, const char *law, const char *measure,
                            const polity_graph *graph, const polity_graph *turned)
{
    polity_table *one = test_run(graph, measure, NULL, 0);
    polity_table *other = test_run(turned, measure, NULL, 0);
    for (size_t c = 0; c < polity_table_columns(one); c++) {
        const polity_column *column = polity_table_column(one, c);
        char swapped[128];
        if (!is_number(column))
            continue;
        swap_name(column->name, swapped, sizeof swapped);
        compare(sample, law, one, column->name, other, swapped, 1, NULL);
    }
    polity_table_free(one);
    polity_table_free(other);
}

static const char *const TURNED[] = {
    "degree",     "betweenness",  "harmonic",          "reach",
    "coreness",   "closeness_wf", "closeness_reached", "clustering",
    "constraint", "articulation", "eccentricity"};
enum { TURNED_COUNT = sizeof TURNED / sizeof *TURNED };

static void turning_every_tie_swaps_in_and_out(int number)
{
    test_network net;
    test_network_sample(&net, number);
    polity_graph *graph = test_graph_arcs(&net, 1), *plain = test_graph_arcs(&net, 0);
    for (size_t i = 0; i < net.ties; i++) {
        int32_t source = net.tie[i].source;
        net.tie[i].source = net.tie[i].target;
        net.tie[i].target = source;
    }
    polity_graph *turned = test_graph_arcs(&net, 1), *plainly = test_graph_arcs(&net, 0);
    for (size_t i = 0; i < TURNED_COUNT; i++)
        compare_swapped(number, "turned", TURNED[i], plain, plainly);
    compare_swapped(number, "turned", "strength", graph, turned);
    polity_graph_free(graph);
    polity_graph_free(plain);
    polity_graph_free(turned);
    polity_graph_free(plainly);
    test_network_free(&net);
}

static void without_direction_in_is_out(int number)
{
    test_network net;
    test_network_sample(&net, number);
    net.directed = 0;
    for (size_t i = 0; i < net.ties; i++)
        net.tie[i].directed = 0;
    polity_graph *graph = test_graph_arcs(&net, 0);
    for (size_t i = 0; i < TURNED_COUNT; i++)
        compare_swapped(number, "undirected", TURNED[i], graph, graph);
    polity_graph_free(graph);
    test_network_free(&net);
}

static void new_numbers_for_nodes_permute_the_rows(int number)
{
    test_network net, moved;
    size_t map[64];
    uint64_t state = (uint64_t)number;

    test_network_sample(&net, number);
    test_network_init(&moved, net.nodes, net.directed);
    for (size_t v = 0; v < net.nodes; v++) {
        size_t with = test_random_below(&state, v + 1);
        map[v] = v;
        size_t held = map[with];
        map[with] = map[v];
        map[v] = held;
    }
    for (size_t i = net.ties; i-- > 0;)
        test_network_tie(&moved, map[net.tie[i].source], map[net.tie[i].target],
                         net.directed, net.tie[i].strength, net.tie[i].length);
    polity_graph *plain = test_graph_arcs(&net, 0), *plainly = test_graph_arcs(&moved, 0);
    polity_graph *graph = test_graph_arcs(&net, 1), *changed = test_graph_arcs(&moved, 1);
    for (size_t i = 0; i < PLAIN_COUNT; i++)
        compare_all(number, "renamed", PLAIN[i], plain, plainly, map);
    for (size_t i = 0; i < WEIGHTED_COUNT; i++)
        compare_all(number, "renamed, weighted", WEIGHTED[i], graph, changed, map);
    polity_graph_free(plain);
    polity_graph_free(plainly);
    polity_graph_free(graph);
    polity_graph_free(changed);
    test_network_free(&net);
    test_network_free(&moved);
}

static void a_scale_of_strength_changes_strength_alone(int number)
{
    static const char *const SAME[] = {"pagerank", "clustering", "constraint"};
    test_network net;
    test_network_sample(&net, number);
    polity_graph *graph = test_graph_arcs(&net, 1);
    for (size_t i = 0; i < net.ties; i++)
        net.tie[i].strength *= 4;
    polity_graph *scaled = test_graph_arcs(&net, 1);
    for (size_t i = 0; i < sizeof SAME / sizeof *SAME; i++)
        compare_all(number, "strengths times 4", SAME[i], graph, scaled, NULL);
    polity_table *one = test_run(graph, "strength", NULL, 0);
    polity_table *other = test_run(scaled, "strength", NULL, 0);
    compare(number, "strengths times 4", other, "strength", one, "strength", 4, NULL);
    compare(number, "strengths times 4", other, "strength_in", one, "strength_in", 4,
            NULL);
    polity_table_free(one);
    polity_table_free(other);
    polity_graph_free(graph);
    polity_graph_free(scaled);
    test_network_free(&net);
}

/* --- two ways to say one network
 * -------------------------------------------------------------------- */

static void an_isolate_more_changes_no_raw_value(int number)
{
    static const struct {
        const char *measure, *column;
    } RAW[] = {
        {"betweenness", "betweenness"},
        {"degree", "degree"},
        {"harmonic", "harmonic_out"},
        {"harmonic", "harmonic_in"},
        {"reach", "reach_out"},
        {"closeness_reached", "closeness_reached_out"},
        {"coreness", "coreness"},
        {"clustering", "clustering"},
        {"constraint", "constraint"},
        {"articulation", "articulation_cut_off"},
        {"eccentricity", "eccentricity_in"},
    };
    test_network net, more;
    test_network_sample(&net, number);
    test_network_init(&more, net.nodes + 1, net.directed);
    for (size_t i = 0; i < net.ties; i++)
        test_network_tie(&more, (size_t)net.tie[i].source, (size_t)net.tie[i].target,
                         net.directed, 1, 1);
    polity_graph *graph = test_graph_arcs(&net, 0), *larger = test_graph_arcs(&more, 0);
    for (size_t i = 0; i < sizeof RAW / sizeof *RAW; i++) {
        polity_table *one = test_run(graph, RAW[i].measure, NULL, 0);
        polity_table *other = test_run(larger, RAW[i].measure, NULL, 0);
        compare(number, "an isolate more", one, RAW[i].column, other, RAW[i].column, 1,
                NULL);
        polity_table_free(one);
        polity_table_free(other);
    }
    polity_graph_free(graph);
    polity_graph_free(larger);
    test_network_free(&net);
    test_network_free(&more);
}

static void strengths_of_one_are_no_strengths(int number)
{
    static const char *const BOTH[] = {"pagerank", "constraint", "katz"};
    test_network net;
    test_network_sample(&net, number);
    test_network once;
    test_network_init(&once, net.nodes, net.directed);
    for (size_t i = 0; i < net.ties; i++) { /* parallel ties would add up to two */
        size_t j = 0;
        while (j < i && !((net.tie[j].source == net.tie[i].source &&
                           net.tie[j].target == net.tie[i].target) ||
                          (!net.directed && net.tie[j].source == net.tie[i].target &&
                           net.tie[j].target == net.tie[i].source)))
            j++;
        if (j == i)
            test_network_tie(&once, (size_t)net.tie[i].source, (size_t)net.tie[i].target,
                             net.directed, 1, 1);
    }
    polity_graph *graph = test_graph_arcs(&once, 0), *ones = test_graph_arcs(&once, 1);
    for (size_t i = 0; i < sizeof BOTH / sizeof *BOTH; i++)
        compare_all(number, "strengths of 1", BOTH[i], graph, ones, NULL);
    polity_table *degree = test_run(graph, "degree", NULL, 0);
    polity_table *strength = test_run(ones, "strength", NULL, 0);
    compare(number, "strengths of 1", strength, "strength", degree, "degree", 1, NULL);
    compare(number, "strengths of 1", strength, "strength_out", degree, "degree_out", 1,
            NULL);
    polity_table_free(degree);
    polity_table_free(strength);
    polity_graph_free(graph);
    polity_graph_free(ones);
    test_network_free(&net);
    test_network_free(&once);
}

/* An undirected network said with an arc each way: paths are walked both ways, positions
 * are the same. */
static void two_arcs_say_what_a_tie_says(int number)
{
    static const char *const SAME[] = {
        "harmonic",   "reach",        "pagerank",          "constraint",   "closeness_wf",
        "clustering", "articulation", "closeness_reached", "eccentricity", "katz"};
    test_network net, arcs;
    test_network_sample(&net, number);
    net.directed = 0;
    test_network_init(&arcs, net.nodes, 1);
    for (size_t i = 0; i < net.ties; i++) {
        size_t a = (size_t)net.tie[i].source, b = (size_t)net.tie[i].target;
        net.tie[i].directed = 0;
        test_network_tie(&arcs, a, b, 1, 1, 1);
        test_network_tie(&arcs, b, a, 1, 1, 1);
    }
    polity_graph *one = test_graph_arcs(&net, 0), *both = test_graph_arcs(&arcs, 0);
    for (size_t i = 0; i < sizeof SAME / sizeof *SAME; i++)
        compare_all(number, "two arcs a tie", SAME[i], one, both, NULL);
    polity_table *ties = test_run(one, "betweenness", NULL, 0);
    polity_table *twice = test_run(both, "betweenness", NULL, 0);
    compare(number, "two arcs a tie", twice, "betweenness", ties, "betweenness", 2, NULL);
    compare(number, "two arcs a tie", twice, "betweenness_norm", ties, "betweenness_norm",
            1, NULL);
    polity_table_free(ties);
    polity_table_free(twice);
    polity_graph_free(one);
    polity_graph_free(both);
    test_network_free(&net);
    test_network_free(&arcs);
}

static void (*const LAWS[])(int number) = {
    degrees_add_up_to_arcs_and_ties,
    betweenness_adds_up_to_distances,
    pagerank_adds_up_to_one,
    values_keep_within_their_bounds,
    turning_every_tie_swaps_in_and_out,
    without_direction_in_is_out,
    new_numbers_for_nodes_permute_the_rows,
    a_scale_of_strength_changes_strength_alone,
    an_isolate_more_changes_no_raw_value,
    strengths_of_one_are_no_strengths,
    two_arcs_say_what_a_tie_says,
};
enum { LAW_COUNT = sizeof LAWS / sizeof *LAWS, BLOCK = 12 };

/* One law on a block of samples: a process for each would cost more than the work. */
START_TEST(a_law_on_a_block_of_networks)
{
    int block = _i / LAW_COUNT;
    for (int i = 0; i < BLOCK; i++)
        LAWS[_i % LAW_COUNT](block * BLOCK + i);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("laws of measures");
    TCase *all = tcase_create("laws");
    tcase_set_timeout(all, 300);
    tcase_add_loop_test(all, a_law_on_a_block_of_networks, 0,
                        TEST_SAMPLES / BLOCK * LAW_COUNT);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    printf("laws: %d of them on %d networks\n", (int)LAW_COUNT, TEST_SAMPLES);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
