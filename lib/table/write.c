/* Tables as text, CSV, TSV, JSON and JSON Lines. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/nearest.h"
#include "base/options.h"
#include "base/utf8.h"
#include "table/table.h"

typedef struct writing {
    const polity_table *table;
    buffer *to;
    int facts;
} writing;

static int is_number(polity_type type)
{
    return type == POLITY_REAL || type == POLITY_INT;
}

/* A cell or a fact on one line: control characters would break rows. */
static void add_line(buffer *to, const char *text)
{
    for (; *text; text++)
        buffer_char(to, (unsigned char)*text < 0x20 || *text == 0x7f ? ' ' : *text);
}

static void pad(buffer *to, size_t n)
{
    while (n--)
        buffer_char(to, ' ');
}

static void aligned(writing *w, const char *text, size_t width, int right, int last)
{
    size_t have = utf8_width(text), space = width > have ? width - have : 0;
    if (right)
        pad(w->to, space);
    add_line(w->to, text);
    if (!right && !last)
        pad(w->to, space);
    buffer_text(w->to, last ? "\n" : "  ");
}

static const char *shown(const polity_table *table, size_t row, size_t at, buffer *cell)
{
    buffer_clear(cell);
    buffer_add(cell, "", 0);
    table_cell(table, row, at, cell);
    if (cell->failed)
        return "";
    return table_defined(table, row, at) ? cell->bytes : "–";
}

static void write_facts(writing *w)
{
    size_t width = 0;
    const char *name;
    for (size_t i = 0; i < polity_table_facts(w->table); i++) {
        polity_table_fact(w->table, i, &name);
        width = utf8_width(name) > width ? utf8_width(name) : width;
    }
    if (width)
        buffer_char(w->to, '\n');
    for (size_t i = 0; i < polity_table_facts(w->table); i++) {
        const char *value = polity_table_fact(w->table, i, &name);
        buffer_text(w->to, "# ");
        aligned(w, name, width, 0, 0);
        add_line(w->to, value);
        buffer_char(w->to, '\n');
    }
}

static void write_text(writing *w)
{
    const polity_table *table = w->table;
    size_t columns = polity_table_columns(table), rows = polity_table_rows(table);
    size_t *width = memory_zeroed(columns, sizeof *width);
    buffer cell = {0};
    if (!width) {
        w->to->failed = 1;
        return;
    }
    for (size_t at = 0; at < columns; at++) {
        width[at] = utf8_width(polity_table_column(table, at)->name);
        for (size_t row = 0; row < rows; row++) {
            size_t have = utf8_width(shown(table, row, at, &cell));
            width[at] = have > width[at] ? have : width[at];
        }
    }
    for (size_t at = 0; at < columns; at++)
        aligned(w, polity_table_column(table, at)->name, width[at],
                is_number(polity_table_column(table, at)->type), at + 1 == columns);
    for (size_t row = 0; row < rows; row++)
        for (size_t at = 0; at < columns; at++)
            aligned(w, shown(table, row, at, &cell), width[at],
                    is_number(polity_table_column(table, at)->type), at + 1 == columns);
    if (w->facts)
        write_facts(w);
    w->to->failed |= cell.failed;
    buffer_free(&cell);
    memory_free(width);
}

static void csv_field(buffer *to, const char *text)
{
    if (!text[strcspn(text, ",\"\r\n")] && *text != ' ') {
        buffer_text(to, text);
        return;
    }
    buffer_char(to, '"');
    for (; *text; text++) {
        if (*text == '"')
            buffer_char(to, '"');
        buffer_char(to, *text);
    }
    buffer_char(to, '"');
}

static void tsv_field(buffer *to, const char *text)
{
    for (; *text; text++)
        buffer_char(to, *text == '\t' || *text == '\n' || *text == '\r' ? ' ' : *text);
}

static void write_separated(writing *w, char separator,
                            void (*field)(buffer *, const char *))
{
    size_t columns = polity_table_columns(w->table);
    const char *end = separator == ',' ? "\r\n" : "\n";
    buffer cell = {0};
    for (size_t at = 0; at < columns; at++) {
        if (at)
            buffer_char(w->to, separator);
        field(w->to, polity_table_column(w->table, at)->name);
    }
    buffer_text(w->to, end);
    for (size_t row = 0; row < polity_table_rows(w->table); row++) {
        for (size_t at = 0; at < columns; at++) {
            if (at)
                buffer_char(w->to, separator);
            buffer_clear(&cell);
            table_cell(w->table, row, at, &cell);
            if (cell.length)
                field(w->to, cell.bytes);
        }
        buffer_text(w->to, end);
    }
    w->to->failed |= cell.failed;
    buffer_free(&cell);
}

/* Why a cell is null in JSON, which has no infinite numbers. */
static reason why_null(const polity_table *table, size_t row, size_t at)
{
    const uint8_t *why = polity_table_reasons(table, at);
    const double *reals = polity_table_reals(table, at);
    if (why && why[row])
        return (reason)why[row];
    return reals && !isfinite(reals[row]) ? REASON_OVERFLOW : REASON_NONE;
}

