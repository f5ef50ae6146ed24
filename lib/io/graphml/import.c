/* GraphML to records: the document and what is no node or tie first, then nodes, then
 * ties. */
#include <stdio.h>
#include <string.h>

#include <jansson.h>

#include "base/alloc.h"
#include "io/graphml/graphml.h"

typedef struct importing {
    job job;
    const char *file;
    input_bytes in;
    graphml read;
    map ids;      /* ids of nodes in the file, whose records have another: their row */
    map edge_ids; /* of the file; 1 = it is there once */
    int keys_of_ties; /* ids of ties are not theirs alone: they are keys */
} importing;

/* --- what stands at the graph as JSON --- */

/* The text at steps of a JSON text. */
static slice part(locator *in, const step *steps, size_t count)
{
    size_t at = locate_value(in, steps, count, NULL);
    return (slice){in->text + at, locate_length(in, at), {1, 1}, 0};
}

static void read_json(importing *m, reader *r, const graphml_data *data, record_list list)
{
    const char *name = m->read.keys[data->key].name;
    json_t *value = json_loads(data->text, JSON_REJECT_DUPLICATES, NULL);
    origin from = {"", name, NULL, data->place};
    locator in;
    locate_begin(&in, data->text, strlen(data->text), (scan_place){1, 1});
    r->origins = &from;
    r->origin_count = 1;
    if (!value && flat_is_json(data->text))
        read_no_memory(r);
    else if (!(list ? json_is_array(value) : json_is_object(value)))
        fault_here(r, "json-syntax", data->place, "", NULL, "%.60s is not %s of JSON",
                   name, list ? "a list" : "an object");
    for (size_t i = 0; list && i < json_array_size(value) && !r->status; i++) {
        slice text = part(&in, &(step){NULL, i}, 1);
        read_element(r, &text, list);
    }
    for (void *at = list ? NULL : json_object_iter(value); at && !r->status;
         at = json_object_iter_next(value, at)) {
        const char *key = json_object_iter_key(at);
        slice text = part(&in, &(step){key, 0}, 1);
        read_key_value(r, key, &text, data->place, "");
    }
    r->origins = NULL;
    r->origin_count = 0;
    json_decref(value);
}

static void read_graph_data(importing *m, reader *r, const char *name, record_list list)
{
    const struct graphml_list *in = &m->read.of_graph;
    for (size_t i = 0; i < in->count && !r->status; i++)
        if (!strcmp(m->read.keys[in->rows[i].key].name, name))
            read_json(m, r, &in->rows[i], list);
}

/* Data of the graph that are not ours are kept at the document. */
static void tell_graph_data(importing *m, reader *r)
{
    static const char *const ours[] = {"polity.json", "sources.json", "brokerages.json",
                                       "absences.json", "rules.json"};
    size_t left = 0;
    for (size_t i = 0; i < m->read.of_graph.count; i++) {
        const char *name = m->read.keys[m->read.of_graph.rows[i].key].name;
        int known = 0;
        for (int k = 0; k < 5; k++)
            known |= !strcmp(name, ours[k]);
        left += !known;
    }
    job_tally_of(&m->job, r, "dropped", left, "attributes of the graph itself");
}

/* --- nodes and ties --- */

/* NaN is how some programs write that there is no number. */
static int is_absent(const graphml_key *key, const char *text)
{
    return key->type == GRAPHML_NUMBER && flat_same(text, "nan");
}

/* Spaces round a number or truth value, which some programs write. */
static const char *trimmed(graphml *of, const graphml_key *key, const char *text)
{
    size_t n, from = strspn(text, " \t\r\n");
    const char *copy;
    if (key->type == GRAPHML_STRING)
        return text;
    n = strlen(text + from);
    while (n && strchr(" \t\r\n", text[from + n - 1]))
        n--;
    copy = arena_text(&of->texts, text + from, n);
    return copy ? copy : text;
}

static int is_id(const graphml_key *key, graphml_item_sort sort)
{
    const flat_target *to = &key->target[sort];
    return to->what == FLAT_FIELD && to->field->type == FIELD_ID;
}

/* Whether another attribute, or the program, states these: they are put by themselves. */
static int is_end(const graphml_key *key, graphml_item_sort sort)
{
    const flat_target *to = &key->target[sort];
    return to->what == FLAT_FIELD && sort == GRAPHML_EDGE &&
           (!strcmp(to->field->key, "source") || !strcmp(to->field->key, "target"));
}

