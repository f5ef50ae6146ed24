#include "query/parser.h"

void *parser_stop(parser *p)
{
    p->broken = 1;
    return NULL;
}

int parser_advance(parser *p)
{
    p->end = p->token.at + p->token.length;
    if (!p->broken && !lexer_next(&p->lexer, &p->token))
        parser_stop(p);
    return !p->broken;
}

int parser_at_sign(const parser *p, const char *sign)
{
    return !p->broken && token_is_sign(&p->lexer, &p->token, sign);
}

int parser_at_word(const parser *p, const char *word)
{
    return !p->broken && token_is_word(&p->lexer, &p->token, word);
}

int parser_take_sign(parser *p, const char *sign)
{
    return parser_at_sign(p, sign) && parser_advance(p);
}

int parser_take_word(parser *p, const char *word)
{
    return parser_at_word(p, word) && parser_advance(p);
}

void *parser_expected(parser *p, const char *what)
{
    char shown[100];
    query_fault_set(p->fault, "query-syntax", p->token.at, p->token.length, NULL,
                    "expected %s, found %s", what,
                    token_shown(&p->lexer, &p->token, shown));
    return parser_stop(p);
}

syntax *parser_make(parser *p, syntax_op op, uint32_t at, syntax *const *parts,
                    size_t count)
{
    syntax *made = p->broken ? NULL : arena_take(p->memory, sizeof *made);
    if (made && count)
        made->parts = arena_take(p->memory, count * sizeof *made->parts);
    if (!made || (count && !made->parts))
        return parser_stop(p);
    made->op = (uint8_t)op;
    made->at = at;
    made->count = (uint32_t)count;
    made->length = p->end > at ? p->end - at : 1;
    for (size_t i = 0; i < count; i++) {
        made->parts[i] = parts[i];
        if (parts[i]->height >= made->height)
            made->height = parts[i]->height + 1;
    }
    if (made->height <= SYNTAX_TALLEST)
        return made;
    query_fault_set(p->fault, "query-syntax", p->token.at, 1, NULL,
                    "more than %d operators within each other", SYNTAX_TALLEST);
    return parser_stop(p);
}

syntax *parser_join(parser *p, syntax_op op, syntax *left, syntax *right)
{
    syntax *const parts[] = {left, right};
    return left && right ? parser_make(p, op, left->at, parts, 2) : NULL;
}

syntax *parser_wrap(parser *p, syntax_op op, uint32_t at, syntax *inner)
{
    return inner ? parser_make(p, op, at, &inner, 1) : NULL;
}

int parser_deeper(parser *p)
{
    if (++p->depth <= SYNTAX_DEEPEST)
        return 1;
    query_fault_set(p->fault, "query-syntax", p->token.at, 1, NULL,
                    "nested more than %d deep", SYNTAX_DEEPEST);
    parser_stop(p);
    return 0;
}

void *parser_refuse(parser *p, const token *at, const char *what)
{
    query_fault_set(p->fault, "query-syntax", at->at, at->length, NULL,
                    "%s is left out of the language", what);
    return parser_stop(p);
}
