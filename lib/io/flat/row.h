/* The inside of making rows. */
#ifndef IO_FLAT_ROW_H
#define IO_FLAT_ROW_H

#include "io/flat/flat.h"

enum { FLAT_RANK_STEP = 1 << 18 }; /* of a field; what is in it ranks between */

/* The record cannot say this in a row: its name, and what of it. */
void flat_omit(flat *f, const char *name, const char *what);
void flat_put(flat *f, uint32_t rank, const char *name, flat_type type, const char *text);
/* JSON text under the name with `.json`; a text, under that name too if XML has not all
 * its characters; JSON of any type, a text bare where it would not be taken for JSON. */
void flat_put_json(flat *f, uint32_t rank, const char *name, const char *json);
void flat_put_text(flat *f, uint32_t rank, const char *name, const char *text);
void flat_put_free(flat *f, uint32_t rank, const char *name, const char *json);

void flat_put_symbols(flat *f, uint32_t rank, const char *name, symbols list);
void flat_put_property(flat *f, uint32_t rank, const property *p);
void flat_put_evidence(flat *f, uint32_t rank, evidence_list list);

#endif
