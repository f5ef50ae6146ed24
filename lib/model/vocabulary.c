#include "model/vocabulary.h"

#include <string.h>

#include "base/alloc.h"

static const struct {
    const char *name, *parent, *tier, *note;
} builtin_types[] = {
#define TYPE(name, parent, tier, note) {name, parent, tier, note},
#include "model/types.def"
#undef TYPE
};

static const struct {
    const char *name, *class;
    int directed;
    const char *source, *target, *note;
    int lineage;
} builtin_kinds[] = {
#define KIND(name, class, directed, source, target, note)                                \
    {name, class, directed, source, target, note, 0},
#define LINEAGE(name, note) {name, "context", 1, "", "", note, 1},
#include "model/kinds.def"
#undef KIND
#undef LINEAGE
};

static const struct {
    const char *name, *of, *type, *unit, *levels;
    int ordered, many;
    const char *refers, *note;
} builtin_properties[] = {
#define PROPERTY(name, of, type, unit, levels, ordered, many, refers, note)              \
    {name, of, type, unit, levels, ordered, many, refers, note},
#include "model/properties.def"
#undef PROPERTY
};

uint16_t vocabulary_type(const vocabulary *of, const char *name, size_t n)
{
    return (uint16_t)map_find(&of->type_names, name, n);
}

uint16_t vocabulary_kind(const vocabulary *of, const char *name, size_t n)
{
    return (uint16_t)map_find(&of->kind_names, name, n);
}

uint16_t vocabulary_property(const vocabulary *of, const char *name, size_t n)
{
    return (uint16_t)map_find(&of->property_names, name, n);
}

static const char *keep(vocabulary *of, const char *text)
{
    return arena_text(&of->texts, text ? text : "", text ? strlen(text) : 0);
}

static int keep_set(vocabulary *of, type_set *set)
{
    uint16_t *copy;
    if (!set->count)
        return 1;
    copy = arena_take(&of->texts, set->count * sizeof *copy);
    if (!copy)
        return 0;
    memcpy(copy, set->types, set->count * sizeof *copy);
    set->types = copy;
    return 1;
}

uint16_t vocabulary_add_type(vocabulary *of, const node_type *row)
{
    node_type added = *row;
    size_t at = of->type_count;
    if (at >= VOCABULARY_NONE ||
        !memory_grow((void **)&of->types, &of->type_capacity, at + 1,
                     sizeof *of->types) ||
        !(added.name = keep(of, row->name)) || !(added.note = keep(of, row->note)) ||
        !map_put(&of->type_names, added.name, strlen(added.name), (uint32_t)at))
        return VOCABULARY_NONE;
    of->types[of->type_count++] = added;
    return (uint16_t)at;
}

uint16_t vocabulary_add_kind(vocabulary *of, const edge_kind *row)
{
    edge_kind added = *row;
    size_t at = of->kind_count;
    if (at >= VOCABULARY_NONE ||
        !memory_grow((void **)&of->kinds, &of->kind_capacity, at + 1,
                     sizeof *of->kinds) ||
        !(added.name = keep(of, row->name)) || !(added.note = keep(of, row->note)) ||
        !keep_set(of, &added.source) || !keep_set(of, &added.target) ||
        !map_put(&of->kind_names, added.name, strlen(added.name), (uint32_t)at))
        return VOCABULARY_NONE;
    of->kinds[of->kind_count++] = added;
    return (uint16_t)at;
}

static int keep_levels(vocabulary *of, property_kind *row)
{
    const char **levels;
    if (!row->level_count)
        return 1;
    levels = arena_take(&of->texts, row->level_count * sizeof *levels);
    for (size_t i = 0; levels && i < row->level_count; i++)
        if (!(levels[i] = keep(of, row->levels[i])))
            return 0;
    row->levels = levels;
    return levels != NULL;
}

uint16_t vocabulary_add_property(vocabulary *of, const property_kind *row)
{
    property_kind added = *row;
    size_t at = of->property_count;
    if (at >= VOCABULARY_NONE ||
        !memory_grow((void **)&of->properties, &of->property_capacity, at + 1,
                     sizeof *of->properties) ||
        !(added.name = keep(of, row->name)) || !(added.unit = keep(of, row->unit)) ||
        !(added.note = keep(of, row->note)) || !keep_set(of, &added.of) ||
        !keep_set(of, &added.refers) || !keep_levels(of, &added) ||
        !map_put(&of->property_names, added.name, strlen(added.name), (uint32_t)at))
        return VOCABULARY_NONE;
    of->properties[of->property_count++] = added;
    return (uint16_t)at;
}

/* The types named in a built-in row, separated by spaces. */
static type_set split_types(const vocabulary *of, const char *text, uint16_t room[16])
{
    type_set set = {room, 0};
    while (*text) {
        size_t n = strcspn(text, " ");
        if (n && set.count < 16)
            room[set.count++] = vocabulary_type(of, text, n);
        text += n + (text[n] == ' ');
    }
    return set;
}

