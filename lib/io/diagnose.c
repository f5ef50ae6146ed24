/* What is wrong with a text that jansson refused, and at which token: it says where it
 * stopped. */
#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/number.h"
#include "base/utf8.h"
#include "io/locate.h"

typedef struct walk {
    const char *t;
    size_t n, i;
    int depth;
    json_fault *out;
    arena *texts; /* of keys, where double ones are looked for; NULL = not */
} walk;

static int wrong(walk *w, const char *id, size_t offset, const char *message)
{
    w->out->id = id;
    w->out->offset = offset;
    snprintf(w->out->message, sizeof w->out->message, "%s", message);
    return 0;
}

/* "expected X, found Y" at the next token. */
static int expected(walk *w, const char *what)
{
    char message[120];
    unsigned char c = w->i < w->n ? (unsigned char)w->t[w->i] : 0;
    if (w->i >= w->n)
        snprintf(message, sizeof message, "expected %s, but the text ends", what);
    else if (c < 0x20 || c >= 0x7f)
        snprintf(message, sizeof message, "expected %s, found byte 0x%02x", what, c);
    else
        snprintf(message, sizeof message, "expected %s, found '%c'", what, c);
    return wrong(w, "json-syntax", w->i, message);
}

static void skip_space(walk *w)
{
    while (w->i < w->n && is_one_of(" \t\r\n", w->t[w->i]))
        w->i++;
}

static int hex4(const char *t)
{
    int value = 0;
    for (int k = 0; k < 4; k++) {
        const char *digits = "0123456789abcdef", *at;
        char c = t[k] >= 'A' && t[k] <= 'F' ? (char)(t[k] - 'A' + 'a') : t[k];
        at = c ? strchr(digits, c) : NULL;
        if (!at)
            return -1;
        value = value * 16 + (int)(at - digits);
    }
    return value;
}

/* \uXXXX at i (the backslash). */
static int unicode_escape(walk *w)
{
    int code = w->i + 6 <= w->n ? hex4(w->t + w->i + 2) : -1, low;
    if (code < 0)
        return wrong(w, "json-escape", w->i, "\\u wants four hexadecimal digits");
    if (!code)
        return wrong(w, "json-nul", w->i, "a text may not hold the character U+0000");
    if (code >= 0xDC00 && code <= 0xDFFF)
        return wrong(w, "json-escape", w->i, "half a surrogate pair");
    if (code >= 0xD800 && code <= 0xDBFF) {
        low = w->i + 12 <= w->n && w->t[w->i + 6] == '\\' && w->t[w->i + 7] == 'u'
                  ? hex4(w->t + w->i + 8)
                  : -1;
        if (low < 0xDC00 || low > 0xDFFF)
            return wrong(w, "json-escape", w->i, "half a surrogate pair");
        w->i += 6;
    }
    w->i += 6;
    return 1;
}

static int walk_text(walk *w)
{
    size_t start = w->i++;
    while (w->i < w->n && w->t[w->i] != '"') {
        unsigned char c = (unsigned char)w->t[w->i];
        if (c < 0x20)
            return wrong(w, "json-control", w->i,
                         "a control character must be written as an escape, such as \\n");
        if (c == '\\') {
            char next = w->i + 1 < w->n ? w->t[w->i + 1] : 0;
            if (next == 'u' && !unicode_escape(w))
                return 0;
            if (next == 'u')
                continue;
            if (!is_one_of("\"\\/bfnrt", next))
                return wrong(w, "json-escape", w->i, "JSON has no such escape");
            w->i += 2;
            continue;
        }
        if (c >= 0x80) {
            size_t length = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
            if (w->i + length > w->n || utf8_valid(w->t + w->i, length) != length)
                return wrong(w, "json-utf8", w->i, "the bytes here are not UTF-8");
            w->i += length;
            continue;
        }
        w->i++;
    }
    if (w->i >= w->n)
        return wrong(w, "json-truncated", start,
                     "the text that begins here does not end");
    w->i++;
    return 1;
}

static size_t digits(walk *w)
{
    size_t from = w->i;
    while (w->i < w->n && w->t[w->i] >= '0' && w->t[w->i] <= '9')
        w->i++;
    return w->i - from;
}

