/**
 * Patterns: asking who is tied to whom, how, in the pattern part of ISO GQL.
 *
 * `MATCH (o:inspectorate)-[:supports]->(s:school)<-[:inspects]-(o) RETURN s.name`; the
 * language is described in lib/match/LANGUAGE.md. A pattern sees the ties of a view one
 * by one, as they are in the data or as rules derive them. Classes that the view leaves
 * out are not there to be matched: build it with the option `class` = all, and a tie of
 * class context is still matched only where the pattern names its kind or class.
 */
#ifndef POLITY_MATCH_H
#define POLITY_MATCH_H

#include <polity/graph.h>
#include <polity/table.h>
#include <polity/view.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Match a pattern; a row a match, as RETURN says.
 *
 * Reads the options of POLITY_STAGE_MATCH: param (repeated), max-rows.
 *
 * @param[out] out      a column a value of RETURN; nodes are NODE cells, ties, acts, lists
 *                      and paths are TEXT. Its facts are the pattern, the number of
 *                      matches and the selection. Yours
 * @param      pattern  UTF-8, at most 65,535 bytes
 * @return POLITY_OK, POLITY_EQUERY (the pattern: text, caret, what was expected),
 * POLITY_EARG, POLITY_EUNFIT (a history has several values: the view has no day; a
 * condition makes the search endless), POLITY_ELIMIT (more rows, or a deeper or wider
 * search, than allowed), POLITY_ECANCELLED, POLITY_ENOMEM
 *
 * Cost: the matches of the most selective start, extended tie by tie; SHORTEST paths by
 * breadth-first search over network and pattern. Memory: 48 bytes a tie of the view, and
 * the rows.
 */
POLITY_API POLITY_MUST_USE polity_status polity_match(
    polity_table **out, const polity_view *view, const char *pattern,
    const polity_option *options, size_t n, const polity_run *run, polity_error *err);

/**
 * The nodes and ties of all matches of a pattern, as a data set of their own.
 *
 * What RETURN says does not matter. Sources and evidence go with their records; ties that
 * a rule derived become records.
 *
 * @param[out] out  yours
 * @return as polity_match()
 */
POLITY_API POLITY_MUST_USE polity_status polity_match_network(
    polity_dataset **out, const polity_view *view, const char *pattern,
    const polity_option *options, size_t n, const polity_run *run, polity_error *err);

/**
 * How a pattern would be matched: a table `step what estimate`, in the order of the
 * search, with the number of nodes each part may begin at.
 *
 * @return as polity_match()
 */
POLITY_API POLITY_MUST_USE polity_status polity_match_explain(
    polity_table **out, const polity_view *view, const char *pattern,
    const polity_option *options, size_t n, polity_error *err);

#ifdef __cplusplus
}
#endif

#endif
