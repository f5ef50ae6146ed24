/* Tables that the command itself makes: problems of several files, the measures there
 * are, routes. They are written as the library writes its own. */
#ifndef POLITY_LISTING_H
#define POLITY_LISTING_H

#include <stddef.h>

#include <polity/table.h>

#include "output.h"

enum { LISTING_COLUMNS = 12, LISTING_FACTS = 64 };

typedef struct listing {
    polity_column column[LISTING_COLUMNS]; /* texts borrowed */
    size_t columns, rows, capacity, facts;
    char **cell; /* row by row; NULL = undefined */
    char *fact[LISTING_FACTS][2];
    int failed; /* no memory */
} listing;

/* A column; before the first row. Its texts are borrowed. */
void listing_column(listing *to, const char *name, polity_type type, const char *meaning);

/* A row of as many texts as there are columns; NULL = undefined. They are copied. */
void listing_row(listing *to, const char *const *texts);

void listing_fact(listing *to, const char *name, const char *value);

/* The rows of a library's table. The first one gives its columns too, and has to live as
 * long. Later ones must have the same columns. */
void listing_table(listing *to, const polity_table *table);
void listing_facts(listing *to, const polity_table *table);

/* A cell; NULL if undefined or if there is no such column. */
const char *listing_cell(const listing *of, size_t row, const char *column);

/* Write as "table", "csv", "tsv", "json" or "jsonl". POLITY_ENOMEM, if it was short of
 * memory. */
polity_status listing_write(const listing *of, const char *format, int facts, output *to,
                            polity_error *err);

void listing_free(listing *of);

#endif
