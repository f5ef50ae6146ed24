/* Closeness over the nodes in reach alone, with their number. Freeman 1979, restricted.
 */
#include "measures/paths/distance.h"

static polity_status run(const measure_call *call, polity_table *out, size_t first,
                         polity_error *err)
{
    const polity_graph *g = call->graph;
    const distances *d = call->pass;
    for (size_t v = 0; v < g->nodes; v++) {
        reason why = measure_isolate(g, v, REASON_UNREACHED);
        if (!measure_cell(out, v, first,
                          measure_ratio((double)d->out.reached[v], d->out.far[v]), why) ||
            !measure_cell(out, v, first + 1,
                          measure_ratio((double)d->in.reached[v], d->in.far[v]), why))
            return error_memory(err);
        table_ints(out, first + 2)[v] = d->out.reached[v];
        table_ints(out, first + 3)[v] = d->in.reached[v];
    }
    return POLITY_OK;
}

static const polity_column columns[] = {
    {"closeness_reached_out", "", "over the nodes that the node reaches", POLITY_REAL},
    {"closeness_reached_in", "", "over the nodes that reach the node", POLITY_REAL},
    {"closeness_reached_out_count", "nodes", "nodes that the node reaches", POLITY_INT},
    {"closeness_reached_in_count", "nodes", "nodes that reach the node", POLITY_INT},
    {NULL, NULL, NULL, 0},
};

const measure polity_measure_closeness_reached = {
    .info =
        {.name = "closeness_reached",
         .title = "Closeness over the nodes in reach",
         .family = "paths",
         .definition =
             "r / (sum of distances to the r nodes in reach): the inverse mean distance; "
             "to be read with r, as a node that reaches one neighbour alone has 1",
         .undefined =
             "no node is in reach: isolate, or unreached where ties run the other way",
         .direction =
             "out: along ties, whom the node acts on; in: against them, who acts on it",
         .reference = "Freeman 1979, Social Networks 1(3), over the nodes in reach",
         .cost = "O(nodes * (nodes + arcs)); with lengths times log nodes",
         .shape = POLITY_PER_NODE,
         .weight = POLITY_WEIGHT_LENGTH,
         .columns = columns},
    .laws = LAW_NON_NEGATIVE | LAW_RELABEL,
    .pass = &distance_pass,
    .wants = DISTANCE_OUT | DISTANCE_IN,
    .run = run,
};
