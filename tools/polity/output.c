#include "output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "message.h"
static polity_status fail(output *to, polity_error *err)
{
    *err = (polity_error){.status = POLITY_EIO};
    snprintf(err->id, sizeof err->id, "write");
    snprintf(err->message, sizeof err->message, "cannot write %.200s: %s",
             to->name ? to->name : "standard output", system_reason(to->reason));
    return POLITY_EIO;
}

/* A new file in the directory of `path`, with the rights that the old file has or a new
 * one gets. */
static int open_temporary(output *to, const struct stat *old)
{
    const char *slash = strrchr(to->path, '/');
    size_t directory = slash ? (size_t)(slash - to->path) + 1 : 0, size = directory + 32;
    mode_t mask = umask(0);
    umask(mask);
    if (!(to->temporary = malloc(size))) {
        errno = ENOMEM;
        return -1;
    }
    snprintf(to->temporary, size, "%.*s.polity-XXXXXX", (int)directory, to->path);
    to->fd = mkstemp(to->temporary);
    if (to->fd < 0) {
        free(to->temporary);
        to->temporary = NULL;
        return -1;
    }
    if (fchmod(to->fd, old ? old->st_mode & 0777 : 0666 & ~mask))
        return -1;
    return fcntl(to->fd, F_SETFD, FD_CLOEXEC);
}

/* Files are replaced; a link's target is, not the link. What is no file (a device, a
 * pipe) can only be written to, and what cannot be written to is not replaced either. */
static int open_file(output *to, const char *name)
{
    struct stat old;
    int exists = !stat(name, &old);
    if (!exists && errno != ENOENT)
        return -1;
    if (exists && !S_ISREG(old.st_mode)) {
        to->fd = open(name, O_WRONLY | O_CLOEXEC);
        return to->fd < 0 ? -1 : 0;
    }
    if (exists && access(name, W_OK))
        return -1;
    to->path = exists ? realpath(name, NULL) : strdup(name);
    return to->path ? open_temporary(to, exists ? &old : NULL) : -1;
}

polity_status output_open(output *to, const char *name, polity_error *err)
{
    to->fd = -1;
    to->name = to->path = to->temporary = NULL;
    to->reason = 0;
    to->used = 0;
    if (!name || !strcmp(name, "-")) {
        to->fd = STDOUT_FILENO;
        return POLITY_OK;
    }
    to->name = strdup(name);
    if (to->name && !open_file(to, name))
        return POLITY_OK;
    to->reason = to->name ? errno : ENOMEM;
    return fail(to, err);
}

static void write_out(output *to, const char *bytes, size_t n)
{
    while (n && !to->reason) {
        ssize_t done = write(to->fd, bytes, n);
        if (done < 0 && errno != EINTR)
            to->reason = errno;
        if (done > 0) {
            bytes += done;
            n -= (size_t)done;
        }
    }
}

int output_bytes(void *user, const void *bytes, size_t n)
{
    output *to = user;
    if (n > sizeof to->bytes - to->used) {
        write_out(to, to->bytes, to->used);
        to->used = 0;
    }
    if (n > sizeof to->bytes) {
        write_out(to, bytes, n);
    } else if (n) {
        memcpy(to->bytes + to->used, bytes, n);
        to->used += n;
    }
    return to->reason != 0;
}

void output_text(output *to, const char *text) { output_bytes(to, text, strlen(text)); }

void output_print(output *to, const char *format, ...)
{
    va_list arguments;
    char *text = NULL;
    int n;
    va_start(arguments, format);
    n = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (n >= 0 && (text = malloc((size_t)n + 1))) {
        va_start(arguments, format);
        vsnprintf(text, (size_t)n + 1, format, arguments);
        va_end(arguments);
        output_bytes(to, text, (size_t)n);
    } else if (!to->reason) {
        to->reason = ENOMEM;
    }
    free(text);
}

int output_is_terminal(const output *to) { return isatty(to->fd); }

static void close_file(output *of, int keep)
{
    if (keep && of->temporary && !of->reason && fsync(of->fd))
        of->reason = errno;
    if (close(of->fd) && !of->reason && errno != EINTR)
        of->reason = errno;
    of->fd = -1;
}

polity_status output_close(output *of, int keep, polity_error *err)
{
    polity_status status = POLITY_OK;
    if (of->fd >= 0 && keep)
        write_out(of, of->bytes, of->used);
    if (of->fd >= 0)
        close_file(of, keep);
    if (of->temporary && keep && !of->reason && rename(of->temporary, of->path))
        of->reason = errno;
    if (of->temporary && (!keep || of->reason))
        unlink(of->temporary);
    if (of->reason)
        status = fail(of, err);
    free(of->temporary);
    free(of->path);
    free(of->name);
    of->name = of->path = of->temporary = NULL;
    return status;
}

int output_is_deserted(const output *of) { return of->reason == EPIPE; }
