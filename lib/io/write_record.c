/* Records as JSON, key by key in the order of fields.def. */
#include <string.h>

#include "io/write.h"

void write_key(writer *w, const char *key)
{
    if (!w->first)
        buffer_text(w->to, ", ");
    w->first = 0;
    buffer_json(w->to, key);
    buffer_text(w->to, ": ");
}

void write_symbol(writer *w, symbol s) { buffer_json(w->to, dataset_text(w->of, s)); }

void write_date(writer *w, int32_t day, uint8_t form)
{
    char text[DATE_SIZE];
    date_write(text, day, (date_form)form);
    buffer_json(w->to, text);
}

void write_value(writer *w, const property_kind *kind, const value *of)
{
    switch (of->type) {
    case VALUE_NULL: buffer_text(w->to, "null"); break;
    case VALUE_INTEGER: buffer_print(w->to, "%lld", (long long)of->as.integer); break;
    case VALUE_REAL: buffer_real(w->to, of->as.real); break;
    case VALUE_BOOLEAN: buffer_text(w->to, of->as.integer ? "true" : "false"); break;
    case VALUE_DATE: write_date(w, (int32_t)of->as.integer, of->form); break;
    case VALUE_CATEGORY: buffer_json(w->to, kind->levels[of->as.integer - 1]); break;
    default: write_symbol(w, of->as.text);
    }
}

void write_extras(writer *w, extras list, const char *within)
{
    for (uint32_t i = 0; i < list.count; i++) {
        if (strcmp(dataset_text(w->of, list.rows[i].within), within))
            continue;
        write_key(w, dataset_text(w->of, list.rows[i].key));
        buffer_text(w->to, dataset_text(w->of, list.rows[i].json));
    }
}

int has_extras(const writer *w, extras list, const char *within)
{
    for (uint32_t i = 0; i < list.count; i++)
        if (!strcmp(dataset_text(w->of, list.rows[i].within), within))
            return 1;
    return 0;
}

static void write_bounds(writer *w, const interval *valid)
{
    if (valid->from_form) {
        write_key(w, "from");
        write_date(w, valid->from, valid->from_form);
    }
    if (valid->to_form) {
        write_key(w, "to");
        write_date(w, valid->to, valid->to_form);
    }
}

void write_open(writer *w)
{
    buffer_char(w->to, '{');
    w->first = 1;
}

void write_close(writer *w)
{
    buffer_char(w->to, '}');
    w->first = 0;
}

static void write_symbols(writer *w, symbols list)
{
    buffer_char(w->to, '[');
    for (uint32_t i = 0; i < list.count; i++) {
        buffer_text(w->to, i ? ", " : "");
        write_symbol(w, list.rows[i]);
    }
    buffer_char(w->to, ']');
}

static void write_fields(writer *w, const field *fields, size_t count, const void *record,
                         extras own);

/* A quotation leaves only with its source's consent. */
int write_may_quote(const polity_dataset *of, const evidence *item)
{
    record_at at = dataset_record(of, item->cites);
    return at.list == RECORD_SOURCE &&
           dataset_source(of, at.index)->consent == CONSENT_QUOTE_AGREED;
}

void write_evidence(writer *w, evidence_list list)
{
    size_t count;
    const field *fields = evidence_fields(&count);
    buffer_char(w->to, '[');
    for (uint32_t i = 0; i < list.count; i++) {
        evidence item = list.rows[i];
        buffer_text(w->to, i ? ", " : "");
        if (!w->quotes && !write_may_quote(w->of, &item))
            item.quote = 0;
        write_open(w);
        write_fields(w, fields, count, &item, item.extras);
        write_close(w);
    }
    buffer_char(w->to, ']');
}

static void write_item(writer *w, const property_kind *kind, const history_item *item)
{
    write_open(w);
    write_key(w, "value");
    write_value(w, kind, &item->value);
    write_bounds(w, &item->valid);
    if (item->evidence.count) {
        write_key(w, "evidence");
        write_evidence(w, item->evidence);
        w->first = 0;
    }
    write_extras(w, item->extras, "");
    write_close(w);
}

void write_property_value(writer *w, const property *p)
{
    const property_kind *kind = &w->of->vocabulary.properties[p->kind];
    if (p->form == PROPERTY_SINGLE) {
        write_value(w, kind, &p->as.single);
        return;
    }
    buffer_char(w->to, '[');
    for (uint32_t i = 0; i < p->count; i++) {
        buffer_text(w->to, i ? ", " : "");
        if (p->form == PROPERTY_MANY)
            write_value(w, kind, &p->as.many[i]);
        else
            write_item(w, kind, &p->as.history[i]);
    }
    buffer_char(w->to, ']');
    w->first = 0;
}

