/* Networks that tests make up tie by tie, with lengths and with parallel ties kept, which
 * polity_graph_from_arcs() does not give. For programs that see the inside of a graph. */
#ifndef SUPPORT_SKETCH_H
#define SUPPORT_SKETCH_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/random.h"
#include "graph/graph.h"

typedef struct sketch {
    size_t nodes, ties, room;
    int directed;
    raw_tie *tie;
    double *length; /* of each tie */
} sketch;

static inline void sketch_tie_of(sketch *of, size_t a, size_t b, double length)
{
    if (of->ties == of->room) {
        of->room = 2 * of->room + 64;
        of->tie = realloc(of->tie, of->room * sizeof *of->tie);
        of->length = realloc(of->length, of->room * sizeof *of->length);
        if (!of->tie || !of->length)
            ck_abort_msg("no memory");
    }
    of->length[of->ties] = length;
    of->tie[of->ties++] = (raw_tie){
        .source = (int32_t)a, .target = (int32_t)b, .directed = (uint8_t)of->directed};
}

static inline void sketch_tie(sketch *of, size_t a, size_t b)
{
    sketch_tie_of(of, a, b, 1);
}

/* About `ties` ties between random nodes of first..first+n-1. */
static inline void sketch_random(sketch *of, random_state *r, size_t first, size_t n,
                                 size_t ties)
{
    for (size_t i = 0; i < ties; i++) {
        size_t a = first + random_below(r, n), b = first + random_below(r, n);
        sketch_tie(of, a, b);
    }
}

/* Add a node with the ties of `v`, as often as they are there; tied to it or not. Returns
 * its number. */
static inline size_t sketch_twin(sketch *of, size_t v, int tied)
{
    size_t twin = of->nodes++, ties = of->ties;
    for (size_t i = 0; i < ties; i++) {
        raw_tie tie = of->tie[i];
        size_t a = (size_t)tie.source, b = (size_t)tie.target;
        if (a == b || (a != v && b != v))
            continue;
        sketch_tie_of(of, a == v ? twin : a, b == v ? twin : b, of->length[i]);
    }
    if (tied)
        sketch_tie(of, v, twin);
    if (tied && of->directed)
        sketch_tie(of, twin, v);
    return twin;
}

/* New numbers for all nodes. */
static inline void sketch_shuffle(sketch *of, random_state *r)
{
    int32_t *number = malloc((of->nodes + 1) * sizeof *number);
    ck_assert_ptr_nonnull(number);
    for (size_t v = 0; v < of->nodes; v++) {
        size_t at = random_below(r, v + 1);
        number[v] = number[at];
        number[at] = (int32_t)v;
    }
    for (size_t i = 0; i < of->ties; i++) {
        of->tie[i].source = number[of->tie[i].source];
        of->tie[i].target = number[of->tie[i].target];
    }
    free(number);
}

/* The graph; `keep`: parallel ties are kept. polity_graph_free() it. */
static inline polity_graph *sketch_graph(const sketch *of, int keep, int lengths)
{
    polity_graph *graph = graph_new();
    char id[24];
    if (!graph || !graph_own_ids(graph, 0, of->nodes))
        ck_abort_msg("no memory");
    for (size_t v = 0; v < of->nodes; v++) {
        snprintf(id, sizeof id, "%zu", v);
        if (!graph_add_id(graph, id))
            ck_abort_msg("no memory");
    }
    const raw_ties from = {.tie = of->tie, .length = of->length, .count = of->ties};
    if (graph_fill(graph, &from, !of->directed, keep, 0, lengths, NULL))
        ck_abort_msg("the network could not be made");
    return graph;
}

static inline void sketch_free(sketch *of)
{
    free(of->tie);
    free(of->length);
    *of = (sketch){0};
}

#endif
