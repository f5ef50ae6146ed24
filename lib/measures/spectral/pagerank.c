/* PageRank: where a walk along ties that starts anew now and then is found. Brin & Page
 * 1998. */
#include "measures/measure.h"

#include <math.h>

enum { MOST_ROUNDS = 100000 };

static const double nearness =
    1e-13; /* of the result, as a sum of differences over all nodes */

typedef struct walk {
    const polity_graph *graph;
    double damping;
    double *rank, *next;
    double
        *share; /* what a node gives for each unit of strength; 0 = it has none to give */
} walk;

static void make_shares(walk *w)
{
    const arc_rows *of = &w->graph->out;
    for (size_t v = 0; v < w->graph->nodes; v++) {
        double sum = 0;
        for (int64_t i = of->first[v]; i < of->first[v + 1]; i++)
            sum += of->weight ? of->weight[i] : 1;
        w->share[v] = sum > 0 ? 1 / sum : 0;
        w->rank[v] = 1 / (double)w->graph->nodes;
    }
}

/* One round; returns how much changed. What a node without arcs holds goes to all alike.
 */
static double step(walk *w)
{
    const arc_rows *of = &w->graph->in;
    size_t n = w->graph->nodes;
    double idle = 0, changed = 0, anew, *held = w->rank;
    for (size_t v = 0; v < n; v++)
        if (w->share[v] <= 0)
            idle += w->rank[v];
    anew = (1 - w->damping + w->damping * idle) / (double)n;
    for (size_t v = 0; v < n; v++) {
        double sum = 0;
        for (int64_t i = of->first[v]; i < of->first[v + 1]; i++) {
            int32_t u = of->head[i];
            sum += w->rank[u] * w->share[u] * (of->weight ? of->weight[i] : 1);
        }
        w->next[v] = anew + w->damping * sum;
        changed += fabs(w->next[v] - w->rank[v]);
    }
    w->rank = w->next;
    w->next = held;
    return changed;
}

/* Each round leaves at most `damping` of the error, so a change of c is an error of c d /
 * (1-d). */
static polity_status iterate(walk *w, const measure_call *call, polity_error *err)
{
    double enough = w->damping > 0 ? nearness * (1 - w->damping) / w->damping : 1;
    if (enough < 1e-15) /* a sum of doubles that is 1 gets no nearer */
        enough = 1e-15;
    for (int round = 0; round < MOST_ROUNDS; round++) {
        double changed = step(w);
        polity_status status = POLITY_OK;
        if (changed <= enough)
            return POLITY_OK;
        if (round % 16 == 0)
            status = run_tick(call->run, "spreading rank", -1, err);
        if (status)
            return status;
    }
    return error_set(err, POLITY_ECONVERGE, "not-converged",
                     "pagerank did not converge in %d rounds: try a smaller damping",
                     MOST_ROUNDS);
}

static polity_status run(const measure_call *call, polity_table *out, size_t first,
                         polity_error *err)
{
    const polity_graph *g = call->graph;
    walk w = {.graph = g, .damping = measure_real(call, "damping", 0.85)};
    double *one = NULL, *other = NULL, sum = 0;
    polity_status status =
        run_reserve(call->run, "spreading rank", 24.0 * (double)g->nodes, err);
    if (status)
        return status;
    w.rank = one = memory_array(g->nodes, sizeof *one);
    w.next = other = memory_array(g->nodes, sizeof *other);
    w.share = memory_array(g->nodes, sizeof *w.share);
    if (!one || !other || !w.share)
        status = error_memory(err);
    if (!status && g->nodes) {
        make_shares(&w);
        status = iterate(&w, call, err);
    }
    for (size_t v = 0; v < g->nodes && !status; v++)
        sum += w.rank[v];
    for (size_t v = 0; v < g->nodes && !status; v++)
        table_reals(out, first)[v] = w.rank[v] / sum;
    memory_free(one);
    memory_free(other);
    memory_free(w.share);
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
