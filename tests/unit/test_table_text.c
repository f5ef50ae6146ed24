/* Tables for people, tables of nothing, and sinks that refuse. */
#include <string.h>

#include "support/fixture.h"
#include "support/suite.h"
#include "table/table.h"

static const char *const formats[] = {"table", "csv", "tsv", "json", "jsonl"};
enum { FORMATS = sizeof formats / sizeof *formats };

/* Schools with a share and a number of ties. */
static polity_table *schools(void)
{
    static const char *const school[] = {"First", "\xE6\x97\xA5\xE6\x9C\xAC",
                                         "a\tb\x1b[1m"};
    static const double shares[] = {0.5, 12.25, 0};
    polity_table *table = table_new(3, NULL);
    ck_assert_int_eq(table_add(table, "name", "", "", POLITY_TEXT), 0);
    ck_assert_int_eq(table_add(table, "share", "", "", POLITY_REAL), 1);
    ck_assert_int_eq(table_add(table, "note", "", "", POLITY_TEXT), 2);
    for (size_t row = 0; row < 3; row++) {
        ck_assert(table_set_text(table, row, 0, school[row]));
        table_reals(table, 1)[row] = shares[row];
    }
    ck_assert(table_undefine(table, 2, 1, REASON_ISOLATE));
    ck_assert(table_set_text(table, 0, 2, "x"));
    ck_assert(table_fact(table, "seed", "1"));
    ck_assert(table_fact(table, "selection", "two\nlines"));
    return table;
}

static char *without_facts(const polity_table *table)
{
    const polity_option options[] = {{"facts", "false"}};
    collected to = {NULL, 0, 0};
    ck_assert_int_eq(polity_table_write(table, "table", options, 1, collect, &to, NULL),
                     POLITY_OK);
    return to.bytes;
}

START_TEST(columns_are_aligned)
{
    static const char wanted[] = "name     share  note\n"
                                 "First      0.5  x\n"
                                 "\xE6\x97\xA5\xE6\x9C\xAC     12.25  –\n"
                                 "a b [1m      –  –\n";
    polity_table *table = schools();
    char *text = without_facts(table), *all = printed(table, "table");
    ck_assert_str_eq(text, wanted);
    ck_assert_uint_eq(strlen(text), sizeof wanted - 1);
    ck_assert(!strncmp(all, text, strlen(text)));
    ck_assert_str_eq(all + strlen(text), "\n# seed       1\n# selection  two lines\n");
    free(text);
    free(all);
    polity_table_free(table);
}
END_TEST

START_TEST(no_rows)
{
    static const char *const wanted[FORMATS] = {
        "a  b\n", "a,b\r\n", "a\tb\n",
        "{\"polity_table\":1,\n \"facts\":{},\n \"columns\":[\n"
        "  {\"name\":\"a\",\"type\":\"int\",\"unit\":\"\",\"meaning\":\"\"},\n"
        "  {\"name\":\"b\",\"type\":\"tie\",\"unit\":\"\",\"meaning\":\"\"}],\n"
        " \"rows\":[]}\n",
        ""};
    polity_table *table = table_new(0, NULL);
    ck_assert_int_eq(table_add(table, "a", "", "", POLITY_INT), 0);
    ck_assert_int_eq(table_add(table, "b", "", "", POLITY_TIE), 1);
    for (int i = 0; i < FORMATS; i++) {
        char *text = printed(table, formats[i]);
        ck_assert_str_eq(text, wanted[i]);
        free(text);
    }
    polity_table_free(table);
}
END_TEST

START_TEST(no_columns)
{
    static const char *const wanted[FORMATS] = {
        "", "\r\n\r\n\r\n", "\n\n\n",
        "{\"polity_table\":1,\n \"facts\":{},\n \"columns\":[],\n"
        " \"rows\":[\n  {},\n  {}]}\n",
        "{}\n{}\n"};
    polity_table *table = table_new(2, NULL);
    for (int i = 0; i < FORMATS; i++) {
        char *text = printed(table, formats[i]);
        ck_assert_str_eq(text, wanted[i]);
        free(text);
    }
    polity_table_free(table);
}
END_TEST

