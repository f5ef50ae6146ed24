/* Faults: kept in order, counted, forgiven, filtered, and turned into a status. */
#include <stdio.h>
#include <string.h>

#include "base/random.h"
#include "base/utf8.h"
#include "model/problems.h"
#include "support/suite.h"

static problems found;
static polity_table *table;
static polity_error err;

static void set_up(void) { memset(&found, 0, sizeof found); }

static void tear_down(void)
{
    problems_free(&found);
    polity_table_free(table);
    table = NULL;
}

static void add(const char *id, const char *file, int line, int column)
{
    error_place place = {file, "/nodes/0", line, column};
    problems_add(&found, id, &place, "\"x\"", NULL, "%s at %d", id, line);
}

static const char *cell(size_t row, const char *column)
{
    return polity_table_text(table, row, (size_t)polity_table_find(table, column));
}

static void make_table(void)
{
    polity_table_free(table);
    ck_assert_int_eq(problems_table(&found, &table, &err), POLITY_OK);
}

START_TEST(a_table_has_what_was_found)
{
    error_place place = {"a.json", "/edges/7/kind", 3, 14};
    problems_add(&found, "kind-unknown", &place, "\"montors\"", "monitors", "no kind %d",
                 1);
    problems_add(&found, "edge-loop", NULL, NULL, NULL, "a loop");
    make_table();
    ck_assert_uint_eq(polity_table_rows(table), 2);
    ck_assert_str_eq(cell(0, "level"), "error");
    ck_assert_str_eq(cell(0, "id"), "kind-unknown");
    ck_assert_str_eq(cell(0, "file"), "a.json");
    ck_assert_str_eq(cell(0, "line"), "3");
    ck_assert_str_eq(cell(0, "column"), "14");
    ck_assert_str_eq(cell(0, "path"), "/edges/7/kind");
    ck_assert_str_eq(cell(0, "value"), "\"montors\"");
    ck_assert_str_eq(cell(0, "nearest"), "monitors");
    ck_assert_str_eq(cell(0, "message"), "no kind 1");
    ck_assert_str_eq(cell(1, "level"), "warning");
    ck_assert_ptr_null(cell(1, "line"));
    ck_assert_ptr_null(cell(1, "column"));
    ck_assert_ptr_null(cell(1, "value"));
    ck_assert_ptr_null(cell(1, "nearest"));
    ck_assert_uint_eq(found.errors, 1);
}
END_TEST

START_TEST(they_are_sorted_by_place)
{
    random_state state;
    random_seed(&state, 18);
    for (int i = 0; i < 2000; i++) {
        static const char *const ids[] = {"key-unknown", "value-type", "json-syntax"};
        static const char *const files[] = {"a.json", "b.json", ""};
        add(ids[random_below(&state, 3)], files[random_below(&state, 3)],
            (int)random_below(&state, 20), (int)random_below(&state, 5));
    }
    problems_sort(&found);
    for (size_t i = 1; i < found.count; i++) {
        const problem *a = &found.rows[i - 1], *b = &found.rows[i];
        int by = strcmp(a->file, b->file);
        MUST(by < 0 || (!by && (a->line < b->line ||
                                (a->line == b->line &&
                                 (a->column < b->column ||
                                  (a->column == b->column && a->fault <= b->fault))))),
             "%s:%u:%u stands before %s:%u:%u", a->file, a->line, a->column, b->file,
             b->line, b->column);
    }
    ck_assert_uint_eq(found.count, 2000);
    ck_assert_uint_eq(found.errors, 2000);
}
END_TEST

START_TEST(the_first_error_is_the_status)
{
    static const struct {
        const char *id;
        polity_status status;
    } cases[] = {{"json-syntax", POLITY_ESYNTAX},
                 {"gzip-damaged", POLITY_ESYNTAX},
                 {"document-empty", POLITY_ESYNTAX},
                 {"document-version-refused", POLITY_EVERSION},
                 {"edge-end-unknown", POLITY_EDATA}};
    ck_assert_int_eq(problems_status(&found, &err), POLITY_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        problems_free(&found);
        add("edge-loop", "a.json", 1, 1); /* a warning: it does not count */
        ck_assert_int_eq(problems_status(&found, &err), POLITY_OK);
        add(cases[i].id, "b.json", 2, 3);
        add("key-missing", "b.json", 4, 5);
        ck_assert_int_eq(problems_status(&found, &err), cases[i].status);
        ck_assert_str_eq(err.id, cases[i].id);
        ck_assert_str_eq(err.file, "b.json");
        ck_assert(err.line == 2 && err.column == 3);
        ck_assert_str_eq(err.path, "/nodes/0");
    }
}
END_TEST

