/* Random conditions, and how the language writes them: see plain.h. */
#ifndef SUPPORT_PLAIN_CONDITIONS_H
#define SUPPORT_PLAIN_CONDITIONS_H

#include "plain_random.h"

static inline plain_expression *plain_over(plain_dice *d, int op, int number,
                                           plain_expression *a, plain_expression *b)
{
    plain_expression *made = &d->pool[d->used++];
    memset(made, 0, sizeof *made);
    made->op = op;
    made->number = number;
    made->count = b ? 2 : a != NULL;
    made->parts[0] = a;
    made->parts[1] = b;
    return made;
}

static inline plain_expression *plain_third(plain_expression *of, plain_expression *c)
{
    of->parts[of->count++] = c;
    return of;
}

static inline plain_expression *plain_constant(plain_dice *d, plain_value value)
{
    plain_expression *made = plain_over(d, X_CONSTANT, 0, NULL, NULL);
    made->value = value;
    return made;
}

static inline plain_expression *plain_record(plain_dice *d, int depth)
{
    plain_expression *made =
        plain_over(d, X_VARIABLE, plain_roll(d, d->variables), NULL, NULL);
    while (depth-- > 0 && !plain_roll(d, 3))
        made = plain_over(d, X_PROPERTY, Q_BOSS, made, NULL);
    return made;
}

static inline plain_expression *plain_reading(plain_dice *d, int property)
{
    return plain_over(d, X_PROPERTY, property, plain_record(d, 1), NULL);
}

static inline plain_expression *plain_any_constant(plain_dice *d, int property)
{
    plain_value value = plain_random_value(d, property, 2);
    if (!plain_roll(d, 12))
        value = plain_none();
    return plain_constant(d, value);
}

static inline plain_expression *plain_any_date(plain_dice *d)
{
    switch (plain_roll(d, 4)) {
    case 0: return plain_over(d, X_STARTS, 0, plain_record(d, 1), NULL);
    case 1: return plain_over(d, X_ENDS, 0, plain_record(d, 1), NULL);
    case 2: return plain_any_constant(d, Q_DATE);
    default: return plain_reading(d, Q_DATE);
    }
}

static inline plain_expression *plain_any_text(plain_dice *d, int depth)
{
    int which = depth > 0 ? plain_roll(d, 7) : 2 + plain_roll(d, 4);
    switch (which) {
    case 0:
        return plain_over(d, X_JOIN, 0, plain_any_text(d, depth - 1),
                          plain_any_text(d, depth - 1));
    case 1:
        return plain_over(d, X_COALESCE, 0, plain_any_text(d, depth - 1),
                          plain_any_text(d, depth - 1));
    case 2: return plain_over(d, X_ID, 0, plain_record(d, 1), NULL);
    case 3: return plain_over(d, X_NAME, 0, plain_record(d, 1), NULL);
    case 4: return plain_any_constant(d, Q_WORD);
    default: return plain_reading(d, Q_WORD);
    }
}

static inline plain_expression *plain_any_number(plain_dice *d, int depth)
{
    plain_expression *a;
    int which = depth > 0 ? plain_roll(d, 14) : 10 + plain_roll(d, 4);
    if (which < 5)
        return plain_over(d, X_ADD + which, 0, plain_any_number(d, depth - 1),
                          plain_any_number(d, depth - 1));
    switch (which) {
    case 5:
    case 6:
    case 7:
        return plain_over(d, X_NEGATE + which - 5, 0, plain_any_number(d, depth - 1),
                          NULL);
    case 8: return plain_over(d, X_LENGTH, 0, plain_any_text(d, depth - 1), NULL);
    case 9:
        a = plain_any_number(d, depth - 1);
        return plain_over(d, X_COALESCE, 0, a, plain_any_number(d, depth - 1));
    case 10: return plain_any_constant(d, plain_roll(d, 2) ? Q_NUM : Q_REAL);
    case 11:
        if (!plain_roll(d, 3))
            return plain_over(d, X_TIES_IN + plain_roll(d, 2), 0, plain_record(d, 1),
                              NULL);
        if (plain_roll(d, 2))
            return plain_over(d, X_SIZE, 0, plain_reading(d, Q_NUMS), NULL);
        a = plain_any_date(d);
        return plain_roll(d, 2) ? plain_over(d, X_DAY, 0, a, NULL)
                                : plain_over(d, X_DAYS, 0, a, plain_any_date(d));
    default: return plain_reading(d, which == 12 ? Q_NUM : Q_REAL);
    }
}

