#include "draw/quote.h"

#include <math.h>
#include <string.h>

#include "base/utf8.h"

static const char hex[] = "0123456789ABCDEF";

static void coded(buffer *to, char mark, unsigned char c)
{
    char text[3] = {mark, hex[c >> 4], hex[c & 15]};
    buffer_add(to, text, sizeof text);
}

void quote_xml_id(buffer *to, const char *id)
{
    for (; *id; id++) {
        unsigned char c = (unsigned char)*id;
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
            (c && strchr("-._", c)))
            buffer_char(to, *id);
        else
            coded(to, ':', c);
    }
}

static int turns_direction(uint32_t point)
{
    return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069) ||
           point == 0x200E || point == 0x200F;
}

/* What is left of one code point: 0 = nothing, 1 = a space, 2 = itself. */
static int keeps(uint32_t point)
{
    if (point <= 0x20 || (point >= 0x7F && point <= 0x9F) || point == 0x2028 ||
        point == 0x2029)
        return 1;
    return turns_direction(point) || (point & 0xFFFE) == 0xFFFE ? 0 : 2;
}

void quote_name(buffer *to, const char *id)
{
    buffer_char(to, '"');
    if (*id == '%') /* Graphviz takes a name that begins with it for one of its own */
        coded(to, '~', (unsigned char)*id++);
    while (*id) {
        const char *from = id;
        uint32_t point = utf8_next(&id);
        if (point == '"')
            buffer_text(to, "\\\"");
        else if (point == ' ' || (keeps(point) == 2 && point != '~' && point != '\\'))
            buffer_add(to, from, (size_t)(id - from));
        else
            for (; from < id; from++)
                coded(to, '~', (unsigned char)*from);
    }
    buffer_char(to, '"');
}

/* `text` with single spaces between words and without what may not be drawn. */
static void clean(buffer *to, const char *text)
{
    int space = 0, any = 0;
    while (*text) {
        const char *from = text;
        int keep = keeps(utf8_next(&text));
        space |= keep == 1;
        if (keep != 2)
            continue;
        if (space && any)
            buffer_char(to, ' ');
        buffer_add(to, from, (size_t)(text - from));
        space = 0;
        any = 1;
    }
}

static void escape(buffer *to, const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (text[i] == '&')
            buffer_text(to, "&amp;");
        else if (text[i] == '"' || text[i] == '\\')
            buffer_char(to, '\\'), buffer_char(to, text[i]);
        else
            buffer_char(to, text[i]);
    }
}

void quote_text(buffer *to, const char *text)
{
    buffer tidy = {0};
    clean(&tidy, text);
    if (tidy.length)
        escape(to, tidy.bytes, tidy.length);
    to->failed |= tidy.failed;
    buffer_free(&tidy);
}

static size_t point_width(const char *text, size_t n)
{
    char one[8] = {0};
    memcpy(one, text, n < sizeof one ? n : sizeof one - 1);
    return utf8_width(one);
}

static size_t width_of(const char *text, size_t n)
{
    size_t width = 0;
    for (const char *at = text, *from = at; at < text + n; from = at) {
        utf8_next(&at);
        width += point_width(from, (size_t)(at - from));
    }
    return width;
}

/* Bytes of the first line of a tidy text; `*next` is where the following line begins. */
static size_t first_line(const char *text, size_t columns, const char **next)
{
    const char *at = text, *broken = NULL;
    size_t width = 0, end = 0;
    while (*at) {
        const char *from = at;
        size_t wide;
        utf8_next(&at);
        wide = point_width(from, (size_t)(at - from));
        if (*from == ' ') {
            end = (size_t)(from - text);
            broken = at;
        }
        if (width + wide > columns && from > text && wide) {
            *next = broken ? broken : from;
            return broken ? end : (size_t)(from - text);
        }
        width += wide;
    }
    *next = at;
    return (size_t)(at - text);
}

/* Bytes of a line that leave a column for `…`; whole words if that keeps half of it. */
static size_t shortened(const char *line, size_t n, size_t columns)
{
    const char *at = line;
    size_t width = 0, kept = 0, word = 0;
    while ((size_t)(at - line) < n) {
        const char *from = at;
        utf8_next(&at);
        width += point_width(from, (size_t)(at - from));
        if (*from == ' ')
            word = (size_t)(from - line);
        if (width >= columns)
            break;
        kept = (size_t)(at - line);
    }
    if (kept < n && word > n / 2)
        kept = word;
    while (kept && line[kept - 1] == ' ')
        kept--;
    return kept;
}

quote_room quote_wrapped(buffer *to, const char *text, size_t columns, size_t lines,
                         const char *join)
{
    quote_room room = {0, 0};
    buffer tidy = {0};
    const char *at, *next;
    clean(&tidy, text);
    at = tidy.length && !tidy.failed ? tidy.bytes : "";
    for (size_t line = 0; *at && line < lines; line++, at = next) {
        size_t n = first_line(at, columns, &next), width;
        int cut = *next && line + 1 == lines;
        if (line)
            buffer_text(to, join);
        n = cut ? shortened(at, n, columns) : n;
        escape(to, at, n);
        if (cut)
            buffer_text(to, "…");
        width = width_of(at, n) + (size_t)cut;
        room.columns = width > room.columns ? width : room.columns;
        room.lines = line + 1;
    }
    to->failed |= tidy.failed;
    buffer_free(&tidy);
    return room;
}

void quote_number(buffer *to, double value)
{
    double magnitude = fabs(value), power;
    if (magnitude > 0) {
        power = pow(10, 2 - floor(log10(magnitude)));
        if (isfinite(power) && power > 0)
            value = round(value * power) / power;
    }
    buffer_real(to, value);
}

void quote_words(buffer *to, const char *name)
{
    buffer words = {0};
    for (; *name; name++)
        buffer_char(&words, *name == '_' ? ' ' : *name);
    if (words.length)
        quote_text(to, words.bytes);
    to->failed |= words.failed;
    buffer_free(&words);
}
