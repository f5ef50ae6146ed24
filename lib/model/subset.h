/* A data set of some records of another. */
#ifndef MODEL_SUBSET_H
#define MODEL_SUBSET_H

#include "model/dataset.h"

/* Which records to keep: a flag each, by list; NULL = none of the list. */
typedef struct subset {
    const polity_dataset *from;
    uint8_t *keep[RECORD_LISTS];
} subset;

/* Flags for every list, all 0. 0 = no memory. */
int subset_begin(subset *to, const polity_dataset *from);
void subset_free(subset *of);
/* Keep as well what the kept records name: ends, parties, references, rules, sources. */
void subset_close(subset *of);
/* The data set. Texts and lists are shared with the other, which is held; its symbols are
 * valid here. NULL = no memory. */
polity_dataset *subset_make(const subset *of);

#endif
