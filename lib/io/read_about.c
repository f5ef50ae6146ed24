/* What a document says of itself: version, title, dates, boundary. */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/number.h"
#include "io/read.h"

const char *const about_keys[] = {
    "polity",     "title",   "description", "licence",    "default_at", "boundary",
    "vocabulary", "sources", "nodes",       "edges",      "links",      "brokerages",
    "absences",   "rules",   "directed",    "multigraph", "graph",      NULL};

enum { VERSION_MAJOR = 1, VERSION_MINOR = 0 };

static void read_version(reader *r, const parsed *given)
{
    const char *text = parsed_text(given);
    int64_t major, minor;
    char part[16];
    size_t n;
    if (!read_text(r, given))
        return;
    n = strcspn(text, ".");
    if (n && n < sizeof part && text[n] == '.') {
        memcpy(part, text, n);
        part[n] = '\0';
        if (number_read_integer(part, 0, 1000000, &major) &&
            number_read_integer(text + n + 1, 0, 1000000, &minor)) {
            if (major != VERSION_MAJOR)
                fault_value(
                    r, "document-version-refused", NULL,
                    "version %s of the format is not known: this library reads 1.0",
                    text);
            else if (minor > VERSION_MINOR) {
                warn_value(r, "document-version-newer",
                           "version %s is newer than 1.0: what is not known is kept and "
                           "reported",
                           text);
                r->newer_minor = 1;
                if (minor > r->into->about.minor)
                    r->into->about.minor = (uint32_t)minor;
            }
            return;
        }
    }
    fault_value(r, "document-version-form", NULL,
                "\"%.40s\" is not a version such as \"1.0\"", text);
}

/* Texts of several documents stand one after the other, each once. */
static void join_text(reader *r, const parsed *given, symbol *of, const char *between)
{
    buffer both = {0};
    symbol s = read_text(r, given);
    const char *old = dataset_text(r->into, *of), *added = dataset_text(r->into, s), *at;
    size_t n = strlen(added), gap = strlen(between);
    if (!s || !*of) {
        *of = s ? s : *of;
        return;
    }
    for (at = old; (at = strstr(at, added)); at++)
        if ((at == old || (at >= old + gap && !strncmp(at - gap, between, gap))) &&
            (!at[n] || !strncmp(at + n, between, gap)))
            return;
    buffer_text(&both, old);
    buffer_text(&both, between);
    buffer_text(&both, added);
    *of = both.failed ? 0 : dataset_symbol(r->into, both.bytes, both.length);
    if (!*of)
        read_no_memory(r);
    buffer_free(&both);
}

static void read_default_at(reader *r, const parsed *given)
{
    about *to = &r->into->about;
    size_t capacity = to->default_capacity;
    dated date = {0, DATE_NONE};
    if (!read_date(r, given, 0, &date.day, &date.form))
        return;
    for (uint32_t i = 0; i < to->default_count; i++)
        if (to->default_at[i].day == date.day)
            return;
    if (!memory_grow((void **)&to->default_at, &capacity, to->default_count + 1u,
                     sizeof date)) {
        read_no_memory(r);
        return;
    }
    to->default_capacity = (uint32_t)capacity;
    to->default_at[to->default_count++] = date;
}

static uint16_t expected_type(reader *r, const char *name)
{
    const vocabulary *words = &r->into->vocabulary;
    uint16_t type = vocabulary_type(words, name, strlen(name));
    nearest near;
    if (type != VOCABULARY_NONE || read_may_come(r))
        return type;
    nearest_begin(&near, name, strlen(name));
    for (size_t i = 0; i < words->type_count; i++)
        nearest_offer(&near, words->types[i].name);
    fault_key(r, "type-unknown", &near, "no node type is called \"%.60s\"", name);
    return type;
}

