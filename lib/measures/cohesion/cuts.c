#include "measures/cohesion/cuts.h"

typedef struct walker {
    const polity_graph *graph;
    const polity_run *run;
    cuts *into;
    int64_t *next; /* of each node: how many of its arcs were followed, out before in */
    int32_t met;
} walker;

enum { BETWEEN_TICKS = 65536 };

static polity_status tick(const walker *w, double done, polity_error *err)
{
    return run_tick(w->run, "looking for cuts", done / (double)w->into->nodes, err);
}

static int32_t meet(walker *w, int32_t v, int32_t parent, int64_t via)
{
    cuts *c = w->into;
    int32_t i = w->met++;
    c->number[v] = i;
    c->at[i] = v;
    c->parent[i] = parent;
    c->via[i] = via;
    c->low[i] = i;
    c->size[i] = 1;
    return i;
}

/* Follow the next arc of number i: to a new number; -1 = all are followed. */
static int32_t follow(walker *w, int32_t i)
{
    const polity_graph *g = w->graph;
    int32_t v = w->into->at[i];
    for (int way = 0; way <= g->directed; way++) {
        const arc_rows *along = way ? &g->in : &g->out;
        int64_t before = way ? arcs_in_row(&g->out, (size_t)v) : 0,
                n = arcs_in_row(along, (size_t)v);
        while (w->next[v] < before + n) {
            int64_t arc = along->first[v] + w->next[v]++ - before;
            int32_t other = along->head[arc];
            if (w->into->number[other] < 0)
                return meet(w, other, i, along->tie[arc]);
        }
    }
    return -1;
}

static polity_status walk(walker *w, polity_error *err)
{
    cuts *c = w->into;
    polity_status status = tick(w, 0, err);
    for (size_t v = 0; v < c->nodes; v++)
        c->number[v] = -1;
    for (size_t root = 0; root < c->nodes; root++) {
        if (c->number[root] >= 0)
            continue;
        int32_t i = meet(w, (int32_t)root, -1, -1);
        while (i >= 0 && !status) {
            int32_t to = follow(w, i);
            if (to >= 0 && to % BETWEEN_TICKS == 0)
                status = tick(w, 0.5 * to, err);
            i = to < 0 ? c->parent[i] : to;
        }
    }
    return status;
}

static int32_t lowest(const arc_rows *along, const cuts *c, size_t i)
{
    int32_t v = c->at[i], low = c->low[i];
    for (int64_t arc = along->first[v]; arc < along->first[v + 1]; arc++) {
        int32_t other = c->number[along->head[arc]];
        if (other < low && along->tie[arc] != c->via[i])
            low = other;
    }
    return low;
}

/* Numbers below i are higher, so going down each is finished before its parent. */
static polity_status sink(walker *w, polity_error *err)
{
    cuts *c = w->into;
    polity_status status = POLITY_OK;
    for (size_t i = c->nodes; i-- > 0 && !status;) {
        int32_t above = c->parent[i];
        c->low[i] = lowest(&w->graph->out, c, i);
        if (w->graph->directed)
            c->low[i] = lowest(&w->graph->in, c, i);
        if (above >= 0) {
            c->size[above] += c->size[i];
            if (c->low[i] < c->low[above])
                c->low[above] = c->low[i];
        }
        if (i % BETWEEN_TICKS == 0)
            status = tick(w, (double)c->nodes - 0.5 * (double)i, err);
    }
    return status;
}

polity_status cuts_make(cuts *of, const measure_call *call, polity_error *err)
{
    size_t n = call->graph->nodes;
    walker w = {.graph = call->graph, .run = call->run, .into = of};
    polity_status status;
    *of = (cuts){.nodes = n};
    status = run_reserve(call->run, "looking for cuts", 36.0 * (double)n, err);
    if (status)
        return status;
    of->number = memory_array(n, sizeof *of->number);
    of->at = memory_array(n, sizeof *of->at);
    of->parent = memory_array(n, sizeof *of->parent);
    of->via = memory_array(n, sizeof *of->via);
    of->low = memory_array(n, sizeof *of->low);
    of->size = memory_array(n, sizeof *of->size);
    w.next = memory_zeroed(n, sizeof *w.next);
    if (!of->number || !of->at || !of->parent || !of->via || !of->low || !of->size ||
        !w.next)
        status = error_memory(err);
    if (!status)
        status = walk(&w, err);
    if (!status)
        status = sink(&w, err);
    memory_free(w.next);
    return status;
}

void cuts_free(cuts *of)
{
    memory_free(of->number);
    memory_free(of->at);
    memory_free(of->parent);
    memory_free(of->via);
    memory_free(of->low);
    memory_free(of->size);
}
