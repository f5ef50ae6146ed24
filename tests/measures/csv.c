#include "csv.h"

#include <check.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *slurp(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = NULL;
    size_t used = 0, room = 0, got = 1;
    if (!file)
        return NULL;
    while (got) {
        if (used + 4096 > room) {
            room = 2 * room + 8192;
            text = realloc(text, room);
            ck_assert_ptr_nonnull(text);
        }
        got = fread(text + used, 1, 4095, file);
        used += got;
    }
    fclose(file);
    text[used] = '\0';
    return text;
}

/* Cut one cell off in place. Returns where the next begins; *last = 1 at the end of a
 * line. */
static char *cut(char *at, char **cell, int *last)
{
    char *to = at;
    int quoted = *at == '"';
    *cell = at;
    if (quoted)
        at++;
    while (*at && (quoted || (*at != ',' && *at != '\n' && *at != '\r'))) {
        if (quoted && *at == '"') {
            if (at[1] != '"') {
                quoted = 0;
                at++;
                continue;
            }
            at++;
        }
        *to++ = *at++;
    }
    char end = *at;
    while (*at == '\r')
        at++;
    *last = end != ',';
    if (*at)
        at++;
    *to = '\0';
    return at;
}

int csv_read(csv *into, const char *path)
{
    *into = (csv){0};
    into->text = slurp(path);
    if (!into->text)
        return 0;
    size_t n = 0, room = 0, lines = 0;
    for (char *at = into->text; *at;) {
        int last = 0;
        if (n == room) {
            room = 2 * room + 256;
            into->cells = realloc(into->cells, room * sizeof *into->cells);
            ck_assert_ptr_nonnull(into->cells);
        }
        at = cut(at, &into->cells[n++], &last);
        if (!last)
            continue;
        lines++;
        if (lines == 1)
            into->columns = n;
        if (n != lines * into->columns)
            ck_abort_msg("%s:%zu: not %zu cells", path, lines, into->columns);
    }
    ck_assert_uint_gt(lines, 0);
    into->rows = lines - 1;
    return 1;
}

const char *csv_header(const csv *table, size_t column) { return table->cells[column]; }

const char *csv_cell(const csv *table, size_t row, size_t column)
{
    return table->cells[(row + 1) * table->columns + column];
}

ptrdiff_t csv_find(const csv *table, const char *column)
{
    for (size_t c = 0; c < table->columns; c++)
        if (strcmp(csv_header(table, c), column) == 0)
            return (ptrdiff_t)c;
    return -1;
}

double csv_number(const csv *table, size_t row, size_t column)
{
    const char *text = csv_cell(table, row, column);
    json_t *number;
    double value;
    if (!*text || strcmp(text, "NA") == 0 || strcmp(text, "NaN") == 0)
        return NAN;
    number = json_loads(text, JSON_DECODE_ANY, NULL); /* a point, whatever the locale */
    value = json_number_value(number);
    if (!json_is_number(number))
        ck_abort_msg("\"%s\" in column %s is not a number", text,
                     csv_header(table, column));
    json_decref(number);
    return value;
}

void csv_table_free(csv *table)
{
    free(table->text);
    free(table->cells);
    *table = (csv){0};
}
