/* From ties in any order to compressed rows: sorted by both ends, counted, and written
 * where they belong. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "graph/graph.h"

/* Arcs of a tie, as bits: from the lower numbered end to the higher; and back. */
enum { FORWARD = 1, BACKWARD = 2, BOTH = 3, UNDIRECTED = 4 };

/* A raw tie among those of its lower end; while they are sorted, of its higher end. */
typedef struct end_row {
    uint32_t raw;   /* its number · 2; +1: its source is the lower end */
    uint32_t other; /* the other end · 2; +1: it is directed */
} end_row;

typedef struct filler {
    polity_graph *graph;
    const raw_ties *from;
    int undirected, keep, has_weight, has_length;
    arena scratch;
    end_row *rows;  /* by lower end, higher end, and their order */
    uint32_t *ends; /* where the rows of each lower end end */
    size_t count;   /* of `rows`: no loops */
} filler;

/* A tie between nodes low < high: those of rows [from, to) that share an arc with it. */
typedef struct joined {
    uint32_t low, high;
    size_t from, to;
    unsigned arcs; /* FORWARD, BACKWARD, UNDIRECTED */
} joined;

/* Where going over the ties is. */
typedef struct tie_cursor {
    uint32_t low;
    size_t row;
    unsigned later; /* arcs of the same rows that are a tie of their own */
} tie_cursor;

/* --- sorting ----------------------------------------------------------------------- */

static uint32_t low_end(const raw_tie *t)
{
    return (uint32_t)(t->source < t->target ? t->source : t->target);
}

static uint32_t high_end(const raw_tie *t)
{
    return (uint32_t)(t->source < t->target ? t->target : t->source);
}

/* From how many there are of each to where the first of each goes. */
static void counts_to_starts(uint32_t *counts, size_t n)
{
    uint32_t before = 0;
    for (size_t v = 0; v < n; v++) {
        uint32_t count = counts[v];
        counts[v] = before;
        before += count;
    }
}

/* Two stable counting passes, by the higher end and then by the lower. Each leaves in its
 * counts where the rows of each end end. */
static void sort_rows(filler *f, end_row *by_high, uint32_t *high_ends)
{
    const size_t nodes = f->graph->nodes, n = f->from->count;
    const raw_tie *raw = f->from->tie;
    memset(high_ends, 0, nodes * sizeof *high_ends);
    memset(f->ends, 0, nodes * sizeof *f->ends);
    for (size_t i = 0; i < n; i++) {
        if (raw[i].source == raw[i].target)
            continue;
        high_ends[high_end(&raw[i])]++;
        f->ends[low_end(&raw[i])]++;
        f->count++;
    }
    counts_to_starts(high_ends, nodes);
    counts_to_starts(f->ends, nodes);
    for (size_t i = 0; i < n; i++) {
        const int forward = raw[i].source < raw[i].target,
                  directed = raw[i].directed && !f->undirected;
        if (raw[i].source != raw[i].target)
            by_high[high_ends[high_end(&raw[i])]++] =
                (end_row){(uint32_t)i << 1 | (uint32_t)forward,
                          low_end(&raw[i]) << 1 | (uint32_t)directed};
    }
    for (uint32_t high = 0, i = 0; high < nodes; high++)
        for (; i < high_ends[high]; i++) {
            const end_row row = by_high[i];
            f->rows[f->ends[row.other >> 1]++] =
                (end_row){row.raw, high << 1 | (row.other & 1)};
        }
}

static polity_status sort_ties(filler *f, polity_error *err)
{
    const size_t n = f->from->count, nodes = f->graph->nodes;
    const size_t bytes = 2 * (n * sizeof *f->rows + nodes * sizeof *f->ends);
    end_row *by_high;
    uint32_t *high_ends;
    if (!arena_expect(&f->scratch, bytes, 4))
        return error_memory(err);
    f->rows = arena_room(&f->scratch, n * sizeof *f->rows);
    f->ends = arena_room(&f->scratch, nodes * sizeof *f->ends);
    by_high = arena_room(&f->scratch, n * sizeof *by_high);
    high_ends = arena_room(&f->scratch, nodes * sizeof *high_ends);
    if (!f->rows || !f->ends || !by_high || !high_ends)
        return error_memory(err);
    sort_rows(f, by_high, high_ends);
    f->graph->loops = n - f->count;
    return POLITY_OK;
}

/* --- ties -------------------------------------------------------------------------- */

static unsigned arcs_of(end_row row)
{
    return !(row.other & 1) ? BOTH | UNDIRECTED : row.raw & 1 ? FORWARD : BACKWARD;
}

