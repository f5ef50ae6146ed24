#include "measures/spectral/perron.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double tied = 1e-12;  /* values that differ by less, as a share, are one */
static const double bound = 1e-10; /* most that an equation may be off */

/* A strong component of more than a node. */
typedef struct candidate {
    double low, high; /* between which its value is */
    size_t part;
} candidate;

typedef struct finder {
    perron *of;
    parts in;
    candidate *candidates;
    size_t count;
    int32_t *number; /* -1 for every node, for matrix_pick() */
    uint8_t *fixed;  /* of each part: its x is found */
    uint8_t *leads;  /* of each part: it leads to one with the largest value */
    double *x;
} finder;

static int by_high(const void *x, const void *y)
{
    const candidate *a = x, *b = y;
    if (a->high != b->high)
        return a->high > b->high ? -1 : 1;
    return a->part < b->part ? -1 : a->part > b->part;
}

/* A value is between the least and the most that rows of the part add up to. */
static void list_candidates(finder *f)
{
    const matrix *m = f->of->of;
    for (size_t part = 0; part < f->in.count; part++) {
        candidate *made = &f->candidates[f->count];
        if (f->in.first[part + 1] - f->in.first[part] < 2)
            continue;
        *made = (candidate){INFINITY, 0, part};
        for (int32_t i = f->in.first[part]; i < f->in.first[part + 1]; i++) {
            size_t v = (size_t)f->in.node[i];
            double sum = 0;
            for (int64_t k = m->first[v]; k < m->first[v + 1]; k++)
                if (f->in.part[m->head[k]] == (int32_t)part)
                    sum += m->weight ? m->weight[k] : 1;
            made->low = fmin(made->low, sum);
            made->high = fmax(made->high, sum);
        }
        f->count++;
    }
    qsort(f->candidates, f->count, sizeof *f->candidates, by_high);
}

/* One component: its value, and its x with a largest of 1. */
static polity_status solve(finder *f, const candidate *one, double *value,
                           polity_error *err)
{
    const perron *p = f->of;
    const int32_t *nodes = f->in.node + f->in.first[one->part];
    size_t n = (size_t)(f->in.first[one->part + 1] - f->in.first[one->part]);
    double *x = memory_array(n, sizeof *x), most = 0;
    matrix picked = {0};
    polity_status status = x ? POLITY_OK : error_memory(err);
    if (!status && !matrix_pick(&picked, p->of, nodes, n, f->number))
        status = error_memory(err);
    if (!status)
        status = perron_part(p, &picked, x, value, err);
    for (size_t i = 0; i < n && !status; i++)
        most = fmax(most, x[i]);
    for (size_t i = 0; i < n && !status; i++)
        f->x[nodes[i]] = x[i] / most;
    matrix_free(&picked);
    memory_free(x);
    return status;
}

/* Values of components, highest bound first, as long as one may reach the largest. Marks
 * those that have it. */
static polity_status find_largest(finder *f, polity_error *err)
{
    double *values = memory_array(f->count, sizeof *values);
    double largest = 0;
    polity_status status = values ? POLITY_OK : error_memory(err);
    size_t tried = 0;
    for (; tried < f->count && !status; tried++) {
        const candidate *one = &f->candidates[tried];
        if (one->high < largest * (1 - tied))
            break;
        status = solve(f, one, &values[tried], err);
        largest = fmax(largest, values[tried]);
    }
    for (size_t i = 0; i < tried && !status; i++)
        if (values[i] >= largest * (1 - tied))
            f->fixed[f->candidates[i].part] = 1;
    f->of->value = largest;
    memory_free(values);
    return status;
}

/* Forget components that lead to another of the largest value. Rows name those that lead
 * to a part, and those have lower numbers. */
static void drop_leading(finder *f)
{
    const matrix *m = f->of->of;
    for (size_t part = f->in.count; part-- > 0;) {
        int is_on_way = f->fixed[part] || f->leads[part];
        if (f->leads[part])
            f->fixed[part] = 0;
        for (int32_t i = f->in.first[part]; is_on_way && i < f->in.first[part + 1]; i++) {
            size_t v = (size_t)f->in.node[i];
            for (int64_t k = m->first[v]; k < m->first[v + 1]; k++)
                if (f->in.part[m->head[k]] != (int32_t)part)
                    f->leads[f->in.part[m->head[k]]] = 1;
        }
    }
}

/* What the components found act on. */
static polity_status follow(finder *f, polity_error *err)
{
    const perron *p = f->of;
    spread s = {p->call, p->what, p->of, 0, NULL, 0, 1e-15};
    double *give = memory_array(p->of->nodes, sizeof *give);
    polity_status status = give ? POLITY_OK : error_memory(err);
    for (size_t v = 0; v < p->of->nodes && !status; v++)
        give[v] = 1 / p->value;
    s.give = give;
    if (!status)
        status = spread_by_order(&s, &f->in, f->fixed, f->x, err);
    memory_free(give);
    return status;
}

/* The largest becomes 1; and how far the equations are off. */
static polity_status finish(finder *f, polity_error *err)
{
    perron *p = f->of;
    double most = 0, off = 0;
    for (size_t v = 0; v < p->of->nodes; v++)
        most = fmax(most, f->x[v]);
    for (size_t v = 0; v < p->of->nodes; v++)
        f->x[v] /= most;
    for (size_t v = 0; v < p->of->nodes; v++)
        off = fmax(off, fabs(matrix_row(p->of, v, f->x) - p->value * f->x[v]));
    p->residual = off / p->value;
    if (p->residual <= bound)
        return POLITY_OK;
    return error_set(err, POLITY_ECONVERGE, "not-converged",
                     "the eigenvector did not converge: its equation is off by %g of the "
                     "eigenvalue",
                     p->residual);
}

static polity_status run_all(finder *f, polity_error *err)
{
    polity_status status = POLITY_OK;
    list_candidates(f);
    memset(f->number, -1, f->of->of->nodes * sizeof *f->number);
    if (f->count)
        status = find_largest(f, err);
    if (status || !f->count)
        return status;
    if (!f->of->symmetric)
        drop_leading(f);
    for (size_t v = 0; v < f->of->of->nodes; v++)
        if (!f->fixed[f->in.part[v]])
            f->x[v] = 0;
    if (!f->of->symmetric)
        status = follow(f, err);
    return status ? status : finish(f, err);
}

polity_status perron_find(perron *of, double *x, polity_error *err)
{
    size_t n = of->of->nodes;
    finder f = {.of = of, .x = x};
    polity_status status = run_reserve(of->call->run, of->what,
                                       perron_part_bytes(n) + matrix_bytes(of->of) +
                                           parts_bytes(n) + 46.0 * (double)n,
                                       err);
    of->value = of->residual = 0;
    if (status)
        return status;
    if (!parts_make(&f.in, of->of, of->symmetric)) {
        status = error_memory(err);
        goto out;
    }
    f.candidates = memory_array(f.in.count, sizeof *f.candidates);
    f.number = memory_array(n, sizeof *f.number);
    f.fixed = memory_zeroed(f.in.count, sizeof *f.fixed);
    f.leads = memory_zeroed(f.in.count, sizeof *f.leads);
    memset(x, 0, n * sizeof *x);
    if (f.candidates && f.number && f.fixed && f.leads)
        status = run_all(&f, err);
    else
        status = error_memory(err);
out:
    parts_free(&f.in);
    memory_free(f.candidates);
    memory_free(f.number);
    memory_free(f.fixed);
    memory_free(f.leads);
    return status;
}
