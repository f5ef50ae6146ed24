/* UTF-8 against the table of well-formed sequences in the Unicode standard (3.9). */
#include <string.h>

#include "base/random.h"
#include "base/utf8.h"
#include "support/suite.h"

/* Table 3-7: the least and the largest byte at each place. */
static const struct {
    int n;
    unsigned char least[4], most[4];
} well_formed[] = {{1, {0x00}, {0x7F}},
                   {2, {0xC2, 0x80}, {0xDF, 0xBF}},
                   {3, {0xE0, 0xA0, 0x80}, {0xE0, 0xBF, 0xBF}},
                   {3, {0xE1, 0x80, 0x80}, {0xEC, 0xBF, 0xBF}},
                   {3, {0xED, 0x80, 0x80}, {0xED, 0x9F, 0xBF}},
                   {3, {0xEE, 0x80, 0x80}, {0xEF, 0xBF, 0xBF}},
                   {4, {0xF0, 0x90, 0x80, 0x80}, {0xF0, 0xBF, 0xBF, 0xBF}},
                   {4, {0xF1, 0x80, 0x80, 0x80}, {0xF3, 0xBF, 0xBF, 0xBF}},
                   {4, {0xF4, 0x80, 0x80, 0x80}, {0xF4, 0x8F, 0xBF, 0xBF}}};

/* Bytes of the well-formed sequence at the start; 0 = there is none. */
static size_t sequence(const unsigned char *bytes, size_t n)
{
    for (size_t row = 0; row < sizeof well_formed / sizeof *well_formed; row++) {
        int i = 0;
        while (i < well_formed[row].n && (size_t)i < n &&
               bytes[i] >= well_formed[row].least[i] &&
               bytes[i] <= well_formed[row].most[i])
            i++;
        if (i == well_formed[row].n)
            return (size_t)i;
    }
    return 0;
}

static size_t valid_prefix(const unsigned char *bytes, size_t n)
{
    size_t i = 0, length;
    while (i < n && (length = sequence(bytes + i, n - i)))
        i += length;
    return i;
}

/* UTF-8 of a code point by its definition. */
static size_t encode(uint32_t point, char out[5])
{
    size_t n = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = n; i-- > 1; point >>= 6)
        out[i] = (char)(0x80 | (point & 0x3F));
    out[0] = (char)(lead[n] | point);
    out[n] = '\0';
    return n;
}

START_TEST(every_code_point)
{
    for (uint32_t point = 1; point <= 0x10FFFF; point++) {
        char text[5];
        const char *at = text;
        size_t n = encode(point, text);
        int surrogate = point >= 0xD800 && point <= 0xDFFF;
        MUST(utf8_valid(text, n) == (surrogate ? 0 : n), "U+%04X", point);
        if (surrogate)
            continue;
        MUST(utf8_next(&at) == point && at == text + n, "U+%04X", point);
        MUST(utf8_length(text, n) == 1, "U+%04X", point);
        for (size_t cut = 1; cut < n; cut++)
            MUST(utf8_valid(text, cut) == 0, "U+%04X cut", point);
    }
}
END_TEST

START_TEST(every_three_bytes)
{
    for (uint32_t bytes = 0; bytes < 1u << 24; bytes++) {
        const unsigned char text[3] = {(unsigned char)(bytes >> 16),
                                       (unsigned char)(bytes >> 8), (unsigned char)bytes};
        MUST(utf8_valid((const char *)text, 3) == valid_prefix(text, 3), "%06X", bytes);
    }
}
END_TEST

START_TEST(every_fourth_byte)
{
    for (uint32_t bytes = 0xF0800000u; bytes < 0xF6000000u; bytes += 1 + bytes % 37) {
        const unsigned char text[4] = {(unsigned char)(bytes >> 24),
                                       (unsigned char)(bytes >> 16),
                                       (unsigned char)(bytes >> 8), (unsigned char)bytes};
        MUST(utf8_valid((const char *)text, 4) == valid_prefix(text, 4), "%08X", bytes);
    }
}
END_TEST

