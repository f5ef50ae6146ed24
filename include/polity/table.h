/**
 * Result tables: typed columns, undefined cells with their reason, facts about the whole.
 *
 * Every number the library gives comes in one of these, with its definition among the
 * facts. A table is immutable and independent of what it was made from: free them in any
 * order.
 */
#ifndef POLITY_TABLE_H
#define POLITY_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include <polity/error.h>
#include <polity/option.h>
#include <polity/run.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A result. Opaque; yours when a call gave it; polity_table_free(). */
typedef struct polity_table polity_table;

/** What a column holds. */
typedef enum polity_type {
    POLITY_REAL = 1,
    POLITY_INT,
    POLITY_BOOL, /**< 0 or 1 */
    POLITY_TEXT,
    POLITY_NODE, /**< index of a node in the network inside, its id outside */
    POLITY_TIE,  /**< index of a tie in the network inside, its id outside */
    POLITY_DATE  /**< days from 1970-01-01 inside, ISO 8601 outside */
} polity_type;

/** A column's description. Reached by pointer alone, so it may grow at its end. Borrowed.
 */
typedef struct polity_column {
    const char *name;
    const char *unit;    /**< "" = a pure number or none */
    const char *meaning; /**< one line */
    polity_type type;
} polity_column;

POLITY_API size_t polity_table_rows(const polity_table *table);
POLITY_API size_t polity_table_columns(const polity_table *table);

/** Description of a column; NULL past the last. Borrowed from the table. */
POLITY_API const polity_column *polity_table_column(const polity_table *table,
                                                    size_t column);

/** Index of the column called `name`; -1 if there is none. */
POLITY_API ptrdiff_t polity_table_find(const polity_table *table, const char *name);

/** The cells of a REAL column, one a row; an undefined cell holds NaN. NULL for other
 * types. */
POLITY_API const double *polity_table_reals(const polity_table *table, size_t column);

/** The cells of an INT, BOOL, NODE, TIE or DATE column; an undefined cell holds 0 and has
 * a reason. NULL for other types. */
POLITY_API const int64_t *polity_table_ints(const polity_table *table, size_t column);

/**
 * One cell of any type, as CSV would print it. NULL if it is undefined or does not exist.
 *
 * Borrowed from the table. The text of a column of numbers is made when one of its cells
 * is first asked for (O(rows)); NULL, too, if there is no memory for it.
 */
POLITY_API const char *polity_table_text(const polity_table *table, size_t row,
                                         size_t column);

/** Reasons of a column's undefined cells, one byte a row, 0 = defined; NULL = every cell
 * defined. */
POLITY_API const uint8_t *polity_table_reasons(const polity_table *table, size_t column);

/** The word for the number of a reason, such as "isolate"; "" for 0; never NULL. */
POLITY_API const char *polity_reason_name(int number);

/** Number of facts: definition, selection, seed, quality, versions, digest of the data.
 */
POLITY_API size_t polity_table_facts(const polity_table *table);

/** Value of fact `i`, its name in `*name` (nullable). NULL past the last. Borrowed. */
POLITY_API const char *polity_table_fact(const polity_table *table, size_t i,
                                         const char **name);

/** Value of the fact called `name`; NULL if there is none. Borrowed. */
POLITY_API const char *polity_table_fact_named(const polity_table *table,
                                               const char *name);

/**
 * A table with the rows of another in a new order, cut off, or both.
 *
 * Reads the options `sort` (a column; reals and numbers largest first, text A to Z; a
 * leading "-" turns it round; undefined cells last; ties keep the order they had) and
 * `top` (that many rows).
 *
 * @param[out] out    the new table, yours. NULL on error
 * @return POLITY_OK, POLITY_ENOTFOUND (no such column; the nearest is named),
 * POLITY_EARG, POLITY_ENOMEM
 */
POLITY_API POLITY_MUST_USE polity_status polity_table_order(polity_table **out,
                                                            const polity_table *table,
                                                            const polity_option *options,
                                                            size_t n, polity_error *err);

/**
 * Write a table.
 *
 * @param format   "table" (aligned text, `–` for undefined, facts below), "csv" (RFC
 * 4180, header of column names, undefined empty), "tsv", "json" (one document with facts,
 * columns and rows; undefined null, its reason in "?"), "jsonl" (one row a line)
 * @param options  `facts` = true|false: whether "table" ends with them (default true)
 * @param sink     receives the bytes, in UTF-8
 * @return POLITY_OK, POLITY_EARG (no such format; the nearest is named), POLITY_EIO (the
 * sink failed), POLITY_ENOMEM
 *
 * Numbers are in their shortest form that reads back the same, whatever the locale.
 */
POLITY_API POLITY_MUST_USE polity_status polity_table_write(
    const polity_table *table, const char *format, const polity_option *options, size_t n,
    polity_sink sink, void *user, polity_error *err);

/** Free a table; NULL is fine. */
POLITY_API void polity_table_free(polity_table *table);

#ifdef __cplusplus
}
#endif

#endif
