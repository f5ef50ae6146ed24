#include "query/functions.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "query/record.h"

/* Every handler is given arguments of the types of its row; of those with text,
 * categories and nodes still are what they are. NULL among them gives NULL before it is
 * called, but for coalesce(). */

static query_value no_memory(query_run *run)
{
    run->no_memory = 1;
    return query_null();
}

/* --- records --------------------------------------------------------------------------
 */

static query_value call_type(query_run *run, const query_value *a, size_t n)
{
    uint16_t type = dataset_node(run->data, (size_t)a->as.integer)->type;
    (void)n;
    if (type == VOCABULARY_NONE)
        return query_null();
    return (query_value){
        .type = QUERY_CATEGORY, .levels = LEVELS_TYPES, .as.integer = type};
}

static uint16_t kind_of(const query_value *record)
{
    return record->type == QUERY_TIE ? record->as.tie->kind : record->as.act->kind;
}

static query_value call_kind(query_run *run, const query_value *a, size_t n)
{
    (void)run, (void)n;
    return (query_value){
        .type = QUERY_CATEGORY, .levels = LEVELS_KINDS, .as.integer = kind_of(a)};
}

static query_value call_class(query_run *run, const query_value *a, size_t n)
{
    (void)n;
    return (query_value){.type = QUERY_CATEGORY,
                         .levels = LEVELS_WORDS,
                         .kind = WORDS_CLASS,
                         .as.integer = run->data->vocabulary.kinds[kind_of(a)].class};
}

static query_value degree_of(query_run *run, const query_value *a, int which)
{
    return run->degree[which] ? query_integer(run->degree[which][a->as.integer])
                              : query_null();
}

static query_value call_degree_in(query_run *run, const query_value *a, size_t n)
{
    (void)n;
    return degree_of(run, a, 0);
}

static query_value call_degree_out(query_run *run, const query_value *a, size_t n)
{
    (void)n;
    return degree_of(run, a, 1);
}

static query_value call_degree(query_run *run, const query_value *a, size_t n)
{
    (void)n;
    return degree_of(run, a, 2);
}

/* The label was turned into an INTEGER when the call was bound: kind, or ~class. */
static tie_label label_of(const query_value *a)
{
    return a->as.integer < 0 ? (tie_label){VOCABULARY_NONE, (uint8_t)~a->as.integer}
                             : (tie_label){(uint16_t)a->as.integer, 0};
}

static query_value count_ties(query_run *run, const query_value *a, int out,
                              int64_t other, const query_value *label)
{
    if (!run->ties)
        return query_null();
    return query_integer((int64_t)query_ties_count(run->ties, label_of(label), out,
                                                   a->as.integer, other, run->dated,
                                                   run->from, run->to));
}

static query_value call_tied(query_run *run, const query_value *a, size_t n)
{
    query_value count = count_ties(run, &a[0], 1, a[1].as.integer, &a[2]);
    (void)n;
    return count.type ? query_boolean(count.as.integer > 0) : count;
}

static query_value call_ties_in(query_run *run, const query_value *a, size_t n)
{
    (void)n;
    return count_ties(run, &a[0], 0, -1, &a[1]);
}

static query_value call_ties_out(query_run *run, const query_value *a, size_t n)
{
    (void)n;
    return count_ties(run, &a[0], 1, -1, &a[1]);
}

static query_value call_identifier(query_run *run, const query_value *a, size_t n)
{
    const node *of = dataset_node(run->data, (size_t)a->as.integer);
    const char *space;
    size_t length;
    (void)n;
    if (!query_as_text(run->data, &a[1], &space, &length))
        return query_null();
    for (uint32_t i = 0; i < of->ids.count; i++) {
        const char *name = dataset_text(run->data, of->ids.rows[i].space);
        if (strlen(name) == length && !memcmp(name, space, length))
            return query_symbol(run->data, of->ids.rows[i].id);
    }
    return query_null();
}

/* --- dates ----------------------------------------------------------------------------
 */

static query_value as_date(int64_t day)
{
    return (query_value){.type = QUERY_DATE, .as.integer = day};
}

static query_value call_starts(query_run *run, const query_value *a, size_t n)
{
    const interval *valid = record_valid(run->data, a);
    (void)n;
    return date_is_day(valid->from_form) ? as_date(valid->from) : query_null();
}

