#include "query/value.h"

#include <string.h>

#include "base/date.h"
#include "base/utf8.h"

query_value query_text(const char *text, size_t n)
{
    return (query_value){.type = QUERY_TEXT, .length = (uint32_t)n, .as.text = text};
}

query_value query_symbol(const polity_dataset *data, symbol s)
{
    query_value made = query_text(data->texts[s].bytes, data->texts[s].length);
    made.symbol = s;
    return s ? made : query_null();
}

/* --- names of categories ------------------------------------------------------------ */

void query_ranks(const polity_dataset *data, query_levels levels, uint16_t kind,
                 int64_t *first, int64_t *last)
{
    const vocabulary *words = &data->vocabulary;
    *first = levels == LEVELS_PROPERTY || levels == LEVELS_WORDS;
    *last = -1;
    switch (levels) {
    case LEVELS_PROPERTY: *last = words->properties[kind].level_count; break;
    case LEVELS_WORDS: *last = word_count((word_list)kind); break;
    case LEVELS_TYPES: *last = (int64_t)words->type_count - 1; break;
    case LEVELS_KINDS: *last = (int64_t)words->kind_count - 1; break;
    }
}

const char *query_level(const polity_dataset *data, query_levels levels, uint16_t kind,
                        int64_t rank)
{
    const vocabulary *words = &data->vocabulary;
    int64_t first, last;
    query_ranks(data, levels, kind, &first, &last);
    if (rank < first || rank > last)
        return NULL;
    switch (levels) {
    case LEVELS_PROPERTY: return words->properties[kind].levels[rank - 1];
    case LEVELS_WORDS: return word_text((word_list)kind, (uint8_t)rank);
    case LEVELS_TYPES: return words->types[rank].name;
    case LEVELS_KINDS: return words->kinds[rank].name;
    }
    return NULL;
}

int64_t query_rank(const polity_dataset *data, query_levels levels, uint16_t kind,
                   const char *name, size_t n)
{
    int64_t first, last;
    query_ranks(data, levels, kind, &first, &last);
    for (int64_t rank = first; rank <= last; rank++) {
        const char *level = query_level(data, levels, kind, rank);
        if (strlen(level) == n && !memcmp(level, name, n))
            return rank;
    }
    return -1;
}

/* --- comparing ---------------------------------------------------------------------- */

int query_as_text(const polity_dataset *data, const query_value *of, const char **text,
                  size_t *n)
{
    if (of->type == QUERY_TEXT) {
        *text = of->as.text;
        *n = of->length;
        return 1;
    }
    if (of->type == QUERY_CATEGORY)
        *text = query_level(data, (query_levels)of->levels, of->kind, of->as.integer);
    else if (of->type == QUERY_NODE)
        *text = dataset_text(data, dataset_node(data, (size_t)of->as.integer)->id);
    else
        return 0;
    *n = strlen(*text);
    return 1;
}

static int order_of(int64_t a, int64_t b) { return a < b ? -1 : a > b; }

static int order_texts(const char *a, size_t n, const char *b, size_t m)
{
    int order = memcmp(a, b, n < m ? n : m);
    return order ? order : order_of((int64_t)n, (int64_t)m);
}

static int is_number(const query_value *of)
{
    return of->type == QUERY_INTEGER || of->type == QUERY_REAL;
}

/* An integer and a real, without losing digits of a large integer. */
static int order_mixed(int64_t whole, double real)
{
    if (real >= 9223372036854775808.0)
        return -1;
    if (real < -9223372036854775808.0)
        return 1;
    int64_t below = (int64_t)real; /* towards zero */
    if (whole != below)
        return order_of(whole, below);
    return (double)below < real ? -1 : (double)below > real;
}

static int order_numbers(const query_value *a, const query_value *b)
{
    if (a->type == QUERY_INTEGER && b->type == QUERY_INTEGER)
        return order_of(a->as.integer, b->as.integer);
    if (a->type == QUERY_INTEGER)
        return order_mixed(a->as.integer, b->as.real);
    if (b->type == QUERY_INTEGER)
        return -order_mixed(b->as.integer, a->as.real);
    return a->as.real < b->as.real ? -1 : a->as.real > b->as.real;
}

/* A category is its rank to a number and its name to a text. */
static int compare_category(const polity_dataset *data, const query_value *a,
                            const query_value *b, int *order)
{
    const char *one, *other;
    size_t n, m;
    if (is_number(b)) {
        query_value rank = query_integer(a->as.integer);
        *order = order_numbers(&rank, b);
        return 1;
    }
    if (b->type == QUERY_CATEGORY && a->levels == b->levels && a->kind == b->kind) {
        *order = order_of(a->as.integer, b->as.integer);
        return 1;
    }
    if (!query_as_text(data, a, &one, &n) || !query_as_text(data, b, &other, &m))
        return 0;
    *order = order_texts(one, n, other, m);
    return 1;
}

