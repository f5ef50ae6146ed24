/* Plain values of a document: texts, words, numbers, dates, references. */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "io/read.h"
#include "model/check.h"

static const char *type_name(const parsed *value)
{
    static const char *const names[] = {"an object",     "a list",   "a text",
                                        "an integer",    "a number", "a truth value",
                                        "a truth value", "null"};
    return names[value->type];
}

static int wrong_type(reader *r, const parsed *value, const char *wanted)
{
    fault_value(r, "value-type", NULL, "expected %s, found %s", wanted, type_name(value));
    return 0;
}

symbol read_text(reader *r, const parsed *value)
{
    symbol s;
    if (!parsed_is_text(value))
        return (symbol)wrong_type(r, value, "a text");
    if (!parsed_length(value)) {
        fault_value(r, "value-empty", NULL, "a text may not be empty: leave the key out");
        return 0;
    }
    s = dataset_symbol(r->into, parsed_text(value), parsed_length(value));
    return s ? s : (symbol)read_no_memory(r);
}

int read_symbols(reader *r, const parsed *value, symbols *out)
{
    symbol *rows;
    size_t n = parsed_count(value), i = 0;
    if (!parsed_is_list(value))
        return wrong_type(r, value, "a list of texts");
    rows = arena_take(&r->into->arena, (n ? n : 1) * sizeof *rows);
    if (!rows)
        return read_no_memory(r);
    out->rows = rows;
    for (const parsed *item = parsed_first(value); item;
         item = parsed_next(value, item)) {
        step_in(r, NULL, i++);
        rows[out->count] = read_text(r, item);
        out->count += rows[out->count] != 0;
        step_out(r);
    }
    return 1;
}

uint8_t read_word(reader *r, const parsed *value, word_list list)
{
    uint8_t word;
    nearest near;
    const char *text = parsed_text(value);
    if (!text)
        return (uint8_t)wrong_type(r, value, "a text");
    word = word_find(list, text, parsed_length(value));
    if (!word && !*text) {
        fault_value(r, "value-empty", NULL, "a %s may not be empty",
                    word_list_name(list));
    } else if (!word) {
        nearest_begin(&near, text, parsed_length(value));
        for (uint8_t i = 1; i <= word_count(list); i++)
            nearest_offer(&near, word_text(list, i));
        fault_value(r, "value-unknown", &near, "no %s is called \"%.60s\"",
                    word_list_name(list), text);
    }
    return word;
}

int read_boolean(reader *r, const parsed *value, uint8_t *out)
{
    if (!parsed_is_truth(value))
        return wrong_type(r, value, "true or false");
    *out = parsed_is_true(value) ? 2 : 1;
    return 1;
}

int read_number(reader *r, const parsed *value, double min, double max, int above,
                double *out)
{
    double number = parsed_real(value);
    if (!parsed_is_number(value))
        return wrong_type(r, value, "a number");
    if (number < min || number > max || (above && number == min)) {
        if (max <= 1)
            fault_value(r, "number-range", NULL, "must be from %d to %d", (int)min,
                        (int)max);
        else
            fault_value(r, "number-range", NULL,
                        above ? "must be above %d" : "must not be below %d", (int)min);
        return 0;
    }
    *out = number;
    return 1;
}

int read_integer(reader *r, const parsed *value, int64_t min, int64_t max, int64_t *out)
{
    int64_t number = parsed_integer(value);
    if (parsed_is_real(value) &&
        parsed_real(value) == (double)(int64_t)parsed_real(value))
        number = (int64_t)parsed_real(value);
    else if (!parsed_is_integer(value))
        return wrong_type(r, value, "an integer");
    if (number < min || number > max) {
        fault_value(r, "number-range", NULL, "must be a whole number from %lld to %lld",
                    (long long)min, (long long)max);
        return 0;
    }
    *out = number;
    return 1;
}

/* 2012? 2012~ 2012..2013 201X 2012-XX (EDTF, ISO 8601-2) */
static int is_uncertain(const char *text)
{
    size_t n = strlen(text);
    if (n < 4 || text[strspn(text, "0123456789-?~%.XxuU")])
        return 0;
    return strchr("?~%", text[n - 1]) || strstr(text, "..") ||
           text[strcspn(text, "XxuU")];
}

