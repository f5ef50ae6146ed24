/* Edges without an id, found by what identifies them: kind, ends, start and key. */
#ifndef MODEL_TUPLES_H
#define MODEL_TUPLES_H

#include "model/dataset.h"

typedef struct tuple_slot {
    uint32_t row, hash; /* index of an edge + 1; 0 = empty */
} tuple_slot;

typedef struct tuples {
    tuple_slot *slots;
    size_t size, count;
} tuples;

/* The edge in the table that has the same kind, ends, start and key as `e`; -1 = none. */
int64_t tuples_find(const tuples *in, const polity_dataset *of, const edge *e);
/* Make room for so many. 0 = no memory. */
int tuples_reserve(tuples *in, size_t n);
/* Put an edge of the data set in. 0 = no memory. */
int tuples_put(tuples *in, const polity_dataset *of, size_t index);
/* The same, if none is there yet that is the same: `*known` is that one's index, else -1.
 */
int tuples_claim(tuples *in, const polity_dataset *of, size_t index, int64_t *known);
/* An edge that will be looked for soon. */
void tuples_look_ahead(const tuples *in, const edge *e);
void tuples_free(tuples *in);

#endif
