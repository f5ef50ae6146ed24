/* What a graph says of itself: ids of nodes and ties in tables, facts, groups. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "graph/engine.h"
#include "graph/graph.h"

/* --- ties ------------------------------------------------------------------------- */

typedef struct tie_names {
    char *bytes;
    size_t first[]; /* where each tie's name begins */
} tie_names;

void tie_names_free(tie_names *names)
{
    if (names)
        memory_free(names->bytes);
    memory_free(names);
}

static void write_record(const polity_graph *graph, int32_t record, buffer *to)
{
    if (record < 0)
        view_act_name(graph->view, (size_t)~record, to);
    else
        view_tie_name(graph->view, (size_t)record, to);
}

static void write_tie(const polity_graph *graph, size_t tie, size_t *cursor, buffer *to)
{
    size_t from, end;
    if (!graph->edges) {
        tie_ends ends = graph_tie_ends(graph, tie, cursor);
        buffer_text(to, polity_graph_id(graph, (size_t)ends.source));
        buffer_char(to, graph->directed ? '>' : '-');
        buffer_text(to, polity_graph_id(graph, (size_t)ends.target));
        return;
    }
    graph_tie_records(graph, tie, &from, &end);
    for (size_t i = from; i < end; i++) {
        if (i > from)
            buffer_char(to, '+');
        write_record(graph, graph->edges[i], to);
    }
}

polity_status graph_name_ties(const polity_graph *graph, polity_error *err)
{
    polity_graph *owner =
        (polity_graph *)graph; /* a cache: what is seen does not change */
    tie_names *made = NULL, *none = NULL;
    buffer text = {0};
    if (atomic_load(&owner->tie_names))
        return POLITY_OK;
    made = memory_array(1, sizeof *made + graph->ties * sizeof *made->first);
    if (!made)
        return error_memory(err);
    buffer_char(&text, '\0');
    for (size_t i = 0, cursor = 0; i < graph->ties; i++) {
        made->first[i] = text.length;
        write_tie(graph, i, &cursor, &text);
        buffer_char(&text, '\0');
    }
    made->bytes = text.bytes;
    if (text.failed) {
        tie_names_free(made);
        return error_memory(err);
    }
    if (!atomic_compare_exchange_strong(&owner->tie_names, &none, made))
        tie_names_free(made);
    return POLITY_OK;
}

/* --- tables ----------------------------------------------------------------------- */

static const char *node_name(const void *owner, int64_t i)
{
    const char *id = polity_graph_id(owner, (size_t)i);
    return id ? id : "";
}

static const char *tie_name(const void *owner, int64_t i)
{
    const polity_graph *graph = owner;
    const tie_names *names = atomic_load(&((polity_graph *)graph)->tie_names);
    return names && i >= 0 && (size_t)i < graph->ties ? names->bytes + names->first[i]
                                                      : "";
}

static void hold(const void *owner) { graph_hold(owner); }

static void release(const void *owner) { polity_graph_free((polity_graph *)owner); }

table_names graph_names(const polity_graph *graph)
{
    return (table_names){graph, node_name, tie_name, hold, release};
}

static int network_fact(const polity_graph *graph, polity_table *table)
{
    buffer text = {0};
    int fine;
    buffer_text(&text, graph->directed ? "directed, " : "undirected, ");
    buffer_count(&text, graph->nodes, "nodes");
    buffer_text(&text, ", ");
    buffer_count(&text, graph->ties, "ties");
    buffer_text(&text, ", ");
    buffer_count(&text, graph->arcs, "arcs");
    fine = !text.failed && table_fact(table, "network", "%s", text.bytes);
    buffer_free(&text);
    return fine;
}

int graph_facts(const polity_graph *graph, polity_table *table)
{
    int fine = network_fact(graph, table);
    if (graph->along)
        fine = fine && table_fact(table, "along", "%s", graph->along);
    fine = fine && table_fact(table, "parallel", "%s", graph->parallel);
    if (graph->merged)
        fine = fine && table_fact(table, "ties_merged", "%zu", graph->merged);
    if (graph->loops)
        fine = fine && table_fact(table, "loops_dropped", "%zu", graph->loops);
    if (graph->weight_field)
        fine = fine && table_fact(table, "weight", "%s", graph->weight_field);
    if (graph->length_field)
        fine = fine && table_fact(table, "length", "%s", graph->length_field);
    if (strcmp(graph->brokerage, "none")) {
        fine = fine &&
               table_fact(table, "brokerage",
                          "%s: %zu acts made into ties%s%s; %zu ties of acts left out, a "
                          "party being absent or not selected",
                          graph->brokerage, graph->acts,
                          graph->weight_field ? ", of weight 1" : "",
                          graph->length_field ? ", of length 1" : "", graph->parties);
    }
    return fine && (!graph->view || view_facts(graph->view, table));
}

/* --- groups ----------------------------------------------------------------------- */

static void groups_clear(graph_groups *of)
{
    for (size_t i = 0; of->names && i < of->count; i++)
        memory_free(of->names[i]);
    memory_free(of->names);
    memory_free(of->group);
    memory_free(of->name);
    memset(of, 0, sizeof *of);
}

