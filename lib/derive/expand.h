/* What rules derive from the nodes of a data set. */
#ifndef DERIVE_EXPAND_H
#define DERIVE_EXPAND_H

#include "base/ticker.h"
#include "derive/rules.h"
#include "derive/stretch.h"

/* One tie or act that a rule makes. */
typedef struct derived {
    uint32_t rule;
    int32_t party[RULE_PARTIES]; /* indices of nodes; the third -1 if the rule has none */
    stretch valid;               /* on one day: that day */
} derived;

enum { OUTCOME_NEEDS = 8 };

/* How a rule came out. */
typedef struct rule_outcome {
    uint8_t asked;       /* it was to be expanded */
    uint8_t expanded_in; /* the data has its ties already: it is not expanded again */
    uint8_t off;         /* it does not hold in that time */
    size_t made;
    size_t undecided; /* ends, or their keys, for which an expression gives NULL */
    size_t unknown;   /* ends left out as an unknown day decides whether they live */
    uint16_t needs[OUTCOME_NEEDS]; /* properties that no candidate has */
    size_t need_count;
} rule_outcome;

typedef struct expansion {
    derived *rows; /* by rule, then by the nodes' order */
    size_t count, capacity;
    rule_outcome *outcomes; /* one a rule */
    size_t rules;
} expansion;

/* Expand the rules for which `asked[rule]` is set over [when.from, when.to). On one day
 * every row holds on it; in a longer time each row has its own stretch, and a pair of
 * nodes may have several, in order; unknown days bound none of them.
 *
 * Nodes of scope instance alone take part. Ends are joined through a hash of an equality
 * in the rule's `link`; a link without one is tried on every pair, up to a limit
 * (ELIMIT). O(nodes · rules + ties), 28 bytes a tie. */
polity_status expand(expansion *out, const rule_set *rules, const uint8_t *asked,
                     stretch when, const polity_run *run, polity_error *err);
void expansion_free(expansion *of);

/* Whether a rule could not be decided at all: it made nothing, for want of what no node
 * has. */
int outcome_is_open(const rule_outcome *of);

/* A derived tie or act as a record; its id, `rule/source/target`, is made by
 * derived_id(). */
edge derived_edge(const polity_dataset *data, const derived *of);
brokerage derived_act(const polity_dataset *data, const derived *of);
void derived_id(const polity_dataset *data, const derived *of, buffer *to);

#endif