static int begin_types(vocabulary *of)
{
    for (size_t i = 0; i < sizeof builtin_types / sizeof *builtin_types; i++) {
        const char *parent = builtin_types[i].parent, *tier = builtin_types[i].tier;
        node_type row = {builtin_types[i].name, builtin_types[i].note, 0, 0, 0};
        row.parent = *parent ? vocabulary_type(of, parent, strlen(parent)) : (uint16_t)i;
        row.tier = word_find(WORDS_TIER, tier, strlen(tier));
        if (vocabulary_add_type(of, &row) == VOCABULARY_NONE)
            return 0;
    }
    return 1;
}

static int begin_kinds(vocabulary *of)
{
    uint16_t source[16], target[16];
    for (size_t i = 0; i < sizeof builtin_kinds / sizeof *builtin_kinds; i++) {
        const char *class = builtin_kinds[i].class;
        edge_kind row = {.name = builtin_kinds[i].name, .note = builtin_kinds[i].note};
        row.class = word_find(WORDS_CLASS, class, strlen(class));
        row.directed = (uint8_t)builtin_kinds[i].directed;
        row.lineage = (uint8_t)builtin_kinds[i].lineage;
        row.source = split_types(of, builtin_kinds[i].source, source);
        row.target = split_types(of, builtin_kinds[i].target, target);
        if (vocabulary_add_kind(of, &row) == VOCABULARY_NONE)
            return 0;
    }
    return 1;
}

static int begin_property(vocabulary *of, size_t i)
{
    uint16_t types[16], refers[16];
    const char *levels[64], *text = builtin_properties[i].levels;
    const char *type = builtin_properties[i].type;
    property_kind row = {.name = builtin_properties[i].name,
                         .unit = builtin_properties[i].unit};
    arena scratch = {0};
    int fine = 1;
    row.note = builtin_properties[i].note;
    row.of = split_types(of, builtin_properties[i].of, types);
    row.refers = split_types(of, builtin_properties[i].refers, refers);
    row.type = word_find(WORDS_VALUE, type, strlen(type));
    row.ordered = (uint8_t)builtin_properties[i].ordered;
    row.many = (uint8_t)builtin_properties[i].many;
    row.levels = levels;
    while (*text && fine) {
        size_t n = strcspn(text, "|");
        levels[row.level_count] = arena_text(&scratch, text, n);
        fine = levels[row.level_count++] != NULL;
        text += n + (text[n] == '|');
    }
    fine = fine && vocabulary_add_property(of, &row) != VOCABULARY_NONE;
    arena_free(&scratch);
    return fine;
}

int vocabulary_begin(vocabulary *of)
{
    memset(of, 0, sizeof *of);
    if (!begin_types(of) || !begin_kinds(of))
        return 0;
    for (size_t i = 0; i < sizeof builtin_properties / sizeof *builtin_properties; i++)
        if (!begin_property(of, i))
            return 0;
    return 1;
}

void vocabulary_free(vocabulary *of)
{
    map_free(&of->type_names);
    map_free(&of->kind_names);
    map_free(&of->property_names);
    memory_free(of->types);
    memory_free(of->kinds);
    memory_free(of->properties);
    arena_free(&of->texts);
}

vocabulary_mark vocabulary_here(const vocabulary *of)
{
    vocabulary_mark mark = {of->type_count, of->kind_count, of->property_count};
    return mark;
}

void vocabulary_reset(vocabulary *of, vocabulary_mark mark)
{
    map_cut(&of->type_names, (uint32_t)mark.types);
    map_cut(&of->kind_names, (uint32_t)mark.kinds);
    map_cut(&of->property_names, (uint32_t)mark.properties);
    of->type_count = mark.types;
    of->kind_count = mark.kinds;
    of->property_count = mark.properties;
}

int vocabulary_is_a(const vocabulary *of, uint16_t type, uint16_t ancestor)
{
    while (type != ancestor && of->types[type].parent != type)
        type = of->types[type].parent;
    return type == ancestor;
}

int vocabulary_in(const vocabulary *of, uint16_t type, type_set set)
{
    if (type == VOCABULARY_NONE)
        return 1;
    for (size_t i = 0; i < set.count; i++)
        if (vocabulary_is_a(of, type, set.types[i]))
            return 1;
    return !set.count;
}

uint16_t property_level(const property_kind *of, const char *text, size_t n)
{
    for (uint16_t i = 0; i < of->level_count; i++)
        if (strlen(of->levels[i]) == n && !memcmp(of->levels[i], text, n))
            return (uint16_t)(i + 1);
    return 0;
}

int vocabulary_copy(vocabulary *to, const vocabulary *from)
{
    int fine = 1;
    for (size_t i = to->type_count; i < from->type_count && fine; i++)
        fine = vocabulary_add_type(to, &from->types[i]) != VOCABULARY_NONE;
    for (size_t i = to->kind_count; i < from->kind_count && fine; i++)
        fine = vocabulary_add_kind(to, &from->kinds[i]) != VOCABULARY_NONE;
    for (size_t i = to->property_count; i < from->property_count && fine; i++)
        fine = vocabulary_add_property(to, &from->properties[i]) != VOCABULARY_NONE;
    return fine;
}
