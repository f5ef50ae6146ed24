/* Properties of a record: one value, many at once, or a history. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "io/read.h"

static int wrong(reader *r, const property_kind *kind, const char *wanted)
{
    fault_value(r, "property-type", NULL,
                "the property \"%s\" is of type %s: it wants %s", kind->name,
                word_text(WORDS_VALUE, kind->type), wanted);
    return 0;
}

static int read_level(reader *r, const property_kind *kind, const parsed *given,
                      value *out)
{
    nearest near;
    char text[80];
    out->as.integer = 0;
    if (parsed_is_text(given))
        out->as.integer = property_level(kind, parsed_text(given), parsed_length(given));
    else if (parsed_is_integer(given) && kind->ordered)
        out->as.integer = parsed_integer(given);
    else
        return wrong(r, kind,
                     kind->ordered ? "one of its levels or the rank of one"
                                   : "one of its levels");
    if (out->as.integer >= 1 && out->as.integer <= kind->level_count)
        return 1;
    if (!kind->level_count) /* its declaration is at fault, and that has been reported */
        return 0;
    nearest_begin(&near, parsed_is_text(given) ? parsed_text(given) : "",
                  parsed_length(given));
    for (size_t i = 0; i < kind->level_count; i++)
        nearest_offer(&near, kind->levels[i]);
    parsed_is_text(given)
        ? snprintf(text, sizeof text, "\"%.60s\"", parsed_text(given))
        : snprintf(text, sizeof text, "%lld", (long long)parsed_integer(given));
    fault_value(r, "property-level", &near,
                "%s is not a level of \"%s\", which has %u from \"%s\" to \"%s\"", text,
                kind->name, kind->level_count, kind->levels[0],
                kind->levels[kind->level_count - 1]);
    return 0;
}

static int read_dated(reader *r, const property_kind *kind, const parsed *given,
                      value *out)
{
    int32_t day = 0;
    if (!parsed_is_text(given))
        return wrong(r, kind, "a date");
    if (!read_date(r, given, 0, &day, &out->form))
        return 0;
    out->as.integer = day;
    return 1;
}

/* A text or a reference. */
static int read_symbol(reader *r, uint16_t at, const property_kind *kind,
                       const parsed *given, value *out)
{
    if (!parsed_is_text(given))
        return wrong(r, kind, kind->type == VALUE_TEXT ? "a text" : "the id of a node");
    out->as.text = read_text(r, given);
    if (out->as.text && kind->type == VALUE_REFERENCE)
        read_reference(r, out->as.text, PENDING_REFERENCE, at);
    return out->as.text != 0;
}

/* One value of a property: 0 = it is not acceptable, and has been reported. */
static int read_one(reader *r, uint16_t at, const parsed *given, value *out)
{
    const property_kind *kind = &r->into->vocabulary.properties[at];
    out->type = kind->type;
    out->form = 0;
    if (parsed_is_object(given))
        return wrong(r, kind, "a value, or a list of history entries");
    if (parsed_is_null(given)) {
        out->type = VALUE_NULL;
        out->as.integer = 0;
        return 1;
    }
    switch (kind->type) {
    case VALUE_INTEGER:
        out->as.integer = parsed_integer(given);
        return parsed_is_integer(given) || wrong(r, kind, "a whole number");
    case VALUE_REAL:
        out->as.real = parsed_real(given);
        return parsed_is_number(given) || wrong(r, kind, "a number");
    case VALUE_BOOLEAN:
        out->as.integer = parsed_is_true(given);
        return parsed_is_truth(given) || wrong(r, kind, "true or false");
    case VALUE_DATE: return read_dated(r, kind, given, out);
    case VALUE_CATEGORY: return read_level(r, kind, given, out);
    default: return read_symbol(r, at, kind, given, out);
    }
}

typedef struct ranked {
    int64_t bits;
    size_t position;
} ranked;

static int compare_ranked(const void *left, const void *right)
{
    const ranked *a = left, *b = right;
    if (a->bits != b->bits)
        return a->bits < b->bits ? -1 : 1;
    return a->position < b->position ? -1 : a->position > b->position;
}

