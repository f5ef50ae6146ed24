#include "measures/paths/brandes_parts.h"

#include <string.h>

#include "measures/components.h"

/* A node of the largest strong component; -1 = no memory. */
static int32_t find_core(const polity_graph *g)
{
    int32_t *part = memory_array(g->nodes, sizeof *part);
    int32_t *size = memory_zeroed(g->nodes, sizeof *size);
    int32_t core = -1;
    if (part && size && components_strong(g, part) >= 0) {
        core = 0;
        for (size_t v = 0; v < g->nodes; v++)
            size[part[v]]++;
        for (size_t v = 0; v < g->nodes; v++)
            if (size[part[v]] > size[part[core]])
                core = (int32_t)v;
    }
    memory_free(part);
    memory_free(size);
    return core;
}

/* Numbers what a node reaches, in the order of the nodes; all else gets -1. `room` holds
 * one entry a node. Returns how many. */
static size_t number_reached(const polity_graph *g, int32_t from, int32_t *number,
                             int32_t *room)
{
    size_t n = 0, count = 0;
    memset(number, -1, g->nodes * sizeof *number);
    number[from] = 0;
    room[n++] = from;
    for (size_t i = 0; i < n; i++)
        for (int64_t a = g->out.first[room[i]]; a < g->out.first[room[i] + 1]; a++)
            if (number[g->out.head[a]] < 0) {
                number[g->out.head[a]] = 0;
                room[n++] = g->out.head[a];
            }
    for (size_t v = 0; v < g->nodes; v++)
        if (!number[v])
            number[v] = (int32_t)count++;
    return count;
}

/* Rows of the closed part's nodes, in its own numbers. */
static int keep_rows(arc_rows *to, const arc_rows *rows, const route_parts *of,
                     const int32_t *number)
{
    size_t n = of->graph.nodes, arcs = 0;
    for (size_t i = 0; i < n; i++)
        arcs += (size_t)arcs_in_row(rows, (size_t)of->node[i]);
    to->first = memory_array(n + 1, sizeof *to->first);
    to->head = memory_array(arcs, sizeof *to->head);
    if (!to->first || !to->head)
        return 0;
    to->first[0] = 0;
    for (size_t i = 0; i < n; i++) {
        int64_t at = to->first[i], end = rows->first[of->node[i] + 1];
        for (int64_t a = rows->first[of->node[i]]; a < end; a++) {
            to->head[at] = number[rows->head[a]];
            at += number[rows->head[a]] >= 0;
        }
        to->first[i + 1] = at;
    }
    return 1;
}

/* Flags of the closed part's nodes. NULL stays NULL. 0 = no memory. */
static int keep_flags(uint8_t **to, const uint8_t *flags, const route_parts *of)
{
    if (!flags)
        return 1;
    *to = memory_array(of->graph.nodes, sizeof **to);
    for (size_t i = 0; *to && i < of->graph.nodes; i++)
        (*to)[i] = flags[of->node[i]];
    return *to != NULL;
}

static int cut(route_parts *of, const polity_graph *g, const route_ends *ends,
               const int32_t *number)
{
    of->node = memory_array(of->graph.nodes, sizeof *of->node);
    of->others = memory_array(g->nodes, sizeof *of->others);
    if (!of->node || !of->others)
        return 0;
    for (size_t v = 0; v < g->nodes; v++) {
        of->others[v] = number[v] < 0 && (!ends->sources || ends->sources[v]);
        if (number[v] >= 0)
            of->node[number[v]] = (int32_t)v;
    }
    of->graph.directed = 1;
    if (!keep_rows(&of->graph.out, &g->out, of, number) ||
        !keep_rows(&of->graph.in, &g->in, of, number) ||
        !keep_flags(&of->sources, ends->sources, of) ||
        !keep_flags(&of->targets, ends->targets, of))
        return 0;
    of->graph.arcs = (size_t)of->graph.out.first[of->graph.nodes];
    return 1;
}

static double parts_bytes(const polity_graph *g)
{
    return (double)g->nodes * (6 * sizeof(int32_t) + 2 * sizeof(int64_t) + 3) +
           (double)g->arcs * 2 * sizeof(int32_t);
}

polity_status route_parts_make(route_parts *of, const measure_call *call,
                               const route_ends *ends, polity_error *err)
{
    const polity_graph *g = call->graph;
    int32_t *number = NULL, *room = NULL, core;
    polity_status status;
    memset(of, 0, sizeof *of);
    of->part[of->count++] = (route_part){*call, *ends, NULL};
    if (!g->directed || !g->nodes)
        return POLITY_OK;
    status = run_reserve(call->run, "cutting the network", parts_bytes(g), err);
    if (status)
        return status;
    number = memory_array(g->nodes, sizeof *number);
    room = memory_array(g->nodes, sizeof *room);
    core = number && room ? find_core(g) : -1;
    if (core < 0) {
        status = error_memory(err);
        goto out;
    }
    of->graph.nodes = number_reached(g, core, number, room);
    if (of->graph.nodes == g->nodes || of->graph.nodes < g->nodes / 2)
        goto out;
    if (!cut(of, g, ends, number)) {
        status = error_memory(err);
        goto out;
    }
    of->run = *call->run;
    if (of->run.max_bytes) /* 0 would be any */
        of->run.max_bytes -= (size_t)parts_bytes(g) - 1;
    of->part[0].ends.sources = of->others;
    of->part[0].call.run = &of->run;
    of->part[of->count] = (route_part){*call, {of->sources, of->targets}, of->node};
    of->part[of->count].call.run = &of->run;
    of->part[of->count++].call.graph = &of->graph;
out:
    memory_free(number);
    memory_free(room);
    return status;
}

void route_parts_free(route_parts *of)
{
    memory_free(of->graph.out.first);
    memory_free(of->graph.out.head);
    memory_free(of->graph.in.first);
    memory_free(of->graph.in.head);
    memory_free(of->node);
    memory_free(of->sources);
    memory_free(of->targets);
    memory_free(of->others);
}
