/* From ties in any order to compressed rows. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "graph/graph.h"

enum { FORWARD, BACKWARD }; /* from the lower numbered end to the higher; and back */

/* A tie between nodes low < high, made of one raw tie or several. */
typedef struct joined {
    int32_t low, high;
    uint8_t arc[2];     /* whether there is an arc forward, backward */
    uint8_t undirected; /* its ends have no order */
    double weight[2], length[2], total;
} joined;

typedef struct filler {
    polity_graph *graph;
    const raw_tie *raw;
    int64_t *order; /* raw ties without loops, by (low, high), else in their order */
    size_t count;   /* of `order` */
    int undirected, keep;
    joined *ties;
    size_t tie_count;
    int64_t *member_first; /* of each tie, in `members`: records it stands for */
    int32_t *members;
    size_t member_count;
} filler;

static int32_t low_end(const raw_tie *t)
{
    return t->source < t->target ? t->source : t->target;
}

static int32_t high_end(const raw_tie *t)
{
    return t->source < t->target ? t->target : t->source;
}

/* One stable counting pass by an end. */
static void sort_pass(const filler *f, const int64_t *from, int64_t *to, int64_t *counts,
                      int by_low)
{
    memset(counts, 0, (f->graph->nodes + 1) * sizeof *counts);
    for (size_t i = 0; i < f->count; i++) {
        const raw_tie *t = &f->raw[from[i]];
        counts[(by_low ? low_end(t) : high_end(t)) + 1]++;
    }
    for (size_t v = 0; v < f->graph->nodes; v++)
        counts[v + 1] += counts[v];
    for (size_t i = 0; i < f->count; i++) {
        const raw_tie *t = &f->raw[from[i]];
        to[counts[by_low ? low_end(t) : high_end(t)]++] = from[i];
    }
}

/* Order of the ties that are no loops. */
static polity_status sort_ties(filler *f, size_t n, polity_error *err)
{
    int64_t *other = memory_array(n, sizeof *other);
    int64_t *counts = memory_array(f->graph->nodes + 1, sizeof *counts);
    f->order = memory_array(n, sizeof *f->order);
    if (other && counts && f->order) {
        for (size_t i = 0; i < n; i++)
            if (f->raw[i].source != f->raw[i].target)
                f->order[f->count++] = (int64_t)i;
        f->graph->loops = n - f->count;
        sort_pass(f, f->order, other, counts, 0);
        sort_pass(f, other, f->order, counts, 1);
    }
    memory_free(counts);
    memory_free(other);
    return other && counts && f->order ? POLITY_OK : error_memory(err);
}

/* Let one raw tie into a tie. */
static void take_in(filler *f, joined *into, const raw_tie *t)
{
    for (int way = FORWARD; way <= BACKWARD; way++) {
        int forward = t->source < t->target;
        if (t->directed && !f->undirected && forward != (way == FORWARD))
            continue;
        into->arc[way] = 1;
        into->weight[way] += t->weight;
        if (t->length < into->length[way])
            into->length[way] = t->length;
    }
    if (!t->directed || f->undirected)
        into->undirected = 1;
    into->total += t->weight;
    f->members[f->member_count++] = t->edge;
}

static joined *new_tie(filler *f, const raw_tie *first)
{
    joined *made = &f->ties[f->tie_count];
    memset(made, 0, sizeof *made);
    made->low = low_end(first);
    made->high = high_end(first);
    made->length[FORWARD] = made->length[BACKWARD] = INFINITY;
    f->member_first[f->tie_count++] = (int64_t)f->member_count;
    return made;
}

/* The raw ties order[from..to) all join the same two nodes. */
static void join_pair(filler *f, size_t from, size_t to)
{
    int one = f->undirected;
    joined *tie;
    for (size_t i = from; i < to && !one; i++)
        one = !f->raw[f->order[i]].directed;
    for (int way = FORWARD; way <= BACKWARD; way++) {
        tie = NULL;
        for (size_t i = from; i < to; i++) {
            const raw_tie *t = &f->raw[f->order[i]];
            if (one ? way == BACKWARD : (t->source < t->target) != (way == FORWARD))
                continue;
            if (!tie)
                tie = new_tie(f, t);
            take_in(f, tie, t);
        }
    }
}

static polity_status join_ties(filler *f, polity_error *err)
{
    f->ties = memory_array(f->count, sizeof *f->ties);
    f->member_first = memory_array(f->count + 1, sizeof *f->member_first);
    f->members = memory_array(f->count, sizeof *f->members);
    if (!f->ties || !f->member_first || !f->members)
        return error_memory(err);
    for (size_t i = 0, end; i < f->count; i = end) {
        const raw_tie *first = &f->raw[f->order[i]];
        end = i + 1;
        if (f->keep) {
            take_in(f, new_tie(f, first), first);
            continue;
        }
        while (end < f->count && low_end(&f->raw[f->order[end]]) == low_end(first) &&
               high_end(&f->raw[f->order[end]]) == high_end(first))
            end++;
        join_pair(f, i, end);
    }
    f->member_first[f->tie_count] = (int64_t)f->member_count;
    f->graph->ties = f->tie_count;
    f->graph->merged = f->count - f->tie_count;
    return POLITY_OK;
}

