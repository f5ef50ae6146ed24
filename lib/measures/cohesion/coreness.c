/* Coreness: the densest core a node belongs to. Seidman 1983. */
#include "measures/measure.h"

/* Nodes are peeled off by level: at level k those that have k arcs left, until none has,
 * then the others are looked through for the next. A node is looked through once a level
 * up to its core, and has as many arcs, so that this adds O(arcs). */
typedef struct peeling {
    uint32_t *left; /* arcs among the nodes not taken yet; of those taken, their level */
    int32_t *rest;  /* nodes above the level */
    int32_t *taken; /* nodes of the level, as they are found */
    size_t rest_count, taken_count;
} peeling;

/* An arc less for the neighbours above the level of a node that is taken: those that are
 * then on it are taken. Each is written, then counted or not: a guess whether it is one
 * would often be wrong.
 */
static void lower(peeling *p, const arc_rows *along, size_t at, uint32_t level)
{
    size_t n = p->taken_count;
    int32_t v = p->taken[at];
    rows_ask_ahead(along->first, along->head, &p->taken[at], (int64_t)(n - at));
    for (int64_t i = along->first[v]; i < along->first[v + 1]; i++) {
        int32_t w = along->head[i];
        uint32_t left = p->left[w], above = left > level;
        p->left[w] = left - above;
        p->taken[n] = w;
        n += above & (left - 1 == level);
    }
    p->taken_count = n;
}

/* Take the nodes of a level out of the rest. */
static void begin_level(peeling *p, uint32_t level)
{
    size_t kept = 0, n = 0;
    for (size_t i = 0; i < p->rest_count; i++) {
        int32_t v = p->rest[i];
        uint32_t left = p->left[v];
        p->rest[kept] = v;
        p->taken[n] = v;
        kept += left > level;
        n += left == level;
    }
    p->rest_count = kept;
    p->taken_count = n;
}

/* Which arcs count, and whose arcs are lowered when a node is taken; the second of either
 * may be NULL. */
typedef struct sides {
    const arc_rows *counted, *counted_too, *lowered, *lowered_too;
} sides;

static polity_status peel(const measure_call *call, peeling *p, const sides *by,
                          polity_error *err)
{
    enum { BETWEEN_TICKS = 65536 };
    size_t nodes = call->graph->nodes, done = 0, next = 0;
    polity_status status = POLITY_OK;
    p->rest_count = nodes;
    for (uint32_t level = 0; p->rest_count && !status; level++) {
        begin_level(p, level);
        for (size_t i = 0; i < p->taken_count && !status; i++) {
            lower(p, by->lowered, i, level);
            if (by->lowered_too)
                lower(p, by->lowered_too, i, level);
            if (++done < next)
                continue;
            next = done + BETWEEN_TICKS;
            status =
                run_tick(call->run, "finding cores", (double)done / (double)nodes, err);
        }
    }
    return status;
}

static polity_status find(const measure_call *call, const sides *by, int64_t *into,
                          polity_error *err)
{
    size_t nodes = call->graph->nodes;
    peeling p = {0};
    const memory_part parts[] = {{(void **)&p.left, nodes, sizeof *p.left},
                                 {(void **)&p.rest, nodes, sizeof *p.rest},
                                 {(void **)&p.taken, nodes + 1, sizeof *p.taken}};
    void *block;
    polity_status status =
        run_reserve(call->run, "finding cores", 12.0 * (double)nodes, err);
    if (status)
        return status;
    if (!(block = memory_parts(parts, sizeof parts / sizeof *parts)))
        return error_memory(err);
    for (size_t v = 0; v < nodes; v++) {
        p.left[v] = (uint32_t)arcs_in_row(by->counted, v);
        if (by->counted_too)
            p.left[v] += (uint32_t)arcs_in_row(by->counted_too, v);
        p.rest[v] = (int32_t)v;
    }
    status = peel(call, &p, by, err);
    for (size_t v = 0; v < nodes && !status; v++)
        into[v] = p.left[v];
    memory_free(block);
    return status;
}

static polity_status run(const measure_call *call, polity_table *out, size_t first,
                         polity_error *err)
{
    const polity_graph *g = call->graph;
    int64_t *all = table_ints(out, first), *in = table_ints(out, first + 1),
            *away = table_ints(out, first + 2);
    polity_status status;
    if (!g->directed) {
        status = find(call, &(sides){&g->out, NULL, &g->out, NULL}, all, err);
        for (size_t v = 0; v < g->nodes && !status; v++)
            in[v] = away[v] = all[v];
        return status;
    }
    status = find(call, &(sides){&g->out, &g->in, &g->out, &g->in}, all, err);
    if (!status)
        status = find(call, &(sides){&g->in, NULL, &g->out, NULL}, in, err);
    if (!status)
        status = find(call, &(sides){&g->out, NULL, &g->in, NULL}, away, err);
    return status;
}

static const polity_column columns[] = {
    {"coreness", "arcs", "by arcs of both directions; a pair tied both ways counts twice",
     POLITY_INT},
    {"coreness_in", "arcs", "by arcs that enter", POLITY_INT},
    {"coreness_out", "arcs", "by arcs that leave", POLITY_INT},
    {NULL, NULL, NULL, 0},
};

const measure polity_measure_coreness = {
    .info =
        {.name = "coreness",
         .title = "Coreness",
         .family = "cohesion",
         .definition =
             "largest k such that the node is in a set of nodes each of which has k arcs "
             "with (coreness), from (coreness_in) or to (coreness_out) the others of the "
             "set",
         .undefined = "never",
         .direction =
             "all, in and out, told apart; in an undirected network all three are equal",
         .reference = "Seidman 1983, Social Networks 5(3); Batagelj and Zaversnik 2003",
         .cost = "O(nodes + arcs) time, 12 bytes a node",
         .shape = POLITY_PER_NODE,
         .weight = POLITY_WEIGHT_NONE,
         .columns = columns},
    .laws = LAW_NON_NEGATIVE | LAW_RELABEL,
    .run = run,
};