void graph_groups_free(polity_graph *graph)
{
    for (size_t i = 0; i < graph->group_count; i++)
        groups_clear(&graph->groups[i]);
    memory_free(graph->groups);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The names there are, each once, in order. */
static int name_groups(graph_groups *into, const char *const *groups, size_t nodes)
{
    const char **all = memory_array(nodes, sizeof *all);
    size_t n = 0;
    int fine = all != NULL;
    for (size_t v = 0; fine && v < nodes; v++)
        if (groups[v])
            all[n++] = groups[v];
    if (fine && n)
        qsort(all, n, sizeof *all, by_text);
    into->names = memory_zeroed(n, sizeof *into->names);
    fine = fine && into->names;
    for (size_t i = 0; fine && i < n; i++) {
        if (i && !strcmp(all[i - 1], all[i]))
            continue;
        into->names[into->count] = memory_text(all[i], strlen(all[i]));
        fine = into->names[into->count++] != NULL;
    }
    memory_free(all);
    return fine;
}

static int make_groups(graph_groups *into, const char *name, const char *const *groups,
                       size_t nodes)
{
    into->name = memory_text(name, strlen(name));
    into->group = memory_array(nodes, sizeof *into->group);
    if (!into->name || !into->group || !name_groups(into, groups, nodes))
        return 0;
    for (size_t v = 0; v < nodes; v++) {
        char **at = groups[v] ? bsearch(&groups[v], into->names, into->count,
                                        sizeof *into->names, by_text)
                              : NULL;
        into->group[v] = at ? (int32_t)(at - into->names) : -1;
    }
    return 1;
}

static graph_groups *find_groups(const polity_graph *graph, const char *name)
{
    for (size_t i = 0; i < graph->group_count; i++)
        if (!strcmp(graph->groups[i].name, name))
            return &graph->groups[i];
    return NULL;
}

polity_status polity_graph_group(polity_graph *graph, const char *name,
                                 const char *const *groups, polity_error *err)
{
    graph_groups made = {0}, *old;
    if (!name || !*name || (graph->nodes && !groups))
        return error_set(err, POLITY_EARG, "groups",
                         "groups of nodes need a name and a list");
    if (!make_groups(&made, name, groups, graph->nodes)) {
        groups_clear(&made);
        return error_memory(err);
    }
    old = find_groups(graph, name);
    if (old) {
        groups_clear(old);
        *old = made;
        return POLITY_OK;
    }
    if (!memory_grow((void **)&graph->groups, &graph->group_capacity,
                     graph->group_count + 1, sizeof *graph->groups)) {
        groups_clear(&made);
        return error_memory(err);
    }
    graph->groups[graph->group_count++] = made;
    return POLITY_OK;
}

/* A copy of what the program gave, in the shape that a view gives. */
static int copy_groups(const polity_graph *graph, const graph_groups *from,
                       view_groups *out)
{
    out->group = memory_array(graph->nodes, sizeof *out->group);
    out->why = memory_zeroed(graph->nodes, 1);
    out->names = memory_zeroed(from->count, sizeof *out->names);
    if (!out->group || !out->why || !out->names)
        return 0;
    for (size_t v = 0; v < graph->nodes; v++) {
        out->group[v] = from->group[v];
        out->why[v] = from->group[v] < 0 ? REASON_NO_GROUP : REASON_NONE;
    }
    for (; out->count < from->count; out->count++)
        if (!(out->names[out->count] =
                  memory_text(from->names[out->count], strlen(from->names[out->count]))))
            return 0;
    return 1;
}

/* Nodes that are brokerage acts are no nodes of the view. */
static int widen_groups(const polity_graph *graph, view_groups *out)
{
    size_t known = graph->view->node_count;
    int32_t *group = memory_resize(out->group, graph->nodes, sizeof *group);
    if (group)
        out->group = group;
    uint8_t *why = out->why ? memory_resize(out->why, graph->nodes, 1)
                            : memory_zeroed(graph->nodes, 1);
    if (why)
        out->why = why;
    if (!group || !why)
        return 0;
    for (size_t v = known; v < graph->nodes; v++) {
        group[v] = -1;
        why[v] = REASON_NO_GROUP;
    }
    return 1;
}

polity_status graph_group(const polity_graph *graph, const char *by, view_groups *out,
                          polity_error *err)
{
    const graph_groups *given = find_groups(graph, by);
    polity_status status = POLITY_OK;
    memset(out, 0, sizeof *out);
    if (given) {
        if (!copy_groups(graph, given, out))
            status = error_memory(err);
    } else if (graph->view) {
        status = view_group(graph->view, by, out, err);
        if (!status && graph->nodes > graph->view->node_count &&
            !widen_groups(graph, out))
            status = error_memory(err);
    } else {
        status = error_set(
            err, POLITY_EUNFIT, "groups-absent",
            "the network is from arrays and has no groups called \"%.60s\": give them "
            "with polity_graph_group()",
            by);
    }
    if (status) {
        view_groups_free(out);
        memset(out, 0, sizeof *out);
    }
    return status;
}
