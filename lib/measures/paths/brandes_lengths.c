/* Shortest routes by length: a search from every source. */
#include "measures/paths/brandes.h"

#include <float.h>

#include "measures/paths/search.h"
#include "measures/strips.h"

static const double nearness = 1e-10; /* igraph's IGRAPH_SHORTEST_PATH_EPSILON */

/* The room of one thread. */
typedef struct lane {
    search search;
    double *routes; /* shortest ones to each node reached */
    double *share; /* of each: 1 if it is a target, and shares of routes that go on beyond
                      it, over its routes */
    int64_t *first; /* of each place in order: its first entry in `tight` */
    int64_t *tight; /* arcs on shortest routes, by the place of their tails */
    double *found;  /* sums of this strip: one a node, or one an arc */
    int overflow;   /* more shortest routes than a double can count */
} lane;

typedef struct lengths_work {
    const polity_graph *graph;
    lane *lanes;
    size_t lane_count;
    const route_ends *ends;
    double *into; /* the whole */
    size_t size;  /* entries of it */
    int arcs;     /* it is about arcs */
} lengths_work;

/* Whether a route of that length is as short as the shortest. Thrice 1/3 and 1 are
 * equally long, whatever the last bits of their sums say. */
static inline int is_shortest(double length, double shortest)
{
    return length - shortest <= nearness * (length + shortest);
}

/* A length that is lost in the sum leads nowhere. */
static void count_routes(lane *l, const arc_rows *along)
{
    const search *s = &l->search;
    int64_t tights = 0;
    for (size_t i = 0; i < s->reached; i++)
        l->routes[s->order[i]] = 0;
    l->routes[s->order[0]] = 1;
    for (size_t i = 0; i < s->reached; i++) {
        int32_t v = s->order[i];
        double here = s->distance[v], routes = l->routes[v];
        l->overflow |= routes > DBL_MAX;
        l->first[i] = tights;
        for (int64_t a = along->first[v]; a < along->first[v + 1]; a++) {
            int32_t w = along->head[a];
            l->tight[tights] = a; /* stays if it is one */
            tights += (s->place[w] > (int32_t)i) &
                      is_shortest(here + along->length[a], s->distance[w]);
        }
        for (int64_t k = l->first[i]; k < tights; k++)
            l->routes[along->head[l->tight[k]]] += routes;
    }
    l->first[s->reached] = tights;
}

/* From the farthest node back to the source. */
static void hand_back(const lengths_work *w, lane *l)
{
    const search *s = &l->search;
    const int32_t *head = w->graph->out.head;
    const uint8_t *targets = w->ends->targets;
    for (size_t i = s->reached; i-- > 0;) {
        int32_t v = s->order[i];
        double behind = 0, routes = l->routes[v], here = !targets || targets[v];
        for (int64_t k = l->first[i]; k < l->first[i + 1]; k++) {
            double share = l->share[head[l->tight[k]]];
            if (w->arcs)
                l->found[l->tight[k]] += routes * share;
            behind += share;
        }
        l->share[v] = here / routes + behind;
        if (!w->arcs && i)
            l->found[v] += routes * behind;
    }
}

static void work(void *user, size_t at, size_t from, size_t to)
{
    lengths_work *w = user;
    lane *l = &w->lanes[at];
    for (size_t v = from; v < to; v++) {
        if (w->ends->sources && !w->ends->sources[v])
            continue;
        search_from(&l->search, &w->graph->out, (int32_t)v);
        count_routes(l, &w->graph->out);
        hand_back(w, l);
    }
}

static polity_status collect(void *user, size_t at, polity_error *err)
{
    lengths_work *w = user;
    lane *l = &w->lanes[at];
    if (l->overflow)
        return routes_too_many(err);
    for (size_t i = 0; i < w->size; i++) {
        w->into[i] += l->found[i];
        l->found[i] = 0;
    }
    return POLITY_OK;
}

static int make_lanes(lengths_work *w)
{
    size_t n = w->graph->nodes;
    w->lanes = memory_zeroed(w->lane_count, sizeof *w->lanes);
    for (size_t i = 0; w->lanes && i < w->lane_count; i++) {
        lane *l = &w->lanes[i];
        l->routes = memory_array(n, sizeof *l->routes);
        l->share = memory_array(n, sizeof *l->share);
        l->first = memory_array(n + 1, sizeof *l->first);
        l->tight = memory_array(w->graph->arcs + 1, sizeof *l->tight);
        l->found = memory_zeroed(w->size, sizeof *l->found);
        if (!l->routes || !l->share || !l->first || !l->tight || !l->found ||
            !search_make(&l->search, w->graph))
            return 0;
        for (size_t v = 0; v < n; v++)
            l->search.distance[v] = -1; /* of a node that no search met, no route's */
    }
    return w->lanes != NULL;
}

static void drop_lanes(lengths_work *w)
{
    for (size_t i = 0; w->lanes && i < w->lane_count; i++) {
        search_free(&w->lanes[i].search);
        memory_free(w->lanes[i].routes);
        memory_free(w->lanes[i].share);
        memory_free(w->lanes[i].first);
        memory_free(w->lanes[i].tight);
        memory_free(w->lanes[i].found);
    }
    memory_free(w->lanes);
}

double lengths_bytes(const polity_graph *graph, int arcs)
{
    double results = (double)(arcs ? graph->arcs : graph->nodes);
    return search_bytes(graph) +
           8 * (3 * (double)graph->nodes + (double)graph->arcs + results);
}

polity_status brandes_lengths(const measure_call *call, const route_ends *ends,
                              double *nodes, double *arcs, polity_error *err)
{
    const polity_graph *g = call->graph;
    lengths_work w = {.graph = g,
                      .ends = ends,
                      .lane_count = strips_lanes(call),
                      .into = nodes ? nodes : arcs,
                      .size = nodes ? g->nodes : g->arcs,
                      .arcs = !nodes};
    strips of = {
        .what = "counting shortest routes", .user = &w, .work = work, .collect = collect};
    polity_status status = run_reserve(
        call->run, of.what, (double)w.lane_count * lengths_bytes(g, w.arcs), err);
    if (!status && !make_lanes(&w))
        status = error_memory(err);
    if (!status)
        status = strips_run(call, &of, err);
    drop_lanes(&w);
    return status;
}
