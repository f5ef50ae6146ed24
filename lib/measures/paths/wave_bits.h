/* Sets of 256 sources, a bit each, and how many of many sets hold each source. */
#ifndef MEASURES_PATHS_WAVE_BITS_H
#define MEASURES_PATHS_WAVE_BITS_H

#include <stddef.h>
#include <stdint.h>

#include "base/wide.h"

enum { WAVE_WORDS = 4, WAVE_SOURCES = 64 * WAVE_WORDS };

/* Taken as one value by & | ^ ~, in as wide words as there are. Passed by address: how a
 * value is passed depends on the processor. */
typedef uint64_t wave_bits __attribute__((vector_size(8 * WAVE_WORDS), aligned(8)));

static inline int wave_is_empty(const wave_bits *of)
{
    uint64_t any = 0;
    for (int i = 0; i < WAVE_WORDS; i++)
        any |= (*of)[i];
    return !any;
}

static inline void wave_set(wave_bits *to, size_t bit)
{
    (*to)[bit / 64] |= UINT64_C(1) << bit % 64;
}

static inline uint64_t wave_count(const wave_bits *of)
{
    uint64_t sum = 0;
    for (int i = 0; i < WAVE_WORDS; i++)
        sum += (uint64_t)__builtin_popcountll((*of)[i]);
    return sum;
}

/* Take a bit out; returns whether it was there. */
static inline int wave_take(wave_bits *from, size_t bit)
{
    uint64_t it = UINT64_C(1) << bit % 64, held = (*from)[bit / 64];
    (*from)[bit / 64] = held & ~it;
    return (held & it) != 0;
}

/* How many of the sets of `spots` hold each source, each counted as often as it has
 * `members`. `held` is about what those sets hold together. O(n), once for each binary
 * digit of the most members, and 256 times log n, or O(held) where that is less. */
void wave_tally(const wave_bits *sets, const int32_t *spots, size_t n,
                const uint32_t *members, uint64_t held, uint32_t counts[WAVE_SOURCES]);

#endif
