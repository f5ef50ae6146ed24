/* Two passes. The first takes each place (node of the network, place in the pattern) as
 * often as paths are wanted, which is enough for walks: what is behind it is the same for
 * all. If what it finds keeps to the mode (TRAIL, …), it is the answer. Else the second
 * follows every path that keeps to the mode, still level by level, until each end that
 * the first could reach has what was asked for. A pattern whose conditions look further
 * back than one step goes through the second alone. */
#include "match/search.h"

#include <string.h>

#include "base/alloc.h"
#include "match/show.h"
#include "match/spread.h"
#include "match/tree.h"

/* --- binding
 * ------------------------------------------------------------------------------- */

static void set_part(walker *w, const pattern_part *part, uint32_t number)
{
    if (part->variable < 0)
        return;
    w->bound |= 1u << part->variable;
    walk_set(w, part->variable, number);
}

static void set_spot(walker *w, const plan_spot *spot, int32_t node)
{
    for (size_t i = 0; i < spot->count; i++)
        set_part(w, spot->parts[i], (uint32_t)node);
}

static uint32_t inside_of(const search *s, size_t hop)
{
    return s->w->plan->groups[s->chain->hops[hop].group->record - 1].variables;
}

/* The places from hop `first` on that a way stands at, groups without a turn passed by.
 */
static void set_places(search *s, size_t first, const tree_node *here)
{
    walker *w = s->w;
    const plan_chain *c = s->chain;
    for (size_t i = first; i <= here->hop; i++) {
        set_spot(w, &c->spots[i], here->node);
        if (i == c->count)
            break;
        s->state->hop_base[i] = w->length;
        if (c->hops[i].group)
            s->state->turns[i] = 0;
        if (i < here->hop && c->hops[i].group)
            w->bound |= inside_of(s, i);
    }
}

/* Bind one step of a way again, and what begins at the node it leads to. */
static void set_step(search *s, const tree_node *from, const tree_node *here)
{
    walker *w = s->w;
    const plan_hop *hop = from ? &s->chain->hops[from->hop] : NULL;
    walk_push(w, here->arc ? here->arc->edge : 0, here->node, here->arc != NULL);
    if (!from || !here->arc) {
        set_places(s, 0, here);
    } else {
        set_part(w, hop->group ? hop->hops[from->inner].edge : hop->edge,
                 here->arc->edge);
        if (hop->group) {
            set_spot(w, &hop->spots[from->inner + 1], here->node);
            s->state->turns[from->hop] = from->turn + (from->inner + 1u == hop->count);
        }
        if (here->hop != from->hop)
            set_places(s, from->hop + 1u, here);
    }
    if (here->hop < s->chain->count && s->chain->hops[here->hop].group && !here->inner) {
        w->bound &= ~inside_of(s, here->hop);
        set_spot(w, &s->chain->hops[here->hop].spots[0], here->node);
    }
}

/* The way to a tree node, bound again, its elements in the walker's trail. */
static void bind_way(search *s, uint32_t at)
{
    size_t n = tree_way(s, at);
    s->state->base = s->w->length;
    for (size_t i = n; i-- > 0 && !s->failed && !s->w->status;) {
        const tree_node *here = &s->nodes[s->way[i]];
        set_step(s, here->parent == TREE_NONE ? NULL : &s->nodes[here->parent], here);
    }
}

/* Whether a spot takes a node: labels, sameness, conditions, for the way that is bound.
 */
static int takes(search *s, const plan_spot *spot, int32_t node)
{
    walker *w = s->w;
    for (size_t i = 0; i < spot->count; i++)
        if (!walk_bind(w, spot->parts[i], (uint32_t)node, w->net->label[node]))
            return 0;
    return 1;
}

/* Forget what was bound since. */
static void forget(walker *w, uint32_t bound)
{
    uint32_t since = w->bound & ~bound;
    for (int v = 0; since && v < QUERY_VARIABLES; v++)
        if (since & 1u << v)
            walk_set(w, v, -1);
    w->bound = bound;
}

/* --- arriving
 * ------------------------------------------------------------------------------ */

static void enter(search *s, uint32_t parent, const net_arc *arc, int32_t node,
                  size_t hop);

/* At the place behind hop `hop` - 1. */
static void arrive(search *s, uint32_t parent, const net_arc *arc, int32_t node,
                   size_t hop)
{
    uint32_t bound = s->w->bound;
    if (takes(s, &s->chain->spots[hop], node))
        enter(s, parent, arc, node, hop);
    forget(s->w, bound);
}

