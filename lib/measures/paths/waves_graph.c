/* A graph numbered anew for waves. */
#include <stdlib.h>
#include <string.h>

#include "measures/paths/waves.h"

typedef struct ranked {
    int64_t key;
    int32_t node;
} ranked;

static int by_key(const void *x, const void *y)
{
    const ranked *a = x, *b = y;
    if (a->key != b->key)
        return a->key > b->key ? -1 : 1;
    return a->node < b->node ? -1 : a->node > b->node;
}

double waves_graph_bytes(const polity_graph *graph)
{
    return (double)graph->nodes * (4 * sizeof(int64_t) + sizeof(ranked)) +
           (double)graph->arcs * (graph->directed ? 2 : 1) * sizeof(int32_t);
}

/* Sources of like first neighbours are searched from together: their waves then mostly
 * are one. */
static int order_sources(waves_graph *to)
{
    size_t n = to->nodes;
    ranked *order = memory_array(n, sizeof *order);
    to->source = memory_array(n, sizeof *to->source);
    if (!order || !to->source) {
        memory_free(order);
        return 0;
    }
    for (size_t v = 0; v < n; v++) {
        int64_t at = to->along.first[v], key = 0;
        for (int i = 0; i < 2; i++, at++)
            key = key << 31 |
                  (at < to->along.first[v + 1] ? to->along.head[at] : INT32_MAX);
        order[v] = (ranked){-key, (int32_t)v};
    }
    qsort(order, n, sizeof *order, by_key);
    for (size_t i = 0; i < n; i++)
        to->source[i] = order[i].node;
    memory_free(order);
    return 1;
}

int waves_graph_make(waves_graph *to, const arc_rows *along, const arc_rows *back,
                     size_t n)
{
    *to = (waves_graph){.nodes = n,
                        .arcs = (size_t)along->first[n],
                        .shared = along->first == back->first};
    if (!numbering_by_arcs(&to->by, along, back, n) ||
        !numbering_rows(&to->along, &to->by, along, back, n, 0) ||
        (!to->shared && !numbering_rows(&to->back, &to->by, back, along, n, 0)))
        return 0;
    if (to->shared)
        to->back = to->along;
    return order_sources(to);
}

void waves_graph_free(waves_graph *of)
{
    numbering_free(&of->by);
    memory_free(of->source);
    numbering_rows_free(&of->along);
    if (!of->shared)
        numbering_rows_free(&of->back);
    memset(of, 0, sizeof *of);
}
