/* Shortest routes from one node: breadth first, or by length (Dijkstra 1959). */
#ifndef MEASURES_PATHS_SEARCH_H
#define MEASURES_PATHS_SEARCH_H

#include "measures/measure.h"

/* Room for the search of one thread. */
typedef struct search {
    int32_t *order;   /* nodes reached, nearest first; order[0] is the source */
    int32_t *place;   /* of each node in `order`; -1 = not reached */
    double *distance; /* of the nodes reached */
    double *routes;   /* shortest routes to each; NULL = not counted */
    int32_t *heap;    /* by length alone: nodes waiting, nearest on top */
    int32_t *at; /* by length alone: where in the heap a node waits; -1 = it does not */
    size_t reached;
} search;

/* Bytes that a search needs. */
double search_bytes(const polity_graph *graph, int routes);
/* Room for searches of a graph; `routes` = count shortest routes too. 0 = no memory;
 * search_free() either way. */
int search_make(search *of, const polity_graph *graph, int routes);
void search_free(search *of);

/* Search from a node along arcs. Two routes are equally short if the sums of their
 * lengths, added up from the source on, are the same double. O(nodes + arcs), by length
 * O((nodes + arcs) log nodes). */
void search_from(search *of, const arc_rows *along, int32_t from);

#endif
