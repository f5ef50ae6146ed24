/* Taking a GraphML file apart: keys, nodes, edges and their data, each with its place.
 *
 * expat reads the XML, in any encoding it knows. A document type is refused, so that there
 * are no entities and nothing is fetched; depth and length of texts have a limit. */
#include <expat.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "io/graphml/graphml.h"

enum { PIECE = 1 << 16 };

typedef enum at_element { AT_OTHER, AT_ROOT, AT_KEY, AT_DEFAULT, AT_GRAPH, AT_NODE, AT_EDGE, AT_DATA } at_element;

typedef struct parsing {
    graphml *to;
    reader *r;
    XML_Parser xml;
    uint8_t stack[GRAPHML_DEPTH];
    size_t depth, ignored; /* ignored: elements within one that is not looked at */
    int stopped, graphs;
    graphml_item *item; /* whose data is read; NULL = the graph */
    buffer text;
    uint32_t key; /* of the data at hand; MAP_ABSENT = none */
    scan_place data_place;
} parsing;

static scan_place here(const parsing *p)
{
    return (scan_place){(uint32_t)XML_GetCurrentLineNumber(p->xml),
                        (uint32_t)XML_GetCurrentColumnNumber(p->xml) + 1};
}

static void stop(parsing *p)
{
    p->stopped = 1;
    XML_StopParser(p->xml, XML_FALSE);
}

static void no_memory(parsing *p)
{
    read_no_memory(p->r);
    stop(p);
}

static void *take(size_t n) { return memory_array(n, 1); }
static void *resize(void *block, size_t n) { return memory_resize(block, n, 1); }

/* --- names and attributes --- */

/* Without the namespace that stands before it. */
static const char *local(const char *name)
{
    const char *bar = strrchr(name, '\n');
    return bar ? bar + 1 : name;
}

static const char *attribute(const char **list, const char *name)
{
    for (; *list; list += 2)
        if (!strcmp(local(*list), name))
            return list[1];
    return NULL;
}

static const char *kept(parsing *p, const char *text)
{
    const char *copy = text ? arena_text(&p->to->texts, text, strlen(text)) : NULL;
    if (text && !copy)
        no_memory(p);
    return copy;
}

static int must_have(parsing *p, const char *element, const char *name, const char *value)
{
    if (!value || !*value)
        fault_here(p->r, "graphml-attribute", here(p), "", NULL,
                   "the element %s has no attribute \"%s\"", element, name);
    return value && *value;
}

/* --- keys --- */

static uint8_t type_of(const char *type)
{
    if (type && !strcmp(type, "boolean"))
        return GRAPHML_BOOLEAN;
    return !type || !strcmp(type, "string") ? GRAPHML_STRING : GRAPHML_NUMBER;
}

/* The name, or the id without the prefix that igraph puts before it. */
static const char *key_name(const char *name, const char *id)
{
    if (name && *name)
        return name;
    return (id[0] == 'v' || id[0] == 'e' || id[0] == 'g') && id[1] == '_' && id[2]
               ? id + 2
               : id;
}

static void begin_key(parsing *p, const char **list)
{
    graphml *to = p->to;
    const char *id = attribute(list, "id"), *of = attribute(list, "for");
    int all = !of || !strcmp(of, "all") || !strcmp(of, "graphml");
    graphml_key *key;
    p->key = MAP_ABSENT;
    if (!must_have(p, "key", "id", id))
        return;
    if (map_find(&to->key_ids, id, strlen(id)) != MAP_ABSENT) {
        fault_here(p->r, "graphml-key", here(p), "", id, "the key \"%.60s\" is there twice",
                   id);
        return;
    }
    if (to->key_count >= GRAPHML_KEYS_MOST) {
        fault_here(p->r, "graphml-key", here(p), "", NULL, "there are more than %d keys",
                   GRAPHML_KEYS_MOST);
        stop(p);
        return;
    }
    if (!memory_grow((void **)&to->keys, &to->key_capacity, to->key_count + 1,
                     sizeof *to->keys)) {
        no_memory(p);
        return;
    }
    key = &to->keys[to->key_count];
    memset(key, 0, sizeof *key);
    key->id = kept(p, id);
    key->name = kept(p, key_name(attribute(list, "attr.name"), id));
    key->type = type_of(attribute(list, "attr.type"));
    key->place = here(p);
    key->of[GRAPHML_GRAPH] = all || !strcmp(of, "graph");
    key->of[GRAPHML_NODE] = all || !strcmp(of, "node");
    key->of[GRAPHML_EDGE] = all || !strcmp(of, "edge");
    if (!key->id || !key->name ||
        !map_put(&to->key_ids, key->id, strlen(key->id), (uint32_t)to->key_count)) {
        no_memory(p);
        return;
    }
    p->key = (uint32_t)to->key_count++;
}

/* --- nodes and edges --- */

