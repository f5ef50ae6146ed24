#include "measures/paths/waves.h"

#include <string.h>

/* Arcs of the front, times this, from which on nodes ask and are not told. */
enum { PULL_FROM = 3, ARCS_A_LOOK = 1 << 24 };

double waves_bytes(size_t spots)
{
    return (double)spots *
           (3 * sizeof(wave_bits) + 3 * sizeof(int32_t) + WAVE_STEPS * sizeof(uint32_t) +
            sizeof(step_sums) + sizeof(int64_t));
}

int waves_make(waves *to, const waves_graph *graph, const waves_aim *aim, size_t lane)
{
    size_t n = graph->spots, few = 0;
    memset(to, 0, sizeof *to);
    to->graph = graph;
    to->aim = aim;
    to->lane = lane;
    to->seen = memory_zeroed(n, sizeof *to->seen);
    to->now = memory_zeroed(n, sizeof *to->now);
    to->next = memory_zeroed(n, sizeof *to->next);
    to->front = memory_array(n, sizeof *to->front);
    to->front_next = memory_array(n, sizeof *to->front_next);
    to->met = memory_array(n + WAVE_SOURCES, sizeof *to->met);
    to->sums = memory_zeroed(n, sizeof *to->sums);
    if (aim->count_steps)
        to->steps = memory_zeroed(n + 2, sizeof *to->steps);
    for (size_t i = 0; i < WAVE_STEPS; i++)
        few += (to->few[i] = memory_zeroed(n, sizeof *to->few[i])) != NULL;
    return few == WAVE_STEPS && to->seen && to->now && to->next && to->front &&
           to->front_next && to->met && to->sums && (!aim->count_steps || to->steps);
}

void waves_free(waves *of)
{
    memory_free(of->seen);
    memory_free(of->now);
    memory_free(of->next);
    memory_free(of->front);
    memory_free(of->front_next);
    memory_free(of->met);
    memory_free(of->sums);
    for (size_t i = 0; i < WAVE_STEPS; i++)
        memory_free(of->few[i]);
    memory_free(of->steps);
}

/* --- a step ----------------------------------------------------------------------- */

/* From the front to its neighbours: cheap where the front has few arcs. */
WIDE_TOO static size_t push(waves *w, size_t front)
{
    const waves_graph *g = w->graph;
    const wave_bits *seen = w->seen;
    wave_bits *next = w->next;
    size_t made = 0;
    for (size_t i = 0; i < front; i++) {
        int32_t v = w->front[i];
        wave_bits now = w->now[v];
        for (int64_t a = g->first[v]; a < g->first[v + 1]; a++) {
            int32_t to = g->head[a];
            wave_bits fresh = now & ~seen[to];
            if (wave_is_empty(&fresh))
                continue;
            if (wave_is_empty(&next[to]))
                w->front_next[made++] = to;
            next[to] |= fresh;
        }
    }
    return made;
}

/* Each node that is still to be reached by some asks its neighbours, until all have
 * come. */
WIDE_TOO static size_t pull(waves *w)
{
    const waves_graph *g = w->graph;
    const wave_bits *now = w->now, alive = w->alive;
    const int32_t *head = g->head_back;
    size_t made = 0;
    for (size_t v = 0; v < g->spots; v++) {
        wave_bits need = alive & ~w->seen[v], found = {0}, left = need;
        if (wave_is_empty(&need))
            continue;
        for (int64_t a = g->first_back[v], end = g->first_back[v + 1];
             a < end && !wave_is_empty(&left); a++) {
            found |= now[head[a]];
            left = need & ~found;
        }
        found &= need;
        if (wave_is_empty(&found))
            continue;
        w->next[v] = found;
        w->front_next[made++] = (int32_t)v;
    }
    return made;
}

/* --- adding up -------------------------------------------------------------------- */

static inline void add_reached(waves *w, int32_t v, uint64_t n, const step_share *each)
{
    if (each->steps <= WAVE_STEPS)
        w->few[each->steps - 1][v] += (uint32_t)n;
    else
        step_add(&w->sums[v], n, each);
}

step_sums waves_sums(const waves *of, size_t spot)
{
    step_sums all = of->sums[spot];
    for (uint32_t steps = 1; steps <= WAVE_STEPS; steps++) {
        uint64_t n = of->few[steps - 1][spot];
        step_share each;
        if (!n)
            continue;
        each = step_share_of(steps, of->aim->within);
        step_add(&all, n, &each);
    }
    return all;
}

/* Members of a source's spot, which reach each other: if they are tied at once, else when
 * a wave comes back to where it began, which then is not one of the sources that reach
 * it. */
