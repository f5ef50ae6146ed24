/* The measures there are. */
#ifndef MEASURES_REGISTRY_H
#define MEASURES_REGISTRY_H

#include "measures/measure.h"

#define MEASURE(name) extern const measure polity_measure_##name;
#include "measures/measures.def"
#undef MEASURE

/* The measure of a name of `n` bytes; NULL = there is none. */
const measure *registry_find(const char *name, size_t n);

/* Facts of a run: each measure's definition, direction, numbers of ties and parameters,
 * undefined cells, seed and versions. 0 = no memory. */
int registry_facts(const measure_call *call, const measure *const *asked, size_t n,
                   polity_table *out);

#endif
