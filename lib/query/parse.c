/* A parser by recursive descent, one function a level of binding: OR, XOR, AND, NOT,
 * comparison, sum, product, sign; then members and primaries, which are in primary.c. */
#include "base/alloc.h"
#include "query/parser.h"

static syntax *parse_sign(parser *p)
{
    uint32_t at = p->token.at;
    syntax *inner;
    while (parser_take_sign(p, "+"))
        at = p->token.at;
    if (!parser_take_sign(p, "-"))
        return p->broken ? NULL : parse_member(p);
    if (!parser_deeper(p))
        return NULL;
    inner = parse_sign(p);
    p->depth--;
    if (inner && inner->op == SYNTAX_CONSTANT && inner->constant.type == QUERY_INTEGER) {
        inner->constant.as.integer = -inner->constant.as.integer;
        inner->at = at;
        inner->length = p->end - at;
        return inner;
    }
    return parser_wrap(p, SYNTAX_NEGATE, at, inner);
}

typedef struct sign_operator {
    const char *sign;
    syntax_op op;
} sign_operator;

/* Operators of one level, grouped to the left. */
static syntax *parse_left(parser *p, const sign_operator *signs, size_t n,
                          syntax *(*below)(parser *p))
{
    syntax *left = below(p);
    for (size_t i = 0; left && i < n;) {
        if (!parser_take_sign(p, signs[i].sign)) {
            i++;
            continue;
        }
        left = parser_join(p, signs[i].op, left, below(p));
        i = 0;
    }
    return p->broken ? NULL : left;
}

static syntax *parse_product(parser *p)
{
    static const sign_operator signs[] = {
        {"*", SYNTAX_MULTIPLY}, {"/", SYNTAX_DIVIDE}, {"%", SYNTAX_MODULO}};
    return parse_left(p, signs, 3, parse_sign);
}

syntax *parse_sum(parser *p)
{
    static const sign_operator signs[] = {
        {"+", SYNTAX_ADD}, {"-", SYNTAX_SUBTRACT}, {"||", SYNTAX_JOIN}};
    return parse_left(p, signs, 3, parse_product);
}

/* IS [NOT] NULL, IS [NOT] label */
static syntax *parse_is(parser *p, syntax *left)
{
    int not = parser_take_word(p, "NOT");
    syntax *made;
    token t = p->token;
    if (parser_take_word(p, "NULL") || parser_take_word(p, "UNKNOWN")) {
        made = parser_wrap(p, SYNTAX_IS_NULL, left->at, left);
    } else if (!p->broken && (t.type == TOKEN_NAME || t.type == TOKEN_QUOTED_NAME)) {
        int quoted = t.type == TOKEN_QUOTED_NAME;
        made = parser_advance(p) ? parser_wrap(p, SYNTAX_IS_LABEL, left->at, left) : NULL;
        if (made) {
            made->name = t.at + (uint32_t)quoted;
            made->name_length = t.length - 2 * (uint32_t)quoted;
        }
    } else {
        return p->broken
                   ? NULL
                   : parser_expected(p, "NULL or the name of a type, kind or class");
    }
    return not ? parser_wrap(p, SYNTAX_NOT, left->at, made) : made;
}

static syntax *parse_between(parser *p, syntax *left)
{
    syntax *low = parse_sum(p), *high;
    if (!low)
        return NULL;
    if (!parser_take_word(p, "AND"))
        return p->broken ? NULL : parser_expected(p, "AND");
    high = parse_sum(p);
    return high ? parser_make(p, SYNTAX_BETWEEN, left->at, (syntax *[]){left, low, high},
                              3)
                : NULL;
}

static syntax *parse_like(parser *p, syntax *left)
{
    syntax *pattern = parse_sum(p), *escape = NULL;
    if (!pattern || (parser_take_word(p, "ESCAPE") && !(escape = parse_sum(p))))
        return NULL;
    return parser_make(p, SYNTAX_LIKE, left->at, (syntax *[]){left, pattern, escape},
                       escape ? 3 : 2);
}

/* IN a list: (1, 2), [1, 2], (1), or what gives one. */
static syntax *parse_in(parser *p, syntax *left)
{
    uint32_t at = p->token.at;
    syntax *right;
    if (parser_take_sign(p, "(")) {
        right = parse_items(p, SYNTAX_LIST, at, NULL, ")");
        if (right && right->count == 1 && (right->parts[0]->op == SYNTAX_LIST))
            right = right->parts[0];
    } else {
        right = p->broken ? NULL : parse_sum(p);
    }
    return parser_join(p, SYNTAX_IN, left, right);
}

