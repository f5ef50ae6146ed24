/* Expressions over the records of a data set: compiled once, then evaluated for any
 * number of records at a date. The same lexer, parser and values serve --where, rules and
 * checks.
 *
 * Three-valued: NULL is not stated or not decided; NOT NULL is NULL, FALSE AND NULL is
 * FALSE. */
#ifndef QUERY_QUERY_H
#define QUERY_QUERY_H

#include "base/arena.h"
#include "query/fault.h"
#include "query/ties.h"
#include "query/value.h"

enum { QUERY_VARIABLES = 32, QUERY_PLACES = 16 };

/* A name that stands for a record. */
typedef struct query_variable {
    const char *name;
    uint8_t type;       /* QUERY_NODE, QUERY_TIE, QUERY_ACT, QUERY_ABSENCE, QUERY_PATH */
    uint16_t node_type; /* NODE: known to be of it; VOCABULARY_NONE = any */
    uint8_t list;       /* it stands for several, in order */
} query_variable;

/* What $name stands for: a constant. */
typedef struct query_parameter {
    const char *name;
    query_value value; /* its text outlives what is compiled */
} query_parameter;

enum { QUERY_VIEW_NONE, QUERY_VIEW_ALL, QUERY_VIEW_DAY };

/* What names may mean where an expression stands. */
typedef struct query_scope {
    const polity_dataset *data;
    query_variable variables[QUERY_VARIABLES];
    size_t count;
    int bare;  /* number of the variable that bare names belong to; -1 = none */
    int views; /* QUERY_VIEW_…: whether at() is known, and degree() as well */
    const query_parameter *parameters;
    size_t parameter_count;
    int bare_parameters; /* they are known by their bare names as well */
    int along;           /* a pattern is one path, which is selected as ANY SHORTEST */
} query_scope;

struct syntax;
typedef struct query {
    const polity_dataset *data;
    const char *text; /* kept in `memory` */
    struct syntax *root;
    arena memory;
    uint16_t probes; /* readings of properties, each counted while evaluating */
    struct query_probe {
        uint16_t property, variable; /* variable: that the path begins at */
        uint32_t at, length;         /* of the text */
    } * probe;
    uint32_t used; /* bit a variable */
} query;

/* Compile `text`. On a fault, or without memory (a fault without id), 0, and nothing is
 * to be freed. `condition`: it must give TRUE, FALSE or NULL. */
int query_compile(query *to, const char *text, const query_scope *scope, int condition,
                  query_fault *fault);
void query_free(query *of);

/* What an evaluation reads and keeps. Zero it, set the first fields, free it. One a
 * thread. */
typedef struct query_run {
    const polity_dataset *data;
    int dated; /* 0 = all dates; else the window [from, to) */
    int32_t from, to;
    const uint32_t *degree[3]; /* in, out, both, by index of the node; NULL = not known */
    query_ties *ties;          /* for tied(), ties_in(), ties_out(); NULL = not there */
    query_value variables[QUERY_VARIABLES];
    const query_value *results; /* of a pattern's folds; NULL = there are none */
    arena scratch; /* texts and lists made on the way; emptied by each evaluation */
    struct query_count {
        uint32_t read, missing;   /* how often a property was read, and had no value */
    } * counts;                   /* one a probe; nullable */
    uint32_t place[QUERY_PLACES]; /* where properties were found last */
    int no_memory;
    int several; /* a history had several values in the window: property, record */
    uint16_t several_property;
    symbol several_record;
} query_run;
void query_run_free(query_run *of);

/* The value of a compiled expression. Borrowed from the data, the query or the scratch:
 * it is good until the next evaluation. `no_memory` and `several` stay set once they are.
 */
query_value query_evaluate(query_run *run, const query *of);

/* As a condition: 1 true, 0 false, -1 NULL. */
int query_test(query_run *run, const query *of);

/* What went wrong while evaluating: POLITY_OK, POLITY_EUNFIT, POLITY_ENOMEM. */
polity_status query_run_status(const query_run *of, polity_error *err);

/* Parts of a condition joined by AND: their number, and whether part `i` is an equality
 * of two sides that read one variable each, `*left` and `*right` (bits of variables)
 * differing. */
size_t query_parts(const query *of);
int query_part_is_join(const query *of, size_t i, uint32_t *left, uint32_t *right);
/* Whether the whole expression is one such part, of texts: two of the same text are
 * equal. */
int query_joins_by_text(const query *of);
/* The side of such a part that reads the variables `side`, evaluated. */
query_value query_part_side(query_run *run, const query *of, size_t i, uint32_t side);
/* All parts but part `i`, as a condition; `i` = query_parts(): all of them. */
int query_test_but(query_run *run, const query *of, size_t i);

/* The days on which what the expression reads of the records bound in `run` may change,
 * within (from, to), appended unsorted and perhaps twice. Follows references and the
 * run's variables whose bit is in `variables`. 0 = no memory. */
typedef struct query_days {
    int32_t *days;
    size_t count, capacity;
} query_days;
int query_changes(const query_run *run, const query *of, uint32_t variables, int32_t from,
                  int32_t to, query_days *out);

#endif
