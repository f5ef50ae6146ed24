/* Plain node-link JSON of d3 and NetworkX to records. */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/number.h"
#include "io/flat/flat.h"
#include "io/job.h"

typedef struct importing {
    job job;
    const char *file;
    buffer text;
    locator at;
    arena names; /* of keys that are kept */
    struct kept {
        const char *name;
        size_t count;
        record_list list;
    } * kept;
    size_t kept_count, kept_capacity;
} importing;

/* Names that d3, force-graph and Gephi's exporters use. */
static const struct {
    record_list list;
    const char *name, *meant;
} others[] = {
    {RECORD_NODE, "label", "name"},
    {RECORD_EDGE, "from", "source"},
    {RECORD_EDGE, "to", "target"},
    {RECORD_EDGE, "type", "kind"},
};

static void read_bytes(importing *m, reader *r)
{
    char digest[DIGEST_SIZE], *room = memory_array(1 << 16, 1);
    input_bytes in;
    size_t got = 1;
    r->status = room ? input_open(&in, m->file, NULL, 0, r->err) : error_memory(r->err);
    if (r->status) {
        memory_free(room);
        return;
    }
    while (got && !r->status && !in.damage) {
        r->status = input_read(&in, room, 1 << 16, &got, r->err);
        buffer_add(&m->text, room, got);
    }
    if (in.damage)
        fault_here(r, in.damage, (scan_place){0, 0}, "", NULL,
                   "the compressed data are damaged or cut off");
    if (m->text.failed)
        read_no_memory(r);
    input_close(&in, digest);
    read_keep_digest(r, digest);
    memory_free(room);
}

/* Count a key that is no field, told once. */
static void count_kept(importing *m, reader *r, record_list list, const char *key,
                       const char *name, scan_place place)
{
    for (size_t i = 0; i < m->kept_count; i++) {
        if (m->kept[i].list == list && !strcmp(m->kept[i].name, name)) {
            m->kept[i].count++;
            return;
        }
    }
    if (!memory_grow((void **)&m->kept, &m->kept_capacity, m->kept_count + 1,
                     sizeof *m->kept)) {
        read_no_memory(r);
        return;
    }
    m->kept[m->kept_count++] = (struct kept){name, 1, list};
    job_unknown(&m->job, r, list, key, name, place);
}

static flat_target find(importing *m, reader *r, const parsed *record, record_list list,
                        const char *key, scan_place place)
{
    flat_target to = flat_find(r->into, list, key);
    char *name;
    for (size_t i = 0; to.what == FLAT_UNKNOWN && i < sizeof others / sizeof *others; i++)
        if (others[i].list == list && !strcmp(others[i].name, key) &&
            !parsed_get(record, others[i].meant))
            to = flat_find(r->into, list, others[i].meant);
    if (to.what != FLAT_UNKNOWN)
        return to;
    name = arena_take(&m->names, strlen(key) + 3);
    if (!name) {
        read_no_memory(r);
        return to;
    }
    memcpy(name, "x_", 2);
    memcpy(name + 2, key, strlen(key));
    count_kept(m, r, list, key, name, place);
    return (flat_target){FLAT_FREE, 1, VOCABULARY_NONE, NULL, name, ""};
}

/* What an id may stand in. */
static int is_name(const flat_target *to)
{
    return to->what == FLAT_FIELD &&
           (to->field->type == FIELD_ID || to->field->type == FIELD_REFERENCE);
}

/* A value as the text of a cell; what has none as JSON. */
static void put(importing *m, flat_record *b, const parsed *record, const char *key,
                const parsed *value, const char *raw, scan_place place)
{
    flat_target to = find(m, b->r, record, b->list, key, place);
    const char *text = parsed_is_text(value) ? parsed_text(value) : raw;
    flat_cell cell = {&to, key, text, place};
    if (parsed_is_null(value) || !*text || b->r->status)
        return;
    if (to.what == FLAT_FREE || parsed_is_object(value) || parsed_is_list(value)) {
        to.json = 1;
        cell.text = raw;
    }
    if (is_name(&to) && parsed_is_object(value)) /* d3 puts the node itself there */
        cell.text = parsed_text(parsed_get(value, "id")), to.json = 0;
    if (cell.text)
        flat_record_put(b, &cell);
}

static void read_record(importing *m, flat_record *b, const parsed *record,
                        const char *list_key, size_t index, int undirected)
{
    step steps[3] = {{list_key, 0}, {NULL, index}, {NULL, 0}};
    scan_place start = locate_place(&m->at, locate_value(&m->at, steps, 2, NULL));
    flat_record_at(b, start);
    if (undirected && b->list == RECORD_EDGE && !parsed_get(record, "undirected"))
        b->undirected = (uint8_t)undirected;
    for (const parsed *member = parsed_first(record); member;
         member = parsed_next(record, member)) {
        const char *key = parsed_text(member);
        const parsed *value = parsed_member(member);
        size_t at;
        const char *text;
        steps[2] = (step){key, 0};
        at = locate_value(&m->at, steps, 3, NULL);
        text = arena_text(&b->paths, m->text.bytes + at, locate_length(&m->at, at));
        if (!text)
            read_no_memory(b->r);
        else
            put(m, b, record, key, value, text, locate_place(&m->at, at));
    }
    flat_record_end(b);
}

