#include "query/record.h"

#include <math.h>
#include <string.h>

#include "model/history.h"

enum attribute_field {
    FIELD_ID,
    FIELD_TYPE,
    FIELD_NAME,
    FIELD_SCOPE,
    FIELD_TIER,
    FIELD_TAGS,
    FIELD_KIND,
    FIELD_CLASS,
    FIELD_SOURCE,
    FIELD_TARGET,
    FIELD_WITH,
    FIELD_MATTER,
    FIELD_MODALITY,
    FIELD_STRENGTH,
    FIELD_WEIGHT,
    FIELD_LENGTH,
    FIELD_VALENCE,
    FIELD_CONDITION,
    FIELD_ENDED,
    FIELD_RULE,
    FIELD_OUTCOME,
    FIELD_OWN_SERVICE,
    FIELD_NOMINATED_BY,
    FIELD_APPROVED_BY,
    FIELD_WHAT,
    FIELD_RESULT,
    FIELD_EVIDENCE,
    FIELD_CONFIDENCE
};

static const struct {
    uint8_t record, field;
    const char *name;
} attributes[] = {
#define ATTRIBUTE(record, name, field) {QUERY_##record, FIELD_##field, name},
#include "query/attributes.def"
#undef ATTRIBUTE
};

enum { ATTRIBUTES = sizeof attributes / sizeof *attributes };

int attribute_find(uint8_t record, const char *name, size_t n)
{
    for (int i = 0; i < ATTRIBUTES; i++)
        if (attributes[i].record == record && strlen(attributes[i].name) == n &&
            !memcmp(attributes[i].name, name, n))
            return i;
    return -1;
}

void attribute_names(uint8_t record, nearest *to)
{
    for (int i = 0; i < ATTRIBUTES; i++)
        if (attributes[i].record == record)
            nearest_offer(to, attributes[i].name);
}

static shape words_shape(word_list list)
{
    return (shape){
        .type = QUERY_CATEGORY, .levels = LEVELS_WORDS, .kind = (uint16_t)list};
}

static const shape any_node = {
    .type = QUERY_NODE, .reference = 1, .node_type = VOCABULARY_NONE};

shape attribute_shape(int row)
{
    shape nodes = any_node;
    nodes.list = 1;
    switch (attributes[row].field) {
    case FIELD_TYPE: return (shape){.type = QUERY_CATEGORY, .levels = LEVELS_TYPES};
    case FIELD_KIND: return (shape){.type = QUERY_CATEGORY, .levels = LEVELS_KINDS};
    case FIELD_SCOPE: return words_shape(WORDS_SCOPE);
    case FIELD_TIER: return words_shape(WORDS_TIER);
    case FIELD_CLASS: return words_shape(WORDS_CLASS);
    case FIELD_MATTER: return words_shape(WORDS_MATTER);
    case FIELD_MODALITY: return words_shape(WORDS_MODALITY);
    case FIELD_OUTCOME: return words_shape(WORDS_OUTCOME);
    case FIELD_TAGS: return (shape){.type = QUERY_TEXT, .list = 1};
    case FIELD_SOURCE:
    case FIELD_TARGET:
    case FIELD_WITH: return any_node;
    case FIELD_NOMINATED_BY:
    case FIELD_APPROVED_BY: return nodes;
    case FIELD_STRENGTH:
    case FIELD_VALENCE:
    case FIELD_EVIDENCE: return (shape){.type = QUERY_INTEGER};
    case FIELD_WEIGHT:
    case FIELD_LENGTH:
    case FIELD_CONFIDENCE: return (shape){.type = QUERY_REAL};
    case FIELD_OWN_SERVICE: return (shape){.type = QUERY_BOOLEAN};
    default: return (shape){.type = QUERY_TEXT};
    }
}

static query_value as_word(word_list list, uint8_t word)
{
    return word ? (query_value){.type = QUERY_CATEGORY,
                                .levels = LEVELS_WORDS,
                                .kind = (uint16_t)list,
                                .as.integer = word}
                : query_null();
}

