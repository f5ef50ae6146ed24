/**
 * Rules: the ties that they make of a register, and what they demand of it.
 *
 * A rule with `source` and `target` (or `broker`, `for` and `with`) derives a tie (or an
 * act) for every choice of nodes of scope instance whose types fit, whose `where` are
 * true and for which `link` is true, on the days on which all this holds and the nodes
 * live. Views expand rules by themselves (option `rules`); a rule whose ties the data
 * names already (edges with its id as their `rule`, acts whose id begins with it and a
 * `/`) is not expanded again. A rule with `check` is a rule of policy.
 */
#ifndef POLITY_RULES_H
#define POLITY_RULES_H

#include <polity/dataset.h>
#include <polity/option.h>
#include <polity/run.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Find rules whose expressions do not parse or name what is not there, then records for
 * which a rule of policy does not hold.
 *
 * Looks at stored records and at what the rules derive, over all time; a record is
 * reported once a rule, with the first day on which it fails. Where a needed property is
 * missing the rule is reported as undecided, never as kept.
 *
 * @param[out] problems  nullable; as polity_dataset_check() gives them, level also
 * `info`; given even when the call fails; yours
 * @return POLITY_OK (no error among them), POLITY_EDATA (any error; `err` is the first),
 * POLITY_ELIMIT (a rule without an equality joins too many pairs), POLITY_ECANCELLED,
 * POLITY_ENOMEM
 *
 * Cost: O((records + derived ties) · rules).
 */
POLITY_API POLITY_MUST_USE polity_status polity_rules_check(const polity_dataset *dataset,
                                                            polity_table **problems,
                                                            const polity_run *run,
                                                            polity_error *err);

/**
 * Add the ties and acts that the rules derive to a data set, as records.
 *
 * Each bears the rule's kind, matter, modality and evidence, names its `rule`, has the id
 * `rule/source/target` (with `@from` where a pair has several) and the days on which it
 * holds. Acts of a rule without `with` are no whole records: they stay with the rule, and
 * views make them. Reads the options `at` and `during` (those that hold then; else all)
 * and `rules`.
 *
 * @param      dataset  not sealed; unchanged on error
 * @param[out] report   nullable; a table `rule makes made kept undecided needs note`, one
 * row a rule: `made` counts what it makes over all time, `kept` what becomes a record;
 * yours
 * @return POLITY_OK, POLITY_EARG (sealed, an option), POLITY_ENOTFOUND (no such rule),
 * POLITY_EDATA (a rule has a fault), POLITY_ELIMIT, POLITY_ECANCELLED, POLITY_ENOMEM
 */
POLITY_API POLITY_MUST_USE polity_status
polity_rules_expand(polity_dataset *dataset, const polity_option *options, size_t n,
                    polity_table **report, const polity_run *run, polity_error *err);

#ifdef __cplusplus
}
#endif

#endif
