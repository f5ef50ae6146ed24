/* Dates against the C library's calendar, and intervals against every way they may lie.
 */
#define _DEFAULT_SOURCE /* timegm() */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/date.h"
#include "support/suite.h"

static const int32_t seconds_a_day = 86400;

/* The day as the C library writes it. */
static void expected(int32_t day, char out[DATE_SIZE])
{
    time_t moment = (time_t)day * seconds_a_day;
    struct tm parts;
    gmtime_r(&moment, &parts);
    snprintf(out, DATE_SIZE, "%04u-%02u-%02u", (parts.tm_year + 1900u) % 10000,
             (parts.tm_mon + 1u) % 100, (unsigned)parts.tm_mday % 100);
}

START_TEST(every_day_is_what_the_c_library_says)
{
    char text[DATE_SIZE], found[DATE_SIZE];
    for (int32_t day = DATE_MIN; day <= DATE_MAX; day++) {
        int32_t read;
        expected(day, text);
        date_write(found, day, DATE_DAY);
        MUST(!strcmp(text, found), "day %d is %s, written %s", day, text, found);
        MUST(date_read(text, 10, &read) == DATE_DAY && read == day, "%s is day %d", text,
             day);
    }
}
END_TEST

/* Day numbers that are known from elsewhere. */
START_TEST(known_days)
{
    static const struct {
        const char *text;
        int32_t day;
        date_form form;
    } known[] = {{"1970-01-01", 0, DATE_DAY},
                 {"1969-12-31", -1, DATE_DAY},
                 {"1970", 0, DATE_YEAR},
                 {"1970-02", 31, DATE_MONTH},
                 {"2000-02-29", 11016, DATE_DAY},
                 {"2000-03-01", 11017, DATE_DAY},
                 {"2038-01-19", 24855, DATE_DAY},
                 {"1858-11-17", -40587, DATE_DAY},
                 {"0001-01-01", -719162, DATE_DAY},
                 {"9999-12-31", 2932896, DATE_DAY},
                 {"1582-10-15", -141427, DATE_DAY}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        int32_t day = 1;
        char written[DATE_SIZE];
        ck_assert_int_eq(date_read(known[i].text, strlen(known[i].text), &day),
                         known[i].form);
        ck_assert_int_eq(day, known[i].day);
        date_write(written, day, known[i].form);
        ck_assert_str_eq(written, known[i].text);
    }
}
END_TEST

START_TEST(a_short_date_is_its_first_day)
{
    for (int year = 1; year <= 9999; year++) {
        char text[DATE_SIZE];
        int32_t whole, first, month;
        snprintf(text, sizeof text, "%04u-%02u-01", (unsigned)year % 10000,
                 (unsigned)year % 12 + 1);
        MUST(date_read(text, 10, &first) == DATE_DAY &&
                 date_read(text, 7, &month) == DATE_MONTH && month == first,
             "%s", text);
        memcpy(text + 5, "01-01", 5);
        MUST(date_read(text, 10, &first) == DATE_DAY &&
                 date_read(text, 4, &whole) == DATE_YEAR && whole == first,
             "%s", text);
    }
}
END_TEST

/* Whether a text is a day that the C library's calendar has. */
static int is_day(const char text[10])
{
    struct tm parts, again;
    time_t moment;
    for (int i = 0; i < 10; i++)
        if (i == 4 || i == 7 ? text[i] != '-' : text[i] < '0' || text[i] > '9')
            return 0;
    memset(&parts, 0, sizeof parts);
    parts.tm_year = (text[0] - '0') * 1000 + (text[1] - '0') * 100 +
                    (text[2] - '0') * 10 + (text[3] - '0') - 1900;
    parts.tm_mon = (text[5] - '0') * 10 + (text[6] - '0') - 1;
    parts.tm_mday = (text[8] - '0') * 10 + (text[9] - '0');
    again = parts;
    moment = timegm(&again);
    return parts.tm_year > -1900 && gmtime_r(&moment, &again) &&
           again.tm_year == parts.tm_year && again.tm_mon == parts.tm_mon &&
           again.tm_mday == parts.tm_mday;
}

START_TEST(one_byte_changed)
{
    static const char *const days[] = {"2014-02-13", "1900-02-28", "2000-02-29",
                                       "0001-12-31", "9999-10-31", "2013-02-28"};
    int good = 0;
    for (size_t d = 0; d < sizeof days / sizeof *days; d++) {
        for (int at = 0; at < 10; at++) {
            for (int byte = 0; byte < 256; byte++) {
                char text[DATE_SIZE];
                int32_t day;
                memcpy(text, days[d], 11);
                text[at] = (char)byte;
                good += is_day(text);
                MUST((date_read(text, 10, &day) == DATE_DAY) == is_day(text),
                     "%.10s with byte %d at %d", days[d], byte, at);
            }
        }
    }
    ck_assert_int_gt(good, 60);
}
END_TEST

