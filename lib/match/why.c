/* Why one actor reaches another, or what is missing. */
#include <stdio.h>
#include <string.h>

#include <polity/match.h>

#include "base/alloc.h"
#include "base/options.h"
#include "match/routes.h"
#include "model/evidence_text.h"
#include "table/table.h"

enum { CUT_MOST = 1000 };

typedef struct why {
    const polity_dataset *data;
    const polity_run *run;
    polity_error *err;
    options given;
    const char *from_id, *to_id;
    polity_table *table;
    polity_view *view;
    polity_graph *graph;
    int32_t from, to;
    int32_t *steps, *left; /* from the one, to the other */
    int64_t routes;
} why;

/* --- rows
 * ---------------------------------------------------------------------------------- */

static const struct {
    const char *name, *meaning;
    polity_type type;
} columns[] = {
    {"part", "route, must pass, cut, with, reaches, absence", POLITY_TEXT},
    {"rank", "which of its part", POLITY_INT},
    {"step", "of a route, from 1", POLITY_INT},
    {"from", "where the tie begins, or the actor", POLITY_TEXT},
    {"tie", "its id", POLITY_TEXT},
    {"kind", "its kind", POLITY_TEXT},
    {"to", "where the tie leads", POLITY_TEXT},
    {"detail", "matter, modality, days and evidence; or what is said", POLITY_TEXT},
};

static int add_row(why *y, const char *part, int64_t rank, int64_t step, const char *from,
                   const char *tie, const char *kind, const char *to, const char *detail)
{
    const char *texts[] = {part, NULL, NULL, from, tie, kind, to, detail};
    ptrdiff_t row = table_add_row(y->table);
    if (row < 0)
        return 0;
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        int64_t number = i == 1 ? rank : step;
        if (columns[i].type == POLITY_TEXT
                ? !table_set_text(y->table, (size_t)row, i, texts[i])
                : !number && !table_undefine(y->table, (size_t)row, i, REASON_NONE))
            return 0;
        if (columns[i].type == POLITY_INT)
            table_ints(y->table, i)[row] = number;
    }
    return 1;
}

static const char *id_of(const polity_graph *graph, int32_t node)
{
    return polity_graph_id(graph, (size_t)node);
}

/* --- routes
 * -------------------------------------------------------------------------------- */

static void write_detail(const polity_dataset *data, const edge *e, buffer *to)
{
    const char *matter = word_text(WORDS_MATTER, e->matter);
    uint8_t modality = e->modality ? e->modality : MODALITY_PRACTICE;
    if (matter)
        buffer_print(to, "%s, ", matter);
    buffer_text(to, word_text(WORDS_MODALITY, modality));
    if (e->rule)
        buffer_print(to, ", rule %s", dataset_text(data, e->rule));
    if (e->evidence.count) {
        buffer_text(to, " [");
        evidence_write(data, e->evidence, to);
        buffer_char(to, ']');
    }
}

/* The records of a step: those of the tie that run its way. */
static int add_step(why *y, const polity_graph *graph, const char *part, int64_t rank,
                    int64_t step, int32_t tail, int64_t arc)
{
    const polity_view *view = graph->view;
    int64_t tie = graph->out.tie[arc];
    int32_t head = graph->out.head[arc];
    int fine = 1;
    for (int64_t i = graph->edge_first[tie]; fine && i < graph->edge_first[tie + 1];
         i++) {
        buffer name = {0}, detail = {0};
        edge e;
        if (graph->edges[i] < 0) { /* of an act */
            view_act_name(view, (size_t)~graph->edges[i], &name);
            fine = !name.failed && add_row(y, part, rank, step, id_of(graph, tail),
                                           name.bytes, "brokerage", id_of(graph, head),
                                           NULL);
            buffer_free(&name);
            continue;
        }
        e = view_tie(view, (size_t)graph->edges[i]);
        if (graph->directed && view->dataset->vocabulary.kinds[e.kind].directed &&
            view->number[dataset_node_at(view->dataset, e.source)] != tail)
            continue;
        view_tie_name(view, (size_t)graph->edges[i], &name);
        write_detail(view->dataset, &e, &detail);
        fine = !name.failed && !detail.failed &&
               add_row(y, part, rank, step, id_of(graph, tail), name.bytes,
                       view->dataset->vocabulary.kinds[e.kind].name, id_of(graph, head),
                       detail.bytes);
        buffer_free(&name);
        buffer_free(&detail);
    }
    return fine;
}

