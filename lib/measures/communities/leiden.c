/* Leiden: groups of nodes that are tied to each other more than chance has it. Traag and
 * others 2019. */
#include <math.h>
#include <string.h>

#include "graph/guard.h"
#include "measures/components.h"
#include "measures/pooled.h"

static const double looseness =
    0.01; /* how far the refinement may stray; igraph's own default */

/* igraph's own things; all on its clean-up stack, so they live until the
 * guard is left. */
typedef struct leiden_engine {
    igraph_t graph;
    igraph_vector_int_t ends, membership;
    igraph_vector_t ties, nodes; /* strengths */
} leiden_engine;

typedef struct leiden_work {
    const measure_call *call;
    pooled net;
    double total; /* strengths of all nodes added up: twice that of all ties */
    double resolution;
    int32_t *group, *best, *room; /* one a node */
    int32_t count, best_count;
    double quality;
    double *inside, *sum; /* of each group: strength of its ties, counted from both ends;
                             of its nodes */
    leiden_engine engine;
} leiden_work;

static igraph_error_t make_vectors(leiden_engine *e, const leiden_work *w)
{
    igraph_integer_t pairs = (igraph_integer_t)(w->net.entries / 2);
    igraph_integer_t nodes = (igraph_integer_t)w->net.nodes;
    igraph_error_t code = igraph_vector_int_init(&e->ends, 2 * pairs);
    if (code)
        return code;
    IGRAPH_FINALLY(igraph_vector_int_destroy, &e->ends);
    code = igraph_vector_int_init(&e->membership, nodes);
    if (code)
        return code;
    IGRAPH_FINALLY(igraph_vector_int_destroy, &e->membership);
    code = igraph_vector_init(&e->ties, pairs);
    if (code)
        return code;
    IGRAPH_FINALLY(igraph_vector_destroy, &e->ties);
    code = igraph_vector_init(&e->nodes, nodes);
    if (code)
        return code;
    IGRAPH_FINALLY(igraph_vector_destroy, &e->nodes);
    return IGRAPH_SUCCESS;
}

/* The network without direction, each pair once. */
static igraph_error_t make_engine(leiden_engine *e, const leiden_work *w)
{
    const pooled *net = &w->net;
    igraph_integer_t pair = 0;
    igraph_error_t code = make_vectors(e, w);
    if (code)
        return code;
    for (size_t v = 0; v < net->nodes; v++) {
        for (int64_t i = net->first[v]; i < net->first[v + 1]; i++) {
            VECTOR(e->nodes)[v] += net->strength[i];
            if (net->head[i] < (int32_t)v)
                continue;
            VECTOR(e->ends)[2 * pair] = (igraph_integer_t)v;
            VECTOR(e->ends)[2 * pair + 1] = net->head[i];
            VECTOR(e->ties)[pair++] = net->strength[i];
        }
    }
    code = igraph_create(&e->graph, &e->ends, (igraph_integer_t)net->nodes,
                         IGRAPH_UNDIRECTED);
    if (!code)
        IGRAPH_FINALLY(igraph_destroy, &e->graph);
    return code;
}

/* Modularity of the groups: share of strength inside them, less what chance would have
 * there. */
static double modularity(leiden_work *w)
{
    const pooled *net = &w->net;
    double quality = 0;
    memset(w->inside, 0, net->nodes * sizeof *w->inside);
    memset(w->sum, 0, net->nodes * sizeof *w->sum);
    for (size_t v = 0; v < net->nodes; v++) {
        for (int64_t i = net->first[v]; i < net->first[v + 1]; i++) {
            w->sum[w->group[v]] += net->strength[i];
            if (w->group[net->head[i]] == w->group[v])
                w->inside[w->group[v]] += net->strength[i];
        }
    }
    for (int32_t c = 0; c < w->count; c++) {
        double share = w->sum[c] / w->total;
        quality += w->inside[c] / w->total - w->resolution * share * share;
    }
    return quality;
}

/* Keep the groups just found if they are the best so far. */
static void keep_better(leiden_work *w, int first)
{
    double quality;
    components_renumber(w->group, w->net.nodes, w->count, w->room);
    quality = modularity(w);
    if (!first && !(quality > w->quality))
        return;
    w->quality = quality;
    w->best_count = w->count;
    memcpy(w->best, w->group, w->net.nodes * sizeof *w->best);
}

/* Strengths as node weights and the resolution over their sum: igraph's own measure of
 * quality is then modularity. */
