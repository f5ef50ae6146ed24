/**
 * The bridge to igraph: a graph of ours as an `igraph_t` of yours.
 *
 * Optional: include it only in a program that uses igraph itself. It must be built
 * against the igraph that libpolity was built against (same major and minor version),
 * which is checked at run time.
 *
 * igraph before 1.0, as Debian builds it, is not thread-safe. libpolity holds one lock
 * for the whole process while it works with igraph. A program that calls igraph itself on
 * one thread while another calls libpolity takes the same lock: polity_igraph_lock().
 * igraph's handlers for errors, warnings, interruption, progress and status, its default
 * random generator and its clean-up stack are left as they were found by every call of
 * libpolity.
 */
#ifndef POLITY_IGRAPH_H
#define POLITY_IGRAPH_H

#include <igraph.h>

#include <polity/graph.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What the caller was compiled with. */
typedef struct polity_igraph_build {
    int32_t major, minor; /**< of igraph's header */
    size_t graph_size;    /**< sizeof(igraph_t) */
    size_t integer_size;  /**< sizeof(igraph_integer_t) */
} polity_igraph_build;

#define POLITY_IGRAPH_BUILD                                                              \
    {                                                                                    \
        IGRAPH_VERSION_MAJOR, IGRAPH_VERSION_MINOR, sizeof(igraph_t),                    \
            sizeof(igraph_integer_t)                                                     \
    }

/** Call polity_graph_igraph(), which fills `build` in. */
POLITY_API POLITY_MUST_USE polity_status polity_graph_igraph_checked(
    igraph_t *out, igraph_vector_t *weights, const polity_graph *graph,
    const polity_igraph_build *build, polity_error *err);

/**
 * A copy of a graph as an igraph object.
 *
 * Vertices are the nodes in order. Edges are the arcs in the order of polity_graph_out();
 * of an undirected graph its ties in order. igraph attributes are not set: ids come from
 * polity_graph_id().
 *
 * @param[out] out      uninitialised; yours, igraph_destroy(). Untouched on error
 * @param[out] weights  NULL, or uninitialised: strengths of the edges, 1 if the graph has
 * none; yours, igraph_vector_destroy(). Untouched on error
 * @return POLITY_OK, POLITY_EVERSION (the caller was compiled with another igraph),
 * POLITY_ENOMEM, POLITY_EENGINE
 *
 * Cost: O(nodes + arcs). Threads: takes the lock; nothing of the graph is shared with the
 * copy.
 */
static inline POLITY_MUST_USE polity_status polity_graph_igraph(igraph_t *out,
                                                                igraph_vector_t *weights,
                                                                const polity_graph *graph,
                                                                polity_error *err)
{
    const polity_igraph_build build = POLITY_IGRAPH_BUILD;
    return polity_graph_igraph_checked(out, weights, graph, &build, err);
}

/** Take the lock that libpolity holds while it works with igraph. May be taken again by
 * its holder. */
POLITY_API void polity_igraph_lock(void);

/** Let it go, as often as it was taken. */
POLITY_API void polity_igraph_unlock(void);

#ifdef __cplusplus
}
#endif

#endif
