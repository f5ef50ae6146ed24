/* A graph for waves: equivalent nodes folded into one, then numbered anew. */
#include <stdlib.h>
#include <string.h>

#include "measures/equivalent.h"
#include "measures/numbering.h"
#include "measures/paths/waves.h"

double waves_graph_bytes(const polity_graph *graph)
{
    double ways = graph->directed ? 2 : 1;
    return (double)graph->nodes * (ways * 16 + 37) + (double)graph->arcs * ways * 8 +
           equivalent_bytes(graph);
}

/* --- folding ---------------------------------------------------------------------- */

/* Of the nodes that stand for classes, the arcs to each other. Classes are in the order
 * of those nodes, so that heads stay in order. */
static int fold_rows(arc_rows *to, const equivalent *classes, const arc_rows *rows,
                     size_t arcs)
{
    int64_t made = 0;
    *to = (arc_rows){.first = memory_array(classes->count + 1, sizeof *to->first),
                     .head = memory_array(arcs, sizeof *to->head)};
    if (!to->first || !to->head)
        return 0;
    for (size_t i = 0; i < classes->count; i++) {
        size_t v = (size_t)classes->first[i];
        to->first[i] = made;
        for (int64_t a = rows->first[v]; a < rows->first[v + 1]; a++) {
            int32_t other = classes->class[rows->head[a]];
            if ((size_t)other != i && classes->first[other] == rows->head[a])
                to->head[made++] = other;
        }
    }
    to->first[classes->count] = made;
    return 1;
}

/* Arcs of a graph in both ways. */
typedef struct both_rows {
    arc_rows along, back; /* of an undirected graph the same arrays */
} both_rows;

static int fold(both_rows *to, const equivalent *classes, const both_rows *from,
                size_t arcs)
{
    int shared = from->along.first == from->back.first;
    *to = (both_rows){0};
    if (!fold_rows(&to->along, classes, &from->along, arcs))
        return 0;
    if (!shared)
        return fold_rows(&to->back, classes, &from->back, arcs);
    to->back = to->along;
    return 1;
}

static void both_free(both_rows *of)
{
    if (of->back.first != of->along.first)
        numbering_rows_free(&of->back);
    numbering_rows_free(&of->along);
}

/* --- numbering -------------------------------------------------------------------- */

static int number_rows(waves_graph *to, const both_rows *rows, numbering *by)
{
    arc_rows along = {0}, back = {0};
    int fine;
    to->arcs = (size_t)rows->along.first[to->spots];
    if (!numbering_nearby(by, &rows->along, &rows->back, to->spots))
        return 0;
    fine = numbering_rows(&along, by, &rows->along, &rows->back, to->spots, 0) &&
           (to->shared ||
            numbering_rows(&back, by, &rows->back, &rows->along, to->spots, 0));
    to->first = along.first;
    to->head = along.head;
    to->first_back = to->shared ? along.first : back.first;
    to->head_back = to->shared ? along.head : back.head;
    return fine;
}

static int describe(waves_graph *to, const equivalent *classes, const numbering *by,
                    size_t nodes)
{
    to->members = memory_array(to->spots, sizeof *to->members);
    to->tied = memory_array(to->spots, sizeof *to->tied);
    to->spot = memory_array(nodes, sizeof *to->spot);
    if (!to->members || !to->tied || !to->spot)
        return 0;
    for (size_t i = 0; i < to->spots; i++) {
        to->members[i] = (uint32_t)classes->members[by->node[i]];
        to->tied[i] = classes->form[by->node[i]] == CLASS_TIED;
    }
    for (size_t v = 0; v < nodes; v++)
        to->spot[v] = by->number[classes->class[v]];
    return 1;
}

/* --- sources ---------------------------------------------------------------------- */

typedef struct ranked {
    int64_t key;
    uint32_t members;
    int32_t spot;
} ranked;

static int by_key(const void *x, const void *y)
{
    const ranked *a = x, *b = y;
    if (a->members != b->members)
        return a->members < b->members ? -1 : 1;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return a->spot < b->spot ? -1 : a->spot > b->spot;
}

/* Sources of like first neighbours are searched from together: their waves then mostly
 * are one. They stand for as many nodes, so that most batches count all alike. */
static int order_sources(waves_graph *to)
{
    ranked *sources = memory_array(to->spots, sizeof *sources);
    to->source = memory_array(to->spots, sizeof *to->source);
    if (!sources || !to->source) {
        memory_free(sources);
        return 0;
    }
    for (size_t v = 0; v < to->spots; v++) {
        int64_t at = to->first[v], end = to->first[v + 1], head, second;
        if (at == end && !to->tied[v])
            continue; /* it reaches nothing */
        head = at < end ? to->head[at] : INT32_MAX;
        second = at + 1 < end ? to->head[at + 1] : INT32_MAX;
        sources[to->sources++] =
            (ranked){head << 31 | second, to->members[v], (int32_t)v};
    }
    qsort(sources, to->sources, sizeof *sources, by_key);
    for (size_t i = 0; i < to->sources; i++)
        to->source[i] = sources[i].spot;
    memory_free(sources);
    return 1;
}

/* --- making ----------------------------------------------------------------------- */

int waves_graph_make(waves_graph *to, const polity_graph *graph, int turned)
{
    both_rows whole = {turned ? graph->in : graph->out, turned ? graph->out : graph->in};
    both_rows folded = {0};
    equivalent classes;
    numbering by = {0};
    int fine = equivalent_find(&classes, graph, NULL, 1);
    *to = (waves_graph){.spots = classes.count, .shared = !graph->directed};
    fine = fine && fold(&folded, &classes, &whole, graph->arcs) &&
           number_rows(to, &folded, &by) && describe(to, &classes, &by, graph->nodes) &&
           order_sources(to);
    both_free(&folded);
    numbering_free(&by);
    equivalent_free(&classes);
    return fine;
}

void waves_graph_free(waves_graph *of)
{
    memory_free(of->members);
    memory_free(of->tied);
    memory_free(of->spot);
    memory_free(of->source);
    memory_free(of->first);
    memory_free(of->head);
    if (!of->shared) {
        memory_free(of->first_back);
        memory_free(of->head_back);
    }
    memset(of, 0, sizeof *of);
}
