/* The Leiden search for groups of the largest modularity (Traag, Waltman and van Eck
 * 2019). */
#ifndef MEASURES_COMMUNITIES_LEIDEN_SEARCH_H
#define MEASURES_COMMUNITIES_LEIDEN_SEARCH_H

#include "measures/communities/level.h"

/* One search at a time. */
typedef struct leiden_search {
    const level *of;
    double resolution;
    double whole;   /* strength of all nodes added up */
    double typical; /* strength of a tie in the mean */
    level_room rooms[2];
    scratch with;
    int32_t *group; /* of each node: what was found, numbered by first node */
    int32_t *place; /* the node of the level at hand that each node is in */
    int32_t *held;  /* groups of the level at hand */
    int32_t *part;  /* parts of them */
    size_t groups;
    double quality; /* modularity of `group` */
} leiden_search;

/* Room for searches in a network of a strength above 0. 0 = no memory;
 * leiden_search_free() either way. */
int leiden_search_make(leiden_search *to, const level *of, double resolution);
void leiden_search_free(leiden_search *of);
double leiden_search_bytes(const level *of);

/* Search from single nodes: the same seed gives the same groups. Rounds through all
 * levels, each from what the one before has found, until one gains nothing, or in a large
 * network little. Every group is connected. About O(arcs) a round. */
void leiden_search_run(leiden_search *of, uint64_t seed);

#endif
