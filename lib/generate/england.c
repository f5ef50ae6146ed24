/* A network of the size of a country: its bodies. */
#include "generate/england.h"

#include <stdio.h>

#include "base/alloc.h"

/* At scale 1. Schools are those that are open and those that closed, as in a register. */
enum {
    SCHOOLS = 44900,
    AUTHORITIES = 152,
    COMMISSIONERS = 8,
    PROVIDERS = 3,
    DIOCESES = 42,
    ALLIANCES = 600,
    LEADERS = 1150,
    ACADEMIES_OF_100 = 42,
    TRUST_MOST = 50
};

uint32_t region_of(const country *c, uint32_t authority)
{
    return (uint32_t)((uint64_t)authority * c->commissioners.count /
                      c->authorities.count);
}

uint32_t from_quantiles(maker *m, const uint16_t quantiles[17])
{
    uint32_t at = below(m, 16), within = below(m, 256);
    return quantiles[at] + (uint32_t)(quantiles[at + 1] - quantiles[at]) * within / 256;
}

static uint32_t scaled(int64_t count, int64_t size, int64_t least)
{
    int64_t n = (count * size + 500) / 1000;
    return (uint32_t)(n < least ? least : n);
}

/* How many schools each authority has: of a log-normal spread, in all as many as asked
 * for. */
static void share_schools(country *c, uint32_t target)
{
    static const uint16_t sizes[17] = {36,  90,  114, 134, 153, 172, 191, 211, 233,
                                       257, 284, 315, 354, 403, 475, 600, 600};
    uint32_t n = c->authorities.count, school = 0;
    uint64_t sum = 0, run = 0;
    uint32_t *weight = maker_array(c->m, n, sizeof *weight);
    c->first = maker_array(c->m, (size_t)n + 1, sizeof *c->first);
    c->authority_of = maker_array(c->m, target, sizeof *c->authority_of);
    for (uint32_t i = 0; !c->m->status && i < n; i++)
        sum += weight[i] = from_quantiles(c->m, sizes);
    for (uint32_t i = 0; !c->m->status && i < n; i++) {
        run += weight[i];
        c->first[i] = school;
        while (school < (uint32_t)(run * target / sum))
            c->authority_of[school++] = i;
        c->first[i + 1] = school;
    }
    c->schools.count = target;
    memory_free(weight);
}

/* Academies of a region in random order, cut into trusts whose sizes have a heavy tail:
 * P(size > s) is about 1.6 / (1.6 + s). */
static void share_region(country *c, uint32_t *academies, uint32_t n, uint32_t region,
                         uint32_t *left)
{
    shuffle(c->m, academies, n);
    for (uint32_t i = 0; i < n; i++, --*left) {
        if (!*left) {
            uint64_t u = below(c->m, 1u << 24) + 1;
            uint64_t size = (((uint64_t)8 << 24) / u - 8 + 4) / 5;
            *left = (uint32_t)(size < 1 ? 1 : size > TRUST_MOST ? TRUST_MOST : size);
            c->trust_region[c->trusts.count++] = region;
        }
        c->trust_of[academies[i]] = c->trusts.count - 1;
    }
}

static void share_academies(country *c)
{
    uint32_t *academies = maker_array(c->m, c->schools.count, sizeof *academies);
    uint32_t n = 0, left = 0, region = 0;
    c->trust_of = maker_array(c->m, c->schools.count, sizeof *c->trust_of);
    c->trust_region = maker_array(c->m, c->schools.count, sizeof *c->trust_region);
    for (uint32_t i = 0; !c->m->status && i < c->schools.count; i++) {
        uint32_t of = region_of(c, c->authority_of[i]);
        if (of != region) {
            share_region(c, academies, n, region, &left);
            n = 0;
            region = of;
        }
        c->trust_of[i] = NO_TRUST;
        if (chance(c->m, ACADEMIES_OF_100))
            academies[n++] = i;
    }
    if (!c->m->status)
        share_region(c, academies, n, region, &left);
    memory_free(academies);
}

static uint32_t *some_homes(country *c)
{
    uint32_t *order = maker_array(c->m, c->schools.count, sizeof *order);
    for (uint32_t i = 0; order && i < c->schools.count; i++)
        order[i] = i;
    if (order)
        shuffle(c->m, order, c->schools.count);
    return order;
}

/* --- nodes --- */

static void begin_bodies(country *c, bodies *of, const char *word)
{
    of->ids = maker_array(c->m, of->count, sizeof *of->ids);
    for (uint32_t i = 0; of->ids && i < of->count; i++)
        of->ids[i] = maker_symbol(c->m, "syn-%s-%06u", word, i + 1);
}

static void add_bodies(country *c, bodies *of, const char *word, const char *type,
                       void (*fill)(country *c, uint32_t i, sheet *own))
{
    for (uint32_t i = 0; !c->m->status && i < of->count; i++) {
        sheet own = sheet_of(c->m, type);
        if (fill)
            fill(c, i, &own);
        add_node(c->m, of->ids[i], maker_symbol(c->m, "Synthetic %s %06u", word, i + 1),
                 &own, span(NO_DAY, NO_DAY));
    }
}

/* The commissioners' regions, by turns: the rules of england-regime know them. */
static void put_region(country *c, sheet *own, uint32_t region)
{
    static const char *const names[] = {"North of England",
                                        "Lancashire and West Yorkshire",
                                        "East Midlands and the Humber",
                                        "West Midlands",
                                        "East of England and North-East London",
                                        "North-West London and South-Central England",
                                        "South-East England and South London",
                                        "South-West England"};
    put_text(c->m, own, "rsc_region", names[region % 8]);
}

static void fill_commissioner(country *c, uint32_t i, sheet *own)
{
    put_text(c->m, own, "subtype", "rsc");
    put_region(c, own, i);
}

