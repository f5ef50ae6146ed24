/* Stretches of time on which nothing that a rule reads changes. */
#ifndef DERIVE_STRETCH_H
#define DERIVE_STRETCH_H

#include "query/query.h"

/* Half-open [from, to), in days. */
typedef struct stretch {
    int32_t from, to;
} stretch;

enum { TIME_BEGINS = DATE_MIN, TIME_ENDS = DATE_MAX + 1 };

/* The part of `within` that the known bounds of an interval leave; an unknown day bounds
 * nothing: who holds a record to a date asks intervals_meet(). Empty: from >= to. */
stretch stretch_clip(stretch within, const interval *valid);
stretch stretch_common(stretch a, stretch b);
/* As an interval; the ends of time are no bounds. */
interval stretch_interval(stretch of);

/* Sort days and drop those that stand twice. */
void days_sort(query_days *days);

#endif
