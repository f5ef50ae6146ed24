/* Writing snapshots. Texts are numbered as they are met, so that only those in use are
 * written, and equal data sets give equal bytes. */
#include <string.h>

#include "base/alloc.h"
#include "io/snapshot.h"
#include "io/write.h"

typedef struct packing {
    const polity_dataset *of;
    uint32_t *numbers; /* by symbol; 0 = not met yet */
    symbol *met;
    size_t met_count, met_capacity;
    int failed;
} packing;

static void put(buffer *to, const void *bytes, size_t n) { buffer_add(to, bytes, n); }

static void put_number(buffer *to, size_t number)
{
    uint32_t n = (uint32_t)number;
    put(to, &n, sizeof n);
}

static void put_symbol(packing *p, buffer *to, symbol s)
{
    if (s && !p->numbers[s]) {
        if (!memory_grow((void **)&p->met, &p->met_capacity, p->met_count + 1,
                         sizeof *p->met)) {
            p->failed = 1;
            return;
        }
        p->met[p->met_count++] = s;
        p->numbers[s] = (uint32_t)p->met_count;
    }
    put_number(to, p->numbers[s]);
}

static void put_extras(packing *p, buffer *to, extras list)
{
    put_number(to, list.count);
    for (uint32_t i = 0; i < list.count; i++) {
        put_symbol(p, to, list.rows[i].within);
        put_symbol(p, to, list.rows[i].key);
        put_symbol(p, to, list.rows[i].json);
    }
}

static void put_interval(buffer *to, const interval *valid)
{
    put_number(to, date_is_day(valid->from_form) ? (uint32_t)valid->from : 0);
    put_number(to, date_is_day(valid->to_form) ? (uint32_t)valid->to : 0);
    put(to, &valid->from_form, 1);
    put(to, &valid->to_form, 1);
}

static void put_value(packing *p, buffer *to, const value *v)
{
    put(to, &v->type, 1);
    if (v->type == VALUE_DATE)
        put(to, &v->form, 1);
    if (v->type == VALUE_TEXT || v->type == VALUE_REFERENCE)
        put_symbol(p, to, v->as.text);
    else if (v->type != VALUE_NULL)
        put(to, &v->as.integer, 8);
}

static void put_field(packing *p, buffer *to, const field *f, const void *at);

static void put_evidence(packing *p, buffer *to, const evidence_list *list)
{
    size_t count;
    const field *fields = evidence_fields(&count);
    put_number(to, list->count);
    for (uint32_t i = 0; i < list->count; i++) {
        evidence item = list->rows[i];
        uint32_t stated = 0;
        if (!write_may_quote(p->of, &item))
            item.quote = 0; /* as in JSON: it leaves only with its source's consent */
        for (size_t k = 0; k < count; k++)
            stated |= (uint32_t)(field_stated(&fields[k], &item) != 0) << k;
        put_number(to, stated);
        for (size_t k = 0; k < count; k++)
            if (stated >> k & 1)
                put_field(p, to, &fields[k], field_at(&fields[k], &item));
        put_extras(p, to, item.extras);
    }
}

static void put_property(packing *p, buffer *to, const property *row)
{
    const uint32_t count = row->form == PROPERTY_SINGLE ? 1 : row->count;
    put(to, &row->kind, 2);
    if (row->kind == VOCABULARY_NONE) { /* an x_ key and its JSON text */
        put_symbol(p, to, row->key);
        put_symbol(p, to, row->as.single.as.text);
        return;
    }
    buffer_char(to, (char)row->form);
    if (row->form != PROPERTY_SINGLE)
        put_number(to, count);
    for (uint32_t i = 0; i < count; i++) {
        if (row->form != PROPERTY_HISTORY) {
            put_value(p, to,
                      row->form == PROPERTY_SINGLE ? &row->as.single : &row->as.many[i]);
            continue;
        }
        put_value(p, to, &row->as.history[i].value);
        put_interval(to, &row->as.history[i].valid);
        put_evidence(p, to, &row->as.history[i].evidence);
        put_extras(p, to, row->as.history[i].extras);
    }
}

static void put_list(packing *p, buffer *to, const field *f, const void *at)
{
    const symbols *texts = at;
    const outside_ids *ids = at;
    const properties *owned = at;
    switch (f->type) {
    case FIELD_IDS:
        put_number(to, ids->count);
        for (uint32_t i = 0; i < ids->count; i++) {
            put_symbol(p, to, ids->rows[i].space);
            put_symbol(p, to, ids->rows[i].id);
        }
        break;
    case FIELD_PROPERTIES:
        put_number(to, owned->count);
        for (uint32_t i = 0; i < owned->count; i++)
            put_property(p, to, &owned->rows[i]);
        break;
    case FIELD_EVIDENCE: put_evidence(p, to, at); break;
    default:
        put_number(to, texts->count);
        for (uint32_t i = 0; i < texts->count; i++)
            put_symbol(p, to, texts->rows[i]);
    }
}

