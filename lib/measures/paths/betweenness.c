/* Betweenness: how often a node lies on the shortest routes between others. Freeman 1977.
 */
#include "measures/paths/brandes.h"

static polity_status run(const measure_call *call, polity_table *out, size_t first,
                         polity_error *err)
{
    const polity_graph *g = call->graph;
    const route_ends all = {NULL, NULL};
    double *raw = table_reals(out, first), n = (double)g->nodes;
    double share = g->directed ? 1 : 0.5;
    double pairs = g->nodes < 3 ? 0 : (n - 1) * (n - 2) * share;
    polity_status status = brandes(call, &all, raw, NULL, err);
    for (size_t v = 0; v < g->nodes && !status; v++) {
        raw[v] *= share;
        if (!measure_cell(out, v, first + 1, measure_ratio(raw[v], pairs), REASON_EMPTY))
            status = error_memory(err);
    }
    return status;
}

static const polity_column columns[] = {
    {"betweenness", "",
     "pairs of other nodes, each by the share of its shortest routes that pass the "
     "node",
     POLITY_REAL},
    {"betweenness_norm", "", "betweenness / number of pairs of other nodes", POLITY_REAL},
    {NULL, NULL, NULL, 0},
};

const measure polity_measure_betweenness = {
    .info = {.name = "betweenness",
             .title = "Betweenness",
             .family = "paths",
             .definition = "sum over pairs s, t of other nodes of the share of shortest "
                           "routes from s to t that "
                           "pass the node; pairs are ordered if the network is directed, "
                           "else each counts once; "
                           "_norm divides by their number, (n-1)(n-2) or half of it; "
                           "routes by length are "
                           "equally short if their lengths differ by no more than "
                           "1e-10 of their sum",
             .undefined = "_norm below three nodes: empty",
             .direction = "along ties",
             .reference = "Freeman 1977, Sociometry 40(1); Brandes 2001",
             .cost = "O(nodes * (nodes + arcs)); with lengths times log nodes",
             .shape = POLITY_PER_NODE,
             .weight = POLITY_WEIGHT_LENGTH,
             .columns = columns},
    .laws = LAW_NON_NEGATIVE | LAW_RELABEL,
    .run = run,
};
