/* Rules of policy: what must hold of records, looked at over all time. */
#ifndef DERIVE_POLICY_H
#define DERIVE_POLICY_H

#include "derive/expand.h"

/* Report every record, stored or derived, for which a rule of policy does not hold on
 * some day of its life and the rule's: once a rule, with the first such day. Records for
 * which it cannot be decided are counted, one row a rule. O(records · rules). */
polity_status policy_check(const rule_set *rules, const expansion *derived,
                           problems *found, const polity_run *run, polity_error *err);

#endif
