#include "measures/paths/distance.h"

#include <string.h>

#include "measures/paths/search.h"
#include "measures/paths/waves.h"
#include "measures/strips.h"

typedef struct pass_work {
    const polity_graph *graph;
    distances *into;
    uint64_t wanted;
    size_t lanes;
    search *searches;       /* by length: one a lane */
    waves_graph waves_over; /* in steps */
    waves *waves;           /* … one a lane */
} pass_work;

static int sums_make(distance_sums *of, size_t n)
{
    of->reached = memory_zeroed(n, sizeof *of->reached);
    of->far = memory_zeroed(n, sizeof *of->far);
    of->near = memory_zeroed(n, sizeof *of->near);
    of->widest = memory_zeroed(n, sizeof *of->widest);
    return of->reached && of->far && of->near && of->widest;
}

static void sums_free(distance_sums *of)
{
    memory_free(of->reached);
    memory_free(of->far);
    memory_free(of->near);
    memory_free(of->widest);
}

static void drop(void *pass)
{
    distances *of = pass;
    if (!of)
        return;
    sums_free(&of->out);
    if (!of->shared)
        sums_free(&of->in);
    memory_free(of->counts);
    memory_free(of);
}

/* --- by length: a search from every node
 * -------------------------------------------------- */

/* Add up over what a search reached. */
static void add_up(const search *s, distance_sums *into, size_t v)
{
    double far = 0, near = 0, widest = 0;
    for (size_t i = 1; i < s->reached; i++) {
        double distance = s->distance[s->order[i]];
        far += distance;
        near += 1 / distance;
        widest = distance > widest ? distance : widest;
    }
    into->reached[v] = (int64_t)s->reached - 1;
    into->far[v] = far;
    into->near[v] = near;
    into->widest[v] = widest;
}

static void work_lengths(void *user, size_t lane, size_t from, size_t to)
{
    pass_work *w = user;
    search *s = &w->searches[lane];
    for (size_t v = from; v < to; v++) {
        if (w->wanted & DISTANCE_OUT) {
            search_from(s, &w->graph->out, (int32_t)v);
            add_up(s, &w->into->out, v);
        }
        if (w->wanted & DISTANCE_IN) {
            search_from(s, &w->graph->in, (int32_t)v);
            add_up(s, &w->into->in, v);
        }
    }
}

static polity_status by_length(const measure_call *call, pass_work *w, polity_error *err)
{
    strips of = {.what = "measuring distances", .user = w, .work = work_lengths};
    polity_status status = run_reserve(call->run, of.what,
                                       (double)w->lanes * search_bytes(w->graph), err);
    if (status)
        return status;
    w->searches = memory_zeroed(w->lanes, sizeof *w->searches);
    if (!w->searches)
        return error_memory(err);
    for (size_t i = 0; i < w->lanes && !status; i++)
        if (!search_make(&w->searches[i], w->graph))
            status = error_memory(err);
    if (!status)
        status = strips_run(call, &of, err);
    for (size_t i = 0; i < w->lanes; i++)
        search_free(&w->searches[i]);
    memory_free(w->searches);
    return status;
}

/* --- in steps: waves from 256 nodes at once
 * ----------------------------------------------- */

static void work_waves(void *user, size_t lane, size_t from, size_t to)
{
    pass_work *w = user;
    waves_run(&w->waves[lane], from, to);
}

/* Whole numbers: the sums do not depend on which lane counted what. */
static void join_waves(const pass_work *w, distance_sums *into, int64_t *counts)
{
    for (size_t i = 0; i < w->graph->nodes; i++) {
        wave_sums all = w->waves[0].sums[i];
        int32_t v = w->waves_over.by.node[i];
        for (size_t lane = 1; lane < w->lanes; lane++) {
            const wave_sums *more = &w->waves[lane].sums[i];
            all.near += more->near;
            all.reached += more->reached;
            all.far += more->far;
            all.widest = all.widest > more->widest ? all.widest : more->widest;
        }
        into->reached[v] = (int64_t)all.reached;
        into->far[v] = (double)all.far;
        into->near[v] = (double)all.near / 18446744073709551616.0;
        into->widest[v] = all.widest;
    }
    for (size_t lane = 0; counts && lane < w->lanes; lane++)
        for (size_t d = 0; d <= w->graph->nodes; d++)
            counts[d] += w->waves[lane].steps[d];
}

