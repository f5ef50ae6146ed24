/* Nodes numbered anew, so that what a kernel reads together lies together: in a large
 * graph whose numbers say nothing, most of the time goes in waiting for memory.
 *
 * A kernel that streams over rows works on `nearby`, whatever the size of the graph, and
 * writes its results by nearby_node(). */
#ifndef MEASURES_NUMBERING_H
#define MEASURES_NUMBERING_H

#include "measures/measure.h"

typedef struct numbering {
    int32_t *node;   /* of each new number */
    int32_t *number; /* of each node */
} numbering;

/* Nodes of many arcs first, by `along` and `back` together, or by `along` if they are the
 * same rows; of as many, the lower node first. 0 = no memory, nothing kept. O(nodes). */
int numbering_by_arcs(numbering *to, const arc_rows *along, const arc_rows *back,
                      size_t nodes);

/* Hubs first, as numbering_by_arcs(); then the rest by breadth-first search among
 * themselves, from the neighbours of the smallest hub, of the next, and so on, so that
 * those of one hub, as of one trust, come together. 0 = no memory, nothing kept. O(nodes
 * + arcs). */
int numbering_nearby(numbering *to, const arc_rows *along, const arc_rows *back,
                     size_t nodes);

void numbering_free(numbering *of);

/* What rows carry over besides heads. */
enum { NUMBERED_WEIGHT = 1, NUMBERED_LENGTH = 2 };

/* The rows `along` in new numbers, heads ascending; `back` holds the same arcs by their
 * heads. Weights and lengths come too if `with` says so and there are any; `tie` is NULL.
 * 0 = no memory, nothing kept. O(nodes + arcs). */
int numbering_rows(arc_rows *to, const numbering *by, const arc_rows *along,
                   const arc_rows *back, size_t nodes, int with);
void numbering_rows_free(arc_rows *of);

/* A graph's rows as kernels stream over them: the graph's own, or, from a million edges
 * up, numbered by numbering_nearby(). */
typedef struct nearby {
    arc_rows out, in; /* undirected: the same pointers */
    numbering by;     /* NULLs: the rows are the graph's own */
    int shared;       /* `in` is `out` */
} nearby;

/* 0 = no memory, nothing kept. It costs as much as some twenty to thirty passes over arcs
 * in the graph's own numbers; a pass then takes 3/4 of its time at three million ties,
 * 2/5 at thirteen million. So it is for kernels of many passes over very large graphs. */
int nearby_make(nearby *to, const polity_graph *graph, int with);
void nearby_free(nearby *of);
/* What nearby_make() will take at its peak. */
double nearby_bytes(const polity_graph *graph, int with);

/* The node that has a number in `of`; and the number that a node has. */
static inline size_t nearby_node(const nearby *of, size_t i)
{
    return of->by.node ? (size_t)of->by.node[i] : i;
}
static inline size_t nearby_number(const nearby *of, size_t v)
{
    return of->by.number ? (size_t)of->by.number[v] : v;
}

#endif
