/* Ordering: every column either way against a plain selection, ties, what is undefined.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/random.h"
#include "support/suite.h"
#include "table/table.h"

enum { ROWS = 60 };

/* Columns `real`, `int`, `text` of random cells, many alike, some undefined; `row` says
 * which row it was. */
static polity_table *random_table(random_state *state)
{
    static const char *const words[] = {"", "a", "A", "ab", "b", "\xC3\xA9", "-"};
    static const int64_t ints[] = {INT64_MIN, INT64_MIN + 1, -1,       0,
                                   1,         INT64_MAX - 1, INT64_MAX};
    static const double reals[] = {-INFINITY, -1e300, -0.0, 0, 5e-324, 1, INFINITY};
    polity_table *table = table_new(ROWS, NULL);
    ck_assert_int_eq(table_add(table, "row", "", "", POLITY_INT), 0);
    ck_assert_int_eq(table_add(table, "real", "", "", POLITY_REAL), 1);
    ck_assert_int_eq(table_add(table, "int", "", "", POLITY_INT), 2);
    ck_assert_int_eq(table_add(table, "text", "", "", POLITY_TEXT), 3);
    for (size_t row = 0; row < ROWS; row++) {
        table_ints(table, 0)[row] = (int64_t)row;
        table_reals(table, 1)[row] = reals[random_below(state, 7)];
        table_ints(table, 2)[row] = ints[random_below(state, 7)];
        MUST(table_set_text(table, row, 3, words[random_below(state, 7)]), "no memory");
        for (size_t at = 1; at < 4; at++)
            if (random_below(state, 6) == 0)
                MUST(table_undefine(table, row, at, REASON_ABSENT), "no memory");
    }
    return table;
}

/* Whether row a must stand before row b, which comes later in the table: -1, 0, 1. */
static int before(const polity_table *table, size_t at, size_t a, size_t b)
{
    if (!table_defined(table, a, at) || !table_defined(table, b, at))
        return table_defined(table, b, at) - table_defined(table, a, at);
    if (at == 3)
        return strcmp(polity_table_text(table, a, at), polity_table_text(table, b, at));
    if (at == 1) {
        double x = polity_table_reals(table, at)[a], y = polity_table_reals(table, at)[b];
        return (x < y) - (x > y);
    }
    int64_t x = polity_table_ints(table, at)[a], y = polity_table_ints(table, at)[b];
    return (x < y) - (x > y);
}

/* The rows in order, by taking the best of those left again and again. */
static void select_rows(const polity_table *table, size_t at, int reversed,
                        size_t order[ROWS])
{
    char taken[ROWS] = {0};
    for (size_t i = 0; i < ROWS; i++) {
        size_t best = ROWS;
        for (size_t row = 0; row < ROWS; row++) {
            int by, both;
            if (taken[row])
                continue;
            both = best < ROWS && table_defined(table, best, at) &&
                   table_defined(table, row, at);
            by = best < ROWS ? before(table, at, row, best) : -1;
            if ((both && reversed ? -by : by) < 0)
                best = row;
        }
        taken[best] = 1;
        order[i] = best;
    }
}

static void try_order(const polity_table *table, size_t at, int reversed, size_t top)
{
    static const char *const sorts[][2] = {
        {"row", "-row"}, {"real", "-real"}, {"int", "-int"}, {"text", "-text"}};
    char count[24];
    const polity_option options[] = {{"sort", sorts[at][reversed]}, {"top", count}};
    size_t order[ROWS], rows = top < ROWS ? top : ROWS;
    polity_table *sorted = NULL;
    snprintf(count, sizeof count, "%zu", top);
    select_rows(table, at, reversed, order);
    MUST(!polity_table_order(&sorted, table, options, 2, NULL), "%s", options[0].value);
    MUST(polity_table_rows(sorted) == rows, "%zu rows", polity_table_rows(sorted));
    for (size_t i = 0; i < rows; i++)
        MUST(polity_table_ints(sorted, 0)[i] == (int64_t)order[i],
             "%s: row %d stands at %zu, and not %zu", options[0].value,
             (int)polity_table_ints(sorted, 0)[i], i, order[i]);
    polity_table_free(sorted);
}

