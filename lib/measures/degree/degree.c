/* Degree: how many ties a node has. Freeman 1979. */
#include "measures/measure.h"

#include <math.h>

/* Ties at a node: its arcs both ways, a tie that is an arc each way counted once. */
static int64_t ties_at(const polity_graph *g, size_t v)
{
    int64_t out = g->out.first[v], out_end = g->out.first[v + 1];
    int64_t in = g->in.first[v], in_end = g->in.first[v + 1];
    int64_t ties = out_end - out;
    if (!g->directed)
        return ties;
    ties += in_end - in;
    for (; in < in_end; in++) {
        int64_t back;
        while (out < out_end && g->out.head[out] < g->in.head[in])
            out++;
        for (back = out; back < out_end && g->out.head[back] == g->in.head[in]; back++)
            ties -= g->out.tie[back] == g->in.tie[in];
    }
    return ties;
}

static polity_status run(const measure_call *call, polity_table *out, size_t first,
                         polity_error *err)
{
    const polity_graph *g = call->graph;
    double others = g->nodes > 1 ? (double)(g->nodes - 1) : 0;
    for (size_t v = 0; v < g->nodes; v++) {
        int64_t counts[3] = {ties_at(g, v), arcs_in_row(&g->in, v),
                             arcs_in_row(&g->out, v)};
        for (size_t i = 0; i < 3; i++) {
            table_ints(out, first + i)[v] = counts[i];
            if (!measure_cell(out, v, first + 3 + i,
                              measure_ratio((double)counts[i], others), REASON_EMPTY))
                return error_memory(err);
        }
    }
    return POLITY_OK;
}

static const polity_column columns[] = {
    {"degree", "ties", "ties of the node", POLITY_INT},
    {"degree_in", "arcs", "arcs that enter the node", POLITY_INT},
    {"degree_out", "arcs", "arcs that leave the node", POLITY_INT},
    {"degree_norm", "", "degree / (n-1); up to 2 where ties run each way", POLITY_REAL},
    {"degree_in_norm", "", "degree_in / (n-1)", POLITY_REAL},
    {"degree_out_norm", "", "degree_out / (n-1)", POLITY_REAL},
    {NULL, NULL, NULL, 0},
};

const measure polity_measure_degree = {
    .info =
        {.name = "degree",
         .title = "Degree",
         .family = "degree",
         .definition =
             "ties of a node after merging (degree), arcs that enter it (degree_in) and "
             "arcs that leave it (degree_out); _norm divides by the n-1 other nodes",
         .undefined = "_norm in a network of one node: empty",
         .direction =
             "both, told apart: an undirected tie is one tie and an arc each way",
         .reference = "Freeman 1979, Social Networks 1(3)",
         .cost = "O(nodes + arcs)",
         .shape = POLITY_PER_NODE,
         .weight = POLITY_WEIGHT_NONE,
         .columns = columns},
    .laws = LAW_NON_NEGATIVE | LAW_RELABEL,
    .run = run,
};