static int add_route(why *y, const polity_graph *graph, const char *part, int64_t rank,
                     const int64_t *arcs, int32_t n, int32_t from)
{
    int32_t tail = from;
    for (int32_t i = 0; i < n; i++) {
        if (!add_step(y, graph, part, rank, i + 1, tail, arcs[i]))
            return 0;
        tail = graph->out.head[arcs[i]];
    }
    return 1;
}

static polity_status add_routes(why *y)
{
    int32_t n = y->steps[y->to];
    int64_t *arcs = memory_array((size_t)n + 1, sizeof *arcs);
    int fine = arcs != NULL;
    for (int64_t i = 0; fine && i < y->routes; i++) {
        if (!routes_shortest(y->graph, y->steps, y->from, y->to, (uint64_t)i, arcs))
            break;
        fine = add_route(y, y->graph, "route", i + 1, arcs, n, y->from);
    }
    memory_free(arcs);
    return fine ? POLITY_OK : error_memory(y->err);
}

static polity_status add_bottlenecks(why *y)
{
    int32_t *nodes = memory_array(y->graph->nodes, sizeof *nodes);
    size_t count = 0;
    char text[120];
    polity_status status =
        nodes ? routes_must_pass(y->graph, y->steps, y->from, y->to, nodes, &count,
                                 y->err)
              : error_memory(y->err);
    for (size_t i = 0; !status && i < count; i++)
        if (!add_row(y, "must pass", (int64_t)i + 1, 0, id_of(y->graph, nodes[i]), NULL,
                     NULL, NULL, "every route passes here"))
            status = error_memory(y->err);
    if (!status)
        status = routes_cut(y->graph, y->from, y->to, CUT_MOST, nodes, &count, y->err);
    snprintf(text, sizeof text, "more than %d routes have no actor in common", CUT_MOST);
    if (!status && count > CUT_MOST &&
        !add_row(y, "cut", 1, 0, NULL, NULL, NULL, NULL, text))
        status = error_memory(y->err);
    snprintf(text, sizeof text, "one of %zu without whom no route is left%s", count,
             y->steps[y->to] == 1 ? " but the direct tie" : "");
    for (size_t i = 0; !status && count <= CUT_MOST && i < count; i++)
        if (!add_row(y, "cut", (int64_t)i + 1, 0, id_of(y->graph, nodes[i]), NULL, NULL,
                     NULL, text))
            status = error_memory(y->err);
    memory_free(nodes);
    return status;
}

/* --- what is missing
 * ------------------------------------------------------------------------ */

static const struct {
    const char *words;
    polity_option wider[3];
} wider[] = {
    {"every modality", {{"modality", "all"}, {NULL, NULL}, {NULL, NULL}}},
    {"every class, also structure and money",
     {{"class", "all"}, {NULL, NULL}, {NULL, NULL}}},
    {"every class and modality", {{"class", "all"}, {"modality", "all"}, {NULL, NULL}}},
    {"ties read both ways", {{"undirected", "true"}, {NULL, NULL}, {NULL, NULL}}},
    {"ties read both ways, of every class and modality",
     {{"undirected", "true"}, {"class", "all"}, {"modality", "all"}}},
};

/* The caller's options, those of a wider selection behind them; kinds, which overrule
 * classes, stay out where classes are widened. */
