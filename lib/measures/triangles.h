/* What measures need to know of triangles, found in one pass for all that are asked. */
#ifndef MEASURES_TRIANGLES_H
#define MEASURES_TRIANGLES_H

#include "measures/ranked.h"

enum {
    TRIANGLES_OF_PAIRS = 1, /* `closed` */
    TRIANGLES_OF_HOLES = 2  /* `sum`, `most`, `holes` */
};

/* A pair and the ways round by common neighbours q of its ends, p_ij being the share that
 * j has of the strengths of i: side by side, as a triangle reads and adds to them all. */
typedef struct pair_holes {
    double low, high; /* p_low,high and p_high,low; 0 = the pair has no strength */
    double indirect;  /* sum over q of p_low,q * p_q,high */
    double common;    /* sum over q of p_low,q * p_high,q */
} pair_holes;

/* All by rank and pair of `pairs`. */
typedef struct triangles {
    ranked pairs;
    int64_t *at;     /* triangles of each node */
    int32_t *closed; /* of each pair, if the network has strengths and it is asked for */
    double *sum;     /* strengths of each node, and */
    double *most;    /* the largest of them; NULL = not asked for, as */
    pair_holes *holes;
} triangles;

extern const measure_pass triangle_pass;

/* The strength of a pair. */
static inline double triangles_strength(const triangles *of, int64_t pair)
{
    return of->pairs.strength ? of->pairs.strength[pair] : 1;
}

#endif
