/*
 * Measures against their definitions computed by brute force (brute.h), on the
 * TEST_SAMPLES random networks; shortest paths are walked one by one where there are at
 * most WALKED nodes.
 */
#include "brute.h"
#include "support.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WALKED = 9 };

static const double TOLERANCE = 1e-9;

/* One sample in every form that the tests need. */
typedef struct sample {
    int number;
    test_network net;
    brute b;
    polity_graph *plain, *weighted;
} sample;

static sample s; /* large; one at a time: set_up(), tear_down() */

static void set_up(int number)
{
    s.number = number;
    test_network_sample(&s.net, number);
    brute_make(&s.b, &s.net);
    s.plain = test_graph_arcs(&s.net, 0);
    s.weighted = test_graph_arcs(&s.net, 1);
}

static void tear_down(void)
{
    polity_graph_free(s.plain);
    polity_graph_free(s.weighted);
    test_network_free(&s.net);
}

/* A graph with lengths, which only a data set can give. */
static polity_graph *with_lengths(void)
{
    polity_option options[] = {{"length", "length"}, {"undirected", "true"}};
    return test_graph_dataset(&s.net, options, s.net.directed ? 1 : 2);
}

static void expect_one(const char *column, size_t row, double found, double expected)
{
    if (!test_same(found, expected, TOLERANCE))
        ck_abort_msg("sample %d (%zu nodes, %s): %s[%zu] = %.17g, by definition %.17g",
                     s.number, s.b.n, s.b.directed ? "directed" : "undirected", column,
                     row, found, expected);
}

static void expect(const polity_table *table, const char *column, const double *expected)
{
    double *found = test_column(table, column);
    for (size_t row = 0; row < polity_table_rows(table); row++)
        expect_one(column, row, found[row], expected[row]);
    free(found);
}

static double ratio(double over, double under) { return under > 0 ? over / under : NAN; }

/* --- distances and what is made of them
 * --------------------------------------------------------------- */

/* Sums over the nodes that v reaches (or, inward, that reach v). */
typedef struct reached {
    double count, far, near; /* how many, sum of distances, sum of their inverses */
    double widest;           /* largest distance */
} reached;

static reached look(brute_matrix d, size_t v, int inward)
{
    reached r = {0, 0, 0, 0};
    for (size_t u = 0; u < s.b.n; u++) {
        double distance = inward ? d[u][v] : d[v][u];
        if (u == v || isinf(distance))
            continue;
        r.count += 1;
        r.far += distance;
        r.near += 1 / distance;
        r.widest = distance > r.widest ? distance : r.widest;
    }
    return r;
}

static void check_closeness(const polity_graph *graph, brute_matrix d, int inward)
{
    double near[BRUTE_MAX], norm[BRUTE_MAX], wf[BRUTE_MAX], reach[BRUTE_MAX],
        count[BRUTE_MAX], widest[BRUTE_MAX], within[BRUTE_MAX];
    const polity_option two = {test_param("reach", "int"), "2"};
    const char *way = inward ? "in" : "out";
    char name[64];
    double others = (double)s.b.n - 1;

    for (size_t v = 0; v < s.b.n; v++) {
        reached r = look(d, v, inward);
        near[v] = r.near;
        norm[v] = ratio(r.near, others);
        reach[v] = ratio(r.count, r.far);
        wf[v] = reach[v] * ratio(r.count, others);
        count[v] = r.count;
        widest[v] = r.count > 0 ? r.widest : NAN;
    }
    brute_reach(&s.b, 2, inward, within);
    polity_table *table = test_run(
        graph, "harmonic,closeness_wf,closeness_reached,eccentricity,reach", &two, 1);
    snprintf(name, sizeof name, "harmonic_%s", way);
    expect(table, name, near);
    snprintf(name, sizeof name, "harmonic_%s_norm", way);
    expect(table, name, norm);
    snprintf(name, sizeof name, "closeness_wf_%s", way);
    expect(table, name, wf);
    snprintf(name, sizeof name, "closeness_reached_%s", way);
    expect(table, name, reach);
    snprintf(name, sizeof name, "closeness_reached_%s_count", way);
    expect(table, name, count);
    snprintf(name, sizeof name, "eccentricity_%s", way);
    expect(table, name, widest);
    snprintf(name, sizeof name, "reach_%s", way); /* in steps, whatever the lengths */
    expect(table, name, within);
    polity_table_free(table);
}

