/* Random JSON texts, with what stands where. */
#ifndef SUPPORT_ANY_JSON_H
#define SUPPORT_ANY_JSON_H

#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/random.h"
#include "io/locate.h"
#include "support/suite.h"

enum { ANY_MOST = 4000, ANY_DEPTH = 6 };

/* One value of the text. */
typedef struct any_value {
    step steps[ANY_DEPTH];
    size_t depth;
    size_t key, at, length; /* offsets of its key (or itself) and of itself */
} any_value;

typedef struct any_json {
    random_state *state;
    buffer text;
    any_value values[ANY_MOST];
    size_t count;
    step steps[ANY_DEPTH];
    size_t depth;
} any_json;

/* Keys as they are, and as they are written. */
static const char *const any_keys[][2] = {
    {"id", "\"id\""},           {"name", "\"name\""}, {"", "\"\""},
    {"a/b", "\"a/b\""},         {"~", "\"~\""},       {"quo\"te", "\"quo\\\"te\""},
    {"back\\", "\"back\\\\\""}, {"}]", "\"}]\""},     {"caf\xC3\xA9", "\"caf\xC3\xA9\""},
    {"Z", "\"\\u005a\""},       {"idd", "\"idd\""},
};
enum { ANY_KEYS = sizeof any_keys / sizeof *any_keys };

static const char *const any_scalars[] = {"0",
                                          "-0",
                                          "7",
                                          "-12.50",
                                          "1e9",
                                          "2E-3",
                                          "true",
                                          "false",
                                          "null",
                                          "\"\"",
                                          "\"text\"",
                                          "\"\\\"\"",
                                          "\"\\\\\"",
                                          "\"{[,:\"",
                                          "\"a\\nb\"",
                                          "\"\\u00e9\"",
                                          "\"\xE6\x97\xA5\xF0\x9F\x8F\xAB\"",
                                          "[]",
                                          "{}",
                                          "1234567890123456789"};

static inline void any_space(any_json *to)
{
    static const char *const spaces[] = {"", "", "", " ", "\n", "\r\n", "\t \n"};
    buffer_text(&to->text, spaces[random_below(to->state, 7)]);
}

static inline void any_value_at(any_json *to, size_t key, size_t room);

/* The members of an object or the items of a list, in brackets. */
static inline void any_members(any_json *to, int object, size_t room)
{
    size_t n = (size_t)random_below(to->state, 6),
           first = random_below(to->state, ANY_KEYS);
    buffer_char(&to->text, object ? '{' : '[');
    any_space(to);
    for (size_t i = 0; i < n; i++) {
        const char *const *key = any_keys[(first + i) % ANY_KEYS];
        size_t at = to->text.length;
        to->steps[to->depth++] = (step){object ? key[0] : NULL, object ? 0 : i};
        if (object) {
            buffer_text(&to->text, key[1]);
            any_space(to);
            buffer_char(&to->text, ':');
            any_space(to);
        }
        any_value_at(to, object ? at : to->text.length, room);
        to->depth--;
        any_space(to);
        if (i + 1 < n)
            buffer_char(&to->text, ',');
        any_space(to);
    }
    buffer_char(&to->text, object ? '}' : ']');
}

static inline void any_value_at(any_json *to, size_t key, size_t room)
{
    size_t kind = (size_t)random_below(to->state, 5), at = to->text.length;
    any_value *made = to->count < ANY_MOST ? &to->values[to->count++] : NULL;
    if (kind < 3 && to->depth < room)
        any_members(to, kind < 2, room);
    else
        buffer_text(&to->text, any_scalars[random_below(
                                   to->state, sizeof any_scalars / sizeof *any_scalars)]);
    if (!made)
        return;
    memcpy(made->steps, to->steps, sizeof made->steps);
    made->depth = to->depth;
    made->key = key;
    made->at = at;
    made->length = to->text.length - at;
}

/* Make a new text, whose value is values[0]. */
static inline void any_make(any_json *to, random_state *state, size_t room)
{
    to->state = state;
    to->count = to->depth = 0;
    buffer_clear(&to->text);
    any_space(to);
    any_value_at(to, to->text.length, room);
    any_space(to);
}

#endif
