#include "match/seen.h"

#include <string.h>

#include "base/alloc.h"
#include "base/map.h"

typedef struct seen {
    uint32_t *words; /* length, then elements and turns, of one match after the other */
    size_t count, capacity;
    size_t *slots; /* 0 = free, else 1 + where in `words` */
    size_t size, used;
} seen;

int seen_is_needed(const plan *of)
{
    for (size_t i = 0; i < of->chain_count; i++) {
        size_t groups = 0;
        for (size_t k = 0; k < of->chains[i].count; k++)
            groups += of->chains[i].hops[k].group != NULL;
        if (groups > 1 || (groups && of->chains[i].second))
            return 1;
    }
    return 0;
}

static int put(walker *w, seen *to, uint32_t word)
{
    if (!memory_grow((void **)&to->words, &to->capacity, to->count + 1,
                     sizeof *to->words)) {
        w->status = error_memory(w->err);
        return 0;
    }
    to->words[to->count++] = word;
    return 1;
}

/* Whether a variable stands at the place before a hop, in it, or in the one before it:
 * then the place is told. */
static int has_variable(const plan *of, const plan_chain *c, size_t hop)
{
    const uint32_t named = plan_named(of);
    uint32_t bits = 0;
    for (size_t i = 0; i < c->spots[hop].count; i++)
        if (c->spots[hop].parts[i]->variable >= 0)
            bits |= 1u << c->spots[hop].parts[i]->variable;
    for (size_t i = hop ? hop - 1 : 0; i <= hop; i++)
        if (c->hops[i].group)
            bits |= of->groups[c->hops[i].group->record - 1].variables;
        else if (c->hops[i].edge->variable >= 0)
            bits |= 1u << c->hops[i].edge->variable;
    return (bits & named) != 0;
}

/* The match as words, behind the others: chains that were walked, and the places that
 * variables tell of. */
static int write_match(walker *w, seen *to)
{
    const plan *plan = w->plan;
    size_t start = to->count;
    int fine = put(w, to, 0);
    for (size_t i = 0; fine && i < plan->chain_count; i++) {
        const chain_state *at = &w->chains[i];
        const plan_chain *c = &plan->chains[i];
        fine = put(w, to, at->end ? (uint32_t)(at->end - at->base) : 0);
        for (size_t k = at->base; fine && k < at->end; k++)
            fine = put(w, to, w->trail[k]);
        for (size_t k = 0; fine && at->end && k < c->count; k++)
            if (has_variable(plan, c, k))
                fine = put(w, to, (uint32_t)(at->hop_base[k] - at->base));
    }
    if (fine)
        to->words[start] = (uint32_t)(to->count - start);
    return fine;
}

static size_t *find(const seen *in, size_t start)
{
    const uint32_t *words = in->words + start;
    size_t bytes = words[0] * sizeof *words;
    size_t at = hash_bytes(words, bytes) & (in->size - 1);
    while (in->slots[at] && (in->words[in->slots[at] - 1] != words[0] ||
                             memcmp(in->words + in->slots[at] - 1, words, bytes) != 0))
        at = (at + 1) & (in->size - 1);
    return &in->slots[at];
}

static int grow(walker *w, seen *of)
{
    size_t *before = of->slots, size = of->size;
    if (of->used * 2 < size)
        return 1;
    w->status = run_reserve(w->settings, "the matches that were seen",
                            16.0 * (double)size + 8.0 * (double)of->capacity, w->err);
    if (w->status)
        return 0;
    of->size = size ? 2 * size : 64;
    of->slots = memory_zeroed(of->size, sizeof *of->slots);
    if (!of->slots) {
        of->slots = before;
        of->size = size;
        w->status = error_memory(w->err);
        return 0;
    }
    for (size_t i = 0; i < size; i++)
        if (before[i])
            *find(of, before[i] - 1) = before[i];
    memory_free(before);
    return 1;
}

int seen_is_new(walker *w)
{
    seen *to = w->seen;
    size_t start, *slot;
    if (!to && !(to = w->seen = memory_zeroed(1, sizeof *to))) {
        w->status = error_memory(w->err);
        return 0;
    }
    start = to->count;
    if (!grow(w, to) || !write_match(w, to))
        return 0;
    slot = find(to, start);
    if (*slot) {
        to->count = start;
        return 0;
    }
    *slot = start + 1;
    to->used++;
    return 1;
}

void seen_free(walker *w)
{
    if (!w->seen)
        return;
    memory_free(w->seen->words);
    memory_free(w->seen->slots);
    memory_free(w->seen);
}
