/* The region's schools as nodes: what is known of each, and when it held. */
#include <stdio.h>

#include "generate/region.h"

typedef struct history {
    history_item items[HISTORY_MOST];
    size_t count;
} history;

static void note(maker *m, history *to, const char *name, int64_t what, int32_t from,
                 int32_t until)
{
    if (to->count < HISTORY_MOST)
        to->items[to->count++] = item_of(m, name, what, from, until);
}

/* What of a site's history falls into the life of one of its schools. */
static void put_lived(maker *m, sheet *own, const char *name, const history *all,
                      const stay *life)
{
    history kept = {.count = 0};
    for (size_t i = 0; i < all->count; i++) {
        history_item item = all->items[i];
        int32_t to = item.valid.to_form   ? item.valid.to
                     : i + 1 < all->count ? all->items[i + 1].valid.from
                                          : NO_DAY;
        int32_t from = later(item.valid.from, life->from);
        if (from >= earlier(to, life->to))
            continue;
        item.valid = span(from, item.valid.to_form && to < life->to ? to : NO_DAY);
        kept.items[kept.count++] = item;
    }
    put_history(m, own, name, kept.items, kept.count);
}

/* Grades, categories of concern, days of inspections. */
static void put_visits(maker *m, sheet *own, const site *s, const stay *life)
{
    history grades = {.count = 0}, concerns = {.count = 0}, days = {.count = 0};
    int anew = s->sponsored && life->from == s->converted;
    for (int i = 0; i < s->visit_count; i++) {
        const visit *v = &s->visits[i];
        int last = i + 1 == s->visit_count;
        int32_t until = last ? NO_DAY : s->visits[i + 1].day;
        if (anew && v->day < s->converted)
            continue;
        note(m, &days, "inspected", v->day, v->day, NO_DAY);
        if (v->grade)
            note(m, &grades, "ofsted", v->grade, v->day,
                 !last && !s->visits[i + 1].grade ? until : NO_DAY);
        if (v->concern)
            note(m, &concerns, "ofsted_concern", v->concern, v->day, until);
    }
    put_lived(m, own, "ofsted", &grades, life);
    put_lived(m, own, "ofsted_concern", &concerns, life);
    put_lived(m, own, "inspected", &days, life);
}

/* Below the floor for a year or two after a poor inspection. */
static void put_floor(maker *m, sheet *own, const site *s, const stay *life, int salt)
{
    history all = {.count = 0};
    for (int i = 0; i < s->visit_count && !all.count; i++) {
        const visit *v = &s->visits[i];
        int32_t from = v->day + 120 + salt % 90;
        if (v->grade < 3 || v->day < day_of(2010, 6, 1) || v->day > day_of(2016, 1, 1) ||
            (v->grade == 3 && salt % 3))
            continue;
        note(m, &all, "below_floor", 0, day_of(2009, 9, 1), NO_DAY);
        note(m, &all, "below_floor", 1, from, NO_DAY);
        note(m, &all, "below_floor", 0, from + (salt % 2 ? 365 : 730), NO_DAY);
    }
    if (!all.count)
        put_boolean(m, own, "below_floor", 0);
    put_lived(m, own, "below_floor", &all, life);
}

static void put_titles(maker *m, sheet *own, const site *s, const stay *life)
{
    history titles = {.count = 0};
    int32_t from = day_of(2012 + (s->beacon - 1) % 4, 9, 1);
    if (!s->beacon)
        return;
    note(m, &titles, "designations",
         rank_of(m, "designations",
                 s->beacon <= ALLIANCES ? "teaching_school" : "national_support_school"),
         from, day_of(2021, 9, 1));
    if (s->beacon <= 2)
        note(m, &titles, "designations",
             rank_of(m, "designations", "national_support_school"), day_of(2014, 1, 1),
             day_of(2021, 9, 1));
    put_lived(m, own, "designations", &titles, life);
    put_share(m, own, "days_available", 20 + 5 * s->beacon, 1);
}

static void put_pupils(maker *m, sheet *own, const site *s, const stay *life, int salt)
{
    history all = {.count = 0};
    for (int i = 0; i < 4; i++)
        note(m, &all, "pupils", s->pupils * (100 + (salt * (i + 3)) % 19 - 9) / 100,
             day_of(2009 + 4 * i, 9, 1), NO_DAY);
    put_lived(m, own, "pupils", &all, life);
    put_integer(m, own, "places", s->pupils / 10 * 10 + 30 + salt % 4 * 15);
    put_share(m, own, "fsm", s->free_meals, 1000);
}