START_TEST(any_column_either_way)
{
    random_state state;
    random_seed(&state, 14);
    for (int round = 0; round < 200; round++) {
        polity_table *table = random_table(&state);
        for (size_t at = 0; at < 4; at++)
            for (int reversed = 0; reversed < 2; reversed++)
                try_order(table, at, reversed, (size_t)random_below(&state, 2 * ROWS));
        polity_table_free(table);
    }
}
END_TEST

/* A defined cell that holds NaN has no place among the others. */
START_TEST(nan_goes_with_the_undefined)
{
    static const double reals[] = {1, NAN, 3, NAN, 2};
    static const int64_t wanted[2][5] = {{2, 4, 0, 1, 3}, {0, 4, 2, 1, 3}};
    static const char *const sorts[] = {"x", "-x"};
    polity_table *table = table_new(5, NULL), *sorted;
    ck_assert_int_eq(table_add(table, "x", "", "", POLITY_REAL), 0);
    ck_assert_int_eq(table_add(table, "row", "", "", POLITY_INT), 1);
    for (size_t row = 0; row < 5; row++) {
        table_reals(table, 0)[row] = reals[row];
        table_ints(table, 1)[row] = (int64_t)row;
    }
    for (int i = 0; i < 2; i++) {
        const polity_option options[] = {{"sort", sorts[i]}};
        ck_assert_int_eq(polity_table_order(&sorted, table, options, 1, NULL), POLITY_OK);
        ck_assert(!memcmp(polity_table_ints(sorted, 1), wanted[i], sizeof wanted[i]));
        polity_table_free(sorted);
    }
    polity_table_free(table);
}
END_TEST

START_TEST(what_cannot_be_ordered)
{
    static const struct {
        polity_option option;
        polity_status status;
        const char *words;
    } cases[] = {
        {{"sort", "rael"}, POLITY_ENOTFOUND, "did you mean \"real\"?"},
        {{"sort", "-rael"}, POLITY_ENOTFOUND, "no column is called \"rael\""},
        {{"sort", "--real"}, POLITY_ENOTFOUND, "no column"},
        {{"top", "-1"}, POLITY_EARG, "whole number"},
        {{"top", "x"}, POLITY_EARG, "whole number"},
        {{"topp", "1"}, POLITY_EARG, "did you mean \"top\"?"},
    };
    random_state state;
    polity_table *table, *out;
    polity_error err;
    random_seed(&state, 1);
    table = random_table(&state);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        out = table;
        ck_assert_int_eq(polity_table_order(&out, table, &cases[i].option, 1, &err),
                         cases[i].status);
        ck_assert_ptr_null(out);
        ck_assert_msg(strstr(err.message, cases[i].words), "%s", err.message);
    }
    ck_assert_int_eq(polity_table_order(NULL, table, NULL, 0, &err), POLITY_EARG);
    ck_assert_int_eq(polity_table_order(&out, NULL, NULL, 0, &err), POLITY_EARG);
    polity_table_free(table);
}
END_TEST

START_TEST(without_options_it_is_a_copy)
{
    random_state state;
    polity_table *table, *copy;
    random_seed(&state, 2);
    table = random_table(&state);
    ck_assert(table_fact(table, "seed", "2"));
    ck_assert_int_eq(polity_table_order(&copy, table, NULL, 0, NULL), POLITY_OK);
    ck_assert(!memcmp(polity_table_ints(copy, 0), polity_table_ints(table, 0),
                      ROWS * sizeof(int64_t)));
    ck_assert_str_eq(polity_table_fact_named(copy, "seed"), "2");
    polity_table_free(table);
    polity_table_free(copy);
}
END_TEST

START_TEST(a_table_without_rows)
{
    const polity_option options[] = {{"sort", "x"}, {"top", "9223372036854775807"}};
    polity_table *table = table_new(0, NULL), *sorted;
    ck_assert_int_eq(table_add(table, "x", "", "", POLITY_TEXT), 0);
    ck_assert_int_eq(polity_table_order(&sorted, table, options, 2, NULL), POLITY_OK);
    ck_assert_uint_eq(polity_table_rows(sorted), 0);
    ck_assert_uint_eq(polity_table_columns(sorted), 1);
    polity_table_free(table);
    polity_table_free(sorted);
}
END_TEST

int main(void)
{
    return RUN_SUITE("order", NULL, NULL, any_column_either_way,
                     nan_goes_with_the_undefined, what_cannot_be_ordered,
                     without_options_it_is_a_copy, a_table_without_rows);
}
