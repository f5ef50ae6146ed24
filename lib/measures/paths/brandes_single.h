/* Shortest routes in steps from one source at a time, for networks in which sources share
 * little: the inner loop has no branch that the processor could guess wrong. */
#ifndef MEASURES_PATHS_BRANDES_SINGLE_H
#define MEASURES_PATHS_BRANDES_SINGLE_H

#include "measures/paths/brandes_graph.h"

/* The room of one thread. */
typedef struct brandes_single {
    const brandes_graph *graph;
    int32_t *steps; /* to each spot; SINGLE_FAR = not reached */
    double *routes; /* to each, times its members once it is passed */
    double *share;  /* what each hands back, over its routes */
    int32_t *order; /* spots reached, nearest first */
    int64_t *first; /* of each place in `order`: its first entry in `tight` */
    int32_t *tight; /* spots that it leads to on shortest routes */
    size_t reached;
    int32_t from, to; /* spots of the batch that the source is of; see spot_targets() */
    int overflow;     /* more routes than a double can count */
} brandes_single;

enum { SINGLE_FAR = INT32_MAX };
enum { BATCH_LANES = 32 }; /* sources of a batch, of which one may be this */

/* 0 = no memory; single_free() either way. */
int single_make(brandes_single *of, const brandes_graph *graph);
void single_free(brandes_single *of);
double single_bytes(const brandes_graph *graph);

/* Add what passes each spot, or takes each arc, to `found`. What passes a spot that has a
 * row in `watch` (not -1; NULL = none has) goes to `watched` too, BATCH_LANES apart. */
void single_run(brandes_single *of, const route_source *source, double *found,
                const int32_t *watch, double *watched);

#endif
