/**
 * Differences between two views: of two data sets, or of one at two dates.
 */
#ifndef POLITY_DIFF_H
#define POLITY_DIFF_H

#include <polity/option.h>
#include <polity/run.h>
#include <polity/table.h>
#include <polity/view.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * What came, went and changed from one view to another.
 *
 * Nodes are the same if their ids are; ties and acts likewise, derived ones by their rule
 * and ends. With `follow` = "school", a node that went and has successors (edges of kind
 * predecessor_of in either data set, followed to the end, circles being no harm) among
 * those that came is `continued` by them instead, and its properties are compared with
 * those of the one that continues it; "urn" (the default) keeps to the legal entity.
 *
 * Reads the options of POLITY_STAGE_DIFF: follow, detail.
 *
 * @param[out] out  with detail "summary" a table `what of came went changed continued
 * same`: nodes by type, properties by name, ties by kind, derived ties by rule, acts by
 * kind; with "full" `what change id of field before after`, one row a difference, in the
 * order of the data, ties and acts that came or went with their ends. Yours. NULL on
 * error
 * @param[out] same nullable; 1 if there is no difference at all
 * @return POLITY_OK, POLITY_EARG (an option), POLITY_EUNFIT (a history with several
 * values: the view has no day), POLITY_ECANCELLED, POLITY_ENOMEM
 *
 * Cost: O(nodes + properties + ties).
 */
POLITY_API POLITY_MUST_USE polity_status polity_diff(
    polity_table **out, int *same, const polity_view *before, const polity_view *after,
    const polity_option *options, size_t n, const polity_run *run, polity_error *err);

#ifdef __cplusplus
}
#endif

#endif
