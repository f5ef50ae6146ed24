/* Ways through a chain by dynamic programming. `ways(half, spot, node)` is the number of
 * ways to go on from a node at a spot to the end of its half; from the start, numbers are
 * pushed along to the spot that rows are of, and multiplied there.
 *
 * No edge is to be matched twice: hops behind each other that share a label are counted
 * as if it could be, less the ways that go over an edge and at once back over it. Such
 * pairs of hops may not overlap, and no other two hops may share a label. */
#include "match/count.h"

#include "base/alloc.h"
#include "match/show.h"
#include "match/start.h"

#define UNKNOWN INT64_MIN
#define REFUSED (INT64_MIN + 1)

/* One half of the path; both begin at the start of the search. Numbers are by spot, then
 * by node; arrays are NULL until they are needed. */
typedef struct half {
    const plan_chain *chain;   /* NULL = the path begins at one of its ends */
    int64_t *ways[SPOTS_MOST]; /* on to the end of the half; UNKNOWN = not yet counted */
    uint8_t back[SPOTS_MOST];  /* by hop: the next one may go back over its edge */
} half;

/* What was pushed to a spot. */
typedef struct pushed {
    int64_t *sum;   /* by node; UNKNOWN = nothing, REFUSED = it does not fit */
    int64_t *less;  /* ways over the spot that go back over the edge that led to it */
    int32_t *nodes; /* those that have a sum, in the order of their first ways */
    size_t count;
} pushed;

typedef struct counter {
    walker *w;
    half halves[2];
    int both;        /* the first hops of the two halves may be one edge */
    size_t to, spot; /* the half and the spot that rows are of */
    pushed at[SPOTS_MOST];
    int over, failed; /* beyond 63 bits; no memory */
} counter;

/* --- numbers
 * -------------------------------------------------------------------------------- */

static int64_t plus(counter *c, int64_t a, int64_t b)
{
    if (b > 0 ? a > INT64_MAX - b : a < -INT64_MAX - b) {
        c->over = 1;
        return 0;
    }
    return a + b;
}

static int64_t times(counter *c, int64_t a, int64_t b)
{
    int64_t big = a < 0 ? -a : a;
    if (big && (b < 0 ? -b : b) > INT64_MAX / big) {
        c->over = 1;
        return 0;
    }
    return a * b;
}

/* --- steps
 * ---------------------------------------------------------------------------------- */

static int fits_label(const plan_hop *hop, uint16_t label, uint8_t way)
{
    return hop->edge->labels[label] && hop->ways & way;
}

static int takes_arc(counter *c, const plan_hop *hop, const net_arc *arc, uint8_t way)
{
    int bound;
    if (!fits_label(hop, arc->label, way))
        return 0;
    if (!c->w->plan->after[hop->edge->number].count)
        return 1;
    bound = walk_bind(c->w, hop->edge, arc->edge, arc->label);
    if (bound)
        walk_unbind(c->w, hop->edge, bound);
    return bound != BOUND_NOT;
}

/* The way of an arc as its other node sees it. */
static uint8_t way_back(uint8_t way)
{
    return (uint8_t)((way & WAY_NONE) | (way & WAY_LEFT ? WAY_RIGHT : 0) |
                     (way & WAY_RIGHT ? WAY_LEFT : 0));
}

static int takes_node(counter *c, const plan_spot *spot, int32_t node)
{
    uint32_t bound = c->w->bound;
    int takes = 1;
    if (spot->count == 1 && !c->w->plan->after[spot->parts[0]->number].count)
        return spot->parts[0]->labels[c->w->net->label[node]];
    for (size_t i = 0; takes && i < spot->count; i++)
        takes = walk_bind(c->w, spot->parts[i], (uint32_t)node, c->w->net->label[node]);
    for (size_t i = 0; i < spot->count; i++)
        if (spot->parts[i]->variable >= 0 &&
            c->w->bound & ~bound & 1u << spot->parts[i]->variable)
            walk_unbind(c->w, spot->parts[i], BOUND_NEW);
    return takes;
}

static int64_t *make_numbers(counter *c)
{
    size_t n = (size_t)c->w->net->nodes;
    int64_t *made = memory_array(n, sizeof *made);
    for (size_t i = 0; made && i < n; i++)
        made[i] = UNKNOWN;
    c->failed |= !made;
    return made;
}

static int goes_on(const counter *c) { return !c->failed && !c->over && !c->w->status; }

