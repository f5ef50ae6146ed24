#include "base/error.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

static const struct {
    const char *name, *text;
} statuses[] = {
    {"OK", "done"},
    {"ENOMEM", "out of memory"},
    {"EIO", "a file cannot be read or written"},
    {"ESYNTAX", "not well-formed"},
    {"EDATA", "not a valid data set"},
    {"EARG", "not an acceptable argument"},
    {"ENOTFOUND", "no such name"},
    {"EQUERY", "the query does not parse"},
    {"EUNFIT", "not defined for this network"},
    {"ECONVERGE", "did not converge"},
    {"ECANCELLED", "cancelled"},
    {"ELIMIT", "over a limit"},
    {"EVERSION", "another version"},
    {"EENGINE", "igraph reported an error"},
};

const char *polity_status_name(int status)
{
    size_t n = sizeof statuses / sizeof *statuses;
    return status >= 0 && (size_t)status < n ? statuses[status].name : "unknown";
}

const char *polity_status_text(int status)
{
    size_t n = sizeof statuses / sizeof *statuses;
    return status >= 0 && (size_t)status < n ? statuses[status].text : "unknown status";
}

static int is_continuation(char byte) { return ((unsigned char)byte & 0xC0) == 0x80; }

void error_copy_head(char *out, size_t size, const char *text)
{
    size_t n = strlen(text);
    if (n >= size) {
        n = size - 1;
        while (n > 0 && is_continuation(text[n]))
            n--;
    }
    memcpy(out, text, n);
    out[n] = '\0';
}

void error_copy_tail(char *out, size_t size, const char *text)
{
    size_t n = strlen(text);
    if (n >= size) {
        text += n - (size - 1);
        while (is_continuation(*text))
            text++;
    }
    memmove(out, text, strlen(text) + 1);
}

polity_status error_set_v(polity_error *err, polity_status status, const char *id,
                          const error_place *place, const char *format, va_list arguments)
{
    char text[sizeof err->message * 4];
    if (!err)
        return status;
    memset(err, 0, sizeof *err);
    err->status = (int32_t)status;
    error_copy_head(err->id, sizeof err->id, id);
    if (place) {
        err->line = place->line;
        err->column = place->column;
        error_copy_tail(err->file, sizeof err->file, place->file ? place->file : "");
        error_copy_tail(err->path, sizeof err->path, place->path ? place->path : "");
    }
    if (vsnprintf(text, sizeof text, format, arguments) < 0)
        text[0] = '\0';
    utf8_mend(text);
    error_copy_head(err->message, sizeof err->message, text);
    return status;
}

polity_status(error_set_at)(polity_error *err, polity_status status, const char *id,
                            const error_place *place, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    error_set_v(err, status, id, place, format, arguments);
    va_end(arguments);
    return status;
}

polity_status(error_set)(polity_error *err, polity_status status, const char *id,
                         const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    error_set_v(err, status, id, NULL, format, arguments);
    va_end(arguments);
    return status;
}

polity_status(error_memory)(polity_error *err)
{
    return error_set(err, POLITY_ENOMEM, "memory", "out of memory");
}