/* The tie after a place, which moves there; 0 = there is none. Where both directions of a
 * pair are a tie each, forward comes first. */
static inline int next_tie(const filler *f, tie_cursor *at, joined *out)
{
    const end_row *rows = f->rows;
    unsigned arcs;
    size_t end;
    if (at->later) {
        out->arcs = at->later;
        at->later = 0;
        return 1;
    }
    if (at->row == f->count)
        return 0;
    while (at->row == f->ends[at->low])
        at->low++;
    end = at->row + 1;
    arcs = arcs_of(rows[at->row]);
    while (!f->keep && end < f->ends[at->low] &&
           rows[end].other >> 1 == rows[at->row].other >> 1)
        arcs |= arcs_of(rows[end++]);
    if (arcs == BOTH) {
        arcs = FORWARD;
        at->later = BACKWARD;
    }
    *out = (joined){at->low, rows[at->row].other >> 1, at->row, end, arcs};
    at->row = end;
    return 1;
}

/* How many ties and arcs there are. */
static void count_ties(const filler *f)
{
    polity_graph *g = f->graph;
    tie_cursor at = {0, 0, 0};
    joined t;
    while (next_tie(f, &at, &t)) {
        g->ties++;
        g->arcs += (t.arcs & FORWARD ? 1u : 0u) + (t.arcs & BACKWARD ? 1u : 0u);
    }
    g->merged = f->count - g->ties;
}

/* --- rows -------------------------------------------------------------------------- */

/* The numbers of a tie: of its arcs forward and backward, and added up. */
typedef struct numbers {
    double weight[2], length[2], total;
} numbers;

static void add_numbers(const filler *f, end_row row, numbers *to)
{
    const uint32_t raw = row.raw >> 1;
    const double weight = f->from->weight ? f->from->weight[raw] : 1,
                 length = f->from->length ? f->from->length[raw] : 1;
    for (unsigned way = 0; way < 2; way++) {
        if (!(arcs_of(row) >> way & 1))
            continue;
        to->weight[way] += weight;
        if (length < to->length[way])
            to->length[way] = length;
    }
    to->total += weight;
}

static void put_arc(arc_rows *to, uint32_t row, uint32_t head, size_t tie,
                    const numbers *of, unsigned way)
{
    const int64_t at = to->first[row]++;
    to->head[at] = (int32_t)head;
    to->tie[at] = (int32_t)tie;
    if (to->weight)
        to->weight[at] = of->weight[way];
    if (to->length)
        to->length[at] = of->length[way];
}

/* Note the records that a tie stands for: few have several, and those are listed. */
static size_t put_records(const filler *f, const joined *t, size_t tie, size_t record)
{
    polity_graph *g = f->graph;
    const size_t before = record;
    for (size_t i = t->from; i < t->to; i++) {
        const uint32_t raw = f->rows[i].raw >> 1;
        if (arcs_of(f->rows[i]) & t->arcs)
            g->edges[record++] = f->from->record ? f->from->record[raw] : (int32_t)raw;
    }
    if (record - before > 1) {
        g->several[g->several_count++] = (int32_t)tie;
        g->several_more[g->several_count] =
            g->several_more[g->several_count - 1] + (int32_t)(record - before - 1);
    }
    return record;
}

/* As ties come by (low, high), heads come out ascending in every row. */
static void put_ties(const filler *f)
{
    polity_graph *g = f->graph;
    tie_cursor at = {0, 0, 0};
    joined t;
    size_t record = 0;
    for (size_t tie = 0; next_tie(f, &at, &t); tie++) {
        numbers of = {{0, 0}, {INFINITY, INFINITY}, 0};
        for (size_t i = t.from; i < t.to && (f->has_weight || f->has_length); i++)
            if (arcs_of(f->rows[i]) & t.arcs)
                add_numbers(f, f->rows[i], &of);
        g->tie_other[tie] = t.arcs == BACKWARD ? ~(int32_t)t.high : (int32_t)t.high;
        if (f->has_weight)
            g->tie_weight[tie] = of.total;
        if (g->edges)
            record = put_records(f, &t, tie, record);
        if (t.arcs & FORWARD)
            put_arc(&g->out, t.low, t.high, tie, &of, 0);
        if (t.arcs & FORWARD && g->directed)
            put_arc(&g->in, t.high, t.low, tie, &of, 0);
        if (t.arcs & BACKWARD)
            put_arc(&g->out, t.high, t.low, tie, &of, 1);
        if (t.arcs & BACKWARD && g->directed)
            put_arc(&g->in, t.low, t.high, tie, &of, 1);
    }
}

