/* Groups are taken apart and put together again, so that none is held together by a node
 * that has left. */
#include <math.h>
#include <string.h>

#include "measures/communities/move.h"

/* Gains that are drawn for one another, in units of a typical tie: igraph's default. */
static const double looseness = 0.01;

typedef struct refiner {
    const level *of;
    double price, typical;
    random_state *random;
    scratch *with; /* tallies are of parts, `whole` of groups */
} refiner;

/* Each node is a part of its own. */
static void begin(refiner *r, const int32_t *group)
{
    const level *of = r->of;
    scratch *with = r->with;
    memset(with->whole, 0, of->nodes * sizeof *with->whole);
    for (size_t v = 0; v < of->nodes; v++) {
        double inside = 0;
        for (int64_t i = of->first[v]; i < of->first[v + 1]; i++)
            inside += group[of->head[i]] == group[v] ? of->tie[i] : 0;
        with->in[v] = (membership){group[v], (int32_t)v};
        with->tally[v] = (tally){0, of->sum[v], inside, 1};
        with->whole[group[v]] += of->sum[v];
    }
}

/* Whether a part is tied to the rest of its group by more than chance. */
static int is_held(const refiner *r, const tally *part, double whole)
{
    return part->outward >= r->price * part->total * (whole - part->total);
}

/* Parts of its own group that v is tied to: `met` and links; returns how many. */
static size_t find_links(const refiner *r, size_t v)
{
    const level *of = r->of;
    scratch *with = r->with;
    int32_t own = with->in[v].group;
    size_t n = 0;
    for (int64_t i = of->first[v]; i < of->first[v + 1]; i++) {
        membership in = with->in[of->head[i]];
        if (in.group != own || !(of->tie[i] > 0))
            continue;
        with->met[n] = in.part;
        n += with->tally[in.part].link <= 0;
        with->tally[in.part].link += of->tie[i];
    }
    return n;
}

/* Keep, of the parts met, those that v may join, and make links gains; returns how many,
 * and the largest gain. */
static size_t keep_gains(const refiner *r, size_t v, size_t met, double *most)
{
    scratch *with = r->with;
    double cost = r->price * r->of->sum[v], whole = with->whole[with->in[v].group];
    size_t kept = 0;
    *most = 0;
    for (size_t i = 0; i < met; i++) {
        tally *part = &with->tally[with->met[i]];
        double gain = part->link - cost * part->total;
        part->link = 0;
        if (gain < 0 || !is_held(r, part, whole))
            continue;
        part->link = gain;
        with->met[kept++] = with->met[i];
        *most = fmax(*most, gain);
    }
    return kept;
}

/* How likely a gain is drawn, the largest being 1. */
static double likelihood(const refiner *r, double gain, double most)
{
    double behind = (most - gain) / (looseness * r->typical);
    return behind <= 0 ? 1 : behind > 40 ? 0 : exp(-behind);
}

/* One of the parts kept, or to stay alone, -1, which gains 0. */
static int32_t draw(const refiner *r, size_t kept, double most)
{
    const scratch *with = r->with;
    double sum = likelihood(r, 0, most), at;
    for (size_t i = 0; i < kept; i++)
        sum += likelihood(r, with->tally[with->met[i]].link, most);
    at = random_unit(r->random) * sum;
    for (size_t i = 0; i < kept; i++) {
        at -= likelihood(r, with->tally[with->met[i]].link, most);
        if (at < 0)
            return with->met[i];
    }
    return -1;
}

/* Let v, alone so far, join a part. */
static void join_some(refiner *r, size_t v)
{
    scratch *with = r->with;
    tally *own = &with->tally[v];
    double most;
    size_t kept = keep_gains(r, v, find_links(r, v), &most);
    int32_t to = kept ? draw(r, kept, most) : -1;
    if (to >= 0) {
        tally *part = &with->tally[to];
        double link = part->link + r->price * own->total * part->total;
        with->in[v].part = to;
        part->outward += own->outward - 2 * link;
        part->total += own->total;
        part->size++;
        *own = (tally){0, 0, 0, 0};
    }
    for (size_t i = 0; i < kept; i++)
        with->tally[with->met[i]].link = 0;
}

size_t move_refine(const level *of, const int32_t *group, int32_t *part, double price,
                   double typical, random_state *random, scratch *with)
{
    refiner r = {of, price, typical, random, with};
    begin(&r, group);
    level_shuffle(with->order, of->nodes, random);
    for (size_t i = 0; i < of->nodes; i++) {
        size_t v = (size_t)with->order[i];
        level_expect(of, with->order[i + AHEAD < of->nodes ? i + AHEAD : i],
                     with->order[i + AHEAD / 2 < of->nodes ? i + AHEAD / 2 : i]);
        if (i % 16384 == 16383 && scratch_stops(with))
            break;
        if (with->tally[v].size == 1 && with->in[v].part == (int32_t)v &&
            is_held(&r, &with->tally[v], with->whole[group[v]]))
            join_some(&r, v);
    }
    for (size_t v = 0; v < of->nodes; v++)
        part[v] = with->in[v].part;
    return level_renumber(part, of->nodes, of->nodes, with->start);
}

size_t move_apart(const level *of, const int32_t *group, int32_t *part, scratch *with)
{
    int32_t *waiting = with->order, count = 0;
    memset(part, -1, of->nodes * sizeof *part);
    for (size_t v = 0; v < of->nodes; v++) {
        size_t n = 1;
        if (part[v] >= 0)
            continue;
        waiting[0] = (int32_t)v;
        part[v] = count;
        while (n) {
            int32_t u = waiting[--n];
            for (int64_t i = of->first[u]; i < of->first[u + 1]; i++) {
                int32_t w = of->head[i];
                if (part[w] >= 0 || group[w] != group[v] || !(of->tie[i] > 0))
                    continue;
                part[w] = count;
                waiting[n++] = w;
            }
        }
        count++;
    }
    return (size_t)count;
}
