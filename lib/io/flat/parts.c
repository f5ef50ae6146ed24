/* What stands in lists and histories as the text of a cell, or as JSON. */
#include <string.h>

#include "base/alloc.h"
#include "base/number.h"
#include "io/flat/row.h"

/* --- lists of texts in one cell --- */

static void join_begin(flat *f) { buffer_clear(&f->part); }

/* 0 = the text has the separator in it. */
static int join(flat *f, size_t i, const char *text)
{
    if (i)
        buffer_char(&f->part, '|');
    buffer_text(&f->part, text);
    return !strchr(text, '|');
}

static void put_joined(flat *f, uint32_t rank, const char *name, int fits)
{
    if (fits && f->part.length)
        flat_put(f, rank, name, FLAT_TEXT, f->part.bytes);
    else
        flat_omit(f, name, "");
}

void flat_put_symbols(flat *f, uint32_t rank, const char *name, symbols list)
{
    int fits = 1;
    join_begin(f);
    for (uint32_t i = 0; f->shape == FLAT_SHEET && i < list.count; i++)
        fits &= join(f, i, dataset_text(f->of, list.rows[i]));
    if (f->shape == FLAT_SHEET) {
        put_joined(f, rank, name, fits);
        return;
    }
    buffer_char(&f->part, '[');
    for (uint32_t i = 0; i < list.count; i++) {
        buffer_text(&f->part, i ? ", " : "");
        buffer_json(&f->part, dataset_text(f->of, list.rows[i]));
    }
    buffer_char(&f->part, ']');
    if (!f->part.failed)
        flat_put_json(f, rank, name, f->part.bytes);
}

/* --- properties --- */

static flat_type type_of(const property_kind *kind)
{
    return kind->type == VALUE_INTEGER   ? FLAT_LONG
           : kind->type == VALUE_REAL    ? FLAT_DOUBLE
           : kind->type == VALUE_BOOLEAN ? FLAT_BOOLEAN
                                         : FLAT_TEXT;
}

/* A value as its text; 0 = it is known to be none. */
static int value_text(const flat *f, const property_kind *kind, const value *of,
                      buffer *to)
{
    char date[DATE_SIZE];
    buffer_clear(to);
    switch (of->type) {
    case VALUE_NULL: return 0;
    case VALUE_INTEGER: buffer_print(to, "%lld", (long long)of->as.integer); break;
    case VALUE_REAL: buffer_real(to, of->as.real); break;
    case VALUE_BOOLEAN: buffer_text(to, of->as.integer ? "true" : "false"); break;
    case VALUE_DATE:
        date_write(date, (int32_t)of->as.integer, (date_form)of->form);
        buffer_text(to, date);
        break;
    case VALUE_CATEGORY: buffer_text(to, kind->levels[of->as.integer - 1]); break;
    default: buffer_text(to, dataset_text(f->of, of->as.text));
    }
    return !to->failed;
}

static void put_value(flat *f, uint32_t rank, const char *name, const property_kind *kind,
                      const value *of)
{
    buffer text = {0};
    if (value_text(f, kind, of, &text)) {
        if (type_of(kind) == FLAT_TEXT)
            flat_put_text(f, rank, name, text.bytes);
        else
            flat_put(f, rank, name, type_of(kind), text.bytes);
    }
    f->failed |= text.failed;
    buffer_free(&text);
}

static void put_many(flat *f, uint32_t rank, const char *name, const property_kind *kind,
                     const property *p)
{
    buffer text = {0};
    int fits = 1;
    join_begin(f);
    for (uint32_t i = 0; i < p->count; i++)
        if (value_text(f, kind, &p->as.many[i], &text))
            fits &= join(f, i, text.bytes);
    f->failed |= text.failed;
    buffer_free(&text);
    put_joined(f, rank, name, fits);
}

/* A history in a sheet: the value, if there is one alone; its dates are left out. */
static void put_history(flat *f, uint32_t rank, const char *name,
                        const property_kind *kind, const property *p)
{
    const history_item *only = p->count == 1 ? &p->as.history[0] : NULL;
    if (!only || only->value.type == VALUE_NULL || strchr(name, '|')) {
        flat_omit(f, name, "");
        return;
    }
    put_value(f, rank, name, kind, &only->value);
    if (only->valid.from_form || only->valid.to_form || only->evidence.count ||
        only->extras.count)
        flat_omit(f, name, " (its dates)");
}