static int64_t find_ways(counter *c, half *h, size_t spot, int32_t node);

/* The ways from a node at a spot to the end of the half; 0 where it does not fit. */
static int64_t ways(counter *c, half *h, size_t spot, int32_t node)
{
    int64_t made;
    if (!h->chain)
        return 1;
    if (!h->ways[spot] && !(h->ways[spot] = make_numbers(c)))
        return 0;
    made = h->ways[spot][node];
    if (made == UNKNOWN)
        made = h->ways[spot][node] = find_ways(c, h, spot, node);
    return made;
}

/* Whether an arc leads from a spot to the next, and back over itself to the one after. */
static int goes_back(counter *c, const half *h, size_t spot, const net_arc *arc)
{
    return h->back[spot] && takes_node(c, &h->chain->spots[spot + 1], arc->other) &&
           takes_arc(c, &h->chain->hops[spot + 1], arc, way_back(arc->way));
}

static int64_t find_ways(counter *c, half *h, size_t spot, int32_t node)
{
    const plan_hop *hop = &h->chain->hops[spot];
    int64_t made = 0;
    net_span span;
    if (spot && !takes_node(c, &h->chain->spots[spot], node))
        return 0;
    if (spot == h->chain->count)
        return 1;
    span = net_arcs(c->w->net, node, hop->only);
    for (const net_arc *arc = span.at; arc < span.end && goes_on(c); arc++) {
        walk_tick(c->w);
        if (!takes_arc(c, hop, arc, arc->way))
            continue;
        made = plus(c, made, ways(c, h, spot + 1, arc->other));
        if (goes_back(c, h, spot, arc))
            made = plus(c, made, -ways(c, h, spot + 2, node));
    }
    return made;
}

/* --- pushing along
 * -------------------------------------------------------------------------- */

/* Make room for a spot that is reached. */
static int make_pushed(counter *c, pushed *to)
{
    if (to->sum)
        return 1;
    if (!to->nodes)
        to->nodes = memory_array((size_t)c->w->net->nodes, sizeof *to->nodes);
    to->sum = to->nodes ? make_numbers(c) : NULL;
    c->failed |= !to->sum;
    return to->sum != NULL;
}

static void push(counter *c, size_t spot, int32_t node, int64_t number)
{
    pushed *to = &c->at[spot];
    if (!number || !make_pushed(c, to) || to->sum[node] == REFUSED)
        return;
    if (to->sum[node] == UNKNOWN) {
        if (!takes_node(c, &c->halves[c->to].chain->spots[spot], node)) {
            to->sum[node] = REFUSED;
            return;
        }
        to->sum[node] = 0;
        to->nodes[to->count++] = node;
    }
    to->sum[node] = plus(c, to->sum[node], number);
}

/* Ways over a node at the spot of the rows, by an edge and at once back over it. */
static void push_less(counter *c, int32_t node, int64_t number)
{
    pushed *to = &c->at[c->spot];
    if (!make_pushed(c, to) || (!to->less && !(to->less = make_numbers(c))))
        return;
    to->less[node] = plus(c, to->less[node] == UNKNOWN ? 0 : to->less[node], number);
}

static void push_arc(counter *c, size_t spot, int32_t node, const net_arc *arc)
{
    half *h = &c->halves[c->to], *other = &c->halves[!c->to];
    int64_t number = c->at[spot].sum[node];
    if (!takes_arc(c, &h->chain->hops[spot], arc, arc->way))
        return;
    push(c, spot + 1, arc->other, number);
    if (!spot && c->both && takes_arc(c, &other->chain->hops[0], arc, arc->way))
        push(c, 1, arc->other, -ways(c, other, 1, arc->other));
    if (!goes_back(c, h, spot, arc))
        return;
    if (spot + 1 == c->spot)
        push_less(c, arc->other, times(c, number, ways(c, h, spot + 2, node)));
    else
        push(c, spot + 2, node, -number);
}

static void push_all(counter *c)
{
    const plan_chain *chain = c->halves[c->to].chain;
    for (size_t k = 0; k < c->spot; k++)
        for (size_t i = 0; i < c->at[k].count && goes_on(c); i++) {
            int32_t node = c->at[k].nodes[i];
            net_span span = net_arcs(c->w->net, node, chain->hops[k].only);
            for (const net_arc *arc = span.at; arc < span.end && goes_on(c); arc++) {
                walk_tick(c->w);
                push_arc(c, k, node, arc);
            }
        }
}

