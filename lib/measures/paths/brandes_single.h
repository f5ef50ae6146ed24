/* Shortest routes in steps from one source at a time, for networks in which sources share
 * little: the inner loops have no branch that the processor could guess wrong. */
#ifndef MEASURES_PATHS_BRANDES_SINGLE_H
#define MEASURES_PATHS_BRANDES_SINGLE_H

#include "measures/paths/brandes_graph.h"

/* An arc on a shortest route, by places. */
typedef struct tight_arc {
    int32_t from, to;
} tight_arc;

/* The room of one thread. Places are numbers of spots in the order in which they are
 * reached, nearest first; the source has 0. */
typedef struct brandes_single {
    const brandes_graph *graph;
    int32_t *place;  /* of each spot; SINGLE_FAR = not reached */
    int32_t *spot;   /* of each place */
    double *members; /* … of its spot */
    double *routes;  /* to it, times its members once it is passed */
    double *ends;    /* its targets, over its routes */
    double *behind;  /* what those beyond it hand back */
    tight_arc *tight;
    int64_t *tight_arc; /* its number in `head`, for betweenness of arcs */
    size_t reached;     /* the source among them */
    size_t tights;
    int32_t from, to; /* spots of the batch that the source is of; see spot_targets() */
    int overflow;     /* more routes than a double can count */
} brandes_single;

enum { SINGLE_FAR = INT32_MAX };
enum { BATCH_LANES = 64 }; /* sources of a batch, of which one may be this */

/* 0 = no memory; single_free() either way. */
int single_make(brandes_single *of, const brandes_graph *graph);
void single_free(brandes_single *of);
double single_bytes(const brandes_graph *graph);

/* Add what passes each spot, or takes each arc, to `found`. What passes a spot that has a
 * row in `watch` (not -1; NULL = none has) goes to `watched` too, BATCH_LANES apart. */
void single_run(brandes_single *of, const route_source *source, double *found,
                const int32_t *watch, double *watched);

#endif
