/* Shortest distances by length from one node to all that it reaches (Dijkstra 1959). */
#ifndef MEASURES_PATHS_SEARCH_H
#define MEASURES_PATHS_SEARCH_H

#include "measures/measure.h"

/* Nodes that wait to be reached: those of one range of distances lie in a heap, the
 * others in a ring of lists, a range each (Dial 1969). Where no arc is shorter than a
 * range, what lies in one is as near as it gets, and no heap is needed. */
typedef struct search_queue {
    double ranges; /* a unit of length; 0 = all distances are one range */
    int exact;     /* no arc is shorter than a range */
    size_t size;   /* of the ring, a power of 2 */
    int64_t now;   /* the range that is being emptied */
    int32_t *list; /* of each range of the ring: its first node; -1 = none */
    uint64_t *any; /* a bit a range: its list is not empty */
    int32_t *next; /* of a node in a list */
    int32_t *before;
    int32_t *heap; /* nearest on top, of equal distance the lower number */
    int32_t *at;   /* where in the heap a node is; see search.c */
    size_t heaped, listed;
} search_queue;

/* Room for the search of one thread. */
typedef struct search {
    int32_t *order;   /* nodes reached; those on a shortest route to a node are before it.
                         order[0] is where it began */
    int32_t *place;   /* of each node in `order`; -1 = not reached */
    double *distance; /* of the nodes reached */
    size_t reached;
    search_queue queue;
} search;

/* Bytes that a search needs. */
double search_bytes(const polity_graph *graph);
/* Room for searches of a graph whose arcs have lengths. 0 = no memory; search_free()
 * either way. O(arcs). */
int search_make(search *of, const polity_graph *graph);
void search_free(search *of);

/* Search from a node along arcs. A distance is the sum of lengths added up from the
 * source on. O(nodes + arcs), and times log nodes where the longest length is more than
 * RANGES times the shortest. */
void search_from(search *of, const arc_rows *along, int32_t from);

#endif
