/* Schools that are each other's predecessors, by way of others or at once: strongly
 * connected components of the links. Tarjan 1972, with a stack of its own. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "io/gias/gias.h"

typedef struct search {
    gias *g;
    const lineage *rows;
    size_t count;    /* of the links of one kind */
    uint32_t *urns;  /* sorted, each once */
    uint32_t *first; /* of each school: its first link; first[n] = count */
    uint32_t *number, *low, *stack, *path, *at;
    uint8_t *waiting; /* on the stack */
    size_t n, stacked;
    uint32_t next;
} search;

static int by_number(const void *left, const void *right)
{
    uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return a < b ? -1 : a > b;
}

static uint32_t index_of(const search *s, uint32_t urn)
{
    const uint32_t *found = bsearch(&urn, s->urns, s->n, sizeof urn, by_number);
    return (uint32_t)(found - s->urns);
}

/* A component of more than one school, told at its first link in the file. */
static void tell(search *s, size_t from)
{
    const lineage *first = NULL;
    char names[200] = "";
    size_t used = 0, members = s->stacked - from;
    qsort(s->stack + from, members, sizeof *s->stack, by_number);
    for (size_t i = from; i < s->stacked; i++) {
        uint32_t v = s->stack[i];
        if (used < sizeof names - 24)
            used += (size_t)snprintf(names + used, sizeof names - used, "%s%lu",
                                     i > from ? ", " : "", (unsigned long)s->urns[v]);
        for (uint32_t k = s->first[v]; k < s->first[v + 1]; k++) {
            uint32_t to = index_of(s, s->rows[k].target);
            if (bsearch(&to, s->stack + from, members, sizeof to, by_number) &&
                (!first || s->rows[k].place.line < first->place.line))
                first = &s->rows[k];
        }
    }
    if (first)
        gias_odd(s->g, "gias-link-cycle", &first->place, NULL,
                 "%zu schools are each other's predecessors, in a circle: %s%s", members,
                 names, used >= sizeof names - 24 ? " …" : "");
}

static void leave(search *s, uint32_t v)
{
    size_t from = s->stacked;
    do
        s->waiting[s->stack[--from]] = 0;
    while (s->stack[from] != v);
    if (s->stacked - from > 1)
        tell(s, from);
    s->stacked = from;
}

static void enter(search *s, uint32_t v)
{
    s->number[v] = s->low[v] = ++s->next;
    s->stack[s->stacked++] = v;
    s->waiting[v] = 1;
    s->at[v] = s->first[v];
}

static void visit_from(search *s, uint32_t root)
{
    size_t depth = 0;
    s->path[depth++] = root;
    enter(s, root);
    while (depth) {
        uint32_t v = s->path[depth - 1], to;
        if (s->at[v] < s->first[v + 1]) {
            to = index_of(s, s->rows[s->at[v]++].target);
            if (!s->number[to]) {
                s->path[depth++] = to;
                enter(s, to);
            } else if (s->waiting[to] && s->number[to] < s->low[v]) {
                s->low[v] = s->number[to];
            }
            continue;
        }
        if (s->low[v] == s->number[v])
            leave(s, v);
        if (--depth && s->low[v] < s->low[s->path[depth - 1]])
            s->low[s->path[depth - 1]] = s->low[v];
    }
}

/* Number the schools, and find where the links of each begin. */
static int begin(search *s)
{
    size_t all = 0;
    s->urns = memory_array(2 * s->count, sizeof *s->urns);
    if (!s->urns)
        return 0;
    for (size_t i = 0; i < s->count; i++) {
        s->urns[all++] = s->rows[i].source;
        s->urns[all++] = s->rows[i].target;
    }
    qsort(s->urns, all, sizeof *s->urns, by_number);
    for (size_t i = 0; i < all; i++)
        if (!s->n || s->urns[s->n - 1] != s->urns[i])
            s->urns[s->n++] = s->urns[i];
    s->first = memory_zeroed(s->n + 1, sizeof *s->first);
    s->number = memory_zeroed(s->n, sizeof *s->number);
    s->low = memory_array(s->n, sizeof *s->low);
    s->stack = memory_array(s->n, sizeof *s->stack);
    s->path = memory_array(s->n, sizeof *s->path);
    s->at = memory_array(s->n, sizeof *s->at);
    s->waiting = memory_zeroed(s->n, sizeof *s->waiting);
    if (!s->first || !s->number || !s->low || !s->stack || !s->path || !s->at ||
        !s->waiting)
        return 0;
    for (size_t i = 0; i < s->count; i++)
        s->first[index_of(s, s->rows[i].source) + 1]++;
    for (size_t v = 0; v < s->n; v++)
        s->first[v + 1] += s->first[v];
    return 1;
}

static void find_in(gias *g, const lineage *rows, size_t count)
{
    search s = {.g = g, .rows = rows, .count = count};
    if (!begin(&s))
        gias_no_memory(g);
    for (uint32_t v = 0; v < s.n && !g->status; v++)
        if (!s.number[v])
            visit_from(&s, v);
    memory_free(s.urns);
    memory_free(s.first);
    memory_free(s.number);
    memory_free(s.low);
    memory_free(s.stack);
    memory_free(s.path);
    memory_free(s.at);
    memory_free(s.waiting);
}

void gias_find_cycles(gias *g)
{
    const lineage *rows = g->lineage.items;
    size_t end;
    for (size_t i = 0; i < g->lineage.count && !g->status; i = end) {
        for (end = i + 1; end < g->lineage.count && rows[end].kind == rows[i].kind;)
            end++;
        find_in(g, rows + i, end - i);
    }
}
