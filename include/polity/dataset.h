/**
 * Data sets: nodes, edges, brokerages, absences and rules, each with its dates and its
 * evidence.
 *
 * A data set is a set of mutable tables. It is filled by reading documents (io.h) or
 * record by record, checked, and then selected from (view.h). Its first view seals it:
 * later writes are refused with POLITY_EARG, so that a view never changes under its
 * reader.
 *
 * Threads: any number may read a sealed data set; filling it is for one thread at a time.
 */
#ifndef POLITY_DATASET_H
#define POLITY_DATASET_H

#include <stddef.h>

#include <polity/error.h>
#include <polity/run.h>
#include <polity/table.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A data set. Opaque and counted: views and graphs keep it alive, so free in any order.
 */
typedef struct polity_dataset polity_dataset;

/** A new, empty data set with the built-in vocabulary. Yours; polity_dataset_free(). */
POLITY_API POLITY_MUST_USE polity_status polity_dataset_new(polity_dataset **out,
                                                            polity_error *err);

/**
 * Add a node of the given type.
 *
 * @param id    non-empty, not yet used by any record
 * @param type  a built-in type or one that a document declared
 * @param name  may be NULL
 * @return POLITY_OK, POLITY_EDATA (id in use), POLITY_ENOTFOUND (no such type; the
 * nearest is named), POLITY_EARG (empty id, bad UTF-8, sealed), POLITY_ENOMEM
 */
POLITY_API POLITY_MUST_USE polity_status polity_dataset_add_node(polity_dataset *dataset,
                                                                 const char *id,
                                                                 const char *type,
                                                                 const char *name,
                                                                 polity_error *err);

/**
 * Add an edge. The ends may be added later; polity_dataset_check() finds those that never
 * were.
 *
 * @param id  may be NULL: the edge is then known as `kind:source>target@from`
 * @return as polity_dataset_add_node(), and POLITY_EDATA for a kind that is for
 * brokerages only
 */
POLITY_API POLITY_MUST_USE polity_status
polity_dataset_add_edge(polity_dataset *dataset, const char *id, const char *kind,
                        const char *source, const char *target, polity_error *err);

/**
 * Set one value of a record.
 *
 * @param id    the record's id (a node, edge, brokerage, absence or rule)
 * @param path  JSON Pointer in the record: "/name", "/properties/status", "/valid/from",
 *              "/evidence/-" (append); not the id, type, kind or ends
 * @param json  the value as JSON text, such as "\"academy\"" or "3"
 * @return POLITY_OK, POLITY_ENOTFOUND (no such record), POLITY_ESYNTAX (not JSON),
 * POLITY_EDATA (as in a document; the fault's id and path say which), POLITY_EARG
 * (sealed), POLITY_ENOMEM
 */
POLITY_API POLITY_MUST_USE polity_status polity_dataset_set(polity_dataset *dataset,
                                                            const char *id,
                                                            const char *path,
                                                            const char *json,
                                                            polity_error *err);

/**
 * Find what no single record shows: ends and references that do not exist, ends that a
 * kind does not join, ties outside the lives of their ends, brokerages whose parties do
 * not fit.
 *
 * @param[out] problems  nullable; a table `level id file line column path value nearest
 * message`, one row a fault, given even when the call fails; yours
 * @return POLITY_OK (warnings only, or none), POLITY_EDATA (any error; `err` is the
 * first), POLITY_ENOMEM
 *
 * Cost: O(records). Called by polity_view_build() too.
 */
POLITY_API POLITY_MUST_USE polity_status polity_dataset_check(
    const polity_dataset *dataset, polity_table **problems, polity_error *err);

/**
 * What a data set holds: a table `what of count`, such as ("nodes", "school", 21),
 * ("ties by class", "steering", 70), ("rules", "", 18). Yours.
 */
POLITY_API POLITY_MUST_USE polity_status
polity_dataset_info(polity_table **out, const polity_dataset *dataset, polity_error *err);

/** Release a data set; NULL is fine. */
POLITY_API void polity_dataset_free(polity_dataset *dataset);

/** The faults there are: a table `id level meaning`. Yours. */
POLITY_API POLITY_MUST_USE polity_status polity_faults(polity_table **out,
                                                       polity_error *err);

#ifdef __cplusplus
}
#endif

#endif
