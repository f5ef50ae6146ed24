/* Records of a document: read, given their ids, united with earlier ones, or kept for
 * later. */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "io/read.h"
#include "model/merge.h"

enum { TICK_EVERY = 2000, EXPECT_AFTER = 2000 };

/* Now and then: progress, cancelling, memory. */
static void tick(reader *r)
{
    const input_bytes *in = r->scanner.in;
    double bytes;
    if (++r->since_tick % TICK_EVERY || r->status)
        return;
    r->status =
        run_tick(r->run, "reading",
                 in && in->size ? (double)in->taken / (double)in->size : -1, r->err);
    bytes = (double)r->into->arena.bytes +
            (double)r->into->symbol_capacity * sizeof *r->into->texts +
            (double)r->into->slot_count * sizeof *r->into->symbol_slots;
    for (int list = 1; list < RECORD_LISTS; list++)
        bytes += (double)r->into->lists[list].count *
                 (double)dataset_record_size((record_list)list);
    if (!r->status)
        r->status = run_reserve(r->run, "the data set", bytes, r->err);
}

static void on_conflict(void *user, const field *f, const char *property)
{
    reader *r = user;
    const place *at = dataset_place(r->into, r->united_list, r->united_row);
    const input *files = r->into->files.items;
    const char *key = property;
    if (f) {
        step_in(r, f->key, 0);
        if (property)
            step_in(r, property, 0);
        else
            key = f->key;
    }
    fault_value(
        r, "merge-conflict", NULL,
        "%s%.60s differs from what %s:%u:%u says of this record", f ? "" : "the key ",
        key, at->file ? files[at->file - 1].name : "the data set", at->line, at->column);
    r->depth = r->hidden;
}

/* The record of an earlier document with the same id, or for an edge without one the same
 * kind, ends and start; -1 = none, and such an edge is known from now on. */
static int64_t earlier_row(reader *r, record_list list, size_t row)
{
    symbol id = *dataset_id(r->into, list, row);
    record_at known = dataset_record(r->into, id);
    int64_t found = -1;
    if (id && known.list == RECORD_NONE)
        return -1;
    if (id && known.list == (uint32_t)list && known.index < r->first_row[list])
        return (int64_t)known.index;
    if (id) {
        step_in(r, "id", 0);
        fault_value(r, "id-duplicate", NULL, "the id \"%.80s\" is that of a %s already",
                    dataset_text(r->into, id),
                    dataset_record_name((record_list)known.list));
        step_out(r);
        return -1;
    }
    if (list != RECORD_EDGE)
        return -1;
    if (!tuples_claim(&r->tuples, r->into, row, &found)) {
        read_no_memory(r);
        return -1;
    }
    if (found >= (int64_t)r->first_row[RECORD_EDGE]) {
        buffer name = {0};
        dataset_edge_name(r->into, dataset_edge(r->into, row), &name);
        fault_whole(
            r, "id-duplicate",
            "the edge %.200s stands in this document already: give each an id or a key",
            name.failed ? "" : name.bytes);
        buffer_free(&name);
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
        if (!record_unite(r->into, list, items + (size_t)earlier * size,
                          items + row * size, on_conflict, r) ||
            !extras_unite(r->into, record_extras(r->into, list, (size_t)earlier),
                          record_extras(r->into, list, row), on_conflict, r) ||
            !memory_grow((void **)&r->united, &r->united_capacity, r->united_count + 1,
                         sizeof both)) {
            read_no_memory(r);
            return;
        }
        r->united[r->united_count++] = both;
    } else if (id && dataset_record(r->into, id).list == RECORD_NONE) {
        dataset_claim(r->into, id, list, row);
    }
}

/* Keep the slice at hand until the vocabulary has been read. */
static void defer(reader *r, record_list list, size_t index, size_t row, size_t hidden)
{
    deferred late = {memory_text(r->slice.bytes, r->slice.length),
                     r->slice.length,
                     index,
                     row,
                     hidden,
                     r->slice.place,
                     list};
    if (!late.bytes || !memory_grow((void **)&r->deferred, &r->deferred_capacity,
                                    r->deferred_count + 1, sizeof late)) {
        memory_free(late.bytes);
        read_no_memory(r);
        return;
    }
    r->deferred[r->deferred_count++] = late;
}

static scan_place record_place(reader *r)
{
    r->depth = r->hidden;
    return r->hidden || r->origin_count ? read_place(r) : r->slice.place;
}

