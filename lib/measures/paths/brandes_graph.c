#include "measures/paths/brandes_graph.h"

#include <string.h>

typedef struct making {
    brandes_graph *to;
    const polity_graph *graph;
    const route_ends *ends;
    equivalent classes;
    int32_t *number; /* of each class: its spot */
    int32_t *class;  /* of each spot */
} making;

static int number_spots(making *m)
{
    size_t n = m->classes.count;
    m->number = memory_array(n, sizeof *m->number);
    m->class = memory_array(n, sizeof *m->class);
    if (!m->number || !m->class || !brandes_order(m->graph, &m->classes, m->number))
        return 0;
    for (size_t i = 0; i < n; i++)
        m->class[m->number[i]] = (int32_t)i;
    return 1;
}

static int flag(const uint8_t *flags, size_t v) { return !flags || flags[v]; }

/* What a spot stands for. Members are all sources or none, and so with targets. */
static int describe_spots(making *m)
{
    brandes_graph *to = m->to;
    size_t n = m->classes.count;
    to->members = memory_array(n, sizeof *to->members);
    to->targets = memory_array(n, sizeof *to->targets);
    to->apart = memory_array(n, sizeof *to->apart);
    to->spot = memory_array(m->graph->nodes, sizeof *to->spot);
    if (!to->members || !to->targets || !to->apart || !to->spot)
        return 0;
    to->spots = n;
    for (size_t i = 0; i < n; i++) {
        int32_t class = m->class[i];
        size_t v = (size_t)m->classes.first[class];
        to->members[i] = m->classes.members[class];
        to->targets[i] = flag(m->ends->targets, v) ? to->members[i] : 0;
        to->apart[i] = m->classes.form[class] == CLASS_APART;
    }
    for (size_t v = 0; v < m->graph->nodes; v++)
        to->spot[v] = m->number[m->classes.class[v]];
    return 1;
}

/* Kinds in the order in which they are met. */
static int name_kinds(making *m, int arcs)
{
    brandes_graph *to = m->to;
    int32_t *known = memory_zeroed(m->graph->nodes + 1, sizeof *known);
    to->kind = memory_array(to->spots, sizeof *to->kind);
    to->kind_spots = memory_zeroed(to->spots, sizeof *to->kind_spots);
    if (!known || !to->kind || !to->kind_spots) {
        memory_free(known);
        return 0;
    }
    for (size_t i = 0; i < to->spots; i++) {
        int32_t *kind = &known[(size_t)to->members[i]];
        if (!*kind || arcs)
            *kind = (int32_t)++to->kinds;
        to->kind[i] = *kind - 1;
        to->kind_spots[*kind - 1]++;
    }
    memory_free(known);
    return 1;
}

/* Whether an arc of the node that stands for a class leads to one that stands for
 * another. */
static int counts(const making *m, size_t class, int32_t head)
{
    size_t other = (size_t)m->classes.class[head];
    return other != class && m->classes.first[other] == head;
}

static int64_t *count_arcs(const making *m, const arc_rows *rows)
{
    int64_t *first = memory_zeroed(m->classes.count + 1, sizeof *first);
    for (size_t i = 0; first && i < m->classes.count; i++) {
        size_t class = (size_t)m->class[i], v = (size_t)m->classes.first[class];
        int64_t n = 0;
        for (int64_t a = rows->first[v]; a < rows->first[v + 1]; a++)
            n += counts(m, class, rows->head[a]);
        first[i + 1] = first[i] + n;
    }
    return first;
}

/* Rows `back` of the arcs of `along`: filled in ascending order of spots, each row comes
 * out in that order, without sorting. */
static int turn(const making *m, const arc_rows *along, const arc_rows *back,
                int64_t **first, int32_t **head, int64_t **arc)
{
    size_t n = m->classes.count;
    int64_t *next = memory_array(n + 1, sizeof *next);
    *first = count_arcs(m, back);
    if (*first) {
        *head = memory_array((size_t)(*first)[n], sizeof **head);
        if (arc)
            *arc = memory_array((size_t)(*first)[n], sizeof **arc);
    }
    if (!next || !*first || !*head || (arc && !*arc)) {
        memory_free(next);
        return 0;
    }
    memcpy(next, *first, (n + 1) * sizeof *next);
    for (size_t i = 0; i < n; i++) {
        size_t class = (size_t)m->class[i], v = (size_t)m->classes.first[class];
        for (int64_t a = along->first[v]; a < along->first[v + 1]; a++) {
            if (!counts(m, class, along->head[a]))
                continue;
            int64_t at = next[m->number[m->classes.class[along->head[a]]]]++;
            (*head)[at] = (int32_t)i;
            if (arc)
                (*arc)[at] = a;
        }
    }
    memory_free(next);
    return 1;
}

