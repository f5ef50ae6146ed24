/* Binding of aggregates: over a list they stand for a value in place; over matches they
 * are put aside, to be folded while the matches come in. */
#include "base/alloc.h"
#include "query/bind.h"
#include "query/fold.h"
#include "query/pattern.h"

/* What an aggregate of values of a shape gives. 0 = there is none, which is the fault. */
static int fold_shape(binder *b, syntax *s, shape of)
{
    char shown[160];
    of.list = 0;
    switch (s->number) {
    case FOLD_COUNT: s->shape = (shape){.type = QUERY_INTEGER}; return 1;
    case FOLD_SUM:
    case FOLD_AVG:
        if (of.type != QUERY_NULL && !shape_is_number(of))
            return bind_stop(b, s->parts[0], "query-type", NULL,
                             "expected a number; this is %s", shape_words(b, of, shown));
        s->shape = (shape){.type = s->number == FOLD_AVG ? QUERY_REAL : of.type};
        return 1;
    case FOLD_LIST:
        s->shape = of;
        s->shape.list = 1;
        return 1;
    default:
        if (shape_is_record(of) || of.type == QUERY_PATH)
            return bind_stop(b, s->parts[0], "query-type", NULL,
                             "%s has no order: only values have a smallest and a largest",
                             shape_words(b, of, shown));
        s->shape = of;
        return 1;
    }
}

static int has_result(const syntax *s)
{
    if (s->op == SYNTAX_RESULT)
        return 1;
    for (uint32_t i = 0; i < s->count; i++)
        if (has_result(s->parts[i]))
            return 1;
    return 0;
}

static int put_aside(binder *b, syntax *s)
{
    pattern *to = b->folding;
    if (!memory_grow((void **)&to->folds, &b->fold_capacity, to->fold_count + 1,
                     sizeof *to->folds)) {
        b->no_memory = 1;
        return 0;
    }
    to->folds[to->fold_count] = (pattern_fold){.function = (uint8_t)s->number,
                                               .distinct = s->distinct,
                                               .value = s->count ? s->parts[0] : NULL};
    s->op = SYNTAX_RESULT;
    s->number = (uint16_t)to->fold_count++;
    s->count = 0; /* what it is of is read while folding alone */
    return 1;
}

int bind_fold(binder *b, syntax *s)
{
    if (s->count && !fold_shape(b, s, s->parts[0]->shape))
        return 0;
    if (!s->count)
        s->shape = (shape){.type = QUERY_INTEGER};
    if (s->count && has_result(s->parts[0]))
        return bind_stop(b, s, "query-type", NULL, "an aggregate of an aggregate");
    if (s->count && s->parts[0]->shape.list)
        return 1;
    if (!b->folding)
        return bind_stop(b, s, "query-type", NULL,
                         "%s() of one value stands in RETURN, HAVING or ORDER BY alone",
                         fold_name(s->number));
    return put_aside(b, s);
}
