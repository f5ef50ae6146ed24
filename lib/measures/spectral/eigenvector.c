/* Eigenvector centrality: a node is high if nodes that act on it are. Bonacich 1972. */
#include <math.h>
#include <string.h>

#include "graph/guard.h"
#include "measures/measure.h"

static const double residue =
    1e-9; /* most that the equation may be off, relative to the eigenvalue */

/* Whether arcs with a strength above 0 close no cycle: nodes that none enters are taken
 * away until none is left, or none can be. -1 = no memory. */
static int acyclic(const polity_graph *g)
{
    const arc_rows *of = &g->out;
    int64_t *entering = memory_zeroed(g->nodes, sizeof *entering);
    int32_t *waiting = memory_array(g->nodes, sizeof *waiting);
    size_t n = 0, taken = 0;
    int found = -1;
    if (!entering || !waiting)
        goto out;
    for (size_t i = 0; i < g->arcs; i++)
        entering[of->head[i]] += !of->weight || of->weight[i] > 0;
    for (size_t v = 0; v < g->nodes; v++)
        if (!entering[v])
            waiting[n++] = (int32_t)v;
    while (taken < n) {
        int32_t v = waiting[taken++];
        for (int64_t i = of->first[v]; i < of->first[v + 1]; i++)
            if ((!of->weight || of->weight[i] > 0) && !--entering[of->head[i]])
                waiting[n++] = of->head[i];
    }
    found = taken == g->nodes;
out:
    memory_free(entering);
    memory_free(waiting);
    return found;
}

/* igraph's own answer, copied out of the guard. */
static polity_status ask_engine(const measure_call *call, double *into, double *largest,
                                polity_error *err)
{
    const polity_graph *g = call->graph;
    igraph_arpack_options_t arpack;
    igraph_vector_t found, strengths;
    const igraph_t *graph = NULL;
    igraph_error_t code;
    guard fence;
    polity_status status = guard_enter(&fence, call->run, "finding the eigenvector", err);
    if (status)
        return status;
    igraph_arpack_options_init(&arpack);
    code = guard_igraph(g, &graph);
    if (!code)
        code = guard_strengths(g, &strengths);
    if (!code) {
        IGRAPH_FINALLY(igraph_vector_destroy, &strengths);
        code = igraph_vector_init(&found, 0);
    }
    if (!code) {
        IGRAPH_FINALLY(igraph_vector_destroy, &found);
        code = igraph_eigenvector_centrality(graph, &found, largest, g->directed, 1,
                                             g->out.weight ? &strengths : NULL, &arpack);
    }
    if (!code)
        memcpy(into, VECTOR(found), g->nodes * sizeof *into);
    return guard_leave(&fence, code, err);
}

/* How far a vector is from its equation, as a share of the eigenvalue. */
static double off(const polity_graph *g, const double *x, double largest)
{
    double worst = 0;
    for (size_t v = 0; v < g->nodes; v++) {
        double sum = 0;
        for (int64_t i = g->in.first[v]; i < g->in.first[v + 1]; i++)
            sum += x[g->in.head[i]] * (g->in.weight ? g->in.weight[i] : 1);
        worst = fmax(worst, fabs(sum - largest * x[v]));
    }
    return largest > 0 ? worst / largest : INFINITY;
}

static polity_status run(const measure_call *call, polity_table *out, size_t first,
                         polity_error *err)
{
    const polity_graph *g = call->graph;
    double *x = table_reals(out, first), largest = 0, most = 0;
    polity_status status =
        run_reserve(call->run, "finding the eigenvector",
                    240.0 * (double)g->nodes + 80.0 * (double)g->arcs, err);
    int empty;
    if (status)
        return status;
    empty = acyclic(g);
    if (empty < 0)
        return error_memory(err);
    if (empty)
        return error_set(
            err, POLITY_EUNFIT, "acyclic",
            "the network has no cycle of ties, so every node's eigenvector centrality "
            "would be 0: harmonic, pagerank and reach say who stands high in a "
            "hierarchy");
    status = ask_engine(call, x, &largest, err);
    if (status)
        return status;
    for (size_t v = 0; v < g->nodes; v++) {
        x[v] = x[v] > 0 ? x[v] : 0; /* the last bits of a 0 may be below it */
        most = fmax(most, x[v]);
    }
    if (!(off(g, x, largest) <= residue))
        return error_set(
            err, POLITY_ECONVERGE, "not-converged",
            "the eigenvector did not converge: its equation is off by %g of the "
            "eigenvalue",
            off(g, x, largest));
    for (size_t v = 0; v < g->nodes; v++)
        x[v] /= most;
    return measure_fact(out, "eigenvector", "eigenvalue", largest) ? POLITY_OK
                                                                   : error_memory(err);
}

static const polity_column columns[] = {
    {"eigenvector", "", "centrality, the largest being 1", POLITY_REAL},
    {NULL, NULL, NULL, 0},
};

const measure polity_measure_eigenvector = {
    .info =
        {.name = "eigenvector",
         .title = "Eigenvector centrality",
         .family = "spectral",
         .definition = "vector x >= 0 with sum over arcs u to v of strength * x_u = k "
                       "x_v for the largest k; "
                       "scaled so that the largest is 1; where several parts share that "
                       "k it is one of many",
         .undefined = "refused where the network has no cycle of ties: all would be 0",
         .direction = "along ties: a node is high that nodes act on which are high",
         .reference = "Bonacich 1972, Journal of Mathematical Sociology 2(1)",
         .cost =
             "O(nodes + arcs) a round of the Arnoldi iteration, about 240 bytes a node",
         .shape = POLITY_PER_NODE,
         .weight = POLITY_WEIGHT_STRENGTH,
         .columns = columns},
    .laws = LAW_NON_NEGATIVE | LAW_UNIT,
    .engine = 1,
    .random = 1,
    .run = run,
};
