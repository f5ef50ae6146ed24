/* The framing of a document: its keys, its lists, its lines. */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "io/read.h"

int read_peek(reader *r)
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
    int c = read_peek(r);
    scan_place at = scan_here(&r->scanner);
    r->stopped = 1;
    if (r->status)
        return 0;
    if (c == -1 && r->scanner.in->damage)
        fault_here(r, r->scanner.in->damage, (scan_place){0, 0}, "", NULL,
                   "the compressed data are damaged or cut off: their checksum or form "
                   "is wrong");
    else if (c == -1)
        fault_here(r, "json-truncated", at, path, NULL,
                   "the text ends, where %s should stand", wanted);
    else if (c < 0x20 || c >= 0x7f)
        fault_here(r, c >= 0x80 ? "json-utf8" : "json-syntax", at, path, NULL,
                   "expected %s, found byte 0x%02x", wanted, (unsigned)c);
    else
        fault_here(r, "json-syntax", at, path, NULL, "expected %s, found '%c'", wanted,
                   c);
    return 0;
}

/* A fault at an offset of a slice that could not be cut. Returns 0. */
static int stop_at(reader *r, const slice *text, const char *id, size_t offset,
                   const char *path, const char *message)
{
    scan_place at = text->place;
    scan_advance(&at, text->bytes, offset);
    fault_here(r, id, at, path, NULL, "%s", message);
    r->stopped = 1;
    return 0;
}

/* The text ended, or a bracket did not fit: often an earlier mistake is to blame, such as
 * a text that does not end. */
static int stop_within(reader *r, const slice *text, size_t at, const char *path)
{
    json_fault found;
    json_diagnose(text->bytes, text->length, 0, &found);
    if (!r->scanner.in->damage && found.id && found.offset < at &&
        strcmp(found.id, "json-truncated"))
        return stop_at(r, text, found.id, found.offset, path, found.message);
    if (at >= text->length)
        return stop(r, path, "the end of this value");
    return stop_at(r, text, "json-syntax", at, path,
                   "this bracket does not close the one that is open");
}

/* Cut the next value: 1 = it is in `out`; 2 = it was cut, but is not to be read; 0 = it
 * cannot be cut. */
int read_cut(reader *r, slice *out, const char *path)
{
    polity_status status = POLITY_OK;
    scan_place at;
    switch (scan_value(&r->scanner, out, &status, r->err)) {
    case SCAN_OK: return 1;
    case SCAN_DEEP:
        at = out->place;
        scan_advance(&at, out->bytes, out->wrong);
        fault_here(r, "json-depth", at, path, NULL, "nested more than %d deep",
                   SCAN_DEPTH);
        return 2;
    case SCAN_TRUNCATED: return stop_within(r, out, out->length, path);
    case SCAN_SYNTAX:
        return out->wrong ? stop_within(r, out, out->wrong, path)
                          : stop(r, path, "a value");
    default: r->status = status; return 0;
    }
}

static record_list list_of(const char *key)
{
    if (!strcmp(key, "links"))
        return RECORD_EDGE;
    for (int list = RECORD_SOURCE; list < RECORD_LISTS; list++)
        if (!strcmp(key, dataset_list_name((record_list)list)))
            return (record_list)list;
    return RECORD_NONE;
}

/* One record of a list, of which the fast way cannot take it: 0 = reading ends here. */
static int read_framed(reader *r, const char *key, record_list list)
{
    char path[64];
    slice text;
    int c = read_peek(r), framed;
    snprintf(path, sizeof path, "/%s/%zu", key, r->counts[list]);
    if (c < 0 || c == ']') {
        path[strlen(key) + 1] = '\0';
        return stop(r, path, "a record");
    }
    r->scanner.outer = 2;
    framed = read_cut(r, &text, path);
    if (framed == 1)
        read_element(r, &text, list);
    else if (framed == 2)
        r->counts[list]++;
    return framed;
}

