#include "match/net.h"

#include <string.h>

#include "base/alloc.h"

/* An edge on the way to its rows. */
typedef struct raw_edge {
    int32_t source, target;
    uint16_t label;
    uint8_t directed;
} raw_edge;

typedef struct maker {
    net *to;
    const polity_dataset *data;
    raw_edge *raw;
    size_t count, capacity;
    int failed;
} maker;

static void add(maker *m, int32_t source, int32_t target, size_t label, int directed)
{
    if (!memory_grow((void **)&m->raw, &m->capacity, m->count + 1, sizeof *m->raw)) {
        m->failed = 1;
        return;
    }
    m->raw[m->count++] =
        (raw_edge){source, target, (uint16_t)label, (uint8_t)(directed != 0)};
}

static int32_t number_at(const maker *m, symbol id)
{
    return id ? net_number(m->to, dataset_node_at(m->data, id)) : -1;
}

/* --- edges
 * --------------------------------------------------------------------------------- */

static void add_ties(maker *m)
{
    const polity_view *view = m->to->view;
    const vocabulary *words = &m->data->vocabulary;
    for (size_t i = 0; i < view->stored_ties; i++) {
        const edge *e = dataset_edge(m->data, (size_t)view->ties[i]);
        add(m, number_at(m, e->source), number_at(m, e->target), e->kind,
            words->kinds[e->kind].directed);
    }
    for (size_t i = view->stored_ties; i < view->tie_count; i++) {
        const derived *d = &view->derived_ties[i - view->stored_ties];
        uint16_t kind = dataset_rule(m->data, d->rule)->kind;
        add(m, view->number[d->party[0]], view->number[d->party[1]], kind,
            words->kinds[kind].directed);
    }
    m->to->ties = (uint32_t)m->count;
}

static void add_party(maker *m, int32_t node, symbol party, party_role role)
{
    int32_t to = number_at(m, party);
    if (to >= 0)
        add(m, node, to, m->data->vocabulary.kind_count + (size_t)role, 1);
}

static void add_parties(maker *m)
{
    net *to = m->to;
    for (int32_t i = 0; i < to->acts; i++) {
        add_party(m, to->actors + i, to->act[i].broker, ROLE_BROKER);
        add_party(m, to->actors + i, to->act[i].beneficiary, ROLE_FOR);
        add_party(m, to->actors + i, to->act[i].provider, ROLE_WITH);
    }
    for (int32_t i = 0; i < to->nodes - to->actors - to->acts; i++) {
        const absence *a = dataset_absence(m->data, (size_t)to->absence[i]);
        add_party(m, to->actors + to->acts + i, a->source, ROLE_SOURCE);
        add_party(m, to->actors + to->acts + i, a->target, ROLE_TARGET);
    }
}

/* The order of the edges by label, so that placing them in it sorts every row. */
static uint32_t *order_by_label(const maker *m, size_t labels)
{
    uint32_t *order = memory_array(m->count, sizeof *order);
    uint32_t *next = memory_zeroed(labels + 1, sizeof *next);
    if (order && next) {
        for (size_t i = 0; i < m->count; i++)
            next[m->raw[i].label + 1]++;
        for (size_t i = 0; i < labels; i++)
            next[i + 1] += next[i];
        for (size_t i = 0; i < m->count; i++)
            order[next[m->raw[i].label]++] = (uint32_t)i;
    } else {
        memory_free(order);
        order = NULL;
    }
    memory_free(next);
    return order;
}

