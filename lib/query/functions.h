/* Functions of the language: the rows of functions.def and what they do. */
#ifndef QUERY_FUNCTIONS_H
#define QUERY_FUNCTIONS_H

#include "query/query.h"

enum { FUNCTION_ARGUMENTS = 8, FUNCTION_SAME = 100 };

typedef query_value function_handler(query_run *run, const query_value *arguments,
                                     size_t count);

typedef struct function {
    const char *name, *arguments;
    uint8_t result; /* query_type, or FUNCTION_SAME */
    function_handler *run;
    const char *meaning;
} function;

/* Row `i`; NULL past the last. */
const function *function_at(size_t i);

#endif