static void put_data(importing *m, flat_record *b, graphml_item_sort sort,
                     graphml_key *key, const char *text, scan_place place)
{
    flat_target to = key->target[sort];
    flat_cell cell = {&to, key->name, trimmed(&m->read, key, text), place};
    buffer json = {0};
    if (is_absent(key, cell.text) || !*cell.text || is_id(key, sort) || is_end(key, sort))
        return;
    key->used[sort]++;
    if (to.json == 2) { /* a string of another program stays one */
        buffer_json(&json, cell.text);
        to.json = 1;
        cell.text =
            json.failed ? "" : arena_text(&m->read.texts, json.bytes, json.length);
        buffer_free(&json);
        if (!cell.text || !*cell.text) {
            read_no_memory(b->r);
            return;
        }
    }
    flat_record_put(b, &cell);
}

static void put_item(importing *m, flat_record *b, graphml_item_sort sort,
                     const graphml_item *item)
{
    graphml *of = &m->read;
    for (size_t i = item->first; i < item->first + item->count; i++) {
        graphml_key *key = &of->keys[of->data.rows[i].key];
        if (key->of[sort])
            put_data(m, b, sort, key, of->data.rows[i].text, of->data.rows[i].place);
        else
            fault_here(b->r, "graphml-key", of->data.rows[i].place, "", key->id,
                       "the key \"%.60s\" is not for this", key->id);
    }
    for (size_t k = 0; k < of->key_count; k++) {
        graphml_key *key = &of->keys[k];
        size_t i = item->first;
        while (i < item->first + item->count && of->data.rows[i].key != k)
            i++;
        if (key->of[sort] && key->fallback && i == item->first + item->count)
            put_data(m, b, sort, key, key->fallback, item->place);
    }
}

static void put_field(flat_record *b, const char *name, const char *text,
                      scan_place place)
{
    flat_target to = flat_find(b->r->into, b->list, name);
    flat_cell cell = {&to, name, text, place};
    if (text && *text)
        flat_record_put(b, &cell);
}

/* The id of the record that a node of the file becomes. */
static const char *node_id(const importing *m, const graphml_item *node)
{
    const char *stated = graphml_text(&m->read, GRAPHML_NODE, node, "id");
    return stated ? stated : node->id;
}

static void read_nodes(importing *m, reader *r)
{
    const graphml_items *nodes = &m->read.items[GRAPHML_NODE];
    flat_record b;
    flat_record_begin(&b, r, RECORD_NODE);
    b.type = m->job.node_type;
    for (size_t i = 0; i < nodes->count && !r->status; i++) {
        const graphml_item *node = &nodes->rows[i];
        flat_record_at(&b, node->place);
        put_field(&b, "id", node_id(m, node), node->place);
        put_item(m, &b, GRAPHML_NODE, node);
        flat_record_end(&b);
        if (node->id && map_find(&m->ids, node->id, strlen(node->id)) == MAP_ABSENT &&
            !map_put(&m->ids, node->id, strlen(node->id), (uint32_t)i))
            read_no_memory(r);
    }
    flat_record_free(&b);
}

static const char *end_id(const importing *m, const char *end)
{
    uint32_t at = end ? map_find(&m->ids, end, strlen(end)) : MAP_ABSENT;
    return at == MAP_ABSENT ? end : node_id(m, &m->read.items[GRAPHML_NODE].rows[at]);
}

/* What a tie without id is called, as the writer has it. */
static int is_name(const char *id, const char *kind, const char *source,
                   const char *target, const char *from, const char *key)
{
    buffer name = {0};
    size_t n = key ? strlen(key) : 0, quoted = n > 1 && *key == '"' && key[n - 1] == '"';
    int same;
    buffer_print(&name, "%s:%s>%s@%s", kind, source, target, from ? from : "");
    if (key) {
        buffer_char(&name, '#');
        buffer_add(&name, key + quoted, n - 2 * quoted);
    }
    same = !name.failed && !strcmp(name.bytes, id);
    buffer_free(&name);
    return same;
}

/* Ends, id and direction of a tie. An id that is a tie's name is none of its own; by it
 * the ends of an undirected tie are put back in their order. */