static void fill_authority(country *c, uint32_t i, sheet *own)
{
    put_region(c, own, region_of(c, i));
}

static void fill_trust(country *c, uint32_t i, sheet *own)
{
    put_region(c, own, c->trust_region[i]);
}

static void fill_school(country *c, uint32_t i, sheet *own)
{
    static const int phases[] = {1, 76, 0, 14, 0, 2, 1, 6}, grades[] = {19, 60, 16, 5};
    static const int spread[] = {20, 110, 0, 700, 0, 800, 300, 40};
    size_t phase = weighted(c->m, phases, 8);
    int academy = c->trust_of[i] != NO_TRUST;
    uint32_t free_meals;
    put_level(c->m, own, "status", academy ? 2 : 1);
    put_level(c->m, own, "phase", (int)phase + 1);
    put_reference(c->m, own, "la", c->authorities.ids[c->authority_of[i]]);
    if (academy)
        put_reference(c->m, own, "trust", c->trusts.ids[c->trust_of[i]]);
    put_level(c->m, own, "ofsted", (int)weighted(c->m, grades, 4) + 1);
    put_integer(c->m, own, "pupils", spread[phase] + between(c->m, 30, 400));
    free_meals = below(c->m, 300);
    free_meals *= below(c->m, 2) + 1;
    put_share(c->m, own, "fsm", (int)free_meals, 1000);
}

static void fill_leader(country *c, uint32_t i, sheet *own)
{
    put_reference(c->m, own, "home", c->schools.ids[c->home[i]]);
}

static void add_nodes(country *c)
{
    maker *m = c->m;
    c->department = add_known(m, "dfe", "department");
    c->inspectorate = add_known(m, "ofsted", "inspectorate");
    c->college = add_known(m, "nctl", "national_college");
    c->funder = add_known(m, "efa", "agency");
    begin_bodies(c, &c->commissioners, "rsc");
    begin_bodies(c, &c->providers, "provider");
    begin_bodies(c, &c->authorities, "la");
    begin_bodies(c, &c->dioceses, "diocese");
    begin_bodies(c, &c->alliances, "alliance");
    begin_bodies(c, &c->trusts, "trust");
    begin_bodies(c, &c->schools, "school");
    begin_bodies(c, &c->leaders, "leader");
    add_bodies(c, &c->commissioners, "commissioner", "commissioner", fill_commissioner);
    add_bodies(c, &c->providers, "inspection provider", "inspection_provider", NULL);
    add_bodies(c, &c->authorities, "authority", "local_authority", fill_authority);
    add_bodies(c, &c->dioceses, "diocese", "diocese", NULL);
    add_bodies(c, &c->alliances, "alliance", "alliance", NULL);
    add_bodies(c, &c->trusts, "trust", "trust", fill_trust);
    add_bodies(c, &c->schools, "school", "school", fill_school);
    add_bodies(c, &c->leaders, "system leader", "system_leader", fill_leader);
}

static void describe(maker *m, uint64_t seed, int64_t size)
{
    char text[400];
    snprintf(text, sizeof text, "A country of schools, scale %u.%03u (synthetic)",
             (unsigned)(size / 1000), (unsigned)(size % 1000));
    maker_about(m, text,
                "Synthetic: no real school, authority or trust. A network of the size "
                "and shape of England's, made to measure speed with. Its ties have "
                "neither dates nor evidence of their own.",
                "Synthetic: a country that does not exist");
    snprintf(text, sizeof text, "Invented by polity generate england, seed %llu",
             (unsigned long long)seed);
    maker_begin(m, seed, text);
}

/* As measured, with what growing arrays have in hand. */
static void reserve(maker *m, int64_t size)
{
    enum { BYTES = 95000 };
    if (!m->status)
        m->status =
            run_reserve(&m->run, "a synthetic country", (double)size * BYTES, m->err);
}

static void release(country *c)
{
    memory_free(c->commissioners.ids);
    memory_free(c->providers.ids);
    memory_free(c->authorities.ids);
    memory_free(c->dioceses.ids);
    memory_free(c->alliances.ids);
    memory_free(c->trusts.ids);
    memory_free(c->schools.ids);
    memory_free(c->leaders.ids);
    memory_free(c->first);
    memory_free(c->authority_of);
    memory_free(c->trust_of);
    memory_free(c->trust_region);
    memory_free(c->home);
    memory_free(c->partnered);
}

void make_england(maker *m, uint64_t seed, int64_t size)
{
    static void (*const parts[])(country * c) = {add_nodes, england_steering,
                                                 england_partnership, england_support};
    country c = {.m = m};
    reserve(m, size);
    if (m->status)
        return;
    describe(m, seed, size);
    c.commissioners.count = scaled(COMMISSIONERS, size, COMMISSIONERS);
    c.providers.count = scaled(PROVIDERS, size, PROVIDERS);
    c.authorities.count = scaled(AUTHORITIES, size, COMMISSIONERS);
    c.dioceses.count = scaled(DIOCESES, size, COMMISSIONERS);
    c.alliances.count = scaled(ALLIANCES, size, 1);
    c.leaders.count = scaled(LEADERS, size, 1);
    if (c.commissioners.count > c.authorities.count)
        c.commissioners.count = c.authorities.count;
    share_schools(&c, scaled(SCHOOLS, size, 1));
    share_academies(&c);
    c.home = some_homes(&c);
    c.partnered = maker_array(m, c.schools.count, 1);
    for (size_t i = 0; !m->status && i < sizeof parts / sizeof *parts; i++) {
        m->status = run_tick(&m->run, "generating", (double)i / 4, m->err);
        if (!m->status)
            parts[i](&c);
    }
    release(&c);
}
