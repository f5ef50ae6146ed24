#include <string.h>

#include "base/alloc.h"
#include "graph/select.h"

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

void polity_view_free(polity_view *view)
{
    if (!view || atomic_fetch_sub(&view->references, 1) > 1)
        return;
    polity_dataset_free((polity_dataset *)view->dataset);
    memory_free(view->nodes);
    memory_free(view->number);
    memory_free(view->ties);
    memory_free(view->acts);
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

static void select_nodes(polity_view *view, const selection *s)
{
    for (size_t i = 0; i < dataset_count(s->of, RECORD_NODE); i++) {
        int why = selection_node(s, dataset_node(s->of, i));
        view->number[i] = why < 0 ? (int32_t)view->node_count : -1;
        if (why < 0)
            view->nodes[view->node_count++] = (int32_t)i;
        else
            view->left_out[why]++;
    }
}

/* Whether a record of these bounds and parties (indices of nodes, `n` of them) holds at
 * the date. */
static during holds(const selection *s, const interval *valid, const int64_t *parties,
                    size_t n)
{
    const interval *all[4] = {valid};
    size_t count = 1;
    if (!s->dated)
        return DURING_YES;
    for (size_t i = 0; i < n; i++)
        if (parties[i] >= 0)
            all[count++] = &dataset_node(s->of, (size_t)parties[i])->valid;
    return intervals_meet(all, count, s->from, s->to);
}

static int why_not_edge(const polity_view *view, const selection *s, const edge *e)
{
    const int64_t ends[2] = {dataset_node_at(s->of, e->source),
                             dataset_node_at(s->of, e->target)};
    int why = selection_tie(s, e->kind, e->matter, e->modality);
    during there;
    if (why >= 0)
        return why;
    there = holds(s, &e->valid, ends, 2);
    if (there == DURING_NO)
        return LEFT_OUT_TIE_DATE;
    if (view->number[ends[0]] < 0 || view->number[ends[1]] < 0)
        return LEFT_OUT_TIE_END;
    if (there == DURING_UNKNOWN)
        return LEFT_OUT_TIE_UNKNOWN;
    return selection_evidence(s, e->evidence);
}

static int is_selected_act(const polity_view *view, const selection *s,
                           const brokerage *b)
{
    const int64_t parties[3] = {dataset_node_at(s->of, b->broker),
                                dataset_node_at(s->of, b->beneficiary),
                                dataset_node_at(s->of, b->provider)};
    uint8_t modality = b->modality ? b->modality : MODALITY_PRACTICE;
    if ((s->kinds && !s->kinds[b->kind]) ||
        (s->matters && !(s->matters & 1u << b->matter)) ||
        (s->modalities && !(s->modalities & 1u << modality)))
        return 0;
    for (int i = 0; i < 3; i++)
        if (view->number[parties[i]] < 0)
            return 0;
    return holds(s, &b->valid, parties, 3) == DURING_YES &&
           selection_evidence(s, b->evidence) < 0;
}

static void select_ties(polity_view *view, const selection *s)
{
    for (size_t i = 0; i < dataset_count(s->of, RECORD_EDGE); i++) {
        int why = why_not_edge(view, s, dataset_edge(s->of, i));
        if (why < 0)
            view->ties[view->tie_count++] = (int32_t)i;
        else
            view->left_out[why]++;
    }
    for (size_t i = 0; i < dataset_count(s->of, RECORD_BROKERAGE); i++) {
        if (is_selected_act(view, s, dataset_brokerage(s->of, i)))
            view->acts[view->act_count++] = (int32_t)i;
        else
            view->left_out[LEFT_OUT_ACT]++;
    }
}

static polity_view *make(const polity_dataset *of, selection *s)
{
    polity_view *view = memory_zeroed(1, sizeof *view);
    if (!view)
        return NULL;
    atomic_init(&view->references, 1);
    view->dataset = of;
    dataset_hold(of);
    view->nodes = memory_array(dataset_count(of, RECORD_NODE), sizeof *view->nodes);
    view->number = memory_array(dataset_count(of, RECORD_NODE), sizeof *view->number);
    view->ties = memory_array(dataset_count(of, RECORD_EDGE), sizeof *view->ties);
    view->acts = memory_array(dataset_count(of, RECORD_BROKERAGE), sizeof *view->acts);
    view->selection = memory_text(s->words.length ? s->words.bytes : "", s->words.length);
    view->date = memory_text(s->date.length ? s->date.bytes : "", s->date.length);
    view->dated = s->dated;
    view->is_window = s->is_window;
    view->from = s->from;
    view->to = s->to;
    view->from_form = s->from_form;
    if (!view->nodes || !view->number || !view->ties || !view->acts || !view->selection ||
        !view->date) {
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
    (void)run;
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
    select_nodes(view, &s);
    select_ties(view, &s);
    atomic_store(&((polity_dataset *)of)->sealed, 1);
    *out = view;
out:
    selection_free(&s);
    return status;
}
