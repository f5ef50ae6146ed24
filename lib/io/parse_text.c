/* Texts of JSON: checked, escapes undone, copied. */
#include "base/utf8.h"
#include "io/parsing.h"

static int hex_digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

/* Four hexadecimal digits; -1 = they are not there. */
static int32_t hex4(const char *at)
{
    int32_t value = 0;
    for (int i = 0; i < 4; i++) {
        int digit = hex_digit(at[i]);
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

static char *put_point(char *to, uint32_t point)
{
    if (point < 0x80) {
        *to++ = (char)point;
        return to;
    }
    if (point < 0x800) {
        *to++ = (char)(0xC0 | point >> 6);
    } else {
        if (point < 0x10000) {
            *to++ = (char)(0xE0 | point >> 12);
        } else {
            *to++ = (char)(0xF0 | point >> 18);
            *to++ = (char)(0x80 | (point >> 12 & 0x3F));
        }
        *to++ = (char)(0x80 | (point >> 6 & 0x3F));
    }
    *to++ = (char)(0x80 | (point & 0x3F));
    return to;
}

/* \uXXXX, with its other half if it is one of a pair; 0 = there is no such character. */
static int unicode_escape(walk *w)
{
    int32_t point = hex4(w->at + 2), low;
    if (point <= 0 || (point >= 0xDC00 && point <= 0xDFFF))
        return 0;
    w->at += 6;
    if (point >= 0xD800 && point <= 0xDBFF) {
        low = w->at[0] == '\\' && w->at[1] == 'u' ? hex4(w->at + 2) : -1;
        if (low < 0xDC00 || low > 0xDFFF)
            return 0;
        w->at += 6;
        point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
    }
    w->to = put_point(w->to, (uint32_t)point);
    return 1;
}

static int escape(walk *w)
{
    static const char escaped[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    const char *found;
    if (w->at[1] == 'u')
        return unicode_escape(w);
    found = w->at[1] ? strchr(escaped, w->at[1]) : NULL;
    if (!found)
        return 0;
    *w->to++ = meant[found - escaped];
    w->at += 2;
    return 1;
}

/* The high bit of each byte that does not stand for itself in a text: quote, backslash,
 * control characters and what is not ASCII. Above the first such byte there may be bits
 * too many. */
static uint64_t special(uint64_t word)
{
    const uint64_t ones = 0x0101010101010101u, high = 0x8080808080808080u;
    const uint64_t quote = word ^ (ones * '"'), slash = word ^ (ones * '\\');
    /* taking one from an ASCII byte sets its high bit only if it is zero */
    return ((quote - ones) | (slash - ones) | (word - ones * 0x20) | word) & high;
}

/* How many bytes are before the first special one; 8 = all. */
static unsigned plain_bytes(const char *at)
{
    uint64_t word;
    memcpy(&word, at, 8);
#if defined __BYTE_ORDER__ && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    word = special(word);
    return word ? (unsigned)__builtin_ctzll(word) / 8 : 8;
}

/* The text whose quote is next, as value number `index`. Eight bytes at a time are copied
 * and then looked at. */
int parse_text(walk *w, size_t index)
{
    char *start = w->to;
    w->at++;
    for (;;) {
        unsigned n = plain_bytes(w->at);
        memcpy(w->to, w->at, 8);
        w->at += n;
        w->to += n;
        if (n == 8)
            continue;
        if (*w->at == '"')
            break;
        if (*w->at == '\\') {
            if (!escape(w))
                return 0;
        } else {
            size_t length = (unsigned char)*w->at < 0x80 ? 0 : utf8_sequence(w->at, 4);
            if (!length)
                return 0;
            memcpy(w->to, w->at, 4);
            w->at += length;
            w->to += length;
        }
    }
    w->at++;
    w->in->values[index].as.text = start;
    w->in->values[index].count = (uint32_t)(w->to - start);
    *w->to++ = '\0';
    return 1;
}
