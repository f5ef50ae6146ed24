/* Records to rows: which columns there are, and what a record has in each. */
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/alloc.h"
#include "base/number.h"
#include "base/utf8.h"
#include "io/flat/row.h"

enum { CELL_MOST = 32767 };

void flat_begin(flat *f, const polity_dataset *of, record_list list, flat_shape shape)
{
    memset(f, 0, sizeof *f);
    f->of = of;
    f->list = list;
    f->shape = shape;
}

void flat_free(flat *f)
{
    map_free(&f->names);
    arena_free(&f->texts);
    memory_free(f->columns);
    buffer_free(&f->text);
    buffer_free(&f->part);
    buffer_free(&f->omitted);
}

int flat_is_xml(const char *text)
{
    while (*text) {
        uint32_t c = utf8_next(&text);
        if ((c < 0x20 && c != '\t' && c != '\n') || c == 0xFFFE || c == 0xFFFF)
            return 0;
    }
    return 1;
}

/* The record cannot say this in a row. */
void flat_omit(flat *f, const char *name, const char *what)
{
    if (f->omitted.length)
        buffer_char(&f->omitted, '|');
    buffer_text(&f->omitted, name);
    buffer_text(&f->omitted, what);
}

static flat_column *column_of(flat *f, const char *name, flat_type type, uint32_t rank)
{
    uint32_t at = map_find(&f->names, name, strlen(name));
    const char *copy;
    if (at != MAP_ABSENT)
        return &f->columns[at];
    copy = arena_text(&f->texts, name, strlen(name));
    if (!copy ||
        !memory_grow((void **)&f->columns, &f->capacity, f->count + 1,
                     sizeof *f->columns) ||
        !map_put(&f->names, copy, strlen(copy), (uint32_t)f->count)) {
        f->failed = 1;
        return NULL;
    }
    f->columns[f->count] = (flat_column){copy, type, rank, 0, 0, 0, 0};
    return &f->columns[f->count++];
}

void flat_put(flat *f, uint32_t rank, const char *name, flat_type type, const char *text)
{
    size_t n = text ? strlen(text) : 0;
    flat_column *column;
    if (!text) { /* its buffer found no memory */
        f->failed = 1;
        return;
    }
    if (f->shape == FLAT_SHEET && n > CELL_MOST) {
        flat_omit(f, name, "");
        return;
    }
    column = column_of(f, name, type, rank);
    if (!column)
        return;
    column->stated += column->of_row != f->row;
    column->of_row = f->row;
    column->at = f->text.length;
    column->n = n;
    buffer_add(&f->text, text, n);
    buffer_char(&f->text, '\0');
}

/* Characters that XML does not have can only stand inside strings of JSON, where they
 * have another form. */
const char *flat_json_for_xml(buffer *json)
{
    buffer out = {0};
    if (json->failed || flat_is_xml(json->bytes))
        return json->bytes;
    for (const char *at = json->bytes; *at;) {
        const char *from = at;
        uint32_t c = utf8_next(&at);
        if (c == 0xFFFE || c == 0xFFFF)
            buffer_print(&out, "\\u%04x", c);
        else
            buffer_add(&out, from, (size_t)(at - from));
    }
    out.failed |= json->failed;
    buffer_free(json);
    *json = out;
    return out.failed ? "" : json->bytes;
}

void flat_put_json(flat *f, uint32_t rank, const char *name, const char *json)
{
    buffer full = {0}, text = {0};
    buffer_print(&full, "%s.json", name);
    buffer_text(&text, json);
    if (full.failed || text.failed)
        f->failed = 1;
    else
        flat_put(f, rank + 1, full.bytes, FLAT_TEXT, flat_json_for_xml(&text));
    f->failed |= text.failed;
    buffer_free(&full);
    buffer_free(&text);
}

/* Whether a name ends as those do that hold JSON: it then has to hold JSON, under one
 * more ending. */