static void add_up_members(waves *w, const int32_t *source, size_t sources,
                           const step_share *each)
{
    for (size_t i = sources; i-- > 0;) {
        int32_t v = source[i];
        uint64_t others = w->graph->members[v] - 1;
        if (!others)
            break; /* those of one member come first */
        if (w->graph->tied[v] ? each->steps > 1 : !wave_take(&w->next[v], i))
            continue;
        wave_set(&w->seen[v], i);
        add_reached(w, v, others, each);
        if (w->aim->sent)
            step_add(&w->aim->sent[v], others, each);
        if (w->steps)
            w->steps[each->steps] += (int64_t)(others * (others + 1));
    }
}

/* How many nodes the sources of a set stand for. */
static inline uint64_t weigh(const waves *w, const wave_bits *set)
{
    uint64_t sum = 0;
    if (w->group_count == 1)
        return wave_count(set) * w->groups[0].members;
    for (size_t i = 0; i < w->group_count; i++) {
        wave_bits those = *set & w->groups[i].those;
        sum += wave_count(&those) * w->groups[i].members;
    }
    return sum;
}

/* At the new front: what it has been reached by. Returns the number of pairs of a source
 * and a spot. */
WIDE_TOO static uint64_t add_up(waves *w, size_t front, const step_share *each)
{
    wave_bits alive = {0};
    uint64_t sum = 0, pairs = 0;
    for (size_t i = 0; i < front; i++) {
        int32_t v = w->front_next[i];
        uint64_t n = weigh(w, &w->next[v]);
        if (!n)
            continue; /* it was a source that came back */
        if (wave_is_empty(&w->seen[v]))
            w->met[w->met_count++] = v;
        w->seen[v] |= w->next[v];
        alive |= w->next[v];
        add_reached(w, v, n, each);
        sum += n;
        pairs += n * w->graph->members[v];
    }
    w->alive = alive;
    if (w->steps)
        w->steps[each->steps] += (int64_t)pairs;
    return sum;
}

/* At the sources: what they have reached. */
static void add_up_sent(waves *w, size_t front, uint64_t held, const step_share *each,
                        const int32_t *source, size_t sources)
{
    uint32_t counts[WAVE_SOURCES];
    wave_tally(w->next, w->front_next, front, w->graph->members, held, counts);
    for (size_t i = 0; i < sources; i++)
        if (counts[i])
            step_add(&w->aim->sent[source[i]], counts[i], each);
}

/* --- a search --------------------------------------------------------------------- */

static size_t arcs_of(const waves *w, size_t front)
{
    const waves_graph *g = w->graph;
    size_t sum = 0;
    for (size_t i = 0; i < front; i++)
        sum += (size_t)(g->first[w->front[i] + 1] - g->first[w->front[i]]);
    return sum;
}

/* A source of several members apart from each other is not seen until a wave comes back.
 */
static void begin(waves *w, const int32_t *source, size_t n)
{
    const waves_graph *g = w->graph;
    w->alive = (wave_bits){0};
    w->group_count = 0;
    for (size_t i = 0; i < n; i++) {
        int32_t v = source[i];
        if (!i || g->members[v] != g->members[source[i - 1]])
            w->groups[w->group_count++] = (wave_group){{0}, g->members[v]};
        wave_set(&w->groups[w->group_count - 1].those, i);
        wave_set(&w->now[v], i);
        wave_set(&w->alive, i);
        if (g->members[v] == 1 || g->tied[v])
            wave_set(&w->seen[v], i);
        w->front[i] = w->met[i] = v;
    }
    w->met_count = n;
}

/* The new front is the front. */
static void turn(waves *w, size_t front)
{
    wave_bits *held = w->now;
    int32_t *nodes = w->front;
    for (size_t i = 0; i < front; i++)
        w->now[w->front[i]] = (wave_bits){0};
    w->now = w->next;
    w->next = held;
    w->front = w->front_next;
    w->front_next = nodes;
}

/* Forget the search; costs no more than it did. */
static void end(waves *w, size_t front)
{
    for (size_t i = 0; i < front; i++)
        w->now[w->front[i]] = (wave_bits){0};
    for (size_t i = 0; i < w->met_count; i++)
        w->seen[w->met[i]] = (wave_bits){0};
}

void waves_run(waves *w, size_t from, size_t to)
{
    const waves_graph *g = w->graph;
    const waves_aim *aim = w->aim;
    const int32_t *source = g->source + from;
    size_t front = to - from, looked = 0;
    begin(w, source, to - from);
    for (uint32_t steps = 1; front; steps++) {
        step_share each = step_share_of(steps, aim->within);
        size_t arcs = arcs_of(w, front), made;
        uint64_t held;
        if (aim->only_within && !each.within)
            break;
        looked += arcs + front;
        if (looked >= ARCS_A_LOOK) {
            looked = 0;
            if (!aim->go_on(aim->user, w->lane))
                break;
        }
        made = arcs * PULL_FROM < g->arcs ? push(w, front) : pull(w);
        add_up_members(w, source, to - from, &each);
        held = add_up(w, made, &each);
        if (aim->sent)
            add_up_sent(w, made, held, &each, source, to - from);
        turn(w, front);
        front = made;
    }
    end(w, front);
}
