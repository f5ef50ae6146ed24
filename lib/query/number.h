/* Arithmetic of values. */
#ifndef QUERY_NUMBER_H
#define QUERY_NUMBER_H

#include "query/value.h"

query_value number_negate(query_value of);
/* `op`: SYNTAX_ADD to SYNTAX_MODULO. */
query_value number_calculate(int op, query_value a, query_value b);

#endif
