/* Nodes numbered anew, so that what a kernel reads together lies together: in a large
 * graph whose numbers say nothing, most of the time goes in waiting for memory.
 *
 * Numbers by numbering_nearby() and rows by them cost as much as some thirty passes over
 * the arcs of the graph; a pass then takes 4/5 of its time at three million ties, half at
 * thirteen million. So they are for kernels of very many passes, not for solving for
 * PageRank, which takes some forty. */
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

#endif
