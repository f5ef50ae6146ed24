/* Values as keys and in order: alike where = is true, and NULL like NULL. */
#ifndef MATCH_VALUES_H
#define MATCH_VALUES_H

#include "base/arena.h"
#include "query/value.h"

uint64_t value_hash(const polity_dataset *data, const query_value *of);
int value_same(const polity_dataset *data, const query_value *a, const query_value *b);
/* < 0, 0, > 0; NULL after everything. */
int value_order(const polity_dataset *data, const query_value *a, const query_value *b);
/* A copy whose texts and lists lie in `memory`. 0 = no memory. */
int value_keep(query_value *to, const query_value *from, arena *memory);

#endif
