/* Values of properties at a view's date, and groups of nodes by them. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/nearest.h"
#include "graph/view.h"
#include "model/history.h"

void view_value_text(const polity_view *view, uint16_t kind, const value *of, buffer *to)
{
    const property_kind *row = &view->dataset->vocabulary.properties[kind];
    char date[DATE_SIZE];
    switch (of->type) {
    case VALUE_INTEGER: buffer_print(to, "%lld", (long long)of->as.integer); break;
    case VALUE_REAL: buffer_real(to, of->as.real); break;
    case VALUE_BOOLEAN: buffer_text(to, of->as.integer ? "true" : "false"); break;
    case VALUE_CATEGORY: buffer_text(to, row->levels[of->as.integer - 1]); break;
    case VALUE_DATE:
        date_write(date, (int32_t)of->as.integer, (date_form)of->form);
        buffer_text(to, date);
        break;
    case VALUE_NULL: break;
    default: buffer_text(to, dataset_text(view->dataset, of->as.text));
    }
}

/* The entries of a history that hold at the view's date. */
static polity_status history_values(const polity_view *view, const property *of,
                                    const char *record, const value **first,
                                    size_t *count, int *unknown, polity_error *err)
{
    const vocabulary *words = &view->dataset->vocabulary;
    if (!history_at(of, words, view->dated, view->from, view->to, first, count, unknown))
        return error_memory(err);
    if (*count > 1 && !words->properties[of->kind].many)
        return error_set(err, POLITY_EUNFIT, "several-values",
                         "\"%s\" of \"%.80s\" has %zu values %s: choose a day with at",
                         words->properties[of->kind].name, record, *count,
                         view->dated ? "in that window" : "at all dates");
    return POLITY_OK;
}

polity_status view_values(const polity_view *view, properties list, uint16_t kind,
                          const char *record, const value **first, size_t *count,
                          int *unknown, polity_error *err)
{
    const property *of = properties_find(list, kind);
    *first = NULL;
    *count = 0;
    *unknown = 0;
    if (!of)
        return POLITY_OK;
    if (of->form == PROPERTY_HISTORY)
        return history_values(view, of, record, first, count, unknown, err);
    *first = of->form == PROPERTY_MANY ? of->as.many : &of->as.single;
    *count = of->form == PROPERTY_MANY ? of->count : of->as.single.type != VALUE_NULL;
    return POLITY_OK;
}

/* What a node is grouped by: a property, or a word of the record itself. */
typedef enum by_what { BY_PROPERTY, BY_TYPE, BY_SCOPE, BY_TIER } by_what;

typedef struct grouping {
    const polity_view *view;
    by_what what;
    uint16_t property;
    view_groups *out;
    char **texts;   /* one a node; NULL = none */
    int64_t *ranks; /* of levels and numbers, to order by */
} grouping;

static polity_status find_by(grouping *g, const char *by, polity_error *err)
{
    static const char *const words[] = {"", "type", "scope", "tier"};
    const vocabulary *known = &g->view->dataset->vocabulary;
    char hint[NEAREST_SIZE];
    nearest near;
    g->what = BY_PROPERTY;
    for (int i = BY_TYPE; i <= BY_TIER; i++)
        if (!strcmp(by, words[i]))
            g->what = (by_what)i;
    if (g->what != BY_PROPERTY)
        return POLITY_OK;
    g->property = vocabulary_property(known, by, strlen(by));
    if (g->property != VOCABULARY_NONE)
        return POLITY_OK;
    nearest_begin(&near, by, strlen(by));
    for (size_t i = 0; i < known->property_count; i++)
        nearest_offer(&near, known->properties[i].name);
    return error_set(err, POLITY_ENOTFOUND, "name-unknown",
                     "no property is called \"%.80s\"%s", by, nearest_hint(&near, hint));
}

static const char *own_word(const grouping *g, const node *n)
{
    const node_type *type = &g->view->dataset->vocabulary.types[n->type];
    switch (g->what) {
    case BY_TYPE: return type->name;
    case BY_SCOPE: return word_text(WORDS_SCOPE, n->scope ? n->scope : SCOPE_INSTANCE);
    default: return word_text(WORDS_TIER, n->tier ? n->tier : type->tier);
    }
}