static void json_cell(writing *w, size_t row, size_t at, buffer *cell)
{
    polity_type type = polity_table_column(w->table, at)->type;
    buffer_clear(cell);
    buffer_add(cell, "", 0);
    table_cell(w->table, row, at, cell);
    if (cell->failed)
        return;
    if (!table_defined(w->table, row, at) || why_null(w->table, row, at))
        buffer_text(w->to, "null");
    else if (is_number(type) || type == POLITY_BOOL)
        buffer_text(w->to, cell->bytes);
    else
        buffer_json(w->to, cell->bytes);
}

static void json_row(writing *w, size_t row, buffer *cell)
{
    int reasons = 0;
    buffer_char(w->to, '{');
    for (size_t at = 0; at < polity_table_columns(w->table); at++) {
        buffer_text(w->to, at ? "," : "");
        buffer_json(w->to, polity_table_column(w->table, at)->name);
        buffer_char(w->to, ':');
        json_cell(w, row, at, cell);
    }
    for (size_t at = 0; at < polity_table_columns(w->table); at++) {
        reason why = why_null(w->table, row, at);
        if (!why)
            continue;
        buffer_text(w->to, reasons++ ? "," : ",\"?\":{");
        buffer_json(w->to, polity_table_column(w->table, at)->name);
        buffer_char(w->to, ':');
        buffer_json(w->to, polity_reason_name((int)why));
    }
    buffer_text(w->to, reasons ? "}}" : "}");
}

static void json_head(writing *w)
{
    static const char *const types[] = {"",     "real", "int", "bool",
                                        "text", "node", "tie", "date"};
    const char *name;
    buffer_text(w->to, "{\"polity_table\":1,\n \"facts\":{");
    for (size_t i = 0; i < polity_table_facts(w->table); i++) {
        const char *value = polity_table_fact(w->table, i, &name);
        buffer_text(w->to, i ? ",\n  " : "\n  ");
        buffer_json(w->to, name);
        buffer_char(w->to, ':');
        if (table_fact_is_number(w->table, i))
            buffer_text(w->to, value);
        else
            buffer_json(w->to, value);
    }
    buffer_text(w->to, "},\n \"columns\":[");
    for (size_t at = 0; at < polity_table_columns(w->table); at++) {
        const polity_column *column = polity_table_column(w->table, at);
        buffer_text(w->to, at ? ",\n  {\"name\":" : "\n  {\"name\":");
        buffer_json(w->to, column->name);
        buffer_print(w->to, ",\"type\":\"%s\",\"unit\":", types[column->type]);
        buffer_json(w->to, column->unit);
        buffer_text(w->to, ",\"meaning\":");
        buffer_json(w->to, column->meaning);
        buffer_char(w->to, '}');
    }
    buffer_text(w->to, "],\n \"rows\":[");
}

static void write_json(writing *w)
{
    buffer cell = {0};
    json_head(w);
    for (size_t row = 0; row < polity_table_rows(w->table); row++) {
        buffer_text(w->to, row ? ",\n  " : "\n  ");
        json_row(w, row, &cell);
    }
    buffer_text(w->to, "]}\n");
    w->to->failed |= cell.failed;
    buffer_free(&cell);
}

static void write_jsonl(writing *w)
{
    buffer cell = {0};
    for (size_t row = 0; row < polity_table_rows(w->table); row++) {
        json_row(w, row, &cell);
        buffer_char(w->to, '\n');
    }
    w->to->failed |= cell.failed;
    buffer_free(&cell);
}

static void write_csv(writing *w) { write_separated(w, ',', csv_field); }

static void write_tsv(writing *w) { write_separated(w, '\t', tsv_field); }

static const struct {
    const char *name;
    void (*write)(writing *w);
} formats[] = {{"table", write_text},
               {"csv", write_csv},
               {"tsv", write_tsv},
               {"json", write_json},
               {"jsonl", write_jsonl}};

polity_status polity_table_write(const polity_table *table, const char *format,
                                 const polity_option *rows, size_t n, polity_sink sink,
                                 void *user, polity_error *err)
{
    options given = {rows, n};
    buffer to = {.sink = sink, .user = user};
    writing w = {table, &to, 1};
    char hint[NEAREST_SIZE];
    nearest search;
    polity_status status;
    if (!table || !format || !sink)
        return error_set(err, POLITY_EARG, "argument",
                         "a table, a format and a sink are needed");
    if ((status = options_check(given, err)) ||
        (status = option_bool(given, "facts", &w.facts, err)))
        return status;
    nearest_begin(&search, format, strlen(format));
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        nearest_offer(&search, formats[i].name);
        if (strcmp(formats[i].name, format))
            continue;
        formats[i].write(&w);
        buffer_flush(&to);
        status = buffer_status(&to, err);
        buffer_free(&to);
        return status;
    }
    return error_set(err, POLITY_EARG, "format-unknown",
                     "no format is called \"%.60s\"%s", format,
                     nearest_hint(&search, hint));
}
