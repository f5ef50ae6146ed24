/* Nodes, ties and their properties, put straight into the data set. */
#include <string.h>

#include "io/gias/gias.h"

static uint16_t kind_of(const gias *g, const properties_of *to, const char *name)
{
    const vocabulary *words = &g->made->vocabulary;
    uint16_t kind = vocabulary_property(words, name, strlen(name));
    return kind != VOCABULARY_NONE &&
                   vocabulary_in(words, to->type, words->properties[kind].of)
               ? kind
               : VOCABULARY_NONE;
}

static property *next(properties_of *to)
{
    property *row = to->count < GIAS_PROPERTIES_MOST ? &to->rows[to->count++] : NULL;
    if (row)
        memset(row, 0, sizeof *row);
    return row;
}

void gias_put(gias *g, properties_of *to, const char *name, value v)
{
    uint16_t kind = kind_of(g, to, name);
    property *row = kind == VOCABULARY_NONE ? NULL : next(to);
    if (!row)
        return;
    row->kind = kind;
    row->form = PROPERTY_SINGLE;
    row->count = 1;
    row->as.single = v;
}

void gias_put_text(gias *g, properties_of *to, const char *name, uint8_t type, symbol s)
{
    value v = {.type = type};
    v.as.text = s;
    if (s)
        gias_put(g, to, name, v);
}

void gias_put_integer(gias *g, properties_of *to, const char *name, int64_t n)
{
    value v = {.type = VALUE_INTEGER};
    v.as.integer = n;
    gias_put(g, to, name, v);
}

void gias_put_level(gias *g, properties_of *to, const char *name, const char *level)
{
    uint16_t kind = kind_of(g, to, name);
    value v = {.type = VALUE_CATEGORY};
    if (kind == VOCABULARY_NONE || !*level)
        return;
    v.as.integer =
        property_level(&g->made->vocabulary.properties[kind], level, strlen(level));
    if (v.as.integer)
        gias_put(g, to, name, v);
}

void gias_put_history(gias *g, properties_of *to, const char *name,
                      const history_item *items, size_t count)
{
    uint16_t kind = kind_of(g, to, name);
    history_item *kept;
    property *row;
    if (kind == VOCABULARY_NONE || !count)
        return;
    if (count == 1 && !items->valid.from_form && !items->valid.to_form) {
        gias_put(g, to, name, items->value);
        return;
    }
    kept = arena_take(&g->made->arena, count * sizeof *kept);
    if (!kept)
        gias_no_memory(g);
    if (!kept || !(row = next(to)))
        return;
    memcpy(kept, items, count * sizeof *kept);
    row->kind = kind;
    row->form = PROPERTY_HISTORY;
    row->count = (uint32_t)count;
    row->as.history = kept;
}

void gias_put_extra(gias *g, properties_of *to, const char *name, const char *text)
{
    property *row = next(to);
    if (!row)
        return;
    row->kind = VOCABULARY_NONE;
    row->form = PROPERTY_SINGLE;
    row->key = gias_symbol(g, name, strlen(name));
    row->count = 1;
    row->as.single.type = VALUE_TEXT;
    row->as.single.as.text = gias_json(g, text);
}

int gias_has(const gias *g, const properties_of *of, const char *name)
{
    uint16_t kind = kind_of(g, of, name);
    for (size_t i = 0; i < of->count; i++)
        if (of->rows[i].kind == kind && kind != VOCABULARY_NONE)
            return 1;
    return 0;
}

static properties keep(gias *g, const properties_of *own)
{
    properties list = {NULL, 0};
    property *rows =
        own->count ? arena_take(&g->made->arena, own->count * sizeof *rows) : NULL;
    if (own->count && !rows) {
        gias_no_memory(g);
        return list;
    }
    if (rows)
        memcpy(rows, own->rows, own->count * sizeof *rows);
    list.rows = rows;
    list.count = (uint32_t)own->count;
    return list;
}

outside_ids gias_ids(gias *g, const outside_id *from, size_t count)
{
    outside_ids list = {NULL, 0};
    outside_id *rows = count ? arena_take(&g->made->arena, count * sizeof *rows) : NULL;
    if (count && !rows)
        gias_no_memory(g);
    for (size_t i = 0; rows && i < count; i++)
        if (from[i].id)
            rows[list.count++] = from[i];
    list.rows = rows;
    return list;
}

static evidence blank_evidence(symbol cites)
{
    evidence item = {0};
    size_t count;
    const field *fields = evidence_fields(&count);
    fields_blank(fields, count, &item);
    item.cites = cites;
    return item;
}

/* Evidence that cites files: one list for all nodes that have the same. */
static evidence_list cite_files(gias *g, uint32_t files)
{
    evidence_list list = {NULL, 0};
    evidence *rows;
    size_t n = 0;
    for (size_t i = 0; i < g->cited_count; i++)
        if (g->cited[i].files == files)
            return g->cited[i].list;
    for (uint32_t bits = files; bits; bits &= bits - 1)
        n++;
    rows = n ? arena_take(&g->made->arena, n * sizeof *rows) : NULL;
    if (n && !rows)
        gias_no_memory(g);
    for (uint32_t file = 0; rows && file <= GIAS_INPUTS_MOST; file++)
        if (files >> file & 1)
            rows[list.count++] = blank_evidence(g->sources[file]);
    list.rows = rows;
    if (g->cited_count < sizeof g->cited / sizeof *g->cited) {
        g->cited[g->cited_count].files = files;
        g->cited[g->cited_count++].list = list;
    }
    return list;
}

node *gias_node(gias *g, symbol id, uint16_t type, place at, const properties_of *own,
                uint32_t files)
{
    node *added = dataset_append(g->made, RECORD_NODE);
    size_t index = dataset_count(g->made, RECORD_NODE) - 1;
    if (!added || !id) {
        gias_no_memory(g);
        return NULL;
    }
    at.index = (uint32_t)index;
    added->id = id;
    added->type = type;
    added->place = at;
    added->properties = keep(g, own);
    added->evidence = cite_files(g, files);
    dataset_claim(g->made, id, RECORD_NODE, index);
    return added;
}

edge *gias_edge(gias *g, uint16_t kind, symbol source, symbol target, place at)
{
    size_t count;
    const field *fields = record_fields(RECORD_EDGE, &count);
    edge *added = dataset_append(g->made, RECORD_EDGE);
    if (!added) {
        gias_no_memory(g);
        return NULL;
    }
    fields_blank(fields, count, added);
    at.index = (uint32_t)dataset_count(g->made, RECORD_EDGE) - 1;
    added->kind = kind;
    added->source = source;
    added->target = target;
    added->place = at;
    return added;
}

void gias_cite(gias *g, edge *e, const place *const *at, size_t count)
{
    evidence *rows = arena_take(&g->made->arena, count * sizeof *rows);
    if (!rows) {
        gias_no_memory(g);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        char locator[24];
        size_t n = gias_numbered(locator, "line ", at[i]->line);
        rows[i] = blank_evidence(g->sources[at[i]->file]);
        rows[i].locator = gias_symbol(g, locator, n);
    }
    e->evidence.rows = rows;
    e->evidence.count = (uint32_t)count;
}
