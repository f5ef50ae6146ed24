#include "match/values.h"

#include <string.h>

#include "base/map.h"

static uint64_t hash_number(uint64_t sort, double number)
{
    if (number == 0) /* -0 is 0 */
        number = 0;
    return hash_mix(sort, hash_bytes(&number, sizeof number));
}

/* Categories that have an order come in it, others by their names. */
static int order_categories(const polity_dataset *data, const query_value *a,
                            const query_value *b)
{
    const char *one, *other;
    size_t n, m;
    int order;
    if (a->levels == LEVELS_PROPERTY && data->vocabulary.properties[a->kind].ordered)
        return a->as.integer < b->as.integer ? -1 : a->as.integer > b->as.integer;
    if (!query_as_text(data, a, &one, &n) || !query_as_text(data, b, &other, &m))
        return 0;
    order = memcmp(one, other, n < m ? n : m);
    return order ? order : n < m ? -1 : n > m;
}

uint64_t value_hash(const polity_dataset *data, const query_value *of)
{
    const char *text;
    size_t n;
    uint64_t made = 7;
    switch (of->type) {
    case QUERY_NULL: return 1;
    case QUERY_INTEGER: return hash_number(2, (double)of->as.integer);
    case QUERY_REAL: return hash_number(2, of->as.real);
    case QUERY_BOOLEAN:
    case QUERY_DATE:
    case QUERY_NODE: return hash_mix(of->type, (uint64_t)of->as.integer);
    case QUERY_TIE: return hash_mix(of->type, of->length);
    case QUERY_ACT:
    case QUERY_ABSENCE: return hash_mix(of->type, (uint64_t)(uintptr_t)of->as.act);
    case QUERY_PATH:
    case QUERY_LIST:
        for (uint32_t i = 0; i < of->length; i++)
            made = hash_mix(made, value_hash(data, &of->as.items[i]));
        return made;
    default:
        if (!query_as_text(data, of, &text, &n))
            return 3;
        return hash_mix(5, hash_bytes(text, n));
    }
}

static int order_lists(const polity_dataset *data, const query_value *a,
                       const query_value *b)
{
    uint32_t least = a->length < b->length ? a->length : b->length;
    for (uint32_t i = 0; i < least; i++) {
        int order = value_order(data, &a->as.items[i], &b->as.items[i]);
        if (order)
            return order;
    }
    return a->length < b->length ? -1 : a->length > b->length;
}

int value_order(const polity_dataset *data, const query_value *a, const query_value *b)
{
    int order = 0;
    if (a->type == QUERY_NULL || b->type == QUERY_NULL)
        return (a->type == QUERY_NULL) - (b->type == QUERY_NULL);
    if (a->type == b->type && (a->type == QUERY_LIST || a->type == QUERY_PATH))
        return order_lists(data, a, b);
    if (a->type == b->type && a->type == QUERY_NODE) { /* in the order of the data */
        order = a->as.integer < b->as.integer ? -1 : a->as.integer > b->as.integer;
        return order;
    }
    if (a->type == QUERY_CATEGORY && b->type == QUERY_CATEGORY &&
        a->levels == b->levels && a->kind == b->kind)
        return order_categories(data, a, b);
    if (query_compare(data, a, b, &order))
        return order;
    return (int)a->type - (int)b->type;
}

int value_same(const polity_dataset *data, const query_value *a, const query_value *b)
{
    return value_order(data, a, b) == 0;
}

int value_keep(query_value *to, const query_value *from, arena *memory)
{
    *to = *from;
    if (from->type == QUERY_TEXT && !from->symbol) {
        to->as.text = arena_text(memory, from->as.text, from->length);
        return to->as.text != NULL;
    }
    if (from->type == QUERY_TIE)
        to->as.tie = NULL; /* its number says it all */
    if (from->type == QUERY_LIST || from->type == QUERY_PATH) {
        query_value *items = arena_take(memory, (from->length + 1) * sizeof *items);
        if (!items)
            return 0;
        for (uint32_t i = 0; i < from->length; i++)
            if (!value_keep(&items[i], &from->as.items[i], memory))
                return 0;
        to->as.items = items;
    }
    return 1;
}
