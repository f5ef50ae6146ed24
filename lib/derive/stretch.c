#include "derive/stretch.h"

#include <stdlib.h>

stretch stretch_clip(stretch within, const interval *valid)
{
    if (date_is_day(valid->from_form) && valid->from > within.from)
        within.from = valid->from;
    if (date_is_day(valid->to_form) && valid->to < within.to)
        within.to = valid->to;
    return within;
}

stretch stretch_common(stretch a, stretch b)
{
    return (stretch){a.from > b.from ? a.from : b.from, a.to < b.to ? a.to : b.to};
}

interval stretch_interval(stretch of)
{
    interval made = {0};
    if (of.from > TIME_BEGINS) {
        made.from = of.from;
        made.from_form = DATE_DAY;
    }
    if (of.to < TIME_ENDS) {
        made.to = of.to;
        made.to_form = DATE_DAY;
    }
    return made;
}

static int compare(const void *left, const void *right)
{
    int32_t a = *(const int32_t *)left, b = *(const int32_t *)right;
    return (a > b) - (a < b);
}

void days_sort(query_days *days)
{
    size_t kept = 0;
    if (days->count)
        qsort(days->days, days->count, sizeof *days->days, compare);
    for (size_t i = 0; i < days->count; i++)
        if (!i || days->days[i] != days->days[kept - 1])
            days->days[kept++] = days->days[i];
    days->count = kept;
}
