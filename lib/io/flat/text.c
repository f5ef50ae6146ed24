/* Texts of cells as the JSON of what they are for. What is not of its type becomes a JSON
 * string, so that the reader says what is wrong with it. */
#include <string.h>

#include "base/number.h"
#include "io/flat/flat.h"

int flat_is_json(const char *text)
{
    json_fault found; /* not jansson: it refuses what it has no memory for, too */
    json_diagnose(text, strlen(text), 0, &found);
    return !found.id;
}

void flat_json_or_text(buffer *to, const char *text)
{
    if (flat_is_json(text))
        buffer_text(to, text);
    else
        buffer_json(to, text);
}

static void number_json(buffer *to, const char *text)
{
    double number;
    if (number_read(text, &number))
        buffer_real(to, number);
    else
        buffer_json(to, text);
}

/* 3, and 3.0 of programs that have no whole numbers. */
static void integer_json(buffer *to, const char *text)
{
    int64_t whole;
    double number;
    if (number_read_integer(text, INT64_MIN, INT64_MAX, &whole))
        buffer_print(to, "%lld", (long long)whole);
    else if (number_read(text, &number) && number >= -9e15 && number <= 9e15 &&
             number == (double)(int64_t)number)
        buffer_print(to, "%lld", (long long)number);
    else
        buffer_json(to, text);
}

static void boolean_json(buffer *to, const char *text)
{
    static const char *const words[] = {"false", "no", "0", "true", "yes", "1"};
    for (int i = 0; i < 6; i++) {
        if (flat_same(text, words[i])) {
            buffer_text(to, i < 3 ? "false" : "true");
            return;
        }
    }
    buffer_json(to, text);
}

/* "School" and "national college" are meant for school and national_college. */
static const char *word_meant(word_list list, const char *text)
{
    for (uint8_t i = 1; i <= word_count(list); i++)
        if (flat_same(text, word_text(list, i)))
            return word_text(list, i);
    return text;
}

static const char *type_meant(const vocabulary *words, const char *text)
{
    if (vocabulary_type(words, text, strlen(text)) != VOCABULARY_NONE)
        return text;
    for (size_t i = 0; i < words->type_count; i++)
        if (flat_same(text, words->types[i].name))
            return words->types[i].name;
    return text;
}

static const char *kind_meant(const vocabulary *words, const char *text)
{
    if (vocabulary_kind(words, text, strlen(text)) != VOCABULARY_NONE)
        return text;
    for (size_t i = 0; i < words->kind_count; i++)
        if (flat_same(text, words->kinds[i].name))
            return words->kinds[i].name;
    return text;
}

static void list_json(buffer *to, const char *text)
{
    buffer item = {0};
    buffer_char(to, '[');
    for (size_t i = 0; *text; i++) {
        size_t n = strcspn(text, "|");
        buffer_clear(&item);
        buffer_add(&item, text, n);
        buffer_text(to, i ? ", " : "");
        buffer_json(to, n && item.bytes ? item.bytes : "");
        text += n + (text[n] == '|');
    }
    to->failed |= item.failed;
    buffer_char(to, ']');
    buffer_free(&item);
}

void flat_field_json(flat_record *b, buffer *to, const field *f, const char *text)
{
    const vocabulary *words = &b->r->into->vocabulary;
    switch (f->type) {
    case FIELD_KEY: flat_json_or_text(to, text); break;
    case FIELD_TYPE: buffer_json(to, type_meant(words, text)); break;
    case FIELD_KIND: buffer_json(to, kind_meant(words, text)); break;
    case FIELD_WORD: buffer_json(to, word_meant(f->argument, text)); break;
    case FIELD_BOOLEAN: boolean_json(to, text); break;
    case FIELD_STRENGTH:
    case FIELD_VALENCE: integer_json(to, text); break;
    case FIELD_WEIGHT:
    case FIELD_LENGTH:
    case FIELD_CONFIDENCE: number_json(to, text); break;
    case FIELD_TEXTS: list_json(to, text); break;
    default: buffer_json(to, text);
    }
}

static void level_json(buffer *to, const property_kind *kind, const char *text)
{
    int64_t rank;
    if (kind->ordered && !property_level(kind, text, strlen(text)) &&
        number_read_integer(text, 0, kind->level_count, &rank)) {
        buffer_print(to, "%lld", (long long)rank);
        return;
    }
    for (size_t i = 0; !property_level(kind, text, strlen(text)) && i < kind->level_count;
         i++)
        if (flat_same(text, kind->levels[i]))
            text = kind->levels[i];
    buffer_json(to, text);
}

static void value_json(buffer *to, const property_kind *kind, const char *text)
{
    switch (kind->type) {
    case VALUE_INTEGER: integer_json(to, text); break;
    case VALUE_REAL: number_json(to, text); break;
    case VALUE_BOOLEAN: boolean_json(to, text); break;
    case VALUE_CATEGORY: level_json(to, kind, text); break;
    default: buffer_json(to, text);
    }
}

void flat_property_json(buffer *to, const property_kind *kind, const char *text)
{
    buffer item = {0};
    if (!kind->many) {
        value_json(to, kind, text);
        return;
    }
    buffer_char(to, '[');
    for (size_t i = 0; *text; i++) {
        size_t n = strcspn(text, "|");
        buffer_clear(&item);
        buffer_add(&item, text, n);
        buffer_text(to, i ? ", " : "");
        value_json(to, kind, n && item.bytes ? item.bytes : "");
        text += n + (text[n] == '|');
    }
    to->failed |= item.failed;
    buffer_char(to, ']');
    buffer_free(&item);
}
