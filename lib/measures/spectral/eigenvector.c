/* Eigenvector centrality: a node is high if nodes that act on it are. Bonacich 1972. */
#include "measures/spectral/perron.h"

static polity_status run(const measure_call *call, polity_table *out, size_t first,
                         polity_error *err)
{
    const polity_graph *g = call->graph;
    matrix of = {0};
    perron p = {.call = call,
                .what = "finding the eigenvector",
                .of = &of,
                .symmetric = !g->directed};
    polity_status status =
        run_reserve(call->run, p.what, g->out.weight ? 20.0 * (double)g->arcs : 0, err);
    if (!status && !matrix_of_graph(&of, g))
        status = error_memory(err);
    if (!status)
        status = perron_find(&p, table_reals(out, first), err);
    if (!status && !(p.value > 0))
        status = error_set(
            err, POLITY_EUNFIT, "acyclic",
            "the network has no cycle of ties, so every node's eigenvector centrality "
            "would be 0: harmonic, pagerank and reach say who stands high in a "
            "hierarchy");
    if (!status && (!measure_fact(out, "eigenvector", "eigenvalue", p.value) ||
                    !measure_fact(out, "eigenvector", "residual", p.residual)))
        status = error_memory(err);
    matrix_free(&of);
    return status;
}

static const polity_column columns[] = {
    {"eigenvector", "", "centrality, the largest being 1", POLITY_REAL},
    {NULL, NULL, NULL, 0},
};

const measure polity_measure_eigenvector = {
    .info = {.name = "eigenvector",
             .title = "Eigenvector centrality",
             .family = "spectral",
             .definition =
                 "vector x >= 0 with sum over arcs u to v of strength * x_u = k "
                 "x_v for the largest k; "
                 "scaled so that the largest is 1; where several parts share that "
                 "k it is one of many",
             .undefined =
                 "refused where the network has no cycle of ties: all would be 0",
             .direction = "along ties: a node is high that nodes act on which are high",
             .reference = "Bonacich 1972, Journal of Mathematical Sociology 2(1)",
             .cost = "O(nodes + arcs) a round of Arnoldi's iteration, about 300 bytes a "
                     "node and 12 an arc",
             .shape = POLITY_PER_NODE,
             .weight = POLITY_WEIGHT_STRENGTH,
             .columns = columns},
    .laws = LAW_NON_NEGATIVE | LAW_UNIT,
    .run = run,
};