/* Values that stand in a list twice: their bits are the same, being of one type. */
static void check_repeats(reader *r, const property *of)
{
    ranked *sorted = memory_array(of->count, sizeof *sorted);
    if (!sorted) {
        read_no_memory(r);
        return;
    }
    for (size_t i = 0; i < of->count; i++)
        sorted[i] = (ranked){of->as.many[i].as.integer, i};
    qsort(sorted, of->count, sizeof *sorted, compare_ranked);
    for (size_t i = 1; i < of->count; i++) {
        if (sorted[i].bits != sorted[i - 1].bits)
            continue;
        step_in(r, NULL, sorted[i].position);
        fault_value(r, "value-repeated", NULL, "this value stands in the list already");
        step_out(r);
    }
    memory_free(sorted);
}

static void read_many(reader *r, uint16_t at, const parsed *given, property *out)
{
    const property_kind *kind = &r->into->vocabulary.properties[at];
    size_t n = parsed_count(given), i = 0;
    value *values = arena_take(&r->into->arena, (n ? n : 1) * sizeof *values);
    out->form = PROPERTY_MANY;
    out->as.many = values;
    if (!values) {
        read_no_memory(r);
        return;
    }
    if (!kind->many) {
        fault_value(r, "property-many", NULL,
                    "the property \"%s\" takes one value at a time", kind->name);
        return;
    }
    for (const parsed *item = parsed_first(given); item;
         item = parsed_next(given, item)) {
        value *to = &values[out->count];
        step_in(r, NULL, i++);
        if (parsed_is_null(item))
            wrong(r, kind, "a value, not null, in a list");
        else
            out->count += read_one(r, at, item, to) != 0;
        step_out(r);
    }
    if (out->count == n)
        check_repeats(r, out);
}

static void read_item(reader *r, uint16_t at, const parsed *given, history_item *out)
{
    static const char *const known[] = {"value", "from", "to", "evidence", NULL};
    size_t since = r->extra_count;
    symbol outer = r->within;
    r->within = 0;
    out->value.type = VALUE_NULL;
    for (const parsed *member = parsed_first(given); member;
         member = parsed_next(given, member)) {
        const char *key = parsed_text(member);
        const parsed *part = parsed_member(member);
        step_in(r, key, 0);
        if (!strcmp(key, "value"))
            read_one(r, at, part, &out->value);
        else if (!strcmp(key, "evidence"))
            read_evidence(r, part, &out->evidence);
        else if (!read_bound(r, key, part, &out->valid))
            read_unknown(r, key, NULL, 0, known);
        step_out(r);
    }
    if (!parsed_get(given, "value"))
        fault_whole(r, "key-missing", "the key \"value\" is missing");
    check_interval(r, &out->valid);
    out->extras = take_extras(r, since);
    r->within = outer;
}

static void read_history(reader *r, uint16_t at, const parsed *given, property *out)
{
    size_t n = parsed_count(given), i = 0, one, other;
    int found;
    char from[DATE_SIZE];
    history_item *items = arena_take(&r->into->arena, n * sizeof *items);
    out->form = PROPERTY_HISTORY;
    out->as.history = items;
    if (!items) {
        read_no_memory(r);
        return;
    }
    for (const parsed *item = parsed_first(given); item;
         item = parsed_next(given, item)) {
        step_in(r, NULL, i);
        read_item(r, at, item, &items[i++]);
        step_out(r);
    }
    out->count = (uint32_t)n;
    found = history_overlap(out, &r->into->vocabulary, &one, &other);
    if (found < 0)
        read_no_memory(r);
    if (found <= 0)
        return;
    date_write(from, items[other].valid.from, (date_form)items[other].valid.from_form);
    step_in(r, NULL, other);
    fault_whole(r, "history-overlap",
                "this entry, from %s, and entry %zu hold at once, and \"%s\" takes one "
                "value at a time",
                from, one, r->into->vocabulary.properties[at].name);
    step_out(r);
}

