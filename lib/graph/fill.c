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
} joined;

/* A number of a tie forward and backward. */
typedef struct both {
    double way[2];
} both;

typedef struct filler {
    polity_graph *graph;
    const raw_tie *raw;
    const double *raw_weight, *raw_length;
    int32_t *order; /* raw ties without loops, by (low, high), else in their order */
    size_t count;   /* of `order` */
    int undirected, keep;
    joined *ties;
    both *weight, *length; /* of each tie; NULL = none */
    size_t tie_count;
    int32_t *member_first; /* of each tie, in `members`: records it stands for */
    int32_t *members;      /* NULL = no records */
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
static void sort_pass(const filler *f, const int32_t *from, int32_t *to, int32_t *counts,
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
    int32_t *other = memory_array(n, sizeof *other);
    int32_t *counts = memory_array(f->graph->nodes + 1, sizeof *counts);
    f->order = memory_array(n, sizeof *f->order);
    if (other && counts && f->order) {
        for (size_t i = 0; i < n; i++)
            if (f->raw[i].source != f->raw[i].target)
                f->order[f->count++] = (int32_t)i;
        f->graph->loops = n - f->count;
        sort_pass(f, f->order, other, counts, 0);
        sort_pass(f, other, f->order, counts, 1);
    }
    memory_free(counts);
    memory_free(other);
    return other && counts && f->order ? POLITY_OK : error_memory(err);
}

/* Let one raw tie into the tie that was made last. */
static void take_in(filler *f, int32_t raw)
{
    const raw_tie *t = &f->raw[raw];
    size_t at = f->tie_count - 1;
    double weight = f->raw_weight ? f->raw_weight[raw] : 1,
           length = f->raw_length ? f->raw_length[raw] : 1;
    for (int way = FORWARD; way <= BACKWARD; way++) {
        int forward = t->source < t->target;
        if (t->directed && !f->undirected && forward != (way == FORWARD))
            continue;
        f->ties[at].arc[way] = 1;
        if (f->weight)
            f->weight[at].way[way] += weight;
        if (f->length && length < f->length[at].way[way])
            f->length[at].way[way] = length;
    }
    if (!t->directed || f->undirected)
        f->ties[at].undirected = 1;
    if (f->weight)
        f->graph->tie_weight[at] += weight;
    if (f->members)
        f->members[f->member_count] = t->edge;
    f->member_count++;
}

static void new_tie(filler *f, const raw_tie *first)
{
    size_t at = f->tie_count++;
    f->ties[at] = (joined){.low = low_end(first), .high = high_end(first)};
    if (f->weight) {
        f->weight[at] = (both){{0, 0}};
        f->graph->tie_weight[at] = 0;
    }
    if (f->length)
        f->length[at] = (both){{INFINITY, INFINITY}};
    if (f->members)
        f->member_first[at] = (int32_t)f->member_count;
}

/* The raw ties order[from..to) all join the same two nodes. */
static void join_pair(filler *f, size_t from, size_t to)
{
    int one = f->undirected;
    for (size_t i = from; i < to && !one; i++)
        one = !f->raw[f->order[i]].directed;
    for (int way = FORWARD; way <= BACKWARD; way++) {
        int made = 0;
        for (size_t i = from; i < to; i++) {
            const raw_tie *t = &f->raw[f->order[i]];
            if (one ? way == BACKWARD : (t->source < t->target) != (way == FORWARD))
                continue;
            if (!made)
                new_tie(f, t);
            made = 1;
            take_in(f, f->order[i]);
        }
    }
}

static int joined_make(filler *f, int has_weight, int has_length)
{
    size_t n = f->count;
    if (!(f->ties = memory_array(n, sizeof *f->ties)))
        return 0;
    if (has_weight &&
        (!(f->weight = memory_array(n, sizeof *f->weight)) ||
         !(f->graph->tie_weight = memory_array(n, sizeof *f->graph->tie_weight))))
        return 0;
    if (has_length && !(f->length = memory_array(n, sizeof *f->length)))
        return 0;
    return !f->graph->view ||
           ((f->member_first = memory_array(n + 1, sizeof *f->member_first)) &&
            (f->members = memory_array(n, sizeof *f->members)));
}

static void join_ties(filler *f)
{
    for (size_t i = 0, end; i < f->count; i = end) {
        const raw_tie *first = &f->raw[f->order[i]];
        end = i + 1;
        if (f->keep) {
            new_tie(f, first);
            take_in(f, f->order[i]);
            continue;
        }
        while (end < f->count && low_end(&f->raw[f->order[end]]) == low_end(first) &&
               high_end(&f->raw[f->order[end]]) == high_end(first))
            end++;
        join_pair(f, i, end);
    }
    if (f->members)
        f->member_first[f->tie_count] = (int32_t)f->member_count;
    f->graph->ties = f->tie_count;
    f->graph->merged = f->count - f->tie_count;
    for (size_t i = 0; i < f->tie_count; i++)
        f->graph->arcs += (size_t)f->ties[i].arc[FORWARD] + f->ties[i].arc[BACKWARD];
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
            of->tie[at] = (int32_t)i;
            if (of->weight)
                of->weight[at] = f->weight[i].way[way];
            if (of->length)
                of->length[at] = f->length[i].way[way];
        }
    }
    for (size_t v = nodes; v > 0; v--) /* each cursor stands where the next row begins */
        next[v] = next[v - 1];
    next[0] = 0;
}

