/* Tables as bytes: every format read back, whatever the cells hold. */
#include <float.h>
#include <math.h>
#include <string.h>

#include <jansson.h>

#include "support/fixture.h"
#include "support/suite.h"
#include "table/table.h"

static const char *const hostile[] = {
    "plain",
    "",
    "\"",
    "a \"quoted\" name",
    "a,b;c",
    "line\nbreak\r\nand\ttab",
    "\x01\x1b[31mred\x7f",
    " spaced ",
    "=HYPERLINK(\"http://example.org\")",
    "+1",
    "-1",
    "@x",
    "'",
    "\\",
    "\\n",
    "caf\xC3\xA9 \xE6\x97\xA5\xE6\x9C\xAC",
    "null",
    "NaN",
    "{\"a\": [1]}",
    "–",
    NULL /* undefined */
};
enum { ROWS = sizeof hostile / sizeof *hostile };

static const double reals[] = {0,        -0.0, 5e-324,  DBL_MIN, DBL_MAX,
                               -DBL_MAX, 0.1,  1.0 / 3, 1e21,    1e-7,
                               123456,   -2.5, 0x1p-44, 1e15,    4503599627370497.5};
static const int64_t ints[] = {INT64_MIN, INT64_MAX, 0, -1, 9007199254740993};

static const char *node_name(const void *owner, int64_t i)
{
    (void)owner;
    return hostile[i];
}

static const table_names names = {NULL, node_name, node_name, NULL, NULL};

/* Columns whose names are hostile too; every fifth cell of a number is undefined. */
static polity_table *hostile_table(void)
{
    polity_table *table = table_new(ROWS, &names);
    ck_assert_int_eq(table_add(table, "text, \"quoted\"", "", "any\ntext", POLITY_TEXT),
                     0);
    ck_assert_int_eq(table_add(table, "real", "share", "", POLITY_REAL), 1);
    ck_assert_int_eq(table_add(table, "int", "", "", POLITY_INT), 2);
    ck_assert_int_eq(table_add(table, "bool", "", "", POLITY_BOOL), 3);
    ck_assert_int_eq(table_add(table, "node", "", "", POLITY_NODE), 4);
    ck_assert_int_eq(table_add(table, "date", "", "", POLITY_DATE), 5);
    for (size_t row = 0; row < ROWS; row++) {
        MUST(table_set_text(table, row, 0, hostile[row]), "no memory");
        table_reals(table, 1)[row] = reals[row % (sizeof reals / sizeof *reals)];
        table_ints(table, 2)[row] = ints[row % (sizeof ints / sizeof *ints)];
        table_ints(table, 3)[row] = (int64_t)row % 2;
        table_ints(table, 4)[row] = (int64_t)(row % (ROWS - 1));
        table_ints(table, 5)[row] = (int64_t)row * 1000;
        if (row % 5 == 4)
            for (size_t at = 1; at < 6; at++)
                MUST(table_undefine(table, row, at, REASON_ISOLATE), "no memory");
    }
    ck_assert(table_fact(table, "note", "%s", hostile[5]));
    ck_assert(table_fact_real(table, "density", 1.0 / 3));
    return table;
}

/* --- JSON -----------------------------------------------------------------------------
 */

static void same_cell(const polity_table *table, size_t row, size_t at, json_t *value)
{
    const char *text = polity_table_text(table, row, at);
    switch (polity_table_column(table, at)->type) {
    case POLITY_REAL:
        MUST(json_is_number(value) &&
                 json_number_value(value) == polity_table_reals(table, at)[row],
             "row %zu: %s", row, text);
        break;
    case POLITY_INT:
        MUST(json_is_integer(value) &&
                 json_integer_value(value) == polity_table_ints(table, at)[row],
             "row %zu: %s", row, text);
        break;
    case POLITY_BOOL:
        MUST(json_is_boolean(value) &&
                 json_is_true(value) == (polity_table_ints(table, at)[row] != 0),
             "row %zu", row);
        break;
    default:
        MUST(json_is_string(value) && !strcmp(json_string_value(value), text),
             "row %zu: %s", row, text);
    }
}

static void same_row(const polity_table *table, size_t row, json_t *object)
{
    json_t *reasons = json_object_get(object, "?");
    for (size_t at = 0; at < polity_table_columns(table); at++) {
        const char *name = polity_table_column(table, at)->name;
        const uint8_t *why = polity_table_reasons(table, at);
        json_t *value = json_object_get(object, name), *word;
        word = json_object_get(reasons, name);
        if (table_defined(table, row, at))
            same_cell(table, row, at, value);
        else
            MUST(json_is_null(value), "row %zu of %s", row, name);
        MUST(why && why[row]
                 ? word && !strcmp(json_string_value(word), polity_reason_name(why[row]))
                 : !word,
             "row %zu of %s", row, name);
    }
}

