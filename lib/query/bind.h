/* Names and types: from what the parser made to what can be evaluated. */
#ifndef QUERY_BIND_H
#define QUERY_BIND_H

#include "query/query.h"
#include "query/syntax.h"

typedef struct binder {
    const query_scope *scope;
    const char *text;
    query_fault *fault;
    arena *memory;
    query *into; /* probes */
    size_t probe_capacity;
    int no_memory;
    struct pattern *folding; /* where aggregates over matches may stand; NULL = nowhere */
    size_t fold_capacity;
} binder;

/* Bind a tree in place. 0 = the fault says why, or there is no memory. */
int bind(binder *b, syntax *s);

/* Whether two shapes may be compared; for order (<) if `ordered`. Literals among `x`, `y`
 * are turned into dates and ranks. 0 = they may not, which is then the fault of `whole`.
 */
int bind_pair(binder *b, syntax *whole, syntax *x, syntax *y, int ordered);

/* What a shape is called: "a whole number", "a status (maintained, academy, …)". */
const char *shape_words(const binder *b, shape of, char out[160]);

/* A function's row, and its arguments; on a call whose parts are bound. */
int bind_call(binder *b, syntax *s);

/* The kind or class that a name selects. 0 = none, which is then the fault. */
int bind_tie_label(binder *b, const syntax *at, const char *name, size_t n,
                   tie_label *out);

/* An aggregate, whose argument is bound: bind_fold.c. */
int bind_fold(binder *b, syntax *s);

/* A fault of a name or a type. Returns 0. */
int bind_stop(binder *b, const syntax *at, const char *id, const nearest *near,
              const char *format, ...) __attribute__((format(printf, 5, 6)));

static inline int shape_is_number(shape of)
{
    return !of.list && (of.type == QUERY_INTEGER || of.type == QUERY_REAL);
}
static inline int shape_is_record(shape of)
{
    return !of.list && (of.type == QUERY_NODE || of.type == QUERY_TIE ||
                        of.type == QUERY_ACT || of.type == QUERY_ABSENCE);
}

#endif