static int fill_ties(filler *f)
{
    polity_graph *g = f->graph;
    g->tie_first = memory_zeroed(g->nodes + 1, sizeof *g->tie_first);
    g->tie_other = memory_array(g->ties, sizeof *g->tie_other);
    if (!g->tie_first || !g->tie_other)
        return 0;
    for (size_t i = 0; i < g->ties; i++) {
        const joined *t = &f->ties[i];
        int turned = !t->undirected && !t->arc[FORWARD];
        g->tie_other[i] = turned ? ~t->high : t->high;
        g->tie_first[t->low + 1]++;
    }
    for (size_t v = 0; v < g->nodes; v++)
        g->tie_first[v + 1] += g->tie_first[v];
    return 1;
}

/* The records of ties, if there are any. Few ties have several, and those are listed. */
static int keep_records(filler *f)
{
    polity_graph *g = f->graph;
    size_t count = 0;
    if (!f->members)
        return 1;
    for (size_t i = 0; i < g->ties; i++)
        count += f->member_first[i + 1] - f->member_first[i] > 1;
    g->several = memory_array(count, sizeof *g->several);
    g->several_more = memory_array(count + 1, sizeof *g->several_more);
    if (!g->several || !g->several_more)
        return 0;
    g->several_more[0] = 0;
    for (size_t i = 0; i < g->ties; i++) {
        int32_t more = f->member_first[i + 1] - f->member_first[i] - 1;
        if (!more)
            continue;
        g->several[g->several_count++] = (int32_t)i;
        g->several_more[g->several_count] = g->several_more[g->several_count - 1] + more;
    }
    g->edges = f->members;
    f->members = NULL;
    return 1;
}

static int fill_rows(const filler *f, int has_weight, int has_length)
{
    polity_graph *g = f->graph;
    if (!rows_make(&g->out, g->nodes, g->arcs, has_weight, has_length))
        return 0;
    rows_fill(f, &g->out, 0);
    if (!g->directed) {
        g->in = g->out;
        return 1;
    }
    if (!rows_make(&g->in, g->nodes, g->arcs, has_weight, has_length))
        return 0;
    rows_fill(f, &g->in, 1);
    return 1;
}

polity_status graph_too_large(size_t ties, polity_error *err)
{
    return error_set(err, POLITY_ELIMIT, "graph-size",
                     "%zu ties: a graph holds fewer than 2147483648", ties);
}

polity_status graph_fill(polity_graph *graph, const raw_ties *from, int undirected,
                         int keep, int has_weight, int has_length, polity_error *err)
{
    filler f = {.graph = graph,
                .raw = from->tie,
                .raw_weight = from->weight,
                .raw_length = from->length,
                .undirected = undirected,
                .keep = keep};
    polity_status status;
    if (from->count > INT32_MAX)
        return graph_too_large(from->count, err);
    status = sort_ties(&f, from->count, err);
    graph->directed = !undirected;
    if (!status && !joined_make(&f, has_weight, has_length))
        status = error_memory(err);
    if (status)
        goto out;
    join_ties(&f);
    memory_free(f.order);
    f.order = NULL;
    if (!fill_ties(&f) || !fill_rows(&f, has_weight, has_length) || !keep_records(&f))
        status = error_memory(err);
out:
    memory_free(f.order);
    memory_free(f.ties);
    memory_free(f.weight);
    memory_free(f.length);
    memory_free(f.member_first);
    memory_free(f.members);
    return status;
}
