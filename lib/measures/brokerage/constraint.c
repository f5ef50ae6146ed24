/* Burt's constraint: how far a node's ties lead back to each other. Burt 1992, chapter 2.
 */
#include "measures/triangles.h"

#include <math.h>
#include <string.h>

/* Over the neighbours j of a node, c_j being their parts of the constraint. */
typedef struct holes {
    double contacts, constraint;
    double entropy; /* sum over j of c_j ln c_j */
    double redundant;
} holes;

static void add(holes *of, double invested, double logarithm)
{
    double part = invested * invested;
    of->contacts += 1;
    of->constraint += part;
    of->entropy += part * 2 * logarithm;
}

/* A pair counts at both its ends. p_high,q is p_low,q times the sum of low / the sum of
 * high, so that one logarithm does for both. */
static void add_pair(const triangles *t, size_t low, size_t high, int64_t i, holes *of,
                     const double *logarithm)
{
    const double *sum = t->sum, *most = t->most;
    pair_holes pair = t->holes[i];
    double from_low = pair.low + pair.indirect,
           from_high = pair.high + pair.indirect * sum[low] / sum[high],
           ln_low = log(from_low);
    if (!(pair.low > 0))
        return;
    add(&of[low], from_low, ln_low);
    add(&of[high], from_high, ln_low + logarithm[low] - logarithm[high]);
    of[low].redundant += pair.common * (sum[high] / most[high]);
    of[high].redundant += pair.common * (sum[low] / most[low]);
}

/* The same where every neighbour has the same share. */
static void add_plain(const triangles *t, size_t low, size_t high, int64_t i, holes *of,
                      const double *logarithm)
{
    double both = 1 + t->between[i], ln = log(both);
    add(&of[low], both * t->share[low], ln - logarithm[low]);
    add(&of[high], both * t->share[high], ln - logarithm[high]);
}

static void add_pairs(const triangles *t, holes *of, double *logarithm)
{
    const ranked *pairs = &t->pairs;
    for (size_t r = 0; r < pairs->nodes; r++)
        logarithm[r] = log(t->holes ? t->sum[r] : pairs->degree[r]);
    for (size_t r = 0; r < pairs->nodes; r++) {
        for (int64_t i = pairs->first[r]; i < pairs->first[r + 1]; i++) {
            size_t high = (size_t)pairs->head[i];
            if (t->holes)
                add_pair(t, r, high, i, of, logarithm);
            else
                add_plain(t, r, high, i, of, logarithm);
        }
    }
    /* A neighbour's share in a neighbour it shares is 1 / neighbours, of each in turn. */
    for (size_t r = 0; r < pairs->nodes && !t->holes; r++)
        of[r].redundant = t->share[r] * 2 * (double)t->at[r];
}

/* With r_j = c_j N / C and C the sum of the c_j: the sum of r_j ln r_j / (N ln N) is
 * (sum of c_j ln c_j / C + ln N - ln C) / ln N. */
static double hierarchy(const holes *of)
{
    double n = log(of->contacts),
           found = (of->entropy / of->constraint + n - log(of->constraint)) / n;
    return found < 0 ? 0 : found > 1 ? 1 : found; /* by the last bits */
}

static int write(const triangles *t, const holes *all, const polity_graph *graph,
                 polity_table *out, size_t first)
{
    for (size_t r = 0; r < t->pairs.nodes; r++) {
        size_t v = (size_t)t->pairs.node[r];
        const holes *of = &all[r];
        int none = of->contacts < 1, one = of->contacts < 2;
        double size = of->contacts - of->redundant;
        reason why = measure_isolate(graph, v, REASON_EMPTY);
        if (!measure_cell(out, v, first, none ? NAN : of->constraint, why) ||
            !measure_cell(out, v, first + 1, none ? NAN : size, why) ||
            !measure_cell(out, v, first + 2, measure_ratio(size, of->contacts), why) ||
            !measure_cell(out, v, first + 3, one ? NAN : hierarchy(of),
                          none ? why : REASON_DEGREE))
            return 0;
    }
    return 1;
}

static polity_status run(const measure_call *call, polity_table *out, size_t first,
                         polity_error *err)
{
    const triangles *t = call->pass;
    size_t n = t->pairs.nodes;
    holes *of;
    double *logarithm;
    const memory_part parts[] = {{(void **)&of, n, sizeof *of},
                                 {(void **)&logarithm, n, sizeof *logarithm}};
    void *block = memory_parts(parts, 2);
    int fine = block != NULL;
    if (fine) {
        memset(of, 0, n * sizeof *of);
        add_pairs(t, of, logarithm);
        fine = write(t, of, call->graph, out, first);
    }
    memory_free(block);
    return fine ? POLITY_OK : error_memory(err);
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
             .cost = "O(arcs * sqrt(arcs)) time, 8 bytes an arc, of a directed network "
                     "or with strengths 40",
             .shape = POLITY_PER_NODE,
             .weight = POLITY_WEIGHT_STRENGTH,
             .columns = columns},
    .laws = LAW_NON_NEGATIVE | LAW_RELABEL | LAW_WEIGHT_SCALE,
    .pass = &triangle_pass,
    .wants = TRIANGLES_OF_HOLES,
    .run = run,
};
