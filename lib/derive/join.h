/* A hash join: candidates for one party of a rule, found by an equality of its link. */
#ifndef DERIVE_JOIN_H
#define DERIVE_JOIN_H

#include "base/map.h"
#include "derive/candidates.h"

#define JOIN_END MAP_ABSENT

typedef struct join_index {
    int made;         /* 0 = the link has no equality for it: every candidate is tried */
    int decides;      /* the equality is the whole link, and equal keys are enough */
    size_t with;      /* the party that is chosen before */
    uint32_t *first;  /* one a candidate of `with`: the first of the same key */
    uint32_t *next;   /* one a candidate: the next of the same key; JOIN_END = none */
    size_t undecided; /* candidates whose key is NULL */
} join_index;

/* Index the candidates of party `party`, if the link joins it to an earlier one. `run`
 * evaluates the link's sides and counts what they read. O(candidates). */
polity_status join_make(join_index *to, const query *link, size_t party,
                        const candidates *const ends[RULE_PARTIES], query_run *run,
                        polity_error *err);
void join_free(join_index *of);

#endif