/* A number that orders values as their levels or sizes do; 0 for those that have none. */
static int64_t rank_of(const value *of)
{
    int64_t bits;
    if (of->type == VALUE_CATEGORY || of->type == VALUE_INTEGER)
        return of->as.integer;
    if (of->type != VALUE_REAL)
        return 0;
    memcpy(&bits, &of->as.real, sizeof bits);
    return bits < 0 ? bits ^ INT64_MAX : bits; /* bits of negative reals grow downwards */
}

/* The text that node v is grouped by, or why it has none. */
static polity_status text_of(grouping *g, size_t v, polity_error *err)
{
    const node *n = dataset_node(g->view->dataset, (size_t)g->view->nodes[v]);
    const value *first = NULL;
    size_t count = 0;
    int unknown = 0;
    buffer text = {0};
    polity_status status = POLITY_OK;
    g->out->why[v] = REASON_NO_GROUP;
    if (g->what == BY_PROPERTY) {
        status = view_values(g->view, n->properties, g->property,
                             dataset_text(g->view->dataset, n->id), &first, &count,
                             &unknown, err);
        if (status || !count) {
            if (unknown)
                g->out->why[v] = REASON_UNKNOWN_DAY;
            return status;
        }
        g->out->several += count > 1;
        g->ranks[v] = rank_of(first);
        view_value_text(g->view, g->property, first, &text);
    } else {
        buffer_text(&text, own_word(g, n));
    }
    if (text.failed)
        return error_memory(err);
    if (!text.length) {
        buffer_free(&text);
        return POLITY_OK;
    }
    g->texts[v] = text.bytes;
    g->out->why[v] = REASON_NONE;
    return POLITY_OK;
}

typedef struct ordered {
    const char *text;
    int64_t rank;
    size_t node;
} ordered;

static int compare(const void *left, const void *right)
{
    const ordered *a = left, *b = right;
    int by = a->rank < b->rank ? -1 : a->rank > b->rank;
    if (!by)
        by = strcmp(a->text, b->text);
    return by ? by : a->node < b->node ? -1 : a->node > b->node;
}

static polity_status number_groups(grouping *g, polity_error *err)
{
    size_t n = g->view->node_count, found = 0;
    view_groups *out = g->out;
    ordered *order = memory_array(n, sizeof *order);
    out->names = memory_zeroed(n, sizeof *out->names);
    if (!order || !out->names) {
        memory_free(order);
        return error_memory(err);
    }
    for (size_t v = 0; v < n; v++) {
        out->group[v] = -1;
        if (g->texts[v])
            order[found++] = (ordered){g->texts[v], g->ranks[v], v};
    }
    qsort(order, found, sizeof *order, compare);
    for (size_t i = 0; i < found; i++) {
        if (!i || strcmp(order[i].text, order[i - 1].text)) {
            out->names[out->count] = memory_text(order[i].text, strlen(order[i].text));
            if (!out->names[out->count++]) {
                memory_free(order);
                return error_memory(err);
            }
        }
        out->group[order[i].node] = (int32_t)out->count - 1;
    }
    memory_free(order);
    return POLITY_OK;
}

polity_status view_group(const polity_view *view, const char *by, view_groups *out,
                         polity_error *err)
{
    size_t n = view->node_count;
    grouping g = {view, BY_PROPERTY, VOCABULARY_NONE, out, NULL, NULL};
    polity_status status;
    memset(out, 0, sizeof *out);
    status = find_by(&g, by, err);
    if (status)
        return status;
    out->group = memory_zeroed(n, sizeof *out->group);
    out->why = memory_zeroed(n, 1);
    g.texts = memory_zeroed(n, sizeof *g.texts);
    g.ranks = memory_zeroed(n, sizeof *g.ranks);
    if (!out->group || !out->why || !g.texts || !g.ranks)
        status = error_memory(err);
    for (size_t v = 0; v < n && !status; v++)
        status = text_of(&g, v, err);
    if (!status)
        status = number_groups(&g, err);
    for (size_t v = 0; g.texts && v < n; v++)
        memory_free(g.texts[v]);
    memory_free(g.texts);
    memory_free(g.ranks);
    if (status)
        view_groups_free(out);
    return status;
}

void view_groups_free(view_groups *of)
{
    for (size_t i = 0; i < of->count; i++)
        memory_free(of->names[i]);
    memory_free(of->names);
    memory_free(of->group);
    memory_free(of->why);
    memset(of, 0, sizeof *of);
}
