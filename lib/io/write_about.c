/* What a document says of itself: its own keys and its vocabulary. */
#include "io/write.h"

static void write_text(writer *w, const char *key, symbol s)
{
    if (!s)
        return;
    write_key(w, key);
    write_symbol(w, s);
}

static void write_note(writer *w, const char *key, const char *text)
{
    if (!*text)
        return;
    write_key(w, key);
    buffer_json(w->to, text);
}

static void write_types(writer *w, const char *key, type_set set)
{
    if (!set.count)
        return;
    write_key(w, key);
    buffer_char(w->to, '[');
    for (size_t i = 0; i < set.count; i++) {
        buffer_text(w->to, i ? ", " : "");
        buffer_json(w->to, w->of->vocabulary.types[set.types[i]].name);
    }
    buffer_char(w->to, ']');
}

static void write_row_extras(writer *w, const char *list, const char *name)
{
    buffer within = {0};
    buffer_print(&within, "vocabulary/%s/%.120s", list, name);
    if (within.failed)
        w->to->failed = 1;
    else
        write_extras(w, w->of->about.extras, within.bytes);
    buffer_free(&within);
}

static void write_type_row(writer *w, size_t i)
{
    const node_type *row = &w->of->vocabulary.types[i];
    write_note(w, "name", row->name);
    if (row->parent)
        write_note(w, "is_a", w->of->vocabulary.types[row->parent].name);
    write_note(w, "tier", word_text(WORDS_TIER, row->tier));
    write_note(w, "note", row->note);
    write_row_extras(w, "node_types", row->name);
}

static void write_kind_row(writer *w, size_t i)
{
    const edge_kind *row = &w->of->vocabulary.kinds[i];
    write_note(w, "name", row->name);
    write_note(w, "class", word_text(WORDS_CLASS, row->class));
    if (!row->directed) {
        write_key(w, "directed");
        buffer_text(w->to, "false");
    }
    write_types(w, "source", row->source);
    write_types(w, "target", row->target);
    write_note(w, "note", row->note);
    write_row_extras(w, "edge_kinds", row->name);
}

static void write_property_row(writer *w, size_t i)
{
    const property_kind *row = &w->of->vocabulary.properties[i];
    write_note(w, "name", row->name);
    write_types(w, "of", row->of);
    write_note(w, "type", word_text(WORDS_VALUE, row->type));
    write_note(w, "unit", row->unit);
    if (row->level_count) {
        write_key(w, "levels");
        for (uint16_t k = 0; k < row->level_count; k++) {
            buffer_text(w->to, k ? ", " : "[");
            buffer_json(w->to, row->levels[k]);
        }
        buffer_char(w->to, ']');
    }
    if (row->ordered) {
        write_key(w, "ordered");
        buffer_text(w->to, "true");
    }
    if (row->many) {
        write_key(w, "many");
        buffer_text(w->to, "true");
    }
    write_types(w, "refers", row->refers);
    write_note(w, "note", row->note);
    write_row_extras(w, "properties", row->name);
}

static int is_declared(const vocabulary *words, int list, size_t i)
{
    return list == 0   ? words->types[i].declared
           : list == 1 ? words->kinds[i].declared
                       : words->properties[i].declared;
}

static void write_vocabulary(writer *w)
{
    static const char *const names[] = {"node_types", "edge_kinds", "properties"};
    static void (*const row[])(writer *, size_t) = {write_type_row, write_kind_row,
                                                    write_property_row};
    const vocabulary *words = &w->of->vocabulary;
    const size_t counts[] = {words->type_count, words->kind_count, words->property_count};
    write_open(w);
    for (int list = 0; list < 3; list++) {
        int rows = 0;
        for (size_t i = 0; i < counts[list]; i++) {
            if (!is_declared(words, list, i))
                continue;
            if (!rows++) {
                write_key(w, names[list]);
                buffer_char(w->to, '[');
            } else {
                buffer_text(w->to, ", ");
            }
            write_open(w);
            row[list](w, i);
            write_close(w);
        }
        if (rows)
            buffer_char(w->to, ']');
    }
    write_extras(w, w->of->about.extras, "vocabulary");
    write_close(w);
}

static int has_vocabulary(const writer *w)
{
    const vocabulary *words = &w->of->vocabulary;
    return (words->type_count && words->types[words->type_count - 1].declared) ||
           (words->kind_count && words->kinds[words->kind_count - 1].declared) ||
           (words->property_count &&
            words->properties[words->property_count - 1].declared) ||
           has_extras(w, w->of->about.extras, "vocabulary");
}

static void write_boundary(writer *w)
{
    const about *of = &w->of->about;
    write_open(w);
    write_text(w, "statement", of->boundary_statement);
    if (of->expected_count) {
        write_key(w, "expected_nodes");
        write_open(w);
        for (uint32_t i = 0; i < of->expected_count; i++) {
            write_key(w, w->of->vocabulary.types[of->expected[i].type].name);
            buffer_print(w->to, "%lld", (long long)of->expected[i].count);
        }
        write_close(w);
    }
    write_extras(w, of->extras, "boundary");
    write_close(w);
}

void write_about(writer *w)
{
    const about *of = &w->of->about;
    write_key(w, "polity");
    buffer_print(w->to, "\"1.%u\"", of->minor);
    write_text(w, "title", of->title);
    write_text(w, "description", of->description);
    write_text(w, "licence", of->licence);
    if (of->default_count == 1) {
        write_key(w, "default_at");
        write_date(w, of->default_at[0].day, of->default_at[0].form);
    }
    write_key(w, "directed");
    buffer_text(w->to, "true");
    write_key(w, "multigraph");
    buffer_text(w->to, "true");
    if (of->graph) {
        write_key(w, "graph");
        buffer_text(w->to, dataset_text(w->of, of->graph));
    }
    if (of->boundary_statement || of->expected_count ||
        has_extras(w, of->extras, "boundary")) {
        write_key(w, "boundary");
        write_boundary(w);
    }
    if (has_vocabulary(w)) {
        write_key(w, "vocabulary");
        write_vocabulary(w);
    }
    write_extras(w, of->extras, "");
}
