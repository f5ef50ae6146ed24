#include "query/ties.h"

#include <string.h>

#include "base/alloc.h"

static int is_directed(const polity_dataset *data, const edge *e)
{
    return data->vocabulary.kinds[e->kind].directed;
}

/* Count, or place, each end of each edge. */
static void each_end(const polity_dataset *data, uint32_t *first, uint32_t *edges,
                     int out)
{
    for (size_t i = 0; i < dataset_count(data, RECORD_EDGE); i++) {
        const edge *e = dataset_edge(data, i);
        int64_t near = dataset_node_at(data, out ? e->source : e->target);
        int64_t far = dataset_node_at(data, out ? e->target : e->source);
        if (near < 0 || far < 0)
            continue;
        for (int end = 0; end < (is_directed(data, e) ? 1 : 2); end++) {
            int64_t at = end ? far : near;
            if (edges)
                edges[first[at]++] = (uint32_t)i;
            else
                first[at + 1]++;
        }
    }
}

static int make_way(query_ties *to, int out)
{
    const polity_dataset *data = to->data;
    size_t nodes = dataset_count(data, RECORD_NODE);
    uint32_t *first = to->first[out] = memory_zeroed(nodes + 1, sizeof *first);
    if (!first)
        return 0;
    each_end(data, first, NULL, out);
    for (size_t v = 0; v < nodes; v++)
        first[v + 1] += first[v];
    to->edges[out] = memory_array(first[nodes], sizeof *to->edges[out]);
    if (!to->edges[out])
        return 0;
    each_end(data, first, to->edges[out], out);
    memmove(first + 1, first, nodes * sizeof *first);
    first[0] = 0;
    return 1;
}

int query_ties_make(query_ties *to, const polity_dataset *data)
{
    *to = (query_ties){.data = data};
    if (make_way(to, 0) && make_way(to, 1))
        return 1;
    query_ties_free(to);
    return 0;
}

void query_ties_free(query_ties *of)
{
    for (int way = 0; way < 2; way++) {
        memory_free(of->first[way]);
        memory_free(of->edges[way]);
    }
    *of = (query_ties){.data = NULL};
}

size_t query_ties_count(const query_ties *of, tie_label label, int out, int64_t node,
                        int64_t other, int dated, int32_t from, int32_t to)
{
    size_t count = 0;
    for (uint32_t i = of->first[out][node]; i < of->first[out][node + 1]; i++) {
        const edge *e = dataset_edge(of->data, of->edges[out][i]);
        int64_t source = dataset_node_at(of->data, e->source);
        int64_t target = dataset_node_at(of->data, e->target);
        const interval *const all[] = {&e->valid,
                                       &dataset_node(of->data, (size_t)source)->valid,
                                       &dataset_node(of->data, (size_t)target)->valid};
        size_t lives = of->data->vocabulary.kinds[e->kind].lineage ? 1 : 3;
        if (!tie_label_fits(of->data, label, e->kind) ||
            (other >= 0 && other != (source == node ? target : source)))
            continue;
        count += !dated || intervals_meet(all, lives, from, to) == DURING_YES;
    }
    return count;
}
