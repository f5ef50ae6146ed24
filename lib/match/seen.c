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
        if (groups > 1)
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

/* What variables tell of each edge of a chain. */
static int write_tells(walker *w, seen *to, size_t chain)
{
    const plan_chain *c = &w->plan->chains[chain];
    const chain_state *at = &w->chains[chain];
    int fine = 1;
    for (size_t k = 0; k < c->count; k++) {
        size_t end = k + 1 < c->count ? at->hop_base[k + 1] : at->end;
        for (size_t i = at->hop_base[k]; fine && i < end; i += 2)
            fine = put(w, to, c->tells[k]);
    }
    return fine;
}

/* The match as words, behind the others: chains that were walked, and what variables tell
 * of their edges. */
static int write_match(walker *w, seen *to)
{
    size_t start = to->count;
    int fine = put(w, to, 0);
    for (size_t i = 0; fine && i < w->plan->chain_count; i++) {
        const chain_state *at = &w->chains[i];
        fine = put(w, to, at->end ? (uint32_t)(at->end - at->base) : 0);
        for (size_t k = at->base; fine && k < at->end; k++)
            fine = put(w, to, w->trail[k]);
        if (fine && at->end)
            fine = write_tells(w, to, i);
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