static igraph_error_t search(leiden_work *w, polity_status *status, polity_error *err)
{
    int64_t repeats = measure_integer(w->call, "repeats", 10);
    leiden_engine *e = &w->engine;
    igraph_error_t code = make_engine(e, w);
    for (int64_t i = 0; i < repeats && !code && !*status; i++) {
        igraph_integer_t count = 0;
        igraph_real_t quality;
        *status = run_tick(w->call->run, "searching communities",
                           (double)i / (double)repeats, err);
        if (*status)
            break;
        code = igraph_community_leiden(&e->graph, &e->ties, &e->nodes,
                                       w->resolution / w->total, looseness, 0, -1,
                                       &e->membership, &count, &quality);
        if (code)
            break;
        for (size_t v = 0; v < w->net.nodes; v++)
            w->group[v] = (int32_t)VECTOR(e->membership)[v];
        w->count = (int32_t)count;
        keep_better(w, i == 0);
    }
    return code;
}

static int write(const leiden_work *w, polity_table *out, size_t first)
{
    int64_t *group = table_ints(out, first), *size = table_ints(out, first + 1);
    int32_t *sizes = w->room;
    memset(sizes, 0, w->net.nodes * sizeof *sizes);
    for (size_t v = 0; v < w->net.nodes; v++)
        sizes[w->best[v]]++;
    for (size_t v = 0; v < w->net.nodes; v++) {
        group[v] = w->best[v];
        size[v] = sizes[w->best[v]];
    }
    return measure_fact(out, "leiden", "quality", w->quality) &&
           measure_fact(out, "leiden", "groups", w->best_count) &&
           (!w->call->graph->directed ||
            table_fact(out, "leiden_projection",
                       "without direction: the arcs of a pair of nodes are added up"));
}

static int make(leiden_work *w)
{
    size_t n = w->net.nodes;
    w->group = memory_array(n, sizeof *w->group);
    w->best = memory_array(n, sizeof *w->best);
    w->room = memory_array(n, sizeof *w->room);
    w->inside = memory_array(n, sizeof *w->inside);
    w->sum = memory_array(n, sizeof *w->sum);
    if (!w->group || !w->best || !w->room || !w->inside || !w->sum)
        return 0;
    for (size_t v = 0; v < n; v++)
        w->best[v] = (int32_t)v; /* where nothing is tied, each node is a group */
    w->best_count = (int32_t)n;
    w->quality = NAN;
    for (size_t i = 0; i < w->net.entries; i++)
        w->total += w->net.strength[i];
    return 1;
}

static polity_status run(const measure_call *call, polity_table *out, size_t first,
                         polity_error *err)
{
    leiden_work w = {.call = call, .resolution = measure_real(call, "resolution", 1)};
    polity_status status = pooled_make(&w.net, call, err), left;
    guard g;
    if (!status)
        status =
            run_reserve(call->run, "searching communities",
                        120.0 * (double)w.net.entries + 200.0 * (double)w.net.nodes, err);
    if (!status && !make(&w))
        status = error_memory(err);
    if (!status && w.total > 0) {
        status = guard_enter(&g, call->run, "searching communities", err);
        if (status)
            goto out;
        igraph_error_t code = search(&w, &status, err);
        left = guard_leave(&g, code, status ? NULL : err);
        if (!status)
            status = left;
    }
    if (!status && !write(&w, out, first))
        status = error_memory(err);
out:
    memory_free(w.group);
    memory_free(w.best);
    memory_free(w.room);
    memory_free(w.inside);
    memory_free(w.sum);
    pooled_free(&w.net);
    return status;
}

static const polity_column columns[] = {
    {"leiden", "", "community of the node, numbered from 0 by first node", POLITY_INT},
    {"leiden_size", "nodes", "nodes of its community", POLITY_INT},
    {NULL, NULL, NULL, 0},
};

static const polity_param params[] = {
    {"resolution", "real", "1",
     "in units of modularity: larger gives more and smaller communities", 0, 1e9},
    {"repeats", "int", "10", "searches, the best of which is kept", 1, 100000},
    {NULL, NULL, NULL, NULL, 0, 0},
};

const measure polity_measure_leiden = {
    .info = {.name = "leiden",
             .title = "Communities (Leiden)",
             .family = "communities",
             .definition = "groups found by the Leiden search for the largest modularity "
                           "Q = sum over groups of "
                           "(strength inside / 2m - resolution * (strength of its nodes "
                           "/ 2m)^2), 2m the strength "
                           "of all nodes; the best of `repeats` searches from the seed",
             .undefined =
                 "never; without any tie each node is a group and Q is undefined",
             .direction = "ignored: the arcs of a pair are added up",
             .reference =
                 "Traag, Waltman and van Eck 2019, Scientific Reports 9; Newman 2006",
             .cost = "about O(arcs * log nodes) a search, 140 bytes an arc",
             .shape = POLITY_PER_NODE,
             .weight = POLITY_WEIGHT_STRENGTH,
             .columns = columns,
             .params = params},
    .laws = LAW_NON_NEGATIVE,
    .engine = 1,
    .random = 1,
    .run = run,
};
