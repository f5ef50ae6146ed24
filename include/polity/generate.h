/**
 * Synthetic data sets from a seed: a region to try every analysis on, and networks of the
 * size of a country to measure speed with.
 */
#ifndef POLITY_GENERATE_H
#define POLITY_GENERATE_H

#include <stddef.h>

#include <polity/dataset.h>
#include <polity/option.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Make a synthetic data set. No school, authority, trust or person in it is real, and
 * every id, name and tag says so; national bodies bear the ids that all data sets share.
 *
 * | what | holds |
 * |---|---|
 * | region | three authorities, about 300 schools with their histories from 2007 to 2025,
 *            trusts, alliances, clusters, system leaders, inspectors, acts of brokerage,
 *            absences: the shipped data set `three-authorities`. Give it together with
 *            `england-regime` for what rules derive |
 * | england | schools, trusts, authorities, alliances and leaders in the numbers of
 *            England, `scale` times: 50,000 nodes and 330,000 ties at 1, of which 138,000
 *            steer. Ties have weights, and neither dates nor evidence |
 *
 * @param into     an empty data set; unchanged on error. Generate first, then read other
 *                 documents into it with polity_dataset_read()
 * @param options  `scale`, of england alone: 0.01 to 100
 * @param run      `seed`: the same seed gives the same data set on every machine;
 *                 `max_bytes`; progress and cancelling; NULL = defaults
 * @return POLITY_OK; POLITY_EARG (not empty, sealed, an option); POLITY_ENOTFOUND (no
 *         such `what`; the nearest is named); POLITY_ELIMIT, POLITY_ECANCELLED,
 *         POLITY_ENOMEM
 *
 * Cost: O(records); at scale 1 half a second and 75 MB, at 40 about 2.7 GB.
 */
POLITY_API POLITY_MUST_USE polity_status polity_generate(polity_dataset *into,
                                                         const char *what,
                                                         const polity_option *options,
                                                         size_t n, const polity_run *run,
                                                         polity_error *err);

#ifdef __cplusplus
}
#endif

#endif
