/* Aggregates: of a list within one match, or of one value a match over many. */
#ifndef QUERY_FOLD_H
#define QUERY_FOLD_H

#include "query/query.h"

typedef enum fold_function {
#define AGGREGATE(name, id, argument, meaning) FOLD_##id,
#include "query/aggregates.def"
#undef AGGREGATE
    FOLD_FUNCTIONS
} fold_function;

/* Number of the aggregate of a name; -1 = there is none. */
int fold_find(const char *name, size_t n);
const char *fold_name(int function);

/* What is kept while values come in. Zero it. */
typedef struct fold {
    uint64_t count; /* of values that were not NULL */
    double real;    /* sum, with its compensation */
    double lost;
    int64_t whole;
    uint8_t is_real, over; /* over: the whole sum left 64 bits, and goes on as real */
    query_value best;      /* MIN, MAX: kept by the caller's copy */
} fold;

/* Take one value in. 1 = it is the best so far, which has to outlive the fold: copy
 * `best`. */
int fold_add(fold *to, int function, const polity_dataset *data,
             const query_value *value);
/* The result; of LIST the caller's own. */
query_value fold_result(const fold *of, int function);

/* All of a list at once. `room` holds as many items as it has: those that are folded,
 * NULL left out and, if `distinct`, each once; of LIST they are the result. */
query_value fold_list(int function, int distinct, const polity_dataset *data,
                      const query_value *list, query_value *room);

#endif
