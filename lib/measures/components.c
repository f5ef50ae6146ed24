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

/* Tarjan's walk with the room that Pearce 2016 found to be enough. `part` of a node is
 * UNMET, then the earliest node that it is known to be in one part with, by the order in
 * which nodes are met, from 1; once its part is known, ~ its number, above all of these.
 */
enum { UNMET = 0 };

typedef struct walker {
    const int64_t *first;
    const int32_t *head;
    size_t nodes;
    uint32_t *part;
    int64_t *next; /* arc to follow next, of nodes on the path */
    /* From its start, the path to where the walk is: v, or ~v once it is known that v is
     * not the first met of its part. From its end, nodes left behind whose part is open.
     */
    int32_t *stack;
    size_t path, open;
    uint32_t count, clock;
} walker;

static void step_into(walker *w, int32_t v)
{
    w->part[v] = ++w->clock;
    w->next[v] = w->first[v];
    w->stack[w->path++] = v;
}

/* All arcs of v are followed: close its part if it is the first of it. */
static void step_back(walker *w, int32_t v, int is_first)
{
    uint32_t met = w->part[v];
    w->path--;
    if (!is_first) {
        w->stack[--w->open] = v;
        return;
    }
    for (; w->open < w->nodes && w->part[w->stack[w->open]] >= met; w->open++)
        w->part[w->stack[w->open]] = ~w->count;
    w->part[v] = ~w->count++;
}

/* Follow arcs of v until one leads to a node that was not met, which is returned and
 * looked at again after it; -1 = all are followed. */
static int32_t follow(walker *w, int32_t v)
{
    int64_t i = w->next[v], end = w->first[v + 1];
    uint32_t earliest = w->part[v], met = earliest;
    int32_t new = -1;
    for (; i < end; i++) {
        uint32_t its = w->part[w->head[i]];
        if (its == UNMET) {
            new = w->head[i];
            break;
        }
        earliest = its < earliest ? its : earliest;
    }
    w->next[v] = i;
    w->part[v] = earliest;
    if (earliest < met)
        w->stack[w->path - 1] = ~v;
    return new;
}

static void walk(walker *w, int32_t root)
{
    step_into(w, root);
    while (w->path) {
        int32_t top = w->stack[w->path - 1], v = top < 0 ? ~top : top, new = follow(w, v);
        if (new >= 0)
            step_into(w, new);
        else
            step_back(w, v, w->stack[w->path - 1] >= 0);
    }
}

/* Nodes that lead to no cycle are parts of their own: taken off one by one once all that
 * they lead to are. `left` holds an entry a node, `taken` one more. */
static void take_ends(walker *w, const arc_rows *in, uint32_t *left, int32_t *taken)
{
    size_t n = 0;
    for (size_t v = 0; v < w->nodes; v++) {
        left[v] = (uint32_t)(w->first[v + 1] - w->first[v]);
        taken[n] = (int32_t)v;
        n += left[v] == 0;
    }
    for (size_t i = 0; i < n; i++) {
        int32_t v = taken[i];
        w->part[v] = ~w->count++;
        rows_ask_ahead(in->first, in->head, &taken[i], (int64_t)(n - i));
        for (int64_t arc = in->first[v]; arc < in->first[v + 1]; arc++) {
            int32_t u = in->head[arc];
            taken[n] = u;
            n += --left[u] == 0;
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
    walker w = {.first = first, .head = head, .nodes = n, .part = (uint32_t *)part};
    const memory_part parts[] = {{(void **)&w.next, n, sizeof *w.next},
                                 {(void **)&w.stack, n + 1, sizeof *w.stack}};
    void *block = memory_parts(parts, 2);
    if (!block)
        return -1;
    memset(part, 0, n * sizeof *part);
    if (in)
        take_ends(&w, in, (uint32_t *)w.next, w.stack);
    w.open = n;
    for (size_t v = 0; v < n; v++)
        if (w.part[v] == UNMET)
            walk(&w, (int32_t)v);
    for (size_t v = 0; v < n; v++)
        part[v] = ~part[v];
    memory_free(block);
    return (int32_t)w.count;
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
