/* The network that patterns are matched against: every tie of a view by itself, with its
 * kind, in rows by node. Acts of brokerage and absences are nodes behind the actors. */
#ifndef MATCH_NET_H
#define MATCH_NET_H

#include "base/ticker.h"
#include "graph/view.h"
#include "query/pattern.h"

typedef struct net_arc {
    int32_t other;
    uint32_t edge;  /* of all edges: the view's ties, then those to parties */
    uint16_t label; /* see label_count() */
    uint8_t way;    /* WAY_…, seen from the row's node; a loop has both */
} net_arc;

typedef struct net {
    const polity_view *view;
    int32_t nodes, actors,
        acts;             /* actors: the view's numbers; then acts; then absences */
    uint32_t edges, ties; /* ties: edges with a record */
    uint16_t *label;      /* one a node */
    int64_t *first;       /* nodes + 1 */
    uint64_t *sight;      /* one a node: net_sight() of its arcs, joined by OR */
    net_arc *arcs;        /* by label within a row */
    int32_t *label_first, *by_label; /* nodes by their label */
    brokerage *act;                  /* one an act */
    int32_t *absence;                /* indices in the data set */
} net;

/* The network of a view, with acts and absences only where `others` is set. The view
 * keeps it: it is made when first asked for, O(nodes + ties), and borrowed. */
polity_status net_take(net *to, const polity_view *view, int others,
                       const polity_run *run, polity_error *err);

/* A node as a value of an expression. */
query_value net_node(const net *of, int32_t node);
/* Its number for a node of the data set; -1 = it is not selected. */
static inline int32_t net_number(const net *of, int64_t index)
{
    return index < 0 ? -1 : of->view->number[index];
}
/* The id of a node or edge, appended. */
void net_node_name(const net *of, int32_t node, buffer *to);
void net_edge_name(const net *of, uint32_t edge, buffer *to);

/* A bit for an arc of a label and some ways, which few others share: a node whose sight
 * has none of the bits that are looked for has no such arc. */
static inline uint64_t net_sight(size_t label, uint8_t ways)
{
    uint64_t bit = (uint64_t)1 << label % 21;
    return (ways & WAY_LEFT ? bit : 0) | (ways & WAY_RIGHT ? bit << 21 : 0) |
           (ways & WAY_NONE ? bit << 42 : 0);
}

/* The arcs of a node that a set of labels may hold: all, or those of its one label. */
typedef struct net_span {
    const net_arc *at, *end;
} net_span;
net_span net_arcs(const net *of, int32_t node, int32_t only);

#endif
