/* How many others each node reaches in any number of steps, by strong components: what
 * one of its nodes reaches, all of them do. */
#include <stdlib.h>

#include "measures/components.h"
#include "measures/paths/distance.h"
#include "measures/paths/wave_bits.h"
#include "measures/strips.h"

/* Targets are components, taken in blocks with a bit each. The large come first, so that
 * those of one size are counted together. */
typedef struct target {
    int32_t part, size;
} target;

/* Room of one thread. */
typedef struct parts_lane {
    wave_bits *reach; /* targets that each part is known to reach; empty between blocks */
    uint64_t *marked; /* a bit a part: it reaches some */
    int64_t *reached; /* the sum: nodes that each part reaches, its own among them */
} parts_lane;

typedef struct parts_work {
    const polity_graph *graph;
    const arc_rows *against; /* from what is reached to what reaches it */
    int32_t *part;  /* of each node: arcs `against` lead to the same or a higher one */
    int64_t *first; /* … and its nodes in `node`; parts + 1 */
    int32_t *node;
    int32_t parts;
    target *targets;
    size_t lanes;
    parts_lane *lane;
} parts_work;

/* --- a block ---------------------------------------------------------------------- */

/* Targets of a block that have one size. */
typedef struct sized {
    wave_bits bits;
    int64_t size;
} sized;

static inline void mark(parts_lane *l, int32_t part)
{
    l->marked[part / 64] |= UINT64_C(1) << part % 64;
}

static size_t begin(const parts_work *w, parts_lane *l, size_t from, size_t to,
                    sized *sizes)
{
    size_t count = 0;
    for (size_t i = from; i < to; i++) {
        const target *t = &w->targets[i];
        wave_set(&l->reach[t->part], i - from);
        mark(l, t->part);
        if (i == from || t->size != w->targets[i - 1].size)
            sizes[count++] = (sized){{0}, t->size};
        wave_set(&sizes[count - 1].bits, i - from);
    }
    return count;
}

/* What `part` reaches, those reach that lead to it. */
static inline void hand_on(const parts_work *w, parts_lane *l, int32_t part)
{
    const arc_rows *rows = w->against;
    for (int64_t i = w->first[part]; i < w->first[part + 1]; i++) {
        int32_t v = w->node[i];
        for (int64_t a = rows->first[v]; a < rows->first[v + 1]; a++) {
            int32_t other = w->part[rows->head[a]];
            if (other == part)
                continue;
            l->reach[other] |= l->reach[part];
            mark(l, other);
        }
    }
}

/* In the order of the parts: marks are made behind the one at work alone. */
WIDE_TOO static void sweep(const parts_work *w, parts_lane *l, const sized *sizes,
                           size_t count)
{
    for (int32_t at = 0; at < w->parts; at += 64) {
        while (l->marked[at / 64]) {
            int32_t part = at + __builtin_ctzll(l->marked[at / 64]);
            l->marked[at / 64] &= l->marked[at / 64] - 1;
            hand_on(w, l, part);
            for (size_t i = 0; i < count; i++) {
                wave_bits those = l->reach[part] & sizes[i].bits;
                l->reached[part] += (int64_t)wave_count(&those) * sizes[i].size;
            }
            l->reach[part] = (wave_bits){0};
        }
    }
}

static void work(void *user, size_t lane, size_t from, size_t to)
{
    parts_work *w = user;
    parts_lane *l = &w->lane[lane];
    sized sizes[WAVE_SOURCES];
    size_t count = begin(w, l, from, to, sizes);
    sweep(w, l, sizes, count);
}

/* --- components ------------------------------------------------------------------- */

static void list_nodes(parts_work *w)
{
    size_t n = w->graph->nodes;
    for (int32_t i = 0; i <= w->parts; i++)
        w->first[i] = 0;
    for (size_t v = 0; v < n; v++)
        w->first[w->part[v]]++;
    for (int32_t i = 0; i < w->parts; i++)
        w->first[i + 1] += w->first[i];
    for (size_t v = n; v-- > 0;)
        w->node[--w->first[w->part[v]]] = (int32_t)v;
}

