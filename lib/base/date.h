/* Calendar dates as days from 1970-01-01, with the precision they were written in. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stddef.h>
#include <stdint.h>

/* How a bound was written. */
typedef enum date_form {
    DATE_NONE = 0, /* no bound */
    DATE_YEAR,     /* 2014 */
    DATE_MONTH,    /* 2014-02 */
    DATE_DAY,      /* 2014-02-13 */
    DATE_UNKNOWN   /* "?": there is a day, and it is not known */
} date_form;

enum { DATE_SIZE = 16 };
enum { DATE_MIN = -719162, DATE_MAX = 2932896 }; /* 0001-01-01, 9999-12-31 */

/* Read `text` of `n` bytes; DATE_NONE = it is no date. A short date is its first day. "?"
 * is read. */
date_form date_read(const char *text, size_t n, int32_t *day);

/* Write a day in a form, with terminator. */
void date_write(char out[DATE_SIZE], int32_t day, date_form form);

/* Half-open [from, to). `from` counts only if `from_form` is a date, `to` likewise. */
typedef struct interval {
    int32_t from, to;
    uint8_t from_form, to_form;
} interval;

/* Whether something holds on a day or in a window. */
typedef enum during { DURING_NO, DURING_YES, DURING_UNKNOWN } during;

/* Whether all of `n` intervals and the window [from, to) share a day. Unknown where a "?"
 * could decide it. */
during intervals_meet(const interval *const valid[], size_t n, int32_t from, int32_t to);

static inline int date_is_day(uint8_t form)
{
    return form >= DATE_YEAR && form <= DATE_DAY;
}

#endif
