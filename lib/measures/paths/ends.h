/* Whose routes are counted: the parameters `from` and `to`. */
#ifndef MEASURES_PATHS_ENDS_H
#define MEASURES_PATHS_ENDS_H

#include "measures/node_set.h"
#include "measures/paths/brandes_graph.h"

typedef struct ends {
    node_set sources, targets;
    size_t both; /* nodes of both sets */
} ends;

/* The rows of both in a measure's `params`. */
#define ENDS_PARAMS                                                                      \
    {"from", "nodes", "", "count routes from these nodes alone", 0, 0},                  \
    {                                                                                    \
        "to", "nodes", "", "count routes to these nodes alone", 0, 0                     \
    }

/* Errors are those of node_set_read(). ends_free() either way. */
polity_status ends_read(ends *to, const measure_call *call, polity_error *err);
void ends_free(ends *of);

/* Borrowed. */
route_ends ends_flags(const ends *of);
/* Ordered pairs of a source and another node that is a target. */
double ends_pairs(const ends *of);
/* Those that a node is no end of. */
double ends_pairs_without(const ends *of, size_t v);
/* Facts: how many sources and targets, if either is given. 0 = no memory. */
int ends_facts(const ends *of, polity_table *out, const char *measure);

#endif
