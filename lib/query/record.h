/* What records have: attributes and properties, as expressions read them. */
#ifndef QUERY_RECORD_H
#define QUERY_RECORD_H

#include "query/query.h"
#include "query/syntax.h"

/* The row of attributes.def for a name of a record of this type; -1 = there is none. */
int attribute_find(uint8_t record, const char *name, size_t n);
/* What it gives. */
shape attribute_shape(int row);
/* Offer the names of a record's attributes. */
void attribute_names(uint8_t record, nearest *to);
query_value attribute_read(query_run *run, int row, const query_value *record);

/* What a property gives. */
shape property_shape(const polity_dataset *data, uint16_t kind);
/* Its value at the run's date. `*place` is where the last record had it among its
 * properties: records of one source mostly have them in one order. `*unknown`: an unknown
 * day decides. */
query_value property_read(query_run *run, uint16_t kind, uint32_t *place,
                          const query_value *record);

/* The properties and the life of a record. */
properties record_properties(const polity_dataset *data, const query_value *record);
const interval *record_valid(const polity_dataset *data, const query_value *record);

#endif
