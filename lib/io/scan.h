/* Cutting a document into values: the framing scanner.
 *
 * It knows just enough of JSON to find where a value ends: texts, brackets and their
 * nesting. What is in a value is for the parser. The window holds the value at hand and
 * what was read ahead, no more. */
#ifndef IO_SCAN_H
#define IO_SCAN_H

#include "io/input.h"
#include "io/parsed.h"

enum { SCAN_DEPTH = 64 };

/* A place in the text: line and column of the next byte, 1-based, columns in code points.
 */
typedef struct scan_place {
    uint32_t line, column;
} scan_place;

typedef struct scanner {
    input_bytes *in;
    char *bytes;
    size_t at, end, capacity; /* the next byte, and one past the last read */
    int ended;
    size_t outer;     /* brackets that are open around the next value */
    scan_place place; /* of the byte at `placed`; of `at`: scan_here() */
    size_t placed;
} scanner;

typedef enum scan_result {
    SCAN_OK,
    SCAN_FAILED,    /* the status says why */
    SCAN_TRUNCATED, /* the text ended within the value */
    SCAN_SYNTAX, /* a closing bracket that does not fit, or no value at all; at `wrong` */
    SCAN_DEEP /* nested more than SCAN_DEPTH deep; at `wrong`. The value was cut all the
                 same */
} scan_result;

/* A value: borrowed bytes, valid until the scanner is used again. */
typedef struct slice {
    const char *bytes;
    size_t length;
    scan_place place;
    size_t wrong; /* offset of the byte at fault */
} slice;

/* The next byte that is not white space, not taken; -1 at the end; -2 if reading failed.
 */
int scan_peek(scanner *of, polity_status *status, polity_error *err);
/* The place of the next byte. */
scan_place scan_here(scanner *of);
/* Read all that is left into the window. */
polity_status scan_all(scanner *of, polity_error *err);
/* Take the byte that scan_peek() gave. */
void scan_take(scanner *of);
/* Cut the value that begins at the byte scan_peek() gave. */
scan_result scan_value(scanner *of, slice *out, polity_status *status, polity_error *err);
/* The same, parsed: if the window holds a whole value and it is JSON, of at most so many
 * levels. Otherwise nothing is taken, and scan_value() finds out more. */
parse_result scan_parsed(scanner *of, parse_room *into, size_t most_levels, slice *out);
/* Move a place over bytes. */
void scan_advance(scan_place *place, const char *bytes, size_t n);
void scan_free(scanner *of);

#endif
