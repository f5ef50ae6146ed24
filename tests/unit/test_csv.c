/* Tables: columns by name, cells with their places, encodings, and what is wrong with a
 * text. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <string.h>

#include "io/csv.h"
#include "support/suite.h"
#include "table/table.h"

enum { URN, NAME, DAY };

static const csv_column columns[] = {
    {"URN", 1}, {"Name|Establishment name", 1}, {"Open Date|Opened", 0}};
static problems found;
static csv *in;
static polity_status status;
static polity_error err;

static void open_bytes(const char *text, size_t n, int strict)
{
    const csv_settings settings = {columns, 3, &found, strict, 0};
    memset(&found, 0, sizeof found);
    status = csv_open(&in, "t.csv", text, n, &settings, &err);
    ck_assert_int_eq(status, POLITY_OK);
}

static void open_text(const char *text) { open_bytes(text, strlen(text), 0); }

static void shut(void)
{
    char digest[DIGEST_SIZE];
    csv_close(in, digest);
    in = NULL;
    problems_free(&found);
}

static int next(void) { return csv_next(in, &status, &err); }

static void is_cell(size_t column, const char *text, int line, int at)
{
    error_place place = csv_place(in, column);
    ck_assert_str_eq(csv_get(in, column).text, text);
    ck_assert_int_eq(place.line, line);
    ck_assert_int_eq(place.column, at);
}

/* The faults as "id line:column" joined by spaces. */
static void is_found(const char *expected)
{
    polity_table *table = NULL;
    char all[1000] = "";
    problems_sort(&found);
    ck_assert_int_eq(problems_table(&found, &table, &err), POLITY_OK);
    for (size_t row = 0; row < polity_table_rows(table); row++) {
        const char *line = polity_table_text(table, row, 3),
                   *column = polity_table_text(table, row, 4);
        size_t used = strlen(all);
        snprintf(all + used, sizeof all - used, "%s%s %s:%s", row ? " " : "",
                 polity_table_text(table, row, 1), line ? line : "-",
                 column ? column : "-");
    }
    ck_assert_str_eq(all, expected);
    polity_table_free(table);
}

START_TEST(test_columns)
{
    open_text("establishment_NAME , extra,u r n\r\n First ,x, 7 \r\n\r\n  "
              "\t\r\n\"Se\"\"cond\",y,8");
    ck_assert_str_eq(csv_header(in, NAME), "establishment_NAME");
    ck_assert_ptr_null(csv_header(in, DAY));
    ck_assert_int_eq(next(), 1);
    is_cell(NAME, "First", 2, 2);
    is_cell(URN, "7", 2, 12);
    ck_assert_str_eq(csv_get(in, DAY).text, "");
    ck_assert_int_eq(next(), 1);
    is_cell(NAME, "Se\"cond", 5, 1);
    is_cell(URN, "8", 5, 14);
    ck_assert_int_eq(next(), 0);
    ck_assert_int_eq(status, POLITY_OK);
    ck_assert_uint_eq(csv_counted(in).rows, 2);
    is_found("");
    shut();
}
END_TEST

START_TEST(test_lines)
{
    open_text("URN,Name\r1,\"a\rb\r\nc\nd, e\"\r2,x\r\n3,\"\",\n");
    ck_assert_int_eq(next(), 1);
    is_cell(NAME, "a\rb\r\nc\nd, e", 2, 3);
    ck_assert_int_eq(next(), 1);
    is_cell(URN, "2", 6, 1);
    ck_assert_int_eq(next(), 1);
    is_cell(NAME, "", 7, 3);
    ck_assert_int_eq(next(), 0);
    is_found("");
    shut();
}
END_TEST

START_TEST(test_encodings)
{
    open_text("\xEF\xBB\xBFName,URN\n\xC3\xA9\xE2\x80\x99,1\n\xE9,2\n");
    ck_assert_int_eq(next(), 1);
    is_cell(URN, "1", 2, 4);
    ck_assert_int_eq(next(), 1);
    is_cell(NAME, "\xC3\xA9", 3, 1);
    ck_assert_int_eq(csv_counted(in).encoding, CSV_UTF8);
    ck_assert_int_eq(csv_counted(in).marked, 1);
    is_found("csv-encoding 3:1");
    shut();
    open_text("Name,URN\n\xE9\x92\x80,1\n\x81,2\n");
    ck_assert_int_eq(next(), 1);
    is_cell(NAME, "\xC3\xA9\xE2\x80\x99\xE2\x82\xAC", 2, 1);
    is_cell(URN, "1", 2, 5);
    ck_assert_int_eq(next(), 1);
    is_cell(NAME, "\xEF\xBF\xBD", 3, 1);
    ck_assert_int_eq(csv_counted(in).encoding, CSV_CP1252);
    is_found("csv-encoding 3:1");
    shut();
}
END_TEST

