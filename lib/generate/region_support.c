/* Support of weak schools, and the acts that bring it about. */
#include "generate/region.h"

static const char *const endings[] = {
    "funding", "the grade went up", "a new head came", "converted", NULL, NULL, NULL};

static words support_words(region *r)
{
    words w = {"supports", "standards", NULL, NULL, 0, 0};
    w.strength = between(r->m, 1, 4);
    w.valence = between(r->m, -1, 2);
    w.condition = chance(r->m, 30) ? "half a day a week" : NULL;
    w.ended = endings[below(r->m, 7)];
    return w;
}

/* The nearest of a few weak sites: what is far is seldom chosen. */
static int near_site(region *r, const site *from, site_test *fits, int32_t day)
{
    int best = -1;
    for (int i = 0; i < 6; i++) {
        int at = some_site(r, fits, day);
        if (at >= 0 && &r->sites[at] != from &&
            (best < 0 || apart(from, &r->sites[at]) < apart(from, &r->sites[best])))
            best = at;
    }
    return best;
}

static void lead_support(region *r, const leader *l)
{
    int count = between(r->m, 2, 4), last = -1;
    int32_t from = later(l->body.from, r->sites[l->home].schools[0].from);
    for (int i = 0; i < count; i++) {
        int32_t day = from + between(r->m, 60, 2600);
        int at = near_site(r, &r->sites[l->home], is_needy, day);
        words w = support_words(r);
        if (at < 0 || at == last || day > day_of(2024, 12, 1))
            continue;
        last = at;
        tie_to_site(r, &w, &l->body, &r->sites[at], day, day + between(r->m, 180, 700));
    }
}

void add_support(region *r)
{
    for (int i = 0; i < LEADERS; i++)
        lead_support(r, &r->leaders[i]);
    for (int i = 0; i < 60; i++) {
        int32_t day = day_in(r->m, 2011, 2023);
        int strong = some_site(r, is_strong, day);
        int weak = strong < 0 ? -1 : near_site(r, &r->sites[strong], is_needy, day);
        words w = support_words(r);
        if (weak >= 0)
            tie_sites(r, &w, &r->sites[strong], &r->sites[weak], day,
                      day + between(r->m, 200, 1100));
    }
}

/* --- acts --- */

typedef struct act {
    const char *kind;
    const stay *broker;
    site_test *fits;
    int32_t day;
    int with_leader; /* of 100 */
} act;

static const stay *provider_near(region *r, const act *a, const site *weak)
{
    int strong;
    for (int i = 0; i < 12 && chance(r->m, a->with_leader); i++) {
        const leader *l = &r->leaders[below(r->m, LEADERS)];
        if (l->body.from <= a->day && a->day + 400 < l->body.to &&
            &r->sites[l->home] != weak)
            return &l->body;
    }
    if (chance(r->m, 25)) {
        const stay *alliance = &r->alliances[below(r->m, ALLIANCES)];
        if (alliance->from <= a->day && a->day + 400 < alliance->to)
            return alliance;
    }
    strong = near_site(r, weak, is_strong, a->day);
    return strong < 0 ? NULL : school_at(&r->sites[strong], a->day);
}

static int is_carried_out(int outcome)
{
    return outcome == OUTCOME_AGREED || outcome == OUTCOME_RUNNING ||
           outcome == OUTCOME_ENDED;
}

static brokerage *record(region *r, const act *a, symbol beneficiary, symbol provider,
                         int outcome)
{
    evidence_list found = cited(r->m, between(r->m, 2, 4) * 2 + 1);
    symbol id = maker_symbol(r->m, "syn-act-%03u", ++r->acts);
    brokerage *b = add_brokerage(r->m, kind_named(r->m, a->kind), a->broker->id,
                                 beneficiary, provider);
    if (!b)
        return NULL;
    b->id = id;
    b->evidence = found;
    b->modality = MODALITY_PRACTICE;
    b->outcome = (uint8_t)outcome;
    b->own_service = 1;
    b->valid = span(a->day, NO_DAY);
    dataset_claim(r->m->made, id, RECORD_BROKERAGE,
                  dataset_count(r->m->made, RECORD_BROKERAGE) - 1);
    return b;
}

/* What an authority does beside what it brokered: it watches the plan, and heads are
 * paired. */
