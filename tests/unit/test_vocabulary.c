/* The vocabulary: a sound tree of types, and rows that documents add and take back. */
#include <stdio.h>
#include <string.h>

#include "base/random.h"
#include "model/vocabulary.h"
#include "support/suite.h"

static vocabulary words;

static void set_up(void) { ck_assert(vocabulary_begin(&words)); }

static void tear_down(void) { vocabulary_free(&words); }

static uint16_t type(const char *name)
{
    return vocabulary_type(&words, name, strlen(name));
}

static uint16_t add_type(const char *name, uint16_t parent)
{
    node_type row = {name, NULL, parent, 0, 1};
    return vocabulary_add_type(&words, &row);
}

START_TEST(types_are_a_tree_under_actor)
{
    uint16_t root = type("actor");
    for (uint16_t i = 0; i < words.type_count; i++) {
        const node_type *row = &words.types[i];
        ck_assert_int_eq(type(row->name), i);
        ck_assert(i == root ? row->parent == root : row->parent < i);
        ck_assert(vocabulary_is_a(&words, i, root) && vocabulary_is_a(&words, i, i));
        ck_assert_int_eq(vocabulary_is_a(&words, root, i), i == root);
        ck_assert(row->tier < TIER_END && *row->note && !row->declared);
    }
}
END_TEST

