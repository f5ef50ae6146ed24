/*
 * Communities: as good as igraph's Leiden at the same objective, connected, and the
 * quality that is said the modularity of the groups.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include <polity/igraph.h>
#include <polity/polity.h>

#include "base/random.h"
#include "graph/guard.h"
#include "support/suite.h"

enum { SEEDS = 20, MOST = 20000 };

/* An undirected network with strengths. */
typedef struct network {
    const char *name;
    size_t nodes, ties;
    int32_t tail[MOST], head[MOST];
    double strength[MOST];
} network;

static network net;

static void tie(size_t a, size_t b, double strength)
{
    net.tail[net.ties] = (int32_t)a;
    net.head[net.ties] = (int32_t)b;
    net.strength[net.ties++] = strength;
}

/* Groups of `size` nodes, tied more inside than outside. */
static void plant(const char *name, size_t groups, size_t size, double inside,
                  double outside, int strengths)
{
    random_state random;
    random_seed(&random, 2019);
    net = (network){.name = name, .nodes = groups * size};
    for (size_t a = 0; a < net.nodes; a++)
        for (size_t b = 0; b < a; b++)
            if (random_unit(&random) < (a / size == b / size ? inside : outside))
                tie(a, b, strengths ? 1 + (double)random_below(&random, 9) : 1);
}

/* Cliques in a circle, each tied to the next by one node. */
static void ring_of_cliques(size_t cliques, size_t size)
{
    net = (network){.name = "ring of cliques", .nodes = cliques * size};
    for (size_t c = 0; c < cliques; c++) {
        for (size_t a = 0; a < size; a++)
            for (size_t b = 0; b < a; b++)
                tie(c * size + a, c * size + b, 1);
        tie(c * size, (c + 1) % cliques * size + 1, 1);
    }
}

/* Each new node is tied to three, those of many ties more likely: hubs, no groups. */
static void hubs(size_t nodes)
{
    random_state random;
    random_seed(&random, 7);
    net = (network){.name = "hubs", .nodes = nodes};
    tie(0, 1, 1);
    for (size_t v = 2; v < nodes; v++)
        for (size_t i = 0, had = net.ties; i < 3; i++) {
            size_t at = (size_t)random_below(&random, 2 * had);
            tie(v, (size_t)(at % 2 ? net.tail[at / 2] : net.head[at / 2]), 1);
        }
}

static polity_graph *graph_of(void)
{
    polity_graph *graph = NULL;
    ck_assert_int_eq(polity_graph_from_arcs(&graph, net.nodes, NULL, net.ties, net.tail,
                                            net.head, net.strength, 0, NULL),
                     POLITY_OK);
    return graph;
}

/* Modularity by its definition, of the ties as they are listed. */
static double modularity(const int64_t *group)
{
    static double inside[MOST], sum[MOST];
    double total = 0, quality = 0;
    memset(inside, 0, sizeof inside);
    memset(sum, 0, sizeof sum);
    for (size_t i = 0; i < net.ties; i++) {
        int64_t a = group[net.tail[i]], b = group[net.head[i]];
        total += 2 * net.strength[i];
        sum[a] += net.strength[i];
        sum[b] += net.strength[i];
        inside[a] += a == b ? 2 * net.strength[i] : 0;
    }
    for (size_t c = 0; c < net.nodes; c++)
        quality += inside[c] / total - sum[c] / total * (sum[c] / total);
    return quality;
}

/* Names spread along ties within groups until they stand: one a group. */
static void check_connected(const int64_t *group)
{
    static int64_t name[MOST], first[MOST];
    int changed = 1;
    for (size_t v = 0; v < net.nodes; v++) {
        name[v] = (int64_t)v;
        first[v] = -1;
    }
    while (changed) {
        changed = 0;
        for (size_t i = 0; i < net.ties; i++) {
            int64_t *a = &name[net.tail[i]], *b = &name[net.head[i]];
            if (group[net.tail[i]] != group[net.head[i]] || *a == *b)
                continue;
            changed = 1;
            if (*a < *b)
                *b = *a;
            else
                *a = *b;
        }
    }
    for (size_t v = 0; v < net.nodes; v++) {
        if (first[group[v]] < 0)
            first[group[v]] = name[v];
        MUST(first[group[v]] == name[v], "%s: group %d is not connected", net.name,
             (int)group[v]);
    }
}

