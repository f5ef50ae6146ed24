/* Filling a view: nodes, ties, what rules make, acts; then the condition on nodes. */
#ifndef GRAPH_CHOOSE_H
#define GRAPH_CHOOSE_H

#include "graph/select.h"

/* Fill the arrays of a view, which have room for every stored record. */
polity_status choose_records(polity_view *view, const selection *s, const polity_run *run,
                             polity_error *err);

#endif
