/* Counting by columns: 256 binary counters at once, digit by digit. */
#include <string.h>

#include "measures/paths/wave_bits.h"

enum { DIGITS = 32, FEW = 8 * WAVE_SOURCES };

/* Counters of which word k of `sum` holds the digits of 2^k. A carry waits until another
 * comes: two and the digit are added at once, so that a set costs one addition on
 * average. */
typedef struct tally {
    wave_bits sum[DIGITS], waiting[DIGITS];
    uint32_t added;
} tally;

/* The digit becomes digit + a + carry, and the carry what goes over. */
static inline void add_two(wave_bits *digit, const wave_bits *a, wave_bits *carry)
{
    wave_bits odd = *a ^ *carry;
    *carry = (*a & *carry) | (odd & *digit);
    *digit ^= odd;
}

static inline void add(tally *to, const wave_bits *set)
{
    wave_bits carry = *set;
    int k = 0;
    for (uint32_t waits = to->added++; waits & 1; waits >>= 1, k++)
        add_two(&to->sum[k], &to->waiting[k], &carry);
    to->waiting[k] = carry;
}

/* Add the carries that still wait; returns the number of digits. */
static inline int finish(tally *of)
{
    wave_bits none = {0}, carry = none;
    int k = 0;
    for (uint32_t waits = of->added; waits; waits >>= 1, k++)
        add_two(&of->sum[k], waits & 1 ? &of->waiting[k] : &none, &carry);
    of->sum[k] = carry;
    return k + 1;
}

static void one_by_one(const wave_bits *sets, const int32_t *spots, size_t n,
                       const uint32_t *members, uint32_t *counts)
{
    for (size_t i = 0; i < n; i++)
        for (int k = 0; k < WAVE_WORDS; k++)
            for (uint64_t left = sets[spots[i]][k]; left; left &= left - 1)
                counts[64 * k + __builtin_ctzll(left)] += members[spots[i]];
}

/* Those of whose members the binary number has the digit 2^power; returns whether any has
 * a higher one. */
WIDE_TOO static int by_digits(const wave_bits *sets, const int32_t *spots, size_t n,
                              const uint32_t *members, int power, uint32_t *counts)
{
    tally t;
    uint32_t any = 0;
    int digits;
    memset(t.sum, 0, sizeof t.sum);
    t.added = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t of = members[spots[i]] >> power;
        any |= of;
        if (of & 1)
            add(&t, &sets[spots[i]]);
    }
    digits = finish(&t);
    for (int k = 0; k < digits; k++)
        for (int i = 0; i < WAVE_SOURCES; i++)
            counts[i] += (uint32_t)((t.sum[k][i / 64] >> i % 64 & 1) << (k + power));
    return any > 1;
}

void wave_tally(const wave_bits *sets, const int32_t *spots, size_t n,
                const uint32_t *members, uint64_t held, uint32_t counts[WAVE_SOURCES])
{
    memset(counts, 0, WAVE_SOURCES * sizeof *counts);
    if (held < FEW)
        one_by_one(sets, spots, n, members, counts);
    else
        for (int power = 0; by_digits(sets, spots, n, members, power, counts);)
            power++;
}
