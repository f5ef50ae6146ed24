/* Options that a caller gives: the last counts, lists add up, what is wrong is said. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/options.h"
#include "support/suite.h"

static polity_error err;

#define GIVEN(...)                                                                       \
    (options)                                                                            \
    {                                                                                    \
        (const polity_option[]){__VA_ARGS__},                                            \
            sizeof((const polity_option[]){__VA_ARGS__}) / sizeof(polity_option)         \
    }

START_TEST(every_row_is_whole)
{
    size_t n = polity_option_count();
    ck_assert_uint_gt(n, 20);
    ck_assert_ptr_null(polity_option_at(n));
    for (size_t i = 0; i < n; i++) {
        const polity_option_info *row = polity_option_at(i);
        polity_option given = {row->name, NULL};
        ck_assert(*row->name && *row->meaning);
        ck_assert(row->stage >= POLITY_STAGE_VIEW);
        ck_assert_int_eq(options_check((options){&given, 1}, &err), POLITY_OK);
        for (size_t k = 0; k < i; k++)
            ck_assert_str_ne(row->name, polity_option_at(k)->name);
    }
}
END_TEST

START_TEST(unknown_names_are_refused_with_the_nearest)
{
    ck_assert_int_eq(options_check(GIVEN({"at", "2014"}, {"wieght", "x"}), &err),
                     POLITY_EARG);
    ck_assert_str_eq(err.id, "option-unknown");
    ck_assert_str_eq(err.message,
                     "no option is called \"wieght\"; did you mean \"weight\"?");
    ck_assert_int_eq(options_check(GIVEN({NULL, "x"}), &err), POLITY_EARG);
    ck_assert_int_eq(options_check(GIVEN({"", "x"}), &err), POLITY_EARG);
    ck_assert_int_eq(options_check((options){NULL, 0}, NULL), POLITY_OK);
}
END_TEST

START_TEST(the_last_value_counts)
{
    options given = GIVEN({"at", "2013"}, {"undirected", NULL}, {"at", "2014"});
    ck_assert_str_eq(option_text(given, "at"), "2014");
    ck_assert_str_eq(option_text(given, "undirected"), "true");
    ck_assert_str_eq(option_text(given, "parallel"), "merge");
    ck_assert_ptr_null(option_text(given, "during"));
    ck_assert_ptr_null(option_text(given, "no-such-option"));
    ck_assert_ptr_null(option_text(GIVEN({"parallel", ""}), "parallel"));
    ck_assert(option_given(given, "at") && !option_given(given, "parallel"));
}
END_TEST

START_TEST(truth_values)
{
    static const struct {
        const char *text;
        int value; /* -1 = none */
    } cases[] = {{"true", 1},  {"yes", 1}, {"1", 1},     {NULL, 1},
                 {"false", 0}, {"no", 0},  {"0", 0},     {"on", -1},
                 {"TRUE", -1}, {"2", -1},  {" true", -1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int value = -1;
        polity_status status =
            option_bool(GIVEN({"legend", cases[i].text}), "legend", &value, &err);
        ck_assert_int_eq(value, cases[i].value);
        ck_assert_int_eq(status, cases[i].value < 0 ? POLITY_EARG : POLITY_OK);
    }
}
END_TEST

START_TEST(reals_within_bounds)
{
    static const struct {
        const char *text;
        double value; /* NaN = none */
    } cases[] = {{"0", 0},      {"1", 1},     {"0.5", 0.5}, {"5e-1", 0.5}, {"1.001", NAN},
                 {"-0.1", NAN}, {"nan", NAN}, {"0,5", NAN}, {"x", NAN},    {"1 ", NAN}};
    double value = 7;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double found = NAN;
        polity_status status =
            option_real(GIVEN({"damping", cases[i].text}), "damping", 0, 1, &found, &err);
        ck_assert_int_eq(status, isnan(cases[i].value) ? POLITY_EARG : POLITY_OK);
        ck_assert(isnan(cases[i].value) ? isnan(found) : found == cases[i].value);
    }
    ck_assert_str_eq(err.message,
                     "option damping is \"1 \": expected a number from 0 to 1");
    ck_assert_int_eq(
        option_real((options){NULL, 0}, "min-confidence", 0, 1, &value, &err), POLITY_OK);
    ck_assert(value == 7);
    ck_assert_int_eq(option_real((options){NULL, 0}, "damping", 0, 1, &value, &err),
                     POLITY_OK);
    ck_assert(value == 0.85);
}
END_TEST

