#include "measures/paths/brandes_single.h"

#include <float.h>
#include <string.h>

int single_make(brandes_single *of, const brandes_graph *graph)
{
    size_t n = graph->spots;
    memset(of, 0, sizeof *of);
    of->graph = graph;
    of->place = memory_array(n, sizeof *of->place);
    of->spot = memory_array(n + 2, sizeof *of->spot);
    of->members = memory_array(n + 2, sizeof *of->members);
    of->routes = memory_array(n + 2, sizeof *of->routes);
    of->ends = memory_array(n + 2, sizeof *of->ends);
    of->behind = memory_array(n + 2, sizeof *of->behind);
    of->tight = memory_array(graph->arcs + 1, sizeof *of->tight);
    if (graph->arc)
        of->tight_arc = memory_array(graph->arcs + 1, sizeof *of->tight_arc);
    if (!of->place || !of->spot || !of->members || !of->routes || !of->ends ||
        !of->behind || !of->tight || (graph->arc && !of->tight_arc))
        return 0;
    for (size_t i = 0; i < n; i++)
        of->place[i] = SINGLE_FAR;
    return 1;
}

void single_free(brandes_single *of)
{
    memory_free(of->place);
    memory_free(of->spot);
    memory_free(of->members);
    memory_free(of->routes);
    memory_free(of->ends);
    memory_free(of->behind);
    memory_free(of->tight);
    memory_free(of->tight_arc);
}

double single_bytes(const brandes_graph *graph)
{
    double an_arc = sizeof(tight_arc) + (graph->arc ? sizeof(int64_t) : 0);
    return (double)graph->spots * (2 * sizeof(int32_t) + 4 * sizeof(double)) +
           (double)graph->arcs * an_arc;
}

/* Follow the arcs of a place in the level that ends before `end`. All writes are made
 * always; what they write past the last is written over. */
static inline void follow(brandes_single *of, int32_t at, int32_t end, double routes,
                          int arcs)
{
    const brandes_graph *g = of->graph;
    int32_t *restrict place = of->place, *restrict spot = of->spot;
    int32_t n = (int32_t)of->reached;
    tight_arc *restrict tight = of->tight + of->tights;
    size_t tights = 0;
    const double gain[] = {0, routes};
    int32_t u = spot[at];
    for (int64_t a = g->first[u]; a < g->first[u + 1]; a++) {
        int32_t w = g->head[a], to = place[w];
        int fresh = to == SINGLE_FAR;
        spot[n] = w;
        of->routes[n] = 0;
        to ^= (to ^ n) & -fresh;
        n += fresh;
        place[w] = to;
        tight[tights] = (tight_arc){at, to};
        if (arcs)
            of->tight_arc[of->tights + tights] = a;
        tights += to >= end;
        of->routes[to] += gain[to >= end];
    }
    of->reached = (size_t)n;
    of->tights += tights;
}

/* A source whose spot has members that are not tied may be led back to one of them. */
static inline void search(brandes_single *of, int32_t source, int arcs)
{
    const brandes_graph *g = of->graph;
    int32_t end = 1;
    of->tights = 0;
    of->reached = 1;
    of->spot[0] = source;
    of->members[0] = of->routes[0] = 1;
    if (!g->apart[source])
        of->place[source] = 0;
    follow(of, 0, 1, 1, arcs);
    for (int32_t at = 1; at < (int32_t)of->reached; at++) {
        double members = g->members[of->spot[at]], routes = members * of->routes[at];
        end = at == end ? (int32_t)of->reached : end;
        of->members[at] = members;
        of->routes[at] = routes;
        of->overflow |= routes > DBL_MAX;
        follow(of, at, end, routes, arcs);
    }
}

static void add_up(brandes_single *of, const route_source *source)
{
    const brandes_graph *g = of->graph;
    double *restrict ends = of->ends, *restrict behind = of->behind;
    for (size_t i = 0; i < of->reached; i++) {
        double targets = spot_targets(g, of->spot[i], of->from, of->to);
        if (of->spot[i] == source->spot && targets > 0)
            targets -= 1;
        ends[i] = targets / of->routes[i];
        behind[i] = 0;
    }
    for (size_t i = of->tights; i-- > 0;) {
        tight_arc arc = of->tight[i];
        behind[arc.from] += of->members[arc.to] * (ends[arc.to] + behind[arc.to]);
    }
}

static void find_spots(const brandes_single *of, const route_source *source,
                       double *found, const int32_t *watch, double *watched)
{
    for (size_t i = 1; i < of->reached; i++) {
        int32_t u = of->spot[i];
        double passes = of->routes[i] * of->behind[i] / of->members[i];
        found[u] += source->times * passes;
        if (watch && watch[u] >= 0)
            watched[(size_t)watch[u] * BATCH_LANES] = passes;
    }
}

static void find_arcs(const brandes_single *of, const route_source *source, double *found)
{
    for (size_t i = 0; i < of->tights; i++) {
        tight_arc arc = of->tight[i];
        double share = of->ends[arc.to] + of->behind[arc.to];
        found[of->graph->arc[of->tight_arc[i]]] +=
            source->times * of->routes[arc.from] * share;
    }
}

void single_run(brandes_single *of, const route_source *source, double *found,
                const int32_t *watch, double *watched)
{
    if (of->graph->arc)
        search(of, source->spot, 1);
    else
        search(of, source->spot, 0);
    add_up(of, source);
    if (of->graph->arc)
        find_arcs(of, source, found);
    else
        find_spots(of, source, found, watch, watched);
    for (size_t i = 0; i < of->reached; i++)
        of->place[of->spot[i]] = SINGLE_FAR;
}
