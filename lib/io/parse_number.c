/* Numbers of JSON: 64-bit integers, and reals rounded as strtod() rounds them. */
#include <float.h>

#include "base/number.h"
#include "io/parsing.h"

static int is_digit(char c) { return c >= '0' && c <= '9'; }

/* A real whose digits make an integer that a double holds, times a power of ten that a
 * double holds: one operation, rounded once, is what the whole conversion gives. */
static int short_real(uint64_t digits, int scale, double *out)
{
#if FLT_EVAL_METHOD == 0
    static const double tens[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                  1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                  1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    if (digits > (uint64_t)1 << 53 || scale < -22 || scale > 22)
        return 0;
    *out = scale < 0 ? (double)digits / tens[-scale] : (double)digits * tens[scale];
    return 1;
#else
    (void)digits, (void)scale, (void)out;
    return 0;
#endif
}

/* The fraction and exponent of a number that began at `start`, as value number `index`.
 * `digits`: those so far, `exact` while none was lost. */
static int take_real(walk *w, size_t index, const char *start, uint64_t digits, int exact)
{
    const char *at = w->at;
    int scale = 0, power = 0, down;
    double value;
    if (*at == '.') {
        const char *first = ++at;
        for (; is_digit(*at); at++) {
            exact = exact && digits < UINT64_MAX / 10 - 1 && scale > -30;
            if (exact) {
                digits = digits * 10 + (uint64_t)(*at - '0');
                scale--;
            }
        }
        if (at == first)
            return 0;
    }
    if (*at == 'e' || *at == 'E') {
        const char *first = at += 1 + (at[1] == '+' || at[1] == '-');
        down = at[-1] == '-';
        for (; is_digit(*at); at++)
            power = power < 1000 ? power * 10 + (*at - '0') : power;
        if (at == first)
            return 0;
        scale += down ? -power : power;
    }
    if (!exact || !short_real(digits, scale, &value))
        value = number_head(start);
    else if (*start == '-')
        value = -value;
    if (value > DBL_MAX || value < -DBL_MAX)
        return 0;
    w->at = at;
    w->in->values[index].type = PARSED_REAL;
    w->in->values[index].as.real = value;
    return 1;
}

int parse_number(walk *w, size_t index)
{
    const char *start = w->at;
    int minus = *start == '-', exact = 1;
    const uint64_t most = (uint64_t)INT64_MAX + (uint64_t)minus;
    uint64_t digits = 0;
    w->at += minus;
    if (!is_digit(*w->at) || (*w->at == '0' && is_digit(w->at[1])))
        return 0;
    for (; is_digit(*w->at); w->at++) {
        uint64_t digit = (uint64_t)(*w->at - '0');
        exact = exact && digits <= (most - digit) / 10;
        digits = exact ? digits * 10 + digit : digits;
    }
    if (*w->at == '.' || *w->at == 'e' || *w->at == 'E')
        return take_real(w, index, start, digits, exact);
    w->in->values[index].type = PARSED_INTEGER;
    w->in->values[index].as.integer = (int64_t)(minus ? 0 - digits : digits);
    return exact;
}
