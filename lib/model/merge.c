#include "model/merge.h"

#include <string.h>

typedef struct merging {
    polity_dataset *of;
    merge_conflict *conflict;
    void *user;
    const field *field;
} merging;

/* Size of a plain field; 0 = a list, or one that is united part by part. */
static size_t plain_size(const field *f)
{
    switch (f->type) {
    case FIELD_ID:
    case FIELD_TEXT:
    case FIELD_KEY:
    case FIELD_REFERENCE: return sizeof(symbol);
    case FIELD_TYPE:
    case FIELD_KIND: return sizeof(uint16_t);
    case FIELD_WORD:
    case FIELD_BOOLEAN:
    case FIELD_STRENGTH:
    case FIELD_VALENCE: return 1;
    case FIELD_WEIGHT:
    case FIELD_LENGTH:
    case FIELD_CONFIDENCE: return sizeof(double);
    default: return 0;
    }
}

static size_t field_size(const field *f)
{
    switch (f->type) {
    case FIELD_VALID: return sizeof(interval);
    case FIELD_DATE: return sizeof(dated);
    case FIELD_TEXTS:
    case FIELD_REFERENCES: return sizeof(symbols);
    case FIELD_IDS: return sizeof(outside_ids);
    case FIELD_PROPERTIES: return sizeof(properties);
    case FIELD_EVIDENCE: return sizeof(evidence_list);
    case FIELD_RULE_END: return sizeof(rule_end);
    case FIELD_RULE_CHECK: return sizeof(rule_check);
    default: return plain_size(f);
    }
}

static int same_extras(const extras *a, const extras *b)
{
    return a->count == b->count &&
           (!a->count || !memcmp(a->rows, b->rows, a->count * sizeof *a->rows));
}

static int same_rule_end(const rule_end *a, const rule_end *b)
{
    return a->stated == b->stated && a->type == b->type && a->where == b->where;
}

static int same_rule_check(const rule_check *a, const rule_check *b)
{
    return a->of == b->of && a->where == b->where && a->require == b->require &&
           a->level == b->level;
}

static int same_date(const dated *a, const dated *b)
{
    return a->form == b->form && a->day == b->day;
}

static int same_list(const symbols *a, const symbols *b)
{
    return a->count == b->count && !memcmp(a->rows, b->rows, a->count * sizeof *a->rows);
}

/* Both state it: whether they say the same. */
static int same_field(const field *f, const void *a, const void *b)
{
    if (plain_size(f))
        return !memcmp(a, b, plain_size(f));
    if (f->type == FIELD_DATE)
        return same_date(a, b);
    if (f->type == FIELD_RULE_END)
        return same_rule_end(a, b);
    if (f->type == FIELD_RULE_CHECK)
        return same_rule_check(a, b);
    return same_list(a, b);
}

static int same_evidence(const evidence *a, const evidence *b)
{
    size_t count;
    const field *fields = evidence_fields(&count);
    for (size_t i = 0; i < count; i++) {
        int stated = field_stated(&fields[i], a);
        if (stated != field_stated(&fields[i], b) ||
            (stated &&
             !same_field(&fields[i], field_at(&fields[i], a), field_at(&fields[i], b))))
            return 0;
    }
    return same_extras(&a->extras, &b->extras);
}

/* Earlier rows first, then the later ones that are not among them. */
static int unite_evidence(merging *m, const evidence_list *earlier, evidence_list *later)
{
    evidence *united =
        arena_take(&m->of->arena, (earlier->count + later->count) * sizeof *united);
    uint32_t count = earlier->count;
    if (!united)
        return 0;
    if (earlier->count)
        memcpy(united, earlier->rows, earlier->count * sizeof *united);
    for (uint32_t i = 0; i < later->count; i++) {
        uint32_t k = 0;
        while (k < earlier->count && !same_evidence(&earlier->rows[k], &later->rows[i]))
            k++;
        if (k == earlier->count)
            united[count++] = later->rows[i];
    }
    later->rows = united;
    later->count = count;
    return 1;
}

static int unite_ids(merging *m, const outside_ids *earlier, outside_ids *later)
{
    outside_id *united =
        arena_take(&m->of->arena, (earlier->count + later->count) * sizeof *united);
    uint32_t count = earlier->count;
    if (!united)
        return 0;
    memcpy(united, earlier->rows, earlier->count * sizeof *united);
    for (uint32_t i = 0; i < later->count; i++) {
        uint32_t k = 0;
        while (k < earlier->count && earlier->rows[k].space != later->rows[i].space)
            k++;
        if (k == earlier->count)
            united[count++] = later->rows[i];
        else if (earlier->rows[k].id != later->rows[i].id)
            m->conflict(m->user, m->field, dataset_text(m->of, later->rows[i].space));
    }
    later->rows = united;
    later->count = count;
    return 1;
}

static int same_value(const value *a, const value *b)
{
    return a->type == b->type &&
           (a->type == VALUE_NULL || a->as.integer == b->as.integer) &&
           (a->type != VALUE_DATE || a->form == b->form);
}

static int same_interval(const interval *a, const interval *b)
{
    return a->from_form == b->from_form && a->to_form == b->to_form &&
           (a->from_form == DATE_NONE || a->from == b->from) &&
           (a->to_form == DATE_NONE || a->to == b->to);
}