static query_value call_ends(query_run *run, const query_value *a, size_t n)
{
    const interval *valid = record_valid(run->data, a);
    (void)n;
    return date_is_day(valid->to_form) ? as_date(valid->to) : query_null();
}

static query_value call_at(query_run *run, const query_value *a, size_t n)
{
    (void)a, (void)n;
    return run->dated && run->to == run->from + 1 ? as_date(run->from) : query_null();
}

static query_value call_date(query_run *run, const query_value *a, size_t n)
{
    const char *text;
    size_t length;
    int32_t day;
    (void)n;
    if (!query_as_text(run->data, a, &text, &length) ||
        !date_is_day((uint8_t)date_read(text, length, &day)))
        return query_null();
    return as_date(day);
}

/* Digits of YYYY-MM-DD. */
static query_value part_of_date(const query_value *date, size_t from, size_t count)
{
    char text[DATE_SIZE];
    int64_t number = 0;
    date_write(text, (int32_t)date->as.integer, DATE_DAY);
    for (size_t i = from; i < from + count; i++)
        number = number * 10 + (text[i] - '0');
    return query_integer(number);
}

static query_value call_year(query_run *run, const query_value *a, size_t n)
{
    (void)run, (void)n;
    return part_of_date(a, 0, 4);
}

static query_value call_month(query_run *run, const query_value *a, size_t n)
{
    (void)run, (void)n;
    return part_of_date(a, 5, 2);
}

static query_value call_day(query_run *run, const query_value *a, size_t n)
{
    (void)run, (void)n;
    return part_of_date(a, 8, 2);
}

static query_value call_days(query_run *run, const query_value *a, size_t n)
{
    (void)run, (void)n;
    return query_integer(a[1].as.integer - a[0].as.integer);
}

/* --- texts ----------------------------------------------------------------------------
 */

/* Letters of ASCII and Latin-1 (U+00C0 to U+00DE, and those 32 further on; not × and ÷).
 */
static query_value change_case(query_run *run, const query_value *a, int upper)
{
    const char *text;
    size_t n;
    char *made;
    if (!query_as_text(run->data, a, &text, &n))
        return query_null();
    made = arena_text(&run->scratch, text, n);
    if (!made)
        return no_memory(run);
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)made[i];
        unsigned char low = upper ? 0xA0 : 0x80, first = upper ? 'a' : 'A';
        if (c >= first && c <= first + 25)
            made[i] = (char)(c ^ 0x20);
        else if (i && (unsigned char)made[i - 1] == 0xC3 && c >= low && c < low + 0x1F &&
                 c != low + 0x17)
            made[i] = (char)(c ^ 0x20);
    }
    return query_text(made, n);
}

static query_value call_lower(query_run *run, const query_value *a, size_t n)
{
    (void)n;
    return change_case(run, a, 0);
}

static query_value call_upper(query_run *run, const query_value *a, size_t n)
{
    (void)n;
    return change_case(run, a, 1);
}

static int is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static query_value call_trim(query_run *run, const query_value *a, size_t n)
{
    const char *text;
    size_t length;
    (void)n;
    if (!query_as_text(run->data, a, &text, &length))
        return query_null();
    while (length && is_space(*text))
        text++, length--;
    while (length && is_space(text[length - 1]))
        length--;
    return query_text(text, length);
}

static query_value call_length(query_run *run, const query_value *a, size_t n)
{
    const char *text;
    size_t length;
    (void)n;
    if (!query_as_text(run->data, a, &text, &length))
        return query_null();
    return query_integer((int64_t)utf8_length(text, length));
}

static query_value call_substring(query_run *run, const query_value *a, size_t n)
{
    const char *text, *end;
    size_t length, start;
    int64_t skip = a[1].as.integer, take = n > 2 ? a[2].as.integer : INT64_MAX;
    if (!query_as_text(run->data, a, &text, &length))
        return query_null();
    end = text + length;
    skip -= skip > INT64_MIN;
    if (skip < 0 && take < INT64_MAX) /* positions before the first take up some of it */
        take = take > 0 ? take + skip : 0;
    for (; skip > 0 && text < end; skip--)
        utf8_next(&text);
    for (start = 0; take > 0 && text + start < end; take--) {
        const char *next = text + start;
        utf8_next(&next);
        start = (size_t)(next - text);
    }
    return query_text(
        text,
        text < end ? (start < (size_t)(end - text) ? start : (size_t)(end - text)) : 0);
}

