#include "match/spread.h"

#include <string.h>

#include "base/alloc.h"
#include "match/show.h"

enum { PLACES_MOST = 256, BITS_MOST = 1 << 27 }; /* of a pattern; of all nodes */
enum { AHEAD = 6 }; /* entries of the queue; a row is sent for when its place is known */

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
        plan->filter.count || comes_again(c) || layout[c->count].first >= PLACES_MOST ||
        (uint64_t)w->net->nodes * (layout[c->count].first + 1) > BITS_MOST)
        return 0;
    for (size_t i = 0; i < plan->condition_count; i++)
        if (plan->conditions[i].waits)
            return 0;
    return 1;
}

/* --- where one stands after an edge ----------------------------------------------- */

/* A set that is being made, of places at a node of a label. */
typedef struct making {
    const spread *s;
    uint64_t *set;
    size_t label;
} making;

static int fits(const making *m, const plan_spot *spot)
{
    for (size_t i = 0; i < spot->count; i++)
        if (!spot->parts[i]->labels[m->label])
            return 0;
    return 1;
}

static void add(const making *m, size_t hop, size_t inner, uint32_t turn)
{
    const tree_layout *at = &m->s->layout[hop];
    uint64_t place =
        at->first + inner * at->turns + (turn < at->turns ? turn : at->turns - 1);
    m->set[place / 64] |= UINT64_C(1) << place % 64;
}

static void enter(const making *m, size_t hop);

/* Between turns of a group, `turns` of which are done. */
static void between(const making *m, size_t hop, uint32_t turns)
{
    const plan_hop *at = &m->s->chain->hops[hop];
    if (turns < at->group->most && fits(m, &at->spots[0]))
        add(m, hop, 0, turns);
    if (turns >= at->group->least && fits(m, &m->s->chain->spots[hop + 1]))
        enter(m, hop + 1);
}

/* At the place before a hop, which the node fits. */
static void enter(const making *m, size_t hop)
{
    if (hop < m->s->chain->count && m->s->chain->hops[hop].group)
        between(m, hop, 0);
    else
        add(m, hop, 0, 0);
}

/* Turns of a place that stands for that many and more are held below the most, as
 * `until` sees to it that there are no more than that. */
static void arrive(const making *m, const spread_place *from)
{
    const plan_hop *hop = &m->s->chain->hops[from->hop];
    uint32_t turns = from->turn + 1;
    if (!hop->group) {
        if (fits(m, &m->s->chain->spots[from->hop + 1]))
            enter(m, from->hop + 1);
    } else if (fits(m, &hop->spots[from->inner + 1])) {
        if (from->inner + 1u < hop->count)
            add(m, from->hop, from->inner + 1, from->turn);
        else
            between(m, from->hop, from->until == UINT32_MAX ? turns : hop->group->least);
    }
}

/* --- places ----------------------------------------------------------------------- */

/* At which a place within a group may be entered, with one turn less than the most done.
 */
static uint32_t last_step(uint64_t before, const plan_hop *group, size_t inner)
{
    uint64_t turns = group->group->most - !!group->group->most;
    uint64_t steps = before + turns * group->count + inner;
    return steps < UINT32_MAX ? (uint32_t)steps : UINT32_MAX - 1;
}

/* The places of a hop that `before` steps lead to, where they are always as many: of a
 * group whose number of turns is open, the last turn stands for all after it. */
static void list_places(spread *s, size_t hop, uint64_t before, int fixed)
{
    const plan_hop *h = &s->chain->hops[hop];
    const tree_layout *at = &s->layout[hop];
    size_t inners = h->group ? h->count : 1;
    for (size_t inner = 0; inner < inners; inner++) {
        for (uint32_t turn = 0; turn < at->turns; turn++) {
            spread_place *made = &s->places[at->first + inner * at->turns + turn];
            *made = (spread_place){h->group ? &h->hops[inner] : h, (uint32_t)hop,
                                   (uint32_t)inner, turn, UINT32_MAX};
            if (h->group && fixed && h->group->most != UINT32_MAX &&
                turn == h->group->least)
                made->until = last_step(before, h, inner);
        }
    }
}

static void list_all(spread *s)
{
    uint64_t before = 0;
    int fixed = 1;
    for (size_t hop = 0; hop < s->chain->count; hop++) {
        const plan_hop *h = &s->chain->hops[hop];
        list_places(s, hop, before, fixed);
        before += h->group ? (uint64_t)h->group->least * h->count : 1;
        fixed = fixed && (!h->group || h->group->least == h->group->most);
    }
    s->places[s->count - 1] =
        (spread_place){NULL, (uint32_t)s->chain->count, 0, 0, UINT32_MAX};
}

static uint64_t *lead_of(const spread *s, size_t place, size_t label)
{
    return s->lead + (place * s->labels + label) * s->words;
}

