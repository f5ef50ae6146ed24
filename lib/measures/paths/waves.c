#include "measures/paths/waves.h"

#include <string.h>

#include "base/wide.h"

typedef struct wave_bits {
    uint64_t word[WAVE_WORDS];
} wave_bits;

double waves_bytes(size_t nodes)
{
    return (double)nodes *
           (3 * sizeof(wave_bits) + 2 * sizeof(int32_t) + sizeof(wave_sums));
}

int waves_make(waves *to, const waves_graph *graph, int steps)
{
    size_t n = graph->nodes;
    memset(to, 0, sizeof *to);
    to->graph = graph;
    to->seen = memory_array(n, sizeof *to->seen);
    to->now = memory_zeroed(n, sizeof *to->now);
    to->next = memory_zeroed(n, sizeof *to->next);
    to->front = memory_array(n, sizeof *to->front);
    to->front_next = memory_array(n, sizeof *to->front_next);
    to->sums = memory_zeroed(n, sizeof *to->sums);
    if (steps)
        to->steps = memory_zeroed(n + 1, sizeof *to->steps);
    return to->seen && to->now && to->next && to->front && to->front_next && to->sums &&
           (!steps || to->steps);
}

void waves_free(waves *of)
{
    memory_free(of->seen);
    memory_free(of->now);
    memory_free(of->next);
    memory_free(of->front);
    memory_free(of->front_next);
    memory_free(of->sums);
    memory_free(of->steps);
}

/* --- sets of sources
 * ----------------------------------------------------------------------- */

static inline int is_empty(const wave_bits *of)
{
    uint64_t any = 0;
    for (int i = 0; i < WAVE_WORDS; i++)
        any |= of->word[i];
    return !any;
}

static inline void join(wave_bits *to, const wave_bits *with)
{
    for (int i = 0; i < WAVE_WORDS; i++)
        to->word[i] |= with->word[i];
}

/* `a` without `b`. */
static inline wave_bits without(const wave_bits *a, const wave_bits *b)
{
    wave_bits made;
    for (int i = 0; i < WAVE_WORDS; i++)
        made.word[i] = a->word[i] & ~b->word[i];
    return made;
}

static inline uint64_t count(const wave_bits *of)
{
    uint64_t sum = 0;
    for (int i = 0; i < WAVE_WORDS; i++)
        sum += (uint64_t)__builtin_popcountll(of->word[i]);
    return sum;
}

/* --- levels
 * -------------------------------------------------------------------------------- */

/* From the front to its neighbours: cheap where the front has few arcs. */
WIDE_TOO static size_t push(waves *w, size_t front)
{
    const waves_graph *g = w->graph;
    size_t made = 0;
    for (size_t i = 0; i < front; i++) {
        int32_t v = w->front[i];
        for (int64_t a = g->along.first[v]; a < g->along.first[v + 1]; a++) {
            int32_t to = g->along.head[a];
            wave_bits fresh = without(&w->now[v], &w->seen[to]);
            if (is_empty(&fresh))
                continue;
            if (is_empty(&w->next[to]))
                w->front_next[made++] = to;
            join(&w->next[to], &fresh);
        }
    }
    return made;
}

/* Each node that is still to be reached by some asks its neighbours, until all have
 * come. */
WIDE_TOO static size_t pull(waves *w, const wave_bits *all)
{
    const waves_graph *g = w->graph;
    size_t made = 0;
    for (size_t v = 0; v < g->nodes; v++) {
        wave_bits need = without(all, &w->seen[v]), found = {{0}}, rest;
        if (is_empty(&need))
            continue;
        for (int64_t a = g->back.first[v]; a < g->back.first[v + 1]; a++) {
            join(&found, &w->now[g->back.head[a]]);
            rest = without(&need, &found);
            if (is_empty(&rest))
                break;
        }
        for (int i = 0; i < WAVE_WORDS; i++)
            found.word[i] &= need.word[i];
        if (is_empty(&found))
            continue;
        w->next[v] = found;
        w->front_next[made++] = (int32_t)v;
    }
    return made;
}

/* What the new front has been reached by, in so many steps. */
WIDE_TOO static void add_up(waves *w, size_t front, uint32_t steps)
{
    const uint64_t part =
        steps > 1 ? UINT64_MAX / steps + (steps & (steps - 1) ? 0 : 1) : 0;
    uint64_t pairs = 0;
    for (size_t i = 0; i < front; i++) {
        int32_t v = w->front_next[i];
        wave_sums *to = &w->sums[v];
        uint64_t n = count(&w->next[v]);
        join(&w->seen[v], &w->next[v]);
        to->near += steps > 1 ? (wide)part * n : (wide)n << 64;
        to->reached += n;
        to->far += n * steps;
        if (to->widest < steps)
            to->widest = steps;
        pairs += n;
    }
    if (w->steps)
        w->steps[steps] += (int64_t)pairs;
}

static size_t arcs_of(const waves *w, size_t front)
{
    const waves_graph *g = w->graph;
    size_t sum = 0;
    for (size_t i = 0; i < front; i++)
        sum += (size_t)(g->along.first[w->front[i] + 1] - g->along.first[w->front[i]]);
    return sum;
}

void waves_run(waves *w, size_t from, size_t to)
{
    const waves_graph *g = w->graph;
    wave_bits all = {{0}};
    size_t front = to - from;
    memset(w->seen, 0, g->nodes * sizeof *w->seen);
    for (size_t i = from; i < to; i++) {
        int32_t v = g->source[i];
        uint64_t bit = UINT64_C(1) << (i - from) % 64;
        w->now[v].word[(i - from) / 64] |= bit;
        w->seen[v].word[(i - from) / 64] |= bit;
        all.word[(i - from) / 64] |= bit;
        w->front[i - from] = v;
    }
    for (uint32_t steps = 1; front; steps++) {
        size_t made = arcs_of(w, front) * 6 < g->arcs ? push(w, front) : pull(w, &all);
        wave_bits *held = w->now;
        int32_t *nodes = w->front;
        for (size_t i = 0; i < front; i++)
            memset(&w->now[w->front[i]], 0, sizeof *w->now);
        add_up(w, made, steps);
        w->now = w->next;
        w->next = held;
        w->front = w->front_next;
        w->front_next = nodes;
        front = made;
    }
}
