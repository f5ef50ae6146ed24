/* How rules came out, in words. */
#ifndef DERIVE_OUTCOME_H
#define DERIVE_OUTCOME_H

#include "derive/expand.h"

/* The properties that a rule needs and no node has: "rsc_region, below_floor", appended.
 */
void outcome_needs(const polity_dataset *data, const rule_outcome *of, buffer *to);

/* "41 of 55 rules made 320,000 ties; 12 cannot be decided: rsc-oversees needs rsc_region;
 * …", appended; nothing if no rule was asked for. */
void outcomes_words(const polity_dataset *data, const rule_outcome *outcomes, buffer *to);

#endif
