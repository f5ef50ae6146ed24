/* Declarations of a vocabulary: what those of types, kinds and properties share. */
#ifndef IO_DECLARE_H
#define IO_DECLARE_H

#include "io/read.h"

enum { NAMES_MOST = 64 }; /* in a list of types */

/* The three lists of a vocabulary. */
enum { OF_TYPES, OF_KINDS, OF_PROPERTIES };

/* The name that a declaration gives; NULL = it cannot be declared, and has been reported.
 * `*known`: the row of an earlier document, or VOCABULARY_NONE. */
const char *declared_name(reader *r, int list, const parsed *row, uint16_t first,
                          uint16_t *known);
/* A list of types by their names, in `room`; each fault is reported. */
type_set named_types(reader *r, const parsed *given, uint16_t room[NAMES_MOST]);
uint8_t given_truth(reader *r, const parsed *given);
const char *given_text(reader *r, const parsed *given);
int same_types(type_set a, type_set b);
/* A key of a declaration that an earlier document, of this number, gives otherwise. */
void declared_otherwise(reader *r, const char *key, const char *name, uint16_t file);
/* x_ keys of a declaration are kept with the document, under the row's own path. */
void keep_declared_extras(reader *r, int list, const char *name);

/* One row of `properties`. */
void declare_property(reader *r, const parsed *row, uint16_t first);

#endif
