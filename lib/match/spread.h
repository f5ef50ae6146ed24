/* What a selected path reaches from a node, where the ways to it do not matter: breadth
 * first over network and pattern, a bit a place. */
#ifndef MATCH_SPREAD_H
#define MATCH_SPREAD_H

#include "match/tree.h"

typedef struct spread_place {
    int32_t node;
    uint16_t hop, inner;
    uint32_t turn;
} spread_place;

typedef struct spread {
    walker *w;
    const plan_chain *chain;
    const tree_layout *layout;
    int32_t start;
    uint32_t steps;
    uint8_t *met; /* a bit a place */
    spread_place *queue;
    size_t count, capacity;
} spread;

/* Whether a chain is reached along by this: w->ended is all that is asked, any walk will
 * do, and nothing is tested but labels. */
int spread_fits(const walker *w, size_t chain, const tree_layout *layout);
/* Call w->ended() for every end that is reached, nearest first. */
void spread_from(spread *s, int32_t start);
void spread_free(spread *s);

#endif