static graphml_item *add_item(parsing *p, graphml_item_sort sort)
{
    graphml_items *to = &p->to->items[sort];
    graphml_item *added;
    if (!memory_grow((void **)&to->rows, &to->capacity, to->count + 1, sizeof *added)) {
        no_memory(p);
        return NULL;
    }
    added = &to->rows[to->count++];
    memset(added, 0, sizeof *added);
    added->place = here(p);
    added->first = p->to->data.count;
    return added;
}

static void begin_graph(parsing *p, const char **list)
{
    const char *direction = attribute(list, "edgedefault");
    graphml_item *graph;
    if (p->graphs++) {
        fault_here(p->r, "graphml-element", here(p), "", NULL,
                   "a second graph, or a graph in a node: one graph a file is read");
        stop(p);
        return;
    }
    graph = add_item(p, GRAPHML_GRAPH);
    if (graph && direction)
        graph->undirected = !strcmp(direction, "undirected") ? 2 : 1;
}

static void begin_node(parsing *p, const char **list)
{
    const char *id = attribute(list, "id");
    p->item = add_item(p, GRAPHML_NODE);
    if (p->item && must_have(p, "node", "id", id))
        p->item->id = kept(p, id);
}

static void begin_edge(parsing *p, const char **list)
{
    const char *directed = attribute(list, "directed"), *id = attribute(list, "id");
    graphml_item *graph = p->to->items[GRAPHML_GRAPH].rows;
    p->item = add_item(p, GRAPHML_EDGE);
    if (!p->item)
        return;
    must_have(p, "edge", "source", attribute(list, "source"));
    must_have(p, "edge", "target", attribute(list, "target"));
    p->item->id = id && *id ? kept(p, id) : NULL;
    p->item->source = kept(p, attribute(list, "source"));
    p->item->target = kept(p, attribute(list, "target"));
    p->item->undirected = graph ? graph->undirected : 0;
    if (directed)
        p->item->undirected = flat_same(directed, "false") || !strcmp(directed, "0") ? 2 : 1;
}

static void begin_data(parsing *p, const char **list)
{
    const char *id = attribute(list, "key");
    p->data_place = here(p);
    p->key = MAP_ABSENT;
    if (!must_have(p, "data", "key", id))
        return;
    p->key = map_find(&p->to->key_ids, id, strlen(id));
    if (p->key == MAP_ABSENT)
        fault_here(p->r, "graphml-key", here(p), "", id, "no key has the id \"%.60s\"", id);
}

static void end_data(parsing *p)
{
    struct graphml_list *to = p->item ? &p->to->data : &p->to->of_graph;
    graphml_data *added;
    if (p->key == MAP_ABSENT || !p->text.length)
        return; /* what is empty is absent */
    if (p->text.failed ||
        !memory_grow((void **)&to->rows, &to->capacity, to->count + 1, sizeof *added)) {
        no_memory(p);
        return;
    }
    added = &to->rows[to->count];
    added->key = p->key;
    added->place = p->data_place;
    added->text = kept(p, p->text.bytes);
    to->count += added->text != NULL;
    if (p->item)
        p->item->count += added->text != NULL;
}

/* --- elements --- */

static at_element element_of(const parsing *p, const char *name)
{
    at_element in = p->depth ? (at_element)p->stack[p->depth - 1] : AT_OTHER;
    if (!p->depth)
        return !strcmp(name, "graphml") ? AT_ROOT : AT_OTHER;
    if (in == AT_ROOT && !strcmp(name, "key"))
        return AT_KEY;
    if (in == AT_KEY && !strcmp(name, "default"))
        return AT_DEFAULT;
    if (!strcmp(name, "graph") && (in == AT_ROOT || in == AT_NODE || in == AT_EDGE))
        return AT_GRAPH;
    if (in == AT_GRAPH && !strcmp(name, "node"))
        return AT_NODE;
    if (in == AT_GRAPH && !strcmp(name, "edge"))
        return AT_EDGE;
    if (!strcmp(name, "data") && (in == AT_GRAPH || in == AT_NODE || in == AT_EDGE))
        return AT_DATA;
    return AT_OTHER;
}

/* An element that no network has a place for. */
static void refuse_element(parsing *p, const char *name)
{
    if (!p->depth) {
        fault_here(p->r, "graphml-element", here(p), "", name,
                   "the file is no GraphML: its first element is %.60s", name);
        stop(p);
    } else if (!strcmp(name, "hyperedge") || !strcmp(name, "port")) {
        fault_here(p->r, "graphml-element", here(p), "", name,
                   "a %s has no place in a network of ties between two nodes", name);
    }
}