/* A name of a megabyte is written whole, and in one pass. */
START_TEST(very_long_names)
{
    size_t n = 1u << 20;
    char *name = malloc(n + 1);
    polity_table *table = table_new(1, NULL);
    ck_assert_ptr_nonnull(name);
    for (size_t i = 0; i < n; i++)
        name[i] = (char)('a' + i % 26);
    name[n] = '\0';
    ck_assert_int_eq(table_add(table, name, "", "", POLITY_TEXT), 0);
    ck_assert(table_set_text(table, 0, 0, name));
    for (int i = 0; i < FORMATS; i++) {
        char *text = printed(table, formats[i]), *first = strstr(text, name);
        ck_assert_ptr_nonnull(first);
        ck_assert_ptr_nonnull(strstr(first + n, name));
        free(text);
    }
    free(name);
    polity_table_free(table);
}
END_TEST

typedef struct tight {
    size_t calls, refuse_at;
} tight;

static int refuse(void *user, const void *bytes, size_t n)
{
    tight *of = user;
    (void)bytes, (void)n;
    return ++of->calls == of->refuse_at;
}

START_TEST(a_sink_that_says_no)
{
    polity_table *table = table_new(20000, NULL);
    ck_assert_int_eq(table_add(table, "a_number", "", "", POLITY_INT), 0);
    for (int i = 0; i < FORMATS; i++) {
        for (size_t at = 1; at < 4; at++) {
            tight of = {0, at};
            polity_error err;
            polity_status status =
                polity_table_write(table, formats[i], NULL, 0, refuse, &of, &err);
            if (of.calls < at) {
                ck_assert_int_eq(status, POLITY_OK);
                continue;
            }
            ck_assert_int_eq(status, POLITY_EIO);
            ck_assert_str_eq(err.id, "sink");
            ck_assert_uint_eq(of.calls, at);
        }
    }
    polity_table_free(table);
}
END_TEST

START_TEST(what_cannot_be_written)
{
    static const polity_option wrong[] = {{"facts", "maybe"}},
                               unknown[] = {{"fact", "1"}};
    polity_table *table = schools();
    collected to = {NULL, 0, 0};
    polity_error err;
    ck_assert_int_eq(polity_table_write(table, "cvs", NULL, 0, collect, &to, &err),
                     POLITY_EARG);
    ck_assert_str_eq(err.id, "format-unknown");
    ck_assert_str_eq(err.message, "no format is called \"cvs\"; did you mean \"csv\"?");
    ck_assert_int_eq(polity_table_write(table, "xlsx", NULL, 0, collect, &to, &err),
                     POLITY_EARG);
    ck_assert_int_eq(polity_table_write(table, "csv", wrong, 1, collect, &to, &err),
                     POLITY_EARG);
    ck_assert_int_eq(polity_table_write(table, "csv", unknown, 1, collect, &to, &err),
                     POLITY_EARG);
    ck_assert_int_eq(polity_table_write(NULL, "csv", NULL, 0, collect, &to, &err),
                     POLITY_EARG);
    ck_assert_int_eq(polity_table_write(table, NULL, NULL, 0, collect, &to, &err),
                     POLITY_EARG);
    ck_assert_int_eq(polity_table_write(table, "csv", NULL, 0, NULL, &to, &err),
                     POLITY_EARG);
    ck_assert_uint_eq(to.length, 0);
    polity_table_free(table);
}
END_TEST

int main(void)
{
    return RUN_SUITE("table_text", NULL, NULL, columns_are_aligned, no_rows, no_columns,
                     very_long_names, a_sink_that_says_no, what_cannot_be_written);
}