/* The numbers of arcs along their way: heads ascend there too. */
static int number_arcs(brandes_graph *to)
{
    int64_t *next = memory_array(to->spots + 1, sizeof *next);
    to->arc = memory_array(to->arcs, sizeof *to->arc);
    if (!next || !to->arc) {
        memory_free(next);
        return 0;
    }
    memcpy(next, to->first, (to->spots + 1) * sizeof *next);
    for (size_t i = 0; i < to->arcs; i++)
        to->arc[next[to->head_back[i]]++] = to->arc_back[i];
    memory_free(next);
    return 1;
}

static int make_rows(making *m, int arcs)
{
    brandes_graph *to = m->to;
    const polity_graph *g = m->graph;
    if (!turn(m, &g->out, &g->in, &to->first_back, &to->head_back,
              arcs ? &to->arc_back : NULL))
        return 0;
    to->arcs = (size_t)to->first_back[to->spots];
    to->shared = !g->directed;
    if (g->directed) {
        if (!turn(m, &g->in, &g->out, &to->first, &to->head, NULL))
            return 0;
    } else {
        to->first = to->first_back;
        to->head = to->head_back;
    }
    return !arcs || number_arcs(to);
}

static int list_sources(making *m)
{
    brandes_graph *to = m->to;
    to->source = memory_array(to->spots, sizeof *to->source);
    for (size_t i = 0; to->source && i < to->spots; i++)
        if (flag(m->ends->sources, (size_t)m->classes.first[m->class[i]]))
            to->source[to->sources++] = (route_source){(int32_t)i, to->members[i]};
    return to->source != NULL;
}

/* Nodes of one spot are alike as sources and as targets too. 0 = no memory. */
static int label_nodes(const polity_graph *g, const route_ends *ends, uint8_t **label)
{
    *label = NULL;
    if (!ends->sources && !ends->targets)
        return 1;
    *label = memory_array(g->nodes, sizeof **label);
    for (size_t v = 0; *label && v < g->nodes; v++)
        (*label)[v] = (uint8_t)(flag(ends->sources, v) + 2 * flag(ends->targets, v));
    return *label != NULL;
}

polity_status brandes_graph_make(brandes_graph *to, const polity_graph *graph,
                                 const route_ends *ends, int arcs, polity_error *err)
{
    making m = {.to = to, .graph = graph, .ends = ends};
    uint8_t *label = NULL;
    int fine;
    memset(to, 0, sizeof *to);
    fine = label_nodes(graph, ends, &label) &&
           equivalent_find(&m.classes, graph, label, !arcs) && number_spots(&m) &&
           describe_spots(&m) && name_kinds(&m, arcs) && make_rows(&m, arcs) &&
           list_sources(&m);
    memory_free(label);
    memory_free(m.number);
    memory_free(m.class);
    equivalent_free(&m.classes);
    return fine ? POLITY_OK : error_memory(err);
}

void brandes_graph_free(brandes_graph *of)
{
    memory_free(of->first_back);
    memory_free(of->head_back);
    memory_free(of->arc);
    memory_free(of->arc_back);
    if (!of->shared) {
        memory_free(of->first);
        memory_free(of->head);
    }
    memory_free(of->members);
    memory_free(of->targets);
    memory_free(of->apart);
    memory_free(of->kind);
    memory_free(of->kind_spots);
    memory_free(of->spot);
    memory_free(of->source);
    memset(of, 0, sizeof *of);
}

double brandes_graph_bytes(const polity_graph *graph)
{
    double a_node = 3 * sizeof(int64_t) + 2 * sizeof(double) + 1 + 7 * sizeof(int32_t) +
                    sizeof(route_source);
    double an_arc = sizeof(int32_t) * (graph->directed ? 2 : 1) + 2 * sizeof(int64_t);
    return a_node * (double)graph->nodes + an_arc * (double)graph->arcs +
           equivalent_bytes(graph);
}
