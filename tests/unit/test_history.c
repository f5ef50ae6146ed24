/* Histories against their definition, pair by pair. */
#include <string.h>

#include "base/random.h"
#include "model/history.h"
#include "support/suite.h"

enum { MOST = 7, NONE = 90, UNKNOWN };

static vocabulary words;
static property history;
static history_item items[MOST];

static void set_up(void)
{
    ck_assert(vocabulary_begin(&words));
    history.form = PROPERTY_HISTORY;
    history.as.history = items;
}

static void tear_down(void) { vocabulary_free(&words); }

static uint16_t kind(const char *name)
{
    return vocabulary_property(&words, name, strlen(name));
}

static void set_bound(int bound, int32_t *day, uint8_t *form)
{
    *form = bound == NONE ? DATE_NONE : bound == UNKNOWN ? DATE_UNKNOWN : DATE_DAY;
    *day = bound >= NONE ? 0 : bound;
}

/* Entries with days from 0 to 9, or without, or unknown ones. */
static void make_entries(random_state *state)
{
    history.count = (uint32_t)random_below(state, MOST + 1);
    for (uint32_t i = 0; i < history.count; i++) {
        interval *valid = &items[i].valid;
        int from, to;
        do {
            from = (int)random_below(state, 14);
            to = (int)random_below(state, 14);
            from = from < 10 ? from : from == 10 ? UNKNOWN : NONE;
            to = to < 10 ? to : to == 10 ? UNKNOWN : NONE;
        } while (from < NONE && to < NONE && from >= to);
        set_bound(from, &valid->from, &valid->from_form);
        set_bound(to, &valid->to, &valid->to_form);
    }
}

/* Where an entry begins: on its day, or before all days. */
static int32_t start_of(uint32_t i)
{
    return date_is_day(items[i].valid.from_form) ? items[i].valid.from : INT32_MIN;
}

/* The bounds an entry has by definition: a missing end is the next start. */
static interval span_of(uint32_t i, int many)
{
    interval span = items[i].valid;
    int32_t next = INT32_MAX;
    for (uint32_t k = 0; k < history.count; k++)
        if (start_of(k) > start_of(i) && start_of(k) < next)
            next = start_of(k);
    if (span.to_form == DATE_NONE && next < INT32_MAX && !many) {
        span.to = next;
        span.to_form = DATE_DAY;
    }
    return span;
}

static int same_span(const interval *a, const interval *b)
{
    return a->from_form == b->from_form && a->to_form == b->to_form &&
           a->from == b->from && a->to == b->to;
}

START_TEST(spans_end_where_the_next_begins)
{
    random_state state;
    random_seed(&state, 16);
    for (int round = 0; round < 100000; round++) {
        int many = round % 4 == 0;
        interval spans[MOST];
        history.kind = kind(many ? "designations" : "status");
        make_entries(&state);
        MUST(history_spans(&history, &words, spans), "no memory");
        for (uint32_t i = 0; i < history.count; i++) {
            interval wanted = span_of(i, many);
            MUST(same_span(&spans[i], &wanted), "entry %u of %u: to %d, and not %d", i,
                 history.count, spans[i].to, wanted.to);
        }
    }
}
END_TEST

/* Whether two entries are known to share a day, as all their days are known. */
static int share_a_day(uint32_t one, uint32_t other)
{
    const interval both[] = {span_of(one, 0), span_of(other, 0)};
    for (int i = 0; i < 2; i++)
        if (both[i].from_form == DATE_UNKNOWN || both[i].to_form == DATE_UNKNOWN)
            return 0;
    for (int32_t day = -1; day <= 11; day++) {
        int there = 1;
        for (int i = 0; i < 2; i++)
            there &= (both[i].from_form == DATE_NONE || both[i].from <= day) &&
                     (both[i].to_form == DATE_NONE || day < both[i].to);
        if (there)
            return 1;
    }
    return 0;
}

START_TEST(overlaps_are_those_of_any_pair)
{
    random_state state;
    long some = 0, none = 0;
    random_seed(&state, 17);
    history.kind = kind("status");
    for (int round = 0; round < 200000; round++) {
        size_t one = 99, other = 99;
        int expected = 0, found;
        make_entries(&state);
        for (uint32_t i = 0; i < history.count; i++)
            for (uint32_t k = 0; k < i; k++)
                expected |= share_a_day(i, k);
        found = history_overlap(&history, &words, &one, &other);
        MUST(found == expected, "round %d: %d, and not %d", round, found, expected);
        if (found)
            MUST(one < other && other < history.count &&
                     share_a_day((uint32_t)one, (uint32_t)other),
                 "round %d: %zu and %zu", round, one, other);
        some += expected;
        none += !expected;
    }
    ck_assert_int_gt(some, 10000);
    ck_assert_int_gt(none, 10000);
}
END_TEST

/* The values of a window: of the entries that meet it, those that are not known to be
 * none, in the order of the list. */
START_TEST(values_are_those_that_meet_the_window)
{
    random_state state;
    long several = 0, unsure = 0;
    random_seed(&state, 25);
    for (int round = 0; round < 200000; round++) {
        int dated = round % 8 != 0, unknown = 0, wanted_unknown = 0;
        int32_t from = (int32_t)random_below(&state, 10), to;
        size_t count = 0, wanted = 0;
        const value *first = NULL, *wanted_first = NULL;
        to = from + 1 + (int32_t)random_below(&state, round % 2 ? 1 : 4);
        history.kind = kind(round % 3 ? "status" : "designations");
        make_entries(&state);
        for (uint32_t i = 0; i < history.count; i++) {
            interval span = span_of(i, round % 3 == 0);
            const interval *const one[] = {&span};
            during there = dated ? intervals_meet(one, 1, from, to) : DURING_YES;
            items[i].value.type = random_below(&state, 4) ? VALUE_CATEGORY : VALUE_NULL;
            wanted_unknown |= there == DURING_UNKNOWN;
            if (there != DURING_YES || items[i].value.type == VALUE_NULL)
                continue;
            wanted_first = wanted++ ? wanted_first : &items[i].value;
        }
        MUST(history_at(&history, &words, dated, from, to, &first, &count, &unknown),
             "no memory");
        MUST(count == wanted && unknown == wanted_unknown, "round %d: %zu, and not %zu",
             round, count, wanted);
        MUST(!count || first == wanted_first, "round %d: another value", round);
        several += count > 1;
        unsure += unknown;
    }
    ck_assert(several > 10000 && unsure > 10000);
}
END_TEST

START_TEST(many_values_may_hold_at_once)
{
    size_t one = 9, other = 9;
    memset(items, 0, sizeof items);
    history.count = 3;
    history.kind = kind("designations");
    ck_assert_int_eq(history_overlap(&history, &words, &one, &other), 0);
    history.kind = kind("status");
    ck_assert_int_eq(history_overlap(&history, &words, &one, &other), 1);
    ck_assert(one == 0 && other == 1);
    history.count = 1;
    ck_assert_int_eq(history_overlap(&history, &words, &one, &other), 0);
}
END_TEST

int main(void)
{
    return RUN_SUITE("history", set_up, tear_down, spans_end_where_the_next_begins,
                     overlaps_are_those_of_any_pair,
                     values_are_those_that_meet_the_window, many_values_may_hold_at_once);
}