/* Two sides of a comparison that fit; `*ordered`: < may stand between them too. */
static inline void plain_pair(plain_dice *d, int depth, plain_expression *sides[3],
                              int *ordered)
{
    static const int levels[] = {Q_RANK, Q_HUE};
    int which = plain_roll(d, 8), kind = levels[plain_roll(d, 2)];
    *ordered = which < 3 || (which == 3 && kind == Q_RANK);
    for (int i = 0; i < 3; i++)
        sides[i] = which == 0   ? plain_any_number(d, depth - 1)
                   : which == 1 ? plain_any_text(d, depth - 1)
                   : which == 2 ? plain_any_date(d)
                   : which == 3 ? plain_reading(d, kind)
                   : which == 4 ? plain_record(d, 2)
                   : which == 5 ? plain_reading(d, Q_FLAG)
                   : which == 6 ? plain_reading(d, levels[i % 2])
                                : plain_any_text(d, depth - 1);
    if (which == 3 && plain_roll(d, 2))
        sides[1] = plain_any_constant(d, kind);
    if (which == 3 && kind == Q_RANK && !plain_roll(d, 3)) {
        sides[2] = plain_constant(d, plain_whole(PLAIN_WHOLE, 1 + plain_roll(d, 3)));
        sides[1] = plain_reading(d, Q_NUM);
    }
    if (which == 7)
        sides[plain_roll(d, 2)] =
            plain_roll(d, 2) ? plain_record(d, 1) : plain_reading(d, Q_WORD);
}

static inline plain_expression *plain_atom(plain_dice *d, int depth)
{
    plain_expression *sides[3], *made;
    int ordered, which = plain_roll(d, 14);
    switch (which) {
    case 0:
        made = plain_record(d, 1);
        return plain_roll(d, 2) ? plain_reading(d, Q_FLAG)
                                : plain_over(d, X_TIED, 0, made, plain_record(d, 1));
    case 1: return plain_any_constant(d, Q_FLAG);
    case 2: return plain_over(d, X_IS_TYPE, plain_roll(d, 3), plain_record(d, 2), NULL);
    case 3: return plain_over(d, X_MISSING, 0, plain_reading(d, plain_roll(d, 8)), NULL);
    case 4:
        return plain_over(d, X_AMONG, 0, plain_any_text(d, depth - 1),
                          plain_reading(d, Q_WORDS));
    case 5:
        return plain_over(d, X_AMONG, 0, plain_any_number(d, depth - 1),
                          plain_reading(d, Q_NUMS));
    case 6:
    case 7:
        made = plain_over(d, X_LIKE + plain_roll(d, 4), 0, plain_any_text(d, depth - 1),
                          plain_any_text(d, depth - 1));
        if (made->op == X_LIKE && !plain_roll(d, 4))
            plain_third(made, plain_constant(d, plain_random_text(d, 1)));
        return made;
    default: break;
    }
    plain_pair(d, depth, sides, &ordered);
    if (which == 8 && ordered)
        return plain_third(plain_over(d, X_BETWEEN, 0, sides[0], sides[1]), sides[2]);
    made = plain_over(d, X_EQUAL + plain_roll(d, ordered ? 6 : 2), 0, sides[0], sides[1]);
    if (which == 9) {
        made->op = X_IN;
        if (plain_roll(d, 2))
            plain_third(made, sides[2]);
    }
    return made;
}

static inline plain_expression *plain_condition(plain_dice *d, int depth)
{
    plain_expression *a;
    int which = depth > 0 ? plain_roll(d, 7) : 6;
    if (which > 4)
        return plain_atom(d, depth);
    a = plain_condition(d, depth - 1);
    return which > 2 ? plain_over(d, X_NOT, 0, a, NULL)
                     : plain_over(d, X_OR + which, 0, a, plain_condition(d, depth - 1));
}

