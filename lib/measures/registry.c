/* Every measure by name, and running several at once. */
#include "measures/registry.h"

#include <stdio.h>
#include <string.h>

#include "base/nearest.h"

static const measure *const all[] = {
#define MEASURE(name) &polity_measure_##name,
#include "measures/measures.def"
#undef MEASURE
};

enum { MEASURE_COUNT = sizeof all / sizeof *all };

size_t polity_measure_count(void) { return MEASURE_COUNT; }

const polity_measure *polity_measure_at(size_t i)
{
    return i < MEASURE_COUNT ? &all[i]->info : NULL;
}

const measure *registry_find(const char *name, size_t n)
{
    for (size_t i = 0; i < MEASURE_COUNT; i++)
        if (strlen(all[i]->info.name) == n && !memcmp(all[i]->info.name, name, n))
            return all[i];
    return NULL;
}

const polity_measure *polity_measure_find(const char *name)
{
    const measure *found = name ? registry_find(name, strlen(name)) : NULL;
    return found ? &found->info : NULL;
}

/* --- what is asked ---------------------------------------------------------------- */

typedef struct asked {
    const measure *measures[MEASURE_COUNT];
    size_t count;
} asked;

static const char *shape_words(polity_shape shape)
{
    switch (shape) {
    case POLITY_PER_NODE: return "a row a node";
    case POLITY_PER_TIE: return "a row a tie";
    case POLITY_PER_GROUP: return "a row a group";
    case POLITY_PER_PAIR: return "a row a pair";
    case POLITY_PER_GRAPH: return "one row for the network";
    }
    return "";
}

static polity_status unknown(const char *name, size_t n, polity_error *err)
{
    char hint[NEAREST_SIZE];
    nearest search;
    nearest_begin(&search, name, n);
    for (size_t i = 0; i < MEASURE_COUNT; i++)
        nearest_offer(&search, all[i]->info.name);
    return error_set(err, POLITY_ENOTFOUND, "measure-unknown",
                     "no measure is called \"%.*s\"%s", (int)(n < 60 ? n : 60), name,
                     nearest_hint(&search, hint));
}

/* Measures of one shape, each once. */
static polity_status ask_for(asked *what, const measure *wanted, polity_error *err)
{
    const polity_measure *first = what->count ? &what->measures[0]->info : &wanted->info;
    for (size_t i = 0; i < what->count; i++)
        if (what->measures[i] == wanted)
            return POLITY_OK;
    if (wanted->info.shape != first->shape)
        return error_set(err, POLITY_EARG, "measure-shapes",
                         "%s gives %s and %s %s: ask for them apart", first->name,
                         shape_words(first->shape), wanted->info.name,
                         shape_words(wanted->info.shape));
    what->measures[what->count++] = wanted;
    return POLITY_OK;
}

static polity_status read_names(asked *what, const char *names, polity_error *err)
{
    polity_status status = POLITY_OK;
    while (names && *names && !status) {
        size_t whole = strcspn(names, ","), from = 0, n = whole;
        while (from < n && names[from] == ' ')
            from++;
        while (n > from && names[n - 1] == ' ')
            n--;
        const measure *found = registry_find(names + from, n - from);
        status = found ? ask_for(what, found, err) : unknown(names + from, n - from, err);
        names += names[whole] ? whole + 1 : whole;
    }
    if (!status && !what->count)
        status =
            error_set(err, POLITY_EARG, "measure-missing", "no measure is asked for");
    return status;
}

/* The form of a parameter; whether a node or property exists is for the measure to say.
 */
static polity_status check_param(options given, const polity_param *param,
                                 polity_error *err)
{
    int64_t integer;
    double real;
    int word;
    if (!strcmp(param->type, "int"))
        return option_integer(given, param->name, (int64_t)param->min,
                              (int64_t)param->max, &integer, err);
    if (!strcmp(param->type, "real"))
        return option_real(given, param->name, param->min, param->max, &real, err);
    if (!strcmp(param->type, "bool"))
        return option_bool(given, param->name, &word, err);
    if (strchr(param->type, '|'))
        return option_choice(given, param->name, param->type, &word, err);
    return POLITY_OK;
}

static polity_status check_params(const asked *what, options given, polity_error *err)
{
    polity_status status = options_check(given, err);
    for (size_t i = 0; i < what->count && !status; i++) {
        const polity_param *param = what->measures[i]->info.params;
        for (; param && param->name && !status; param++)
            status = check_param(given, param, err);
    }
    return status;
}