static double ours(const polity_graph *graph, uint64_t seed)
{
    polity_run run = POLITY_RUN_INIT;
    polity_option once = {"repeats", "1"};
    polity_table *table = NULL;
    polity_error err = POLITY_ERROR_INIT;
    const int64_t *group;
    double quality, said;
    run.seed = seed;
    MUST(!polity_measure_run(&table, graph, "leiden", &once, 1, &run, &err), "%s",
         err.message);
    group = polity_table_ints(table, (size_t)polity_table_find(table, "leiden"));
    quality = modularity(group);
    ck_assert_int_eq(
        sscanf(polity_table_fact_named(table, "leiden_quality"), "%lf", &said), 1);
    MUST(fabs(said - quality) < 1e-12, "%s: quality is said to be %.17g and is %.17g",
         net.name, said, quality);
    check_connected(group);
    polity_table_free(table);
    return quality;
}

/* igraph's Leiden until nothing changes, with strengths of nodes as their weights. */
static double theirs(const polity_graph *graph, uint64_t seed)
{
    polity_run run = run_settings(NULL);
    igraph_vector_t ties, nodes;
    igraph_vector_int_t found;
    igraph_integer_t groups;
    igraph_real_t quality = NAN;
    igraph_t made;
    guard fence;
    run.seed = seed;
    ck_assert_int_eq(polity_graph_igraph(&made, &ties, graph, NULL), POLITY_OK);
    ck_assert_int_eq(guard_enter(&fence, &run, "testing", NULL), POLITY_OK);
    igraph_vector_init(&nodes, 0);
    igraph_vector_int_init(&found, 0);
    igraph_strength(&made, &nodes, igraph_vss_all(), IGRAPH_ALL, 1, &ties);
    ck_assert_int_eq(igraph_community_leiden(&made, &ties, &nodes,
                                             1 / igraph_vector_sum(&nodes), 0.01, 0, -1,
                                             &found, &groups, &quality),
                     IGRAPH_SUCCESS);
    igraph_vector_destroy(&nodes);
    igraph_vector_int_destroy(&found);
    igraph_vector_destroy(&ties);
    igraph_destroy(&made);
    ck_assert_int_eq(guard_leave(&fence, IGRAPH_SUCCESS, NULL), POLITY_OK);
    return quality;
}

static int by_size(const void *x, const void *y)
{
    double a = *(const double *)x, b = *(const double *)y;
    return a < b ? -1 : a > b;
}

static double median(double *of)
{
    qsort(of, SEEDS, sizeof *of, by_size);
    return (of[SEEDS / 2 - 1] + of[SEEDS / 2]) / 2;
}

static void compare(void)
{
    polity_graph *graph = graph_of();
    double here[SEEDS], there[SEEDS], mine, peer;
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        here[seed] = ours(graph, seed + 1);
        there[seed] = theirs(graph, seed + 1);
    }
    mine = median(here);
    peer = median(there);
    printf("%s: %zu nodes, %zu ties: modularity %.6f, igraph's Leiden %.6f\n", net.name,
           net.nodes, net.ties, mine, peer);
    MUST(mine >= peer - 1e-9, "%s: %.9f, and igraph's Leiden finds %.9f", net.name, mine,
         peer);
    polity_graph_free(graph);
}

START_TEST(as_good_as_igraph_s_leiden)
{
    plant("clear groups", 20, 30, 0.5, 0.02, 0);
    compare();
    plant("faint groups", 10, 40, 0.2, 0.05, 0);
    compare();
    plant("no groups", 1, 400, 0.02, 0, 0);
    compare();
    plant("strengths", 12, 25, 0.4, 0.03, 1);
    compare();
    ring_of_cliques(12, 6);
    compare();
    hubs(2000);
    compare();
}
END_TEST

static int stop_late(void *user, const char *what, double done)
{
    (void)what, (void)done;
    return ++*(int *)user > 3;
}

/* From within a search too, whichever thread asks. */
START_TEST(a_search_can_be_cancelled)
{
    polity_option often = {"repeats", "1000"};
    polity_graph *graph;
    plant("clear groups", 20, 30, 0.5, 0.02, 0);
    graph = graph_of();
    for (int threads = 1; threads < 4; threads++) {
        polity_run run = POLITY_RUN_INIT;
        polity_error err = POLITY_ERROR_INIT;
        polity_table *table = NULL;
        int calls = 0;
        run.threads = threads;
        run.progress = stop_late;
        run.user = &calls;
        ck_assert_int_eq(
            polity_measure_run(&table, graph, "leiden", &often, 1, &run, &err),
            POLITY_ECANCELLED);
        ck_assert_str_eq(err.id, "cancelled");
        ck_assert_ptr_null(table);
    }
    polity_graph_free(graph);
}
END_TEST

int main(void)
{
    return RUN_SUITE("communities", NULL, NULL, as_good_as_igraph_s_leiden,
                     a_search_can_be_cancelled);
}