static syntax *parse_word_operator(parser *p, syntax *left)
{
    if (parser_take_word(p, "IN"))
        return parse_in(p, left);
    if (parser_take_word(p, "BETWEEN"))
        return parse_between(p, left);
    if (parser_take_word(p, "LIKE"))
        return parse_like(p, left);
    if (parser_take_word(p, "CONTAINS"))
        return parser_join(p, SYNTAX_CONTAINS, left, parse_sum(p));
    for (int ends = 0; ends < 2; ends++) {
        if (!parser_take_word(p, ends ? "ENDS" : "STARTS"))
            continue;
        if (!parser_take_word(p, "WITH"))
            return p->broken ? NULL : parser_expected(p, "WITH");
        return parser_join(p, ends ? SYNTAX_ENDS : SYNTAX_STARTS, left, parse_sum(p));
    }
    return p->broken ? NULL : left;
}

static int at_word_operator(const parser *p)
{
    return parser_at_word(p, "IN") || parser_at_word(p, "BETWEEN") ||
           parser_at_word(p, "LIKE") || parser_at_word(p, "STARTS") ||
           parser_at_word(p, "ENDS") || parser_at_word(p, "CONTAINS");
}

static const sign_operator comparisons[] = {
    {"=", SYNTAX_EQUAL},       {"<>", SYNTAX_DIFFERENT}, {"<", SYNTAX_LESS},
    {"<=", SYNTAX_LESS_EQUAL}, {">", SYNTAX_GREATER},    {">=", SYNTAX_GREATER_EQUAL}};

static syntax *parse_comparison(parser *p)
{
    syntax *left = parse_sum(p);
    if (!left)
        return NULL;
    for (size_t i = 0; i < sizeof comparisons / sizeof *comparisons; i++) {
        if (!parser_take_sign(p, comparisons[i].sign))
            continue;
        left = parser_join(p, comparisons[i].op, left, parse_sum(p));
        for (size_t k = 0; left && k < sizeof comparisons / sizeof *comparisons; k++)
            if (parser_at_sign(p, comparisons[k].sign))
                return parser_expected(p, "AND or OR (comparisons are not chained)");
        return p->broken ? NULL : left;
    }
    if (parser_at_sign(p, ":") && left->op == SYNTAX_NAME) { /* n:school */
        if (!parser_advance(p))
            return NULL;
        return parse_is(p, left);
    }
    if (parser_take_word(p, "IS"))
        return parse_is(p, left);
    if (parser_take_word(p, "NOT")) {
        if (!at_word_operator(p))
            return p->broken ? NULL
                             : parser_expected(
                                   p, "IN, BETWEEN, LIKE, STARTS, ENDS or CONTAINS");
        return parser_wrap(p, SYNTAX_NOT, left->at, parse_word_operator(p, left));
    }
    return p->broken ? NULL : parse_word_operator(p, left);
}

static syntax *parse_not(parser *p)
{
    uint32_t at = p->token.at;
    syntax *inner;
    if (!parser_take_word(p, "NOT"))
        return p->broken ? NULL : parse_comparison(p);
    if (!parser_deeper(p))
        return NULL;
    inner = parse_not(p);
    p->depth--;
    return parser_wrap(p, SYNTAX_NOT, at, inner);
}

/* However long a chain of AND or OR is, it is one node: depth is for brackets. */
static syntax *parse_chain(parser *p, const char *word, syntax_op op,
                           syntax *(*below)(parser *p))
{
    syntax **parts = NULL, *made = NULL;
    size_t count = 0, capacity = 0;
    do {
        syntax *part = below(p);
        if (!part)
            goto out;
        if (!memory_grow((void **)&parts, &capacity, count + 1, sizeof *parts)) {
            parser_stop(p);
            goto out;
        }
        parts[count++] = part;
    } while (parser_take_word(p, word));
    if (!p->broken)
        made = count > 1 ? parser_make(p, op, parts[0]->at, parts, count) : parts[0];
out:
    memory_free(parts);
    return made;
}

static syntax *parse_and(parser *p)
{
    return parse_chain(p, "AND", SYNTAX_AND, parse_not);
}

static syntax *parse_xor(parser *p)
{
    return parse_chain(p, "XOR", SYNTAX_XOR, parse_and);
}

syntax *parse_or(parser *p) { return parse_chain(p, "OR", SYNTAX_OR, parse_xor); }

syntax *syntax_parse(const char *text, arena *memory, query_fault *fault)
{
    parser p = {.memory = memory, .fault = fault};
    syntax *made;
    if (!lexer_begin(&p.lexer, text, fault) || !parser_advance(&p))
        return NULL;
    if (p.token.type == TOKEN_END)
        return parser_expected(&p, "an expression");
    made = parse_or(&p);
    if (made && p.token.type != TOKEN_END)
        return parser_expected(&p, "AND, OR or the end");
    return p.broken ? NULL : made;
}