/* --- writing ------------------------------------------------------------------------ */

/* How closely each operator binds; brackets go where a part binds less than it must. */
enum { BINDS_NOT = 4, BINDS_COMPARED, BINDS_SUM, BINDS_PRODUCT, BINDS_SIGN, BINDS_ALL };

static const struct plain_spelling {
    const char *before, *between;
    int binds;
} plain_spellings[] = {[X_OR] = {"", " OR ", 1},
                       [X_XOR] = {"", " xor ", 2},
                       [X_AND] = {"", " And ", 3},
                       [X_NOT] = {"NOT ", "", BINDS_NOT},
                       [X_EQUAL] = {"", " = ", BINDS_COMPARED},
                       [X_DIFFERENT] = {"", "<>", BINDS_COMPARED},
                       [X_LESS] = {"", "<", BINDS_COMPARED},
                       [X_LESS_EQUAL] = {"", " <= ", BINDS_COMPARED},
                       [X_GREATER] = {"", " > ", BINDS_COMPARED},
                       [X_GREATER_EQUAL] = {"", ">= ", BINDS_COMPARED},
                       [X_IN] = {"", " IN ", BINDS_COMPARED},
                       [X_AMONG] = {"", " in ", BINDS_COMPARED},
                       [X_BETWEEN] = {"", " BETWEEN ", BINDS_COMPARED},
                       [X_LIKE] = {"", " Like ", BINDS_COMPARED},
                       [X_BEGINS] = {"", " STARTS with ", BINDS_COMPARED},
                       [X_FINISHES] = {"", " ENDS WITH ", BINDS_COMPARED},
                       [X_CONTAINS] = {"", " CONTAINS ", BINDS_COMPARED},
                       [X_MISSING] = {"", " IS NULL", BINDS_COMPARED},
                       [X_IS_TYPE] = {"", " is ", BINDS_COMPARED},
                       [X_ADD] = {"", "+", BINDS_SUM},
                       [X_SUBTRACT] = {"", " - ", BINDS_SUM},
                       [X_MULTIPLY] = {"", "*", BINDS_PRODUCT},
                       [X_DIVIDE] = {"", " / ", BINDS_PRODUCT},
                       [X_MODULO] = {"", " % ", BINDS_PRODUCT},
                       [X_JOIN] = {"", " || ", BINDS_SUM},
                       [X_NEGATE] = {"-", "", BINDS_SIGN},
                       [X_ABS] = {"abs(", ")", BINDS_ALL},
                       [X_FLOOR] = {"floor(", ")", BINDS_ALL},
                       [X_LENGTH] = {"length(", ")", BINDS_ALL},
                       [X_SIZE] = {"size(", ")", BINDS_ALL},
                       [X_COALESCE] = {"coalesce(", ")", BINDS_ALL},
                       [X_STARTS] = {"starts(", ")", BINDS_ALL},
                       [X_ENDS] = {"ends(", ")", BINDS_ALL},
                       [X_DAYS] = {"days(", ")", BINDS_ALL},
                       [X_DAY] = {"day(", ")", BINDS_ALL},
                       [X_TIED] = {"tied(", ", 'q_stored')", BINDS_ALL},
                       [X_TIES_IN] = {"ties_in(", ", 'context')", BINDS_ALL},
                       [X_TIES_OUT] = {"ties_out(", ", 'q_stored')", BINDS_ALL}};

typedef struct plain_writer {
    plain_text *to;
    plain_dice *dice;
    const plain_world *world;
    const char *const *names; /* of the variables; a bare name may be of the first */
    int bare, tight;          /* tight: no brackets that need not be */
} plain_writer;

static inline void plain_write(const plain_writer *w, const plain_expression *x,
                               int least);