START_TEST(whole_numbers_within_bounds)
{
    int64_t value = 7;
    ck_assert_int_eq(option_integer((options){NULL, 0}, "top", 0, 9, &value, &err),
                     POLITY_OK);
    ck_assert_int_eq(value, 7);
    ck_assert_int_eq(option_integer(GIVEN({"top", "9"}), "top", 0, 9, &value, &err),
                     POLITY_OK);
    ck_assert_int_eq(value, 9);
    ck_assert_int_eq(option_integer(GIVEN({"top", "10"}), "top", 0, 9, &value, &err),
                     POLITY_EARG);
    ck_assert_str_eq(err.id, "option-value");
    ck_assert_str_eq(err.message,
                     "option top is \"10\": expected a whole number from 0 to 9");
    ck_assert_int_eq(option_integer(GIVEN({"top", "1.5"}), "top", 0, 9, &value, &err),
                     POLITY_EARG);
    ck_assert_int_eq(value, 9);
}
END_TEST

START_TEST(one_of_the_words)
{
    static const char *const words[] = {"none", "act", "result", "incidence"};
    int value = -1;
    for (int i = 0; i < 4; i++) {
        ck_assert_int_eq(option_choice(GIVEN({"brokerage", words[i]}), "brokerage",
                                       "none|act|result|incidence", &value, &err),
                         POLITY_OK);
        ck_assert_int_eq(value, i);
    }
    ck_assert_int_eq(option_choice(GIVEN({"brokerage", "resul"}), "brokerage",
                                   "none|result", &value, &err),
                     POLITY_EARG);
    ck_assert_int_eq(value, 3);
    ck_assert_ptr_nonnull(strstr(err.message, "expected one of none|result"));
    ck_assert_int_eq(option_choice(GIVEN({"brokerage", "none|act"}), "brokerage",
                                   "none|act", &value, &err),
                     POLITY_EARG);
    ck_assert_int_eq(option_choice((options){NULL, 0}, "during", "a|b", &value, &err),
                     POLITY_OK);
    ck_assert_int_eq(value, 3);
}
END_TEST

/* Items are gathered as "<a><b>"; the item "stop" ends with an error. */
static polity_status gather(void *user, const char *item, size_t n, polity_error *to)
{
    char *all = user;
    if (n == 4 && !memcmp(item, "stop", 4))
        return error_set(to, POLITY_ENOTFOUND, "stop", "stopped");
    sprintf(all + strlen(all), "<%.*s>", (int)n, item);
    return POLITY_OK;
}

static void gathered(const char *wanted, options given, polity_status status)
{
    char all[200] = "";
    ck_assert_int_eq(option_each(given, "class", gather, all, &err), status);
    ck_assert_str_eq(all, wanted);
}

START_TEST(lists_add_up)
{
    gathered("<steering><partnership>", (options){NULL, 0}, POLITY_OK);
    gathered("<a><b c><d>", GIVEN({"class", " a ,, b c,"}, {"at", "x"}, {"class", "d"}),
             POLITY_OK);
    gathered("", GIVEN({"class", ""}), POLITY_OK);
    gathered("", GIVEN({"class", " , ,"}), POLITY_OK);
    gathered("", GIVEN({"class", NULL}), POLITY_OK);
    gathered("<a>", GIVEN({"class", "a,stop,b"}, {"class", "c"}), POLITY_ENOTFOUND);
    ck_assert_int_eq(option_each((options){NULL, 0}, "kind", gather, NULL, &err),
                     POLITY_OK);
}
END_TEST

int main(void)
{
    return RUN_SUITE("options", NULL, NULL, every_row_is_whole,
                     unknown_names_are_refused_with_the_nearest, the_last_value_counts,
                     truth_values, reals_within_bounds, whole_numbers_within_bounds,
                     one_of_the_words, lists_add_up);
}
