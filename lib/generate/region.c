/* The synthetic region of three authorities, part by part. */
#include "generate/region.h"

#include <stdio.h>

#include "base/alloc.h"

static void describe(maker *m, uint64_t seed)
{
    char title[96];
    dated day = {day_of(2015, 1, 1), DATE_DAY};
    size_t capacity = 0;
    snprintf(title, sizeof title, "Invented by polity generate region, seed %llu",
             (unsigned long long)seed);
    maker_begin(m, seed, title);
    maker_about(m, "Three authorities, 2007 to 2025 (synthetic)",
                "Synthetic: no real school, authority or trust, and no real person. A "
                "shire county, a unitary authority and a metropolitan borough, invented "
                "by a program from a seed, so that every analysis has something to run "
                "on. Nothing in it says anything of England. To be given together with "
                "england-regime, whose bodies it names.",
                "Synthetic: the schools of three authorities that do not exist, and the "
                "bodies that act on them");
    if (m->status)
        return;
    if (!memory_grow((void **)&m->made->about.default_at, &capacity, 1, sizeof day)) {
        maker_no_memory(m);
        return;
    }
    m->made->about.default_capacity = (uint32_t)capacity;
    m->made->about.default_at[m->made->about.default_count++] = day;
}

/* The one property that england-regime declares, so that its rules on it have something
 * to be about. Declared by the first document, whichever that will be. */
static void declare_stuck(maker *m)
{
    const uint16_t school = vocabulary_type(&m->made->vocabulary, "school", 6);
    const property_kind row = {.name = "stuck",
                               .unit = "",
                               .note = "synthetic, as all values: on the list of RISE",
                               .of = {&school, 1},
                               .type = VALUE_BOOLEAN,
                               .declared = 1};
    if (!m->status &&
        vocabulary_add_property(&m->made->vocabulary, &row) == VOCABULARY_NONE)
        maker_no_memory(m);
}

int commissioner_index(int authority) { return authority == 2; }

void make_region(maker *m, uint64_t seed)
{
    static void (*const parts[])(region * r) = {
        plan_sites,          plan_conversions,   plan_trusts, add_bodies_of_region,
        add_trusts,          add_schools,        add_leaders, add_alliances,
        add_clusters,        add_other_partners, add_support, add_acts,
        add_conversion_acts, add_state,          add_absences};
    region *r = maker_array(m, 1, sizeof *r);
    if (!r)
        return;
    r->m = m;
    describe(m, seed);
    declare_stuck(m);
    for (size_t i = 0; !m->status && i < sizeof parts / sizeof *parts; i++)
        parts[i](r);
    memory_free(r);
}
