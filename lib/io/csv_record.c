/* From text to records: libcsv, a line at a time, and what is wrong with the text. */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "io/csv_inside.h"

/* A fault of a row. */
#define report_row(in, id, place, ...)                                                   \
    csv_report(in, !(in)->settings.strict, id, place, NULL, NULL, __VA_ARGS__)

/* --- libcsv --- */

static void *resize(void *block, size_t n) { return memory_resize(block, n, 1); }

int csv_begin_parser(csv *in)
{
    if (in->parsing)
        csv_free(&in->parser);
    in->parsing = !csv_init(&in->parser, CSV_STRICT | CSV_STRICT_FINI);
    if (!in->parsing)
        return 0;
    csv_set_realloc_func(&in->parser, resize);
    csv_set_free_func(&in->parser, memory_free);
    csv_set_blk_size(&in->parser, 4096);
    csv_set_delim(&in->parser, (unsigned char)in->settings.delimiter);
    return 1;
}

static void keep_text(csv *in, cell *to, const char *text, size_t n)
{
    if (!memory_grow((void **)&in->bytes, &in->byte_capacity, in->byte_count + n + 1,
                     1)) {
        in->failed = 1;
        return;
    }
    memcpy(in->bytes + in->byte_count, text, n);
    in->bytes[in->byte_count + n] = '\0';
    *to = (cell){(uint32_t)in->byte_count, (uint32_t)n};
    in->byte_count += n + 1;
}

static void on_cell(void *text, size_t n, void *user)
{
    csv *in = user;
    size_t number = in->cells++;
    if (n > CSV_FIELD_MOST) {
        in->long_cell = in->long_cell ? in->long_cell : number + 1;
        n = 0;
    }
    if (!in->has_header) {
        if (number < CSV_COLUMNS_MOST &&
            memory_grow((void **)&in->header, &in->header_capacity, number + 1,
                        sizeof *in->header))
            keep_text(in, &in->header[number], n ? text : "", n);
        else
            in->failed |= number < CSV_COLUMNS_MOST;
    } else if (n && number >= in->header_count) {
        in->surplus = 1;
    } else if (n && in->wanted[number] != CSV_NO_COLUMN) {
        keep_text(in, &in->row[in->wanted[number]], text, n);
    }
}

static void on_record(int end, void *user)
{
    (void)end;
    ((csv *)user)->ended = 1;
}

/* Give libcsv a line. Where a quote stands that cannot be one, it is read as text. */
static void parse(csv *in, const char *line, size_t n)
{
    size_t done = csv_parse(&in->parser, line, n, on_cell, on_record, in);
    if (done < n && csv_error(&in->parser) == CSV_EPARSE) {
        const char *record = in->text.bytes + in->text.start, *mark = line + done;
        error_place at;
        while (mark > record && *mark != '"') /* libcsv stops behind it */
            mark--;
        at = csv_place_of_offset(in, (size_t)(mark - record));
        report_row(in, "csv-quote", &at,
                   "a quotation mark stands inside a text that is not quoted, or is not "
                   "doubled: it is read as it stands");
        in->lenient = 1; /* the rest of the record is not judged */
        csv_set_opts(&in->parser, 0);
        done += csv_parse(&in->parser, line + done, n - done, on_cell, on_record, in);
    }
    in->failed |= done < n;
}

/* --- lines and records --- */

/* Bytes of the next line with its end, from `used` on; 0 = it is not all there yet. */
static size_t line_length(const csv *in)
{
    const char *from = in->text.bytes + in->text.start + in->used,
               *end = in->text.bytes + in->text.end;
    size_t n = (size_t)(end - from);
    const char *newline = n ? memchr(from, '\n', n) : NULL;
    const char *other =
        n ? memchr(from, '\r', newline ? (size_t)(newline - from) : n) : NULL;
    if (other && other + 1 == newline)
        return (size_t)(newline - from) + 1;
    if (other && (other + 1 < end || in->text.ended))
        return (size_t)(other - from) + 1;
    if (newline && !other)
        return (size_t)(newline - from) + 1;
    return in->text.ended ? n : 0;
}

static void begin_record(csv *in)
{
    in->text.start += in->used;
    in->used = 0;
    in->line = in->next_line;
    in->cells = in->byte_count = in->long_cell = 0;
    in->ended = in->surplus = 0;
    if (in->lenient)
        csv_set_opts(&in->parser, CSV_STRICT | CSV_STRICT_FINI);
    in->lenient = 0;
    if (in->has_header && in->settings.count)
        memset(in->row, 0, in->settings.count * sizeof *in->row);
}

/* Give up the record at hand: go on with the line after its first one. */
static void give_up(csv *in)
{
    const char *record = in->text.bytes + in->text.start;
    size_t at = 0;
    while (at < in->used && record[at] != '\n' && record[at] != '\r')
        at++;
    at += at + 1 < in->used && record[at] == '\r' && record[at + 1] == '\n';
    at += at < in->used;
    in->counts.dropped++;
    in->reread += in->used - at;
    in->used = at;
    in->next_line = in->line + 1;
    in->failed |= !csv_begin_parser(in);
    if (in->reread > CSV_REREAD_MOST)
        csv_stop(
            in, "csv-quotes",
            "quotation marks are in disorder: the rest of the file, from line %lu on, "
            "is not read",
            (unsigned long)in->next_line);
}

