/* Arithmetic: what leaves its range, or is divided by zero, is NULL. */
#include "query/number.h"

#include <math.h>

#include "query/syntax.h"

static double as_real(const query_value *of)
{
    return of->type == QUERY_REAL ? of->as.real : (double)of->as.integer;
}

static query_value real_result(double number)
{
    return isfinite(number) ? (query_value){.type = QUERY_REAL, .as.real = number}
                            : query_null();
}

static query_value whole_result(int op, int64_t a, int64_t b)
{
    int64_t made = 0;
    int over = 0;
    switch (op) {
    case SYNTAX_ADD: over = __builtin_add_overflow(a, b, &made); break;
    case SYNTAX_SUBTRACT: over = __builtin_sub_overflow(a, b, &made); break;
    case SYNTAX_MULTIPLY: over = __builtin_mul_overflow(a, b, &made); break;
    default: over = !b || (a == INT64_MIN && b == -1); made = over ? 0 : a % b;
    }
    return over ? query_null() : query_integer(made);
}

query_value number_negate(query_value of)
{
    if (of.type == QUERY_NULL)
        return of;
    return of.type == QUERY_REAL ? real_result(-of.as.real)
                                 : whole_result(SYNTAX_SUBTRACT, 0, of.as.integer);
}

query_value number_calculate(int op, query_value a, query_value b)
{
    double x, y;
    if (a.type == QUERY_NULL || b.type == QUERY_NULL)
        return query_null();
    if (a.type == QUERY_INTEGER && b.type == QUERY_INTEGER && op != SYNTAX_DIVIDE)
        return whole_result(op, a.as.integer, b.as.integer);
    x = as_real(&a);
    y = as_real(&b);
    switch (op) {
    case SYNTAX_ADD: return real_result(x + y);
    case SYNTAX_SUBTRACT: return real_result(x - y);
    case SYNTAX_MULTIPLY: return real_result(x * y);
    case SYNTAX_DIVIDE: return real_result(x / y);
    default: return real_result(fmod(x, y));
    }
}
