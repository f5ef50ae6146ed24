#include "match/match.h"

#include <string.h>

#include "base/alloc.h"
#include "base/number.h"
#include "match/count.h"
#include "match/rows.h"
#include "match/start.h"
#include "query/functions.h"
#include "table/table.h"

/* --- parameters
 * ---------------------------------------------------------------------------- */

/* A number, true, false, null, or the text as it stands. */
static query_value read_value(const char *text)
{
    int64_t whole;
    double real;
    if (!strcmp(text, "null"))
        return query_null();
    if (!strcmp(text, "true") || !strcmp(text, "false"))
        return query_boolean(text[0] == 't');
    if (number_read_integer(text, INT64_MIN, INT64_MAX, &whole))
        return query_integer(whole);
    if (number_read(text, &real))
        return (query_value){.type = QUERY_REAL, .as.real = real};
    return query_text(text, strlen(text));
}

static polity_status read_parameter(asked *to, const char *text)
{
    const char *sign = strchr(text, '=');
    query_parameter *made = &to->parameters[to->parameter_count];
    char *kept;
    if (!sign || sign == text)
        return error_set(to->err, POLITY_EARG, "option-value",
                         "param: \"%.80s\" is not NAME=VALUE", text);
    if (to->parameter_count == ASKED_PARAMETERS)
        return error_set(to->err, POLITY_EARG, "option-value",
                         "param: more than %d parameters", ASKED_PARAMETERS);
    kept = arena_text(&to->memory, text, strlen(text));
    if (!kept)
        return error_memory(to->err);
    kept[sign - text] = '\0';
    *made = (query_parameter){kept, read_value(kept + (sign - text) + 1)};
    to->parameter_count++;
    return POLITY_OK;
}

static polity_status read_options(asked *to, options given)
{
    polity_status status = options_check(given, to->err);
    for (size_t i = 0; !status && i < given.count; i++)
        if (!strcmp(given.rows[i].name, "param"))
            status = read_parameter(to, given.rows[i].value ? given.rows[i].value : "");
    if (!status)
        status = option_integer(given, "max-rows", 1, UINT32_MAX, &to->max_rows, to->err);
    return status;
}

/* --- beginning
 * ----------------------------------------------------------------------------- */

/* Whether a pattern names acts or absences: any label behind the types, any role. */
static int names_others(const asked *of, const pattern_part *parts, size_t count)
{
    const vocabulary *words = &of->view->dataset->vocabulary;
    for (size_t i = 0; i < count; i++) {
        const pattern_part *p = &parts[i];
        if (p->type == PATTERN_GROUP && names_others(of, p->of, p->count))
            return 1;
        if (p->type == PATTERN_NODE && p->record != QUERY_NODE)
            return 1;
        for (int role = 0; p->type == PATTERN_EDGE && role < ROLE_COUNT; role++)
            if (p->labels[words->kind_count + (size_t)role])
                return 1;
    }
    return 0;
}

static int needs_others(const asked *of)
{
    for (size_t i = 0; i < of->pattern.match_count; i++)
        for (size_t k = 0; k < of->pattern.matches[i].count; k++)
            if (names_others(of, of->pattern.matches[i].paths[k].parts,
                             of->pattern.matches[i].paths[k].count))
                return 1;
    return 0;
}

void asked_clear(asked *to)
{
    memset(to, 0, sizeof *to);
    to->from = -1;
}

polity_status asked_begin(asked *to, const polity_view *view, const char *text,
                          options given, const polity_run *run, polity_error *err)
{
    query_scope scope = {.data = view->dataset, .bare = -1};
    query_fault fault;
    polity_status status;
    to->view = view;
    to->err = err;
    to->settings = run_settings(run);
    if ((status = read_options(to, given)))
        return status;
    scope.parameters = to->parameters;
    scope.parameter_count = to->parameter_count;
    scope.views = QUERY_VIEW_DAY;
    scope.along = to->along;
    if (!pattern_compile(&to->pattern, text, &scope, &fault))
        return query_fault_error(&fault, "pattern", text, err);
    status = net_take(&to->net, view, needs_others(to), &to->settings, err);
    if (status)
        return status;
    return plan_make(&to->plan, &to->pattern, &to->net, &to->memory, err);
}

polity_status asked_walk(asked *of, polity_status (*found)(void *user, walker *w),
                         void *user)
{
    walker *w = &of->walker;
    of->counts = memory_zeroed(of->pattern.query.probes, sizeof *of->counts);
    if (!of->counts)
        return error_memory(of->err);
    w->plan = &of->plan;
    w->net = &of->net;
    w->settings = &of->settings;
    w->err = of->err;
    w->run.data = of->view->dataset;
    w->run.dated = of->view->dated;
    w->run.from = of->view->from;
    w->run.to = of->view->to;
    w->run.counts = of->counts;
    w->from = of->from;
    w->found = found;
    w->user = user;
    return walk(w);
}

void asked_free(asked *of)
{
    start_free(&of->plan);
    if (of->walker.plan)
        walk_free(&of->walker);
    pattern_free(&of->pattern);
    memory_free(of->counts);
    arena_free(&of->memory);
}

/* --- facts
 * --------------------------------------------------------------------------------- */

/* Mark the properties that an expression read, and that were never there. coalesce()
 * states what to take without them: there the last alone is needed. */
static void mark_needs(const asked *of, const syntax *s, uint8_t *needed)
{
    const struct query_count *count = &of->counts[s->probe];
    int states =
        s->op == SYNTAX_CALL && !strcmp(function_at(s->number)->name, "coalesce");
    if (s->op == SYNTAX_PROPERTY && count->read && count->read == count->missing)
        needed[s->number] = 1;
    for (uint32_t i = states ? s->count - 1 : 0; i < s->count; i++)
        mark_needs(of, s->parts[i], needed);
}

