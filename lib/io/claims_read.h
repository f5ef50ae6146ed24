/* Reading a file of claims or patterns: the parts that its records share. The first fault
 * is kept; after it nothing more need be read. */
#ifndef IO_CLAIMS_READ_H
#define IO_CLAIMS_READ_H

#include <jansson.h>

#include "base/buffer.h"
#include "io/locate.h"
#include "model/claims.h"

typedef struct claims_reader {
    const char *file;
    buffer text;
    locator at;
    polity_claims *to;
    polity_error *err;
    polity_status status;
    step way[16];
    size_t depth;
} claims_reader;

void claims_no_memory(claims_reader *r);
/* A fault at an offset of the text, and one of the value at hand. */
void claims_fault(claims_reader *r, polity_status status, const char *id, size_t offset,
                  const char *path, const char *message);
void claims_fault_here(claims_reader *r, const char *id, const char *message);
/* Go to a member or item of the value at hand; back by depth--. */
int claims_enter(claims_reader *r, const char *key, size_t index);
/* Memory that the claims own. NULL = there is none, which is then the fault. */
const char *claims_keep(claims_reader *r, const char *text);
void *claims_take(claims_reader *r, size_t n, size_t size);
/* Refuse keys that are none. `known` ends with NULL. */
void claims_check_keys(claims_reader *r, json_t *of, const char *const *known);
/* A member of a type; NULL = there is none, or it is of another type, which is a fault,
 * as is its absence where it is needed. */
json_t *claims_member(claims_reader *r, json_t *of, const char *key, json_type type,
                      int needed);
const char *claims_text_of(claims_reader *r, json_t *of, const char *key, int needed);
int claims_flag_of(claims_reader *r, json_t *of, const char *key);
/* Those of `of`, over those `above` it. */
claim_options claims_read_options(claims_reader *r, json_t *of, claim_options above);

#endif
