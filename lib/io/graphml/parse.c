/* Taking a GraphML file apart: keys, nodes, edges and their data, each with its place.
 *
 * expat reads the XML, in any encoding it knows. A document type is refused, so that
 * there are no entities and nothing is fetched; depth and length of texts have a limit.
 */
#include <string.h>

#include "base/alloc.h"
#include "io/graphml/parse.h"

enum { PIECE = 1 << 16 };

static void *take(size_t n) { return memory_array(n, 1); }
static void *resize(void *block, size_t n) { return memory_resize(block, n, 1); }

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
        fault_here(p->r, "graphml-element", graphml_here(p), "", name,
                   "the file is no GraphML: its first element is %.60s", name);
        graphml_stop(p);
    } else if (!strcmp(name, "hyperedge") || !strcmp(name, "port")) {
        fault_here(p->r, "graphml-element", graphml_here(p), "", name,
                   "a %s has no place in a network of ties between two nodes", name);
    }
}

static void on_start(void *user, const char *full, const char **list)
{
    parsing *p = user;
    const char *name = graphml_local(full);
    at_element at = p->ignored ? AT_OTHER : element_of(p, name);
    if (p->stopped)
        return;
    if (p->depth + p->ignored >= GRAPHML_DEPTH) {
        fault_here(p->r, "xml-limit", graphml_here(p), "", NULL,
                   "nested more than %d deep", GRAPHML_DEPTH);
        graphml_stop(p);
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
        graphml_begin_key(p, list);
    else if (at == AT_GRAPH)
        graphml_begin_graph(p, list);
    else if (at == AT_NODE)
        graphml_begin_node(p, list);
    else if (at == AT_EDGE)
        graphml_begin_edge(p, list);
    else if (at == AT_DATA)
        graphml_begin_data(p, list);
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
        graphml_end_data(p);
    else if (at == AT_DEFAULT && p->key != MAP_ABSENT && p->text.length)
        p->to->keys[p->key].fallback = graphml_kept(p, p->text.bytes);
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
        graphml_no_memory(p);
    } else if (p->text.length > GRAPHML_TEXT_MOST) {
        fault_here(p->r, "xml-limit", graphml_here(p), "", NULL,
                   "a text is longer than 64 MiB");
        graphml_stop(p);
    }
}

static void on_doctype(void *user, const char *name, const char *system,
                       const char *public, int internal)
{
    parsing *p = user;
    (void)name, (void)system, (void)public, (void)internal;
    fault_here(
        p->r, "xml-doctype", graphml_here(p), "", NULL,
        "a document type is not taken: it may hold entities, which this reader does "
        "not expand and does not fetch");
    graphml_stop(p);
}

static void report_xml(parsing *p)
{
    enum XML_Error error = XML_GetErrorCode(p->xml);
    if (p->stopped || p->r->status)
        return;
    if (error == XML_ERROR_NO_MEMORY)
        read_no_memory(p->r);
    else
        fault_here(p->r, "xml-syntax", graphml_here(p), "", NULL,
                   "the XML is not well-formed: %s", XML_ErrorString(error));
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
    p.xml = XML_ParserCreate_MM(NULL, &memory, NULL);
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
