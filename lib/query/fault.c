#include "query/fault.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

enum { SHOWN_BEFORE = 50, SHOWN_AFTER = 20 }; /* code points round the fault */

void *query_fault_set(query_fault *to, const char *id, uint32_t at, uint32_t length,
                      const nearest *near, const char *format, ...)
{
    char text[600], hint[NEAREST_SIZE];
    va_list arguments;
    if (to->id)
        return NULL;
    to->id = id;
    to->at = at;
    to->length = length ? length : 1;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (near && near->name) {
        size_t n = strlen(text);
        snprintf(text + n, sizeof text - n, "%s", nearest_hint(near, hint));
        error_copy_head(to->nearest, sizeof to->nearest, near->name);
    }
    error_copy_head(to->message, sizeof to->message, text);
    return NULL;
}

int32_t query_fault_column(const query_fault *of, const char *text)
{
    return (int32_t)utf8_length(text, of->at) + 1;
}

static int is_start(char byte) { return ((unsigned char)byte & 0xC0) != 0x80; }

static int ends_line(char byte) { return byte == '\n' || byte == '\r' || !byte; }

void query_fault_show(const query_fault *of, const char *text, char out[QUERY_SHOWN])
{
    size_t n = strlen(text), at = of->at < n ? of->at : n, from = at, to = at, length = 0;
    size_t width, marked = of->length;
    char line[QUERY_SHOWN / 2];
    for (int points = 0; from > 0 && !ends_line(text[from - 1]) && points < SHOWN_BEFORE;)
        points += is_start(text[--from]);
    while (from > 0 && from < at && !is_start(text[from]))
        from--;
    for (int points = 0; !ends_line(text[to]) && points <= SHOWN_AFTER + 1; to++)
        points += is_start(text[to]);
    while (to > at && !ends_line(text[to]) && !is_start(text[to]))
        to--;
    for (size_t i = from; i < to && length + 1 < sizeof line; i++)
        line[length++] = (unsigned char)text[i] < 0x20 ? ' ' : text[i];
    line[length] = '\0';
    if (marked > to - at)
        marked = to > at ? to - at : 1;
    snprintf(out, QUERY_SHOWN, "%s", line);
    out[at - from < length ? at - from : length] = '\0';
    width = utf8_width(out);
    snprintf(out, QUERY_SHOWN, "  %s\n  %*s^", line, (int)width, "");
    length = strlen(out);
    for (size_t i = 1; i < marked && length + 2 < QUERY_SHOWN; i++)
        if (is_start(text[at + i]))
            out[length++] = '~';
    out[length] = '\0';
}

polity_status query_fault_error(const query_fault *of, const char *name, const char *text,
                                polity_error *err)
{
    char shown[QUERY_SHOWN];
    error_place place = {.column = query_fault_column(of, text)};
    if (!of->id)
        return error_memory(err);
    query_fault_show(of, text, shown);
    return error_set_at(err, POLITY_EQUERY, of->id, &place, "%s: %s\n%s", name,
                        of->message, shown);
}