static query_value as_category(query_levels levels, uint16_t number)
{
    return number == VOCABULARY_NONE ? query_null()
                                     : (query_value){.type = QUERY_CATEGORY,
                                                     .levels = (uint8_t)levels,
                                                     .as.integer = number};
}

static query_value as_real(double number)
{
    return isnan(number) ? query_null()
                         : (query_value){.type = QUERY_REAL, .as.real = number};
}

static query_value as_node(const polity_dataset *data, symbol id)
{
    int64_t at = id ? dataset_node_at(data, id) : -1;
    return at < 0 ? query_null() : (query_value){.type = QUERY_NODE, .as.integer = at};
}

static query_value as_list(query_run *run, symbols of, int nodes)
{
    query_value *items =
        arena_take(&run->scratch, (of.count ? of.count : 1) * sizeof *items);
    if (!items) {
        run->no_memory = 1;
        return query_null();
    }
    for (uint32_t i = 0; i < of.count; i++)
        items[i] =
            nodes ? as_node(run->data, of.rows[i]) : query_symbol(run->data, of.rows[i]);
    return (query_value){.type = QUERY_LIST, .length = of.count, .as.items = items};
}

static query_value confidence_of(evidence_list list)
{
    size_t supports;
    return as_real(evidence_confidence(list, NULL, &supports));
}

static query_value read_node(query_run *run, int field, const node *n)
{
    const polity_dataset *data = run->data;
    uint8_t tier = n->tier;
    switch (field) {
    case FIELD_ID: return query_symbol(data, n->id);
    case FIELD_TYPE: return as_category(LEVELS_TYPES, n->type);
    case FIELD_NAME: return query_symbol(data, n->name);
    case FIELD_SCOPE: return as_word(WORDS_SCOPE, n->scope ? n->scope : SCOPE_INSTANCE);
    case FIELD_TIER:
        if (!tier && n->type != VOCABULARY_NONE)
            tier = data->vocabulary.types[n->type].tier;
        return as_word(WORDS_TIER, tier);
    case FIELD_TAGS: return as_list(run, n->tags, 0);
    case FIELD_EVIDENCE: return query_integer(n->evidence.count);
    default: return confidence_of(n->evidence);
    }
}

static query_value tie_id(query_run *run, const edge *e)
{
    buffer name = {0};
    char *kept;
    size_t n;
    if (e->id)
        return query_symbol(run->data, e->id);
    dataset_edge_name(run->data, e, &name);
    kept = name.failed ? NULL : arena_text(&run->scratch, name.bytes, name.length);
    n = name.length;
    buffer_free(&name);
    run->no_memory |= !kept;
    return kept ? query_text(kept, n) : query_null();
}

static query_value read_tie(query_run *run, int field, const edge *e)
{
    const polity_dataset *data = run->data;
    switch (field) {
    case FIELD_ID: return tie_id(run, e);
    case FIELD_KIND: return as_category(LEVELS_KINDS, e->kind);
    case FIELD_CLASS: return as_word(WORDS_CLASS, data->vocabulary.kinds[e->kind].class);
    case FIELD_SOURCE: return as_node(data, e->source);
    case FIELD_TARGET: return as_node(data, e->target);
    case FIELD_MATTER: return as_word(WORDS_MATTER, e->matter);
    case FIELD_MODALITY:
        return as_word(WORDS_MODALITY, e->modality ? e->modality : MODALITY_PRACTICE);
    case FIELD_STRENGTH: return e->strength ? query_integer(e->strength) : query_null();
    case FIELD_WEIGHT: return as_real(e->weight);
    case FIELD_LENGTH: return as_real(e->length);
    case FIELD_VALENCE:
        return e->valence == VALENCE_NONE ? query_null() : query_integer(e->valence);
    case FIELD_CONDITION: return query_symbol(data, e->condition);
    case FIELD_ENDED: return query_symbol(data, e->ended);
    case FIELD_RULE: return query_symbol(data, e->rule);
    case FIELD_EVIDENCE: return query_integer(e->evidence.count);
    default: return confidence_of(e->evidence);
    }
}

