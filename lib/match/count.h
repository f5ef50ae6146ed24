/* Counting matches without walking each: of one path of a fixed length, how many ways
 * lead on from a node is found once a node. */
#ifndef MATCH_COUNT_H
#define MATCH_COUNT_H

#include "match/match.h"
#include "match/rows.h"

enum { SPOTS_MOST = 16 }; /* of a half of the path */

/* Whether RETURN needs no more of a pattern than how many matches there are of each node
 * at one of its places, and conditions look at one element each. */
int count_fits(const asked *of);
/* The chain (half of the path) and the spot that rows are of. 0 = there are several. */
int count_place(const asked *of, size_t *chain, size_t *spot);
/* Whether an edge may be matched twice. */
int count_repeats(const asked *of);
int count_shares_label(const asked *of, const plan_hop *a, const plan_hop *b);
/* Fill the rows as walking would; they come in the same order. */
polity_status count_walk(asked *of, match_rows *rows);

#endif