static void check_distances(const polity_graph *graph, brute_matrix d)
{
    double pairs = 0, far = 0, widest = 0, n = (double)s.b.n;
    for (size_t v = 0; v < s.b.n; v++) {
        reached r = look(d, v, 0);
        pairs += r.count;
        far += r.far;
        for (size_t u = 0; u < s.b.n; u++)
            if (!isinf(d[v][u]) && d[v][u] > widest)
                widest = d[v][u];
    }
    double mean = ratio(far, pairs), share = ratio(pairs, n * (n - 1));
    double diameter = pairs > 0 ? widest : NAN;
    polity_table *table = test_run(graph, "distances", NULL, 0);
    expect(table, "distances_mean", &mean);
    expect(table, "distances_diameter", &diameter);
    expect(table, "distances_reachable_share", &share);
    expect(table, "distances_pairs", &pairs);
    polity_table_free(table);
}

static void distances_and_closeness_by_floyd_and_warshall(int number)
{
    static brute_matrix d;
    set_up(number);
    brute_distances(&s.b, 0, d);
    check_distances(s.plain, d);
    check_closeness(s.plain, d, 0);
    check_closeness(s.plain, d, 1);
    tear_down();
}

static void lengths_by_floyd_and_warshall(int number)
{
    static brute_matrix d;
    set_up(number);
    polity_graph *graph = with_lengths();
    brute_distances(&s.b, 1, d);
    check_distances(graph, d);
    check_closeness(graph, d, 0);
    check_closeness(graph, d, 1);
    polity_graph_free(graph);
    tear_down();
}

/* --- betweenness
 * ----------------------------------------------------------------------------------------
 */

/* Ends of routes, in a test and as options. */
typedef struct chosen {
    const int *sources, *targets; /* a flag a node; NULL = all */
    polity_option options[2];
    size_t n;
} chosen;

static double pairs_without(const chosen *ends, size_t v)
{
    double pairs = 0;
    for (size_t a = 0; a < s.b.n; a++)
        for (size_t b = 0; b < s.b.n; b++)
            pairs += a != b && a != v && b != v && (!ends->sources || ends->sources[a]) &&
                     (!ends->targets || ends->targets[b]);
    return pairs / (s.b.directed ? 1 : 2);
}

static void check_edges(const polity_graph *graph, const chosen *ends, brute_matrix arcs)
{
    polity_table *table = test_run(graph, "betweenness_edge", ends->options, ends->n);
    double *found = test_column(table, "betweenness_edge");
    double *norm = test_column(table, "betweenness_edge_norm");
    double *source = test_column(table, "source"), *target = test_column(table, "target");
    double pairs = pairs_without(ends, s.b.n);
    size_t rows = polity_table_rows(table);
    ck_assert_uint_eq(rows, s.b.directed ? polity_graph_out(graph).arcs
                                         : polity_graph_ties(graph));
    for (size_t row = 0; row < rows; row++) {
        size_t a = (size_t)source[row], b = (size_t)target[row];
        ck_assert(s.b.arc[a][b]);
        expect_one("betweenness_edge", row, found[row], arcs[a][b]);
        expect_one("betweenness_edge_norm", row, norm[row], ratio(arcs[a][b], pairs));
        arcs[a][b] = NAN; /* a pair that comes twice is told from one that is right */
        if (!s.b.directed)
            arcs[b][a] = NAN;
    }
    free(found);
    free(norm);
    free(source);
    free(target);
    polity_table_free(table);
}

static void check_betweenness(const polity_graph *graph, int lengths, const chosen *ends)
{
    static brute_matrix arcs;
    double nodes[BRUTE_MAX], norm[BRUTE_MAX];

    brute_betweenness(&s.b, lengths, ends->sources, ends->targets, nodes, arcs);
    for (size_t v = 0; v < s.b.n; v++)
        norm[v] = ratio(nodes[v], pairs_without(ends, v));
    polity_table *table = test_run(graph, "betweenness", ends->options, ends->n);
    expect(table, "betweenness", nodes);
    expect(table, "betweenness_norm", norm);
    polity_table_free(table);
    check_edges(graph, ends, arcs);
}

