/* Distances over all pairs: mean, largest, how many pairs are in reach. */
#include "measures/paths/distance.h"

#include "base/buffer.h"

/* "1: 10, 2: 6": pairs by number of steps, as a fact. */
static int counts_fact(const distances *d, polity_table *out)
{
    buffer text = {0};
    int fine;
    for (size_t steps = 1; steps < d->steps; steps++)
        if (d->counts[steps])
            buffer_print(&text, "%s%zu: %lld", text.length ? ", " : "", steps,
                         (long long)d->counts[steps]);
    fine = !text.failed && (!text.length || table_fact(out, "distances_pairs_by_steps",
                                                       "%s", text.bytes));
    buffer_free(&text);
    return fine;
}

static polity_status run(const measure_call *call, polity_table *out, size_t first,
                         polity_error *err)
{
    const distances *d = call->pass;
    double n = (double)call->graph->nodes, far = 0, widest = 0;
    int64_t pairs = 0;
    for (size_t v = 0; v < call->graph->nodes; v++) {
        pairs += d->out.reached[v];
        far += d->out.far[v];
        if (d->out.widest[v] > widest)
            widest = d->out.widest[v];
    }
    table_ints(out, first + 2)[0] = pairs;
    if (!measure_cell(out, 0, first, measure_ratio(far, (double)pairs), REASON_EMPTY) ||
        !measure_cell(out, 0, first + 1, widest, REASON_EMPTY) ||
        (!pairs && !table_undefine(out, 0, first + 1, REASON_EMPTY)) ||
        !measure_cell(out, 0, first + 3, measure_ratio((double)pairs, n * (n - 1)),
                      REASON_EMPTY) ||
        (d->counts && !counts_fact(d, out)))
        return error_memory(err);
    return POLITY_OK;
}

static const polity_column columns[] = {
    {"distances_mean", "", "mean distance over the pairs in reach", POLITY_REAL},
    {"distances_diameter", "", "largest distance over the pairs in reach", POLITY_REAL},
    {"distances_pairs", "pairs",
     "ordered pairs of nodes of which the first reaches the second", POLITY_INT},
    {"distances_reachable_share", "", "distances_pairs / n(n-1)", POLITY_REAL},
    {NULL, NULL, NULL, 0},
};

const measure polity_measure_distances = {
    .info = {.name = "distances",
             .title = "Distances",
             .family = "paths",
             .definition = "over the ordered pairs of nodes of which the first reaches "
                           "the second: mean "
                           "and largest distance, and their share of all n(n-1) pairs",
             .undefined = "mean and diameter where no pair is in reach, the share below "
                          "two nodes: empty",
             .direction = "along ties",
             .reference = "Wasserman and Faust 1994, Social Network Analysis, 4.2",
             .cost = "O(nodes * (nodes + arcs)); with lengths times log nodes",
             .shape = POLITY_PER_GRAPH,
             .weight = POLITY_WEIGHT_LENGTH,
             .columns = columns},
    .laws = LAW_NON_NEGATIVE | LAW_RELABEL,
    .pass = &distance_pass,
    .wants = DISTANCE_OUT | DISTANCE_COUNTS,
    .run = run,
};
