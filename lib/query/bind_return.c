/* Binding of RETURN and ORDER BY. */
#include <string.h>

#include "query/bind_pattern.h"

/* Whether an item reads what matches are folded into, and what of a single match. */
static void look(const syntax *s, int *folds, int *reads)
{
    *folds |= s->op == SYNTAX_RESULT;
    *reads |= s->op == SYNTAX_VARIABLE;
    for (uint32_t i = 0; i < s->count; i++)
        look(s->parts[i], folds, reads);
}

static int bind_item(binder *b, pattern_item *item)
{
    int folds = 0, reads = 0;
    if (!bind(b, item->value))
        return 0;
    look(item->value, &folds, &reads);
    item->folds = (uint8_t)folds;
    if (folds && reads)
        return bind_stop(b, item->value, "query-type", NULL,
                         "a value of one match beside an aggregate of many: make it a "
                         "column of its own");
    return 1;
}

/* The variable with a name that stands next in the text; as many as there are = none. */
static size_t next_variable(const pattern *of, uint32_t after)
{
    size_t best = of->variables.count;
    for (size_t v = 0; v < of->variables.count; v++)
        if (of->variables.variables[v].name[0] &&
            (after == UINT32_MAX || of->named_at[v] > after) &&
            (best == of->variables.count || of->named_at[v] < of->named_at[best]))
            best = v;
    return best;
}

/* RETURN *, or no RETURN: every variable with a name; without any, the number of matches.
 */
static int return_all(binder *b, pattern *to)
{
    const query_scope *in = &to->variables;
    pattern_item *items = arena_take(b->memory, (in->count + 1) * sizeof *items);
    syntax *values = arena_take(b->memory, (in->count + 1) * sizeof *values);
    if (!items || !values) {
        b->no_memory = 1;
        return 0;
    }
    to->items = items;
    for (size_t v = next_variable(to, UINT32_MAX); v < in->count;
         v = next_variable(to, to->named_at[v])) {
        items[to->item_count] =
            (pattern_item){.value = &values[to->item_count], .column = -1};
        values[to->item_count].op = SYNTAX_VARIABLE;
        values[to->item_count].number = (uint16_t)v;
        to->item_count++;
    }
    if (!to->item_count) {
        items[to->item_count] = (pattern_item){.value = &values[0], .column = -1};
        values[0].op = SYNTAX_FOLD; /* count(*) */
        to->item_count = 1;
    }
    return 1;
}

static int same_text(const char *text, uint32_t at, uint32_t n, uint32_t other,
                     uint32_t m)
{
    return n == m && !memcmp(text + at, text + other, n);
}

/* The column that a value of ORDER BY is, by its name or its words; -1 = none. */
static int32_t column_of(const binder *b, const pattern *to, const syntax *s)
{
    for (size_t i = 0; i < to->item_count; i++) {
        const pattern_item *item = &to->items[i];
        if (item->name_length
                ? same_text(b->text, s->at, s->length, item->name, item->name_length)
                : item->value->length && same_text(b->text, s->at, s->length,
                                                   item->value->at, item->value->length))
            return (int32_t)i;
    }
    for (size_t i = 0; i < to->item_count;
         i++) /* the words of a column that has a name */
        if (to->items[i].value->length &&
            same_text(b->text, s->at, s->length, to->items[i].value->at,
                      to->items[i].value->length))
            return (int32_t)i;
    return -1;
}

static int bind_order(binder *b, pattern *to, pattern_item *item, int folds)
{
    item->column = column_of(b, to, item->value);
    if (item->column >= 0)
        return 1;
    if (!bind_item(b, item))
        return 0;
    if (to->distinct)
        return bind_stop(b, item->value, "query-type", NULL,
                         "with DISTINCT, rows are ordered by their columns alone");
    if (folds && !item->folds)
        return bind_stop(b, item->value, "query-type", NULL,
                         "groups are ordered by their columns or by aggregates");
    if (!folds && item->folds)
        return bind_stop(b, item->value, "query-type", NULL,
                         "matches are not folded into groups here, so that there is no "
                         "aggregate to order by");
    return 1;
}

/* HAVING looks at aggregates alone. */
static int bind_having(binder *b, pattern *to, int folds)
{
    pattern_item item = {.value = to->having};
    if (!bind_item(b, &item))
        return 0;
    if (!folds || !item.folds)
        return bind_stop(b, to->having, "query-type", NULL,
                         "HAVING chooses groups by their aggregates; matches are chosen "
                         "by WHERE or FILTER");
    return 1;
}

int bind_return(binder *b, pattern *to)
{
    int folds = 0;
    if (!to->item_count && !return_all(b, to))
        return 0;
    for (size_t i = 0; i < to->item_count; i++) {
        if (!bind_item(b, &to->items[i]))
            return 0;
        folds |= to->items[i].folds;
    }
    for (size_t i = 0; i < to->order_count; i++)
        if (!bind_order(b, to, &to->order[i], folds))
            return 0;
    return !to->having || bind_having(b, to, folds);
}
