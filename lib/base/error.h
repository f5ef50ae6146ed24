/* Making errors. One call both fills the error and returns its status. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdarg.h>
#include <stddef.h>

#include <polity/error.h>

/* Where a fault is. Zero and NULL where unknown. */
typedef struct error_place {
    const char *file, *path;
    int32_t line, column;
} error_place;

/* Fill `err` (nullable) and return `status`. `id` is the stable name of the fault; "" =
 * none. */
polity_status error_set(polity_error *err, polity_status status, const char *id,
                        const char *format, ...) __attribute__((format(printf, 4, 5)));

polity_status error_set_at(polity_error *err, polity_status status, const char *id,
                           const error_place *place, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

polity_status error_set_v(polity_error *err, polity_status status, const char *id,
                          const error_place *place, const char *format,
                          va_list arguments);

/* POLITY_ENOMEM, with its text. */
polity_status error_memory(polity_error *err);

/* What clang's analyser cannot see from a file that only calls them: the status that they
 * return is the one that they are given, and so never POLITY_OK. */
#ifdef __clang_analyzer__
#define error_set(err, status, ...) ((void)error_set(err, status, __VA_ARGS__), (status))
#define error_set_at(err, status, ...)                                                   \
    ((void)error_set_at(err, status, __VA_ARGS__), (status))
#define error_memory(err) ((void)error_memory(err), POLITY_ENOMEM)
#endif

/* Copy `text` into `out`, cut to `size` bytes with its terminator, never inside a code
 * point. */
void error_copy_head(char *out, size_t size, const char *text);
/* The same, keeping the end of the text. */
void error_copy_tail(char *out, size_t size, const char *text);

#endif
