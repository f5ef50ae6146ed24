/* Transitivity: how many connected triples of nodes are closed. */
#include "measures/triangles.h"

static polity_status run(const measure_call *call, polity_table *out, size_t first,
                         polity_error *err)
{
    const triangles *t = call->pass;
    double defined = 0, sum = 0, closed = 0, triples = 0;
    for (size_t r = 0; r < t->pairs.nodes; r++) {
        double d = t->pairs.degree[r];
        closed += (double)t->at[r];
        triples += d * (d - 1) / 2;
        if (d < 2)
            continue;
        defined += 1;
        sum += 2 * (double)t->at[r] / (d * (d - 1));
    }
    table_ints(out, first + 3)[0] = (int64_t)(closed / 3);
    table_ints(out, first + 4)[0] = (int64_t)triples;
    if (!measure_cell(out, 0, first, measure_ratio(closed, triples), REASON_EMPTY) ||
        !measure_cell(out, 0, first + 1, measure_ratio(sum, defined), REASON_EMPTY) ||
        !measure_cell(out, 0, first + 2, measure_ratio(sum, (double)t->pairs.nodes),
                      REASON_EMPTY))
        return error_memory(err);
    return POLITY_OK;
}

static const polity_column columns[] = {
    {"transitivity", "", "share of connected triples that are closed", POLITY_REAL},
    {"transitivity_mean_defined", "", "mean local clustering of the nodes that have one",
     POLITY_REAL},
    {"transitivity_mean_zero", "", "mean local clustering, 0 for nodes that have none",
     POLITY_REAL},
    {"transitivity_triangles", "triangles", "triangles of the network", POLITY_INT},
    {"transitivity_triples", "triples", "pairs of neighbours of a node, over all nodes",
     POLITY_INT},
    {NULL, NULL, NULL, 0},
};

const measure polity_measure_transitivity = {
    .info =
        {.name = "transitivity",
         .title = "Transitivity",
         .family = "cohesion",
         .definition =
             "3 * triangles / connected triples; and the mean of local clustering, over "
             "the nodes "
             "with two neighbours or more (mean_defined) or over all, the others being 0 "
             "(mean_zero)",
         .undefined = "nothing to divide by: empty",
         .direction = "ignored",
         .reference = "Newman, Watts and Strogatz 2002, PNAS 99; Watts and Strogatz 1998",
         .cost = "O(arcs * sqrt(arcs)) time, 10 bytes an arc, of a directed network 20",
         .shape = POLITY_PER_GRAPH,
         .weight = POLITY_WEIGHT_NONE,
         .columns = columns},
    .laws = LAW_NON_NEGATIVE | LAW_RELABEL,
    .pass = &triangle_pass,
    .run = run,
};
