/* The text of a table as UTF-8, in pieces, whatever it was encoded in. */
#ifndef IO_CSV_TEXT_H
#define IO_CSV_TEXT_H

#include "io/csv.h"

/* A byte that the encoding does not know (its place in the decoded text holds what
 * Windows-1252 would read, or U+FFFD), or a NUL. */
typedef struct csv_bad {
    uint64_t at; /* offset in the decoded text */
    unsigned char byte;
} csv_bad;

typedef struct csv_text {
    input_bytes in;
    unsigned char *raw; /* bytes as read; the first `held` are an incomplete character */
    size_t held;
    char *bytes; /* decoded; what is before `start` is done with */
    size_t start, end, capacity;
    uint64_t before; /* decoded bytes that were before bytes[0] */
    csv_encoding encoding;
    int began, ended, marked;
    const char *alien; /* what it is, if it is no text of a table; NULL = none seen */
    csv_bad *bad;      /* in order; those before bad[bad_first] are done with */
    size_t bad_first, bad_count, bad_capacity;
} csv_text;

/* Read and decode some more, behind `end`; moves what is left to the front. At the end of
 * the file `ended` is set. POLITY_OK, POLITY_EIO, POLITY_ENOMEM. */
polity_status csv_text_more(csv_text *of, polity_error *err);
void csv_text_close(csv_text *of, char digest[DIGEST_SIZE]);

/* How libcsv would walk through a record: offset of the first character of cell `cell`;
 * `n` if there are fewer. */
size_t csv_cell_offset(const char *record, size_t n, size_t cell, char delimiter);

/* Line and column of an offset in a record that begins on `line`. */
void csv_offset_place(const char *record, size_t offset, uint32_t line,
                      error_place *place);

#endif
