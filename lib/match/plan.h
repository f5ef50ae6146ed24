/* How a statement is searched: chains of hops from a node that is known or looked up,
 * each condition tested as soon as what it reads is bound.
 *
 * A path that is begun in its middle is two chains, the second walked to the left. */
#ifndef MATCH_PLAN_H
#define MATCH_PLAN_H

#include "match/net.h"

/* Nodes of the pattern that stand at one place of a path: all of them are one node. */
typedef struct plan_spot {
    const pattern_part **parts;
    size_t count;
} plan_spot;

/* Bits of the variables that stand at a spot. */
static inline uint32_t spot_variables(const plan_spot *spot)
{
    uint32_t made = 0;
    for (size_t i = 0; i < spot->count; i++)
        if (spot->parts[i]->variable >= 0)
            made |= 1u << spot->parts[i]->variable;
    return made;
}

typedef struct plan_hop {
    const pattern_part *edge; /* NULL: a group */
    int32_t only;             /* the edge's one label; -1 = several */
    int32_t last;   /* the last of its labels: rows of a net are in their order */
    uint8_t ways;   /* as walked */
    uint64_t sight; /* what a node with such an arc has: see net_sight() */
    const pattern_part *group; /* NULL: an edge */
    plan_spot *spots;          /* GROUP: in the order walked, hops + 1 */
    struct plan_hop *hops;     /* GROUP: edges alone */
    size_t count;
} plan_hop;

typedef enum plan_start {
    START_BOUND,  /* its variable is bound, or it is the other half of a path */
    START_ID,     /* looked up by id */
    START_KEY,    /* looked up by an equality with what is bound */
    START_LABELS, /* every node of its labels */
} plan_start;

typedef struct plan_chain {
    size_t match, path;
    const pattern_path *of;
    uint8_t reversed, second, ends_path, start;
    plan_spot *spots; /* in the order walked, count + 1 */
    plan_hop *hops;
    size_t count;
    uint32_t *tells; /* by hop: what a variable tells of an edge that is taken there */
    syntax *key[2];  /* ID: what the id equals; KEY: the node's side, the other side */
    double estimate; /* nodes to begin at */
    struct node_index *index; /* KEY: made when first used */
    struct search_room *room; /* of its searches: made when first used */
} plan_chain;

typedef struct plan_condition {
    query query;
    uint32_t reads;
    uint32_t lists; /* those of them that are lists where it is tested */
    uint32_t paths; /* … and paths */
    uint8_t group;  /* stands within this repeated path; 0 = in none */
    uint8_t each;   /* tested for each turn of the group, once all is known */
    uint8_t after;  /* of WHERE after the patterns */
    uint8_t waits;  /* … of a selected path: until it is selected */
    uint16_t match;
    uint32_t undecided; /* how often it came out NULL */
} plan_condition;

typedef struct plan_list {
    plan_condition *rows;
    size_t count;
} plan_list;

typedef struct plan_group { /* where a repeated path is walked */
    const pattern_part *part;
    size_t chain, hop;
    uint32_t variables; /* of it */
} plan_group;

/* Where the elements of a repeated variable lie in the trail of a turn; of a path, the
 * chain that ends it. */
typedef struct plan_place {
    size_t chain, hop, offset;
} plan_place;

typedef struct plan {
    const pattern *of;
    plan_chain *chains;
    size_t chain_count;
    size_t *match_first; /* its first chain; one a match, and one more */
    plan_list *after;    /* conditions by number of the part that decides them */
    size_t part_lists;
    plan_list *path_end; /* by match, then path: [path_first[match] + path] */
    size_t *path_first;
    size_t path_count;
    plan_place places[QUERY_VARIABLES];
    plan_condition *conditions;
    size_t condition_count;
    plan_list filter;   /* conditions of whole matches */
    plan_group *groups; /* by number - 1 */
    size_t group_count;
    int folds_alike; /* one way can be matched as several: see seen.h */
    uint32_t used;   /* variables that any expression reads */
    uint8_t *local;  /* one a chain: no test looks further back than one step */
    uint8_t *bare;   /* one a chain: nothing is tested but labels, behind its start */
} plan;

/* Plan a statement over a network. POLITY_OK or POLITY_ENOMEM. */
polity_status plan_make(plan *to, const pattern *of, const net *over, arena *memory,
                        polity_error *err);
/* The plan as a table `step what estimate`. NULL = no memory. */
struct polity_table *plan_table(const plan *of, const net *over);

#endif
