/* The records of a snapshot, from columns to rows. */
#include <string.h>

#include "base/alloc.h"
#include "io/snapshot.h"

enum { COLUMNS_MOST = 32, BLOCK = 512, PLACES = 4 };

typedef struct column {
    const field *field; /* NULL = x_ keys */
    cursor in;
    snapshot_mode mode;
    const char *stated; /* a bit a record, of SNAPSHOT_SOME */
    uint32_t first, step;
} column;

/* The next part, which stands behind its length. */
static cursor next_part(cursor *from)
{
    uint64_t length;
    cursor part = {from->at, from->at, 0};
    cursor_take(from, &length, sizeof length);
    if (from->bad || length > (uint64_t)(from->end - from->at)) {
        from->bad = 1;
        return part;
    }
    part.at = from->at;
    part.end = from->at += length;
    return part;
}

/* Begin a column; `places` are numbers, and a field that is required is stated by all. */
static void begin_column(unpacking *u, column *of, const field *f, int places,
                         size_t count)
{
    uint8_t mode;
    of->field = f;
    of->in = next_part(&u->in);
    cursor_take(&of->in, &mode, 1);
    of->mode = (snapshot_mode)mode;
    if (places && mode == SNAPSHOT_STEPS) {
        of->first = cursor_number(&of->in);
        of->step = cursor_number(&of->in);
    } else if (mode == SNAPSHOT_SOME && !places &&
               (size_t)(of->in.end - of->in.at) >= (count + 7) / 8) {
        of->stated = of->in.at;
        of->in.at += (count + 7) / 8;
    } else if (mode != SNAPSHOT_ALL && (mode != SNAPSHOT_NONE || places)) {
        of->in.bad = 1;
    }
    if (f && f->required && count && mode != SNAPSHOT_ALL)
        of->in.bad = 1;
    u->in.bad |= of->in.bad;
}

static int states(const column *of, size_t row)
{
    return of->mode == SNAPSHOT_ALL ||
           (of->mode == SNAPSHOT_SOME &&
            ((unsigned char)of->stated[row / 8] >> row % 8 & 1));
}

/* Values that are a number within bounds, which most in a snapshot are. */
typedef struct bounds {
    uint32_t least, most;
    size_t width; /* bytes; 0 = other values */
} bounds;

static bounds bounds_of(const unpacking *u, const field *f)
{
    const vocabulary *words = &u->of->vocabulary;
    switch (f->type) {
    case FIELD_ID:
    case FIELD_TEXT:
    case FIELD_REFERENCE: return (bounds){1, u->symbols, 4};
    case FIELD_TYPE: return (bounds){0, (uint32_t)words->type_count - 1, 2};
    case FIELD_KIND: return (bounds){0, (uint32_t)words->kind_count - 1, 2};
    case FIELD_WORD: return (bounds){1, word_count(f->argument), 1};
    default: return (bounds){0, 0, 0};
    }
}

static inline uint32_t copy_number(void *to, const char *from, size_t width)
{
    if (width == 4)
        return *(uint32_t *)memcpy(to, from, 4);
    if (width == 2)
        return *(uint16_t *)memcpy(to, from, 2);
    return *(uint8_t *)memcpy(to, from, 1);
}

/* Such a value into each record that states it: what unpack_field() does, without asking
 * for each what it is and how many bytes are left. */
static void fill_numbers(column *of, bounds in, char *items, size_t size, size_t from,
                         size_t to)
{
    size_t stated = 0;
    for (size_t i = from; i < to; i++)
        stated += states(of, i) != 0;
    if ((size_t)(of->in.end - of->in.at) / in.width < stated) {
        of->in.bad = 1;
        return;
    }
    for (size_t i = from; i < to; i++) {
        uint32_t number;
        if (!states(of, i))
            continue;
        number = copy_number(field_at(of->field, items + i * size), of->in.at, in.width);
        of->in.at += in.width;
        of->in.bad |= number < in.least || number > in.most;
    }
}

static void fill_column(unpacking *u, column *of, record_list list, size_t from,
                        size_t to)
{
    char *items = u->of->lists[list].items;
    size_t size = dataset_record_size(list);
    bounds in = {0, 0, 0};
    if (of->mode == SNAPSHOT_NONE || of->in.bad)
        return;
    if (of->field)
        in = bounds_of(u, of->field);
    if (in.width) {
        fill_numbers(of, in, items, size, from, to);
        return;
    }
    for (size_t i = from; i < to && !of->in.bad; i++) {
        if (!states(of, i))
            continue;
        if (of->field)
            unpack_field(u, &of->in, of->field, field_at(of->field, items + i * size));
        else
            *record_extras(u->of, list, i) = unpack_extras(u, &of->in);
    }
}

