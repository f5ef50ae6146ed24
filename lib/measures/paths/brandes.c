#include "measures/paths/brandes.h"

#include <string.h>

#include "measures/paths/brandes_batch.h"
#include "measures/paths/brandes_parts.h"
#include "measures/strips.h"

static const char doing[] = "counting shortest routes";

polity_status routes_too_many(polity_error *err)
{
    return error_set(
        err, POLITY_ELIMIT, "routes-too-many",
        "two nodes are joined by more shortest routes than can be counted (1.8e308)");
}

/* Lane 0 is on the calling thread, which alone may ask. */
static int go_on(void *user, size_t lane)
{
    route_counter *w = user;
    if (lane == 0 && !atomic_load(&w->status))
        atomic_store(&w->status, run_tick(w->call->run, doing, w->done, w->err));
    return !atomic_load(&w->status);
}

static void work(void *user, size_t lane, size_t from, size_t to)
{
    route_counter *w = user;
    if (lane == 0)
        w->done = (double)from / (double)w->columns;
    batch_run(&w->lanes[lane], w->source + from, to - from);
}

static polity_status state(const route_counter *w, const brandes_batch *of,
                           polity_error *err)
{
    if (of->failed == BATCH_STOPPED) /* go_on() has filled the error */
        return (polity_status)atomic_load(&w->status);
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

static void collect_watched(route_counter *w, const brandes_batch *of)
{
    size_t left = w->columns - w->column, n = left < BATCH_LANES ? left : BATCH_LANES;
    for (size_t row = 0; row < w->watched_rows; row++)
        memcpy(w->watched + row * w->columns + w->column, of->watched + row * BATCH_LANES,
               n * sizeof *w->watched);
    w->column += n;
}

static polity_status collect(void *user, size_t lane, polity_error *err)
{
    route_counter *w = user;
    brandes_batch *of = &w->lanes[lane];
    polity_status status = state(w, of, err);
    for (size_t i = 0; i < w->size && !status; i++) {
        w->into[i] += of->found[i];
        of->found[i] = 0;
    }
    if (!status && w->watch)
        collect_watched(w, of);
    return status;
}

/* What each thread may take beside what it is sure to need. */
static size_t room_left(const measure_call *call, double needed, size_t lanes)
{
    double left = (double)call->run->max_bytes - needed;
    return call->run->max_bytes ? (size_t)(left / (double)lanes) + 1 : 0;
}

static double bytes_needed(const measure_call *call, const route_counter *w)
{
    return brandes_graph_bytes(call->graph) + (double)w->size * sizeof *w->into +
           (double)w->lane_count * batch_bytes(&w->graph, w->size);
}

static polity_status make_lanes(const measure_call *call, route_counter *w,
                                polity_error *err)
{
    double needed = bytes_needed(call, w);
    polity_status status = run_reserve(call->run, doing, needed, err);
    if (status)
        return status;
    w->into = memory_zeroed(w->size, sizeof *w->into);
    w->lanes = memory_zeroed(w->lane_count, sizeof *w->lanes);
    for (size_t i = 0; w->lanes && i < w->lane_count; i++) {
        if (!batch_make(&w->lanes[i], &w->graph, w->size))
            return error_memory(err);
        w->lanes[i].most = room_left(call, needed, w->lane_count);
    }
    return w->lanes && w->into ? POLITY_OK : error_memory(err);
}

polity_status counter_make(route_counter *of, const measure_call *call,
                           const route_ends *ends, int arcs, polity_error *err)
{
    const polity_graph *g = call->graph;
    polity_status status;
    memset(of, 0, sizeof *of);
    of->lane_count = strips_lanes(call);
    status = run_reserve(call->run, doing, brandes_graph_bytes(g), err);
    if (!status)
        status = brandes_graph_make(&of->graph, g, ends, arcs, err);
    of->size = arcs ? g->arcs : of->graph.spots;
    if (!status)
        status = make_lanes(call, of, err);
    return status;
}

polity_status counter_watch(route_counter *of, const int32_t *watch, size_t rows,
                            polity_error *err)
{
    of->watch = watch;
    of->watched_rows = rows;
    for (size_t i = 0; i < of->lane_count; i++)
        if (!batch_watch(&of->lanes[i], watch, rows))
            return error_memory(err);
    return POLITY_OK;
}

static polity_status make_watched(route_counter *of, const measure_call *call,
                                  polity_error *err)
{
    double columns = (double)(of->columns + of->lane_count * BATCH_LANES);
    double rows = (double)of->watched_rows * sizeof *of->watched;
    polity_status status =
        run_reserve(call->run, doing, bytes_needed(call, of) + rows * columns, err);
    if (status)
        return status;
    memory_free(of->watched);
    of->watched = memory_zeroed(of->watched_rows * of->columns, sizeof *of->watched);
    return of->watched ? POLITY_OK : error_memory(err);
}

polity_status counter_run(route_counter *of, const measure_call *call,
                          const route_source *sources, size_t n, polity_error *err)
{
    strips cut = {.what = doing,
                  .user = of,
                  .size = BATCH_LANES,
                  .items = n,
                  .work = work,
                  .collect = collect};
    polity_status status = POLITY_OK;
    of->source = sources;
    of->columns = n;
    of->column = 0;
    of->call = call;
    of->err = err;
    atomic_store(&of->status, POLITY_OK);
    for (size_t i = 0; i < of->lane_count; i++) {
        of->lanes[i].go_on = go_on;
        of->lanes[i].user = of;
        of->lanes[i].lane = i;
    }
    if (of->watch)
        status = make_watched(of, call, err);
    return n && !status ? strips_run(call, &cut, err) : status;
}

void counter_free(route_counter *of)
{
    for (size_t i = 0; of->lanes && i < of->lane_count; i++)
        batch_free(&of->lanes[i]);
    memory_free(of->lanes);
    memory_free(of->into);
    memory_free(of->watched);
    brandes_graph_free(&of->graph);
}

static polity_status count_nodes(const route_part *of, double *nodes, polity_error *err)
{
    const polity_graph *g = of->call.graph;
    route_counter w;
    polity_status status = counter_make(&w, &of->call, &of->ends, 0, err);
    w.graph.once = part_counts_once(of);
    if (!status)
        status = counter_run(&w, &of->call, w.graph.source, w.graph.sources, err);
    for (size_t v = 0; !status && v < g->nodes; v++)
        nodes[of->node ? of->node[v] : (int32_t)v] += w.into[w.graph.spot[v]];
    counter_free(&w);
    return status;
}

static polity_status nodes_in_steps(const measure_call *call, const route_ends *ends,
                                    double *nodes, polity_error *err)
{
    route_parts parts;
    polity_status status = route_parts_make(&parts, call, ends, err);
    for (size_t i = 0; i < parts.count && !status; i++)
        status = count_nodes(&parts.part[i], nodes, err);
    route_parts_free(&parts);
    return status;
}

static polity_status arcs_in_steps(const measure_call *call, const route_ends *ends,
                                   double *arcs, polity_error *err)
{
    route_counter w;
    polity_status status = counter_make(&w, call, ends, 1, err);
    if (!status)
        status = counter_run(&w, call, w.graph.source, w.graph.sources, err);
    for (size_t i = 0; i < call->graph->arcs && !status; i++)
        arcs[i] += w.into[i];
    counter_free(&w);
    return status;
}

polity_status brandes(const measure_call *call, const route_ends *ends, double *nodes,
                      double *arcs, polity_error *err)
{
    if (call->graph->out.length)
        return brandes_lengths(call, ends, nodes, arcs, err);
    return nodes ? nodes_in_steps(call, ends, nodes, err)
                 : arcs_in_steps(call, ends, arcs, err);
}