static void betweenness_by_walking_every_shortest_path(int number)
{
    const chosen all = {.n = 0};
    set_up(number);
    if (s.b.n <= WALKED) {
        check_betweenness(s.plain, 0, &all);
        polity_graph *graph = with_lengths();
        check_betweenness(graph, 1, &all);
        polity_graph_free(graph);
        /* Sevenths add up to other last bits by other routes. */
        for (size_t i = 0; i < s.net.ties; i++)
            s.net.tie[i].length /= 7;
        graph = with_lengths();
        check_betweenness(graph, 1, &all);
        polity_graph_free(graph);
    }
    tear_down();
}

/* Some nodes, as flags and as a list of their ids; never none, which is no list. */
static void choose(uint64_t *random, int *flags, char *text, size_t size)
{
    size_t used = 0, sure = test_random_below(random, s.b.n);
    for (size_t v = 0; v < s.b.n; v++) {
        flags[v] = v == sure || test_random_below(random, 3) == 0;
        if (flags[v])
            used += (size_t)snprintf(text + used, size - used, "%s%s", used ? ", " : "",
                                     s.net.ids[v]);
        ck_assert_uint_lt(used, size);
    }
}

static void betweenness_of_some_ends_by_walking(int number)
{
    int sources[BRUTE_MAX], targets[BRUTE_MAX];
    char from[BRUTE_MAX * 16], to[BRUTE_MAX * 16];
    uint64_t random = (uint64_t)number;
    set_up(number);
    for (int which = 1; which < 4 && s.b.n && s.b.n <= WALKED; which++) {
        chosen ends = {.n = 0};
        choose(&random, sources, from, sizeof from);
        choose(&random, targets, to, sizeof to);
        if (which & 1) {
            ends.sources = sources;
            ends.options[ends.n++] = (polity_option){"from", from};
        }
        if (which & 2) {
            ends.targets = targets;
            ends.options[ends.n++] = (polity_option){"to", to};
        }
        check_betweenness(s.plain, 0, &ends);
        polity_graph *graph = with_lengths();
        check_betweenness(graph, 1, &ends);
        polity_graph_free(graph);
    }
    tear_down();
}

/* --- reach, components, cores, dominators
 * ---------------------------------------------------------------- */

static void reach_by_powers_of_the_matrix(int number)
{
    double values[BRUTE_MAX];
    set_up(number);
    for (size_t steps = 0; steps < 4; steps++) {
        char text[16];
        polity_option option = {test_param("reach", "int"), text};
        snprintf(text, sizeof text, "%zu", steps);
        polity_table *table = test_run(s.plain, "reach", &option, steps ? 1 : 0);
        brute_reach(&s.b, steps ? steps : s.b.n, 0, values);
        expect(table, "reach_out", values);
        brute_reach(&s.b, steps ? steps : s.b.n, 1, values);
        expect(table, "reach_in", values);
        polity_table_free(table);
    }
    tear_down();
}

/* Numbers of components count up from the first node's. */
static void check_components(const polity_table *table, int strong, const char *ids,
                             const char *sizes)
{
    double number[BRUTE_MAX], size[BRUTE_MAX];
    double *found = test_column(table, ids);
    brute_components(&s.b, strong, number, size);
    for (size_t v = 0; v < s.b.n; v++)
        expect_one(ids, v, found[v] - found[0], number[v]);
    free(found);
    expect(table, sizes, size);
}

static void components_by_mutual_reachability(int number)
{
    set_up(number);
    polity_table *table = test_run(s.plain, "components", NULL, 0);
    check_components(table, 0, "components_weak", "components_weak_size");
    check_components(table, 1, "components_strong", "components_strong_size");
    polity_table_free(table);
    tear_down();
}

static void articulation_by_taking_each_node_away(int number)
{
    double cuts[BRUTE_MAX], parts[BRUTE_MAX], cut_off[BRUTE_MAX];
    set_up(number);
    for (size_t v = 0; v < s.b.n; v++) {
        size_t sizes[BRUTE_MAX], count = brute_pieces(&s.b, v, sizes), all = 0, most = 0;
        for (size_t i = 0; i < count; i++) {
            all += sizes[i];
            most = sizes[i] > most ? sizes[i] : most;
        }
        cuts[v] = count > 1;
        parts[v] = (double)count;
        cut_off[v] = (double)(all - most);
    }
    polity_table *table = test_run(s.plain, "articulation", NULL, 0);
    expect(table, "articulation", cuts);
    expect(table, "articulation_parts", parts);
    expect(table, "articulation_cut_off", cut_off);
    polity_table_free(table);
    tear_down();
}