/* A fault at every place of texts longer than a word of the machine. */
START_TEST(long_texts)
{
    random_state state;
    random_seed(&state, 8);
    for (int round = 0; round < 100000; round++) {
        unsigned char text[40];
        size_t n = (size_t)random_below(&state, sizeof text + 1);
        memset(text, 'a', sizeof text);
        for (size_t at = 0; at + 4 < n; at += 1 + (size_t)random_below(&state, 20)) {
            char point[5];
            size_t length = encode((uint32_t)random_below(&state, 0x110000), point);
            memcpy(text + at, point, length);
        }
        if (n && round % 3 == 0)
            text[random_below(&state, n)] = (unsigned char)random_below(&state, 256);
        MUST(utf8_valid((const char *)text, n) == valid_prefix(text, n), "round %d",
             round);
    }
}
END_TEST

START_TEST(a_broken_byte_is_one_replacement)
{
    const char *at = "\xC3(\xE6\x97"
                     "z";
    static const uint32_t points[] = {0xFFFD, '(', 0xFFFD, 0xFFFD, 'z'};
    for (size_t i = 0; i < sizeof points / sizeof *points; i++)
        ck_assert_uint_eq(utf8_next(&at), points[i]);
    ck_assert_int_eq(*at, 0);
}
END_TEST

/* Nothing that was well formed goes, and nothing else stays. */
START_TEST(mending_takes_out_what_is_broken)
{
    random_state state;
    random_seed(&state, 13);
    for (int round = 0; round < 50000; round++) {
        char text[64] = "", wanted[64] = "";
        for (int i = 0; i < 8; i++) {
            char point[5];
            size_t n = encode(1 + (uint32_t)random_below(&state, 0xD000), point);
            if (random_below(&state, 3) ==
                0) /* a lead byte alone, which nothing follows */
                strcat(text, i % 2 ? "\xFF" : "\xC0");
            strncat(text, point, n);
            strncat(wanted, point, n);
        }
        utf8_mend(text);
        MUST(!strcmp(text, wanted), "\"%s\" is left of \"%s\"", text, wanted);
    }
}
END_TEST

START_TEST(columns_of_a_terminal)
{
    static const struct {
        const char *text;
        size_t length, width;
    } cases[] = {{"", 0, 0},
                 {"school", 6, 6},
                 {"caf\xC3\xA9", 4, 4},
                 {"cafe\xCC\x81", 5, 4},             /* a combining accent */
                 {"\xE6\x97\xA5\xE6\x9C\xAC", 2, 4}, /* two ideographs */
                 {"\xED\x95\x99\xEA\xB5\x90", 2, 4}, /* two syllables of Hangul */
                 {"\xF0\x9F\x8F\xAB", 1, 2},         /* a picture of a school */
                 {"\xEF\xBC\xA1", 1, 2},             /* a full-width A */
                 {"\xE2\x9C\x8F\xEF\xB8\x8F", 2, 1}, /* a selector of variants */
                 {"\xE2\x80\x8B", 1, 0}};            /* a space without width */
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ck_assert_uint_eq(utf8_length(cases[i].text, strlen(cases[i].text)),
                          cases[i].length);
        ck_assert_uint_eq(utf8_width(cases[i].text), cases[i].width);
    }
}
END_TEST

/* The width of a text of megabytes is one pass over it. */
START_TEST(a_long_text_is_not_slow)
{
    size_t n = 4u << 20;
    char *text = malloc(n + 1);
    ck_assert_ptr_nonnull(text);
    memset(text, 'a', n);
    text[n] = '\0';
    ck_assert_uint_eq(utf8_width(text), n);
    free(text);
}
END_TEST

int main(void)
{
    return RUN_SUITE("utf8", NULL, NULL, every_code_point, every_three_bytes,
                     every_fourth_byte, long_texts, a_broken_byte_is_one_replacement,
                     mending_takes_out_what_is_broken, columns_of_a_terminal,
                     a_long_text_is_not_slow);
}
