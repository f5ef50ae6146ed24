/* Which trust runs which academy, and when. */
#include "generate/region.h"

/* Trusts of several academies: their home, their pull, their sponsor (0 = none). */
static const struct {
    int authority, weight, sponsor;
} several[TRUSTS - SINGLE_TRUSTS] = {{-1, 34, 1}, {0, 20, 0}, {-1, 12, 2}, {2, 12, 3},
                                     {1, 10, 0},  {0, 8, 4},  {0, 6, 0},   {1, 6, 5},
                                     {2, 6, 0},   {0, 4, 0},  {0, 4, 6},   {2, 4, 0},
                                     {1, 3, 0},   {0, 2, 0},  {1, 2, 0},   {2, 2, 0}};

static void join(region *r, site *s, int number, int32_t day)
{
    trust *t = &r->trusts[number];
    if (s->move_count == MOVES_MOST)
        return;
    s->moves[s->move_count].trust = number;
    s->moves[s->move_count++].from = day;
    t->academies++;
    if (number < SINGLE_TRUSTS)
        t->authority = s->authority;
    t->body.from = earlier(t->body.from, number < SINGLE_TRUSTS ? day : day - 400);
}

/* A trust of several that takes a school of this authority, other than `not`. */
static int some_trust(region *r, const site *s, int not )
{
    int weights[TRUSTS] = {0};
    for (int i = SINGLE_TRUSTS; i < TRUSTS; i++) {
        const trust *t = &r->trusts[i];
        int here = t->authority < 0 || t->authority == s->authority;
        if (here && i != not &&(!s->sponsored || t->sponsor || !t->academies))
            weights[i] = t->academies ? t->weight : t->weight + 12;
    }
    return (int)weighted(r->m, weights, TRUSTS);
}

/* The site that converts next after a day and a position; -1 = none. */
static int next_site(const region *r, int last)
{
    int best = -1;
    const site *sites = r->sites;
    for (int i = 0; i < r->site_count; i++) {
        int after = last < 0 || sites[i].converted > sites[last].converted ||
                    (i > last && sites[i].converted == sites[last].converted);
        if (sites[i].converted != NO_DAY && after &&
            (best < 0 || sites[i].converted < sites[best].converted))
            best = i;
    }
    return best;
}

/* The first strong secondaries to convert stand alone, each in a trust of its own. */
static void share_academies(region *r)
{
    int singles = 0;
    for (int at = next_site(r, -1); at >= 0; at = next_site(r, at)) {
        site *s = &r->sites[at];
        int alone = s->phase == SECONDARY && !s->sponsored && !s->free_school &&
                    singles < SINGLE_TRUSTS;
        join(r, s, alone ? singles++ : some_trust(r, s, -1), s->converted);
    }
}

/* Three of those that stood alone give up their trust and join another. */
static void give_up(region *r)
{
    int given = 0;
    for (int i = 0; i < r->site_count && given < 3; i++) {
        site *s = &r->sites[i];
        int32_t day = month_in(r->m, 2015, 2019);
        if (!s->move_count || s->moves[0].trust >= SINGLE_TRUSTS || s->beacon)
            continue;
        r->trusts[s->moves[0].trust].body.to = day;
        join(r, s, some_trust(r, s, -1), day);
        given++;
    }
}

/* An academy that fails may be given to another trust. */
static void rebroker(region *r)
{
    for (int i = 0; i < r->site_count; i++) {
        site *s = &r->sites[i];
        for (int k = 0; k < s->visit_count && s->move_count == 1; k++) {
            const visit *v = &s->visits[k];
            int32_t day = v->day + between(r->m, 250, 600);
            if (v->grade == 4 && v->day > later(s->converted, day_of(2014, 10, 1)) &&
                day < day_of(2024, 12, 1) && s->moves[0].trust >= SINGLE_TRUSTS &&
                chance(r->m, 90))
                join(r, s, some_trust(r, s, s->moves[0].trust), day);
        }
    }
}

void plan_trusts(region *r)
{
    for (int i = 0; i < TRUSTS; i++) {
        trust *t = &r->trusts[i];
        int k = i - SINGLE_TRUSTS;
        t->body = (stay){maker_symbol(r->m, "syn-trust-%02d", i + 1), NO_DAY, NO_DAY};
        t->authority = k < 0 ? -1 : several[k].authority;
        t->weight = k < 0 ? 0 : several[k].weight;
        t->sponsor = k < 0 ? 0 : several[k].sponsor;
    }
    share_academies(r);
    give_up(r);
    rebroker(r);
}
