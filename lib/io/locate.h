/* Finding places in JSON text after the fact: jansson's values carry none. On the path of
 * errors, and for keys that are kept as text. */
#ifndef IO_LOCATE_H
#define IO_LOCATE_H

#include <stddef.h>
#include <string.h>

#include "base/buffer.h"
#include "io/scan.h"

enum { LOCATE_STEPS = SCAN_DEPTH + 8 };

/* Whether a byte is one of a set; a NUL, which ends the set, is not. */
static inline int is_one_of(const char *set, char byte)
{
    return byte && strchr(set, byte);
}

/* One step into a value: a key, or a position where `key` is NULL. */
typedef struct step {
    const char *key;
    size_t index;
} step;

/* A text and what was found in it last, so that going through the members of an object in
 * their order costs one pass and not one a member. */
typedef struct locator {
    const char *text; /* well-formed JSON */
    size_t n;
    struct {
        size_t container, member,
            position; /* offset of the container, of the last member's key */
    } last[LOCATE_STEPS];
    size_t levels; /* of `last` that are filled */
    size_t last_offset;
    scan_place start, last_place;
} locator;

void locate_begin(locator *in, const char *text, size_t n, scan_place start);

/* Offset of the value that steps lead to, and in `*key` (nullable) that of its key; of
 * the deepest one that is there if they lead nowhere. */
size_t locate_value(locator *in, const step *steps, size_t count, size_t *key);
/* Length of the value at an offset. */
size_t locate_length(const locator *in, size_t offset);
/* Line and column of an offset. */
scan_place locate_place(locator *in, size_t offset);

/* Append steps as a JSON Pointer. */
void locate_pointer(const step *steps, size_t count, buffer *to);

/* The first fault of a JSON value. `duplicates`: look for keys that stand twice, too. */
typedef struct json_fault {
    const char *id; /* of faults.def; NULL = none was found */
    size_t offset;
    char message[160];
} json_fault;
void json_diagnose(const char *text, size_t n, int duplicates, json_fault *out);

#endif