static void bridges_by_taking_each_tie_away(int number)
{
    set_up(number);
    polity_table *table = test_run(s.plain, "bridges", NULL, 0);
    size_t rows = polity_table_rows(table);
    double *source = test_column(table, "source"), *target = test_column(table, "target");
    double *bridge = calloc(rows + 1, sizeof *bridge),
           *side = calloc(rows + 1, sizeof *side),
           *other = calloc(rows + 1, sizeof *side);
    double *cut_off = calloc(rows + 1, sizeof *cut_off);
    for (size_t row = 0; row < rows; row++) {
        size_t a = (size_t)source[row], b = (size_t)target[row];
        side[row] = (double)brute_joined(&s.b, a, a, b);
        other[row] = (double)brute_joined(&s.b, b, a, b);
        bridge[row] = side[row] + other[row] == (double)brute_joined(&s.b, a, a, a);
        cut_off[row] = bridge[row] > 0 ? fmin(side[row], other[row]) : 0;
    }
    expect(table, "bridges", bridge);
    expect(table, "bridges_source_side", side);
    expect(table, "bridges_target_side", other);
    expect(table, "bridges_cut_off", cut_off);
    free(source);
    free(target);
    free(bridge);
    free(side);
    free(other);
    free(cut_off);
    polity_table_free(table);
    tear_down();
}

static void coreness_by_pruning(int number)
{
    double values[BRUTE_MAX];
    set_up(number);
    polity_table *table = test_run(s.plain, "coreness", NULL, 0);
    brute_coreness(&s.b, BRUTE_ALL, values);
    expect(table, "coreness", values);
    brute_coreness(&s.b, BRUTE_IN, values);
    expect(table, "coreness_in", values);
    brute_coreness(&s.b, BRUTE_OUT, values);
    expect(table, "coreness_out", values);
    polity_table_free(table);
    tear_down();
}

static void check_dominators(size_t root)
{
    double count[BRUTE_MAX], parent[BRUTE_MAX];
    polity_option option = {test_param("dominators", "node"), s.net.ids[root]};
    polity_table *table = test_run(s.plain, "dominators", &option, 1);
    brute_dominated(&s.b, root, count, parent);
    expect(table, "dominators_dominated", count);
    expect(table, "dominators_parent", parent);
    polity_table_free(table);
}

static void dominators_by_taking_each_node_away(int number)
{
    set_up(number);
    if (s.b.directed)
        for (size_t root = 0; root < s.b.n && root < 4; root++)
            check_dominators(root);
    tear_down();
}

/* --- triangles, density, reciprocity
 * -------------------------------------------------------------------- */

static void clustering_by_counting_triples(int number)
{
    double plain[BRUTE_MAX], barrat[BRUTE_MAX], defined = 0, sum = 0;
    set_up(number);
    brute_clustering(&s.b, plain, barrat);
    polity_table *table = test_run(s.weighted, "clustering", NULL, 0);
    expect(table, "clustering", plain);
    expect(table, "clustering_barrat", barrat);
    polity_table_free(table);
    for (size_t v = 0; v < s.b.n; v++)
        if (!isnan(plain[v]))
            defined += 1, sum += plain[v];
    double whole = brute_transitivity(&s.b), mean = ratio(sum, defined);
    double zero = ratio(sum, (double)s.b.n);
    table = test_run(s.plain, "transitivity", NULL, 0);
    expect(table, "transitivity", &whole);
    expect(table, "transitivity_mean_defined", &mean);
    expect(table, "transitivity_mean_zero", &zero);
    polity_table_free(table);
    tear_down();
}

