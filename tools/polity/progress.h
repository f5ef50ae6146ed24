/* How long calls run: a bar on a terminal, the time limit, and the keys that interrupt.
 */
#ifndef POLITY_PROGRESS_H
#define POLITY_PROGRESS_H

#include <polity/run.h>

#include "options.h"

typedef struct progress {
    double start, limit; /* seconds on the steady clock; limit 0 = none */
    double drawn;        /* when the bar was drawn last */
    int wanted;          /* standard error is a terminal, and nobody declined */
    int shown;           /* the bar is on the screen */
    int out_of_time;     /* the limit is over */
    const char *reason;  /* why calls are to stop; NULL = go on */
} progress;

/* Catch interrupts: the first asks calls to stop, a second one ends the process. A reader
 * that goes away is an error of writing, no signal. */
void progress_catch(void);

/* Fill `run` from --threads, --seed, --max-memory, and watch it for --max-seconds and
 * interrupts. */
void progress_start(progress *watch, const arguments *given, polity_run *run);

/* The progress function of a run; `user` is the progress. Non-zero = stop. */
int progress_step(void *user, const char *what, double done);

/* Take the bar off the screen. */
void progress_clear(progress *watch);

#endif
