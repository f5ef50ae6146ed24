/* What a document declares: node types, edge kinds, properties; and what it says of
 * itself. */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "io/declare.h"
#include "model/merge.h"

static const char *const list_keys[] = {"node_types", "edge_kinds", "properties"};

static uint16_t find(const reader *r, int list, const char *name, size_t n)
{
    const vocabulary *words = &r->into->vocabulary;
    return list == OF_TYPES   ? vocabulary_type(words, name, n)
           : list == OF_KINDS ? vocabulary_kind(words, name, n)
                              : vocabulary_property(words, name, n);
}

static int is_declared(const reader *r, int list, uint16_t at)
{
    const vocabulary *words = &r->into->vocabulary;
    return list == OF_TYPES   ? words->types[at].declared
           : list == OF_KINDS ? words->kinds[at].declared
                              : words->properties[at].declared;
}

static int is_name(const char *text)
{
    size_t n = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_");
    return text[0] >= 'a' && text[0] <= 'z' && !text[n];
}

const char *declared_name(reader *r, int list, const parsed *row, uint16_t first,
                          uint16_t *known)
{
    const parsed *given = parsed_get(row, "name");
    const char *name = parsed_text(given);
    const char *bad = NULL;
    if (!given) {
        fault_whole(r, "key-missing", "the key \"name\" is missing");
        return NULL;
    }
    step_in(r, "name", 0);
    if (!read_text(r, given)) {
        step_out(r);
        return NULL;
    }
    *known = find(r, list, name, parsed_length(given));
    if (list == OF_PROPERTIES && (!strcmp(name, "id") || !strcmp(name, "type") ||
                                  !strcmp(name, "name") || !strncmp(name, "x_", 2)))
        fault_value(r, bad = "property-reserved", NULL,
                    "a property may not be called \"%.60s\"", name);
    else if (!is_name(name))
        fault_value(r, bad = "vocabulary-name", NULL,
                    "\"%.60s\" is not a name: a lower-case letter, then lower-case "
                    "letters, digits and _",
                    name);
    else if (*known != VOCABULARY_NONE && !is_declared(r, list, *known))
        fault_value(r, bad = "vocabulary-builtin", NULL, "\"%.60s\" is built in", name);
    else if (list != OF_PROPERTIES && word_find(WORDS_CLASS, name, strlen(name)))
        fault_value(r, bad = "vocabulary-builtin", NULL, "\"%.60s\" is a class of ties",
                    name);
    else if (*known != VOCABULARY_NONE && *known >= first)
        fault_value(r, bad = "vocabulary-duplicate", NULL,
                    "\"%.60s\" is declared already", name);
    step_out(r);
    return bad ? NULL : name;
}

/* The type a name stands for, reported if there is none. */
static uint16_t named_type(reader *r, const parsed *given)
{
    const vocabulary *words = &r->into->vocabulary;
    uint16_t type = VOCABULARY_NONE;
    nearest near;
    if (!read_text(r, given))
        return type;
    type = vocabulary_type(words, parsed_text(given), parsed_length(given));
    if (type != VOCABULARY_NONE)
        return type;
    nearest_begin(&near, parsed_text(given), parsed_length(given));
    for (size_t i = 0; i < words->type_count; i++)
        nearest_offer(&near, words->types[i].name);
    fault_value(r, "type-unknown", &near, "no node type is called \"%.60s\"",
                parsed_text(given));
    return type;
}

type_set named_types(reader *r, const parsed *given, uint16_t room[NAMES_MOST])
{
    const vocabulary *words = &r->into->vocabulary;
    type_set set = {room, 0};
    size_t i = 0;
    if (!parsed_is_list(given)) {
        fault_value(r, "value-type", NULL, "expected a list of node types");
        return set;
    }
    for (const parsed *item = parsed_first(given); item;
         item = parsed_next(given, item)) {
        uint16_t type;
        step_in(r, NULL, i++);
        type = named_type(r, item);
        for (size_t k = 0; k < set.count && type != VOCABULARY_NONE; k++)
            if (room[k] == type) {
                fault_value(r, "value-repeated", NULL,
                            "the type \"%s\" stands in the list already",
                            words->types[type].name);
                type = VOCABULARY_NONE;
            }
        if (type != VOCABULARY_NONE && set.count == NAMES_MOST)
            fault_value(r, "value-repeated", NULL, "a list of types has at most %d",
                        NAMES_MOST);
        else if (type != VOCABULARY_NONE)
            room[set.count++] = type;
        step_out(r);
    }
    return set;
}

