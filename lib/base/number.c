/* strtod_l and uselocale: C's own conversions follow the host's locale. */
#define _GNU_SOURCE
#include "base/number.h"

#include <errno.h>
#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* glibc hands out its built-in "C" locale here: no allocation, nothing to free. */
static locale_t plain(void) { return newlocale(LC_ALL_MASK, "C", (locale_t)0); }

static void print(char out[NUMBER_SIZE], int digits, int zeros, double value)
{
    locale_t before = uselocale(plain());
    snprintf(out, NUMBER_SIZE, zeros ? "%#.*g" : "%.*g", digits, value);
    uselocale(before);
}

/* Whether the second nearest decimal of 16 digits, further from zero, reads back: it can
 * at a power of two, where the gap above is twice the one below. */
static int reads_back_above(char out[NUMBER_SIZE], double value)
{
    char *at;
    int exponent;
    if (fabs(frexp(value, &exponent)) != 0.5)
        return 0;
    print(out, 16, 1, value);
    at = out + strcspn(out, "e") - 1;
    while (at > out && (*at == '9' || *at == '.')) {
        *at = *at == '9' ? '0' : '.';
        at--;
    }
    ++*at;
    return strtod_l(out, NULL, plain()) == value;
}

size_t number_write(char out[NUMBER_SIZE], double value)
{
    int digits;
    if (!isfinite(value)) {
        strcpy(out, isnan(value) ? "nan" : value > 0 ? "inf" : "-inf");
        return strlen(out);
    }
    if (value == 0)
        value = 0; /* no negative zero */
    if (fabs(value) < 1e15 && value == (double)(int64_t)value)
        return (size_t)snprintf(out, NUMBER_SIZE, "%lld", (long long)value);
    /* 15 digits tell normal numbers from each other as written, fewer do denormal ones */
    for (digits = fabs(value) < DBL_MIN ? 1 : 15; digits < 17; digits++) {
        print(out, digits, 0, value);
        if (strtod_l(out, NULL, plain()) == value)
            return strlen(out);
    }
    if (!reads_back_above(out, value))
        print(out, 17, 0, value);
    return strlen(out);
}

int number_read(const char *text, double *value)
{
    char *end;
    double number;
    if (!*text || strspn(text, "+-.0123456789eE") != strlen(text))
        return 0;
    number = strtod_l(text, &end, plain());
    if (*end || !isfinite(number))
        return 0;
    *value = number;
    return 1;
}

double number_head(const char *text) { return strtod_l(text, NULL, plain()); }

int number_read_integer(const char *text, int64_t min, int64_t max, int64_t *value)
{
    char *end;
    long long number;
    size_t sign = *text == '-';
    if (!text[sign] || strspn(text + sign, "0123456789") != strlen(text + sign))
        return 0;
    errno = 0;
    number = strtoll(text, &end, 10);
    if (errno || *end || number < min || number > max)
        return 0;
    *value = number;
    return 1;
}