static int is_like_json(const flat *f, const char *name)
{
    size_t n = strlen(name);
    return f->shape != FLAT_SHEET && n > 5 && !strcmp(name + n - 5, ".json");
}

void flat_put_text(flat *f, uint32_t rank, const char *name, const char *text)
{
    buffer json = {0};
    if (f->shape == FLAT_SHEET || (flat_is_xml(text) && !is_like_json(f, name))) {
        flat_put(f, rank, name, FLAT_TEXT, text);
        return;
    }
    buffer_json(&json, text);
    if (json.failed)
        f->failed = 1;
    else
        flat_put_json(f, rank, name, json.bytes);
    buffer_free(&json);
}

/* JSON of any type: a text stands bare where it would not be taken for JSON. */
void flat_put_free(flat *f, uint32_t rank, const char *name, const char *json)
{
    json_t *value = json_loads(json, JSON_DECODE_ANY, NULL);
    const char *text = json_string_value(value);
    size_t n = text ? strlen(text) : 0;
    int bare = n && text[0] != ' ' && text[n - 1] != ' ' && !flat_is_json(text) &&
               (f->shape == FLAT_SHEET || flat_is_xml(text));
    f->failed |= !value; /* no memory: it is JSON */
    if (is_like_json(f, name))
        flat_put_json(f, rank, name, json);
    else if (bare)
        flat_put(f, rank, name, FLAT_TEXT, text);
    else if (flat_is_xml(json))
        flat_put(f, rank, name, FLAT_TEXT, json);
    else if (f->shape == FLAT_SHEET)
        flat_put(f, rank, name, FLAT_TEXT, json);
    else
        flat_put_json(f, rank, name, json);
    json_decref(value);
}

/* --- fields --- */

static void put_named(flat *f, uint32_t rank, const char *before, const char *key,
                      const char *text, int json)
{
    buffer name = {0};
    buffer_print(&name, "%s.%s", before, key);
    if (name.failed)
        f->failed = 1;
    else if (json)
        flat_put_free(f, rank, name.bytes, text);
    else
        flat_put_text(f, rank, name.bytes, text);
    buffer_free(&name);
}

static void put_valid(flat *f, uint32_t rank, const interval *valid)
{
    char text[DATE_SIZE];
    if (valid->from_form) {
        date_write(text, valid->from, (date_form)valid->from_form);
        flat_put(f, rank, "valid.from", FLAT_TEXT, text);
    }
    if (valid->to_form) {
        date_write(text, valid->to, (date_form)valid->to_form);
        flat_put(f, rank + 2, "valid.to", FLAT_TEXT, text);
    }
}

static void put_ids(flat *f, uint32_t rank, outside_ids list)
{
    for (uint32_t i = 0; i < list.count; i++)
        put_named(f, rank, "ids", dataset_text(f->of, list.rows[i].space),
                  dataset_text(f->of, list.rows[i].id), 0);
}

static void put_extras(flat *f, uint32_t rank, extras list)
{
    for (uint32_t i = 0; i < list.count; i++) {
        const char *within = dataset_text(f->of, list.rows[i].within);
        put_named(f, rank, *within ? within : "record",
                  dataset_text(f->of, list.rows[i].key),
                  dataset_text(f->of, list.rows[i].json), 1);
    }
}

static void put_number(flat *f, uint32_t rank, const char *name, flat_type type,
                       double number)
{
    char text[NUMBER_SIZE];
    number_write(text, number);
    flat_put(f, rank, name, type, text);
}

