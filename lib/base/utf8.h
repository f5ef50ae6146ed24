/* UTF-8: checking, counting, cutting. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* Length of the valid prefix of `n` bytes; n = all of it. Refuses overlong forms and
 * surrogates. */
size_t utf8_valid(const char *text, size_t n);
/* Bytes of the code point at `text`, of which `n` may be looked at, and none behind one
 * that does not fit; 0 = broken. */
size_t utf8_sequence(const char *text, size_t n);
/* Number of code points in `n` valid bytes. */
size_t utf8_length(const char *text, size_t n);
/* The code point at `*text`, which moves past it; U+FFFD for a broken byte. Not at the
 * terminator. */
uint32_t utf8_next(const char **text);
/* Take the bytes that are no UTF-8 out of a short text, such as a message that quotes
 * what was cut. */
void utf8_mend(char *text);
/* Columns that a terminal gives to a text: wide East Asian ones count 2, combining ones
 * 0. */
size_t utf8_width(const char *text);

#endif
