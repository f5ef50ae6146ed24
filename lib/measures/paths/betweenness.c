/* Betweenness: how often a node lies on the shortest routes between others. Freeman 1977.
 */
#include "measures/paths/brandes.h"
#include "measures/paths/ends.h"

static polity_status run(const measure_call *call, polity_table *out, size_t first,
                         polity_error *err)
{
    const polity_graph *g = call->graph;
    double *raw = table_reals(out, first), share = g->directed ? 1 : 0.5;
    ends of;
    polity_status status = ends_read(&of, call, err);
    const route_ends flags = ends_flags(&of);
    if (!status)
        status = brandes(call, &flags, raw, NULL, err);
    for (size_t v = 0; v < g->nodes && !status; v++) {
        double pairs = ends_pairs_without(&of, v) * share;
        raw[v] *= share;
        if (!measure_cell(out, v, first + 1, measure_ratio(raw[v], pairs), REASON_EMPTY))
            status = error_memory(err);
    }
    if (!status && !ends_facts(&of, out, "betweenness"))
        status = error_memory(err);
    ends_free(&of);
    return status;
}

static polity_status estimate(const measure_call *call, measure_cost *into,
                              polity_error *err)
{
    ends of;
    polity_status status = ends_read(&of, call, err);
    const route_ends flags = ends_flags(&of);
    if (!status)
        status = brandes_estimate(call, &flags, 0, into, err);
    ends_free(&of);
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

static const polity_param params[] = {ENDS_PARAMS, {NULL, NULL, NULL, NULL, 0, 0}};

const measure polity_measure_betweenness = {
    .info = {.name = "betweenness",
             .title = "Betweenness",
             .family = "paths",
             .definition = "sum over pairs s, t of other nodes of the share of shortest "
                           "routes from s to t that "
                           "pass the node; pairs are ordered if the network is directed, "
                           "else each counts once; "
                           "_norm divides by their number, (n-1)(n-2) or half of it; "
                           "with `from` or `to`, s or t are those nodes alone, "
                           "and the ordered pairs of an undirected network each count "
                           "half; "
                           "routes by length are "
                           "equally short if their lengths differ by no more than "
                           "1e-10 of their sum",
             .undefined = "_norm where there is no such pair, as below three nodes: "
                          "empty",
             .direction = "along ties",
             .reference = "Freeman 1977, Sociometry 40(1); Brandes 2001; of sources and "
                          "targets: Brandes 2008, Social Networks 30(2)",
             .cost = "O(sources * (nodes + arcs)); with lengths times log nodes",
             .shape = POLITY_PER_NODE,
             .weight = POLITY_WEIGHT_LENGTH,
             .columns = columns,
             .params = params},
    .laws = LAW_NON_NEGATIVE | LAW_RELABEL,
    .run = run,
    .estimate = estimate,
    .cheaper = "betweenness_sampled",
};
