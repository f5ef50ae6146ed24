/* Which stored ties leave and enter each node: for tied(), ties_in() and ties_out(). */
#ifndef QUERY_TIES_H
#define QUERY_TIES_H

#include "model/dataset.h"

typedef struct query_ties {
    const polity_dataset *data;
    uint32_t *first[2]; /* 0: by target (in), 1: by source (out); nodes + 1 */
    uint32_t *edges[2]; /* indices of edges */
} query_ties;

/* Index the edges of a data set; an undirected tie stands at both ends in both. 0 = no
 * memory. O(nodes + edges). */
int query_ties_make(query_ties *to, const polity_dataset *data);
void query_ties_free(query_ties *of);

/* What a name selects: a kind, or all kinds of a class. */
typedef struct tie_label {
    uint16_t kind; /* VOCABULARY_NONE = by class */
    uint8_t class;
} tie_label;

static inline int tie_label_fits(const polity_dataset *data, tie_label label,
                                 uint16_t kind)
{
    return label.kind != VOCABULARY_NONE
               ? kind == label.kind
               : data->vocabulary.kinds[kind].class == label.class;
}

/* The number of ties of a label at a node that hold in [from, to) (`dated`) or at any
 * time, to or from `other` alone if it is not negative. */
size_t query_ties_count(const query_ties *of, tie_label label, int out, int64_t node,
                        int64_t other, int dated, int32_t from, int32_t to);

#endif
