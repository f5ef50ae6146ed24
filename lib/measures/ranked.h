/* Pairs of a network without direction, each kept at its end of lower rank: and with them
 * all triangles. Nodes are ranked by number of neighbours up to the next power of two,
 * and then by their number, so that no node keeps many pairs and each triangle has one
 * node that keeps two of its pairs (Chiba & Nishizeki 1985), while nodes that are near by
 * number mostly stay so and hubs lie together. */
#ifndef MEASURES_RANKED_H
#define MEASURES_RANKED_H

#include "measures/pooled.h"

/* By rank: a node of rank r has the pairs first[r] .. first[r+1]-1. */
typedef struct ranked {
    size_t nodes, pairs;
    void *block;      /* that holds the arrays */
    int32_t *rank;    /* of each node */
    int32_t *node;    /* that has the rank */
    int32_t *degree;  /* its neighbours */
    int64_t *first;   /* nodes + 1 */
    int32_t *head;    /* rank of the other end, which is higher */
    double *strength; /* NULL = the network has none */
} ranked;

/* O(nodes + pairs). POLITY_OK, POLITY_ENOMEM, POLITY_ELIMIT. ranked_free() either way. */
polity_status ranked_make(ranked *of, const pooled *net, const polity_run *run,
                          polity_error *err);
void ranked_free(ranked *of);

/* Fill `at`: triangles of each node, by rank. By threads, the same for any number of
 * them. O(pairs * sqrt(pairs)). POLITY_OK, POLITY_ECANCELLED, POLITY_ENOMEM,
 * POLITY_ELIMIT. */
polity_status ranked_count(const ranked *of, const measure_call *call, int64_t *at,
                           polity_error *err);

/* The triangles of u, w and a higher y: `count` of them. The pairs of u and y are
 * from_u[uy[i]], those of w and y from_w[wy[i]]. */
typedef struct ranked_corner {
    int32_t u, w;
    int64_t uw, from_u, from_w; /* the pair of u and w; the first pairs of u and of w */
    const int32_t *uy, *wy;
    size_t count;
} ranked_corner;

/* Call `each` once for every pair that has triangles with higher nodes, in an order that
 * depends on the network alone. O(pairs * sqrt(pairs)). */
typedef void ranked_visit(void *user, const ranked_corner *corner);
polity_status ranked_triangles(const ranked *of, const polity_run *run,
                               ranked_visit *each, void *user, polity_error *err);

#endif
