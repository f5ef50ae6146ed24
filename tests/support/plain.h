/* Records and conditions over them by the plainest means: the language, written anew.
 *
 * A world is a handful of nodes in a dozen days. Truth is looked up in tables, dates are
 * scanned, patterns are matched by recursion: nothing is taken from the library. */
#ifndef SUPPORT_PLAIN_H
#define SUPPORT_PLAIN_H

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { PLAIN_NODES = 8, PLAIN_ITEMS = 4, PLAIN_DAYS = 14, PLAIN_PARTS = 5 };
enum { PLAIN_FOREVER = 1 << 20 };

typedef enum plain_type {
    PLAIN_NULL,
    PLAIN_TRUTH,
    PLAIN_WHOLE,
    PLAIN_REAL,
    PLAIN_TEXT,
    PLAIN_DATE,
    PLAIN_LEVEL,
    PLAIN_NODE
} plain_type;

typedef struct plain_value {
    int type, property; /* property: whose level it is */
    int64_t whole;      /* TRUTH, WHOLE, DATE, LEVEL (from 1), NODE */
    double real;
    char text[200];
} plain_value;

/* Properties that the worlds declare. */
enum { PLAIN_PROPERTIES = 10 };
static const struct plain_kind {
    const char *name, *word;
    int type, many, levels;
    const char *level[3];
} plain_kinds[PLAIN_PROPERTIES] = {
    {"q_num", "integer", PLAIN_WHOLE, 0, 0, {NULL}},
    {"q_real", "real", PLAIN_REAL, 0, 0, {NULL}},
    {"q_flag", "boolean", PLAIN_TRUTH, 0, 0, {NULL}},
    {"q_word", "text", PLAIN_TEXT, 0, 0, {NULL}},
    {"q_date", "date", PLAIN_DATE, 0, 0, {NULL}},
    {"q_rank", "category", PLAIN_LEVEL, 0, 3, {"low", "mid", "high"}},
    {"q_hue", "category", PLAIN_LEVEL, 0, 3, {"red", "mid", "blue"}},
    {"q_boss", "reference", PLAIN_NODE, 0, 0, {NULL}},
    {"q_words", "text", PLAIN_TEXT, 1, 0, {NULL}},
    {"q_nums", "integer", PLAIN_WHOLE, 1, 0, {NULL}}};
enum { Q_NUM, Q_REAL, Q_FLAG, Q_WORD, Q_DATE, Q_RANK, Q_HUE, Q_BOSS, Q_WORDS, Q_NUMS };

/* Days from 2010-01-01, half-open; a bound is stated, missing or "?". */
typedef struct plain_span {
    int from, to;
    char from_is, to_is; /* 'd' a day, '-' none, '?' unknown */
} plain_span;

typedef struct plain_property {
    char form; /* '-' none, '=' one value or several, 'h' a history */
    int count;
    plain_value values[PLAIN_ITEMS];
    plain_span spans[PLAIN_ITEMS];
} plain_property;

typedef struct plain_node {
    char id[16], name[24];
    int type; /* of plain_types */
    plain_span life;
    plain_property properties[PLAIN_PROPERTIES];
} plain_node;
static const char *const plain_types[] = {"school", "trust", "alliance"};

/* A stored tie of kind q_stored. */
typedef struct plain_tie {
    int source, target;
    plain_span valid;
} plain_tie;

typedef struct plain_world {
    plain_node nodes[PLAIN_NODES];
    plain_tie ties[PLAIN_ITEMS];
    int count, tie_count;
} plain_world;

