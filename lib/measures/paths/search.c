#include "measures/paths/search.h"

#include <string.h>

double search_bytes(const polity_graph *graph, int routes)
{
    double a_node = 2 * sizeof(int32_t) + sizeof(double);
    if (routes)
        a_node += sizeof(double);
    if (graph->out.length)
        a_node += 2 * sizeof(int32_t);
    return a_node * (double)graph->nodes;
}

int search_make(search *of, const polity_graph *graph, int routes)
{
    size_t n = graph->nodes;
    memset(of, 0, sizeof *of);
    of->order = memory_array(n, sizeof *of->order);
    of->place = memory_array(n, sizeof *of->place);
    of->distance = memory_array(n, sizeof *of->distance);
    if (!of->order || !of->place || !of->distance)
        return 0;
    for (size_t v = 0; v < n; v++)
        of->place[v] = -1;
    if (routes && !(of->routes = memory_array(n, sizeof *of->routes)))
        return 0;
    if (!graph->out.length)
        return 1;
    of->heap = memory_array(n, sizeof *of->heap);
    of->at = memory_array(n, sizeof *of->at);
    if (!of->heap || !of->at)
        return 0;
    for (size_t v = 0; v < n; v++)
        of->at[v] = -1;
    return 1;
}

void search_free(search *of)
{
    memory_free(of->order);
    memory_free(of->place);
    memory_free(of->distance);
    memory_free(of->routes);
    memory_free(of->heap);
    memory_free(of->at);
}

/* Forget the last search: only what it touched. */
static void clear(search *of)
{
    for (size_t i = 0; i < of->reached; i++)
        of->place[of->order[i]] = -1;
    of->reached = 0;
}

static void reach(search *of, int32_t v, double distance)
{
    of->place[v] = (int32_t)of->reached;
    of->order[of->reached++] = v;
    of->distance[v] = distance;
}

static void by_steps(search *of, const arc_rows *along, int32_t from)
{
    reach(of, from, 0);
    if (of->routes)
        of->routes[from] = 1;
    for (size_t next = 0; next < of->reached; next++) {
        int32_t v = of->order[next];
        double farther = of->distance[v] + 1;
        for (int64_t i = along->first[v]; i < along->first[v + 1]; i++) {
            int32_t w = along->head[i];
            if (of->place[w] < 0) {
                reach(of, w, farther);
                if (of->routes)
                    of->routes[w] = 0;
            }
            if (of->routes && of->distance[w] == farther)
                of->routes[w] += of->routes[v];
        }
    }
}

/* --- by length: a heap of nodes, of equal distance the lower number first --------- */

static int nearer(const search *of, int32_t a, int32_t b)
{
    return of->distance[a] < of->distance[b] ||
           (a < b && of->distance[a] == of->distance[b]);
}

static void put(search *of, int32_t v, size_t slot)
{
    of->heap[slot] = v;
    of->at[v] = (int32_t)slot;
}

static void rise(search *of, int32_t v, size_t slot)
{
    while (slot && nearer(of, v, of->heap[(slot - 1) / 2])) {
        put(of, of->heap[(slot - 1) / 2], slot);
        slot = (slot - 1) / 2;
    }
    put(of, v, slot);
}

static int32_t take_nearest(search *of, size_t *waiting)
{
    int32_t top = of->heap[0], v = of->heap[--*waiting];
    size_t slot = 0;
    of->at[top] = -1;
    if (!*waiting)
        return top;
    for (;;) {
        size_t child = 2 * slot + 1;
        if (child + 1 < *waiting && nearer(of, of->heap[child + 1], of->heap[child]))
            child++;
        if (child >= *waiting || !nearer(of, of->heap[child], v))
            break;
        put(of, of->heap[child], slot);
        slot = child;
    }
    put(of, v, slot);
    return top;
}

static void by_length(search *of, const arc_rows *along, int32_t from)
{
    size_t waiting = 1;
    of->distance[from] = 0;
    if (of->routes)
        of->routes[from] = 1;
    put(of, from, 0);
    while (waiting) {
        int32_t v = take_nearest(of, &waiting);
        reach(of, v, of->distance[v]);
        for (int64_t i = along->first[v]; i < along->first[v + 1]; i++) {
            int32_t w = along->head[i];
            double there = of->distance[v] + along->length[i];
            if (of->place[w] >= 0)
                continue;
            if (of->at[w] < 0 || there < of->distance[w]) {
                of->distance[w] = there;
                if (of->routes)
                    of->routes[w] = of->routes[v];
                rise(of, w, of->at[w] < 0 ? waiting++ : (size_t)of->at[w]);
            } else if (of->routes && there == of->distance[w]) {
                of->routes[w] += of->routes[v];
            }
        }
    }
}

void search_from(search *of, const arc_rows *along, int32_t from)
{
    clear(of);
    if (along->length)
        by_length(of, along, from);
    else
        by_steps(of, along, from);
}