static void put_governors(region *r, sheet *own, const site *s, const stay *life)
{
    history trusts = {.count = 0}, federations = {.count = 0};
    const trust *first = s->move_count ? &r->trusts[s->moves[0].trust] : NULL;
    for (int i = 0; i < s->move_count; i++)
        note(r->m, &trusts, "trust", r->trusts[s->moves[i].trust].body.id,
             s->moves[i].from, NO_DAY);
    if (s->federation)
        note(r->m, &federations, "federation", r->federations[s->federation - 1],
             s->federated, NO_DAY);
    put_lived(r->m, own, "trust", &trusts, life);
    put_lived(r->m, own, "federation", &federations, life);
    if (s->sponsored && first && first->sponsor && life->from == s->converted)
        put_reference(r->m, own, "sponsor", r->sponsors[first->sponsor - 1]);
}

static void put_kind(maker *m, sheet *own, const site *s, int academy)
{
    static const char *const phases[] = {"primary", "middle_deemed_secondary",
                                         "secondary", "special", "nursery"};
    put_word(m, own, "status",
             !academy         ? "maintained"
             : s->free_school ? "free_school"
                              : "academy");
    if (academy)
        put_word(m, own, "route",
                 s->free_school ? "free"
                 : s->sponsored ? "sponsor_led"
                                : "converter");
    put_word(m, own, "phase", phases[s->phase]);
    if (s->phase == SPECIAL)
        put_boolean(m, own, "special", 1);
}

static void put_stuck(maker *m, sheet *own, const site *s, const stay *life)
{
    history all = {.count = 0};
    if (is_stuck(s))
        note(m, &all, "stuck", 1, day_of(2025, 2, 1), NO_DAY);
    else if (life->to == NO_DAY)
        put_boolean(m, own, "stuck", 0);
    put_lived(m, own, "stuck", &all, life);
}

static void add_school(region *r, int number, const stay *life)
{
    maker *m = r->m;
    const site *s = &r->sites[number];
    int academy = life->from == s->converted;
    char place[40];
    sheet own = sheet_of(m, "school");
    put_kind(m, &own, s, academy);
    put_reference(m, &own, "la", r->authorities[s->authority].id);
    put_governors(r, &own, s, life);
    put_visits(m, &own, s, life);
    put_floor(m, &own, s, life, number);
    put_titles(m, &own, s, life);
    put_pupils(m, &own, s, life, number);
    snprintf(place, sizeof place, "Synthetic town %d-%02d", s->authority + 1,
             s->town + 1);
    put_text(m, &own, "place", place);
    put_integer(m, &own, "easting", s->easting);
    put_integer(m, &own, "northing", s->northing);
    if (s->isolated)
        put_boolean(m, &own, "isolated", 1);
    put_stuck(m, &own, s, life);
    add_node(m, life->id,
             maker_symbol(m,
                          academy && !s->free_school ? "Synthetic academy %03d"
                          : academy                  ? "Synthetic free school %03d"
                                                     : "Synthetic school %03d",
                          number + 1),
             &own, span(life->from == INT32_MIN ? NO_DAY : life->from, life->to));
}

static void add_lineage(region *r, const site *s)
{
    edge *e;
    if (s->school_count < 2)
        return;
    e = add_edge(r->m, kind_named(r->m, "predecessor_of"), s->schools[0].id,
                 s->schools[1].id);
    if (e)
        e->evidence = cited(r->m, 9);
}

/* Small maintained schools of one town under one governing body. */
static void add_federations(region *r)
{
    for (int i = 0; i < r->site_count && r->federation_count < 5; i++) {
        site *a = &r->sites[i], *b = NULL;
        sheet own = sheet_of(r->m, "federation");
        for (int k = i + 1; k < r->site_count && !b; k++)
            if (r->sites[k].authority == a->authority && r->sites[k].town == a->town &&
                r->sites[k].phase == PRIMARY && r->sites[k].converted == NO_DAY &&
                !r->sites[k].federation)
                b = &r->sites[k];
        if (!b || a->phase != PRIMARY || a->converted != NO_DAY || a->federation ||
            a->pupils > 260)
            continue;
        a->federated = b->federated = month_in(r->m, 2011, 2018);
        r->federations[r->federation_count] =
            maker_symbol(r->m, "syn-federation-%d", r->federation_count + 1);
        put_reference(r->m, &own, "la", r->authorities[a->authority].id);
        add_node(r->m, r->federations[r->federation_count],
                 maker_symbol(r->m, "Synthetic federation %d", r->federation_count + 1),
                 &own, span(a->federated, NO_DAY));
        a->federation = b->federation = ++r->federation_count;
        i += r->site_count / 7;
    }
}

void add_schools(region *r)
{
    add_federations(r);
    for (int i = 0; i < r->site_count; i++)
        for (int k = 0; k < r->sites[i].school_count; k++)
            add_school(r, i, &r->sites[i].schools[k]);
    for (int i = 0; i < r->site_count; i++)
        add_lineage(r, &r->sites[i]);
}
