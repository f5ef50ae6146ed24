/* Running another program: no shell, what it writes kept within bounds, ended when asked
 * to stop. */
#ifndef POLITY_CHILD_H
#define POLITY_CHILD_H

#include <stddef.h>

#include <polity/error.h>
#include <polity/run.h>

typedef struct child {
    char *const *argv; /* looked up in PATH; NULL-terminated */
    const void *input; /* its standard input */
    size_t input_size;
    size_t most;      /* bytes it may write */
    polity_sink sink; /* where they go */
    void *user;
    const polity_run *run; /* progress and cancelling */
    const char *what;      /* for progress */
} child;

/* POLITY_OK if it ended with status 0; POLITY_EIO (cannot be run, fails, sink fails: its
 * own words are in the message), POLITY_ELIMIT (writes too much), POLITY_ECANCELLED. */
polity_status child_run(const child *of, polity_error *err);

#endif
