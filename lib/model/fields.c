#include "model/fields.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#define ROW(record, key, type, member, argument, required)                               \
    {key, offsetof(record, member), FIELD_##type, argument, required},

/* One array a record: each takes its own rows out of fields.def. */
#define TAKE_source(...)
#define TAKE_node(...)
#define TAKE_edge(...)
#define TAKE_brokerage(...)
#define TAKE_absence(...)
#define TAKE_rule(...)
#define TAKE_evidence(...)
#define FIELD(record, ...) TAKE_##record(record, __VA_ARGS__)

#undef TAKE_source
#define TAKE_source ROW
static const field source_fields[] = {
#include "model/fields.def"
};
#undef TAKE_source
#define TAKE_source(...)
#undef TAKE_node
#define TAKE_node ROW
static const field node_fields[] = {
#include "model/fields.def"
};
#undef TAKE_node
#define TAKE_node(...)
#undef TAKE_edge
#define TAKE_edge ROW
static const field edge_fields[] = {
#include "model/fields.def"
};
#undef TAKE_edge
#define TAKE_edge(...)
#undef TAKE_brokerage
#define TAKE_brokerage ROW
static const field brokerage_fields[] = {
#include "model/fields.def"
};
#undef TAKE_brokerage
#define TAKE_brokerage(...)
#undef TAKE_absence
#define TAKE_absence ROW
static const field absence_fields[] = {
#include "model/fields.def"
};
#undef TAKE_absence
#define TAKE_absence(...)
#undef TAKE_rule
#define TAKE_rule ROW
static const field rule_fields[] = {
#include "model/fields.def"
};
#undef TAKE_rule
#define TAKE_rule(...)
#undef TAKE_evidence
#define TAKE_evidence ROW
static const field of_evidence[] = {
#include "model/fields.def"
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct {
    const field *fields;
    size_t count, extras;
} tables[RECORD_LISTS] = {
    {NULL, 0, 0},
    {source_fields, COUNT(source_fields), offsetof(source, extras)},
    {node_fields, COUNT(node_fields), offsetof(node, extras)},
    {edge_fields, COUNT(edge_fields), offsetof(edge, extras)},
    {brokerage_fields, COUNT(brokerage_fields), offsetof(brokerage, extras)},
    {absence_fields, COUNT(absence_fields), offsetof(absence, extras)},
    {rule_fields, COUNT(rule_fields), offsetof(rule, extras)},
};

const field *record_fields(record_list list, size_t *count)
{
    *count = tables[list].count;
    return tables[list].fields;
}

const field *evidence_fields(size_t *count)
{
    *count = COUNT(of_evidence);
    return of_evidence;
}

extras *record_extras(const polity_dataset *of, record_list list, size_t index)
{
    char *record = (char *)of->lists[list].items + index * dataset_record_size(list);
    return (void *)(record + tables[list].extras);
}

static void blank(const field *f, void *at)
{
    switch (f->type) {
    case FIELD_TYPE:
    case FIELD_KIND: *(uint16_t *)at = VOCABULARY_NONE; break;
    case FIELD_VALENCE: *(int8_t *)at = VALENCE_NONE; break;
    case FIELD_WEIGHT:
    case FIELD_LENGTH:
    case FIELD_CONFIDENCE: *(double *)at = NAN; break;
    case FIELD_RULE_END: ((rule_end *)at)->type = VOCABULARY_NONE; break;
    default: break; /* zero means not stated */
    }
}

void fields_blank(const field *fields, size_t count, void *record)
{
    for (size_t i = 0; i < count; i++)
        if (fields[i].type <= FIELD_RULE_END)
            blank(&fields[i], field_at(&fields[i], record));
}

int field_stated(const field *f, const void *record)
{
    const void *at = field_at(f, record);
    switch (f->type) {
    case FIELD_TYPE:
    case FIELD_KIND: return *(const uint16_t *)at != VOCABULARY_NONE;
    case FIELD_WORD:
    case FIELD_BOOLEAN:
    case FIELD_STRENGTH: return *(const uint8_t *)at != 0;
    case FIELD_VALENCE: return *(const int8_t *)at != VALENCE_NONE;
    case FIELD_WEIGHT:
    case FIELD_LENGTH:
    case FIELD_CONFIDENCE: return !isnan(*(const double *)at);
    case FIELD_VALID:
        return ((const interval *)at)->from_form || ((const interval *)at)->to_form;
    case FIELD_DATE: return ((const dated *)at)->form != DATE_NONE;
    case FIELD_TEXTS:
    case FIELD_REFERENCES: return ((const symbols *)at)->count > 0;
    case FIELD_IDS: return ((const outside_ids *)at)->count > 0;
    case FIELD_PROPERTIES: return ((const properties *)at)->count > 0;
    case FIELD_EVIDENCE: return ((const evidence_list *)at)->count > 0;
    case FIELD_RULE_END: return ((const rule_end *)at)->stated;
    case FIELD_RULE_CHECK: return ((const rule_check *)at)->stated;
    default: return *(const symbol *)at != 0;
    }
}
