#include "progress.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Set by a signal, read by every step: the one global there is. */
static volatile sig_atomic_t interrupted;

static void interrupt(int number) { interrupted = number; }

void progress_catch(void)
{
    static const int keys[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = SIG_IGN};
    sigemptyset(&action.sa_mask);
    sigaction(SIGPIPE, &action, NULL);
    sigaction(SIGXFSZ, &action,
              NULL); /* a file over its limit is an error of writing too */
    action.sa_handler = interrupt;
    action.sa_flags = (int)SA_RESETHAND;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        struct sigaction old;
        if (!sigaction(keys[i], NULL, &old) && old.sa_handler != SIG_IGN)
            sigaction(keys[i], &action, NULL);
    }
}

static double now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + (double)at.tv_nsec / 1e9;
}

static int32_t cores(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count > 0 && count < 4096 ? (int32_t)count : 1;
}

void progress_start(progress *watch, const arguments *given, polity_run *run)
{
    const char *seconds = given->own[OPTION_seconds] ? given->own[OPTION_seconds]
                                                     : given->own[OPTION_drawing];
    uint64_t threads = 0;
    *watch = (progress){.start = now()};
    watch->wanted = isatty(STDERR_FILENO) && !arguments_on(given, OPTION_quiet) &&
                    !arguments_on(given, OPTION_steady);
    if (seconds)
        option_seconds(seconds, &watch->limit);
    *run = (polity_run)POLITY_RUN_INIT;
    run->progress = progress_step;
    run->user = watch;
    if (given->own[OPTION_threads])
        option_whole(given->own[OPTION_threads], &threads);
    run->threads = threads && threads < 4096 ? (int32_t)threads : cores();
    if (given->own[OPTION_seed])
        option_whole(given->own[OPTION_seed], &run->seed);
    if (given->own[OPTION_memory])
        option_bytes(given->own[OPTION_memory], &run->max_bytes);
}

static void draw(progress *watch, const char *what, double done)
{
    char bar[21];
    int filled = (int)(done * 20);
    if (done < 0) {
        fprintf(stderr, "\r\033[K%s …", what);
    } else {
        filled = filled > 20 ? 20 : filled;
        memset(bar, '#', (size_t)filled);
        memset(bar + filled, '.', (size_t)(20 - filled));
        bar[20] = '\0';
        fprintf(stderr, "\r\033[K%s [%s] %3d%%", what, bar,
                (int)(done > 1 ? 100 : done * 100));
    }
    fflush(stderr);
    watch->shown = 1;
}

int progress_step(void *user, const char *what, double done)
{
    progress *watch = user;
    double at = now();
    if (interrupted)
        watch->reason = "interrupted";
    else if (watch->limit > 0 && at - watch->start > watch->limit)
        watch->out_of_time = 1, watch->reason = "stopped: --max-seconds is over";
    if (watch->reason)
        return 1;
    if (watch->wanted && at - watch->start > 1 && at - watch->drawn > 0.1) {
        draw(watch, what ? what : "working", done);
        watch->drawn = at;
    }
    return 0;
}

void progress_clear(progress *watch)
{
    if (watch->shown)
        fputs("\r\033[K", stderr);
    watch->shown = 0;
}
