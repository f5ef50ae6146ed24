#include "measures/paths/distance.h"

#include <string.h>

#include "measures/paths/search.h"
#include "measures/strips.h"

typedef struct pass_work {
    const polity_graph *graph;
    distances *into;
    uint64_t wanted;
    search *searches; /* one a lane */
    int64_t **counts; /* one a lane; NULL = not wanted */
    size_t lanes;
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

/* Add up over what a search reached, nearest first; breadth first whole levels at once.
 */
static void add_up(const search *s, const polity_graph *graph, distance_sums *into,
                   size_t v, int64_t *counts)
{
    double far = 0, near = 0;
    for (size_t i = 1, end; i < s->reached; i = end) {
        double distance = s->distance[s->order[i]];
        end = i + 1;
        if (!graph->out.length) {
            while (end < s->reached && s->distance[s->order[end]] == distance)
                end++;
            if (counts)
                counts[(size_t)distance] += (int64_t)(end - i);
        }
        far += (double)(end - i) * distance;
        near += (double)(end - i) / distance;
    }
    into->reached[v] = (int64_t)s->reached - 1;
    into->far[v] = far;
    into->near[v] = near;
    into->widest[v] = s->distance[s->order[s->reached - 1]];
}

static void work(void *user, size_t lane, size_t from, size_t to)
{
    pass_work *w = user;
    search *s = &w->searches[lane];
    for (size_t v = from; v < to; v++) {
        if (w->wanted & (DISTANCE_OUT | DISTANCE_COUNTS)) {
            search_from(s, &w->graph->out, (int32_t)v);
            add_up(s, w->graph, &w->into->out, v, w->counts ? w->counts[lane] : NULL);
        }
        if (w->wanted & DISTANCE_IN) {
            search_from(s, &w->graph->in, (int32_t)v);
            add_up(s, w->graph, &w->into->in, v, NULL);
        }
    }
}

static int make_lanes(pass_work *w)
{
    w->searches = memory_zeroed(w->lanes, sizeof *w->searches);
    if (!w->searches)
        return 0;
    for (size_t i = 0; i < w->lanes; i++)
        if (!search_make(&w->searches[i], w->graph, 0))
            return 0;
    if (!(w->wanted & DISTANCE_COUNTS))
        return 1;
    w->counts = memory_zeroed(w->lanes, sizeof *w->counts);
    for (size_t i = 0; w->counts && i < w->lanes; i++)
        if (!(w->counts[i] = memory_zeroed(w->graph->nodes + 1, sizeof **w->counts)))
            return 0;
    return w->counts != NULL;
}

static void drop_lanes(pass_work *w)
{
    for (size_t i = 0; i < w->lanes; i++) {
        if (w->searches)
            search_free(&w->searches[i]);
        if (w->counts)
            memory_free(w->counts[i]);
    }
    memory_free(w->searches);
    memory_free(w->counts);
}

/* Whole numbers: the sum does not depend on which lane counted what. */
static void join_counts(const pass_work *w, distances *into)
{
    for (size_t d = 0; d < into->steps; d++)
        for (size_t i = 0; i < w->lanes; i++)
            into->counts[d] += w->counts[i][d];
}

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
    strips of = {"measuring distances", &w, work, NULL};
    double n = (double)g->nodes;
    polity_status status;
    if (!g->directed && wanted & DISTANCE_IN)
        w.wanted = (wanted | DISTANCE_OUT) & ~(uint64_t)DISTANCE_IN;
    if (g->out.length)
        w.wanted &= ~(uint64_t)DISTANCE_COUNTS, w.wanted |= DISTANCE_OUT;
    status = run_reserve(call->run, of.what,
                         64 * n + (double)w.lanes * (search_bytes(g, 0) + 8 * n), err);
    if (!status && (!make_result(&w) || !make_lanes(&w)))
        status = error_memory(err);
    if (!status)
        status = strips_run(call, &of, err);
    if (!status && w.counts)
        join_counts(&w, w.into);
    drop_lanes(&w);
    if (status) {
        drop(w.into);
        w.into = NULL;
    }
    *pass = w.into;
    return status;
}

const measure_pass distance_pass = {"distances", make, drop};
