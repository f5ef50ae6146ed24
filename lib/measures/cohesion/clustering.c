/* Local clustering: how many pairs of a node's neighbours are tied. Watts & Strogatz
 * 1998; Barrat 2004. */
#include "measures/triangles.h"

typedef struct strengths {
    double sum;   /* of a node's ties */
    double heavy; /* over the triangles at a node, strengths of its two ties */
} strengths;

static void add(const triangles *t, strengths *of, int64_t pair)
{
    double strength = triangles_strength(t, pair);
    of->sum += strength;
    of->heavy += strength * t->closed[pair];
}

/* By rank. NULL = no memory. */
static strengths *weigh(const triangles *t)
{
    const ranked *pairs = &t->pairs;
    strengths *of = memory_zeroed(pairs->nodes, sizeof *of);
    for (size_t r = 0; of && r < pairs->nodes; r++) {
        for (int64_t i = pairs->first[r]; i < pairs->first[r + 1]; i++) {
            add(t, &of[r], i);
            add(t, &of[pairs->head[i]], i);
        }
    }
    return of;
}

static int write(const triangles *t, const strengths *of, polity_table *out, size_t first)
{
    for (size_t r = 0; r < t->pairs.nodes; r++) {
        size_t v = (size_t)t->pairs.node[r];
        double degree = t->pairs.degree[r], found;
        reason why = degree < 2 ? REASON_DEGREE : REASON_EMPTY;
        found = measure_ratio(2 * (double)t->at[r], degree * (degree - 1));
        table_ints(out, first + 1)[v] = t->at[r];
        if (!measure_cell(out, v, first, found, why))
            return 0;
        if (!of)
            continue;
        found = measure_ratio(of[r].heavy, of[r].sum * (degree - 1));
        if (!measure_cell(out, v, first + 2, found > 1 ? 1 : found, why))
            return 0;
    }
    return 1;
}

static polity_status run(const measure_call *call, polity_table *out, size_t first,
                         polity_error *err)
{
    const triangles *t = call->pass;
    strengths *of = t->closed ? weigh(t) : NULL;
    int fine = (of || !t->closed) && write(t, of, out, first);
    memory_free(of);
    return fine ? POLITY_OK : error_memory(err);
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
         .cost = "O(arcs * sqrt(arcs)) time, 10 bytes an arc, of a directed network or "
                 "with strengths 30",
         .shape = POLITY_PER_NODE,
         .weight = POLITY_WEIGHT_STRENGTH,
         .columns = columns},
    .laws = LAW_NON_NEGATIVE | LAW_RELABEL | LAW_WEIGHT_SCALE,
    .pass = &triangle_pass,
    .wants = TRIANGLES_OF_PAIRS,
    .weighted_columns = 1 << 2,
    .run = run,
};
