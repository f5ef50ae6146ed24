#include <string.h>

#include "base/alloc.h"
#include "graph/choose.h"

static const char *const words_left_out[] = {
#define X(name, words) words,
    VIEW_LEFT_OUT(X)
#undef X
};

const char *left_out_words(left_out why) { return words_left_out[why]; }

void view_hold(const polity_view *view)
{
    atomic_fetch_add(&((polity_view *)view)->references, 1);
}

view_kept *view_kept_at(const polity_view *view, size_t place)
{
    return atomic_load(&((polity_view *)view)->kept[place]);
}

view_kept *view_keep(const polity_view *view, size_t place, view_kept *made)
{
    view_kept *before = NULL;
    if (atomic_compare_exchange_strong(&((polity_view *)view)->kept[place], &before,
                                       made))
        return made;
    made->free(made);
    return before;
}

void polity_view_free(polity_view *view)
{
    if (!view || atomic_fetch_sub(&view->references, 1) > 1)
        return;
    for (size_t i = 0; i < VIEW_KEEPS; i++)
        if (view->kept[i])
            view_kept_at(view, i)->free(view_kept_at(view, i));
    polity_dataset_free((polity_dataset *)view->dataset);
    arena_free(&view->memory);
    memory_free(view->derived_ties);
    memory_free(view->derived_acts);
    memory_free(view->outcomes);
    memory_free(view->selection);
    memory_free(view->date);
    memory_free(view);
}

size_t polity_view_nodes(const polity_view *view) { return view ? view->node_count : 0; }

size_t polity_view_ties(const polity_view *view) { return view ? view->tie_count : 0; }

size_t polity_view_brokerages(const polity_view *view)
{
    return view ? view->act_count : 0;
}

polity_status view_degrees(const polity_view *view, uint32_t *degree[3],
                           polity_error *err)
{
    for (int way = 0; way < 3; way++) {
        degree[way] =
            memory_zeroed(dataset_count(view->dataset, RECORD_NODE), sizeof *degree[way]);
        if (!degree[way])
            return error_memory(err);
    }
    for (size_t i = 0; i < view->tie_count; i++) {
        edge room;
        const edge *e = view_tie_in(view, i, &room);
        int64_t ends[2] = {dataset_node_at(view->dataset, e->source),
                           dataset_node_at(view->dataset, e->target)};
        int directed = view->dataset->vocabulary.kinds[e->kind].directed;
        for (int end = 0; end < 2 && ends[0] != ends[1]; end++) {
            degree[2][ends[end]]++;
            degree[0][ends[end]] += end == 1 || !directed;
            degree[1][ends[end]] += end == 0 || !directed;
        }
    }
    return POLITY_OK;
}

edge view_tie(const polity_view *view, size_t i)
{
    return i < view->stored_ties
               ? *dataset_edge(view->dataset, (size_t)view->ties[i])
               : derived_edge(view->dataset, &view->derived_ties[i - view->stored_ties]);
}

brokerage view_act(const polity_view *view, size_t i)
{
    return i < view->stored_acts
               ? *dataset_brokerage(view->dataset, (size_t)view->acts[i])
               : derived_act(view->dataset, &view->derived_acts[i - view->stored_acts]);
}

void view_tie_name(const polity_view *view, size_t i, buffer *to)
{
    if (i < view->stored_ties)
        dataset_edge_name(view->dataset,
                          dataset_edge(view->dataset, (size_t)view->ties[i]), to);
    else
        derived_id(view->dataset, &view->derived_ties[i - view->stored_ties], to);
}

void view_act_name(const polity_view *view, size_t i, buffer *to)
{
    if (i < view->stored_acts)
        buffer_text(to, dataset_text(view->dataset, view_act(view, i).id));
    else
        derived_id(view->dataset, &view->derived_acts[i - view->stored_acts], to);
}

static const char *name_node(const void *owner, int64_t i)
{
    const polity_view *view = owner;
    return dataset_text(view->dataset,
                        dataset_node(view->dataset, (size_t)view->nodes[i])->id);
}

static void hold(const void *owner) { view_hold(owner); }
static void release(const void *owner) { polity_view_free((polity_view *)owner); }

table_names view_node_names(const polity_view *view)
{
    return (table_names){view, name_node, NULL, hold, release};
}

/* Room for every stored record. */
static int make_room(polity_view *view)
{
    const polity_dataset *of = view->dataset;
    const size_t nodes = dataset_count(of, RECORD_NODE) * sizeof *view->nodes,
                 ties = dataset_count(of, RECORD_EDGE) * sizeof *view->ties,
                 acts = dataset_count(of, RECORD_BROKERAGE) * sizeof *view->acts;
    if (!arena_expect(&view->memory, 2 * nodes + ties + acts, 4))
        return 0;
    view->nodes = arena_room(&view->memory, nodes);
    view->number = arena_room(&view->memory, nodes);
    view->ties = arena_room(&view->memory, ties);
    view->acts = arena_room(&view->memory, acts);
    return view->nodes && view->number && view->ties && view->acts;
}

static polity_view *make(const polity_dataset *of, selection *s)
{
    polity_view *view = memory_zeroed(1, sizeof *view);
    if (!view)
        return NULL;
    atomic_init(&view->references, 1);
    for (size_t i = 0; i < VIEW_KEEPS; i++)
        atomic_init(&view->kept[i], NULL);
    view->dataset = of;
    dataset_hold(of);
    view->selection = memory_text(s->words.length ? s->words.bytes : "", s->words.length);
    view->date = memory_text(s->date.length ? s->date.bytes : "", s->date.length);
    view->dated = s->when.dated;
    view->is_window = s->when.is_window;
    view->from = s->when.from;
    view->to = s->when.to;
    view->from_form = s->when.from_form;
    if (!make_room(view) || !view->selection || !view->date) {
        polity_view_free(view);
        return NULL;
    }
    return view;
}

polity_status polity_view_build(polity_view **out, const polity_dataset *of,
                                const polity_option *rows, size_t n,
                                const polity_run *run, polity_error *err)
{
    options given = {rows, n};
    selection s = {0};
    polity_view *view = NULL;
    polity_status status;
    if (!out || !of || (n && !rows))
        return error_set(err, POLITY_EARG, "argument",
                         "a data set and a place for the view are needed");
    *out = NULL;
    if ((status = polity_dataset_check(of, NULL, err)) ||
        (status = selection_read(&s, of, given, err)))
        goto out;
    view = make(of, &s);
    if (!view) {
        status = error_memory(err);
        goto out;
    }
    status = choose_records(view, &s, run, err);
    if (status) {
        polity_view_free(view);
        goto out;
    }
    atomic_store(&((polity_dataset *)of)->sealed, 1);
    *out = view;
out:
    selection_free(&s);
    return status;
}