static int rows_make(arc_rows *of, size_t nodes, size_t arcs, int has_weight,
                     int has_length)
{
    of->first = memory_zeroed(nodes + 1, sizeof *of->first);
    of->head = memory_array(arcs, sizeof *of->head);
    of->tie = memory_array(arcs, sizeof *of->tie);
    if (has_weight && !(of->weight = memory_array(arcs, sizeof *of->weight)))
        return 0;
    if (has_length && !(of->length = memory_array(arcs, sizeof *of->length)))
        return 0;
    return of->first && of->head && of->tie;
}

/* Rows by the end that arcs leave, or enter if `inward`. As ties come by (low, high),
 * heads come out ascending in every row. */
static void rows_fill(const filler *f, arc_rows *of, int inward)
{
    size_t nodes = f->graph->nodes;
    int64_t *next = of->first;
    for (size_t i = 0; i < f->tie_count; i++) {
        const joined *t = &f->ties[i];
        for (int way = FORWARD; way <= BACKWARD; way++)
            if (t->arc[way])
                next[(inward == (way == FORWARD) ? t->high : t->low) + 1]++;
    }
    for (size_t v = 0; v < nodes; v++)
        next[v + 1] += next[v];
    for (size_t i = 0; i < f->tie_count; i++) {
        const joined *t = &f->ties[i];
        for (int way = FORWARD; way <= BACKWARD; way++) {
            int from_high = inward == (way == FORWARD);
            if (!t->arc[way])
                continue;
            int64_t at = next[from_high ? t->high : t->low]++;
            of->head[at] = from_high ? t->low : t->high;
            of->tie[at] = (int64_t)i;
            if (of->weight)
                of->weight[at] = t->weight[way];
            if (of->length)
                of->length[at] = t->length[way];
        }
    }
    for (size_t v = nodes; v > 0; v--) /* each cursor stands where the next row begins */
        next[v] = next[v - 1];
    next[0] = 0;
}

static polity_status fill_ties(const filler *f, int has_weight, polity_error *err)
{
    polity_graph *g = f->graph;
    g->tie_source = memory_array(g->ties, sizeof *g->tie_source);
    g->tie_target = memory_array(g->ties, sizeof *g->tie_target);
    if (has_weight)
        g->tie_weight = memory_array(g->ties, sizeof *g->tie_weight);
    if (!g->tie_source || !g->tie_target || (has_weight && !g->tie_weight))
        return error_memory(err);
    for (size_t i = 0; i < g->ties; i++) {
        const joined *t = &f->ties[i];
        int turned = !t->undirected && !t->arc[FORWARD];
        g->tie_source[i] = turned ? t->high : t->low;
        g->tie_target[i] = turned ? t->low : t->high;
        if (has_weight)
            g->tie_weight[i] = t->total;
    }
    return POLITY_OK;
}

polity_status graph_fill(polity_graph *graph, const raw_tie *ties, size_t n,
                         int undirected, int keep, int has_weight, int has_length,
                         polity_error *err)
{
    filler f = {.graph = graph, .raw = ties, .undirected = undirected, .keep = keep};
    polity_status status = sort_ties(&f, n, err);
    graph->directed = !undirected;
    if (!status)
        status = join_ties(&f, err);
    if (!status)
        status = fill_ties(&f, has_weight, err);
    if (status)
        goto out;
    for (size_t i = 0; i < f.tie_count; i++)
        graph->arcs += (size_t)f.ties[i].arc[FORWARD] + f.ties[i].arc[BACKWARD];
    if (!rows_make(&graph->out, graph->nodes, graph->arcs, has_weight, has_length) ||
        (graph->directed &&
         !rows_make(&graph->in, graph->nodes, graph->arcs, has_weight, has_length))) {
        status = error_memory(err);
        goto out;
    }
    rows_fill(&f, &graph->out, 0);
    if (graph->directed)
        rows_fill(&f, &graph->in, 1);
    else
        graph->in = graph->out;
    if (graph->view) {
        graph->edge_first = f.member_first;
        graph->edges = f.members;
        f.member_first = NULL;
        f.members = NULL;
    }
out:
    memory_free(f.order);
    memory_free(f.ties);
    memory_free(f.member_first);
    memory_free(f.members);
    return status;
}