int spread_make(spread *s)
{
    s->count = (size_t)s->layout[s->chain->count].first + 1;
    s->words = (s->count + 63) / 64;
    s->labels = label_count(s->w->net->view->dataset, 0);
    s->places = memory_array(s->count, sizeof *s->places);
    s->lead = memory_zeroed(s->count * s->labels * s->words, sizeof *s->lead);
    s->open = memory_array(s->words, sizeof *s->open);
    s->met = memory_zeroed((size_t)s->w->net->nodes * s->words, sizeof *s->met);
    if (!s->places || !s->lead || !s->open || !s->met)
        return 0;
    list_all(s);
    for (size_t label = 0; label < s->labels; label++) {
        for (size_t place = 0; place + 1 < s->count; place++) {
            making m = {s, lead_of(s, place, label), label};
            arrive(&m, &s->places[place]);
        }
        making m = {s, lead_of(s, s->count - 1, label), label};
        enter(&m, 0);
    }
    return 1;
}

/* --- spreading -------------------------------------------------------------------- */

/* What may be entered in this step. */
static void look(spread *s)
{
    memset(s->open, 0, s->words * sizeof *s->open);
    for (size_t place = 0; place < s->count; place++)
        if (s->steps <= s->places[place].until)
            s->open[place / 64] |= UINT64_C(1) << place % 64;
}

/* At a node: places that it was not reached at yet. */
static void meet(spread *s, int32_t node, const uint64_t *places)
{
    uint64_t *met = s->met + (size_t)node * s->words;
    for (size_t k = 0; k < s->words; k++) {
        uint64_t fresh = places[k] & s->open[k] & ~met[k];
        size_t end = s->count - 1;
        if (!fresh)
            continue;
        if (s->queued == s->capacity && !memory_grow((void **)&s->queue, &s->capacity,
                                                     s->queued + 1, sizeof *s->queue)) {
            s->w->status = error_memory(s->w->err);
            return;
        }
        met[k] |= fresh;
        s->queue[s->queued++] = (spread_entry){node, (uint32_t)k, fresh};
        if (k == end / 64 && fresh >> end % 64 & 1)
            s->w->status = s->w->ended(s->w->user, s->w, s->start, node, s->steps);
    }
}

static void follow(spread *s, int32_t node, size_t place)
{
    const net *net = s->w->net;
    const plan_hop *edge = s->places[place].edge;
    const uint64_t *lead = lead_of(s, place, 0);
    net_span span;
    if (!edge || !(net->sight[node] & edge->sight))
        return; /* it leads nowhere */
    span = net_arcs(net, node, edge->only);
    for (const net_arc *arc = span.at; arc < span.end && !s->w->status; arc++) {
        if (arc->label > edge->last)
            break;
        if (edge->edge->labels[arc->label] && edge->ways & arc->way)
            meet(s, arc->other, lead + net->label[arc->other] * s->words);
    }
    walk_tick(s->w);
}

/* Forget the start before. */
static void clear(spread *s)
{
    for (size_t i = 0; i < s->queued; i++)
        s->met[(size_t)s->queue[i].node * s->words + s->queue[i].word] = 0;
    s->queued = 0;
    s->steps = 0;
}

/* Rows of a large network are far away in memory: send for those of the next nodes. */
static void foresee(const spread *s, size_t from)
{
    const net *net = s->w->net;
    if (from + 2 * AHEAD < s->queued) {
        int32_t node = s->queue[from + 2 * AHEAD].node;
        __builtin_prefetch(&net->first[node]);
        __builtin_prefetch(&net->sight[node]);
    }
    if (from + AHEAD < s->queued) {
        const net_arc *row = net->arcs + net->first[s->queue[from + AHEAD].node];
        __builtin_prefetch(row);
        __builtin_prefetch(row + 4);
        __builtin_prefetch(row + 8);
        __builtin_prefetch(row + 12);
    }
}

static void spread_out(spread *s)
{
    look(s);
    meet(s, s->start, lead_of(s, s->count - 1, s->w->net->label[s->start]));
    for (size_t from = 0; from < s->queued && !s->w->status;) {
        size_t level = s->queued;
        s->steps++;
        look(s);
        for (; from < level && !s->w->status; from++) {
            spread_entry at = s->queue[from];
            foresee(s, from);
            for (; at.places; at.places &= at.places - 1)
                follow(s, at.node, 64 * at.word + (size_t)__builtin_ctzll(at.places));
        }
    }
}

void spread_from(spread *s, int32_t start)
{
    walker *w = s->w;
    const plan_spot *spot = &s->chain->spots[0];
    uint32_t bound = w->bound;
    int takes = 1;
    clear(s);
    s->start = start;
    for (size_t i = 0; takes && i < spot->count; i++)
        takes = walk_bind(w, spot->parts[i], (uint32_t)start, w->net->label[start]);
    if (takes)
        spread_out(s);
    for (size_t i = 0; i < spot->count; i++)
        if (spot->parts[i]->variable >= 0 &&
            w->bound & ~bound & 1u << spot->parts[i]->variable)
            walk_unbind(w, spot->parts[i], BOUND_NEW);
}

void spread_free(spread *s)
{
    memory_free(s->places);
    memory_free(s->lead);
    memory_free(s->open);
    memory_free(s->met);
    memory_free(s->queue);
}
