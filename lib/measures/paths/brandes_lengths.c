/* Shortest routes by length: a search from every source. */
#include "measures/paths/brandes.h"

#include <math.h>

#include "measures/paths/search.h"
#include "measures/strips.h"

/* The room of one thread. */
typedef struct lane {
    search search;
    double *behind; /* of each node: shares of routes that go on beyond it */
    double *found;  /* sums of this strip: one a node, or one an arc */
    int overflow;   /* more shortest routes than a double can count */
} lane;

typedef struct brandes_work {
    const polity_graph *graph;
    lane *lanes;
    size_t lane_count;
    const route_ends *ends;
    double *into; /* the whole */
    size_t size;  /* entries of it */
    int arcs;     /* it is about arcs */
} brandes_work;

/* Whether the arc v→w lies on a shortest route from the source. */
static int leads_on(const search *s, const arc_rows *along, int32_t v, int64_t arc)
{
    int32_t w = along->head[arc];
    double length = along->length ? along->length[arc] : 1;
    return s->place[w] > s->place[v] && s->distance[w] == s->distance[v] + length;
}

/* From the farthest node back to the source. */
static void accumulate(const brandes_work *w, lane *l)
{
    const arc_rows *along = &w->graph->out;
    const search *s = &l->search;
    const uint8_t *targets = w->ends->targets;
    for (size_t i = s->reached; i-- > 0;) {
        int32_t v = s->order[i];
        double sum = 0;
        if (!isfinite(s->routes[v]))
            l->overflow = 1;
        for (int64_t arc = along->first[v]; arc < along->first[v + 1]; arc++) {
            if (!leads_on(s, along, v, arc))
                continue;
            int32_t next = along->head[arc];
            double here = !targets || targets[next];
            double share = s->routes[v] / s->routes[next] * (here + l->behind[next]);
            if (w->arcs)
                l->found[arc] += share;
            sum += share;
        }
        l->behind[v] = sum;
        if (!w->arcs && i)
            l->found[v] += sum;
    }
}

static void work(void *user, size_t at, size_t from, size_t to)
{
    brandes_work *w = user;
    lane *l = &w->lanes[at];
    for (size_t v = from; v < to; v++) {
        if (w->ends->sources && !w->ends->sources[v])
            continue;
        search_from(&l->search, &w->graph->out, (int32_t)v);
        accumulate(w, l);
    }
}

static polity_status collect(void *user, size_t at, polity_error *err)
{
    brandes_work *w = user;
    lane *l = &w->lanes[at];
    if (l->overflow)
        return routes_too_many(err);
    for (size_t i = 0; i < w->size; i++) {
        w->into[i] += l->found[i];
        l->found[i] = 0;
    }
    return POLITY_OK;
}

static int make_lanes(brandes_work *w)
{
    w->lanes = memory_zeroed(w->lane_count, sizeof *w->lanes);
    for (size_t i = 0; w->lanes && i < w->lane_count; i++) {
        lane *l = &w->lanes[i];
        l->behind = memory_array(w->graph->nodes, sizeof *l->behind);
        l->found = memory_zeroed(w->size, sizeof *l->found);
        if (!l->behind || !l->found || !search_make(&l->search, w->graph, 1))
            return 0;
    }
    return w->lanes != NULL;
}

static void drop_lanes(brandes_work *w)
{
    for (size_t i = 0; w->lanes && i < w->lane_count; i++) {
        search_free(&w->lanes[i].search);
        memory_free(w->lanes[i].behind);
        memory_free(w->lanes[i].found);
    }
    memory_free(w->lanes);
}

polity_status brandes_lengths(const measure_call *call, const route_ends *ends,
                              double *nodes, double *arcs, polity_error *err)
{
    const polity_graph *g = call->graph;
    brandes_work w = {.graph = g,
                      .ends = ends,
                      .lane_count = strips_lanes(call),
                      .into = nodes ? nodes : arcs,
                      .size = nodes ? g->nodes : g->arcs,
                      .arcs = !nodes};
    strips of = {
        .what = "counting shortest routes", .user = &w, .work = work, .collect = collect};
    double a_lane = search_bytes(g, 1) + 8.0 * (double)(g->nodes + w.size);
    polity_status status =
        run_reserve(call->run, of.what, (double)w.lane_count * a_lane, err);
    if (!status && !make_lanes(&w))
        status = error_memory(err);
    if (!status)
        status = strips_run(call, &of, err);
    drop_lanes(&w);
    return status;
}
