#include "measures/paths/search.h"

#include <float.h>
#include <string.h>

enum {
    RANGES = 2048, /* of the longest length at most; a power of 2 */
    UNKNOWN = -1,  /* at: not met yet, or reached */
    LISTED = -2    /* at: in the list of its range */
};

double search_bytes(const polity_graph *graph)
{
    return (double)graph->nodes * (6 * sizeof(int32_t) + sizeof(double)) +
           2 * RANGES * (sizeof(int32_t) + 1);
}

/* A little less than the shortest length, so that rounding cannot put both ends of an arc
 * in one range; but no more ranges than the ring has. */
static void choose_ranges(search_queue *of, const polity_graph *g)
{
    double shortest = DBL_MAX, longest = 0, width;
    for (size_t i = 0; i < g->arcs; i++) {
        double length = g->out.length[i];
        shortest = length < shortest ? length : shortest;
        longest = length > longest ? length : longest;
    }
    of->size = 64;
    if (!(shortest > 0) || !(longest * (double)g->nodes < DBL_MAX / RANGES))
        return;
    width = shortest * (1 - 1e-9);
    if (!(1 / width < DBL_MAX)) /* of so few bits that one over it is infinite */
        return;
    of->exact = longest / width <= RANGES && longest / width * (double)g->nodes < 1e6;
    if (longest / width > RANGES)
        width = longest / RANGES;
    of->ranges = 1 / width;
    while ((double)of->size < longest / width + 2)
        of->size *= 2;
}

static int queue_make(search_queue *of, const polity_graph *graph)
{
    size_t n = graph->nodes;
    choose_ranges(of, graph);
    of->list = memory_array(of->size, sizeof *of->list);
    of->any = memory_zeroed(of->size / 64, sizeof *of->any);
    of->next = memory_array(n, sizeof *of->next);
    of->before = memory_array(n, sizeof *of->before);
    of->heap = memory_array(n, sizeof *of->heap);
    of->at = memory_array(n, sizeof *of->at);
    if (!of->list || !of->any || !of->next || !of->before || !of->heap || !of->at)
        return 0;
    for (size_t i = 0; i < of->size; i++)
        of->list[i] = -1;
    for (size_t v = 0; v < n; v++)
        of->at[v] = UNKNOWN;
    return 1;
}

int search_make(search *of, const polity_graph *graph)
{
    size_t n = graph->nodes;
    memset(of, 0, sizeof *of);
    of->order = memory_array(n, sizeof *of->order);
    of->place = memory_array(n, sizeof *of->place);
    of->distance = memory_array(n, sizeof *of->distance);
    if (!of->order || !of->place || !of->distance || !queue_make(&of->queue, graph))
        return 0;
    for (size_t v = 0; v < n; v++)
        of->place[v] = -1;
    return 1;
}

void search_free(search *of)
{
    memory_free(of->order);
    memory_free(of->place);
    memory_free(of->distance);
    memory_free(of->queue.list);
    memory_free(of->queue.any);
    memory_free(of->queue.next);
    memory_free(of->queue.before);
    memory_free(of->queue.heap);
    memory_free(of->queue.at);
}

/* --- the heap --------------------------------------------------------------------- */

static int nearer(const search *of, int32_t a, int32_t b)
{
    return of->distance[a] < of->distance[b] ||
           (a < b && of->distance[a] == of->distance[b]);
}

static void put(search_queue *q, int32_t v, size_t slot)
{
    q->heap[slot] = v;
    q->at[v] = (int32_t)slot;
}

static void rise(search *of, int32_t v, size_t slot)
{
    search_queue *q = &of->queue;
    while (slot && nearer(of, v, q->heap[(slot - 1) / 2])) {
        put(q, q->heap[(slot - 1) / 2], slot);
        slot = (slot - 1) / 2;
    }
    put(q, v, slot);
}

static int32_t take_top(search *of)
{
    search_queue *q = &of->queue;
    int32_t top = q->heap[0], v = q->heap[--q->heaped];
    size_t slot = 0;
    if (!q->heaped)
        return top;
    for (;;) {
        size_t child = 2 * slot + 1;
        if (child + 1 < q->heaped && nearer(of, q->heap[child + 1], q->heap[child]))
            child++;
        if (child >= q->heaped || !nearer(of, q->heap[child], v))
            break;
        put(q, q->heap[child], slot);
        slot = child;
    }
    put(q, v, slot);
    return top;
}

