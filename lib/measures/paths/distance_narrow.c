/* Distances in steps where most nodes reach few others, as along steering: a search from
 * each by itself, over the network as it is. */
#include "measures/paths/distance.h"
#include "measures/paths/step_sums.h"
#include "measures/strips.h"

enum {
    FEW = 8, /* looks at each arc and node, over all searches, that the sample may
                foresee: up to there this is quicker than waves, whatever those share.
                Twice as many are made before it is given up, as samples err */
    SAMPLE = 64,
    LOOK = 1024, /* arcs of a search of the sample, at most */
};

static const char WHAT[] = "measuring distances";

/* Room of one thread. */
typedef struct narrow_lane {
    uint32_t *mark; /* of each node: the last search that came to it */
    uint32_t search;
    int32_t *queue;  /* and one entry of room */
    step_sums *sums; /* by node that is reached; NULL = not wanted */
    int64_t *steps;  /* pairs by number of steps; NULL = not wanted */
    double looks;    /* arcs looked at since they were collected */
} narrow_lane;

typedef struct narrow_work {
    const arc_rows *along;
    size_t nodes, lanes;
    int64_t within;
    uint64_t wanted;
    distance_sums *sent, *met;
    narrow_lane *lane;
    double looks, most; /* arcs looked at; after so many it is left to waves */
} narrow_work;

/* --- a search --------------------------------------------------------------------- */

/* The neighbours of a node that are new, behind the `met` in the queue. */
static inline size_t follow(const arc_rows *rows, narrow_lane *l, int32_t v, size_t met)
{
    for (int64_t a = rows->first[v], end = rows->first[v + 1]; a < end; a++) {
        int32_t to = rows->head[a];
        l->queue[met] = to;
        met += l->mark[to] != l->search;
        l->mark[to] = l->search;
    }
    l->looks += (double)arcs_in_row(rows, (size_t)v);
    return met;
}

static size_t begin(narrow_lane *l, size_t source)
{
    l->mark[source] = ++l->search;
    l->queue[0] = (int32_t)source;
    return 1;
}

static void add_up(narrow_lane *l, size_t from, size_t to, const step_share *each)
{
    for (size_t i = from; i < to && l->sums; i++)
        step_add(&l->sums[l->queue[i]], 1, each);
    if (l->steps)
        l->steps[each->steps] += (int64_t)(to - from);
}

static void search(const narrow_work *w, narrow_lane *l, size_t source)
{
    step_sums sent = {0};
    size_t done = 0, met = begin(l, source);
    for (uint32_t steps = 1; done < met; steps++) {
        step_share each = step_share_of(steps, w->within);
        size_t level = met;
        if (!each.within && !(w->wanted & DISTANCE_SUMS))
            break;
        for (; done < level; done++)
            met = follow(w->along, l, l->queue[done], met);
        if (met == level)
            break;
        add_up(l, level, met, &each);
        step_add(&sent, met - level, &each);
    }
    distance_put(w->sent, w->wanted, source, &sent);
}

static void work(void *user, size_t lane, size_t from, size_t to)
{
    narrow_work *w = user;
    narrow_lane *l = &w->lane[lane];
    for (size_t v = from; v < to && w->looks + l->looks <= w->most; v++)
        if (arcs_in_row(w->along, v))
            search(w, l, v);
}

static polity_status collect(void *user, size_t lane, polity_error *err)
{
    narrow_work *w = user;
    (void)err;
    w->looks += w->lane[lane].looks;
    w->lane[lane].looks = 0;
    return POLITY_OK;
}

/* --- whether it pays -------------------------------------------------------------- */

static void look(const narrow_work *w, narrow_lane *l, size_t source)
{
    double most = l->looks + LOOK;
    size_t met = begin(l, source);
    for (size_t done = 0; done < met && l->looks < most; done++)
        met = follow(w->along, l, l->queue[done], met);
}

/* By some sources, evenly spaced. Few that reach far do not weigh more than LOOK: if they
 * are many, the sample says so, and if they are not, the searches will. */
