/* Writing sheets: a row a record, a column for all that any of them states. What a row
 * cannot hold is named in its column `omitted`. */
#include <string.h>

#include "io/flat/flat.h"

/* Quoted where it must be. */
static void write_cell(buffer *to, const char *text)
{
    size_t n = strlen(text);
    if (!strpbrk(text, ",\"\r\n") &&
        !(n && (strchr(" \t", *text) || strchr(" \t", text[n - 1])))) {
        buffer_add(to, text, n);
        return;
    }
    buffer_char(to, '"');
    for (; *text; text++) {
        if (*text == '"')
            buffer_char(to, '"');
        buffer_char(to, *text);
    }
    buffer_char(to, '"');
}

static const char *class_of(const flat *f, size_t row)
{
    const edge *e = dataset_edge(f->of, row);
    return word_text(WORDS_CLASS, f->of->vocabulary.kinds[e->kind].class);
}

static void write_header(const flat *f, buffer *to)
{
    for (size_t i = 0; i < f->count; i++) {
        buffer_text(to, i ? "," : "");
        write_cell(to, f->columns[i].name);
    }
    if (f->list == RECORD_EDGE)
        buffer_text(to, f->count ? ",class" : "id,kind,source,target");
    else if (!f->count)
        buffer_text(to, "id,type");
    if (f->any_omitted)
        buffer_text(to, ",omitted");
    buffer_text(to, "\n");
}

static void write_sheet(const polity_dataset *of, record_list list, buffer *to)
{
    flat f;
    flat_begin(&f, of, list, FLAT_SHEET);
    if (flat_columns(&f))
        write_header(&f, to);
    for (size_t row = 0; row < dataset_count(of, list) && !f.failed; row++) {
        flat_row(&f, row);
        for (size_t i = 0; i < f.count; i++) {
            const char *text = flat_text(&f, &f.columns[i]);
            buffer_text(to, i ? "," : "");
            if (text)
                write_cell(to, text);
        }
        if (list == RECORD_EDGE)
            buffer_print(to, ",%s", class_of(&f, row));
        if (f.any_omitted) {
            buffer_char(to, ',');
            write_cell(to, f.omitted.length ? f.omitted.bytes : "");
        }
        buffer_text(to, "\n");
        buffer_flush(to);
    }
    to->failed |= f.failed;
    flat_free(&f);
}

void write_csv_nodes(const polity_dataset *of, buffer *to)
{
    write_sheet(of, RECORD_NODE, to);
}

void write_csv_edges(const polity_dataset *of, buffer *to)
{
    write_sheet(of, RECORD_EDGE, to);
}

void write_csv_sources(const polity_dataset *of, buffer *to)
{
    write_sheet(of, RECORD_SOURCE, to);
}
