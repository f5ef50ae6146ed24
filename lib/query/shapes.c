/* What may be compared with what. */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "query/bind.h"

static const char *const words[] = {[QUERY_NULL] = "NULL",
                                    [QUERY_BOOLEAN] = "a condition",
                                    [QUERY_INTEGER] = "a whole number",
                                    [QUERY_REAL] = "a number",
                                    [QUERY_TEXT] = "text",
                                    [QUERY_DATE] = "a date",
                                    [QUERY_CATEGORY] = "a category",
                                    [QUERY_NODE] = "a node",
                                    [QUERY_TIE] = "a tie",
                                    [QUERY_ACT] = "an act of brokerage",
                                    [QUERY_ABSENCE] = "a stated absence",
                                    [QUERY_PATH] = "a path",
                                    [QUERY_LIST] = "a list"};

const char *shape_words(const binder *b, shape of, char out[160])
{
    const polity_dataset *data = b->scope->data;
    const char *what = words[of.type];
    if (of.type == QUERY_CATEGORY && of.levels == LEVELS_PROPERTY)
        what = data->vocabulary.properties[of.kind].name;
    else if (of.type == QUERY_CATEGORY && of.levels == LEVELS_WORDS)
        what = word_list_name((word_list)of.kind);
    else if (of.type == QUERY_CATEGORY)
        what = of.levels == LEVELS_TYPES ? "a node type" : "a kind of tie";
    snprintf(out, 160, "%s%.80s", of.list ? "a list of " : "", what);
    return out;
}

/* A literal text is a level of the category that it is compared with. */
static int be_level(binder *b, shape category, syntax *literal)
{
    const polity_dataset *data = b->scope->data;
    query_levels levels = (query_levels)category.levels;
    const char *name = literal->constant.as.text;
    size_t n = literal->constant.length;
    int64_t first = 0, last = 0, rank = query_rank(data, levels, category.kind, name, n);
    char shown[160];
    nearest near;
    if (rank >= 0) {
        literal->constant = (query_value){.type = QUERY_CATEGORY,
                                          .levels = category.levels,
                                          .kind = category.kind,
                                          .as.integer = rank};
        literal->shape = category;
        return 1;
    }
    nearest_begin(&near, name, n);
    query_ranks(data, levels, category.kind, &first, &last);
    for (int64_t i = first; i <= last; i++)
        nearest_offer(&near, query_level(data, levels, category.kind, i));
    if (levels == LEVELS_PROPERTY)
        return bind_stop(b, literal, "query-name", &near,
                         "\"%.*s\" is no level of \"%s\", which has %lld from \"%s\" to "
                         "\"%s\"",
                         (int)(n < 40 ? n : 40), name, shape_words(b, category, shown),
                         (long long)(last - first + 1),
                         query_level(data, levels, category.kind, first),
                         query_level(data, levels, category.kind, last));
    return bind_stop(b, literal, "query-name", &near, "no %s is called \"%.*s\"",
                     levels == LEVELS_WORDS   ? word_list_name((word_list)category.kind)
                     : levels == LEVELS_TYPES ? "node type"
                                              : "kind of tie",
                     (int)(n < 60 ? n : 60), name);
}

static int be_date(binder *b, syntax *literal)
{
    int32_t day;
    if (!date_is_day((uint8_t)date_read(literal->constant.as.text,
                                        literal->constant.length, &day)))
        return bind_stop(b, literal, "query-type", NULL,
                         "a date is compared with a date: YYYY, YYYY-MM or YYYY-MM-DD");
    literal->constant = (query_value){.type = QUERY_DATE, .as.integer = day};
    literal->shape.type = QUERY_DATE;
    return 1;
}

/* A number that a category is compared with is one of its ranks. */
static int be_rank(binder *b, shape category, const syntax *literal)
{
    const polity_dataset *data = b->scope->data;
    query_levels levels = (query_levels)category.levels;
    int64_t first, last, rank = literal->constant.as.integer;
    query_ranks(data, levels, category.kind, &first, &last);
    if (levels != LEVELS_PROPERTY || (rank >= first && rank <= last))
        return 1;
    return bind_stop(
        b, literal, "query-type", NULL,
        "%lld is no rank of \"%s\", which has %lld (\"%s\") to %lld (\"%s\")",
        (long long)rank, data->vocabulary.properties[category.kind].name,
        (long long)first, query_level(data, levels, category.kind, first),
        (long long)last, query_level(data, levels, category.kind, last));
}

/* 1 = turned or nothing to turn; 0 = a fault. */
static int turn(binder *b, shape to, syntax *literal)
{
    if (literal->op != SYNTAX_CONSTANT || to.list)
        return 1;
    if (to.type == QUERY_CATEGORY && literal->shape.type == QUERY_INTEGER)
        return be_rank(b, to, literal);
    if (literal->shape.type != QUERY_TEXT)
        return 1;
    if (to.type == QUERY_CATEGORY)
        return be_level(b, to, literal);
    return to.type == QUERY_DATE ? be_date(b, literal) : 1;
}

static int is_ordered(const binder *b, shape category)
{
    return category.levels == LEVELS_PROPERTY &&
           b->scope->data->vocabulary.properties[category.kind].ordered;
}

static int is_id(shape of) { return of.type == QUERY_TEXT || of.type == QUERY_NODE; }

static int comparable(const binder *b, shape x, shape y, int ordered)
{
    if (x.list || y.list)
        return 0;
    if (x.type == QUERY_NULL || y.type == QUERY_NULL)
        return 1;
    if (shape_is_number(x) && shape_is_number(y))
        return 1;
    if (x.type == QUERY_CATEGORY && shape_is_number(y))
        return is_ordered(b, x);
    if (y.type == QUERY_CATEGORY && shape_is_number(x))
        return is_ordered(b, y);
    if (x.type == QUERY_CATEGORY && y.type == QUERY_CATEGORY)
        return x.levels == y.levels && x.kind == y.kind ? !ordered || is_ordered(b, x)
                                                        : !ordered;
    if (x.type == QUERY_CATEGORY || y.type == QUERY_CATEGORY)
        return !ordered && (x.type == QUERY_TEXT || y.type == QUERY_TEXT);
    if (is_id(x) && is_id(y))
        return !ordered || (x.type == QUERY_TEXT && y.type == QUERY_TEXT);
    return x.type == y.type && (!ordered || x.type == QUERY_DATE);
}

int bind_pair(binder *b, syntax *whole, syntax *x, syntax *y, int ordered)
{
    char one[160], other[160];
    if (!turn(b, x->shape, y) || !turn(b, y->shape, x))
        return 0;
    if (comparable(b, x->shape, y->shape, ordered))
        return 1;
    if (x->shape.list != y->shape.list)
        return bind_stop(b, whole, "query-type", NULL,
                         "a single value is compared with several: write value IN list");
    if (ordered && comparable(b, x->shape, y->shape, 0))
        return bind_stop(b, whole, "query-type", NULL,
                         "%s has no order: only = and <> compare it",
                         shape_words(b, x->shape, one));
    if (x->shape.type == QUERY_CATEGORY && shape_is_number(y->shape))
        return bind_stop(b, whole, "query-type", NULL,
                         "%s has no ranks: compare it with one of its names",
                         shape_words(b, x->shape, one));
    return bind_stop(b, whole, "query-type", NULL, "%s cannot be compared with %s",
                     shape_words(b, x->shape, one), shape_words(b, y->shape, other));
}
