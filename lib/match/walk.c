#include "match/walk.h"

#include <string.h>

#include "base/alloc.h"
#include "match/seen.h"
#include "match/show.h"
#include "match/start.h"

static void at_spot(walker *w, size_t chain, size_t spot, int32_t node);
static void begin_chain(walker *w, size_t chain);

static int goes_on(const walker *w) { return !w->status && !w->enough; }

polity_status walk_tick(walker *w)
{
    if (++w->steps % 8192 == 0 && !w->status)
        w->status = run_tick(w->settings, "matching", -1, w->err);
    return w->status;
}

/* --- elements in use
 * ----------------------------------------------------------------------- */

static size_t path_of(const walker *w, const plan_chain *c)
{
    return w->plan->path_first[c->match] + c->path;
}

static uint8_t *nodes_of(const walker *w, const plan_chain *c)
{
    return w->node_used[path_of(w, c)];
}

/* Whether a path may stand at a node once more; a simple one may come back to its first
 * node, and then goes no further. */
static int may_stand(const walker *w, size_t chain, int32_t node)
{
    const plan_chain *c = &w->plan->chains[chain];
    const uint8_t *used = nodes_of(w, c);
    size_t base = w->chains[chain].base;
    if (!used)
        return 1;
    if (c->of->mode == MODE_SIMPLE) {
        int32_t first = (int32_t)w->trail[base];
        if (used[first] > 1)
            return 0;
        return !used[node] || node == first;
    }
    return !used[node];
}

int walk_push(walker *w, uint32_t edge, int32_t node, int edge_too)
{
    if (!memory_grow((void **)&w->trail, &w->capacity, w->length + 2, sizeof *w->trail)) {
        w->status = error_memory(w->err);
        return 0;
    }
    if (edge_too)
        w->trail[w->length++] = edge;
    w->trail[w->length++] = (uint32_t)node;
    return 1;
}

/* --- spots
 * --------------------------------------------------------------------------------- */

/* What to do at a node that all parts of a spot are bound to. */
typedef struct next_step {
    size_t chain, hop, inner;
    uint32_t turn;
    int within; /* in a turn of a group */
    const plan_spot *spot;
} next_step;

static void after_spot(walker *w, const next_step *step, int32_t node);

static void bind_spot(walker *w, const next_step *step, size_t part, int32_t node)
{
    const pattern_part *of;
    int bound;
    if (part == step->spot->count) {
        after_spot(w, step, node);
        return;
    }
    of = step->spot->parts[part];
    bound = walk_bind(w, of, (uint32_t)node, w->net->label[node]);
    if (bound) {
        bind_spot(w, step, part + 1, node);
        walk_unbind(w, of, bound);
    }
}

static void at_spot(walker *w, size_t chain, size_t spot, int32_t node)
{
    next_step step = {
        .chain = chain, .hop = spot, .spot = &w->plan->chains[chain].spots[spot]};
    static const plan_spot none = {NULL, 0};
    if (w->plan->chains[chain].second && spot == 0)
        step.spot = &none; /* bound by the first half */
    bind_spot(w, &step, 0, node);
}

static void at_inner(walker *w, size_t chain, size_t hop, uint32_t turn, size_t inner,
                     int32_t node)
{
    next_step step = {.chain = chain,
                      .hop = hop,
                      .inner = inner,
                      .turn = turn,
                      .within = 1,
                      .spot = &w->plan->chains[chain].hops[hop].spots[inner]};
    bind_spot(w, &step, 0, node);
}

/* --- hops
 * ---------------------------------------------------------------------------------- */

