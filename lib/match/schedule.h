/* When each condition of a plan is tested. */
#ifndef MATCH_SCHEDULE_H
#define MATCH_SCHEDULE_H

#include "match/plan.h"

/* Collect the conditions of a pattern, each part of an AND by itself. 0 = no memory. */
int schedule_conditions(plan *to, arena *memory);
/* The match that a condition belongs to. */
size_t schedule_match(const plan *of, size_t condition);
/* Put each condition behind the part that decides it; fill `groups` and `local`. */
int schedule_make(plan *to, arena *memory);

#endif
