/* Tables while they are built: columns, cells, reasons, facts, rows picked and joined. */
#include <math.h>
#include <string.h>

#include "support/suite.h"
#include "table/table.h"

static int held;

static void hold(const void *owner)
{
    (void)owner;
    held++;
}

static void release(const void *owner)
{
    (void)owner;
    held--;
}

static const char *node_name(const void *owner, int64_t i)
{
    return ((const char *const *)owner)[i];
}

static const char *const ids[] = {"s1", "s2", "s3", "la-m"};
static const table_names names = {ids, node_name, node_name, hold, release};

/* One column of each type, `rows` rows; the row's number in each. */
static polity_table *one_of_each(size_t rows)
{
    polity_table *table = table_new(rows, &names);
    for (int type = POLITY_REAL; type <= POLITY_DATE; type++) {
        char name[] = "c0";
        name[1] = (char)('0' + type);
        ck_assert_int_eq(table_add(table, name, "", "a column", (polity_type)type),
                         type - 1);
    }
    for (size_t row = 0; row < rows; row++) {
        table_reals(table, 0)[row] = (double)row / 4;
        for (size_t at = 1; at < 7; at++)
            if (at != 3)
                table_ints(table, at)[row] = (int64_t)row % (at == 2 ? 2 : 4);
        MUST(table_set_text(table, row, 3, row % 2 ? "odd" : "even"), "no memory");
    }
    return table;
}

START_TEST(cells_are_given_as_their_type)
{
    static const char *const second[] = {"0.25", "1",  "true",      "odd",
                                         "s2",   "s2", "1970-01-02"};
    polity_table *table = one_of_each(4);
    ck_assert_uint_eq(polity_table_rows(table), 4);
    ck_assert_uint_eq(polity_table_columns(table), 7);
    for (size_t at = 0; at < 7; at++) {
        polity_type type = polity_table_column(table, at)->type;
        ck_assert_int_eq(type, at + 1);
        ck_assert_int_eq(polity_table_reals(table, at) != NULL, type == POLITY_REAL);
        ck_assert_int_eq(polity_table_ints(table, at) != NULL,
                         type != POLITY_REAL && type != POLITY_TEXT);
        ck_assert_str_eq(polity_table_text(table, 1, at), second[at]);
        ck_assert_ptr_null(polity_table_reasons(table, at));
        ck_assert_ptr_null(polity_table_text(table, 4, at));
    }
    ck_assert_ptr_null(polity_table_text(table, 0, 7));
    ck_assert_ptr_null(polity_table_column(table, 7));
    ck_assert_ptr_null(polity_table_reals(table, 7));
    ck_assert_ptr_null(polity_table_reasons(table, 7));
    ck_assert_int_eq(polity_table_find(table, "c4"), 3);
    ck_assert_int_eq(polity_table_find(table, "c8"), -1);
    ck_assert_int_eq(polity_table_find(table, NULL), -1);
    polity_table_free(table);
    ck_assert_int_eq(held, 0);
}
END_TEST

START_TEST(any_cell_can_be_undefined)
{
    polity_table *table = one_of_each(3);
    for (size_t at = 0; at < 7; at++) {
        ck_assert(table_undefine(table, 1, at, REASON_ISOLATE));
        for (size_t row = 0; row < 3; row++) {
            ck_assert_int_eq(table_defined(table, row, at), row != 1);
            ck_assert_int_eq(polity_table_text(table, row, at) != NULL, row != 1);
            ck_assert_str_eq(polity_reason_name(polity_table_reasons(table, at)[row]),
                             row == 1 ? "isolate" : "");
        }
    }
    ck_assert(isnan(polity_table_reals(table, 0)[1]));
    ck_assert_int_eq(polity_table_ints(table, 4)[1], 0);
    polity_table_free(table);
}
END_TEST

START_TEST(every_reason_has_its_word)
{
    for (int why = 1; why < REASON_COUNT; why++) {
        ck_assert(*polity_reason_name(why));
        for (int other = 1; other < why; other++)
            ck_assert_str_ne(polity_reason_name(why), polity_reason_name(other));
    }
    ck_assert_str_eq(polity_reason_name(REASON_UNREACHED), "unreached");
    ck_assert_str_eq(polity_reason_name(0), "");
    ck_assert_str_eq(polity_reason_name(-1), "");
    ck_assert_str_eq(polity_reason_name(REASON_COUNT), "");
}
END_TEST

/* Rows that come one by one, with reasons before and after the table grows. */
START_TEST(rows_are_appended)
{
    polity_table *table = one_of_each(0);
    for (size_t row = 0; row < 1000; row++) {
        MUST(table_add_row(table) == (ptrdiff_t)row, "row %zu", row);
        table_reals(table, 0)[row] = (double)row;
        table_ints(table, 1)[row] = (int64_t)row;
        MUST(table_set_text(table, row, 3, row % 3 ? "x" : NULL), "no memory");
        if (row % 7 == 5)
            MUST(table_undefine(table, row, 1, REASON_ABSENT), "no memory");
    }
    for (size_t row = 0; row < 1000; row++) {
        MUST(polity_table_reals(table, 0)[row] == (double)row, "row %zu", row);
        MUST(polity_table_ints(table, 1)[row] == (row % 7 == 5 ? 0 : (int64_t)row),
             "row %zu", row);
        MUST(polity_table_ints(table, 2)[row] == 0, "row %zu", row);
        MUST(table_defined(table, row, 1) == (row % 7 != 5), "row %zu", row);
        MUST(table_defined(table, row, 3) == (row % 3 != 0), "row %zu", row);
    }
    polity_table_free(table);
}
END_TEST

