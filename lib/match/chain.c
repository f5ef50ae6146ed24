#include "match/chain.h"

#include <string.h>

size_t path_spots(const pattern_path *of)
{
    size_t count = 1;
    for (size_t i = 0; i < of->count; i++)
        count += of->parts[i].type != PATTERN_NODE;
    return count;
}

/* The nodes of a list of parts at place `spot`: those between two hops. */
static plan_spot spot_of(const pattern_part *parts, size_t count, size_t spot,
                         arena *memory)
{
    plan_spot made = {NULL, 0};
    size_t at = 0, first, i;
    for (i = 0; i < count && at < spot; i++)
        at += parts[i].type != PATTERN_NODE;
    first = i;
    while (i < count && parts[i].type == PATTERN_NODE)
        i++;
    made.parts = arena_take(memory, (i - first + 1) * sizeof *made.parts);
    for (size_t k = first; made.parts && k < i; k++)
        made.parts[made.count++] = &parts[k];
    return made;
}

/* The hop of that number: the first one leads from spot 0 to spot 1. */
static const pattern_part *hop_of(const pattern_part *parts, size_t hop)
{
    while (parts->type == PATTERN_NODE || hop--)
        parts++;
    return parts;
}

plan_spot path_spot(const pattern_path *of, size_t spot, arena *memory)
{
    return spot_of(of->parts, of->count, spot, memory);
}

static uint8_t turned(uint8_t ways, int reversed)
{
    if (!reversed)
        return ways;
    return (uint8_t)((ways & WAY_NONE) | (ways & WAY_LEFT ? WAY_RIGHT : 0) |
                     (ways & WAY_RIGHT ? WAY_LEFT : 0));
}

/* The one label that an edge may have; -1 = several, or none. */
static int32_t only_label(const pattern_part *edge, const net *over)
{
    size_t n = label_count(over->view->dataset, 1);
    int32_t found = -1;
    for (size_t i = 0; i < n; i++) {
        if (edge->labels[i] && found >= 0)
            return -1;
        if (edge->labels[i])
            found = (int32_t)i;
    }
    return found;
}

/* The last label that an edge may have; -1 = it may have none. */
static int32_t last_label(const pattern_part *edge, const net *over)
{
    size_t n = label_count(over->view->dataset, 1);
    while (n-- > 0)
        if (edge->labels[n])
            return (int32_t)n;
    return -1;
}

static uint64_t sight_of(const pattern_part *edge, uint8_t ways, const net *over)
{
    size_t n = label_count(over->view->dataset, 1);
    uint64_t made = 0;
    for (size_t i = 0; i < n; i++)
        if (edge->labels[i])
            made |= net_sight(i, ways);
    return made;
}

typedef struct walk_order {
    const net *over;
    arena *memory;
    int reversed;
} walk_order;

/* The places and hops of a list of parts, in the order walked. */
static int take_parts(const walk_order *w, const pattern_part *parts, size_t count,
                      size_t from, plan_spot **spots, plan_hop **hops, size_t *made)
{
    size_t total = 0, n;
    for (size_t i = 0; i < count; i++)
        total += parts[i].type != PATTERN_NODE;
    n = w->reversed ? from : total - from;
    *spots = arena_take(w->memory, (n + 1) * sizeof **spots);
    *hops = arena_take(w->memory, (n + 1) * sizeof **hops);
    if (!*spots || !*hops)
        return 0;
    for (size_t i = 0; i <= n; i++) {
        size_t at = w->reversed ? from - i : from + i;
        const pattern_part *hop;
        plan_hop *to = &(*hops)[i];
        (*spots)[i] = spot_of(parts, count, at, w->memory);
        if (!(*spots)[i].parts)
            return 0;
        if (i == n)
            break;
        hop = hop_of(parts, w->reversed ? at - 1 : at);
        if (hop->type == PATTERN_EDGE) {
            *to = (plan_hop){.edge = hop,
                             .ways = turned(hop->ways, w->reversed),
                             .only = only_label(hop, w->over),
                             .sight =
                                 sight_of(hop, turned(hop->ways, w->reversed), w->over),
                             .last = last_label(hop, w->over)};
            continue;
        }
        *to = (plan_hop){.group = hop};
        total = 0;
        for (size_t k = 0; k < hop->count; k++)
            total += hop->of[k].type != PATTERN_NODE;
        if (!take_parts(w, hop->of, hop->count, w->reversed ? total : 0, &to->spots,
                        &to->hops, &to->count))
            return 0;
    }
    *made = n;
    return 1;
}

int chain_make(plan_chain *to, const pattern_path *of, size_t from, int reversed,
               const net *over, arena *memory)
{
    walk_order w = {over, memory, reversed};
    to->of = of;
    to->reversed = (uint8_t)(reversed != 0);
    return take_parts(&w, of->parts, of->count, from, &to->spots, &to->hops, &to->count);
}
