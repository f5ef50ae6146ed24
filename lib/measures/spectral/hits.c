/* Hubs and authorities: a hub acts on authorities, and on an authority act hubs.
 * Kleinberg 1999. */
#include <math.h>
#include <string.h>

#include "measures/spectral/perron.h"

/* Largest 1, each for itself. */
static void scale(double *x, size_t n)
{
    double most = 0;
    for (size_t v = 0; v < n; v++)
        most = fmax(most, x[v]);
    for (size_t v = 0; v < n; v++)
        x[v] /= most;
}

/* Without direction a node is acted on as it acts, and one side will do. */
static polity_status find(perron *p, matrix *of, const polity_graph *g, double *both,
                          polity_error *err)
{
    int fine = g->directed ? matrix_both_sides(of, g) : matrix_of_graph(of, g);
    polity_status status = fine ? POLITY_OK : error_memory(err);
    p->of = of;
    if (!status)
        status = perron_find(p, both, err);
    if (!status && !g->directed)
        memcpy(both + g->nodes, both, g->nodes * sizeof *both);
    matrix_free(of);
    return status;
}

static polity_status run(const measure_call *call, polity_table *out, size_t first,
                         polity_error *err)
{
    const polity_graph *g = call->graph;
    matrix of = {0};
    perron p = {.call = call, .what = "finding hubs and authorities", .symmetric = 1};
    double *both = NULL; /* as it is acted on, then as it acts */
    size_t n = g->nodes;
    polity_status status =
        run_reserve(call->run, p.what, 48.0 * (double)n + 24.0 * (double)g->arcs, err);
    if (!status && n > INT32_MAX / 2)
        status = error_set(err, POLITY_ELIMIT, "too-many-nodes",
                           "hits takes networks of at most %d nodes", INT32_MAX / 2);
    if (status)
        return status;
    both = memory_array(2 * n, sizeof *both);
    status = both ? find(&p, &of, g, both, err) : error_memory(err);
    if (!status && !(p.value > 0))
        status = error_set(err, POLITY_EUNFIT, "no-ties",
                           "the network has no tie, so no node acts on another: there "
                           "are neither hubs nor authorities");
    if (status)
        goto out;
    scale(both, n);
    scale(both + n, n);
    memcpy(table_reals(out, first), both + n, n * sizeof *both);
    memcpy(table_reals(out, first + 1), both, n * sizeof *both);
    if (!measure_fact(out, "hits", "singular_value", p.value) ||
        !measure_fact(out, "hits", "residual", p.residual))
        status = error_memory(err);
out:
    memory_free(both);
    return status;
}

static const polity_column columns[] = {
    {"hits_hub", "", "how much it acts on authorities, the largest being 1", POLITY_REAL},
    {"hits_authority", "", "how much hubs act on it, the largest being 1", POLITY_REAL},
    {NULL, NULL, NULL, 0},
};

const measure polity_measure_hits = {
    .info =
        {.name = "hits",
         .title = "Hubs and authorities (HITS)",
         .family = "spectral",
         .definition =
             "vectors h, a >= 0 with sum over arcs v to w of strength * a_w = k h_v and "
             "sum over arcs u to v of strength * h_u = k a_v for the largest k, the "
             "singular value; each scaled so that the largest is 1, as igraph has it "
             "(networkx: so that the sum is 1); where several parts that share no hub "
             "and no authority have that k, each counts with a largest of 1; residual: "
             "the most that an equation is off, as a share of k",
         .undefined = "refused where there is no tie",
         .direction = "along ties: a hub acts, an authority is acted on; without "
                      "direction both are the eigenvector centrality",
         .reference = "Kleinberg 1999, Journal of the ACM 46(5)",
         .cost = "O(nodes + arcs) a round of Lanczos's iteration, about 650 bytes a node "
                 "and 50 an arc",
         .shape = POLITY_PER_NODE,
         .weight = POLITY_WEIGHT_STRENGTH,
         .columns = columns},
    .laws = LAW_NON_NEGATIVE | LAW_UNIT | LAW_RELABEL | LAW_WEIGHT_SCALE,
    .run = run,
};
