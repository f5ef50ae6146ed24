/* The inside of a graph: compressed rows in both directions, ties, ids. Immutable once built. */
#ifndef GRAPH_GRAPH_H
#define GRAPH_GRAPH_H

#include <stdatomic.h>

#include <polity/graph.h>

#include "base/ticker.h"
#include "graph/view.h"
#include "table/table.h"

/* One direction of arcs. */
typedef struct arc_rows {
    int64_t *first;  /* nodes + 1 */
    int32_t *head;   /* ascending within a row */
    int64_t *tie;    /* tie of each arc */
    double *weight;  /* strength; NULL = none */
    double *length;  /* NULL = none: every arc is one step */
} arc_rows;

struct polity_graph {
    atomic_int references;
    size_t nodes, arcs, ties;
    int directed;
    arc_rows out;
    arc_rows in;           /* undirected: the same pointers as `out` */
    int32_t *tie_source;   /* of each tie; of an undirected one the lower number */
    int32_t *tie_target;
    const polity_view *view; /* held; NULL = from arrays */
    char **ids;              /* own ids: from arrays, or of brokerage acts (from node view->node_count on) */
    size_t id_first;         /* node number of ids[0] */
    struct map *find;        /* id → node */
    int64_t *edge_first;     /* edges of the data set that a tie stands for; NULL = from arrays */
    int32_t *edges;          /* index in the data set; < 0: brokerage act ~value */
    size_t loops;            /* dropped */
    size_t merged;           /* parallel ties that went into another */
    char *weight_field, *length_field; /* as the option named it; NULL = none */
    const char *parallel, *brokerage;  /* as the options had it */
    struct engine *engine;   /* the igraph object, made when first asked for; see guard.h */
};

void graph_hold(const polity_graph *graph);

/* A tie to build from. */
typedef struct raw_tie {
    int32_t source, target;
    int32_t edge;     /* see polity_graph.edges */
    uint8_t directed;
    double weight, length;
} raw_tie;

/* Fill rows, ties and counts of a graph whose `nodes` is set from raw ties in their order: drops loops,
 * merges parallel ties unless `keep`, adds up weights, keeps the shortest length. `has_weight`,
 * `has_length`: whether those fields mean anything. */
polity_status graph_fill(polity_graph *graph, const raw_tie *ties, size_t n, int undirected,
                         int keep, int has_weight, int has_length, polity_error *err);

/* NODE and TIE cells of a table about this graph. */
table_names graph_names(const polity_graph *graph);

/* Facts of the network: nodes, arcs, ties, directed, loops, merging, weights, and the selection's. */
int graph_facts(const polity_graph *graph, polity_table *table);

#endif
