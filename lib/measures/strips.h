/* Work cut in strips of nodes, done by several threads, with results that do not depend
 * on how many.
 *
 * Strips are the same whatever the number of threads. They are done in waves, a strip a
 * thread; after each wave the calling thread collects the results in order, reports
 * progress and may be cancelled. */
#ifndef MEASURES_STRIPS_H
#define MEASURES_STRIPS_H

#include "measures/measure.h"

enum { STRIP = 64 }; /* nodes, unless it is stated */

typedef struct strips {
    const char *what;
    void *user;
    size_t items; /* what is cut, if it is not nodes; 0 = the graph's nodes */
    size_t size;  /* nodes of a strip; 0 = STRIP */
    /* Do nodes from..to-1 with the room of thread `lane`; on any thread. */
    void (*work)(void *user, size_t lane, size_t from, size_t to);
    /* Add what a lane found to the whole and clear it; on the calling thread, in order.
     * May be NULL. */
    polity_status (*collect)(void *user, size_t lane, polity_error *err);
} strips;

/* Lanes that a run may use: threads, but no more than there are strips. */
size_t strips_lanes(const measure_call *call);

polity_status strips_run(const measure_call *call, const strips *of, polity_error *err);

#endif
