/* Records: their fields, properties, histories and evidence. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "io/read.h"

static const char *text_of(const parsed *value)
{
    return parsed_is_text(value) ? parsed_text(value) : "";
}

/* An unknown name is no fault yet while a later vocabulary may declare it. */
int read_may_come(reader *r)
{
    if (r->vocabulary_final)
        return 0;
    r->wants_vocabulary = 1;
    return 1;
}

static uint16_t read_type(reader *r, const parsed *value)
{
    const vocabulary *words = &r->into->vocabulary;
    uint16_t type = VOCABULARY_NONE;
    nearest near;
    if (!read_text(r, value))
        return type;
    type = vocabulary_type(words, text_of(value), parsed_length(value));
    if (type != VOCABULARY_NONE || read_may_come(r))
        return type;
    nearest_begin(&near, text_of(value), parsed_length(value));
    for (size_t i = 0; i < words->type_count; i++)
        nearest_offer(&near, words->types[i].name);
    fault_value(r, "type-unknown", &near, "no node type is called \"%.60s\"",
                text_of(value));
    return type;
}

static uint16_t read_kind(reader *r, const parsed *value)
{
    const vocabulary *words = &r->into->vocabulary;
    uint16_t kind = VOCABULARY_NONE;
    nearest near;
    if (!read_text(r, value))
        return kind;
    kind = vocabulary_kind(words, text_of(value), parsed_length(value));
    if (kind != VOCABULARY_NONE || read_may_come(r))
        return kind;
    nearest_begin(&near, text_of(value), parsed_length(value));
    for (size_t i = 0; i < words->kind_count; i++)
        nearest_offer(&near, words->kinds[i].name);
    fault_value(r, "kind-unknown", &near, "no kind of tie is called \"%.60s\"",
                text_of(value));
    return kind;
}

static symbol read_key(reader *r, const parsed *value)
{
    if (parsed_is_text(value) && !read_text(r, value))
        return 0;
    if (!parsed_is_text(value) && !parsed_is_integer(value)) {
        fault_value(r, "value-type", NULL, "expected a text or a whole number");
        return 0;
    }
    return read_raw(r);
}

/* An object whose keys are `from` and `to`, or `type` and `where`: each is given to
 * `take`. */
static void each_key(reader *r, const char *name, const parsed *value,
                     const char *const *known, void *out,
                     int (*take)(reader *r, const char *key, const parsed *value,
                                 void *out))
{
    symbol outer = r->within;
    if (!parsed_is_object(value)) {
        fault_value(r, "value-type", NULL, "expected an object");
        return;
    }
    r->within = dataset_symbol(r->into, name, strlen(name));
    for (const parsed *at = parsed_first(value); at; at = parsed_next(value, at)) {
        const char *key = parsed_text(at);
        const parsed *item = parsed_member(at);
        step_in(r, key, 0);
        if (!take(r, key, item, out))
            read_unknown(r, key, NULL, 0, known);
        step_out(r);
    }
    r->within = outer;
}

static int take_bound(reader *r, const char *key, const parsed *value, void *out)
{
    return read_bound(r, key, value, out);
}

static int take_rule_end(reader *r, const char *key, const parsed *value, void *out)
{
    rule_end *end = out;
    if (!strcmp(key, "type"))
        end->type = read_type(r, value);
    else if (!strcmp(key, "where"))
        end->where = read_text(r, value);
    else
        return 0;
    return 1;
}

static int take_rule_check(reader *r, const char *key, const parsed *value, void *out)
{
    rule_check *check = out;
    if (!strcmp(key, "of"))
        check->of = read_text(r, value);
    else if (!strcmp(key, "where"))
        check->where = read_text(r, value);
    else if (!strcmp(key, "require"))
        check->require = read_text(r, value);
    else if (!strcmp(key, "level"))
        check->level = read_word(r, value, WORDS_LEVEL);
    else
        return 0;
    return 1;
}

static void read_rule_check(reader *r, const parsed *value, const field *f,
                            rule_check *out)
{
    static const char *const keys[] = {"of", "where", "require", "level", NULL};
    out->stated = 1;
    each_key(r, f->key, value, keys, out, take_rule_check);
    for (int i = 0; parsed_is_object(value) && i < 4; i++)
        if (i != 1 && !parsed_get(value, keys[i]))
            fault_whole(r, "key-missing", "the key \"%s\" is missing", keys[i]);
}

