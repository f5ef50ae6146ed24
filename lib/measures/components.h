/* Connected parts of a network. */
#ifndef MEASURES_COMPONENTS_H
#define MEASURES_COMPONENTS_H

#include "measures/measure.h"

/* Weak: `part[v]` numbers parts by their first node, from 0; returns how many. O(nodes +
 * arcs) in practice, times log nodes at worst. `room` holds one entry a node. */
int32_t components_weak(const polity_graph *graph, int32_t *part, int32_t *room);

/* Strong (Tarjan 1972; Pearce 2016): parts are numbered so that an arc never leads to a
 * part of a higher number. -1 = no memory. O(nodes + arcs), 12 bytes a node. */
int32_t components_strong(const polity_graph *graph, int32_t *part);
/* The same of rows alone: a row's heads are in parts of no higher number than its own. */
int32_t components_strong_rows(const int64_t *first, const int32_t *head, size_t nodes,
                               int32_t *part);

/* Number parts anew, by their first node. `room` holds one entry a part. */
void components_renumber(int32_t *part, size_t nodes, int32_t count, int32_t *room);

#endif
