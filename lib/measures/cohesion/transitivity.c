/* Transitivity: how many connected triples of nodes are closed. */
#include "measures/pooled.h"

typedef struct tally {
    const pooled *net;
    int64_t *triangles; /* at each node */
} tally;

static void triangle(void *user, int64_t uw, int64_t uy, int64_t wy)
{
    const tally *t = user;
    const pooled *net = t->net;
    (void)wy;
    t->triangles[net->head[net->back[uw]]]++;
    t->triangles[net->head[uw]]++;
    t->triangles[net->head[uy]]++;
}

static int write(const pooled *net, const int64_t *triangles, polity_table *out,
                 size_t first)
{
    double defined = 0, sum = 0, closed = 0, triples = 0;
    for (size_t v = 0; v < net->nodes; v++) {
        double d = (double)pooled_degree(net, v);
        closed += (double)triangles[v];
        triples += d * (d - 1) / 2;
        if (d < 2)
            continue;
        defined += 1;
        sum += 2 * (double)triangles[v] / (d * (d - 1));
    }
    table_ints(out, first + 3)[0] = (int64_t)(closed / 3);
    table_ints(out, first + 4)[0] = (int64_t)triples;
    return measure_cell(out, 0, first, measure_ratio(closed, triples), REASON_EMPTY) &&
           measure_cell(out, 0, first + 1, measure_ratio(sum, defined), REASON_EMPTY) &&
           measure_cell(out, 0, first + 2, measure_ratio(sum, (double)net->nodes),
                        REASON_EMPTY);
}

static polity_status run(const measure_call *call, polity_table *out, size_t first,
                         polity_error *err)
{
    pooled net;
    tally t = {.net = &net};
    polity_status status = pooled_make(&net, call, err);
    if (status)
        goto out;
    t.triangles = memory_zeroed(net.nodes, sizeof *t.triangles);
    if (!t.triangles)
        status = error_memory(err);
    if (!status)
        status = pooled_triangles(&net, call, triangle, &t, err);
    if (!status && !write(&net, t.triangles, out, first))
        status = error_memory(err);
out:
    memory_free(t.triangles);
    pooled_free(&net);
    return status;
}

static const polity_column columns[] = {
    {"transitivity", "", "share of connected triples that are closed", POLITY_REAL},
    {"transitivity_mean_defined", "", "mean local clustering of the nodes that have one",
     POLITY_REAL},
    {"transitivity_mean_zero", "", "mean local clustering, 0 for nodes that have none",
     POLITY_REAL},
    {"transitivity_triangles", "triangles", "triangles of the network", POLITY_INT},
    {"transitivity_triples", "triples", "pairs of neighbours of a node, over all nodes",
     POLITY_INT},
    {NULL, NULL, NULL, 0},
};

const measure polity_measure_transitivity = {
    .info =
        {.name = "transitivity",
         .title = "Transitivity",
         .family = "cohesion",
         .definition =
             "3 * triangles / connected triples; and the mean of local clustering, over "
             "the nodes "
             "with two neighbours or more (mean_defined) or over all, the others being 0 "
             "(mean_zero)",
         .undefined = "nothing to divide by: empty",
         .direction = "ignored",
         .reference = "Newman, Watts and Strogatz 2002, PNAS 99; Watts and Strogatz 1998",
         .cost = "O(arcs * sqrt(arcs)) time, 60 bytes an arc",
         .shape = POLITY_PER_GRAPH,
         .weight = POLITY_WEIGHT_NONE,
         .columns = columns},
    .laws = LAW_NON_NEGATIVE | LAW_RELABEL,
    .run = run,
};
