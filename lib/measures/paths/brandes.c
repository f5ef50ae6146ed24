#include "measures/paths/brandes.h"

#include "measures/paths/brandes_batch.h"
#include "measures/strips.h"

typedef struct steps_work {
    brandes_graph graph;
    brandes_batch *lanes;
    size_t lane_count;
    double *into; /* the whole: one a spot, or one an arc */
    size_t size;
} steps_work;

static const char doing[] = "counting shortest routes";

polity_status routes_too_many(polity_error *err)
{
    return error_set(
        err, POLITY_ELIMIT, "routes-too-many",
        "two nodes are joined by more shortest routes than can be counted (1.8e308)");
}

static void work(void *user, size_t lane, size_t from, size_t to)
{
    steps_work *w = user;
    batch_run(&w->lanes[lane], w->graph.source + from, to - from);
}

static polity_status state(const brandes_batch *of, polity_error *err)
{
    if (of->failed == BATCH_NO_MEMORY)
        return error_memory(err);
    if (of->failed == BATCH_OVERFLOW)
        return routes_too_many(err);
    if (of->failed)
        return error_set(err, POLITY_ELIMIT, "memory-limit",
                         "%s needs more than the %.0f MB that a thread may take", doing,
                         (double)of->most / 1e6);
    return POLITY_OK;
}

static polity_status collect(void *user, size_t lane, polity_error *err)
{
    steps_work *w = user;
    brandes_batch *of = &w->lanes[lane];
    polity_status status = state(of, err);
    for (size_t i = 0; i < w->size && !status; i++) {
        w->into[i] += of->found[i];
        of->found[i] = 0;
    }
    return status;
}

/* What each thread may take beside what it is sure to need. */
static size_t room_left(const measure_call *call, double needed, size_t lanes)
{
    double left = (double)call->run->max_bytes - needed;
    return call->run->max_bytes ? (size_t)(left / (double)lanes) + 1 : 0;
}

static polity_status make_lanes(const measure_call *call, steps_work *w,
                                polity_error *err)
{
    double needed = brandes_graph_bytes(call->graph) +
                    (double)w->lane_count * batch_bytes(&w->graph, w->size);
    polity_status status = run_reserve(call->run, doing, needed, err);
    if (status)
        return status;
    w->lanes = memory_zeroed(w->lane_count, sizeof *w->lanes);
    for (size_t i = 0; w->lanes && i < w->lane_count; i++) {
        if (!batch_make(&w->lanes[i], &w->graph, w->size, 0))
            return error_memory(err);
        w->lanes[i].most = room_left(call, needed, w->lane_count);
    }
    return w->lanes ? POLITY_OK : error_memory(err);
}

static polity_status in_steps(const measure_call *call, const route_ends *ends,
                              double *nodes, double *arcs, polity_error *err)
{
    const polity_graph *g = call->graph;
    steps_work w = {.lane_count = strips_lanes(call)};
    strips of = {
        .what = doing, .user = &w, .size = BATCH_LANES, .work = work, .collect = collect};
    polity_status status = run_reserve(call->run, doing, brandes_graph_bytes(g), err);
    if (!status)
        status = brandes_graph_make(&w.graph, g, ends, arcs != NULL, err);
    w.size = arcs ? g->arcs : w.graph.spots;
    if (!status)
        status = make_lanes(call, &w, err);
    w.into = arcs ? arcs : memory_zeroed(w.size, sizeof *w.into);
    if (!status && (!w.into || !brandes_order(&w.graph)))
        status = error_memory(err);
    of.count = w.graph.sources;
    if (!status && of.count)
        status = strips_run(call, &of, err);
    for (size_t v = 0; nodes && !status && v < g->nodes; v++)
        nodes[v] += w.into[w.graph.spot[v]];
    for (size_t i = 0; w.lanes && i < w.lane_count; i++)
        batch_free(&w.lanes[i]);
    memory_free(w.lanes);
    if (!arcs)
        memory_free(w.into);
    brandes_graph_free(&w.graph);
    return status;
}

polity_status brandes(const measure_call *call, const route_ends *ends, double *nodes,
                      double *arcs, polity_error *err)
{
    if (call->graph->out.length)
        return brandes_lengths(call, ends, nodes, arcs, err);
    return in_steps(call, ends, nodes, arcs, err);
}
