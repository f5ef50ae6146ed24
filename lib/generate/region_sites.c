/* Where the region's schools stand, how they are judged, and which of them convert. */
#include <string.h>

#include "generate/region.h"

/* How many of each phase; towns; size of the area and its south-west corner, in metres
 * of a grid that lies out at sea. */
static const struct {
    int sites[5], towns, wide, east, north;
} areas[AUTHORITIES] = {
    {{122, 6, 20, 5, 2}, 10, 48000, 700000, 400000},
    {{52, 0, 10, 3, 1}, 5, 15000, 750000, 410000},
    {{63, 0, 13, 4, 2}, 6, 13000, 730000, 450000},
};

/* The sites that are outstanding throughout, by authority. */
static const int beacons_of[AUTHORITIES] = {4, 2, 4};

int64_t apart(const site *a, const site *b)
{
    int64_t x = a->easting - b->easting, y = a->northing - b->northing;
    return x * x + y * y;
}

int32_t month_in(maker *m, int first_year, int last_year)
{
    int year = between(m, first_year, last_year);
    return day_of(year, between(m, 1, 12), 1);
}

/* Days to the next inspection: the better the later, the best not for years. */
static int32_t next_visit(maker *m, const visit *last)
{
    static const int least[5] = {0, 1000, 1150, 500, 250},
                     most[5] = {0, 1500, 1800, 900, 700};
    int32_t next = last->day + between(m, least[last->grade], most[last->grade]);
    if (last->grade == 1 && next > day_of(2012, 1, 1) && next < day_of(2021, 1, 1))
        next = day_in(m, 2021, 2023);
    return next;
}

/* Grades from a day on, each depending on the one before. */
static void plan_visits(region *r, site *s, int32_t day, const int first[4])
{
    static const int onward[4][4] = {
        {56, 31, 10, 3}, {13, 60, 21, 6}, {2, 54, 33, 11}, {1, 24, 53, 22}};
    const int *shares = first;
    while (day < day_of(2024, 7, 20) && s->visit_count < VISITS_MOST - 1) {
        visit *v = &s->visits[s->visit_count++];
        v->day = day;
        v->grade = (int)weighted(r->m, shares, 4) + 1;
        v->concern = v->grade < 4 ? 1 : chance(r->m, 55) ? 3 : 2;
        shares = onward[v->grade - 1];
        day = next_visit(r->m, v);
    }
    if (chance(r->m, 14))
        s->visits[s->visit_count++] =
            (visit){day_of(2024, 10, 1) + (int32_t)below(r->m, 270), 0, 0};
}

static void plan_beacon(region *r, site *s)
{
    s->visits[0] = (visit){day_in(r->m, 2007, 2009), 1, 1};
    s->visits[1] = (visit){day_in(r->m, 2022, 2023), 1, 1};
    s->visits[1].grade += chance(r->m, 50);
    s->visit_count = 2;
}

static void plan_site(region *r, int authority, phase phase)
{
    static const int shares[2][4] = {{18, 50, 27, 5}, {8, 38, 41, 13}};
    static const int base[] = {110, 340, 720, 60, 60}, more[] = {320, 160, 800, 120, 60};
    site *s = &r->sites[r->site_count++];
    int wide = areas[authority].wide, towns = areas[authority].towns;
    int poor;
    s->authority = authority;
    s->phase = phase;
    s->town = (int)below(r->m, (uint32_t)towns);
    s->easting = areas[authority].east + (s->town * 37 % towns) * wide / towns +
                 between(r->m, 0, wide / towns + 900);
    s->northing = areas[authority].north + (s->town * 53 % (towns + 1)) * wide / towns +
                  between(r->m, 0, wide / towns + 900);
    poor = (s->town * 7 + authority * 3) % 10;
    s->free_meals = 30 + poor * 26 + between(r->m, 0, 120);
    s->pupils = base[phase] + between(r->m, 0, more[phase]);
    s->converted = NO_DAY;
    s->isolated = chance(r->m, authority == 0 ? 19 : 9);
    plan_visits(r, s, day_in(r->m, 2007, 2009), shares[s->free_meals > 190]);
}

