/* Conversions and changes of trust as acts of brokerage, and who decides on them. */
#include "generate/region.h"

static brokerage *record(region *r, const char *kind, const stay *broker,
                         const stay *beneficiary, symbol provider, int32_t day)
{
    evidence_list found = cited(r->m, between(r->m, 2, 4) * 2 + 1);
    symbol id = maker_symbol(r->m, "syn-act-%03u", ++r->acts);
    brokerage *b = add_brokerage(r->m, kind_named(r->m, kind), broker->id,
                                 beneficiary->id, provider);
    if (!b)
        return NULL;
    b->id = id;
    b->evidence = found;
    b->matter = matter_named("status");
    b->modality = MODALITY_PRACTICE;
    b->outcome = OUTCOME_AGREED;
    b->own_service = 1;
    b->valid = span(day, earlier(beneficiary->to, broker->to));
    dataset_claim(r->m->made, id, RECORD_BROKERAGE,
                  dataset_count(r->m->made, RECORD_BROKERAGE) - 1);
    return b;
}

/* Who brings a failing school to a trust: its authority, the Schools Commissioner's
 * office, later the regional commissioner. */
static const stay *broker_of(region *r, const site *s, int32_t day)
{
    if (day >= day_of(2022, 9, 1) || chance(r->m, 30))
        return &r->authorities[s->authority];
    return day < day_of(2014, 9, 1) ? &r->office
                                    : &r->commissioners[commissioner_index(s->authority)];
}

static void sponsored(region *r, const site *s)
{
    const stay *school = &s->schools[0];
    const stay *to = &r->trusts[s->moves[0].trust].body;
    int32_t day = s->converted - between(r->m, 90, 250);
    const stay *broker = broker_of(r, s, day);
    symbol trigger = maker_symbol(r->m, "ofsted 4");
    brokerage *b;
    if (!chance(r->m, 80))
        return;
    b = record(r, "brokers_conversion", broker, school, to->id, day);
    if (b)
        b->trigger = trigger;
}

/* A school that wants to convert needs the commissioner's word. */
static void approved(region *r, const site *s)
{
    static const words approves = {"approves", "status", "its own application",
                                   NULL,       0,        0};
    tie(r, &approves, &r->commissioners[commissioner_index(s->authority)], &s->schools[0],
        s->converted - between(r->m, 90, 200), s->converted);
}

static void changed_trust(region *r, const site *s)
{
    int32_t day = s->moves[1].from - between(r->m, 60, 150);
    const stay *academy = &s->schools[s->school_count - 1];
    brokerage *b;
    if (s->moves[0].trust < SINGLE_TRUSTS || day >= day_of(2022, 9, 1))
        return;
    b = record(r, "rebrokers", &r->commissioners[commissioner_index(s->authority)],
               academy, r->trusts[s->moves[1].trust].body.id, day);
    if (b)
        b->outcome = OUTCOME_ENDED;
}

/* Weak schools that were asked and stayed. */
static void refused(region *r)
{
    for (int i = 0; i < 7; i++) {
        int32_t day = i % 2 ? day_in(r->m, 2012, 2013) : day_in(r->m, 2016, 2020);
        int at = some_site(r, is_needy_maintained, day);
        const site *s = at < 0 ? NULL : &r->sites[at];
        const trust *to = &r->trusts[SINGLE_TRUSTS + (int)below(r->m, 4)];
        brokerage *b;
        if (!s || s->converted != NO_DAY || to->body.from > day)
            continue;
        b = record(r, "brokers_conversion",
                   i % 2 ? &r->office
                         : &r->commissioners[commissioner_index(s->authority)],
                   school_at(s, day), to->body.id, day);
        if (!b)
            continue;
        b->outcome = (uint8_t)(i % 3 ? OUTCOME_REFUSED : OUTCOME_PROPOSED);
        b->valence = -1;
    }
}

/* An authority that offers its own service: a party twice, on purpose. */
static void own_service(region *r)
{
    int32_t day = day_of(2013, 11, 1);
    int at = some_site(r, is_needy_maintained, day);
    const stay *la = at < 0 ? NULL : &r->authorities[r->sites[at].authority];
    brokerage *b =
        la ? record(r, "brokers_support", la, school_at(&r->sites[at], day), la->id, day)
           : NULL;
    if (!b)
        return;
    b->matter = matter_named("standards");
    b->own_service = 2;
}

void add_conversion_acts(region *r)
{
    for (int i = 0; i < r->site_count && !r->m->status; i++) {
        const site *s = &r->sites[i];
        if (s->move_count > 1)
            changed_trust(r, s);
        if (s->school_count < 2)
            continue;
        if (s->sponsored)
            sponsored(r, s);
        else if (s->converted > day_of(2014, 12, 1) && s->converted < day_of(2022, 9, 1))
            approved(r, s);
    }
    refused(r);
    own_service(r);
}
