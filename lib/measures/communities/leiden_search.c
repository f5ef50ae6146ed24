#include "measures/communities/leiden_search.h"

#include <math.h>
#include <string.h>

#include "measures/communities/move.h"

enum {
    MOST_ROUNDS = 100,
    CHEAP = 1500000, /* entries looked at: some 0.1 s */
    IDLE = 4         /* cheap rounds one after the other that gain nothing */
};

/* Of modularity: what is a gain at all, and what is worth one more round that is dear. */
static const double some = 1e-9, worth = 1e-2;

int leiden_search_make(leiden_search *to, const level *of, double resolution)
{
    size_t n = of->nodes, entries = (size_t)of->first[n];
    memset(to, 0, sizeof *to);
    to->of = of;
    to->resolution = resolution;
    for (size_t v = 0; v < n; v++)
        to->whole += of->sum[v];
    to->typical = to->whole / (double)entries;
    to->group = memory_array(n, sizeof *to->group);
    to->place = memory_array(n, sizeof *to->place);
    to->held = memory_array(n, sizeof *to->held);
    to->part = memory_array(n, sizeof *to->part);
    int fine = to->group && to->place && to->held && to->part;
    fine &= scratch_make(&to->with, n);
    fine &= level_room_make(&to->rooms[0], n, entries);
    fine &= level_room_make(&to->rooms[1], n, entries);
    return fine;
}

void leiden_search_free(leiden_search *of)
{
    memory_free(of->group);
    memory_free(of->place);
    memory_free(of->held);
    memory_free(of->part);
    scratch_free(&of->with);
    level_room_free(&of->rooms[0]);
    level_room_free(&of->rooms[1]);
}

double leiden_search_bytes(const level *of)
{
    return 4.0 * sizeof(int32_t) * (double)of->nodes + scratch_bytes(of->nodes) +
           2 * level_room_bytes(of->nodes, (size_t)of->first[of->nodes]);
}

/* Share of strength inside groups, less what chance would have there. */
static double modularity(const leiden_search *s)
{
    const level *of = s->of;
    double inside = 0, chance = 0, *sum = s->with.whole;
    memset(sum, 0, s->groups * sizeof *sum);
    for (size_t v = 0; v < of->nodes; v++) {
        sum[s->group[v]] += of->sum[v];
        for (int64_t i = of->first[v]; i < of->first[v + 1]; i++)
            inside += s->group[of->head[i]] == s->group[v] ? of->tie[i] : 0;
    }
    for (size_t c = 0; c < s->groups; c++)
        chance += sum[c] / s->whole * (sum[c] / s->whole);
    return inside / s->whole - s->resolution * chance;
}

/* Groups of parts: each part is in the group of its nodes. */
static void lift(leiden_search *s, size_t nodes, size_t parts)
{
    int32_t *group = s->with.order;
    for (size_t v = 0; v < nodes; v++)
        group[s->part[v]] = s->held[v];
    memcpy(s->held, group, parts * sizeof *group);
    level_renumber(s->held, parts, nodes, s->with.start);
    for (size_t v = 0; v < s->of->nodes; v++)
        s->place[v] = s->part[s->place[v]];
}

/* Through all levels, from the groups that are held. */
static void go_round(leiden_search *s, random_state *random)
{
    double price = s->resolution / s->whole;
    level at = *s->of, next;
    int flip = 0;
    for (size_t v = 0; v < at.nodes; v++)
        s->place[v] = (int32_t)v;
    for (;;) {
        size_t groups, parts;
        move_nodes(&at, s->held, price, random, &s->with);
        groups = level_renumber(s->held, at.nodes, at.nodes, s->with.start);
        if (groups == at.nodes || scratch_stops(&s->with))
            break;
        parts = move_refine(&at, s->held, s->part, price, s->typical, random, &s->with);
        if (parts == at.nodes) /* no node gains: what is connected is joined */
            parts = move_apart(&at, s->held, s->part, &s->with);
        if (parts == at.nodes) { /* and nothing is */
            memcpy(s->held, s->part, at.nodes * sizeof *s->held);
            break;
        }
        level_join(&next, &s->rooms[flip], &at, s->part, parts, &s->with);
        lift(s, at.nodes, parts);
        at = next;
        flip = !flip;
    }
}

/* Whether one more round may pay, after one that gained so much. */
static int goes_on(const leiden_search *s, double gain, int rounds, int *idle)
{
    double looked_at = (double)s->of->first[s->of->nodes] * rounds;
    *idle = gain > some ? 0 : *idle + 1;
    if (scratch_stops(&s->with) || rounds == MOST_ROUNDS)
        return 0;
    return looked_at < CHEAP ? *idle < IDLE : gain > worth;
}

void leiden_search_run(leiden_search *s, uint64_t seed)
{
    size_t n = s->of->nodes;
    int rounds = 0, idle = 0;
    double before;
    random_state random;
    random_seed(&random, seed);
    for (size_t v = 0; v < n; v++)
        s->group[v] = (int32_t)v;
    s->quality = -INFINITY;
    do {
        before = s->quality;
        memcpy(s->held, s->group, n * sizeof *s->held);
        go_round(s, &random);
        for (size_t v = 0; v < n; v++)
            s->group[v] = s->held[s->place[v]];
        s->groups = level_renumber(s->group, n, n, s->with.start);
        s->quality = modularity(s);
    } while (goes_on(s, s->quality - before, ++rounds, &idle));
}
