/* Which node of one view is which of the other. */
#include <string.h>

#include "base/alloc.h"
#include "graph/diff.h"

/* The number in a view of the node of an id; -1 = none. */
static int32_t number_of(const polity_view *view, const char *id)
{
    symbol s = dataset_find(view->dataset, id, strlen(id));
    int64_t at = s ? dataset_node_at(view->dataset, s) : -1;
    return at < 0 ? -1 : view->number[at];
}

static const char *id_of(const polity_view *view, size_t v)
{
    return dataset_text(view->dataset,
                        dataset_node(view->dataset, (size_t)view->nodes[v])->id);
}

/* --- succession ------------------------------------------------------------------------
 */

/* Successors of every node of a data set, by its index. */
typedef struct heirs {
    const polity_dataset *data;
    uint32_t *first, *next_nodes;
    uint32_t *queue;
    uint32_t *seen; /* round in which a node was met */
    uint32_t round;
} heirs;

static uint16_t lineage_kind(const polity_dataset *data)
{
    return vocabulary_kind(&data->vocabulary, "predecessor_of", strlen("predecessor_of"));
}

static int heirs_make(heirs *to, const polity_dataset *data)
{
    size_t nodes = dataset_count(data, RECORD_NODE),
           edges = dataset_count(data, RECORD_EDGE);
    uint16_t kind = lineage_kind(data);
    to->data = data;
    to->first = memory_zeroed(nodes + 2, sizeof *to->first);
    to->next_nodes = memory_array(edges, sizeof *to->next_nodes);
    to->queue = memory_array(nodes, sizeof *to->queue);
    to->seen = memory_zeroed(nodes, sizeof *to->seen);
    if (!to->first || !to->next_nodes || !to->queue || !to->seen)
        return 0;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < edges; i++) {
            const edge *e = dataset_edge(data, i);
            int64_t source = dataset_node_at(data, e->source);
            int64_t target = dataset_node_at(data, e->target);
            if (e->kind != kind || source < 0 || target < 0)
                continue;
            if (pass)
                to->next_nodes[to->first[source + 1]++] = (uint32_t)target;
            else
                to->first[source + 2]++;
        }
        for (size_t v = 0; !pass && v < nodes; v++)
            to->first[v + 2] += to->first[v + 1];
    }
    return 1;
}

static void heirs_free(heirs *of)
{
    memory_free(of->first);
    memory_free(of->next_nodes);
    memory_free(of->queue);
    memory_free(of->seen);
}

/* Breadth first along successors, until nodes are met that the view has: they are the
 * heirs, in the order met, and are not gone beyond. `take` is called with the number of
 * each. */
static void each_heir(heirs *h, int64_t start, const polity_view *after,
                      void (*take)(comparison *c, int32_t from, int32_t heir),
                      comparison *c, int32_t from)
{
    size_t met = 0;
    h->round++;
    h->queue[met++] = (uint32_t)start;
    h->seen[start] = h->round;
    for (size_t i = 0; i < met; i++) {
        uint32_t v = h->queue[i];
        const char *id = dataset_text(h->data, dataset_node(h->data, v)->id);
        int32_t number = i ? number_of(after, id) : -1;
        if (number >= 0) {
            take(c, from, number);
            continue;
        }
        for (uint32_t k = h->first[v]; k < h->first[v + 1]; k++) {
            uint32_t next = h->next_nodes[k];
            if (h->seen[next] != h->round) {
                h->seen[next] = h->round;
                h->queue[met++] = next;
            }
        }
    }
}

/* The first heir that nobody else has, or else the first; one heir of several heirs comes
 * anew. */
static void take_heir(comparison *c, int32_t from, int32_t heir)
{
    if (c->continued[1][heir] || c->heir[1][heir] < 0) {
        c->continued[0][from] = 1;
        if (c->heir[0][from] < 0)
            c->heir[0][from] = heir;
        if (c->heir[1][heir] < 0) {
            c->heir[1][heir] = from;
            c->continued[1][heir] = 1;
        }
    }
}

static polity_status follow(comparison *c)
{
    heirs h = {0};
    polity_status status = POLITY_OK;
    /* The later data set knows successions that the earlier does not. */
    if (!heirs_make(&h, c->view[1]->dataset))
        status = error_memory(c->err);
    for (size_t v = 0; v < c->view[0]->node_count && !status; v++) {
        const char *id = id_of(c->view[0], v);
        symbol s = dataset_find(h.data, id, strlen(id));
        int64_t at = s ? dataset_node_at(h.data, s) : -1;
        if (c->heir[0][v] < 0 && at >= 0)
            each_heir(&h, at, c->view[1], take_heir, c, (int32_t)v);
    }
    heirs_free(&h);
    return status;
}

polity_status diff_pair(comparison *c)
{
    for (int side = 0; side < 2; side++) {
        size_t n = c->view[side]->node_count;
        c->heir[side] = memory_array(n, sizeof *c->heir[side]);
        c->continued[side] = memory_zeroed(n, 1);
        if (!c->heir[side] || !c->continued[side])
            return error_memory(c->err);
        for (size_t v = 0; v < n; v++)
            c->heir[side][v] = number_of(c->view[1 - side], id_of(c->view[side], v));
    }
    return c->follow ? follow(c) : POLITY_OK;
}