static void put_rule_part(packing *p, buffer *to, const field *f, const void *at)
{
    const rule_end *end = at;
    const rule_check *check = at;
    if (f->type == FIELD_RULE_END) {
        put(to, &end->type, 2);
        put_symbol(p, to, end->where);
        return;
    }
    put_symbol(p, to, check->of);
    put_symbol(p, to, check->where);
    put_symbol(p, to, check->require);
    put(to, &check->level, 1);
}

static void put_field(packing *p, buffer *to, const field *f, const void *at)
{
    const dated *date = at;
    switch (f->type) {
    case FIELD_ID:
    case FIELD_TEXT:
    case FIELD_KEY:
    case FIELD_REFERENCE: put_symbol(p, to, *(const symbol *)at); break;
    case FIELD_TYPE:
    case FIELD_KIND: put(to, at, 2); break;
    case FIELD_WORD:
    case FIELD_BOOLEAN:
    case FIELD_STRENGTH:
    case FIELD_VALENCE: put(to, at, 1); break;
    case FIELD_WEIGHT:
    case FIELD_LENGTH:
    case FIELD_CONFIDENCE: put(to, at, 8); break;
    case FIELD_VALID: put_interval(to, at); break;
    case FIELD_DATE:
        put(to, &date->day, 4);
        put(to, &date->form, 1);
        break;
    case FIELD_RULE_END:
    case FIELD_RULE_CHECK: put_rule_part(p, to, f, at); break;
    default: put_list(p, to, f, at);
    }
}

/* --- columns: each behind its length, which is known last --- */

static size_t begin_part(buffer *to)
{
    uint64_t length = 0;
    put(to, &length, sizeof length);
    return to->length;
}

static void end_part(buffer *to, size_t start)
{
    uint64_t length = to->length - start;
    if (!to->failed)
        memcpy(to->bytes + start - sizeof length, &length, sizeof length);
}

static void put_mode(buffer *to, snapshot_mode mode) { buffer_char(to, (char)mode); }

/* A bit a record, unless all or none are set. `is_stated` tells by field and record. */
static snapshot_mode put_stated(packing *p, buffer *to, record_list list, const field *f)
{
    const size_t count = dataset_count(p->of, list);
    const char *items = p->of->lists[list].items;
    size_t stated = 0, size = dataset_record_size(list);
    for (size_t i = 0; i < count; i++)
        stated += f ? field_stated(f, items + i * size) != 0
                    : record_extras(p->of, list, i)->count != 0;
    put_mode(to, !stated           ? SNAPSHOT_NONE
                 : stated == count ? SNAPSHOT_ALL
                                   : SNAPSHOT_SOME);
    if (!stated || stated == count)
        return stated ? SNAPSHOT_ALL : SNAPSHOT_NONE;
    for (size_t i = 0; i < count; i += 8) {
        unsigned bits = 0;
        for (size_t k = i; k < i + 8 && k < count; k++)
            bits |= (unsigned)(f ? field_stated(f, items + k * size) != 0
                                 : record_extras(p->of, list, k)->count != 0)
                    << (k - i);
        buffer_char(to, (char)bits);
    }
    return SNAPSHOT_SOME;
}

static void put_column(packing *p, buffer *to, record_list list, const field *f)
{
    const char *items = p->of->lists[list].items;
    size_t start = begin_part(to), size = dataset_record_size(list);
    if (put_stated(p, to, list, f) != SNAPSHOT_NONE)
        for (size_t i = 0; i < dataset_count(p->of, list); i++) {
            if (!f && record_extras(p->of, list, i)->count)
                put_extras(p, to, *record_extras(p->of, list, i));
            else if (f && field_stated(f, items + i * size))
                put_field(p, to, f, field_at(f, items + i * size));
        }
    end_part(to, start);
}

/* One of the four numbers of a place: they mostly go on by the same step. */
static void put_places(packing *p, buffer *to, record_list list, size_t offset)
{
    const size_t count = dataset_count(p->of, list), start = begin_part(to);
    uint32_t first = 0, second = 0, number;
    int steps = 1;
    for (size_t i = 0; i < count; i++) {
        memcpy(&number, (char *)dataset_place(p->of, list, i) + offset, sizeof number);
        first = i ? first : number;
        second = i == 1 ? number : second;
        steps &= i < 2 || number == first + (second - first) * (uint32_t)i;
    }
    put_mode(to, steps ? SNAPSHOT_STEPS : SNAPSHOT_ALL);
    if (steps) {
        put_number(to, first);
        put_number(to, count > 1 ? second - first : 0);
    }
    for (size_t i = 0; i < count && !steps; i++)
        put(to, (char *)dataset_place(p->of, list, i) + offset, sizeof number);
    end_part(to, start);
}

