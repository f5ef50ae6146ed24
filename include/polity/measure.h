/**
 * Measures: every number about a network, by name, through one registry.
 */
#ifndef POLITY_MEASURE_H
#define POLITY_MEASURE_H

#include <stddef.h>

#include <polity/graph.h>
#include <polity/option.h>
#include <polity/run.h>
#include <polity/table.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What a row of the result is about. */
typedef enum polity_shape {
    POLITY_PER_NODE = 1,
    POLITY_PER_TIE, /**< a row an arc of a directed graph, a row a tie of an undirected
                       one */
    POLITY_PER_GROUP,
    POLITY_PER_PAIR,
    POLITY_PER_GRAPH /**< one row */
} polity_shape;

/** What number of a tie a measure reads, if the graph has it. */
typedef enum polity_weight {
    POLITY_WEIGHT_NONE,
    POLITY_WEIGHT_STRENGTH, /**< larger is closer: the graph's `weight` */
    POLITY_WEIGHT_LENGTH    /**< larger is farther: the graph's `length` */
} polity_weight;

/** A parameter of a measure, given as an option of its name. */
typedef struct polity_param {
    const char *name;
    const char *type;     /**< "int" "real" "bool" "property" "node" "nodes", or "a|b|c";
                             nodes: ids separated by commas if every word is the id of a
                             node, else a condition over nodes as of option `where`; not
                             given = all */
    const char *fallback; /**< default; "" = none, so it must be given if it is a node or
                             property */
    const char *meaning;
    double min, max; /**< of numbers */
} polity_param;

/** What a measure is. Lists end with a row whose name is NULL. Reached by pointer alone.
 */
typedef struct polity_measure {
    const char *name, *title, *family;
    const char *definition; /**< the formula in words, with normalisation */
    const char *undefined;  /**< when a cell has no value, and its reason */
    const char *direction;  /**< which way ties are read */
    const char *reference;  /**< source of the definition */
    const char *cost;       /**< time and memory */
    polity_shape shape;
    polity_weight weight;
    const polity_column *columns;
    const polity_param *params;
} polity_measure;

/** Number of measures. */
POLITY_API size_t polity_measure_count(void);

/** Measure `i` in order of name; NULL past the last. Borrowed, never freed. */
POLITY_API const polity_measure *polity_measure_at(size_t i);

/** The measure of that name; NULL if there is none. */
POLITY_API const polity_measure *polity_measure_find(const char *name);

/**
 * Run one measure or several of the same shape.
 *
 * @param[out] out   one row a node, tie … after the measures' shape, columns side by
 * side, facts of the selection and of every measure; yours. NULL on error
 * @param names      "betweenness" or "harmonic,reach": passes over the network are shared
 * @param options    parameters of these measures; options of other stages are left alone
 * @param run        seed, threads, limits, progress; NULL = defaults
 * @return POLITY_OK, POLITY_ENOTFOUND (no such measure, node, property: the nearest is
 * named), POLITY_EQUERY (a condition that nodes are chosen by), POLITY_EARG (a
 * parameter's value; measures of different shapes), POLITY_EUNFIT (not defined for this
 * graph, such as dominators of an undirected one), POLITY_ECONVERGE, POLITY_EENGINE,
 * POLITY_ECANCELLED, POLITY_ELIMIT, POLITY_ENOMEM
 *
 * Threads: any number may call at once; calls wait for each other while igraph works.
 */
POLITY_API POLITY_MUST_USE polity_status polity_measure_run(
    polity_table **out, const polity_graph *graph, const char *names,
    const polity_option *options, size_t n, const polity_run *run, polity_error *err);

/**
 * What measures that can take long would cost on this network, without running them: a
 * few of their searches are timed, and the rest reckoned from them.
 *
 * @param[out] out   one row a measure asked for, and one for the measure that says nearly
 * the same for less, if there is one: `measure` (text), `sources` and `of` (nodes
 * searched from, of so many), `seconds` (with the threads of `run`), `bytes`; yours. NULL
 * on error
 * @param names      as in polity_measure_run()
 * @return as polity_measure_run(), and POLITY_EUNFIT for a measure that takes time in
 * proportion to the network, whose cost is not reckoned
 *
 * Cost: that of building the network once more and of some hundred searches.
 */
POLITY_API POLITY_MUST_USE polity_status polity_measure_estimate(
    polity_table **out, const polity_graph *graph, const char *names,
    const polity_option *options, size_t n, const polity_run *run, polity_error *err);

#ifdef __cplusplus
}
#endif

#endif
