/**
 * Views: which nodes and ties of a data set are meant, at which date.
 *
 * The default view: classes steering and partnership; modality law, policy and practice
 * (a tie that states none counts as practice); all scopes; the date of the option `at`,
 * else the data set's one `default_at`, else all dates. Brokerage acts are selected by
 * the same filters and used only where asked for. What was left out, and why, is counted
 * and goes with every result.
 */
#ifndef POLITY_VIEW_H
#define POLITY_VIEW_H

#include <stddef.h>

#include <polity/dataset.h>
#include <polity/option.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A selection. Opaque, immutable and counted. */
typedef struct polity_view polity_view;

/**
 * Select from a data set, and seal it.
 *
 * Reads the options of POLITY_STAGE_VIEW: at during class kind type matter modality scope
 * min-confidence without-source.
 *
 * @param[out] out  yours; polity_view_free(). NULL on error
 * @return POLITY_OK, POLITY_EARG (an option's value), POLITY_ENOTFOUND (no such class,
 * kind, type …; the nearest is named), POLITY_EDATA (the data set has errors, see
 * polity_dataset_check(); two documents with different `default_at` and no `at`),
 * POLITY_ENOMEM
 *
 * Cost: O(records).
 */
POLITY_API POLITY_MUST_USE polity_status polity_view_build(
    polity_view **out, const polity_dataset *dataset, const polity_option *options,
    size_t n, const polity_run *run, polity_error *err);

/** Number of nodes selected; they are numbered 0..n-1 in the data set's order. */
POLITY_API size_t polity_view_nodes(const polity_view *view);

/** Number of ties selected (edges of the data set; brokerage acts not among them). */
POLITY_API size_t polity_view_ties(const polity_view *view);

/** Number of brokerage acts selected. */
POLITY_API size_t polity_view_brokerages(const polity_view *view);

/**
 * The selection in words and counts: a table `what of count`: what was asked, what was
 * kept and what was left out for which reason. Its facts are those that go with every
 * result. Yours.
 */
POLITY_API POLITY_MUST_USE polity_status polity_view_describe(polity_table **out,
                                                              const polity_view *view,
                                                              polity_error *err);

/** Release a view; NULL is fine. */
POLITY_API void polity_view_free(polity_view *view);

#ifdef __cplusplus
}
#endif

#endif
