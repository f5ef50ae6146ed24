/* The inside of parsing JSON: what its parts share. */
#ifndef IO_PARSING_H
#define IO_PARSING_H

#include "io/parsed.h"

/* What is left to read: a NUL, which JSON has nowhere, ends it, so that no byte is asked
 * for its place. Errors leave `at` where it is. */
typedef struct walk {
    parse_room *in;
    const char *at;
    char *to; /* where the next text goes */
    size_t levels;
    int failed; /* no memory */
} walk;

/* The text whose quote is next, and the number that is next, as the value of a position.
 * 0 = it is none. */
int parse_text(walk *w, size_t index);
int parse_number(walk *w, size_t index);

#endif
