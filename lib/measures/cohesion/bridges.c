/* Bridges: ties that hold their component together alone. Hopcroft & Tarjan 1973. */
#include "measures/cohesion/cuts.h"

typedef struct sides {
    const cuts *cuts;
    int32_t *below; /* of each tie that is a bridge: the number of its lower end; else 0,
                       which is no node's lower end */
    int32_t *whole; /* nodes of the component of each number */
    int64_t count;
} sides;

static int make(sides *s, size_t ties)
{
    const cuts *c = s->cuts;
    s->below = memory_zeroed(ties, sizeof *s->below);
    s->whole = memory_array(c->nodes, sizeof *s->whole);
    if (!s->below || !s->whole)
        return 0;
    for (size_t i = 0; i < c->nodes; i++) {
        s->whole[i] = c->parent[i] < 0 ? c->size[i] : s->whole[i - 1];
        if (c->parent[i] < 0 || !cuts_at_tie(c, i))
            continue;
        s->below[c->via[i]] = (int32_t)i;
        s->count++;
    }
    return 1;
}

static void write_row(const sides *s, polity_table *out, size_t first, size_t row,
                      int64_t tie, int32_t source)
{
    const cuts *c = s->cuts;
    int32_t i = s->below[tie], whole = s->whole[c->number[source]];
    int32_t of_source = whole, of_target = whole;
    if (i && c->at[i] == source)
        of_source = c->size[i];
    else if (i)
        of_source = whole - c->size[i];
    if (i)
        of_target = whole - of_source;
    table_ints(out, first)[row] = i != 0;
    table_ints(out, first + 1)[row] = of_source;
    table_ints(out, first + 2)[row] = of_target;
    if (i)
        table_ints(out, first + 3)[row] = of_source < of_target ? of_source : of_target;
}

static void write(const sides *s, const polity_graph *g, polity_table *out, size_t first)
{
    for (size_t i = 0, cursor = 0; !g->directed && i < g->ties; i++)
        write_row(s, out, first, i, (int64_t)i, graph_tie_ends(g, i, &cursor).source);
    for (size_t v = 0; g->directed && v < g->nodes; v++)
        for (int64_t i = g->out.first[v]; i < g->out.first[v + 1]; i++)
            write_row(s, out, first, (size_t)i, g->out.tie[i], (int32_t)v);
}

static polity_status run(const measure_call *call, polity_table *out, size_t first,
                         polity_error *err)
{
    const polity_graph *g = call->graph;
    cuts c;
    sides s = {.cuts = &c};
    polity_status status = cuts_make(&c, call, err);
    if (!status)
        status = run_reserve(call->run, "looking for bridges",
                             4.0 * (double)g->ties + 40.0 * (double)g->nodes, err);
    if (status)
        goto out;
    if (!make(&s, g->ties)) {
        status = error_memory(err);
        goto out;
    }
    write(&s, g, out, first);
    if (!measure_fact(out, "bridges", "count", (double)s.count))
        status = error_memory(err);
out:
    memory_free(s.below);
    memory_free(s.whole);
    cuts_free(&c);
    return status;
}

static const polity_column columns[] = {
    {"bridges", "", "whether the tie's component falls apart without it", POLITY_BOOL},
    {"bridges_source_side", "nodes",
     "nodes still joined with its source without the tie, the source included",
     POLITY_INT},
    {"bridges_target_side", "nodes",
     "nodes still joined with its target without the tie, the target included",
     POLITY_INT},
    {"bridges_cut_off", "nodes", "nodes of the smaller side of a bridge; else 0",
     POLITY_INT},
    {NULL, NULL, NULL, 0},
};

const measure polity_measure_bridges = {
    .info =
        {.name = "bridges",
         .title = "Bridges",
         .family = "cohesion",
         .definition =
             "a bridge is a tie whose taking away leaves its ends in two weak "
             "components, "
             "its sides; taking away any other leaves both ends in one, which is then "
             "either's side; of two ties between the same nodes, parallel or one each "
             "way, neither is a bridge; fact: count of the ties that are",
         .undefined = "never",
         .direction = "ignored: a row an arc of a directed network, a row a tie of an "
                      "undirected one",
         .reference = "Hopcroft and Tarjan 1973, Communications of the ACM 16(6); Tarjan "
                      "1974, Information Processing Letters 2(6)",
         .cost = "O(nodes + arcs) time, 40 bytes a node and 4 a tie",
         .shape = POLITY_PER_TIE,
         .weight = POLITY_WEIGHT_NONE,
         .columns = columns},
    .laws = LAW_NON_NEGATIVE,
    .run = run,
};