static size_t widen(const why *y, size_t which, polity_option *to)
{
    size_t n = 0;
    int classes = 0;
    for (int i = 0; i < 3; i++)
        classes |= wider[which].wider[i].name &&
                   !strcmp(wider[which].wider[i].name, "class");
    for (size_t i = 0; i < y->given.count; i++) {
        const char *name = y->given.rows[i].name;
        int replaced = classes && !strcmp(name, "kind");
        for (int k = 0; k < 3; k++)
            replaced |= wider[which].wider[k].name &&
                        !strcmp(name, wider[which].wider[k].name);
        if (!replaced)
            to[n++] = y->given.rows[i];
    }
    for (int i = 0; i < 3 && wider[which].wider[i].name; i++)
        to[n++] = wider[which].wider[i];
    return n;
}

/* The first of its routes, where a wider selection has one. */
static polity_status try_wider(why *y, size_t which, int *found)
{
    polity_option *rows = memory_array(y->given.count + 4, sizeof *rows);
    polity_view *view = NULL;
    polity_graph *graph = NULL;
    int32_t *steps = NULL;
    int64_t *arcs = NULL;
    size_t n = rows ? widen(y, which, rows) : 0;
    char text[200];
    polity_status status =
        rows ? polity_view_build(&view, y->data, rows, n, y->run, y->err)
             : error_memory(y->err);
    int64_t from, to;
    *found = 0;
    if (!status)
        status = polity_graph_build(&graph, view, rows, n, y->err);
    if (status)
        goto out;
    from = polity_graph_find(graph, y->from_id);
    to = polity_graph_find(graph, y->to_id);
    if (from < 0 || to < 0)
        goto out;
    steps = routes_steps(graph, (int32_t)from, 0);
    if (steps && steps[to] > 0) {
        *found = 1;
        arcs = memory_array((size_t)steps[to] + 1, sizeof *arcs);
        snprintf(text, sizeof text, "%s: a route of %d tie%s", wider[which].words,
                 (int)steps[to], steps[to] > 1 ? "s" : "");
        if (!arcs || !add_row(y, "with", 0, 0, NULL, NULL, NULL, NULL, text) ||
            !routes_shortest(graph, steps, (int32_t)from, (int32_t)to, 0, arcs) ||
            !add_route(y, graph, "with", 1, arcs, steps[to], (int32_t)from))
            status = error_memory(y->err);
    } else if (!steps) {
        status = error_memory(y->err);
    }
out:
    memory_free(steps);
    memory_free(arcs);
    memory_free(rows);
    polity_graph_free(graph);
    polity_view_free(view);
    return status;
}

/* Stated absences between what is reached and what reaches. */
static polity_status add_absences(why *y)
{
    int64_t rank = 0;
    for (size_t i = 0; i < dataset_count(y->data, RECORD_ABSENCE); i++) {
        const absence *a = dataset_absence(y->data, i);
        int64_t source = a->source ? dataset_node_at(y->data, a->source) : -1;
        int64_t target = a->target ? dataset_node_at(y->data, a->target) : -1;
        buffer text = {0};
        int fine;
        if (source < 0 || target < 0 || y->view->number[source] < 0 ||
            y->view->number[target] < 0 || y->steps[y->view->number[source]] < 0 ||
            y->left[y->view->number[target]] < 0)
            continue;
        buffer_print(&text, "stated: no %s",
                     a->what ? dataset_text(y->data, a->what) : "tie");
        if (a->evidence.count) {
            buffer_text(&text, " [");
            evidence_write(y->data, a->evidence, &text);
            buffer_char(&text, ']');
        }
        fine = !text.failed &&
               add_row(y, "absence", ++rank, 0, dataset_text(y->data, a->source),
                       a->id ? dataset_text(y->data, a->id) : NULL, NULL,
                       dataset_text(y->data, a->target), text.bytes);
        buffer_free(&text);
        if (!fine)
            return error_memory(y->err);
    }
    return POLITY_OK;
}

