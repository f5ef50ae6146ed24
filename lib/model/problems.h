/* Faults found in data: collected all, located each, handed out as a table. */
#ifndef MODEL_PROBLEMS_H
#define MODEL_PROBLEMS_H

#include <stddef.h>
#include <stdint.h>

#include <polity/dataset.h>

#include "base/error.h"

typedef struct problem {
    uint16_t fault;  /* row of faults.def */
    uint8_t warning; /* 0 = an error, 1 = a warning, 2 = information */
    uint32_t line, column;
    char *file, *path, *value, *nearest, *message;
} problem;

typedef struct problems {
    problem *rows;
    size_t count, capacity;
    size_t errors;   /* among all found, kept or not */
    size_t dropped;  /* over PROBLEMS_MOST */
    int failed;      /* no memory for one of them */
    int errors_only; /* set by who wants no others: then they are not kept, nor need they
                        be looked for */
} problems;

enum { PROBLEMS_MOST = 100000 };

/* Add a fault, of the level of its row, or as a warning. `value` and `nearest` may be
 * NULL. */
void problems_add(problems *to, const char *id, const error_place *place,
                  const char *value, const char *nearest, const char *format, ...)
    __attribute__((format(printf, 6, 7)));
void problems_add_warning(problems *to, const char *id, const error_place *place,
                          const char *value, const char *nearest, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

/* Forget those from `count` on. */
void problems_cut(problems *of, size_t count);

/* Turn the errors of one fault into warnings. */
void problems_forgive(problems *of, const char *id);

/* Forget the warnings from row `from` on; or all but the errors of one fault. */
void problems_drop_warnings(problems *of, size_t from);
void problems_only(problems *of, const char *id);
int problems_has(const problems *of, const char *id);

/* Whether any fault is one of the text itself, not of what it says. */
int problems_of_text(const problems *of);

/* Order by file (as first met), line and column. */
void problems_sort(problems *of);

/* The table `level id file line column path value nearest message`. */
polity_status problems_table(const problems *of, polity_table **out, polity_error *err);

/* The status of what was found, with `err` the first error: POLITY_OK, POLITY_ESYNTAX,
 * POLITY_EDATA, POLITY_EVERSION, POLITY_ENOMEM. */
polity_status problems_status(const problems *of, polity_error *err);

void problems_free(problems *of);

#endif
