/* In which order spots are numbered, and taken as sources: first hubs, then the rest by
 * the lowest numbers of those that they lead to, so that those of one trust or one
 * cluster come together. They are at the same distance from most of the network, so lanes
 * of a batch share work; and what is read together lies together. */
#include <stdlib.h>

#include "measures/paths/brandes_graph.h"

enum {
    HUB = 40,      /* a hub is tied to one in so many */
    SIGNATURE = 6, /* numbers that are compared */
    ROUNDS = 3     /* the first by hubs alone, the next by what the one before gave */
};

typedef struct ranked {
    int64_t arcs;
    int32_t class;
} ranked;

typedef struct signed_class {
    int32_t heads[SIGNATURE]; /* ascending */
    int32_t class;
} signed_class;

static int by_arcs(const void *x, const void *y)
{
    const ranked *a = x, *b = y;
    if (a->arcs != b->arcs)
        return a->arcs > b->arcs ? -1 : 1;
    return a->class < b->class ? -1 : a->class > b->class;
}

static int by_signature(const void *x, const void *y)
{
    const signed_class *a = x, *b = y;
    for (int i = 0; i < SIGNATURE; i++)
        if (a->heads[i] != b->heads[i])
            return a->heads[i] < b->heads[i] ? -1 : 1;
    return a->class < b->class ? -1 : a->class > b->class;
}

/* Those of most arcs first. */
static int number_by_arcs(const polity_graph *graph, const equivalent *classes,
                          int32_t *number, size_t *hubs)
{
    size_t n = classes->count;
    ranked *order = memory_array(n, sizeof *order);
    if (!order)
        return 0;
    for (size_t i = 0; i < n; i++) {
        size_t v = (size_t)classes->first[i];
        order[i] = (ranked){arcs_in_row(&graph->out, v) + arcs_in_row(&graph->in, v),
                            (int32_t)i};
    }
    qsort(order, n, sizeof *order, by_arcs);
    for (size_t i = 0; i < n; i++)
        number[order[i].class] = (int32_t)i;
    for (*hubs = 0; *hubs < n && (size_t)order[*hubs].arcs * HUB >= n;)
        ++*hubs;
    memory_free(order);
    return 1;
}

/* The lowest numbers below a limit among classes that one leads to, each once. */
static void sign(const polity_graph *graph, const equivalent *classes,
                 const int32_t *number, int32_t below, signed_class *of)
{
    size_t v = (size_t)classes->first[of->class];
    int32_t *heads = of->heads;
    for (int i = 0; i < SIGNATURE; i++)
        heads[i] = INT32_MAX;
    for (int64_t a = graph->out.first[v]; a < graph->out.first[v + 1]; a++) {
        int32_t head = graph->out.head[a], class = classes->class[head];
        int32_t found = number[class];
        int at = SIGNATURE - 1;
        if (found >= below || found >= heads[at] || classes->first[class] != head)
            continue;
        for (; at > 0 && heads[at - 1] > found; at--)
            heads[at] = heads[at - 1];
        heads[at] = found;
    }
}

int brandes_order(const polity_graph *graph, const equivalent *classes, int32_t *number)
{
    size_t n = classes->count, hubs;
    signed_class *order = memory_array(n, sizeof *order);
    if (!order || !number_by_arcs(graph, classes, number, &hubs)) {
        memory_free(order);
        return 0;
    }
    for (int round = 0; round < ROUNDS; round++) {
        size_t count = 0;
        for (size_t i = 0; i < n; i++)
            if ((size_t)number[i] >= hubs) {
                order[count].class = (int32_t)i;
                sign(graph, classes, number, (int32_t)(round ? n : hubs),
                     &order[count++]);
            }
        qsort(order, count, sizeof *order, by_signature);
        for (size_t i = 0; i < count; i++)
            number[order[i].class] = (int32_t)(hubs + i);
    }
    memory_free(order);
    return 1;
}
