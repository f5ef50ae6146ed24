/* Burt's constraint: how far a node's ties lead back to each other. Burt 1992, chapter 2.
 */
#include "measures/pooled.h"

#include <math.h>

typedef struct holes {
    const pooled *net;
    double *sum;      /* of each node's strengths */
    double *most;     /* the largest of them */
    double *indirect; /* of each entry i→j: sum over common neighbours q of p_iq * p_qj */
    double *redundant; /* the same of p_iq * m_jq, m_jq = strength of j and q / largest of
                          j */
} holes;

static int make(holes *h, const pooled *net)
{
    h->net = net;
    h->sum = memory_zeroed(net->nodes, sizeof *h->sum);
    h->most = memory_zeroed(net->nodes, sizeof *h->most);
    h->indirect = memory_zeroed(net->entries, sizeof *h->indirect);
    h->redundant = memory_zeroed(net->entries, sizeof *h->redundant);
    if (!h->sum || !h->most || !h->indirect || !h->redundant)
        return 0;
    for (size_t v = 0; v < net->nodes; v++) {
        for (int64_t i = net->first[v]; i < net->first[v + 1]; i++) {
            h->sum[v] += net->strength[i];
            if (net->strength[i] > h->most[v])
                h->most[v] = net->strength[i];
        }
    }
    return 1;
}

static void drop(holes *h)
{
    memory_free(h->sum);
    memory_free(h->most);
    memory_free(h->indirect);
    memory_free(h->redundant);
}

/* The way from i over q to j: entries i→j, i→q, q→j. */
static void add_way(const holes *h, int64_t ij, int64_t iq, int64_t qj)
{
    const pooled *net = h->net;
    int32_t q = net->head[iq], j = net->head[ij], i = net->head[net->back[ij]];
    if (h->sum[i] <= 0 || net->strength[iq] <= 0 || net->strength[qj] <= 0)
        return;
    double invested = net->strength[iq] / h->sum[i];
    h->indirect[ij] += invested * (net->strength[qj] / h->sum[q]);
    h->redundant[ij] += invested * (net->strength[qj] / h->most[j]);
}

static void triangle(void *user, int64_t uw, int64_t uy, int64_t wy)
{
    const holes *h = user;
    const int64_t *back = h->net->back;
    add_way(h, uw, uy, back[wy]);
    add_way(h, uy, uw, wy);
    add_way(h, back[uw], wy, back[uy]);
    add_way(h, wy, back[uw], uy);
    add_way(h, back[uy], back[wy], back[uw]);
    add_way(h, back[wy], back[uy], uw);
}

/* The four numbers of a node; NaN = undefined. */
typedef struct hole_values {
    double constraint, size, efficiency, hierarchy, contacts;
} hole_values;

static double dyad(const holes *h, size_t v, int64_t i)
{
    double all = h->net->strength[i] / h->sum[v] + h->indirect[i];
    return all * all;
}

static hole_values values_of(const holes *h, size_t v)
{
    const pooled *net = h->net;
    hole_values of = {0, 0, NAN, NAN, 0};
    for (int64_t i = net->first[v]; i < net->first[v + 1]; i++) {
        if (net->strength[i] <= 0)
            continue;
        of.contacts += 1;
        of.constraint += dyad(h, v, i);
        of.size += 1 - h->redundant[i];
    }
    if (of.contacts < 1) {
        of.constraint = of.size = NAN;
        return of;
    }
    of.efficiency = of.size / of.contacts;
    if (of.contacts < 2)
        return of;
    of.hierarchy = 0;
    for (int64_t i = net->first[v]; i < net->first[v + 1]; i++) {
        double share = dyad(h, v, i) / (of.constraint / of.contacts);
        if (net->strength[i] > 0)
            of.hierarchy += share * log(share);
    }
    of.hierarchy /= of.contacts * log(of.contacts);
    if (of.hierarchy < 0) /* of equal shares the last bits may sum to less than none */
        of.hierarchy = 0;
    return of;
}

static int write(const holes *h, const measure_call *call, polity_table *out,
                 size_t first)
{
    for (size_t v = 0; v < h->net->nodes; v++) {
        hole_values of = values_of(h, v);
        reason why = measure_isolate(call->graph, v, REASON_EMPTY);
        if (!measure_cell(out, v, first, of.constraint, why) ||
            !measure_cell(out, v, first + 1, of.size, why) ||
            !measure_cell(out, v, first + 2, of.efficiency, why) ||
            !measure_cell(out, v, first + 3, of.hierarchy,
                          of.contacts < 1 ? why : REASON_DEGREE))
            return 0;
    }
    return 1;
}

static polity_status run(const measure_call *call, polity_table *out, size_t first,
                         polity_error *err)
{
    pooled net;
    holes h = {0};
    polity_status status = pooled_make(&net, call, err);
    if (status)
        goto out;
    if (!make(&h, &net))
        status = error_memory(err);
    if (!status)
        status = pooled_triangles(&net, call, triangle, &h, err);
    if (!status && !write(&h, call, out, first))
        status = error_memory(err);
out:
    drop(&h);
    pooled_free(&net);
    return status;
}

static const polity_column columns[] = {
    {"constraint", "", "how far the node's ties lead back to each other", POLITY_REAL},
    {"constraint_effective_size", "nodes",
     "neighbours, less what they share with each other", POLITY_REAL},
    {"constraint_efficiency", "", "effective size / number of neighbours", POLITY_REAL},
    {"constraint_hierarchy", "",
     "how far the constraint comes from one neighbour, 0 to 1", POLITY_REAL},
    {NULL, NULL, NULL, 0},
};

const measure polity_measure_constraint = {
    .info = {.name = "constraint",
             .title = "Structural constraint",
             .family = "brokerage",
             .definition =
                 "sum over neighbours j of (p_ij + sum over q of p_iq p_qj)^2, p_ij the "
                 "share of i's "
                 "strength, in and out ties pooled, that is with j, over the whole "
                 "network; effective "
                 "size = sum over j of (1 - sum over q of p_iq m_jq), m_jq the strength "
                 "of j with q / "
                 "the largest of j; efficiency = that / neighbours N; hierarchy = sum "
                 "over j of r_j ln "
                 "r_j / (N ln N), r_j = j's part of the constraint / (constraint / N)",
             .undefined = "no ties: isolate; all strengths 0: empty; hierarchy of one "
                          "neighbour: degree",
             .direction = "in and out ties pooled; a pair tied both ways counts both",
             .reference = "Burt 1992, Structural Holes, chapter 2",
             .cost = "O(arcs * sqrt(arcs)) time, 80 bytes an arc",
             .shape = POLITY_PER_NODE,
             .weight = POLITY_WEIGHT_STRENGTH,
             .columns = columns},
    .laws = LAW_NON_NEGATIVE | LAW_RELABEL | LAW_WEIGHT_SCALE,
    .run = run,
};
