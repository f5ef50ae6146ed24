#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "session.h"

/* Nodes in the order in which a search from one of them meets them. */
typedef struct routes {
    int32_t *queue, *steps,
        *via; /* via: the node before on a shortest route; -1 = the start, unreached */
    size_t met;
} routes;

static polity_status explore(routes *to, polity_arcs arcs, int32_t from, int64_t most,
                             polity_error *err)
{
    to->queue = malloc((arcs.nodes + 1) * sizeof *to->queue);
    to->steps = malloc((arcs.nodes + 1) * sizeof *to->steps);
    to->via = malloc((arcs.nodes + 1) * sizeof *to->via);
    if (!to->queue || !to->steps || !to->via) {
        *err = (polity_error){.status = POLITY_ENOMEM};
        return POLITY_ENOMEM;
    }
    for (size_t v = 0; v < arcs.nodes; v++)
        to->steps[v] = to->via[v] = -1;
    to->queue[to->met++] = from;
    to->steps[from] = 0;
    for (size_t next = 0; next < to->met; next++) {
        int32_t v = to->queue[next];
        if (to->steps[v] >= most)
            break;
        for (int64_t arc = arcs.first[v]; arc < arcs.first[v + 1]; arc++) {
            int32_t head = arcs.head[arc];
            if (to->steps[head] >= 0)
                continue;
            to->steps[head] = to->steps[v] + 1;
            to->via[head] = v;
            to->queue[to->met++] = head;
        }
    }
    return POLITY_OK;
}

static void add(listing *to, const polity_graph *graph, const routes *of, int32_t v)
{
    char steps[16];
    const char *row[3] = {steps, polity_graph_id(graph, (size_t)v), NULL};
    snprintf(steps, sizeof steps, "%d", (int)of->steps[v]);
    if (of->via[v] >= 0)
        row[2] = polity_graph_id(graph, (size_t)of->via[v]);
    listing_row(to, row);
}

/* The route to a node, first step first; to -1, all that was met, without the start. */
static void list(listing *to, const polity_graph *graph, routes *of, int64_t end,
                 uint64_t top)
{
    size_t n = 0;
    listing_column(to, "steps", POLITY_INT, "ties from the start");
    listing_column(to, "node", POLITY_NODE, "a node on the way, or reached");
    listing_column(to, "via", POLITY_NODE, "the node before it on a shortest route");
    for (size_t i = 1; end < 0 && i < of->met && i <= top; i++)
        add(to, graph, of, of->queue[i]);
    for (int64_t v = end; v >= 0; v = of->via[v])
        of->queue[n++] = (int32_t)v;
    while (n)
        add(to, graph, of, of->queue[--n]);
}

static polity_status find(session *at, const char *id, int64_t *node)
{
    guess search = guess_of(id);
    *node = polity_graph_find(at->graph, id);
    if (*node >= 0)
        return POLITY_OK;
    for (size_t v = 0; v < polity_graph_nodes(at->graph); v++)
        guess_offer(&search, polity_graph_id(at->graph, v));
    return session_unknown(at, "node of the selection", id, &search);
}

static polity_status facts(session *at, listing *to)
{
    polity_table *selection = NULL;
    polity_status status = polity_view_describe(&selection, at->view, &at->err);
    if (status)
        return status;
    listing_fact(to, "definition",
                 "fewest ties, each in its direction; of equal routes the first in the "
                 "order of the data");
    listing_facts(to, selection);
    polity_table_free(selection);
    return POLITY_OK;
}

