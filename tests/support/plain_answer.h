/* What an expression gives, by the plainest means: see plain.h. */
#ifndef SUPPORT_PLAIN_ANSWER_H
#define SUPPORT_PLAIN_ANSWER_H

#include "plain.h"

/* Whether any of a list is equal to `x`, as OR of equalities. */
static inline int plain_among(const plain_question *q, const plain_value *x,
                              const plain_value *items, int count)
{
    int is = 0;
    for (int i = 0; i < count; i++)
        is = plain_logic(X_OR, is, plain_holds(q, X_EQUAL, x, &items[i]));
    return is;
}

/* The values of a property of many; -1 = there is none. */
static inline int plain_many(plain_question *q, const plain_expression *x,
                             plain_value *out)
{
    plain_value record = plain_answer(q, x->parts[0]);
    if (record.type == PLAIN_NULL ||
        q->world->nodes[record.whole].properties[x->number].form == '-')
        return -1;
    return plain_read(q, (int)record.whole, x->number, out);
}

static inline plain_value plain_property_value(plain_question *q,
                                               const plain_expression *x)
{
    plain_value record = plain_answer(q, x->parts[0]), found[PLAIN_ITEMS];
    int count;
    if (record.type == PLAIN_NULL)
        return record;
    count = plain_read(q, (int)record.whole, x->number, found);
    q->several |= count > 1;
    return count == 1 ? found[0] : plain_none();
}

static inline plain_value plain_real(double number)
{
    plain_value made = {.type = PLAIN_REAL, .real = number};
    return isfinite(number) ? made : plain_none();
}

static inline plain_value plain_fit(__int128 number)
{
    return number > INT64_MAX || number < INT64_MIN
               ? plain_none()
               : plain_whole(PLAIN_WHOLE, (int64_t)number);
}

static inline plain_value plain_compute(int op, const plain_value *a,
                                        const plain_value *b)
{
    double x = a->type == PLAIN_REAL ? a->real : (double)a->whole,
           y = b->type == PLAIN_REAL ? b->real : (double)b->whole;
    if (a->type == PLAIN_NULL || b->type == PLAIN_NULL)
        return plain_none();
    if (a->type == PLAIN_WHOLE && b->type == PLAIN_WHOLE && op != X_DIVIDE) {
        __int128 m = a->whole, n = b->whole;
        return op == X_ADD                             ? plain_fit(m + n)
               : op == X_SUBTRACT                      ? plain_fit(m - n)
               : op == X_MULTIPLY                      ? plain_fit(m * n)
               : n == 0 || (m == INT64_MIN && n == -1) ? plain_none()
                                                       : plain_fit(m % n);
    }
    return plain_real(op == X_ADD        ? x + y
                      : op == X_SUBTRACT ? x - y
                      : op == X_MULTIPLY ? x * y
                      : op == X_DIVIDE   ? x / y
                                         : fmod(x, y));
}

static inline plain_value plain_number(plain_question *q, const plain_expression *x)
{
    plain_value a = plain_answer(q, x->parts[0]), zero = plain_whole(PLAIN_WHOLE, 0);
    if (a.type == PLAIN_NULL)
        return a;
    switch (x->op) {
    case X_NEGATE:
        return a.type == PLAIN_REAL ? plain_real(-a.real)
                                    : plain_compute(X_SUBTRACT, &zero, &a);
    case X_ABS:
        if (a.type == PLAIN_REAL)
            return plain_real(a.real < 0 ? -a.real : a.real);
        return a.whole < 0 ? plain_compute(X_SUBTRACT, &zero, &a) : a;
    default: /* X_FLOOR */
        if (a.type == PLAIN_WHOLE)
            return a;
        a.real = floor(a.real);
        return a.real >= -0x1p63 && a.real < 0x1p63
                   ? plain_whole(PLAIN_WHOLE, (int64_t)a.real)
                   : plain_none();
    }
}

static inline plain_value plain_of_texts(plain_question *q, const plain_expression *x)
{
    plain_value a = plain_answer(q, x->parts[0]),
                b = x->count > 1 ? plain_answer(q, x->parts[1]) : plain_none(), made = a;
    plain_value e = x->count > 2 ? plain_answer(q, x->parts[2]) : plain_none();
    char one[200], other[200], escape[200] = "";
    uint32_t points[256];
    size_t n, m;
    if (a.type == PLAIN_NULL || (x->count > 1 && b.type == PLAIN_NULL) ||
        (x->count > 2 && e.type == PLAIN_NULL))
        return plain_none();
    plain_name(q, &a, one);
    plain_name(q, &b, other);
    plain_name(q, &e, escape);
    n = strlen(one);
    m = strlen(other);
    switch (x->op) {
    case X_LENGTH: return plain_whole(PLAIN_WHOLE, plain_points(one, points));
    case X_JOIN:
        made.type = PLAIN_TEXT;
        snprintf(made.text, sizeof made.text, "%s", one);
        snprintf(made.text + n, sizeof made.text - n, "%s", other);
        return made;
    case X_LIKE: return plain_truth(plain_like(one, other, escape));
    case X_BEGINS: return plain_truth(!strncmp(one, other, m));
    case X_FINISHES: return plain_truth(n >= m && !strcmp(one + n - m, other));
    default: return plain_truth(strstr(one, other) != NULL);
    }
}

static inline plain_value plain_bound(int day, char is)
{
    return is == 'd' ? plain_whole(PLAIN_DATE, day) : plain_none();
}