static void on_start(void *user, const char *full, const char **list)
{
    parsing *p = user;
    const char *name = local(full);
    at_element at = p->ignored ? AT_OTHER : element_of(p, name);
    if (p->stopped)
        return;
    if (p->depth + p->ignored >= GRAPHML_DEPTH) {
        fault_here(p->r, "xml-limit", here(p), "", NULL, "nested more than %d deep",
                   GRAPHML_DEPTH);
        stop(p);
        return;
    }
    if (at == AT_OTHER) {
        if (!p->ignored)
            refuse_element(p, name);
        p->ignored++;
        return;
    }
    p->stack[p->depth++] = (uint8_t)at;
    buffer_clear(&p->text);
    if (at == AT_KEY)
        begin_key(p, list);
    else if (at == AT_GRAPH)
        begin_graph(p, list);
    else if (at == AT_NODE)
        begin_node(p, list);
    else if (at == AT_EDGE)
        begin_edge(p, list);
    else if (at == AT_DATA)
        begin_data(p, list);
}

static void on_end(void *user, const char *name)
{
    parsing *p = user;
    at_element at;
    (void)name;
    if (p->stopped)
        return;
    if (p->ignored) {
        p->ignored--;
        return;
    }
    at = (at_element)p->stack[--p->depth];
    if (at == AT_DATA)
        end_data(p);
    else if (at == AT_DEFAULT && p->key != MAP_ABSENT && p->text.length)
        p->to->keys[p->key].fallback = kept(p, p->text.bytes);
    else if (at == AT_NODE || at == AT_EDGE) /* data that follows is the graph's */
        p->item = NULL;
}

static void on_text(void *user, const char *text, int n)
{
    parsing *p = user;
    at_element at = p->depth ? (at_element)p->stack[p->depth - 1] : AT_OTHER;
    if (p->stopped || p->ignored || (at != AT_DATA && at != AT_DEFAULT))
        return;
    buffer_add(&p->text, text, (size_t)n);
    if (p->text.failed) {
        no_memory(p);
    } else if (p->text.length > GRAPHML_TEXT_MOST) {
        fault_here(p->r, "xml-limit", here(p), "", NULL, "a text is longer than 64 MiB");
        stop(p);
    }
}

static void on_doctype(void *user, const char *name, const char *system,
                       const char *public, int internal)
{
    parsing *p = user;
    (void)name, (void)system, (void)public, (void)internal;
    fault_here(p->r, "xml-doctype", here(p), "", NULL,
               "a document type is not taken: it may hold entities, which this reader does "
               "not expand and does not fetch");
    stop(p);
}

static void report_xml(parsing *p)
{
    enum XML_Error error = XML_GetErrorCode(p->xml);
    if (p->stopped || p->r->status)
        return;
    if (error == XML_ERROR_NO_MEMORY)
        read_no_memory(p->r);
    else
        fault_here(p->r, "xml-syntax", here(p), "", NULL, "the XML is not well-formed: %s",
                   XML_ErrorString(error));
    p->stopped = 1;
}

static void parse_all(parsing *p, input_bytes *in)
{
    int ended = 0, any = 0;
    while (!ended && !p->stopped && !p->r->status) {
        char *room = XML_GetBuffer(p->xml, PIECE);
        size_t got = 0;
        if (!room) {
            read_no_memory(p->r);
            return;
        }
        p->r->status = input_read(in, room, PIECE, &got, p->r->err);
        if (!p->r->status && in->damage)
            fault_here(p->r, in->damage, (scan_place){0, 0}, "", NULL,
                       "the compressed data are damaged or cut off");
        if (p->r->status || in->damage)
            return;
        ended = !got;
        any |= got > 0;
        if (ended && !any) {
            fault_here(p->r, "document-empty", (scan_place){1, 1}, "", NULL,
                       "the file is empty: there is nothing to read");
            return;
        }
        if (XML_ParseBuffer(p->xml, (int)got, ended) != XML_STATUS_OK)
            report_xml(p);
        if (!p->r->status)
            p->r->status =
                run_tick(p->r->run, "importing graphml",
                         in->size ? (double)in->taken / (double)in->size : -1, p->r->err);
    }
}

void graphml_parse(graphml *to, reader *r, input_bytes *in)
{
    static const XML_Memory_Handling_Suite memory = {take, resize, memory_free};
    parsing p = {.to = to, .r = r, .key = MAP_ABSENT};
    p.xml = XML_ParserCreate_MM(NULL, &memory, "\n");
    if (!p.xml) {
        read_no_memory(r);
        return;
    }
    XML_SetUserData(p.xml, &p);
    XML_SetElementHandler(p.xml, on_start, on_end);
    XML_SetCharacterDataHandler(p.xml, on_text);
    XML_SetStartDoctypeDeclHandler(p.xml, on_doctype);
    parse_all(&p, in);
    if (!p.stopped && !r->status && !r->problems.errors && !p.graphs)
        fault_here(r, "graphml-element", (scan_place){1, 1}, "", NULL,
                   "there is no graph in the file");
    XML_ParserFree(p.xml);
    buffer_free(&p.text);
}