static void put_tie(importing *m, flat_record *b, const graphml_item *tie)
{
    const graphml *of = &m->read;
    const char *source = end_id(m, tie->source), *target = end_id(m, tie->target);
    const char *stated = graphml_text(of, GRAPHML_EDGE, tie, "id");
    const char *id = stated ? stated : tie->id;
    const char *kind = graphml_text(of, GRAPHML_EDGE, tie, "kind");
    const char *from = graphml_text(of, GRAPHML_EDGE, tie, "valid.from");
    const char *key = graphml_text(of, GRAPHML_EDGE, tie, "key");
    int named = id && kind && source && target, swapped = 0;
    if (named) {
        named = is_name(id, kind, source, target, from, key);
        swapped = !named && is_name(id, kind, target, source, from, key);
    }
    put_field(b, "source", swapped ? target : source, tie->place);
    put_field(b, "target", swapped ? source : target, tie->place);
    if (!named && !swapped && id && (stated || !m->keys_of_ties))
        put_field(b, "id", id, tie->place);
    else if (!named && !swapped && id && !key)
        put_field(b, "key", id, tie->place);
    if (tie->undirected)
        put_field(b, "undirected", tie->undirected == 2 ? "true" : "false", tie->place);
}

/* networkx writes keys for ids: 0, 1 … of each pair. */
static void look_at_ids(importing *m, reader *r)
{
    const graphml_items *ties = &m->read.items[GRAPHML_EDGE];
    for (size_t i = 0; i < ties->count && !r->status && !m->keys_of_ties; i++) {
        const char *id = ties->rows[i].id;
        size_t n = id ? strlen(id) : 0;
        if (!n)
            continue;
        if (map_find(&m->edge_ids, id, n) != MAP_ABSENT ||
            map_find(&m->ids, id, n) != MAP_ABSENT)
            m->keys_of_ties = 1;
        else if (!map_put(&m->edge_ids, id, n, 1))
            read_no_memory(r);
    }
}

static void read_ties(importing *m, reader *r)
{
    const graphml_items *ties = &m->read.items[GRAPHML_EDGE];
    flat_record b;
    flat_record_begin(&b, r, RECORD_EDGE);
    b.kind = m->job.edge_kind;
    look_at_ids(m, r);
    for (size_t i = 0; i < ties->count && !r->status; i++) {
        flat_record_at(&b, ties->rows[i].place);
        put_tie(m, &b, &ties->rows[i]);
        put_item(m, &b, GRAPHML_EDGE, &ties->rows[i]);
        flat_record_end(&b);
    }
    job_against(r, b.against, b.against_place);
    flat_record_free(&b);
}

static void read_all(importing *m, reader *r)
{
    graphml *of = &m->read;
    graphml_parse(of, r, &m->in);
    if (r->status || r->problems.errors)
        return;
    job_tally_of(&m->job, r, "read", of->items[GRAPHML_NODE].count, "nodes");
    job_tally_of(&m->job, r, "read", of->items[GRAPHML_EDGE].count, "edges");
    read_graph_data(m, r, "polity.json", RECORD_NONE);
    read_deferred(r); /* the vocabulary is all there */
    job_defaults(&m->job, r);
    graphml_targets(of, r);
    read_graph_data(m, r, "sources.json", RECORD_SOURCE);
    if (!r->status)
        read_nodes(m, r);
    if (!r->status)
        read_ties(m, r);
    job_ends(&m->job, r);
    read_graph_data(m, r, "rules.json", RECORD_RULE);
    read_graph_data(m, r, "brokerages.json", RECORD_BROKERAGE);
    read_graph_data(m, r, "absences.json", RECORD_ABSENCE);
    graphml_tell_keys(of, r, &m->job);
    tell_graph_data(m, r);
}

static void read_file(reader *r, void *user)
{
    importing *m = user;
    char digest[DIGEST_SIZE];
    if (read_add_file(r, strcmp(m->file, "-") ? m->file : "<stdin>"))
        read_all(m, r);
    input_close(&m->in, digest);
    read_keep_digest(r, digest);
    job_report(&m->job, r);
}

polity_status polity_import_graphml(polity_dataset *into, const polity_option *list,
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
    if (!status)
        status = input_open(&m.in, m.file, NULL, 0, err);
    if (status)
        return status;
    status = read_whole(into, read_file, &m, 1, problems, run, err);
    graphml_free(&m.read);
    map_free(&m.ids);
    map_free(&m.edge_ids);
    return job_end(&m.job, status);
}
