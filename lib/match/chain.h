/* From the parts of a path to the chains that are walked. */
#ifndef MATCH_CHAIN_H
#define MATCH_CHAIN_H

#include "match/plan.h"

/* Number of places where nodes stand in a path: its hops + 1. */
size_t path_spots(const pattern_path *of);
/* The nodes at place `spot`. */
plan_spot path_spot(const pattern_path *of, size_t spot, arena *memory);
/* The chain from place `from` to the end, or with `reversed` to the beginning. 0 = no
 * memory. */
int chain_make(plan_chain *to, const pattern_path *of, size_t from, int reversed,
               const net *over, arena *memory);

#endif
