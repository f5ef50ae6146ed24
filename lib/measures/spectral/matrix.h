/* Strengths of arcs as a matrix: a row a node, holding the arcs that enter it. */
#ifndef MEASURES_SPECTRAL_MATRIX_H
#define MEASURES_SPECTRAL_MATRIX_H

#include "measures/measure.h"

typedef struct matrix {
    size_t nodes;
    const int64_t *first; /* nodes + 1 */
    const int32_t *head;  /* the node that an arc comes from */
    const double *weight; /* NULL = 1 each */
    int64_t *own_first;   /* what matrix_free() frees; NULL = borrowed */
    int32_t *own_head;
    double *own_weight;
} matrix;

/* Arcs of a graph that enter each node, borrowed from it; those of strength 0 are left
 * out, and then it is owned. 0 = no memory; matrix_free() either way. */
int matrix_of_graph(matrix *to, const polity_graph *graph);

/* Each node twice, as it is acted on (v) and as it acts (nodes + v), and each arc a tie
 * between the one and the other: symmetric. Owned. 0 = no memory. */
int matrix_both_sides(matrix *to, const polity_graph *graph);

/* Rows and columns of some nodes alone, in their order. `number` holds -1 for every node,
 * and does so again afterwards. 0 = no memory; matrix_free() either way. */
int matrix_pick(matrix *to, const matrix *of, const int32_t *nodes, size_t n,
                int32_t *number);

void matrix_free(matrix *of);

/* Most bytes that a picked matrix takes. */
double matrix_bytes(const matrix *of);

/* A row times x. Four sums side by side, as each addition waits for the one before. */
static inline double matrix_row(const matrix *of, size_t v, const double *x)
{
    const int32_t *head = of->head + of->first[v];
    int64_t n = of->first[v + 1] - of->first[v], i = 0;
    double a = 0, b = 0, c = 0, d = 0;
    if (of->weight) {
        const double *weight = of->weight + of->first[v];
        for (; i + 4 <= n; i += 4) {
            a += weight[i] * x[head[i]];
            b += weight[i + 1] * x[head[i + 1]];
            c += weight[i + 2] * x[head[i + 2]];
            d += weight[i + 3] * x[head[i + 3]];
        }
        for (; i < n; i++)
            a += weight[i] * x[head[i]];
    } else {
        for (; i + 4 <= n; i += 4) {
            a += x[head[i]];
            b += x[head[i + 1]];
            c += x[head[i + 2]];
            d += x[head[i + 3]];
        }
        for (; i < n; i++)
            a += x[head[i]];
    }
    return (a + b) + (c + d);
}

#endif
