/* Rows of comma-separated text: columns found by header name, every cell with its place.
 *
 * libcsv (LGPL) does the lexing. Around it: gzip, standard input and digest (io/input.h);
 * UTF-8 or Windows-1252, told by the bytes; byte-order marks; what is no table at all.
 * Rows of the text's faults are located and left out, and reading goes on. Nothing here
 * knows what a table is about.
 *
 * A record is a row of the table; it may span lines inside quotes. Blank lines are none.
 * Lines end with LF, CR LF or CR. Spaces round a cell are not part of it. Columns of
 * places count code points and not a byte-order mark. */
#ifndef IO_CSV_H
#define IO_CSV_H

#include <stddef.h>
#include <stdint.h>

#include "base/nearest.h"
#include "io/input.h"
#include "model/problems.h"

enum {
    CSV_FIELD_MOST = 32767,      /* bytes of a cell; what a spreadsheet's cell may hold */
    CSV_RECORD_MOST = 256 << 10, /* bytes of a record */
    CSV_REREAD_MOST = 32 << 20,  /* bytes read again after records that were given up */
    CSV_COLUMNS_MOST = 4096
};

/* A column that is wanted: the names it goes by, the usual one first, separated by "|".
 * Names are compared without regard to case (of ASCII letters), spaces and "_". */
typedef struct csv_column {
    const char *names;
    int required;
} csv_column;

typedef struct csv_cell {
    const char *text; /* UTF-8 with a terminator; "" = empty, or no such column */
    size_t n;
} csv_cell;

typedef enum csv_encoding { CSV_ASCII, CSV_UTF8, CSV_CP1252 } csv_encoding;

typedef struct csv_settings {
    const csv_column *columns; /* NULL = all that the header has, in its order */
    size_t count;
    problems *found; /* where faults go */
    int strict;      /* faults of rows are errors, else warnings; of the file, always */
    char delimiter;  /* 0 = comma */
} csv_settings;

typedef struct csv csv;

/* Open a file ("-" = standard input) or `n` bytes of memory (NULL = the file) and read
 * its header. What is wrong with the file as a whole (no table, a required column is not
 * there) is among the faults, and there are then no rows. `name` must outlive it.
 * POLITY_OK, POLITY_EIO, POLITY_ENOMEM; `*out` is NULL then. */
polity_status csv_open(csv **out, const char *name, const void *memory, size_t n,
                       const csv_settings *settings, polity_error *err);

/* The next row: 1 = it is there, 0 = there is none, or `*status` is not POLITY_OK. */
int csv_next(csv *in, polity_status *status, polity_error *err);

/* A cell of the row, by the number of its column among the settings'. Valid until
 * csv_next(). */
csv_cell csv_get(const csv *in, size_t column);

/* Whether the header has a column, and its name there (NULL = it has none). */
const char *csv_header(const csv *in, size_t column);

/* Line and column of a cell's first character (an opening quote, if it has one). O(row);
 * csv_line() is that of the row and costs nothing. */
error_place csv_place(const csv *in, size_t column);
uint32_t csv_line(const csv *in);

/* Report a fault of a cell: its place and value, and the header's name of its column in
 * the message: `COLUMN is "VALUE": …`. An error if settings.strict. `nearest` may be
 * NULL.
 */
void csv_fault(const csv *in, size_t column, const char *id, const nearest *near,
               const char *format, ...) __attribute__((format(printf, 5, 6)));

/* What was read so far. */
typedef struct csv_counts {
    size_t rows, dropped; /* rows given out; left out for a fault of the text */
    size_t columns, used; /* of the header; those that were wanted */
    csv_encoding encoding;
    int marked; /* there was a byte-order mark */
} csv_counts;
csv_counts csv_counted(const csv *in);
/* "UTF-8", "cp1252", "ASCII". */
const char *csv_encoding_name(csv_encoding encoding);

/* Share of the file that was read, 0..1; -1 = unknown. */
double csv_done(const csv *in);

/* Finish: the digest of the file's bytes. NULL is fine. */
void csv_close(csv *in, char out[DIGEST_SIZE]);

#endif
