/* A view in words and counts: the facts that go with every result, and the table of what
 * was selected. */
#include <string.h>

#include "base/alloc.h"
#include "derive/outcome.h"
#include "graph/view.h"

static void count_scopes(const polity_view *view, size_t scopes[SCOPE_TYPE + 1])
{
    for (size_t v = 0; v < view->node_count; v++) {
        uint8_t scope = dataset_node(view->dataset, (size_t)view->nodes[v])->scope;
        scopes[scope ? scope : SCOPE_INSTANCE]++;
    }
}

static int scopes_fact(const polity_view *view, polity_table *table)
{
    size_t scopes[SCOPE_TYPE + 1] = {0};
    count_scopes(view, scopes);
    return table_fact(table, "scopes", "%zu instance, %zu role, %zu type",
                      scopes[SCOPE_INSTANCE], scopes[SCOPE_ROLE], scopes[SCOPE_TYPE]);
}

static int left_out_fact(const polity_view *view, polity_table *table)
{
    buffer text = {0};
    int fine;
    for (int why = 0; why < LEFT_OUT_COUNT; why++)
        if (view->left_out[why]) {
            buffer_text(&text, text.length ? "; " : "");
            buffer_count(&text, view->left_out[why], left_out_words((left_out)why));
        }
    fine = !text.failed &&
           table_fact(table, "left out", "%s", text.length ? text.bytes : "nothing");
    buffer_free(&text);
    return fine;
}

void view_inputs(const polity_view *view, buffer *to)
{
    const input *files = view->dataset->files.items;
    for (size_t i = 0; i < view->dataset->files.count; i++)
        buffer_print(to, "%s%s sha256:%s", i ? "; " : "", files[i].name, files[i].digest);
    if (!view->dataset->files.count)
        buffer_text(to, "made in memory");
}

static int inputs_fact(const polity_view *view, polity_table *table)
{
    buffer text = {0};
    int fine;
    view_inputs(view, &text);
    fine = !text.failed && table_fact(table, "data", "%s", text.bytes);
    buffer_free(&text);
    return fine;
}

static int rules_fact(const polity_view *view, polity_table *table)
{
    buffer text = {0};
    int fine;
    if (!view->outcomes)
        return 1;
    outcomes_words(view->dataset, view->outcomes, &text);
    fine = !text.failed && (!text.length || table_fact(table, "rules", "%s", text.bytes));
    buffer_free(&text);
    return fine;
}

int view_facts(const polity_view *view, polity_table *table)
{
    symbol title = view->dataset->about.title;
    if (title && !table_fact(table, "title", "%s", dataset_text(view->dataset, title)))
        return 0;
    return inputs_fact(view, table) &&
           table_fact(table, view->is_window ? "during" : "at", "%s", view->date) &&
           table_fact(table, "selection", "%s", view->selection) &&
           rules_fact(view, table) && scopes_fact(view, table) &&
           left_out_fact(view, table);
}

static int add_count(polity_table *table, const char *what, const char *of, size_t count)
{
    ptrdiff_t row = table_add_row(table);
    if (row < 0 || !table_set_text(table, (size_t)row, 0, what) ||
        !table_set_text(table, (size_t)row, 1, of))
        return 0;
    table_ints(table, 2)[row] = (int64_t)count;
    return 1;
}

/* Counts of selected records by a small number of each; `name` gives its word. */
static int add_tally(polity_table *table, const char *what, const size_t *tally, size_t n,
                     const char *(*name)(const polity_view *view, size_t i),
                     const polity_view *view)
{
    for (size_t i = 0; i < n; i++)
        if (tally[i] && !add_count(table, what, name(view, i), tally[i]))
            return 0;
    return 1;
}

static const char *type_name(const polity_view *view, size_t i)
{
    return view->dataset->vocabulary.types[i].name;
}

static const char *kind_name(const polity_view *view, size_t i)
{
    return view->dataset->vocabulary.kinds[i].name;
}

static const char *class_name(const polity_view *view, size_t i)
{
    (void)view;
    return word_text(WORDS_CLASS, (uint8_t)i);
}

static const char *left_out_name(const polity_view *view, size_t i)
{
    (void)view;
    return left_out_words((left_out)i);
}

/* What each rule made, and what it could not decide. */
static int add_rules(const polity_view *view, polity_table *table)
{
    int fine = 1;
    for (size_t i = 0; view->outcomes && i < dataset_count(view->dataset, RECORD_RULE);
         i++) {
        const rule_outcome *of = &view->outcomes[i];
        const char *id = dataset_text(view->dataset, dataset_rule(view->dataset, i)->id);
        if (of->made)
            fine = fine && add_count(table, "ties made by rule", id, of->made);
        if (of->undecided)
            fine = fine && add_count(table, "nodes undecided by rule", id, of->undecided);
    }
    return fine;
}

static int add_rows(const polity_view *view, polity_table *table, size_t *types,
                    size_t *kinds)
{
    const vocabulary *words = &view->dataset->vocabulary;
    size_t classes[CLASS_END] = {0};
    for (size_t v = 0; v < view->node_count; v++)
        types[dataset_node(view->dataset, (size_t)view->nodes[v])->type]++;
    for (size_t i = 0; i < view->tie_count; i++) {
        uint16_t kind = view_tie(view, i).kind;
        kinds[kind]++;
        classes[words->kinds[kind].class]++;
    }
    return add_count(table, "nodes", "all", view->node_count) &&
           add_tally(table, "nodes by type", types, words->type_count, type_name, view) &&
           add_count(table, "ties", "all", view->tie_count) &&
           add_tally(table, "ties by class", classes, CLASS_END, class_name, view) &&
           add_tally(table, "ties by kind", kinds, words->kind_count, kind_name, view) &&
           add_count(table, "brokerage acts", "all", view->act_count) &&
           add_rules(view, table) &&
           add_tally(table, "left out", view->left_out, LEFT_OUT_COUNT, left_out_name,
                     view) &&
           view_facts(view, table);
}

polity_status polity_view_describe(polity_table **out, const polity_view *view,
                                   polity_error *err)
{
    polity_table *table = NULL;
    size_t *types = NULL, *kinds = NULL;
    int fine = 0;
    if (!out || !view)
        return error_set(err, POLITY_EARG, "argument",
                         "a view and a place for the table are needed");
    *out = NULL;
    types = memory_zeroed(view->dataset->vocabulary.type_count, sizeof *types);
    kinds = memory_zeroed(view->dataset->vocabulary.kind_count, sizeof *kinds);
    table = table_new(0, NULL);
    fine = types && kinds && table &&
           table_add(table, "what", "", "what is counted", POLITY_TEXT) >= 0 &&
           table_add(table, "of", "", "which of them", POLITY_TEXT) >= 0 &&
           table_add(table, "count", "", "how many", POLITY_INT) >= 0 &&
           add_rows(view, table, types, kinds);
    memory_free(types);
    memory_free(kinds);
    if (!fine) {
        polity_table_free(table);
        return error_memory(err);
    }
    *out = table;
    return POLITY_OK;
}
