/* Density: how many of the possible ties there are. */
#include "measures/measure.h"

/* Ordered pairs of nodes with an arc: parallel ones, if kept, count once. */
static int64_t tied_pairs(const polity_graph *g)
{
    int64_t pairs = 0;
    for (size_t v = 0; v < g->nodes; v++)
        for (int64_t i = g->out.first[v]; i < g->out.first[v + 1]; i++)
            pairs += i == g->out.first[v] || g->out.head[i] != g->out.head[i - 1];
    return pairs;
}

static polity_status run(const measure_call *call, polity_table *out, size_t first,
                         polity_error *err)
{
    const polity_graph *g = call->graph;
    double n = (double)g->nodes;
    table_ints(out, first + 1)[0] = (int64_t)g->nodes;
    table_ints(out, first + 2)[0] = (int64_t)g->ties;
    table_ints(out, first + 3)[0] = (int64_t)g->arcs;
    if (!measure_cell(out, 0, first, measure_ratio((double)tied_pairs(g), n * (n - 1)),
                      REASON_EMPTY))
        return error_memory(err);
    return POLITY_OK;
}

static const polity_column columns[] = {
    {"density", "", "share of ordered pairs of nodes with an arc", POLITY_REAL},
    {"density_nodes", "nodes", "nodes of the network", POLITY_INT},
    {"density_ties", "ties", "ties of the network", POLITY_INT},
    {"density_arcs", "arcs", "arcs of the network", POLITY_INT},
    {NULL, NULL, NULL, 0},
};

const measure polity_measure_density = {
    .info =
        {.name = "density",
         .title = "Density",
         .family = "cohesion",
         .definition =
             "ordered pairs of nodes with an arc / n(n-1); the same as ties / (n(n-1)/2) "
             "where the network is undirected",
         .undefined = "below two nodes: empty",
         .direction = "ordered pairs",
         .reference = "Wasserman and Faust 1994, Social Network Analysis, 4.1",
         .cost = "O(nodes + arcs)",
         .shape = POLITY_PER_GRAPH,
         .weight = POLITY_WEIGHT_NONE,
         .columns = columns},
    .laws = LAW_NON_NEGATIVE | LAW_RELABEL,
    .run = run,
};
