#include "base/random.h"

void random_seed(random_state *state, uint64_t seed)
{
    for (int i = 0; i < 4; i++) {
        uint64_t z = seed += 0x9E3779B97F4A7C15u;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
        state->word[i] = z ^ (z >> 31);
    }
}

static uint64_t rotate(uint64_t x, int by) { return (x << by) | (x >> (64 - by)); }

uint64_t random_next(random_state *state)
{
    uint64_t *s = state->word, result = rotate(s[1] * 5, 7) * 9, t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 45);
    return result;
}

uint64_t random_below(random_state *state, uint64_t n)
{
    uint64_t least = (0 - n) % n, x;
    do
        x = random_next(state);
    while (x < least);
    return x % n;
}

double random_unit(random_state *state)
{
    return (double)(random_next(state) >> 11) * 0x1p-53;
}
