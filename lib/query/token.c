#include "query/token.h"

#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/utf8.h"

int lexer_begin(lexer *to, const char *text, query_fault *fault)
{
    size_t n = strlen(text), valid = utf8_valid(text, n);
    *to = (lexer){text, (uint32_t)n, 0, fault};
    if (n > QUERY_LONGEST)
        query_fault_set(fault, "query-syntax", 0, 1, NULL,
                        "the text is longer than %d bytes", QUERY_LONGEST);
    else if (valid < n)
        query_fault_set(fault, "query-syntax", (uint32_t)valid, 1, NULL,
                        "not well-formed UTF-8");
    return !fault->id;
}

static int is_digit(char c) { return c >= '0' && c <= '9'; }

static int is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           (unsigned char)c >= 0x80;
}

static int is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/* To the closing quote; one within is doubled. */
static int take_quoted(lexer *of, token *out, char quote)
{
    uint32_t at = of->at + 1;
    while (at < of->length) {
        if (of->text[at++] != quote)
            continue;
        if (at >= of->length || of->text[at] != quote) {
            out->length = at - of->at;
            return 1;
        }
        at++;
    }
    query_fault_set(of->fault, "query-syntax", of->at, 1, NULL,
                    "the text that begins here has no closing %c", quote);
    return 0;
}

static int take_number(lexer *of, token *out)
{
    char digits[64];
    uint32_t n = 0;
    const char *text = of->text + of->at;
    int real = 0;
    while (is_digit(text[n]))
        n++;
    if (text[n] == '.' && is_digit(text[n + 1])) {
        real = 1;
        for (n++; is_digit(text[n]);)
            n++;
    }
    if ((text[n] == 'e' || text[n] == 'E') &&
        is_digit(text[n + 1 + (text[n + 1] == '+' || text[n + 1] == '-')])) {
        real = 1;
        for (n += 2; is_digit(text[n]);)
            n++;
    }
    out->type = real ? TOKEN_REAL : TOKEN_INTEGER;
    out->length = n;
    if (is_letter(text[n])) {
        query_fault_set(of->fault, "query-syntax", of->at, n + 1, NULL,
                        "a name may not begin with a digit");
        return 0;
    }
    snprintf(digits, sizeof digits, "%.*s", (int)n, text);
    if (n < sizeof digits &&
        (real ? number_read(digits, &out->real)
              : number_read_integer(digits, INT64_MIN, INT64_MAX, &out->integer)))
        return 1;
    query_fault_set(of->fault, "query-syntax", of->at, n, NULL,
                    "the number is out of range");
    return 0;
}

static int take_sign(lexer *of, token *out)
{
    static const char *const two[] = {"<>", "<=", ">=", "||", "!=", "=="};
    static const char one[] = "()[]{},.:=<>+-*/%|&!~?$";
    const char *text = of->text + of->at;
    for (size_t i = 0; i < sizeof two / sizeof *two; i++)
        if (text[0] == two[i][0] && text[1] == two[i][1])
            out->length = 2;
    if (out->length == 2 && (text[0] == '!' || text[0] == '=')) {
        query_fault_set(of->fault, "query-syntax", of->at, 2, NULL,
                        "\"%.2s\" is no sign here; write \"%s\"", text,
                        text[0] == '!' ? "<>" : "=");
        return 0;
    }
    if (!out->length && !memchr(one, text[0], sizeof one - 1)) {
        query_fault_set(of->fault, "query-syntax", of->at, 1, NULL,
                        (unsigned char)text[0] < 0x20 ? "a control character"
                                                      : "\"%c\" has no meaning here",
                        text[0]);
        return 0;
    }
    if (!out->length)
        out->length = 1;
    return 1;
}

int lexer_next(lexer *of, token *out)
{
    int fine = 1;
    char c;
    while (of->at < of->length && is_space(of->text[of->at]))
        of->at++;
    *out = (token){.type = TOKEN_END, .at = of->at};
    if (of->at >= of->length)
        return 1;
    c = of->text[of->at];
    if (c == '\'' || c == '"' || c == '`') {
        out->type = c == '`' ? TOKEN_QUOTED_NAME : TOKEN_TEXT;
        fine = take_quoted(of, out, c);
    } else if (is_digit(c)) {
        fine = take_number(of, out);
    } else if (is_letter(c)) {
        out->type = TOKEN_NAME;
        while (is_letter(of->text[of->at + out->length]) ||
               is_digit(of->text[of->at + out->length]))
            out->length++;
    } else {
        out->type = TOKEN_SIGN;
        fine = take_sign(of, out);
    }
    of->at += out->length;
    return fine;
}

void token_unquote(const lexer *of, const token *t, buffer *to)
{
    char quote = of->text[t->at];
    for (uint32_t i = t->at + 1; i + 1 < t->at + t->length; i++) {
        buffer_char(to, of->text[i]);
        i += of->text[i] == quote;
    }
}

int token_is_sign(const lexer *of, const token *t, const char *sign)
{
    return t->type == TOKEN_SIGN && strlen(sign) == t->length &&
           !memcmp(of->text + t->at, sign, t->length);
}

int token_is_word(const lexer *of, const token *t, const char *word)
{
    if (t->type != TOKEN_NAME || strlen(word) != t->length)
        return 0;
    for (uint32_t i = 0; i < t->length; i++) {
        char c = of->text[t->at + i];
        if ((c >= 'a' && c <= 'z' ? c - 32 : c) != word[i])
            return 0;
    }
    return 1;
}

const char *token_shown(const lexer *of, const token *t, char out[100])
{
    int n = (int)(t->length < 60 ? t->length : 60);
    if (t->type == TOKEN_END)
        return "the end";
    while (n > 0 && n < (int)t->length &&
           ((unsigned char)of->text[t->at + (uint32_t)n] & 0xC0) == 0x80)
        n--;
    snprintf(out, 100, t->type == TOKEN_TEXT ? "%.*s" : "\"%.*s\"", n, of->text + t->at);
    return out;
}
