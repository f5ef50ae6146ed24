/* Worth that spreads along arcs: z = from + W (give z), a row of W a node and `give` what
 * a node passes on of its own for each unit of an arc's strength. PageRank and Katz are
 * this. */
#ifndef MEASURES_SPECTRAL_SPREAD_H
#define MEASURES_SPECTRAL_SPREAD_H

#include "measures/spectral/matrix.h"

typedef struct spread {
    const measure_call *call;
    const char *what; /* for progress */
    const matrix *of;
    int symmetric;      /* W is */
    const double *give; /* of each node */
    double from;        /* at each node */
    double share;       /* how far all equations together may be off, as a share of the
                           sum of z */
} spread;

/* Fill z. A symmetric W by conjugate gradients; else by strong components in the order of
 * arcs, each that is more than a node by Gauss-Seidel until it stands: a network without
 * cycles in one pass. The largest eigenvalue of W with columns times `give` must be below
 * 1. POLITY_OK, POLITY_ECONVERGE, POLITY_ECANCELLED, POLITY_ENOMEM, POLITY_ELIMIT.
 * O(nodes + arcs) a round. */
polity_status spread_solve(const spread *of, double *z, polity_error *err);

/* The parts of a matrix by number, as components_strong_rows() has them: a part's nodes
 * are node[first[i]] .. node[first[i + 1] - 1]. */
typedef struct parts {
    size_t count;
    int32_t *part;  /* of each node */
    int32_t *first; /* count + 1 */
    int32_t *node;
} parts;

/* 0 = no memory; parts_free() either way. O(nodes + arcs). */
int parts_make(parts *to, const matrix *of, int symmetric);
void parts_free(parts *of);
double parts_bytes(size_t nodes);

/* As spread_solve() by order, but that the nodes of parts marked `fixed` (NULL = none)
 * keep the z that they have. */
polity_status spread_by_order(const spread *of, const parts *in, const uint8_t *fixed,
                              double *z, polity_error *err);

#endif