START_TEST(errors_can_be_forgiven_and_forgotten)
{
    error_place place = {"a.json", "", 1, 1};
    add("key-unknown", "a.json", 1, 1);
    add("value-type", "a.json", 2, 1);
    add("key-unknown", "a.json", 3, 1);
    problems_add_warning(&found, "value-type", &place, NULL, NULL, "as a warning");
    ck_assert_uint_eq(found.errors, 3);
    problems_forgive(&found, "key-unknown");
    ck_assert_uint_eq(found.errors, 1);
    ck_assert_int_eq(problems_status(&found, &err), POLITY_EDATA);
    ck_assert_int_eq(err.line, 2);
    ck_assert(problems_has(&found, "value-type") && !problems_has(&found, "edge-loop"));
    problems_cut(&found, 1);
    ck_assert_uint_eq(found.count, 1);
    ck_assert_uint_eq(found.errors, 0);
    ck_assert_int_eq(problems_status(&found, &err), POLITY_OK);
    problems_cut(&found, 5);
    ck_assert_uint_eq(found.count, 1);
}
END_TEST

START_TEST(filters_keep_the_order)
{
    for (int i = 0; i < 30; i++)
        add(i % 3 == 0   ? "edge-loop"
            : i % 3 == 1 ? "key-unknown"
                         : "json-syntax",
            "a", i + 1, 1);
    problems_drop_warnings(&found, 10);
    ck_assert_uint_eq(found.count, 30 - 6); /* of lines 13, 16 … 28 */
    ck_assert_uint_eq(found.errors, 20);
    ck_assert(problems_of_text(&found));
    problems_only(&found, "key-unknown");
    ck_assert_uint_eq(found.count, 10);
    ck_assert_uint_eq(found.errors, 10);
    for (size_t i = 0; i < 10; i++)
        ck_assert_uint_eq(found.rows[i].line, 3 * i + 2);
    ck_assert(!problems_of_text(&found));
}
END_TEST

START_TEST(there_are_not_more_than_anyone_reads)
{
    for (int i = 0; i < PROBLEMS_MOST + 25; i++)
        add("edge-loop", "a.json", 1, 1);
    ck_assert_uint_eq(found.count, PROBLEMS_MOST);
    ck_assert_uint_eq(found.dropped, 25);
    make_table();
    ck_assert_str_eq(polity_table_fact_named(table, "not listed"), "25 more faults");
    ck_assert_int_eq(problems_status(&found, &err), POLITY_OK);
    add("key-unknown", "a.json", 1, 1); /* not kept, but not forgotten */
    ck_assert_int_eq(problems_status(&found, &err), POLITY_EDATA);
}
END_TEST

START_TEST(long_quotations_are_cut_between_characters)
{
    char name[400];
    for (size_t i = 0; i < 199; i++)
        memcpy(name + 2 * i, "\xC3\xA9", 3);
    for (int cut = 70; cut < 90; cut++)
        problems_add(&found, "id-duplicate", NULL, "\"\xC3", NULL,
                     "the id \"%.*s\" is there", cut, name);
    for (int i = 0; i < 4; i++)
        problems_add(&found, "id-duplicate", NULL, NULL, NULL, "%.*s%s%s%s%s", i, "abc",
                     name, name, name, name);
    make_table();
    for (size_t row = 0; row < polity_table_rows(table); row++)
        for (size_t at = 0; at < polity_table_columns(table); at++) {
            const char *text = polity_table_text(table, row, at);
            ck_assert(!text || utf8_valid(text, strlen(text)) == strlen(text));
        }
    ck_assert_str_eq(cell(0, "value"), "\"");
    ck_assert_ptr_nonnull(strstr(cell(0, "message"), "\" is there"));
}
END_TEST

START_TEST(every_fault_has_its_row)
{
    ck_assert_int_eq(polity_faults(&table, &err), POLITY_OK);
    ck_assert_uint_gt(polity_table_rows(table), 80);
    for (size_t row = 0; row < polity_table_rows(table); row++) {
        const char *id = cell(row, "id"), *level = cell(row, "level");
        ck_assert_uint_lt(strlen(id), sizeof err.id);
        ck_assert(!id[strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-")]);
        ck_assert(*cell(row, "meaning"));
        problems_add(&found, id, NULL, NULL, NULL, "x");
        ck_assert_int_eq(problems_status(&found, &err) == POLITY_OK,
                         strcmp(level, "error") != 0);
        for (size_t other = 0; other < row; other++)
            ck_assert_str_ne(id, cell(other, "id"));
        problems_free(&found);
    }
    ck_assert_int_eq(polity_faults(NULL, &err), POLITY_EARG);
}
END_TEST

int main(void)
{
    return RUN_SUITE("problems", set_up, tear_down, a_table_has_what_was_found,
                     they_are_sorted_by_place, the_first_error_is_the_status,
                     errors_can_be_forgiven_and_forgotten, filters_keep_the_order,
                     there_are_not_more_than_anyone_reads,
                     long_quotations_are_cut_between_characters, every_fault_has_its_row);
}
