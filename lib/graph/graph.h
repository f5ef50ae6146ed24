/* The inside of a graph: compressed rows in both directions, ties, ids. Immutable once
 * built, but for what is made when first asked for: names of ties (published whole) and
 * the igraph object (inside the guard). */
#ifndef GRAPH_GRAPH_H
#define GRAPH_GRAPH_H

#include <stdatomic.h>

#include <polity/graph.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/ticker.h"
#include "graph/view.h"
#include "table/table.h"

/* One direction of arcs. */
typedef struct arc_rows {
    int64_t *first; /* nodes + 1 */
    int32_t *head;  /* ascending within a row */
    int32_t *tie;   /* tie of each arc */
    double *weight; /* strength; NULL = none */
    double *length; /* NULL = none: every arc is one step */
} arc_rows;

/* Groups of nodes that a program gave. */
typedef struct graph_groups {
    char *name;
    int32_t *group; /* one a node; -1 = none */
    char **names;   /* in order */
    size_t count;
} graph_groups;

struct polity_graph {
    atomic_int references;
    size_t nodes, arcs, ties;
    int directed;
    arc_rows out;
    arc_rows in;        /* undirected: the same pointers as `out` */
    int32_t *tie_first; /* nodes + 1: ties by their lower end */
    int32_t *tie_other; /* the higher end; ~it if the tie runs from there to the lower */
    double *tie_weight; /* all that went into it added up; NULL = none */
    const polity_view *view; /* held; NULL = from arrays */
    arena memory;            /* of rows, ties and records, and of own ids */
    const char **ids;        /* own ids: from arrays, or of brokerage acts */
    size_t id_first;         /* node number of ids[0]; those below are the view's */
    map find;                /* own ids → node */
    int32_t *edges;   /* records of ties in their order: number in the view, or of an act
                         ~it; NULL = from arrays */
    int32_t *several; /* ties of more than one record, ascending */
    int32_t
        *several_more; /* several_count + 1: records beyond the first of those before */
    size_t several_count;
    size_t loops;   /* dropped */
    size_t merged;  /* parallel ties that went into another */
    size_t acts;    /* brokerage acts that became ties */
    size_t parties; /* ties of acts dropped as a party is absent or not selected */
    char *weight_field, *length_field; /* as the option named it; NULL = none */
    char *along; /* the pattern whose matches its ties are; NULL = none */
    const char *parallel, *brokerage; /* as the options had it; literals */
    graph_groups *groups;             /* by polity_graph_group() */
    size_t group_count, group_capacity;
    _Atomic(struct tie_names *) tie_names;
    struct engine *engine; /* see guard.h */
};

void graph_hold(const polity_graph *graph);

/* An empty graph with one reference and no arrays; NULL = no memory. */
polity_graph *graph_new(void);

/* Give the node after the last one with an id of its own an id, copied. 0 = no memory.
 * Room for them is made by graph_own_ids(). */
int graph_own_ids(polity_graph *graph, size_t first, size_t n);
int graph_add_id(polity_graph *graph, const char *id);

/* Ends of a tie; of an undirected one the lower is the source. Ties are asked for in
 * ascending order, with the same cursor, which begins at 0. */
typedef struct tie_ends {
    int32_t source, target;
} tie_ends;
tie_ends graph_tie_ends(const polity_graph *graph, size_t tie, size_t *cursor);

/* Records edges[*from..*to) that a tie of a graph with `edges` stands for. O(log merged
 * ties). */
void graph_tie_records(const polity_graph *graph, size_t tie, size_t *from, size_t *to);

/* The refusal of so many ties. */
polity_status graph_too_large(size_t ties, polity_error *err);

/* A tie to build from. */
typedef struct raw_tie {
    int32_t source, target;
    uint8_t directed;
} raw_tie;

/* Ties to build from, with their numbers in arrays of their own. */
typedef struct raw_ties {
    const raw_tie *tie;
    const double *weight, *length; /* NULL = 1 each */
    size_t count;
    const int32_t *record; /* see polity_graph.edges; NULL = the number of each here */
} raw_ties;

/* Fill rows, ties and counts of a graph whose `nodes` is set from raw ties in their
 * order: drops loops, merges parallel ties unless `keep`, adds up weights, keeps the
 * shortest length. `has_weight`, `has_length`: whether the graph has them. Ties are
 * numbered by their lower, then higher end. POLITY_OK, POLITY_ELIMIT (2^31 or more),
 * POLITY_ENOMEM.
 *
 * Merged, in a directed graph, the arcs of a pair of nodes are one tie if an undirected
 * tie runs between them, else one a direction. O(nodes + ties). */
polity_status graph_fill(polity_graph *graph, const raw_ties *from, int undirected,
                         int keep, int has_weight, int has_length, polity_error *err);

/* Make the names of ties, which TIE cells need: the ids of the records that a tie stands
 * for, joined by
 * "+"; of a graph from arrays "tail>head", or "tail-head" if undirected. POLITY_OK or
 * POLITY_ENOMEM. */
polity_status graph_name_ties(const polity_graph *graph, polity_error *err);

/* NODE and TIE cells of a table about this graph. */
table_names graph_names(const polity_graph *graph);

/* Facts of the network: nodes, arcs, ties, directed, loops, merging, weights, and the
 * selection's. 0 = no memory. */
int graph_facts(const polity_graph *graph, polity_table *table);

/* The groups of nodes by a name given to polity_graph_group(), a property or "type". As
 * view_group(), of every node; view_groups_free(). POLITY_EUNFIT if the graph is from
 * arrays and has no such groups. */
polity_status graph_group(const polity_graph *graph, const char *by, view_groups *out,
                          polity_error *err);

#endif
