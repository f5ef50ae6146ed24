/* Leaders, alliances, clusters, and schools that work together outside them. */
#include "generate/region.h"

/* --- system leaders --- */

/* Where a leader is in post: one school after the other, as its number changes. */
static void put_home(region *r, sheet *own, const site *home, const stay *life)
{
    history_item items[2];
    size_t count = 0;
    for (int i = 0; i < home->school_count; i++) {
        const stay *school = &home->schools[i];
        if (later(school->from, life->from) < earlier(school->to, life->to))
            items[count++] = item_of(r->m, "home", school->id,
                                     later(school->from, life->from), NO_DAY);
    }
    put_history(r->m, own, "home", items, count);
}

static int is_good(const site *s, int32_t day)
{
    return is_strong(s, day) && grade_at(s, day) == 2;
}

static void add_leader(region *r, int number)
{
    maker *m = r->m;
    leader *l = &r->leaders[number];
    sheet own = sheet_of(m, "system_leader");
    site_test *fits = number == LEADERS - 1 ? is_good : is_strong;
    int national = number < BEACONS, begins = between(m, 2010, national ? 2012 : 2015);
    int32_t from = day_of(begins, 9, 1);
    l->home = national ? r->beacons[number] : some_site(r, fits, from);
    if (l->home < 0)
        l->home = r->beacons[0];
    l->body = body_of(maker_symbol(m, "syn-leader-%02d", number + 1),
                      later(from, r->sites[l->home].schools[0].from),
                      chance(m, 40) ? day_of(begins + between(m, 5, 9), 9, 1) : NO_DAY);
    put_text(m, &own, "subtype",
             national || number == LEADERS - 1 ? "national"
             : number % 3                      ? "local"
                                               : "specialist");
    put_home(r, &own, &r->sites[l->home], &l->body);
    put_reference(m, &own, "la", r->authorities[r->sites[l->home].authority].id);
    add_node(m, l->body.id, maker_symbol(m, "Synthetic system leader %02d", number + 1),
             &own, span(l->body.from, l->body.to));
}

/* The last is a national leader whose school is not outstanding: on purpose. */
void add_leaders(region *r)
{
    for (int i = 0; i < LEADERS && !r->m->status; i++)
        add_leader(r, i);
}

/* --- alliances --- */

static void join_alliance(region *r, const site *s, const stay *alliance, int32_t end)
{
    static const words stays = {"member_of", "standards", NULL, NULL, 2, 1};
    static const words leaves = {"member_of",         "standards", NULL,
                                 "little came of it", 1,           0};
    int32_t from = alliance->from + between(r->m, 0, 1500);
    int early = chance(r->m, 22);
    tie_from_site(r, early ? &leaves : &stays, s, alliance, from,
                  early ? earlier(end, from + between(r->m, 400, 1200)) : end);
}

void add_alliances(region *r)
{
    static const words leads = {"leads", "standards", "lead school", NULL, 4, 2};
    int32_t end = day_of(2021, 9, 1);
    for (int i = 0; i < ALLIANCES; i++) {
        const site *lead = &r->sites[r->beacons[i]];
        sheet own = sheet_of(r->m, "alliance");
        stay *of = &r->alliances[i];
        *of = body_of(maker_symbol(r->m, "syn-alliance-%d", i + 1),
                      day_of(2012 + i % 4, 9, 1), end);
        put_reference(r->m, &own, "la", r->authorities[lead->authority].id);
        add_node(r->m, of->id,
                 maker_symbol(r->m, "Synthetic teaching school alliance %d", i + 1), &own,
                 span(of->from, of->to));
        tie_from_site(r, &leads, lead, of, of->from, end);
        tie_from_site(r, &(words){"member_of", "standards", NULL, NULL, 4, 2}, lead, of,
                      of->from, end);
        for (int k = 0; k < r->site_count; k++) {
            const site *s = &r->sites[k];
            int share = s->authority == lead->authority ? 13 : 2;
            if (s != lead && !s->isolated && chance(r->m, share))
                join_alliance(r, s, of, end);
        }
    }
}