/* --- the table -------------------------------------------------------------------- */

static size_t rows_of(const polity_graph *graph, polity_shape shape)
{
    if (shape == POLITY_PER_NODE)
        return graph->nodes;
    if (shape == POLITY_PER_TIE)
        return graph->directed ? graph->arcs : graph->ties;
    return shape == POLITY_PER_GRAPH;
}

static int node_ids(const polity_graph *graph, polity_table *table)
{
    ptrdiff_t at = table_add(table, "node", "", "id of the node", POLITY_NODE);
    for (size_t v = 0; at >= 0 && v < graph->nodes; v++)
        table_ints(table, (size_t)at)[v] = (int64_t)v;
    return at >= 0;
}

/* Arcs in the order of `out` rows; of an undirected graph ties in theirs. */
static int tie_ids(const polity_graph *graph, polity_table *table)
{
    ptrdiff_t at = table_add(table, "tie", "",
                             "id of the tie, or of the ties merged into it", POLITY_TIE);
    if (at < 0 ||
        table_add(table, "source", "", "the end that it leaves", POLITY_NODE) < 0 ||
        table_add(table, "target", "", "the end that it enters", POLITY_NODE) < 0)
        return 0;
    int64_t *tie = table_ints(table, (size_t)at),
            *tail = table_ints(table, (size_t)at + 1),
            *head = table_ints(table, (size_t)at + 2);
    for (size_t i = 0, cursor = 0; !graph->directed && i < graph->ties; i++) {
        tie_ends ends = graph_tie_ends(graph, i, &cursor);
        tie[i] = (int64_t)i;
        tail[i] = ends.source;
        head[i] = ends.target;
    }
    for (size_t v = 0; graph->directed && v < graph->nodes; v++) {
        for (int64_t i = graph->out.first[v]; i < graph->out.first[v + 1]; i++) {
            tie[i] = graph->out.tie[i];
            tail[i] = (int64_t)v;
            head[i] = graph->out.head[i];
        }
    }
    return 1;
}

static polity_status begin_table(const measure_call *call, polity_shape shape,
                                 polity_table **out, polity_error *err)
{
    table_names names = graph_names(call->graph);
    polity_status status = POLITY_OK;
    int fine;
    if (shape == POLITY_PER_TIE)
        status = graph_name_ties(call->graph, err);
    if (status)
        return status;
    *out = table_new(rows_of(call->graph, shape), &names);
    fine = *out != NULL;
    if (fine && shape == POLITY_PER_NODE)
        fine = node_ids(call->graph, *out);
    if (fine && shape == POLITY_PER_TIE)
        fine = tie_ids(call->graph, *out);
    return fine ? POLITY_OK : error_memory(err);
}

static int add_columns(const measure_call *call, const measure *one, polity_table *table)
{
    for (size_t i = 0; one->info.columns[i].name; i++) {
        if (!call->graph->out.weight && one->weighted_columns >> i & 1)
            continue;
        if (table_add_column(table, &one->info.columns[i]) < 0)
            return 0;
    }
    return 1;
}

/* --- running ---------------------------------------------------------------------- */

typedef struct made_pass {
    const measure_pass *pass;
    void *made;
} made_pass;

/* The pass of a measure: made for all that share it when the first of them needs it. */
static polity_status need_pass(const measure_call *call, const asked *what,
                               const measure *one, made_pass *passes, size_t *count,
                               void **made, polity_error *err)
{
    uint64_t wanted = 0;
    polity_status status;
    *made = NULL;
    for (size_t i = 0; i < *count; i++) {
        if (passes[i].pass == one->pass) {
            *made = passes[i].made;
            return POLITY_OK;
        }
    }
    for (size_t i = 0; i < what->count; i++)
        if (what->measures[i]->pass == one->pass)
            wanted |= what->measures[i]->wants;
    status = one->pass->make(call, wanted, made, err);
    if (!status)
        passes[(*count)++] = (made_pass){one->pass, *made};
    return status;
}

