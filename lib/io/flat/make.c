/* Rows to records: cells become a JSON object, which the reader of documents reads. */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "io/flat/flat.h"

void flat_record_begin(flat_record *b, reader *r, record_list list)
{
    memset(b, 0, sizeof *b);
    b->r = r;
    b->list = list;
}

void flat_record_free(flat_record *b)
{
    buffer *const all[] = {&b->top,  &b->valid,    &b->ids,  &b->properties,
                           &b->part, &b->evidence, &b->whole};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        buffer_free(all[i]);
    memory_free(b->origins);
    arena_free(&b->paths);
}

/* The part of the record at a pointer comes from this cell; 0 = it came already. */
static int add_origin(flat_record *b, const char *path, const flat_cell *cell)
{
    for (size_t i = 0; i < b->origin_count; i++)
        if (!strcmp(b->origins[i].path, path))
            return 0;
    path = arena_text(&b->paths, path, strlen(path));
    if (!path || !memory_grow((void **)&b->origins, &b->origin_capacity,
                              b->origin_count + 1, sizeof *b->origins))
        return read_no_memory(b->r);
    b->origins[b->origin_count++] = (origin){path, cell->name, cell->text, cell->place};
    return 1;
}

void flat_record_at(flat_record *b, scan_place place)
{
    buffer *const all[] = {&b->top,  &b->valid,    &b->ids,  &b->properties,
                           &b->part, &b->evidence, &b->whole};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        buffer_clear(all[i]);
    arena_free(&b->paths);
    memset(b->pieces, 0, sizeof b->pieces);
    b->origin_count = 0;
    b->has_type = b->has_kind = b->has_id = b->undirected = 0;
    b->stated_kind = VOCABULARY_NONE;
    b->class_text = NULL;
    add_origin(b, "", &(flat_cell){NULL, NULL, NULL, place});
}

/* A fault of a cell, outside any record. */
static void fault_of_cell(flat_record *b, const flat_cell *cell, const char *id,
                          const char *message)
{
    char shown[256];
    read_shown(cell->text, strlen(cell->text), shown);
    fault_here(b->r, id, cell->place, "", shown, "%.60s is \"%.120s\": %s", cell->name,
               shown, message);
}

/* `KEY: ` in one of the parts; 0 = the record has it already, or no memory. */
static int begin_member(flat_record *b, buffer *to, const char *within, const char *key,
                        const flat_cell *cell)
{
    buffer path = {0};
    const step steps[2] = {{within, 0}, {key, 0}};
    int fine;
    locate_pointer(*within ? steps : steps + 1, *within ? 2 : 1, &path);
    fine = path.failed ? read_no_memory(b->r) : add_origin(b, path.bytes, cell);
    buffer_free(&path);
    if (!fine) {
        if (!b->r->status)
            fault_of_cell(b, cell, "key-conflict", "the record says this twice");
        return 0;
    }
    buffer_text(to, to->length ? ", " : "");
    buffer_json(to, key);
    buffer_text(to, ": ");
    return 1;
}

static int is_direction(const char *text)
{
    return flat_same(text, "directed") || flat_same(text, "undirected") ||
           flat_same(text, "mutual");
}

static void put_direction(flat_record *b, const char *text)
{
    if (flat_same(text, "undirected") || flat_same(text, "true") ||
        flat_same(text, "1") || flat_same(text, "mutual"))
        b->undirected = 2;
    else
        b->undirected = 1;
}

static void put_field(flat_record *b, const flat_cell *cell)
{
    const field *f = cell->to->field;
    if (f->type == FIELD_KIND && is_direction(cell->text)) { /* Gephi's column Type */
        put_direction(b, cell->text);
        return;
    }
    if (!begin_member(b, &b->top, "", f->key, cell))
        return;
    b->has_type |= f->type == FIELD_TYPE;
    b->has_kind |= f->type == FIELD_KIND;
    b->has_id |= f->type == FIELD_ID;
    if (cell->to->json) {
        buffer_text(&b->top, cell->text);
        return;
    }
    buffer_clear(&b->part);
    flat_field_json(b, &b->part, f, cell->text);
    if (f->type == FIELD_KIND && b->part.length > 2)
        b->stated_kind = vocabulary_kind(&b->r->into->vocabulary, b->part.bytes + 1,
                                         b->part.length - 2);
    buffer_add(&b->top, b->part.bytes ? b->part.bytes : "", b->part.length);
    b->top.failed |= b->part.failed;
}