START_TEST(what_is_no_date)
{
    static const char *const bad[] = {
        "",        "0000",    "201",        "20144",      "2014-",       "2014-1",
        "2014-13", "2014-00", "2014/02",    "-014",       "+014",        " 2014",
        "??",      "2014?",   "2014-02-",   "2014-02-1",  "2014-02-30",  "1900-02-29",
        "?2014",   "2014T02", "2014-06-31", "2014-02-00", "2014-02-130", "2014-0213"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        int32_t day;
        ck_assert_msg(date_read(bad[i], strlen(bad[i]), &day) == DATE_NONE, "%s", bad[i]);
    }
}
END_TEST

START_TEST(unknown_and_absent_days)
{
    int32_t day = 7;
    char text[DATE_SIZE];
    ck_assert_int_eq(date_read("?", 1, &day), DATE_UNKNOWN);
    ck_assert_int_eq(day, 0);
    date_write(text, 7, DATE_UNKNOWN);
    ck_assert_str_eq(text, "?");
    date_write(text, 7, DATE_NONE);
    ck_assert_str_eq(text, "");
    date_write(text, INT32_MIN, DATE_DAY);
    ck_assert_str_eq(text, "0001-01-01");
    date_write(text, INT32_MAX, DATE_DAY);
    ck_assert_str_eq(text, "9999-12-31");
}
END_TEST

/* --- intervals: all that may be, as sets of the days from FIRST to LAST ---------------
 */

enum { FIRST = -2, LAST = 6, NONE = 90, UNKNOWN, WAYS = 64 };

static unsigned days_between(int from, int to)
{
    unsigned set = 0;
    for (int day = from; day < to; day++)
        if (day >= FIRST && day <= LAST)
            set |= 1u << (day - FIRST);
    return set;
}

/* The sets of days that an interval with these bounds can be: an unknown day is any. */
static int ways_of(int from, int to, unsigned ways[WAYS])
{
    int count = 0, low = from == UNKNOWN ? FIRST : from, high = to == UNKNOWN ? LAST : to;
    if (from == NONE)
        low = FIRST - 1;
    if (to == NONE)
        high = LAST + 2;
    for (int begin = low; begin <= (from == UNKNOWN ? LAST : low); begin++)
        for (int end = to == UNKNOWN ? FIRST : high; end <= high; end++)
            if (begin < end)
                ways[count++] = days_between(begin, end);
    return count;
}

static void set_bound(int bound, int32_t *day, uint8_t *form)
{
    *form = bound == NONE ? DATE_NONE : bound == UNKNOWN ? DATE_UNKNOWN : DATE_DAY;
    *day = bound >= NONE ? 0 : bound;
}

static void try_two(const int bounds[4])
{
    unsigned one[WAYS], two[WAYS];
    int ones = ways_of(bounds[0], bounds[1], one), met = 0, missed = 0;
    int twos = ways_of(bounds[2], bounds[3], two);
    interval a, b;
    const interval *const both[] = {&a, &b};
    set_bound(bounds[0], &a.from, &a.from_form);
    set_bound(bounds[1], &a.to, &a.to_form);
    set_bound(bounds[2], &b.from, &b.from_form);
    set_bound(bounds[3], &b.to, &b.to_form);
    for (int from = -1; ones && twos && from < 5; from++) {
        for (int to = from + 1; to <= 5; to++, met = missed = 0) {
            for (int i = 0; i < ones; i++)
                for (int k = 0; k < twos; k++)
                    *(one[i] & two[k] & days_between(from, to) ? &met : &missed) = 1;
            MUST(intervals_meet(both, 2, from, to) == (met && missed ? DURING_UNKNOWN
                                                       : met         ? DURING_YES
                                                                     : DURING_NO),
                 "[%d, %d) and [%d, %d) in [%d, %d)", bounds[0], bounds[1], bounds[2],
                 bounds[3], from, to);
        }
    }
}

START_TEST(intervals_meet_as_every_way_they_may_lie)
{
    static const int bounds[] = {0, 1, 2, 3, NONE, UNKNOWN};
    enum { BOUNDS = sizeof bounds / sizeof *bounds };
    for (int i = 0; i < BOUNDS * BOUNDS * BOUNDS * BOUNDS; i++) {
        int now[4], rest = i;
        for (int k = 0; k < 4; k++, rest /= BOUNDS)
            now[k] = bounds[rest % BOUNDS];
        try_two(now);
    }
}
END_TEST

START_TEST(no_interval_leaves_the_window)
{
    ck_assert_int_eq(intervals_meet(NULL, 0, 3, 4), DURING_YES);
    ck_assert_int_eq(intervals_meet(NULL, 0, 4, 4), DURING_NO);
}
END_TEST

int main(void)
{
    return RUN_SUITE("date", NULL, NULL, every_day_is_what_the_c_library_says, known_days,
                     a_short_date_is_its_first_day, one_byte_changed, what_is_no_date,
                     unknown_and_absent_days, intervals_meet_as_every_way_they_may_lie,
                     no_interval_leaves_the_window);
}
