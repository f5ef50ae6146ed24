/* A graph numbered anew for waves. */
#include <stdlib.h>
#include <string.h>

#include "measures/numbering.h"
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
 * are one. A node that no arc leads from reaches nothing. */
static int order_sources(waves_graph *to)
{
    ranked *sources = memory_array(to->nodes, sizeof *sources);
    to->source = memory_array(to->nodes, sizeof *to->source);
    if (!sources || !to->source) {
        memory_free(sources);
        return 0;
    }
    for (size_t v = 0; v < to->nodes; v++) {
        int64_t at = to->first[v], end = to->first[v + 1], second;
        if (at == end)
            continue;
        second = at + 1 < end ? to->head[at + 1] : INT32_MAX;
        sources[to->sources++] =
            (ranked){-((int64_t)to->head[at] << 31 | second), (int32_t)v};
    }
    qsort(sources, to->sources, sizeof *sources, by_key);
    for (size_t i = 0; i < to->sources; i++)
        to->source[i] = sources[i].node;
    memory_free(sources);
    return 1;
}

int waves_graph_make(waves_graph *to, const arc_rows *along, const arc_rows *back,
                     size_t n)
{
    arc_rows rows = {0}, rows_back = {0};
    numbering by;
    int fine;
    *to = (waves_graph){.nodes = n, .arcs = (size_t)along->first[n]};
    to->shared = along->first == back->first;
    if (!numbering_nearby(&by, along, back, n))
        return 0;
    fine = numbering_rows(&rows, &by, along, back, n, 0) &&
           (to->shared || numbering_rows(&rows_back, &by, back, along, n, 0));
    to->node = by.node;
    to->first = rows.first;
    to->head = rows.head;
    to->first_back = to->shared ? rows.first : rows_back.first;
    to->head_back = to->shared ? rows.head : rows_back.head;
    memory_free(by.number);
    return fine && order_sources(to);
}

void waves_graph_free(waves_graph *of)
{
    memory_free(of->node);
    memory_free(of->source);
    memory_free(of->first);
    memory_free(of->head);
    if (!of->shared) {
        memory_free(of->first_back);
        memory_free(of->head_back);
    }
    memset(of, 0, sizeof *of);
}