/* --- clusters --- */

/* How much schools of a cluster have to do with each other, by authority: the borough's
 * clusters are the richest. */
static const struct {
    int joins, ties; /* of 100 schools; of 100 pairs */
} habits[AUTHORITIES] = {{45, 14}, {62, 20}, {88, 28}};

static void work_together(region *r, const site *a, const site *b, int32_t from)
{
    static const words kinds[] = {
        {"jpd", "curriculum", NULL, "funding", 3, 1},
        {"jpd", "standards", "three days a term", "the heads moved on", 4, 2},
        {"collaborates", "curriculum", NULL, "funding", 2, 1},
        {"shares_staff", "staffing", NULL, "posts were cut", 3, 1},
        {"hosts_visits", "standards", NULL, NULL, 1, 1},
        {"mentors", "governance", "head to head", "retirement", 3, 2}};
    static const int shares[] = {26, 14, 30, 8, 14, 8};
    int32_t start = from + between(r->m, 0, 2600);
    const words *w = &kinds[weighted(r->m, shares, 6)];
    int ends = chance(r->m, 35);
    tie_sites(r, w, a, b, start, ends ? start + between(r->m, 300, 1500) : NO_DAY);
}

static void fill_cluster(region *r, const stay *cluster, int authority, int town)
{
    static const words joins = {"member_of", "general", NULL, "left the cluster", 2, 1};
    const site *members[60];
    int count = 0;
    for (int i = 0; i < r->site_count && count < 60; i++) {
        const site *s = &r->sites[i];
        int share = habits[authority].joins * (s->phase == PRIMARY ? 100 : 45) / 100;
        if (s->authority == authority && s->town == town && !s->isolated &&
            chance(r->m, share))
            members[count++] = s;
    }
    for (int i = 0; i < count; i++) {
        int leaves = chance(r->m, 12);
        int32_t from = cluster->from + between(r->m, 0, 700);
        tie_from_site(r, &joins, members[i], cluster, from,
                      leaves ? from + between(r->m, 500, 2500) : NO_DAY);
        for (int k = 0; k < i; k++)
            if (chance(r->m, habits[authority].ties))
                work_together(r, members[i], members[k], from);
    }
}

void add_clusters(region *r)
{
    static const int towns[AUTHORITIES] = {10, 5, 6};
    int number = 0;
    for (int authority = 0; authority < AUTHORITIES; authority++)
        for (int town = 0; town < towns[authority]; town++) {
            sheet own = sheet_of(r->m, "cluster");
            stay of = body_of(maker_symbol(r->m, "syn-cluster-%02d", number + 1),
                              day_of(2008 + number % 5, 9, 1), NO_DAY);
            number++;
            put_reference(r->m, &own, "la", r->authorities[authority].id);
            add_node(r->m, of.id, maker_symbol(r->m, "Synthetic cluster %02d", number),
                     &own, span(of.from, of.to));
            fill_cluster(r, &of, authority, town);
        }
}

/* --- others --- */

/* Secondaries meet across the region; academies of one trust share what they have. */
void add_other_partners(region *r)
{
    static const words meets = {"meets", "general", "heads' forum", NULL, 1, 1};
    static const words trust = {
        "shares_expertise", "standards", "within the trust", NULL, 3, 1};
    for (int i = 0; i < r->site_count; i++)
        for (int k = 0; k < i; k++) {
            const site *a = &r->sites[i], *b = &r->sites[k];
            int kin = a->move_count && b->move_count && !a->isolated && !b->isolated &&
                      a->moves[0].trust == b->moves[0].trust;
            if (kin && chance(r->m, 6))
                tie_sites(r, &trust, a, b, later(a->converted, b->converted), NO_DAY);
            if (a->phase == SECONDARY && b->phase == SECONDARY && !a->isolated &&
                !b->isolated && chance(r->m, a->authority == b->authority ? 8 : 1))
                tie_sites(r, &meets, a, b, month_in(r->m, 2010, 2018), NO_DAY);
        }
}
