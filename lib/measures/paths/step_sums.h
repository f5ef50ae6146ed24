/* What distances in steps are added up to. */
#ifndef MEASURES_PATHS_STEP_SUMS_H
#define MEASURES_PATHS_STEP_SUMS_H

#include <stdint.h>

/* Sums over the sources that reach a node, or the nodes that a source reaches. Whole
 * numbers, so that they add up to the same in whatever order. */
__extension__ typedef unsigned __int128 wide;
typedef struct step_sums {
    wide near; /* sum of 2^64 / steps */
    uint64_t reached, far;
    uint64_t within; /* reached in at most so many steps */
    uint32_t widest;
} step_sums;

/* What each pair of a step adds. */
typedef struct step_share {
    wide near;
    uint32_t steps;
    int within;
} step_share;

/* `within`: steps of step_sums.within; 0 = any number. */
static inline step_share step_share_of(uint32_t steps, int64_t within)
{
    int power = !(steps & (steps - 1)); /* of two: it divides 2^64, not 2^64 - 1 */
    return (step_share){(wide)(UINT64_MAX / steps) + (wide)power, steps,
                        !within || steps <= within};
}

static inline void step_add(step_sums *to, uint64_t pairs, const step_share *each)
{
    to->near += each->near * pairs;
    to->reached += pairs;
    to->far += pairs * each->steps;
    to->within += each->within ? pairs : 0;
    if (to->widest < each->steps)
        to->widest = each->steps;
}

static inline void step_add_sums(step_sums *to, const step_sums *more)
{
    to->near += more->near;
    to->reached += more->reached;
    to->far += more->far;
    to->within += more->within;
    to->widest = to->widest > more->widest ? to->widest : more->widest;
}

#endif
