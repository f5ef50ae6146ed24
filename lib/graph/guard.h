/* The fence round igraph: the only place that touches igraph's globals.
 *
 * Debian's igraph 0.10.2 is not thread-safe and aborts on errors by default. Between
 * guard_enter() and guard_leave() one process-wide lock is held, our own handlers for
 * errors, warnings, interruption, progress and status are set, a private random generator
 * is installed, and igraph's clean-up stack works on a level of its own; guard_leave()
 * puts everything of the host back, whatever happened. Nothing of ours returns from in
 * between. */
#ifndef GRAPH_GUARD_H
#define GRAPH_GUARD_H

#include <igraph.h>

#include "graph/engine.h"
#include "graph/graph.h"

typedef struct guard {
    igraph_error_handler_t *error;
    igraph_warning_handler_t *warning;
    igraph_interruption_handler_t *interruption;
    igraph_progress_handler_t *progress;
    igraph_status_handler_t *status;
    igraph_rng_t *host_random; /* where the host's default generator was, and what */
    igraph_rng_t host_copy;
    igraph_rng_t random;
    struct guard *outer; /* the one that a progress function of the host is called from */
    const polity_run *run;
    const char *what;   /* what is being done, for progress */
    char reason[256];   /* the first one that igraph gave */
    char warnings[256]; /* the first warning */
    int cancelled;
    size_t
        asks; /* how often igraph's wish to be interrupted was passed on, and when last */
    double asked;
} guard;

/* Enter with the run's seed for igraph's random numbers. POLITY_OK or POLITY_ENOMEM; on
 * an error nothing is held and guard_leave() must not be called. `what` names the work;
 * it must outlive the guard. */
polity_status guard_enter(guard *g, const polity_run *run, const char *what,
                          polity_error *err);

/* Leave, turning what an igraph call returned into a status. Whatever was put on igraph's
 * clean-up stack since guard_enter(), IGRAPH_FINALLY(), is freed, on success too: on an
 * error igraph has freed it. */
polity_status guard_leave(guard *g, igraph_error_t code, polity_error *err);

/* The igraph of a graph (arcs in the order of its `out` rows; of an undirected one its
 * ties in order), made inside the guard when first asked for and kept with the graph.
 * Only inside the guard. */
igraph_error_t guard_igraph(const polity_graph *graph, const igraph_t **out);

/* A new igraph object of a graph, as guard_igraph(); and its edges' strengths (1 if it
 * has none). */
igraph_error_t guard_create(const polity_graph *graph, igraph_t *out);
igraph_error_t guard_strengths(const polity_graph *graph, igraph_vector_t *out);

/* The version of igraph in use, such as "0.10.2". */
const char *guard_version(int *major, int *minor);

/* The lock alone. A thread that holds it may take it again. */
void guard_lock(void);
void guard_unlock(void);

#endif