static int place_arcs(maker *m)
{
    net *to = m->to;
    uint32_t *order = order_by_label(m, label_count(m->data, 1));
    int64_t *next = NULL;
    to->first = memory_zeroed((size_t)to->nodes + 1, sizeof *to->first);
    if (to->first)
        for (size_t i = 0; i < m->count; i++) {
            to->first[m->raw[i].source + 1]++;
            to->first[m->raw[i].target + 1] += m->raw[i].source != m->raw[i].target;
        }
    for (int32_t v = 0; to->first && v < to->nodes; v++)
        to->first[v + 1] += to->first[v];
    next = memory_array((size_t)to->nodes, sizeof *next);
    to->arcs =
        memory_array(to->first ? (size_t)to->first[to->nodes] : 0, sizeof *to->arcs);
    to->sight = memory_zeroed((size_t)to->nodes, sizeof *to->sight);
    if (!order || !to->first || !next || !to->arcs || !to->sight) {
        memory_free(order);
        memory_free(next);
        return 0;
    }
    memcpy(next, to->first, (size_t)to->nodes * sizeof *next);
    for (size_t i = 0; i < m->count; i++) {
        const raw_edge *e = &m->raw[order[i]];
        uint8_t out = e->directed ? WAY_RIGHT : WAY_NONE;
        uint8_t in = e->directed ? WAY_LEFT : WAY_NONE;
        if (e->source == e->target)
            out |= in;
        else
            to->arcs[next[e->target]++] = (net_arc){e->source, order[i], e->label, in};
        to->arcs[next[e->source]++] = (net_arc){e->target, order[i], e->label, out};
        to->sight[e->target] |= net_sight(e->label, in);
        to->sight[e->source] |= net_sight(e->label, out);
    }
    memory_free(order);
    memory_free(next);
    return 1;
}

/* --- nodes
 * --------------------------------------------------------------------------------- */

static int holds(const polity_view *view, const interval *valid)
{
    return !view->dated || intervals_meet(&valid, 1, view->from, view->to) == DURING_YES;
}

static int take_others(maker *m)
{
    net *to = m->to;
    const polity_view *view = to->view;
    size_t absences = dataset_count(m->data, RECORD_ABSENCE), count = 0;
    to->acts = (int32_t)view->act_count;
    to->act = memory_array(view->act_count, sizeof *to->act);
    to->absence = memory_array(absences, sizeof *to->absence);
    if (!to->act || !to->absence)
        return 0;
    for (size_t i = 0; i < view->act_count; i++)
        to->act[i] = view_act(view, i);
    for (size_t i = 0; i < absences; i++) {
        const absence *a = dataset_absence(m->data, i);
        int lost = (a->source && number_at(m, a->source) < 0) ||
                   (a->target && number_at(m, a->target) < 0);
        if (!lost && holds(view, &a->valid))
            to->absence[count++] = (int32_t)i;
    }
    to->nodes += to->acts + (int32_t)count;
    return 1;
}

static int sort_nodes(net *to, size_t labels)
{
    to->label_first = memory_zeroed(labels + 2, sizeof *to->label_first);
    to->by_label = memory_array((size_t)to->nodes, sizeof *to->by_label);
    if (!to->label_first || !to->by_label)
        return 0;
    for (int32_t v = 0; v < to->nodes; v++)
        to->label_first[to->label[v] + 2]++;
    for (size_t i = 1; i <= labels; i++)
        to->label_first[i + 1] += to->label_first[i];
    for (int32_t v = 0; v < to->nodes; v++)
        to->by_label[to->label_first[to->label[v] + 1]++] = v;
    return 1;
}

static int label_nodes(maker *m)
{
    net *to = m->to;
    const vocabulary *words = &m->data->vocabulary;
    to->label = memory_array((size_t)to->nodes, sizeof *to->label);
    if (!to->label)
        return 0;
    for (int32_t v = 0; v < to->actors; v++)
        to->label[v] = dataset_node(m->data, (size_t)to->view->nodes[v])->type;
    for (int32_t i = 0; i < to->acts; i++)
        to->label[to->actors + i] = (uint16_t)(words->type_count + to->act[i].kind);
    for (int32_t v = to->actors + to->acts; v < to->nodes; v++)
        to->label[v] = (uint16_t)(words->type_count + words->kind_count);
    return sort_nodes(to, label_count(m->data, 0));
}

