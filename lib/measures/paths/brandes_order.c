/* In which order sources are taken: those whose first neighbours, all hubs, are the same
 * are at the same distance from most spots, so lanes of a batch share work. */
#include <stdlib.h>

#include "measures/paths/brandes_graph.h"

enum { SIGNATURE = 6 }; /* neighbours that are compared */

typedef struct signed_source {
    int32_t head[SIGNATURE];
    route_source source;
} signed_source;

static int by_signature(const void *x, const void *y)
{
    const signed_source *a = x, *b = y;
    for (int i = 0; i < SIGNATURE; i++)
        if (a->head[i] != b->head[i])
            return a->head[i] < b->head[i] ? -1 : 1;
    return a->source.spot < b->source.spot ? -1 : a->source.spot > b->source.spot;
}

int brandes_order(brandes_graph *g)
{
    signed_source *order = memory_array(g->sources, sizeof *order);
    for (size_t i = 0; order && i < g->sources; i++) {
        int32_t spot = g->source[i].spot;
        int64_t at = g->first[spot];
        order[i].source = g->source[i];
        for (int k = 0; k < SIGNATURE; k++, at++)
            order[i].head[k] = at < g->first[spot + 1] ? g->head[at] : INT32_MAX;
    }
    if (!order)
        return 0;
    qsort(order, g->sources, sizeof *order, by_signature);
    for (size_t i = 0; i < g->sources; i++)
        g->source[i] = order[i].source;
    memory_free(order);
    return 1;
}
