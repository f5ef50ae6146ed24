/* Errors: every status has its words, and texts are cut between code points. */
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/random.h"
#include "base/utf8.h"
#include "support/suite.h"

START_TEST(every_status_has_words)
{
    for (int status = POLITY_OK; status <= POLITY_EENGINE; status++) {
        ck_assert_str_ne(polity_status_name(status), "unknown");
        ck_assert_str_ne(polity_status_text(status), "unknown status");
        for (int other = POLITY_OK; other < status; other++) {
            ck_assert_str_ne(polity_status_name(status), polity_status_name(other));
            ck_assert_str_ne(polity_status_text(status), polity_status_text(other));
        }
    }
    ck_assert_str_eq(polity_status_name(POLITY_EUNFIT), "EUNFIT");
    ck_assert_str_eq(polity_status_name(POLITY_EENGINE), "EENGINE");
    ck_assert_str_eq(polity_status_name(-1), "unknown");
    ck_assert_str_eq(polity_status_text(POLITY_EENGINE + 1), "unknown status");
}
END_TEST

/* Texts of one to four bytes a code point, mixed. */
static void make_text(random_state *state, char *out, size_t most)
{
    static const char *const points[] = {"a", "\xC3\xA9", "\xE6\x97\xA5",
                                         "\xF0\x9F\x8F\xAB"};
    size_t n = 0;
    for (;;) {
        const char *point = points[random_below(state, 4)];
        if (n + strlen(point) > most || random_below(state, 60) == 0)
            break;
        strcpy(out + n, point);
        n += strlen(point);
    }
    out[n] = '\0';
}

static int is_utf8(const char *text)
{
    return utf8_valid(text, strlen(text)) == strlen(text);
}

/* As much as fits: of the head, and of the tail; another code point would be too much. */
START_TEST(texts_are_cut_between_code_points)
{
    random_state state;
    random_seed(&state, 12);
    for (int round = 0; round < 50000; round++) {
        char text[201] = "", head[200], tail[200];
        size_t size = 1 + (size_t)random_below(&state, 100), n, kept;
        make_text(&state, text, 200);
        n = strlen(text);
        error_copy_head(head, size, text);
        error_copy_tail(tail, size, text);
        MUST(is_utf8(head) && is_utf8(tail), "broken: %s %s", head, tail);
        kept = strlen(head);
        MUST(kept < size && !memcmp(text, head, kept), "%s", head);
        MUST(kept == n || kept + 4 >= size, "%zu of %zu", kept, size);
        kept = strlen(tail);
        MUST(kept < size && !strcmp(text + n - kept, tail), "%s", tail);
        MUST(kept == n || kept + 4 >= size, "%zu of %zu", kept, size);
    }
}
END_TEST

START_TEST(an_error_says_where)
{
    error_place place = {"network.json", "/nodes/3/type", 12, 34};
    polity_error err;
    memset(&err, 0x5a, sizeof err);
    ck_assert_int_eq(error_set_at(&err, POLITY_EDATA, "type-unknown", &place,
                                  "no node type is called \"%s\"", "shcool"),
                     POLITY_EDATA);
    ck_assert_int_eq(err.status, POLITY_EDATA);
    ck_assert_int_eq(err.line, 12);
    ck_assert_int_eq(err.column, 34);
    ck_assert_str_eq(err.id, "type-unknown");
    ck_assert_str_eq(err.file, "network.json");
    ck_assert_str_eq(err.path, "/nodes/3/type");
    ck_assert_str_eq(err.message, "no node type is called \"shcool\"");
    ck_assert_int_eq(err.reserved0, 0);
    ck_assert_int_eq(err.reserved[sizeof err.reserved - 1], 0);
    ck_assert_int_eq(error_set(&err, POLITY_EARG, "argument", "none"), POLITY_EARG);
    ck_assert_str_eq(err.file, "");
    ck_assert_int_eq(err.line, 0);
    ck_assert_int_eq(error_memory(&err), POLITY_ENOMEM);
    ck_assert_str_eq(err.message, "out of memory");
    ck_assert_int_eq(error_set(NULL, POLITY_EIO, "file", "%d", 1), POLITY_EIO);
}
END_TEST

START_TEST(long_names_keep_their_end_and_messages_their_start)
{
    static char text[3001];
    error_place place = {text, text, 1, 1};
    polity_error err;
    for (size_t i = 0; i < 1500; i++)
        memcpy(text + 2 * i, "\xC3\xA9", 2);
    memcpy(text + 2998, ".j", 2);
    error_set_at(&err, POLITY_EIO, text, &place, "x%s", text);
    ck_assert_uint_ge(strlen(err.file), sizeof err.file - 2);
    ck_assert_str_eq(err.file + strlen(err.file) - 2, ".j");
    ck_assert_uint_ge(strlen(err.message), sizeof err.message - 2);
    ck_assert(err.message[0] == 'x');
    ck_assert(is_utf8(err.file) && is_utf8(err.path) && is_utf8(err.message) &&
              is_utf8(err.id));
}
END_TEST

/* A name that the message cuts short, or that was no UTF-8 from the start. */
START_TEST(messages_are_utf8_whatever_they_quote)
{
    static const char *const names[] = {"x\xC3\xA9\xC3\xA9\xC3\xA9", "caf\xE9", "\xFF",
                                        "\xF0\x9F\x8F\xAB\xF0\x9F\x8F\xAB"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        for (int cut = 1; cut < 8; cut++) {
            polity_error err;
            error_set(&err, POLITY_EARG, "argument", "\"%.*s\" is none", cut, names[i]);
            ck_assert_msg(is_utf8(err.message), "%s", err.message);
            ck_assert_ptr_nonnull(strstr(err.message, "\" is none"));
        }
    }
}
END_TEST

int main(void)
{
    return RUN_SUITE("error", NULL, NULL, every_status_has_words,
                     texts_are_cut_between_code_points, an_error_says_where,
                     long_names_keep_their_end_and_messages_their_start,
                     messages_are_utf8_whatever_they_quote);
}
