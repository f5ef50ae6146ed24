/* Variables of a walk as expressions see them: binding, testing, lists and paths. */
#ifndef MATCH_SHOW_H
#define MATCH_SHOW_H

#include "match/walk.h"

/* Let a variable stand for a node or edge of the net; -1 = for nothing. */
void walk_set(walker *w, int variable, int64_t number);

/* Bind a node or edge to a part and test what it decides. 0 = it does not fit; else to be
 * undone by walk_unbind() with what was given. */
enum { BOUND_NOT = 0, BOUND_NEW, BOUND_BEFORE };
int walk_bind(walker *w, const pattern_part *part, uint32_t number, uint16_t label);
void walk_unbind(walker *w, const pattern_part *part, int bound);

/* Whether conditions hold for what is bound; one that is NULL does not. */
int walk_test(walker *w, const plan_list *list);

/* Make the lists and paths among `variables` for the expressions that are evaluated next,
 * until the next call. */
void walk_show(walker *w, uint32_t variables);

#endif
