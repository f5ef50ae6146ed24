/* What a measure's file sees. A measure is one file with one `const measure` and one row
 * of measures.def. */
#ifndef MEASURES_MEASURE_H
#define MEASURES_MEASURE_H

#include <polity/measure.h>

#include "base/alloc.h"
#include "base/options.h"
#include "base/ticker.h"
#include "graph/graph.h"
#include "table/table.h"

/* Parameters of one call, already checked against the measure's `params`. */
typedef struct measure_args {
    options given;
} measure_args;

typedef struct measure_call {
    const polity_graph *graph;
    const measure_args *args;
    const polity_run *run; /* never NULL */
    void *pass;            /* what the measure's pass made; NULL = it has none */
} measure_call;

/* Work that several measures of one run share, such as the distances from every node. */
typedef struct measure_pass {
    const char *name;
    polity_status (*make)(const measure_call *call, uint64_t wanted, void **pass,
                          polity_error *err);
    void (*drop)(void *pass);
} measure_pass;

/* Laws that results hold on any network; tests walk them. */
enum {
    LAW_NON_NEGATIVE = 1,
    LAW_UNIT = 2, /* within 0..1 */
    LAW_SUM_ONE = 4,
    LAW_RELABEL = 8, /* new numbers for nodes permute the rows and change nothing else */
    LAW_WEIGHT_SCALE = 16 /* all weights times a constant: the same result */
};

/* What a measure would cost on a network, from a small part of the work. */
typedef struct measure_cost {
    double sources; /* searches from so many nodes … */
    double of;      /* … of so many */
    double seconds; /* with the threads of the run */
    double bytes;
} measure_cost;

typedef struct measure {
    polity_measure info;
    uint32_t laws;
    const measure_pass *pass; /* NULL = none */
    uint64_t wants;           /* bits for the pass */
    int random;               /* 1 = the seed is among the facts */
    /* Columns, by bit, that a graph without strengths does not have; the last ones of
     * `info`. */
    uint64_t weighted_columns;
    /* Fill the measure's columns of a table with the right number of rows. The columns of
     * `info` are there already, in order; their first is column `first`. */
    polity_status (*run)(const measure_call *call, polity_table *out, size_t first,
                         polity_error *err);
    /* NULL = it is quick, so that its cost is not worth asking for. */
    polity_status (*estimate)(const measure_call *call, measure_cost *into,
                              polity_error *err);
    const char *cheaper; /* a measure that says nearly the same for less; NULL = none */
} measure;

/* Parameters; the registry has checked their form. */
int64_t measure_integer(const measure_call *call, const char *name, int64_t fallback);
double measure_real(const measure_call *call, const char *name, double fallback);
const char *measure_text(const measure_call *call,
                         const char *name); /* NULL = not given */
/* The node named by a parameter: POLITY_ENOTFOUND with the nearest id, POLITY_EARG if it
 * is not given. */
polity_status measure_node(const measure_call *call, const char *name, int32_t *into,
                           polity_error *err);
/* POLITY_ENOTFOUND: the network has no such node as a parameter names; the nearest is
 * said. */
polity_status measure_unknown_node(const measure_call *call, const char *name,
                                   const char *id, polity_error *err);

/* Set a cell of a REAL column: to `number`, or if that is not finite, undefined. 0 = no
 * memory. */
int measure_cell(polity_table *out, size_t row, size_t column, double number, reason why);
/* over / under, NaN where nothing is divided by. */
double measure_ratio(double over, double under);
/* Why a node has nothing to be divided by: it is an isolate, or `why`. */
reason measure_isolate(const polity_graph *graph, size_t v, reason why);
/* Add a fact called MEASURE_NAME. 0 = no memory. */
int measure_fact(polity_table *out, const char *of, const char *name, double number);

/* Arcs of a node in one direction. */
static inline int64_t arcs_in_row(const arc_rows *of, size_t v)
{
    return of->first[v + 1] - of->first[v];
}

/* Where a kernel goes through the rows of the nodes of a queue: ask for those that it
 * comes to soon, so that they are there by then. `queue` is where it is, `left` how many
 * are there from it on. */
static inline void rows_ask_ahead(const int64_t *first, const int32_t *head,
                                  const int32_t *queue, int64_t left)
{
    enum { NEXT = 8, SOON = 16 };
    if (left > SOON) {
        __builtin_prefetch(&first[queue[SOON]]);
        __builtin_prefetch(&head[first[queue[NEXT]]]);
    }
}

#endif
