/* What the parts of building a graph share. */
#ifndef GRAPH_BUILD_H
#define GRAPH_BUILD_H

#include "base/options.h"
#include "graph/graph.h"

/* Where a number of a tie comes from. */
typedef enum field_from {
    FIELD_NONE,
    FIELD_STRENGTH,
    FIELD_WEIGHT,
    FIELD_LENGTH,
    FIELD_PROPERTY
} field_from;

typedef struct field {
    const char *option; /* "weight" or "length" */
    const char *text;   /* as it was given */
    field_from from;
    uint16_t property;
    int inverse;    /* 1/FIELD */
    int above_zero; /* 0 is out of range too */
} field;

typedef enum brokered {
    BROKERED_NONE,
    BROKERED_ACT,
    BROKERED_RESULT,
    BROKERED_INCIDENCE
} brokered;

typedef struct builder {
    const polity_view *view;
    polity_graph *graph;
    options given;
    field weight, length;
    int undirected, keep, brokerage;
    raw_tie *raw;
    int32_t *records; /* of each; NULL = acts make none, and each is the view's */
    double *weights, *lengths; /* of each; NULL = none asked for */
    size_t count;
    size_t bad;        /* ties without a number, or with one out of range */
    size_t first_bad;  /* tie of the view */
    const field *what; /* that the bad ones lack */
} builder;

/* Number of the node with an id; -1 = none, or not selected. */
static inline int32_t build_node(const builder *b, symbol id)
{
    int64_t at = id ? dataset_node_at(b->view->dataset, id) : -1;
    return at < 0 ? -1 : b->view->number[at];
}

/* Give the tie that is being made its record and numbers, and go on to the next. */
static inline void build_tie(builder *b, int32_t record, double weight, double length)
{
    if (b->records)
        b->records[b->count] = record;
    if (b->weights)
        b->weights[b->count] = weight;
    if (b->lengths)
        b->lengths[b->count] = length;
    b->count++;
}

/* Add the ties of the selected acts, and with `incidence` their nodes. */
polity_status build_acts(builder *b, polity_error *err);

#endif