static void take_arc(walker *w, const next_step *from, const plan_hop *hop,
                     const net_arc *arc)
{
    const plan_chain *c = &w->plan->chains[from->chain];
    uint8_t *edges = w->edge_used[path_of(w, c)], *nodes = nodes_of(w, c);
    size_t length = w->length;
    int bound;
    if (walk_tick(w) || (edges && edges[arc->edge]) ||
        !may_stand(w, from->chain, arc->other))
        return;
    bound = walk_bind(w, hop->edge, arc->edge, arc->label);
    if (!bound)
        return;
    if (++w->depth > WALK_DEEPEST && !w->chains[from->chain].script)
        w->status = error_set(w->err, POLITY_ELIMIT, "match-depth",
                              "a path of more than %d ties: give its quantifier an end, "
                              "or select SHORTEST paths",
                              WALK_DEEPEST);
    else if (walk_push(w, arc->edge, arc->other, 1)) {
        if (edges)
            edges[arc->edge]++;
        if (nodes)
            nodes[arc->other]++;
        if (from->within)
            at_inner(w, from->chain, from->hop, from->turn, from->inner + 1, arc->other);
        else
            at_spot(w, from->chain, from->hop + 1, arc->other);
        if (edges)
            edges[arc->edge]--;
        if (nodes)
            nodes[arc->other]--;
    }
    w->length = length;
    w->depth--;
    walk_unbind(w, hop->edge, bound);
}

static void take_arcs(walker *w, const next_step *from, const plan_hop *hop, int32_t node)
{
    chain_state *at = &w->chains[from->chain];
    net_span span;
    if (at->script) {
        const net_arc *arc = at->script->arcs[at->scripted++];
        take_arc(w, from, hop, arc);
        at->scripted--;
        return;
    }
    span = net_arcs(w->net, node, hop->only);
    for (const net_arc *arc = span.at; arc < span.end && goes_on(w); arc++)
        if (hop->edge->labels[arc->label] && hop->ways & arc->way)
            take_arc(w, from, hop, arc);
}

/* --- groups
 * -------------------------------------------------------------------------------- */

/* Leave a group after `turns` turns: outside, its variables are lists. */
static void leave_group(walker *w, size_t chain, size_t hop, uint32_t turns, int32_t node)
{
    const pattern_part *group = w->plan->chains[chain].hops[hop].group;
    uint32_t inside = w->plan->groups[group->record - 1].variables;
    uint32_t before = w->chains[chain].turns[hop], bound = w->bound;
    w->chains[chain].turns[hop] = turns;
    w->bound |= inside;
    if (walk_test(w, &w->plan->after[group->number]))
        at_spot(w, chain, hop + 1, node);
    w->bound = bound;
    for (int v = 0; v < QUERY_VARIABLES; v++)
        if (inside & 1u << v)
            walk_set(w, v, bound & 1u << v ? (int64_t)w->number[v] : -1);
    w->chains[chain].turns[hop] = before;
}

/* Begin another turn, whose variables are bound anew. */
static void begin_turn(walker *w, size_t chain, size_t hop, uint32_t turn, int32_t node)
{
    const pattern_part *group = w->plan->chains[chain].hops[hop].group;
    uint32_t inside = w->plan->groups[group->record - 1].variables & w->bound;
    size_t saved = w->saved_count;
    for (int v = 0; v < QUERY_VARIABLES; v++) {
        if (!(inside & 1u << v))
            continue;
        if (!memory_grow((void **)&w->saved, &w->saved_capacity, w->saved_count + 1,
                         sizeof *w->saved)) {
            w->status = error_memory(w->err);
            return;
        }
        w->saved[w->saved_count++] = w->number[v];
    }
    w->bound &= ~inside;
    at_inner(w, chain, hop, turn, 0, node);
    w->bound |= inside;
    w->saved_count = saved;
    for (int v = 0; v < QUERY_VARIABLES; v++)
        if (inside & 1u << v)
            walk_set(w, v, w->saved[saved++]);
}

/* After `turns` turns of a group: go on, or once more. */
static void between_turns(walker *w, size_t chain, size_t hop, uint32_t turns,
                          int32_t node)
{
    const pattern_part *group = w->plan->chains[chain].hops[hop].group;
    const walk_script *script = w->chains[chain].script;
    if (script ? turns == script->turns[hop] : turns >= group->least)
        leave_group(w, chain, hop, turns, node);
    if (goes_on(w) && (script ? turns < script->turns[hop] : turns < group->most))
        begin_turn(w, chain, hop, turns, node);
}

