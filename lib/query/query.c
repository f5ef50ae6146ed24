/* Compiling, and what a compiled expression tells of itself. */
#include "query/query.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "model/history.h"
#include "query/bind.h"
#include "query/record.h"

int query_compile(query *to, const char *text, const query_scope *scope, int condition,
                  query_fault *fault)
{
    binder b = {.scope = scope, .fault = fault, .into = to};
    char shown[160];
    memset(to, 0, sizeof *to);
    memset(fault, 0, sizeof *fault);
    to->data = scope->data;
    to->text = b.text = arena_text(&to->memory, text, strlen(text));
    b.memory = &to->memory;
    if (!to->text || !(to->root = syntax_parse(to->text, &to->memory, fault)) ||
        !bind(&b, to->root))
        goto failed;
    if (condition && (to->root->shape.list || (to->root->shape.type != QUERY_NULL &&
                                               to->root->shape.type != QUERY_BOOLEAN))) {
        bind_stop(&b, to->root, "query-type", NULL,
                  "expected a condition, TRUE or FALSE; this is %s",
                  shape_words(&b, to->root->shape, shown));
        goto failed;
    }
    return 1;
failed:
    query_free(to);
    return 0;
}

void query_free(query *of)
{
    arena_free(&of->memory);
    memory_free(of->probe);
    memset(of, 0, sizeof *of);
}

/* --- parts
 * ------------------------------------------------------------------------------ */

size_t query_parts(const query *of)
{
    return of->root->op == SYNTAX_AND ? of->root->count : 1;
}

static uint32_t reads(const syntax *s)
{
    uint32_t bits = s->op == SYNTAX_VARIABLE ? 1u << s->number : 0;
    for (uint32_t i = 0; i < s->count; i++)
        bits |= reads(s->parts[i]);
    return bits;
}

static int is_one_bit(uint32_t bits) { return bits && !(bits & (bits - 1)); }

/* What equal values have alike: a text, a number, or just the same type. */
static uint8_t key_of(shape of)
{
    if (of.type == QUERY_CATEGORY || of.type == QUERY_NODE)
        return QUERY_TEXT;
    return of.type == QUERY_INTEGER ? QUERY_REAL : of.type;
}

int query_part_is_join(const query *of, size_t i, uint32_t *left, uint32_t *right)
{
    const syntax *part = of->root->op == SYNTAX_AND ? of->root->parts[i] : of->root;
    if (part->op != SYNTAX_EQUAL)
        return 0;
    *left = reads(part->parts[0]);
    *right = reads(part->parts[1]);
    return is_one_bit(*left) && is_one_bit(*right) && *left != *right &&
           key_of(part->parts[0]->shape) == key_of(part->parts[1]->shape);
}

int query_joins_by_text(const query *of)
{
    uint32_t left, right;
    return of->root->op != SYNTAX_AND && query_part_is_join(of, 0, &left, &right) &&
           key_of(of->root->parts[0]->shape) == QUERY_TEXT;
}

/* --- days of change
 * ---------------------------------------------------------------------- */

/* Records that an expression may give, over all time. */
typedef struct found_records {
    query_value *rows;
    size_t count, capacity;
} found_records;

typedef struct watcher {
    query_run run; /* its variables; at all dates */
    uint32_t variables;
    int32_t from, to;
    query_days *out;
    int failed;
} watcher;

static void add_day(watcher *w, uint8_t form, int32_t day)
{
    query_days *out = w->out;
    if (!date_is_day(form) || day <= w->from || day >= w->to)
        return;
    if (!memory_grow((void **)&out->days, &out->capacity, out->count + 1,
                     sizeof *out->days)) {
        w->failed = 1;
        return;
    }
    out->days[out->count++] = day;
}

static int is_vague(const interval *valid)
{
    return valid->from_form == DATE_UNKNOWN || valid->to_form == DATE_UNKNOWN;
}

/* `vague`: an unknown bound is near, of which the day at a known one is certain. */
static void add_bounds(watcher *w, const interval *valid, int vague)
{
    for (int32_t by = -vague; by <= vague; by++) {
        add_day(w, valid->from_form, valid->from + by);
        add_day(w, valid->to_form, valid->to + by);
    }
}

static void add_history(watcher *w, const property *of)
{
    int vague = 0;
    for (uint32_t i = 0; i < of->count; i++)
        vague |= is_vague(&of->as.history[i].valid);
    for (uint32_t i = 0; i < of->count; i++)
        add_bounds(w, &of->as.history[i].valid, vague);
}