static void write_property(writer *w, const property *p)
{
    if (p->kind == VOCABULARY_NONE) {
        write_key(w, dataset_text(w->of, p->key));
        buffer_text(w->to, dataset_text(w->of, p->as.single.as.text));
        return;
    }
    write_key(w, w->of->vocabulary.properties[p->kind].name);
    write_property_value(w, p);
}

static void write_ids(writer *w, outside_ids list)
{
    for (uint32_t i = 0; i < list.count; i++) {
        write_key(w, dataset_text(w->of, list.rows[i].space));
        write_symbol(w, list.rows[i].id);
    }
}

static void write_rule_end(writer *w, const rule_end *end)
{
    if (end->type != VOCABULARY_NONE) {
        write_key(w, "type");
        buffer_json(w->to, w->of->vocabulary.types[end->type].name);
    }
    if (end->where) {
        write_key(w, "where");
        write_symbol(w, end->where);
    }
}

static void write_rule_check(writer *w, const rule_check *check)
{
    write_key(w, "of");
    write_symbol(w, check->of);
    if (check->where) {
        write_key(w, "where");
        write_symbol(w, check->where);
    }
    write_key(w, "require");
    write_symbol(w, check->require);
    write_key(w, "level");
    buffer_json(w->to, word_text(WORDS_LEVEL, check->level));
}

/* Fields that are objects. */
static void write_object(writer *w, const field *f, const void *at, extras own)
{
    const properties *list = at;
    write_open(w);
    if (f->type == FIELD_VALID)
        write_bounds(w, at);
    else if (f->type == FIELD_IDS)
        write_ids(w, *(const outside_ids *)at);
    else if (f->type == FIELD_RULE_END)
        write_rule_end(w, at);
    else if (f->type == FIELD_RULE_CHECK)
        write_rule_check(w, at);
    else
        for (uint32_t i = 0; i < list->count; i++)
            write_property(w, &list->rows[i]);
    write_extras(w, own, f->key);
    write_close(w);
}

static void write_field(writer *w, const field *f, const void *at, extras own)
{
    const vocabulary *words = &w->of->vocabulary;
    switch (f->type) {
    case FIELD_KEY: buffer_text(w->to, dataset_text(w->of, *(const symbol *)at)); break;
    case FIELD_TYPE: buffer_json(w->to, words->types[*(const uint16_t *)at].name); break;
    case FIELD_KIND: buffer_json(w->to, words->kinds[*(const uint16_t *)at].name); break;
    case FIELD_WORD:
        buffer_json(w->to, word_text(f->argument, *(const uint8_t *)at));
        break;
    case FIELD_BOOLEAN:
        buffer_text(w->to, *(const uint8_t *)at == 2 ? "true" : "false");
        break;
    case FIELD_STRENGTH: buffer_print(w->to, "%u", *(const uint8_t *)at); break;
    case FIELD_VALENCE: buffer_print(w->to, "%d", *(const int8_t *)at); break;
    case FIELD_WEIGHT:
    case FIELD_LENGTH:
    case FIELD_CONFIDENCE: buffer_real(w->to, *(const double *)at); break;
    case FIELD_DATE:
        write_date(w, ((const dated *)at)->day, ((const dated *)at)->form);
        break;
    case FIELD_TEXTS:
    case FIELD_REFERENCES: write_symbols(w, *(const symbols *)at); break;
    case FIELD_EVIDENCE: write_evidence(w, *(const evidence_list *)at); break;
    case FIELD_VALID:
    case FIELD_IDS:
    case FIELD_RULE_END:
    case FIELD_RULE_CHECK:
    case FIELD_PROPERTIES: write_object(w, f, at, own); break;
    default: write_symbol(w, *(const symbol *)at);
    }
    w->first = 0;
}

static void write_fields(writer *w, const field *fields, size_t count, const void *record,
                         extras own)
{
    for (size_t i = 0; i < count; i++) {
        const void *at = field_at(&fields[i], record);
        int within = fields[i].type == FIELD_VALID || fields[i].type == FIELD_IDS;
        if (!field_stated(&fields[i], record) &&
            !(within && has_extras(w, own, fields[i].key)))
            continue;
        write_key(w, fields[i].key);
        write_field(w, &fields[i], at, own);
    }
    write_extras(w, own, "");
}

void write_record(writer *w, record_list list, size_t index)
{
    size_t count;
    const field *fields = record_fields(list, &count);
    const char *record =
        (const char *)w->of->lists[list].items + index * dataset_record_size(list);
    write_open(w);
    write_fields(w, fields, count, record, *record_extras(w->of, list, index));
    write_close(w);
}
