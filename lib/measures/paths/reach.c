/* Reach: how many others a node can act on, in any number of steps or a few. */
#include "measures/paths/distance.h"

static int put(const measure_call *call, polity_table *out, size_t column,
               const int64_t *within)
{
    double others = (double)call->graph->nodes - 1;
    int fine = 1;
    for (size_t v = 0; v < call->graph->nodes && fine; v++) {
        table_ints(out, column)[v] = within[v];
        fine = measure_cell(out, v, column + 2, measure_ratio((double)within[v], others),
                            REASON_EMPTY);
    }
    return fine;
}

static polity_status run(const measure_call *call, polity_table *out, size_t first,
                         polity_error *err)
{
    const distances *d = call->pass;
    return put(call, out, first, d->out.within) && put(call, out, first + 1, d->in.within)
               ? POLITY_OK
               : error_memory(err);
}

static const polity_column columns[] = {
    {"reach_out", "nodes", "other nodes that the node reaches", POLITY_INT},
    {"reach_in", "nodes", "other nodes that reach the node", POLITY_INT},
    {"reach_out_share", "", "reach_out / (n-1)", POLITY_REAL},
    {"reach_in_share", "", "reach_in / (n-1)", POLITY_REAL},
    {NULL, NULL, NULL, 0},
};

static const polity_param params[] = {
    {"steps", "int", "", "count only what is within this many ties; else any number", 1,
     2147483647},
    {NULL, NULL, NULL, NULL, 0, 0},
};

const measure polity_measure_reach = {
    .info =
        {.name = "reach",
         .title = "Reach",
         .family = "paths",
         .definition =
             "number of other nodes that a route of any length, or of at most `steps` "
             "ties, leads to (out) or from (in); _share divides by the n-1 other nodes",
         .undefined = "_share in a network of one node: empty",
         .direction =
             "out: along ties, whom the node acts on; in: against them, who acts on it",
         .reference = "Wasserman and Faust 1994, Social Network Analysis, 4.2 and 5.3",
         .cost =
             "O(nodes + arcs) to O(nodes * arcs / 256), as much as reach overlaps; with "
             "`steps` O(nodes * arcs * steps / 256)",
         .shape = POLITY_PER_NODE,
         .weight = POLITY_WEIGHT_NONE,
         .columns = columns,
         .params = params},
    .laws = LAW_NON_NEGATIVE | LAW_RELABEL,
    .pass = &distance_pass,
    .wants = DISTANCE_WITHIN,
    .run = run,
};