/* Ways to both sides of a start over one edge. */
static int64_t same_edges(counter *c, int32_t node)
{
    half *a = &c->halves[0], *b = &c->halves[1];
    net_span span = net_arcs(c->w->net, node, a->chain->hops[0].only);
    int64_t made = 0;
    for (const net_arc *arc = span.at; c->both && arc < span.end && goes_on(c); arc++) {
        walk_tick(c->w);
        if (takes_arc(c, &a->chain->hops[0], arc, arc->way) &&
            takes_arc(c, &b->chain->hops[0], arc, arc->way))
            made = plus(c, made,
                        times(c, ways(c, a, 1, arc->other), ways(c, b, 1, arc->other)));
    }
    return made;
}

/* What a walk calls at each node that it may begin at. */
static polity_status begin_at(void *user, walker *w, int32_t node)
{
    counter *c = user;
    half *other = &c->halves[!c->to];
    c->w = w;
    if (takes_node(c, &w->plan->chains[0].spots[0], node))
        push(c, 0, node, ways(c, other, 0, node));
    return c->failed ? error_memory(w->err) : w->status;
}

/* --- rows
 * ----------------------------------------------------------------------------------- */

static int64_t total_of(counter *c, int32_t node)
{
    const pushed *at = &c->at[c->spot];
    int64_t made = times(c, at->sum[node], ways(c, &c->halves[c->to], c->spot, node));
    if (!c->spot && c->both)
        made = plus(c, made, -same_edges(c, node));
    if (at->less && at->less[node] != UNKNOWN)
        made = plus(c, made, -at->less[node]);
    return made;
}

static polity_status take_rows(counter *c, match_rows *rows)
{
    walker *w = c->w;
    const pushed *at = &c->at[c->spot];
    /* the start's parts are those of the first chain */
    const plan_spot *spot = &w->plan->chains[c->spot ? c->to : 0].spots[c->spot];
    polity_status status = POLITY_OK;
    for (size_t i = 0; i < at->count && !status && goes_on(c); i++) {
        uint32_t bound = w->bound;
        int64_t total = total_of(c, at->nodes[i]);
        if (total <= 0)
            continue;
        for (size_t k = 0; k < spot->count; k++)
            walk_bind(w, spot->parts[k], (uint32_t)at->nodes[i],
                      w->net->label[at->nodes[i]]);
        status = rows_take_times(rows, w, (uint64_t)total);
        for (size_t k = 0; k < spot->count; k++)
            walk_unbind(w, spot->parts[k], BOUND_NEW);
        w->bound = bound;
    }
    return status;
}

static void begin(counter *c, const asked *of)
{
    const plan *plan = &of->plan;
    count_place(of, &c->to, &c->spot);
    for (size_t i = 0; i < plan->chain_count; i++) {
        const plan_chain *chain = c->halves[i].chain = &plan->chains[i];
        for (size_t k = 0; k + 1 < chain->count && !count_repeats(of); k++)
            c->halves[i].back[k] =
                (uint8_t)count_shares_label(of, &chain->hops[k], &chain->hops[k + 1]);
    }
    c->both = plan->chain_count == 2 && !count_repeats(of) &&
              count_shares_label(of, &plan->chains[0].hops[0], &plan->chains[1].hops[0]);
}

static void end(counter *c)
{
    for (size_t i = 0; i < SPOTS_MOST; i++) {
        memory_free(c->halves[0].ways[i]);
        memory_free(c->halves[1].ways[i]);
        memory_free(c->at[i].sum);
        memory_free(c->at[i].less);
        memory_free(c->at[i].nodes);
    }
}

polity_status count_walk(asked *of, match_rows *rows)
{
    counter c = {.w = &of->walker};
    polity_status status =
        run_reserve(&of->settings, "the numbers of ways",
                    40.0 * SPOTS_MOST * (double)of->net.nodes, of->err);
    if (status)
        return status;
    begin(&c, of);
    of->walker.begun = begin_at;
    status = asked_walk(of, NULL, &c);
    if (!status)
        push_all(&c);
    if (!status && goes_on(&c))
        status = take_rows(&c, rows);
    if (!status)
        status = c.w->status;
    if (!status && c.failed)
        status = error_memory(of->err);
    else if (!status && c.over)
        status = error_set(of->err, POLITY_ELIMIT, "match-count",
                           "more matches than can be counted, which is 2^63 - 1");
    end(&c);
    return status;
}
