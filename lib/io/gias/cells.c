/* Cells as texts, numbers, dates and ids; what is none is reported with its place. */
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/number.h"
#include "io/gias/gias.h"

int gias_no_memory(gias *g)
{
    if (!g->status)
        g->status = error_memory(g->err);
    return 0;
}

symbol gias_symbol(gias *g, const char *text, size_t n)
{
    symbol s = n ? dataset_symbol(g->made, text, n) : 0;
    if (n && !s)
        gias_no_memory(g);
    return s;
}

symbol gias_text(gias *g, size_t column)
{
    csv_cell cell = csv_get(g->in, column);
    return gias_symbol(g, cell.text, cell.n);
}

size_t gias_numbered(char *out, const char *before, uint32_t number)
{
    char digits[16];
    size_t n = strlen(before), count = 0;
    memcpy(out, before, n);
    do
        digits[count++] = (char)('0' + number % 10);
    while (number /= 10);
    while (count)
        out[n++] = digits[--count];
    return n;
}

symbol gias_urn(gias *g, uint32_t urn)
{
    char text[24];
    if (urn >= g->urn_count) {
        size_t wanted = (size_t)urn + 1;
        if (!memory_grow((void **)&g->urns, &g->urn_capacity, wanted, sizeof *g->urns))
            return (symbol)gias_no_memory(g);
        memset(g->urns + g->urn_count, 0, (wanted - g->urn_count) * sizeof *g->urns);
        g->urn_count = wanted;
    }
    if (!g->urns[urn])
        g->urns[urn] = gias_symbol(g, text, gias_numbered(text, "urn-", urn));
    return g->urns[urn];
}

symbol gias_json(gias *g, const char *text)
{
    buffer json = {0};
    symbol s = 0;
    buffer_json(&json, text);
    if (json.failed)
        gias_no_memory(g);
    else
        s = gias_symbol(g, json.bytes, json.length);
    buffer_free(&json);
    return s;
}

place gias_place(const gias *g, size_t column)
{
    error_place at = csv_place(g->in, column);
    return (place){g->file, (uint32_t)at.line, (uint32_t)at.column, 0};
}

int gias_number(gias *g, size_t column, int64_t min, int64_t max, int64_t *value)
{
    csv_cell cell = csv_get(g->in, column);
    if (!cell.n)
        return 0;
    if (number_read_integer(cell.text, min, max, value))
        return 1;
    csv_fault(g->in, column, "gias-number", NULL,
              "expected a whole number from %lld to %lld", (long long)min,
              (long long)max);
    return 0;
}

int gias_real(gias *g, size_t column, double min, double max, double *value)
{
    csv_cell cell = csv_get(g->in, column);
    char low[NUMBER_SIZE], high[NUMBER_SIZE];
    if (!cell.n)
        return 0;
    if (number_read(cell.text, value) && *value >= min && *value <= max)
        return 1;
    number_write(low, min);
    number_write(high, max);
    csv_fault(g->in, column, "gias-number", NULL, "expected a number from %s to %s", low,
              high);
    return 0;
}

uint32_t gias_id(gias *g, size_t column, uint32_t most)
{
    csv_cell cell = csv_get(g->in, column);
    int64_t value;
    if (!cell.n)
        csv_fault(g->in, column, "gias-id", NULL, "the row is left out without it");
    else if (*cell.text < '1' || *cell.text > '9' || /* zeros in front are no id */
             !number_read_integer(cell.text, 1, most, &value))
        csv_fault(g->in, column, "gias-id", NULL,
                  "expected a whole number: the row is left out");
    else
        return (uint32_t)value;
    gias_tally(g, "dropped", "rows without a usable id", 1);
    return 0;
}

static void put_day(char out[10], const char *year, const char *month, const char *day)
{
    memcpy(out, year, 4);
    memcpy(out + 5, month, 2);
    memcpy(out + 8, day, 2);
    out[4] = out[7] = '-';
}

/* "01-09-2012", "01/09/2012", "2012-09-01" and "20120901" as "2012-09-01"; a time of day
 * behind it is left off. 0 = none of these. */
static int iso(csv_cell cell, char out[10])
{
    const char *t = cell.text;
    size_t digits = strspn(t, "0123456789"), n = cell.n;
    if (n > 10 && (t[10] == ' ' || t[10] == 'T') &&
        strspn(t + 11, "0123456789:.Z") == n - 11)
        n = 10;
    if (n == 8 && digits == 8)
        put_day(out, t, t + 4, t + 6);
    else if (n == 10 && digits == 2 && (t[2] == '-' || t[2] == '/') && t[5] == t[2])
        put_day(out, t + 6, t + 3, t);
    else if (n == 10 && digits == 4)
        memcpy(out, t, 10);
    else
        return 0;
    return 1;
}

int gias_date(gias *g, size_t column, dated *day)
{
    csv_cell cell = csv_get(g->in, column);
    char text[10];
    *day = (dated){0, DATE_NONE};
    if (!cell.n)
        return 0;
    if (iso(cell, text) && date_read(text, 10, &day->day) == DATE_DAY) {
        day->form = DATE_DAY;
        return 1;
    }
    *day = (dated){0, DATE_UNKNOWN};
    csv_fault(g->in, column, "gias-date", NULL,
              "expected a day, as dd-mm-yyyy, dd/mm/yyyy, yyyy-mm-dd or yyyymmdd");
    return 0;
}