static int from_node(session *at, const arguments *given)
{
    const char *to = given->own[OPTION_to], *steps = arguments_library(given, "steps");
    const char *top = arguments_library(given, "top");
    uint64_t most = INT32_MAX, rows = UINT64_MAX;
    int64_t start = -1, end = -1;
    routes found = {0};
    listing table = {0};
    int missing = 0, ended;
    polity_status status = session_graph(at, 0);
    if (steps)
        option_whole(steps, &most);
    if (top)
        option_whole(top, &rows);
    if (!status)
        status = find(at, given->own[OPTION_from], &start);
    if (!status && to)
        status = find(at, to, &end);
    if (!status)
        status = explore(&found, polity_graph_out(at->graph), (int32_t)start,
                         most < INT32_MAX ? (int64_t)most : INT32_MAX, &at->err);
    missing = !status && end >= 0 && found.steps[end] < 0;
    if (!status)
        status = facts(at, &table);
    if (missing)
        say("no route from %s to %s", given->own[OPTION_from], to);
    else if (!status)
        list(&table, at->graph, &found, end, rows);
    if (!missing && !status)
        status = session_list(at, &table);
    listing_free(&table);
    free(found.queue);
    free(found.steps);
    free(found.via);
    ended = session_end(at, status);
    return missing && !ended ? EXIT_NO : ended;
}

static int from_all(session *at, const arguments *given)
{
    polity_table *whole = NULL;
    polity_status status = session_graph(at, 0);
    if (!status)
        status = polity_measure_run(&whole, at->graph, "reach", given->library,
                                    given->library_count, &at->run, &at->err);
    progress_clear(&at->watch);
    if (!status)
        status = session_write(at, whole);
    polity_table_free(whole);
    return session_end(at, status);
}

/* A row of the table of routes; -1 = the node is not among them. */
static ptrdiff_t row_of(const polity_table *of, const char *node)
{
    ptrdiff_t column = polity_table_find(of, "node");
    for (size_t row = 0; column >= 0 && row < polity_table_rows(of); row++)
        if (!strcmp(polity_table_text(of, row, (size_t)column), node))
            return (ptrdiff_t)row;
    return -1;
}

/* The route to one node, as a listing of its one row. */
static polity_status list_one(session *at, const polity_table *of, size_t row)
{
    listing table = {0};
    const char *texts[LISTING_COLUMNS] = {0};
    polity_status status;
    for (size_t i = 0; i < polity_table_columns(of); i++) {
        const polity_column *column = polity_table_column(of, i);
        listing_column(&table, column->name, column->type, column->meaning);
        texts[i] = polity_table_text(of, row, i);
    }
    listing_row(&table, texts);
    listing_facts(&table, of);
    status = session_list(at, &table);
    listing_free(&table);
    return status;
}

static int along(session *at, const arguments *given)
{
    const char *from = given->own[OPTION_from], *to = given->own[OPTION_to];
    polity_table *found = NULL;
    ptrdiff_t row = -1;
    int missing = 0, ended;
    polity_status status = session_load(at, 0);
    if (!status)
        status = session_pattern_options(at, NULL, 0);
    if (!status)
        status =
            polity_reach_along(&found, at->view, given->own[OPTION_along], from,
                               given->library, given->library_count, &at->run, &at->err);
    progress_clear(&at->watch);
    if (!status && to)
        row = row_of(found, to);
    missing = !status && (to ? row < 0 : from && !polity_table_rows(found));
    if (missing)
        say("no route from %s to %s along the pattern", from, to ? to : "any node");
    else if (!status)
        status = to ? list_one(at, found, (size_t)row) : session_write(at, found);
    polity_table_free(found);
    ended = session_end(at, status);
    return missing && !ended ? EXIT_NO : ended;
}

int cmd_reach(const arguments *given)
{
    session at;
    int refused = arguments_files(given, 0);
    if (refused)
        return refused;
    if (given->own[OPTION_to] && !given->own[OPTION_from])
        return say_usage("--to needs --from as well; see polity help reach");
    if (given->own[OPTION_from] && !given->own[OPTION_along] &&
        arguments_library(given, "sort"))
        return say_usage(
            "--sort goes with reach without --from: routes come nearest first");
    session_begin(&at, given);
    if (given->own[OPTION_along])
        return along(&at, given);
    return given->own[OPTION_from] ? from_node(&at, given) : from_all(&at, given);
}