/* --- chains
 * -------------------------------------------------------------------------------- */

static void end_chain(walker *w, size_t chain)
{
    const plan *plan = w->plan;
    const plan_chain *c = &plan->chains[chain];
    chain_state *at = &w->chains[chain];
    size_t end = at->end;
    at->end = w->length;
    if (c->ends_path) {
        size_t path = plan->path_first[c->match] + c->path;
        uint32_t bound = w->bound;
        if (c->of->variable >= 0)
            w->bound |= 1u << c->of->variable;
        if (walk_test(w, &plan->path_end[path]))
            begin_chain(w, chain + 1);
        w->bound = bound;
    } else {
        begin_chain(w, chain + 1);
    }
    at->end = end;
}

static void after_spot(walker *w, const next_step *step, int32_t node)
{
    const plan_chain *c = &w->plan->chains[step->chain];
    const plan_hop *hop;
    chain_state *at = &w->chains[step->chain];
    if (step->within) {
        hop = &c->hops[step->hop];
        if (step->inner == hop->count)
            between_turns(w, step->chain, step->hop, step->turn + 1, node);
        else
            take_arcs(w, step, &hop->hops[step->inner], node);
        return;
    }
    if (step->hop == c->count) {
        end_chain(w, step->chain);
        return;
    }
    hop = &c->hops[step->hop];
    at->hop_base[step->hop] = w->length;
    if (hop->group)
        between_turns(w, step->chain, step->hop, 0, node);
    else
        take_arcs(w, step, hop, node);
}

void walk_chain_from(walker *w, size_t chain, int32_t node, const walk_script *script)
{
    const plan_chain *c = &w->plan->chains[chain];
    chain_state *at = &w->chains[chain], before = *at;
    uint8_t *nodes = nodes_of(w, c);
    size_t length = w->length;
    int first = nodes && !c->second;
    if (!walk_push(w, 0, node, 0))
        return;
    at->base = length;
    at->script = script;
    at->scripted = 0;
    if (first)
        nodes[node]++;
    at_spot(w, chain, 0, node);
    if (first)
        nodes[node]--;
    *at = before;
    w->length = length;
}

/* --- matches
 * ------------------------------------------------------------------------------- */

static size_t match_of(const walker *w, size_t chain)
{
    size_t match = 0;
    while (match < w->plan->of->match_count && w->plan->match_first[match + 1] <= chain)
        match++;
    return match;
}

static void all_matched(walker *w)
{
    polity_status status;
    if (!walk_test(w, &w->plan->filter) || w->status ||
        (w->plan->folds_alike && !seen_is_new(w)))
        return;
    status = w->found(w->user, w);
    if (status)
        w->status = status;
}

/* An OPTIONAL MATCH: if nothing is found, its variables stay NULL. */
static void begin_optional(walker *w, size_t chain)
{
    int outer = w->exists;
    size_t match = match_of(w, chain);
    w->exists = 0;
    start_chain(w, chain);
    if (!w->exists && goes_on(w)) {
        size_t next = w->plan->match_first[match + 1];
        if (next == w->plan->chain_count)
            all_matched(w);
        else
            begin_chain(w, next);
    }
    w->exists = outer;
}

static void begin_chain(walker *w, size_t chain)
{
    const plan *plan = w->plan;
    if (!goes_on(w))
        return;
    if (chain > 0 && (chain == plan->chain_count ||
                      plan->chains[chain].match != plan->chains[chain - 1].match))
        w->exists = 1;
    if (chain == plan->chain_count)
        all_matched(w);
    else if (plan->of->matches[plan->chains[chain].match].optional &&
             plan->match_first[plan->chains[chain].match] == chain)
        begin_optional(w, chain);
    else
        start_chain(w, chain);
}

/* --- all of it
 * ----------------------------------------------------------------------------- */

polity_status walk(walker *w)
{
    if (!walk_begin(w))
        return error_memory(w->err);
    begin_chain(w, 0);
    if (!w->status)
        w->status = query_run_status(&w->run, w->err);
    return w->status;
}
