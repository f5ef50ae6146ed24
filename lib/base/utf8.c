#include "base/utf8.h"

#include <string.h>

/* Bytes of the code point at `text`; 0 = broken. */
static size_t sequence(const unsigned char *t, size_t n)
{
    size_t length = t[0] < 0x80   ? 1
                    : t[0] < 0xC2 ? 0
                    : t[0] < 0xE0 ? 2
                    : t[0] < 0xF0 ? 3
                                  : 4;
    if (!length || t[0] > 0xF4 || length > n)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((t[i] & 0xC0) != 0x80)
            return 0;
    if ((t[0] == 0xE0 && t[1] < 0xA0) || (t[0] == 0xED && t[1] > 0x9F) ||
        (t[0] == 0xF0 && t[1] < 0x90) || (t[0] == 0xF4 && t[1] > 0x8F))
        return 0;
    return length;
}

size_t utf8_valid(const char *text, size_t n)
{
    const unsigned char *t = (const unsigned char *)text;
    size_t i = 0;
    while (i < n) {
        uint64_t word;
        size_t length;
        while (i + 8 <= n && (memcpy(&word, t + i, 8), !(word & 0x8080808080808080u)))
            i += 8;
        if (i >= n)
            break;
        length = sequence(t + i, n - i);
        if (!length)
            return i;
        i += length;
    }
    return i;
}

size_t utf8_sequence(const char *text, size_t n)
{
    return sequence((const unsigned char *)text, n);
}

size_t utf8_length(const char *text, size_t n)
{
    const uint64_t ones = 0x0101010101010101u;
    size_t count = n, i = 0;
    for (; i + 8 <= n; i += 8) { /* bytes 10xxxxxx begin no code point */
        uint64_t word;
        memcpy(&word, text + i, 8);
        count -= (((word >> 7) & ~(word >> 6) & ones) * ones) >> 56;
    }
    for (; i < n; i++)
        count -= ((unsigned char)text[i] & 0xC0) == 0x80;
    return count;
}

uint32_t utf8_next(const char **text)
{
    const unsigned char *t = (const unsigned char *)*text;
    size_t length = sequence(t, strnlen(*text, 4));
    uint32_t point;
    if (!length) {
        ++*text;
        return 0xFFFD;
    }
    point = length == 1 ? t[0] : t[0] & (0xFFu >> (length + 1));
    for (size_t i = 1; i < length; i++)
        point = point << 6 | (t[i] & 0x3F);
    *text += length;
    return point;
}

void utf8_mend(char *text)
{
    size_t n = strlen(text), at = utf8_valid(text, n);
    while (at < n) {
        memmove(text + at, text + at + 1, n - at);
        n--;
        at += utf8_valid(text + at, n - at);
    }
}

static int is_wide(uint32_t p)
{
    return (p >= 0x1100 && p <= 0x115F) || (p >= 0x2E80 && p <= 0xA4CF) ||
           (p >= 0xAC00 && p <= 0xD7A3) || (p >= 0xF900 && p <= 0xFAFF) ||
           (p >= 0xFE30 && p <= 0xFE6F) || (p >= 0xFF00 && p <= 0xFF60) ||
           (p >= 0x1F300 && p <= 0x1FAFF) || (p >= 0x20000 && p <= 0x3FFFD);
}

static int is_combining(uint32_t p)
{
    return (p >= 0x300 && p <= 0x36F) || p == 0x200B || p == 0x200D ||
           (p >= 0xFE00 && p <= 0xFE0F);
}

size_t utf8_width(const char *text)
{
    size_t width = 0;
    while (*text) {
        uint32_t p = utf8_next(&text);
        if (!is_combining(p))
            width += is_wide(p) ? 2 : 1;
    }
    return width;
}