static size_t begin_section(buffer *to, const char *name)
{
    char shown[SNAPSHOT_NAME] = "";
    memcpy(shown, name, strlen(name));
    put(to, shown, sizeof shown);
    return begin_part(to);
}

static void put_records(packing *p, buffer *to, record_list list)
{
    size_t start = begin_section(to, dataset_list_name(list)), count;
    const field *fields = record_fields(list, &count);
    put_number(to, dataset_count(p->of, list));
    for (size_t i = 0; i < count; i++)
        put_column(p, to, list, &fields[i]);
    put_column(p, to, list, NULL);
    for (size_t i = 0; i < 4; i++)
        put_places(p, to, list, i * sizeof(uint32_t));
    end_part(to, start);
}

static void put_pending(packing *p, buffer *to)
{
    const pending *rows = p->of->pending.items;
    size_t start = begin_section(to, "pending");
    put_number(to, p->of->pending.count);
    for (size_t i = 0; i < p->of->pending.count; i++) {
        put_symbol(p, to, rows[i].wanted);
        put_symbol(p, to, rows[i].owner);
        put(to, &rows[i].of, 2);
        put(to, &rows[i].refers, 2);
        put(to, &rows[i].place, sizeof rows[i].place);
        put_number(to, strlen(rows[i].path));
        put(to, rows[i].path, strlen(rows[i].path));
    }
    end_part(to, start);
}

static void put_about(packing *p, buffer *to)
{
    writer w = {p->of, to, 0, 1};
    size_t start = begin_section(to, "about");
    buffer_char(to, '{');
    write_about(&w);
    buffer_char(to, '}');
    end_part(to, start);
}

/* Files, who declared what, and every default_at, of which a document gives one. */
static void put_inputs(packing *p, buffer *to)
{
    const input *files = p->of->files.items;
    const vocabulary *words = &p->of->vocabulary;
    const about *about = &p->of->about;
    size_t start = begin_section(to, "inputs");
    put_number(to, p->of->files.count);
    for (size_t i = 0; i < p->of->files.count; i++) {
        put(to, files[i].digest, sizeof files[i].digest);
        put_number(to, files[i].extras);
        put_number(to, strlen(files[i].name));
        put(to, files[i].name, strlen(files[i].name));
    }
    put_number(to, words->type_count);
    put_number(to, words->kind_count);
    put_number(to, words->property_count);
    for (size_t i = 0; i < words->type_count; i++)
        put(to, &words->types[i].declared, 2);
    for (size_t i = 0; i < words->kind_count; i++)
        put(to, &words->kinds[i].declared, 2);
    for (size_t i = 0; i < words->property_count; i++)
        put(to, &words->properties[i].declared, 2);
    put_number(to, about->default_count);
    for (uint32_t i = 0; i < about->default_count; i++) {
        put(to, &about->default_at[i].day, 4);
        put(to, &about->default_at[i].form, 1);
    }
    end_part(to, start);
}

static void put_texts(packing *p, buffer *to)
{
    size_t start = begin_section(to, "texts");
    put_number(to, p->met_count);
    for (size_t i = 0; i < p->met_count; i++)
        put_number(to, p->of->texts[p->met[i]].length);
    for (size_t i = 0; i < p->met_count; i++) /* each with its terminator */
        put(to, p->of->texts[p->met[i]].bytes, p->of->texts[p->met[i]].length + 1);
    end_part(to, start);
}

void write_snapshot(const polity_dataset *of, buffer *to)
{
    packing p = {.of = of};
    buffer head = {0}, records = {0};
    snapshot_header header = {.version = SNAPSHOT_VERSION, .order = SNAPSHOT_ORDER};
    p.numbers = memory_zeroed(of->symbol_count, sizeof *p.numbers);
    p.failed = !p.numbers || !snapshot_words(&header.words);
    if (!p.failed) {
        for (int list = RECORD_SOURCE; list < RECORD_LISTS; list++)
            put_records(&p, &records, (record_list)list);
        put_pending(&p, &records);
        put(&head, &header, sizeof header);
        put_about(&p, &head);
        put_inputs(&p, &head);
        put_texts(&p, &head);
        put(&head, records.bytes, records.length);
    }
    if (p.failed || head.failed || records.failed) {
        to->failed = 1;
    } else {
        const char *body = head.bytes + sizeof header;
        memcpy(header.magic, snapshot_magic, sizeof header.magic);
        header.bytes = head.length - sizeof header;
        header.checksum = snapshot_checksum(body, header.bytes);
        put(to, &header, sizeof header);
        put(to, body, header.bytes);
    }
    memory_free(p.numbers);
    memory_free(p.met);
    buffer_free(&head);
    buffer_free(&records);
}
