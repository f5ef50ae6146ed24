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
 * @param[out] out      a column a value of RETURN; nodes are NODE cells, ties, acts,
 * lists and paths are TEXT. Its facts are the pattern, the number of matches and the
 * selection. Yours
 * @param      pattern  UTF-8, at most 65,535 bytes
 * @return POLITY_OK, POLITY_EQUERY (the pattern: text, caret, what was expected),
 * POLITY_EARG, POLITY_EUNFIT (a history has several values: the view has no day; a
 * condition makes the search endless), POLITY_ELIMIT (more rows, or a deeper or wider
 * search, than allowed), POLITY_ECANCELLED, POLITY_ENOMEM
 *
 * Cost: the matches of the most selective start, extended tie by tie. Where only count(*)
 * is asked of a path of fixed length, by values of one of its nodes, and each condition
 * looks at one element: O(ties · length), however many matches there are. SHORTEST paths
 * by breadth-first search over network and pattern. Memory: 48 bytes a tie of the view,
 * which keeps them for the next pattern, and the rows.
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
POLITY_API POLITY_MUST_USE polity_status
polity_match_explain(polity_table **out, const polity_view *view, const char *pattern,
                     const polity_option *options, size_t n, polity_error *err);

/**
 * Follow ties along a path pattern: what is reached, and in how many steps.
 *
 * The pattern is one path, such as `(:department)-[:steering]->{1,5}(:school)`, walked
 * from left to right (WALK unless it says TRAIL, ACYCLIC or SIMPLE; no end of a
 * quantifier is needed). A search over the network times the places of the pattern.
 *
 * @param[out] out    with `from`: `steps node route`, nearest first, a row a node that is
 *                    reached; without: `node reached steps_most`, a row a node that the
 *                    pattern may begin at. Yours
 * @param      from   id of the node to begin at, or NULL: every one
 * @return as polity_match(), and POLITY_ENOTFOUND (no such node in the view)
 *
 * Cost: O(ties · places of the pattern) from a node.
 */
POLITY_API POLITY_MUST_USE polity_status polity_reach_along(
    polity_table **out, const polity_view *view, const char *pattern, const char *from,
    const polity_option *options, size_t n, const polity_run *run, polity_error *err);

/**
 * The network that a pattern derives: an arc from the first to the last node of each
 * match, its weight the number of matches; none where the last node belongs to an
 * OPTIONAL MATCH that found nothing.
 *
 * Its nodes are those of the view, so that measures may group by their properties.
 *
 * @param[out] out  directed, weighted; yours; polity_graph_free()
 * @return as polity_match(); POLITY_EUNFIT if a match begins or ends at an act or absence
 */
POLITY_API POLITY_MUST_USE polity_status polity_graph_along(
    polity_graph **out, const polity_view *view, const char *pattern,
    const polity_option *options, size_t n, const polity_run *run, polity_error *err);

/**
 * Why one actor reaches another, or why not.
 *
 * @param[out] out      a table `part rank step from tie kind to detail`. Parts: `route`
 * (a shortest one, a row a tie, with its evidence; up to `routes` of them), `must pass`
 * (an actor on every route: a dominator), `cut` (a smallest set of actors without whom no
 * route is left), and where there is no route: `reaches` (how many the one reaches, and
 *                      how many reach the other), `with` (a wider selection that has a
 *                      route, and this route, where there is one), `absence` (stated,
 *                      from one that is reached to one that reaches). Yours
 * @param[out] is       nullable; whether there is a route
 * @param      options  of a view; `routes`: how many are shown
 * @return POLITY_OK, POLITY_ENOTFOUND (an id), else as polity_view_build()
 *
 * Cost: O(ties) for routes and dominators, O(ties · size of the cut) for the cut.
 */
POLITY_API POLITY_MUST_USE polity_status polity_why(polity_table **out, int *is,
                                                    const polity_dataset *dataset,
                                                    const char *from, const char *to,
                                                    const polity_option *options,
                                                    size_t n, const polity_run *run,
                                                    polity_error *err);

#ifdef __cplusplus
}
#endif

#endif
