/* What the files of the parser share: a token of look-ahead, and the making of nodes. */
#ifndef QUERY_PARSER_H
#define QUERY_PARSER_H

#include "query/syntax.h"

typedef struct parser {
    lexer lexer;
    token token;  /* the one at hand */
    uint32_t end; /* of the one before */
    arena *memory;
    query_fault *fault;
    int depth, broken; /* broken: a fault, or no memory */
} parser;

/* The first fault ends all: from then on nothing is at hand and nothing is made. */
void *parser_stop(parser *p);
int parser_advance(parser *p);
int parser_at_sign(const parser *p, const char *sign);
int parser_at_word(const parser *p, const char *word);
/* Whether it is at hand; it is then read past. */
int parser_take_sign(parser *p, const char *sign);
int parser_take_word(parser *p, const char *word);
/* A fault: "expected `what`, found …". */
void *parser_expected(parser *p, const char *what);

/* A node over `count` parts. NULL = no memory, or they are too many within each other. */
syntax *parser_make(parser *p, syntax_op op, uint32_t at, syntax *const *parts,
                    size_t count);
/* Of two parts, and of one; NULL parts are passed on. */
syntax *parser_join(parser *p, syntax_op op, syntax *left, syntax *right);
syntax *parser_wrap(parser *p, syntax_op op, uint32_t at, syntax *inner);
/* Enter one more level of brackets; leave it by depth--. 0 = they are too many. */
int parser_deeper(parser *p);

syntax *parse_or(parser *p);     /* any expression: parse.c */
syntax *parse_sum(parser *p);    /* what stands at either side of a comparison */
syntax *parse_member(parser *p); /* literals, names, calls, lists, brackets: primary.c */
syntax *parse_items(parser *p, syntax_op op, uint32_t at, syntax *first,
                    const char *close);
/* A fault of what is known and left out: "… is left out of the language". */
void *parser_refuse(parser *p, const token *at, const char *what);

#endif
