/* Distances from and to every node, added up: one pass for closeness of every kind. */
#ifndef MEASURES_PATHS_DISTANCE_H
#define MEASURES_PATHS_DISTANCE_H

#include "measures/measure.h"

enum { DISTANCE_OUT = 1, DISTANCE_IN = 2, DISTANCE_COUNTS = 4 };

/* Over the other nodes that a node reaches (or that reach it). */
typedef struct distance_sums {
    int64_t *reached; /* how many */
    double *far;      /* sum of their distances */
    double *near;     /* sum of 1 / distance */
    double *widest;   /* the largest distance */
} distance_sums;

typedef struct distances {
    distance_sums out, in; /* of an undirected graph the same arrays */
    int shared;            /* they are */
    int64_t *counts; /* pairs by number of steps, from 0; NULL if ties have lengths */
    size_t steps;    /* entries of `counts` */
} distances;

extern const measure_pass distance_pass;

#endif
