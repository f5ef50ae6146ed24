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

/* Rows in the new numbers. Heads are dealt out in order, from the rows the other way, so
 * that each row is in ascending order: hubs first. */
static int renumber(const arc_rows *rows, const arc_rows *other_way, size_t n,
                    const int32_t *node, const int32_t *number, int64_t **first,
                    int32_t **head)
{
    int64_t *at = memory_array(n + 1, sizeof *at), sum = 0;
    *first = at;
    *head = memory_array((size_t)rows->first[n], sizeof **head);
    if (!at || !*head)
        return 0;
    for (size_t i = 0; i < n; i++) { /* each a row late, and filled up to its end */
        at[i + 1] = sum;
        sum += arcs_in_row(rows, (size_t)node[i]);
    }
    at[0] = 0;
    for (size_t i = 0; i < n; i++) {
        int32_t v = node[i];
        for (int64_t a = other_way->first[v]; a < other_way->first[v + 1]; a++)
            (*head)[at[number[other_way->head[a]] + 1]++] = (int32_t)i;
    }
    return 1;
}

/* --- numbers of nodes ------------------------------------------------------------- */

enum { HUB = 64 }; /* arcs, more than which make a node one */

typedef struct order {
    const arc_rows *along, *back;
    int32_t *node;   /* in order, as far as it is known */
    int32_t *number; /* in that order; -1 = none yet */
    size_t count;
} order;

static int64_t arcs_at(const order *o, size_t v)
{
    return arcs_in_row(o->along, v) + arcs_in_row(o->back, v);
}

static void append(order *o, int32_t v)
{
    if (o->number[v] >= 0)
        return;
    o->number[v] = (int32_t)o->count;
    o->node[o->count++] = v;
}

static void append_row(order *o, const arc_rows *rows, int32_t v)
{
    for (int64_t a = rows->first[v]; a < rows->first[v + 1]; a++)
        append(o, rows->head[a]);
}

/* What hangs together without the hubs, breadth first from node number `from`. */
static void append_around(order *o, size_t from)
{
    for (size_t i = from; i < o->count; i++) {
        append_row(o, o->along, o->node[i]);
        append_row(o, o->back, o->node[i]);
    }
}

/* Hubs by their arcs; then what is around them, from the smallest, as the neighbours of a
 * small hub are neighbours of each other more often. */
static int order_nodes(order *o, size_t n)
{
    ranked *hubs = memory_array(n, sizeof *hubs);
    size_t count = 0, from;
    if (!hubs)
        return 0;
    for (size_t v = 0; v < n; v++) {
        o->number[v] = -1;
        if (arcs_at(o, v) > HUB)
            hubs[count++] = (ranked){arcs_at(o, v), (int32_t)v};
    }
    qsort(hubs, count, sizeof *hubs, by_key);
    for (size_t i = 0; i < count; i++)
        append(o, hubs[i].node);
    for (size_t i = count; i-- > 0;) {
        from = o->count;
        append_row(o, o->along, hubs[i].node);
        append_row(o, o->back, hubs[i].node);
        append_around(o, from);
    }
    for (size_t v = 0; v < n; v++) {
        from = o->count;
        append(o, (int32_t)v);
        append_around(o, from);
    }
    memory_free(hubs);
    return 1;
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
    order o = {.along = along, .back = back};
    int fine = 0;
    *to = (waves_graph){.nodes = n, .arcs = (size_t)along->first[n]};
    to->node = o.node = memory_array(n, sizeof *o.node);
    o.number = memory_array(n, sizeof *o.number);
    if (!o.node || !o.number || !order_nodes(&o, n) ||
        !renumber(along, back, n, o.node, o.number, &to->first, &to->head))
        goto out;
    to->shared = along->first == back->first;
    if (to->shared) {
        to->first_back = to->first;
        to->head_back = to->head;
    } else if (!renumber(back, along, n, o.node, o.number, &to->first_back,
                         &to->head_back)) {
        goto out;
    }
    fine = order_sources(to);
out:
    memory_free(o.number);
    return fine;
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