static void begin_turn(search *s, uint32_t parent, const net_arc *arc, int32_t node,
                       size_t hop, uint32_t turn)
{
    walker *w = s->w;
    uint32_t inside = inside_of(s, hop) & w->bound, numbers[QUERY_VARIABLES];
    if (inside)
        memcpy(numbers, w->number, sizeof numbers);
    w->bound &= ~inside;
    if (takes(s, &s->chain->hops[hop].spots[0], node))
        tree_add(s, (tree_node){.parent = parent,
                                .arc = arc,
                                .node = node,
                                .hop = (uint16_t)hop,
                                .turn = turn});
    forget(w, w->bound & ~inside_of(s, hop));
    w->bound |= inside;
    for (int v = 0; inside && v < QUERY_VARIABLES; v++)
        if (inside & 1u << v)
            walk_set(w, v, numbers[v]);
}

/* Between turns, `turns` of which are done. */
static void between(search *s, uint32_t parent, const net_arc *arc, int32_t node,
                    size_t hop, uint32_t turns)
{
    const pattern_part *group = s->chain->hops[hop].group;
    walker *w = s->w;
    uint32_t bound = w->bound;
    if (turns < group->most)
        begin_turn(s, parent, arc, node, hop, turns);
    if (turns < group->least)
        return;
    w->bound |= inside_of(s, hop);
    s->state->turns[hop] = turns;
    if (walk_test(w, &w->plan->after[group->number]))
        arrive(s, parent, arc, node, hop + 1);
    w->bound = bound;
}

static void enter(search *s, uint32_t parent, const net_arc *arc, int32_t node,
                  size_t hop)
{
    if (hop < s->chain->count)
        s->state->hop_base[hop] = s->w->length;
    if (hop == s->chain->count || !s->chain->hops[hop].group)
        tree_add(s,
                 (tree_node){
                     .parent = parent, .arc = arc, .node = node, .hop = (uint16_t)hop});
    else
        between(s, parent, arc, node, hop, 0);
}

/* --- taking arcs
 * ---------------------------------------------------------------------------- */

static int keeps_mode(search *s, uint32_t at, const net_arc *arc)
{
    if (s->mode == MODE_SIMPLE && s->nodes[at].parent != TREE_NONE &&
        is_first_again(s, at))
        return 0; /* it was closed */
    for (uint32_t i = at; i != TREE_NONE; i = s->nodes[i].parent) {
        const tree_node *n = &s->nodes[i];
        int is_first = n->parent == TREE_NONE;
        if (s->trail && n->arc && n->arc->edge == arc->edge)
            return 0;
        if (s->mode != MODE_WALK && n->node == arc->other &&
            !(s->mode == MODE_SIMPLE && is_first))
            return 0;
    }
    return 1;
}

static void take(search *s, uint32_t at, const plan_hop *edge, const net_arc *arc)
{
    tree_node from = s->nodes[at];
    const plan_hop *hop = &s->chain->hops[from.hop];
    walker *w = s->w;
    uint32_t bound = w->bound;
    size_t length = w->length;
    if (s->follow_all && !keeps_mode(s, at, arc))
        return;
    if (!s->bare)
        walk_push(w, arc->edge, arc->other, 1);
    if (walk_bind(w, edge->edge, arc->edge, arc->label)) {
        if (!hop->group) {
            arrive(s, at, arc, arc->other, from.hop + 1u);
        } else if (takes(s, &hop->spots[from.inner + 1], arc->other)) {
            if (from.inner + 1u < hop->count)
                tree_add(s, (tree_node){.parent = at,
                                        .arc = arc,
                                        .node = arc->other,
                                        .hop = from.hop,
                                        .inner = (uint16_t)(from.inner + 1),
                                        .turn = from.turn});
            else
                between(s, at, arc, arc->other, from.hop, from.turn + 1);
        }
    }
    forget(w, bound);
    w->length = length;
}

static void follow(search *s, uint32_t at)
{
    tree_node n = s->nodes[at];
    walker *w = s->w;
    const plan_hop *hop, *edge;
    net_span span;
    uint32_t bound = w->bound;
    size_t length = w->length;
    if (n.hop == s->chain->count)
        return;
    hop = &s->chain->hops[n.hop];
    edge = hop->group ? &hop->hops[n.inner] : hop;
    if (!s->bare)
        bind_way(s, at);
    span = net_arcs(w->net, n.node, edge->only);
    for (const net_arc *arc = span.at; arc < span.end && !s->failed && !w->status; arc++)
        if (edge->edge->labels[arc->label] && edge->ways & arc->way) {
            take(s, at, edge, arc);
            walk_tick(w);
        }
    forget(w, bound);
    w->length = length;
}

