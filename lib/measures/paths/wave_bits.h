/* Sets of 256 sources, a bit each, and how many of many sets hold each source. */
#ifndef MEASURES_PATHS_WAVE_BITS_H
#define MEASURES_PATHS_WAVE_BITS_H

#include <stddef.h>
#include <stdint.h>

enum { WAVE_WORDS = 4, WAVE_SOURCES = 64 * WAVE_WORDS };

/* The same source for wider words where the processor has them, chosen when the library
 * is loaded. Sanitizers start before that. */
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) &&                    \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) &&                   \
    !defined(__clang__)
#define WIDE_TOO __attribute__((target_clones("avx2", "default")))
#else
#define WIDE_TOO
#endif

typedef struct wave_bits {
    uint64_t word[WAVE_WORDS];
} wave_bits;

static inline int wave_is_empty(const wave_bits *of)
{
    uint64_t any = 0;
    for (int i = 0; i < WAVE_WORDS; i++)
        any |= of->word[i];
    return !any;
}

static inline void wave_set(wave_bits *to, size_t bit)
{
    to->word[bit / 64] |= UINT64_C(1) << bit % 64;
}

static inline void wave_join(wave_bits *to, const wave_bits *with)
{
    for (int i = 0; i < WAVE_WORDS; i++)
        to->word[i] |= with->word[i];
}

static inline wave_bits wave_both(const wave_bits *a, const wave_bits *b)
{
    wave_bits made;
    for (int i = 0; i < WAVE_WORDS; i++)
        made.word[i] = a->word[i] & b->word[i];
    return made;
}

/* `a` without `b`. */
static inline wave_bits wave_without(const wave_bits *a, const wave_bits *b)
{
    wave_bits made;
    for (int i = 0; i < WAVE_WORDS; i++)
        made.word[i] = a->word[i] & ~b->word[i];
    return made;
}

static inline uint64_t wave_count(const wave_bits *of)
{
    uint64_t sum = 0;
    for (int i = 0; i < WAVE_WORDS; i++)
        sum += (uint64_t)__builtin_popcountll(of->word[i]);
    return sum;
}

/* How many of the sets of `nodes` hold each source. `held` is what those sets hold
 * together, counted once a set. O(n), and 256 times log n, or O(held) where that is
 * less. */
void wave_tally(const wave_bits *sets, const int32_t *nodes, size_t n, uint64_t held,
                uint32_t counts[WAVE_SOURCES]);

#endif
