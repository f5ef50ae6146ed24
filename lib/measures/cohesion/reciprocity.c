/* Reciprocity: how many ties run both ways. */
#include "measures/measure.h"

typedef struct dyads {
    double mutual, asymmetric;
} dyads;

static void skip(const arc_rows *of, int64_t *at, int64_t end, int32_t past)
{
    while (*at < end && of->head[*at] <= past)
        ++*at;
}

/* Pairs of v with nodes of a higher number. */
static void count_row(const polity_graph *g, size_t v, dyads *into)
{
    int64_t out = g->out.first[v], out_end = g->out.first[v + 1];
    int64_t in = g->in.first[v], in_end = g->in.first[v + 1];
    skip(&g->out, &out, out_end, (int32_t)v);
    skip(&g->in, &in, in_end, (int32_t)v);
    while (out < out_end || in < in_end) {
        int32_t a = out < out_end ? g->out.head[out] : INT32_MAX;
        int32_t b = in < in_end ? g->in.head[in] : INT32_MAX;
        int32_t w = a < b ? a : b;
        if (a == b)
            into->mutual += 1;
        else
            into->asymmetric += 1;
        skip(&g->out, &out, out_end, w);
        skip(&g->in, &in, in_end, w);
    }
}

static polity_status run(const measure_call *call, polity_table *out, size_t first,
                         polity_error *err)
{
    const polity_graph *g = call->graph;
    double n = (double)g->nodes, pairs = g->nodes ? n * (n - 1) / 2 : 0;
    dyads d = {0, 0};
    for (size_t v = 0; v < g->nodes; v++)
        count_row(g, v, &d);
    double null = pairs - d.mutual - d.asymmetric;
    table_ints(out, first + 3)[0] = (int64_t)d.mutual;
    table_ints(out, first + 4)[0] = (int64_t)d.asymmetric;
    table_ints(out, first + 5)[0] = (int64_t)null;
    if (!measure_cell(out, 0, first,
                      measure_ratio(2 * d.mutual, 2 * d.mutual + d.asymmetric),
                      REASON_EMPTY) ||
        !measure_cell(out, 0, first + 1, measure_ratio(d.mutual + null, pairs),
                      REASON_EMPTY) ||
        !measure_cell(out, 0, first + 2, measure_ratio(d.mutual, d.mutual + d.asymmetric),
                      REASON_EMPTY))
        return error_memory(err);
    return POLITY_OK;
}

static const polity_column columns[] = {
    {"reciprocity_edge", "", "share of arcs that are answered", POLITY_REAL},
    {"reciprocity_dyadic", "", "share of all pairs that are mutual or null", POLITY_REAL},
    {"reciprocity_dyadic_nonnull", "", "share of tied pairs that are mutual",
     POLITY_REAL},
    {"reciprocity_mutual", "pairs", "pairs tied both ways", POLITY_INT},
    {"reciprocity_asymmetric", "pairs", "pairs tied one way", POLITY_INT},
    {"reciprocity_null", "pairs", "pairs not tied", POLITY_INT},
    {NULL, NULL, NULL, 0},
};

const measure polity_measure_reciprocity = {
    .info =
        {.name = "reciprocity",
         .title = "Reciprocity",
         .family = "cohesion",
         .definition = "of the pairs of nodes, M are tied both ways, A one way and N not "
                       "at all: edge = "
                       "2M/(2M+A), dyadic = (M+N)/(M+A+N), dyadic_nonnull = M/(M+A)",
         .undefined = "nothing to divide by: empty",
         .direction = "both of each pair; a tie of an undirected network is mutual",
         .reference =
             "Wasserman and Faust 1994, Social Network Analysis, 13; R sna 2.7 grecip()",
         .cost = "O(nodes + arcs)",
         .shape = POLITY_PER_GRAPH,
         .weight = POLITY_WEIGHT_NONE,
         .columns = columns},
    .laws = LAW_NON_NEGATIVE | LAW_RELABEL,
    .run = run,
};
