/* Uniting what two documents say of one record. */
#ifndef MODEL_MERGE_H
#define MODEL_MERGE_H

#include "model/fields.h"

/* Called for a field that both state differently; `property` is NULL or the property's
 * name. */
typedef void merge_conflict(void *user, const field *f, const char *property);

/* Fill `later` with what `earlier` says and it does not: equal and one-sided fields are
 * fine, bounds of `valid` count one by one; evidence, histories, identifiers and extras
 * are united. Lists are made anew in the data set's arena; `earlier` is not changed. 0 =
 * no memory. */
int record_unite(polity_dataset *of, record_list list, const void *earlier, void *later,
                 merge_conflict *conflict, void *user);

/* Unite extras; unequal values of one key are a conflict of `f` NULL. 0 = no memory. */
int extras_unite(polity_dataset *of, const extras *earlier, extras *later,
                 merge_conflict *conflict, void *user);

#endif