START_TEST(facts_are_added_and_replaced)
{
    polity_table *table = table_new(0, NULL);
    const char *name = NULL;
    ck_assert(table_fact(table, "at", "%d-%02d", 2014, 6));
    ck_assert(table_fact_real(table, "density", 0.125));
    ck_assert(table_fact_real(table, "at", 1.0 / 3));
    ck_assert(table_fact_real(table, "mean", INFINITY));
    ck_assert_uint_eq(polity_table_facts(table), 3);
    ck_assert_str_eq(polity_table_fact(table, 0, &name), "0.3333333333333333");
    ck_assert_str_eq(name, "at");
    ck_assert_str_eq(polity_table_fact(table, 1, NULL), "0.125");
    ck_assert_str_eq(polity_table_fact_named(table, "mean"), "inf");
    ck_assert(table_fact_is_number(table, 0) && table_fact_is_number(table, 1));
    ck_assert(!table_fact_is_number(table, 2));
    ck_assert(table_fact(table, "density", "none"));
    ck_assert(!table_fact_is_number(table, 1));
    ck_assert_ptr_null(polity_table_fact(table, 3, &name));
    ck_assert_ptr_null(polity_table_fact_named(table, "none"));
    ck_assert_ptr_null(polity_table_fact_named(table, NULL));
    polity_table_free(table);
}
END_TEST

/* The digests of a hundred documents, the pairs of a long chain. */
START_TEST(long_facts_are_whole)
{
    static char text[100001];
    polity_table *table = table_new(0, NULL);
    memset(text, 'x', sizeof text - 1);
    for (size_t n = 500; n < sizeof text; n += n < 600 ? 1 : n) {
        ck_assert(table_fact(table, "long", "<%.*s>", (int)n, text));
        ck_assert_uint_eq(strlen(polity_table_fact(table, 0, NULL)), n + 2);
        ck_assert_int_eq(polity_table_fact(table, 0, NULL)[n + 1], '>');
    }
    polity_table_free(table);
}
END_TEST

START_TEST(rows_are_picked_in_any_order)
{
    static const size_t rows[] = {3, 3, 0, 2};
    polity_table *table = one_of_each(4), *picked;
    ck_assert(table_undefine(table, 3, 0, REASON_UNREACHED));
    ck_assert(table_set_text(table, 2, 3, NULL));
    ck_assert(table_fact(table, "seed", "1"));
    picked = table_pick(table, rows, 4);
    ck_assert_int_eq(held, 2);
    polity_table_free(table); /* the new one does not need it */
    ck_assert_uint_eq(polity_table_rows(picked), 4);
    for (size_t i = 0; i < 4; i++) {
        ck_assert_int_eq(polity_table_ints(picked, 1)[i], (int64_t)rows[i]);
        ck_assert_str_eq(polity_table_text(picked, i, 4), ids[rows[i]]);
        ck_assert_int_eq(table_defined(picked, i, 0), rows[i] != 3);
        ck_assert_int_eq(table_defined(picked, i, 3), rows[i] != 2);
    }
    ck_assert_int_eq(polity_table_reasons(picked, 0)[0], REASON_UNREACHED);
    ck_assert_str_eq(polity_table_fact_named(picked, "seed"), "1");
    polity_table_free(picked);
    ck_assert_int_eq(held, 0);
}
END_TEST

START_TEST(tables_are_joined)
{
    polity_table *one = one_of_each(3), *other = table_new(3, NULL);
    ck_assert(table_fact(one, "seed", "1") && table_fact(other, "seed", "2"));
    ck_assert(table_fact(other, "quality", "0.5"));
    ck_assert_int_eq(table_add(other, "own", "", "", POLITY_TEXT), 0);
    ck_assert(table_set_text(other, 1, 0, "here"));
    ck_assert(table_join(one, other));
    ck_assert_uint_eq(polity_table_columns(one), 8);
    ck_assert_str_eq(polity_table_text(one, 1, 7), "here");
    ck_assert_ptr_null(polity_table_text(one, 0, 7));
    ck_assert_str_eq(polity_table_fact_named(one, "seed"), "1");
    ck_assert_str_eq(polity_table_fact_named(one, "quality"), "0.5");
    ck_assert_uint_eq(polity_table_facts(one), 2);
    polity_table_free(one);
}
END_TEST

START_TEST(no_table_is_an_empty_one)
{
    ck_assert_uint_eq(polity_table_rows(NULL), 0);
    ck_assert_uint_eq(polity_table_columns(NULL), 0);
    ck_assert_uint_eq(polity_table_facts(NULL), 0);
    ck_assert_ptr_null(polity_table_text(NULL, 0, 0));
    ck_assert_ptr_null(polity_table_column(NULL, 0));
    ck_assert_ptr_null(polity_table_fact(NULL, 0, NULL));
    polity_table_free(NULL);
}
END_TEST

int main(void)
{
    return RUN_SUITE("table", NULL, NULL, cells_are_given_as_their_type,
                     any_cell_can_be_undefined, every_reason_has_its_word,
                     rows_are_appended, facts_are_added_and_replaced,
                     long_facts_are_whole, rows_are_picked_in_any_order,
                     tables_are_joined, no_table_is_an_empty_one);
}