static void put_property(flat_record *b, const flat_cell *cell)
{
    const property_kind *kind = &b->r->into->vocabulary.properties[cell->to->property];
    if (!begin_member(b, &b->properties, "properties", kind->name, cell))
        return;
    if (cell->to->json)
        buffer_text(&b->properties, cell->text);
    else
        flat_property_json(&b->properties, kind, cell->text);
}

static void put_evidence(flat_record *b, const flat_cell *cell)
{
    size_t count;
    const field *fields = evidence_fields(&count);
    size_t at = (size_t)(cell->to->field - fields);
    if (cell->to->field->type == FIELD_EVIDENCE) {
        if (cell->to->json && begin_member(b, &b->top, "", "evidence", cell))
            buffer_text(&b->top, cell->text);
    } else if (at < FLAT_EVIDENCE_FIELDS) {
        b->pieces[at] = *cell;
    }
}

static void put_text(flat_record *b, buffer *to, const char *within,
                     const flat_cell *cell, int free)
{
    if (!begin_member(b, to, within, cell->to->key, cell))
        return;
    if (cell->to->json)
        buffer_text(to, cell->text);
    else if (free)
        flat_json_or_text(to, cell->text);
    else
        buffer_json(to, cell->text);
}

static void put_extra(flat_record *b, const flat_cell *cell)
{
    const char *within = cell->to->within;
    buffer *to = !strcmp(within, "valid") ? &b->valid
                 : !strcmp(within, "ids") ? &b->ids
                                          : &b->top;
    put_text(b, to, within, cell, 1);
}

void flat_record_put(flat_record *b, const flat_cell *cell)
{
    if (cell->to->json && !flat_is_json(cell->text)) {
        fault_of_cell(b, cell, "json-syntax", "this is not JSON");
        return;
    }
    switch (cell->to->what) {
    case FLAT_FIELD: put_field(b, cell); break;
    case FLAT_BOUND: put_text(b, &b->valid, "valid", cell, 0); break;
    case FLAT_ID_OUTSIDE: put_text(b, &b->ids, "ids", cell, 0); break;
    case FLAT_PROPERTY: put_property(b, cell); break;
    case FLAT_FREE: put_text(b, &b->properties, "properties", cell, 1); break;
    case FLAT_EXTRA: put_extra(b, cell); break;
    case FLAT_EVIDENCE: put_evidence(b, cell); break;
    case FLAT_DIRECTION: put_direction(b, cell->text); break;
    case FLAT_CLASS:
        b->class_text = cell->text;
        add_origin(b, "/class", cell);
        break;
    default: break;
    }
}

/* --- evidence: each column has a text a piece --- */

static size_t piece_count(const char *text)
{
    size_t n = 1;
    for (; *text; text++)
        n += *text == '|';
    return n;
}

/* Item `i` of a cell, into `part`; 0 = it is empty. */
static int piece_text(flat_record *b, const flat_cell *cell, size_t i)
{
    const char *at = cell->text;
    buffer_clear(&b->part);
    for (; i && *at; at++)
        i -= *at == '|';
    if (i || !*at || *at == '|')
        return 0;
    buffer_add(&b->part, at, strcspn(at, "|"));
    return !b->part.failed;
}

