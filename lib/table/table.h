/* Building result tables. A builder fills columns, then hands the table out; it is not
 * changed after. */
#ifndef TABLE_TABLE_H
#define TABLE_TABLE_H

#include <polity/table.h>

#include "base/buffer.h"
#include "base/error.h"

typedef enum reason {
    REASON_NONE = 0,
#define REASON(name, word, meaning) REASON_##name,
#include "table/reasons.def"
#undef REASON
    REASON_COUNT
} reason;

/* How NODE and TIE cells turn into ids. `owner` is kept alive by the table: `release`
 * ends that. */
typedef struct table_names {
    const void *owner;
    const char *(*node)(const void *owner, int64_t i);
    const char *(*tie)(const void *owner, int64_t i);
    void (*hold)(const void *owner);
    void (*release)(const void *owner);
} table_names;

/* A table of `rows` rows without columns. `names` may be NULL if there are no NODE or TIE
 * columns; the table holds its owner until freed. NULL = no memory. */
polity_table *table_new(size_t rows, const table_names *names);

/* Add a column; texts are copied. Cells begin undefined without a reason for TEXT, as 0
 * for others. Returns its index, or -1 = no memory. */
ptrdiff_t table_add(polity_table *table, const char *name, const char *unit,
                    const char *meaning, polity_type type);
ptrdiff_t table_add_column(polity_table *table, const polity_column *like);

/* The cells of a column, to be filled. REAL: doubles; other types but TEXT: integers. */
double *table_reals(polity_table *table, size_t column);
int64_t *table_ints(polity_table *table, size_t column);

/* Set a TEXT cell; copied. NULL = undefined. 0 = no memory. */
int table_set_text(polity_table *table, size_t row, size_t column, const char *text);

/* Mark a cell undefined. 0 = no memory. */
int table_undefine(polity_table *table, size_t row, size_t column, reason why);

/* Append a row to a table of rows that are not known beforehand: cells of TEXT, INT … are
 * then set. Returns its index, or -1 = no memory. */
ptrdiff_t table_add_row(polity_table *table);

/* Add a fact, or replace the one of that name. 0 = no memory. */
int table_fact(polity_table *table, const char *name, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same for a number, which JSON gives as one if it is finite. */
int table_fact_real(polity_table *table, const char *name, double value);
int table_fact_is_number(const polity_table *table, size_t i);

/* A new table with `n` rows of another, in the order of `rows`; facts and names likewise.
 * NULL = no memory. */
polity_table *table_pick(const polity_table *from, const size_t *rows, size_t n);

/* Move every column and fact of `from` (same number of rows) to the end of `to`; facts of
 * a name that `to` has already are left out. `from` is freed. 0 = no memory, and both are
 * as before. */
int table_join(polity_table *to, polity_table *from);

/* One cell as CSV would print it (no quoting), appended; nothing if undefined. */
void table_cell(const polity_table *table, size_t row, size_t column, buffer *to);
int table_defined(const polity_table *table, size_t row, size_t column);

#endif