/* The elements of a list, whose '[' is next; 1 = to its end. */
static int read_list(reader *r, const char *key, record_list list)
{
    char path[64];
    slice text;
    int c;
    scan_take(&r->scanner);
    if (read_peek(r) == ']') {
        scan_take(&r->scanner);
        return 1;
    }
    for (;;) {
        if (read_quick(r, 2, &text))
            read_parsed_element(r, &text, list);
        else if (!read_framed(r, key, list))
            return 0;
        c = read_peek(r);
        if (c != ',' && c != ']') {
            snprintf(path, sizeof path, "/%s", key);
            return stop(r, path, "',' or ']' after a record");
        }
        scan_take(&r->scanner);
        if (c == ']')
            return 1;
    }
}

/* Keep a key of the document that is not known, with its value, the slice at hand. */
static void keep_unknown(reader *r, const char *key, scan_place key_place,
                         const char *path)
{
    extra row = {0, dataset_symbol(r->into, key, strlen(key)), read_raw(r)};
    if (strncmp(key, "x_", 2)) {
        char hint[NEAREST_SIZE];
        nearest near;
        int is_record = 0;
        nearest_begin(&near, key, strlen(key));
        for (size_t i = 0; about_keys[i]; i++)
            nearest_offer(&near, about_keys[i]);
        for (int list = RECORD_SOURCE; list < RECORD_LISTS; list++)
            is_record |= !strcmp(key, dataset_record_name((record_list)list));
        if (is_record && !r->has_version) {
            fault_here(r, "line-first", r->start, "", NULL,
                       "the first line is a record: the document, with \"polity\", comes "
                       "before");
            r->line_first = 1;
            return;
        }
        fault_here(r, "key-unknown", key_place, path, r->key_shown,
                   "the key \"%.60s\" is not known here%s", key,
                   nearest_hint(&near, hint));
    }
    read_about_extra(r, &row);
    if (!row.key || !memory_grow((void **)&r->about_extras, &r->about_extra_capacity,
                                 r->about_extra_count + 1, sizeof row))
        read_no_memory(r);
    else
        r->about_extras[r->about_extra_count++] = row;
}

/* Whatever x_ keys were collected inside a value belong to the document. */
void keep_collected(reader *r)
{
    if (!r->extra_count)
        return;
    if (!memory_grow((void **)&r->about_extras, &r->about_extra_capacity,
                     r->about_extra_count + r->extra_count, sizeof *r->extra_rows)) {
        read_no_memory(r);
        return;
    }
    for (size_t i = 0; i < r->extra_count; i++)
        read_about_extra(r, &r->extra_rows[i]);
    memcpy(r->about_extras + r->about_extra_count, r->extra_rows,
           r->extra_count * sizeof *r->extra_rows);
    r->about_extra_count += r->extra_count;
    r->extra_count = 0;
}

void read_key_value(reader *r, const char *key, const slice *text, scan_place key_place,
                    const char *path)
{
    size_t faults = r->problems.count;
    about before = r->into->about;
    const parsed *value = read_slice(r, text, path);
    if (!value)
        return;
    r->extra_count = 0;
    r->within = 0;
    r->node_type = VOCABULARY_NONE;
    r->wants_vocabulary = 0;
    if (list_of(key) != RECORD_NONE)
        fault_value(r, "value-type", NULL, "expected a list of records");
    else if (!read_about(r, key, value))
        keep_unknown(r, key, key_place, path);
    if (r->wants_vocabulary) { /* the boundary names types: once more, when all are known
                                */
        problems_cut(&r->problems, faults);
        r->into->about = before;
        read_later(r);
        r->extra_count = 0;
    }
    keep_collected(r);
    if (!strcmp(key, "vocabulary"))
        r->vocabulary_final = 1;
}

/* Whether a key stands in the document for the second time. */
static int is_repeated(reader *r, const char *key, scan_place at, const char *path)
{
    if (map_find(&r->keys, key, strlen(key)) != MAP_ABSENT) {
        fault_here(r, "json-duplicate-key", at, path, r->key_shown,
                   "the key \"%.60s\" stands in the document already", key);
        return 1;
    }
    if (!map_put(&r->keys, key, strlen(key), 0))
        read_no_memory(r);
    if (strcmp(key, "edges") && strcmp(key, "links"))
        return 0;
    if (r->has_edges)
        fault_here(r, "key-conflict", at, path, r->key_shown,
                   "`edges` and `links` are one list: give it one name");
    r->has_edges = 1;
    r->links = !strcmp(key, "links");
    return 0;
}

