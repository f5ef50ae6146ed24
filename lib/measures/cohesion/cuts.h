/* Where a network hangs together at a single point: a depth-first walk along ties of any
 * direction. Hopcroft & Tarjan 1973. */
#ifndef MEASURES_COHESION_CUTS_H
#define MEASURES_COHESION_CUTS_H

#include "measures/measure.h"

/* Nodes are known by the order in which the walk meets them: the nodes below number i in
 * the tree of the walk are i+1 .. i+size[i]-1, and so are the parts of the network. */
typedef struct cuts {
    size_t nodes;
    int32_t *number; /* of each node */
    int32_t *at;     /* node of each number, and so on: */
    int32_t *parent; /* whom it was met from; -1 = the first of its component */
    int64_t *via;    /* the tie that it was met by; -1 = none */
    int32_t *low;  /* lowest number tied to it or to one below it, other than by `via` */
    int32_t *size; /* nodes below it, itself included */
} cuts;

/* O(nodes + arcs). POLITY_OK, POLITY_ENOMEM, POLITY_ELIMIT, POLITY_ECANCELLED.
 * cuts_free() either way. */
polity_status cuts_make(cuts *of, const measure_call *call, polity_error *err);
void cuts_free(cuts *of);

/* Whether taking away the parent of i cuts off i and what is below it; whether taking
 * away the tie between them does. i must have a parent. */
static inline int cuts_at_parent(const cuts *of, size_t i)
{
    return of->low[i] >= of->parent[i];
}

static inline int cuts_at_tie(const cuts *of, size_t i)
{
    return of->low[i] > of->parent[i];
}

#endif