static query_value read_act(query_run *run, int field, const brokerage *b)
{
    const polity_dataset *data = run->data;
    switch (field) {
    case FIELD_ID: return query_symbol(data, b->id);
    case FIELD_KIND: return as_category(LEVELS_KINDS, b->kind);
    case FIELD_CLASS: return as_word(WORDS_CLASS, CLASS_BROKERAGE);
    case FIELD_SOURCE: return as_node(data, b->broker);
    case FIELD_TARGET: return as_node(data, b->beneficiary);
    case FIELD_WITH: return as_node(data, b->provider);
    case FIELD_MATTER: return as_word(WORDS_MATTER, b->matter);
    case FIELD_MODALITY:
        return as_word(WORDS_MODALITY, b->modality ? b->modality : MODALITY_PRACTICE);
    case FIELD_OUTCOME: return as_word(WORDS_OUTCOME, b->outcome);
    case FIELD_VALENCE:
        return b->valence == VALENCE_NONE ? query_null() : query_integer(b->valence);
    case FIELD_CONDITION: return query_symbol(data, b->trigger);
    case FIELD_RESULT: return query_symbol(data, b->result);
    case FIELD_OWN_SERVICE:
        return b->own_service ? query_boolean(b->own_service == 2) : query_null();
    case FIELD_NOMINATED_BY: return as_list(run, b->nominated_by, 1);
    case FIELD_APPROVED_BY: return as_list(run, b->approved_by, 1);
    case FIELD_EVIDENCE: return query_integer(b->evidence.count);
    default: return confidence_of(b->evidence);
    }
}

static query_value read_absence(query_run *run, int field, const absence *a)
{
    const polity_dataset *data = run->data;
    uint8_t class = a->class;
    switch (field) {
    case FIELD_ID: return query_symbol(data, a->id);
    case FIELD_WHAT: return query_symbol(data, a->what);
    case FIELD_KIND: return as_category(LEVELS_KINDS, a->kind);
    case FIELD_CLASS:
        if (!class && a->kind != VOCABULARY_NONE)
            class = data->vocabulary.kinds[a->kind].class;
        return as_word(WORDS_CLASS, class);
    case FIELD_SOURCE: return as_node(data, a->source);
    case FIELD_TARGET: return as_node(data, a->target);
    case FIELD_MATTER: return as_word(WORDS_MATTER, a->matter);
    case FIELD_MODALITY:
        return as_word(WORDS_MODALITY, a->modality ? a->modality : MODALITY_PRACTICE);
    case FIELD_EVIDENCE: return query_integer(a->evidence.count);
    default: return confidence_of(a->evidence);
    }
}

query_value attribute_read(query_run *run, int row, const query_value *record)
{
    int field = attributes[row].field;
    if (record->type == QUERY_NODE)
        return read_node(run, field, dataset_node(run->data, (size_t)record->as.integer));
    if (record->type == QUERY_TIE)
        return read_tie(run, field, record->as.tie);
    if (record->type == QUERY_ABSENCE)
        return read_absence(run, field, record->as.absence);
    return read_act(run, field, record->as.act);
}

/* --- properties -----------------------------------------------------------------------
 */

shape property_shape(const polity_dataset *data, uint16_t kind)
{
    static const uint8_t types[] = {
        [VALUE_NULL] = QUERY_NULL,         [VALUE_TEXT] = QUERY_TEXT,
        [VALUE_INTEGER] = QUERY_INTEGER,   [VALUE_REAL] = QUERY_REAL,
        [VALUE_BOOLEAN] = QUERY_BOOLEAN,   [VALUE_DATE] = QUERY_DATE,
        [VALUE_CATEGORY] = QUERY_CATEGORY, [VALUE_REFERENCE] = QUERY_NODE};
    const property_kind *row = &data->vocabulary.properties[kind];
    shape made = {.type = types[row->type], .list = row->many};
    if (row->type == VALUE_CATEGORY) {
        made.levels = LEVELS_PROPERTY;
        made.kind = kind;
    }
    if (row->type == VALUE_REFERENCE) {
        made.reference = 1;
        made.node_type = row->refers.count == 1 ? row->refers.types[0] : VOCABULARY_NONE;
    }
    return made;
}

