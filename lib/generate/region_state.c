/* Inspectors, boards and authorities at work, and ties that are said not to be there. */
#include "generate/region.h"

/* --- inspectors --- */

static const char *const employments[] = {"hmi", "additional", "contracted"};

/* Contracts of additional inspectors end with the providers' on 2015-09-01. */
static int32_t last_day(int employment)
{
    return employment == 1 ? day_of(2015, 9, 1) : NO_DAY;
}

static void add_inspector(region *r, int number)
{
    static const words contracts = {"contracts", "inspection", NULL, NULL, 0, 0};
    static const words employs = {"employs", "inspection", NULL, NULL, 0, 0};
    maker *m = r->m;
    int employment = number % 3;
    stay *of = &r->inspectors[number];
    sheet own = sheet_of(m, "inspector");
    *of = body_of(maker_symbol(m, "syn-inspector-%d", number + 1), day_of(2010, 9, 1),
                  last_day(employment));
    put_word(m, &own, "employment", employments[employment]);
    add_node(m, of->id, maker_symbol(m, "Synthetic inspector %d", number + 1), &own,
             span(of->from, of->to));
    if (employment == 1)
        tie(r, &contracts, &r->providers[number / 3], of, of->from, of->to);
    if (employment == 0)
        tie(r, &employs, &r->inspectorate, of, of->from, of->to);
}

static void add_inspections(region *r)
{
    static const words inspects = {"inspects", "inspection", NULL, NULL, 0, 0};
    for (int i = 0; i < 110; i++) {
        const site *s = &r->sites[below(r->m, (uint32_t)r->site_count)];
        const visit *v =
            s->visit_count ? &s->visits[below(r->m, (uint32_t)s->visit_count)] : NULL;
        const stay *school = v ? school_at(s, v->day) : NULL;
        const stay *by = &r->inspectors[below(r->m, INSPECTORS)];
        if (school && v->day >= day_of(2011, 1, 1))
            tie(r, &inspects, by, school, v->day, v->day + 2);
    }
}

/* Two persons in two roles: who leads one school and helps another is an inspector too;
 * the first inspects a school while supporting it, on purpose. */
static void add_two_roles(region *r)
{
    static const words same = {"same_as", NULL, "one person in two roles", NULL, 0, 0};
    static const words supports = {"supports", "standards", "as a private adviser",
                                   NULL,       2,           0};
    static const words inspects = {"inspects", "inspection", NULL, NULL, 0, 0};
    for (int i = 0; i < 2; i++) {
        const stay *person = &r->inspectors[2 + 3 * i];
        int32_t day = day_of(2014 + 3 * i, 3, 12);
        int at = some_site(r, is_needy, day);
        const stay *school = at < 0 ? NULL : school_at(&r->sites[at], day);
        tie(r, &same, &r->leaders[3 + i].body, person, INT32_MIN, NO_DAY);
        if (!school)
            continue;
        if (!i)
            tie(r, &supports, person, school, day - 200, day + 150);
        else
            tie(r, &supports, &r->leaders[3 + i].body, school, day - 100, day + 260);
        tie(r, &inspects, person, school, day, day + 2);
    }
}

/* --- boards --- */

static void add_boards(region *r)
{
    static const words sits = {"sits_on", "governance", NULL, NULL, 0, 0};
    int seated[2] = {0, 0};
    for (int i = 0; i < LEADERS; i++) {
        const leader *l = &r->leaders[i];
        const site *home = &r->sites[l->home];
        int board = commissioner_index(home->authority);
        if (home->converted > day_of(2018, 1, 1) || seated[board] == 3)
            continue;
        seated[board]++;
        tie(r, &sits, &l->body, &r->boards[board],
            later(later(day_of(2014, 9, 1), home->converted), l->body.from),
            day_of(2018 + i % 4, 9, 1));
    }
}

/* --- authorities --- */

/* Three authorities watch an academy all the same: on purpose. */
static void add_authority_ties(region *r)
{
    static const words warns = {"warns", "standards", NULL, NULL, 0, -2};
    static const words presses = {"challenges", "standards", "meetings each term",
                                  NULL,         0,           0};
    static const words watches = {"monitors", "standards", "by invitation", NULL, 0, 0};
    for (int i = 0; i < 26; i++) {
        int32_t day = day_in(r->m, 2011, 2023);
        int at = some_site(r, is_needy_maintained, day);
        const site *s = at < 0 ? NULL : &r->sites[at];
        if (s)
            tie(r, i % 4 ? &presses : &warns, &r->authorities[s->authority],
                school_at(s, day), day, day + between(r->m, 180, 500));
    }
    for (int i = 0; i < AUTHORITIES; i++) {
        int32_t day = day_of(2014 + i, 9, 1);
        int at = some_site(r, is_needy_academy, day);
        if (at >= 0)
            tie(r, &watches, &r->authorities[r->sites[at].authority],
                school_at(&r->sites[at], day), day, day + 700);
    }
}

void add_state(region *r)
{
    for (int i = 0; i < INSPECTORS; i++)
        add_inspector(r, i);
    add_inspections(r);
    add_two_roles(r);
    add_boards(r);
    add_authority_ties(r);
}

/* --- what is said not to be there --- */

static void absent(region *r, const char *what, uint8_t class, symbol source,
                   symbol target, int32_t day)
{
    evidence_list found = cited(r->m, 6);
    symbol id = maker_symbol(r->m, "syn-absence-%02u",
                             (unsigned)dataset_count(r->m->made, RECORD_ABSENCE) + 1);
    symbol words = maker_symbol(r->m, "%s", what);
    absence *a = r->m->status ? NULL : dataset_append(r->m->made, RECORD_ABSENCE);
    if (!a) {
        maker_no_memory(r->m);
        return;
    }
    a->id = id;
    a->what = words;
    a->kind = VOCABULARY_NONE;
    a->class = class;
    a->source = source;
    a->target = target;
    a->valid = span(day, day + 365);
    a->evidence = found;
    a->place.index = (uint32_t)dataset_count(r->m->made, RECORD_ABSENCE) - 1;
    dataset_claim(r->m->made, id, RECORD_ABSENCE, a->place.index);
}

static int is_alone(const site *s, int32_t day)
{
    return s->isolated && school_at(s, day) != NULL;
}

void add_absences(region *r)
{
    for (int i = 0; i < 6; i++) {
        int32_t day = day_of(2012 + 2 * i, 9, 1);
        int at = some_site(r, is_alone, day);
        if (at >= 0)
            absent(r, "any partnership with its authority", CLASS_PARTNERSHIP,
                   school_at(&r->sites[at], day)->id,
                   r->authorities[r->sites[at].authority].id, day);
    }
    for (int i = 0; i < AUTHORITIES; i++) {
        int32_t day = day_of(2015 + i, 9, 1);
        int at = some_site(r, is_needy_academy, day);
        if (at >= 0)
            absent(r, "challenge or monitoring", CLASS_STEERING,
                   r->authorities[r->sites[at].authority].id,
                   school_at(&r->sites[at], day)->id, day);
    }
    absent(r, "any contact", CLASS_PARTNERSHIP, r->college.id, r->authorities[0].id,
           day_of(2013, 9, 1));
}
