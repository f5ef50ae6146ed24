#include "measures/numbering.h"

#include <string.h>

enum { HUB = 64 }; /* more arcs make a hub, which would join all to all in a search */

static int64_t arcs_at(const arc_rows *along, const arc_rows *back, size_t v)
{
    return arcs_in_row(along, v) +
           (along->first == back->first ? 0 : arcs_in_row(back, v));
}

static int make(numbering *to, size_t nodes)
{
    to->node = memory_array(nodes, sizeof *to->node);
    to->number = memory_array(nodes, sizeof *to->number);
    if (to->node && to->number)
        return 1;
    numbering_free(to);
    return 0;
}

void numbering_free(numbering *of)
{
    memory_free(of->node);
    memory_free(of->number);
    *of = (numbering){0};
}

static void number_all(numbering *to, size_t nodes)
{
    for (size_t i = 0; i < nodes; i++)
        to->number[to->node[i]] = (int32_t)i;
}

/* Counting sort, descending, of those with at least `fewest` arcs; returns how many, or
 * -1 = no memory. */
static int64_t sort_by_arcs(numbering *to, const arc_rows *along, const arc_rows *back,
                            size_t nodes, int64_t fewest)
{
    int64_t most = 0, count = 0, *begin;
    for (size_t v = 0; v < nodes; v++) {
        int64_t arcs = arcs_at(along, back, v);
        most = arcs > most ? arcs : most;
    }
    if (!(begin = memory_zeroed((size_t)most + 1, sizeof *begin)))
        return -1;
    for (size_t v = 0; v < nodes; v++)
        begin[arcs_at(along, back, v)]++;
    for (int64_t arcs = most; arcs >= fewest; arcs--) {
        int64_t held = begin[arcs];
        begin[arcs] = count;
        count += held;
    }
    for (size_t v = 0; v < nodes; v++) {
        int64_t arcs = arcs_at(along, back, v);
        if (arcs >= fewest)
            to->node[begin[arcs]++] = (int32_t)v;
    }
    memory_free(begin);
    return count;
}

int numbering_by_arcs(numbering *to, const arc_rows *along, const arc_rows *back,
                      size_t nodes)
{
    if (!make(to, nodes))
        return 0;
    if (sort_by_arcs(to, along, back, nodes, 0) < 0) {
        numbering_free(to);
        return 0;
    }
    number_all(to, nodes);
    return 1;
}

/* --- nearby --------------------------------------------------------------------------
 */

/* The search's queue is the order that it makes. */
typedef struct search {
    numbering *to;
    const arc_rows *along, *back;
    size_t met, done;
} search;

static void meet(search *s, int32_t v)
{
    if (s->to->number[v] >= 0)
        return;
    s->to->number[v] = (int32_t)s->met;
    s->to->node[s->met++] = v;
}

static void meet_row(search *s, const arc_rows *of, int32_t v)
{
    for (int64_t i = of->first[v]; i < of->first[v + 1]; i++)
        meet(s, of->head[i]);
}

static void spread(search *s)
{
    while (s->done < s->met) {
        int32_t v = s->to->node[s->done++];
        meet_row(s, s->along, v);
        if (s->along->first != s->back->first)
            meet_row(s, s->back, v);
    }
}

/* Each neighbour that is new is searched from at once, before the next. */
static void spread_row(search *s, const arc_rows *of, int32_t v)
{
    for (int64_t i = of->first[v]; i < of->first[v + 1]; i++) {
        meet(s, of->head[i]);
        spread(s);
    }
}

int numbering_nearby(numbering *to, const arc_rows *along, const arc_rows *back,
                     size_t nodes)
{
    search s = {.to = to, .along = along, .back = back};
    int64_t hubs;
    if (!make(to, nodes))
        return 0;
    if ((hubs = sort_by_arcs(to, along, back, nodes, HUB + 1)) < 0) {
        numbering_free(to);
        return 0;
    }
    for (size_t v = 0; v < nodes; v++)
        to->number[v] = -1;
    for (int64_t i = 0; i < hubs; i++)
        to->number[to->node[i]] = (int32_t)i;
    s.met = s.done = (size_t)hubs;
    for (int64_t i = hubs; i-- > 0;) {
        spread_row(&s, along, to->node[i]);
        if (along->first != back->first)
            spread_row(&s, back, to->node[i]);
    }
    for (size_t v = 0; v < nodes; v++) {
        meet(&s, (int32_t)v);
        spread(&s);
    }
    return 1;
}

/* --- rows ----------------------------------------------------------------------------
 */

/* By going through `back` in the new order, heads come out ascending in every row. */
static void fill(arc_rows *to, const numbering *by, const arc_rows *back, size_t nodes)
{
    int64_t *next = to->first; /* each cursor ends where the next row begins */
    for (size_t i = 0; i < nodes; i++) {
        int32_t v = by->node[i];
        for (int64_t a = back->first[v]; a < back->first[v + 1]; a++) {
            int64_t at = next[by->number[back->head[a]]]++;
            to->head[at] = (int32_t)i;
            if (to->weight)
                to->weight[at] = back->weight[a];
            if (to->length)
                to->length[at] = back->length[a];
        }
    }
    memmove(to->first + 1, to->first, nodes * sizeof *to->first);
    to->first[0] = 0;
}

int numbering_rows(arc_rows *to, const numbering *by, const arc_rows *along,
                   const arc_rows *back, size_t nodes, int with)
{
    size_t arcs = (size_t)along->first[nodes];
    int weight = along->weight && with & NUMBERED_WEIGHT,
        length = along->length && with & NUMBERED_LENGTH;
    *to = (arc_rows){0};
    to->first = memory_array(nodes + 1, sizeof *to->first);
    to->head = memory_array(arcs, sizeof *to->head);
    if (weight)
        to->weight = memory_array(arcs, sizeof *to->weight);
    if (length)
        to->length = memory_array(arcs, sizeof *to->length);
    if (!to->first || !to->head || (weight && !to->weight) || (length && !to->length)) {
        numbering_rows_free(to);
        return 0;
    }
    to->first[0] = 0;
    for (size_t i = 0; i < nodes; i++)
        to->first[i + 1] = to->first[i] + arcs_in_row(along, (size_t)by->node[i]);
    fill(to, by, back, nodes);
    return 1;
}

void numbering_rows_free(arc_rows *of)
{
    memory_free(of->first);
    memory_free(of->head);
    memory_free(of->weight);
    memory_free(of->length);
    *of = (arc_rows){0};
}
