/* A question why: what was asked, the network, and the table that answers. */
#ifndef MATCH_WHY_H
#define MATCH_WHY_H

#include <polity/match.h>

#include "base/options.h"
#include "graph/graph.h"

typedef struct why {
    const polity_dataset *data;
    const polity_run *run;
    polity_error *err;
    options given;
    const char *from_id, *to_id;
    polity_table *table;
    polity_view *view;
    polity_graph *graph;
    int32_t from, to;
    int32_t *steps, *left; /* from the one, to the other */
    int64_t routes;
} why;

/* Rows of the table; a number of 0 and a NULL are undefined. 0 = no memory. */
int why_row(why *y, const char *part, int64_t rank, int64_t step, const char *from,
            const char *tie, const char *kind, const char *to, const char *detail);
/* The ties of a route of `n` arcs, a row a record. */
int why_route(why *y, const polity_graph *graph, const char *part, int64_t rank,
              const int64_t *arcs, int32_t n, int32_t from);

/* What there is to say where no route is. */
polity_status why_missing(why *y);

#endif
