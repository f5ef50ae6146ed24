#include "query/fold.h"

#include <math.h>
#include <string.h>

static const char *const names[] = {
#define AGGREGATE(name, id, argument, meaning) name,
#include "query/aggregates.def"
#undef AGGREGATE
};

int fold_find(const char *name, size_t n)
{
    for (int i = 0; i < FOLD_FUNCTIONS; i++)
        if (strlen(names[i]) == n && !memcmp(names[i], name, n))
            return i;
    return -1;
}

const char *fold_name(int function) { return names[function]; }

/* Neumaier's sum: what rounding loses is kept and added at the end. */
static void add_real(fold *to, double x)
{
    double sum = to->real + x;
    to->lost += fabs(to->real) >= fabs(x) ? (to->real - sum) + x : (x - sum) + to->real;
    to->real = sum;
}

static void add_number(fold *to, const query_value *value)
{
    if (value->type == QUERY_REAL) {
        to->is_real = 1;
        add_real(to, value->as.real);
        return;
    }
    add_real(to, (double)value->as.integer);
    if (!to->over && __builtin_add_overflow(to->whole, value->as.integer, &to->whole))
        to->over = 1;
}

int fold_add(fold *to, int function, const polity_dataset *data, const query_value *value)
{
    int order = 0;
    if (value->type == QUERY_NULL)
        return 0;
    to->count++;
    if (function == FOLD_SUM || function == FOLD_AVG)
        add_number(to, value);
    if (function != FOLD_MIN && function != FOLD_MAX)
        return 0;
    if (to->count > 1 && query_compare(data, value, &to->best, &order) &&
        (function == FOLD_MIN ? order >= 0 : order <= 0))
        return 0;
    to->best = *value;
    return 1;
}

static query_value as_real(double number)
{
    return isfinite(number) ? (query_value){.type = QUERY_REAL, .as.real = number}
                            : query_null();
}

query_value fold_result(const fold *of, int function)
{
    switch (function) {
    case FOLD_COUNT: return query_integer((int64_t)of->count);
    case FOLD_SUM:
        return of->is_real || of->over ? as_real(of->real + of->lost)
                                       : query_integer(of->whole);
    case FOLD_AVG:
        return of->count ? as_real((of->real + of->lost) / (double)of->count)
                         : query_null();
    default: return of->count ? of->best : query_null();
    }
}

static int is_among(const polity_dataset *data, const query_value *of,
                    const query_value *items, uint32_t n)
{
    int order;
    for (uint32_t i = 0; i < n; i++)
        if (query_compare(data, of, &items[i], &order) && !order)
            return 1;
    return 0;
}

query_value fold_list(int function, int distinct, const polity_dataset *data,
                      const query_value *list, query_value *room)
{
    fold made = {0};
    uint32_t n = 0;
    if (list->type != QUERY_LIST)
        return function == FOLD_LIST ? *list : fold_result(&made, function);
    for (uint32_t i = 0; i < list->length; i++) {
        const query_value *item = &list->as.items[i];
        if (item->type == QUERY_NULL || (distinct && is_among(data, item, room, n)))
            continue;
        room[n++] = *item;
        fold_add(&made, function, data, item);
    }
    if (function == FOLD_LIST)
        return (query_value){.type = QUERY_LIST, .length = n, .as.items = room};
    return fold_result(&made, function);
}
