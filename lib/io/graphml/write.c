/* Writing GraphML 1.0: typed keys, nothing where nothing is stated.
 *
 * Ties are directed, and `undirected` says of which that is not so, since networkx
 * refuses a file that mixes the two and igraph does not see it; where all are undirected,
 * the graph is. A boolean that some have and some have not is a text, since igraph makes
 * of a missing boolean a false. What is no node or tie (the document, sources,
 * brokerages, absences, rules) is JSON at the graph. */
#include <string.h>

#include "base/utf8.h"
#include "io/graphml/graphml.h"

static const char *const types[] = {"string", "int", "long", "double", "boolean"};

/* Text with XML's own characters escaped, so that it is read back as it is. */
static void escape(buffer *to, const char *text)
{
    for (; *text; text++) {
        size_t n = strcspn(text, "<>&\"\r\n\t");
        buffer_add(to, text, n);
        text += n;
        switch (*text) {
        case '<': buffer_text(to, "&lt;"); break;
        case '>': buffer_text(to, "&gt;"); break;
        case '&': buffer_text(to, "&amp;"); break;
        case '"': buffer_text(to, "&quot;"); break;
        case '\0': return;
        default: buffer_print(to, "&#%d;", *text);
        }
    }
}

static void write_key_row(buffer *to, const char *id, size_t number, const char *of,
                          const char *name, flat_type type)
{
    buffer_print(to, "  <key id=\"%s%zu\" for=\"%s\" attr.name=\"", id, number, of);
    escape(to, name);
    buffer_print(to, "\" attr.type=\"%s\"/>\n", types[type]);
}

/* Whether a column is an attribute of the element, and no data. */
static int is_attribute(const flat *f, const flat_column *column)
{
    static const char *const names[] = {"id", "source", "target"};
    for (int i = 0; i < (f->list == RECORD_EDGE ? 3 : 1); i++)
        if (!strcmp(column->name, names[i]))
            return 1;
    return 0;
}

static void write_keys(buffer *to, flat *f, const char *id, const char *of)
{
    for (size_t i = 0; i < f->count; i++) {
        flat_column *column = &f->columns[i];
        if (column->type == FLAT_BOOLEAN &&
            column->stated < dataset_count(f->of, f->list))
            column->type = FLAT_TEXT;
        if (!is_attribute(f, column))
            write_key_row(to, id, i, of, column->name, column->type);
    }
}

static void write_data(buffer *to, const char *id, size_t number, const char *text)
{
    buffer_print(to, "   <data key=\"%s%zu\">", id, number);
    escape(to, text);
    buffer_text(to, "</data>\n");
}

static void write_row(buffer *to, const flat *f, const char *id)
{
    for (size_t i = 0; i < f->count; i++) {
        const char *text = flat_text(f, &f->columns[i]);
        if (text && !is_attribute(f, &f->columns[i]))
            write_data(to, id, i, text);
    }
}

static void write_attribute(buffer *to, const char *name, const char *text)
{
    buffer_print(to, " %s=\"", name);
    escape(to, text);
    buffer_char(to, '"');
}

static void write_nodes(buffer *to, flat *f)
{
    for (size_t i = 0; i < dataset_count(f->of, RECORD_NODE) && !f->failed; i++) {
        flat_row(f, i);
        buffer_text(to, "  <node");
        write_attribute(to, "id", dataset_text(f->of, dataset_node(f->of, i)->id));
        buffer_text(to, ">\n");
        write_row(to, f, "n");
        buffer_text(to, "  </node>\n");
        buffer_flush(to);
    }
}

static int is_undirected(const polity_dataset *of, size_t i)
{
    return !of->vocabulary.kinds[dataset_edge(of, i)->kind].directed;
}

static void write_edges(buffer *to, flat *f, int mixed)
{
    for (size_t i = 0; i < dataset_count(f->of, RECORD_EDGE) && !f->failed; i++) {
        const edge *e = dataset_edge(f->of, i);
        buffer name = {0};
        flat_row(f, i);
        dataset_edge_name(f->of, e, &name);
        to->failed |= name.failed;
        buffer_text(to, "  <edge");
        write_attribute(to, "id", name.failed ? "" : name.bytes);
        write_attribute(to, "source", dataset_text(f->of, e->source));
        write_attribute(to, "target", dataset_text(f->of, e->target));
        buffer_text(to, ">\n");
        write_row(to, f, "e");
        write_data(to, "c", 0,
                   word_text(WORDS_CLASS, f->of->vocabulary.kinds[e->kind].class));
        if (mixed)
            write_data(to, "c", 1, is_undirected(f->of, i) ? "true" : "false");
        buffer_text(to, "  </edge>\n");
        buffer_free(&name);
        buffer_flush(to);
    }
}

