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

static int by_number(const void *x, const void *y)
{
    int32_t a = *(const int32_t *)x, b = *(const int32_t *)y;
    return a < b ? -1 : a > b;
}

double waves_graph_bytes(const polity_graph *graph)
{
    return (double)graph->nodes * (4 * sizeof(int64_t) + sizeof(ranked)) +
           (double)graph->arcs * (graph->directed ? 2 : 1) * sizeof(int32_t);
}

/* Rows in the new numbers, each in ascending order: hubs first. */
static int renumber(const arc_rows *rows, size_t n, const int32_t *node,
                    const int32_t *number, int64_t **first, int32_t **head)
{
    *first = memory_array(n + 1, sizeof **first);
    *head = memory_array((size_t)rows->first[n], sizeof **head);
    if (!*first || !*head)
        return 0;
    (*first)[0] = 0;
    for (size_t i = 0; i < n; i++) {
        int64_t at = (*first)[i];
        for (int64_t a = rows->first[node[i]]; a < rows->first[node[i] + 1]; a++)
            (*head)[at++] = number[rows->head[a]];
        (*first)[i + 1] = at;
        qsort(*head + (*first)[i], (size_t)(at - (*first)[i]), sizeof **head, by_number);
    }
    return 1;
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
        int64_t at = to->first[v], key = 0;
        for (int i = 0; i < 2; i++, at++)
            key = key << 31 | (at < to->first[v + 1] ? to->head[at] : INT32_MAX);
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
    ranked *order = memory_array(n, sizeof *order);
    int32_t *number = memory_array(n, sizeof *number);
    int fine = 0;
    *to = (waves_graph){.nodes = n, .arcs = (size_t)along->first[n]};
    to->node = memory_array(n, sizeof *to->node);
    if (!order || !number || !to->node)
        goto out;
    for (size_t v = 0; v < n; v++)
        order[v] = (ranked){along->first[v + 1] - along->first[v] + back->first[v + 1] -
                                back->first[v],
                            (int32_t)v};
    qsort(order, n, sizeof *order, by_key);
    for (size_t i = 0; i < n; i++) {
        to->node[i] = order[i].node;
        number[order[i].node] = (int32_t)i;
    }
    if (!renumber(along, n, to->node, number, &to->first, &to->head))
        goto out;
    to->shared = along->first == back->first;
    if (to->shared) {
        to->first_back = to->first;
        to->head_back = to->head;
    } else if (!renumber(back, n, to->node, number, &to->first_back, &to->head_back)) {
        goto out;
    }
    fine = order_sources(to);
out:
    memory_free(order);
    memory_free(number);
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