static void read_expected(reader *r, const parsed *given)
{
    about *to = &r->into->about;
    size_t n = to->expected_count + (parsed_is_object(given) ? parsed_count(given) : 0);
    struct expected *rows = arena_take(&r->into->arena, (n ? n : 1) * sizeof *rows);
    if (!parsed_is_object(given)) {
        fault_value(r, "value-type", NULL, "expected an object of node types and counts");
        return;
    }
    if (!rows) {
        read_no_memory(r);
        return;
    }
    if (to->expected_count)
        memcpy(rows, to->expected, to->expected_count * sizeof *rows);
    for (const parsed *at = parsed_first(given); at; at = parsed_next(given, at)) {
        const char *key = parsed_text(at);
        const parsed *count = parsed_member(at);
        struct expected row = {VOCABULARY_NONE, 0};
        uint32_t k = 0;
        step_in(r, key, 0);
        row.type = expected_type(r, key);
        if (read_integer(r, count, 0, INT64_MAX, &row.count) &&
            row.type != VOCABULARY_NONE) {
            while (k < to->expected_count && rows[k].type != row.type)
                k++;
            if (k < to->expected_count && rows[k].count != row.count)
                fault_value(r, "merge-conflict", NULL, "an earlier document expects %lld",
                            (long long)rows[k].count);
            rows[k] = row;
            to->expected_count += k == to->expected_count;
        }
        step_out(r);
    }
    to->expected = rows;
}

static void read_boundary(reader *r, const parsed *given)
{
    static const char *const known[] = {"statement", "expected_nodes", NULL};
    if (!parsed_is_object(given)) {
        fault_value(r, "value-type", NULL, "expected an object");
        return;
    }
    r->within = dataset_symbol(r->into, "boundary", 8);
    for (const parsed *at = parsed_first(given); at; at = parsed_next(given, at)) {
        const char *key = parsed_text(at);
        const parsed *part = parsed_member(at);
        step_in(r, key, 0);
        if (!strcmp(key, "statement"))
            join_text(r, part, &r->into->about.boundary_statement, "; ");
        else if (!strcmp(key, "expected_nodes"))
            read_expected(r, part);
        else
            read_unknown(r, key, NULL, 0, known);
        step_out(r);
    }
    r->within = 0;
}

static void read_truth(reader *r, const parsed *given)
{
    uint8_t ignored;
    read_boolean(r, given, &ignored);
}

void read_about_extra(reader *r, const extra *row)
{
    const extras *known = &r->into->about.extras;
    const input *files = r->into->files.items;
    uint32_t k = 0, file = 0;
    while (k < known->count &&
           (known->rows[k].key != row->key || known->rows[k].within != row->within))
        k++;
    if (k == known->count || known->rows[k].json == row->json)
        return;
    while (file + 1 < r->file && files[file].extras <= k)
        file++;
    fault_value(r, "merge-conflict", NULL,
                "the key %.60s differs from what %s says of it",
                dataset_text(r->into, row->key),
                file + 1 < r->file ? files[file].name : "an earlier document");
}

int read_about(reader *r, const char *key, const parsed *given)
{
    about *to = &r->into->about;
    if (!strcmp(key, "polity")) {
        r->has_version = 1;
        read_version(r, given);
    } else if (!strcmp(key, "title")) {
        join_text(r, given, &to->title, "; ");
    } else if (!strcmp(key, "description")) {
        join_text(r, given, &to->description, "\n\n");
    } else if (!strcmp(key, "licence")) {
        join_text(r, given, &to->licence, "; ");
    } else if (!strcmp(key, "default_at")) {
        read_default_at(r, given);
    } else if (!strcmp(key, "boundary")) {
        read_boundary(r, given);
    } else if (!strcmp(key, "vocabulary")) {
        read_vocabulary(r, given);
    } else if (!strcmp(key, "directed") || !strcmp(key, "multigraph")) {
        read_truth(r, given);
    } else if (!strcmp(key, "graph")) {
        if (!parsed_is_object(given))
            fault_value(r, "value-type", NULL, "expected an object");
        else if (parsed_count(given) && !to->graph)
            to->graph = read_raw(r);
    } else {
        return 0;
    }
    return 1;
}