static polity_status run_all(const measure_call *common, const asked *what,
                             polity_table *table, polity_error *err)
{
    made_pass passes[MEASURE_COUNT];
    size_t pass_count = 0;
    polity_status status = POLITY_OK;
    for (size_t i = 0; i < what->count && !status; i++) {
        const measure *one = what->measures[i];
        measure_call call = *common;
        size_t first = polity_table_columns(table);
        char doing[80];
        snprintf(doing, sizeof doing, "measuring %s", one->info.name);
        status = run_tick(call.run, doing, 0, err);
        if (!status && one->pass)
            status = need_pass(&call, what, one, passes, &pass_count, &call.pass, err);
        if (!status && !add_columns(&call, one, table))
            status = error_memory(err);
        if (!status)
            status = one->run(&call, table, first, err);
    }
    for (size_t i = 0; i < pass_count; i++)
        passes[i].pass->drop(passes[i].made);
    return status;
}

polity_status polity_measure_run(polity_table **out, const polity_graph *graph,
                                 const char *names, const polity_option *given, size_t n,
                                 const polity_run *run, polity_error *err)
{
    polity_run settings = run_settings(run);
    measure_args args = {{given, n}};
    measure_call call = {graph, &args, &settings, NULL};
    polity_table *table = NULL;
    asked what = {.count = 0};
    polity_status status = read_names(&what, names, err);

    *out = NULL;
    if (!status)
        status = check_params(&what, args.given, err);
    if (!status)
        status = begin_table(&call, what.measures[0]->info.shape, &table, err);
    if (!status)
        status = run_all(&call, &what, table, err);
    if (!status && !registry_facts(&call, what.measures, what.count, table))
        status = error_memory(err);
    if (status)
        polity_table_free(table);
    else
        *out = table;
    return status;
}

/* --- what it would cost ----------------------------------------------------------- */

static const polity_column cost_columns[] = {
    {"measure", "", "its name", POLITY_TEXT},
    {"sources", "nodes", "searches from so many nodes", POLITY_INT},
    {"of", "nodes", "of so many", POLITY_INT},
    {"seconds", "seconds", "with the threads of this run", POLITY_REAL},
    {"bytes", "bytes", "beside the network", POLITY_INT},
};
enum { COST_COLUMNS = sizeof cost_columns / sizeof *cost_columns };

static polity_status add_cost(const measure_call *call, const measure *one,
                              polity_table *table, size_t row, polity_error *err)
{
    measure_cost cost = {0};
    polity_status status = one->estimate(call, &cost, err);
    if (status)
        return status;
    table_ints(table, 1)[row] = (int64_t)cost.sources;
    table_ints(table, 2)[row] = (int64_t)cost.of;
    table_reals(table, 3)[row] = cost.seconds;
    table_ints(table, 4)[row] = (int64_t)cost.bytes;
    return table_set_text(table, row, 0, one->info.name) ? POLITY_OK : error_memory(err);
}

/* Add what is cheaper to what is asked. */
static polity_status with_cheaper(asked *what, polity_error *err)
{
    polity_status status = POLITY_OK;
    size_t asked_for = what->count;
    for (size_t i = 0; i < asked_for && !status; i++) {
        const measure *one = what->measures[i];
        if (!one->estimate)
            return error_set(err, POLITY_EUNFIT, "estimate",
                             "%s takes time in proportion to the network, so its cost is "
                             "not estimated: run it",
                             one->info.name);
        if (one->cheaper)
            status =
                ask_for(what, registry_find(one->cheaper, strlen(one->cheaper)), err);
    }
    return status;
}

static polity_status cost_table(polity_table **out, const measure_call *call,
                                const asked *what, polity_error *err)
{
    table_names names = graph_names(call->graph);
    polity_status status = POLITY_OK;
    polity_table *table = *out = table_new(what->count, &names);
    for (size_t i = 0; table && i < COST_COLUMNS; i++)
        if (table_add_column(table, &cost_columns[i]) < 0)
            return error_memory(err);
    for (size_t i = 0; table && i < what->count && !status; i++)
        status = add_cost(call, what->measures[i], table, i, err);
    return table ? status : error_memory(err);
}

polity_status polity_measure_estimate(polity_table **out, const polity_graph *graph,
                                      const char *names, const polity_option *given,
                                      size_t n, const polity_run *run, polity_error *err)
{
    polity_run settings = run_settings(run);
    measure_args args = {{given, n}};
    measure_call call = {graph, &args, &settings, NULL};
    asked what = {.count = 0};
    polity_status status = read_names(&what, names, err);
    *out = NULL;
    if (!status)
        status = with_cheaper(&what, err);
    if (!status)
        status = check_params(&what, args.given, err);
    if (!status)
        status = cost_table(out, &call, &what, err);
    if (status) {
        polity_table_free(*out);
        *out = NULL;
    }
    return status;
}
