/* The nodes that a parameter names: by their ids, or by a condition that holds of them.
 */
#ifndef MEASURES_NODE_SET_H
#define MEASURES_NODE_SET_H

#include "measures/measure.h"

/* A condition that is neither true nor false of a node leaves it out. */
typedef struct node_set {
    uint8_t *flags;   /* one a node; NULL = the parameter is not given: all */
    size_t count;     /* nodes of the set */
    size_t undecided; /* nodes that were left out so */
} node_set;

/* Read the parameter `name`: ids separated by commas if every word is the id of a node,
 * else a condition over nodes as in `--where`, tested at the view's date. Nodes without a
 * record (acts of brokerage) are in no condition's set.
 *
 * POLITY_OK, POLITY_ENOTFOUND (a list with a word that is no id: the nearest is named),
 * POLITY_EQUERY (the condition), POLITY_EUNFIT (a condition on a graph from arrays, or a
 * history of several values), POLITY_ELIMIT, POLITY_ENOMEM. node_set_free() either way.
 * O(nodes + ties).
 */
polity_status node_set_read(node_set *to, const measure_call *call, const char *name,
                            polity_error *err);
void node_set_free(node_set *of);

/* Whether a node is of the set. */
static inline int node_set_has(const node_set *of, size_t v)
{
    return !of->flags || of->flags[v];
}

#endif
