/* Nodes and their properties, put straight into the data set. */
#include <string.h>

#include "generate/maker.h"

sheet sheet_of(const maker *m, const char *type)
{
    sheet made;
    made.type = vocabulary_type(&m->made->vocabulary, type, strlen(type));
    made.count = 0;
    return made;
}

static uint16_t property_named(const maker *m, const char *name)
{
    return vocabulary_property(&m->made->vocabulary, name, strlen(name));
}

static property *next(const maker *m, sheet *to, const char *name)
{
    property *row = &to->rows[to->count < SHEET_MOST ? to->count++ : SHEET_MOST - 1];
    memset(row, 0, sizeof *row);
    row->kind = property_named(m, name);
    row->form = PROPERTY_SINGLE;
    row->count = 1;
    return row;
}

static value value_of(uint8_t type, int64_t what)
{
    value v = {.type = type};
    if (type == VALUE_REFERENCE || type == VALUE_TEXT)
        v.as.text = (symbol)what;
    else
        v.as.integer = what;
    return v;
}

void put_level(maker *m, sheet *to, const char *name, int rank)
{
    if (rank)
        next(m, to, name)->as.single = value_of(VALUE_CATEGORY, rank);
}

int rank_of(const maker *m, const char *name, const char *level)
{
    return property_level(&m->made->vocabulary.properties[property_named(m, name)], level,
                          strlen(level));
}

void put_word(maker *m, sheet *to, const char *name, const char *level)
{
    put_level(m, to, name, rank_of(m, name, level));
}

void put_integer(maker *m, sheet *to, const char *name, int64_t n)
{
    next(m, to, name)->as.single = value_of(VALUE_INTEGER, n);
}

void put_share(maker *m, sheet *to, const char *name, int n, int parts)
{
    value v = {.type = VALUE_REAL};
    v.as.real = (double)n / parts;
    next(m, to, name)->as.single = v;
}

void put_boolean(maker *m, sheet *to, const char *name, int holds)
{
    next(m, to, name)->as.single = value_of(VALUE_BOOLEAN, holds != 0);
}

void put_text(maker *m, sheet *to, const char *name, const char *text)
{
    symbol s = maker_symbol(m, "%s", text);
    next(m, to, name)->as.single = value_of(VALUE_TEXT, s);
}

void put_reference(maker *m, sheet *to, const char *name, symbol id)
{
    if (id)
        next(m, to, name)->as.single = value_of(VALUE_REFERENCE, id);
}

void put_history(maker *m, sheet *to, const char *name, const history_item *items,
                 size_t count)
{
    history_item *kept = count ? arena_take(&m->made->arena, count * sizeof *kept) : NULL;
    property *row;
    if (!count)
        return;
    if (!kept) {
        maker_no_memory(m);
        return;
    }
    memcpy(kept, items, count * sizeof *kept);
    row = next(m, to, name);
    row->form = PROPERTY_HISTORY;
    row->count = (uint32_t)count;
    row->as.history = kept;
}

history_item item_of(const maker *m, const char *name, int64_t what, int32_t from,
                     int32_t to)
{
    history_item item;
    memset(&item, 0, sizeof item);
    item.value =
        value_of(m->made->vocabulary.properties[property_named(m, name)].type, what);
    if (item.value.type == VALUE_DATE)
        item.value.form = DATE_DAY;
    item.valid = span(from, to);
    return item;
}

static properties keep(maker *m, const sheet *own)
{
    properties list = {NULL, 0};
    property *rows =
        own->count ? arena_take(&m->made->arena, own->count * sizeof *rows) : NULL;
    if (!own->count)
        return list;
    if (!rows) {
        maker_no_memory(m);
        return list;
    }
    memcpy(rows, own->rows, own->count * sizeof *rows);
    list.rows = rows;
    list.count = (uint32_t)own->count;
    return list;
}

int64_t add_node(maker *m, symbol id, symbol name, const sheet *own, interval life)
{
    node *added = m->status ? NULL : dataset_append(m->made, RECORD_NODE);
    size_t index = dataset_count(m->made, RECORD_NODE) - 1;
    if (!added || !id) {
        maker_no_memory(m);
        return -1;
    }
    added->id = id;
    added->name = name;
    added->type = own->type;
    added->valid = life;
    added->tags = m->tags;
    added->place.index = (uint32_t)index;
    dataset_claim(m->made, id, RECORD_NODE, index);
    dataset_node(m->made, index)->properties = keep(m, own);
    return (int64_t)index;
}

symbol add_known(maker *m, const char *id, const char *type)
{
    sheet nothing = sheet_of(m, type);
    symbol s = maker_symbol(m, "%s", id);
    int64_t at = add_node(m, s, 0, &nothing, span(NO_DAY, NO_DAY));
    if (at >= 0)
        dataset_node(m->made, (size_t)at)->tags = (symbols){NULL, 0};
    return s;
}
