/* Nodes move to where they gain most, by a queue. */
#include <string.h>

#include "measures/communities/move.h"

/* Gains that differ by less are the same: as a share of the node's strength. */
static const double nothing = 1e-12;

typedef struct mover {
    const level *of;
    int32_t *group;
    double price;
    scratch *with;
    int32_t *spare; /* groups without a node; a stack */
    size_t spares;
} mover;

static void begin(mover *m)
{
    const level *of = m->of;
    tally *tallies = m->with->tally;
    memset(tallies, 0, of->nodes * sizeof *tallies);
    for (size_t v = 0; v < of->nodes; v++) {
        tallies[m->group[v]].total += of->sum[v];
        tallies[m->group[v]].size++;
    }
    m->spare = m->with->start;
    m->spares = 0;
    for (size_t c = of->nodes; c-- > 0;)
        if (!tallies[c].size)
            m->spare[m->spares++] = (int32_t)c;
}

/* Links of v to the groups that it is tied to; returns how many. One may be met twice
 * where its links are 0. */
static size_t find_links(const mover *m, size_t v)
{
    const level *of = m->of;
    tally *tallies = m->with->tally;
    size_t n = 0;
    for (int64_t i = of->first[v]; i < of->first[v + 1]; i++) {
        int32_t c = m->group[of->head[i]];
        m->with->met[n] = c;
        n += tallies[c].link <= 0;
        tallies[c].link += of->tie[i];
    }
    return n;
}

/* The group where v gains most: its own unless another is better. Clears the links. */
static int32_t best_group(const mover *m, size_t v)
{
    tally *tallies = m->with->tally;
    int32_t own = m->group[v], best = own;
    size_t met = find_links(m, v);
    double weight = m->of->sum[v], cost = m->price * weight, least = nothing * weight;
    double most = tallies[own].link - cost * (tallies[own].total - weight);
    if (most < -least && m->spares) {
        most = 0;
        best = m->spare[m->spares - 1];
    }
    for (size_t i = 0; i < met; i++) {
        int32_t c = m->with->met[i];
        double gain = tallies[c].link - cost * tallies[c].total;
        tallies[c].link = 0;
        if (gain > most + least && c != own) {
            most = gain;
            best = c;
        }
    }
    return best;
}

static void relocate(mover *m, size_t v, int32_t to)
{
    int32_t from = m->group[v];
    tally *old = &m->with->tally[from], *new = &m->with->tally[to];
    if (!new->size++)
        m->spares--;
    new->total += m->of->sum[v];
    old->total -= m->of->sum[v];
    if (!--old->size) {
        old->total = 0;
        m->spare[m->spares++] = from;
    }
    m->group[v] = to;
}

size_t move_nodes(const level *of, int32_t *group, double price, random_state *random,
                  scratch *with)
{
    mover m = {of, group, price, with, NULL, 0};
    size_t n = of->nodes, waiting = n, head = 0, moves = 0, seen = 0;
    int32_t *queue = with->order;
    begin(&m);
    level_shuffle(queue, n, random);
    memset(with->mark, 1, n); /* waits in the queue */
    while (waiting) {
        if (++seen % 16384 == 0 && scratch_stops(with))
            break;
        size_t v = (size_t)queue[head];
        size_t soon = head + AHEAD, next = head + AHEAD / 2;
        level_expect(of, queue[soon < n ? soon : 0], queue[next < n ? next : 0]);
        int32_t to = best_group(&m, v);
        head = head + 1 < n ? head + 1 : 0;
        waiting--;
        with->mark[v] = 0;
        if (to == group[v])
            continue;
        relocate(&m, v, to);
        moves++;
        for (int64_t i = of->first[v]; i < of->first[v + 1]; i++) {
            int32_t w = of->head[i];
            size_t end = head + waiting < n ? head + waiting : head + waiting - n;
            if (with->mark[w] || group[w] == to)
                continue;
            with->mark[w] = 1;
            queue[end] = w;
            waiting++;
        }
    }
    return moves;
}
