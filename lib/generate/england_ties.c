/* A network of the size of a country: its ties. */
#include <string.h>

#include "base/alloc.h"
#include "generate/england.h"

/* One tie from a body to each of a row of others. */
static void to_each(country *c, const char *kind, symbol source, const bodies *targets)
{
    uint16_t number = kind_named(c->m, kind);
    for (uint32_t i = 0; i < targets->count; i++)
        add_edge(c->m, number, source, targets->ids[i]);
}

static void steer_nationally(country *c)
{
    const symbol arms[] = {c->inspectorate, c->college, c->funder};
    const bodies national = {(symbol *)arms, 3};
    to_each(c, "directs", c->department, &national);
    to_each(c, "directs", c->department, &c->commissioners);
    to_each(c, "oversees", c->department, &c->authorities);
    to_each(c, "approves", c->department, &c->trusts);
    to_each(c, "directs", c->inspectorate, &c->providers);
    to_each(c, "designates", c->college, &c->alliances);
}

static void money(const country *c, uint16_t kind, symbol target)
{
    edge *e = add_edge(c->m, kind, c->funder, target);
    if (e)
        e->matter = matter_named("finance");
}

/* A diocese of the school's region, by turns of its authorities. */
static symbol diocese_of(const country *c, uint32_t authority)
{
    uint32_t region = region_of(c, authority), n = c->commissioners.count;
    uint32_t from = (uint32_t)((uint64_t)region * c->dioceses.count / n);
    uint32_t to = (uint32_t)((uint64_t)(region + 1) * c->dioceses.count / n);
    return c->dioceses.ids[to > from ? from + authority % (to - from) : from];
}

static void steer_school(country *c, uint32_t i)
{
    maker *m = c->m;
    symbol school = c->schools.ids[i];
    uint32_t authority = c->authority_of[i], trust = c->trust_of[i];
    uint32_t provider = (uint32_t)((uint64_t)region_of(c, authority) *
                                   c->providers.count / c->commissioners.count);
    add_edge(m, kind_named(m, "inspects"), c->providers.ids[provider], school);
    if (trust == NO_TRUST) {
        add_edge(m, kind_named(m, "monitors"), c->authorities.ids[authority], school);
    } else {
        add_edge(m, kind_named(m, "governs"), c->trusts.ids[trust], school);
        money(c, kind_named(m, "monitors"), school);
    }
    if (chance(m, 37))
        add_edge(m, kind_named(m, "appoints"), diocese_of(c, authority), school);
}

void england_steering(country *c)
{
    uint16_t oversees = kind_named(c->m, "oversees");
    uint16_t monitors = kind_named(c->m, "monitors");
    steer_nationally(c);
    for (uint32_t i = 0; !c->m->status && i < c->trusts.count; i++) {
        add_edge(c->m, oversees, c->commissioners.ids[c->trust_region[i]],
                 c->trusts.ids[i]);
        money(c, monitors, c->trusts.ids[i]);
    }
    for (uint32_t i = 0; !c->m->status && i < c->schools.count; i++)
        steer_school(c, i);
}

/* --- partnership --- */

static void partner(country *c, uint16_t kind, symbol source, symbol target, int most)
{
    edge *e = add_edge(c->m, kind, source, target);
    if (e)
        e->weight = between(c->m, 1, most);
}

/* Everyone in a cluster works with everyone else. */
static void join_cluster(country *c, uint16_t kind, const uint32_t *members, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        c->partnered[members[i]] = 1;
        for (uint32_t k = i + 1; k < n; k++)
            partner(c, kind, c->schools.ids[members[i]], c->schools.ids[members[k]], 5);
    }
}

/* 72 of 100 schools of an authority, in random order, in clusters of 5 to 15. */
static void clusters_of(country *c, uint32_t authority, uint32_t *members)
{
    uint16_t kind = kind_named(c->m, "collaborates");
    uint32_t n = 0, size;
    for (uint32_t i = c->first[authority]; i < c->first[authority + 1]; i++)
        if (chance(c->m, 72))
            members[n++] = i;
    shuffle(c->m, members, n);
    for (uint32_t at = 0; at < n && !c->m->status; at += size) {
        size = (uint32_t)between(c->m, 5, 15);
        size = size > n - at || n - at - size < 5 ? n - at : size;
        join_cluster(c, kind, members + at, size);
    }
}

