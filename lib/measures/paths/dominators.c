/* Dominators: whom every route from a root must pass. Semi-NCA, Georgiadis, Tarjan &
 * Werneck 2006. */
#include "measures/measure.h"

/* Nodes are known by the order in which a depth-first walk from the root meets them. */
typedef struct dominance {
    const polity_graph *graph;
    int32_t *number;   /* of each node of the graph; -1 = not reached */
    int32_t *at;       /* node of each number */
    int32_t *parent;   /* in the walk */
    int32_t *semi;     /* semidominator */
    int32_t *best;     /* of the links followed so far, the one of lowest semidominator */
    int32_t *ancestor; /* in the forest of nodes done; -1 = root of its tree */
    int32_t *dominator;
    int32_t *path;
    int64_t *next;
    int32_t count;
} dominance;

static int make(dominance *d, size_t n)
{
    d->number = memory_array(n, sizeof *d->number);
    d->at = memory_array(n, sizeof *d->at);
    d->parent = memory_array(n, sizeof *d->parent);
    d->semi = memory_array(n, sizeof *d->semi);
    d->best = memory_array(n, sizeof *d->best);
    d->ancestor = memory_array(n, sizeof *d->ancestor);
    d->dominator = memory_array(n, sizeof *d->dominator);
    d->path = memory_array(n, sizeof *d->path);
    d->next = memory_array(n, sizeof *d->next);
    return d->number && d->at && d->parent && d->semi && d->best && d->ancestor &&
           d->dominator && d->path && d->next;
}

static void drop(dominance *d)
{
    memory_free(d->number);
    memory_free(d->at);
    memory_free(d->parent);
    memory_free(d->semi);
    memory_free(d->best);
    memory_free(d->ancestor);
    memory_free(d->dominator);
    memory_free(d->path);
    memory_free(d->next);
}

static void meet(dominance *d, int32_t v, int32_t parent)
{
    d->number[v] = d->count;
    d->at[d->count] = v;
    d->parent[d->count] = parent;
    d->next[v] = d->graph->out.first[v];
    d->count++;
}

static void walk(dominance *d, int32_t root)
{
    size_t depth = 0;
    for (size_t v = 0; v < d->graph->nodes; v++)
        d->number[v] = -1;
    meet(d, root, -1);
    d->path[depth++] = root;
    while (depth) {
        int32_t v = d->path[depth - 1];
        if (d->next[v] == d->graph->out.first[v + 1]) {
            depth--;
            continue;
        }
        int32_t w = d->graph->out.head[d->next[v]++];
        if (d->number[w] < 0) {
            meet(d, w, d->number[v]);
            d->path[depth++] = w;
        }
    }
}

/* The lowest semidominator on the way from i up to the root of its tree, shortening the
 * way. */
static int32_t lowest(dominance *d, int32_t i)
{
    size_t depth = 0;
    if (d->ancestor[i] < 0)
        return i;
    for (int32_t j = i; d->ancestor[d->ancestor[j]] >= 0; j = d->ancestor[j])
        d->path[depth++] = j;
    while (depth) {
        int32_t j = d->path[--depth], above = d->ancestor[j];
        if (d->semi[d->best[above]] < d->semi[d->best[j]])
            d->best[j] = d->best[above];
        d->ancestor[j] = d->ancestor[above];
    }
    return d->semi[d->best[i]];
}

static void find(dominance *d)
{
    const arc_rows *in = &d->graph->in;
    for (int32_t i = 0; i < d->count; i++) {
        d->semi[i] = d->best[i] = i;
        d->ancestor[i] = -1;
    }
    for (int32_t i = d->count - 1; i > 0; i--) {
        int32_t v = d->at[i];
        for (int64_t arc = in->first[v]; arc < in->first[v + 1]; arc++) {
            int32_t j = d->number[in->head[arc]];
            if (j < 0)
                continue;
            int32_t found = lowest(d, j);
            if (found < d->semi[i])
                d->semi[i] = found;
        }
        d->ancestor[i] = d->dominator[i] = d->parent[i];
    }
    for (int32_t i = 1; i < d->count; i++)
        while (d->dominator[i] > d->semi[i])
            d->dominator[i] = d->dominator[d->dominator[i]];
}

static int write(const dominance *d, polity_table *out, size_t first)
{
    int64_t *parent = table_ints(out, first), *dominated = table_ints(out, first + 1);
    for (size_t v = 0; v < d->graph->nodes; v++) {
        int32_t i = d->number[v];
        if (i <= 0 && !table_undefine(out, v, first, i ? REASON_UNREACHED : REASON_ROOT))
            return 0;
        if (i < 0 && !table_undefine(out, v, first + 1, REASON_UNREACHED))
            return 0;
        if (i > 0)
            parent[v] = d->at[d->dominator[i]];
    }
    for (int32_t i = d->count - 1; i > 0; i--)
        dominated[d->at[d->dominator[i]]] += 1 + dominated[d->at[i]];
    return measure_fact(out, "dominators", "reached", d->count - 1);
}

static polity_status run(const measure_call *call, polity_table *out, size_t first,
                         polity_error *err)
{
    const polity_graph *g = call->graph;
    dominance d = {.graph = g};
    int32_t root;
    polity_status status = POLITY_OK;
    if (!g->directed)
        return error_set(
            err, POLITY_EUNFIT, "undirected",
            "dominators need a directed network, and this one is undirected: ask "
            "for its articulation points, articulation");
    status = measure_node(call, "root", &root, err);
    if (!status)
        status =
            run_reserve(call->run, "finding dominators", 40.0 * (double)g->nodes, err);
    if (status)
        return status;
    if (!make(&d, g->nodes)) {
        status = error_memory(err);
        goto out;
    }
    walk(&d, root);
    status = run_tick(call->run, "finding dominators", 0.5, err);
    if (status)
        goto out;
    find(&d);
    if (!write(&d, out, first))
        status = error_memory(err);
out:
    drop(&d);
    return status;
}

static const polity_column columns[] = {
    {"dominators_parent", "",
     "the last node that every route from the root to this one passes before it",
     POLITY_NODE},
    {"dominators_dominated", "nodes",
     "nodes that the root reaches through this one alone, itself excluded", POLITY_INT},
    {NULL, NULL, NULL, 0},
};

static const polity_param params[] = {
    {"root", "node", "", "id of the node that routes start from", 0, 0},
    {NULL, NULL, NULL, NULL, 0, 0},
};

const measure polity_measure_dominators = {
    .info =
        {.name = "dominators",
         .title = "Dominators",
         .family = "paths",
         .definition =
             "a node dominates another if every route from the root to the other passes "
             "it; parent is the nearest that does, dominated counts the nodes below",
         .undefined = "nodes that the root does not reach: unreached; the parent of the "
                      "root: root; "
                      "refused where the network is undirected",
         .direction = "along ties, from the root",
         .reference = "Lengauer and Tarjan 1979, ACM TOPLAS 1(1); Georgiadis, Tarjan and "
                      "Werneck 2006",
         .cost = "O(arcs * log nodes) in practice, 40 bytes a node",
         .shape = POLITY_PER_NODE,
         .weight = POLITY_WEIGHT_NONE,
         .columns = columns,
         .params = params},
    .laws = LAW_NON_NEGATIVE,
    .run = run,
};
