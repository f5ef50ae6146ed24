/* Ties of the region: no longer than both ends live, each with its evidence. */
#include "generate/region.h"

/* How sure the source is: mostly, and now and then somebody says otherwise. */
static evidence_list support_for(region *r, int strong)
{
    static const int shares[] = {36, 34, 20, 10}, tenths[] = {9, 7, 5, 3};
    int sure = tenths[weighted(r->m, shares, 4)];
    if (strong && chance(r->m, 5))
        return disputed(r->m, sure, STANCE_DENIES, 6, "the other side knows of none");
    if (strong && chance(r->m, 3))
        return disputed(r->m, sure, STANCE_DOUBTS, 4, "on paper only");
    return cited(r->m, sure);
}

symbol tie(region *r, const words *w, const stay *source, const stay *target,
           int32_t from, int32_t to)
{
    int32_t start = later(from, later(source->from, target->from));
    int32_t end = earlier(to, earlier(source->to, target->to));
    evidence_list found;
    symbol id, condition = 0, ended = 0;
    edge *e;
    if (start >= end || source->id == target->id || !source->id || !target->id)
        return 0;
    found = support_for(r, w->strength);
    id = maker_symbol(r->m, "syn-tie-%04u", ++r->ties);
    if (w->condition)
        condition = maker_symbol(r->m, "%s", w->condition);
    if (w->ended && end == to && to != NO_DAY)
        ended = maker_symbol(r->m, "%s", w->ended);
    e = add_edge(r->m, kind_named(r->m, w->kind), source->id, target->id);
    if (!e)
        return 0;
    e->id = id;
    e->evidence = found;
    e->condition = condition;
    e->ended = ended;
    e->matter = w->matter ? matter_named(w->matter) : 0;
    e->modality = MODALITY_PRACTICE;
    e->strength = (uint8_t)w->strength;
    e->valence = (int8_t)w->valence;
    e->valid = span(start == INT32_MIN ? NO_DAY : start, end);
    dataset_claim(r->m->made, id, RECORD_EDGE,
                  dataset_count(r->m->made, RECORD_EDGE) - 1);
    return id;
}

void tie_from_site(region *r, const words *w, const site *source, const stay *target,
                   int32_t from, int32_t to)
{
    for (int i = 0; i < source->school_count; i++)
        tie(r, w, &source->schools[i], target, from, to);
}

void tie_to_site(region *r, const words *w, const stay *source, const site *target,
                 int32_t from, int32_t to)
{
    for (int i = 0; i < target->school_count; i++)
        tie(r, w, source, &target->schools[i], from, to);
}

void tie_sites(region *r, const words *w, const site *source, const site *target,
               int32_t from, int32_t to)
{
    for (int i = 0; i < source->school_count; i++)
        tie_to_site(r, w, &source->schools[i], target, from, to);
}

enum { STEP = 211 }; /* a prime that the number of sites is no multiple of */

int some_site(region *r, site_test *fits, int32_t day)
{
    uint32_t n = (uint32_t)r->site_count, from = below(r->m, n);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t at = (from + i * STEP) % n;
        if (fits(&r->sites[at], day))
            return (int)at;
    }
    return -1;
}

int is_needy(const site *s, int32_t day)
{
    return grade_at(s, day) >= 3 && !s->isolated && school_at(s, day) != NULL;
}

int is_needy_maintained(const site *s, int32_t day)
{
    return is_needy(s, day) && !is_academy_at(s, day);
}

int is_needy_academy(const site *s, int32_t day)
{
    return is_needy(s, day) && is_academy_at(s, day);
}

int is_strong(const site *s, int32_t day)
{
    int grade = grade_at(s, day);
    return grade >= 1 && grade <= 2 && !s->isolated && s->phase != NURSERY &&
           school_at(s, day) != NULL;
}