/* Level by level, from the start on. */
static void run_levels(search *s, int32_t start)
{
    size_t from = 0, length = s->w->length;
    s->w->searching = 1;
    s->state->base = length;
    walk_push(s->w, 0, start, 0);
    arrive(s, TREE_NONE, NULL, start, 0);
    s->w->length = length;
    while (!s->failed && !s->w->status && from < s->count && !tree_is_enough(s)) {
        size_t to = s->count;
        s->level++;
        for (; from < to && !s->failed && !s->w->status; from++)
            follow(s, (uint32_t)from);
    }
    s->w->searching = 0;
}

/* --- walking what was found
 * ---------------------------------------------------------------- */

/* What the searches of a chain keep from one start to the next. */
typedef struct search_room {
    search first, all;
    spread spread; /* chain NULL = it does not fit */
    tree_layout *layout;
    const net_arc **arcs;
    size_t arcs_capacity;
    uint32_t *turns;
} search_room;

static void walk_found(search_room *room, search *s, uint32_t at, int32_t start,
                       size_t chain)
{
    walk_script script = {NULL, room->turns};
    size_t n = tree_way(s, at);
    if (!s->failed &&
        !memory_grow((void **)&room->arcs, &room->arcs_capacity, n, sizeof *room->arcs))
        s->failed = 1;
    if (s->failed) {
        s->w->status = error_memory(s->w->err);
        return;
    }
    memset(room->turns, 0, s->chain->count * sizeof *room->turns);
    for (size_t i = n - 1; i-- > 0;) {
        const tree_node *here = &s->nodes[s->way[i]];
        const tree_node *from = &s->nodes[here->parent];
        room->arcs[n - 2 - i] = here->arc;
        if (s->chain->hops[from->hop].group &&
            from->inner + 1u == s->chain->hops[from->hop].count)
            room->turns[from->hop]++;
    }
    script.arcs = room->arcs;
    walk_chain_from(s->w, chain, start, &script);
}

void search_room_free(search_room *of)
{
    if (!of)
        return;
    tree_free(&of->first);
    tree_free(&of->all);
    spread_free(&of->spread);
    memory_free(of->layout);
    memory_free(of->arcs);
    memory_free(of->turns);
    memory_free(of);
}

/* NULL = no memory. */
static search_room *make_room(walker *w, size_t chain)
{
    plan_chain *c = &w->plan->chains[chain];
    const pattern_match *match = &w->plan->of->matches[c->match];
    search_room *made = c->room = memory_zeroed(1, sizeof *made);
    search *s;
    if (!made)
        return NULL;
    made->layout = memory_array(c->count + 1, sizeof *made->layout);
    made->turns = memory_array(c->count + 1, sizeof *made->turns);
    if (!made->layout || !made->turns)
        return NULL;
    tree_lay_out(c, made->layout);
    if (spread_fits(w, chain, made->layout)) {
        made->spread = (spread){.w = w, .chain = c, .layout = made->layout};
        if (!spread_make(&made->spread))
            return NULL;
    }
    s = &made->first;
    *s = (search){.w = w,
                  .chain = c,
                  .state = &w->chains[chain],
                  .k = c->of->k,
                  .mode = c->of->mode,
                  .every = c->of->select == SELECT_ALL_SHORTEST,
                  .bare = w->plan->bare[chain],
                  .layout = made->layout};
    s->trail = !match->repeatable || s->mode == MODE_TRAIL;
    if (s->mode == MODE_TRAIL) /* nodes may come again */
        s->mode = MODE_WALK;
    made->all = *s;
    made->all.follow_all = 1;
    return made;
}

void search_paths(walker *w, size_t chain, int32_t node)
{
    const plan_chain *c = &w->plan->chains[chain];
    search_room *room = c->room;
    search *s;
    chain_state before = w->chains[chain];
    int local = w->plan->local[chain];
    if (!room && !(room = make_room(w, chain))) {
        w->status = error_memory(w->err);
        return;
    }
    if (room->spread.chain) {
        spread_from(&room->spread, node);
        return;
    }
    s = &room->first;
    tree_clear(s);
    if (local)
        run_levels(s, node);
    if (!s->failed && !w->status && (!local || !tree_keeps_mode(s))) {
        s = &room->all;
        tree_clear(s);
        s->wanted = local ? &room->first : NULL;
        if (s->mode == MODE_WALK && !s->trail && tree_is_endless(c))
            w->status = error_set(w->err, POLITY_EUNFIT, "match-endless",
                                  "a condition that looks at several steps of a path "
                                  "without an end: write TRAIL, ACYCLIC or SIMPLE");
        else
            run_levels(s, node);
    }
    if (!w->status && s->failed)
        w->status = error_memory(w->err);
    before.hop_base = w->chains[chain].hop_base;
    w->chains[chain] = before;
    for (size_t i = 0; i < s->end_count && !w->status && !w->enough; i++)
        walk_found(room, s, s->ends[i], node, chain);
}