typedef enum plain_op {
    X_CONSTANT,
    X_VARIABLE,
    X_PROPERTY,
    X_ID,
    X_NAME,
    X_OR,
    X_XOR,
    X_AND,
    X_NOT,
    X_EQUAL,
    X_DIFFERENT,
    X_LESS,
    X_LESS_EQUAL,
    X_GREATER,
    X_GREATER_EQUAL,
    X_IN,    /* parts[1…]: the list */
    X_AMONG, /* parts[1]: a property of many values */
    X_BETWEEN,
    X_LIKE,
    X_BEGINS,
    X_FINISHES,
    X_CONTAINS,
    X_MISSING,
    X_IS_TYPE, /* number: of plain_types */
    X_ADD,
    X_SUBTRACT,
    X_MULTIPLY,
    X_DIVIDE,
    X_MODULO,
    X_JOIN,
    X_NEGATE,
    X_ABS,
    X_FLOOR,
    X_LENGTH,
    X_SIZE,
    X_COALESCE,
    X_STARTS,
    X_ENDS,
    X_DAYS,
    X_DAY,
    X_TIED,
    X_TIES_IN,
    X_TIES_OUT
} plain_op;

typedef struct plain_expression {
    int op, number, count; /* number: variable, property, type */
    plain_value value;
    struct plain_expression *parts[PLAIN_PARTS];
} plain_expression;

/* When and of whom it is asked. */
typedef struct plain_question {
    const plain_world *world;
    int dated, from, to;
    int variables[4]; /* nodes */
    int several;      /* a history had several values in that time */
} plain_question;

static plain_value plain_answer(plain_question *q, const plain_expression *x);

static inline plain_value plain_whole(int type, int64_t number)
{
    plain_value made = {.type = type, .whole = number};
    return made;
}
static inline plain_value plain_none(void) { return plain_whole(PLAIN_NULL, 0); }
static inline plain_value plain_truth(int is)
{
    return is < 0 ? plain_none() : plain_whole(PLAIN_TRUTH, is);
}

/* --- dates -------------------------------------------------------------------------- */

/* 'y', 'n' or '?': whether a day lies within. The day at a known bound does for certain,
 * whatever the other is. */
static inline char plain_on_day(const plain_span *s, int day)
{
    if ((s->from_is == 'd' && day < s->from) || (s->to_is == 'd' && day >= s->to))
        return 'n';
    if (s->from_is != '?' && s->to_is != '?')
        return 'y';
    if (s->from_is == '?' && s->to_is == 'd' && day == s->to - 1)
        return 'y';
    return s->to_is == '?' && s->from_is == 'd' && day == s->from ? 'y' : '?';
}

/* Whether some day of the window does. A "?" that no day makes certain leaves it open. */
static inline char plain_in_window(const plain_span *s, int from, int to)
{
    char found = 'n';
    for (int day = from; day < to; day++) {
        char is = plain_on_day(s, day);
        if (is == 'y')
            return 'y';
        if (is == '?')
            found = '?';
    }
    return found;
}

/* The span of an item of a history: what is not ended ends where the next begins. */
static inline plain_span plain_item_span(const plain_property *of, int at, int many)
{
    plain_span span = of->spans[at];
    int from = span.from_is == 'd' ? span.from : -PLAIN_FOREVER;
    for (int day = -4; day < PLAIN_DAYS * 4 && span.to_is == '-' && !many; day++)
        for (int k = 0; k < of->count && day > from; k++)
            if (of->spans[k].from_is == 'd' && of->spans[k].from == day) {
                span.to = day;
                span.to_is = 'd';
            }
    return span;
}

/* The values that a property has at the time: their number. */
static inline int plain_read(const plain_question *q, int node, int property,
                             plain_value *out)
{
    const plain_property *of = &q->world->nodes[node].properties[property];
    int found = 0;
    for (int i = 0; i < of->count && of->form != '-'; i++) {
        if (of->form == 'h' && q->dated) {
            plain_span span = plain_item_span(of, i, plain_kinds[property].many);
            if (plain_in_window(&span, q->from, q->to) != 'y')
                continue;
        }
        if (of->values[i].type != PLAIN_NULL)
            out[found++] = of->values[i];
    }
    return found;
}

/* --- texts -------------------------------------------------------------------------- */

/* Code points of UTF-8, 0 at the end. */
static inline int plain_points(const char *text, uint32_t *out)
{
    int n = 0;
    for (const unsigned char *at = (const unsigned char *)text; *at;) {
        int more = *at >= 0xF0 ? 3 : *at >= 0xE0 ? 2 : *at >= 0xC0 ? 1 : 0;
        uint32_t point = more ? *at & (0x3Fu >> more) : *at;
        for (at++; more; more--)
            point = point << 6 | (*at++ & 0x3Fu);
        out[n++] = point;
    }
    out[n] = 0;
    return n;
}

