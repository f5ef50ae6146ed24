/* Distances from and to every node, added up: one pass for closeness of every kind,
 * eccentricity and reach. */
#ifndef MEASURES_PATHS_DISTANCE_H
#define MEASURES_PATHS_DISTANCE_H

#include "measures/measure.h"
#include "measures/paths/step_sums.h"

enum {
    DISTANCE_OUT = 1,
    DISTANCE_IN = 2,
    DISTANCE_COUNTS = 4,
    DISTANCE_WITHIN = 8, /* `within`, and if nothing else is wanted nothing else */
    DISTANCE_SUMS = DISTANCE_OUT | DISTANCE_IN | DISTANCE_COUNTS
};

/* Over the other nodes that a node reaches (or that reach it). */
typedef struct distance_sums {
    int64_t *reached; /* how many */
    double *far;      /* sum of their distances */
    double *near;     /* sum of 1 / distance */
    double *widest;   /* the largest distance */
    int64_t *within;  /* how many by at most as many ties as the parameter `steps` says,
                         whatever their lengths; without it by any number. NULL = not
                         wanted */
} distance_sums;

typedef struct distances {
    distance_sums out, in; /* of an undirected graph the same arrays */
    int shared;            /* they are */
    int64_t *counts; /* pairs by number of steps, from 0; NULL if ties have lengths */
    size_t steps;    /* entries of `counts` */
} distances;

extern const measure_pass distance_pass;

/* Of a node's sums what is wanted. */
void distance_put(distance_sums *into, uint64_t wanted, size_t v, const step_sums *sums);

/* Whether fewer nodes have ties that enter them than ties that leave them: searches are
 * then made against the ties, as nodes without do not start any. */
int distances_turned(const polity_graph *graph);

/* --- the ways it is made, each of which fills what of `into` is wanted ------------- */

/* Sums by lengths, `wanted` by direction: a search from every node. O(nodes · arcs · log
 * nodes). */
polity_status distances_by_length(const measure_call *call, distances *into,
                                  uint64_t wanted, polity_error *err);

/* Sums and `within` in steps, both directions at once, by a search from every node that
 * arcs lead from, if those together look at few arcs: `done` 0 = they do not, and nothing
 * is of use. O(nodes + arcs), whether it is done or not; 8 to 64 bytes a node for each
 * thread. */
polity_status distances_narrow(const measure_call *call, distances *into, uint64_t wanted,
                               int *done, polity_error *err);

/* Sums and `within` in steps, both directions at once: waves. O(nodes · arcs · levels /
 * 256) on the network with equivalent nodes made one; about 90 bytes a node and 8 an arc,
 * of a directed network 110 and 16, and 200 a node for each thread. */
polity_status distances_in_steps(const measure_call *call, distances *into,
                                 uint64_t wanted, polity_error *err);

/* `within` for any number of steps: by strong components. At most O(nodes · arcs / 256),
 * and O(nodes + arcs) a direction where components reach few others; about 50 bytes a
 * node, and 41 for each thread. */
polity_status distances_reached(const measure_call *call, distances *into,
                                polity_error *err);

#endif
