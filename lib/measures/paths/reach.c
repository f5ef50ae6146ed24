/* Reach: how many others a node can act on, in any number of steps or a few. */
#include "measures/components.h"

#include <string.h>

/* Targets are taken in blocks; of each, every node keeps a set of bits: those it reaches.
 */
enum { WORDS = 8, BLOCK = 64 * WORDS };

typedef struct bits {
    uint64_t word[WORDS];
} bits;

typedef struct reach_work {
    const measure_call *call;
    const arc_rows *along;
    const char *what;
    int64_t steps; /* 0 = any number */
    bits *now, *then;
    int32_t
        *part; /* strong component of each node: arcs lead to the same or a lower one */
    int32_t *by_part; /* nodes in order of their component */
    int32_t parts;
    int64_t *reached; /* the result: each node itself is counted too */
} reach_work;

static void join(bits *into, const bits *with)
{
    for (int i = 0; i < WORDS; i++)
        into->word[i] |= with->word[i];
}

static void set(bits *into, size_t bit)
{
    into->word[bit / 64] |= UINT64_C(1) << bit % 64;
}

static int64_t count(const bits *of)
{
    int64_t sum = 0;
    for (int i = 0; i < WORDS; i++)
        sum += __builtin_popcountll(of->word[i]);
    return sum;
}

/* Any number of steps: a component reaches its own nodes and what the components it leads
 * to reach. */
static void any_steps(reach_work *w, size_t from, size_t to)
{
    size_t n = w->call->graph->nodes;
    memset(w->now, 0, (size_t)w->parts * sizeof *w->now);
    for (size_t target = from; target < to; target++)
        set(&w->now[w->part[target]], target - from);
    for (size_t i = 0; i < n; i++) {
        int32_t v = w->by_part[i], own = w->part[v];
        for (int64_t arc = w->along->first[v]; arc < w->along->first[v + 1]; arc++)
            if (w->part[w->along->head[arc]] != own)
                join(&w->now[own], &w->now[w->part[w->along->head[arc]]]);
    }
    for (size_t v = 0; v < n; v++)
        w->reached[v] += count(&w->now[w->part[v]]);
}

/* One step: what a node reaches next, its neighbours reach now. Returns whether anything
 * is new. */
static int one_step(reach_work *w)
{
    int changed = 0;
    bits *held = w->then;
    for (size_t v = 0; v < w->call->graph->nodes; v++) {
        w->then[v] = w->now[v];
        for (int64_t arc = w->along->first[v]; arc < w->along->first[v + 1]; arc++)
            join(&w->then[v], &w->now[w->along->head[arc]]);
        changed |= memcmp(&w->then[v], &w->now[v], sizeof w->now[v]) != 0;
    }
    w->then = w->now;
    w->now = held;
    return changed;
}

static void some_steps(reach_work *w, size_t from, size_t to)
{
    size_t n = w->call->graph->nodes;
    memset(w->now, 0, n * sizeof *w->now);
    for (size_t target = from; target < to; target++)
        set(&w->now[target], target - from);
    for (int64_t step = 0; step < w->steps; step++)
        if (!one_step(w))
            break;
    for (size_t v = 0; v < n; v++)
        w->reached[v] += count(&w->now[v]);
}

static polity_status blocks(reach_work *w, polity_error *err)
{
    size_t n = w->call->graph->nodes;
    polity_status status = POLITY_OK;
    for (size_t from = 0; from < n && !status; from += BLOCK) {
        size_t to = from + BLOCK < n ? from + BLOCK : n;
        if (w->steps)
            some_steps(w, from, to);
        else
            any_steps(w, from, to);
        status = run_tick(w->call->run, w->what, (double)to / (double)n, err);
    }
    return status;
}

/* Nodes by component: from those that lead nowhere on, or the other way round against
 * arcs. */
static void order_parts(reach_work *w, int64_t *begin)
{
    size_t n = w->call->graph->nodes;
    memset(begin, 0, ((size_t)w->parts + 1) * sizeof *begin);
    for (size_t v = 0; v < n; v++)
        begin[w->part[v] + 1]++;
    for (int32_t i = 0; i < w->parts; i++)
        begin[i + 1] += begin[i];
    for (size_t v = 0; v < n; v++)
        w->by_part[begin[w->part[v]]++] = (int32_t)v;
}