START_TEST(test_faults)
{
    static const char text[] =
        "URN,Name\n1\n2,b,c\n3,d\"e\n4,\"f\"g\"\n5,h\0i\n6,j\n7,\"k\n8,l\n";
    open_bytes(text, sizeof text - 1, 0);
    ck_assert_int_eq(next(), 1);
    is_cell(NAME, "d\"e", 4, 3);
    ck_assert_int_eq(next(), 1);
    is_cell(NAME, "f\"g", 5, 3);
    ck_assert_int_eq(next(), 1);
    is_cell(URN, "6", 7, 1);
    ck_assert_int_eq(next(), 1);
    is_cell(URN, "8", 9, 1);
    ck_assert_int_eq(next(), 0);
    is_found("csv-ragged 2:1 csv-ragged 3:1 csv-quote 4:4 csv-quote 5:5 csv-nul 6:4 "
             "csv-quote-open 8:3");
    ck_assert_uint_eq(found.errors, 0);
    ck_assert_uint_eq(csv_counted(in).dropped, 4);
    shut();
    open_bytes(text, sizeof text - 1, 1);
    while (next())
        ;
    ck_assert_uint_eq(found.errors, 6);
    shut();
}
END_TEST

START_TEST(test_stray_quote)
{
    /* the quote of row 1 is closed by that of row 3: the rows between are not lost */
    open_text("URN,Name\n1,\"a\n2,b\n3,\"c\n4,d\n");
    ck_assert_int_eq(next(), 1);
    is_cell(NAME, "b", 3, 3);
    ck_assert_int_eq(next(), 1);
    is_cell(NAME, "d", 5, 3);
    ck_assert_int_eq(next(), 0);
    shut();
}
END_TEST

START_TEST(test_long)
{
    size_t n = 600000;
    char *text = malloc(n + 1);
    memset(text, 'x', n);
    text[n] = '\0';
    memcpy(text, "URN,Name\n1,", 11);
    open_text(text);
    ck_assert_int_eq(next(), 0);
    is_found("csv-long -:-");
    shut();
    memcpy(text + 40000, "\n2,b\n3,\"", 8);
    open_text(text);
    ck_assert_int_eq(next(), 1);
    is_cell(URN, "2", 3, 1);
    ck_assert_int_eq(next(), 0);
    is_found("csv-long -:- csv-long 2:3");
    shut();
    for (size_t i = 9; i + 4 <= n; i += 4)
        memcpy(text + i, "\"x\"x", 4);
    open_text(text);
    while (next())
        ;
    ck_assert_int_eq(status, POLITY_OK);
    shut();
    for (size_t i = 9; i + 5 <= n; i += 5)
        memcpy(text + i, "1,\"a\n", 5);
    open_text(text); /* every row opens a quote */
    while (next())
        ;
    ck_assert(found.errors <= 1);
    shut();
    free(text);
}
END_TEST

START_TEST(test_header)
{
    open_text("Nam,Opened,Opened\n1,2,3\n");
    ck_assert_int_eq(next(), 0);
    is_found("csv-column-missing 1:1 csv-column-missing 1:1 csv-column-twice 1:12");
    ck_assert_int_eq(problems_status(&found, &err), POLITY_EDATA);
    shut();
    open_text(" \n <html>");
    ck_assert_int_eq(next(), 0);
    is_found("csv-not-table -:-");
    shut();
    open_text("\n\n");
    ck_assert_int_eq(next(), 0);
    is_found("document-empty -:-");
    ck_assert_int_eq(problems_status(&found, &err), POLITY_ESYNTAX);
    shut();
}
END_TEST

int main(void)
{
    return RUN_SUITE("csv", NULL, NULL, test_columns, test_lines, test_encodings,
                     test_faults, test_stray_quote, test_long, test_header);
}
