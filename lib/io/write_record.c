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

static void write_date(writer *w, int32_t day, uint8_t form)
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

static void write_extras(writer *w, extras list, const char *within)
{
    for (uint32_t i = 0; i < list.count; i++) {
        if (strcmp(dataset_text(w->of, list.rows[i].within), within))
            continue;
        write_key(w, dataset_text(w->of, list.rows[i].key));
        buffer_text(w->to, dataset_text(w->of, list.rows[i].json));
    }
}

static int has_extras(const writer *w, extras list, const char *within)
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

static void open_object(writer *w)
{
    buffer_char(w->to, '{');
    w->first = 1;
}

static void close_object(writer *w)
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
static int may_quote(const writer *w, const evidence *item)
{
    record_at at = dataset_record(w->of, item->cites);
    return at.list == RECORD_SOURCE &&
           dataset_source(w->of, at.index)->consent == CONSENT_QUOTE_AGREED;
}

static void write_evidence(writer *w, evidence_list list)
{
    size_t count;
    const field *fields = evidence_fields(&count);
    buffer_char(w->to, '[');
    for (uint32_t i = 0; i < list.count; i++) {
        evidence item = list.rows[i];
        buffer_text(w->to, i ? ", " : "");
        if (!w->quotes && !may_quote(w, &item))
            item.quote = 0;
        open_object(w);
        write_fields(w, fields, count, &item, item.extras);
        close_object(w);
    }
    buffer_char(w->to, ']');
}

static void write_item(writer *w, const property_kind *kind, const history_item *item)
{
    open_object(w);
    write_key(w, "value");
    write_value(w, kind, &item->value);
    write_bounds(w, &item->valid);
    if (item->evidence.count) {
        write_key(w, "evidence");
        write_evidence(w, item->evidence);
        w->first = 0;
    }
    write_extras(w, item->extras, "");
    close_object(w);
}

