/**
 * What the tests of measures share: a network as the test holds it, the two ways of
 * handing it to the library, and reading the numbers of a table.
 *
 * Calls that must succeed end the test with the library's own message when they do not.
 */
#ifndef TEST_MEASURES_SUPPORT_H
#define TEST_MEASURES_SUPPORT_H

#include <stddef.h>
#include <stdint.h>

#include <polity/polity.h>

typedef struct test_tie {
    int32_t source, target;
    int directed;
    double strength, length; /* NaN = none */
} test_tie;

typedef struct test_network {
    int directed;
    size_t nodes, ties, room;
    char **ids;
    char **groups; /* of each node; NULL = none */
    test_tie *tie; /* `ties` of them, loops and parallel ones as they came */
    const char
        *weight_field; /* where strengths go in a data set: "strength" or "weight" */
} test_network;

/* --- networks
 * ------------------------------------------------------------------------------ */

/** Nodes called "n0", "n1" …, no ties. Free with test_network_free(). */
void test_network_init(test_network *net, size_t nodes, int directed);
void test_network_rename(test_network *net, size_t node, const char *id);
void test_network_group(test_network *net, size_t node, const char *group);
void test_network_tie(test_network *net, size_t source, size_t target, int directed,
                      double strength, double length);
/** Number of the node with this id; ends the test if there is none. */
size_t test_network_find(const test_network *net, const char *id);
int test_network_mixed(const test_network *net);
/** The number of samples; sample i is always the same network. */
enum { TEST_SAMPLES = 240 };
/**
 * Random network number i: 0 to 40 nodes, sparse to complete, directed and not, with a
 * few loops and parallel ties, whole strengths 1..9 and whole lengths 1..6.
 */
void test_network_sample(test_network *net, int i);
void test_network_free(test_network *net);

/* --- handing over
 * -------------------------------------------------------------------------- */

/** By polity_graph_from_arcs(); not for mixed networks. With strengths if `weighted`. */
polity_graph *test_graph_arcs(const test_network *net, int weighted);

/** By a data set and a view, with options of the graph. Groups are the property `circle`,
 * declared for it.
 */
polity_graph *test_graph_dataset(const test_network *net, const polity_option *options,
                                 size_t n);

/** By a data set, with the lengths of its ties. */
polity_graph *test_graph_lengths(const test_network *net);

/* --- answers
 * ------------------------------------------------------------------------------- */

/** Run; ends the test unless POLITY_OK. Free with polity_table_free(). */
polity_table *test_run(const polity_graph *graph, const char *names,
                       const polity_option *options, size_t n);

/** Index of a column; ends the test if there is none. */
size_t test_find(const polity_table *table, const char *column);

/** A cell of a column of numbers; 0 if it is undefined. NODE cells give the node's
 * number. */
int test_number(const polity_table *table, size_t row, size_t column, double *value);

/** Hold a cell to a value, to 1e-12 of it; NaN = undefined. */
void test_expect(const polity_table *table, const char *column, size_t row, double value);

/** A whole column, NaN where undefined; free() it. */
double *test_column(const polity_table *table, const char *column);

/** Are two numbers the same to `tolerance`, relative or absolute? NaN is the same as NaN.
 */
int test_same(double one, double two, double tolerance);

/** Ends the test unless two columns of equally many rows are the same by test_same(). */
void test_same_columns(const polity_table *one, const char *left,
                       const polity_table *other, const char *right, double tolerance);

/** The option name of a measure's parameter of this type ("node", "property", "int"). */
const char *test_param(const char *measure, const char *type);

/** The rows of a table as JSON Lines, facts left out; free() it. */
char *test_bytes(const polity_table *table);

/* --- random numbers (splitmix64)
 * ----------------------------------------------------------- */

uint64_t test_random(uint64_t *state);
/** 0 .. below-1 */
size_t test_random_below(uint64_t *state, size_t below);
double test_random_share(uint64_t *state);

/* A number as results print it, with a point whatever the locale. */
double test_read_number(const char *text);

#endif
