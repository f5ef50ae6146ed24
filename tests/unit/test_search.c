/* Distances by length against Floyd and Warshall, for lengths that the search keeps in
 * lists alone, in lists and a heap, and in a heap alone. */
#include <math.h>
#include <string.h>

#include "../support/sketch.h"
#include "../support/suite.h"
#include "measures/paths/search.h"

enum { NETWORKS = 400, MOST = 40 };

static double any_length(random_state *r, int kind)
{
    double whole = 1 + (double)random_below(r, 9);
    switch (kind) {
    case 0: return whole;
    case 1: return 1 / whole;
    case 2: return 0.001 + random_unit(r);
    case 3: return pow(10, 8 * random_unit(r) - 4);
    case 4: return whole * 1e300;
    case 5: return whole * 1e306; /* past any range */
    case 6: return whole * 1e-300;
    case 7: return whole * 1e-320; /* of few bits, and one over it is infinite */
    case 8: return random_below(r, 2) ? 1e300 : 1e-300;
    case 9: return random_below(r, 4) ? 1 : 2047.9999; /* all ranges that there are */
    default: return 1;
    }
}
enum { KINDS = 11 };

static double distance[MOST][MOST];

static void floyd_and_warshall(const polity_graph *g)
{
    size_t n = g->nodes;
    for (size_t v = 0; v < n; v++)
        for (size_t w = 0; w < n; w++)
            distance[v][w] = v == w ? 0 : INFINITY;
    for (size_t v = 0; v < n; v++)
        for (int64_t a = g->out.first[v]; a < g->out.first[v + 1]; a++)
            distance[v][g->out.head[a]] =
                fmin(distance[v][g->out.head[a]], g->out.length[a]);
    for (size_t k = 0; k < n; k++)
        for (size_t v = 0; v < n; v++)
            for (size_t w = 0; w < n; w++)
                distance[v][w] = fmin(distance[v][w], distance[v][k] + distance[k][w]);
}

static void check_from(const search *of, const polity_graph *g, size_t v, int kind)
{
    size_t reached = 0;
    MUST(of->order[0] == (int32_t)v, "kind %d: it begins elsewhere", kind);
    for (size_t w = 0; w < g->nodes; w++) {
        double d = distance[v][w];
        reached += isfinite(d) != 0;
        MUST(isfinite(d) == (of->place[w] >= 0), "kind %d: whether %zu reaches %zu", kind,
             v, w);
        MUST(!isfinite(d) || fabs(of->distance[w] - d) <= 1e-13 * d,
             "kind %d: from %zu to %zu %.17g, not %.17g", kind, v, w, of->distance[w], d);
    }
    MUST(of->reached == reached, "kind %d: nodes reached", kind);
    for (size_t i = 0; i < reached; i++) {
        size_t u = (size_t)of->order[i];
        MUST(of->place[u] == (int32_t)i, "kind %d: places", kind);
        for (int64_t a = g->out.first[u]; a < g->out.first[u + 1]; a++) {
            int32_t w = g->out.head[a];
            double there = of->distance[u] + g->out.length[a];
            int lost = there == of->distance[u]; /* its length, in the sum */
            MUST(lost || there > of->distance[w] || of->place[w] > (int32_t)i,
                 "kind %d: a node comes before one that leads to it", kind);
        }
    }
}

START_TEST(distances_are_those_of_floyd_and_warshall)
{
    random_state r;
    random_seed(&r, 1959);
    for (int i = 0; i < NETWORKS * KINDS; i++) {
        int kind = i % KINDS;
        sketch made = {.directed = (int)random_below(&r, 2),
                       .nodes = 1 + random_below(&r, MOST)};
        size_t ties = random_below(&r, 5 * made.nodes);
        for (size_t k = 0; k < ties; k++)
            sketch_tie_of(&made, random_below(&r, made.nodes),
                          random_below(&r, made.nodes), any_length(&r, kind));
        polity_graph *g = sketch_graph(&made, i % 3 == 0, 1);
        search of;
        floyd_and_warshall(g);
        MUST(search_make(&of, g), "no memory");
        for (size_t v = 0; v < g->nodes; v++) { /* one room, used again */
            search_from(&of, &g->out, (int32_t)v);
            check_from(&of, g, v, kind);
        }
        search_free(&of);
        polity_graph_free(g);
        sketch_free(&made);
    }
}
END_TEST

/* Sums over long routes are of many ranges: a ring that comes round again. */
START_TEST(a_long_path_goes_round_the_ring)
{
    enum { LONG = 5000 };
    sketch made = {.nodes = LONG};
    search of;
    for (size_t v = 0; v + 1 < LONG; v++)
        sketch_tie_of(&made, v, v + 1, v % 5 ? 0.1 : 7);
    polity_graph *g = sketch_graph(&made, 0, 1);
    double sum = 0;
    ck_assert(search_make(&of, g));
    search_from(&of, &g->out, 0);
    ck_assert_uint_eq(of.reached, LONG);
    for (size_t v = 0; v < LONG; v++) {
        MUST(of.order[v] == (int32_t)v, "out of order");
        MUST(of.distance[v] == sum, "another sum");
        sum += v % 5 ? 0.1 : 7;
    }
    search_free(&of);
    polity_graph_free(g);
    sketch_free(&made);
}
END_TEST

int main(void)
{
    return RUN_SUITE("search", NULL, NULL, distances_are_those_of_floyd_and_warshall,
                     a_long_path_goes_round_the_ring);
}
