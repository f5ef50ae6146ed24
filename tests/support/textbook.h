/* Betweenness by Brandes's algorithm as it stands in his paper, on plain arrays, slowly:
 * what the kernels are held to. Lengths must add up without rounding. */
#ifndef SUPPORT_TEXTBOOK_H
#define SUPPORT_TEXTBOOK_H

#include <check.h>
#include <math.h>
#include <stdlib.h>

#include "graph/graph.h"
#include "measures/paths/brandes_graph.h"

typedef struct textbook {
    const polity_graph *graph;
    const route_ends *ends;
    double *distance, *routes, *share;
    size_t *order, reached;
    double *nodes, *arcs, *squares; /* the results; squares: of nodes, a source each */
} textbook;

static inline double length_of(const polity_graph *g, int64_t arc)
{
    return g->out.length ? g->out.length[arc] : 1;
}

static inline void *numbers(size_t n)
{
    void *made = calloc(n + 1, sizeof(double));
    ck_assert_ptr_nonnull(made);
    return made;
}

static inline textbook textbook_make(const polity_graph *g, const route_ends *ends)
{
    size_t n = g->nodes;
    return (textbook){.graph = g,
                      .ends = ends,
                      .distance = numbers(n),
                      .routes = numbers(n),
                      .share = numbers(n),
                      .order = numbers(n),
                      .nodes = numbers(n),
                      .squares = numbers(n),
                      .arcs = numbers(g->arcs)};
}

static inline void textbook_free(textbook *of)
{
    free(of->distance);
    free(of->routes);
    free(of->share);
    free(of->order);
    free(of->nodes);
    free(of->squares);
    free(of->arcs);
}

/* Put the nearest of the nodes that are met but not done at the place `at` of the order.
 * In steps it is there already. */
static inline size_t next_nearest(textbook *t, size_t at)
{
    size_t best = at;
    for (size_t i = at; t->graph->out.length && i < t->reached; i++)
        if (t->distance[t->order[i]] < t->distance[t->order[best]])
            best = i;
    size_t v = t->order[best];
    t->order[best] = t->order[at];
    t->order[at] = v;
    return v;
}

static inline void textbook_search(textbook *t, size_t source)
{
    const polity_graph *g = t->graph;
    for (size_t v = 0; v < g->nodes; v++) {
        t->distance[v] = INFINITY;
        t->routes[v] = t->share[v] = 0;
    }
    t->distance[source] = 0;
    t->routes[source] = 1;
    t->order[0] = source;
    t->reached = 1;
    for (size_t at = 0; at < t->reached; at++) {
        size_t v = next_nearest(t, at);
        for (int64_t a = g->out.first[v]; a < g->out.first[v + 1]; a++) {
            size_t w = (size_t)g->out.head[a];
            double there = t->distance[v] + length_of(g, a);
            if (isinf(t->distance[w]))
                t->order[t->reached++] = w;
            if (there < t->distance[w]) {
                t->distance[w] = there;
                t->routes[w] = 0;
            }
            if (there == t->distance[w])
                t->routes[w] += t->routes[v];
        }
    }
}

static inline void textbook_run(textbook *t)
{
    const polity_graph *g = t->graph;
    for (size_t s = 0; s < g->nodes; s++) {
        if (t->ends->sources && !t->ends->sources[s])
            continue;
        textbook_search(t, s);
        for (size_t i = t->reached; i-- > 0;) {
            size_t v = t->order[i];
            for (int64_t a = g->out.first[v]; a < g->out.first[v + 1]; a++) {
                size_t w = (size_t)g->out.head[a];
                double here = !t->ends->targets || t->ends->targets[w];
                if (t->distance[v] + length_of(g, a) != t->distance[w])
                    continue;
                double part = t->routes[v] / t->routes[w] * (here + t->share[w]);
                t->arcs[a] += part;
                t->share[v] += part;
            }
            if (v != s) {
                t->nodes[v] += t->share[v];
                t->squares[v] += t->share[v] * t->share[v];
            }
        }
    }
}

#endif
