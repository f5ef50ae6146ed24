/* A network read without direction: each pair of tied nodes once, its strengths of both
 * directions added up (1 an arc if there are none). And its triangles. */
#ifndef MEASURES_POOLED_H
#define MEASURES_POOLED_H

#include "measures/measure.h"

/* Neighbours of v: head[first[v]] .. head[first[v+1]-1], ascending, each once, v not
 * among them. */
typedef struct pooled {
    size_t nodes, entries;
    int64_t *first;
    int32_t *head;
    double *strength; /* of the pair; an undirected tie in a directed network is two arcs
                         and counts twice */
    int64_t *back;    /* where the same pair is in the other node's row */
} pooled;

/* O(nodes + arcs). POLITY_OK, POLITY_ENOMEM, POLITY_ELIMIT. pooled_free() either way. */
polity_status pooled_make(pooled *of, const measure_call *call, polity_error *err);
void pooled_free(pooled *of);

/* Call `each` once for every triangle, in an order that depends on the network alone. uw,
 * uy, wy are the entries of its pairs in the rows of u, u and w. O(sum over pairs of the
 * smaller degree). */
typedef void pooled_triangle(void *user, int64_t uw, int64_t uy, int64_t wy);
polity_status pooled_triangles(const pooled *of, const measure_call *call,
                               pooled_triangle *each, void *user, polity_error *err);

/* Pairs of neighbours of every node. */
static inline int64_t pooled_degree(const pooled *of, size_t v)
{
    return of->first[v + 1] - of->first[v];
}

#endif
