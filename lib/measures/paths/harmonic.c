/* Harmonic closeness: how near a node is to all others, those out of reach counting
 * nothing. */
#include "measures/paths/distance.h"

static polity_status run(const measure_call *call, polity_table *out, size_t first,
                         polity_error *err)
{
    const distances *d = call->pass;
    double others = (double)call->graph->nodes - 1;
    for (size_t v = 0; v < call->graph->nodes; v++)
        if (!measure_cell(out, v, first, d->out.near[v], REASON_UNFIT) ||
            !measure_cell(out, v, first + 1, d->in.near[v], REASON_UNFIT) ||
            !measure_cell(out, v, first + 2, measure_ratio(d->out.near[v], others),
                          REASON_EMPTY) ||
            !measure_cell(out, v, first + 3, measure_ratio(d->in.near[v], others),
                          REASON_EMPTY))
            return error_memory(err);
    return POLITY_OK;
}

static const polity_column columns[] = {
    {"harmonic_out", "", "sum of 1/distance to every node that the node reaches",
     POLITY_REAL},
    {"harmonic_in", "", "sum of 1/distance from every node that reaches the node",
     POLITY_REAL},
    {"harmonic_out_norm", "", "harmonic_out / (n-1)", POLITY_REAL},
    {"harmonic_in_norm", "", "harmonic_in / (n-1)", POLITY_REAL},
    {NULL, NULL, NULL, 0},
};

const measure polity_measure_harmonic = {
    .info =
        {.name = "harmonic",
         .title = "Harmonic closeness",
         .family = "paths",
         .definition =
             "sum over the other nodes of 1/distance, 0 for those out of reach; _norm "
             "divides by the n-1 other nodes",
         .undefined = "_norm in a network of one node: empty",
         .direction =
             "out: along ties, whom the node acts on; in: against them, who acts on it",
         .reference = "Marchiori and Latora 2000, Physica A 285; Boldi and Vigna 2014",
         .cost = "O(nodes * (nodes + arcs)); with lengths times log nodes",
         .shape = POLITY_PER_NODE,
         .weight = POLITY_WEIGHT_LENGTH,
         .columns = columns},
    .laws = LAW_NON_NEGATIVE | LAW_RELABEL,
    .pass = &distance_pass,
    .wants = DISTANCE_OUT | DISTANCE_IN,
    .run = run,
};
