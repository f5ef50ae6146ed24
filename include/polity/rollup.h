/**
 * Roll-ups: the quotient of a network, with groups for nodes.
 */
#ifndef POLITY_ROLLUP_H
#define POLITY_ROLLUP_H

#include <polity/option.h>
#include <polity/run.h>
#include <polity/table.h>
#include <polity/view.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Merge the nodes of a view that are of one type and share their values, and the ties
 * between them.
 *
 * The option `by` names what they share: properties, paths such as `la.region`, or any
 * expression, separated by commas; "type" alone merges all nodes of a type. A group is a
 * node of scope type, with id `type:value:…` and the property `members`; a node that is
 * alone in its group stays itself. Ties of one kind between two groups are one tie whose
 * `weight` is their number; those within a group are the group's property `ties_within`.
 * Acts of brokerage, evidence and rules are not carried over.
 *
 * @param[out] out     nullable; the quotient as a data set, yours
 * @param[out] counts  nullable; a table `source kind target ties sources of_sources
 * targets of_targets`: ties of a kind between two groups or (source = target) within one,
 * how many members of either have one, and how many there are; yours
 * @return POLITY_OK, POLITY_EARG (no `by`, or it names nothing), POLITY_EQUERY (an
 * expression of it), POLITY_EUNFIT (a history with several values: the view has no day),
 * POLITY_ENOMEM
 *
 * Cost: O(nodes + ties).
 */
POLITY_API POLITY_MUST_USE polity_status polity_rollup(
    polity_dataset **out, polity_table **counts, const polity_view *view,
    const polity_option *options, size_t n, const polity_run *run, polity_error *err);

#ifdef __cplusplus
}
#endif

#endif