static inline int plain_like_points(const uint32_t *t, const uint32_t *p, uint32_t escape)
{
    if (!*p)
        return !*t;
    if (escape && *p == escape && p[1])
        return *t == p[1] && plain_like_points(t + 1, p + 2, escape);
    if (*p == '%')
        return plain_like_points(t, p + 1, escape) ||
               (*t && plain_like_points(t + 1, p, escape));
    return *t && (*p == '_' || *t == *p) && plain_like_points(t + 1, p + 1, escape);
}

static inline int plain_like(const char *text, const char *pattern, const char *escape)
{
    uint32_t t[256], p[256], e[256] = {0};
    plain_points(text, t);
    plain_points(pattern, p);
    plain_points(escape, e);
    return plain_like_points(t, p, e[0]);
}

/* What a value is called; "" and 0 if it has no name. */
static inline int plain_name(const plain_question *q, const plain_value *of, char *out)
{
    *out = '\0';
    if (of->type == PLAIN_TEXT)
        strcpy(out, of->text);
    else if (of->type == PLAIN_LEVEL)
        strcpy(out, plain_kinds[of->property].level[of->whole - 1]);
    else if (of->type == PLAIN_NODE)
        strcpy(out, q->world->nodes[of->whole].id);
    else
        return 0;
    return 1;
}

/* --- comparing ---------------------------------------------------------------------- */

static inline int plain_is_number(const plain_value *of)
{
    return of->type == PLAIN_WHOLE || of->type == PLAIN_REAL;
}
static inline long double plain_size(const plain_value *of)
{
    return of->type == PLAIN_REAL ? (long double)of->real : (long double)of->whole;
}

static inline int plain_sign(long double a, long double b) { return (a > b) - (a < b); }

/* < 0, 0, > 0. */
static inline int plain_order(const plain_question *q, const plain_value *a,
                              const plain_value *b)
{
    char one[200], other[200];
    uint32_t x[256], y[256];
    int i = 0, named = a->type == PLAIN_TEXT || b->type == PLAIN_TEXT ||
                       (a->type == PLAIN_LEVEL && b->type == PLAIN_LEVEL &&
                        a->property != b->property);
    if (!named)
        return plain_sign(plain_size(a), plain_size(b));
    plain_name(q, a, one);
    plain_name(q, b, other);
    plain_points(one, x);
    plain_points(other, y);
    while (x[i] && x[i] == y[i])
        i++;
    return plain_sign(x[i], y[i]);
}

/* By table: what each operator says of less, equal, greater. */
static inline int plain_holds(const plain_question *q, int op, const plain_value *a,
                              const plain_value *b)
{
    static const char *const says[] = {
        [X_EQUAL] = "fTf",      [X_DIFFERENT] = "TfT", [X_LESS] = "Tff",
        [X_LESS_EQUAL] = "TTf", [X_GREATER] = "ffT",   [X_GREATER_EQUAL] = "fTT"};
    int order;
    if (a->type == PLAIN_NULL || b->type == PLAIN_NULL)
        return -1;
    order = plain_order(q, a, b);
    return says[op][order < 0 ? 0 : order ? 2 : 1] == 'T';
}

/* Truth of a condition: 0, 1, -1 = NULL. */
static inline int plain_test(plain_question *q, const plain_expression *x)
{
    plain_value is = plain_answer(q, x);
    return is.type == PLAIN_NULL ? -1 : is.whole != 0;
}

/* [left][right], in the order FALSE, NULL, TRUE. */
static inline int plain_logic(int op, int a, int b)
{
    static const char tables[3][3][4] = {
        {"FNT", "NNT", "TTT"}, {"FNT", "NNN", "TNF"}, {"FFF", "FNN", "FNT"}};
    char is = tables[op - X_OR][a < 0 ? 1 : a * 2][b < 0 ? 1 : b * 2];
    return is == 'T' ? 1 : is == 'F' ? 0 : -1;
}

#endif
