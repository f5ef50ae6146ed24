/* Routes between two nodes against brute force: the shortest, whom all pass, who cuts
 * them all, on random small networks. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "../support/fixture.h"
#include "../support/suite.h"
#include "base/alloc.h"
#include "base/random.h"
#include "match/routes.h"

enum { MOST = 8, GRAPHS = 4000, ROUTES = 600 };

typedef struct network {
    int n, arc[MOST][MOST];
    polity_graph *graph;
} network;

static network make(random_state *r, int i)
{
    network made = {.n = 2 + (int)random_below(r, MOST - 1)};
    int32_t tail[MOST * MOST], head[MOST * MOST];
    size_t count = 0;
    uint64_t density = 1 + random_below(r, 5);
    int directed = i % 3 != 0;
    for (int v = 0; v < made.n; v++)
        for (int w = 0; w < made.n; w++) {
            if (v == w || (!directed && w < v) || random_below(r, 8) >= density)
                continue;
            tail[count] = v;
            head[count++] = w;
            made.arc[v][w] = 1;
            made.arc[w][v] |= !directed;
        }
    if (polity_graph_from_arcs(&made.graph, (size_t)made.n, NULL, count, tail, head, NULL,
                               directed, NULL))
        ck_abort_msg("the network could not be made");
    return made;
}

/* Whether `to` is reached without the nodes of a set, and without the direct arc. */
static int reaches(const network *of, int from, int to, unsigned without, int direct)
{
    unsigned met = 1u << from;
    for (int again = 1; again;) {
        again = 0;
        for (int v = 0; v < of->n; v++)
            for (int w = 0; w < of->n && met & 1u << v; w++) {
                int skipped = without & 1u << w || (!direct && v == from && w == to);
                if (!of->arc[v][w] || skipped || met & 1u << w)
                    continue;
                met |= 1u << w;
                again = 1;
            }
    }
    return (met >> to) & 1;
}

static int bits(unsigned set)
{
    int n = 0;
    for (; set; set &= set - 1)
        n++;
    return n;
}

/* The size of a smallest set of others without whom there is no route but the direct
 * one. */
static int smallest_cut(const network *of, int from, int to)
{
    unsigned ends = 1u << from | 1u << to;
    int best = MOST;
    for (unsigned set = 0; set < 1u << of->n; set++)
        if (!(set & ends) && bits(set) < best && !reaches(of, from, to, set, 0))
            best = bits(set);
    return best;
}

static int distance(const network *of, int from, int to)
{
    int steps[MOST];
    memset(steps, -1, sizeof steps);
    steps[from] = 0;
    for (int k = 0; k < of->n; k++)
        for (int v = 0; v < of->n; v++)
            for (int w = 0; w < of->n; w++)
                if (steps[v] == k && of->arc[v][w] && steps[w] < 0)
                    steps[w] = k + 1;
    return steps[to];
}

/* Walks of `left` arcs, which are the shortest routes where that is the distance. */
static long walks(const network *of, int from, int to, int left)
{
    long count = 0;
    if (!left)
        return from == to;
    for (int w = 0; w < of->n; w++)
        if (of->arc[from][w])
            count += walks(of, w, to, left - 1);
    return count;
}

static void check_shortest(const network *of, const int32_t *steps, int from, int to)
{
    static int64_t found[ROUTES][MOST];
    long expected = walks(of, from, to, steps[to]);
    for (long i = 0; i <= expected; i++) {
        int there = routes_shortest(of->graph, steps, from, to, (uint64_t)i, found[i]);
        int32_t at = from;
        MUST(there == (i < expected), "route %ld of %ld", i, expected);
        for (int32_t k = 0; there && k < steps[to]; k++) {
            int64_t arc = found[i][k];
            MUST(arc >= of->graph->out.first[at] && arc < of->graph->out.first[at + 1],
                 "route %ld leaves its way", i);
            at = of->graph->out.head[arc];
        }
        MUST(!there || at == to, "route %ld ends elsewhere", i);
        for (long k = 0; there && k < i; k++)
            MUST(memcmp(found[k], found[i], (size_t)steps[to] * sizeof **found) != 0,
                 "routes %ld and %ld are one", k, i);
    }
}

static void check_must_pass(const network *of, const int32_t *steps, int from, int to)
{
    int32_t nodes[MOST];
    size_t count = 0;
    unsigned said = 0;
    ck_assert(!routes_must_pass(of->graph, steps, from, to, nodes, &count, NULL));
    for (size_t i = 0; i < count; i++) {
        MUST(!i || steps[nodes[i]] > steps[nodes[i - 1]], "not in the order of routes");
        said |= 1u << nodes[i];
    }
    for (int v = 0; v < of->n; v++) {
        int is = v != from && v != to && !reaches(of, from, to, 1u << v, 1);
        MUST(is == (int)((said >> v) & 1), "%d to %d: whether all pass %d", from, to, v);
    }
}

static void check_cut(const network *of, int from, int to)
{
    int32_t nodes[MOST];
    size_t count = 0;
    unsigned said = 0;
    int size = smallest_cut(of, from, to);
    ck_assert(!routes_cut(of->graph, from, to, MOST, nodes, &count, NULL));
    MUST((int)count == size, "%d to %d: a cut of %zu, not %d", from, to, count, size);
    for (size_t i = 0; i < count; i++)
        said |= 1u << nodes[i];
    MUST(bits(said) == size && !(said & (1u << from | 1u << to)), "an end, or one twice");
    MUST(!reaches(of, from, to, said, 0), "%d to %d: no cut", from, to);
    if (size < 1)
        return;
    ck_assert(!routes_cut(of->graph, from, to, (size_t)size - 1, nodes, &count, NULL));
    MUST(count > (size_t)size - 1, "the limit was not told");
}

START_TEST(routes_are_those_of_brute_force)
{
    random_state r;
    long checked = 0;
    random_seed(&r, 1);
    for (int i = 0; i < GRAPHS; i++) {
        network of = make(&r, i);
        int from = (int)random_below(&r, (uint64_t)of.n), to = (from + 1) % of.n;
        int32_t *steps = routes_steps(of.graph, from, 0);
        int32_t *left = routes_steps(of.graph, to, 1);
        ck_assert(steps && left);
        for (int v = 0; v < of.n; v++)
            MUST(steps[v] == distance(&of, from, v) && left[v] == distance(&of, v, to),
                 "steps to or from %d", v);
        if (steps[to] > 0) {
            check_shortest(&of, steps, from, to);
            check_must_pass(&of, steps, from, to);
            check_cut(&of, from, to);
            checked++;
        }
        memory_free(steps);
        memory_free(left);
        polity_graph_free(of.graph);
    }
    MUST(checked > GRAPHS / 3, "few networks have a route");
}
END_TEST

int main(void)
{
    return RUN_SUITE("routes", NULL, NULL, routes_are_those_of_brute_force);
}