static void accompany(region *r, const act *a, const stay *weak, const stay *with,
                      int32_t to)
{
    static const words plan = {"monitors", "standards", "the improvement plan",
                               NULL,       3,           0};
    static const words heads = {"pairs_with", "governance", "head to head", NULL, 3, 1};
    int authority =
        a->broker >= r->authorities && a->broker < r->authorities + AUTHORITIES;
    if (a->broker->id == r->college.id || !chance(r->m, 60))
        return;
    if (authority)
        tie(r, &plan, a->broker, weak, a->day, to);
    if (chance(r->m, 70))
        tie(r, &heads, with, weak, a->day + 30, to);
}

/* The College nominates, the Schools Commissioner's office or a commissioner approves;
 * one of eight is never approved: on purpose. */
static void approve(region *r, const act *a, const site *weak, brokerage *b)
{
    const stay *by = a->day < day_of(2014, 9, 1)
                         ? &r->office
                         : &r->commissioners[commissioner_index(weak->authority)];
    b->nominated_by = one_symbol(r->m, r->college.id);
    if (++r->nominations % 8 != 4)
        b->approved_by = one_symbol(r->m, by->id);
}

/* Bring a weak school together with one that may help. */
static void broker_support(region *r, const act *a)
{
    static const int shares[] = {8, 14, 12, 8, 12, 40, 6};
    int at = some_site(r, a->fits, a->day), outcome;
    const site *weak_site = at < 0 ? NULL : &r->sites[at];
    const stay *weak = weak_site ? school_at(weak_site, a->day) : NULL;
    const stay *with = weak ? provider_near(r, a, weak_site) : NULL;
    int32_t start = a->day + between(r->m, 20, 90);
    int32_t end = start + between(r->m, 200, 900);
    words w = support_words(r);
    symbol trigger, result = 0;
    brokerage *b;
    if (!with || with->id == weak->id || with->id == a->broker->id)
        return;
    outcome = (int)weighted(r->m, shares, 7) + 1;
    if (outcome == OUTCOME_RUNNING)
        end = NO_DAY;
    if (is_carried_out(outcome))
        result = tie(r, &w, with, weak, start, end);
    if (result)
        accompany(r, a, weak, with, end);
    trigger = maker_symbol(r->m, "ofsted %d", grade_at(weak_site, a->day));
    b = record(r, a, weak->id, with->id, outcome);
    if (!b)
        return;
    b->matter = matter_named("standards");
    b->trigger = trigger;
    b->result = result;
    if (b->outcome == OUTCOME_REFUSED)
        b->valence = -1;
    if (a->broker->id == r->college.id)
        approve(r, a, weak_site, b);
}

static int is_needy_here(const site *s, int32_t day, int authority)
{
    return is_needy_maintained(s, day) && s->authority == authority;
}

static int in_shire(const site *s, int32_t day) { return is_needy_here(s, day, 0); }
static int in_unitary(const site *s, int32_t day) { return is_needy_here(s, day, 1); }
static int in_borough(const site *s, int32_t day) { return is_needy_here(s, day, 2); }

static int academy_east(const site *s, int32_t day)
{
    return is_needy_academy(s, day) && commissioner_index(s->authority) == 0;
}

static int academy_west(const site *s, int32_t day)
{
    return is_needy_academy(s, day) && commissioner_index(s->authority) == 1;
}

/* An authority asks for support, or pays for it. */
static void authority_act(region *r, int authority)
{
    static site_test *const here[AUTHORITIES] = {in_shire, in_unitary, in_borough};
    int pays = chance(r->m, 30);
    const act a = {pays ? "commissions_support" : "brokers_support",
                   &r->authorities[authority], here[authority], day_in(r->m, 2011, 2023),
                   30};
    broker_support(r, &a);
}

void add_acts(region *r)
{
    static site_test *const academies[2] = {academy_east, academy_west};
    static const int counts[AUTHORITIES] = {16, 11, 20};
    for (int authority = 0; authority < AUTHORITIES; authority++)
        for (int i = 0; i < counts[authority]; i++)
            authority_act(r, authority);
    for (int i = 0; i < 14; i++)
        broker_support(r, &(act){"nominates", &r->college, is_needy_maintained,
                                 day_in(r->m, 2013, 2016) + 90, 70});
    for (int i = 0; i < 10; i++)
        broker_support(r, &(act){"brokers_support", &r->commissioners[i % 2],
                                 academies[i % 2], day_in(r->m, 2015, 2021), 20});
    for (int i = 0; i < ALLIANCES; i++)
        broker_support(r, &(act){"matches", &r->alliances[i], is_needy,
                                 r->alliances[i].from + between(r->m, 100, 1400), 60});
}
