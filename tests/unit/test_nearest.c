/* The nearest name against an edit distance that follows its recursive definition. */
#include <stdio.h>
#include <string.h>

#include "base/nearest.h"
#include "base/random.h"
#include "support/suite.h"

static char plain(char c)
{
    return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c == '-' || c == ' ' ? '_' : c);
}

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

/* Optimal string alignment of the first i and j bytes, by recursion. */
static size_t distance(const char *a, size_t i, const char *b, size_t j)
{
    size_t found;
    if (!i || !j)
        return i + j;
    if (plain(a[i - 1]) == plain(b[j - 1])) /* never worse than another way */
        return distance(a, i - 1, b, j - 1);
    found = 1 + least(distance(a, i - 1, b, j - 1),
                      least(distance(a, i - 1, b, j), distance(a, i, b, j - 1)));
    if (i > 1 && j > 1 && plain(a[i - 1]) == plain(b[j - 2]) &&
        plain(a[i - 2]) == plain(b[j - 1]))
        found = least(found, 1 + distance(a, i - 2, b, j - 2));
    return found;
}

/* How far a name may be from what was typed. */
static size_t allowed(size_t n) { return n <= 2 ? 1 : (n + 2) / 3; }

static void make_word(random_state *state, char *out, size_t most)
{
    static const char letters[] = "aabbcAB-_ ";
    size_t n = (size_t)random_below(state, most + 1);
    for (size_t i = 0; i < n; i++)
        out[i] = letters[random_below(state, sizeof letters - 1)];
    out[n] = '\0';
}

START_TEST(the_nearest_of_many_as_by_the_definition)
{
    random_state state;
    long some = 0;
    random_seed(&state, 9);
    for (int round = 0; round < 4000; round++) {
        char wanted[12], names[20][12];
        const char *best = NULL;
        size_t best_distance, n;
        nearest search;
        make_word(&state, wanted, 7);
        n = strlen(wanted);
        best_distance = allowed(n) + 1;
        nearest_begin(&search, wanted, n);
        for (int i = 0; i < 20; i++) {
            size_t found;
            make_word(&state, names[i], 8);
            nearest_offer(&search, names[i]);
            found = distance(wanted, n, names[i], strlen(names[i]));
            if (found < best_distance) {
                best_distance = found;
                best = names[i];
            }
        }
        some += best != NULL;
        MUST(search.name == best, "\"%s\": \"%s\", and not \"%s\"", wanted,
             search.name ? search.name : "none", best ? best : "none");
    }
    ck_assert_int_gt(some, 2000);
}
END_TEST

START_TEST(slips_that_people_make)
{
    static const char *const names[] = {"steering", "partnership", "brokerage",
                                        "context",  "at",          "as"};
    static const char *const pairs[][2] = {{"stering", "steering"},
                                           {"STEERING", "steering"},
                                           {"setering", "steering"},
                                           {"parnership", "partnership"},
                                           {"brokerages", "brokerage"},
                                           {"contxt", "context"},
                                           {"ta", "at"},
                                           {"a", "at"},
                                           {"governance", NULL},
                                           {"xy", NULL},
                                           {"", NULL}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        char hint[NEAREST_SIZE], expected[NEAREST_SIZE] = "";
        nearest search;
        nearest_begin(&search, pairs[i][0], strlen(pairs[i][0]));
        for (size_t k = 0; k < sizeof names / sizeof *names; k++)
            nearest_offer(&search, names[k]);
        if (pairs[i][1])
            snprintf(expected, sizeof expected, "; did you mean \"%s\"?", pairs[i][1]);
        ck_assert_str_eq(nearest_hint(&search, hint), expected);
    }
}
END_TEST

START_TEST(long_texts_are_left_alone)
{
    char wanted[200], name[200], hint[NEAREST_SIZE];
    memset(wanted, 'a', sizeof wanted);
    memset(name, 'a', sizeof name);
    for (size_t n = 60; n < 70; n++) {
        nearest search;
        name[n] = '\0';
        nearest_begin(&search, wanted, n);
        nearest_offer(&search, name);
        ck_assert_int_eq(search.name != NULL, n < 64);
        ck_assert_uint_lt(strlen(nearest_hint(&search, hint)), NEAREST_SIZE);
        name[n] = 'a';
    }
}
END_TEST

START_TEST(the_text_need_not_end)
{
    nearest search;
    nearest_begin(&search, "steringXXXX", 7);
    nearest_offer(&search, "steering");
    ck_assert_str_eq(search.name, "steering");
    ck_assert_uint_eq(search.distance, 1);
}
END_TEST

int main(void)
{
    return RUN_SUITE("nearest", NULL, NULL, the_nearest_of_many_as_by_the_definition,
                     slips_that_people_make, long_texts_are_left_alone,
                     the_text_need_not_end);
}