/* The parsed slice at hand, whose record lies `hidden` steps in, becomes row `row`. */
static void read_parsed(reader *r, const parsed *value, record_list list, size_t index,
                        size_t row)
{
    size_t count, faults = r->problems.count, waiting = r->into->pending.count;
    const field *fields = record_fields(list, &count);
    char *record = (char *)r->into->lists[list].items + row * dataset_record_size(list);
    place *at = dataset_place(r->into, list, row);
    scan_place start = record_place(r);
    *at = (place){r->file, start.line, start.column, (uint32_t)index};
    r->wants_vocabulary = 0;
    r->node_type = VOCABULARY_NONE;
    r->within = 0;
    r->extra_count = 0;
    r->depth = r->hidden;
    if (list == RECORD_ABSENCE || list == RECORD_RULE) {
        r->has_kind = parsed_get(value, "kind") != NULL;
        r->has_class = parsed_get(value, "class") != NULL;
    }
    r->is_node = list == RECORD_NODE;
    if (read_fields(r, value, fields, count, record)) {
        if (list == RECORD_EDGE)
            tuples_look_ahead(&r->tuples, (const edge *)(const void *)record);
        *record_extras(r->into, list, row) = take_extras(r, 0);
        check_record(r, list, row);
        own_pending(r->into, waiting, *dataset_id(r->into, list, row));
    }
    if (r->wants_vocabulary) {
        problems_cut(&r->problems, faults);
        r->into->pending.count = waiting;
        defer(r, list, index, row, r->hidden);
        memset(record, 0, dataset_record_size(list));
        *dataset_place(r->into, list, row) =
            (place){r->file, start.line, start.column, (uint32_t)index};
    } else {
        settle(r, list, row);
    }
}

int read_quick(reader *r, size_t outer, slice *out)
{
    parse_result result;
    if (read_peek(r) != '{')
        return 0;
    result = scan_parsed(&r->scanner, &r->room, SCAN_DEPTH - outer, out);
    if (result == PARSE_MEMORY)
        read_no_memory(r);
    return result == PARSE_OK;
}

/* How many records are to come, if the rest of the file is like those of the list so far.
 */
static void expect(reader *r, record_list list, size_t index)
{
    const input_bytes *in = r->scanner.in;
    uint64_t at = in ? in->taken - (r->scanner.end - r->scanner.at) : 0;
    size_t more;
    if (!in || in->gzip)
        return;
    if (!index)
        r->list_began = at;
    if (!index || at <= r->list_began || at >= in->size)
        return;
    more =
        (size_t)((double)(in->size - at) * (double)index / (double)(at - r->list_began));
    dataset_expect(r->into, list, more);
    /* edges of a list mostly have an id all, or none */
    if (list == RECORD_EDGE && r->tuples.count >= index / 2 &&
        !tuples_reserve(&r->tuples, r->tuples.count + more))
        read_no_memory(r);
}

/* The parsed slice at hand becomes the next row of a list. */
static void append_parsed(reader *r, const parsed *value, record_list list, size_t index)
{
    size_t row = r->into->lists[list].count;
    if (!index || index == EXPECT_AFTER)
        expect(r, list, index);
    if (dataset_append(r->into, list))
        read_parsed(r, value, list, index, row);
    else
        read_no_memory(r);
    tick(r);
}

void read_element(reader *r, const slice *text, record_list list)
{
    size_t index = r->counts[list]++;
    const parsed *value;
    read_at_record(r, text, list, index);
    value = read_parse(r);
    if (value)
        append_parsed(r, value, list, index);
    else
        tick(r);
}

void read_parsed_element(reader *r, const slice *text, record_list list)
{
    size_t index = r->counts[list]++;
    read_at_record(r, text, list, index);
    append_parsed(r, r->room.values, list, index);
}

void read_line(reader *r, const parsed *value, record_list list)
{
    size_t index = r->counts[list]++;
    const char *key = dataset_record_name(list);
    r->base_list = list;
    r->base_index = index;
    step_in(r, key, 0);
    r->hidden = 1;
    append_parsed(r, parsed_get(value, key), list, index);
}

void read_later(reader *r) { defer(r, RECORD_NONE, 0, 0, 0); }

static void read_late_boundary(reader *r, const slice *text)
{
    const parsed *value = read_slice(r, text, "/boundary");
    r->wants_vocabulary = 0;
    if (value)
        read_about(r, "boundary", value);
    keep_collected(r);
}

/* Records that waited for the vocabulary. */
void read_deferred(reader *r)
{
    size_t count = r->deferred_count;
    r->vocabulary_final = 1;
    for (size_t i = 0; i < count && !r->status; i++) {
        deferred *late = &r->deferred[i];
        slice text = {late->bytes, late->length, late->place, 0};
        const parsed *value;
        if (late->list == RECORD_NONE) {
            read_late_boundary(r, &text);
            continue;
        }
        read_at_record(r, &text, late->list, late->index);
        value = read_parse(r);
        if (!value)
            continue;
        if (late->hidden) {
            step_in(r, dataset_record_name(late->list), 0);
            r->hidden = 1;
        }
        read_parsed(
            r, late->hidden ? parsed_get(value, dataset_record_name(late->list)) : value,
            late->list, late->index, late->row);
    }
}
