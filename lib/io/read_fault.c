/* Locating faults, and the slices they are located in. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "io/read.h"

int read_vocabulary_full(reader *r)
{
    const vocabulary *words = &r->into->vocabulary;
    if (words->type_count < VOCABULARY_NONE && words->kind_count < VOCABULARY_NONE &&
        words->property_count < VOCABULARY_NONE)
        return read_no_memory(r);
    if (!r->status)
        r->status = error_set(r->err, POLITY_ELIMIT, "vocabulary-limit",
                              "a vocabulary has at most %d types, kinds or properties",
                              VOCABULARY_NONE);
    return 0;
}

int read_no_memory(reader *r)
{
    if (!r->status)
        r->status = error_memory(r->err);
    return 0;
}

void read_shown(const char *text, size_t n, char out[256])
{
    if (*text == '{' || *text == '[') {
        int full = text[1 + strspn(text + 1, " \t\r\n")] != (*text == '{' ? '}' : ']');
        strcpy(out, *text == '{' ? full ? "{…}" : "{}" : full ? "[…]" : "[]");
        return;
    }
    size_t length = utf8_valid(text, n < 240 ? n : 240), kept = 0;
    for (size_t points = 0; kept < length && points < 60; points++)
        do
            kept++;
        while (kept < length && ((unsigned char)text[kept] & 0xC0) == 0x80);
    memcpy(out, text, kept);
    out[kept] = '\0';
}

const char *read_base(reader *r)
{
    record_list list = r->base_list;
    if (list != RECORD_NONE)
        snprintf(r->base, sizeof r->base, "/%s/%zu",
                 list == RECORD_EDGE && r->links ? "links" : dataset_list_name(list),
                 r->base_index);
    return r->base;
}

typedef enum level { LEVEL_ERROR, LEVEL_WARNING } level;

static void report(reader *r, level as, const char *id, scan_place at, const char *path,
                   const char *value, const nearest *near, const char *before,
                   const char *format, va_list arguments)
{
    char message[900], hint[NEAREST_SIZE] = "";
    error_place place = {r->file_name, path, (int32_t)at.line, (int32_t)at.column};
    const char *name = near ? near->name : NULL;
    int n = snprintf(message, sizeof message, "%.200s", before);
    vsnprintf(message + n, sizeof message - (size_t)n, format, arguments);
    if (near)
        nearest_hint(near, hint);
    if (as == LEVEL_WARNING)
        problems_add_warning(&r->problems, id, &place, value, name, "%s%s", message,
                             hint);
    else
        problems_add(&r->problems, id, &place, value, name, "%s%s", message, hint);
    if (r->problems.failed)
        read_no_memory(r);
}

/* What a fault is located at. */
typedef enum target { AT_VALUE, AT_KEY, AT_WHOLE } target;

/* The nearest part around what the steps lead to whose origin is known; NULL = none. */
static const origin *origin_of(reader *r)
{
    size_t depth = r->depth < READ_STEPS ? r->depth : READ_STEPS, best = 0;
    const origin *found = NULL;
    buffer path = {0};
    buffer_text(&path, "");
    locate_pointer(r->steps, depth, &path);
    for (size_t i = 0; !path.failed && i < r->origin_count; i++) {
        size_t n = strlen(r->origins[i].path);
        if (n <= path.length && (!found || n > best) &&
            !strncmp(path.bytes, r->origins[i].path, n) &&
            (path.length == n || path.bytes[n] == '/')) {
            found = &r->origins[i];
            best = n;
        }
    }
    if (path.failed)
        read_no_memory(r);
    buffer_free(&path);
    return found;
}

scan_place read_place(reader *r)
{
    size_t depth = r->depth < READ_STEPS ? r->depth : READ_STEPS;
    const origin *from = r->origin_count ? origin_of(r) : NULL;
    if (r->origin_count)
        return from ? from->place : (scan_place){0, 0};
    return locate_place(&r->locator, locate_value(&r->locator, r->steps, depth, NULL));
}

/* A fault of what was no JSON: its cell is named, as a pointer would mean nothing. */
static void fault_of_origin(reader *r, level as, const char *id, const nearest *near,
                            const char *format, va_list arguments)
{
    const origin *from = origin_of(r);
    char before[256] = "", shown[256] = "";
    if (from && from->name) {
        if (from->text)
            read_shown(from->text, strlen(from->text), shown);
        if (from->text)
            snprintf(before, sizeof before, "%.60s is \"%.120s\": ", from->name, shown);
        else
            snprintf(before, sizeof before, "%.60s: ", from->name);
        utf8_mend(before);
    }
    report(r, as, id, from ? from->place : (scan_place){0, 0}, "",
           from && from->text ? shown : NULL, near, before, format, arguments);
}

