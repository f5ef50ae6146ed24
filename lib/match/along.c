/* Following a path pattern: what it reaches, and the network that it derives. */
#include <string.h>

#include "base/alloc.h"
#include "base/nearest.h"
#include "graph/graph.h"
#include "match/match.h"
#include "match/rows.h"
#include "match/show.h"
#include "match/tree.h"
#include "table/table.h"

/* The first and last node of the path that was matched. */
static int32_t end_of(const walker *w, size_t chain, int last)
{
    const chain_state *at = &w->chains[chain];
    int reversed = w->plan->chains[chain].reversed;
    return (int32_t)w->trail[last != reversed ? at->end - 1 : at->base];
}

static polity_status refuse_call(polity_error *err)
{
    return error_set(err, POLITY_EARG, "argument",
                     "a view, a pattern and a place for the result are needed");
}

/* --- reach
 * --------------------------------------------------------------------------------- */

typedef struct reached {
    int32_t node;
    uint32_t steps;
    char *route; /* in `texts` */
} reached;

/* Of one start every node with its route; of all how many, and the most steps. */
typedef struct collecting {
    const net *net;
    reached *rows;
    size_t count, capacity;
    arena texts;
    uint32_t *nodes, *most; /* one a start; NULL = routes are asked for */
} collecting;

static char *route_of(collecting *to, const walker *w, const chain_state *at)
{
    buffer text = {0};
    char *made = NULL;
    query_value *items = memory_array(at->end - at->base, sizeof *items);
    query_value path = {
        .type = QUERY_PATH, .length = (uint32_t)(at->end - at->base), .as.items = items};
    for (size_t i = 0; items && i < path.length; i++) {
        uint32_t number = w->trail[at->base + i];
        items[i] = i % 2 ? (query_value){.type = QUERY_TIE, .length = number + 1}
                         : net_node(to->net, (int32_t)number);
    }
    if (items)
        rows_text(to->net, &path, &text);
    if (items && !text.failed)
        made = arena_text(&to->texts, text.length ? text.bytes : "", text.length);
    buffer_free(&text);
    memory_free(items);
    return made;
}

static polity_status collect_end(void *user, walker *w, int32_t start, int32_t end,
                                 uint32_t steps)
{
    collecting *to = user;
    int32_t from = w->plan->chains[0].reversed ? end : start;
    to->count++;
    to->nodes[from]++;
    if (steps > to->most[from])
        to->most[from] = steps;
    return POLITY_OK;
}

static polity_status collect(void *user, walker *w)
{
    collecting *to = user;
    const chain_state *at = &w->chains[0];
    uint32_t steps = (uint32_t)((at->end - at->base) / 2);
    reached made = {end_of(w, 0, 1), steps, NULL};
    if (to->nodes)
        return collect_end(to, w, (int32_t)w->trail[at->base],
                           (int32_t)w->trail[at->end - 1], steps);
    made.route = route_of(to, w, at);
    if (!made.route ||
        !memory_grow((void **)&to->rows, &to->capacity, to->count + 1, sizeof *to->rows))
        return error_memory(w->err);
    to->rows[to->count++] = made;
    return POLITY_OK;
}

/* From one node: found nearest first already. */
static polity_table *routes_table(const collecting *of, const polity_view *view)
{
    const table_names names = view_node_names(view);
    polity_table *made = table_new(of->count, &names);
    int fine = made &&
               table_add(made, "steps", "ties", "ties from the start", POLITY_INT) >= 0 &&
               table_add(made, "node", "", "a node that is reached", POLITY_NODE) >= 0 &&
               table_add(made, "route", "", "the first of the shortest routes",
                         POLITY_TEXT) >= 0;
    for (size_t i = 0; fine && i < of->count; i++) {
        table_ints(made, 0)[i] = of->rows[i].steps;
        table_ints(made, 1)[i] = of->rows[i].node;
        fine = table_set_text(made, i, 2, of->rows[i].route);
    }
    if (fine)
        return made;
    polity_table_free(made);
    return NULL;
}

/* From all: how many each reaches. */
static polity_table *counts_table(const collecting *of, const net *over)
{
    const table_names names = view_node_names(over->view);
    polity_table *made;
    size_t rows = 0;
    int fine;
    for (int32_t v = 0; v < over->actors; v++)
        rows += of->nodes[v] > 0;
    made = table_new(rows, &names);
    fine = made &&
           table_add(made, "node", "", "a node that the pattern begins at",
                     POLITY_NODE) >= 0 &&
           table_add(made, "reached", "nodes", "nodes that it reaches along the pattern",
                     POLITY_INT) >= 0 &&
           table_add(made, "steps_most", "ties", "ties to the farthest of them",
                     POLITY_INT) >= 0;
    rows = 0;
    for (int32_t v = 0; fine && v < over->actors; v++) {
        if (!of->nodes[v])
            continue;
        table_ints(made, 0)[rows] = v;
        table_ints(made, 1)[rows] = of->nodes[v];
        table_ints(made, 2)[rows++] = of->most[v];
    }
    if (fine)
        return made;
    polity_table_free(made);
    return NULL;
}

/* Where all are asked for: room to count, by start. */
static polity_status begin_counts(collecting *to, asked *a)
{
    to->nodes = memory_zeroed((size_t)a->net.nodes, sizeof *to->nodes);
    to->most = memory_zeroed((size_t)a->net.nodes, sizeof *to->most);
    a->walker.ended = collect_end;
    return to->nodes && to->most ? POLITY_OK : error_memory(a->err);
}