/* What is no node and no tie, as JSON; `list` RECORD_NONE = the document itself. */
static void write_json(buffer *to, const polity_dataset *of, record_list list, size_t key)
{
    buffer json = {0};
    writer w = {of, &json, 0, 1};
    buffer_char(&json, list ? '[' : '{');
    if (!list)
        write_about(&w);
    for (size_t i = 0; list && i < dataset_count(of, list); i++) {
        buffer_text(&json, i ? ", " : "");
        write_record(&w, list, i);
    }
    buffer_char(&json, list ? ']' : '}');
    to->failed |= json.failed;
    if (!json.failed)
        write_data(to, "g", key, flat_json_for_xml(&json));
    to->failed |= json.failed;
    buffer_free(&json);
}

static const struct {
    record_list list;
    const char *name;
} others[] = {{RECORD_NONE, "polity.json"},
              {RECORD_SOURCE, "sources.json"},
              {RECORD_BROKERAGE, "brokerages.json"},
              {RECORD_ABSENCE, "absences.json"},
              {RECORD_RULE, "rules.json"}};
enum { OTHERS = sizeof others / sizeof *others };

static int has_other(const polity_dataset *of, size_t i)
{
    return !others[i].list || dataset_count(of, others[i].list);
}

static void write_head(buffer *to)
{
    buffer_text(to, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                    "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\"\n"
                    " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n"
                    " xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns "
                    "http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n");
}

void write_graphml(const polity_dataset *of, buffer *to)
{
    size_t undirected = 0, ties = dataset_count(of, RECORD_EDGE);
    flat nodes, edges;
    for (size_t i = 0; i < ties; i++)
        undirected += (size_t)is_undirected(of, i);
    flat_begin(&nodes, of, RECORD_NODE, FLAT_GRAPHML);
    flat_begin(&edges, of, RECORD_EDGE, FLAT_GRAPHML);
    if (!flat_columns(&nodes) || !flat_columns(&edges))
        to->failed = 1;
    write_head(to);
    for (size_t i = 0; i < OTHERS; i++)
        if (has_other(of, i))
            write_key_row(to, "g", i, "graph", others[i].name, FLAT_TEXT);
    write_keys(to, &nodes, "n", "node");
    write_keys(to, &edges, "e", "edge");
    if (ties)
        write_key_row(to, "c", 0, "edge", "class", FLAT_TEXT);
    if (undirected && undirected < ties)
        write_key_row(to, "c", 1, "edge", "undirected", FLAT_BOOLEAN);
    buffer_print(to, " <graph id=\"polity\" edgedefault=\"%sdirected\">\n",
                 ties && undirected == ties ? "un" : "");
    for (size_t i = 0; i < OTHERS; i++)
        if (has_other(of, i))
            write_json(to, of, others[i].list, i);
    write_nodes(to, &nodes);
    write_edges(to, &edges, undirected && undirected < ties);
    buffer_text(to, " </graph>\n</graphml>\n");
    to->failed |= nodes.failed | edges.failed;
    flat_free(&nodes);
    flat_free(&edges);
}

static polity_status refuse(const polity_dataset *of, symbol id, const char *what,
                            polity_error *err)
{
    const char *text = dataset_text(of, id), *at = text;
    uint32_t c = 0;
    while (*at) {
        char one[8];
        const char *from = at;
        c = utf8_next(&at);
        memcpy(one, from, (size_t)(at - from));
        one[at - from] = '\0';
        if (!flat_is_xml(one))
            break;
    }
    return error_set(
        err, POLITY_EDATA, "graphml-character",
        "the id of a %s holds the character U+%04X, which XML does not keep: "
        "\"%.80s\"",
        what, c, text);
}

/* Ids stand in attributes, where a character that XML has not cannot be written. */
polity_status check_graphml(const polity_dataset *of, polity_error *err)
{
    for (size_t i = 0; i < dataset_count(of, RECORD_NODE); i++)
        if (!flat_is_xml(dataset_text(of, dataset_node(of, i)->id)))
            return refuse(of, dataset_node(of, i)->id, "node", err);
    for (size_t i = 0; i < dataset_count(of, RECORD_EDGE); i++) {
        const edge *e = dataset_edge(of, i);
        const symbol ids[] = {e->id, e->source, e->target, e->key};
        for (int k = 0; k < 4; k++)
            if (!flat_is_xml(dataset_text(of, ids[k])))
                return refuse(of, ids[k], "tie or of its end", err);
    }
    return POLITY_OK;
}
