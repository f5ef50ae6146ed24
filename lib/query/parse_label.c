/* Label expressions: | over & over !, names, %, brackets. */
#include "base/alloc.h"
#include "query/pattern_parser.h"

int parser_take_name(parser *p, uint32_t *name, uint32_t *length)
{
    uint32_t quoted = p->token.type == TOKEN_QUOTED_NAME;
    if (p->broken || (p->token.type != TOKEN_NAME && !quoted))
        return 0;
    *name = p->token.at + quoted;
    *length = p->token.length - 2 * quoted;
    return parser_advance(p);
}

void *parser_keep(parser *p, const void *rows, size_t n, size_t size)
{
    char *kept = arena_take(p->memory, n ? n * size : 1);
    if (!kept)
        return parser_stop(p);
    for (size_t i = 0; i < n * size; i++)
        kept[i] = ((const char *)rows)[i];
    return kept;
}

static label *make(parser *p, label_op op, label *left, label *right)
{
    label *made = arena_take(p->memory, sizeof *made);
    if (!made)
        return parser_stop(p);
    made->op = (uint8_t)op;
    made->parts[0] = left;
    made->parts[1] = right;
    return made;
}

static label *parse_one(parser *p)
{
    label *made;
    int nots = 0;
    if (!parser_deeper(p))
        return NULL;
    while (parser_take_sign(p, "!"))
        nots ^= 1;
    if (parser_take_sign(p, "(")) {
        made = parse_labels(p);
        if (made && !parser_take_sign(p, ")"))
            made = p->broken ? NULL : parser_expected(p, "\"|\", \"&\" or \")\"");
    } else if (parser_take_sign(p, "%")) {
        made = make(p, LABEL_ANY, NULL, NULL);
    } else {
        made = p->broken ? NULL : make(p, LABEL_NAME, NULL, NULL);
        if (made && !parser_take_name(p, &made->at, &made->length))
            made =
                p->broken ? NULL : parser_expected(p, "a label: a type, kind or class");
    }
    p->depth--;
    return made && nots ? make(p, LABEL_NOT, made, NULL) : made;
}

static label *parse_all(parser *p)
{
    label *left = parse_one(p), *right;
    while (left && parser_take_sign(p, "&")) {
        right = parse_one(p);
        left = right ? make(p, LABEL_AND, left, right) : NULL;
    }
    return left;
}

label *parse_labels(parser *p)
{
    label *left = parse_all(p), *right;
    while (left && parser_take_sign(p, "|")) {
        parser_take_sign(p, ":"); /* :a|:b, as older dialects write it */
        right = parse_all(p);
        left = right ? make(p, LABEL_OR, left, right) : NULL;
    }
    return p->broken ? NULL : left;
}
