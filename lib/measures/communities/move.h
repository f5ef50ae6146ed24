/* The three steps of the Leiden search (Traag, Waltman and van Eck 2019, Scientific
 * Reports 9). */
#ifndef MEASURES_COMMUNITIES_MOVE_H
#define MEASURES_COMMUNITIES_MOVE_H

#include "measures/communities/level.h"

/* Move nodes to the group where they gain most, until none gains; a node is looked at
 * again when a neighbour has left for elsewhere. `price` is what two nodes of strength 1
 * must be tied by to belong together: resolution / strength of all nodes. Groups are
 * numbered below of->nodes. Returns how many moves were made. */
size_t move_nodes(const level *of, int32_t *group, double price, random_state *random,
                  scratch *with);

/* Within each group, join single nodes to parts of it that they gain by: a part is drawn
 * by its gain, so that the best is likely and not certain. Parts are connected, and
 * numbered from 0; returns how many. `typical` is the strength of a tie in the mean. */
size_t move_refine(const level *of, const int32_t *group, int32_t *part, double price,
                   double typical, random_state *random, scratch *with);

/* The connected parts of groups, by ties of a strength above 0, numbered from 0; returns
 * how many. */
size_t move_apart(const level *of, const int32_t *group, int32_t *part, scratch *with);

#endif