static polity_status add_missing(why *y)
{
    size_t reached = 0, reaching = 0;
    char text[200];
    int found = 0;
    polity_status status = POLITY_OK;
    for (size_t v = 0; v < y->graph->nodes; v++) {
        reached += y->steps[v] > 0;
        reaching += y->left[v] > 0;
    }
    snprintf(text, sizeof text, "reaches %zu node%s, none of which leads on to %.60s",
             reached, reached == 1 ? "" : "s", y->to_id);
    if (!add_row(y, "reaches", 1, 0, y->from_id, NULL, NULL, NULL, text))
        return error_memory(y->err);
    snprintf(text, sizeof text, "is reached by %zu node%s", reaching,
             reaching == 1 ? "" : "s");
    if (!add_row(y, "reaches", 2, 0, NULL, NULL, NULL, y->to_id, text))
        return error_memory(y->err);
    for (size_t i = 0; !status && !found && i < sizeof wider / sizeof *wider; i++)
        status = try_wider(y, i, &found);
    return status ? status : add_absences(y);
}

/* --- all of it
 * ----------------------------------------------------------------------------- */

static polity_status find(why *y, const char *id, int32_t *to)
{
    int64_t at = polity_graph_find(y->graph, id);
    *to = (int32_t)at;
    if (at >= 0)
        return POLITY_OK;
    return error_set(y->err, POLITY_ENOTFOUND, "node-unknown",
                     "no node of the selection is called \"%.80s\"", id);
}

static polity_status begin(why *y)
{
    polity_status status =
        option_integer(y->given, "routes", 1, 1000, &y->routes, y->err);
    if (!status)
        status = polity_view_build(&y->view, y->data, y->given.rows, y->given.count,
                                   y->run, y->err);
    if (!status)
        status = polity_graph_build(&y->graph, y->view, y->given.rows, y->given.count,
                                    y->err);
    if (!status)
        status = find(y, y->from_id, &y->from);
    if (!status)
        status = find(y, y->to_id, &y->to);
    if (status)
        return status;
    if (y->from == y->to)
        return error_set(y->err, POLITY_EARG, "argument", "\"%.80s\" is both ends",
                         y->from_id);
    y->table = table_new(0, NULL);
    for (size_t i = 0; y->table && i < sizeof columns / sizeof *columns; i++)
        if (table_add(y->table, columns[i].name, "", columns[i].meaning,
                      columns[i].type) < 0) {
            polity_table_free(y->table);
            y->table = NULL;
        }
    y->steps = routes_steps(y->graph, y->from, 0);
    y->left = routes_steps(y->graph, y->to, 1);
    return y->table && y->steps && y->left ? POLITY_OK : error_memory(y->err);
}

polity_status polity_why(polity_table **out, int *is, const polity_dataset *data,
                         const char *from, const char *to, const polity_option *given,
                         size_t n, const polity_run *run, polity_error *err)
{
    why y = {.data = data,
             .run = run,
             .err = err,
             .given = {given, n},
             .from_id = from,
             .to_id = to};
    polity_status status;
    int there = 0;
    if (!out || !data || !from || !to || (n && !given))
        return error_set(err, POLITY_EARG, "argument",
                         "a data set, two ids and a place for the result are needed");
    *out = NULL;
    status = begin(&y);
    if (!status) {
        there = y.steps[y.to] > 0;
        status = there ? add_routes(&y) : add_missing(&y);
    }
    if (!status && there)
        status = add_bottlenecks(&y);
    if (!status &&
        (!table_fact(y.table, "answer", there ? "yes: %d tie%s" : "no route",
                     (int)y.steps[y.to], y.steps[y.to] == 1 ? "" : "s") ||
         !graph_facts(y.graph, y.table)))
        status = error_memory(err);
    memory_free(y.steps);
    memory_free(y.left);
    polity_graph_free(y.graph);
    polity_view_free(y.view);
    if (status) {
        polity_table_free(y.table);
        return status;
    }
    if (is)
        *is = there;
    *out = y.table;
    return POLITY_OK;
}
