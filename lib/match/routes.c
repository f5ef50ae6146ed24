#include "match/routes.h"

#include <string.h>

#include "base/alloc.h"

int32_t *routes_steps(const polity_graph *graph, int32_t from, int back)
{
    const arc_rows *rows = back ? &graph->in : &graph->out;
    int32_t *steps = memory_array(graph->nodes, sizeof *steps);
    int32_t *queue = memory_array(graph->nodes, sizeof *queue);
    size_t count = 0;
    if (!steps || !queue) {
        memory_free(steps);
        memory_free(queue);
        return NULL;
    }
    for (size_t v = 0; v < graph->nodes; v++)
        steps[v] = -1;
    steps[from] = 0;
    queue[count++] = from;
    for (size_t i = 0; i < count; i++)
        for (int64_t a = rows->first[queue[i]]; a < rows->first[queue[i] + 1]; a++)
            if (steps[rows->head[a]] < 0) {
                steps[rows->head[a]] = steps[queue[i]] + 1;
                queue[count++] = rows->head[a];
            }
    memory_free(queue);
    return steps;
}

/* --- shortest routes
 * ------------------------------------------------------------------------ */

static int leads_on(const int32_t *left, const int32_t *steps, int32_t v, int32_t w,
                    int32_t total)
{
    return left[w] >= 0 && steps[w] == steps[v] + 1 && steps[w] + left[w] == total;
}

/* Depth first over the arcs that lie on shortest routes, in their order. */
int routes_shortest(const polity_graph *graph, const int32_t *steps, int32_t from,
                    int32_t to, uint64_t number, int64_t *arcs)
{
    const arc_rows *out = &graph->out;
    int32_t *left = routes_steps(graph, to, 1);
    int32_t total = steps[to];
    int32_t depth = 0;
    int found = 0;
    if (!left || total < 1) {
        memory_free(left);
        return 0;
    }
    arcs[0] = out->first[from] - 1;
    while (depth >= 0 && !found) {
        int32_t v = depth ? out->head[arcs[depth - 1]] : from;
        int64_t a = arcs[depth] + 1;
        while (a < out->first[v + 1] && !leads_on(left, steps, v, out->head[a], total))
            a++;
        arcs[depth] = a;
        if (a == out->first[v + 1])
            depth--;
        else if (depth + 1 < total)
            arcs[++depth] = out->first[out->head[a]] - 1;
        else
            found = !number--;
    }
    memory_free(left);
    return found;
}

/* --- whom all pass
 * ------------------------------------------------------------------------------ */

/* One route, node by node; then, from its start on, how far ahead on it other ways lead:
 * a node is passed by all if nothing leads beyond it without it. */
polity_status routes_must_pass(const polity_graph *graph, const int32_t *steps,
                               int32_t from, int32_t to, int32_t *nodes, size_t *count,
                               polity_error *err)
{
    int32_t n = steps[to], far = 0, top = 0;
    int64_t *arcs = memory_array((size_t)n + 1, sizeof *arcs);
    int32_t *place = memory_array(graph->nodes, sizeof *place);
    int32_t *stack = memory_array(graph->nodes, sizeof *stack);
    int32_t *way = memory_array((size_t)n + 1, sizeof *way);
    polity_status status = POLITY_OK;
    *count = 0;
    if (!arcs || !place || !stack || !way ||
        !routes_shortest(graph, steps, from, to, 0, arcs)) {
        status = error_memory(err);
        goto out;
    }
    for (size_t v = 0; v < graph->nodes; v++)
        place[v] = -1;
    way[0] = from;
    for (int32_t i = 0; i < n; i++)
        way[i + 1] = graph->out.head[arcs[i]];
    for (int32_t i = 0; i <= n; i++)
        place[way[i]] = i;
    for (int32_t i = 0; i < n; i++) {
        if (i && far <= i)
            nodes[(*count)++] = way[i];
        stack[top++] = way[i];
        while (top) {
            int32_t v = stack[--top];
            for (int64_t a = graph->out.first[v]; a < graph->out.first[v + 1]; a++) {
                int32_t w = graph->out.head[a];
                if (place[w] == -1) {
                    place[w] = -2; /* off the route, and met */
                    stack[top++] = w;
                } else if (place[w] > far) {
                    far = place[w];
                }
            }
        }
    }
out:
    memory_free(arcs);
    memory_free(place);
    memory_free(stack);
    memory_free(way);
    return status;
}