static void fill_places(unpacking *u, column of[PLACES], record_list list, size_t from,
                        size_t to)
{
    for (size_t i = from; i < to; i++) {
        uint32_t numbers[PLACES];
        place *at = dataset_place(u->of, list, i);
        for (size_t k = 0; k < PLACES; k++)
            numbers[k] = of[k].mode == SNAPSHOT_STEPS
                             ? of[k].first + of[k].step * (uint32_t)i
                             : cursor_number(&of[k].in);
        *at = (place){numbers[0], numbers[1], numbers[2], numbers[3]};
        of[0].in.bad |= at->file > u->files;
    }
}

/* --- references --- */

static const record_list leads_to[PENDING_KINDS] = {
    RECORD_NODE,   RECORD_NODE, RECORD_NODE, RECORD_NODE,
    RECORD_SOURCE, RECORD_EDGE, RECORD_RULE, RECORD_NODE};

/* Which texts wait for which record: a bit a pending_kind. */
typedef struct waiting {
    const polity_dataset *of;
    uint8_t *kinds; /* by symbol; NULL = none waits */
} waiting;

static int leads(const waiting *w, symbol wanted, pending_kind of)
{
    return dataset_record(w->of, wanted).list == (uint32_t)leads_to[of] ||
           (w->kinds && (w->kinds[wanted] >> of & 1));
}

static int evidence_leads(const waiting *w, evidence_list list)
{
    for (uint32_t i = 0; i < list.count; i++)
        if (!leads(w, list.rows[i].cites, PENDING_CITES))
            return 0;
    return 1;
}

static int value_leads(const waiting *w, const value *v)
{
    return v->type != VALUE_REFERENCE || leads(w, v->as.text, PENDING_REFERENCE);
}

static int property_leads(const waiting *w, const property *p)
{
    if (p->kind == VOCABULARY_NONE)
        return 1;
    if (p->form == PROPERTY_SINGLE)
        return value_leads(w, &p->as.single);
    for (uint32_t i = 0; i < p->count; i++)
        if (p->form == PROPERTY_MANY ? !value_leads(w, &p->as.many[i])
                                     : !value_leads(w, &p->as.history[i].value) ||
                                           !evidence_leads(w, p->as.history[i].evidence))
            return 0;
    return 1;
}

static int field_leads(const waiting *w, const field *f, const void *at)
{
    const symbols *list = at;
    const properties *owned = at;
    if (f->type == FIELD_REFERENCE)
        return !*(const symbol *)at || leads(w, *(const symbol *)at, f->argument);
    if (f->type == FIELD_EVIDENCE)
        return evidence_leads(w, *(const evidence_list *)at);
    for (uint32_t i = 0; f->type == FIELD_REFERENCES && i < list->count; i++)
        if (!leads(w, list->rows[i], f->argument))
            return 0;
    for (uint32_t i = 0; f->type == FIELD_PROPERTIES && i < owned->count; i++)
        if (!property_leads(w, &owned->rows[i]))
            return 0;
    return 1;
}

static int can_lead(const field *f)
{
    return f->type == FIELD_REFERENCE || f->type == FIELD_REFERENCES ||
           f->type == FIELD_PROPERTIES || f->type == FIELD_EVIDENCE;
}

/* Whether all that records [from, to) refer to is there, or waits. */
static int rows_lead(const waiting *w, record_list list, size_t from, size_t to)
{
    size_t count, size = dataset_record_size(list);
    const field *fields = record_fields(list, &count);
    const char *items = w->of->lists[list].items;
    for (size_t k = 0; k < count; k++)
        for (size_t i = from; i < to && can_lead(&fields[k]); i++)
            if (!field_leads(w, &fields[k], field_at(&fields[k], items + i * size)))
                return 0;
    return 1;
}

/* --- lists --- */

/* Let ids lead to their records: each to one. */
static void claim_ids(unpacking *u, record_list list, size_t from, size_t to)
{
    for (size_t i = from; i < to && !u->in.bad; i++) {
        symbol id = *dataset_id(u->of, list, i);
        u->in.bad |= id && dataset_record(u->of, id).list != RECORD_NONE;
        if (id)
            dataset_claim(u->of, id, list, i);
    }
}

/* A rule checks, states, or derives what its kind has parties for; see check_record(). */
static int rule_fits(const edge_kind *kinds, const rule *of)
{
    const rule_end *ends = of->ends;
    int tie = ends[RULE_SOURCE].stated || ends[RULE_TARGET].stated;
    int act = ends[RULE_BROKER].stated || ends[RULE_FOR].stated || ends[RULE_WITH].stated;
    if (of->check.stated && (tie || act || !of->statement))
        return 0;
    if (of->kind == VOCABULARY_NONE)
        return !tie && !act;
    if (kinds[of->kind].class == CLASS_BROKERAGE)
        return !tie && ends[RULE_BROKER].stated && ends[RULE_FOR].stated;
    return !act && ends[RULE_SOURCE].stated && ends[RULE_TARGET].stated;
}

