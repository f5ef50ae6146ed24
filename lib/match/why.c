/* Why one actor reaches another, or what is missing. */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/nearest.h"
#include "match/routes.h"
#include "match/why.h"
#include "model/evidence_text.h"
#include "table/table.h"

enum { CUT_MOST = 1000 };

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
    {"detail", "matter, modality, rule and evidence; or what is said", POLITY_TEXT},
};

int why_row(why *y, const char *part, int64_t rank, int64_t step, const char *from,
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
                : !number && !table_undefine(y->table, (size_t)row, i, REASON_ABSENT))
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

static void write_detail(const polity_dataset *data, const edge *e, int against,
                         buffer *to)
{
    uint8_t modality = e->modality ? e->modality : MODALITY_PRACTICE;
    if (against)
        buffer_text(to, "against its direction, ");
    if (e->matter)
        buffer_print(to, "%s, ", word_text(WORDS_MATTER, e->matter));
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
    int32_t head = graph->out.head[arc];
    size_t from, end;
    int fine = 1;
    graph_tie_records(graph, (size_t)graph->out.tie[arc], &from, &end);
    for (size_t i = from; fine && i < end; i++) {
        buffer name = {0}, detail = {0};
        edge e;
        int against;
        if (graph->edges[i] < 0) { /* of an act */
            view_act_name(view, (size_t)~graph->edges[i], &name);
            fine = !name.failed &&
                   why_row(y, part, rank, step, id_of(graph, tail), name.bytes,
                           "brokerage", id_of(graph, head), NULL);
            buffer_free(&name);
            continue;
        }
        e = view_tie(view, (size_t)graph->edges[i]);
        against = view->dataset->vocabulary.kinds[e.kind].directed &&
                  view->number[dataset_node_at(view->dataset, e.source)] != tail;
        if (graph->directed && against)
            continue;
        view_tie_name(view, (size_t)graph->edges[i], &name);
        write_detail(view->dataset, &e, against, &detail);
        fine = !name.failed && !detail.failed &&
               why_row(y, part, rank, step, id_of(graph, tail), name.bytes,
                       view->dataset->vocabulary.kinds[e.kind].name, id_of(graph, head),
                       detail.bytes);
        buffer_free(&name);
        buffer_free(&detail);
    }
    return fine;
}

int why_route(why *y, const polity_graph *graph, const char *part, int64_t rank,
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
        fine = why_route(y, y->graph, "route", i + 1, arcs, n, y->from);
    }
    memory_free(arcs);
    return fine ? POLITY_OK : error_memory(y->err);
}

static polity_status add_bottlenecks(why *y)
{
    int32_t *nodes = memory_array(y->graph->nodes, sizeof *nodes);
    size_t count = 0;
    char text[120], whom[40];
    polity_status status = nodes ? routes_must_pass(y->graph, y->steps, y->from, y->to,
                                                    nodes, &count, y->err)
                                 : error_memory(y->err);
    for (size_t i = 0; !status && i < count; i++)
        if (!why_row(y, "must pass", (int64_t)i + 1, 0, id_of(y->graph, nodes[i]), NULL,
                     NULL, NULL, "every route passes here"))
            status = error_memory(y->err);
    if (!status)
        status = routes_cut(y->graph, y->from, y->to, CUT_MOST, nodes, &count, y->err);
    snprintf(text, sizeof text, "more than %d routes have no actor in common", CUT_MOST);
    if (!status && count > CUT_MOST &&
        !why_row(y, "cut", 1, 0, NULL, NULL, NULL, NULL, text))
        status = error_memory(y->err);
    snprintf(whom, sizeof whom, "one of %zu", count);
    snprintf(text, sizeof text, "%s without whom no route is left%s",
             count > 1 ? whom : "the one",
             y->steps[y->to] == 1 ? " but the direct tie" : "");
    for (size_t i = 0; !status && count <= CUT_MOST && i < count; i++)
        if (!why_row(y, "cut", (int64_t)i + 1, 0, id_of(y->graph, nodes[i]), NULL, NULL,
                     NULL, text))
            status = error_memory(y->err);
    memory_free(nodes);
    return status;
}

/* --- all of it
 * ----------------------------------------------------------------------------- */

static polity_status find(why *y, const char *id, int32_t *to)
{
    int64_t at = polity_graph_find(y->graph, id);
    nearest near;
    char hint[NEAREST_SIZE];
    *to = (int32_t)at;
    if (at >= 0)
        return POLITY_OK;
    nearest_begin(&near, id, strlen(id));
    for (size_t v = 0; v < y->graph->nodes; v++)
        nearest_offer(&near, polity_graph_id(y->graph, v));
    return error_set(y->err, POLITY_ENOTFOUND, "node-unknown",
                     "no node of the selection is called \"%.80s\"%s", id,
                     nearest_hint(&near, hint));
}

static polity_status begin(why *y)
{
    polity_status status =
        option_integer(y->given, "routes", 1, 1000, &y->routes, y->err);
    if (!status)
        status = polity_view_build(&y->view, y->data, y->given.rows, y->given.count,
                                   y->run, y->err);
    if (!status)
        status =
            polity_graph_build(&y->graph, y->view, y->given.rows, y->given.count, y->err);
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
        status = there ? add_routes(&y) : why_missing(&y);
    }
    if (!status && there)
        status = add_bottlenecks(&y);
    if (!status && (!table_fact(y.table, "answer", there ? "yes: %d tie%s" : "no route",
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
