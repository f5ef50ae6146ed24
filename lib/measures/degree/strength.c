/* Strength: the weights of a node's ties added up. Barrat and others 2004. */
#include "measures/measure.h"

static double row_sum(const arc_rows *of, size_t v)
{
    double sum = 0;
    for (int64_t i = of->first[v]; i < of->first[v + 1]; i++)
        sum += of->weight[i];
    return sum;
}

static polity_status run(const measure_call *call, polity_table *out, size_t first,
                         polity_error *err)
{
    const polity_graph *g = call->graph;
    double *all = table_reals(out, first), *in = table_reals(out, first + 1),
           *away = table_reals(out, first + 2);
    if (!g->out.weight)
        return error_set(
            err, POLITY_EUNFIT, "weight-missing",
            "strength needs the strength of ties: name it with the option weight");
    for (size_t i = 0, cursor = 0; i < g->ties; i++) {
        tie_ends ends = graph_tie_ends(g, i, &cursor);
        all[ends.source] += g->tie_weight[i];
        all[ends.target] += g->tie_weight[i];
    }
    for (size_t v = 0; v < g->nodes; v++) {
        in[v] = row_sum(&g->in, v);
        away[v] = row_sum(&g->out, v);
    }
    return POLITY_OK;
}

static const polity_column columns[] = {
    {"strength", "", "strength of the node's ties", POLITY_REAL},
    {"strength_in", "", "strength of the arcs that enter the node", POLITY_REAL},
    {"strength_out", "", "strength of the arcs that leave the node", POLITY_REAL},
    {NULL, NULL, NULL, 0},
};

const measure polity_measure_strength = {
    .info =
        {.name = "strength",
         .title = "Strength",
         .family = "degree",
         .definition =
             "sum of the weights of a node's ties (strength), of the arcs that enter it "
             "(strength_in) and of those that leave it (strength_out)",
         .undefined = "never; refused where ties have no weight",
         .direction =
             "both, told apart: an undirected tie is one tie and an arc each way",
         .reference =
             "Barrat, Barthelemy, Pastor-Satorras and Vespignani 2004, PNAS 101(11)",
         .cost = "O(nodes + arcs)",
         .shape = POLITY_PER_NODE,
         .weight = POLITY_WEIGHT_STRENGTH,
         .columns = columns},
    .laws = LAW_NON_NEGATIVE | LAW_RELABEL,
    .run = run,
};
