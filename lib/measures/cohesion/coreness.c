/* Coreness: the densest core a node belongs to. Seidman 1983; Batagelj & Zaversnik 2003.
 */
#include "measures/measure.h"

#include <string.h>

/* Nodes in buckets by the arcs they have left. */
typedef struct cores {
    size_t nodes;
    int64_t *left;  /* arcs of each node among the nodes not taken yet */
    int32_t *order; /* nodes by `left`, ascending */
    size_t *place;  /* of each node in `order` */
    size_t *bucket; /* where in `order` the nodes of each `left` begin */
    size_t buckets;
} cores;

static void cores_free(cores *of)
{
    memory_free(of->left);
    memory_free(of->order);
    memory_free(of->place);
    memory_free(of->bucket);
}

static int sort_nodes(cores *of)
{
    int64_t most = 0;
    for (size_t v = 0; v < of->nodes; v++)
        most = of->left[v] > most ? of->left[v] : most;
    of->buckets = (size_t)most + 2;
    of->bucket = memory_zeroed(of->buckets, sizeof *of->bucket);
    if (!of->bucket)
        return 0;
    for (size_t v = 0; v < of->nodes; v++)
        of->bucket[of->left[v] + 1]++;
    for (size_t i = 1; i < of->buckets; i++)
        of->bucket[i] += of->bucket[i - 1];
    for (size_t v = 0; v < of->nodes; v++) {
        of->place[v] = of->bucket[of->left[v]]++;
        of->order[of->place[v]] = (int32_t)v;
    }
    memmove(of->bucket + 1, of->bucket, (of->buckets - 1) * sizeof *of->bucket);
    of->bucket[0] = 0;
    return 1;
}

/* One arc less: swap the node with the first of its bucket, which then begins one later.
 */
static void lower(cores *of, int32_t w)
{
    size_t begin = of->bucket[of->left[w]], at = of->place[w];
    int32_t other = of->order[begin];
    of->order[begin] = w;
    of->order[at] = other;
    of->place[w] = begin;
    of->place[other] = at;
    of->bucket[of->left[w]]++;
    of->left[w]--;
}

static void lower_row(cores *of, const arc_rows *along, int32_t v)
{
    for (int64_t i = along->first[v]; i < along->first[v + 1]; i++)
        if (of->left[along->head[i]] > of->left[v])
            lower(of, along->head[i]);
}

/* Cores by the arcs of `counted` (and `also`): a node taken takes an arc from those it is
 * counted by. */
static polity_status find(const measure_call *call, const arc_rows *counted,
                          const arc_rows *also, const arc_rows *lowers,
                          const arc_rows *lowers_too, int64_t *into, polity_error *err)
{
    cores c = {.nodes = call->graph->nodes};
    polity_status status =
        run_reserve(call->run, "finding cores", 36.0 * (double)c.nodes, err);
    if (status)
        return status;
    c.left = memory_array(c.nodes, sizeof *c.left);
    c.order = memory_array(c.nodes, sizeof *c.order);
    c.place = memory_array(c.nodes, sizeof *c.place);
    for (size_t v = 0; c.left && v < c.nodes; v++)
        c.left[v] = arcs_in_row(counted, v) + (also ? arcs_in_row(also, v) : 0);
    if (!c.left || !c.order || !c.place || !sort_nodes(&c)) {
        status = error_memory(err);
        goto out;
    }
    for (size_t i = 0; i < c.nodes && !status; i++) {
        int32_t v = c.order[i];
        into[v] = c.left[v];
        lower_row(&c, lowers, v);
        if (lowers_too)
            lower_row(&c, lowers_too, v);
        if (i % 65536 == 0)
            status =
                run_tick(call->run, "finding cores", (double)i / (double)c.nodes, err);
    }
out:
    cores_free(&c);
    return status;
}

static polity_status run(const measure_call *call, polity_table *out, size_t first,
                         polity_error *err)
{
    const polity_graph *g = call->graph;
    int64_t *all = table_ints(out, first), *in = table_ints(out, first + 1),
            *away = table_ints(out, first + 2);
    polity_status status;
    if (!g->directed) {
        status = find(call, &g->out, NULL, &g->out, NULL, all, err);
        for (size_t v = 0; v < g->nodes && !status; v++)
            in[v] = away[v] = all[v];
        return status;
    }
    status = find(call, &g->out, &g->in, &g->out, &g->in, all, err);
    if (!status)
        status = find(call, &g->in, NULL, &g->out, NULL, in, err);
    if (!status)
        status = find(call, &g->out, NULL, &g->in, NULL, away, err);
    return status;
}

static const polity_column columns[] = {
    {"coreness", "arcs", "by arcs of both directions; a pair tied both ways counts twice",
     POLITY_INT},
    {"coreness_in", "arcs", "by arcs that enter", POLITY_INT},
    {"coreness_out", "arcs", "by arcs that leave", POLITY_INT},
    {NULL, NULL, NULL, 0},
};

const measure polity_measure_coreness = {
    .info =
        {.name = "coreness",
         .title = "Coreness",
         .family = "cohesion",
         .definition =
             "largest k such that the node is in a set of nodes each of which has k arcs "
             "with (coreness), from (coreness_in) or to (coreness_out) the others of the "
             "set",
         .undefined = "never",
         .direction =
             "all, in and out, told apart; in an undirected network all three are equal",
         .reference = "Seidman 1983, Social Networks 5(3); Batagelj and Zaversnik 2003",
         .cost = "O(nodes + arcs) time, 36 bytes a node",
         .shape = POLITY_PER_NODE,
         .weight = POLITY_WEIGHT_NONE,
         .columns = columns},
    .laws = LAW_NON_NEGATIVE | LAW_RELABEL,
    .run = run,
};
