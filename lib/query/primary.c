/* Literals, names, calls and lists: what operators are between. */
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "query/fold.h"
#include "query/parser.h"

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
    return kept ? kept : parser_stop(p);
}

static syntax *constant(parser *p, uint32_t at, query_value value)
{
    syntax *made = parser_make(p, SYNTAX_CONSTANT, at, NULL, 0);
    if (made)
        made->constant = value;
    return made;
}

static syntax *parse_text(parser *p)
{
    token t = p->token;
    uint32_t n;
    const char *text = unquoted(p, &t, &n);
    if (!text || !parser_advance(p))
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
        return parser_stop(p);
    }
    value.as.integer = day;
    return parser_advance(p) ? constant(p, at, value) : NULL;
}

/* The items of a list up to the sign that closes it, which is taken. `first` is one that
 * was read already, or NULL. */
syntax *parse_items(parser *p, syntax_op op, uint32_t at, syntax *first,
                    const char *close)
{
    syntax **items = NULL, *made = NULL, *item = first;
    size_t count = 0, capacity = 0;
    if (p->broken || !parser_deeper(p))
        return NULL;
    if (!first && parser_take_sign(p, close)) {
        p->depth--;
        return parser_make(p, op, at, NULL, 0);
    }
    do {
        if (!item && !(item = parse_or(p)))
            goto out;
        if (!memory_grow((void **)&items, &capacity, count + 1, sizeof *items)) {
            parser_stop(p);
            goto out;
        }
        items[count++] = item;
        item = NULL;
    } while (parser_take_sign(p, ","));
    if (parser_take_sign(p, close))
        made = parser_make(p, op, at, items, count);
    else if (!p->broken)
        parser_expected(p, close[0] == ']' ? "\",\" or \"]\"" : "\",\" or \")\"");
out:
    p->depth--;
    memory_free(items);
    return made;
}

/* ( … ): an expression, or with a comma a list. */
static syntax *parse_brackets(parser *p)
{
    uint32_t at = p->token.at;
    syntax *inner;
    if (!parser_advance(p) || !parser_deeper(p))
        return NULL;
    inner = parse_or(p);
    p->depth--;
    if (!inner)
        return NULL;
    if (parser_at_sign(p, ","))
        return parse_items(p, SYNTAX_LIST, at, inner, ")");
    if (parser_take_sign(p, ")"))
        return inner;
    return p->broken ? NULL : parser_expected(p, "\",\" or \")\"");
}

/* STARTS, ENDS and WITH are none: starts() is a function, `with` a party of an act. */
static int is_reserved(const parser *p)
{
    static const char *const words[] = {"AND", "OR",   "XOR",      "NOT",     "IN",
                                        "IS",  "LIKE", "CONTAINS", "BETWEEN", "ESCAPE"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (parser_at_word(p, words[i]))
            return 1;
    return 0;
}

/* An aggregate after its "(": count(*), or [DISTINCT] and one value. */
static syntax *parse_fold(parser *p, uint32_t at, int function)
{
    syntax *of = NULL, *made;
    int distinct = 0;
    if (function != FOLD_COUNT || !parser_take_sign(p, "*")) {
        distinct = parser_take_word(p, "DISTINCT");
        if (!distinct)
            parser_take_word(p, "ALL");
        of = p->broken ? NULL : parse_or(p);
        if (!of)
            return NULL;
    }
    if (!parser_take_sign(p, ")"))
        return p->broken ? NULL : parser_expected(p, "\")\"");
    made = parser_make(p, SYNTAX_FOLD, at, &of, of ? 1 : 0);
    if (made) {
        made->number = (uint16_t)function;
        made->distinct = (uint8_t)distinct;
    }
    return made;
}

/* $name */
static syntax *parse_parameter(parser *p, uint32_t at)
{
    token t = p->token;
    syntax *made;
    if (t.type != TOKEN_NAME)
        return parser_expected(p, "the name of a parameter");
    if (!parser_advance(p))
        return NULL;
    made = parser_make(p, SYNTAX_PARAMETER, at, NULL, 0);
    if (made) {
        made->name = t.at;
        made->name_length = t.length;
    }
    return made;
}

/* A name, or the call of a function. */
static syntax *parse_name(parser *p)
{
    token t = p->token;
    syntax *made;
    int quoted = t.type == TOKEN_QUOTED_NAME;
    int fold = fold_find(p->lexer.text + t.at, t.length);
    int exists = parser_at_word(p, "EXISTS");
    if (!parser_advance(p))
        return NULL;
    if (exists && parser_at_sign(p, "{"))
        return parser_refuse(p, &t, "EXISTS { }");
    if (fold >= 0 && parser_take_sign(p, "("))
        return parse_fold(p, t.at, fold);
    if (parser_take_sign(p, "("))
        made = parse_items(p, SYNTAX_CALL, t.at, NULL, ")");
    else
        made = p->broken ? NULL : parser_make(p, SYNTAX_NAME, t.at, NULL, 0);
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
        return parser_advance(p) ? constant(p, at, value) : NULL;
    }
    if (parser_at_sign(p, "("))
        return parse_brackets(p);
    if (parser_take_sign(p, "$"))
        return parse_parameter(p, at);
    if (parser_take_sign(p, "["))
        return parse_items(p, SYNTAX_LIST, at, NULL, "]");
    if (parser_take_word(p, "NULL") || parser_take_word(p, "UNKNOWN"))
        return constant(p, at, query_null());
    if (parser_take_word(p, "TRUE"))
        return constant(p, at, query_boolean(1));
    if (parser_take_word(p, "FALSE"))
        return constant(p, at, query_boolean(0));
    if (p->broken)
        return NULL;
    if ((t.type == TOKEN_NAME && !is_reserved(p)) || t.type == TOKEN_QUOTED_NAME) {
        syntax *name;
        int is_date = parser_at_word(p, "DATE");
        name = parse_name(p);
        if (name && is_date && name->op == SYNTAX_NAME && p->token.type == TOKEN_TEXT)
            return parse_date(p, at);
        return name;
    }
    return parser_expected(p, "a value");
}

syntax *parse_member(parser *p)
{
    syntax *inner = parse_primary(p);
    while (inner && parser_take_sign(p, ".")) {
        token t = p->token;
        int quoted = t.type == TOKEN_QUOTED_NAME;
        syntax *made;
        if (t.type != TOKEN_NAME && !quoted)
            return parser_expected(p, "a name");
        if (!parser_advance(p))
            return NULL;
        made = parser_wrap(p, SYNTAX_MEMBER, inner->at, inner);
        if (!made)
            return NULL;
        made->name = t.at + (uint32_t)quoted;
        made->name_length = t.length - 2 * (uint32_t)quoted;
        inner = made;
    }
    return p->broken ? NULL : inner;
}
