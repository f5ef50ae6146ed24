/* The name that a mistyped one was probably meant to be. */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include <stddef.h>

typedef struct nearest {
    char wanted[64];
    size_t length;
    const char *name; /* the best so far; NULL = none near enough */
    size_t distance;
} nearest;

/* Begin a search; names are then offered one by one, the first of the nearest wins. */
void nearest_begin(nearest *search, const char *wanted, size_t n);
void nearest_offer(nearest *search, const char *name);
/* `; did you mean "NAME"?` in `out`, or "" if nothing is near. Returns out. */
enum { NEAREST_SIZE = 120 };
const char *nearest_hint(const nearest *search, char out[NEAREST_SIZE]);

#endif
