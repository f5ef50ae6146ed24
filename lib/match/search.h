/* Selected paths: the shortest from one node, level by level, over the network times the
 * places of the pattern. */
#ifndef MATCH_SEARCH_H
#define MATCH_SEARCH_H

#include "match/walk.h"

/* Find the paths of a selected chain from a node, then walk each as a match. */
void search_paths(walker *w, size_t chain, int32_t node);

/* What the searches of a chain keep from one start to the next; NULL is fine. */
void search_room_free(struct search_room *of);

#endif
