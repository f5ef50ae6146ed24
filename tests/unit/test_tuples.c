/* Edges without an id, found by what identifies them, against a search of all. */
#include <string.h>

#include "base/random.h"
#include "model/tuples.h"
#include "support/suite.h"

static polity_dataset *data;

static void set_up(void) { ck_assert_int_eq(polity_dataset_new(&data, NULL), POLITY_OK); }

static void tear_down(void) { polity_dataset_free(data); }

/* Few kinds, ends, starts and keys, so that many edges are alike. */
static edge random_edge(random_state *state)
{
    edge made;
    memset(&made, 0, sizeof made);
    made.kind = (uint16_t)random_below(state, 3);
    made.source = (symbol)(1 + random_below(state, 12));
    made.target = (symbol)(1 + random_below(state, 12));
    made.key = (symbol)random_below(state, 2);
    made.valid.from_form = (uint8_t)random_below(state, DATE_UNKNOWN + 1);
    if (date_is_day(made.valid.from_form))
        made.valid.from = (int32_t)random_below(state, 3) * 365;
    made.note = (symbol)random_below(state, 5); /* does not identify */
    made.valid.to = (int32_t)random_below(state, 5);
    return made;
}

static int identical(const edge *a, const edge *b)
{
    return a->kind == b->kind && a->source == b->source && a->target == b->target &&
           a->key == b->key && a->valid.from == b->valid.from &&
           a->valid.from_form == b->valid.from_form;
}

static int64_t search(const edge *wanted)
{
    for (size_t i = dataset_count(data, RECORD_EDGE); i-- > 0;)
        if (identical(dataset_edge(data, i), wanted))
            return (int64_t)i;
    return -1;
}

START_TEST(the_same_as_a_search_of_all)
{
    random_state state;
    tuples in = {0};
    edge first;
    long there = 0, distinct = 0;
    random_seed(&state, 19);
    first = random_edge(&state);
    ck_assert_int_eq(tuples_find(&in, data, &first), -1);
    for (int step = 0; step < 3000; step++) {
        edge made = random_edge(&state), *row;
        int64_t known = search(&made);
        MUST(tuples_find(&in, data, &made) == known, "step %d", step);
        there += known >= 0;
        distinct += known < 0;
        row = dataset_append(data, RECORD_EDGE);
        MUST(row, "no memory");
        *row = made;
        MUST(tuples_put(&in, data, dataset_count(data, RECORD_EDGE) - 1), "no memory");
        MUST(search(&made) == tuples_find(&in, data, &made), "step %d", step);
    }
    ck_assert_int_gt(there, 100);
    ck_assert_uint_eq(in.count, (size_t)distinct);
    tuples_free(&in);
    ck_assert_ptr_null(in.slots);
}
END_TEST

START_TEST(every_part_identifies)
{
    tuples in = {0};
    edge base, *row = dataset_append(data, RECORD_EDGE);
    row->kind = 1;
    row->source = row->target = row->key = 2;
    row->valid.from = 10;
    row->valid.from_form = DATE_DAY;
    ck_assert(tuples_put(&in, data, 0));
    base = *row;
    ck_assert_int_eq(tuples_find(&in, data, &base), 0);
    for (int part = 0; part < 6; part++) {
        edge other = base;
        other.kind += part == 0;
        other.source += part == 1;
        other.target += part == 2;
        other.key += part == 3;
        other.valid.from += part == 4;
        other.valid.from_form = part == 5 ? DATE_MONTH : DATE_DAY;
        ck_assert_int_eq(tuples_find(&in, data, &other), -1);
    }
    base.note = 9;
    base.weight = 3;
    base.valid.to_form = DATE_DAY;
    ck_assert_int_eq(tuples_find(&in, data, &base), 0);
    tuples_free(&in);
}
END_TEST

int main(void)
{
    return RUN_SUITE("tuples", set_up, tear_down, the_same_as_a_search_of_all,
                     every_part_identifies);
}
