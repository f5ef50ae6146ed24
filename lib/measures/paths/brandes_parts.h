/* A directed network cut in two for counting shortest routes: the part that the largest
 * strong component reaches, which no route leaves; and routes from all other nodes.
 * Routes within that part pass none of what leads to it, so more of its nodes are
 * equivalent there, as schools of one cluster are whatever trust each belongs to. */
#ifndef MEASURES_PATHS_BRANDES_PARTS_H
#define MEASURES_PATHS_BRANDES_PARTS_H

#include "measures/paths/brandes_graph.h"

/* Sources to be counted on a network of their own. */
typedef struct route_part {
    measure_call call; /* `graph` is that network: nodes and rows alone */
    route_ends ends;
    const int32_t
        *node; /* of each of its nodes: the number in the whole; NULL = the same */
} route_part;

typedef struct route_parts {
    route_part part[2];
    size_t count;
    polity_run run; /* of both, with what is left of the memory */
    /* of the closed part */
    polity_graph graph;
    int32_t *node;
    uint8_t *sources, *targets;
    uint8_t *others; /* sources that are not in it */
} route_parts;

/* One part, the whole, if the network is undirected, if there is nothing beside the
 * closed part, or if that is less than half of it. POLITY_OK, POLITY_ENOMEM,
 * POLITY_ELIMIT; route_parts_free() either way. `of` must stay where it is. O(nodes +
 * arcs). */
polity_status route_parts_make(route_parts *of, const measure_call *call,
                               const route_ends *ends, polity_error *err);
void route_parts_free(route_parts *of);

/* Whether each pair of nodes need be looked at from one of the two alone. */
static inline int part_counts_once(const route_part *of)
{
    return !of->call.graph->directed && !of->ends.sources && !of->ends.targets;
}

#endif
