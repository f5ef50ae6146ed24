/* Growing texts: what is appended, what a sink gets, and JSON texts read back by jansson.
 */
#include <string.h>

#include <jansson.h>

#include "base/buffer.h"
#include "base/random.h"
#include "support/suite.h"

START_TEST(what_is_appended_is_there)
{
    buffer to = {0};
    buffer_text(&to, "a");
    buffer_add(&to, "bcd", 2);
    buffer_char(&to, 'd');
    buffer_print(&to, "-%s-%d", "x", 7);
    buffer_real(&to, 0.5);
    ck_assert_str_eq(to.bytes, "abcd-x-70.5");
    ck_assert_uint_eq(to.length, 11);
    buffer_clear(&to);
    ck_assert_str_eq(to.bytes, "");
    buffer_free(&to);
    ck_assert_ptr_null(to.bytes);
    buffer_clear(&to);
    ck_assert_uint_eq(to.length, 0);
}
END_TEST

/* Longer than the room that a print has at first, and just as long. */
START_TEST(prints_of_any_length)
{
    char text[2000];
    for (size_t n = 500; n < 530; n++) {
        buffer to = {0};
        memset(text, 'x', n);
        text[n] = '\0';
        buffer_print(&to, "<%s>", text);
        ck_assert_uint_eq(to.length, n + 2);
        ck_assert(to.bytes[0] == '<' && to.bytes[n + 1] == '>' && !to.bytes[n + 2]);
        ck_assert(!memcmp(to.bytes + 1, text, n));
        buffer_free(&to);
    }
}
END_TEST

typedef struct taken {
    char bytes[1 << 20];
    size_t length, calls, most;
    size_t refuse_at; /* call that says no; 0 = none does */
} taken;

static int take(void *user, const void *bytes, size_t n)
{
    taken *to = user;
    if (++to->calls == to->refuse_at)
        return 1;
    memcpy(to->bytes + to->length, bytes, n);
    to->length += n;
    to->most = n > to->most ? n : to->most;
    return 0;
}

static taken out;

START_TEST(a_sink_gets_every_byte_in_order)
{
    buffer to = {.sink = take, .user = &out};
    random_state state;
    size_t total = 0;
    polity_error err;
    memset(&out, 0, sizeof out);
    random_seed(&state, 1);
    for (int i = 0; i < 5000; i++) {
        char text[200];
        size_t n = (size_t)random_below(&state, sizeof text);
        for (size_t k = 0; k < n; k++)
            text[k] = (char)((total + k) % 251);
        buffer_add(&to, text, n);
        total += n;
    }
    ck_assert(buffer_flush(&to));
    ck_assert_int_eq(buffer_status(&to, &err), POLITY_OK);
    ck_assert_uint_eq(out.length, total);
    for (size_t k = 0; k < total; k++)
        MUST(out.bytes[k] == (char)(k % 251), "byte %zu", k);
    ck_assert_uint_gt(out.calls, 3);
    ck_assert_uint_lt(out.most, 128 << 10);
    buffer_free(&to);
}
END_TEST

START_TEST(a_sink_that_says_no_gets_no_more)
{
    buffer to = {.sink = take, .user = &out};
    polity_error err;
    memset(&out, 0, sizeof out);
    out.refuse_at = 2;
    for (int i = 0; i < 400000; i++)
        buffer_char(&to, 'x');
    ck_assert(!buffer_flush(&to));
    ck_assert_uint_eq(out.calls, 2);
    ck_assert_int_eq(buffer_status(&to, &err), POLITY_EIO);
    ck_assert_str_eq(err.id, "sink");
    buffer_free(&to);
}
END_TEST

START_TEST(a_failed_buffer_takes_no_more)
{
    buffer to = {.failed = 1};
    polity_error err;
    buffer_text(&to, "x");
    buffer_json(&to, "x");
    ck_assert_uint_eq(to.length, 0);
    ck_assert(!buffer_flush(&to));
    ck_assert_int_eq(buffer_status(&to, &err), POLITY_ENOMEM);
    buffer_free(&to);
}
END_TEST

/* Any text without NUL, written as JSON, is read by jansson as what it was. */
static void try_json(const char *text)
{
    buffer to = {0};
    json_t *back;
    buffer_json(&to, text);
    for (size_t i = 0; i < to.length; i++)
        MUST((unsigned char)to.bytes[i] >= 0x20 && to.bytes[i] != 0x7f, "a control byte");
    back = json_loadb(to.bytes, to.length, JSON_DECODE_ANY, NULL);
    MUST(back && !strcmp(json_string_value(back), text), "%s", to.bytes);
    json_decref(back);
    buffer_free(&to);
}

START_TEST(json_texts_read_back)
{
    static const char *const texts[] = {"",
                                        "\"",
                                        "\\",
                                        "\\\"",
                                        "a\nb\rc\td",
                                        "\x01\x02\x1f\x7f",
                                        "</script>",
                                        "\\u0041",
                                        "\xC3\xA9\xE6\x97\xA5\xF0\x9F\x8F\xAB",
                                        "\xE2\x80\xA8",
                                        "\xEF\xBF\xBF",
                                        "/"};
    random_state state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        try_json(texts[i]);
    random_seed(&state, 2);
    for (int round = 0; round < 20000; round++) {
        char text[64];
        size_t n = (size_t)random_below(&state, sizeof text);
        for (size_t k = 0; k < n; k++)
            text[k] = (char)(1 + random_below(&state, 127));
        text[n] = '\0';
        try_json(text);
    }
}
END_TEST

/* Names of files may be any bytes; what is written must still be JSON. */
START_TEST(bytes_that_are_no_utf8_leave_json)
{
    static const char *const pairs[][2] = {
        {"caf\xE9.json", "caf\xEF\xBF\xBD.json"},
        {"\xFF\xFE", "\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"\xC3", "\xEF\xBF\xBD"},
        {"\xED\xA0\x80\"", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        buffer to = {0};
        json_t *back;
        buffer_json(&to, pairs[i][0]);
        back = json_loadb(to.bytes, to.length, JSON_DECODE_ANY, NULL);
        ck_assert_ptr_nonnull(back);
        ck_assert_str_eq(json_string_value(back), pairs[i][1]);
        json_decref(back);
        buffer_free(&to);
    }
}
END_TEST

int main(void)
{
    return RUN_SUITE("buffer", NULL, NULL, what_is_appended_is_there,
                     prints_of_any_length, a_sink_gets_every_byte_in_order,
                     a_sink_that_says_no_gets_no_more, a_failed_buffer_takes_no_more,
                     json_texts_read_back, bytes_that_are_no_utf8_leave_json);
}