static query_value as_value(const polity_dataset *data, uint16_t kind, const value *of)
{
    switch (of->type) {
    case VALUE_TEXT: return query_symbol(data, of->as.text);
    case VALUE_INTEGER: return query_integer(of->as.integer);
    case VALUE_REAL: return as_real(of->as.real);
    case VALUE_BOOLEAN: return query_boolean(of->as.integer);
    case VALUE_DATE:
        return (query_value){.type = QUERY_DATE, .as.integer = of->as.integer};
    case VALUE_CATEGORY:
        return (query_value){.type = QUERY_CATEGORY,
                             .levels = LEVELS_PROPERTY,
                             .kind = kind,
                             .as.integer = of->as.integer};
    case VALUE_REFERENCE: return as_node(data, of->as.text);
    default: return query_null();
    }
}

properties record_properties(const polity_dataset *data, const query_value *record)
{
    switch (record->type) {
    case QUERY_NODE: return dataset_node(data, (size_t)record->as.integer)->properties;
    case QUERY_TIE: return record->as.tie->properties;
    case QUERY_ABSENCE: return (properties){NULL, 0};
    default: return record->as.act->properties;
    }
}

const interval *record_valid(const polity_dataset *data, const query_value *record)
{
    switch (record->type) {
    case QUERY_NODE: return &dataset_node(data, (size_t)record->as.integer)->valid;
    case QUERY_TIE: return &record->as.tie->valid;
    case QUERY_ABSENCE: return &record->as.absence->valid;
    default: return &record->as.act->valid;
    }
}

static symbol record_id(const polity_dataset *data, const query_value *record)
{
    switch (record->type) {
    case QUERY_NODE: return dataset_node(data, (size_t)record->as.integer)->id;
    case QUERY_TIE: return record->as.tie->id;
    case QUERY_ABSENCE: return record->as.absence->id;
    default: return record->as.act->id;
    }
}

/* Values that hold at once, of a property that takes many. */
static query_value read_many(query_run *run, const property *of)
{
    size_t count = 0;
    query_value *items = arena_take(&run->scratch, (of->count + 1) * sizeof *items);
    if (!items) {
        run->no_memory = 1;
        return query_null();
    }
    if (of->form == PROPERTY_SINGLE && of->as.single.type != VALUE_NULL)
        items[count++] = as_value(run->data, of->kind, &of->as.single);
    for (uint32_t i = 0; of->form == PROPERTY_MANY && i < of->count; i++)
        items[count++] = as_value(run->data, of->kind, &of->as.many[i]);
    for (uint32_t i = 0; of->form == PROPERTY_HISTORY && i < of->count; i++) {
        const history_item *item = &of->as.history[i];
        const interval *const span[] = {&item->valid};
        if (item->value.type != VALUE_NULL &&
            (!run->dated || intervals_meet(span, 1, run->from, run->to) == DURING_YES))
            items[count++] = as_value(run->data, of->kind, &item->value);
    }
    return (query_value){
        .type = QUERY_LIST, .length = (uint32_t)count, .as.items = items};
}

static const property *find_property(properties list, uint16_t kind, uint32_t *place)
{
    const property *rows = list.rows, *of;
    if (*place < list.count && rows[*place].kind == kind)
        return rows + *place;
    of = properties_find(list, kind);
    if (of)
        *place = (uint32_t)(of - list.rows);
    return of;
}

query_value property_read(query_run *run, uint16_t kind, uint32_t *place,
                          const query_value *record)
{
    const property *of = find_property(record_properties(run->data, record), kind, place);
    const value *first = NULL;
    size_t count = 0;
    int unknown = 0;
    if (!of)
        return query_null();
    if (run->data->vocabulary.properties[kind].many)
        return read_many(run, of);
    if (of->form == PROPERTY_SINGLE)
        return as_value(run->data, kind, &of->as.single);
    if (!history_at(of, &run->data->vocabulary, run->dated, run->from, run->to, &first,
                    &count, &unknown)) {
        run->no_memory = 1;
        return query_null();
    }
    if (count > 1 && !run->several) {
        run->several = 1;
        run->several_property = kind;
        run->several_record = record_id(run->data, record);
    }
    return count == 1 ? as_value(run->data, kind, first) : query_null();
}
