#include "measures/paths/brandes_single.h"

#include <float.h>
#include <string.h>

int single_make(brandes_single *of, const brandes_graph *graph)
{
    size_t n = graph->spots;
    memset(of, 0, sizeof *of);
    of->graph = graph;
    of->steps = memory_array(n, sizeof *of->steps);
    of->routes = memory_array(n, sizeof *of->routes);
    of->share = memory_array(n, sizeof *of->share);
    of->order = memory_array(n + 1, sizeof *of->order);
    of->first = memory_array(n + 1, sizeof *of->first);
    of->tight = memory_array(graph->arcs + 1, sizeof *of->tight);
    if (!of->steps || !of->routes || !of->share || !of->order || !of->first || !of->tight)
        return 0;
    for (size_t i = 0; i < n; i++)
        of->steps[i] = SINGLE_FAR;
    return 1;
}

void single_free(brandes_single *of)
{
    memory_free(of->steps);
    memory_free(of->routes);
    memory_free(of->share);
    memory_free(of->order);
    memory_free(of->first);
    memory_free(of->tight);
}

double single_bytes(const brandes_graph *graph)
{
    return (double)graph->spots * (2 * sizeof(int32_t) + 2 * sizeof(double) + 8) +
           (double)graph->arcs * sizeof(int32_t);
}

/* A source whose spot has members that are not tied may be led back to one of them. */
static void begin(brandes_single *of, int32_t source)
{
    const brandes_graph *g = of->graph;
    of->reached = 0;
    if (!g->apart[source])
        of->steps[source] = 0;
    for (int64_t a = g->first[source]; a < g->first[source + 1]; a++) {
        int32_t w = g->head[a];
        if (of->steps[w] == SINGLE_FAR) {
            of->steps[w] = 1;
            of->routes[w] = 0;
            of->order[of->reached++] = w;
        }
        of->routes[w] += 1;
    }
}

/* All writes are made always; what they write past the end is written over. */
static void search(brandes_single *of)
{
    const brandes_graph *g = of->graph;
    int32_t *restrict steps = of->steps, *restrict order = of->order,
                      *restrict tight = of->tight;
    double *restrict routes = of->routes;
    size_t n = of->reached;
    int64_t tights = 0;
    for (size_t at = 0; at < n; at++) {
        int32_t u = order[at], farther = steps[u] + 1;
        of->first[at] = tights;
        for (int64_t a = g->first[u]; a < g->first[u + 1]; a++) {
            int32_t w = g->head[a], there = steps[w];
            int fresh = there == SINGLE_FAR;
            order[n] = w;
            n += (size_t)fresh;
            there = fresh ? farther : there;
            steps[w] = there;
            routes[w] = fresh ? 0 : routes[w];
            tight[tights] = w;
            tights += there == farther;
        }
        routes[u] *= g->members[u];
        of->overflow |= routes[u] > DBL_MAX;
        for (int64_t i = of->first[at]; i < tights; i++)
            routes[tight[i]] += routes[u];
    }
    of->first[n] = tights;
    of->reached = n;
}

static void add_up(brandes_single *of, const route_source *source, double *found,
                   const int32_t *watch, double *watched)
{
    const brandes_graph *g = of->graph;
    double *share = of->share;
    for (size_t at = of->reached; at-- > 0;) {
        int32_t u = of->order[at];
        double members = g->members[u], behind = 0, passes;
        double targets = spot_targets(g, u, of->from, of->to);
        if (u == source->spot && targets > 0)
            targets -= 1;
        for (int64_t i = of->first[at]; i < of->first[at + 1]; i++)
            behind += share[of->tight[i]];
        share[u] = members * (targets / of->routes[u] + behind);
        passes = of->routes[u] * behind / members;
        found[u] += source->times * passes;
        if (watch && watch[u] >= 0)
            watched[(size_t)watch[u] * BATCH_LANES] = passes;
    }
}

/* The same of arcs, which are looked at again from the spots that they lead to. */
static void add_up_arcs(brandes_single *of, const route_source *source, double *found)
{
    const brandes_graph *g = of->graph;
    double *share = of->share;
    share[source->spot] = 0;
    of->routes[source->spot] = 1;
    for (size_t at = 0; at < of->reached; at++)
        share[of->order[at]] = 0;
    for (size_t at = of->reached; at-- > 0;) {
        int32_t u = of->order[at];
        double back = g->targets[u] / of->routes[u] + share[u];
        for (int64_t a = g->first_back[u]; a < g->first_back[u + 1]; a++) {
            int32_t from = g->head_back[a];
            if (of->steps[from] != of->steps[u] - 1)
                continue;
            share[from] += back;
            found[g->arc_back[a]] += source->times * of->routes[from] * back;
        }
    }
}

void single_run(brandes_single *of, const route_source *source, double *found,
                const int32_t *watch, double *watched)
{
    begin(of, source->spot);
    search(of);
    if (of->graph->arc_back)
        add_up_arcs(of, source, found);
    else
        add_up(of, source, found, watch, watched);
    of->steps[source->spot] = SINGLE_FAR;
    for (size_t i = 0; i < of->reached; i++)
        of->steps[of->order[i]] = SINGLE_FAR;
}
