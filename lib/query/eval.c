/* Evaluation: one function an operator, values passed by value, texts and lists that are
 * made on the way in the run's scratch. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "query/bind.h"
#include "query/fold.h"
#include "query/functions.h"
#include "query/number.h"
#include "query/query.h"
#include "query/record.h"

enum { TRUTH_NULL = -1, TRUTH_FALSE, TRUTH_TRUE };

static query_value evaluate(query_run *run, const syntax *s);

static int truth(const query_value *of)
{
    return of->type == QUERY_NULL ? TRUTH_NULL : of->as.integer != 0;
}

static query_value from_truth(int is)
{
    return is == TRUTH_NULL ? query_null() : query_boolean(is);
}

static int test(query_run *run, const syntax *s)
{
    query_value value = evaluate(run, s);
    return truth(&value);
}

/* --- logic ----------------------------------------------------------------------------
 */

/* AND stops at FALSE, OR at TRUE; else NULL wins. */
static int test_chain(query_run *run, const syntax *s, uint32_t but)
{
    int ends = s->op == SYNTAX_OR, found = !ends;
    for (uint32_t i = 0; i < s->count; i++) {
        int is = i == but ? !ends : test(run, s->parts[i]);
        if (is == ends && i != but)
            return ends;
        if (is == TRUTH_NULL)
            found = TRUTH_NULL;
    }
    return found;
}

static int test_xor(query_run *run, const syntax *s)
{
    int found = 0;
    for (uint32_t i = 0; i < s->count; i++) {
        int is = test(run, s->parts[i]);
        if (is == TRUTH_NULL)
            return TRUTH_NULL;
        found ^= is;
    }
    return found;
}

/* --- comparing ------------------------------------------------------------------------
 */

static int holds(int op, int order)
{
    switch (op) {
    case SYNTAX_EQUAL: return order == 0;
    case SYNTAX_DIFFERENT: return order != 0;
    case SYNTAX_LESS: return order < 0;
    case SYNTAX_LESS_EQUAL: return order <= 0;
    case SYNTAX_GREATER: return order > 0;
    default: return order >= 0;
    }
}

static int compare(query_run *run, int op, const query_value *a, const query_value *b)
{
    int order;
    if (a->type == QUERY_NULL || b->type == QUERY_NULL ||
        !query_compare(run->data, a, b, &order))
        return TRUTH_NULL;
    return holds(op, order);
}

static int compare_parts(query_run *run, const syntax *s)
{
    query_value a = evaluate(run, s->parts[0]), b;
    if (a.type == QUERY_NULL)
        return TRUTH_NULL;
    b = evaluate(run, s->parts[1]);
    return compare(run, s->op, &a, &b);
}

static int between(query_run *run, const syntax *s)
{
    query_value x = evaluate(run, s->parts[0]), low = evaluate(run, s->parts[1]),
                high = evaluate(run, s->parts[2]);
    int above = compare(run, SYNTAX_GREATER_EQUAL, &x, &low);
    int below = compare(run, SYNTAX_LESS_EQUAL, &x, &high);
    if (above == TRUTH_FALSE || below == TRUTH_FALSE)
        return TRUTH_FALSE;
    return above == TRUTH_NULL || below == TRUTH_NULL ? TRUTH_NULL : TRUTH_TRUE;
}

static int is_among(query_run *run, const syntax *s)
{
    query_value x = evaluate(run, s->parts[0]), list = evaluate(run, s->parts[1]);
    int found = TRUTH_FALSE;
    if (list.type != QUERY_LIST)
        return TRUTH_NULL;
    for (uint32_t i = 0; i < list.length; i++) {
        int same = compare(run, SYNTAX_EQUAL, &x, &list.as.items[i]);
        if (same == TRUTH_TRUE)
            return TRUTH_TRUE;
        if (same == TRUTH_NULL)
            found = TRUTH_NULL;
    }
    return found;
}

/* --- texts ----------------------------------------------------------------------------
 */

static int find_text(const char *text, size_t n, const char *part, size_t m)
{
    for (size_t i = 0; m <= n && i <= n - m; i++)
        if (!memcmp(text + i, part, m))
            return 1;
    return 0;
}

static int like(query_run *run, const syntax *s, const char *text, size_t n,
                const char *pattern, size_t m)
{
    uint32_t escape = 0;
    if (s->count > 2) {
        query_value given = evaluate(run, s->parts[2]);
        const char *at;
        size_t length;
        if (given.type == QUERY_NULL || !query_as_text(run->data, &given, &at, &length))
            return TRUTH_NULL;
        escape = length ? utf8_next(&at) : 0;
    }
    return query_like(text, n, pattern, m, escape);
}

