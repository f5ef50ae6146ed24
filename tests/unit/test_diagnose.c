/* What is wrong with a text: found where jansson refuses it, and nowhere else. */
#include <jansson.h>

#include "base/utf8.h"
#include "support/any_json.h"

static any_json any;
static random_state state;

static void set_up(void) { random_seed(&state, 22); }

static void tear_down(void) { buffer_free(&any.text); }

/* Change, take out or put in a few bytes. */
static size_t damage(const char *from, size_t n, char *out)
{
    static const char bytes[] = "{}[],:\"\\/ntu0123456789eE+-.x \n\t\x01\x7f\xC3\xA9\xFF";
    memcpy(out, from, n);
    for (size_t k = 1 + (size_t)random_below(&state, 3); k-- && n;) {
        size_t at = (size_t)random_below(&state, n),
               how = (size_t)random_below(&state, 3);
        char byte = bytes[random_below(&state, sizeof bytes)]; /* and the NUL */
        if (how < 2) {
            size_t end = how ? at + 1 : at;
            memmove(out + at + (how ? 0 : 1), out + end, n - end);
            n += how ? (size_t)-1 : 1;
        }
        if (how != 1)
            out[at] = byte;
    }
    return n;
}

START_TEST(jansson_and_we_are_of_one_mind)
{
    long refused = 0, taken = 0;
    for (int round = 0; round < 200000; round++) {
        char text[4096];
        size_t n;
        json_fault fault;
        json_t *value;
        do
            any_make(&any, &state, 3);
        while (any.text.length > sizeof text - 8);
        n = damage(any.text.bytes, any.text.length, text);
        value = json_loadb(text, n, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, NULL);
        json_diagnose(text, n, 1, &fault);
        /* jansson 2.14 overlooks a NUL behind a number */
        MUST((value != NULL) == (fault.id == NULL) || (value && memchr(text, 0, n)),
             "%s: %.*s", fault.id ? fault.message : "no fault", (int)n, text);
        MUST(value || (fault.offset <= n && *fault.message), "at %zu of %zu",
             fault.offset, n);
        MUST(value || utf8_valid(fault.message, strlen(fault.message)) ==
                          strlen(fault.message),
             "%s", fault.message);
        taken += value != NULL;
        refused += value == NULL;
        json_decref(value);
    }
    ck_assert_int_gt(taken, 10000);
    ck_assert_int_gt(refused, 50000);
}
END_TEST

START_TEST(texts_that_are_fine)
{
    for (int round = 0; round < 5000; round++) {
        json_fault fault;
        any_make(&any, &state, 5);
        json_diagnose(any.text.bytes, any.text.length, 1, &fault);
        MUST(!fault.id, "%s: %s", fault.message, any.text.bytes);
    }
}
END_TEST

static const struct {
    const char *text, *id;
    size_t offset;
    const char *message;
} known[] = {
    {"", "json-syntax", 0, "expected a value, but the text ends"},
    {"  ", "json-syntax", 2, "expected a value, but the text ends"},
    {"{", "json-syntax", 1, "expected a key in double quotes, but the text ends"},
    {"{\"a\" 1}", "json-syntax", 5, "expected ':' after the key, found '1'"},
    {"{\"a\":1 \"b\"}", "json-syntax", 7, "expected ',' or '}', found '\"'"},
    {"{\"a\":1,}", "json-syntax", 7, "expected a key in double quotes, found '}'"},
    {"{a:1}", "json-syntax", 1, "expected a key in double quotes, found 'a'"},
    {"[1 2]", "json-syntax", 3, "expected ',' or ']', found '2'"},
    {"[1,", "json-syntax", 3, "expected a value, but the text ends"},
    {"[\xC3\xA9]", "json-syntax", 1, "expected a value, found byte 0xc3"},
    {"1 2", "json-syntax", 2, "expected the end of the value, found '2'"},
    {"\"ab", "json-truncated", 0, "the text that begins here does not end"},
    {"\"a\tb\"", "json-control", 2, "a control character must be written as an escape"},
    {"\"a\\qb\"", "json-escape", 2, "JSON has no such escape"},
    {"\"\\u12g4\"", "json-escape", 1, "four hexadecimal digits"},
    {"\"\\u12", "json-escape", 1, "four hexadecimal digits"},
    {"\"\\ud800x\"", "json-escape", 1, "half a surrogate pair"},
    {"\"\\udc00\"", "json-escape", 1, "half a surrogate pair"},
    {"\"\\ud800\\u0041\"", "json-escape", 1, "half a surrogate pair"},
    {"\"x\\u0000\"", "json-nul", 2, "U+0000"},
    {"\"\xC3(\"", "json-utf8", 1, "not UTF-8"},
    {"\"\xED\xA0\x80\"", "json-utf8", 1, "not UTF-8"},
    {"[01]", "json-syntax", 1, "not a number as JSON writes it"},
    {"[-]", "json-syntax", 1, "not a number as JSON writes it"},
    {"[1.]", "json-syntax", 1, "digits must follow the decimal point"},
    {"[1e+]", "json-syntax", 1, "digits must follow the exponent"},
    {"[1e999]", "json-number", 1, "too large for a 64-bit real"},
    {"[9223372036854775808]", "json-number", 1, "too large for a 64-bit integer"},
    {"{\"a\":1,\"\\u0061\":2}", "json-duplicate-key", 7, "the key \"a\" stands"},
    {"{\"x\":{\"b\":1,\"b\":2}}", "json-duplicate-key", 12, "the key \"b\" stands"},
};

START_TEST(faults_are_where_they_are)
{
    char deep[500];
    json_fault fault;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        json_diagnose(known[i].text, strlen(known[i].text), 1, &fault);
        ck_assert_str_eq(fault.id, known[i].id);
        ck_assert_uint_eq(fault.offset, known[i].offset);
        ck_assert_msg(strstr(fault.message, known[i].message), "%s", fault.message);
    }
    json_diagnose("{\"a\":1,\"a\":2}", 13, 0, &fault); /* not looked for */
    ck_assert_ptr_null(fault.id);
    memset(deep, '[', sizeof deep);
    json_diagnose(deep, sizeof deep, 1, &fault);
    ck_assert_str_eq(fault.id, "json-depth");
    ck_assert_uint_eq(fault.offset, 200);
    memset(deep, '9', sizeof deep);
    json_diagnose(deep, sizeof deep, 1, &fault);
    ck_assert_str_eq(fault.id, "json-number");
    ck_assert_ptr_nonnull(strstr(fault.message, "400 characters"));
}
END_TEST

int main(void)
{
    return RUN_SUITE("diagnose", set_up, tear_down, jansson_and_we_are_of_one_mind,
                     texts_that_are_fine, faults_are_where_they_are);
}
