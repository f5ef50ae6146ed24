/* What a table is made of: for table.c and text.c alone. */
#ifndef TABLE_COLUMN_H
#define TABLE_COLUMN_H

#include <stdatomic.h>

#include "table/facts.h"
#include "table/table.h"

typedef struct column {
    polity_column info;
    union {
        double *reals;
        int64_t *ints;
        char **texts;
    } cells;
    uint8_t *reasons; /* NULL = all defined */
    _Atomic(struct words *)
        words; /* cells of numbers as text, made when first asked for */
} column;

typedef struct words {
    char *bytes;
    size_t first[]; /* where each row's text begins; SIZE_MAX = undefined */
} words;

struct polity_table {
    size_t rows, row_capacity;
    column *columns;
    size_t column_count, column_capacity;
    facts facts;
    table_names names;
};

void words_free(words *of);

#endif