static int take_outside_id(reader *r, const char *key, const parsed *value, void *out)
{
    outside_ids *ids = out;
    outside_id *rows = (outside_id *)ids->rows;
    rows[ids->count].space = dataset_symbol(r->into, key, strlen(key));
    rows[ids->count].id = read_text(r, value);
    if (!*key)
        fault_key(r, "value-empty", NULL, "the name of a register may not be empty");
    ids->count += rows[ids->count].space && rows[ids->count].id;
    return 1;
}

static void read_outside_ids(reader *r, const parsed *value, outside_ids *out)
{
    size_t n = parsed_is_object(value) ? parsed_count(value) : 0;
    out->rows = arena_take(&r->into->arena, (n ? n : 1) * sizeof *out->rows);
    out->count = 0;
    if (!out->rows)
        read_no_memory(r);
    else
        each_key(r, "ids", value, NULL, out, take_outside_id);
}

static void read_references(reader *r, const parsed *value, symbols *out, pending_kind of)
{
    size_t n = parsed_count(value);
    if (!read_symbols(r, value, out))
        return;
    for (size_t i = 0; i < n && out->count == n; i++) {
        step_in(r, NULL, i);
        read_reference(r, out->rows[i], of, VOCABULARY_NONE);
        step_out(r);
    }
}

static void read_field_object(reader *r, const field *f, const parsed *value, void *at)
{
    static const char *const bounds[] = {"from", "to", NULL}, *const ends[] = {
                                                                  "type", "where", NULL};
    switch (f->type) {
    case FIELD_VALID:
        each_key(r, f->key, value, bounds, at, take_bound);
        check_interval(r, at);
        break;
    case FIELD_RULE_END:
        ((rule_end *)at)->stated = 1;
        each_key(r, f->key, value, ends, at, take_rule_end);
        if (parsed_is_object(value) && !parsed_count(value))
            fault_value(r, "value-empty", NULL,
                        "a party may not be empty: it has a type or a condition");
        break;
    case FIELD_RULE_CHECK: read_rule_check(r, value, f, at); break;
    case FIELD_IDS: read_outside_ids(r, value, at); break;
    case FIELD_PROPERTIES: read_properties(r, value, at); break;
    default: read_evidence(r, value, at); break;
    }
}

static void read_field(reader *r, const field *f, const parsed *value, void *at)
{
    int64_t integer = 0;
    switch (f->type) {
    case FIELD_ID:
    case FIELD_TEXT: *(symbol *)at = read_text(r, value); break;
    case FIELD_KEY: *(symbol *)at = read_key(r, value); break;
    case FIELD_TEXTS: read_symbols(r, value, at); break;
    case FIELD_REFERENCE:
        if ((*(symbol *)at = read_text(r, value)))
            read_reference(r, *(symbol *)at, f->argument, VOCABULARY_NONE);
        break;
    case FIELD_REFERENCES: read_references(r, value, at, f->argument); break;
    case FIELD_TYPE: *(uint16_t *)at = read_type(r, value); break;
    case FIELD_KIND: *(uint16_t *)at = read_kind(r, value); break;
    case FIELD_WORD: *(uint8_t *)at = read_word(r, value, f->argument); break;
    case FIELD_BOOLEAN: read_boolean(r, value, at); break;
    case FIELD_STRENGTH:
        if (read_integer(r, value, 1, 4, &integer))
            *(uint8_t *)at = (uint8_t)integer;
        break;
    case FIELD_VALENCE:
        if (read_integer(r, value, -2, 2, &integer))
            *(int8_t *)at = (int8_t)integer;
        break;
    case FIELD_WEIGHT: read_number(r, value, 0, INFINITY, 0, at); break;
    case FIELD_LENGTH: read_number(r, value, 0, INFINITY, 1, at); break;
    case FIELD_CONFIDENCE: read_number(r, value, 0, 1, 0, at); break;
    case FIELD_DATE: {
        dated *date = at;
        read_date(r, value, 0, &date->day, &date->form);
        break;
    }
    default: read_field_object(r, f, value, at);
    }
}