static int test_text(query_run *run, const syntax *s)
{
    query_value a = evaluate(run, s->parts[0]), b = evaluate(run, s->parts[1]);
    const char *text, *part;
    size_t n, m;
    if (a.type == QUERY_NULL || b.type == QUERY_NULL ||
        !query_as_text(run->data, &a, &text, &n) ||
        !query_as_text(run->data, &b, &part, &m))
        return TRUTH_NULL;
    switch (s->op) {
    case SYNTAX_STARTS: return m <= n && !memcmp(text, part, m);
    case SYNTAX_ENDS: return m <= n && !memcmp(text + n - m, part, m);
    case SYNTAX_CONTAINS: return find_text(text, n, part, m);
    default: return like(run, s, text, n, part, m);
    }
}

static query_value join_texts(query_run *run, const syntax *s)
{
    query_value a = evaluate(run, s->parts[0]), b = evaluate(run, s->parts[1]);
    const char *one, *other;
    size_t n, m;
    char *made;
    if (a.type == QUERY_NULL || b.type == QUERY_NULL ||
        !query_as_text(run->data, &a, &one, &n) ||
        !query_as_text(run->data, &b, &other, &m) || n + m > QUERY_TEXT_LONGEST)
        return query_null();
    made = arena_take(&run->scratch, n + m + 1);
    if (!made) {
        run->no_memory = 1;
        return query_null();
    }
    memcpy(made, one, n);
    memcpy(made + n, other, m);
    return query_text(made, n + m);
}

/* --- records --------------------------------------------------------------------------
 */

static query_value property_of(query_run *run, const syntax *s, query_value record)
{
    query_value found = query_null();
    if (record.type != QUERY_NULL)
        found =
            property_read(run, s->number, &run->place[s->probe % QUERY_PLACES], &record);
    if (run->counts) {
        run->counts[s->probe].read++;
        run->counts[s->probe].missing += found.type == QUERY_NULL;
    }
    return found;
}

static query_value attribute_of(query_run *run, const syntax *s, query_value record)
{
    return record.type == QUERY_NULL ? record : attribute_read(run, s->number, &record);
}

/* What one record has, or each of a list of them. */
static query_value read_member(query_run *run, const syntax *s,
                               query_value (*of)(query_run *, const syntax *,
                                                 query_value))
{
    query_value record = evaluate(run, s->parts[0]), *items;
    if (record.type != QUERY_LIST)
        return of(run, s, record);
    items = arena_take(&run->scratch, (record.length + 1) * sizeof *items);
    if (!items) {
        run->no_memory = 1;
        return query_null();
    }
    for (uint32_t i = 0; i < record.length; i++)
        items[i] = of(run, s, record.as.items[i]);
    return (query_value){.type = QUERY_LIST, .length = record.length, .as.items = items};
}

static int is_label(query_run *run, const syntax *s)
{
    const vocabulary *words = &run->data->vocabulary;
    query_value record = evaluate(run, s->parts[0]);
    uint16_t kind;
    if (record.type == QUERY_NULL)
        return TRUTH_NULL;
    if (record.type == QUERY_NODE)
        return vocabulary_is_a(words,
                               dataset_node(run->data, (size_t)record.as.integer)->type,
                               s->constant.kind);
    if (record.type == QUERY_ABSENCE && s->constant.kind == VOCABULARY_NONE &&
        record.as.absence->kind == VOCABULARY_NONE)
        return record.as.absence->class == (uint8_t)s->constant.as.integer;
    kind = record.type == QUERY_TIE   ? record.as.tie->kind
           : record.type == QUERY_ACT ? record.as.act->kind
                                      : record.as.absence->kind;
    if (kind == VOCABULARY_NONE)
        return TRUTH_FALSE;
    return s->constant.kind != VOCABULARY_NONE
               ? kind == s->constant.kind
               : words->kinds[kind].class == (uint8_t)s->constant.as.integer;
}

static query_value call(query_run *run, const syntax *s)
{
    const function *row = function_at(s->number);
    query_value arguments[FUNCTION_ARGUMENTS];
    int takes_null = row->result == FUNCTION_SAME && s->count > 1;
    for (uint32_t i = 0; i < s->count; i++) {
        arguments[i] = evaluate(run, s->parts[i]);
        if (arguments[i].type == QUERY_NULL && !takes_null)
            return query_null();
    }
    return row->run(run, arguments, s->count);
}

