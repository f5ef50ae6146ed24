/* Brokerage roles: between whose groups a node stands. Gould & Fernandez 1989. */
#include "measures/measure.h"

#include <string.h>

typedef enum role {
    COORDINATOR,
    CONSULTANT,
    GATEKEEPER,
    REPRESENTATIVE,
    LIAISON,
    ROLES
} role;

typedef struct broker_work {
    const polity_graph *graph;
    view_groups groups;
    int64_t *from, *to;      /* senders to, receivers from the node, by group */
    int64_t (*roles)[ROLES]; /* one a node: ordered a→v→b */
} broker_work;

static role role_of(int32_t a, int32_t v, int32_t b)
{
    if (a == v)
        return b == v ? COORDINATOR : REPRESENTATIVE;
    if (b == v)
        return GATEKEEPER;
    return a == b ? CONSULTANT : LIAISON;
}

/* Whether entry i of a row is a parallel one of that before it. */
static int again(const arc_rows *of, size_t v, int64_t i)
{
    return i > of->first[v] && of->head[i] == of->head[i - 1];
}

static int has_arc(const arc_rows *of, int32_t v, int32_t w)
{
    int64_t low = of->first[v], high = of->first[v + 1];
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (of->head[middle] == w)
            return 1;
        if (of->head[middle] < w)
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

/* Neighbours by group, and how many in all; `sign` -1 takes them out again. */
static int64_t tally(const broker_work *w, const arc_rows *of, size_t v, int64_t *into,
                     int sign)
{
    int64_t all = 0;
    for (int64_t i = of->first[v]; i < of->first[v + 1]; i++) {
        int32_t group = w->groups.group[of->head[i]];
        if (group < 0 || again(of, v, i))
            continue;
        into[group] += sign;
        all++;
    }
    return all;
}

/* All ordered pairs of a sender and a receiver, the two being one or tied included. */
static void all_pairs(const broker_work *w, size_t v)
{
    int32_t own = w->groups.group[v];
    int64_t *roles = w->roles[v], same = 0;
    int64_t from = tally(w, &w->graph->in, v, w->from, 1);
    int64_t to = tally(w, &w->graph->out, v, w->to, 1);
    for (int64_t i = w->graph->in.first[v]; i < w->graph->in.first[v + 1]; i++) {
        int32_t group = w->groups.group[w->graph->in.head[i]];
        if (group >= 0 && group != own && !again(&w->graph->in, v, i))
            same += w->to[group];
    }
    roles[COORDINATOR] = w->from[own] * w->to[own];
    roles[GATEKEEPER] = (from - w->from[own]) * w->to[own];
    roles[REPRESENTATIVE] = w->from[own] * (to - w->to[own]);
    roles[CONSULTANT] = same;
    roles[LIAISON] = (from - w->from[own]) * (to - w->to[own]) - same;
    tally(w, &w->graph->in, v, w->from, -1);
    tally(w, &w->graph->out, v, w->to, -1);
}

/* Take out a→v→b where a and b are one, or there is an arc a→b. */
static void take_out(const broker_work *w, int32_t a, int32_t v, int32_t b)
{
    const int32_t *group = w->groups.group;
    if (group[a] >= 0 && group[v] >= 0 && group[b] >= 0)
        w->roles[v][role_of(group[a], group[v], group[b])]--;
}

/* Over the nodes that both a and its receiver v lead to: the shorter row is read, the
 * longer searched. */
static void closed_triples(const broker_work *w, int32_t a, int32_t v)
{
    const arc_rows *of = &w->graph->out;
    int a_shorter = arcs_in_row(of, (size_t)a) < arcs_in_row(of, (size_t)v);
    int32_t read = a_shorter ? a : v, searched = a_shorter ? v : a;
    for (int64_t i = of->first[read]; i < of->first[read + 1]; i++)
        if (!again(of, (size_t)read, i) && has_arc(of, searched, of->head[i]))
            take_out(w, a, v, of->head[i]);
    if (has_arc(of, v, a))
        take_out(w, a, v, a);
}

static polity_status count(const broker_work *w, const measure_call *call,
                           polity_error *err)
{
    const polity_graph *g = w->graph;
    polity_status status = POLITY_OK;
    for (size_t v = 0; v < g->nodes; v++)
        if (w->groups.group[v] >= 0)
            all_pairs(w, v);
    for (size_t a = 0; a < g->nodes && !status; a++) {
        for (int64_t i = g->out.first[a]; i < g->out.first[a + 1]; i++)
            if (!again(&g->out, a, i))
                closed_triples(w, (int32_t)a, g->out.head[i]);
        if (a % 4096 == 0)
            status = run_tick(call->run, "counting brokerage",
                              (double)a / (double)g->nodes, err);
    }
    return status;
}

/* Without direction a→v→b and b→v→a are one pair: as gatekeeper and as representative the
 * same. */
static void write_roles(const broker_work *w, size_t v, polity_table *out, size_t first)
{
    int64_t total = 0, *roles = w->roles[v];
    for (int i = 0; i < ROLES; i++) {
        if (!w->graph->directed && i != GATEKEEPER && i != REPRESENTATIVE)
            roles[i] /= 2;
        table_ints(out, first + (size_t)i)[v] = roles[i];
        if (w->graph->directed || i != REPRESENTATIVE)
            total += roles[i];
    }
    table_ints(out, first + ROLES)[v] = total;
}

static int write(const broker_work *w, polity_table *out, size_t first)
{
    size_t without = 0;
    for (size_t v = 0; v < w->graph->nodes; v++) {
        int32_t group = w->groups.group[v];
        if (group >= 0) {
            if (!table_set_text(out, v, first, w->groups.names[group]))
                return 0;
            write_roles(w, v, out, first + 1);
            continue;
        }
        reason why = w->groups.why && w->groups.why[v] ? (reason)w->groups.why[v]
                                                       : REASON_NO_GROUP;
        without++;
        for (size_t i = 0; i <= ROLES + 1; i++)
            if (!table_undefine(out, v, first + i, why))
                return 0;
    }
    if (!w->graph->directed &&
        !table_fact(
            out, "brokerage_pairs",
            "each pair counts once; gatekeeper and representative are the same count"))
        return 0;
    return measure_fact(out, "brokerage", "groups", (double)w->groups.count) &&
           measure_fact(out, "brokerage", "without_group", (double)without) &&
           (!w->groups.several ||
            measure_fact(out, "brokerage", "several_groups", (double)w->groups.several));
}

static polity_status run(const measure_call *call, polity_table *out, size_t first,
                         polity_error *err)
{
    const polity_graph *g = call->graph;
    broker_work w = {.graph = g};
    const char *by = measure_text(call, "by");
    polity_status status;
    if (!by)
        return error_set(err, POLITY_EARG, "parameter-missing",
                         "the parameter by is needed: a property of nodes, or type");
    status = run_reserve(call->run, "counting brokerage", 48.0 * (double)g->nodes, err);
    if (!status)
        status = graph_group(g, by, &w.groups, err);
    if (status)
        return status;
    w.from = memory_zeroed(w.groups.count, sizeof *w.from);
    w.to = memory_zeroed(w.groups.count, sizeof *w.to);
    w.roles = memory_zeroed(g->nodes, sizeof *w.roles);
    if (!w.from || !w.to || !w.roles)
        status = error_memory(err);
    if (!status)
        status = count(&w, call, err);
    if (!status && !write(&w, out, first))
        status = error_memory(err);
    memory_free(w.from);
    memory_free(w.to);
    memory_free(w.roles);
    view_groups_free(&w.groups);
    return status;
}

static const polity_column columns[] = {
    {"brokerage_group", "", "group of the node", POLITY_TEXT},
    {"brokerage_coordinator", "triples", "A to A to A: within the node's own group (w_I)",
     POLITY_INT},
    {"brokerage_consultant", "triples",
     "B to A to B: within another group; itinerant (w_O)", POLITY_INT},
    {"brokerage_gatekeeper", "triples", "B to A to A: into the node's group (b_OI)",
     POLITY_INT},
    {"brokerage_representative", "triples", "A to A to B: out of the node's group (b_IO)",
     POLITY_INT},
    {"brokerage_liaison", "triples", "B to A to C: between two other groups (b_O)",
     POLITY_INT},
    {"brokerage_total", "triples", "all five roles", POLITY_INT},
    {NULL, NULL, NULL, 0},
};

static const polity_param params[] = {
    {"by", "property", "", "groups: a property of nodes, or type", 0, 0},
    {NULL, NULL, NULL, NULL, 0, 0},
};

const measure polity_measure_brokerage = {
    .info = {.name = "brokerage",
             .title = "Brokerage roles",
             .family = "brokerage",
             .definition =
                 "number of ordered triples a to v to b, a and b two nodes without an "
                 "arc from a to b, by "
                 "the groups of the three; in an undirected network each pair a, b "
                 "counts once, so that "
                 "gatekeeper and representative are the same and total counts them once",
             .undefined =
                 "nodes without a group, which are in no triple either: no-group",
             .direction = "along ties, a acts on v and v on b",
             .reference = "Gould and Fernandez 1989, Sociological Methodology 19",
             .cost = "O(sum over arcs of the smaller out-degree * log degree) time, 48 "
                     "bytes a node",
             .shape = POLITY_PER_NODE,
             .weight = POLITY_WEIGHT_NONE,
             .columns = columns,
             .params = params},
    .laws = LAW_NON_NEGATIVE | LAW_RELABEL,
    .run = run,
};
