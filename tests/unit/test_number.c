/* Numbers as text: what is written reads back to the same bits, and nothing shorter does.
 */
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "base/random.h"
#include "support/suite.h"

static double from_bits(uint64_t bits)
{
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static uint64_t to_bits(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

/* Significant digits of a number as text: without the zeros that only place the point. */
static int digits_of(const char *text)
{
    char digits[NUMBER_SIZE];
    int n = 0;
    for (; *text && *text != 'e'; text++)
        if (*text >= '0' && *text <= '9' && (n || *text != '0'))
            digits[n++] = *text;
    while (n > 1 && digits[n - 1] == '0')
        n--;
    return n;
}

/* Whether `value` or a neighbour of it among decimals of `n` digits reads back: the C
 * library rounds to the nearest, and the gap next to it may be the wider one. */
static int is_held_by(double value, int n)
{
    char text[64];
    for (int step = -1; step <= 1; step++) {
        char *point, *exponent;
        snprintf(text, sizeof text, "%.*e", n - 1, value);
        exponent = strchr(text, 'e');
        for (char *at = exponent - 1; step && at >= text; at--) {
            if (*at < '0' || *at > '9')
                continue;
            *at = (char)((*at - '0' + step + 10) % 10 + '0');
            if (*at != (step > 0 ? '0' : '9'))
                break;
        }
        point = strchr(text, '.');
        if (strtod(text, NULL) == value && (!point || point < exponent))
            return 1;
    }
    return 0;
}

static void try_value(double value)
{
    char text[NUMBER_SIZE];
    size_t n = number_write(text, value);
    double back = 0, again = 0;
    int digits = digits_of(text);
    MUST(n == strlen(text) && n <= 24, "%s has %zu bytes", text, n);
    back = strtod(text, NULL);
    MUST(to_bits(back) == to_bits(value), "%.17g is written %s", value, text);
    MUST(number_read(text, &again) && to_bits(again) == to_bits(value), "%s", text);
    MUST(digits <= 17 && (digits == 1 || !is_held_by(value, digits - 1)),
         "%s is not the shortest", text);
}

START_TEST(a_million_reals_read_back)
{
    random_state state;
    random_seed(&state, 20140213);
    for (int i = 0; i < 1000000; i++) {
        double value = from_bits(random_next(&state));
        if (isfinite(value))
            try_value(value);
    }
}
END_TEST

START_TEST(reals_as_people_write_them)
{
    random_state state;
    random_seed(&state, 7);
    for (int i = 0; i < 200000; i++) {
        char text[64];
        double value;
        snprintf(text, sizeof text, "%d.%0*d", (int)random_below(&state, 100000),
                 1 + i % 9, (int)random_below(&state, 10));
        value = strtod(text, NULL);
        if (value != 0)
            try_value(value);
    }
}
END_TEST

START_TEST(the_least_and_the_largest)
{
    for (int i = 1; i < 5000; i++)
        try_value(from_bits((uint64_t)i)); /* denormal */
    for (int power = -1074; power < 1024; power++) {
        double two = ldexp(1, power);
        try_value(two);
        try_value(-nextafter(two, 0) != 0 ? -nextafter(two, 0) : 1);
        try_value(nextafter(two, DBL_MAX));
    }
    try_value(DBL_MAX);
    try_value(-DBL_MIN);
}
END_TEST

START_TEST(whole_numbers_have_no_exponent)
{
    static const struct {
        double value;
        const char *text;
    } cases[] = {{0, "0"},
                 {-0.0, "0"},
                 {100000, "100000"},
                 {-7, "-7"},
                 {999999999999999, "999999999999999"},
                 {1e15, "1e+15"},
                 {0.1, "0.1"},
                 {0.1 + 0.2, "0.30000000000000004"},
                 {5e-324, "5e-324"},
                 {1.0 / 3, "0.3333333333333333"},
                 {0x1p-44, "5.684341886080802e-14"},
                 {1.7976931348623157e308, "1.7976931348623157e+308"},
                 {NAN, "nan"},
                 {INFINITY, "inf"},
                 {-INFINITY, "-inf"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[NUMBER_SIZE];
        ck_assert_uint_eq(number_write(text, cases[i].value), strlen(cases[i].text));
        ck_assert_str_eq(text, cases[i].text);
    }
}
END_TEST

START_TEST(what_is_no_number)
{
    static const char *const bad[] = {
        "",    " 1", "1 ", "nan", "inf",   "0x10", "1e",  "1e9999", "-1e9999", "1,5",
        "--1", "+",  "-",  ".",   "1.2.3", "e5",   "1e+", "1_000",  "infinity"};
    double value = 42;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        ck_assert_msg(!number_read(bad[i], &value), "%s", bad[i]);
    ck_assert(value == 42);
    ck_assert(number_read("+.5", &value) && value == 0.5);
    ck_assert(number_read("-2.5E-1", &value) && value == -0.25);
    ck_assert(number_read("1e-9999", &value) && value == 0);
}
END_TEST

START_TEST(whole_numbers_within_bounds)
{
    static const struct {
        const char *text;
        int64_t min, max, value;
        int fine;
    } cases[] = {{"9223372036854775807", INT64_MIN, INT64_MAX, INT64_MAX, 1},
                 {"-9223372036854775808", INT64_MIN, INT64_MAX, INT64_MIN, 1},
                 {"9223372036854775808", INT64_MIN, INT64_MAX, 0, 0},
                 {"-9223372036854775809", INT64_MIN, INT64_MAX, 0, 0},
                 {"007", 0, 10, 7, 1},
                 {"-0", 0, 10, 0, 1},
                 {"11", 0, 10, 0, 0},
                 {"-1", 0, 10, 0, 0},
                 {"+1", 0, 10, 0, 0},
                 {"1.0", 0, 10, 0, 0},
                 {"", 0, 10, 0, 0},
                 {"-", -10, 10, 0, 0},
                 {" 1", 0, 10, 0, 0},
                 {"1 ", 0, 10, 0, 0},
                 {"0x1", 0, 10, 0, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t value = -99;
        ck_assert_msg(number_read_integer(cases[i].text, cases[i].min, cases[i].max,
                                          &value) == cases[i].fine,
                      "%s", cases[i].text);
        ck_assert_int_eq(value, cases[i].fine ? cases[i].value : -99);
    }
}
END_TEST

int main(void)
{
    return RUN_SUITE("number", NULL, NULL, a_million_reals_read_back,
                     reals_as_people_write_them, the_least_and_the_largest,
                     whole_numbers_have_no_exponent, what_is_no_number,
                     whole_numbers_within_bounds);
}
