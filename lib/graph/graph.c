/* Graphs: birth, reading, counting references. */
#include "graph/graph.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "graph/engine.h"

polity_graph *graph_new(void)
{
    polity_graph *graph = memory_zeroed(1, sizeof *graph);
    if (graph) {
        atomic_init(&graph->references, 1);
        graph->parallel = "merge";
        graph->brokerage = "none";
    }
    return graph;
}

void graph_hold(const polity_graph *graph)
{
    atomic_fetch_add(&((polity_graph *)graph)->references, 1);
}

void polity_graph_free(polity_graph *graph)
{
    if (!graph || atomic_fetch_sub(&graph->references, 1) > 1)
        return;
    engine_free(graph->engine);
    memory_free(graph->weight_field);
    memory_free(graph->along);
    memory_free(graph->length_field);
    memory_free(graph->ids);
    map_free(&graph->find);
    arena_free(&graph->memory);
    graph_groups_free(graph);
    tie_names_free(atomic_load(&graph->tie_names));
    polity_view_free((polity_view *)graph->view);
    memory_free(graph);
}

int graph_own_ids(polity_graph *graph, size_t first, size_t n)
{
    graph->id_first = first;
    graph->ids = memory_array(n, sizeof *graph->ids);
    return graph->ids && map_reserve(&graph->find, n);
}

int graph_add_id(polity_graph *graph, const char *id)
{
    size_t n = strlen(id);
    char *copy = arena_text(&graph->memory, id, n);
    if (!copy || !map_put(&graph->find, copy, n, (uint32_t)graph->nodes))
        return 0;
    graph->ids[graph->nodes++ - graph->id_first] = copy;
    return 1;
}

/* --- from arrays ------------------------------------------------------------------ */

static polity_status take_ids(polity_graph *graph, size_t nodes, const char *const *ids,
                              polity_error *err)
{
    char number[24];
    if (nodes >= INT32_MAX)
        return error_set(err, POLITY_EARG, "nodes-too-many",
                         "%zu nodes are more than a graph can number", nodes);
    if (!graph_own_ids(graph, 0, nodes))
        return error_memory(err);
    for (size_t v = 0; v < nodes; v++) {
        const char *id = number;
        if (ids)
            id = ids[v];
        else
            snprintf(number, sizeof number, "%zu", v);
        if (!id || !*id)
            return error_set(err, POLITY_EARG, "id-empty", "node %zu has no id", v);
        if (map_find(&graph->find, id, strlen(id)) != MAP_ABSENT)
            return error_set(err, POLITY_EARG, "id-taken",
                             "the id \"%.80s\" is given twice", id);
        if (!graph_add_id(graph, id))
            return error_memory(err);
    }
    return POLITY_OK;
}

static polity_status take_arc(raw_tie *into, size_t i, size_t nodes, int32_t tail,
                              int32_t head, double weight, polity_error *err)
{
    if (tail < 0 || (size_t)tail >= nodes || head < 0 || (size_t)head >= nodes)
        return error_set(err, POLITY_EARG, "arc-end",
                         "arc %zu runs from node %ld to %ld: nodes are numbered from 0 "
                         "to %zu, not included",
                         i, (long)tail, (long)head, nodes);
    if (!(weight >= 0) || isinf(weight))
        return error_set(
            err, POLITY_EARG, "arc-weight",
            "the weight of arc %zu is %s: expected a finite number of 0 or more", i,
            weight < 0 ? "negative" : "not finite");
    into->source = tail;
    into->target = head;
    return POLITY_OK;
}

polity_status polity_graph_from_arcs(polity_graph **out, size_t nodes,
                                     const char *const *ids, size_t arcs,
                                     const int32_t *tail, const int32_t *head,
                                     const double *weight, int directed,
                                     polity_error *err)
{
    polity_status status = POLITY_OK;
    raw_tie *raw = NULL;
    polity_graph *graph = NULL;

    *out = NULL;
    if (arcs > INT32_MAX)
        return graph_too_large(arcs, err);
    raw = memory_large(arcs, sizeof *raw);
    graph = graph_new();
    if (!raw || !graph) {
        status = error_memory(err);
        goto out;
    }
    if (arcs && (!tail || !head)) {
        status = error_set(err, POLITY_EARG, "arc-end", "the arcs have no ends");
        goto out;
    }
    status = take_ids(graph, nodes, ids, err);
    for (size_t i = 0; i < arcs && !status; i++) {
        raw[i] = (raw_tie){.directed = directed != 0};
        status =
            take_arc(&raw[i], i, nodes, tail[i], head[i], weight ? weight[i] : 1, err);
    }
    if (!status && weight && !(graph->weight_field = memory_text("given", 5)))
        status = error_memory(err);
    if (!status)
        status = graph_fill(graph, &(raw_ties){raw, weight, NULL, arcs, NULL}, !directed,
                            0, weight != NULL, 0, err);
out:
    memory_free(raw);
    if (status)
        polity_graph_free(graph);
    else
        *out = graph;
    return status;
}

/* --- reading ---------------------------------------------------------------------- */

static polity_arcs arcs_of(const polity_graph *graph, const arc_rows *of)
{
    return (polity_arcs){graph->nodes, graph->arcs, of->first,
                         of->tie,      of->head,    of->weight};
}

polity_arcs polity_graph_out(const polity_graph *graph)
{
    return arcs_of(graph, &graph->out);
}

polity_arcs polity_graph_in(const polity_graph *graph)
{
    return arcs_of(graph, &graph->in);
}

tie_ends graph_tie_ends(const polity_graph *graph, size_t tie, size_t *cursor)
{
    int32_t other = graph->tie_other[tie];
    while ((size_t)graph->tie_first[*cursor + 1] <= tie)
        ++*cursor;
    return other < 0 ? (tie_ends){~other, (int32_t)*cursor}
                     : (tie_ends){(int32_t)*cursor, other};
}

void graph_tie_records(const polity_graph *graph, size_t tie, size_t *from, size_t *to)
{
    size_t low = 0, high = graph->several_count;
    while (low < high) { /* ties of several records before this one */
        size_t middle = (low + high) / 2;
        if ((size_t)graph->several[middle] < tie)
            low = middle + 1;
        else
            high = middle;
    }
    *from = *to = tie;
    if (graph->several_count) {
        *from += (size_t)graph->several_more[low];
        if (low < graph->several_count && (size_t)graph->several[low] == tie)
            low++;
        *to += (size_t)graph->several_more[low];
    }
    ++*to;
}

size_t polity_graph_ties(const polity_graph *graph) { return graph->ties; }

size_t polity_graph_nodes(const polity_graph *graph) { return graph->nodes; }

int polity_graph_directed(const polity_graph *graph) { return graph->directed; }

int64_t polity_graph_find(const polity_graph *graph, const char *id)
{
    size_t n = id ? strlen(id) : 0;
    uint32_t own = id ? map_find(&graph->find, id, n) : MAP_ABSENT;
    if (own != MAP_ABSENT)
        return own;
    if (!id || !graph->view)
        return -1;
    const polity_dataset *data = graph->view->dataset;
    symbol s = dataset_find(data, id, n);
    int64_t found = s ? dataset_node_at(data, s) : -1;
    return found < 0 ? -1 : graph->view->number[found];
}

const char *polity_graph_id(const polity_graph *graph, size_t at)
{
    if (at >= graph->nodes)
        return NULL;
    if (graph->view && at < graph->id_first) {
        const polity_dataset *data = graph->view->dataset;
        return dataset_text(data, dataset_node(data, (size_t)graph->view->nodes[at])->id);
    }
    return graph->ids[at - graph->id_first];
}