/* What the project is for is there, each below what it is said to be. */
START_TEST(types_that_must_be_there)
{
    static const char *const pairs[][2] = {
        {"school", "establishment"}, {"local_authority", "body"},
        {"trust", "body"},           {"inspectorate", "body"},
        {"commissioner", "body"},    {"national_college", "agency"},
        {"national_college", "body"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        ck_assert(vocabulary_is_a(&words, type(pairs[i][0]), type(pairs[i][1])));
    ck_assert(!vocabulary_is_a(&words, type("school"), type("body")));
    ck_assert_int_eq(type("scool"), VOCABULARY_NONE);
    ck_assert_int_eq(type(""), VOCABULARY_NONE);
}
END_TEST

START_TEST(kinds_are_sound)
{
    size_t classes[CLASS_END] = {0};
    for (uint16_t i = 0; i < words.kind_count; i++) {
        const edge_kind *row = &words.kinds[i];
        ck_assert_int_eq(vocabulary_kind(&words, row->name, strlen(row->name)), i);
        ck_assert(row->class > CLASS_NONE && row->class < CLASS_END);
        ck_assert_int_eq(word_find(WORDS_CLASS, row->name, strlen(row->name)), 0);
        for (uint16_t k = 0; k < row->source.count; k++)
            ck_assert_uint_lt(row->source.types[k], words.type_count);
        for (uint16_t k = 0; k < row->target.count; k++)
            ck_assert_uint_lt(row->target.types[k], words.type_count);
        if (!row->directed) { /* the ends are equal */
            ck_assert_uint_eq(row->source.count, row->target.count);
            for (uint16_t k = 0; k < row->source.count; k++)
                ck_assert_uint_eq(row->source.types[k], row->target.types[k]);
        }
        classes[row->class]++;
    }
    for (int class = CLASS_STEERING; class < CLASS_END; class ++)
        ck_assert_uint_gt(classes[class], 5);
    ck_assert_int_eq(vocabulary_kind(&words, "steering", 8), VOCABULARY_NONE);
}
END_TEST

START_TEST(properties_are_sound)
{
    for (uint16_t i = 0; i < words.property_count; i++) {
        const property_kind *row = &words.properties[i];
        ck_assert_int_eq(vocabulary_property(&words, row->name, strlen(row->name)), i);
        ck_assert(row->type > VALUE_NULL && row->type <= VALUE_REFERENCE);
        ck_assert_int_eq(row->type == VALUE_CATEGORY, row->level_count > 0);
        ck_assert_int_eq(row->type == VALUE_REFERENCE, row->refers.count > 0);
        ck_assert(!row->ordered || row->type == VALUE_CATEGORY);
        ck_assert_uint_gt(row->of.count, 0);
        for (uint16_t level = 1; level <= row->level_count; level++) {
            const char *text = row->levels[level - 1];
            ck_assert_int_eq(property_level(row, text, strlen(text)), level);
            ck_assert_int_eq(property_level(row, text, strlen(text) - 1), 0);
        }
        ck_assert_int_eq(property_level(row, "no such level", 13), 0);
    }
}
END_TEST

START_TEST(sets_take_subtypes)
{
    uint16_t school = type("school"), two[2] = {type("person"), type("establishment")};
    type_set none = {NULL, 0}, both = {two, 2};
    ck_assert(vocabulary_in(&words, school, none));
    ck_assert(vocabulary_in(&words, school, both));
    ck_assert(vocabulary_in(&words, VOCABULARY_NONE, both));
    ck_assert(!vocabulary_in(&words, type("trust"), both));
    ck_assert(!vocabulary_in(&words, type("actor"), both));
}
END_TEST

START_TEST(what_is_added_is_copied)
{
    char name[] = "guild", unit[] = "members", level[] = "low";
    const char *levels[] = {level, "high"};
    uint16_t of[] = {type("body")}, at, kind, guild = add_type(name, type("body"));
    property_kind row = {.name = "rank", .unit = unit, .of = {of, 1}, .levels = levels};
    edge_kind tie = {.name = "admits", .source = {of, 1}, .class = CLASS_STEERING};
    row.level_count = 2;
    row.type = VALUE_CATEGORY;
    at = vocabulary_add_property(&words, &row);
    kind = vocabulary_add_kind(&words, &tie);
    name[0] = unit[0] = level[0] = 'X';
    of[0] = 0;
    ck_assert_int_eq(type("guild"), guild);
    ck_assert_str_eq(words.types[guild].note, "");
    ck_assert(vocabulary_is_a(&words, guild, type("actor")));
    ck_assert_str_eq(words.properties[at].unit, "members");
    ck_assert_int_eq(property_level(&words.properties[at], "low", 3), 1);
    ck_assert_int_eq(words.properties[at].of.types[0], type("body"));
    ck_assert_int_eq(words.kinds[kind].source.types[0], type("body"));
    ck_assert_uint_eq(words.kinds[kind].target.count, 0);
}
END_TEST

/* Rows come and go; what is there is what a list says. */
START_TEST(rows_are_taken_back)
{
    random_state state;
    vocabulary_mark start = vocabulary_here(&words);
    random_seed(&state, 15);
    for (int round = 0; round < 300; round++) {
        size_t keep = (size_t)random_below(&state, 50), more;
        vocabulary_mark mark;
        char name[32];
        for (size_t i = 0; i < keep; i++) {
            snprintf(name, sizeof name, "kept_%zu", i);
            MUST(add_type(name, 0) == start.types + i, "%s", name);
        }
        mark = vocabulary_here(&words);
        more = (size_t)random_below(&state, 50);
        for (size_t i = 0; i < more; i++) {
            snprintf(name, sizeof name, "gone_%zu", i);
            MUST(add_type(name, 0) != VOCABULARY_NONE, "%s", name);
        }
        vocabulary_reset(&words, mark);
        MUST(words.type_count == start.types + keep, "%zu types", words.type_count);
        for (size_t i = 0; i < 50; i++) {
            snprintf(name, sizeof name, "kept_%zu", i);
            MUST((type(name) == VOCABULARY_NONE) == (i >= keep), "%s", name);
            snprintf(name, sizeof name, "gone_%zu", i);
            MUST(type(name) == VOCABULARY_NONE, "%s", name);
        }
        vocabulary_reset(&words, start);
    }
    ck_assert_int_ne(type("school"), VOCABULARY_NONE);
}
END_TEST

/* Numbers have sixteen bits: the last type is refused, and the others stay. */
START_TEST(a_full_vocabulary)
{
    char name[32];
    size_t before = words.type_count;
    for (size_t i = before; i < VOCABULARY_NONE; i++) {
        snprintf(name, sizeof name, "type_%zu", i);
        MUST(add_type(name, 0) == i, "%s", name);
    }
    ck_assert_int_eq(add_type("one_too_many", 0), VOCABULARY_NONE);
    ck_assert_int_eq(type("one_too_many"), VOCABULARY_NONE);
    ck_assert_int_eq(type(name), VOCABULARY_NONE - 1);
    ck_assert_uint_eq(words.type_count, VOCABULARY_NONE);
}
END_TEST

int main(void)
{
    return RUN_SUITE("vocabulary", set_up, tear_down, types_are_a_tree_under_actor,
                     types_that_must_be_there, kinds_are_sound, properties_are_sound,
                     sets_take_subtypes, what_is_added_is_copied, rows_are_taken_back,
                     a_full_vocabulary);
}
