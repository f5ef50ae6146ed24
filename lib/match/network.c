/* The nodes and ties of all matches, as a data set. */
#include <string.h>

#include "base/alloc.h"
#include "match/match.h"
#include "model/subset.h"

typedef struct marked {
    uint8_t *nodes, *edges;
} marked;

static polity_status mark(void *user, walker *w)
{
    marked *to = user;
    for (size_t i = 0; i < w->plan->chain_count; i++) {
        const chain_state *at = &w->chains[i];
        for (size_t k = at->base; k < at->end; k++)
            if ((k - at->base) % 2)
                to->edges[w->trail[k]] = 1;
            else
                to->nodes[w->trail[k]] = 1;
    }
    return POLITY_OK;
}

/* --- the data set
 * --------------------------------------------------------------------------- */

static void keep_nodes(const net *over, const marked *of, subset *to)
{
    const polity_view *view = over->view;
    for (int32_t v = 0; v < over->nodes; v++) {
        if (!of->nodes[v])
            continue;
        if (v < over->actors)
            to->keep[RECORD_NODE][view->nodes[v]] = 1;
        else if (v >= over->actors + over->acts)
            to->keep[RECORD_ABSENCE][over->absence[v - over->actors - over->acts]] = 1;
        else if ((size_t)(v - over->actors) < view->stored_acts)
            to->keep[RECORD_BROKERAGE][view->acts[v - over->actors]] = 1;
    }
}

/* Stored ties; of derived ones the rule and the ends. */
static void keep_ties(const net *over, const marked *of, subset *to)
{
    const polity_view *view = over->view;
    for (size_t i = 0; i < over->ties; i++) {
        const derived *d;
        if (!of->edges[i])
            continue;
        if (i < view->stored_ties) {
            to->keep[RECORD_EDGE][view->ties[i]] = 1;
            continue;
        }
        d = &view->derived_ties[i - view->stored_ties];
        to->keep[RECORD_RULE][d->rule] = 1;
        to->keep[RECORD_NODE][d->party[0]] = to->keep[RECORD_NODE][d->party[1]] = 1;
    }
}

static int add_derived(const net *over, const marked *of, polity_dataset *to)
{
    const polity_view *view = over->view;
    for (size_t i = view->stored_ties; i < over->ties; i++) {
        size_t index = dataset_count(to, RECORD_EDGE);
        buffer id = {0};
        edge *made;
        symbol named;
        if (!of->edges[i])
            continue;
        view_tie_name(view, i, &id);
        named = id.failed ? 0 : dataset_symbol(to, id.bytes, id.length);
        buffer_free(&id);
        made = named ? dataset_append(to, RECORD_EDGE) : NULL;
        if (!made)
            return 0;
        *made = view_tie(view, i);
        made->id = named;
        made->place = (place){.index = (uint32_t)index};
        dataset_claim(to, named, RECORD_EDGE, index);
    }
    return 1;
}

static int add_about(const net *over, const char *text, polity_dataset *to)
{
    const polity_view *view = over->view;
    const about *from = &view->dataset->about;
    buffer words = {0};
    buffer_print(&words, "Matches of %.400s, %s. Selected: %s.", text, view->date,
                 view->selection);
    to->about.title = from->title;
    to->about.licence = from->licence;
    to->about.description =
        words.failed ? 0 : dataset_symbol(to, words.bytes, words.length);
    buffer_free(&words);
    if (view->dated && !view->is_window) {
        to->about.default_at = memory_array(1, sizeof *to->about.default_at);
        if (!to->about.default_at)
            return 0;
        *to->about.default_at = (dated){view->from, view->from_form};
        to->about.default_count = to->about.default_capacity = 1;
    }
    return to->about.description != 0;
}

static polity_status make(const asked *a, const marked *of, const char *text,
                          polity_dataset **out)
{
    subset chosen;
    polity_dataset *made = NULL;
    if (subset_begin(&chosen, a->view->dataset)) {
        keep_nodes(&a->net, of, &chosen);
        keep_ties(&a->net, of, &chosen);
        subset_close(&chosen);
        made = subset_make(&chosen);
    }
    subset_free(&chosen);
    if (made && add_derived(&a->net, of, made) && add_about(&a->net, text, made)) {
        *out = made;
        return POLITY_OK;
    }
    polity_dataset_free(made);
    return error_memory(a->err);
}

polity_status polity_match_network(polity_dataset **out, const polity_view *view,
                                   const char *text, const polity_option *given, size_t n,
                                   const polity_run *run, polity_error *err)
{
    asked a;
    marked to = {NULL, NULL};
    polity_status status;
    if (!out || !view || !text || (n && !given))
        return error_set(err, POLITY_EARG, "argument",
                         "a view, a pattern and a place for the result are needed");
    *out = NULL;
    asked_clear(&a);
    status = asked_begin(&a, view, text, (options){given, n}, run, err);
    if (!status) {
        to.nodes = memory_zeroed((size_t)a.net.nodes, 1);
        to.edges = memory_zeroed(a.net.edges, 1);
        status = to.nodes && to.edges ? asked_walk(&a, mark, &to) : error_memory(err);
    }
    if (!status)
        status = make(&a, &to, text, out);
    memory_free(to.nodes);
    memory_free(to.edges);
    asked_free(&a);
    return status;
}
