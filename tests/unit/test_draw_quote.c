/* Names in DOT: whatever a name holds, it stays a name. */
#include <check.h>
#include <stdlib.h>

#include "draw/quote.h"

static const struct {
    const char *name, *in_name, *in_text;
} hostile[] = {
    {"\"]; evil [label=\"", "\"\\\"]; evil [label=\\\"\"", "\\\"]; evil [label=\\\""},
    {"\\N", "\"~5CN\"", "\\\\N"},
    {"\\", "\"~5C\"", "\\\\"},
    {"node", "\"node\"", "node"},
    {"a:b", "\"a:b\"", "a:b"},
    {"~row1", "\"~7Erow1\"", "~row1"},
    {"%3", "\"~253\"", "%3"},
    {"a&lt;b", "\"a&lt;b\"", "a&amp;lt;b"},
    {"</TD><script>", "\"</TD><script>\"", "</TD><script>"},
    {"one\ntwo\x01\x7f", "\"one~0Atwo~01~7F\"", "one two"},
    {"\xE2\x80\xAEtxt", "\"~E2~80~AEtxt\"", "txt"},
    {"\xEF\xBF\xBE", "\"~EF~BF~BE\"", ""},
    {"\xD9\x85 \xF0\x9F\x8F\xAB", "\"\xD9\x85 \xF0\x9F\x8F\xAB\"",
     "\xD9\x85 \xF0\x9F\x8F\xAB"},
};

START_TEST(hostile_names_stay_names)
{
    buffer out = {0};
    quote_name(&out, hostile[_i].name);
    ck_assert_str_eq(out.bytes, hostile[_i].in_name);
    buffer_clear(&out);
    quote_text(&out, hostile[_i].name);
    ck_assert_str_eq(out.length ? out.bytes : "", hostile[_i].in_text);
    buffer_free(&out);
}
END_TEST

static const struct {
    const char *text, *wrapped;
} long_names[] = {
    {"short", "short"},
    {"two words here", "two words\\nhere"},
    {"unbreakableword", "unbreakabl\\neword"},
    {"exactly te exactly te", "exactly te\\nexactly te"},
    {"aaaa bbbb cccc dddd eeee ffff gggg", "aaaa bbbb\\ncccc dddd\\neeee ffff…"},
    {"a \\N \"b\" and then more of it and more",
     "a \\\\N \\\"b\\\"\\nand then\\nmore of…"},
    {"\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E\xE3\x81\xAE\xE6\xA0\xA1\xE5\x90\x8D",
     "\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E\xE3\x81\xAE\xE6\xA0\xA1\\n\xE5\x90\x8D"},
    {"", ""},
};

START_TEST(long_names_are_wrapped_at_words)
{
    buffer out = {0};
    quote_wrapped(&out, long_names[_i].text, 10, 3, "\\n");
    ck_assert_str_eq(out.length ? out.bytes : "", long_names[_i].wrapped);
    buffer_free(&out);
}
END_TEST

START_TEST(wrapped_names_tell_the_room_they_take)
{
    static const struct {
        const char *text;
        size_t columns, lines;
    } cases[] = {{"", 0, 0},
                 {"short", 5, 1},
                 {"A & B", 5, 1}, /* as it is drawn, not as it is written */
                 {"two words here", 9, 2},
                 {"aaaa bbbb cccc dddd eeee ffff gggg", 10, 3},
                 {"\xE6\x97\xA5\xE6\x9C\xAC", 4, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        buffer out = {0};
        quote_room room = quote_wrapped(&out, cases[i].text, 10, 3, "\\n");
        ck_assert_uint_eq(room.columns, cases[i].columns);
        ck_assert_uint_eq(room.lines, cases[i].lines);
        buffer_free(&out);
    }
}
END_TEST

START_TEST(numbers_have_three_digits)
{
    static const struct {
        double number;
        const char *text;
    } cases[] = {{0, "0"},         {1.23456, "1.23"}, {-0.00123456, "-0.00123"},
                 {1234.5, "1230"}, {13, "13"},        {0.1 + 0.2, "0.3"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        buffer out = {0};
        quote_number(&out, cases[i].number);
        ck_assert_str_eq(out.bytes, cases[i].text);
        buffer_free(&out);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("draw_quote");
    TCase *all = tcase_create("quote");
    SRunner *runner = srunner_create(suite);
    int failed;
    tcase_add_loop_test(all, hostile_names_stay_names, 0,
                        sizeof hostile / sizeof *hostile);
    tcase_add_loop_test(all, long_names_are_wrapped_at_words, 0,
                        sizeof long_names / sizeof *long_names);
    tcase_add_test(all, wrapped_names_tell_the_room_they_take);
    tcase_add_test(all, numbers_have_three_digits);
    suite_add_tcase(suite, all);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