uint8_t given_truth(reader *r, const parsed *given)
{
    uint8_t truth = 0;
    read_boolean(r, given, &truth);
    return truth == 2;
}

const char *given_text(reader *r, const parsed *given)
{
    symbol s = read_text(r, given);
    return dataset_text(r->into, s);
}

void declared_otherwise(reader *r, const char *key, const char *name, uint16_t file)
{
    const input *files = r->into->files.items;
    step_in(r, key, 0);
    fault_value(r, "merge-conflict", NULL, "\"%s\" is declared differently by %s", name,
                file ? files[file - 1].name : "an earlier document");
    step_out(r);
}

void keep_declared_extras(reader *r, int list, const char *name)
{
    char within[200];
    snprintf(within, sizeof within, "vocabulary/%s/%.120s", list_keys[list], name);
    r->within = dataset_symbol(r->into, within, strlen(within));
}

static void declare_type(reader *r, const parsed *row, uint16_t first)
{
    static const char *const known_keys[] = {"name", "is_a", "tier", "note", NULL};
    node_type type = {"", "", 0, 0, (uint16_t)r->file};
    uint16_t known = VOCABULARY_NONE;
    type.name = declared_name(r, OF_TYPES, row, first, &known);
    if (!type.name)
        return;
    keep_declared_extras(r, OF_TYPES, type.name);
    for (const parsed *at = parsed_first(row); at; at = parsed_next(row, at)) {
        const char *key = parsed_text(at);
        const parsed *given = parsed_member(at);
        step_in(r, key, 0);
        if (!strcmp(key, "tier"))
            type.tier = read_word(r, given, WORDS_TIER);
        else if (!strcmp(key, "note"))
            type.note = given_text(r, given);
        else if (strcmp(key, "name") && strcmp(key, "is_a"))
            read_unknown(r, key, NULL, 0, known_keys);
        step_out(r);
    }
    if (known == VOCABULARY_NONE)
        known = vocabulary_add_type(&r->into->vocabulary, &type);
    else if (r->into->vocabulary.types[known].tier != type.tier)
        declared_otherwise(r, "tier", type.name,
                           r->into->vocabulary.types[known].declared);
    if (known == VOCABULARY_NONE)
        read_vocabulary_full(r);
}

/* Parents, once every type of the list is there. */
static void declare_parent(reader *r, const parsed *row, uint16_t first)
{
    vocabulary *words = &r->into->vocabulary;
    const parsed *name = parsed_get(row, "name"), *given = parsed_get(row, "is_a");
    uint16_t type, parent;
    if (!parsed_is_text(name) || !given)
        return;
    type = vocabulary_type(words, parsed_text(name), parsed_length(name));
    step_in(r, "is_a", 0);
    parent = named_type(r, given);
    step_out(r);
    if (type != VOCABULARY_NONE && parent != VOCABULARY_NONE && type < first) {
        if (words->types[type].declared && words->types[type].parent != parent)
            declared_otherwise(r, "is_a", words->types[type].name,
                               words->types[type].declared);
    } else if (type != VOCABULARY_NONE && parent != VOCABULARY_NONE) {
        words->types[type].parent = parent;
    }
}

/* A cycle is reported once, at its member that stands first, and broken there. */
static void check_cycle(reader *r, const parsed *row, uint16_t first)
{
    vocabulary *words = &r->into->vocabulary;
    const parsed *name = parsed_get(row, "name");
    uint16_t type, up;
    size_t steps = 0;
    type = parsed_is_text(name)
               ? vocabulary_type(words, parsed_text(name), parsed_length(name))
               : VOCABULARY_NONE;
    if (type == VOCABULARY_NONE || type < first)
        return;
    for (up = words->types[type].parent; up != type && up && steps < words->type_count;
         steps++)
        up = words->types[up].parent;
    if (up != type)
        return;
    step_in(r, "is_a", 0);
    fault_value(r, "type-cycle", NULL, "\"%s\" is its own ancestor, through \"%s\"",
                words->types[type].name, words->types[words->types[type].parent].name);
    step_out(r);
    words->types[type].parent = 0;
}

/* The same types, in whatever order; none stands in a set twice. */
int same_types(type_set a, type_set b)
{
    for (size_t i = 0; i < a.count && a.count == b.count; i++) {
        size_t k = 0;
        while (k < b.count && b.types[k] != a.types[i])
            k++;
        if (k == b.count)
            return 0;
    }
    return a.count == b.count;
}