static void add_record(watcher *w, found_records *to, query_value record)
{
    if (record.type == QUERY_NULL)
        return;
    if (!memory_grow((void **)&to->rows, &to->capacity, to->count + 1,
                     sizeof *to->rows)) {
        w->failed = 1;
        return;
    }
    to->rows[to->count++] = record;
}

static void add_reference(watcher *w, found_records *to, const value *of)
{
    int64_t at =
        of->type == VALUE_REFERENCE ? dataset_node_at(w->run.data, of->as.text) : -1;
    if (at >= 0)
        add_record(w, to, (query_value){.type = QUERY_NODE, .as.integer = at});
}

static void add_references(watcher *w, found_records *to, const property *of)
{
    if (of->form == PROPERTY_SINGLE)
        add_reference(w, to, &of->as.single);
    for (uint32_t i = 0; of->form == PROPERTY_MANY && i < of->count; i++)
        add_reference(w, to, &of->as.many[i]);
    for (uint32_t i = 0; of->form == PROPERTY_HISTORY && i < of->count; i++)
        add_reference(w, to, &of->as.history[i].value);
}

static const property *property_of(const watcher *w, const syntax *s,
                                   const query_value *record)
{
    return properties_find(record_properties(w->run.data, record), s->number);
}

static void collect(watcher *w, const syntax *s, found_records *to)
{
    found_records inner = {NULL, 0, 0};
    if (s->op == SYNTAX_VARIABLE) {
        if (w->variables & 1u << s->number)
            add_record(w, to, w->run.variables[s->number]);
        return;
    }
    for (uint32_t i = 0; i < s->count; i++)
        collect(w, s->parts[i], s->op == SYNTAX_CALL ? to : &inner);
    for (size_t i = 0; i < inner.count; i++) {
        const property *of =
            s->op == SYNTAX_PROPERTY ? property_of(w, s, &inner.rows[i]) : NULL;
        if (of)
            add_references(w, to, of);
        else if (s->op == SYNTAX_FIELD && shape_is_record(s->shape))
            add_record(w, to, attribute_read(&w->run, s->number, &inner.rows[i]));
    }
    memory_free(inner.rows);
}

static const interval *life_of(const watcher *w, symbol id)
{
    return &dataset_node(w->run.data, (size_t)dataset_node_at(w->run.data, id))->valid;
}

/* tied(), ties_in(), ties_out(): every tie at the node, as long as it and its ends live.
 */
static void watch_ties(watcher *w, const query_value *record)
{
    const query_ties *ties = w->run.ties;
    for (int way = 0; ties && record->type == QUERY_NODE && way < 2; way++)
        for (uint32_t i = ties->first[way][record->as.integer];
             i < ties->first[way][record->as.integer + 1]; i++) {
            const edge *e = dataset_edge(w->run.data, ties->edges[way][i]);
            const interval *all[] = {&e->valid, life_of(w, e->source),
                                     life_of(w, e->target)};
            int vague = is_vague(all[0]) || is_vague(all[1]) || is_vague(all[2]);
            for (int k = 0; k < 3; k++)
                add_bounds(w, all[k], vague);
        }
}

static void watch(watcher *w, const syntax *s)
{
    found_records records = {NULL, 0, 0};
    if (s->op == SYNTAX_PROPERTY || s->op == SYNTAX_CALL)
        collect(w, s->count ? s->parts[0] : s, &records);
    for (size_t i = 0; i < records.count; i++) {
        const property *of =
            s->op == SYNTAX_PROPERTY ? property_of(w, s, &records.rows[i]) : NULL;
        if (s->op == SYNTAX_CALL)
            watch_ties(w, &records.rows[i]);
        if (of && of->form == PROPERTY_HISTORY)
            add_history(w, of);
    }
    memory_free(records.rows);
    for (uint32_t i = 0; i < s->count; i++)
        watch(w, s->parts[i]);
}

int query_changes(const query_run *run, const query *of, uint32_t variables, int32_t from,
                  int32_t to, query_days *out)
{
    watcher w = {.run = {.data = run->data, .ties = run->ties},
                 .variables = variables,
                 .from = from,
                 .to = to,
                 .out = out};
    memcpy(w.run.variables, run->variables, sizeof w.run.variables);
    watch(&w, of->root);
    arena_free(&w.run.scratch);
    return !w.failed && !w.run.no_memory;
}