static int walk_number(walk *w)
{
    size_t start = w->i, whole;
    char text[400];
    double real;
    int64_t integer;
    int is_real = 0, zero;
    w->i += w->t[w->i] == '-';
    zero = w->i < w->n && w->t[w->i] == '0';
    whole = digits(w);
    if (!whole || (zero && whole > 1))
        return wrong(w, "json-syntax", start, "not a number as JSON writes it");
    if (w->i < w->n && w->t[w->i] == '.') {
        is_real = 1;
        w->i++;
        if (!digits(w))
            return wrong(w, "json-syntax", start, "digits must follow the decimal point");
    }
    if (w->i < w->n && (w->t[w->i] == 'e' || w->t[w->i] == 'E')) {
        is_real = 1;
        w->i++;
        w->i += w->i < w->n && is_one_of("+-", w->t[w->i]);
        if (!digits(w))
            return wrong(w, "json-syntax", start, "digits must follow the exponent");
    }
    if (w->i - start >= sizeof text)
        return wrong(w, "json-number", start, "a number of more than 400 characters");
    memcpy(text, w->t + start, w->i - start);
    text[w->i - start] = '\0';
    if (is_real ? !number_read(text, &real)
                : !number_read_integer(text, INT64_MIN, INT64_MAX, &integer))
        return wrong(w, "json-number", start,
                     is_real ? "the number is too large for a 64-bit real"
                             : "the number is too large for a 64-bit integer");
    return 1;
}

static int walk_value(walk *w);

/* Put the key at an offset into the keys of its object: 0 = it stands there already. */
static int is_new_key(walk *w, map *keys, size_t key)
{
    json_t *text = json_loadb(w->t + key, w->i - key, JSON_DECODE_ANY, NULL);
    const char *copy =
        text ? arena_text(w->texts, json_string_value(text), json_string_length(text))
             : NULL;
    size_t n = json_string_length(text);
    int is_new = !copy || map_find(keys, copy, n) == MAP_ABSENT;
    if (copy && is_new)
        map_put(keys, copy, n, 0);
    json_decref(text);
    return is_new;
}

static int repeated(walk *w, size_t key)
{
    json_t *text = json_loadb(w->t + key, w->i - key, JSON_DECODE_ANY, NULL);
    char message[120];
    snprintf(message, sizeof message, "the key \"%.60s\" stands in the object already",
             text ? json_string_value(text) : "");
    json_decref(text);
    return wrong(w, "json-duplicate-key", key, message);
}

static int walk_members(walk *w, map *keys)
{
    for (;;) {
        size_t key;
        skip_space(w);
        key = w->i;
        if (w->i >= w->n || w->t[w->i] != '"')
            return expected(w, "a key in double quotes");
        if (!walk_text(w))
            return 0;
        if (w->texts && !is_new_key(w, keys, key))
            return repeated(w, key);
        skip_space(w);
        if (w->i >= w->n || w->t[w->i] != ':')
            return expected(w, "':' after the key");
        w->i++;
        if (!walk_value(w))
            return 0;
        skip_space(w);
        if (w->i < w->n && w->t[w->i] == '}')
            return 1;
        if (w->i >= w->n || w->t[w->i] != ',')
            return expected(w, "',' or '}'");
        w->i++;
    }
}

static int walk_object(walk *w)
{
    map keys = {0};
    int fine;
    w->i++;
    skip_space(w);
    fine = (w->i < w->n && w->t[w->i] == '}') || walk_members(w, &keys);
    w->i += (size_t)fine;
    map_free(&keys);
    return fine;
}

static int walk_array(walk *w)
{
    w->i++;
    skip_space(w);
    if (w->i < w->n && w->t[w->i] == ']')
        return ++w->i, 1;
    for (;;) {
        if (!walk_value(w))
            return 0;
        skip_space(w);
        if (w->i < w->n && w->t[w->i] == ']')
            return ++w->i, 1;
        if (w->i >= w->n || w->t[w->i] != ',')
            return expected(w, "',' or ']'");
        w->i++;
    }
}

static int walk_word(walk *w)
{
    static const char *const words[] = {"true", "false", "null"};
    for (int k = 0; k < 3; k++) {
        size_t n = strlen(words[k]);
        if (w->n - w->i >= n && !memcmp(w->t + w->i, words[k], n)) {
            w->i += n;
            return 1;
        }
    }
    return expected(w, "a value");
}

static int walk_value(walk *w)
{
    int fine;
    char c;
    skip_space(w);
    c = w->i < w->n ? w->t[w->i] : 0;
    if (++w->depth > 200)
        return wrong(w, "json-depth", w->i, "nested too deep");
    if (c == '{')
        fine = walk_object(w);
    else if (c == '[')
        fine = walk_array(w);
    else if (c == '"')
        fine = walk_text(w);
    else if (c == '-' || (c >= '0' && c <= '9'))
        fine = walk_number(w);
    else
        fine = walk_word(w);
    w->depth--;
    return fine;
}

void json_diagnose(const char *text, size_t n, int duplicates, json_fault *out)
{
    arena texts = {0};
    walk w = {text, n, 0, 0, out, duplicates ? &texts : NULL};
    memset(out, 0, sizeof *out);
    if (walk_value(&w)) {
        skip_space(&w);
        if (w.i < n)
            expected(&w, "the end of the value");
    }
    arena_free(&texts);
}