/* --- the lists -------------------------------------------------------------------- */

static int64_t range_of(const search_queue *q, double distance)
{
    return q->ranges > 0 ? (int64_t)(distance * q->ranges) : 0;
}

static void list(search_queue *q, int32_t v, int64_t range)
{
    size_t slot = (size_t)range & (q->size - 1);
    int32_t second = q->list[slot];
    q->next[v] = second;
    q->before[v] = -1;
    if (second >= 0)
        q->before[second] = v;
    q->list[slot] = v;
    q->any[slot / 64] |= UINT64_C(1) << slot % 64;
    q->at[v] = LISTED;
    q->listed++;
}

static void unlist(search_queue *q, int32_t v, int64_t range)
{
    size_t slot = (size_t)range & (q->size - 1);
    if (q->next[v] >= 0)
        q->before[q->next[v]] = q->before[v];
    if (q->before[v] >= 0)
        q->next[q->before[v]] = q->next[v];
    else
        q->list[slot] = q->next[v];
    if (q->list[slot] < 0)
        q->any[slot / 64] &= ~(UINT64_C(1) << slot % 64);
    q->listed--;
}

/* The next range with nodes: there is one. */
static void step_on(search_queue *q)
{
    size_t at = (size_t)q->now & (q->size - 1), word = at / 64;
    uint64_t bits = q->any[word] & UINT64_MAX << at % 64;
    while (!bits) {
        word = (word + 1) & (q->size / 64 - 1);
        bits = q->any[word];
    }
    at = word * 64 + (size_t)__builtin_ctzll(bits);
    q->now += (int64_t)((at - (size_t)q->now) & (q->size - 1));
}

/* --- the search ------------------------------------------------------------------- */

static void wait(search *of, int32_t v, double distance)
{
    search_queue *q = &of->queue;
    int64_t range = range_of(q, distance);
    if (q->at[v] == LISTED)
        unlist(q, v, range_of(q, of->distance[v]));
    of->distance[v] = distance;
    if (q->at[v] >= 0)
        rise(of, v, (size_t)q->at[v]);
    else if (range == q->now && !q->exact)
        rise(of, v, q->heaped++);
    else
        list(q, v, range);
}

/* Nodes of the range that is reached next, if it must be put in order. */
static void heap_range(search *of)
{
    search_queue *q = &of->queue;
    size_t slot = (size_t)q->now & (q->size - 1);
    while (q->list[slot] >= 0) {
        int32_t v = q->list[slot];
        unlist(q, v, q->now);
        rise(of, v, q->heaped++);
    }
}

static int32_t take_nearest(search *of)
{
    search_queue *q = &of->queue;
    int32_t v;
    if (!q->heaped) {
        step_on(q);
        if (!q->exact)
            heap_range(of);
    }
    if (q->exact) {
        v = q->list[(size_t)q->now & (q->size - 1)];
        unlist(q, v, q->now);
    } else {
        v = take_top(of);
    }
    q->at[v] = UNKNOWN;
    return v;
}

/* Forget the last search: only what it touched. */
static void clear(search *of)
{
    for (size_t i = 0; i < of->reached; i++)
        of->place[of->order[i]] = -1;
    of->reached = 0;
    of->queue.now = 0;
}

void search_from(search *of, const arc_rows *along, int32_t from)
{
    search_queue *q = &of->queue;
    clear(of);
    wait(of, from, 0);
    while (q->heaped + q->listed) {
        int32_t v = take_nearest(of);
        double here = of->distance[v];
        of->place[v] = (int32_t)of->reached;
        of->order[of->reached++] = v;
        for (int64_t a = along->first[v]; a < along->first[v + 1]; a++) {
            int32_t w = along->head[a];
            double there = here + along->length[a];
            if (of->place[w] >= 0)
                continue;
            if (q->at[w] == UNKNOWN || there < of->distance[w])
                wait(of, w, there);
        }
    }
}
