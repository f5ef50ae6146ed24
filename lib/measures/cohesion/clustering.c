/* Local clustering: how many pairs of a node's neighbours are tied. Watts & Strogatz
 * 1998; Barrat 2004. */
#include "measures/pooled.h"

typedef struct tally {
    const pooled *net;
    int64_t *triangles; /* at each node */
    double *heavy;      /* over its triangles, strengths of its two ties */
} tally;

static void count(const tally *t, int32_t v, double strengths)
{
    t->triangles[v]++;
    t->heavy[v] += strengths;
}

static void triangle(void *user, int64_t uw, int64_t uy, int64_t wy)
{
    const tally *t = user;
    const pooled *net = t->net;
    int32_t u = net->head[net->back[uw]], w = net->head[uw], y = net->head[uy];
    count(t, u, net->strength[uw] + net->strength[uy]);
    count(t, w, net->strength[uw] + net->strength[wy]);
    count(t, y, net->strength[uy] + net->strength[wy]);
}

static int write(const tally *t, const measure_call *call, polity_table *out,
                 size_t first)
{
    const pooled *net = t->net;
    for (size_t v = 0; v < net->nodes; v++) {
        double degree = (double)pooled_degree(net, v), strength = 0, found;
        reason why = degree < 2 ? REASON_DEGREE : REASON_EMPTY;
        for (int64_t i = net->first[v]; i < net->first[v + 1]; i++)
            strength += net->strength[i];
        found = measure_ratio(2 * (double)t->triangles[v], degree * (degree - 1));
        table_ints(out, first + 1)[v] = t->triangles[v];
        if (!measure_cell(out, v, first, found, why))
            return 0;
        found = measure_ratio(t->heavy[v], strength * (degree - 1));
        if (call->graph->out.weight &&
            !measure_cell(out, v, first + 2, found > 1 ? 1 : found, why))
            return 0;
    }
    return 1;
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
    t.heavy = memory_zeroed(net.nodes, sizeof *t.heavy);
    if (!t.triangles || !t.heavy)
        status = error_memory(err);
    if (!status)
        status = pooled_triangles(&net, call, triangle, &t, err);
    if (!status && !write(&t, call, out, first))
        status = error_memory(err);
out:
    memory_free(t.triangles);
    memory_free(t.heavy);
    pooled_free(&net);
    return status;
}

static const polity_column columns[] = {
    {"clustering", "", "share of the pairs of the node's neighbours that are tied",
     POLITY_REAL},
    {"clustering_triangles", "triangles", "triangles the node is in", POLITY_INT},
    {"clustering_barrat", "",
     "the same, each pair by the mean strength of the node's ties to it", POLITY_REAL},
    {NULL, NULL, NULL, 0},
};

const measure polity_measure_clustering = {
    .info =
        {.name = "clustering",
         .title = "Local clustering",
         .family = "cohesion",
         .definition = "2 * triangles / d(d-1) of a node with d neighbours; with "
                       "strengths also Barrat's: sum "
                       "over triangles with j and k of (w_ij + w_ik), divided by s(d-1), "
                       "s the sum of w_ij; "
                       "w_ij adds up the arcs of a pair in both directions",
         .undefined = "fewer than two neighbours: degree; Barrat's also where all "
                      "strengths are 0: "
                      "empty",
         .direction = "ignored",
         .reference =
             "Watts and Strogatz 1998, Nature 393; Barrat and others 2004, PNAS 101(11)",
         .cost = "O(arcs * sqrt(arcs)) time, 60 bytes an arc",
         .shape = POLITY_PER_NODE,
         .weight = POLITY_WEIGHT_STRENGTH,
         .columns = columns},
    .laws = LAW_NON_NEGATIVE | LAW_RELABEL | LAW_WEIGHT_SCALE,
    .weighted_columns = 1 << 2,
    .run = run,
};
