#include "match/show.h"

#include <string.h>

void walk_set(walker *w, int variable, int64_t number)
{
    query_value *to = &w->run.variables[variable];
    if (number < 0) {
        *to = query_null();
        return;
    }
    w->number[variable] = (uint32_t)number;
    if (w->plan->of->variables.variables[variable].type != QUERY_TIE) {
        *to = net_node(w->net, (int32_t)number);
        return;
    }
    *to = (query_value){
        .type = QUERY_TIE, .length = (uint32_t)number + 1, .as.tie = &w->tie[variable]};
    if (w->plan->used & 1u << variable)
        w->tie[variable] = view_tie(w->net->view, (size_t)number);
}

void walk_unbind(walker *w, const pattern_part *part, int bound)
{
    if (bound != BOUND_NEW || part->variable < 0)
        return;
    w->bound &= ~(1u << part->variable);
    walk_set(w, part->variable, -1);
}

int walk_bind(walker *w, const pattern_part *part, uint32_t number, uint16_t label)
{
    int32_t v = part->variable;
    int bound = BOUND_NEW;
    if (!part->labels[label])
        return BOUND_NOT;
    if (v >= 0 && w->bound & 1u << v) {
        if (w->number[v] != number || w->run.variables[v].type == QUERY_NULL)
            return BOUND_NOT;
        bound = BOUND_BEFORE;
    } else if (v >= 0) {
        w->bound |= 1u << v;
        walk_set(w, v, number);
    }
    if (walk_test(w, &w->plan->after[part->number]))
        return bound;
    walk_unbind(w, part, bound);
    return BOUND_NOT;
}

/* --- testing
 * ------------------------------------------------------------------------------- */

static int test_one(walker *w, plan_condition *c)
{
    int is;
    if (c->lists | c->paths)
        walk_show(w, c->lists | c->paths);
    if (w->status)
        return 0;
    is = query_test(&w->run, &c->query);
    c->undecided += is < 0 && c->undecided < UINT32_MAX;
    return is > 0;
}

/* An element of a turn of a group, of those that a variable stands for. */
static uint32_t element_at(const walker *w, const plan_place *of, uint32_t turn)
{
    const plan_hop *hop = &w->plan->chains[of->chain].hops[of->hop];
    size_t base = w->chains[of->chain].hop_base[of->hop] - 1;
    return w->trail[base + turn * 2 * hop->count + of->offset];
}

/* A condition of a repeated path that waited for what is bound outside. */
static int test_each(walker *w, plan_condition *c)
{
    const plan_group *group = &w->plan->groups[c->group - 1];
    uint32_t inside = group->variables & c->reads, bound = w->bound;
    uint32_t turns = w->chains[group->chain].turns[group->hop];
    int holds = 1;
    w->bound |= inside;
    for (uint32_t turn = 0; holds && turn < turns; turn++) {
        for (int v = 0; v < QUERY_VARIABLES; v++)
            if (inside & 1u << v)
                walk_set(w, v, element_at(w, &w->plan->places[v], turn));
        holds = test_one(w, c);
    }
    w->bound = bound;
    return holds;
}

int walk_test(walker *w, const plan_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        plan_condition *c = &list->rows[i];
        if (w->searching && c->waits)
            continue;
        if (c->each ? !test_each(w, c) : !test_one(w, c))
            return 0;
    }
    return 1;
}

/* --- lists and paths
 * ----------------------------------------------------------------------- */

static query_value element_value(walker *w, int is_edge, uint32_t number)
{
    edge *record;
    if (!is_edge)
        return net_node(w->net, (int32_t)number);
    record = arena_take(&w->lists, sizeof *record);
    if (!record) {
        w->status = error_memory(w->err);
        return query_null();
    }
    if (number < w->net->ties)
        *record = view_tie(w->net->view, number);
    return (query_value){.type = QUERY_TIE, .length = number + 1, .as.tie = record};
}

static query_value list_of(walker *w, size_t n, query_value **items)
{
    *items = arena_take(&w->lists, (n + 1) * sizeof **items);
    if (*items)
        return (query_value){
            .type = QUERY_LIST, .length = (uint32_t)n, .as.items = *items};
    w->status = error_memory(w->err);
    return query_null();
}

static query_value show_list(walker *w, int variable)
{
    const query_variable *of = &w->plan->of->variables.variables[variable];
    const plan_place *place = &w->plan->places[variable];
    const plan_chain *chain = &w->plan->chains[place->chain];
    uint32_t turns = w->chains[place->chain].turns[place->hop];
    query_value made, *items;
    if (!(w->bound & 1u << variable) || (!of->list && !turns))
        return query_null();
    if (!of->list)
        return element_value(w, of->type == QUERY_TIE, element_at(w, place, 0));
    made = list_of(w, turns, &items);
    for (uint32_t i = 0; items && i < turns; i++)
        items[chain->reversed ? turns - 1 - i : i] =
            element_value(w, of->type == QUERY_TIE, element_at(w, place, i));
    return made;
}

/* The trail of a chain, in the order of the path; `skip` elements at its beginning left
 * out. */
static void show_trail(walker *w, size_t chain, size_t skip, query_value *to)
{
    const chain_state *at = &w->chains[chain];
    size_t n = at->end - at->base;
    int reversed = w->plan->chains[chain].reversed;
    for (size_t i = skip; i < n; i++)
        to[reversed ? n - 1 - i : i - skip] =
            element_value(w, i % 2 == 1, w->trail[at->base + i]);
}

static query_value show_path(walker *w, int variable)
{
    const plan_place *place = &w->plan->places[variable];
    size_t last = place->chain, left, right = 0;
    query_value made, *items;
    if (!(w->bound & 1u << variable))
        return query_null();
    left = w->chains[last].end - w->chains[last].base;
    if (w->plan->chains[last].second)
        right = w->chains[last - 1].end - w->chains[last - 1].base - 1;
    made = list_of(w, left + right, &items);
    if (!items)
        return made;
    made.type = QUERY_PATH;
    show_trail(w, last, 0, items);
    if (right)
        show_trail(w, last - 1, 1, items + left);
    return made;
}

void walk_show(walker *w, uint32_t variables)
{
    if (w->lists.last)
        arena_reset(&w->lists, (arena_mark){NULL, 0, 0});
    for (int v = 0; v < QUERY_VARIABLES; v++) {
        const pattern *of = w->plan->of;
        if (!(variables & 1u << v))
            continue;
        if (of->variables.variables[v].type == QUERY_PATH)
            w->run.variables[v] = show_path(w, v);
        else if (of->group_of[v])
            w->run.variables[v] = show_list(w, v);
    }
}