static void add_piece(flat_record *b, size_t i, const field *fields, size_t count)
{
    int any = 0;
    buffer_text(&b->evidence, i ? ", {" : "{");
    for (size_t k = 0; k < count; k++) {
        char path[64];
        if (!b->pieces[k].text || !piece_text(b, &b->pieces[k], i))
            continue;
        snprintf(path, sizeof path, "/evidence/%zu/%s", i, fields[k].key);
        add_origin(b, path, &b->pieces[k]);
        buffer_text(&b->evidence, any++ ? ", " : "");
        buffer_json(&b->evidence, fields[k].key);
        buffer_text(&b->evidence, ": ");
        flat_field_json(b, &b->evidence, &fields[k], b->part.bytes);
    }
    buffer_char(&b->evidence, '}');
}

static void add_evidence(flat_record *b)
{
    size_t count, most = 0;
    const field *fields = evidence_fields(&count);
    count = count < FLAT_EVIDENCE_FIELDS ? count : FLAT_EVIDENCE_FIELDS;
    for (size_t k = 0; k < count; k++) {
        size_t n = b->pieces[k].text ? piece_count(b->pieces[k].text) : 0;
        if (n && !most && k)
            add_origin(b, "/evidence", &b->pieces[k]);
        most = n > most ? n : most;
    }
    for (size_t i = 0; i < most; i++)
        add_piece(b, i, fields, count);
}

/* --- the whole --- */

static void add_part(flat_record *b, const char *key, const buffer *part, char open)
{
    if (!part->length)
        return;
    buffer_print(&b->whole, "%s\"%s\": %c", b->whole.length > 1 ? ", " : "", key, open);
    buffer_add(&b->whole, part->bytes, part->length);
    buffer_char(&b->whole, open == '{' ? '}' : ']');
    b->whole.failed |= part->failed;
}

static void add_default(flat_record *b, const char *key, const char *text)
{
    buffer_text(&b->top, b->top.length ? ", " : "");
    buffer_json(&b->top, key);
    buffer_text(&b->top, ": ");
    buffer_json(&b->top, text);
}

/* What the file says of a tie's class and direction is no field: the kind has both. */
static void check_kind(flat_record *b)
{
    const edge_kind *kind = b->stated_kind == VOCABULARY_NONE
                                ? NULL
                                : &b->r->into->vocabulary.kinds[b->stated_kind];
    if (!kind)
        return;
    if (b->undirected && kind->directed != (b->undirected == 1)) {
        if (!b->against++)
            b->against_place = b->origins[0].place;
    }
    if (b->class_text && !flat_same(b->class_text, word_text(WORDS_CLASS, kind->class))) {
        b->r->depth = 0;
        step_in(b->r, "class", 0);
        fault_value(b->r, "kind-class", NULL, "the kind \"%s\" is of the class %s",
                    kind->name, word_text(WORDS_CLASS, kind->class));
        step_out(b->r);
    }
}

void flat_record_end(flat_record *b)
{
    reader *r = b->r;
    slice text;
    if (b->list == RECORD_NODE && !b->has_type && b->type)
        add_default(b, "type", b->type);
    if (b->list == RECORD_EDGE && !b->has_kind && b->kind) {
        add_default(b, "kind", b->kind);
        b->stated_kind = vocabulary_kind(&r->into->vocabulary, b->kind, strlen(b->kind));
    }
    add_evidence(b);
    buffer_char(&b->whole, '{');
    if (b->top.length)
        buffer_add(&b->whole, b->top.bytes, b->top.length);
    b->whole.failed |= b->top.failed;
    add_part(b, "valid", &b->valid, '{');
    add_part(b, "ids", &b->ids, '{');
    add_part(b, "properties", &b->properties, '{');
    add_part(b, "evidence", &b->evidence, '[');
    buffer_char(&b->whole, '}');
    if (b->whole.failed || r->status) {
        read_no_memory(r);
        return;
    }
    text = (slice){b->whole.bytes, b->whole.length, {1, 1}, 0};
    r->origins = b->origins;
    r->origin_count = b->origin_count;
    read_element(r, &text, b->list);
    check_kind(b);
    r->origins = NULL;
    r->origin_count = 0;
}
