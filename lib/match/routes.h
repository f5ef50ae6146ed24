/* Routes between two nodes of a graph: the shortest, whom all pass, who cuts them all. */
#ifndef MATCH_ROUTES_H
#define MATCH_ROUTES_H

#include "graph/graph.h"

/* Steps from a node (or, `back`, to it) of every node; -1 = none. The caller's to free;
 * NULL = no memory. O(arcs). */
int32_t *routes_steps(const polity_graph *graph, int32_t from, int back);

/* The `number`th shortest route from a node to another, by its arcs (their numbers in the
 * rows of `out`), in `arcs`, which has room for steps[to]. `steps` is from `from`. 0 =
 * there are fewer. */
int routes_shortest(const polity_graph *graph, const int32_t *steps, int32_t from,
                    int32_t to, uint64_t number, int64_t *arcs);

/* Nodes that every route passes, the ends apart, in order: a subset of one route's. */
polity_status routes_must_pass(const polity_graph *graph, const int32_t *steps,
                               int32_t from, int32_t to, int32_t *nodes, size_t *count,
                               polity_error *err);

/* A smallest set of nodes, the ends apart, that all routes pass but a direct tie: paths
 * apart are found one by one until there is none (Menger 1927). Stops at `most`: then
 * *count > most. O(arcs · size). */
polity_status routes_cut(const polity_graph *graph, int32_t from, int32_t to, size_t most,
                         int32_t *nodes, size_t *count, polity_error *err);

#endif
