/* Walking a plan: every match in turn, depth first, nothing kept. */
#ifndef MATCH_WALK_H
#define MATCH_WALK_H

#include "match/plan.h"

enum { WALK_DEEPEST = 2000 }; /* edges of one match, but for selected paths */

/* A path that is walked as it was found: its edges in order, and the turns of each
 * repeated part of the chain. */
typedef struct walk_script {
    const net_arc *const *arcs;
    const uint32_t *turns; /* by hop of the chain */
} walk_script;

/* Where a chain stands: the walker's trail from `base` on holds node, edge, node, …. */
typedef struct chain_state {
    size_t base, end; /* end: once it is walked */
    size_t *hop_base; /* where the trail of each hop begins: after the node before it */
    uint32_t *turns;  /* of each hop that is a group */
    const walk_script *script;
    size_t scripted; /* edges of it that were walked */
} chain_state;

typedef struct walker {
    const plan *plan;
    const net *net;
    const polity_run *settings;
    polity_error *err;
    query_run run;
    uint32_t bound;                   /* bit a variable */
    uint32_t number[QUERY_VARIABLES]; /* of the node or edge in the net */
    edge tie[QUERY_VARIABLES];        /* the record of an edge */
    uint32_t *trail;
    size_t length, capacity, depth;
    uint32_t *saved; /* numbers of a group's variables while a further turn is walked */
    size_t saved_count, saved_capacity;
    chain_state *chains;
    uint8_t **edge_used, **node_used; /* by path, see plan.path_first; NULL = no matter */
    polity_status (*found)(void *user, struct walker *w);
    /* Nullable. Called instead of walking from a node that the first chain may begin at.
     */
    polity_status (*begun)(void *user, struct walker *w, int32_t node);
    /* Nullable. Called instead for a path that was selected and is the whole match: its
     * ends and edges, in the order walked. */
    polity_status (*ended)(void *user, struct walker *w, int32_t start, int32_t end,
                           uint32_t steps);
    void *user;
    polity_status status; /* the first that is not OK ends all */
    int enough;           /* set by found(): no more matches are wanted */
    int32_t from;         /* the first chain begins here alone; -1 = anywhere */
    int searching;        /* paths are searched: conditions for after that wait */
    int exists;           /* the OPTIONAL MATCH at hand was found */
    uint64_t steps;
    struct seen *seen; /* of plan.folds_alike */
    arena lists;       /* lists and paths while an expression is evaluated */
} walker;

/* Call `found` for each match; walk_show() then makes the lists and paths among its
 * variables. `plan` to `run` and `found` are set by the caller; walk_free() also on
 * error. */
polity_status walk(walker *w);
void walk_free(walker *w);
/* Make what a walk keeps. 0 = no memory. */
int walk_begin(walker *w);

/* Walk a chain from a node that fits, and all that follows. */
void walk_chain_from(walker *w, size_t chain, int32_t node, const walk_script *script);
/* Put an edge and a node behind the trail; without `edge_too` the node alone. 0 = no
 * memory.
 */
int walk_push(walker *w, uint32_t edge, int32_t node, int edge_too);
/* To be called now and then: progress, cancelling. */
polity_status walk_tick(walker *w);

#endif