static void fault(reader *r, level as, target what, const char *id, const nearest *near,
                  const char *format, va_list arguments)
{
    size_t depth = r->depth < READ_STEPS ? r->depth : READ_STEPS, key_at, offset;
    char value[256];
    buffer path = {0};
    if (r->problems.count - r->faults_before >= READ_FAULTS_A_RECORD) {
        r->problems.errors += as == LEVEL_ERROR;
        r->problems.dropped++;
        return;
    }
    if (r->origin_count) {
        fault_of_origin(r, as, id, near, format, arguments);
        return;
    }
    offset = locate_value(&r->locator, r->steps, depth, &key_at);
    if (what == AT_KEY)
        offset = key_at;
    read_shown(r->slice.bytes + offset, locate_length(&r->locator, offset), value);
    buffer_text(&path, read_base(r));
    if (depth > r->hidden)
        locate_pointer(r->steps + r->hidden, depth - r->hidden, &path);
    if (path.failed)
        read_no_memory(r);
    else
        report(r, as, id, locate_place(&r->locator, offset), path.bytes,
               what == AT_WHOLE ? NULL : value, near, "", format, arguments);
    buffer_free(&path);
}

void fault_value(reader *r, const char *id, const nearest *near, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fault(r, LEVEL_ERROR, AT_VALUE, id, near, format, arguments);
    va_end(arguments);
}

void fault_key(reader *r, const char *id, const nearest *near, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fault(r, LEVEL_ERROR, AT_KEY, id, near, format, arguments);
    va_end(arguments);
}

void fault_whole(reader *r, const char *id, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fault(r, LEVEL_ERROR, AT_WHOLE, id, NULL, format, arguments);
    va_end(arguments);
}

void warn_whole(reader *r, const char *id, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fault(r, LEVEL_WARNING, AT_WHOLE, id, NULL, format, arguments);
    va_end(arguments);
}

void warn_value(reader *r, const char *id, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fault(r, LEVEL_WARNING, AT_VALUE, id, NULL, format, arguments);
    va_end(arguments);
}

void fault_here(reader *r, const char *id, scan_place at, const char *path,
                const char *shown, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    report(r, LEVEL_ERROR, id, at, path, shown, NULL, "", format, arguments);
    va_end(arguments);
}

static void at_hand(reader *r, const slice *text)
{
    r->slice = *text;
    r->depth = r->hidden = 0;
    r->faults_before = r->problems.count;
    locate_begin(&r->locator, text->bytes, text->length, text->place);
}

void read_at(reader *r, const slice *text, const char *base)
{
    at_hand(r, text);
    r->base_list = RECORD_NONE;
    snprintf(r->base, sizeof r->base, "%s", base);
}

void read_at_record(reader *r, const slice *text, record_list list, size_t index)
{
    at_hand(r, text);
    r->base_list = list;
    r->base_index = index;
}

/* Why the slice at hand is no JSON. */
static void fault_text(reader *r)
{
    json_fault found;
    char shown[256];
    int number, twice;
    json_diagnose(r->slice.bytes, r->slice.length, 1, &found);
    if (!found.id) { /* a key that stands twice is not seen without memory */
        read_no_memory(r);
        return;
    }
    read_shown(r->slice.bytes + found.offset, locate_length(&r->locator, found.offset),
               shown);
    twice = !strcmp(found.id, "json-duplicate-key");
    number = !strcmp(found.id, "json-number");
    fault_here(r, found.id,
               r->origin_count ? r->origins[0].place
                               : locate_place(&r->locator, found.offset),
               r->origin_count ? "" : read_base(r), twice || number ? shown : NULL,
               "%s%s%s", found.message, number ? ": " : "", number ? shown : "");
}

const parsed *read_parse(reader *r)
{
    switch (parse_whole(&r->room, r->slice.bytes, r->slice.length)) {
    case PARSE_OK: return r->room.values;
    case PARSE_REFUSED: fault_text(r); return NULL;
    default: read_no_memory(r); return NULL;
    }
}

const parsed *read_slice(reader *r, const slice *text, const char *base)
{
    read_at(r, text, base);
    return read_parse(r);
}

symbol read_raw(reader *r)
{
    size_t depth = r->depth < READ_STEPS ? r->depth : READ_STEPS;
    size_t offset = locate_value(&r->locator, r->steps, depth, NULL);
    symbol s = dataset_symbol(r->into, r->slice.bytes + offset,
                              locate_length(&r->locator, offset));
    return s ? s : (symbol)read_no_memory(r);
}
