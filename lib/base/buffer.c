#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/number.h"
#include "base/utf8.h"

enum { FLUSH_AT = 64 << 10 };

void buffer_add(buffer *to, const char *text, size_t n)
{
    if (to->failed)
        return;
    if (!memory_grow((void **)&to->bytes, &to->capacity, to->length + n + 1, 1)) {
        to->failed = 1;
        return;
    }
    if (n)
        memcpy(to->bytes + to->length, text, n);
    to->length += n;
    to->bytes[to->length] = '\0';
    if (to->sink && to->length >= FLUSH_AT)
        buffer_flush(to);
}

void buffer_text(buffer *to, const char *text) { buffer_add(to, text, strlen(text)); }

void buffer_char(buffer *to, char c) { buffer_add(to, &c, 1); }

void buffer_print(buffer *to, const char *format, ...)
{
    char small[512], *large = NULL;
    va_list arguments;
    int n;
    va_start(arguments, format);
    n = vsnprintf(small, sizeof small, format, arguments);
    va_end(arguments);
    if (n < 0) {
        to->failed = 1;
    } else if ((size_t)n < sizeof small) {
        buffer_add(to, small, (size_t)n);
    } else if (!(large = memory_array((size_t)n + 1, 1))) {
        to->failed = 1;
    } else {
        va_start(arguments, format);
        vsnprintf(large, (size_t)n + 1, format, arguments);
        va_end(arguments);
        buffer_add(to, large, (size_t)n);
    }
    memory_free(large);
}

void buffer_real(buffer *to, double value)
{
    char text[NUMBER_SIZE];
    buffer_add(to, text, number_write(text, value));
}

/* Bytes of the character at `text` if it stands for itself in JSON; 0 = it does not. */
static size_t as_it_is(const char *text)
{
    const char *next = text;
    unsigned char c = (unsigned char)*text;
    if (c < 0x80)
        return c >= 0x20 && c != '"' && c != '\\' && c != 0x7f;
    utf8_next(&next);
    return next > text + 1 ? (size_t)(next - text) : 0; /* one byte: it is no UTF-8 */
}

static void add_escaped(buffer *to, unsigned char c)
{
    switch (c) {
    case '"': buffer_text(to, "\\\""); break;
    case '\\': buffer_text(to, "\\\\"); break;
    case '\n': buffer_text(to, "\\n"); break;
    case '\r': buffer_text(to, "\\r"); break;
    case '\t': buffer_text(to, "\\t"); break;
    default:
        if (c < 0x80)
            buffer_print(to, "\\u%04x", c);
        else
            buffer_text(to, "\xEF\xBF\xBD");
    }
}

void buffer_json(buffer *to, const char *text)
{
    const char *from = text;
    buffer_char(to, '"');
    while (*text) {
        size_t n = as_it_is(text);
        if (n) {
            text += n;
            continue;
        }
        buffer_add(to, from, (size_t)(text - from));
        add_escaped(to, (unsigned char)*text);
        from = ++text;
    }
    buffer_add(to, from, (size_t)(text - from));
    buffer_char(to, '"');
}

void buffer_count(buffer *to, size_t n, const char *what)
{
    size_t noun = strcspn(what, ":");
    buffer_print(to, "%zu ", n);
    buffer_add(to, what, noun - (n == 1 && noun));
    buffer_text(to, what + noun);
}

int buffer_flush(buffer *to)
{
    if (!to->failed && to->sink && to->length) {
        if (to->sink(to->user, to->bytes, to->length)) {
            to->failed = 1;
            to->refused = 1;
        }
        to->length = 0;
    }
    return !to->failed;
}

void buffer_clear(buffer *to)
{
    to->length = 0;
    if (to->bytes)
        to->bytes[0] = '\0';
}

void buffer_free(buffer *to)
{
    memory_free(to->bytes);
    to->bytes = NULL;
    to->length = to->capacity = 0;
}

polity_status buffer_status(const buffer *of, polity_error *err)
{
    if (of->refused)
        return error_set(err, POLITY_EIO, "sink", "the output refused the bytes");
    return of->failed ? error_memory(err) : POLITY_OK;
}
