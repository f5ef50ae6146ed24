/* Numbers of all lanes at once, and how entries of a batch keep theirs. For brandes_sum.c
 * alone: all is inlined there, so that it is compiled for wide words as well. */
#ifndef MEASURES_PATHS_BRANDES_LANES_H
#define MEASURES_PATHS_BRANDES_LANES_H

#include <string.h>

#include "measures/paths/brandes_batch.h"

#define INLINE static inline __attribute__((always_inline))

/* Vectors are passed among inlined functions alone. */
#pragma GCC diagnostic ignored "-Wpsabi"

/* Four lanes at a time: as wide as most processors' words. */
typedef double four __attribute__((vector_size(32), aligned(8)));
typedef int64_t four_bits __attribute__((vector_size(32), aligned(8)));
enum { FOURS = BATCH_LANES / 4, HALF = FOURS / 2 };

enum {
    DENSE = 8, /* an entry of so many lanes keeps a number for each lane, 0 in others */
    WORTH_ALL = 6 /* lanes from which on it is quicker to do all at once */
};

/* One number a lane. Of an entry with many lanes, those of other lanes are 0; else they
 * mean nothing. */
typedef union lanes {
    double of[BATCH_LANES];
    four by[FOURS];
} lanes;

INLINE int next_lane(uint64_t *left)
{
    int lane = __builtin_ctzll(*left);
    *left &= *left - 1;
    return lane;
}

INLINE int many(uint64_t set) { return __builtin_popcountll(set) >= WORTH_ALL; }

/* Of four lanes, all bits of those that are in a set. */
INLINE four_bits chosen(uint64_t set, int i)
{
    const four_bits each = {1, 2, 4, 8};
    int64_t part = (int64_t)(set >> 4 * i & 15);
    return (each & part) != 0;
}

INLINE four all_of(double number) { return (four){number, number, number, number}; }

/* --- what entries keep ------------------------------------------------------------ */

INLINE int dense(const batch_entry *entry)
{
    return __builtin_popcountll(entry->lanes) >= DENSE;
}

INLINE size_t numbers_of(const batch_entry *entry)
{
    return dense(entry) ? BATCH_LANES : (size_t)__builtin_popcountll(entry->lanes);
}

/* Where it keeps the number of a lane of its own. */
INLINE int64_t number_at(const batch_entry *entry, int lane)
{
    uint64_t before = entry->lanes & ((UINT64_C(1) << lane) - 1);
    return entry->at + (dense(entry) ? lane : __builtin_popcountll(before));
}

INLINE void keep(const batch_entry *entry, double *numbers, const lanes *of)
{
    double *into = numbers + entry->at;
    if (dense(entry)) {
        for (int i = 0; i < FOURS; i++)
            ((four *)into)[i] = of->by[i];
        return;
    }
    for (uint64_t left = entry->lanes; left;)
        *into++ = of->of[next_lane(&left)];
}

INLINE void fetch(const batch_entry *entry, const double *numbers, lanes *into)
{
    numbers += entry->at;
    if (dense(entry)) {
        for (int i = 0; i < FOURS; i++)
            into->by[i] = ((const four *)numbers)[i];
        return;
    }
    for (uint64_t left = entry->lanes; left;)
        into->of[next_lane(&left)] = *numbers++;
}

/* Add to what an entry keeps, in the lanes that it shares with the one that gives. */
INLINE void add_to(const batch_entry *entry, double *numbers, uint64_t shared,
                   const lanes *give)
{
    if (dense(entry) && many(shared)) {
        four *into = (four *)(numbers + entry->at);
        for (int i = 0; i < FOURS; i++)
            into[i] += give->by[i];
        return;
    }
    while (shared) {
        int lane = next_lane(&shared);
        numbers[number_at(entry, lane)] += give->of[lane];
    }
}

/* --- adding up what several entries keep ------------------------------------------ */

/* Half of the lanes at a time stay in registers. */
INLINE void add_rows(const double *const *rows, uint32_t n, lanes *into)
{
    for (int half = 0; half < FOURS; half += HALF) {
        four sum[HALF] = {{0}};
        for (uint32_t k = 0; k < n; k++)
            for (int i = 0; i < HALF; i++)
                sum[i] += ((const four *)rows[k])[half + i];
        for (int i = 0; i < HALF; i++)
            into->by[half + i] = sum[i];
    }
}

INLINE void add_lanes(const batch_entry *from, const double *numbers, uint64_t shared,
                      lanes *into)
{
    while (shared) {
        int lane = next_lane(&shared);
        into->of[lane] += numbers[number_at(from, lane)];
    }
}

INLINE int by_rows(const batch_entry *from, uint64_t shared)
{
    return dense(from) && many(shared);
}

/* What `n` entries keep, added up in the lanes of another. */
INLINE void add_up(const brandes_batch *b, const double *numbers, uint64_t set,
                   const int32_t *entries, uint32_t n, lanes *into)
{
    uint32_t rows = 0;
    if (many(set)) {
        for (uint32_t i = 0; i < n; i++) {
            const batch_entry *from = &b->entries[entries[i]];
            if (by_rows(from, from->lanes & set))
                b->row[rows++] = numbers + from->at;
        }
        add_rows(b->row, rows, into);
    } else {
        for (uint64_t left = set; left;)
            into->of[next_lane(&left)] = 0;
    }
    for (uint32_t i = 0; i < n && rows < n; i++) {
        const batch_entry *from = &b->entries[entries[i]];
        uint64_t shared = from->lanes & set;
        if (!by_rows(from, shared))
            add_lanes(from, numbers, shared, into);
    }
}

#endif