/* --- all of it
 * ----------------------------------------------------------------------------- */

/* A network as its view keeps it. */
typedef struct kept_net {
    view_kept kept; /* the first field */
    net net;
} kept_net;

static void free_kept(view_kept *of)
{
    net *made = &((kept_net *)of)->net;
    memory_free(made->label);
    memory_free(made->first);
    memory_free(made->arcs);
    memory_free(made->sight);
    memory_free(made->label_first);
    memory_free(made->by_label);
    memory_free(made->act);
    memory_free(made->absence);
    memory_free(of);
}

/* 0 = no memory. */
static int fill(net *to, const polity_view *view, int others)
{
    maker m = {.to = to, .data = view->dataset};
    int fine;
    *to = (net){.view = view,
                .nodes = (int32_t)view->node_count,
                .actors = (int32_t)view->node_count};
    fine = (!others || take_others(&m)) && label_nodes(&m);
    if (fine) {
        add_ties(&m);
        add_parties(&m);
        to->edges = (uint32_t)m.count;
        fine = !m.failed && place_arcs(&m);
    }
    memory_free(m.raw);
    return fine;
}

polity_status net_take(net *to, const polity_view *view, int others,
                       const polity_run *run, polity_error *err)
{
    double bytes = 48.0 * (double)view->tie_count + 32.0 * (double)view->node_count;
    polity_status status = run_reserve(run, "the network to match", bytes, err);
    view_kept *kept = view_kept_at(view, others != 0);
    *to = (net){.view = view};
    if (status)
        return status;
    if (!kept) {
        kept_net *made = memory_zeroed(1, sizeof *made);
        if (!made)
            return error_memory(err);
        made->kept.free = free_kept;
        if (!fill(&made->net, view, others)) {
            free_kept(&made->kept);
            return error_memory(err);
        }
        kept = view_keep(view, others != 0, &made->kept);
    }
    *to = ((kept_net *)kept)->net;
    return POLITY_OK;
}

query_value net_node(const net *of, int32_t node)
{
    if (node < of->actors)
        return (query_value){.type = QUERY_NODE, .as.integer = of->view->nodes[node]};
    if (node < of->actors + of->acts)
        return (query_value){.type = QUERY_ACT, .as.act = &of->act[node - of->actors]};
    node -= of->actors + of->acts;
    return (query_value){
        .type = QUERY_ABSENCE,
        .as.absence = dataset_absence(of->view->dataset, (size_t)of->absence[node])};
}

void net_node_name(const net *of, int32_t node, buffer *to)
{
    query_value value = net_node(of, node);
    const polity_dataset *data = of->view->dataset;
    if (value.type == QUERY_NODE)
        buffer_text(to,
                    dataset_text(data, dataset_node(data, (size_t)value.as.integer)->id));
    else if (value.type == QUERY_ACT)
        view_act_name(of->view, (size_t)(node - of->actors), to);
    else
        buffer_text(to, dataset_text(data, value.as.absence->id));
}

void net_edge_name(const net *of, uint32_t edge, buffer *to)
{
    if (edge < of->ties)
        view_tie_name(of->view, edge, to);
}

/* Arcs of a row, from which on a label is searched for: fewer are read as they lie. */
enum { ROW_SEARCHED = 24 };

net_span net_arcs(const net *of, int32_t node, int32_t only)
{
    const net_arc *from = of->arcs + of->first[node],
                  *to = of->arcs + of->first[node + 1];
    net_span found = {from, to};
    if (only < 0 || to - from < ROW_SEARCHED)
        return found;
    while (from < to) { /* the first of the label */
        const net_arc *half = from + (to - from) / 2;
        if (half->label < only)
            from = half + 1;
        else
            to = half;
    }
    to = found.end;
    found.at = from;
    while (from < to) { /* the first after it */
        const net_arc *half = from + (to - from) / 2;
        if (half->label <= only)
            from = half + 1;
        else
            to = half;
    }
    found.end = from;
    return found;
}
