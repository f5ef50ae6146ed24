#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "message.h"
extern char **environ;

enum { IN, OUT, ERR, PIPES };

typedef struct running {
    const child *of;
    pid_t pid;
    int ours[PIPES];   /* our ends; -1 = closed */
    int theirs[PIPES]; /* the child's */
    size_t given, taken;
    char said[240]; /* the head of what it said on its standard error */
    size_t said_size;
} running;

static polity_status fail(polity_error *err, polity_status status, const char *program,
                          const char *reason)
{
    *err = (polity_error){.status = (int32_t)status};
    snprintf(err->message, sizeof err->message, "%.60s: %.400s", program, reason);
    return status;
}

static void close_end(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static int open_pipes(running *at)
{
    for (int i = 0; i < PIPES; i++)
        at->ours[i] = at->theirs[i] = -1;
    for (int i = 0; i < PIPES; i++) {
        int ends[2];
        if (pipe(ends))
            return -1;
        at->ours[i] = ends[i == IN];
        at->theirs[i] = ends[i != IN];
        if (fcntl(at->ours[i], F_SETFD, FD_CLOEXEC) ||
            fcntl(at->theirs[i], F_SETFD, FD_CLOEXEC) ||
            fcntl(at->ours[i], F_SETFL, O_NONBLOCK))
            return -1;
    }
    return 0;
}

/* Our environment, but the plain locale, so that a picture does not depend on who draws
 * it. */
static char **plain_environment(void)
{
    static char locale[] = "LC_ALL=C";
    size_t count = 0, kept = 0;
    char **made;
    while (environ[count])
        count++;
    made = calloc(count + 2, sizeof *made);
    for (size_t i = 0; made && i < count; i++)
        if (strncmp(environ[i], "LC_", 3) != 0 && strncmp(environ[i], "LANG", 4) != 0)
            made[kept++] = environ[i];
    if (made)
        made[kept] = locale;
    return made;
}

/* The child gets its three streams, and signals as they are by default. 0, else an errno.
 */
static int spawn(running *at)
{
    posix_spawn_file_actions_t streams;
    posix_spawnattr_t attributes;
    sigset_t ignored;
    char **environment = plain_environment();
    int reason = environment ? posix_spawn_file_actions_init(&streams) : ENOMEM;
    if (reason) {
        free(environment);
        return reason;
    }
    reason = posix_spawnattr_init(&attributes);
    if (!reason) {
        sigemptyset(&ignored);
        sigaddset(&ignored, SIGPIPE);
        sigaddset(&ignored, SIGXFSZ);
        reason = posix_spawnattr_setsigdefault(&attributes, &ignored);
        if (!reason)
            reason = posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
        for (int i = 0; i < PIPES && !reason; i++)
            reason = posix_spawn_file_actions_adddup2(&streams, at->theirs[i], i);
        if (!reason)
            reason = posix_spawnp(&at->pid, at->of->argv[0], &streams, &attributes,
                                  at->of->argv, environment);
        posix_spawnattr_destroy(&attributes);
    }
    posix_spawn_file_actions_destroy(&streams);
    free(environment);
    return reason;
}

static void give(running *at)
{
    const char *bytes = at->of->input;
    ssize_t n = write(at->ours[IN], bytes + at->given, at->of->input_size - at->given);
    if (n > 0)
        at->given += (size_t)n;
    if (at->given == at->of->input_size || (n < 0 && errno != EINTR && errno != EAGAIN))
        close_end(&at->ours[IN]);
}

static polity_status take(running *at, int from, polity_error *err)
{
    char bytes[1 << 14];
    ssize_t n = read(at->ours[from], bytes, sizeof bytes);
    size_t room = sizeof at->said - 1 - at->said_size;
    if (n < 0 && (errno == EINTR || errno == EAGAIN))
        return POLITY_OK;
    if (n <= 0) {
        close_end(&at->ours[from]);
        return POLITY_OK;
    }
    if (from == ERR) {
        room = (size_t)n < room ? (size_t)n : room;
        memcpy(at->said + at->said_size, bytes, room);
        at->said_size += room;
        return POLITY_OK;
    }
    at->taken += (size_t)n;
    if (at->taken > at->of->most)
        return fail(err, POLITY_ELIMIT, at->of->argv[0],
                    "its output is larger than is allowed");
    if (at->of->sink(at->of->user, bytes, (size_t)n))
        return fail(err, POLITY_EIO, at->of->argv[0], "its output cannot be written");
    return POLITY_OK;
}

static polity_status exchange(running *at, polity_error *err)
{
    polity_status status = POLITY_OK;
    while (!status && (at->ours[OUT] >= 0 || at->ours[ERR] >= 0)) {
        struct pollfd wait[PIPES] = {{at->ours[IN], POLLOUT, 0},
                                     {at->ours[OUT], POLLIN, 0},
                                     {at->ours[ERR], POLLIN, 0}};
        int ready = poll(wait, PIPES, 50);
        if (ready < 0 && errno != EINTR)
            return fail(err, POLITY_EIO, at->of->argv[0], system_reason(errno));
        if (ready > 0 && wait[IN].revents)
            give(at);
        for (int i = OUT; i <= ERR && !status; i++)
            if (ready > 0 && wait[i].revents)
                status = take(at, i, err);
        if (!status && at->of->run->progress(at->of->run->user, at->of->what, -1))
            status = fail(err, POLITY_ECANCELLED, at->of->argv[0], "stopped");
    }
    return status;
}

/* Its streams are at their end, or nobody wants them: end it, if it has not by itself. */
static polity_status finish(running *at, polity_status status, polity_error *err)
{
    char reason[64];
    int ended = 0;
    if (status)
        kill(at->pid, SIGKILL);
    for (;;) {
        pid_t done = waitpid(at->pid, &ended, WNOHANG);
        if (done == at->pid || (done < 0 && errno != EINTR))
            break;
        poll(NULL, 0, 5);
        if (!status && at->of->run->progress(at->of->run->user, at->of->what, -1)) {
            status = fail(err, POLITY_ECANCELLED, at->of->argv[0], "stopped");
            kill(at->pid, SIGKILL);
        }
    }
    if (status || (WIFEXITED(ended) && !WEXITSTATUS(ended)))
        return status;
    for (size_t i = 0; i < at->said_size; i++)
        if (at->said[i] == '\n' || at->said[i] == '\0')
            at->said[i] = ' ';
    while (at->said_size && at->said[at->said_size - 1] == ' ')
        at->said[--at->said_size] = '\0';
    snprintf(reason, sizeof reason,
             WIFEXITED(ended) ? "failed with status %d" : "ended by signal %d",
             WIFEXITED(ended) ? WEXITSTATUS(ended) : WTERMSIG(ended));
    return fail(err, POLITY_EIO, at->of->argv[0], at->said_size ? at->said : reason);
}

polity_status child_run(const child *of, polity_error *err)
{
    running at = {.of = of};
    polity_status status;
    int reason = open_pipes(&at) ? errno : spawn(&at);
    for (int i = 0; i < PIPES; i++)
        close_end(&at.theirs[i]);
    if (reason == ENOENT)
        status = fail(err, POLITY_EIO, of->argv[0], "this program is not installed");
    else if (reason)
        status = fail(err, POLITY_EIO, of->argv[0], system_reason(reason));
    else
        status = finish(&at, exchange(&at, err), err);
    for (int i = 0; i < PIPES; i++)
        close_end(&at.ours[i]);
    return status;
}
