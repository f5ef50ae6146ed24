/* What measures need to know of triangles, found in one pass for all that are asked. */
#ifndef MEASURES_TRIANGLES_H
#define MEASURES_TRIANGLES_H

#include "measures/ranked.h"

enum {
    TRIANGLES_OF_PAIRS = 1, /* `closed` */
    TRIANGLES_OF_HOLES = 2  /* `holes` and what is with them, or `between` */
};

/* A pair and the ways round by common neighbours q of its ends, p_ij being the share that
 * j has of the strengths of i: side by side, as a triangle reads and adds to them all. */
typedef struct pair_holes {
    double low, high; /* p_low,high and p_high,low; 0 = the pair has no strength */
    double indirect;  /* sum over q of p_low,q * p_q,high */
    double common;    /* sum over q of p_low,q * p_high,q */
} pair_holes;

/* All by rank and pair of `pairs`. NULL = not asked for, or of the other kind of network.
 */
typedef struct triangles {
    ranked pairs;
    void *block;     /* that holds the arrays */
    int64_t *at;     /* triangles of each node */
    int32_t *closed; /* of each pair, if the network has strengths */
    /* If it has strengths or direction: */
    double *sum;  /* strengths of each node, and */
    double *most; /* the largest of them */
    pair_holes *holes;
    /* If it has neither, so that a neighbour has the same share as any other: */
    double *share;   /* that each of a node's neighbours has of it */
    double *between; /* of each pair, the sum of the shares that common neighbours give */
} triangles;

extern const measure_pass triangle_pass;

/* The strength of a pair. */
static inline double triangles_strength(const triangles *of, int64_t pair)
{
    return of->pairs.strength ? of->pairs.strength[pair] : 1;
}

#endif
