/* Edges without an id, found by what identifies them: kind, ends, start and key. */
#ifndef MODEL_TUPLES_H
#define MODEL_TUPLES_H

#include "model/dataset.h"

typedef struct tuples {
    uint32_t *slots; /* index of an edge + 1; 0 = empty */
    size_t size, count;
} tuples;

/* The edge in the table that has the same kind, ends, start and key as `e`; -1 = none. */
int64_t tuples_find(const tuples *in, const polity_dataset *of, const edge *e);
/* Put an edge of the data set in. 0 = no memory. */
int tuples_put(tuples *in, const polity_dataset *of, size_t index);
void tuples_free(tuples *in);

#endif
