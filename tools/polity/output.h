/* Where results go: standard output, or a file that is written beside its name and
 * renamed when all of it is on the disk, so that a failed write leaves the old file as it
 * was. */
#ifndef POLITY_OUTPUT_H
#define POLITY_OUTPUT_H

#include <stddef.h>

#include <polity/error.h>

#include "message.h"

typedef struct output {
    int fd;          /* -1 = not open */
    char *name;      /* as given, for messages */
    char *path;      /* what is replaced at the end; NULL = written to directly */
    char *temporary; /* what is written until then */
    int reason;      /* errno of the first failure */
    size_t used;
    char bytes[1 << 16];
} output;

/* Open a file, or standard output (`name` NULL or "-"). POLITY_EIO with the system's
 * reason. Call output_close() in any case. */
polity_status output_open(output *to, const char *name, polity_error *err);

/* A polity_sink; `user` is an output. */
int output_bytes(void *user, const void *bytes, size_t n);
void output_text(output *to, const char *text);
void output_print(output *to, const char *format, ...) MESSAGE_FORMAT(2, 3);

/* Whether it is a terminal. */
int output_is_terminal(const output *to);

/* Finish: with `keep`, all of it is on the disk under its name; without, or where that
 * fails, the old file stays. POLITY_EIO for the first failure since it was opened. */
polity_status output_close(output *of, int keep, polity_error *err);

/* Whether it failed because the reader went away, which nobody needs to be told. */
int output_is_deserted(const output *of);

#endif
