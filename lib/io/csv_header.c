/* The header of a table: which column is which. */
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "io/csv_inside.h"

static char folded(char c) { return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c; }

/* Whether a header's name is one of `n` bytes, by the rule of csv_column. */
static int same_name(const char *name, const char *wanted, size_t n)
{
    const char *end = wanted + n;
    for (;; name++, wanted++) {
        while (*name == ' ' || *name == '_')
            name++;
        while (wanted < end && (*wanted == ' ' || *wanted == '_'))
            wanted++;
        if (!*name || wanted == end)
            return !*name && wanted == end;
        if (folded(*name) != folded(*wanted))
            return 0;
    }
}

static const char *header_name(const csv *in, size_t i)
{
    return in->names + in->header[i].at;
}

/* The names of one column, the usual one first: the first that the header has. */
static void find_column(csv *in, size_t column)
{
    const char *names = in->settings.columns[column].names;
    while (*names && in->found[column] == CSV_NO_COLUMN) {
        size_t n = strcspn(names, "|");
        for (size_t i = 0; i < in->header_count; i++) {
            error_place at;
            if (!same_name(header_name(in, i), names, n))
                continue;
            if (in->found[column] == CSV_NO_COLUMN && in->wanted[i] == CSV_NO_COLUMN) {
                in->found[column] = (uint16_t)i;
                in->wanted[i] = (uint16_t)column;
                in->counts.used++;
                continue;
            }
            at = csv_cell_place(in, i);
            csv_report(in, 1, "csv-column-twice", &at, header_name(in, i), NULL,
                       "the header has the column \"%.60s\" twice: the first is read",
                       header_name(in, i));
        }
        names += n + (names[n] == '|');
    }
}

/* What separates the cells of a header that seems to have one cell alone. */
static const char *other_delimiter(const csv *in)
{
    const char *name = in->header_count == 1 ? header_name(in, 0) : "";
    return strchr(name, ';')    ? "; its cells seem to be separated by \";\""
           : strchr(name, '\t') ? "; its cells seem to be separated by tabs"
                                : "";
}

static void report_missing(csv *in, size_t column)
{
    const char *names = in->settings.columns[column].names;
    int n = (int)strcspn(names, "|");
    error_place at = {in->name, "", (int32_t)in->line, 1};
    buffer there = {0};
    char hint[NEAREST_SIZE];
    nearest near;
    nearest_begin(&near, names, (size_t)n);
    for (size_t i = 0; i < in->header_count; i++)
        nearest_offer(&near, header_name(in, i));
    for (size_t i = 0; i < in->header_count && there.length < 300; i++)
        buffer_print(&there, "%s%.60s", i ? ", " : "", header_name(in, i));
    if (there.failed)
        in->failed = 1;
    else
        problems_add(in->settings.found, "csv-column-missing", &at, NULL, near.name,
                     "no column is called \"%.*s\"%s%s The file has %zu column%s: %s%s%s",
                     n, names, nearest_hint(&near, hint), near.name ? "" : ".",
                     in->header_count, in->header_count == 1 ? "" : "s",
                     there.bytes ? there.bytes : "", there.length < 300 ? "" : ", …",
                     other_delimiter(in));
    buffer_free(&there);
    in->stopped = 1;
}

void csv_take_header(csv *in)
{
    size_t n = in->settings.count;
    while (in->cells && !in->header[in->cells - 1].n)
        in->cells--; /* delimiters behind the last name */
    in->header_count = in->cells < CSV_COLUMNS_MOST ? in->cells : CSV_COLUMNS_MOST;
    in->names = in->bytes;
    in->bytes = NULL;
    in->byte_count = in->byte_capacity = 0;
    if (!in->settings.columns)
        n = in->settings.count = in->header_count;
    in->wanted = memory_array(in->header_count, sizeof *in->wanted);
    in->found = memory_array(n, sizeof *in->found);
    in->row = memory_zeroed(n, sizeof *in->row);
    if (!in->wanted || !in->found || !in->row) {
        in->failed = 1;
        return;
    }
    memset(in->wanted, 0xFF, in->header_count * sizeof *in->wanted);
    memset(in->found, 0xFF, n * sizeof *in->found);
    in->counts.columns = in->header_count;
    if (!in->settings.columns) { /* every column, as it stands */
        for (size_t i = 0; i < n; i++)
            in->found[i] = in->wanted[i] = (uint16_t)i;
        in->counts.used = n;
        return;
    }
    for (size_t i = 0; i < n; i++)
        find_column(in, i);
    for (size_t i = 0; i < n; i++)
        if (in->settings.columns[i].required && in->found[i] == CSV_NO_COLUMN)
            report_missing(in, i);
}

const char *csv_header(const csv *in, size_t column)
{
    return in->found && in->found[column] != CSV_NO_COLUMN
               ? header_name(in, in->found[column])
               : NULL;
}