static void put_property_json(flat *f, uint32_t rank, const char *name, const property *p)
{
    buffer json = {0};
    writer w = {f->of, &json, 0, 1};
    write_property_value(&w, p);
    if (json.failed)
        f->failed = 1;
    else
        flat_put_json(f, rank, name, json.bytes);
    buffer_free(&json);
}

void flat_put_property(flat *f, uint32_t rank, const property *p)
{
    const property_kind *kind;
    buffer name = {0};
    flat_target plain;
    property one = {p->kind, PROPERTY_MANY, 0, 1, {.many = &p->as.single}};
    if (p->kind == VOCABULARY_NONE) {
        flat_put_free(f, rank + FLAT_RANK_STEP - 8, dataset_text(f->of, p->key),
                      dataset_text(f->of, p->as.single.as.text));
        return;
    }
    kind = &f->of->vocabulary.properties[p->kind];
    plain = flat_find(f->of, f->list, kind->name);
    buffer_print(&name, "%s%s", plain.what == FLAT_PROPERTY ? "" : "properties.",
                 kind->name);
    rank += 2 * p->kind;
    if (name.failed)
        f->failed = 1;
    else if (p->form == PROPERTY_SINGLE && p->as.single.type != VALUE_NULL &&
             (f->shape == FLAT_GRAPHML || !kind->many))
        put_value(f, rank, name.bytes, kind, &p->as.single);
    else if (f->shape == FLAT_GRAPHML)
        put_property_json(f, rank, name.bytes, p);
    else if (p->form == PROPERTY_HISTORY)
        put_history(f, rank, name.bytes, kind, p);
    else if (p->form == PROPERTY_MANY)
        put_many(f, rank, name.bytes, kind, p);
    else if (p->as.single.type == VALUE_NULL)
        flat_omit(f, name.bytes, "");
    else /* one of many: it reads back as a list of one */
        put_many(f, rank, name.bytes, kind, &one);
    buffer_free(&name);
}

/* --- evidence --- */

/* One field of all pieces, joined; 0 = a text has the separator in it. */
static int put_pieces(flat *f, uint32_t rank, const field *d, evidence_list list)
{
    buffer name = {0};
    int fits = 1, any = 0;
    join_begin(f);
    for (uint32_t i = 0; i < list.count; i++) {
        const void *at = field_at(d, &list.rows[i]);
        char text[NUMBER_SIZE] = ""; /* longer than a date */
        const char *shown = text;
        if (field_stated(d, &list.rows[i])) {
            any = 1;
            if (d->type == FIELD_CONFIDENCE)
                number_write(text, *(const double *)at);
            else if (d->type == FIELD_DATE)
                date_write(text, ((const dated *)at)->day,
                           (date_form)((const dated *)at)->form);
            else if (d->type == FIELD_WORD)
                shown = word_text(d->argument, *(const uint8_t *)at);
            else
                shown = dataset_text(f->of, *(const symbol *)at);
        }
        fits &= join(f, i, shown);
    }
    buffer_print(&name, "%s%s",
                 flat_find(f->of, f->list, d->key).what == FLAT_EVIDENCE ? ""
                                                                         : "evidence.",
                 d->key);
    if (!name.failed && any && fits)
        flat_put(f, rank, name.bytes, FLAT_TEXT, f->part.bytes);
    f->failed |= name.failed;
    buffer_free(&name);
    return fits;
}

void flat_put_evidence(flat *f, uint32_t rank, evidence_list list)
{
    size_t count;
    const field *fields = evidence_fields(&count);
    int fits = 1;
    if (f->shape == FLAT_GRAPHML) {
        buffer json = {0};
        writer w = {f->of, &json, 0, 1};
        write_evidence(&w, list);
        if (json.failed)
            f->failed = 1;
        else
            flat_put_json(f, rank, "evidence", json.bytes);
        buffer_free(&json);
        return;
    }
    if (!put_pieces(f, rank, &fields[0], list)) { /* what it cites */
        flat_omit(f, "evidence", "");
        return;
    }
    for (size_t i = 1; i < count; i++)
        if (strcmp(fields[i].key, "quote"))
            fits &= put_pieces(f, rank + 2 * (uint32_t)i, &fields[i], list);
    for (uint32_t i = 0; i < list.count; i++) {
        fits &= !list.rows[i].extras.count;
        if (list.rows[i].quote && write_may_quote(f->of, &list.rows[i]))
            fits = 0;
    }
    if (!fits)
        flat_omit(f, "evidence (in part)", "");
}
