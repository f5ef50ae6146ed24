/* Closeness over the nodes in reach, times the share that is in reach. Wasserman & Faust
 * 1994, 5.2.2. */
#include "measures/paths/distance.h"

static double value_of(const distance_sums *of, size_t v, double others)
{
    double reached = (double)of->reached[v];
    return measure_ratio(reached, of->far[v]) * measure_ratio(reached, others);
}

static polity_status run(const measure_call *call, polity_table *out, size_t first,
                         polity_error *err)
{
    const polity_graph *g = call->graph;
    const distances *d = call->pass;
    double others = (double)g->nodes - 1;
    for (size_t v = 0; v < g->nodes; v++) {
        reason why = measure_isolate(g, v, REASON_UNREACHED);
        if (!measure_cell(out, v, first, value_of(&d->out, v, others), why) ||
            !measure_cell(out, v, first + 1, value_of(&d->in, v, others), why))
            return error_memory(err);
    }
    return POLITY_OK;
}

static const polity_column columns[] = {
    {"closeness_wf_out", "", "over the nodes that the node reaches", POLITY_REAL},
    {"closeness_wf_in", "", "over the nodes that reach the node", POLITY_REAL},
    {NULL, NULL, NULL, 0},
};

const measure polity_measure_closeness_wf = {
    .info =
        {.name = "closeness_wf",
         .title = "Closeness after Wasserman and Faust",
         .family = "paths",
         .definition =
             "r/(n-1) * r / (sum of distances to the r nodes in reach): the inverse mean "
             "distance, less where fewer are in reach",
         .undefined =
             "no node is in reach: isolate, or unreached where ties run the other way",
         .direction =
             "out: along ties, whom the node acts on; in: against them, who acts on it",
         .reference = "Wasserman and Faust 1994, Social Network Analysis, 5.2.2",
         .cost = "O(nodes * (nodes + arcs)); with lengths times log nodes",
         .shape = POLITY_PER_NODE,
         .weight = POLITY_WEIGHT_LENGTH,
         .columns = columns},
    .laws = LAW_NON_NEGATIVE | LAW_RELABEL,
    .pass = &distance_pass,
    .wants = DISTANCE_OUT | DISTANCE_IN,
    .run = run,
};