static query_value make_list(query_run *run, const syntax *s)
{
    query_value *items =
        arena_take(&run->scratch, (s->count ? s->count : 1) * sizeof *items);
    if (!items) {
        run->no_memory = 1;
        return query_null();
    }
    for (uint32_t i = 0; i < s->count; i++)
        items[i] = evaluate(run, s->parts[i]);
    return (query_value){.type = QUERY_LIST, .length = s->count, .as.items = items};
}

static query_value fold_of_list(query_run *run, const syntax *s)
{
    query_value list = evaluate(run, s->parts[0]);
    query_value *room = arena_take(
        &run->scratch, ((list.type == QUERY_LIST ? list.length : 0) + 1) * sizeof *room);
    if (room)
        return fold_list(s->number, s->distinct, run->data, &list, room);
    run->no_memory = 1;
    return query_null();
}

/* --- all of it ------------------------------------------------------------------------
 */

static int not_truth(int is) { return is == TRUTH_NULL ? is : !is; }

static query_value evaluate(query_run *run, const syntax *s)
{
    query_value value;
    switch (s->op) {
    case SYNTAX_CONSTANT: return s->constant;
    case SYNTAX_VARIABLE: return run->variables[s->number];
    case SYNTAX_PROPERTY: return read_member(run, s, property_of);
    case SYNTAX_FIELD: return read_member(run, s, attribute_of);
    case SYNTAX_FOLD: return fold_of_list(run, s);
    case SYNTAX_RESULT: return run->results ? run->results[s->number] : query_null();
    case SYNTAX_CALL: return call(run, s);
    case SYNTAX_LIST: return make_list(run, s);
    case SYNTAX_NOT: return from_truth(not_truth(test(run, s->parts[0])));
    case SYNTAX_AND:
    case SYNTAX_OR: return from_truth(test_chain(run, s, UINT32_MAX));
    case SYNTAX_XOR: return from_truth(test_xor(run, s));
    case SYNTAX_EQUAL:
    case SYNTAX_DIFFERENT:
    case SYNTAX_LESS:
    case SYNTAX_LESS_EQUAL:
    case SYNTAX_GREATER:
    case SYNTAX_GREATER_EQUAL: return from_truth(compare_parts(run, s));
    case SYNTAX_IN: return from_truth(is_among(run, s));
    case SYNTAX_BETWEEN: return from_truth(between(run, s));
    case SYNTAX_IS_NULL:
        value = evaluate(run, s->parts[0]);
        return query_boolean(value.type == QUERY_NULL);
    case SYNTAX_IS_LABEL: return from_truth(is_label(run, s));
    case SYNTAX_JOIN: return join_texts(run, s);
    case SYNTAX_LIKE:
    case SYNTAX_STARTS:
    case SYNTAX_ENDS:
    case SYNTAX_CONTAINS: return from_truth(test_text(run, s));
    case SYNTAX_NEGATE: return number_negate(evaluate(run, s->parts[0]));
    default:
        return number_calculate(s->op, evaluate(run, s->parts[0]),
                                evaluate(run, s->parts[1]));
    }
}

static void empty_scratch(query_run *run)
{
    if (run->scratch.last)
        arena_reset(&run->scratch, (arena_mark){NULL, 0, 0});
}

query_value query_evaluate(query_run *run, const query *of)
{
    empty_scratch(run);
    return evaluate(run, of->root);
}

int query_test(query_run *run, const query *of)
{
    query_value value = query_evaluate(run, of);
    return truth(&value);
}

int query_test_but(query_run *run, const query *of, size_t i)
{
    empty_scratch(run);
    if (of->root->op == SYNTAX_AND)
        return test_chain(run, of->root, (uint32_t)i);
    return i == 0 ? TRUTH_TRUE : test(run, of->root);
}

query_value query_part_side(query_run *run, const query *of, size_t i, uint32_t side)
{
    const syntax *part = of->root->op == SYNTAX_AND ? of->root->parts[i] : of->root;
    uint32_t left = 0, right = 0;
    empty_scratch(run);
    query_part_is_join(of, i, &left, &right);
    return evaluate(run, part->parts[left == side ? 0 : 1]);
}

void query_run_free(query_run *of) { arena_free(&of->scratch); }

polity_status query_run_status(const query_run *of, polity_error *err)
{
    if (of->no_memory)
        return error_memory(err);
    if (of->several)
        return error_set(
            err, POLITY_EUNFIT, "several-values",
            "\"%s\" of \"%.80s\" has several values %s: choose a day with at",
            of->data->vocabulary.properties[of->several_property].name,
            dataset_text(of->data, of->several_record),
            of->dated ? "in that window" : "at all dates");
    return POLITY_OK;
}