/* Entries of the same value and bounds become one, with the evidence of both. */
static int unite_history(merging *m, const property *earlier, property *later)
{
    history_item *united =
        arena_take(&m->of->arena, (earlier->count + later->count) * sizeof *united);
    uint32_t count = earlier->count;
    if (!united)
        return 0;
    if (earlier->count)
        memcpy(united, earlier->as.history, earlier->count * sizeof *united);
    for (uint32_t i = 0; i < later->count; i++) {
        const history_item *item = &later->as.history[i];
        uint32_t k = 0;
        while (k < earlier->count && !(same_value(&united[k].value, &item->value) &&
                                       same_interval(&united[k].valid, &item->valid)))
            k++;
        if (k == earlier->count) {
            united[count++] = *item;
        } else {
            evidence_list both = item->evidence;
            if (!unite_evidence(m, &united[k].evidence, &both))
                return 0;
            united[k].evidence = both;
        }
    }
    later->as.history = united;
    later->count = count;
    return 1;
}

static int same_many(const property *a, const property *b)
{
    if (a->count != b->count)
        return 0;
    for (uint32_t i = 0; i < a->count; i++)
        if (!same_value(&a->as.many[i], &b->as.many[i]))
            return 0;
    return 1;
}

static int unite_property(merging *m, const property *earlier, property *later)
{
    const char *name = earlier->kind == VOCABULARY_NONE
                           ? dataset_text(m->of, earlier->key)
                           : m->of->vocabulary.properties[earlier->kind].name;
    int same = earlier->form == later->form;
    if (same && earlier->form == PROPERTY_HISTORY)
        return unite_history(m, earlier, later);
    if (same && earlier->form == PROPERTY_MANY)
        same = same_many(earlier, later);
    else if (same)
        same = same_value(&earlier->as.single, &later->as.single);
    if (!same)
        m->conflict(m->user, m->field, name);
    return 1;
}

static int unite_properties(merging *m, const properties *earlier, properties *later)
{
    property *united =
        arena_take(&m->of->arena, (earlier->count + later->count) * sizeof *united);
    uint32_t count = earlier->count;
    if (!united)
        return 0;
    memcpy(united, earlier->rows, earlier->count * sizeof *united);
    for (uint32_t i = 0; i < later->count; i++) {
        property both = later->rows[i];
        uint32_t k = 0;
        while (k < earlier->count &&
               (united[k].kind != both.kind ||
                (both.kind == VOCABULARY_NONE && united[k].key != both.key)))
            k++;
        if (k == earlier->count) {
            united[count++] = both;
            continue;
        }
        if (!unite_property(m, &united[k], &both))
            return 0;
        united[k] = both;
    }
    later->rows = united;
    later->count = count;
    return 1;
}

static void unite_valid(merging *m, const interval *earlier, interval *later)
{
    if (later->from_form == DATE_NONE) {
        later->from = earlier->from;
        later->from_form = earlier->from_form;
    } else if (earlier->from_form != DATE_NONE &&
               (earlier->from_form != later->from_form || earlier->from != later->from)) {
        m->conflict(m->user, m->field, "from");
    }
    if (later->to_form == DATE_NONE) {
        later->to = earlier->to;
        later->to_form = earlier->to_form;
    } else if (earlier->to_form != DATE_NONE &&
               (earlier->to_form != later->to_form || earlier->to != later->to)) {
        m->conflict(m->user, m->field, "to");
    }
}

static int unite_field(merging *m, const void *earlier, void *later)
{
    switch (m->field->type) {
    case FIELD_EVIDENCE: return unite_evidence(m, earlier, later);
    case FIELD_PROPERTIES: return unite_properties(m, earlier, later);
    case FIELD_IDS: return unite_ids(m, earlier, later);
    case FIELD_VALID: unite_valid(m, earlier, later); return 1;
    default:
        if (!same_field(m->field, earlier, later))
            m->conflict(m->user, m->field, NULL);
        return 1;
    }
}

int extras_unite(polity_dataset *of, const extras *earlier, extras *later,
                 merge_conflict *conflict, void *user)
{
    extra *united;
    uint32_t count = earlier->count;
    if (!earlier->count)
        return 1;
    united = arena_take(&of->arena, (earlier->count + later->count) * sizeof *united);
    if (!united)
        return 0;
    memcpy(united, earlier->rows, earlier->count * sizeof *united);
    for (uint32_t i = 0; i < later->count; i++) {
        const extra *row = &later->rows[i];
        uint32_t k = 0;
        while (k < earlier->count &&
               (united[k].key != row->key || united[k].within != row->within))
            k++;
        if (k == earlier->count)
            united[count++] = *row;
        else if (united[k].json != row->json)
            conflict(user, NULL, dataset_text(of, row->key));
    }
    later->rows = united;
    later->count = count;
    return 1;
}

int record_unite(polity_dataset *of, record_list list, const void *earlier, void *later,
                 merge_conflict *conflict, void *user)
{
    size_t count;
    const field *fields = record_fields(list, &count);
    merging m = {of, conflict, user, NULL};
    for (size_t i = 0; i < count; i++) {
        const void *from = field_at(&fields[i], earlier);
        void *to = field_at(&fields[i], later);
        m.field = &fields[i];
        if (!field_stated(m.field, earlier))
            continue;
        if (!field_stated(m.field, later))
            memcpy(to, from, field_size(m.field));
        else if (!unite_field(&m, from, to))
            return 0;
    }
    return 1;
}
