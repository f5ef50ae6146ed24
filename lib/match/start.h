/* Where chains begin. */
#ifndef MATCH_START_H
#define MATCH_START_H

#include "match/walk.h"

/* Walk a chain from every node at which it may begin. */
void start_chain(walker *w, size_t chain);
/* Free what look-ups of the plan have made. */
void start_free(plan *of);

#endif