static int seems_narrow(narrow_work *w)
{
    size_t sources = 0, apart, at = 0, taken = 0;
    double looks;
    for (size_t v = 0; v < w->nodes; v++)
        sources += arcs_in_row(w->along, v) > 0;
    apart = sources / SAMPLE + 1;
    for (size_t v = 0; v < w->nodes; v++) {
        if (!arcs_in_row(w->along, v) || at++ % apart)
            continue;
        look(w, &w->lane[0], v);
        taken++;
    }
    looks = taken ? w->lane[0].looks / (double)taken * (double)sources : 0;
    w->lane[0].looks = 0;
    return looks <= w->most / 2;
}

/* --- making ----------------------------------------------------------------------- */

static double lane_bytes(const narrow_work *w)
{
    size_t each = sizeof(uint32_t) + sizeof(int32_t) + (w->met ? sizeof(step_sums) : 0) +
                  (w->wanted & DISTANCE_COUNTS ? sizeof(int64_t) : 0);
    return (double)w->nodes * (double)each;
}

static int make(narrow_work *w)
{
    size_t n = w->nodes;
    w->lane = memory_zeroed(w->lanes, sizeof *w->lane);
    for (size_t i = 0; w->lane && i < w->lanes; i++) {
        narrow_lane *l = &w->lane[i];
        l->mark = memory_zeroed(n, sizeof *l->mark);
        l->queue = memory_array(n + 1, sizeof *l->queue);
        if (w->met)
            l->sums = memory_zeroed(n, sizeof *l->sums);
        if (w->wanted & DISTANCE_COUNTS)
            l->steps = memory_zeroed(n + 1, sizeof *l->steps);
        if (!l->mark || !l->queue || (w->met && !l->sums) ||
            (w->wanted & DISTANCE_COUNTS && !l->steps))
            return 0;
    }
    return w->lane != NULL;
}

static void drop(narrow_work *w)
{
    for (size_t i = 0; w->lane && i < w->lanes; i++) {
        memory_free(w->lane[i].mark);
        memory_free(w->lane[i].queue);
        memory_free(w->lane[i].sums);
        memory_free(w->lane[i].steps);
    }
    memory_free(w->lane);
}

static void put_met(const narrow_work *w, int64_t *counts)
{
    for (size_t v = 0; w->met && v < w->nodes; v++) {
        step_sums all = w->lane[0].sums[v];
        for (size_t lane = 1; lane < w->lanes; lane++)
            step_add_sums(&all, &w->lane[lane].sums[v]);
        distance_put(w->met, w->wanted, v, &all);
    }
    for (size_t lane = 0; counts && lane < w->lanes; lane++)
        for (size_t d = 0; d <= w->nodes; d++)
            counts[d] += w->lane[lane].steps[d];
}

polity_status distances_narrow(const measure_call *call, distances *into, uint64_t wanted,
                               int *done, polity_error *err)
{
    const polity_graph *g = call->graph;
    int turned = distances_turned(g);
    narrow_work w = {.along = turned ? &g->in : &g->out,
                     .nodes = g->nodes,
                     .lanes = strips_lanes(call),
                     .within = measure_integer(call, "steps", 0),
                     .wanted = wanted,
                     .sent = turned ? &into->in : &into->out,
                     .met = !g->directed ? NULL
                            : turned     ? &into->out
                                         : &into->in,
                     .most = 2.0 * FEW * (double)(g->nodes + g->arcs)};
    strips of = {.what = WHAT, .user = &w, .size = 256, .work = work, .collect = collect};
    double needed = (double)w.lanes * lane_bytes(&w);
    polity_status status;
    *done = 0;
    if (call->run->max_bytes && needed > (double)call->run->max_bytes)
        return POLITY_OK;
    status = run_reserve(call->run, WHAT, needed, err);
    if (!status && !make(&w))
        status = error_memory(err);
    if (!status && seems_narrow(&w)) {
        status = strips_run(call, &of, err);
        *done = w.looks <= w.most;
    }
    if (!status && *done)
        put_met(&w, into->counts);
    drop(&w);
    return status;
}
