#include "measures/components.h"

/* Spread a part's number from its first node along and against arcs. */
static void spread(const polity_graph *g, int32_t *part, int32_t *waiting, int32_t from)
{
    size_t n = 1;
    waiting[0] = from;
    while (n) {
        int32_t v = waiting[--n];
        for (int way = 0; way <= g->directed; way++) {
            const arc_rows *along = way ? &g->in : &g->out;
            for (int64_t i = along->first[v]; i < along->first[v + 1]; i++) {
                int32_t w = along->head[i];
                if (part[w] >= 0)
                    continue;
                part[w] = part[from];
                waiting[n++] = w;
            }
        }
    }
}

int32_t components_weak(const polity_graph *graph, int32_t *part, int32_t *room)
{
    int32_t count = 0;
    for (size_t v = 0; v < graph->nodes; v++)
        part[v] = -1;
    for (size_t v = 0; v < graph->nodes; v++) {
        if (part[v] >= 0)
            continue;
        part[v] = count++;
        spread(graph, part, room, (int32_t)v);
    }
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

int32_t components_strong(const polity_graph *graph, int32_t *part)
{
    return components_strong_rows(graph->out.first, graph->out.head, graph->nodes, part);
}

int32_t components_strong_rows(const int64_t *first, const int32_t *head, size_t n,
                               int32_t *part)
{
    tarjan t = {.first = first, .head = head, .part = part};
    t.met = memory_array(n, sizeof *t.met);
    t.low = memory_array(n, sizeof *t.low);
    t.path = memory_array(n, sizeof *t.path);
    t.open = memory_array(n, sizeof *t.open);
    t.next = memory_array(n, sizeof *t.next);
    if (!t.met || !t.low || !t.path || !t.open || !t.next) {
        t.count = -1;
        goto out;
    }
    for (size_t v = 0; v < n; v++)
        t.met[v] = part[v] = -1;
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
