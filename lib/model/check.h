/* What no single record shows: ends, references, lives, results, evidence. */
#ifndef MODEL_CHECK_H
#define MODEL_CHECK_H

#include "model/dataset.h"
#include "model/problems.h"

/* Check records and references of an input (its number; 0 = all) against the whole data
 * set. */
void dataset_check(const polity_dataset *of, uint32_t file, problems *found);

/* Whether a reference of a property may lead to a node of this type. */
int reference_fits(const polity_dataset *of, uint16_t property, size_t node);

#endif
