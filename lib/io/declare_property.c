/* Properties that a document declares. */
#include <string.h>

#include "base/alloc.h"
#include "io/declare.h"

static void read_levels(reader *r, const parsed *given, const char **room,
                        property_kind *kind)
{
    symbols list = {NULL, 0};
    if (parsed_is_list(given) && !parsed_count(given))
        fault_value(r, "value-empty", NULL,
                    "the levels may not be empty: a category has at least one");
    if (!read_symbols(r, given, &list))
        return;
    for (uint32_t i = 0; i < list.count; i++) {
        for (uint32_t k = 0; k < i; k++)
            if (list.rows[k] == list.rows[i]) {
                step_in(r, NULL, i);
                fault_value(r, "value-repeated", NULL,
                            "the level \"%.60s\" stands in the list already",
                            dataset_text(r->into, list.rows[i]));
                step_out(r);
                break;
            }
        if (i < 1000)
            room[i] = dataset_text(r->into, list.rows[i]);
    }
    if (list.count > 1000)
        fault_value(r, "property-levels", NULL, "a category has at most 1000 levels");
    kind->level_count = list.count < 1000 ? (uint16_t)list.count : 1000;
    kind->levels = room;
}

static void read_property_key(reader *r, const char *key, const parsed *given,
                              property_kind *kind, uint16_t *of, uint16_t *refers,
                              const char **levels)
{
    static const char *const known[] = {"name",    "of",   "type",   "unit", "levels",
                                        "ordered", "many", "refers", "note", NULL};
    if (!strcmp(key, "of"))
        kind->of = named_types(r, given, of);
    else if (!strcmp(key, "type"))
        kind->type = read_word(r, given, WORDS_VALUE);
    else if (!strcmp(key, "unit"))
        kind->unit = given_text(r, given);
    else if (!strcmp(key, "levels"))
        read_levels(r, given, levels, kind);
    else if (!strcmp(key, "ordered"))
        kind->ordered = given_truth(r, given);
    else if (!strcmp(key, "many"))
        kind->many = given_truth(r, given);
    else if (!strcmp(key, "refers"))
        kind->refers = named_types(r, given, refers);
    else if (!strcmp(key, "note"))
        kind->note = given_text(r, given);
    else if (strcmp(key, "name"))
        read_unknown(r, key, NULL, 0, known);
}

static void check_property(reader *r, const parsed *row, const property_kind *kind)
{
    if (!parsed_get(row, "type"))
        fault_whole(r, "key-missing", "the key \"type\" is missing");
    if (!kind->type)
        return;
    if (kind->type == VALUE_CATEGORY && !parsed_get(row, "levels"))
        fault_whole(r, "property-levels", "a category needs its levels");
    if (kind->type != VALUE_CATEGORY && (parsed_get(row, "levels") || kind->ordered)) {
        step_in(r, parsed_get(row, "levels") ? "levels" : "ordered", 0);
        fault_value(r, "property-levels", NULL,
                    "only a category has levels and their order");
        step_out(r);
    }
    if (kind->type != VALUE_REFERENCE && parsed_get(row, "refers")) {
        step_in(r, "refers", 0);
        fault_value(r, "property-refers", NULL,
                    "only a reference says what it refers to");
        step_out(r);
    }
}

static int same_property(const property_kind *a, const property_kind *b)
{
    if (a->type != b->type || a->ordered != b->ordered || a->many != b->many ||
        a->level_count != b->level_count || !same_types(a->of, b->of) ||
        !same_types(a->refers, b->refers))
        return 0;
    for (size_t i = 0; i < a->level_count; i++)
        if (strcmp(a->levels[i], b->levels[i]))
            return 0;
    return 1;
}

void declare_property(reader *r, const parsed *row, uint16_t first)
{
    uint16_t of[NAMES_MOST], refers[NAMES_MOST], known = VOCABULARY_NONE;
    const char **levels = memory_array(1000, sizeof *levels);
    property_kind kind = {.unit = "", .note = "", .declared = (uint16_t)r->file};
    if (!levels)
        read_no_memory(r);
    kind.name = levels ? declared_name(r, OF_PROPERTIES, row, first, &known) : NULL;
    if (kind.name) {
        keep_declared_extras(r, OF_PROPERTIES, kind.name);
        for (const parsed *at = parsed_first(row); at; at = parsed_next(row, at)) {
            const char *key = parsed_text(at);
            const parsed *given = parsed_member(at);
            step_in(r, key, 0);
            read_property_key(r, key, given, &kind, of, refers, levels);
            step_out(r);
        }
        check_property(r, row, &kind);
        if (known != VOCABULARY_NONE) {
            if (!same_property(&r->into->vocabulary.properties[known], &kind))
                declared_otherwise(r, "name", kind.name,
                                   r->into->vocabulary.properties[known].declared);
        } else if (vocabulary_add_property(&r->into->vocabulary, &kind) ==
                   VOCABULARY_NONE) {
            read_vocabulary_full(r);
        }
    }
    memory_free(levels);
}