static query_value call_replace(query_run *run, const query_value *a, size_t n)
{
    const char *text[3];
    size_t length[3];
    buffer made = {0};
    char *kept;
    (void)n;
    for (int i = 0; i < 3; i++)
        if (!query_as_text(run->data, &a[i], &text[i], &length[i]))
            return query_null();
    if (!length[1])
        return a[0];
    for (size_t i = 0; i < length[0];) {
        if (made.length > QUERY_TEXT_LONGEST)
            break;
        if (length[0] - i >= length[1] && !memcmp(text[0] + i, text[1], length[1])) {
            buffer_add(&made, text[2], length[2]);
            i += length[1];
        } else {
            buffer_char(&made, text[0][i++]);
        }
    }
    if (!made.failed && made.length > QUERY_TEXT_LONGEST) {
        buffer_free(&made);
        return query_null();
    }
    kept = made.failed
               ? NULL
               : arena_text(&run->scratch, made.length ? made.bytes : "", made.length);
    length[0] = made.length;
    buffer_free(&made);
    return kept ? query_text(kept, length[0]) : no_memory(run);
}

/* --- numbers --------------------------------------------------------------------------
 */

static query_value call_abs(query_run *run, const query_value *a, size_t n)
{
    query_value made = *a;
    (void)run, (void)n;
    if (a->type == QUERY_REAL)
        made.as.real = fabs(a->as.real);
    else if (a->as.integer < 0)
        made = a->as.integer == INT64_MIN ? query_null() : query_integer(-a->as.integer);
    return made;
}

static query_value whole(double number)
{
    if (!(number >= -9223372036854775808.0 && number < 9223372036854775808.0))
        return query_null();
    return query_integer((int64_t)number);
}

static query_value call_floor(query_run *run, const query_value *a, size_t n)
{
    (void)run, (void)n;
    return a->type == QUERY_INTEGER ? *a : whole(floor(a->as.real));
}

static query_value call_ceil(query_run *run, const query_value *a, size_t n)
{
    (void)run, (void)n;
    return a->type == QUERY_INTEGER ? *a : whole(ceil(a->as.real));
}

static query_value call_round(query_run *run, const query_value *a, size_t n)
{
    (void)run, (void)n;
    return a->type == QUERY_INTEGER ? *a : whole(round(a->as.real));
}

/* --- paths ----------------------------------------------------------------------------
 */

/* Every second item, from `first` on. */
static query_value every_second(query_run *run, const query_value *path, uint32_t first)
{
    uint32_t count = (path->length + 1 - first) / 2;
    query_value *items = arena_take(&run->scratch, (count + 1) * sizeof *items);
    if (!items)
        return no_memory(run);
    for (uint32_t i = 0; i < count; i++)
        items[i] = path->as.items[first + 2 * i];
    return (query_value){.type = QUERY_LIST, .length = count, .as.items = items};
}

static query_value call_nodes(query_run *run, const query_value *a, size_t n)
{
    (void)n;
    return every_second(run, a, 0);
}

static query_value call_edges(query_run *run, const query_value *a, size_t n)
{
    (void)n;
    return every_second(run, a, 1);
}

static query_value call_path_length(query_run *run, const query_value *a, size_t n)
{
    (void)run, (void)n;
    return query_integer(a->length / 2);
}

/* --- any ------------------------------------------------------------------------------
 */

static query_value call_size(query_run *run, const query_value *a, size_t n)
{
    (void)run, (void)n;
    return query_integer(a->length);
}

static query_value call_coalesce(query_run *run, const query_value *a, size_t n)
{
    (void)run;
    for (size_t i = 0; i < n; i++)
        if (a[i].type != QUERY_NULL)
            return a[i];
    return query_null();
}

/* --- rows -----------------------------------------------------------------------------
 */

static const function table[] = {
#define QUERY_SAME FUNCTION_SAME
#define FUNCTION(name, arguments, result, handler, meaning)                              \
    {name, arguments, QUERY_##result, call_##handler, meaning},
#include "query/functions.def"
#undef FUNCTION
#undef QUERY_SAME
};

const function *function_at(size_t i)
{
    return i < sizeof table / sizeof *table ? &table[i] : NULL;
}
