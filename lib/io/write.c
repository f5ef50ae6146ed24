/* Writing data sets: JSON, JSON Lines, node-link. */
#include "io/write.h"

#include <math.h>
#include <string.h>

#include "base/nearest.h"
#include "table/table.h"

void write_document(const polity_dataset *of, buffer *to)
{
    writer w = {of, to, 0, 1};
    buffer_char(to, '{');
    write_about(&w);
    for (int list = RECORD_SOURCE; list < RECORD_LISTS; list++) {
        if (!dataset_count(of, (record_list)list) && list != RECORD_NODE &&
            list != RECORD_EDGE)
            continue;
        buffer_print(to, ",\n \"%s\": [", dataset_list_name((record_list)list));
        for (size_t i = 0; i < dataset_count(of, (record_list)list); i++) {
            buffer_text(to, i ? ",\n  " : "\n  ");
            write_record(&w, (record_list)list, i);
        }
        buffer_char(to, ']');
    }
    buffer_text(to, "}\n");
}

void write_document_lines(const polity_dataset *of, buffer *to)
{
    writer w = {of, to, 0, 1};
    buffer_char(to, '{');
    write_about(&w);
    buffer_text(to, "}\n");
    for (int list = RECORD_SOURCE; list < RECORD_LISTS; list++) {
        for (size_t i = 0; i < dataset_count(of, (record_list)list); i++) {
            buffer_print(to, "{\"%s\": ", dataset_record_name((record_list)list));
            write_record(&w, (record_list)list, i);
            buffer_text(to, "}\n");
        }
    }
}

static void link_node(writer *w, const node *n)
{
    buffer_char(w->to, '{');
    w->first = 1;
    write_key(w, "id");
    write_symbol(w, n->id);
    write_key(w, "type");
    buffer_json(w->to, w->of->vocabulary.types[n->type].name);
    if (n->name) {
        write_key(w, "name");
        write_symbol(w, n->name);
    }
    for (uint32_t i = 0; i < n->properties.count; i++) {
        const property *p = &n->properties.rows[i];
        if (p->kind == VOCABULARY_NONE || p->form != PROPERTY_SINGLE)
            continue;
        write_key(w, w->of->vocabulary.properties[p->kind].name);
        write_value(w, &w->of->vocabulary.properties[p->kind], &p->as.single);
    }
    buffer_char(w->to, '}');
}

static void link_number(writer *w, const char *key, double number)
{
    if (isnan(number))
        return;
    write_key(w, key);
    buffer_real(w->to, number);
}

static void link_edge(writer *w, const edge *e, size_t index)
{
    const edge_kind *kind = &w->of->vocabulary.kinds[e->kind];
    buffer name = {0};
    buffer_char(w->to, '{');
    w->first = 1;
    write_key(w, "source");
    write_symbol(w, e->source);
    write_key(w, "target");
    write_symbol(w, e->target);
    write_key(w, "key");
    buffer_print(w->to, "%zu", index);
    dataset_edge_name(w->of, e, &name);
    write_key(w, "id");
    buffer_json(w->to, name.failed ? "" : name.bytes);
    w->to->failed |= name.failed;
    buffer_free(&name);
    write_key(w, "kind");
    buffer_json(w->to, kind->name);
    write_key(w, "class");
    buffer_json(w->to, word_text(WORDS_CLASS, kind->class));
    write_key(w, "undirected");
    buffer_text(w->to, kind->directed ? "false" : "true");
    if (e->strength) {
        write_key(w, "strength");
        buffer_print(w->to, "%u", e->strength);
    }
    link_number(w, "weight", e->weight);
    link_number(w, "length", e->length);
    buffer_char(w->to, '}');
}

void write_node_link(const polity_dataset *of, buffer *to)
{
    writer w = {of, to, 0, 1};
    buffer_text(
        to, "{\"directed\": true, \"multigraph\": true, \"graph\": {},\n \"nodes\": [");
    for (size_t i = 0; i < dataset_count(of, RECORD_NODE); i++) {
        buffer_text(to, i ? ",\n  " : "\n  ");
        link_node(&w, dataset_node(of, i));
    }
    buffer_text(to, "],\n \"links\": [");
    for (size_t i = 0; i < dataset_count(of, RECORD_EDGE); i++) {
        buffer_text(to, i ? ",\n  " : "\n  ");
        link_edge(&w, dataset_edge(of, i), i);
    }
    buffer_text(to, "]}\n");
}

static const struct {
    const char *name;
    int reads;
    polity_status (*check)(const polity_dataset *of, polity_error *err);
    void (*write)(const polity_dataset *of, buffer *to);
    const char *meaning;
} formats[] = {
#define FORMAT(name, reads, check, write, meaning) {name, reads, check, write, meaning},
#include "io/formats.def"
#undef FORMAT
};

enum { FORMATS = sizeof formats / sizeof *formats };

polity_status polity_dataset_write(const polity_dataset *of, const char *format,
                                   polity_sink sink, void *user, polity_error *err)
{
    buffer to = {.sink = sink, .user = user};
    char hint[NEAREST_SIZE];
    nearest near;
    polity_status status;
    if (!of || !format || !sink)
        return error_set(err, POLITY_EARG, "argument",
                         "a data set, a format and a sink are needed");
    nearest_begin(&near, format, strlen(format));
    for (size_t i = 0; i < FORMATS; i++) {
        nearest_offer(&near, formats[i].name);
        if (strcmp(format, formats[i].name))
            continue;
        if (formats[i].check && (status = formats[i].check(of, err)))
            return status;
        formats[i].write(of, &to);
        buffer_flush(&to);
        status = buffer_status(&to, err);
        buffer_free(&to);
        return status;
    }
    return error_set(err, POLITY_EARG, "format-unknown",
                     "no format is called \"%.60s\"%s", format,
                     nearest_hint(&near, hint));
}

polity_status polity_formats(polity_table **out, polity_error *err)
{
    polity_table *table = out ? table_new(FORMATS, NULL) : NULL;
    int fine =
        table && table_add(table, "format", "", "name", POLITY_TEXT) >= 0 &&
        table_add(table, "reads", "", "whether it is read", POLITY_BOOL) >= 0 &&
        table_add(table, "writes", "", "whether it is written", POLITY_BOOL) >= 0 &&
        table_add(table, "meaning", "", "what it is", POLITY_TEXT) >= 0;
    if (!out)
        return error_set(err, POLITY_EARG, "argument", "a place for the table is needed");
    *out = NULL;
    for (size_t i = 0; fine && i < FORMATS; i++) {
        table_ints(table, 1)[i] = formats[i].reads;
        table_ints(table, 2)[i] = formats[i].write != NULL;
        fine = table_set_text(table, i, 0, formats[i].name) &&
               table_set_text(table, i, 3, formats[i].meaning);
    }
    if (!fine) {
        polity_table_free(table);
        return error_memory(err);
    }
    *out = table;
    return POLITY_OK;
}