int query_compare(const polity_dataset *data, const query_value *a, const query_value *b,
                  int *order)
{
    const char *one, *other;
    size_t n, m;
    if (a->type == QUERY_CATEGORY)
        return compare_category(data, a, b, order);
    if (b->type == QUERY_CATEGORY) {
        int fine = compare_category(data, b, a, order);
        *order = -*order;
        return fine;
    }
    if (is_number(a) && is_number(b)) {
        *order = order_numbers(a, b);
        return 1;
    }
    if (a->type == b->type && a->type == QUERY_TEXT) {
        *order = a->symbol && a->symbol == b->symbol
                     ? 0
                     : order_texts(a->as.text, a->length, b->as.text, b->length);
        return 1;
    }
    if (a->type == QUERY_TIE && b->type == QUERY_TIE && a->length && b->length) {
        *order = order_of(a->length, b->length);
        return 1;
    }
    if (a->type == b->type &&
        (a->type == QUERY_TIE || a->type == QUERY_ACT || a->type == QUERY_ABSENCE)) {
        *order = a->as.tie == b->as.tie ? 0 : a->as.tie < b->as.tie ? -1 : 1;
        return 1;
    }
    if (a->type == b->type && a->type != QUERY_LIST && a->type != QUERY_PATH) {
        *order = order_of(a->as.integer, b->as.integer);
        return 1;
    }
    if (!query_as_text(data, a, &one, &n) || !query_as_text(data, b, &other, &m))
        return 0;
    *order = order_texts(one, n, other, m);
    return 1;
}

/* --- LIKE ----------------------------------------------------------------------------
 */

typedef struct like_reader {
    const char *at, *end;
} like_reader;

static uint32_t next_point(like_reader *of)
{
    const char *before = of->at;
    uint32_t point = utf8_next(&of->at);
    if (of->at == before || of->at > of->end)
        of->at = before + 1;
    return point;
}

/* One element of a pattern. `*any` 1 = %, 2 = _. */
static uint32_t next_element(like_reader *of, uint32_t escape, int *any)
{
    uint32_t point = next_point(of);
    *any = 0;
    if (escape && point == escape && of->at < of->end)
        return next_point(of);
    *any = point == '%' ? 1 : point == '_' ? 2 : 0;
    return point;
}

int query_like(const char *text, size_t n, const char *pattern, size_t m, uint32_t escape)
{
    like_reader t = {text, text + n}, p = {pattern, pattern + m};
    like_reader retry_t = {NULL, NULL}, retry_p = p; /* after the last % */
    while (t.at < t.end) {
        like_reader p_next = p, t_next = t;
        int any = 0;
        uint32_t wanted = p.at < p.end ? next_element(&p_next, escape, &any) : 0;
        if (p.at < p.end && any == 1) {
            retry_t = t;
            retry_p = p = p_next;
            continue;
        }
        if (p.at < p.end && (next_point(&t_next) == wanted || any == 2)) {
            t = t_next;
            p = p_next;
            continue;
        }
        if (!retry_t.at)
            return 0;
        next_point(&retry_t); /* let the % take one more */
        t = retry_t;
        p = retry_p;
    }
    while (p.at < p.end) {
        int any;
        next_element(&p, escape, &any);
        if (any != 1)
            return 0;
    }
    return 1;
}

/* --- writing -------------------------------------------------------------------------
 */

static void write_quoted(const char *text, size_t n, buffer *to)
{
    buffer_char(to, '\'');
    for (size_t i = 0; i < n; i++) {
        if (text[i] == '\'')
            buffer_char(to, '\'');
        buffer_char(to, text[i]);
    }
    buffer_char(to, '\'');
}

void query_write(const polity_dataset *data, const query_value *of, buffer *to)
{
    char date[DATE_SIZE];
    const char *text;
    size_t n;
    switch (of->type) {
    case QUERY_NULL: buffer_text(to, "NULL"); break;
    case QUERY_BOOLEAN: buffer_text(to, of->as.integer ? "TRUE" : "FALSE"); break;
    case QUERY_INTEGER: buffer_print(to, "%lld", (long long)of->as.integer); break;
    case QUERY_REAL: buffer_real(to, of->as.real); break;
    case QUERY_DATE:
        date_write(date, (int32_t)of->as.integer, DATE_DAY);
        buffer_print(to, "DATE '%s'", date);
        break;
    case QUERY_PATH:
    case QUERY_LIST:
        for (uint32_t i = 0; i < of->length; i++) {
            buffer_text(to, i ? ", " : "[");
            query_write(data, &of->as.items[i], to);
        }
        buffer_text(to, of->length ? "]" : "[]");
        break;
    default:
        if (query_as_text(data, of, &text, &n))
            write_quoted(text, n, to);
        else
            buffer_text(to, of->type == QUERY_TIE   ? "a tie"
                            : of->type == QUERY_ACT ? "an act"
                                                    : "an absence");
    }
}
