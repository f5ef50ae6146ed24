/* A growing text. Appending after a failure does nothing, so callers check once, at the
 * end. */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include <stddef.h>

#include <polity/run.h>

#include "base/error.h"

typedef struct buffer {
    char *bytes; /* terminated once anything was appended */
    size_t length, capacity;
    int failed;       /* no memory, or the sink said no */
    polity_sink sink; /* NULL = keep everything */
    void *user;
    int refused; /* the sink said no */
} buffer;

void buffer_add(buffer *to, const char *text, size_t n);
void buffer_text(buffer *to, const char *text);
void buffer_char(buffer *to, char c);
void buffer_print(buffer *to, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* A number in its shortest form. */
void buffer_real(buffer *to, double value);
/* A number and what is counted, "3 ties", "1 tie", "1 node: of another type": `what` is
 * in the plural, whose s before its end or its first colon falls away for one. */
void buffer_count(buffer *to, size_t n, const char *what);
/* `text` as a JSON string, quoted and escaped; a byte that is no UTF-8 becomes U+FFFD. */
void buffer_json(buffer *to, const char *text);
/* Hand what is kept to the sink; returns 0 if anything failed so far. */
int buffer_flush(buffer *to);
void buffer_clear(buffer *to);
void buffer_free(buffer *to);

/* The status of a finished writer: POLITY_OK, POLITY_EIO (sink), POLITY_ENOMEM. */

polity_status buffer_status(const buffer *of, polity_error *err);

#endif
