/* Shares of shortest routes that pass each node, or take each arc: Brandes 2001, Journal
 * of Mathematical Sociology 25(2). */
#ifndef MEASURES_PATHS_BRANDES_H
#define MEASURES_PATHS_BRANDES_H

#include "measures/measure.h"
#include "measures/paths/brandes_graph.h"

/* Add up, over ordered pairs of a source and a target, the share of their shortest routes
 * that pass a node (neither end) into `nodes`, one entry a node, or that take an arc into
 * `arcs`, one an arc of the `out` rows; one of the two is NULL. An undirected tie is
 * added up in each direction apart.
 *
 * O(sources * (nodes + arcs)); by length times log nodes where lengths differ much. The
 * same sums for any number of threads. POLITY_OK, POLITY_ECANCELLED, POLITY_ENOMEM,
 * POLITY_ELIMIT (memory, or more routes than a double can count). */
polity_status brandes(const measure_call *call, const route_ends *ends, double *nodes,
                      double *arcs, polity_error *err);

/* --- for its parts ---------------------------------------------------------------- */

polity_status brandes_lengths(const measure_call *call, const route_ends *ends,
                              double *nodes, double *arcs, polity_error *err);
polity_status routes_too_many(polity_error *err);

#endif
