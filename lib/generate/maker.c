#include "generate/maker.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "model/fields.h"

void maker_no_memory(maker *m)
{
    if (!m->status)
        m->status = error_memory(m->err);
}

void *maker_array(maker *m, size_t n, size_t size)
{
    void *made = m->status ? NULL : memory_zeroed(n ? n : 1, size);
    if (!made)
        maker_no_memory(m);
    return made;
}

symbol maker_symbol(maker *m, const char *format, ...)
{
    char text[1024];
    va_list arguments;
    symbol s;
    int n;
    va_start(arguments, format);
    n = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    s = m->status || n <= 0 ? 0 : dataset_symbol(m->made, text, strlen(text));
    if (!s && n > 0)
        maker_no_memory(m);
    return s;
}

static void begin_source(maker *m, const char *title)
{
    symbol id = maker_symbol(m, "synthetic"), words = maker_symbol(m, "%s", title);
    source *made = m->status ? NULL : dataset_append(m->made, RECORD_SOURCE);
    if (!made) {
        maker_no_memory(m);
        return;
    }
    made->id = m->source = id;
    made->title = words;
    made->type = word_find(WORDS_SOURCE, "own_knowledge", 13);
    made->access = word_find(WORDS_ACCESS, "public", 6);
    dataset_claim(m->made, id, RECORD_SOURCE, 0);
}

void maker_begin(maker *m, uint64_t seed, const char *source_title)
{
    const field *fields;
    size_t count;
    random_seed(&m->random, seed);
    fields = record_fields(RECORD_EDGE, &count);
    fields_blank(fields, count, &m->blank_edge);
    fields = record_fields(RECORD_BROKERAGE, &count);
    fields_blank(fields, count, &m->blank_brokerage);
    fields = evidence_fields(&count);
    fields_blank(fields, count, &m->blank_evidence);
    begin_source(m, source_title);
    m->tags = one_symbol(m, m->source);
}

void maker_about(maker *m, const char *title, const char *description,
                 const char *boundary)
{
    m->made->about.title = maker_symbol(m, "%s", title);
    m->made->about.description = maker_symbol(m, "%s", description);
    m->made->about.licence = maker_symbol(m, "CC0-1.0");
    m->made->about.boundary_statement = maker_symbol(m, "%s", boundary);
}
