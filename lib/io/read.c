/* Reading a document: its framing, its lists, and taking it over whole or not at all. */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "io/read.h"
#include "model/merge.h"
#include "model/resolve.h"

enum { TICK_EVERY = 2000 };

static record_list list_of(const char *key)
{
    if (!strcmp(key, "links"))
        return RECORD_EDGE;
    for (int list = RECORD_SOURCE; list < RECORD_LISTS; list++)
        if (!strcmp(key, dataset_list_name((record_list)list)))
            return (record_list)list;
    return RECORD_NONE;
}

/* Now and then: progress, cancelling, memory. */
static void tick(reader *r)
{
    const input_bytes *in = r->scanner.in;
    double bytes = (double)r->into->arena.bytes;
    if (++r->since_tick % TICK_EVERY || r->status)
        return;
    r->status = run_tick(r->run, "reading", in->size ? (double)in->taken / (double)in->size : -1, r->err);
    for (int list = 1; list < RECORD_LISTS; list++)
        bytes += (double)r->into->lists[list].capacity * (double)dataset_record_size((record_list)list);
    if (!r->status)
        r->status = run_reserve(r->run, "the data set", bytes, r->err);
}

static void on_conflict(void *user, const field *f, const char *property)
{
    reader *r = user;
    const place *at = dataset_place(r->into, r->united_list, r->united_row);
    const input *files = r->into->files.items;
    if (f) {
        step_in(r, f->key, 0);
        if (property)
            step_in(r, property, 0);
    }
    fault_value(r, "merge-conflict", NULL, "%s%.60s differs from what %s:%u:%u says of this record",
                f ? "" : "the key ", property ? property : f->key,
                at->file ? files[at->file - 1].name : "the data set", at->line, at->column);
    r->depth = r->hidden;
}

/* The record of an earlier document with the same id, or for an edge without one the same kind, ends
 * and start; -1 = none. */
static int64_t earlier_row(reader *r, record_list list, size_t row)
{
    symbol id = *dataset_id(r->into, list, row);
    record_at known = dataset_record(r->into, id);
    int64_t found;
    if (id && known.list == RECORD_NONE)
        return -1;
    if (id && known.list == (uint32_t)list && known.index < r->first_row[list])
        return (int64_t)known.index;
    if (id) {
        step_in(r, "id", 0);
        fault_value(r, "id-duplicate", NULL, "the id \"%.80s\" is that of a %s already", dataset_text(r->into, id),
                    dataset_record_name((record_list)known.list));
        step_out(r);
        return -1;
    }
    found = list == RECORD_EDGE ? tuples_find(&r->tuples, r->into, dataset_edge(r->into, row)) : -1;
    if (found >= (int64_t)r->first_row[RECORD_EDGE]) {
        fault_value(r, "id-duplicate", NULL,
                    "an edge of the same kind, ends and start stands in this document already: give each an id or a key");
        return -1;
    }
    return found;
}

/* Give a read record its id, or unite it with the one that has it. */
static void settle(reader *r, record_list list, size_t row)
{
    symbol id = *dataset_id(r->into, list, row);
    int64_t earlier;
    r->depth = r->hidden;
    if (!id && list != RECORD_EDGE)
        return;
    if (list == RECORD_EDGE && !id) {
        const edge *e = dataset_edge(r->into, row);
        if (e->kind == VOCABULARY_NONE || !e->source || !e->target)
            return;
    }
    earlier = earlier_row(r, list, row);
    if (earlier >= 0) {
        united both = {list, (uint32_t)earlier, (uint32_t)row};
        char *items = r->into->lists[list].items;
        size_t size = dataset_record_size(list);
        r->united_list = list;
        r->united_row = (size_t)earlier;
        if (!record_unite(r->into, list, items + (size_t)earlier * size, items + row * size, on_conflict, r) ||
            !extras_unite(r->into, record_extras(r->into, list, (size_t)earlier),
                          record_extras(r->into, list, row), on_conflict, r) ||
            !memory_grow((void **)&r->united, &r->united_capacity, r->united_count + 1, sizeof both)) {
            read_no_memory(r);
            return;
        }
        r->united[r->united_count++] = both;
    } else if (id && dataset_record(r->into, id).list == RECORD_NONE) {
        dataset_claim(r->into, id, list, row);
    } else if (!id && !tuples_put(&r->tuples, r->into, row)) {
        read_no_memory(r);
    }
}

