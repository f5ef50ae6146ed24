/* Katz centrality: walks that end at a node, the long ones counting less. Katz 1953. */
#include <math.h>
#include <string.h>

#include "measures/spectral/perron.h"

static const double share = 0.85; /* alpha, if not given, of the most that it may be */
static const double without_cycle = 0.1; /* and where it may be anything: networkx's */
static const double nearness = 1e-13, rounding = 1e-15; /* as of PageRank */

typedef struct katz {
    const measure_call *call;
    matrix of;
    double alpha, value;
    double *give;
} katz;

static polity_status choose_alpha(katz *k, polity_error *err)
{
    int given = measure_text(k->call, "alpha") != NULL;
    double most = 1 / k->value;
    k->alpha = given          ? measure_real(k->call, "alpha", 0)
               : k->value > 0 ? share * most
                              : without_cycle;
    if (k->alpha * k->value < 1)
        return POLITY_OK;
    return error_set(err, POLITY_EARG, "alpha",
                     "alpha is %g, and with it walks never count less: it must be below "
                     "%g, which is 1 / the network's largest eigenvalue",
                     k->alpha, most);
}

/* How far the equations are off, all together, as a share of the sum; NaN where a number
 * is beyond what doubles hold. */
static double residual(const katz *k, const double *x)
{
    double off = 0, sum = 0;
    for (size_t v = 0; v < k->of.nodes; v++) {
        double wanted = 1 + k->alpha * matrix_row(&k->of, v, x);
        off += fabs(wanted - x[v]);
        sum += x[v];
    }
    return k->of.nodes ? off / sum : 0;
}

static polity_status solve(katz *k, double *x, double *off, polity_error *err)
{
    size_t n = k->of.nodes;
    double slack = 1 - k->alpha * k->value;
    spread s = {.call = k->call,
                .what = "counting walks",
                .of = &k->of,
                .symmetric = !k->call->graph->directed,
                .give = k->give,
                .from = 1,
                .share = fmax(nearness * slack, rounding)};
    polity_status status;
    for (size_t v = 0; v < n; v++)
        k->give[v] = k->alpha;
    status = spread_solve(&s, x, err);
    if (status)
        return status;
    *off = residual(k, x);
    return isfinite(*off) ? POLITY_OK
                          : error_set(err, POLITY_ECONVERGE, "too-large",
                                      "katz counts more walks than numbers hold: try a "
                                      "smaller alpha");
}

static polity_status run(const measure_call *call, polity_table *out, size_t first,
                         polity_error *err)
{
    const polity_graph *g = call->graph;
    katz k = {.call = call};
    perron p = {.call = call,
                .what = "finding the largest eigenvalue",
                .of = &k.of,
                .symmetric = !g->directed};
    double *x = table_reals(out, first), off = 0;
    polity_status status = run_reserve(
        call->run, p.what,
        8.0 * (double)g->nodes + (g->out.weight ? 20.0 * (double)g->arcs : 0), err);
    if (status)
        return status;
    k.give = memory_array(g->nodes, sizeof *k.give);
    if (!k.give || !matrix_of_graph(&k.of, g))
        status = error_memory(err);
    if (!status)
        status = perron_find(&p, x, err);
    k.value = p.value;
    if (!status)
        status = choose_alpha(&k, err);
    if (!status)
        status = solve(&k, x, &off, err);
    if (!status && (!measure_fact(out, "katz", "alpha", k.alpha) ||
                    !measure_fact(out, "katz", "eigenvalue", k.value) ||
                    !measure_fact(out, "katz", "residual", off)))
        status = error_memory(err);
    matrix_free(&k.of);
    memory_free(k.give);
    return status;
}

static const polity_column columns[] = {
    {"katz", "", "1 and what the nodes that act on it pass on", POLITY_REAL},
    {NULL, NULL, NULL, 0},
};

static const polity_param params[] = {
    {"alpha", "real", "",
     "what is passed on for each unit of strength, below 1 / eigenvalue; else 0.85 of "
     "that",
     0, 1e300},
    {NULL, NULL, NULL, NULL, 0, 0},
};

const measure polity_measure_katz = {
    .info =
        {.name = "katz",
         .title = "Katz centrality",
         .family = "spectral",
         .definition =
             "x_v = 1 + alpha * sum over arcs u to v of strength * x_u, not scaled "
             "(networkx: so that the sum of squares is 1); alpha, if not given, is 0.85 "
             "/ the largest eigenvalue, and 0.1 where no cycle of ties is; residual: how "
             "far all equations together are off, as a share of the sum of x",
         .undefined = "never; refused for an alpha of 1 / eigenvalue or more",
         .direction = "along ties, as networkx has it: a node is high that nodes act on "
                      "which are high",
         .reference = "Katz 1953, Psychometrika 18(1)",
         .cost = "O(nodes + arcs) a round, and the eigenvalue as for eigenvector",
         .shape = POLITY_PER_NODE,
         .weight = POLITY_WEIGHT_STRENGTH,
         .columns = columns,
         .params = params},
    .laws = LAW_NON_NEGATIVE | LAW_RELABEL,
    .run = run,
};