static int by_size(const void *x, const void *y)
{
    const target *a = x, *b = y;
    if (a->size != b->size)
        return a->size > b->size ? -1 : 1;
    return a->part < b->part ? -1 : a->part > b->part;
}

static void list_targets(parts_work *w)
{
    for (int32_t i = 0; i < w->parts; i++)
        w->targets[i] = (target){i, (int32_t)(w->first[i + 1] - w->first[i])};
    qsort(w->targets, (size_t)w->parts, sizeof *w->targets, by_size);
}

/* The other direction: arcs turned round, and the order of the parts with them. */
static void turn(parts_work *w)
{
    w->against = &w->graph->out;
    for (size_t v = 0; v < w->graph->nodes; v++)
        w->part[v] = w->parts - 1 - w->part[v];
}

/* --- making ----------------------------------------------------------------------- */

static int make_lane(parts_lane *l, size_t parts)
{
    l->reach = memory_zeroed(parts, sizeof *l->reach);
    l->marked = memory_zeroed(parts / 64 + 1, sizeof *l->marked);
    l->reached = memory_zeroed(parts, sizeof *l->reached);
    return l->reach && l->marked && l->reached;
}

static int make(parts_work *w)
{
    size_t n = w->graph->nodes;
    w->part = memory_array(n, sizeof *w->part);
    w->node = memory_array(n, sizeof *w->node);
    w->parts = w->part && w->node ? components_strong(w->graph, w->part) : -1;
    if (w->parts < 0)
        return 0;
    w->first = memory_array((size_t)w->parts + 1, sizeof *w->first);
    w->targets = memory_array((size_t)w->parts, sizeof *w->targets);
    w->lane = memory_zeroed(w->lanes, sizeof *w->lane);
    if (!w->first || !w->targets || !w->lane)
        return 0;
    for (size_t i = 0; i < w->lanes; i++)
        if (!make_lane(&w->lane[i], (size_t)w->parts))
            return 0;
    return 1;
}

static void drop(parts_work *w)
{
    for (size_t i = 0; w->lane && i < w->lanes; i++) {
        memory_free(w->lane[i].reach);
        memory_free(w->lane[i].marked);
        memory_free(w->lane[i].reached);
    }
    memory_free(w->lane);
    memory_free(w->targets);
    memory_free(w->first);
    memory_free(w->node);
    memory_free(w->part);
}

/* Whole numbers: the sums do not depend on which lane counted what. */
static void put(parts_work *w, int64_t *within)
{
    for (size_t v = 0; v < w->graph->nodes; v++) {
        within[v] = -1; /* itself */
        for (size_t i = 0; i < w->lanes; i++)
            within[v] += w->lane[i].reached[w->part[v]];
    }
    for (size_t i = 0; i < w->lanes; i++)
        for (int32_t part = 0; part < w->parts; part++)
            w->lane[i].reached[part] = 0;
}

static polity_status direction(const measure_call *call, parts_work *w, int64_t *within,
                               polity_error *err)
{
    strips of = {.what = "finding what is in reach",
                 .user = w,
                 .items = (size_t)w->parts,
                 .size = WAVE_SOURCES,
                 .work = work};
    polity_status status;
    list_nodes(w);
    list_targets(w);
    status = strips_run(call, &of, err);
    if (!status)
        put(w, within);
    return status;
}

polity_status distances_reached(const measure_call *call, distances *into,
                                polity_error *err)
{
    const polity_graph *g = call->graph;
    parts_work w = {.graph = g, .against = &g->in, .lanes = strips_lanes(call)};
    double each = 48 + (double)w.lanes * (sizeof(wave_bits) + 9);
    polity_status status =
        run_reserve(call->run, "finding what is in reach", (double)g->nodes * each, err);
    if (!status && !make(&w))
        status = error_memory(err);
    if (!status)
        status = direction(call, &w, into->out.within, err);
    if (!status && g->directed) {
        turn(&w);
        status = direction(call, &w, into->in.within, err);
    }
    drop(&w);
    return status;
}