static void density_and_reciprocity_by_counting_pairs(int number)
{
    double mutual = 0, asymmetric = 0, n = 0;
    set_up(number);
    n = (double)s.b.n;
    for (size_t a = 0; a < s.b.n; a++)
        for (size_t b = 0; b < a; b++) {
            mutual += s.b.arc[a][b] && s.b.arc[b][a];
            asymmetric += s.b.arc[a][b] != s.b.arc[b][a];
        }
    double pairs = n * (n - 1) / 2, arcs = 2 * mutual + asymmetric;
    double density = ratio(arcs, 2 * pairs), edge = ratio(2 * mutual, arcs);
    double nonnull = ratio(mutual, mutual + asymmetric),
           dyadic = ratio(pairs - asymmetric, pairs);
    polity_table *table = test_run(s.plain, "density,reciprocity", NULL, 0);
    expect(table, "density", &density);
    expect(table, "reciprocity_edge", &edge);
    expect(table, "reciprocity_dyadic_nonnull", &nonnull);
    expect(table, "reciprocity_dyadic", &dyadic);
    polity_table_free(table);
    tear_down();
}

/* --- brokerage
 * --------------------------------------------------------------------------------------------
 */

static void constraint_by_its_sum(int number)
{
    static brute_holes holes;
    set_up(number);
    for (int weighted = 0; weighted < 2; weighted++) {
        polity_table *table =
            test_run(weighted ? s.weighted : s.plain, "constraint", NULL, 0);
        brute_constraint(&s.b, weighted, &holes);
        expect(table, "constraint", holes.constraint);
        expect(table, "constraint_effective_size", holes.size);
        expect(table, "constraint_efficiency", holes.efficiency);
        expect(table, "constraint_hierarchy", holes.hierarchy);
        polity_table_free(table);
    }
    tear_down();
}

/* About one node in nine has no group. */
static void group_at_random(void)
{
    static const char *const GROUPS[] = {"north", "south", "east", "west"};
    uint64_t state = (uint64_t)s.number + 77;
    test_network_group(&s.net, 0, "north");
    for (size_t v = 1; v < s.net.nodes; v++)
        if (test_random_below(&state, 9))
            test_network_group(&s.net, v, GROUPS[test_random_below(&state, 4)]);
}

static void brokerage_by_three_loops(int number)
{
    static const char *const COLUMNS[] = {
        "brokerage_coordinator",    "brokerage_consultant", "brokerage_gatekeeper",
        "brokerage_representative", "brokerage_liaison",    "brokerage_total"};
    static double roles[BRUTE_MAX][6];
    polity_option by = {test_param("brokerage", "property"), "circle"};
    set_up(number);
    polity_option both_ways = {"undirected", "true"};
    if (s.b.n) {
        group_at_random();
        polity_graph *graph =
            test_graph_dataset(&s.net, &both_ways, s.b.directed ? 0 : 1);
        polity_table *table = test_run(graph, "brokerage", &by, 1);
        brute_brokerage(&s.b, s.net.groups, roles);
        for (int role = 0; role < 6; role++) {
            double values[BRUTE_MAX];
            for (size_t v = 0; v < s.b.n; v++)
                values[v] = roles[v][role];
            expect(table, COLUMNS[role], values);
        }
        polity_table_free(table);
        polity_graph_free(graph);
    }
    tear_down();
}

/* --- spectra, communities
 * --------------------------------------------------------------------------------- */

static void pagerank_solves_its_equation(int number)
{
    set_up(number);
    for (int weighted = 0; weighted < 2; weighted++)
        for (int half = 0; half < 2; half++) {
            polity_option damping = {"damping", "0.5"};
            polity_table *table = test_run(weighted ? s.weighted : s.plain, "pagerank",
                                           &damping, (size_t)half);
            double *p = test_column(table, "pagerank");
            double error = brute_pagerank_error(&s.b, p, half ? 0.5 : 0.85, weighted);
            if (!(error <= TOLERANCE))
                ck_abort_msg("sample %d: pagerank is off its equation by %g", s.number,
                             error);
            free(p);
            polity_table_free(table);
        }
    tear_down();
}

static void check_eigenvector(const polity_graph *graph, int weighted)
{
    polity_table *table = test_run(graph, "eigenvector", NULL, 0);
    double *x = test_column(table, "eigenvector"), most = 0;
    for (size_t v = 0; v < s.b.n; v++) {
        ck_assert_msg(x[v] >= 0, "sample %d: eigenvector[%zu] = %g", s.number, v, x[v]);
        most = fmax(most, x[v]);
    }
    double error = brute_eigenvector_error(&s.b, x, weighted);
    expect_one("largest eigenvector", 0, most, 1);
    if (!(error <= TOLERANCE))
        ck_abort_msg("sample %d: eigenvector is off its equation by %g", s.number, error);
    free(x);
    polity_table_free(table);
}