/* The field of a key. Keys mostly stand in the order of the fields, so it is looked for
 * from `*next` on, which is then the one after it. */
static const field *find_field(const field *fields, size_t count, const char *key,
                               size_t *next)
{
    for (size_t tried = 0, i = *next; tried < count; tried++, i++) {
        i = i < count ? i : 0;
        if (fields[i].key[0] == key[0] && !strcmp(fields[i].key, key)) {
            *next = i + 1;
            return &fields[i];
        }
    }
    return NULL;
}

/* Type and kind come first: what else a record may hold depends on them. */
static int is_early(const field *f)
{
    return f->type == FIELD_TYPE || f->type == FIELD_KIND;
}

static void read_early(reader *r, const parsed *object, const field *fields, size_t count,
                       void *record)
{
    for (size_t i = 0; i < count && i < 2; i++) {
        const parsed *value =
            is_early(&fields[i]) ? parsed_get(object, fields[i].key) : NULL;
        if (!value)
            continue;
        step_in(r, fields[i].key, 0);
        read_field(r, &fields[i], value, field_at(&fields[i], record));
        if (fields[i].type == FIELD_TYPE)
            r->node_type = *(uint16_t *)field_at(&fields[i], record);
        step_out(r);
    }
}

/* The texts of a record lie all over memory: they are asked for before the first is used.
 */
static void look_ahead(reader *r, const parsed *object)
{
    text_ahead texts[DATASET_AHEAD];
    size_t count = 0;
    for (const parsed *at = parsed_first(object); at && count < DATASET_AHEAD;
         at = parsed_next(object, at)) {
        const parsed *value = parsed_member(at);
        if (parsed_is_text(value))
            texts[count++] = (text_ahead){value->as.text, value->count, 0};
    }
    dataset_look_ahead(r->into, texts, count);
}

int read_fields(reader *r, const parsed *object, const field *fields, size_t count,
                void *record)
{
    uint64_t met = 0; /* a bit a field */
    size_t next = 0;
    fields_blank(fields, count, record);
    if (!parsed_is_object(object)) {
        fault_value(r, "value-type", NULL, "expected an object");
        return 0;
    }
    look_ahead(r, object);
    read_early(r, object, fields, count, record);
    for (const parsed *at = parsed_first(object); at; at = parsed_next(object, at)) {
        const char *key = parsed_text(at);
        const parsed *value = parsed_member(at);
        const field *f = find_field(fields, count, key, &next);
        met |= f ? (uint64_t)1 << (f - fields) : 0;
        if (f && is_early(f) && f < fields + 2)
            continue;
        step_in(r, key, 0);
        if (f)
            read_field(r, f, value, field_at(f, record));
        else if (!strcmp(key, "confidence"))
            fault_key(r, "confidence-on-edge", NULL,
                      "confidence belongs to a statement: put it on the evidence");
        else
            read_unknown(r, key, fields, count, NULL);
        step_out(r);
    }
    for (size_t i = 0; i < count; i++)
        if (fields[i].required && !(met >> i & 1))
            fault_whole(r, "key-missing", "the key \"%s\" is missing", fields[i].key);
    return 1;
}

void read_evidence(reader *r, const parsed *value, evidence_list *out)
{
    size_t count, n = parsed_count(value), i = 0;
    const field *fields = evidence_fields(&count);
    evidence *rows;
    if (!parsed_is_list(value)) {
        fault_value(r, "value-type", NULL, "expected a list of evidence");
        return;
    }
    rows = arena_take(&r->into->arena, (n ? n : 1) * sizeof *rows);
    if (!rows) {
        read_no_memory(r);
        return;
    }
    for (const parsed *item = parsed_first(value); item;
         item = parsed_next(value, item)) {
        size_t since = r->extra_count;
        symbol outer = r->within;
        r->within = 0;
        step_in(r, NULL, i);
        read_fields(r, item, fields, count, &rows[i]);
        rows[i++].extras = take_extras(r, since);
        step_out(r);
        r->within = outer;
    }
    out->rows = rows;
    out->count = (uint32_t)n;
}