static void read_list(importing *m, reader *r, const parsed *whole, const char *list_key,
                      record_list list)
{
    const parsed *rows = parsed_get(whole, list_key),
                 *directed = parsed_get(whole, "directed");
    flat_record b;
    size_t i = 0;
    flat_record_begin(&b, r, list);
    b.type = m->job.node_type;
    b.kind = m->job.edge_kind;
    for (const parsed *record = parsed_first(rows); record && !r->status;
         record = parsed_next(rows, record), i++) {
        step steps[2] = {{list_key, 0}, {NULL, i}};
        if (parsed_is_object(record))
            read_record(m, &b, record, list_key, i,
                        parsed_is_truth(directed) ? parsed_is_true(directed) ? 1 : 2 : 0);
        else
            fault_here(r, "value-type",
                       locate_place(&m->at, locate_value(&m->at, steps, 2, NULL)), "",
                       NULL, "expected an object");
    }
    job_against(r, b.against, b.against_place);
    job_tally_of(&m->job, r, "read", parsed_count(rows), "%s", list_key);
    flat_record_free(&b);
}

/* Keys of the whole that a data set has no place for. */
static void tell_others(importing *m, reader *r, const parsed *whole)
{
    static const char *const known[] = {"nodes",      "links", "edges",
                                        "multigraph", "graph", "directed"};
    size_t left = 0;
    for (const parsed *at = parsed_first(whole); at; at = parsed_next(whole, at)) {
        const char *key = parsed_text(at);
        int is_known = 0;
        for (size_t i = 0; i < sizeof known / sizeof *known; i++)
            is_known |= !strcmp(key, known[i]);
        left += !is_known;
    }
    if (parsed_is_object(parsed_get(whole, "graph")))
        left += parsed_count(parsed_get(whole, "graph"));
    job_tally_of(&m->job, r, "dropped", left, "attributes of the graph itself");
}

static void read_whole_text(importing *m, reader *r)
{
    slice text = {m->text.bytes, m->text.length, {1, 1}, 0};
    const parsed *whole;
    const char *links;
    parse_room kept; /* of the whole, while records are read one by one */
    if (!m->text.length) {
        fault_here(r, "document-empty", (scan_place){1, 1}, "", NULL,
                   "the file is empty: there is nothing to read");
        return;
    }
    whole = read_slice(r, &text, "");
    if (!whole)
        return;
    kept = r->room;
    r->room = (parse_room){0};
    locate_begin(&m->at, m->text.bytes, m->text.length, (scan_place){1, 1});
    links = parsed_get(whole, "links") ? "links" : "edges";
    if (!parsed_is_list(parsed_get(whole, "nodes")) ||
        !parsed_is_list(parsed_get(whole, links)))
        fault_here(r, "key-missing", (scan_place){1, 1}, "", NULL,
                   "node-link JSON is an object with the lists \"nodes\" and \"links\" "
                   "(or \"edges\")");
    else {
        read_list(m, r, whole, "nodes", RECORD_NODE);
        read_list(m, r, whole, links, RECORD_EDGE);
        job_ends(&m->job, r);
        tell_others(m, r, whole);
        for (size_t i = 0; i < m->kept_count; i++)
            job_tally_of(&m->job, r, "kept", m->kept[i].count, "values as %.60s",
                         m->kept[i].name);
    }
    parse_room_free(&kept);
}

static void read_file(reader *r, void *user)
{
    importing *m = user;
    r->vocabulary_final = 1;
    job_defaults(&m->job, r);
    if (r->status || !read_add_file(r, strcmp(m->file, "-") ? m->file : "<stdin>"))
        return;
    read_bytes(m, r);
    if (!r->status && !r->problems.errors)
        read_whole_text(m, r);
    job_report(&m->job, r);
}

polity_status polity_import_node_link(polity_dataset *into, const polity_option *list,
                                      size_t n, polity_table **report,
                                      polity_table **problems, const polity_run *run,
                                      polity_error *err)
{
    importing m = {.file = NULL};
    polity_status status =
        job_begin(&m.job, into, (options){list, n}, report, problems, err);
    m.file = status ? NULL : option_text(m.job.given, "file");
    if (!status && !m.file)
        status = error_set(err, POLITY_EARG, "import-files", "a file is needed");
    if (status)
        return status;
    status = read_whole(into, read_file, &m, 1, problems, run, err);
    memory_free(m.kept);
    arena_free(&m.names);
    buffer_free(&m.text);
    return job_end(&m.job, status);
}
