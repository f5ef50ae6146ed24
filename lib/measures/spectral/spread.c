#include "measures/spectral/spread.h"

#include <math.h>

enum { MOST_ROUNDS = 100000, TICK_ARCS = 1 << 22 };

static polity_status not_converged(const spread *s, polity_error *err)
{
    return error_set(err, POLITY_ECONVERGE, "not-converged",
                     "%s did not converge in %d rounds: a smaller damping or alpha "
                     "needs fewer",
                     s->what, MOST_ROUNDS);
}

/* --- conjugate gradients ---------------------------------------------------------- */

/* In y = sqrt(give) z the equation is symmetric: y - S W S y = S from, S = sqrt(give). */
typedef struct gradients {
    const spread *of;
    double *root;         /* S */
    double *y, *left;     /* the solution so far, and how far its equations are off */
    double *way, *scaled; /* the direction of the step, and S times it */
    double *turned;       /* what the matrix makes of it */
} gradients;

static int gradients_make(gradients *g, size_t n)
{
    g->root = memory_array(n, sizeof *g->root);
    g->y = memory_zeroed(n, sizeof *g->y);
    g->left = memory_array(n, sizeof *g->left);
    g->way = memory_array(n, sizeof *g->way);
    g->scaled = memory_array(n, sizeof *g->scaled);
    g->turned = memory_array(n, sizeof *g->turned);
    return g->root && g->y && g->left && g->way && g->scaled && g->turned;
}

static void gradients_free(gradients *g)
{
    memory_free(g->root);
    memory_free(g->y);
    memory_free(g->left);
    memory_free(g->way);
    memory_free(g->scaled);
    memory_free(g->turned);
}

/* Start from 0; returns the square of what is left. */
static double begin(gradients *g)
{
    double square = 0;
    for (size_t v = 0; v < g->of->of->nodes; v++) {
        double give = g->of->give[v];
        g->root[v] = give > 0 ? sqrt(give) : 0;
        g->left[v] = g->way[v] = g->root[v] * g->of->from;
        g->scaled[v] = g->root[v] * g->way[v];
        square += g->left[v] * g->left[v];
    }
    return square;
}

/* Turn the direction by the matrix; returns their product. */
static double turn(gradients *g)
{
    double product = 0;
    for (size_t v = 0; v < g->of->of->nodes; v++) {
        g->turned[v] = g->way[v] - g->root[v] * matrix_row(g->of->of, v, g->scaled);
        product += g->way[v] * g->turned[v];
    }
    return product;
}

/* Go along it; returns the square of what is left, the sum of how far equations of z are
 * off, and the sum of z. */
static double go(gradients *g, double by, double *off, double *sum)
{
    double square = 0;
    *off = *sum = 0;
    for (size_t v = 0; v < g->of->of->nodes; v++) {
        g->y[v] += by * g->way[v];
        g->left[v] -= by * g->turned[v];
        square += g->left[v] * g->left[v];
        if (g->root[v] > 0) {
            *off += fabs(g->left[v]) / g->root[v];
            *sum += fabs(g->y[v]) / g->root[v];
        }
    }
    return square;
}

static polity_status iterate(gradients *g, double square, polity_error *err)
{
    const spread *s = g->of;
    double arcs = 0;
    for (int round = 0; square > 0; round++) {
        double off, sum, product = turn(g), next;
        polity_status status = POLITY_OK;
        if (round == MOST_ROUNDS || !(product > 0) || !isfinite(product))
            return not_converged(s, err);
        next = go(g, square / product, &off, &sum);
        if (off <= s->share * sum)
            return POLITY_OK;
        for (size_t v = 0; v < g->of->of->nodes; v++) {
            g->way[v] = g->left[v] + next / square * g->way[v];
            g->scaled[v] = g->root[v] * g->way[v];
        }
        square = next;
        arcs += (double)g->of->of->first[g->of->of->nodes];
        if (arcs >= TICK_ARCS) {
            status = run_tick(s->call->run, s->what, -1, err);
            arcs = 0;
        }
        if (status)
            return status;
    }
    return POLITY_OK;
}

static polity_status by_gradients(const spread *s, double *z, polity_error *err)
{
    size_t n = s->of->nodes;
    gradients g = {.of = s};
    polity_status status = run_reserve(s->call->run, s->what, 48.0 * (double)n, err);
    if (status)
        return status;
    status = gradients_make(&g, n) ? iterate(&g, begin(&g), err) : error_memory(err);
    for (size_t v = 0; v < n && !status; v++)
        z[v] = g.root[v] > 0 ? g.y[v] / g.root[v] : s->from;
    gradients_free(&g);
    return status;
}

/* --- by order --------------------------------------------------------------------- */

/* Give each node of a part what its equation says; returns how much that changes, and
 * the sum. */
static double sweep(const spread *s, const parts *in, size_t part, double *z,
                    double *given, double *sum)
{
    double changed = 0;
    *sum = 0;
    for (int32_t i = in->first[part]; i < in->first[part + 1]; i++) {
        size_t v = (size_t)in->node[i];
        double now = s->from + matrix_row(s->of, v, given);
        changed += fabs(now - z[v]);
        *sum += fabs(now);
        z[v] = now;
        given[v] = s->give[v] * now;
    }
    return changed;
}

/* What is left of the equations after a sweep is at most what it changed. */
static polity_status settle(const spread *s, const parts *in, size_t part, double *z,
                            double *given, double *arcs, polity_error *err)
{
    int single = in->first[part + 1] - in->first[part] == 1;
    for (int round = 0; round < MOST_ROUNDS; round++) {
        polity_status status = POLITY_OK;
        double sum, changed = sweep(s, in, part, z, given, &sum);
        if (single || changed <= s->share * sum)
            return POLITY_OK;
        if (!isfinite(changed))
            break;
        *arcs += 8.0 * (double)(in->first[part + 1] - in->first[part]);
        if (*arcs >= TICK_ARCS) {
            status = run_tick(s->call->run, s->what, -1, err);
            *arcs = 0;
        }
        if (status)
            return status;
    }
    return not_converged(s, err);
}

polity_status spread_by_order(const spread *s, const parts *in, const uint8_t *fixed,
                              double *z, polity_error *err)
{
    size_t n = s->of->nodes;
    double arcs = 0, *given;
    polity_status status = run_reserve(s->call->run, s->what, 8.0 * (double)n, err);
    if (status)
        return status;
    given = memory_array(n, sizeof *given);
    if (!given)
        return error_memory(err);
    for (size_t v = 0; v < n; v++) {
        if (!fixed || !fixed[in->part[v]])
            z[v] = s->from;
        given[v] = s->give[v] * z[v];
    }
    for (size_t part = 0; part < in->count && !status; part++)
        if (!fixed || !fixed[part])
            status = settle(s, in, part, z, given, &arcs, err);
    memory_free(given);
    return status;
}

polity_status spread_solve(const spread *s, double *z, polity_error *err)
{
    polity_status status;
    parts in;
    if (s->symmetric)
        return by_gradients(s, z, err);
    status = run_reserve(s->call->run, s->what, parts_bytes(s->of->nodes), err);
    if (status)
        return status;
    status = parts_make(&in, s->of, 0) ? spread_by_order(s, &in, NULL, z, err)
                                       : error_memory(err);
    parts_free(&in);
    return status;
}
