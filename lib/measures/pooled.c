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
        sum += take(&g->in, &in, in_end, w);
        if (into->strength)
            into->strength[into->entries] = sum;
        into->head[into->entries++] = w;
    }
    into->first[v + 1] = (int64_t)into->entries;
}

/* Whether the rows of the graph are those of its pairs. */
static int is_pooled(const polity_graph *g)
{
    return !g->directed && !strcmp(g->parallel, "merge");
}

int pooled_is_plain(const polity_graph *graph)
{
    return is_pooled(graph) && !graph->out.weight;
}

static polity_status pool(pooled *of, const measure_call *call, int strengths,
                          polity_error *err)
{
    const polity_graph *g = call->graph;
    size_t most = g->directed ? 2 * g->arcs : g->arcs;
    polity_status status = run_reserve(
        call->run, "reading ties without direction",
        (strengths ? 12.0 : 4.0) * (double)most + 8.0 * (double)g->nodes, err);
    if (status)
        return status;
    of->first = memory_zeroed(g->nodes + 1, sizeof *of->first);
    of->head = memory_array(most, sizeof *of->head);
    if (strengths)
        of->strength = memory_array(most, sizeof *of->strength);
    if (!of->first || !of->head || (strengths && !of->strength))
        return error_memory(err);
    for (size_t v = 0; v < g->nodes; v++)
        pool_row(of, g, v);
    return POLITY_OK;
}

polity_status pooled_make(pooled *of, const measure_call *call, polity_error *err)
{
    const polity_graph *g = call->graph;
    if (!is_pooled(g) || !g->out.weight) {
        *of = (pooled){.nodes = g->nodes};
        return pool(of, call, 1, err);
    }
    *of = (pooled){g->nodes, g->arcs, g->out.first, g->out.head, g->out.weight, g};
    return POLITY_OK;
}

polity_status pooled_pairs(pooled *of, const measure_call *call, polity_error *err)
{
    const polity_graph *g = call->graph;
    if (!is_pooled(g)) {
        *of = (pooled){.nodes = g->nodes};
        return pool(of, call, 0, err);
    }
    *of = (pooled){g->nodes, g->arcs, g->out.first, g->out.head, NULL, g};
    return POLITY_OK;
}

void pooled_free(pooled *of)
{
    if (of->lender)
        return;
    memory_free(of->first);
    memory_free(of->head);
    memory_free(of->strength);
}
