/* Arnoldi's iteration for the Perron vector of one strong component. Arnoldi 1951; of a
 * symmetric matrix it is Lanczos's, 1950. */
#include <math.h>
#include <string.h>

#include "measures/spectral/dense.h"
#include "measures/spectral/perron.h"

enum { MOST_PRODUCTS = 100000, TICK_ARCS = 1 << 22, LOOK = 4 };

/* How far the vector may be off its equation: of the eigenvalue; and what is taken if no
 * round makes it better. */
static const double wanted = 3e-15, enough = 1e-12;

typedef struct arnoldi {
    const perron *of;
    const matrix *part;
    double *basis[DENSE + 1]; /* each as long as the part has nodes */
    double *room;
    dense small; /* what the matrix is on the basis */
    size_t products;
    double arcs;
} arnoldi;

double perron_part_bytes(size_t nodes) { return 8.0 * (DENSE + 1) * (double)nodes; }

static double dot(const double *x, const double *y, size_t n)
{
    double a = 0, b = 0;
    size_t i = 0;
    for (; i + 2 <= n; i += 2) {
        a += x[i] * y[i];
        b += x[i + 1] * y[i + 1];
    }
    if (i < n)
        a += x[i] * y[i];
    return a + b;
}

static void scale(double *x, double by, size_t n)
{
    for (size_t i = 0; i < n; i++)
        x[i] *= by;
}

/* Take from the vector after k what it has of those from `from` to k; returns what is
 * left of its length. */
static double straighten(arnoldi *a, size_t from, size_t k)
{
    size_t n = a->part->nodes;
    double *next = a->basis[k + 1];
    for (size_t j = from; j <= k; j++) {
        const double *with = a->basis[j];
        double part = dot(with, next, n);
        a->small.at[j][k] += part;
        for (size_t v = 0; v < n; v++)
            next[v] -= part * with[v];
    }
    return sqrt(dot(next, next, n));
}

/* One more vector of the basis, at right angles to those before it; returns how long it
 * was: 0 = it lies among them. */
static double extend(arnoldi *a, size_t k)
{
    const matrix *m = a->part;
    double *next = a->basis[k + 1], before, size;
    for (size_t v = 0; v < m->nodes; v++)
        next[v] = matrix_row(m, v, a->basis[k]);
    before = sqrt(dot(next, next, m->nodes));
    size = straighten(a, a->of->symmetric && k > 0 ? k - 1 : 0, k);
    if (size < before / 100) { /* most of it was taken, and rounding weighs */
        double again = straighten(a, 0, k);
        size = again < size / 2 ? 0 : again;
    }
    if (size > 0)
        scale(next, 1 / size, m->nodes);
    if (k + 1 < DENSE)
        a->small.at[k + 1][k] = size;
    return size;
}

/* The vector that weights of the basis stand for, in the first's place. */
static void combine(arnoldi *a, const double *weight, size_t k)
{
    size_t n = a->part->nodes;
    double *x = a->basis[0], size;
    for (size_t v = 0; v < n; v++) {
        double sum = 0;
        for (size_t j = 0; j < k; j++)
            sum += weight[j] * a->basis[j][v];
        x[v] = fabs(sum); /* all of one sign, but for rounding */
    }
    size = sqrt(dot(x, x, n));
    scale(x, 1 / size, n);
}

/* A basis from its first vector, until the eigenvector lies in it or it is full. Returns
 * how far the vector is off, as a share of its value. */
static double round_of(arnoldi *a, double *value)
{
    size_t most = a->part->nodes < DENSE ? a->part->nodes : DENSE, k = 0;
    double weight[DENSE], off = INFINITY;
    memset(&a->small, 0, sizeof a->small);
    while (off > wanted && k < most) {
        double size = extend(a, k++);
        int ends = k == most || !(size > 0);
        if (k % LOOK && !ends)
            continue;
        *value = dense_rightmost(&a->small, k, weight);
        off = *value > 0 ? size * fabs(weight[k - 1]) / *value : INFINITY;
        if (ends)
            break;
    }
    a->products += k;
    a->arcs += (double)k * (double)a->part->first[a->part->nodes];
    combine(a, weight, k);
    return off;
}

static polity_status iterate(arnoldi *a, double *value, polity_error *err)
{
    double best = INFINITY;
    int idle = 0; /* rounds that made it no better */
    while (a->products < MOST_PRODUCTS) {
        double off = round_of(a, value);
        idle = off < best / 2 ? 0 : idle + 1;
        best = fmin(best, off);
        if (off <= wanted || (off <= enough && idle > 1))
            return POLITY_OK;
        if (a->arcs >= TICK_ARCS) {
            polity_status status = run_tick(a->of->call->run, a->of->what, -1, err);
            if (status)
                return status;
            a->arcs = 0;
        }
    }
    return error_set(err, POLITY_ECONVERGE, "not-converged",
                     "the eigenvector did not converge: after %d rounds its equation is "
                     "off by %g of the eigenvalue",
                     MOST_PRODUCTS, best);
}

polity_status perron_part(const perron *of, const matrix *part, double *x, double *value,
                          polity_error *err)
{
    size_t n = part->nodes, most = n < DENSE ? n : DENSE;
    arnoldi a = {.of = of, .part = part};
    polity_status status;
    a.room = memory_array(n * (most + 1), sizeof *a.room);
    if (!a.room)
        return error_memory(err);
    for (size_t j = 0; j <= most; j++)
        a.basis[j] = a.room + j * n;
    for (size_t v = 0; v < n; v++) { /* nodes that many act on are near what is sought */
        double sum = part->weight ? 0 : (double)(part->first[v + 1] - part->first[v]);
        for (int64_t i = part->first[v]; part->weight && i < part->first[v + 1]; i++)
            sum += part->weight[i];
        a.basis[0][v] = sqrt(sum);
    }
    scale(a.basis[0], 1 / sqrt(dot(a.basis[0], a.basis[0], n)), n);
    status = iterate(&a, value, err);
    if (!status)
        memcpy(x, a.basis[0], n * sizeof *x);
    memory_free(a.room);
    return status;
}