/* Keep the slice at hand until the vocabulary has been read. */
static void defer(reader *r, record_list list, size_t index, size_t row, size_t hidden)
{
    deferred late = {memory_text(r->slice.bytes, r->slice.length), r->slice.length, index, row, hidden,
                     r->slice.place, list};
    if (!late.bytes || !memory_grow((void **)&r->deferred, &r->deferred_capacity, r->deferred_count + 1,
                                    sizeof late)) {
        memory_free(late.bytes);
        read_no_memory(r);
        return;
    }
    r->deferred[r->deferred_count++] = late;
}

/* The parsed slice at hand, whose record lies `hidden` steps in, becomes row `row`. */
static void read_parsed(reader *r, json_t *value, record_list list, size_t index, size_t row)
{
    size_t count, faults = r->problems.count, waiting = r->into->pending.count;
    const field *fields = record_fields(list, &count);
    char *record = (char *)r->into->lists[list].items + row * dataset_record_size(list);
    place *at = dataset_place(r->into, list, row);
    scan_place start = locate_place(&r->locator, locate_value(&r->locator, r->steps, r->hidden, NULL));
    *at = (place){r->file, start.line, start.column, (uint32_t)index};
    r->wants_vocabulary = 0;
    r->node_type = VOCABULARY_NONE;
    r->within = 0;
    r->extra_count = 0;
    r->depth = r->hidden;
    r->has_kind = json_object_get(value, "kind") != NULL;
    if (read_fields(r, value, fields, count, record)) {
        *record_extras(r->into, list, row) = take_extras(r, 0);
        check_record(r, list, row);
    }
    if (r->wants_vocabulary) {
        problems_cut(&r->problems, faults);
        r->into->pending.count = waiting;
        defer(r, list, index, row, r->hidden);
        memset(record, 0, dataset_record_size(list));
        *dataset_place(r->into, list, row) = (place){r->file, start.line, start.column, (uint32_t)index};
    } else {
        settle(r, list, row);
    }
}

static void read_element(reader *r, const slice *text, record_list list)
{
    size_t index = r->counts[list]++, row = r->into->lists[list].count;
    char base[48];
    json_t *value;
    snprintf(base, sizeof base, "/%s/%zu", list == RECORD_EDGE && r->links ? "links" : dataset_list_name(list), index);
    value = read_slice(r, text, base);
    if (!value)
        return;
    if (dataset_append(r->into, list))
        read_parsed(r, value, list, index, row);
    else
        read_no_memory(r);
    json_decref(value);
    tick(r);
}

/* Records that waited for the vocabulary. */
static void read_deferred(reader *r)
{
    size_t count = r->deferred_count;
    r->vocabulary_final = 1;
    for (size_t i = 0; i < count && !r->status; i++) {
        deferred *late = &r->deferred[i];
        slice text = {late->bytes, late->length, late->place, 0};
        char base[48];
        json_t *value;
        snprintf(base, sizeof base, "/%s/%zu", late->list == RECORD_EDGE && r->links ? "links" : dataset_list_name(late->list), late->index);
        value = read_slice(r, &text, base);
        if (!value)
            continue;
        if (late->hidden) {
            step_in(r, dataset_record_name(late->list), 0);
            r->hidden = 1;
        }
        read_parsed(r, late->hidden ? json_object_get(value, dataset_record_name(late->list)) : value,
                    late->list, late->index, late->row);
        json_decref(value);
    }
}

/* --- framing ---------------------------------------------------------------------------------- */

static int peek(reader *r)
{
    polity_status status = POLITY_OK;
    int c = r->status ? -2 : scan_peek(&r->scanner, &status, r->err);
    if (status)
        r->status = status;
    return c;
}

