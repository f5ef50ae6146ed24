/* strtod_l and uselocale: C's own conversions follow the host's locale. */
#define _GNU_SOURCE
#include "base/number.h"

#include <errno.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* glibc hands out its built-in "C" locale here: no allocation, nothing to free. */
static locale_t plain(void) { return newlocale(LC_ALL_MASK, "C", (locale_t)0); }

static void print(char out[NUMBER_SIZE], int digits, double value)
{
    locale_t before = uselocale(plain());
    snprintf(out, NUMBER_SIZE, "%.*g", digits, value);
    uselocale(before);
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
    for (digits = 15; digits < 17; digits++) {
        print(out, digits, value);
        if (strtod_l(out, NULL, plain()) == value)
            return strlen(out);
    }
    print(out, 17, value);
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
