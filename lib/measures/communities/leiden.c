/* Leiden: groups of nodes that are tied to each other more than chance has it. Traag and
 * others 2019. */
#include <math.h>
#include <string.h>

#include "measures/communities/leiden_search.h"
#include "measures/pooled.h"
#include "measures/strips.h"

typedef struct leiden_work {
    const measure_call *call;
    pooled net;
    level all;               /* of `net` */
    double *sum;             /* strength of each node */
    double total;            /* of all of them */
    leiden_search *searches; /* one a lane */
    size_t lanes;
    atomic_int stop;
    uint64_t seed;        /* of the first leiden_search */
    int32_t *best, *size; /* groups of the best search so far, and how many are in each */
    size_t groups;
    double quality;
} leiden_work;

static void search_once(void *user, size_t lane, size_t from, size_t to)
{
    leiden_work *w = user;
    (void)to;
    leiden_search_run(&w->searches[lane], w->seed + from);
}

static polity_status keep_better(void *user, size_t lane, polity_error *err)
{
    leiden_work *w = user;
    leiden_search *found = &w->searches[lane];
    if (atomic_load(&w->stop))
        return error_set(err, POLITY_ECANCELLED, "cancelled",
                         "cancelled while searching communities");
    if (!(found->quality > w->quality))
        return POLITY_OK;
    w->quality = found->quality;
    w->groups = found->groups;
    memcpy(w->best, found->group, w->net.nodes * sizeof *w->best);
    return POLITY_OK;
}

/* A search a lane; the calling thread's, the first, asks whether to go on. */
static polity_status make_searches(leiden_work *w, polity_error *err)
{
    double resolution = measure_real(w->call, "resolution", 1);
    polity_status status;
    w->lanes = strips_lanes(w->call);
    status = run_reserve(w->call->run, "searching communities",
                         (double)w->lanes * leiden_search_bytes(&w->all), err);
    if (status)
        return status;
    w->searches = memory_zeroed(w->lanes, sizeof *w->searches);
    if (!w->searches)
        return error_memory(err);
    for (size_t i = 0; i < w->lanes; i++) {
        if (!leiden_search_make(&w->searches[i], &w->all, resolution))
            return error_memory(err);
        w->searches[i].with.run = i ? NULL : w->call->run;
        w->searches[i].with.stop = &w->stop;
    }
    return POLITY_OK;
}

static polity_status search_often(leiden_work *w, polity_error *err)
{
    strips of = {.what = "searching communities",
                 .user = w,
                 .items = (size_t)measure_integer(w->call, "repeats", 10),
                 .size = 1,
                 .work = search_once,
                 .collect = keep_better};
    random_state random;
    polity_status status = make_searches(w, err);
    random_seed(&random, w->call->run->seed);
    w->seed = random_next(&random); /* seeds next to each other share no leiden_search */
    w->quality = -INFINITY;
    if (!status)
        status = strips_run(w->call, &of, err);
    return status;
}

static int write(const leiden_work *w, polity_table *out, size_t first)
{
    int64_t *group = table_ints(out, first), *size = table_ints(out, first + 1);
    memset(w->size, 0, w->net.nodes * sizeof *w->size);
    for (size_t v = 0; v < w->net.nodes; v++)
        w->size[w->best[v]]++;
    for (size_t v = 0; v < w->net.nodes; v++) {
        group[v] = w->best[v];
        size[v] = w->size[w->best[v]];
    }
    return measure_fact(out, "leiden", "quality", w->quality) &&
           measure_fact(out, "leiden", "groups", (double)w->groups) &&
           (!w->call->graph->directed ||
            table_fact(out, "leiden_projection",
                       "without direction: the arcs of a pair of nodes are added up"));
}

static polity_status make(leiden_work *w, polity_error *err)
{
    size_t n = w->call->graph->nodes;
    polity_status status = pooled_make(&w->net, w->call, err);
    if (!status)
        status =
            run_reserve(w->call->run, "searching communities", 16.0 * (double)n, err);
    if (status)
        return status;
    w->sum = memory_zeroed(n, sizeof *w->sum);
    w->best = memory_array(n, sizeof *w->best);
    w->size = memory_array(n, sizeof *w->size);
    if (!w->sum || !w->best || !w->size)
        return error_memory(err);
    for (size_t v = 0; v < n; v++) {
        w->best[v] = (int32_t)v; /* where nothing is tied, each node is a group */
        for (int64_t i = w->net.first[v]; i < w->net.first[v + 1]; i++)
            w->sum[v] += w->net.strength[i];
        w->total += w->sum[v];
    }
    w->groups = n;
    w->quality = NAN;
    w->all = (level){n, w->net.first, w->net.head, w->net.strength, w->sum};
    return POLITY_OK;
}

static polity_status run(const measure_call *call, polity_table *out, size_t first,
                         polity_error *err)
{
    leiden_work w = {.call = call};
    polity_status status = make(&w, err);
    if (!status && w.total > 0)
        status = search_often(&w, err);
    if (!status && !write(&w, out, first))
        status = error_memory(err);
    for (size_t i = 0; w.searches && i < w.lanes; i++)
        leiden_search_free(&w.searches[i]);
    memory_free(w.searches);
    memory_free(w.sum);
    memory_free(w.best);
    memory_free(w.size);
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
             .cost = "about O(arcs * rounds) a search; 44 bytes an arc and 150 a node, "
                     "24 and 130 more for each thread",
             .shape = POLITY_PER_NODE,
             .weight = POLITY_WEIGHT_STRENGTH,
             .columns = columns,
             .params = params},
    .laws = LAW_NON_NEGATIVE,
    .random = 1,
    .run = run,
};
