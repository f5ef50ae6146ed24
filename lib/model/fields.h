/* What keys each record has, of which type, and where their values lie. */
#ifndef MODEL_FIELDS_H
#define MODEL_FIELDS_H

#include "model/dataset.h"

typedef enum field_type {
    FIELD_TYPE,       /* node type, uint16_t */
    FIELD_KIND,       /* edge kind, uint16_t */
    FIELD_VALENCE,    /* int8_t, -2..2 */
    FIELD_WEIGHT,     /* double, >= 0 */
    FIELD_LENGTH,     /* double, > 0 */
    FIELD_CONFIDENCE, /* double, 0..1 */
    FIELD_RULE_END,   /* rule_end: the last of those that are not zero where not stated */
    FIELD_ID,         /* symbol; an id of the one space of ids */
    FIELD_TEXT,       /* symbol */
    FIELD_KEY,        /* symbol: JSON text of a string or integer */
    FIELD_TEXTS,      /* symbols */
    FIELD_REFERENCE,  /* symbol; argument: pending_kind */
    FIELD_REFERENCES, /* symbols; argument: pending_kind */
    FIELD_WORD,       /* uint8_t; argument: word_list */
    FIELD_BOOLEAN,    /* uint8_t: 0 not stated, 1 false, 2 true */
    FIELD_STRENGTH,   /* uint8_t, 1..4 */
    FIELD_VALID,      /* interval */
    FIELD_DATE,       /* dated */
    FIELD_IDS,        /* outside_ids */
    FIELD_PROPERTIES, /* properties */
    FIELD_EVIDENCE,   /* evidence_list */
    FIELD_RULE_CHECK  /* rule_check */
} field_type;

typedef struct field {
    const char *key;
    uint16_t offset;
    uint8_t type, argument, required;
} field;

/* The fields of a record, `*count` of them. */
const field *record_fields(record_list list, size_t *count);
/* The fields of a piece of evidence. */
const field *evidence_fields(size_t *count);
/* Where a record of a list keeps its extras. */
extras *record_extras(const polity_dataset *of, record_list list, size_t index);

/* Give every field of a zeroed record the value that means "not stated". */
void fields_blank(const field *fields, size_t count, void *record);
/* Whether a field is stated. */
int field_stated(const field *f, const void *record);

static inline void *field_at(const field *f, const void *record)
{
    return (char *)record + f->offset;
}

#endif
