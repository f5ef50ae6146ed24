/* What measures need to know of triangles, found in one pass for all that are asked. */
#ifndef MEASURES_TRIANGLES_H
#define MEASURES_TRIANGLES_H

#include "measures/ranked.h"

enum {
    TRIANGLES_OF_PAIRS = 1, /* `closed` */
    TRIANGLES_SHARED = 2    /* `invested`, `found` */
};

/* What the two ends of a pair hold of each other; and along which ways round, see below.
 * `low` and `high` are its ends. */
typedef struct pair_shares {
    double low, high; /* the pair's strength / all strengths of that end; 0 = none */
} pair_shares;
typedef struct pair_ways {
    double indirect; /* sum over common neighbours q of p_low,q * p_q,high */
    double common;   /* sum of p_low,q * p_high,q */
} pair_ways;

/* All by rank and pair of `pairs`. */
typedef struct triangles {
    ranked pairs;
    int64_t *at;     /* triangles of each node */
    int32_t *closed; /* of each pair, if weighted; else NULL */
    double *sum;     /* strengths of each node; NULL = not wanted, and so the next */
    double *most;    /* the largest of them */
    pair_shares *share;
    pair_ways *way;
} triangles;

extern const measure_pass triangle_pass;

/* The strength of a pair. */
static inline double triangles_strength(const triangles *of, int64_t pair)
{
    return of->pairs.strength ? of->pairs.strength[pair] : 1;
}

#endif
