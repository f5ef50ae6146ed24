#include "match/spread.h"

#include <string.h>

#include "base/alloc.h"
#include "match/show.h"

enum { PLACES_MOST = 1 << 27 };

static uint64_t places_of(const spread *s)
{
    return s->layout[s->chain->count].first + 1;
}

/* Whether the start stands at another place of the chain as well. */
static int comes_again(const plan_chain *c)
{
    uint32_t start = spot_variables(&c->spots[0]), others = 0;
    for (size_t i = 1; i <= c->count; i++)
        others |= spot_variables(&c->spots[i]);
    for (size_t i = 0; i < c->count; i++)
        for (size_t k = 0; c->hops[i].group && k <= c->hops[i].count; k++)
            others |= spot_variables(&c->hops[i].spots[k]);
    return (start & others) != 0;
}

int spread_fits(const walker *w, size_t chain, const tree_layout *layout)
{
    const plan *plan = w->plan;
    const plan_chain *c = &plan->chains[chain];
    if (!w->ended || plan->chain_count != 1 || !plan->bare[chain] || c->of->k != 1 ||
        c->of->select != SELECT_SHORTEST || c->of->mode != MODE_WALK ||
        !plan->of->matches[c->match].repeatable || plan->path_end[0].count ||
        plan->filter.count || comes_again(c) ||
        (uint64_t)w->net->nodes * (layout[c->count].first + 1) > PLACES_MOST)
        return 0;
    for (size_t i = 0; i < plan->condition_count; i++)
        if (plan->conditions[i].waits)
            return 0;
    return 1;
}

/* The edge that a place is about to take. */
static const plan_hop *edge_at(const spread *s, const spread_place *place)
{
    const plan_hop *hop = &s->chain->hops[place->hop];
    return hop->group ? &hop->hops[place->inner] : hop;
}

static void add(spread *s, spread_place place)
{
    const tree_layout *at = &s->layout[place.hop];
    uint32_t turn = place.turn < at->turns ? place.turn : at->turns - 1;
    uint64_t key = (uint64_t)place.node * places_of(s) + at->first +
                   (uint64_t)place.inner * at->turns + turn;
    uint8_t bit = (uint8_t)(1u << key % 8);
    if (s->met[key / 8] & bit || s->w->status)
        return;
    if (place.hop < s->chain->count &&
        !(s->w->net->sight[place.node] & edge_at(s, &place)->sight))
        return; /* it leads nowhere */
    if (!memory_grow((void **)&s->queue, &s->capacity, s->count + 1, sizeof *s->queue)) {
        s->w->status = error_memory(s->w->err);
        return;
    }
    s->met[key / 8] |= bit;
    s->queue[s->count++] = place;
    if (place.hop == s->chain->count)
        s->w->status = s->w->ended(s->w->user, s->w, s->start, place.node, s->steps);
}

static int fits(const spread *s, const plan_spot *spot, int32_t node)
{
    for (size_t i = 0; i < spot->count; i++)
        if (!spot->parts[i]->labels[s->w->net->label[node]])
            return 0;
    return 1;
}

static void enter(spread *s, int32_t node, size_t hop);

/* Between turns of a group, `turns` of which are done. */
static void between(spread *s, int32_t node, size_t hop, uint32_t turns)
{
    const plan_hop *at = &s->chain->hops[hop];
    if (turns < at->group->most && fits(s, &at->spots[0], node))
        add(s, (spread_place){node, (uint16_t)hop, 0, turns});
    if (turns >= at->group->least && fits(s, &s->chain->spots[hop + 1], node))
        enter(s, node, hop + 1);
}

/* At the place before a hop, which the node fits. */
static void enter(spread *s, int32_t node, size_t hop)
{
    if (hop < s->chain->count && s->chain->hops[hop].group)
        between(s, node, hop, 0);
    else
        add(s, (spread_place){node, (uint16_t)hop, 0, 0});
}

static void follow(spread *s, spread_place from)
{
    const plan_hop *hop = &s->chain->hops[from.hop];
    const plan_hop *edge = edge_at(s, &from);
    net_span span = net_arcs(s->w->net, from.node, edge->only);
    for (const net_arc *arc = span.at; arc < span.end && !s->w->status; arc++) {
        if (arc->label > edge->last)
            break;
        if (!edge->edge->labels[arc->label] || !(edge->ways & arc->way))
            continue;
        if (!hop->group) {
            if (fits(s, &s->chain->spots[from.hop + 1], arc->other))
                enter(s, arc->other, from.hop + 1u);
        } else if (fits(s, &hop->spots[from.inner + 1], arc->other)) {
            if (from.inner + 1u < hop->count)
                add(s, (spread_place){arc->other, from.hop, (uint16_t)(from.inner + 1),
                                      from.turn});
            else
                between(s, arc->other, from.hop, from.turn + 1);
        }
    }
    walk_tick(s->w);
}

/* Forget the places of the start before. */
static int clear(spread *s)
{
    if (!s->met)
        s->met =
            memory_zeroed((size_t)((uint64_t)s->w->net->nodes * places_of(s) / 8 + 1), 1);
    for (size_t i = 0; s->met && i < s->count; i++) {
        uint64_t key = (uint64_t)s->queue[i].node * places_of(s);
        memset(s->met + key / 8, 0, (size_t)(places_of(s) + key % 8 + 7) / 8);
    }
    s->count = 0;
    s->steps = 0;
    return s->met != NULL;
}

void spread_from(spread *s, int32_t start)
{
    walker *w = s->w;
    const plan_spot *spot = &s->chain->spots[0];
    uint32_t bound = w->bound;
    int takes = 1;
    if (!clear(s)) {
        w->status = error_memory(w->err);
        return;
    }
    s->start = start;
    for (size_t i = 0; takes && i < spot->count; i++)
        takes = walk_bind(w, spot->parts[i], (uint32_t)start, w->net->label[start]);
    if (takes)
        enter(s, start, 0);
    for (size_t from = 0; from < s->count && !w->status;) {
        size_t level = s->count;
        s->steps++;
        for (; from < level; from++)
            if (s->queue[from].hop < s->chain->count)
                follow(s, s->queue[from]);
    }
    for (size_t i = 0; i < spot->count; i++)
        if (spot->parts[i]->variable >= 0 &&
            w->bound & ~bound & 1u << spot->parts[i]->variable)
            walk_unbind(w, spot->parts[i], BOUND_NEW);
}

void spread_free(spread *s)
{
    memory_free(s->met);
    memory_free(s->queue);
}