static int same_kind(const edge_kind *a, const edge_kind *b, const char **differs)
{
    *differs = a->class != b->class                ? "class"
               : a->directed != b->directed        ? "directed"
               : !same_types(a->source, b->source) ? "source"
               : !same_types(a->target, b->target) ? "target"
                                                   : NULL;
    return !*differs;
}

static void declare_kind(reader *r, const parsed *row, uint16_t first)
{
    static const char *const known_keys[] = {"name",   "class", "directed", "source",
                                             "target", "note",  NULL};
    uint16_t source[NAMES_MOST], target[NAMES_MOST], known = VOCABULARY_NONE;
    edge_kind kind = {.note = "", .directed = 1, .declared = (uint16_t)r->file};
    const vocabulary *words = &r->into->vocabulary;
    const char *differs;
    kind.name = declared_name(r, OF_KINDS, row, first, &known);
    if (!kind.name)
        return;
    keep_declared_extras(r, OF_KINDS, kind.name);
    for (const parsed *at = parsed_first(row); at; at = parsed_next(row, at)) {
        const char *key = parsed_text(at);
        const parsed *given = parsed_member(at);
        step_in(r, key, 0);
        if (!strcmp(key, "class"))
            kind.class = read_word(r, given, WORDS_CLASS);
        else if (!strcmp(key, "directed"))
            kind.directed = given_truth(r, given);
        else if (!strcmp(key, "source"))
            kind.source = named_types(r, given, source);
        else if (!strcmp(key, "target"))
            kind.target = named_types(r, given, target);
        else if (!strcmp(key, "note"))
            kind.note = given_text(r, given);
        else if (strcmp(key, "name"))
            read_unknown(r, key, NULL, 0, known_keys);
        step_out(r);
    }
    if (!parsed_get(row, "class"))
        fault_whole(r, "key-missing", "the key \"class\" is missing");
    if (!kind.directed && !same_types(kind.source, kind.target))
        fault_whole(r, "kind-ends",
                    "\"%s\" has no direction, so it joins the same types at both ends",
                    kind.name);
    if (known == VOCABULARY_NONE)
        known = vocabulary_add_kind(&r->into->vocabulary, &kind);
    else if (!same_kind(&words->kinds[known], &kind, &differs))
        declared_otherwise(r, differs, kind.name, words->kinds[known].declared);
    if (known == VOCABULARY_NONE)
        read_vocabulary_full(r);
}

static void each_row(reader *r, const parsed *rows, uint16_t first,
                     void (*declare)(reader *r, const parsed *row, uint16_t first))
{
    size_t i = 0;
    if (!parsed_is_list(rows))
        return;
    for (const parsed *row = parsed_first(rows); row; row = parsed_next(rows, row)) {
        step_in(r, NULL, i++);
        if (parsed_is_object(row))
            declare(r, row, first);
        else if (declare != declare_parent && declare != check_cycle)
            fault_value(r, "value-type", NULL, "expected an object");
        step_out(r);
    }
}

void read_vocabulary(reader *r, const parsed *given)
{
    static void (*const declare[])(reader *, const parsed *, uint16_t) = {
        declare_type, declare_kind, declare_property};
    static const char *const known[] = {"node_types", "edge_kinds", "properties", NULL};
    vocabulary_mark mark = vocabulary_here(&r->into->vocabulary);
    const size_t first[] = {mark.types, mark.kinds, mark.properties};
    if (!parsed_is_object(given)) {
        fault_value(r, "value-type", NULL, "expected an object");
        return;
    }
    for (int list = 0; list < 3; list++) {
        const parsed *rows = parsed_get(given, list_keys[list]);
        if (!rows)
            continue;
        step_in(r, list_keys[list], 0);
        if (!parsed_is_list(rows))
            fault_value(r, "value-type", NULL, "expected a list");
        each_row(r, rows, (uint16_t)first[list], declare[list]);
        if (list == OF_TYPES) {
            each_row(r, rows, (uint16_t)first[list], declare_parent);
            each_row(r, rows, (uint16_t)first[list], check_cycle);
        }
        step_out(r);
    }
    r->within = dataset_symbol(r->into, "vocabulary", 10);
    for (const parsed *at = parsed_first(given); at; at = parsed_next(given, at)) {
        const char *key = parsed_text(at);
        step_in(r, key, 0);
        if (strcmp(key, known[0]) && strcmp(key, known[1]) && strcmp(key, known[2]))
            read_unknown(r, key, NULL, 0, known);
        step_out(r);
    }
    r->within = 0;
}