/* One key of the document and its value. 0 = reading cannot go on. */
static int read_member(reader *r)
{
    scan_place key_place = scan_here(&r->scanner);
    buffer path = {0};
    slice text;
    const parsed *key;
    const char *name;
    int fine = 0, c, repeated;
    r->scanner.outer = 1;
    if (read_cut(r, &text, "") != 1)
        return 0;
    read_shown(text.bytes, text.length, r->key_shown);
    key = read_slice(r, &text, "");
    if (!parsed_is_text(key)) {
        r->stopped = 1;
        goto out;
    }
    name = arena_text(&r->key_texts, parsed_text(key), parsed_length(key));
    if (!name) {
        read_no_memory(r);
        goto out;
    }
    locate_pointer(&(step){name, 0}, 1, &path);
    if (path.failed) {
        read_no_memory(r);
        goto out;
    }
    repeated = is_repeated(r, name, key_place, path.bytes);
    if (read_peek(r) != ':') {
        stop(r, path.bytes, "':' after the key");
        goto out;
    }
    scan_take(&r->scanner);
    c = read_peek(r);
    if (list_of(name) != RECORD_NONE && c == '[' && !repeated) {
        if (!r->list_place.line) {
            r->list_place = key_place;
            snprintf(r->list_key, sizeof r->list_key, "/%s", name);
        }
        fine = read_list(r, name, list_of(name));
        goto out;
    }
    if (c < 0) {
        stop(r, path.bytes, "a value");
        goto out;
    }
    fine = read_cut(r, &text, path.bytes);
    if (fine == 1 && !repeated)
        read_key_value(r, name, &text, key_place, path.bytes);
out:
    buffer_free(&path);
    return fine && !r->status;
}

/* The object of the document, whose '{' is next. */
static void read_object(reader *r)
{
    int c;
    scan_take(&r->scanner);
    c = read_peek(r);
    if (c == '}') {
        scan_take(&r->scanner);
        return;
    }
    for (;;) {
        if (c != '"') {
            stop(r, "", "a key in double quotes");
            return;
        }
        if (!read_member(r))
            return;
        c = read_peek(r);
        if (c == '}') {
            scan_take(&r->scanner);
            return;
        }
        if (c != ',') {
            stop(r, "", "',' or '}'");
            return;
        }
        scan_take(&r->scanner);
        c = read_peek(r);
    }
}

static void skip_mark(reader *r)
{
    scanner *s = &r->scanner;
    if (s->end - s->at >= 3 && !memcmp(s->bytes + s->at, "\xEF\xBB\xBF", 3)) {
        s->at += 3;
        s->place = (scan_place){1, 1};
        s->placed = s->at;
    }
}

/* What is no object is no document. */
static void refuse_document(reader *r)
{
    slice text;
    const parsed *value;
    if (read_peek(r) >= 0xFE) {
        fault_here(r, "json-utf8", scan_here(&r->scanner), "", NULL,
                   "the bytes are not UTF-8: this looks like UTF-16");
        r->stopped = 1;
        return;
    }
    if (!read_cut(r, &text, ""))
        return;
    value = read_slice(r, &text, "");
    if (value)
        fault_whole(r, "document-not-object", "a document is an object");
    r->stopped = 1;
}

void read_document(reader *r)
{
    scan_place start;
    int c = read_peek(r);
    if (c == 0xEF) {
        skip_mark(r);
        c = read_peek(r);
    }
    r->start = start = scan_here(&r->scanner);
    if (r->status)
        return;
    if (c == -1 && r->scanner.in->damage) {
        stop(r, "", "a document");
    } else if (c == -1) {
        fault_here(r, "document-empty", (scan_place){1, 1}, "", NULL,
                   "the file is empty: there is nothing to read");
    } else if (c == '{') {
        read_object(r);
        if (!r->status && !r->stopped) {
            if (!r->has_version && !r->line_first)
                fault_here(r, "document-version-missing", start, "", NULL,
                           "the key \"polity\" is missing: is this a polity document?");
            read_lines(r, start.line, scan_here(&r->scanner).line);
        }
    } else {
        refuse_document(r);
    }
    if (!r->status && r->scanner.in->damage && !r->stopped)
        stop(r, "", "the end of the file");
    if (!r->status)
        read_deferred(r);
}