static void write_property(writer *w, const property *p)
{
    const property_kind *kind;
    if (p->kind == VOCABULARY_NONE) {
        write_key(w, dataset_text(w->of, p->key));
        buffer_text(w->to, dataset_text(w->of, p->as.single.as.text));
        return;
    }
    kind = &w->of->vocabulary.properties[p->kind];
    write_key(w, kind->name);
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

/* Fields that are objects. */
static void write_object(writer *w, const field *f, const void *at, extras own)
{
    const properties *list = at;
    open_object(w);
    if (f->type == FIELD_VALID)
        write_bounds(w, at);
    else if (f->type == FIELD_IDS)
        write_ids(w, *(const outside_ids *)at);
    else if (f->type == FIELD_RULE_END)
        write_rule_end(w, at);
    else
        for (uint32_t i = 0; i < list->count; i++)
            write_property(w, &list->rows[i]);
    write_extras(w, own, f->key);
    close_object(w);
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
    open_object(w);
    write_fields(w, fields, count, record, *record_extras(w->of, list, index));
    close_object(w);
}

/* --- what the document says of itself --- */

static void write_text(writer *w, const char *key, symbol s)
{
    if (!s)
        return;
    write_key(w, key);
    write_symbol(w, s);
}

static void write_note(writer *w, const char *key, const char *text)
{
    if (!*text)
        return;
    write_key(w, key);
    buffer_json(w->to, text);
}

static void write_types(writer *w, const char *key, type_set set)
{
    if (!set.count)
        return;
    write_key(w, key);
    buffer_char(w->to, '[');
    for (size_t i = 0; i < set.count; i++) {
        buffer_text(w->to, i ? ", " : "");
        buffer_json(w->to, w->of->vocabulary.types[set.types[i]].name);
    }
    buffer_char(w->to, ']');
}

static void write_row_extras(writer *w, const char *list, const char *name)
{
    buffer within = {0};
    buffer_print(&within, "vocabulary/%s/%.120s", list, name);
    if (within.failed)
        w->to->failed = 1;
    else
        write_extras(w, w->of->about.extras, within.bytes);
    buffer_free(&within);
}

static void write_type_row(writer *w, size_t i)
{
    const node_type *row = &w->of->vocabulary.types[i];
    write_note(w, "name", row->name);
    if (row->parent)
        write_note(w, "is_a", w->of->vocabulary.types[row->parent].name);
    write_note(w, "tier", word_text(WORDS_TIER, row->tier));
    write_note(w, "note", row->note);
    write_row_extras(w, "node_types", row->name);
}

static void write_kind_row(writer *w, size_t i)
{
    const edge_kind *row = &w->of->vocabulary.kinds[i];
    write_note(w, "name", row->name);
    write_note(w, "class", word_text(WORDS_CLASS, row->class));
    if (!row->directed) {
        write_key(w, "directed");
        buffer_text(w->to, "false");
    }
    write_types(w, "source", row->source);
    write_types(w, "target", row->target);
    write_note(w, "note", row->note);
    write_row_extras(w, "edge_kinds", row->name);
}

static void write_property_row(writer *w, size_t i)
{
    const property_kind *row = &w->of->vocabulary.properties[i];
    write_note(w, "name", row->name);
    write_types(w, "of", row->of);
    write_note(w, "type", word_text(WORDS_VALUE, row->type));
    write_note(w, "unit", row->unit);
    if (row->level_count) {
        write_key(w, "levels");
        for (uint16_t k = 0; k < row->level_count; k++) {
            buffer_text(w->to, k ? ", " : "[");
            buffer_json(w->to, row->levels[k]);
        }
        buffer_char(w->to, ']');
    }
    if (row->ordered) {
        write_key(w, "ordered");
        buffer_text(w->to, "true");
    }
    if (row->many) {
        write_key(w, "many");
        buffer_text(w->to, "true");
    }
    write_types(w, "refers", row->refers);
    write_note(w, "note", row->note);
    write_row_extras(w, "properties", row->name);
}

static int is_declared(const vocabulary *words, int list, size_t i)
{
    return list == 0   ? words->types[i].declared
           : list == 1 ? words->kinds[i].declared
                       : words->properties[i].declared;
}

static void write_vocabulary(writer *w)
{
    static const char *const names[] = {"node_types", "edge_kinds", "properties"};
    static void (*const row[])(writer *, size_t) = {write_type_row, write_kind_row,
                                                    write_property_row};
    const vocabulary *words = &w->of->vocabulary;
    const size_t counts[] = {words->type_count, words->kind_count, words->property_count};
    open_object(w);
    for (int list = 0; list < 3; list++) {
        int rows = 0;
        for (size_t i = 0; i < counts[list]; i++) {
            if (!is_declared(words, list, i))
                continue;
            if (!rows++) {
                write_key(w, names[list]);
                buffer_char(w->to, '[');
            } else {
                buffer_text(w->to, ", ");
            }
            open_object(w);
            row[list](w, i);
            close_object(w);
        }
        if (rows)
            buffer_char(w->to, ']');
    }
    write_extras(w, w->of->about.extras, "vocabulary");
    close_object(w);
}

static int has_vocabulary(const writer *w)
{
    const vocabulary *words = &w->of->vocabulary;
    return (words->type_count && words->types[words->type_count - 1].declared) ||
           (words->kind_count && words->kinds[words->kind_count - 1].declared) ||
           (words->property_count &&
            words->properties[words->property_count - 1].declared) ||
           has_extras(w, w->of->about.extras, "vocabulary");
}

static void write_boundary(writer *w)
{
    const about *of = &w->of->about;
    open_object(w);
    write_text(w, "statement", of->boundary_statement);
    if (of->expected_count) {
        write_key(w, "expected_nodes");
        open_object(w);
        for (uint32_t i = 0; i < of->expected_count; i++) {
            write_key(w, w->of->vocabulary.types[of->expected[i].type].name);
            buffer_print(w->to, "%lld", (long long)of->expected[i].count);
        }
        close_object(w);
    }
    write_extras(w, of->extras, "boundary");
    close_object(w);
}

void write_about(writer *w)
{
    const about *of = &w->of->about;
    write_key(w, "polity");
    buffer_print(w->to, "\"1.%u\"", of->minor);
    write_text(w, "title", of->title);
    write_text(w, "description", of->description);
    write_text(w, "licence", of->licence);
    if (of->default_count == 1) {
        write_key(w, "default_at");
        write_date(w, of->default_at[0].day, of->default_at[0].form);
    }
    write_key(w, "directed");
    buffer_text(w->to, "true");
    write_key(w, "multigraph");
    buffer_text(w->to, "true");
    if (of->graph) {
        write_key(w, "graph");
        buffer_text(w->to, dataset_text(w->of, of->graph));
    }
    if (of->boundary_statement || of->expected_count ||
        has_extras(w, of->extras, "boundary")) {
        write_key(w, "boundary");
        write_boundary(w);
    }
    if (has_vocabulary(w)) {
        write_key(w, "vocabulary");
        write_vocabulary(w);
    }
    write_extras(w, of->extras, "");
}
