/* The values of a snapshot. Its checksum tells of accidents alone: each number is looked
 * at before it leads anywhere, as the bytes may be anyone's. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "io/snapshot.h"

enum { HISTORY_LEAST = 19 }; /* bytes of an item: a null, an interval and two counts */

/* A condition that the bytes must fulfil. */
static void must(cursor *c, int fine) { c->bad |= !fine; }

static void *take_rows(unpacking *u, cursor *c, size_t n, size_t size)
{
    void *rows = c->bad ? NULL : arena_take(&u->of->arena, (n ? n : 1) * size);
    if (!rows && !c->bad)
        read_no_memory(u->r);
    c->bad |= !rows;
    return rows;
}

symbol unpack_symbol(unpacking *u, cursor *c)
{
    symbol s = cursor_number(c);
    must(c, s <= u->symbols);
    return c->bad ? 0 : s;
}

/* A text that has to be there. */
static symbol some_symbol(unpacking *u, cursor *c)
{
    symbol s = unpack_symbol(u, c);
    must(c, s != 0);
    return s;
}

/* Many records may share a text: it is parsed once. */
symbol unpack_json(unpacking *u, cursor *c)
{
    symbol s = some_symbol(u, c);
    parse_room room = {0};
    parse_result result;
    if (!u->json)
        u->json = memory_zeroed((size_t)u->symbols + 1, sizeof *u->json);
    if (!u->json)
        read_no_memory(u->r);
    if (!s || !u->json || u->json[s])
        return s;
    result = parse_whole(&room, u->of->texts[s].bytes, u->of->texts[s].length);
    if (result == PARSE_MEMORY)
        read_no_memory(u->r);
    must(c, result == PARSE_OK);
    u->json[s] = result == PARSE_OK;
    parse_room_free(&room);
    return s;
}

extras unpack_extras(unpacking *u, cursor *c)
{
    uint32_t n = cursor_count(c, 12);
    extra *rows = n ? take_rows(u, c, n, sizeof *rows) : NULL;
    for (uint32_t i = 0; i < n && !c->bad; i++) {
        rows[i].within = unpack_symbol(u, c);
        rows[i].key = some_symbol(u, c);
        rows[i].json = unpack_json(u, c);
    }
    return (extras){rows, rows ? n : 0};
}

/* Day and form: a known day is one of the calendar, and no other has one. */
static void check_day(cursor *c, int32_t day, uint8_t form)
{
    must(c, form <= DATE_UNKNOWN &&
                (date_is_day(form) ? day >= DATE_MIN && day <= DATE_MAX : !day));
}

static interval unpack_interval(cursor *c)
{
    interval valid;
    memset(&valid, 0, sizeof valid);
    cursor_take(c, &valid.from, 4);
    cursor_take(c, &valid.to, 4);
    cursor_take(c, &valid.from_form, 1);
    cursor_take(c, &valid.to_form, 1);
    check_day(c, valid.from, valid.from_form);
    check_day(c, valid.to, valid.to_form);
    must(c, !date_is_day(valid.from_form) || !date_is_day(valid.to_form) ||
                valid.from < valid.to);
    return valid;
}

/* A value of a property's kind, or null. */
static value unpack_value(unpacking *u, cursor *c, const property_kind *kind)
{
    value v;
    memset(&v, 0, sizeof v);
    cursor_take(c, &v.type, 1);
    if (v.type == VALUE_DATE)
        cursor_take(c, &v.form, 1);
    must(c, v.type == VALUE_NULL || v.type == kind->type);
    if (v.type == VALUE_TEXT || v.type == VALUE_REFERENCE)
        v.as.text = some_symbol(u, c);
    else if (v.type != VALUE_NULL)
        cursor_take(c, &v.as.integer, 8);
    if (v.type == VALUE_DATE) {
        must(c, date_is_day(v.form));
        must(c, v.as.integer >= DATE_MIN && v.as.integer <= DATE_MAX);
    }
    must(c, v.type != VALUE_BOOLEAN || v.as.integer == 0 || v.as.integer == 1);
    must(c, v.type != VALUE_REAL || isfinite(v.as.real));
    must(c, v.type != VALUE_CATEGORY ||
                (v.as.integer >= 1 && v.as.integer <= kind->level_count));
    return v;
}

static evidence_list unpack_evidence(unpacking *u, cursor *c)
{
    size_t count;
    const field *fields = evidence_fields(&count);
    uint32_t n = cursor_count(c, 8);
    evidence *rows = take_rows(u, c, n, sizeof *rows);
    for (uint32_t i = 0; i < n && !c->bad; i++) {
        uint32_t stated = cursor_number(c);
        must(c, stated < (uint32_t)1 << count);
        fields_blank(fields, count, &rows[i]);
        for (size_t k = 0; k < count && !c->bad; k++)
            if (stated >> k & 1)
                unpack_field(u, c, &fields[k], field_at(&fields[k], &rows[i]));
        must(c, rows[i].cites != 0);
        rows[i].extras = unpack_extras(u, c);
    }
    return (evidence_list){rows, rows ? n : 0};
}

static history_item *unpack_history(unpacking *u, cursor *c, const property_kind *kind,
                                    uint32_t n)
{
    history_item *rows = take_rows(u, c, n, sizeof *rows);
    for (uint32_t i = 0; i < n && !c->bad; i++) {
        rows[i].value = unpack_value(u, c, kind);
        rows[i].valid = unpack_interval(c);
        rows[i].evidence = unpack_evidence(u, c);
        rows[i].extras = unpack_extras(u, c);
    }
    return rows;
}

