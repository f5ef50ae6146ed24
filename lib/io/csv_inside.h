/* The inside of reading a table: what its two files share. */
#ifndef IO_CSV_INSIDE_H
#define IO_CSV_INSIDE_H

#include <csv.h> /* libcsv */
#include <stdarg.h>

#include "io/csv_text.h"

enum { CSV_NO_COLUMN = UINT16_MAX, CSV_BYTES_MOST = 1000 /* faults of bytes, a file */ };

typedef struct cell { /* the text of a cell */
    uint32_t at, n;
} cell;

struct csv {
    csv_settings settings;
    csv_text text;
    const char *name;
    struct csv_parser parser;
    int parsing; /* the parser is to be freed */

    /* the record at hand: text.bytes + text.start, `used` bytes of it */
    size_t used;
    uint32_t line, next_line;
    size_t cells; /* so far */
    int ended,
        surplus;      /* its end was met; there is text behind the header's last column */
    int lenient;      /* a quotation mark of the record has been told */
    size_t long_cell; /* number of a cell that is too long, + 1 */
    int failed;       /* no memory */

    /* the header: names in `bytes` while it is read, then in `names` */
    cell *header;
    size_t header_count, header_capacity;
    char *names;
    uint16_t *wanted; /* of each column of the header: that of the settings */
    uint16_t *found;  /* of each column of the settings: that of the header */
    int has_header, stopped;

    cell *row; /* by column of the settings */
    char *bytes;
    size_t byte_count, byte_capacity;
    size_t reread, bad_told;
    csv_counts counts;
};

/* Report a fault of the text. `near` and `value` may be NULL. */
void csv_report(const csv *in, int as_warning, const char *id, const error_place *place,
                const char *value, const nearest *near, const char *format, ...)
    __attribute__((format(printf, 7, 8)));
/* A fault of the file as a whole: nothing more is read. */
void csv_stop(csv *in, const char *id, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

error_place csv_place_of_offset(const csv *in, size_t offset);
error_place csv_cell_place(const csv *in, size_t number);

/* A new libcsv parser; 0 = no memory. */
int csv_begin_parser(csv *in);

/* Read to the end of a record: 1 = it is there, 0 = there are no more, or `*status`. */
int csv_record(csv *in, polity_status *status, polity_error *err);

/* Take the record at hand for the header. */
void csv_take_header(csv *in);

#endif