static void eigenvector_solves_its_equation(int number)
{
    set_up(number);
    if (brute_cyclic(&s.b)) {
        check_eigenvector(s.plain, 0);
        check_eigenvector(s.weighted, 1);
    }
    tear_down();
}

/* Where no tie is on a cycle there is nothing to measure: the answer is a refusal that
 * says so, never 0. */
static void eigenvector_is_refused_without_a_cycle(int number)
{
    set_up(number);
    if (!brute_cyclic(&s.b) && s.b.n > 0) {
        polity_table *table = NULL;
        polity_error err = POLITY_ERROR_INIT;
        polity_status status =
            polity_measure_run(&table, s.plain, "eigenvector", NULL, 0, NULL, &err);
        ck_assert_int_eq(status, POLITY_EUNFIT);
        ck_assert_str_eq(err.id, "acyclic");
        ck_assert_ptr_null(table);
    }
    tear_down();
}

/* Newman's modularity of a partition of the network without direction. */
static double modularity(const double *group)
{
    double total = 0, inside = 0, chance = 0, strength[BRUTE_MAX] = {0};
    for (size_t a = 0; a < s.b.n; a++)
        for (size_t b = 0; b < s.b.n; b++) {
            double w = s.b.arc[a][b];
            strength[a] += w;
            total += w;
            inside += group[a] == group[b] ? w : 0;
        }
    for (size_t a = 0; a < s.b.n; a++)
        for (size_t b = 0; b < s.b.n; b++)
            chance += group[a] == group[b] ? strength[a] * strength[b] : 0;
    return inside / total - chance / (total * total);
}

static void leiden_says_the_modularity_of_its_groups(int number)
{
    set_up(number);
    if (!s.b.directed && polity_graph_ties(s.plain)) {
        polity_table *table = test_run(s.plain, "leiden", NULL, 0);
        double *group = test_column(table, "leiden"), parts = 0;
        const char *quality = polity_table_fact_named(table, "quality");
        if (!quality)
            quality = polity_table_fact_named(table, "leiden_quality");
        ck_assert_msg(quality, "leiden: no fact of its quality");
        expect_one("leiden quality", 0, test_read_number(quality), modularity(group));
        for (size_t v = 0; v < s.b.n; v++) { /* numbered by first node */
            ck_assert(group[v] - group[0] <= parts);
            if (group[v] - group[0] == parts)
                parts += 1;
        }
        free(group);
        polity_table_free(table);
    }
    tear_down();
}

static void (*const DEFINITIONS[])(int number) = {
    distances_and_closeness_by_floyd_and_warshall,
    lengths_by_floyd_and_warshall,
    betweenness_by_walking_every_shortest_path,
    betweenness_of_some_ends_by_walking,
    reach_by_powers_of_the_matrix,
    components_by_mutual_reachability,
    articulation_by_taking_each_node_away,
    bridges_by_taking_each_tie_away,
    coreness_by_pruning,
    dominators_by_taking_each_node_away,
    clustering_by_counting_triples,
    density_and_reciprocity_by_counting_pairs,
    constraint_by_its_sum,
    brokerage_by_three_loops,
    pagerank_solves_its_equation,
    eigenvector_solves_its_equation,
    eigenvector_is_refused_without_a_cycle,
    leiden_says_the_modularity_of_its_groups,
};
enum { DEFINITION_COUNT = sizeof DEFINITIONS / sizeof *DEFINITIONS, BLOCK = 12 };

/* One definition on a block of samples: a process for each would cost more than the work.
 */
START_TEST(a_definition_on_a_block_of_networks)
{
    int block = _i / DEFINITION_COUNT;
    for (int i = 0; i < BLOCK; i++)
        DEFINITIONS[_i % DEFINITION_COUNT](block * BLOCK + i);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("definitions of measures");
    TCase *all = tcase_create("definitions");
    tcase_set_timeout(all, 300);
    tcase_add_loop_test(all, a_definition_on_a_block_of_networks, 0,
                        TEST_SAMPLES / BLOCK * DEFINITION_COUNT);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    printf("definitions: %d of them on %d networks\n", (int)DEFINITION_COUNT,
           TEST_SAMPLES);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
