/* A parser by recursive descent, one function a level of binding: OR, XOR, AND, NOT,
 * comparison, sum, product, sign, member, primary. */
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "query/syntax.h"

typedef struct parser {
    lexer lexer;
    token token;  /* the one at hand */
    uint32_t end; /* of the one before */
    arena *memory;
    query_fault *fault;
    int depth, broken; /* broken: a fault, or no memory */
} parser;

static syntax *parse_or(parser *p);
static syntax *parse_sum(parser *p);

/* --- tools -------------------------------------------------------------------------- */

static void *stop(parser *p)
{
    p->broken = 1;
    return NULL;
}

static int advance(parser *p)
{
    p->end = p->token.at + p->token.length;
    if (!p->broken && !lexer_next(&p->lexer, &p->token))
        stop(p);
    return !p->broken;
}

static int at_sign(const parser *p, const char *sign)
{
    return !p->broken && token_is_sign(&p->lexer, &p->token, sign);
}

static int at_word(const parser *p, const char *word)
{
    return !p->broken && token_is_word(&p->lexer, &p->token, word);
}

static int take_sign(parser *p, const char *sign)
{
    return at_sign(p, sign) && advance(p);
}

static int take_word(parser *p, const char *word)
{
    return at_word(p, word) && advance(p);
}

static void *expected(parser *p, const char *what)
{
    char shown[100];
    query_fault_set(p->fault, "query-syntax", p->token.at, p->token.length, NULL,
                    "expected %s, found %s", what,
                    token_shown(&p->lexer, &p->token, shown));
    return stop(p);
}

static syntax *make(parser *p, syntax_op op, uint32_t at, uint32_t parts)
{
    syntax *made = p->broken ? NULL : arena_take(p->memory, sizeof *made);
    if (made && parts)
        made->parts = arena_take(p->memory, parts * sizeof *made->parts);
    if (!made || (parts && !made->parts))
        return stop(p);
    made->op = (uint8_t)op;
    made->at = at;
    made->count = parts;
    made->length = p->end > at ? p->end - at : 1;
    return made;
}

/* A node of one or two parts; NULL parts are passed on. */
static syntax *join(parser *p, syntax_op op, syntax *left, syntax *right)
{
    syntax *made;
    if (!left || !right)
        return NULL;
    made = make(p, op, left->at, 2);
    if (made) {
        made->parts[0] = left;
        made->parts[1] = right;
    }
    return made;
}

static syntax *wrap(parser *p, syntax_op op, uint32_t at, syntax *inner)
{
    syntax *made = inner ? make(p, op, at, 1) : NULL;
    if (made)
        made->parts[0] = inner;
    return made;
}

static int deeper(parser *p)
{
    if (++p->depth <= SYNTAX_DEEPEST)
        return 1;
    query_fault_set(p->fault, "query-syntax", p->token.at, 1, NULL,
                    "nested more than %d deep", SYNTAX_DEEPEST);
    stop(p);
    return 0;
}

/* --- literals and names ------------------------------------------------------------- */

/* The text of a quoted token, kept. */
static const char *unquoted(parser *p, const token *t, uint32_t *n)
{
    buffer text = {0};
    char *kept = NULL;
    token_unquote(&p->lexer, t, &text);
    if (!text.failed)
        kept = arena_text(p->memory, text.length ? text.bytes : "", text.length);
    *n = (uint32_t)text.length;
    buffer_free(&text);
    return kept ? kept : stop(p);
}

static syntax *constant(parser *p, uint32_t at, query_value value)
{
    syntax *made = make(p, SYNTAX_CONSTANT, at, 0);
    if (made)
        made->constant = value;
    return made;
}

static syntax *parse_text(parser *p)
{
    token t = p->token;
    uint32_t n;
    const char *text = unquoted(p, &t, &n);
    if (!text || !advance(p))
        return NULL;
    return constant(p, t.at, query_text(text, n));
}

/* DATE 'text' */
static syntax *parse_date(parser *p, uint32_t at)
{
    token t = p->token;
    uint32_t n;
    const char *text = unquoted(p, &t, &n);
    query_value value = {.type = QUERY_DATE};
    int32_t day;
    if (!text)
        return NULL;
    if (!date_is_day((uint8_t)date_read(text, n, &day))) {
        query_fault_set(p->fault, "query-syntax", t.at, t.length, NULL,
                        "expected a date: YYYY, YYYY-MM or YYYY-MM-DD");
        return stop(p);
    }
    value.as.integer = day;
    return advance(p) ? constant(p, at, value) : NULL;
}