/* Of the right form, whatever the numbers are. */
static int has_form(const char *text)
{
    static const char form[] = "dddd-dd-dd";
    size_t n = strlen(text);
    if (n != 4 && n != 7 && n != 10)
        return 0;
    for (size_t i = 0; i < n; i++)
        if (form[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != '-')
            return 0;
    return 1;
}

int read_date(reader *r, const parsed *value, int bound, int32_t *day, uint8_t *form)
{
    const char *text = parsed_text(value);
    date_form found;
    if (!text)
        return wrong_type(
            r, value,
            "a date as a text, such as \"2014-02-13\", \"2014-02\" or \"2014\"");
    if (!*text) {
        fault_value(r, "value-empty", NULL, "a date may not be empty: leave the key out");
        return 0;
    }
    found = date_read(text, parsed_length(value), day);
    if (found == DATE_UNKNOWN && !bound)
        fault_value(r, "date-unknown", NULL,
                    "\"?\" may only stand as a bound, `from` or `to`");
    else if (found == DATE_NONE && has_form(text))
        fault_value(r, "date-impossible", NULL, "the calendar has no \"%.40s\"", text);
    else if (found == DATE_NONE && is_uncertain(text))
        fault_value(
            r, "date-uncertain", NULL,
            "version 1.0 takes no uncertain date such as \"%.40s\": use YYYY, YYYY-MM, "
            "YYYY-MM-DD, or \"?\" for a bound that is not known",
            text);
    else if (found == DATE_NONE)
        fault_value(r, "date-form", NULL, "\"%.40s\" is not YYYY, YYYY-MM or YYYY-MM-DD",
                    text);
    if (found == DATE_NONE || (found == DATE_UNKNOWN && !bound))
        return 0;
    *form = (uint8_t)found;
    return 1;
}

/* A key of an interval; returns 0 if it is neither `from` nor `to`. */
int read_bound(reader *r, const char *key, const parsed *value, interval *valid)
{
    if (!strcmp(key, "from"))
        read_date(r, value, 1, &valid->from, &valid->from_form);
    else if (!strcmp(key, "to"))
        read_date(r, value, 1, &valid->to, &valid->to_form);
    else
        return 0;
    return 1;
}

void check_interval(reader *r, const interval *valid)
{
    char from[DATE_SIZE], to[DATE_SIZE];
    if (!date_is_day(valid->from_form) || !date_is_day(valid->to_form) ||
        valid->to > valid->from)
        return;
    date_write(from, valid->from, (date_form)valid->from_form);
    date_write(to, valid->to, (date_form)valid->to_form);
    step_in(r, "to", 0);
    fault_value(r, "interval-order", NULL,
                "`to` %s is not after `from` %s: an interval is half-open, [from, to)",
                to, from);
    step_out(r);
}

void read_reference(reader *r, symbol wanted, pending_kind of, uint16_t refers)
{
    static const record_list lists[PENDING_KINDS] = {
        RECORD_NODE,   RECORD_NODE, RECORD_NODE, RECORD_NODE,
        RECORD_SOURCE, RECORD_EDGE, RECORD_RULE};
    record_at known = dataset_record(r->into, wanted);
    rows *to = &r->into->pending;
    size_t depth = r->depth < READ_STEPS ? r->depth : READ_STEPS;
    scan_place at;
    pending *row;
    buffer path = {0};
    if (known.list == (uint32_t)lists[of] &&
        (of != PENDING_REFERENCE || reference_fits(r->into, refers, known.index)))
        return;
    buffer_text(&path, r->origin_count ? "" : read_base(r));
    if (!r->origin_count)
        locate_pointer(r->steps + r->hidden, depth - r->hidden, &path);
    if (path.failed ||
        !memory_grow(&to->items, &to->capacity, to->count + 1, sizeof *row)) {
        buffer_free(&path);
        read_no_memory(r);
        return;
    }
    at = read_place(r);
    row = (pending *)to->items + to->count;
    row->wanted = wanted;
    row->owner = 0; /* its id may not have been read yet: own_pending() */
    row->of = (uint16_t)of;
    row->refers = refers;
    row->place = (place){r->file, at.line, at.column, 0};
    row->path = arena_text(&r->into->arena, path.bytes, path.length);
    to->count++;
    if (!row->path)
        read_no_memory(r);
    buffer_free(&path);
}

void own_pending(polity_dataset *of, size_t from, symbol owner)
{
    pending *rows = of->pending.items;
    for (size_t i = from; i < of->pending.count; i++)
        rows[i].owner = owner;
}

void read_unknown(reader *r, const char *key, const field *fields, size_t count,
                  const char *const *more)
{
    extra *row;
    if (strncmp(key, "x_", 2)) {
        nearest near;
        nearest_begin(&near, key, strlen(key));
        for (size_t i = 0; i < count; i++)
            nearest_offer(&near, fields[i].key);
        for (; more && *more; more++)
            nearest_offer(&near, *more);
        fault_key(r, "key-unknown", &near, "the key \"%.60s\" is not known here", key);
    }
    if (!memory_grow((void **)&r->extra_rows, &r->extra_capacity, r->extra_count + 1,
                     sizeof *r->extra_rows)) {
        read_no_memory(r);
        return;
    }
    row = &r->extra_rows[r->extra_count++];
    row->within = r->within;
    row->key = dataset_symbol(r->into, key, strlen(key));
    row->json = read_raw(r);
    if (!row->key || !row->json)
        read_no_memory(r);
}

extras take_extras(reader *r, size_t since)
{
    extras list = {NULL, 0};
    size_t n = r->extra_count - since;
    extra *rows = n ? arena_take(&r->into->arena, n * sizeof *rows) : NULL;
    if (n && !rows)
        read_no_memory(r);
    if (rows) {
        memcpy(rows, r->extra_rows + since, n * sizeof *rows);
        list.rows = rows;
        list.count = (uint32_t)n;
    }
    r->extra_count = since;
    return list;
}
