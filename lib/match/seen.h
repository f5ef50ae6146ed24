/* Matches that were seen: with two repeated parts behind each other, one way can be
 * walked as several, which part took an edge being all that tells them apart. Unless a
 * variable of such a part tells, it is one match. */
#ifndef MATCH_SEEN_H
#define MATCH_SEEN_H

#include "match/walk.h"

/* Whether a plan has such parts. */
int seen_is_needed(const plan *of);
/* Whether the match at hand is new; it then is seen. Without memory w->status is set. */
int seen_is_new(walker *w);
void seen_free(walker *w);

#endif
