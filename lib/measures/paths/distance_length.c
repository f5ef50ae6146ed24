/* Distances by length: a search from every node. */
#include "measures/paths/distance.h"
#include "measures/paths/search.h"
#include "measures/strips.h"

typedef struct length_work {
    const polity_graph *graph;
    distances *into;
    uint64_t wanted;
    search *searches; /* one a lane */
} length_work;

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

static void work(void *user, size_t lane, size_t from, size_t to)
{
    length_work *w = user;
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

polity_status distances_by_length(const measure_call *call, distances *into,
                                  uint64_t wanted, polity_error *err)
{
    length_work w = {call->graph, into, wanted, NULL};
    strips of = {.what = "measuring distances", .user = &w, .work = work};
    size_t lanes = strips_lanes(call);
    polity_status status =
        run_reserve(call->run, of.what, (double)lanes * search_bytes(w.graph), err);
    if (status)
        return status;
    w.searches = memory_zeroed(lanes, sizeof *w.searches);
    if (!w.searches)
        return error_memory(err);
    for (size_t i = 0; i < lanes && !status; i++)
        if (!search_make(&w.searches[i], w.graph))
            status = error_memory(err);
    if (!status)
        status = strips_run(call, &of, err);
    for (size_t i = 0; i < lanes; i++)
        search_free(&w.searches[i]);
    memory_free(w.searches);
    return status;
}