START_TEST(json_is_read_back)
{
    polity_table *table = hostile_table();
    char *text = printed(table, "json");
    json_error_t error;
    json_t *whole = json_loads(text, JSON_REJECT_DUPLICATES, &error), *facts, *columns;
    ck_assert_msg(whole != NULL, "%d: %s", error.line, error.text);
    facts = json_object_get(whole, "facts");
    columns = json_object_get(whole, "columns");
    ck_assert_int_eq(json_integer_value(json_object_get(whole, "polity_table")), 1);
    ck_assert_str_eq(json_string_value(json_object_get(facts, "note")), hostile[5]);
    ck_assert(json_real_value(json_object_get(facts, "density")) == 1.0 / 3);
    ck_assert_uint_eq(json_array_size(columns), 6);
    ck_assert_str_eq(
        json_string_value(json_object_get(json_array_get(columns, 0), "meaning")),
        "any\ntext");
    ck_assert_uint_eq(json_array_size(json_object_get(whole, "rows")), ROWS);
    for (size_t row = 0; row < ROWS; row++)
        same_row(table, row, json_array_get(json_object_get(whole, "rows"), row));
    json_decref(whole);
    free(text);
    polity_table_free(table);
}
END_TEST

START_TEST(json_lines_are_read_back)
{
    polity_table *table = hostile_table();
    char *text = printed(table, "jsonl"), *line = text;
    for (size_t row = 0; row < ROWS; row++) {
        char *end = strchr(line, '\n');
        json_t *object = json_loadb(line, (size_t)(end - line), 0, NULL);
        MUST(object, "%.*s", (int)(end - line), line);
        same_row(table, row, object);
        json_decref(object);
        line = end + 1;
    }
    ck_assert_str_eq(line, "");
    free(text);
    polity_table_free(table);
}
END_TEST

/* JSON has no such numbers. */
START_TEST(infinite_numbers_are_null_in_json)
{
    static const double cells[] = {INFINITY, -INFINITY, NAN, 1};
    polity_table *table = table_new(4, NULL);
    char *text, *csv;
    ck_assert_int_eq(table_add(table, "x", "", "", POLITY_REAL), 0);
    memcpy(table_reals(table, 0), cells, sizeof cells);
    ck_assert(table_fact_real(table, "mean", INFINITY));
    text = printed(table, "json");
    ck_assert_ptr_nonnull(strstr(text, "\"mean\":\"inf\""));
    ck_assert_ptr_nonnull(strstr(text, "\"rows\":[\n"
                                       "  {\"x\":null,\"?\":{\"x\":\"overflow\"}},\n"
                                       "  {\"x\":null,\"?\":{\"x\":\"overflow\"}},\n"
                                       "  {\"x\":null,\"?\":{\"x\":\"overflow\"}},\n"
                                       "  {\"x\":1}]}"));
    csv = printed(table, "csv");
    ck_assert_str_eq(csv, "x\r\ninf\r\n-inf\r\nnan\r\n1\r\n");
    free(text);
    free(csv);
    polity_table_free(table);
}
END_TEST

/* --- text with separators -------------------------------------------------------------
 */

/* The next field of RFC 4180 into `out`; *end is the sign behind it: ',', '\n' or 0. */
static const char *csv_field(const char *at, char *out, char *end)
{
    int quoted = *at == '"';
    at += quoted;
    while (*at && (quoted || !strchr(",\r\n", *at))) {
        if (quoted && *at == '"' && at[1] != '"')
            break;
        at += quoted && *at == '"';
        *out++ = *at++;
    }
    *out = '\0';
    at += quoted;
    MUST(*at == ',' || !strncmp(at, "\r\n", 2), "a field ends with %.2s", at);
    *end = *at == ',' ? ',' : '\n';
    return at + (*at == ',' ? 1 : 2);
}

START_TEST(csv_is_read_back)
{
    polity_table *table = hostile_table();
    char *text = printed(table, "csv"), field[4096], end;
    const char *at = text;
    for (size_t column = 0; column < 6; column++) {
        at = csv_field(at, field, &end);
        ck_assert_str_eq(field, polity_table_column(table, column)->name);
        ck_assert_int_eq(end, column == 5 ? '\n' : ',');
    }
    for (size_t row = 0; row < ROWS; row++) {
        for (size_t column = 0; column < 6; column++) {
            const char *cell = polity_table_text(table, row, column);
            at = csv_field(at, field, &end);
            MUST(!strcmp(field, cell ? cell : ""), "row %zu: %s", row, field);
            MUST(end == (column == 5 ? '\n' : ','), "row %zu", row);
        }
    }
    ck_assert_str_eq(at, "");
    free(text);
    polity_table_free(table);
}
END_TEST

START_TEST(tsv_keeps_its_rows_and_columns)
{
    polity_table *table = hostile_table();
    char *text = printed(table, "tsv"), *line = text;
    size_t rows = 0;
    for (; *line; rows++) {
        char *end = strchr(line, '\n');
        size_t tabs = 0;
        for (; line < end; line++)
            tabs += *line == '\t';
        MUST(tabs == 5, "row %zu has %zu tabs", rows, tabs);
        line = end + 1;
    }
    ck_assert_uint_eq(rows, ROWS + 1);
    ck_assert_ptr_null(strchr(text, '\r'));
    ck_assert_ptr_nonnull(strstr(text, "\nline break  and tab\t"));
    free(text);
    polity_table_free(table);
}
END_TEST

int main(void)
{
    return RUN_SUITE("table_write", NULL, NULL, json_is_read_back,
                     json_lines_are_read_back, infinite_numbers_are_null_in_json,
                     csv_is_read_back, tsv_keeps_its_rows_and_columns);
}
