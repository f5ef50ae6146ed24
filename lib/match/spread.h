/* What a selected path reaches from a node, where the ways to it do not matter: breadth
 * first over network and pattern, with the set of the pattern's places that a node is
 * reached at. Where one stands after an edge depends on the place before it and the label
 * of the node alone, and is worked out beforehand. */
#ifndef MATCH_SPREAD_H
#define MATCH_SPREAD_H

#include "match/tree.h"

/* Before an edge of the pattern, or at its end. */
typedef struct spread_place {
    const plan_hop *edge; /* NULL: the end */
    uint32_t hop, inner, turn;
    uint32_t until; /* the last step at which it may be entered */
} spread_place;

typedef struct spread_entry { /* in the queue: places that a node was reached at */
    int32_t node;
    uint32_t word;
    uint64_t places;
} spread_entry;

typedef struct spread {
    walker *w;
    const plan_chain *chain;
    const tree_layout *layout;
    int32_t start;
    uint32_t steps;
    size_t count, words, labels; /* places, the end being the last; words of a set */
    spread_place *places;
    uint64_t *lead; /* sets, by place and label of the node that its edge leads to; at
                       last those of a start */
    uint64_t *open; /* a set: what may be entered in this step */
    uint64_t *met;  /* a set a node */
    spread_entry *queue;
    size_t queued, capacity;
} spread;

/* Whether a chain is reached along by this: w->ended is all that is asked, any walk will
 * do, nothing is tested but labels, and the pattern has few places. */
int spread_fits(const walker *w, size_t chain, const tree_layout *layout);
/* Work out the places; w, chain and layout are set. 0 = no memory. */
int spread_make(spread *s);
/* Call w->ended() for every end that is reached, nearest first. O(what is reached · its
 * arcs). */
void spread_from(spread *s, int32_t start);
void spread_free(spread *s);

#endif