/* Report that the text cannot go on like this; the rest of it is not read. Returns 0. */
static int stop(reader *r, const char *path, const char *wanted)
{
    scan_place at = r->scanner.place;
    int c = peek(r);
    if (r->status)
        return 0;
    if (c == -1 && r->scanner.in->damage)
        fault_here(r, r->scanner.in->damage, (scan_place){0, 0}, "", "the compressed data are damaged: what came before the damage was looked at");
    else if (c == -1)
        fault_here(r, "json-truncated", r->scanner.place, path, "the text ends where %s should stand", wanted);
    else if (c < 0x20 || c >= 0x7f)
        fault_here(r, "json-syntax", r->scanner.place, path, "expected %s, found byte 0x%02x", wanted, (unsigned)c);
    else
        fault_here(r, "json-syntax", r->scanner.place, path, "expected %s, found '%c'", wanted, c);
    (void)at;
    r->stopped = 1;
    return 0;
}

/* Cut the next value; 0 = it cannot be cut, which has been reported, or reading failed. */
static int cut(reader *r, slice *out, const char *path)
{
    polity_status status = POLITY_OK;
    scan_place place;
    json_fault found;
    switch (scan_value(&r->scanner, out, &status, r->err)) {
    case SCAN_OK: return 1;
    case SCAN_DEEP:
        place = out->place;
        scan_advance(&place, out->bytes, out->wrong);
        fault_here(r, "json-depth", place, path, "nested more than %d deep", SCAN_DEPTH);
        return 2;
    case SCAN_TRUNCATED:
        json_diagnose(out->bytes, out->length, 0, &found);
        if (!r->scanner.in->damage && found.id && found.offset < out->length && strcmp(found.id, "json-truncated")) {
            place = out->place;
            scan_advance(&place, out->bytes, found.offset);
            fault_here(r, found.id, place, path, "%s", found.message);
            r->stopped = 1;
            return 0;
        }
        return stop(r, path, "the end of this value");
    case SCAN_SYNTAX:
        if (!out->wrong)
            return stop(r, path, "a value");
        json_diagnose(out->bytes, out->length, 0, &found);
        place = out->place;
        scan_advance(&place, out->bytes, found.id && found.offset < out->wrong ? found.offset : out->wrong);
        if (found.id && found.offset < out->wrong)
            fault_here(r, found.id, place, path, "%s", found.message);
        else
            fault_here(r, "json-syntax", place, path, "this bracket does not close the one that is open");
        r->stopped = 1;
        return 0;
    default: r->status = status; return 0;
    }
}

/* The elements of a list, whose '[' is next. 1 = to its end. */
static int read_list(reader *r, const char *key, record_list list)
{
    char path[64];
    slice text;
    snprintf(path, sizeof path, "/%s", key);
    scan_take(&r->scanner);
    if (peek(r) == ']') {
        scan_take(&r->scanner);
        return 1;
    }
    for (;;) {
        int c, framed;
        snprintf(path, sizeof path, "/%s/%zu", key, r->counts[list]);
        c = peek(r);
        if (c < 0 || c == ']')
            return stop(r, path, "a record");
        framed = cut(r, &text, path);
        if (!framed)
            return 0;
        if (framed == 1)
            read_element(r, &text, list);
        else
            r->counts[list]++;
        c = peek(r);
        if (c == ']') {
            scan_take(&r->scanner);
            return 1;
        }
        if (c != ',')
            return stop(r, path, "',' or ']'");
        scan_take(&r->scanner);
    }
}

/* A value of the document that is no list of records. */
static int read_value(reader *r, const char *key)
{
    buffer path = {0};
    slice text;
    json_t *value;
    int framed, fine;
    step named = {key, 0};
    locate_pointer(&named, 1, &path);
    framed = path.failed ? read_no_memory(r) : cut(r, &text, path.bytes);
    if (framed == 1) {
        value = read_slice(r, &text, path.length < sizeof r->base ? path.bytes : "");
        if (value) {
            size_t since = r->document_extra_count;
            (void)since;
            r->extra_count = 0;
            r->within = 0;
            r->node_type = VOCABULARY_NONE;
            r->wants_vocabulary = 0;
            read_document_key(r, key, value);
        }
        json_decref(value);
    }
    fine = framed != 0;
    buffer_free(&path);
    return fine;
}
