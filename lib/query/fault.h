/* What is wrong with a query: what, where in its text, and the name that was meant. */
#ifndef QUERY_FAULT_H
#define QUERY_FAULT_H

#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/nearest.h"

typedef struct query_fault {
    const char *id;      /* "query-syntax", "query-name", "query-type"; NULL = none */
    uint32_t at, length; /* bytes of the text that it is about */
    char message[300];
    char nearest[64]; /* "" = none */
} query_fault;

/* The first fault wins. Returns NULL, for `return query_fault_set(…)` of a parser. */
void *query_fault_set(query_fault *to, const char *id, uint32_t at, uint32_t length,
                      const nearest *near, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

/* Column of its first code point, 1-based. */
int32_t query_fault_column(const query_fault *of, const char *text);

/* The line of the text that it is in and a caret below, cut to a readable width: two
 * lines, each ended. `out` has room for QUERY_SHOWN bytes. */
enum { QUERY_SHOWN = 1024 };
void query_fault_show(const query_fault *of, const char *text, char out[QUERY_SHOWN]);

/* The fault of an option's text as an error: POLITY_EQUERY, or POLITY_ENOMEM. */
polity_status query_fault_error(const query_fault *of, const char *name, const char *text,
                                polity_error *err);

#endif