static inline void plain_write_list(const plain_writer *w, const plain_expression *x,
                                    int from, const char *open, const char *close)
{
    plain_put(w->to, "%s", open);
    for (int i = from; i < x->count; i++) {
        plain_put(w->to, "%s", i > from ? ", " : "");
        plain_write(w, x->parts[i], 0);
    }
    plain_put(w->to, "%s", close);
}

static inline void plain_write_name(const plain_writer *w, const plain_expression *x,
                                    const char *name)
{
    const plain_expression *record = x->parts[0];
    if (!w->bare || record->op != X_VARIABLE || record->number ||
        plain_roll(w->dice, 2)) {
        plain_write(w, record, BINDS_ALL);
        plain_put(w->to, ".");
    }
    plain_put(w->to, plain_roll(w->dice, 4) ? "%s" : "`%s`", name);
}

static inline void plain_write_compared(const plain_writer *w, const plain_expression *x,
                                        int negated)
{
    const char *word = plain_spellings[x->op].between;
    plain_write(w, x->parts[0], BINDS_SUM);
    if (x->op == X_MISSING) {
        plain_put(w->to, negated ? " IS NOT NULL" : " IS NULL");
        return;
    }
    plain_put(w->to, "%s%s", negated ? " NOT" : "", word);
    if (x->op == X_IS_TYPE) {
        plain_put(w->to, "%s", plain_types[x->number]);
    } else if (x->op == X_IN) {
        int square = plain_roll(w->dice, 2);
        plain_write_list(w, x, 1, square ? "[" : "(", square ? "]" : ")");
    } else {
        plain_writer right = *w;
        right.tight |= x->op == X_AMONG; /* IN ( begins a list */
        plain_write(&right, x->parts[1], BINDS_SUM);
    }
    if (x->count < 3 || x->op == X_IN)
        return;
    plain_put(w->to, x->op == X_BETWEEN ? " AND " : " ESCAPE ");
    plain_write(w, x->parts[2], BINDS_SUM);
}

static inline void plain_write_inside(const plain_writer *w, const plain_expression *x)
{
    const struct plain_spelling *how = &plain_spellings[x->op];
    const plain_expression *inner = x->parts[0];
    if (x->op == X_NOT && inner->op >= X_IN && inner->op <= X_MISSING &&
        plain_roll(w->dice, 2)) {
        plain_write_compared(w, inner, 1);
        return;
    }
    switch (how->binds) {
    case BINDS_COMPARED: plain_write_compared(w, x, 0); return;
    case BINDS_ALL: plain_write_list(w, x, 0, how->before, how->between); return;
    default: break;
    }
    plain_put(w->to, "%s", how->before);
    plain_write(w, inner, how->binds);
    plain_put(w->to, "%s", how->between);
    if (x->count > 1)
        plain_write(w, x->parts[1], how->binds + 1);
}

static inline int plain_binds(const plain_expression *x)
{
    int negative =
        x->op == X_CONSTANT && ((x->value.type == PLAIN_WHOLE && x->value.whole < 0) ||
                                (x->value.type == PLAIN_REAL && x->value.real < 0));
    return negative       ? BINDS_SIGN
           : x->op < X_OR ? BINDS_ALL + 1
                          : plain_spellings[x->op].binds;
}

/* Write what must bind at least so closely. */
static inline void plain_write(const plain_writer *w, const plain_expression *x,
                               int least)
{
    static const char quotes[] = {'\'', '\'', '"'};
    int brackets = plain_binds(x) < least || (!w->tight && !plain_roll(w->dice, 12));
    plain_put(w->to, brackets ? "(" : "");
    switch (x->op) {
    case X_CONSTANT:
        plain_put_value(w->to, w->world, &x->value, quotes[plain_roll(w->dice, 3)]);
        break;
    case X_VARIABLE: plain_put(w->to, "%s", w->names[x->number]); break;
    case X_PROPERTY: plain_write_name(w, x, plain_kinds[x->number].name); break;
    case X_ID: plain_write_name(w, x, "id"); break;
    case X_NAME: plain_write_name(w, x, "name"); break;
    default: plain_write_inside(w, x);
    }
    plain_put(w->to, brackets ? ")" : "");
}

#endif