/* Some primaries and secondaries are chosen to stay outstanding. */
static void choose_beacons(region *r)
{
    int n = 0, at = 0;
    for (int authority = 0; authority < AUTHORITIES; authority++)
        for (int k = 0; k < beacons_of[authority]; n++, k++, at += 7) {
            while (r->sites[at % r->site_count].authority != authority ||
                   r->sites[at % r->site_count].beacon ||
                   r->sites[at % r->site_count].phase > SECONDARY)
                at++;
            r->beacons[n] = at % r->site_count;
            r->sites[r->beacons[n]].beacon = 1 + n;
            r->sites[r->beacons[n]].isolated = 0;
            plan_beacon(r, &r->sites[r->beacons[n]]);
        }
}

void plan_sites(region *r)
{
    for (int authority = 0; authority < AUTHORITIES; authority++)
        for (int phase = 0; phase < 5; phase++)
            for (int i = 0; i < areas[authority].sites[phase]; i++)
                plan_site(r, authority, (enum phase)phase);
    choose_beacons(r);
}

/* --- conversions --- */

/* A sponsored academy begins anew: no grade until its first inspection. */
static void sponsor(region *r, site *s, int32_t day)
{
    static const int first[4] = {3, 47, 40, 10};
    s->converted = day;
    s->sponsored = 1;
    while (s->visit_count && s->visits[s->visit_count - 1].day >= day)
        s->visit_count--;
    if (s->visit_count > VISITS_MOST - 4)
        s->visit_count = VISITS_MOST - 4;
    plan_visits(r, s, day + between(r->m, 650, 1000), first);
}

static int32_t first_failure(const site *s)
{
    for (int i = 0; i < s->visit_count; i++)
        if (s->visits[i].grade == 4 && s->visits[i].day > day_of(2011, 3, 1) &&
            s->visits[i].day < day_of(2020, 1, 1))
            return s->visits[i].day;
    return NO_DAY;
}

static void plan_conversion(region *r, site *s)
{
    static const int wish[AUTHORITIES][5] = {
        {28, 40, 85, 30, 0}, {24, 0, 75, 30, 0}, {13, 0, 48, 20, 0}};
    int32_t failed = first_failure(s);
    int32_t day =
        s->phase == SECONDARY ? month_in(r->m, 2011, 2013) : month_in(r->m, 2012, 2022);
    int grade = grade_at(s, day);
    if (s->phase == NURSERY)
        return;
    if (failed != NO_DAY && chance(r->m, 70))
        sponsor(r, s, failed + between(r->m, 300, 800));
    else if (chance(r->m, wish[s->authority][s->phase]) && grade >= 1 && grade <= 2)
        s->converted = day;
}

/* A few schools are founded as free schools. */
static void found(region *r, site *s)
{
    static const int first[4] = {12, 55, 26, 7};
    s->free_school = 1;
    s->converted = day_of(between(r->m, 2012, 2016), 9, 1);
    s->visit_count = 0;
    plan_visits(r, s, s->converted + between(r->m, 500, 800), first);
}

static void name_schools(region *r, site *s, int number)
{
    maker *m = r->m;
    stay *at = s->schools;
    if (!s->free_school) {
        *at++ =
            (stay){maker_symbol(m, "syn-school-%03d", number), INT32_MIN, s->converted};
        s->school_count = 1;
    }
    if (s->converted == NO_DAY)
        return;
    *at = (stay){
        maker_symbol(m, s->free_school ? "syn-free-school-%03d" : "syn-academy-%03d",
                     number),
        s->converted, NO_DAY};
    s->school_count++;
}

void plan_conversions(region *r)
{
    int founded = 0;
    for (int i = 0; i < r->site_count; i++) {
        site *s = &r->sites[i];
        if (i % 43 == 11 && !s->beacon && s->phase <= SECONDARY && founded++ < 7)
            found(r, s);
        else
            plan_conversion(r, s);
        name_schools(r, s, i + 1);
    }
}

int grade_at(const site *s, int32_t day)
{
    int grade = 0;
    for (int i = 0; i < s->visit_count && s->visits[i].day <= day; i++)
        if (!s->sponsored || day < s->converted || s->visits[i].day >= s->converted)
            grade = s->visits[i].grade;
    return grade;
}

const stay *school_at(const site *s, int32_t day)
{
    for (int i = 0; i < s->school_count; i++)
        if (s->schools[i].from <= day && day < s->schools[i].to)
            return &s->schools[i];
    return NULL;
}

int is_stuck(const site *s)
{
    int graded = s->visit_count;
    while (graded && !s->visits[graded - 1].grade)
        graded--;
    return graded > 1 && s->visits[graded - 1].grade == 3 &&
           s->visits[graded - 2].grade >= 3;
}

int is_academy_at(const site *s, int32_t day) { return s->converted <= day; }
