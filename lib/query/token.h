/* The words of a query. */
#ifndef QUERY_TOKEN_H
#define QUERY_TOKEN_H

#include "base/buffer.h"
#include "query/fault.h"

typedef enum token_type {
    TOKEN_END,
    TOKEN_NAME,
    TOKEN_QUOTED_NAME, /* `…`: never a keyword */
    TOKEN_TEXT,        /* '…' or "…", a quote within doubled */
    TOKEN_INTEGER,
    TOKEN_REAL,
    TOKEN_SIGN /* ( ) [ ] { } , . : = <> < <= > >= + - * / % || | & ! ~ ? $ */
} token_type;

typedef struct token {
    token_type type;
    uint32_t at, length; /* bytes of the text, quotes included */
    int64_t integer;
    double real;
} token;

typedef struct lexer {
    const char *text;
    uint32_t length, at;
    query_fault *fault;
} lexer;

enum { QUERY_LONGEST = 65535 }; /* bytes of a text */

/* Begin on `text`. 0 = it is too long or no UTF-8, which is then the fault. */
int lexer_begin(lexer *to, const char *text, query_fault *fault);
/* The next token. 0 = there is none that is well-formed, which is then the fault. */
int lexer_next(lexer *of, token *out);

/* The text of a TEXT or QUOTED_NAME token without its quotes, appended. */
void token_unquote(const lexer *of, const token *t, buffer *to);
/* Whether a token is the sign, or the keyword (NAME in any case of letters). */
int token_is_sign(const lexer *of, const token *t, const char *sign);
int token_is_word(const lexer *of, const token *t, const char *word);
/* What a token is called in messages: `"x"`, or `the end`. */
const char *token_shown(const lexer *of, const token *t, char out[100]);

#endif