static void turn_parts(reach_work *w)
{
    for (size_t v = 0; v < w->call->graph->nodes; v++)
        w->part[v] = w->parts - 1 - w->part[v];
}

static polity_status begin(reach_work *w, polity_error *err)
{
    size_t n = w->call->graph->nodes;
    polity_status status =
        run_reserve(w->call->run, w->what, (double)n * (sizeof(bits) * 2 + 40), err);
    if (status)
        return status;
    w->now = memory_array(n, sizeof *w->now);
    w->reached = memory_array(n, sizeof *w->reached);
    if (w->steps) {
        w->then = memory_array(n, sizeof *w->then);
        return w->now && w->reached && w->then ? POLITY_OK : error_memory(err);
    }
    w->part = memory_array(n, sizeof *w->part);
    w->by_part = memory_array(n, sizeof *w->by_part);
    if (!w->now || !w->reached || !w->part || !w->by_part)
        return error_memory(err);
    w->parts = components_strong(w->call->graph, w->part);
    return w->parts < 0 ? error_memory(err) : POLITY_OK;
}

/* One direction: fill a column of counts and one of shares. */
static polity_status direction(reach_work *w, polity_table *out, size_t column,
                               polity_error *err)
{
    size_t n = w->call->graph->nodes;
    polity_status status;
    memset(w->reached, 0, n * sizeof *w->reached);
    if (!w->steps) {
        int64_t *room = memory_array((size_t)w->parts + 1, sizeof *room);
        if (!room)
            return error_memory(err);
        order_parts(w, room);
        memory_free(room);
    }
    status = blocks(w, err);
    for (size_t v = 0; v < n && !status; v++) {
        int64_t others = w->reached[v] - 1;
        table_ints(out, column)[v] = others;
        if (!measure_cell(out, v, column + 2,
                          measure_ratio((double)others, (double)n - 1), REASON_EMPTY))
            status = error_memory(err);
    }
    return status;
}

static polity_status run(const measure_call *call, polity_table *out, size_t first,
                         polity_error *err)
{
    const polity_graph *g = call->graph;
    reach_work w = {.call = call,
                    .along = &g->out,
                    .what = "finding what is in reach",
                    .steps = measure_integer(call, "steps", 0)};
    polity_status status = begin(&w, err);
    if (status)
        goto out;
    status = direction(&w, out, first, err);
    if (status)
        goto out;
    w.along = &g->in;
    if (!w.steps)
        turn_parts(&w);
    if (g->directed) {
        status = direction(&w, out, first + 1, err);
        goto out;
    }
    for (size_t v = 0; v < g->nodes && !status; v++) {
        table_ints(out, first + 1)[v] = table_ints(out, first)[v];
        if (!measure_cell(out, v, first + 3, table_reals(out, first + 2)[v],
                          REASON_EMPTY))
            status = error_memory(err);
    }
out:
    memory_free(w.now);
    memory_free(w.then);
    memory_free(w.part);
    memory_free(w.by_part);
    memory_free(w.reached);
    return status;
}

static const polity_column columns[] = {
    {"reach_out", "nodes", "other nodes that the node reaches", POLITY_INT},
    {"reach_in", "nodes", "other nodes that reach the node", POLITY_INT},
    {"reach_out_share", "", "reach_out / (n-1)", POLITY_REAL},
    {"reach_in_share", "", "reach_in / (n-1)", POLITY_REAL},
    {NULL, NULL, NULL, 0},
};

static const polity_param params[] = {
    {"steps", "int", "", "count only what is within this many ties; else any number", 1,
     2147483647},
    {NULL, NULL, NULL, NULL, 0, 0},
};

const measure polity_measure_reach = {
    .info =
        {.name = "reach",
         .title = "Reach",
         .family = "paths",
         .definition =
             "number of other nodes that a route of any length, or of at most `steps` "
             "ties, leads to (out) or from (in); _share divides by the n-1 other nodes",
         .undefined = "_share in a network of one node: empty",
         .direction =
             "out: along ties, whom the node acts on; in: against them, who acts on it",
         .reference = "Wasserman and Faust 1994, Social Network Analysis, 4.2 and 5.3",
         .cost =
             "O(nodes * arcs / 512), with `steps` times their number; 170 bytes a node",
         .shape = POLITY_PER_NODE,
         .weight = POLITY_WEIGHT_NONE,
         .columns = columns,
         .params = params},
    .laws = LAW_NON_NEGATIVE | LAW_RELABEL,
    .run = run,
};