/* Members of an alliance: most of one authority, some of its neighbours; each once. */
static void alliance(country *c, uint32_t i, uint32_t *met)
{
    static const uint16_t sizes[17] = {10, 12, 15, 18, 20, 22, 25, 27, 30,
                                       33, 36, 40, 45, 51, 60, 75, 120};
    uint16_t kind = kind_named(c->m, "member_of");
    uint32_t size = from_quantiles(c->m, sizes), n = c->authorities.count;
    uint32_t home = below(c->m, n);
    uint32_t low = c->first[home ? home - 1 : 0];
    uint32_t high = c->first[home + 2 < n ? home + 2 : n];
    for (uint32_t k = 0; k < size; k++) {
        int own = k * 10 < size * 7 && c->first[home] < c->first[home + 1];
        uint32_t from = own ? c->first[home] : low;
        uint32_t to = own ? c->first[home + 1] : high;
        uint32_t school = to > from ? from + below(c->m, to - from) : 0;
        if (to <= from || met[school] == i + 1)
            continue;
        met[school] = i + 1;
        c->partnered[school] = 1;
        partner(c, kind, c->schools.ids[school], c->alliances.ids[i], 3);
    }
}

static void far_partner(country *c, uint16_t kind, uint32_t school)
{
    uint32_t n = c->schools.count, far = n > 1500 ? 1500 : n;
    if (n < 2)
        return;
    partner(c, kind, c->schools.ids[school],
            c->schools.ids[(school + 1 + below(c->m, far - 1)) % n], 5);
}

/* Of the schools that are in no grouping all but a few have a partner somewhere, and some
 * others have one more. */
static void far_partners(country *c, uint32_t *order)
{
    uint16_t works = kind_named(c->m, "works_with"), meets = kind_named(c->m, "meets");
    uint32_t alone = c->schools.count / 20, more = c->schools.count / 25;
    shuffle(c->m, order, c->schools.count);
    for (uint32_t i = 0; i < c->schools.count && !c->m->status; i++) {
        uint32_t school = order[i];
        if (!c->partnered[school] && alone)
            alone--;
        else if (!c->partnered[school])
            far_partner(c, works, school);
        else if (more && more--)
            far_partner(c, meets, school);
    }
}

void england_partnership(country *c)
{
    uint32_t n = c->schools.count;
    uint32_t *room = maker_array(c->m, n, sizeof *room);
    for (uint32_t i = 0; room && i < c->authorities.count; i++)
        clusters_of(c, i, room);
    if (room)
        memset(room, 0, n * sizeof *room);
    for (uint32_t i = 0; room && i < c->alliances.count && !c->m->status; i++)
        alliance(c, i, room);
    for (uint32_t i = 0; room && i < n; i++)
        room[i] = i;
    if (room)
        far_partners(c, room);
    memory_free(room);
}

/* --- support --- */

/* Who commissions a leader: the authority, the College, the commissioner. */
static symbol commissioner_of(country *c, uint32_t authority)
{
    static const int shares[] = {50, 30, 20};
    size_t which = weighted(c->m, shares, 3);
    return which == 0   ? c->authorities.ids[authority]
           : which == 1 ? c->college
                        : c->commissioners.ids[region_of(c, authority)];
}

/* That the first school a leader supports was brought to it. */
static void record_act(country *c, uint32_t leader, symbol by, symbol school)
{
    maker *m = c->m;
    symbol id = maker_symbol(m, "syn-act-%06u", leader + 1);
    brokerage *b = add_brokerage(m, kind_named(m, "brokers_support"), by, school,
                                 c->leaders.ids[leader]);
    if (!b)
        return;
    b->id = id;
    dataset_claim(m->made, id, RECORD_BROKERAGE,
                  dataset_count(m->made, RECORD_BROKERAGE) - 1);
}

static void support(country *c, uint32_t leader)
{
    maker *m = c->m;
    uint32_t home = c->home[leader], n = c->schools.count, chosen[5];
    uint32_t count = (uint32_t)between(m, 1, 5), far = n > 900 ? 900 : n;
    symbol id = c->leaders.ids[leader];
    symbol by = commissioner_of(c, c->authority_of[home]);
    add_edge(m, kind_named(m, "designates"), by, id);
    for (uint32_t k = 0; k < count; k++) {
        uint32_t offset = 1 + below(m, far - 1), known = 0;
        chosen[k] = (home + (chance(m, 50) ? offset : n - offset)) % n;
        while (chosen[known] != chosen[k])
            known++;
        if (known < k)
            continue;
        partner(c, kind_named(m, "supports"), id, c->schools.ids[chosen[k]], 3);
        if (!k)
            record_act(c, leader, by, c->schools.ids[chosen[k]]);
    }
}

void england_support(country *c)
{
    for (uint32_t i = 0; i < c->leaders.count && !c->m->status; i++)
        support(c, i);
}
