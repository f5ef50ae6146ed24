/* Seeded random numbers: xoshiro256** (Blackman & Vigna 2018), seeded through splitmix64.
 */
#ifndef BASE_RANDOM_H
#define BASE_RANDOM_H

#include <stdint.h>

typedef struct random_state {
    uint64_t word[4];
} random_state;

void random_seed(random_state *state, uint64_t seed);
uint64_t random_next(random_state *state);
/* Uniform in 0..n-1, without bias; n > 0. */
uint64_t random_below(random_state *state, uint64_t n);
/* Uniform in [0, 1). */
double random_unit(random_state *state);

#endif
