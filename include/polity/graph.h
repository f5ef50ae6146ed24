/**
 * Graphs: the immutable arrays that measures run on.
 *
 * a→b means that a acts on b. Nodes are 0..n-1 in the data set's order, n < 2^31, and
 * there are fewer than 2^31 ties. By default one arc is kept for each ordered pair over
 * all selected kinds, with the list of its ties; an undirected tie is two arcs and one
 * tie. The graph is undirected if every selected tie is. Loops are dropped and counted.
 *
 * Threads: any number may read a graph.
 */
#ifndef POLITY_GRAPH_H
#define POLITY_GRAPH_H

#include <stddef.h>
#include <stdint.h>

#include <polity/error.h>
#include <polity/option.h>
#include <polity/view.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A network in arrays. Opaque, immutable and counted. */
typedef struct polity_graph polity_graph;

/**
 * Build a graph from a view.
 *
 * Reads the options of POLITY_STAGE_GRAPH: undirected, parallel (merge|keep), weight
 * (strength, weight or a numeric property: larger is closer), length (length or a numeric
 * property: larger is farther; "1/FIELD" turns a strength into a length), brokerage
 * (none|act|result|incidence). Merged ties add up their weights and keep their shortest
 * length.
 *
 * @return POLITY_OK, POLITY_EARG, POLITY_ENOTFOUND (no such field), POLITY_EUNFIT (a
 * selected tie has no value there, or one out of range: the first is named and all are
 * counted), POLITY_ELIMIT (2^31 ties or more), POLITY_ENOMEM
 *
 * Cost: O(nodes + ties) time; 8 bytes an arc, twice that if directed, 8 bytes a tie and
 * 12 a node, 20 if directed; strengths and lengths 8 bytes an arc each, and 8 a tie for
 * strengths; three times that while it is built.
 */
POLITY_API POLITY_MUST_USE polity_status polity_graph_build(polity_graph **out,
                                                            const polity_view *view,
                                                            const polity_option *options,
                                                            size_t n, polity_error *err);

/**
 * Build a graph from a program's own arrays, which are copied.
 *
 * @param nodes     number of nodes, below 2^31
 * @param ids       `nodes` ids, or NULL: then "0", "1", …
 * @param arcs      number of arcs (or of undirected ties)
 * @param tail      `arcs` node numbers
 * @param head      likewise
 * @param weight    `arcs` tie strengths ≥ 0, or NULL
 * @param directed  0: each pair is one undirected tie
 * @return POLITY_OK, POLITY_EARG (a number out of range, a weight negative or not finite,
 * an id twice: the first is named), POLITY_ELIMIT (2^31 arcs or more), POLITY_ENOMEM
 *
 * Parallel arcs are merged, their weights added up; loops are dropped.
 */
POLITY_API POLITY_MUST_USE polity_status
polity_graph_from_arcs(polity_graph **out, size_t nodes, const char *const *ids,
                       size_t arcs, const int32_t *tail, const int32_t *head,
                       const double *weight, int directed, polity_error *err);

/** Compressed rows: the arcs of node v are first[v] .. first[v+1]-1. Borrowed from the
 * graph. */
typedef struct polity_arcs {
    size_t nodes, arcs;
    const int64_t *first; /**< nodes + 1 entries */
    const int32_t *tie;   /**< the tie of each arc, see polity_graph_ties() */
    const int32_t *head;  /**< the other end, ascending within a row */
    const double *weight; /**< tie strength; NULL = none */
} polity_arcs;

/** Arcs by the node they leave. */
POLITY_API polity_arcs polity_graph_out(const polity_graph *graph);

/** Arcs by the node they enter; of an undirected graph the same arrays as
 * polity_graph_out(). */
POLITY_API polity_arcs polity_graph_in(const polity_graph *graph);

/** Number of ties after merging: an undirected one counts once although it is two arcs.
 */
POLITY_API size_t polity_graph_ties(const polity_graph *graph);

POLITY_API size_t polity_graph_nodes(const polity_graph *graph);
POLITY_API int polity_graph_directed(const polity_graph *graph);

/** Number of the node with this id; -1 if absent. */
POLITY_API int64_t polity_graph_find(const polity_graph *graph, const char *id);

/** Id of a node; NULL past the last. Borrowed. */
POLITY_API const char *polity_graph_id(const polity_graph *graph, size_t node);

/**
 * Give the nodes of a graph groups, such as regions, for measures with a parameter `by`.
 *
 * @param name    what `by` calls them; a name given before is replaced
 * @param groups  one text a node; NULL = in no group
 * @return POLITY_OK, POLITY_EARG (no name), POLITY_ENOMEM
 *
 * Threads: before the graph is shared with any other.
 */
POLITY_API POLITY_MUST_USE polity_status polity_graph_group(polity_graph *graph,
                                                            const char *name,
                                                            const char *const *groups,
                                                            polity_error *err);

/** Release a graph; NULL is fine. */
POLITY_API void polity_graph_free(polity_graph *graph);

#ifdef __cplusplus
}
#endif

#endif
