#include "measures/components.h"

#include <string.h>

/* Parts are trees: `part` of a node is a node of lower number in the same part, of a
 * part's first node itself. */
static int32_t first_of(int32_t *part, int32_t v)
{
    while (part[v] != v) {
        part[v] = part[part[v]];
        v = part[v];
    }
    return v;
}

static void join(int32_t *part, int32_t v, int32_t w)
{
    v = first_of(part, v);
    w = first_of(part, w);
    if (v < w)
        part[w] = v;
    else
        part[v] = w;
}

static inline void join_row(int32_t *part, const arc_rows *along, int32_t v, int64_t most)
{
    int64_t i = along->first[v], end = along->first[v + 1];
    if (end - i > most)
        end = i + most;
    for (; i < end; i++)
        join(part, v, along->head[i]);
}

/* Nodes outside the part that most are in. Returns how many are put in `into`. */
static size_t not_in_largest(const int32_t *part, size_t nodes, int32_t *into)
{
    size_t n = 0;
    int32_t largest = 0, *size = into;
    memset(size, 0, nodes * sizeof *size);
    for (size_t v = 0; v < nodes; v++)
        size[part[v]]++;
    for (size_t v = 0; v < nodes; v++)
        if (size[v] > size[largest])
            largest = (int32_t)v;
    for (size_t v = 0; v < nodes; v++) {
        into[n] = (int32_t)v;
        n += part[v] != largest;
    }
    return n;
}

/* Most nodes are in the largest part once each is joined with one neighbour or two: what
 * ties they have beyond is then looked at from outside it alone (Sutton, Ben-Nun & Barak
 * 2018). */
int32_t components_weak(const polity_graph *graph, int32_t *part, int32_t *room)
{
    int32_t nodes = (int32_t)graph->nodes, count = 0;
    size_t n;
    if (!nodes)
        return 0;
    for (int32_t v = 0; v < nodes; v++)
        part[v] = v;
    for (int32_t v = 0; v < nodes; v++) {
        join_row(part, &graph->out, v, graph->directed ? 1 : 2);
        if (graph->directed)
            join_row(part, &graph->in, v, 1);
    }
    for (int32_t v = 0; v < nodes; v++)
        part[v] = part[part[v]];
    n = not_in_largest(part, graph->nodes, room);
    for (size_t i = 0; i < n; i++) {
        join_row(part, &graph->out, room[i], INT64_MAX);
        if (graph->directed)
            join_row(part, &graph->in, room[i], INT64_MAX);
    }
    for (int32_t v = 0; v < nodes; v++) /* those of lower number have theirs already */
        part[v] = part[v] == v ? count++ : part[part[v]];
    return count;
}

/* --- strong ----------------------------------------------------------------------- */

typedef struct tarjan {
    const int64_t *first;
    const int32_t *head;
    int32_t *part;
    int32_t *met;  /* order in which nodes were met; -1 = not yet */
    int32_t *low;  /* earliest node known to be in the same part */
    int32_t *path; /* from the root of the walk to where it is */
    int32_t *open; /* nodes met whose part is not known yet */
    int64_t *next; /* arc to follow next */
    int32_t count, clock;
    size_t path_length, open_count;
} tarjan;

static void step_into(tarjan *t, int32_t v)
{
    t->met[v] = t->low[v] = t->clock++;
    t->next[v] = t->first[v];
    t->path[t->path_length++] = v;
    t->open[t->open_count++] = v;
}

/* All arcs of v are followed: close its part if it is the first of it. */
static void step_back(tarjan *t, int32_t v)
{
    t->path_length--;
    if (t->path_length) {
        int32_t above = t->path[t->path_length - 1];
        if (t->low[v] < t->low[above])
            t->low[above] = t->low[v];
    }
    if (t->low[v] != t->met[v])
        return;
    int32_t w;
    do {
        w = t->open[--t->open_count];
        t->part[w] = t->count;
    } while (w != v);
    t->count++;
}

static void walk(tarjan *t, int32_t root)
{
    step_into(t, root);
    while (t->path_length) {
        int32_t v = t->path[t->path_length - 1];
        if (t->next[v] == t->first[v + 1]) {
            step_back(t, v);
            continue;
        }
        int32_t w = t->head[t->next[v]++];
        if (t->met[w] < 0)
            step_into(t, w);
        else if (t->part[w] < 0 && t->met[w] < t->low[v])
            t->low[v] = t->met[w];
    }
}

/* Nodes that lead to no cycle are parts of their own: taken off one by one once all that
 * they lead to are. `left` and `taken` hold an entry a node, and one more. */
static void take_ends(tarjan *t, const arc_rows *in, size_t nodes, uint32_t *left,
                      int32_t *taken)
{
    size_t n = 0;
    for (size_t v = 0; v < nodes; v++) {
        left[v] = (uint32_t)(t->first[v + 1] - t->first[v]);
        taken[n] = (int32_t)v;
        n += left[v] == 0;
    }
    for (size_t i = 0; i < n; i++) {
        int32_t v = taken[i];
        t->part[v] = t->count++;
        t->met[v] = 0; /* so that no walk goes there */
        for (int64_t arc = in->first[v]; arc < in->first[v + 1]; arc++) {
            int32_t w = in->head[arc];
            taken[n] = w;
            n += --left[w] == 0;
        }
    }
}

/* Without direction the parts are the weak ones. */
static int32_t undirected(const polity_graph *graph, int32_t *part)
{
    int32_t *room = memory_array(graph->nodes, sizeof *room);
    int32_t count = room ? components_weak(graph, part, room) : -1;
    memory_free(room);
    return count;
}

/* `in` are the arcs by their heads; NULL = not known. */
static int32_t strong(const int64_t *first, const int32_t *head, const arc_rows *in,
                      size_t n, int32_t *part)
{
    tarjan t = {.first = first, .head = head, .part = part};
    t.met = memory_array(n, sizeof *t.met);
    t.low = memory_array(n + 1, sizeof *t.low);
    t.path = memory_array(n, sizeof *t.path);
    t.open = memory_array(n + 1, sizeof *t.open);
    t.next = memory_array(n, sizeof *t.next);
    if (!t.met || !t.low || !t.path || !t.open || !t.next) {
        t.count = -1;
        goto out;
    }
    for (size_t v = 0; v < n; v++)
        t.met[v] = part[v] = -1;
    if (in)
        take_ends(&t, in, n, (uint32_t *)t.low, t.open);
    for (size_t v = 0; v < n; v++)
        if (t.met[v] < 0)
            walk(&t, (int32_t)v);
out:
    memory_free(t.met);
    memory_free(t.low);
    memory_free(t.path);
    memory_free(t.open);
    memory_free(t.next);
    return t.count;
}

int32_t components_strong(const polity_graph *graph, int32_t *part)
{
    if (!graph->directed)
        return undirected(graph, part);
    return strong(graph->out.first, graph->out.head, &graph->in, graph->nodes, part);
}

int32_t components_strong_rows(const int64_t *first, const int32_t *head, size_t nodes,
                               int32_t *part)
{
    return strong(first, head, NULL, nodes, part);
}

void components_renumber(int32_t *part, size_t nodes, int32_t count, int32_t *room)
{
    int32_t next = 0;
    for (int32_t i = 0; i < count; i++)
        room[i] = -1;
    for (size_t v = 0; v < nodes; v++) {
        if (room[part[v]] < 0)
            room[part[v]] = next++;
        part[v] = room[part[v]];
    }
}
