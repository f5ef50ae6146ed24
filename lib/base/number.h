/* Numbers as text, whatever the locale of the process or thread. */
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include <stddef.h>
#include <stdint.h>

enum { NUMBER_SIZE = 40 };

/* Write the shortest decimal that reads back as `value`, with terminator; returns its
 * length. NaN and infinities, which our results never hold, become "nan", "inf", "-inf".
 */
size_t number_write(char out[NUMBER_SIZE], double value);

/* The whole of `text` as a finite number; 0 = it is none. Form as in JSON, and a leading
 * '.' or '+'. */
int number_read(const char *text, double *value);

/* The number that `text` begins with, whatever follows; an infinity if it is too large.
 */
double number_head(const char *text);

/* The whole of `text` as a decimal integer within [min, max]; 0 = it is none. */
int number_read_integer(const char *text, int64_t min, int64_t max, int64_t *value);

#endif
