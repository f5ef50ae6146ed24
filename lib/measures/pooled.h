/* A network read without direction: each pair of tied nodes once, its strengths of both
 * directions added up (1 an arc if there are none). */
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
                         and counts twice. NULL = not asked for */
    const polity_graph *lender; /* whose rows these are; NULL = its own */
} pooled;

/* With strengths; and the pairs alone, which of most undirected networks are the graph's
 * own rows. O(nodes + arcs). POLITY_OK, POLITY_ENOMEM, POLITY_ELIMIT. pooled_free()
 * either way. */
polity_status pooled_make(pooled *of, const measure_call *call, polity_error *err);
polity_status pooled_pairs(pooled *of, const measure_call *call, polity_error *err);
void pooled_free(pooled *of);

/* Whether every pair is one tie that counts 1, so that the pairs alone say everything. */
int pooled_is_plain(const polity_graph *graph);

/* Pairs of neighbours of every node. */
static inline int64_t pooled_degree(const pooled *of, size_t v)
{
    return of->first[v + 1] - of->first[v];
}

#endif
