/* What is missing where there is no route: how near they come, a wider selection that has
 * one, absences that are stated. */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "match/routes.h"
#include "match/why.h"
#include "model/evidence_text.h"

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
        classes |=
            wider[which].wider[i].name && !strcmp(wider[which].wider[i].name, "class");
    for (size_t i = 0; i < y->given.count; i++) {
        const char *name = y->given.rows[i].name;
        int replaced = classes && !strcmp(name, "kind");
        for (int k = 0; k < 3; k++)
            replaced |=
                wider[which].wider[k].name && !strcmp(name, wider[which].wider[k].name);
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
        if (!arcs || !why_row(y, "with", 0, 0, NULL, NULL, NULL, NULL, text) ||
            !routes_shortest(graph, steps, (int32_t)from, (int32_t)to, 0, arcs) ||
            !why_route(y, graph, "with", 1, arcs, steps[to], (int32_t)from))
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

/* What is said not to be: as stated, or a tie of a kind or class. */
static void write_absence(const polity_dataset *data, const absence *a, buffer *to)
{
    buffer_text(to, "stated: no ");
    if (a->what)
        buffer_text(to, dataset_text(data, a->what));
    else if (a->kind != VOCABULARY_NONE)
        buffer_print(to, "tie \"%s\"", data->vocabulary.kinds[a->kind].name);
    else
        buffer_print(to, "%s", word_text(WORDS_CLASS, a->class));
    if (!a->evidence.count)
        return;
    buffer_text(to, " [");
    evidence_write(data, a->evidence, to);
    buffer_char(to, ']');
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
        write_absence(y->data, a, &text);
        fine = !text.failed &&
               why_row(y, "absence", ++rank, 0, dataset_text(y->data, a->source),
                       a->id ? dataset_text(y->data, a->id) : NULL, NULL,
                       dataset_text(y->data, a->target), text.bytes);
        buffer_free(&text);
        if (!fine)
            return error_memory(y->err);
    }
    return POLITY_OK;
}

polity_status why_missing(why *y)
{
    size_t reached = 0, reaching = 0;
    char text[200];
    int found = 0;
    polity_status status = POLITY_OK;
    for (size_t v = 0; v < y->graph->nodes; v++) {
        reached += y->steps[v] > 0;
        reaching += y->left[v] > 0;
    }
    if (reached)
        snprintf(text, sizeof text, "reaches %zu node%s, none of which leads on to %.60s",
                 reached, reached == 1 ? "" : "s", y->to_id);
    else
        snprintf(text, sizeof text, "reaches no node");
    if (!why_row(y, "reaches", 1, 0, y->from_id, NULL, NULL, NULL, text))
        return error_memory(y->err);
    if (reaching)
        snprintf(text, sizeof text, "is reached by %zu node%s", reaching,
                 reaching == 1 ? "" : "s");
    else
        snprintf(text, sizeof text, "is reached by no node");
    if (!why_row(y, "reaches", 2, 0, NULL, NULL, NULL, y->to_id, text))
        return error_memory(y->err);
    for (size_t i = 0; !status && !found && i < sizeof wider / sizeof *wider; i++)
        status = try_wider(y, i, &found);
    return status ? status : add_absences(y);
}