static void count_arc(polity_graph *g, uint32_t tail, uint32_t head)
{
    g->out.first[tail + 1]++;
    if (g->directed)
        g->in.first[head + 1]++;
}

/* Where the rows and ties of each node begin. */
static void begin_rows(const filler *f)
{
    polity_graph *g = f->graph;
    tie_cursor at = {0, 0, 0};
    joined t;
    while (next_tie(f, &at, &t)) {
        g->tie_first[t.low + 1]++;
        if (t.arcs & FORWARD)
            count_arc(g, t.low, t.high);
        if (t.arcs & BACKWARD)
            count_arc(g, t.high, t.low);
    }
    for (size_t v = 0; v < g->nodes; v++) {
        g->tie_first[v + 1] += g->tie_first[v];
        g->out.first[v + 1] += g->out.first[v];
        if (g->directed)
            g->in.first[v + 1] += g->in.first[v];
    }
}

/* What was filled stands where the next row begins. */
static void turn_back(int64_t *first, size_t nodes)
{
    memmove(first + 1, first, nodes * sizeof *first);
    first[0] = 0;
}

/* --- memory ------------------------------------------------------------------------ */

static int make_rows(const filler *f, arc_rows *of)
{
    polity_graph *g = f->graph;
    arena *from = &g->memory;
    of->first = arena_take(from, (g->nodes + 1) * sizeof *of->first);
    of->head = arena_room(from, g->arcs * sizeof *of->head);
    of->tie = arena_room(from, g->arcs * sizeof *of->tie);
    if (f->has_weight && !(of->weight = arena_room(from, g->arcs * sizeof *of->weight)))
        return 0;
    if (f->has_length && !(of->length = arena_room(from, g->arcs * sizeof *of->length)))
        return 0;
    return of->first && of->head && of->tie;
}

static int make_ties(const filler *f)
{
    polity_graph *g = f->graph;
    arena *from = &g->memory;
    g->tie_first = arena_take(from, (g->nodes + 1) * sizeof *g->tie_first);
    g->tie_other = arena_room(from, g->ties * sizeof *g->tie_other);
    if (f->has_weight &&
        !(g->tie_weight = arena_room(from, g->ties * sizeof *g->tie_weight)))
        return 0;
    if (!g->view)
        return g->tie_first && g->tie_other;
    g->edges = arena_room(from, f->count * sizeof *g->edges);
    g->several = arena_room(from, g->merged * sizeof *g->several);
    g->several_more = arena_take(from, (g->merged + 1) * sizeof *g->several_more);
    return g->tie_first && g->tie_other && g->edges && g->several && g->several_more;
}

/* All that the graph keeps, in one piece. */
static polity_status make_room(const filler *f, polity_error *err)
{
    polity_graph *g = f->graph;
    const size_t ways = g->directed ? 2 : 1,
                 numbers = (size_t)(f->has_weight + f->has_length);
    const size_t of_node = 8 * ways + 4, of_arc = (8 + 8 * numbers) * ways,
                 of_tie = 4 + (f->has_weight ? 8 : 0), of_record = g->view ? 4 : 0,
                 of_merged = g->view ? 8 : 0;
    const size_t bytes = (g->nodes + 1) * of_node + g->arcs * of_arc + g->ties * of_tie +
                         f->count * of_record + (g->merged + 1) * of_merged;
    if (!arena_expect(&g->memory, bytes, 16) || !make_rows(f, &g->out) ||
        (g->directed && !make_rows(f, &g->in)) || !make_ties(f))
        return error_memory(err);
    if (!g->directed)
        g->in = g->out;
    return POLITY_OK;
}

/* --- all of it --------------------------------------------------------------------- */

polity_status graph_too_large(size_t ties, polity_error *err)
{
    return error_set(err, POLITY_ELIMIT, "graph-size",
                     "%zu ties: a graph holds fewer than 2147483648", ties);
}

polity_status graph_fill(polity_graph *graph, const raw_ties *from, int undirected,
                         int keep, int has_weight, int has_length, polity_error *err)
{
    filler f = {.graph = graph,
                .from = from,
                .undirected = undirected,
                .keep = keep,
                .has_weight = has_weight != 0,
                .has_length = has_length != 0};
    polity_status status;
    if (from->count > INT32_MAX)
        return graph_too_large(from->count, err);
    graph->directed = !undirected;
    status = sort_ties(&f, err);
    if (!status) {
        count_ties(&f);
        status = make_room(&f, err);
    }
    if (!status) {
        begin_rows(&f);
        put_ties(&f);
        turn_back(graph->out.first, graph->nodes);
        if (graph->directed)
            turn_back(graph->in.first, graph->nodes);
    }
    arena_free(&f.scratch);
    return status;
}
