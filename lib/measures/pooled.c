#include "measures/pooled.h"

#include <string.h>

/* The next neighbour of a row and the strength of its arcs; -1 = the row is at its end.
 */
static int32_t peek(const arc_rows *of, int64_t at, int64_t end)
{
    return at < end ? of->head[at] : -1;
}

static double take(const arc_rows *of, int64_t *at, int64_t end, int32_t w)
{
    double sum = 0;
    for (; *at < end && of->head[*at] == w; ++*at)
        sum += of->weight ? of->weight[*at] : 1;
    return sum;
}

/* Merge the rows of v in both directions. */
static void pool_row(pooled *into, const polity_graph *g, size_t v)
{
    int64_t out = g->out.first[v], out_end = g->out.first[v + 1];
    int64_t in = g->directed ? g->in.first[v] : 0,
            in_end = g->directed ? g->in.first[v + 1] : 0;
    while (out < out_end || in < in_end) {
        int32_t a = peek(&g->out, out, out_end), b = peek(&g->in, in, in_end);
        int32_t w = b < 0 || (a >= 0 && a < b) ? a : b;
        double sum = take(&g->out, &out, out_end, w);
        into->head[into->entries] = w;
        into->strength[into->entries++] = sum + take(&g->in, &in, in_end, w);
    }
    into->first[v + 1] = (int64_t)into->entries;
}

/* As rows are visited in order, the entries v of the row of w come in order too. */
static void find_back(pooled *of, int64_t *next)
{
    memcpy(next, of->first, of->nodes * sizeof *next);
    for (size_t v = 0; v < of->nodes; v++)
        for (int64_t i = of->first[v]; i < of->first[v + 1]; i++)
            of->back[i] = next[of->head[i]]++;
}

polity_status pooled_make(pooled *of, const measure_call *call, polity_error *err)
{
    const polity_graph *g = call->graph;
    size_t most = g->directed ? 2 * g->arcs : g->arcs;
    int64_t *next = NULL;
    polity_status status;
    memset(of, 0, sizeof *of);
    status = run_reserve(call->run, "reading ties without direction",
                         20.0 * (double)most + 16.0 * (double)g->nodes, err);
    if (status)
        return status;
    of->nodes = g->nodes;
    of->first = memory_zeroed(g->nodes + 1, sizeof *of->first);
    of->head = memory_array(most, sizeof *of->head);
    of->strength = memory_array(most, sizeof *of->strength);
    of->back = memory_array(most, sizeof *of->back);
    next = memory_array(g->nodes, sizeof *next);
    if (!of->first || !of->head || !of->strength || !of->back || !next) {
        status = error_memory(err);
        goto out;
    }
    for (size_t v = 0; v < g->nodes; v++)
        pool_row(of, g, v);
    if (g->nodes)
        find_back(of, next);
out:
    memory_free(next);
    return status;
}

void pooled_free(pooled *of)
{
    memory_free(of->first);
    memory_free(of->head);
    memory_free(of->strength);
    memory_free(of->back);
}

/* --- triangles -------------------------------------------------------------------- */

/* From the node of smaller degree to that of larger, of equal degree by number: so each
 * triangle has one node that leads to both others, and no node leads to many. */
static int leads(const pooled *of, size_t v, size_t w)
{
    int64_t a = pooled_degree(of, v), b = pooled_degree(of, w);
    return a < b || (a == b && v < w);
}

/* Triangles whose lowest node is u; `mark[y]` is the entry of y in the row of u, -1 =
 * none. */
static void triangles_of(const pooled *of, size_t u, int64_t *mark, pooled_triangle *each,
                         void *user)
{
    for (int64_t i = of->first[u]; i < of->first[u + 1]; i++)
        if (leads(of, u, (size_t)of->head[i]))
            mark[of->head[i]] = i;
    for (int64_t i = of->first[u]; i < of->first[u + 1]; i++) {
        size_t w = (size_t)of->head[i];
        if (mark[w] < 0)
            continue;
        for (int64_t j = of->first[w]; j < of->first[w + 1]; j++)
            if (mark[of->head[j]] >= 0 && leads(of, w, (size_t)of->head[j]))
                each(user, i, mark[of->head[j]], j);
    }
    for (int64_t i = of->first[u]; i < of->first[u + 1]; i++)
        mark[of->head[i]] = -1;
}

polity_status pooled_triangles(const pooled *of, const measure_call *call,
                               pooled_triangle *each, void *user, polity_error *err)
{
    int64_t *mark = memory_array(of->nodes, sizeof *mark);
    polity_status status = mark ? POLITY_OK : error_memory(err);
    for (size_t v = 0; mark && v < of->nodes; v++)
        mark[v] = -1;
    for (size_t u = 0; u < of->nodes && !status; u++) {
        triangles_of(of, u, mark, each, user);
        if (u % 4096 == 0)
            status = run_tick(call->run, "counting triangles",
                              (double)u / (double)of->nodes, err);
    }
    memory_free(mark);
    return status;
}