static property unpack_property(unpacking *u, cursor *c)
{
    const vocabulary *words = &u->of->vocabulary;
    property row;
    value *many;
    uint8_t form;
    memset(&row, 0, sizeof row);
    cursor_take(c, &row.kind, 2);
    if (row.kind == VOCABULARY_NONE) {
        row.key = some_symbol(u, c);
        row.as.single.type = VALUE_TEXT;
        row.as.single.as.text = unpack_json(u, c);
        return row;
    }
    cursor_take(c, &form, 1);
    must(c, row.kind < words->property_count && form <= PROPERTY_HISTORY);
    row.form = form;
    row.count = form == PROPERTY_SINGLE    ? 1
                : form == PROPERTY_HISTORY ? cursor_count(c, HISTORY_LEAST)
                                           : cursor_count(c, 1);
    if (c->bad)
        return row;
    if (row.form == PROPERTY_HISTORY) {
        row.as.history = unpack_history(u, c, &words->properties[row.kind], row.count);
    } else if (row.form == PROPERTY_SINGLE) {
        row.as.single = unpack_value(u, c, &words->properties[row.kind]);
    } else {
        must(c, words->properties[row.kind].many);
        row.as.many = many = take_rows(u, c, row.count, sizeof *many);
        for (uint32_t i = 0; i < row.count && !c->bad; i++)
            many[i] = unpack_value(u, c, &words->properties[row.kind]);
    }
    return row;
}

static void unpack_rows(unpacking *u, cursor *c, const field *f, void *at)
{
    uint32_t n = cursor_count(c, f->type == FIELD_PROPERTIES ? 4
                                 : f->type == FIELD_IDS      ? 8
                                                             : 4);
    if (f->type == FIELD_PROPERTIES) {
        property *rows = take_rows(u, c, n, sizeof *rows);
        for (uint32_t i = 0; i < n && !c->bad; i++)
            rows[i] = unpack_property(u, c);
        *(properties *)at = (properties){rows, rows ? n : 0};
    } else if (f->type == FIELD_IDS) {
        outside_id *rows = take_rows(u, c, n, sizeof *rows);
        for (uint32_t i = 0; i < n && !c->bad; i++) {
            rows[i].space = some_symbol(u, c);
            rows[i].id = some_symbol(u, c);
        }
        *(outside_ids *)at = (outside_ids){rows, rows ? n : 0};
    } else {
        symbol *rows = take_rows(u, c, n, sizeof *rows);
        for (uint32_t i = 0; i < n && !c->bad; i++)
            rows[i] = some_symbol(u, c);
        *(symbols *)at = (symbols){rows, rows ? n : 0};
    }
}

static void unpack_number(cursor *c, const field *f, double *at)
{
    cursor_take(c, at, 8);
    must(c, isfinite(*at) && *at >= 0 && (f->type != FIELD_LENGTH || *at > 0) &&
                (f->type != FIELD_CONFIDENCE || *at <= 1));
}

static void unpack_small(cursor *c, const field *f, uint8_t *at)
{
    cursor_take(c, at, 1);
    switch (f->type) {
    case FIELD_WORD: must(c, *at && *at <= word_count(f->argument)); break;
    case FIELD_BOOLEAN: must(c, *at == 1 || *at == 2); break;
    case FIELD_STRENGTH: must(c, *at >= 1 && *at <= 4); break;
    default: must(c, (int8_t)*at >= -2 && (int8_t)*at <= 2);
    }
}

static void unpack_rule_end(unpacking *u, cursor *c, rule_end *end)
{
    end->stated = 1;
    cursor_take(c, &end->type, 2);
    end->where = unpack_symbol(u, c);
    must(c, end->type == VOCABULARY_NONE || end->type < u->of->vocabulary.type_count);
}

static void unpack_rule_check(unpacking *u, cursor *c, rule_check *check)
{
    check->stated = 1;
    check->of = some_symbol(u, c);
    check->where = unpack_symbol(u, c);
    check->require = some_symbol(u, c);
    cursor_take(c, &check->level, 1);
    must(c, check->level && check->level <= word_count(WORDS_LEVEL));
}

void unpack_field(unpacking *u, cursor *c, const field *f, void *at)
{
    const vocabulary *words = &u->of->vocabulary;
    dated *date = at;
    switch (f->type) {
    case FIELD_ID:
    case FIELD_TEXT:
    case FIELD_REFERENCE: *(symbol *)at = some_symbol(u, c); break;
    case FIELD_KEY: *(symbol *)at = unpack_json(u, c); break;
    case FIELD_TYPE:
        cursor_take(c, at, 2);
        must(c, *(uint16_t *)at < words->type_count);
        break;
    case FIELD_KIND:
        cursor_take(c, at, 2);
        must(c, *(uint16_t *)at < words->kind_count);
        break;
    case FIELD_WORD:
    case FIELD_BOOLEAN:
    case FIELD_STRENGTH:
    case FIELD_VALENCE: unpack_small(c, f, at); break;
    case FIELD_WEIGHT:
    case FIELD_LENGTH:
    case FIELD_CONFIDENCE: unpack_number(c, f, at); break;
    case FIELD_VALID: *(interval *)at = unpack_interval(c); break;
    case FIELD_DATE:
        cursor_take(c, &date->day, 4);
        cursor_take(c, &date->form, 1);
        check_day(c, date->day, date->form);
        must(c, date_is_day(date->form));
        break;
    case FIELD_RULE_END: unpack_rule_end(u, c, at); break;
    case FIELD_RULE_CHECK: unpack_rule_check(u, c, at); break;
    case FIELD_EVIDENCE: *(evidence_list *)at = unpack_evidence(u, c); break;
    default: unpack_rows(u, c, f, at);
    }
}