/* --- the cut
 * -------------------------------------------------------------------------------- */

/* Every node is two states, entered (2v) and left (2v + 1); a path that was found owns
 * the node between them. */
typedef struct flow {
    const polity_graph *graph;
    int32_t from, to;
    int32_t *next, *before; /* on the path through a node; -1 = none */
    int32_t *parent;        /* of a state; -1 = not reached, -2 = the start */
    int32_t *queue;
} flow;

static void reach_state(flow *f, int32_t state, int32_t parent, size_t *count)
{
    if (f->parent[state] != -1)
        return;
    f->parent[state] = parent;
    f->queue[(*count)++] = state;
}

static void follow(flow *f, int32_t state, size_t *count)
{
    const arc_rows *out = &f->graph->out;
    int32_t v = state / 2;
    if (state % 2 == 0) {
        if (v != f->to)
            reach_state(f, f->before[v] < 0 ? 2 * v + 1 : 2 * f->before[v] + 1, state,
                        count);
        return;
    }
    if (v != f->from && f->before[v] >= 0)
        reach_state(f, 2 * v, state, count);
    for (int64_t a = out->first[v]; a < out->first[v + 1]; a++) {
        int32_t w = out->head[a];
        int is_direct = v == f->from && w == f->to;
        if (w != f->from && !is_direct)
            reach_state(f, 2 * w, state, count);
    }
}

/* Look for one more path. 1 = found, its states behind each other by `parent`. */
static int search(flow *f)
{
    size_t count = 0;
    for (size_t i = 0; i < 2 * f->graph->nodes; i++)
        f->parent[i] = -1;
    reach_state(f, 2 * f->from + 1, -2, &count);
    for (size_t i = 0; i < count && f->parent[2 * f->to] == -1; i++)
        follow(f, f->queue[i], &count);
    return f->parent[2 * f->to] != -1;
}

/* Ties that the new path walks backwards are taken from the old ones, then its own are
 * added. */
static void augment(flow *f)
{
    for (int pass = 0; pass < 2; pass++)
        for (int32_t s = 2 * f->to, p; (p = f->parent[s]) >= 0; s = p) {
            int32_t v = p / 2, w = s / 2;
            int backward = p % 2 == 0 && s % 2 == 1 && v != w;
            int forward = p % 2 == 1 && s % 2 == 0 && v != w;
            if (!pass && backward) {
                if (f->next[w] == v)
                    f->next[w] = -1;
                f->before[v] = -1;
            } else if (pass && forward) {
                if (v != f->from)
                    f->next[v] = w;
                if (w != f->to)
                    f->before[w] = v;
            }
        }
}

polity_status routes_cut(const polity_graph *graph, int32_t from, int32_t to, size_t most,
                         int32_t *nodes, size_t *count, polity_error *err)
{
    flow f = {.graph = graph, .from = from, .to = to};
    polity_status status = POLITY_OK;
    *count = 0;
    f.next = memory_array(graph->nodes, sizeof *f.next);
    f.before = memory_array(graph->nodes, sizeof *f.before);
    f.parent = memory_array(2 * graph->nodes, sizeof *f.parent);
    f.queue = memory_array(2 * graph->nodes, sizeof *f.queue);
    if (!f.next || !f.before || !f.parent || !f.queue) {
        status = error_memory(err);
        goto out;
    }
    for (size_t v = 0; v < graph->nodes; v++)
        f.next[v] = f.before[v] = -1;
    while (search(&f)) {
        augment(&f);
        if (++*count > most)
            goto out;
    }
    *count = 0;
    for (size_t v = 0; v < graph->nodes; v++)
        if (f.parent[2 * v] != -1 && f.parent[2 * v + 1] == -1)
            nodes[(*count)++] = (int32_t)v;
out:
    memory_free(f.next);
    memory_free(f.before);
    memory_free(f.parent);
    memory_free(f.queue);
    return status;
}
