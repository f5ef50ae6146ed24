#include "io/csv.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "io/csv_inside.h"

/* --- faults --- */

static void report_v(const csv *in, int as_warning, const char *id,
                     const error_place *place, const char *value, const nearest *near,
                     const char *format, va_list arguments)
{
    char message[1000], hint[NEAREST_SIZE] = "";
    vsnprintf(message, sizeof message, format, arguments);
    if (near)
        nearest_hint(near, hint);
    (as_warning ? problems_add_warning : problems_add)(in->settings.found, id, place,
                                                       value, near ? near->name : NULL,
                                                       "%s%s", message, hint);
}

void csv_report(const csv *in, int as_warning, const char *id, const error_place *place,
                const char *value, const nearest *near, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    report_v(in, as_warning, id, place, value, near, format, arguments);
    va_end(arguments);
}

void csv_stop(csv *in, const char *id, const char *format, ...)
{
    error_place place = {in->name, "", 0, 0};
    va_list arguments;
    va_start(arguments, format);
    report_v(in, 0, id, &place, NULL, NULL, format, arguments);
    va_end(arguments);
    in->stopped = 1;
}

error_place csv_place_of_offset(const csv *in, size_t offset)
{
    error_place place = {in->name, "", 0, 0};
    csv_offset_place(in->text.bytes + in->text.start, offset, in->line, &place);
    return place;
}

error_place csv_cell_place(const csv *in, size_t number)
{
    return csv_place_of_offset(in,
                               csv_cell_offset(in->text.bytes + in->text.start, in->used,
                                               number, in->settings.delimiter));
}

int csv_next(csv *in, polity_status *status, polity_error *err)
{
    *status = POLITY_OK;
    if (!in->has_header || !csv_record(in, status, err)) {
        if (!*status && in->failed)
            *status = error_memory(err);
        return 0;
    }
    in->counts.rows++;
    if (in->failed)
        *status = error_memory(err);
    return !*status;
}

static polity_status read_header(csv *in, polity_error *err)
{
    polity_status status = csv_text_more(&in->text, err);
    if (!status && in->text.alien) {
        csv_stop(in, "csv-not-table", "the file is %s", in->text.alien);
        return POLITY_OK;
    }
    if (!status && csv_record(in, &status, err)) {
        if (!in->failed)
            csv_take_header(in);
        in->has_header = !in->failed && !in->stopped;
    } else if (!status && !in->failed && !in->stopped) {
        csv_stop(in, "document-empty", "there is nothing in the file");
    }
    return status ? status : in->failed ? error_memory(err) : POLITY_OK;
}

polity_status csv_open(csv **out, const char *name, const void *memory, size_t n,
                       const csv_settings *settings, polity_error *err)
{
    csv *in = memory_zeroed(1, sizeof *in);
    char digest[DIGEST_SIZE];
    polity_status status;
    *out = NULL;
    if (!in)
        return error_memory(err);
    in->settings = *settings;
    in->settings.delimiter = settings->delimiter ? settings->delimiter : ',';
    in->name = strcmp(name, "-") || memory ? name : "<stdin>";
    in->next_line = 1;
    status = input_open(&in->text.in, name, memory, n, err);
    if (status) {
        memory_free(in);
        return status;
    }
    status = csv_begin_parser(in) ? read_header(in, err) : error_memory(err);
    if (!status)
        *out = in;
    else
        csv_close(in, digest);
    return status;
}

void csv_close(csv *in, char out[DIGEST_SIZE])
{
    if (!in)
        return;
    csv_text_close(&in->text, out);
    if (in->parsing)
        csv_free(&in->parser);
    memory_free(in->header);
    memory_free(in->names);
    memory_free(in->wanted);
    memory_free(in->found);
    memory_free(in->row);
    memory_free(in->bytes);
    memory_free(in);
}

/* --- the row at hand --- */

csv_cell csv_get(const csv *in, size_t column)
{
    cell at = in->row[column];
    return (csv_cell){at.n ? in->bytes + at.at : "", at.n};
}

error_place csv_place(const csv *in, size_t column)
{
    uint16_t number = in->found[column];
    return csv_cell_place(in, number == CSV_NO_COLUMN ? 0 : number);
}

uint32_t csv_line(const csv *in) { return in->line; }

void csv_fault(const csv *in, size_t column, const char *id, const nearest *near,
               const char *format, ...)
{
    char message[500];
    error_place at = csv_place(in, column);
    csv_cell value = csv_get(in, column);
    const char *name = csv_header(in, column);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    csv_report(in, !in->settings.strict, id, &at, value.text, near,
               "%.60s is \"%.80s\": %s", name ? name : "", value.text, message);
}

csv_counts csv_counted(const csv *in)
{
    csv_counts counts = in->counts;
    counts.encoding = in->text.encoding;
    counts.marked = in->text.marked;
    return counts;
}

const char *csv_encoding_name(csv_encoding encoding)
{
    return encoding == CSV_UTF8 ? "UTF-8" : encoding == CSV_CP1252 ? "cp1252" : "ASCII";
}

double csv_done(const csv *in)
{
    const input_bytes *from = &in->text.in;
    return from->size ? (double)from->taken / (double)from->size : -1;
}
