/* What hangs on a graph and is freed with it, without igraph's header. */
#ifndef GRAPH_ENGINE_H
#define GRAPH_ENGINE_H

#include "graph/graph.h"

/* Free the igraph object of a graph; NULL is fine. Takes the lock by itself. */
void engine_free(struct engine *engine);

void tie_names_free(struct tie_names *names);
void graph_groups_free(polity_graph *graph);

#endif