/* The items of a list up to the sign that closes it, which is taken. `first` is one that
 * was read already, or NULL. */
static syntax *parse_items(parser *p, syntax_op op, uint32_t at, syntax *first,
                           const char *close)
{
    syntax **items = NULL, *made = NULL;
    size_t count = 0, capacity = 0;
    int more = !first;
    if (first && (items = memory_array(capacity = 4, sizeof *items)))
        items[count++] = first;
    if (first && !items)
        return stop(p);
    if (more && take_sign(p, close))
        goto done;
    do {
        syntax *item;
        if (!more) {
            more = 1;
            continue;
        }
        item = parse_or(p);
        if (!item)
            goto out;
        if (!memory_grow((void **)&items, &capacity, count + 1, sizeof *items)) {
            stop(p);
            goto out;
        }
        items[count++] = item;
    } while (take_sign(p, ","));
    if (p->broken || !take_sign(p, close)) {
        if (!p->broken)
            expected(p, close[0] == ']' ? "\",\" or \"]\"" : "\",\" or \")\"");
        goto out;
    }
done:
    made = make(p, op, at, (uint32_t)count);
    if (made && count)
        memcpy(made->parts, items, count * sizeof *items);
out:
    memory_free(items);
    return made;
}

/* ( … ): an expression, or with a comma a list. */
static syntax *parse_brackets(parser *p)
{
    uint32_t at = p->token.at;
    syntax *inner;
    if (!advance(p) || !deeper(p))
        return NULL;
    inner = parse_or(p);
    p->depth--;
    if (!inner)
        return NULL;
    if (at_sign(p, ","))
        return parse_items(p, SYNTAX_LIST, at, inner, ")");
    return take_sign(p, ")") ? inner : expected(p, "\")\"");
}