/* Of conditions that could not be decided, and of what RETURN gives. */
static void mark_all(const asked *of, uint8_t *needed)
{
    const pattern *p = &of->pattern;
    for (size_t i = 0; i < of->plan.part_lists; i++)
        for (size_t k = 0; k < of->plan.after[i].count; k++)
            if (of->plan.after[i].rows[k].undecided)
                mark_needs(of, of->plan.after[i].rows[k].query.root, needed);
    for (size_t i = 0; i < of->plan.path_count; i++)
        for (size_t k = 0; k < of->plan.path_end[i].count; k++)
            if (of->plan.path_end[i].rows[k].undecided)
                mark_needs(of, of->plan.path_end[i].rows[k].query.root, needed);
    for (size_t k = 0; k < of->plan.filter.count; k++)
        if (of->plan.filter.rows[k].undecided)
            mark_needs(of, of->plan.filter.rows[k].query.root, needed);
    for (size_t i = 0; i < p->item_count; i++)
        mark_needs(of, p->items[i].value, needed);
    for (size_t i = 0; i < p->fold_count; i++)
        if (p->folds[i].value)
            mark_needs(of, p->folds[i].value, needed);
}

static void note_properties(properties list, uint8_t *found)
{
    for (uint32_t i = 0; i < list.count; i++)
        if (list.rows[i].kind != VOCABULARY_NONE)
            found[list.rows[i].kind] = 1;
}

/* Take out those that some record of the data has, at whatever date. */
static void keep_absent(const polity_dataset *data, uint8_t *needed, uint8_t *found)
{
    for (size_t i = 0; i < dataset_count(data, RECORD_NODE); i++)
        note_properties(dataset_node(data, i)->properties, found);
    for (size_t i = 0; i < dataset_count(data, RECORD_EDGE); i++)
        note_properties(dataset_edge(data, i)->properties, found);
    for (size_t i = 0; i < dataset_count(data, RECORD_BROKERAGE); i++)
        note_properties(dataset_brokerage(data, i)->properties, found);
    for (size_t i = 0; i < data->vocabulary.property_count; i++)
        needed[i] = needed[i] && !found[i];
}

/* An answer for want of a property may be none. */
static int needs_fact(const asked *of, polity_table *table)
{
    const vocabulary *words = &of->view->dataset->vocabulary;
    uint8_t *needed, *found;
    buffer text = {0};
    int fine;
    if (!of->counts)
        return 1;
    needed = memory_zeroed(words->property_count, 1);
    found = memory_zeroed(words->property_count, 1);
    if (!needed || !found) {
        memory_free(needed);
        memory_free(found);
        return 0;
    }
    mark_all(of, needed);
    if (memchr(needed, 1, words->property_count))
        keep_absent(of->view->dataset, needed, found);
    for (size_t i = 0; i < words->property_count; i++)
        if (needed[i])
            buffer_print(&text, "%s%s", text.length ? ", " : "",
                         words->properties[i].name);
    fine = !text.failed &&
           (!text.length || table_fact(table, "never stated", "%s", text.bytes));
    buffer_free(&text);
    memory_free(needed);
    memory_free(found);
    return fine;
}

int asked_facts(const asked *of, uint64_t matches, polity_table *table)
{
    return table_fact(table, "pattern", "%s", of->pattern.query.text) &&
           table_fact(table, "matches", "%llu", (unsigned long long)matches) &&
           needs_fact(of, table) && view_facts(of->view, table);
}

/* --- the calls
 * ----------------------------------------------------------------------------- */

static polity_status refuse_call(polity_error *err)
{
    return error_set(err, POLITY_EARG, "argument",
                     "a view, a pattern and a place for the result are needed");
}

polity_status polity_match(polity_table **out, const polity_view *view, const char *text,
                           const polity_option *given, size_t n, const polity_run *run,
                           polity_error *err)
{
    asked a;
    match_rows rows = {0};
    polity_table *made = NULL;
    polity_status status;
    if (!out || !view || !text || (n && !given))
        return refuse_call(err);
    *out = NULL;
    asked_clear(&a);
    status = asked_begin(&a, view, text, (options){given, n}, run, err);
    if (status)
        goto out;
    rows_begin(&rows, &a.pattern, &a.net, &a.settings, (uint64_t)a.max_rows);
    status = count_fits(&a) ? count_walk(&a, &rows) : asked_walk(&a, rows_take, &rows);
    if (!status)
        status = rows_table(&rows, &a.walker, &made, err);
    if (!status)
        status = query_run_status(&a.walker.run, err);
    if (!status && !asked_facts(&a, rows.matches, made))
        status = error_memory(err);
out:
    rows_free(&rows);
    asked_free(&a);
    if (status)
        polity_table_free(made);
    else
        *out = made;
    return status;
}

polity_status polity_match_explain(polity_table **out, const polity_view *view,
                                   const char *text, const polity_option *given, size_t n,
                                   polity_error *err)
{
    asked a;
    polity_table *made = NULL;
    polity_status status;
    if (!out || !view || !text || (n && !given))
        return refuse_call(err);
    *out = NULL;
    asked_clear(&a);
    status = asked_begin(&a, view, text, (options){given, n}, NULL, err);
    if (!status) {
        made = plan_table(&a.plan, &a.net);
        if (!made || !table_fact(made, "pattern", "%s", text) || !view_facts(view, made))
            status = error_memory(err);
    }
    asked_free(&a);
    if (status)
        polity_table_free(made);
    else
        *out = made;
    return status;
}
