/* Which nodes can be an end of a rule, and when. */
#ifndef DERIVE_CANDIDATES_H
#define DERIVE_CANDIDATES_H

#include "derive/expand.h"

typedef struct candidate {
    int32_t node;
    stretch when;
} candidate;

typedef struct candidates {
    candidate *rows; /* in the order of the nodes, then of time */
    size_t count, capacity;
    size_t undecided, unknown;
    uint16_t needs[OUTCOME_NEEDS];
    size_t need_count;
    symbol text; /* of `where` */
    uint16_t type;
} candidates;

/* Sets of nodes that several rules ask for alike on one day. */
typedef struct candidate_cache {
    candidates **sets;
    size_t count, capacity;
} candidate_cache;

/* The candidates for a party of a rule, borrowed from the cache. On one day they are
 * those of its type and `where`; else also cut wherever the rule's link may change. */
polity_status candidates_of(candidate_cache *cache, const rule_set *rules, size_t rule,
                            size_t party, stretch when, query_ties *ties,
                            const candidates **out, polity_error *err);
void candidate_cache_free(candidate_cache *of);

/* Add to `needs` the properties that were read, and never there. */
void needs_add(const query *of, const struct query_count *counts, uint16_t *needs,
               size_t *count);

#endif