/* Acts of brokerage, and they alone, stand among the brokerages. */
static void check_kinds(unpacking *u, record_list list, size_t from, size_t to)
{
    const edge_kind *kinds = u->of->vocabulary.kinds;
    for (size_t i = from; i < to && list == RECORD_EDGE && !u->in.bad; i++)
        u->in.bad = kinds[dataset_edge(u->of, i)->kind].class == CLASS_BROKERAGE;
    for (size_t i = from; i < to && list == RECORD_BROKERAGE && !u->in.bad; i++)
        u->in.bad = kinds[dataset_brokerage(u->of, i)->kind].class != CLASS_BROKERAGE;
    for (size_t i = from; i < to && list == RECORD_RULE && !u->in.bad; i++)
        u->in.bad = !rule_fits(kinds, dataset_rule(u->of, i));
}

static int take_rows(unpacking *u, record_list list, size_t count)
{
    rows *to = &u->of->lists[list];
    polity_status status = run_reserve(u->r->run, "the data set",
                                       (double)u->of->arena.bytes +
                                           (double)(count * dataset_record_size(list)),
                                       u->r->err);
    if (status) {
        u->r->status = status;
        return 0;
    }
    memory_free(to->items);
    to->items = memory_large(count ? count : 1, dataset_record_size(list));
    to->count = to->capacity = to->items ? count : 0;
    return to->items ? 1 : read_no_memory(u->r);
}

/* Records [from, to), and what can be said of them while they are at hand. */
static void fill_rows(unpacking *u, column *columns, size_t fields, column *places,
                      record_list list, const void *blank, size_t from, size_t to)
{
    const size_t size = dataset_record_size(list);
    const waiting none = {u->of, NULL};
    int bad = 0;
    for (size_t i = from; i < to; i++)
        memcpy((char *)u->of->lists[list].items + i * size, blank, size);
    for (size_t k = 0; k <= fields; k++) {
        fill_column(u, &columns[k], list, from, to);
        bad |= columns[k].in.bad;
    }
    fill_places(u, places, list, from, to);
    u->in.bad |= bad;
    claim_ids(u, list, from, to);
    check_kinds(u, list, from, to);
    if (!u->in.bad && !u->open[list])
        u->open[list] = !rows_lead(&none, list, from, to);
}

void unpack_list(unpacking *u, record_list list)
{
    /* what is required of a record takes four bytes at least */
    size_t count = cursor_count(&u->in, 4), fields_count;
    const field *fields = record_fields(list, &fields_count);
    column columns[COLUMNS_MOST], places[PLACES];
    union {
        edge e;
        node n;
        source s;
        brokerage b;
        absence a;
        rule r;
    } blank;
    memset(&blank, 0, sizeof blank);
    fields_blank(fields, fields_count, &blank);
    memset(columns, 0, sizeof columns);
    memset(places, 0, sizeof places);
    for (size_t k = 0; k <= fields_count; k++)
        begin_column(u, &columns[k], k < fields_count ? &fields[k] : NULL, 0, count);
    for (size_t k = 0; k < PLACES; k++)
        begin_column(u, &places[k], NULL, 1, count);
    if (u->in.bad || u->in.at != u->in.end || count >= (1u << 29) - 1 ||
        !take_rows(u, list, count)) {
        u->in.bad = 1;
        return;
    }
    for (size_t from = 0; from < count && !u->in.bad && !u->r->status; from += BLOCK) {
        fill_rows(u, columns, fields_count, places, list, &blank, from,
                  count - from < BLOCK ? count : from + BLOCK);
        if (!u->r->status)
            u->r->status = run_tick(u->r->run, "reading", -1, u->r->err);
    }
    for (size_t k = 0; k <= fields_count; k++)
        u->in.bad |= columns[k].in.bad || columns[k].in.at != columns[k].in.end;
    for (size_t k = 0; k < PLACES; k++)
        u->in.bad |= places[k].in.bad || places[k].in.at != places[k].in.end;
}

int snapshot_is_whole(const unpacking *u)
{
    waiting w = {u->of, NULL};
    const pending *rows = u->of->pending.items;
    int whole = 1;
    if (u->of->pending.count) {
        w.kinds = memory_zeroed(u->of->symbol_count, 1);
        if (!w.kinds)
            return read_no_memory(u->r);
    }
    for (size_t i = 0; i < u->of->pending.count; i++)
        w.kinds[rows[i].wanted] |= (uint8_t)(1u << rows[i].of);
    for (int list = RECORD_SOURCE; list < RECORD_LISTS && whole; list++)
        whole = !u->open[list] || rows_lead(&w, (record_list)list, 0,
                                            dataset_count(u->of, (record_list)list));
    memory_free(w.kinds);
    return whole;
}