/* Waves along `along` are counted where they arrive: they give the distances to a node
 * from all, so that those from it come of waves against the arcs. */
static polity_status waves_along(const measure_call *call, pass_work *w,
                                 const arc_rows *along, const arc_rows *back,
                                 distance_sums *into, int64_t *counts, polity_error *err)
{
    strips of = {.what = "measuring distances",
                 .user = w,
                 .size = WAVE_SOURCES,
                 .work = work_waves};
    polity_status status = POLITY_OK;
    w->waves = memory_zeroed(w->lanes, sizeof *w->waves);
    if (!w->waves || !waves_graph_make(&w->waves_over, along, back, w->graph->nodes))
        status = error_memory(err);
    for (size_t i = 0; i < w->lanes && !status; i++)
        if (!waves_make(&w->waves[i], &w->waves_over, counts != NULL))
            status = error_memory(err);
    if (!status)
        status = strips_run(call, &of, err);
    if (!status)
        join_waves(w, into, counts);
    for (size_t i = 0; w->waves && i < w->lanes; i++)
        waves_free(&w->waves[i]);
    memory_free(w->waves);
    waves_graph_free(&w->waves_over);
    return status;
}

static polity_status in_steps(const measure_call *call, pass_work *w, polity_error *err)
{
    const polity_graph *g = w->graph;
    polity_status status =
        run_reserve(call->run, "measuring distances",
                    waves_graph_bytes(g) + (double)w->lanes * waves_bytes(g->nodes), err);
    if (!status && w->wanted & (DISTANCE_OUT | DISTANCE_COUNTS))
        status =
            waves_along(call, w, &g->in, &g->out, &w->into->out, w->into->counts, err);
    if (!status && w->wanted & DISTANCE_IN)
        status = waves_along(call, w, &g->out, &g->in, &w->into->in, NULL, err);
    return status;
}

/* --- the pass
 * ------------------------------------------------------------------------------ */

static int make_result(pass_work *w)
{
    distances *made = w->into = memory_zeroed(1, sizeof *made);
    size_t n = w->graph->nodes;
    if (!made || !sums_make(&made->out, n))
        return 0;
    if (!w->graph->directed) {
        made->in = made->out;
        made->shared = 1;
    } else if (!sums_make(&made->in, n)) {
        return 0;
    }
    if (w->wanted & DISTANCE_COUNTS) {
        made->steps = n + 1;
        made->counts = memory_zeroed(n + 1, sizeof *made->counts);
    }
    return made->counts || !(w->wanted & DISTANCE_COUNTS);
}

static polity_status make(const measure_call *call, uint64_t wanted, void **pass,
                          polity_error *err)
{
    const polity_graph *g = call->graph;
    pass_work w = {.graph = g, .wanted = wanted, .lanes = strips_lanes(call)};
    polity_status status;
    if (!g->directed && wanted & DISTANCE_IN)
        w.wanted = (wanted | DISTANCE_OUT) & ~(uint64_t)DISTANCE_IN;
    if (g->out.length)
        w.wanted &= ~(uint64_t)DISTANCE_COUNTS, w.wanted |= DISTANCE_OUT;
    status = run_reserve(call->run, "measuring distances", 64 * (double)g->nodes, err);
    if (!status && !make_result(&w))
        status = error_memory(err);
    if (!status)
        status = g->out.length ? by_length(call, &w, err) : in_steps(call, &w, err);
    if (status) {
        drop(w.into);
        w.into = NULL;
    }
    *pass = w.into;
    return status;
}

const measure_pass distance_pass = {"distances", make, drop};
