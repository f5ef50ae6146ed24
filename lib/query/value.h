/* Values of expressions: what literals, properties and functions give. NULL is a value of
 * its own: not stated, not decided. */
#ifndef QUERY_VALUE_H
#define QUERY_VALUE_H

#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "model/dataset.h"

typedef enum query_type {
    QUERY_NULL, /* as a shape: any type at all */
    QUERY_BOOLEAN,
    QUERY_INTEGER,
    QUERY_REAL,
    QUERY_TEXT,
    QUERY_DATE,
    QUERY_CATEGORY,
    QUERY_NODE,
    QUERY_TIE,
    QUERY_ACT,
    QUERY_ABSENCE,
    QUERY_PATH, /* held as a list: node, tie, node, … */
    QUERY_LIST
} query_type;

/* Which list of names a category is of, with `kind` the number in it. */
typedef enum query_levels {
    LEVELS_PROPERTY, /* kind: of the property; ranks from 1 */
    LEVELS_WORDS,    /* kind: word_list; ranks from 1 */
    LEVELS_TYPES,    /* node types; ranks from 0 */
    LEVELS_KINDS     /* edge kinds; ranks from 0 */
} query_levels;

typedef struct query_value {
    uint8_t type;    /* query_type */
    uint8_t levels;  /* CATEGORY: query_levels */
    uint16_t kind;   /* CATEGORY */
    uint32_t length; /* TEXT: bytes; LIST, PATH: items; TIE of a pattern: 1 + its number,
                        by which two of them are compared */
    symbol symbol;   /* TEXT: of the data set, if it is known to be one; else 0 */
    union {
        int64_t integer; /* BOOLEAN, INTEGER, DATE (day), CATEGORY (rank), NODE (index) */
        double real;
        const char *text; /* not terminated */
        const struct edge *tie;
        const struct brokerage *act;
        const struct absence *absence;
        const struct query_value *items;
    } as;
} query_value;

static inline query_value query_null(void) { return (query_value){.type = QUERY_NULL}; }
static inline query_value query_boolean(int64_t is)
{
    return (query_value){.type = QUERY_BOOLEAN, .as.integer = is};
}
static inline query_value query_integer(int64_t number)
{
    return (query_value){.type = QUERY_INTEGER, .as.integer = number};
}
query_value query_text(const char *text, size_t n);
enum { QUERY_TEXT_LONGEST = 1 << 20 }; /* bytes of a text that is made; above, NULL */
/* Text of a symbol; NULL for 0. */
query_value query_symbol(const polity_dataset *data, symbol s);

/* A name of a category; NULL past its ends. */
const char *query_level(const polity_dataset *data, query_levels levels, uint16_t kind,
                        int64_t rank);
/* First and last rank. */
void query_ranks(const polity_dataset *data, query_levels levels, uint16_t kind,
                 int64_t *first, int64_t *last);
/* The rank of a name; -1 = it is none. */
int64_t query_rank(const polity_dataset *data, query_levels levels, uint16_t kind,
                   const char *name, size_t n);

/* Compare two values that are not NULL: *order < 0, 0, > 0. 0 = they cannot be compared.
 * Numbers by size, texts by code point, dates, categories by rank or by name, records by
 * identity, a node and a text by the node's id. */
int query_compare(const polity_dataset *data, const query_value *a, const query_value *b,
                  int *order);

/* Text of a value that has one by itself (text, category, node): for functions and LIKE.
 * 0 = it has none. */
int query_as_text(const polity_dataset *data, const query_value *of, const char **text,
                  size_t *n);

/* SQL's LIKE: % any run, _ one code point, after `escape` (0 = none) a character itself.
 */
int query_like(const char *text, size_t n, const char *pattern, size_t m,
               uint32_t escape);

/* A value as a person would write it, appended. */
void query_write(const polity_dataset *data, const query_value *of, buffer *to);

#endif