static int is_reserved(const parser *p)
{
    static const char *const words[] = {"AND",      "OR",      "XOR",    "NOT",  "IN",
                                        "IS",       "LIKE",    "STARTS", "ENDS", "WITH",
                                        "CONTAINS", "BETWEEN", "ESCAPE"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (at_word(p, words[i]))
            return 1;
    return 0;
}

/* A name, or the call of a function. */
static syntax *parse_name(parser *p)
{
    token t = p->token;
    syntax *made;
    int quoted = t.type == TOKEN_QUOTED_NAME;
    if (!advance(p))
        return NULL;
    if (take_sign(p, "("))
        made = parse_items(p, SYNTAX_CALL, t.at, NULL, ")");
    else
        made = p->broken ? NULL : make(p, SYNTAX_NAME, t.at, 0);
    if (made) {
        made->name = t.at + (uint32_t)quoted;
        made->name_length = t.length - 2 * (uint32_t)quoted;
    }
    return made;
}

static syntax *parse_primary(parser *p)
{
    uint32_t at = p->token.at;
    token t = p->token;
    if (p->broken)
        return NULL;
    if (t.type == TOKEN_TEXT)
        return parse_text(p);
    if (t.type == TOKEN_INTEGER || t.type == TOKEN_REAL) {
        query_value value = query_integer(t.integer);
        if (t.type == TOKEN_REAL)
            value = (query_value){.type = QUERY_REAL, .as.real = t.real};
        return advance(p) ? constant(p, at, value) : NULL;
    }
    if (at_sign(p, "("))
        return parse_brackets(p);
    if (take_sign(p, "["))
        return parse_items(p, SYNTAX_LIST, at, NULL, "]");
    if (take_word(p, "NULL") || take_word(p, "UNKNOWN"))
        return constant(p, at, query_null());
    if (take_word(p, "TRUE"))
        return constant(p, at, query_boolean(1));
    if (take_word(p, "FALSE"))
        return constant(p, at, query_boolean(0));
    if (p->broken)
        return NULL;
    if ((t.type == TOKEN_NAME && !is_reserved(p)) || t.type == TOKEN_QUOTED_NAME) {
        syntax *name;
        int is_date = at_word(p, "DATE");
        name = parse_name(p);
        if (name && is_date && name->op == SYNTAX_NAME && p->token.type == TOKEN_TEXT)
            return parse_date(p, at);
        return name;
    }
    return expected(p, "a value");
}

static syntax *parse_member(parser *p)
{
    syntax *inner = parse_primary(p);
    for (int links = 0; inner && take_sign(p, "."); links++) {
        token t = p->token;
        int quoted = t.type == TOKEN_QUOTED_NAME;
        syntax *made;
        if ((t.type != TOKEN_NAME && !quoted) || links > SYNTAX_DEEPEST)
            return expected(p, "a name");
        if (!advance(p))
            return NULL;
        made = wrap(p, SYNTAX_MEMBER, inner->at, inner);
        if (!made)
            return NULL;
        made->name = t.at + (uint32_t)quoted;
        made->name_length = t.length - 2 * (uint32_t)quoted;
        inner = made;
    }
    return p->broken ? NULL : inner;
}

/* --- operators ---------------------------------------------------------------------- */

static syntax *parse_sign(parser *p)
{
    uint32_t at = p->token.at;
    syntax *inner;
    while (take_sign(p, "+"))
        at = p->token.at;
    if (!take_sign(p, "-"))
        return p->broken ? NULL : parse_member(p);
    if (!deeper(p))
        return NULL;
    inner = parse_sign(p);
    p->depth--;
    if (inner && inner->op == SYNTAX_CONSTANT && inner->constant.type == QUERY_INTEGER) {
        inner->constant.as.integer = -inner->constant.as.integer;
        return inner;
    }
    return wrap(p, SYNTAX_NEGATE, at, inner);
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
    size_t links = 0;
    for (size_t i = 0; left && i < n;) {
        if (!take_sign(p, signs[i].sign)) {
            i++;
            continue;
        }
        if (++links > SYNTAX_DEEPEST)
            return expected(p, "a shorter chain of operators");
        left = join(p, signs[i].op, left, below(p));
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

static syntax *parse_sum(parser *p)
{
    static const sign_operator signs[] = {
        {"+", SYNTAX_ADD}, {"-", SYNTAX_SUBTRACT}, {"||", SYNTAX_JOIN}};
    return parse_left(p, signs, 3, parse_product);
}

/* IS [NOT] NULL, IS [NOT] label */
static syntax *parse_is(parser *p, syntax *left)
{
    int not = take_word(p, "NOT");
    syntax *made;
    token t = p->token;
    if (take_word(p, "NULL") || take_word(p, "UNKNOWN")) {
        made = wrap(p, SYNTAX_IS_NULL, left->at, left);
    } else if (!p->broken && (t.type == TOKEN_NAME || t.type == TOKEN_QUOTED_NAME)) {
        int quoted = t.type == TOKEN_QUOTED_NAME;
        made = advance(p) ? wrap(p, SYNTAX_IS_LABEL, left->at, left) : NULL;
        if (made) {
            made->name = t.at + (uint32_t)quoted;
            made->name_length = t.length - 2 * (uint32_t)quoted;
        }
    } else {
        return p->broken ? NULL
                         : expected(p, "NULL or the name of a type, kind or class");
    }
    return not ? wrap(p, SYNTAX_NOT, left->at, made) : made;
}

static syntax *parse_between(parser *p, syntax *left)
{
    syntax *low = parse_sum(p), *high, *made;
    if (!low)
        return NULL;
    if (!take_word(p, "AND"))
        return p->broken ? NULL : expected(p, "AND");
    high = parse_sum(p);
    made = high ? make(p, SYNTAX_BETWEEN, left->at, 3) : NULL;
    if (made) {
        made->parts[0] = left;
        made->parts[1] = low;
        made->parts[2] = high;
    }
    return made;
}

static syntax *parse_like(parser *p, syntax *left)
{
    syntax *pattern = parse_sum(p), *escape = NULL, *made;
    if (!pattern)
        return NULL;
    if (take_word(p, "ESCAPE") && !(escape = parse_sum(p)))
        return NULL;
    made = make(p, SYNTAX_LIKE, left->at, escape ? 3 : 2);
    if (made) {
        made->parts[0] = left;
        made->parts[1] = pattern;
        if (escape)
            made->parts[2] = escape;
    }
    return made;
}

/* IN a list: (1, 2), [1, 2], (1), or what gives one. */
static syntax *parse_in(parser *p, syntax *left)
{
    uint32_t at = p->token.at;
    syntax *right;
    if (take_sign(p, "(")) {
        if (!deeper(p))
            return NULL;
        right = parse_items(p, SYNTAX_LIST, at, NULL, ")");
        p->depth--;
        if (right && right->count == 1 && (right->parts[0]->op == SYNTAX_LIST))
            right = right->parts[0];
    } else {
        right = p->broken ? NULL : parse_sum(p);
    }
    return join(p, SYNTAX_IN, left, right);
}

static syntax *parse_word_operator(parser *p, syntax *left)
{
    if (take_word(p, "IN"))
        return parse_in(p, left);
    if (take_word(p, "BETWEEN"))
        return parse_between(p, left);
    if (take_word(p, "LIKE"))
        return parse_like(p, left);
    if (take_word(p, "CONTAINS"))
        return join(p, SYNTAX_CONTAINS, left, parse_sum(p));
    for (int ends = 0; ends < 2; ends++) {
        if (!take_word(p, ends ? "ENDS" : "STARTS"))
            continue;
        if (!take_word(p, "WITH"))
            return p->broken ? NULL : expected(p, "WITH");
        return join(p, ends ? SYNTAX_ENDS : SYNTAX_STARTS, left, parse_sum(p));
    }
    return p->broken ? NULL : left;
}

static int at_word_operator(const parser *p)
{
    return at_word(p, "IN") || at_word(p, "BETWEEN") || at_word(p, "LIKE") ||
           at_word(p, "STARTS") || at_word(p, "ENDS") || at_word(p, "CONTAINS");
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
        if (!take_sign(p, comparisons[i].sign))
            continue;
        left = join(p, comparisons[i].op, left, parse_sum(p));
        for (size_t k = 0; left && k < sizeof comparisons / sizeof *comparisons; k++)
            if (at_sign(p, comparisons[k].sign))
                return expected(p, "AND or OR (comparisons are not chained)");
        return p->broken ? NULL : left;
    }
    if (take_word(p, "IS"))
        return parse_is(p, left);
    if (take_word(p, "NOT")) {
        if (!at_word_operator(p))
            return p->broken ? NULL
                             : expected(p, "IN, BETWEEN, LIKE, STARTS, ENDS or CONTAINS");
        return wrap(p, SYNTAX_NOT, left->at, parse_word_operator(p, left));
    }
    return p->broken ? NULL : parse_word_operator(p, left);
}

static syntax *parse_not(parser *p)
{
    uint32_t at = p->token.at;
    syntax *inner;
    if (!take_word(p, "NOT"))
        return p->broken ? NULL : parse_comparison(p);
    if (!deeper(p))
        return NULL;
    inner = parse_not(p);
    p->depth--;
    return wrap(p, SYNTAX_NOT, at, inner);
}

/* The parts of a growing list as one node; a list of one is its part. */
static syntax *gather(parser *p, syntax_op op, syntax **parts, size_t count)
{
    syntax *made;
    if (count == 1)
        return parts[0];
    made = make(p, op, parts[0]->at, (uint32_t)count);
    if (made)
        memcpy(made->parts, parts, count * sizeof *parts);
    return made;
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
            stop(p);
            goto out;
        }
        parts[count++] = part;
    } while (take_word(p, word));
    if (!p->broken)
        made = gather(p, op, parts, count);
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

static syntax *parse_or(parser *p) { return parse_chain(p, "OR", SYNTAX_OR, parse_xor); }

syntax *syntax_parse(const char *text, arena *memory, query_fault *fault)
{
    parser p = {.memory = memory, .fault = fault};
    syntax *made;
    if (!lexer_begin(&p.lexer, text, fault) || !advance(&p))
        return NULL;
    if (p.token.type == TOKEN_END)
        return expected(&p, "an expression");
    made = parse_or(&p);
    if (made && p.token.type != TOKEN_END)
        return expected(&p, "AND, OR or the end");
    return p.broken ? NULL : made;
}