static void report_open(csv *in)
{
    error_place at = csv_cell_place(in, in->cells);
    report_row(in, "csv-quote-open", &at,
               "a quotation mark is not closed within %s: the row is left out",
               in->text.ended ? "the file" : "256 KiB");
}

/* Bytes that the encoding does not know, up to the end of the record. Returns whether any
 * is a NUL, whose row is left out. */
static int report_bytes(csv *in)
{
    csv_text *text = &in->text;
    uint64_t start = text->before + text->start;
    int nul = 0;
    for (; text->bad_first < text->bad_count; text->bad_first++) {
        const csv_bad *bad = &text->bad[text->bad_first];
        error_place at;
        char value[8];
        if (bad->at >= start + in->used)
            break;
        nul |= !bad->byte;
        if (bad->at < start)
            continue;
        if (in->bad_told++ >= CSV_BYTES_MOST) {
            in->settings.found->dropped++;
            in->settings.found->errors += in->settings.strict != 0;
            continue;
        }
        at = csv_place_of_offset(in, (size_t)(bad->at - start));
        snprintf(value, sizeof value, "0x%02X", bad->byte);
        csv_report(in, !in->settings.strict, bad->byte ? "csv-encoding" : "csv-nul", &at,
                   value, NULL, "%s",
                   bad->byte
                       ? text->encoding == CSV_UTF8
                             ? "the byte is not UTF-8, as the text before it is: it is "
                               "read as cp1252"
                             : "the byte is no character of cp1252"
                       : "a byte is zero: the row is left out");
    }
    return nul;
}

/* Whether the record at hand, which ended, can be used. */
static int check_record(csv *in)
{
    error_place at = {in->name, "", (int32_t)in->line, 1};
    int nul = report_bytes(in);
    if (nul) {
        in->counts.dropped++;
        return 0;
    }
    if (in->long_cell) {
        at = csv_cell_place(in, in->long_cell - 1);
        report_row(in, "csv-long", &at,
                   "a cell is longer than %d bytes: the row is left out", CSV_FIELD_MOST);
        in->counts.dropped++;
        return 0;
    }
    if (in->has_header && (in->cells < in->header_count || in->surplus)) {
        report_row(in, "csv-ragged", &at,
                   "the row has %zu cells, the header %zu columns: the row is left out",
                   in->cells, in->header_count);
        if (in->next_line > in->line + 1)
            give_up(in); /* a stray quotation mark may have joined rows */
        else
            in->counts.dropped++;
        return 0;
    }
    return 1;
}

/* The end of the text, which may end the record too. */
static int end_text(csv *in)
{
    csv_set_opts(&in->parser, CSV_STRICT_FINI | CSV_STRICT);
    if (csv_fini(&in->parser, on_cell, on_record, in) &&
        csv_error(&in->parser) == CSV_EPARSE) {
        report_open(in);
        give_up(in);
        return 0;
    }
    return in->ended;
}

static int is_blank_line(const char *line, size_t n)
{
    while (n && strchr(" \t\r\n", *line))
        line++, n--;
    return !n;
}

/* The bytes ended too early. */
static void report_damage(csv *in)
{
    if (in->text.in.damage)
        csv_stop(in, in->text.in.damage, "%s",
                 strcmp(in->text.in.damage, "gzip-damaged")
                     ? "the compressed data end before their end mark"
                     : "the compressed data are damaged");
}

int csv_record(csv *in, polity_status *status, polity_error *err)
{
    begin_record(in);
    while (!*status && !in->stopped && !in->failed) {
        size_t n = line_length(in);
        if (!n && !in->text.ended && in->text.end - in->text.start < CSV_RECORD_MOST) {
            *status = csv_text_more(&in->text, err);
            continue;
        }
        if (!n && !in->text.ended) {
            csv_stop(in, "csv-long",
                     "line %lu is longer than 256 KiB: the file is no table, "
                     "or its lines end in no known way",
                     (unsigned long)in->line);
            break;
        }
        if (!n && !in->used) {
            report_damage(in);
            return 0;
        }
        if (!n) {
            if (end_text(in) && check_record(in))
                return 1;
            begin_record(in);
            continue;
        }
        parse(in, in->text.bytes + in->text.start + in->used, n);
        in->used += n;
        in->next_line++;
        if (in->ended && check_record(in))
            return 1;
        if (in->used == n && is_blank_line(in->text.bytes + in->text.start, n))
            in->ended = 1;
        else if (!in->ended && in->used > CSV_RECORD_MOST) {
            report_open(in);
            give_up(in);
            in->ended = 1;
        }
        if (in->ended)
            begin_record(in);
    }
    return 0;
}
