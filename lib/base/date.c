#include "base/date.h"

#include <stdio.h>
#include <string.h>

/* Days from civil date, proleptic Gregorian (H. Hinnant, chrono-compatible date
 * algorithms). */
static int32_t days(int year, int month, int day)
{
    int y = year - (month <= 2);
    int era = (y >= 0 ? y : y - 399) / 400;
    int of_era = y - era * 400;
    int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int d = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    return era * 146097 + d - 719468;
}

static void civil(int32_t day, int *year, int *month, int *mday)
{
    int32_t z = day + 719468;
    int32_t era = (z >= 0 ? z : z - 146096) / 146097;
    int32_t of_era = z - era * 146097;
    int32_t y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int32_t of_year = of_era - (365 * y + y / 4 - y / 100);
    int32_t m = (5 * of_year + 2) / 153;
    *mday = (int)(of_year - (153 * m + 2) / 5 + 1);
    *month = (int)(m < 10 ? m + 3 : m - 9);
    *year = (int)(y + era * 400 + (*month <= 2));
}

static int digits(const char *text, int n)
{
    int value = 0;
    for (int i = 0; i < n; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

static int month_length(int year, int month)
{
    static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return length[month - 1] + (month == 2 && leap);
}

date_form date_read(const char *text, size_t n, int32_t *day)
{
    int year, month = 1, mday = 1;
    if (n == 1 && text[0] == '?') {
        *day = 0;
        return DATE_UNKNOWN;
    }
    if (n != 4 && n != 7 && n != 10)
        return DATE_NONE;
    year = digits(text, 4);
    if (year < 1)
        return DATE_NONE;
    if (n >= 7 && (text[4] != '-' || (month = digits(text + 5, 2)) < 1 || month > 12))
        return DATE_NONE;
    if (n == 10 && (text[7] != '-' || (mday = digits(text + 8, 2)) < 1 ||
                    mday > month_length(year, month)))
        return DATE_NONE;
    *day = days(year, month, mday);
    return n == 4 ? DATE_YEAR : n == 7 ? DATE_MONTH : DATE_DAY;
}

void date_write(char out[DATE_SIZE], int32_t day, date_form form)
{
    int year, month, mday;
    if (form == DATE_NONE || form == DATE_UNKNOWN) {
        strcpy(out, form == DATE_NONE ? "" : "?");
        return;
    }
    civil(day < DATE_MIN   ? DATE_MIN
          : day > DATE_MAX ? DATE_MAX
                           : day,
          &year, &month, &mday);
    snprintf(out, DATE_SIZE, "%04u-%02u-%02u", (unsigned)year % 10000,
             (unsigned)month % 100, (unsigned)mday % 100);
    out[form == DATE_YEAR ? 4 : form == DATE_MONTH ? 7 : 10] = '\0';
}

/* An interval has a day at least, the one at its known bound: what all share for certain
 * needs no unknown day to be told. */
during intervals_meet(const interval *const valid[], size_t n, int32_t from, int32_t to)
{
    int32_t sure_from = from, sure_to = to;
    int sure = 1;
    for (size_t i = 0; i < n; i++) {
        const interval *v = valid[i];
        int begins = date_is_day(v->from_form), ends = date_is_day(v->to_form);
        if (begins && v->from > from)
            from = v->from;
        if (ends && v->to < to)
            to = v->to;
        if (v->from_form == DATE_UNKNOWN) {
            sure &= ends;
            sure_from = ends && v->to - 1 > sure_from ? v->to - 1 : sure_from;
        }
        if (v->to_form == DATE_UNKNOWN) {
            sure &= begins;
            sure_to = begins && v->from + 1 < sure_to ? v->from + 1 : sure_to;
        }
    }
    if (from >= to)
        return DURING_NO;
    sure_from = from > sure_from ? from : sure_from;
    sure_to = to < sure_to ? to : sure_to;
    return sure && sure_from < sure_to ? DURING_YES : DURING_UNKNOWN;
}
