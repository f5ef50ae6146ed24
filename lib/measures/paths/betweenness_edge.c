/* Betweenness of ties: how often a tie lies on the shortest routes. Girvan & Newman 2002.
 */
#include "measures/paths/brandes.h"
#include "measures/paths/ends.h"

#include <string.h>

static polity_status run(const measure_call *call, polity_table *out, size_t first,
                         polity_error *err)
{
    const polity_graph *g = call->graph;
    double *raw = table_reals(out, first), share = g->directed ? 1 : 0.5, pairs;
    double *arcs = memory_zeroed(g->arcs, sizeof *arcs);
    ends of;
    polity_status status = ends_read(&of, call, err);
    const route_ends flags = ends_flags(&of);
    if (!status)
        status = arcs ? brandes(call, &flags, NULL, arcs, err) : error_memory(err);
    if (status)
        goto out;
    pairs = ends_pairs(&of) * share;
    if (g->directed && g->arcs)
        memcpy(raw, arcs, g->arcs * sizeof *raw);
    for (size_t i = 0; !g->directed && i < g->arcs; i++)
        raw[g->out.tie[i]] += arcs[i] * share;
    for (size_t i = 0; i < polity_table_rows(out) && !status; i++)
        if (!measure_cell(out, i, first + 1, measure_ratio(raw[i], pairs), REASON_EMPTY))
            status = error_memory(err);
    if (!status && !ends_facts(&of, out, "betweenness_edge"))
        status = error_memory(err);
out:
    memory_free(arcs);
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
        status = brandes_estimate(call, &flags, 1, into, err);
    ends_free(&of);
    return status;
}

static const polity_column columns[] = {
    {"betweenness_edge", "",
     "pairs of nodes, each by the share of its shortest routes that take the "
     "tie",
     POLITY_REAL},
    {"betweenness_edge_norm", "", "betweenness_edge / number of pairs of nodes",
     POLITY_REAL},
    {NULL, NULL, NULL, 0},
};

static const polity_param params[] = {ENDS_PARAMS, {NULL, NULL, NULL, NULL, 0, 0}};

const measure polity_measure_betweenness_edge = {
    .info = {.name = "betweenness_edge",
             .title = "Betweenness of ties",
             .family = "paths",
             .definition =
                 "sum over pairs s, t of nodes of the share of shortest routes from s to "
                 "t that take "
                 "the tie; pairs are ordered if the network is directed, else each "
                 "counts once; _norm "
                 "divides by their number, n(n-1) or half of it; with `from` or `to`, "
                 "s or t are those nodes alone, and the ordered pairs of an undirected "
                 "network each count half; routes by length are "
                 "equally short if their lengths differ by no more than 1e-10 of their "
                 "sum",
             .undefined = "_norm where there is no such pair: empty",
             .direction = "along ties: a row an arc of a directed network, a row a tie "
                          "of an undirected one",
             .reference = "Girvan and Newman 2002, PNAS 99(12); Brandes 2008",
             .cost = "O(sources * (nodes + arcs)); with lengths times log nodes",
             .shape = POLITY_PER_TIE,
             .weight = POLITY_WEIGHT_LENGTH,
             .columns = columns,
             .params = params},
    .laws = LAW_NON_NEGATIVE,
    .run = run,
    .estimate = estimate,
};