/* A list: all plain values, or all entries of a history. */
static void read_list(reader *r, uint16_t at, const parsed *given, property *out)
{
    const parsed *first = parsed_first(given);
    size_t n = parsed_count(given), objects = 0;
    for (const parsed *item = first; item; item = parsed_next(given, item))
        objects += (size_t)parsed_is_object(item);
    if (!n && !r->into->vocabulary.properties[at].many) {
        out->form = PROPERTY_HISTORY; /* a history without entries */
    } else if (!objects) {
        read_many(r, at, given, out);
    } else if (objects == n) {
        read_history(r, at, given, out);
    } else {
        size_t i = 0;
        for (const parsed *item = first;
             parsed_is_object(item) == parsed_is_object(first);
             item = parsed_next(given, item))
            i++;
        step_in(r, NULL, i);
        fault_value(r, "property-mixed", NULL,
                    "a list of \"%s\" is either of plain values or of history entries",
                    r->into->vocabulary.properties[at].name);
        step_out(r);
    }
}

/* Keep an x_ property as it is. */
static int read_free(reader *r, const char *key, property *out)
{
    out->kind = VOCABULARY_NONE;
    out->key = dataset_symbol(r->into, key, strlen(key));
    out->as.single.type = VALUE_TEXT;
    out->as.single.as.text = read_raw(r);
    return out->key && out->as.single.as.text ? 1 : read_no_memory(r);
}

static uint16_t find_kind(reader *r, const char *key)
{
    const vocabulary *words = &r->into->vocabulary;
    uint16_t at = vocabulary_property(words, key, strlen(key));
    nearest near;
    if (at != VOCABULARY_NONE || read_may_come(r))
        return at;
    if (!strcmp(key, "id") || !strcmp(key, "type") || !strcmp(key, "name")) {
        fault_key(r, "property-reserved", NULL,
                  "\"%s\" is the record's own key, not a property", key);
        return at;
    }
    nearest_begin(&near, key, strlen(key));
    for (size_t i = 0; i < words->property_count; i++)
        nearest_offer(&near, words->properties[i].name);
    fault_key(r, "property-unknown", &near,
              "no property is called \"%.60s\": declare it, or begin its name with x_",
              key);
    return at;
}

/* Whether records of the type at hand bear the property. */
static int belongs(reader *r, const property_kind *kind)
{
    const vocabulary *words = &r->into->vocabulary;
    if (!kind->of.count)
        return 1;
    if (r->is_node &&
        r->node_type == VOCABULARY_NONE) /* of an unknown type: not judged */
        return 1;
    if (r->node_type != VOCABULARY_NONE && vocabulary_in(words, r->node_type, kind->of))
        return 1;
    if (r->wants_vocabulary)
        return 1;
    fault_key(r, "property-not-of-type", NULL,
              "the property \"%s\" belongs to %s, not to %s", kind->name,
              words->types[kind->of.types[0]].name,
              r->node_type == VOCABULARY_NONE ? "ties" : words->types[r->node_type].name);
    return 0;
}

/* One property; 0 = nothing to keep. */
static int read_property(reader *r, const char *key, const parsed *given, property *out)
{
    memset(out, 0, sizeof *out);
    if (!strncmp(key, "x_", 2))
        return read_free(r, key, out);
    out->kind = find_kind(r, key);
    if (out->kind == VOCABULARY_NONE)
        return 0;
    if (!belongs(r, &r->into->vocabulary.properties[out->kind]))
        return 0;
    if (parsed_is_list(given)) {
        read_list(r, out->kind, given, out);
        return 1;
    }
    out->count = 1;
    return read_one(r, out->kind, given, &out->as.single);
}

void read_properties(reader *r, const parsed *given, properties *out)
{
    size_t n = parsed_is_object(given) ? parsed_count(given) : 0;
    property *list;
    if (!parsed_is_object(given)) {
        fault_value(r, "value-type", NULL, "expected an object of properties");
        return;
    }
    list = arena_take(&r->into->arena, (n ? n : 1) * sizeof *list);
    if (!list) {
        read_no_memory(r);
        return;
    }
    out->rows = list;
    for (const parsed *at = parsed_first(given); at; at = parsed_next(given, at)) {
        const char *key = parsed_text(at);
        const parsed *item = parsed_member(at);
        step_in(r, key, 0);
        out->count += read_property(r, key, item, &list[out->count]) != 0;
        step_out(r);
    }
}
