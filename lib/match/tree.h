/* The tree of partial paths of a search. */
#ifndef MATCH_TREE_H
#define MATCH_TREE_H

#include "match/walk.h"

#define TREE_NONE UINT32_MAX
enum { TREE_MOST = 20000000 }; /* partial paths of a search */

/* A path from the start to a node, about to take the edge at its place in the chain; at
 * the place after the last hop it is whole. */
typedef struct tree_node {
    uint32_t parent;
    const net_arc *arc; /* from the parent; NULL = the start */
    int32_t node;
    uint16_t hop, inner;
    uint32_t turn, next; /* next: of those in the same place; TREE_NONE = none */
} tree_node;

typedef struct tree_place {
    uint64_t key;
    uint32_t level, count; /* the level at which it was first reached; paths there */
    uint32_t last;
} tree_place;

/* Where the places of a hop begin among those of a node, and how many turns are told
 * apart in it. */
typedef struct tree_layout {
    uint64_t first;
    uint32_t turns;
} tree_layout;

typedef struct search {
    walker *w;
    const plan_chain *chain;
    uint32_t k;
    chain_state *state;
    uint8_t mode, every;
    uint8_t trail;               /* no edge twice */
    uint8_t bare;                /* no condition stands in the chain: see plan.h */
    uint8_t follow_all;          /* no pruning: see search.c */
    uint8_t pruned;              /* something was left out */
    const struct search *wanted; /* whose ends are to be found; NULL = all there are */
    tree_node *nodes;
    size_t count, capacity;
    const tree_layout *layout; /* by hop, the end of the chain included */
    tree_place *places;        /* count 0 = free */
    size_t place_count, place_size;
    uint8_t *met;   /* instead, where one path a place is enough: a bit a place */
    uint32_t *ends; /* whole paths that are selected, by level */
    size_t end_count, end_capacity;
    size_t satisfied; /* ends that have all they need */
    uint32_t level;
    uint32_t *way;
    size_t way_capacity;
    int failed;
} search;

/* Add a path, unless enough are in its place already. */
void tree_add(search *s, tree_node node);
/* The way to a tree node, itself first, in s->way; its length. */
size_t tree_way(search *s, uint32_t at);
/* Whether the search may stop. */
int tree_is_enough(const search *s);
/* Whether what was found is the answer for the mode as well. */
int tree_keeps_mode(search *s);
/* Whether a chain has a repeated part without an end. */
int tree_is_endless(const plan_chain *of);
/* SIMPLE: whether a path has come back to its first node. */
int is_first_again(const search *s, uint32_t at);
/* The layout of a chain's places. */
void tree_lay_out(const plan_chain *of, tree_layout *to);
/* Begin with nothing, in the memory that a search before has left. */
void tree_clear(search *s);
void tree_free(search *s);

#endif