static void put_field(flat *f, uint32_t rank, const field *d, const void *at)
{
    const vocabulary *words = &f->of->vocabulary;
    const properties *list = at;
    char date[DATE_SIZE];
    switch (d->type) {
    case FIELD_KEY:
        flat_put_free(f, rank, d->key, dataset_text(f->of, *(const symbol *)at));
        break;
    case FIELD_TYPE:
        flat_put(f, rank, d->key, FLAT_TEXT, words->types[*(const uint16_t *)at].name);
        break;
    case FIELD_KIND:
        flat_put(f, rank, d->key, FLAT_TEXT, words->kinds[*(const uint16_t *)at].name);
        break;
    case FIELD_WORD:
        flat_put(f, rank, d->key, FLAT_TEXT,
                 word_text(d->argument, *(const uint8_t *)at));
        break;
    case FIELD_BOOLEAN:
        flat_put(f, rank, d->key, FLAT_BOOLEAN,
                 *(const uint8_t *)at == 2 ? "true" : "false");
        break;
    case FIELD_STRENGTH:
        put_number(f, rank, d->key, FLAT_INT, *(const uint8_t *)at);
        break;
    case FIELD_VALENCE: put_number(f, rank, d->key, FLAT_INT, *(const int8_t *)at); break;
    case FIELD_WEIGHT:
    case FIELD_LENGTH:
        put_number(f, rank, d->key, FLAT_DOUBLE, *(const double *)at);
        break;
    case FIELD_DATE:
        date_write(date, ((const dated *)at)->day, (date_form)((const dated *)at)->form);
        flat_put(f, rank, d->key, FLAT_TEXT, date);
        break;
    case FIELD_TEXTS: flat_put_symbols(f, rank, d->key, *(const symbols *)at); break;
    case FIELD_VALID: put_valid(f, rank, at); break;
    case FIELD_IDS: put_ids(f, rank, *(const outside_ids *)at); break;
    case FIELD_EVIDENCE: flat_put_evidence(f, rank, *(const evidence_list *)at); break;
    case FIELD_PROPERTIES:
        for (uint32_t i = 0; i < list->count; i++)
            flat_put_property(f, rank, &list->rows[i]);
        break;
    default: flat_put_text(f, rank, d->key, dataset_text(f->of, *(const symbol *)at));
    }
}

void flat_row(flat *f, size_t index)
{
    size_t count;
    const field *fields = record_fields(f->list, &count);
    const char *record =
        (const char *)f->of->lists[f->list].items + index * dataset_record_size(f->list);
    f->row++;
    buffer_clear(&f->text);
    buffer_clear(&f->omitted);
    for (size_t i = 0; i < count; i++) {
        const void *at = field_at(&fields[i], record);
        if (field_stated(&fields[i], record))
            put_field(f, (uint32_t)(i + 1) * FLAT_RANK_STEP, &fields[i], at);
    }
    put_extras(f, (uint32_t)(count + 1) * FLAT_RANK_STEP,
               *record_extras(f->of, f->list, index));
    f->failed |= f->text.failed | f->omitted.failed | f->part.failed;
    f->any_omitted |= f->omitted.length > 0;
}

const char *flat_text(const flat *f, const flat_column *column)
{
    return column->of_row == f->row ? f->text.bytes + column->at : NULL;
}

static int by_rank(const void *left, const void *right)
{
    const flat_column *a = left, *b = right;
    if (a->rank != b->rank)
        return a->rank < b->rank ? -1 : 1;
    return a->at < b->at ? -1 : a->at > b->at;
}

int flat_columns(flat *f)
{
    for (size_t i = 0; i < dataset_count(f->of, f->list) && !f->failed; i++)
        flat_row(f, i);
    for (size_t i = 0; i < f->count; i++)
        f->columns[i].at = i; /* those of one rank stay in the order they were met in */
    if (f->count)
        qsort(f->columns, f->count, sizeof *f->columns, by_rank);
    map_free(&f->names);
    for (size_t i = 0; i < f->count && !f->failed; i++) {
        f->columns[i].of_row = 0;
        if (!map_put(&f->names, f->columns[i].name, strlen(f->columns[i].name),
                     (uint32_t)i))
            f->failed = 1;
    }
    return !f->failed;
}