static inline plain_value plain_of_record(plain_question *q, const plain_expression *x)
{
    plain_value record = plain_answer(q, x->parts[0]), made = plain_none();
    const plain_node *n;
    if (record.type == PLAIN_NULL)
        return record;
    n = &q->world->nodes[record.whole];
    switch (x->op) {
    case X_STARTS: return plain_bound(n->life.from, n->life.from_is);
    case X_ENDS: return plain_bound(n->life.to, n->life.to_is);
    case X_IS_TYPE: return plain_truth(n->type == x->number);
    default:
        made.type = x->op == X_ID || *n->name ? PLAIN_TEXT : PLAIN_NULL;
        strcpy(made.text, x->op == X_ID ? n->id : n->name);
        return made;
    }
}

static inline plain_value plain_comparison(plain_question *q, const plain_expression *x)
{
    plain_value a = plain_answer(q, x->parts[0]), b[8];
    int count = x->count - 1;
    if (x->op == X_AMONG) {
        count = plain_many(q, x->parts[1], b);
        return count < 0 ? plain_none() : plain_truth(plain_among(q, &a, b, count));
    }
    for (int i = 0; i < count; i++)
        b[i] = plain_answer(q, x->parts[i + 1]);
    if (x->op == X_IN)
        return plain_truth(plain_among(q, &a, b, count));
    if (x->op == X_BETWEEN)
        return plain_truth(plain_logic(X_AND, plain_holds(q, X_GREATER_EQUAL, &a, &b[0]),
                                       plain_holds(q, X_LESS_EQUAL, &a, &b[1])));
    return plain_truth(plain_holds(q, x->op, &a, &b[0]));
}

static inline plain_value plain_coalesce(plain_question *q, const plain_expression *x)
{
    plain_value found = plain_none(), next;
    for (int i = 0; i < x->count; i++) {
        next = plain_answer(q, x->parts[i]);
        if (found.type == PLAIN_NULL)
            found = next;
    }
    return found;
}

static inline plain_value plain_of_dates(plain_question *q, const plain_expression *x)
{
    plain_value a = plain_answer(q, x->parts[0]),
                b = x->count > 1 ? plain_answer(q, x->parts[1]) : a;
    if (a.type == PLAIN_NULL || b.type == PLAIN_NULL)
        return plain_none();
    return plain_whole(PLAIN_WHOLE, x->op == X_DAYS ? b.whole - a.whole
                                    : a.whole < 31  ? a.whole + 1
                                                    : a.whole - 30);
}

/* Whether a tie and both its ends are there, for certain, on some day asked about. */
static inline int plain_ties(const plain_question *q, const plain_tie *tie)
{
    int is = !q->dated;
    for (int day = q->from; day < q->to && !is; day++)
        is = plain_on_day(&tie->valid, day) == 'y' &&
             plain_on_day(&q->world->nodes[tie->source].life, day) == 'y' &&
             plain_on_day(&q->world->nodes[tie->target].life, day) == 'y';
    return is;
}

static inline plain_value plain_of_ties(plain_question *q, const plain_expression *x)
{
    plain_value a = plain_answer(q, x->parts[0]),
                b = x->count > 1 ? plain_answer(q, x->parts[1]) : a;
    int64_t count = 0;
    if (a.type == PLAIN_NULL || b.type == PLAIN_NULL)
        return plain_none();
    for (int i = 0; i < q->world->tie_count; i++) {
        const plain_tie *tie = &q->world->ties[i];
        if ((x->op == X_TIES_IN ? tie->target : tie->source) == a.whole &&
            (x->op != X_TIED || tie->target == b.whole))
            count += plain_ties(q, tie);
    }
    return x->op == X_TIED ? plain_truth(count > 0) : plain_whole(PLAIN_WHOLE, count);
}

static plain_value plain_answer(plain_question *q, const plain_expression *x)
{
    plain_value values[PLAIN_ITEMS], a, b;
    int is;
    switch (x->op) {
    case X_CONSTANT: return x->value;
    case X_VARIABLE: return plain_whole(PLAIN_NODE, q->variables[x->number]);
    case X_PROPERTY: return plain_property_value(q, x);
    case X_OR:
    case X_XOR:
    case X_AND:
        is = plain_test(q, x->parts[0]);
        for (int i = 1; i < x->count; i++)
            is = plain_logic(x->op, is, plain_test(q, x->parts[i]));
        return plain_truth(is);
    case X_NOT: is = plain_test(q, x->parts[0]); return plain_truth(is < 0 ? -1 : !is);
    case X_MISSING: return plain_truth(plain_answer(q, x->parts[0]).type == PLAIN_NULL);
    case X_LIKE:
    case X_BEGINS:
    case X_FINISHES:
    case X_CONTAINS:
    case X_JOIN:
    case X_LENGTH: return plain_of_texts(q, x);
    case X_ADD:
    case X_SUBTRACT:
    case X_MULTIPLY:
    case X_DIVIDE:
    case X_MODULO:
        a = plain_answer(q, x->parts[0]);
        b = plain_answer(q, x->parts[1]);
        return plain_compute(x->op, &a, &b);
    case X_NEGATE:
    case X_ABS:
    case X_FLOOR: return plain_number(q, x);
    case X_SIZE:
        is = plain_many(q, x->parts[0], values);
        return is < 0 ? plain_none() : plain_whole(PLAIN_WHOLE, is);
    case X_COALESCE: return plain_coalesce(q, x);
    case X_TIED:
    case X_TIES_IN:
    case X_TIES_OUT: return plain_of_ties(q, x);
    case X_DAYS:
    case X_DAY: return plain_of_dates(q, x);
    case X_STARTS:
    case X_ENDS:
    case X_IS_TYPE:
    case X_ID:
    case X_NAME: return plain_of_record(q, x);
    default: return plain_comparison(q, x);
    }
}

#endif
