#include <polity/igraph.h>

#include "graph/guard.h"

/* The caller's igraph, the one we were compiled with and the one that is loaded must
 * agree. */
static polity_status check_build(const polity_igraph_build *theirs, polity_error *err)
{
    const polity_igraph_build ours = POLITY_IGRAPH_BUILD;
    int major = 0, minor = 0;
    const char *loaded = guard_version(&major, &minor);
    if (theirs && theirs->major == ours.major && theirs->minor == ours.minor &&
        major == ours.major && minor == ours.minor &&
        theirs->graph_size == ours.graph_size &&
        theirs->integer_size == ours.integer_size)
        return POLITY_OK;
    return error_set(
        err, POLITY_EVERSION, "igraph-version",
        "the program was compiled with igraph %d.%d (integers of %zu bytes, graphs of "
        "%zu), libpolity with %d.%d (%zu, %zu), and %s is loaded",
        theirs ? (int)theirs->major : 0, theirs ? (int)theirs->minor : 0,
        theirs ? theirs->integer_size : 0, theirs ? theirs->graph_size : 0,
        (int)ours.major, (int)ours.minor, ours.integer_size, ours.graph_size, loaded);
}

polity_status polity_graph_igraph_checked(igraph_t *out, igraph_vector_t *weights,
                                          const polity_graph *graph,
                                          const polity_igraph_build *build,
                                          polity_error *err)
{
    polity_run run = run_settings(NULL);
    polity_status status = check_build(build, err);
    igraph_error_t code;
    igraph_t made;
    guard g;
    if (status)
        return status;
    status = guard_enter(&g, &run, "making an igraph object", err);
    if (status)
        return status;
    code = guard_create(graph, &made);
    if (!code && weights) {
        code = guard_strengths(graph, weights);
        if (code)
            igraph_destroy(&made);
    }
    status = guard_leave(&g, code, err);
    if (!status)
        *out = made;
    return status;
}

void polity_igraph_lock(void) { guard_lock(); }

void polity_igraph_unlock(void) { guard_unlock(); }