static polity_status find_start(asked *a, const char *from)
{
    const table_names names = view_node_names(a->view);
    const polity_dataset *data = a->view->dataset;
    symbol s = dataset_find(data, from, strlen(from));
    nearest near;
    char hint[NEAREST_SIZE];
    a->from = net_number(&a->net, s ? dataset_node_at(data, s) : -1);
    if (a->from >= 0)
        return POLITY_OK;
    nearest_begin(&near, from, strlen(from));
    for (int32_t v = 0; v < a->net.actors; v++)
        nearest_offer(&near, names.node(names.owner, v));
    return error_set(a->err, POLITY_ENOTFOUND, "node-unknown",
                     "no node of the selection is called \"%.80s\"%s", from,
                     nearest_hint(&near, hint));
}

polity_status polity_reach_along(polity_table **out, const polity_view *view,
                                 const char *text, const char *from,
                                 const polity_option *given, size_t n,
                                 const polity_run *run, polity_error *err)
{
    asked a;
    collecting found = {.rows = NULL};
    polity_table *made = NULL;
    polity_status status;
    if (!out || !view || !text || (n && !given))
        return refuse_call(err);
    *out = NULL;
    asked_clear(&a);
    a.along = 1;
    status = asked_begin(&a, view, text, (options){given, n}, run, err);
    if (!status && from)
        status = find_start(&a, from);
    else if (!status)
        status = begin_counts(&found, &a);
    found.net = &a.net;
    if (!status)
        status = asked_walk(&a, collect, &found);
    if (!status) {
        made = from ? routes_table(&found, view) : counts_table(&found, &a.net);
        if (!made || !asked_facts(&a, found.count, made) ||
            !table_fact(made, "definition",
                        "fewest ties along the pattern, from its left to its right"))
            status = error_memory(err);
    }
    memory_free(found.rows);
    memory_free(found.nodes);
    memory_free(found.most);
    arena_free(&found.texts);
    asked_free(&a);
    if (status)
        polity_table_free(made);
    else
        *out = made;
    return status;
}

/* --- the network that is derived
 * ------------------------------------------------------------ */

typedef struct deriving {
    raw_tie *rows;
    size_t count, capacity;
    int32_t actors;
} deriving;

static polity_status derive_tie(void *user, walker *w)
{
    deriving *to = user;
    const plan *plan = w->plan;
    int32_t first = -1, last = -1;
    raw_tie made;
    for (size_t i = 0; i < plan->chain_count; i++) {
        const plan_chain *c = &plan->chains[i];
        int walked = w->chains[i].end > w->chains[i].base; /* OPTIONAL: maybe not */
        int begins = walked && c->match == 0 && c->path == 0;
        int ends = walked && c->match == plan->of->match_count - 1 &&
                   c->path == plan->of->matches[c->match].count - 1;
        /* the half that is walked to the left holds the first node */
        if (begins && (c->reversed || first < 0))
            first = end_of(w, i, 0);
        if (ends && (!c->reversed || last < 0))
            last = end_of(w, i, 1);
    }
    if (first < 0 || last < 0)
        return POLITY_OK; /* the last node was not matched: no arc */
    if (first >= to->actors || last >= to->actors)
        return error_set(w->err, POLITY_EUNFIT, "match-ends",
                         "a match begins or ends at an act or absence, which is no actor "
                         "of a network");
    made = (raw_tie){.source = first, .target = last, .directed = 1};
    if (!memory_grow((void **)&to->rows, &to->capacity, to->count + 1, sizeof *to->rows))
        return error_memory(w->err);
    to->rows[to->count++] = made;
    return POLITY_OK;
}

static polity_status make_graph(asked *a, deriving *from, const char *text, options given,
                                polity_graph **out)
{
    polity_graph *graph = graph_new();
    int undirected = 0;
    polity_status status = graph ? option_bool(given, "undirected", &undirected, a->err)
                                 : error_memory(a->err);
    if (!status) {
        view_hold(a->view);
        graph->view = a->view;
        graph->nodes = graph->id_first = a->view->node_count;
        graph->parallel = "merge";
        graph->brokerage = "none";
        graph->weight_field = memory_text("matches", 7);
        graph->along = memory_text(text, strlen(text));
        if (!graph->weight_field || !graph->along)
            status = error_memory(a->err);
    }
    if (!status)
        status = graph_fill(graph, &(raw_ties){from->rows, NULL, NULL, from->count, NULL},
                            undirected, 0, 1, 0, a->err);
    if (status) {
        polity_graph_free(graph);
        return status;
    }
    graph->edges = NULL; /* a tie stands for matches, not for records */
    *out = graph;
    return POLITY_OK;
}

polity_status polity_graph_along(polity_graph **out, const polity_view *view,
                                 const char *text, const polity_option *given, size_t n,
                                 const polity_run *run, polity_error *err)
{
    asked a;
    deriving to = {.rows = NULL};
    polity_status status;
    if (!out || !view || !text || (n && !given))
        return refuse_call(err);
    *out = NULL;
    asked_clear(&a);
    status = asked_begin(&a, view, text, (options){given, n}, run, err);
    to.actors = a.net.actors;
    if (!status)
        status = asked_walk(&a, derive_tie, &to);
    if (!status)
        status = make_graph(&a, &to, a.pattern.query.text, (options){given, n}, out);
    memory_free(to.rows);
    asked_free(&a);
    return status;
}
