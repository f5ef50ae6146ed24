/* Distances in steps: waves from 256 nodes at once. */
#include <stdatomic.h>

#include "measures/paths/distance.h"
#include "measures/paths/waves.h"
#include "measures/strips.h"

typedef struct steps_work {
    const measure_call *call;
    polity_error *err;
    uint64_t wanted;
    size_t lanes;
    waves_graph over;
    waves_aim aim;
    waves *waves;      /* one a lane */
    double done;       /* share of the sources that were searched from */
    atomic_int status; /* of the run, asked within a search */
} steps_work;

static const char WHAT[] = "measuring distances";

/* Lane 0 is on the calling thread, which alone may ask. */
static int go_on(void *user, size_t lane)
{
    steps_work *w = user;
    if (lane == 0 && !atomic_load(&w->status))
        atomic_store(&w->status, run_tick(w->call->run, WHAT, w->done, w->err));
    return !atomic_load(&w->status);
}

static void work(void *user, size_t lane, size_t from, size_t to)
{
    steps_work *w = user;
    if (lane == 0)
        w->done = (double)from / (double)w->over.sources;
    if (!atomic_load(&w->status))
        waves_run(&w->waves[lane], from, to);
}

static polity_status look(void *user, size_t lane, polity_error *err)
{
    steps_work *w = user;
    (void)lane;
    (void)err; /* go_on() has filled it */
    return (polity_status)atomic_load(&w->status);
}

/* --- results ---------------------------------------------------------------------- */

/* Whole numbers: the sums do not depend on which lane counted what. */
static step_sums of_all_lanes(const steps_work *w, size_t i)
{
    step_sums all = waves_sums(&w->waves[0], i);
    for (size_t lane = 1; lane < w->lanes; lane++) {
        step_sums more = waves_sums(&w->waves[lane], i);
        step_add_sums(&all, &more);
    }
    return all;
}

static void put_all(const steps_work *w, distance_sums *sent, distance_sums *met,
                    int64_t *counts)
{
    size_t n = w->call->graph->nodes, spots = w->over.spots;
    for (size_t v = 0; v < n; v++) {
        size_t spot = (size_t)w->over.spot[v];
        step_sums all = of_all_lanes(w, spot);
        distance_put(met, w->wanted, v, &all);
        if (w->aim.sent)
            distance_put(sent, w->wanted, v, &w->aim.sent[spot]);
    }
    for (size_t lane = 0; counts && lane < w->lanes; lane++)
        for (size_t d = 0; d <= spots && d <= n; d++)
            counts[d] += w->waves[lane].steps[d];
}

/* --- making ----------------------------------------------------------------------- */

static int make(steps_work *w, int turned)
{
    int directed = w->call->graph->directed;
    if (!waves_graph_make(&w->over, w->call->graph, turned))
        return 0;
    w->waves = memory_zeroed(w->lanes, sizeof *w->waves);
    for (size_t i = 0; w->waves && i < w->lanes; i++)
        if (!waves_make(&w->waves[i], &w->over, &w->aim, i))
            return 0;
    if (w->waves && directed)
        w->aim.sent = memory_zeroed(w->over.spots, sizeof *w->aim.sent);
    return w->waves && (w->aim.sent || !directed);
}

static polity_status reserve(const steps_work *w, polity_error *err)
{
    const polity_graph *g = w->call->graph;
    return run_reserve(w->call->run, WHAT,
                       waves_graph_bytes(g) + (double)w->lanes * waves_bytes(g->nodes) +
                           (double)g->nodes * g->directed * sizeof(step_sums),
                       err);
}

polity_status distances_in_steps(const measure_call *call, distances *into,
                                 uint64_t wanted, polity_error *err)
{
    steps_work w = {
        .call = call, .err = err, .wanted = wanted, .lanes = strips_lanes(call)};
    strips of = {
        .what = WHAT, .user = &w, .size = WAVE_SOURCES, .work = work, .collect = look};
    int turned = distances_turned(call->graph);
    polity_status status = reserve(&w, err);
    w.aim = (waves_aim){.within = measure_integer(call, "steps", 0),
                        .only_within = !(wanted & DISTANCE_SUMS),
                        .count_steps = (wanted & DISTANCE_COUNTS) != 0,
                        .go_on = go_on,
                        .user = &w};
    if (!status && !make(&w, turned))
        status = error_memory(err);
    of.items = w.over.sources;
    if (!status && of.items)
        status = strips_run(call, &of, err);
    if (!status)
        put_all(&w, turned ? &into->in : &into->out, turned ? &into->out : &into->in,
                into->counts);
    for (size_t i = 0; w.waves && i < w.lanes; i++)
        waves_free(&w.waves[i]);
    memory_free(w.waves);
    memory_free(w.aim.sent);
    waves_graph_free(&w.over);
    return status;
}
