/* Eccentricity: how far the farthest of the nodes in reach is. */
#include "measures/paths/distance.h"

static int put(const measure_call *call, polity_table *out, size_t column,
               const distance_sums *of)
{
    int fine = 1;
    for (size_t v = 0; v < call->graph->nodes && fine; v++)
        fine = of->reached[v]
                   ? measure_cell(out, v, column, of->widest[v], REASON_UNFIT)
                   : table_undefine(out, v, column,
                                    measure_isolate(call->graph, v, REASON_UNREACHED));
    return fine;
}

static polity_status run(const measure_call *call, polity_table *out, size_t first,
                         polity_error *err)
{
    const distances *d = call->pass;
    return put(call, out, first, &d->out) && put(call, out, first + 1, &d->in)
               ? POLITY_OK
               : error_memory(err);
}

static const polity_column columns[] = {
    {"eccentricity_out", "", "largest distance to a node that the node reaches",
     POLITY_REAL},
    {"eccentricity_in", "", "largest distance from a node that reaches the node",
     POLITY_REAL},
    {NULL, NULL, NULL, 0},
};

const measure polity_measure_eccentricity = {
    .info =
        {.name = "eccentricity",
         .title = "Eccentricity",
         .family = "paths",
         .definition =
             "largest of the distances to the nodes in reach; to be read with reach, as "
             "a node that reaches one neighbour alone has its distance",
         .undefined = "no node is in reach: isolate, or unreached where ties run the "
                      "other way (igraph gives 0)",
         .direction =
             "out: along ties, whom the node acts on; in: against them, who acts on it",
         .reference =
             "Harary 1969, Graph Theory, chapter 4; Hage and Harary 1995, Social "
             "Networks 17(1), over the nodes in reach",
         .cost = "O(nodes * (nodes + arcs)); with lengths times log nodes",
         .shape = POLITY_PER_NODE,
         .weight = POLITY_WEIGHT_LENGTH,
         .columns = columns},
    .laws = LAW_NON_NEGATIVE | LAW_RELABEL,
    .pass = &distance_pass,
    .wants = DISTANCE_OUT | DISTANCE_IN,
    .run = run,
};
