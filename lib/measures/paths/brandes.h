/* Shares of shortest routes that pass each node, or take each arc: Brandes 2001, Journal
 * of Mathematical Sociology 25(2). */
#ifndef MEASURES_PATHS_BRANDES_H
#define MEASURES_PATHS_BRANDES_H

#include <stdatomic.h>

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

/* What that would cost, from a few sources. */
polity_status brandes_estimate(const measure_call *call, const route_ends *ends, int arcs,
                               measure_cost *into, polity_error *err);

/* What so many of the sources would cost, spread over all of them; no part is cut off. */
polity_status brandes_estimate_sample(const measure_call *call, double sources,
                                      measure_cost *into, polity_error *err);

/* --- for its parts ---------------------------------------------------------------- */

struct brandes_batch;

/* Counting in steps from chosen sources, as often as it is asked for. */
typedef struct route_counter {
    brandes_graph graph;
    struct brandes_batch *lanes;
    size_t lane_count;
    const route_source *source; /* of the last count */
    double *into;               /* the whole: one a spot, or one an arc */
    size_t size;
    const int32_t *watch; /* spots that are watched; see brandes_batch.h */
    size_t watched_rows;
    double *watched; /* a row a spot watched, a column a source of the last count */
    size_t columns, column;
    const measure_call *call; /* of the count that is going on */
    polity_error *err;
    double done;       /* share of its sources */
    atomic_int status; /* of the run, asked within a batch */
} route_counter;

/* `arcs` as in brandes_graph_make(). counter_free() either way. */
polity_status counter_make(route_counter *of, const measure_call *call,
                           const route_ends *ends, int arcs, polity_error *err);
/* Add to `into` what is found from these sources. */
polity_status counter_run(route_counter *of, const measure_call *call,
                          const route_source *sources, size_t n, polity_error *err);
/* Watch spots from now on: `watch` stays the caller's. */
polity_status counter_watch(route_counter *of, const int32_t *watch, size_t rows,
                            polity_error *err);
void counter_free(route_counter *of);

polity_status brandes_lengths(const measure_call *call, const route_ends *ends,
                              double *nodes, double *arcs, polity_error *err);
/* What a thread of it takes. */
double lengths_bytes(const polity_graph *graph, int arcs);
polity_status routes_too_many(polity_error *err);

#endif
