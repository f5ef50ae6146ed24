/* Betweenness of nodes and arcs by accumulation. Brandes 2001. */
#ifndef MEASURES_PATHS_BRANDES_H
#define MEASURES_PATHS_BRANDES_H

#include "measures/measure.h"

/* Add to `nodes` (one a node) or `arcs` (one an arc of `out`), of which one is NULL, the
 * share of all shortest routes between other nodes that pass it. In an undirected graph
 * every pair is met from both its ends. O(nodes * (nodes + arcs)) time, with lengths
 * times log nodes. */
polity_status brandes(const measure_call *call, double *nodes, double *arcs,
                      polity_error *err);

#endif
