/* PageRank: where a walk along ties that starts anew now and then is found. Brin & Page
 * 1998. */
#include <math.h>

#include "measures/spectral/spread.h"

/* Of the result, as a sum of differences over all nodes; and as near as a sum of doubles
 * that is 1 gets. */
static const double nearness = 1e-13, rounding = 1e-15;

/* Of each node, what it passes on for each unit of strength: 0 where it has none. */
static void make_shares(const polity_graph *g, double *share, double damping)
{
    const arc_rows *of = &g->out;
    for (size_t v = 0; v < g->nodes; v++) {
        double sum = of->weight ? 0 : (double)arcs_in_row(of, v);
        for (int64_t i = of->first[v]; of->weight && i < of->first[v + 1]; i++)
            sum += of->weight[i];
        share[v] = sum > 0 ? damping / sum : 0;
    }
}

/* Make the sum 1. What a node without arcs holds goes to all alike, which that does too.
 * Returns how far the equations are off, all together. */
static double finish(const matrix *of, double *share, double damping, double *rank)
{
    size_t n = of->nodes;
    double sum = 0, idle = 0, off = 0;
    for (size_t v = 0; v < n; v++)
        sum += rank[v];
    for (size_t v = 0; v < n; v++) {
        rank[v] /= sum;
        idle += share[v] > 0 ? 0 : rank[v];
        share[v] *= rank[v];
    }
    for (size_t v = 0; v < n; v++)
        off += fabs((1 - damping + damping * idle) / (double)n +
                    matrix_row(of, v, share) - rank[v]);
    return off;
}

static polity_status run(const measure_call *call, polity_table *out, size_t first,
                         polity_error *err)
{
    const polity_graph *g = call->graph;
    double damping = measure_real(call, "damping", 0.85), *rank = table_reals(out, first);
    matrix of = {0};
    spread s = {.call = call,
                .what = "spreading rank",
                .of = &of,
                .symmetric = !g->directed,
                .from = 1,
                .share = fmax(nearness * (1 - damping), rounding)};
    double *share = NULL, off = 0;
    polity_status status = run_reserve(
        call->run, s.what,
        8.0 * (double)g->nodes + (g->out.weight ? 20.0 * (double)g->arcs : 0), err);
    if (status)
        return status;
    share = memory_array(g->nodes, sizeof *share);
    if (!share || !matrix_of_graph(&of, g)) {
        status = error_memory(err);
        goto out;
    }
    if (g->nodes) {
        make_shares(g, share, damping);
        s.give = share;
        status = spread_solve(&s, rank, err);
        if (!status)
            off = finish(&of, share, damping, rank);
    }
    if (!status && !measure_fact(out, "pagerank", "residual", off))
        status = error_memory(err);
out:
    matrix_free(&of);
    memory_free(share);
    return status;
}

static const polity_column columns[] = {
    {"pagerank", "", "share of time that the walk is at the node; the sum is 1",
     POLITY_REAL},
    {NULL, NULL, NULL, 0},
};

static const polity_param params[] = {
    {"damping", "real", "0.85", "chance of following a tie rather than starting anew", 0,
     0.999},
    {NULL, NULL, NULL, NULL, 0, 0},
};

const measure polity_measure_pagerank = {
    .info =
        {.name = "pagerank",
         .title = "PageRank",
         .family = "spectral",
         .definition = "share of time at the node of a walk that follows an arc, by "
                       "strength, with chance "
                       "`damping`, else, and where no arc leaves, starts anew at any "
                       "node; the sum is 1",
         .undefined = "never",
         .direction = "along ties: a node is high that nodes act on which are high",
         .reference = "Brin and Page 1998, Computer Networks 30",
         .cost =
             "O(nodes + arcs) a round, log(1e-13) / log(damping) rounds, 24 bytes a node",
         .shape = POLITY_PER_NODE,
         .weight = POLITY_WEIGHT_STRENGTH,
         .columns = columns,
         .params = params},
    .laws = LAW_NON_NEGATIVE | LAW_UNIT | LAW_SUM_ONE | LAW_RELABEL | LAW_WEIGHT_SCALE,
    .run = run,
};
