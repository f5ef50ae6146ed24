/** Comma-separated values for the tests: quotes are understood, line breaks inside them
 * are not. */
#ifndef TEST_MEASURES_CSV_H
#define TEST_MEASURES_CSV_H

#include <stddef.h>

typedef struct csv {
    size_t rows, columns; /* the header is not a row */
    char *text;           /* all of the file; cells point into it */
    char **cells;         /* header first */
} csv;

/** Read a file; 0 if it cannot be opened, ends the test if it is not a table.
 * csv_table_free().
 */
int csv_read(csv *into, const char *path);
const char *csv_header(const csv *table, size_t column);
const char *csv_cell(const csv *table, size_t row, size_t column);
/** Index of a column, or -1. */
ptrdiff_t csv_find(const csv *table, const char *column);
/** A number; NaN for an empty cell or NA. */
double csv_number(const csv *table, size_t row, size_t column);
void csv_table_free(csv *table);

#endif
