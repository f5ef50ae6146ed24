/* The graph that shortest routes are counted on: structurally equivalent nodes are one
 * spot, and spots are numbered so that those of one neighbourhood come together. */
#ifndef MEASURES_PATHS_BRANDES_GRAPH_H
#define MEASURES_PATHS_BRANDES_GRAPH_H

#include "measures/equivalent.h"
#include "measures/measure.h"

/* Whose routes are counted: from `sources` to `targets`, a flag a node; NULL = all. */
typedef struct route_ends {
    const uint8_t *sources, *targets;
} route_ends;

/* Where routes start, and for how many nodes that stands. */
typedef struct route_source {
    int32_t spot;
    double times;
} route_source;

typedef struct brandes_graph {
    size_t spots, arcs;
    int64_t *first, *first_back; /* rows along arcs, and against them */
    int32_t *head, *head_back;
    int64_t *arc, *arc_back; /* of each arc in those rows: its number in the network; NULL
                                = not asked for */
    int shared;              /* both rows are the same arrays */
    double *members;         /* nodes that each spot stands for */
    double *targets;         /* those of them that routes are counted to */
    uint8_t *apart; /* spots whose members are not tied to each other: routes may lead
                       from one to another */
    int32_t *kind;  /* spots of one kind have as many members; if arcs are asked for, each
                       is of its own */
    int32_t *kind_spots; /* of each kind: how many */
    size_t kinds;
    int32_t *spot;        /* of each node of the network */
    route_source *source; /* ascending */
    size_t sources;
    int once; /* sources are all spots and taken in order, and of a pair of spots, as many
                 routes lead either way: who was a source before is no target, and who
                 will be one counts twice */
} brandes_graph;

/* `arcs`: keep the numbers of arcs; every node is then a spot of its own. POLITY_OK,
 * POLITY_ENOMEM; brandes_graph_free() either way. O(arcs + nodes log nodes). */
polity_status brandes_graph_make(brandes_graph *to, const polity_graph *graph,
                                 const route_ends *ends, int arcs, polity_error *err);
void brandes_graph_free(brandes_graph *of);
double brandes_graph_bytes(const polity_graph *graph);

/* Number classes of nodes in the order in which batches of them as sources cost least:
 * `number` is filled, one a class. 0 = no memory. O(arcs + classes log classes). */
int brandes_order(const polity_graph *graph, const equivalent *classes, int32_t *number);

/* How many targets a spot counts as, for sources that are the spots from .. to - 1. */
static inline double spot_targets(const brandes_graph *of, int32_t spot, int32_t from,
                                  int32_t to)
{
    double times = !of->once ? 1 : spot < from ? 0 : spot < to ? 1 : 2;
    return times * of->targets[spot];
}

static inline int64_t spot_arcs(const brandes_graph *of, int32_t spot)
{
    return of->first[spot + 1] - of->first[spot];
}

static inline int64_t spot_arcs_back(const brandes_graph *of, int32_t spot)
{
    return of->first_back[spot + 1] - of->first_back[spot];
}

#endif
