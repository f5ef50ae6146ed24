#include "derive/candidates.h"

#include <string.h>

#include "base/alloc.h"

typedef struct choosing {
    candidates *to;
    const rule_set *rules;
    const compiled_rule *rule;
    size_t party;
    stretch when;
    query_run run;
    query_days days;
    int no_memory;
} choosing;

void needs_add(const query *of, const struct query_count *counts, uint16_t *needs,
               size_t *count)
{
    for (uint16_t i = 0; i < of->probes; i++) {
        size_t k = 0;
        if (!counts[i].read || counts[i].missing < counts[i].read)
            continue;
        while (k < *count && needs[k] != of->probe[i].property)
            k++;
        if (k == *count && *count < OUTCOME_NEEDS)
            needs[(*count)++] = of->probe[i].property;
    }
}

static int is_day(stretch when) { return when.to - when.from == 1; }

static void keep(choosing *c, int32_t node, stretch when)
{
    candidates *to = c->to;
    if (!memory_grow((void **)&to->rows, &to->capacity, to->count + 1,
                     sizeof *to->rows)) {
        c->no_memory = 1;
        return;
    }
    to->rows[to->count++] = (candidate){node, when};
}

/* `where` on one stretch, as it is on its first day. Returns 1 true, 0 false, -1 NULL. */
static int fits(choosing *c, stretch when)
{
    const rule_party *party = &c->rule->party[c->party];
    if (!party->text)
        return 1;
    c->run.dated = 1;
    c->run.from = when.from;
    c->run.to = when.from + 1;
    return query_test(&c->run, &party->where);
}

/* The days within its life on which what `where` or the link reads of the node may
 * change. */
static int find_days(choosing *c, stretch life)
{
    const rule_party *party = &c->rule->party[c->party];
    query_value node = c->run.variables[0];
    int fine;
    c->days.count = 0;
    fine = !party->text ||
           query_changes(&c->run, &party->where, 1, life.from, life.to, &c->days);
    if (fine && c->rule->has_link) {
        query_run run = {.data = c->run.data, .ties = c->run.ties};
        run.variables[c->party] = node;
        fine = query_changes(&run, &c->rule->link, 1u << c->party, life.from, life.to,
                             &c->days);
        query_run_free(&run);
    }
    days_sort(&c->days);
    return fine;
}

static void over_time(choosing *c, int32_t node, stretch life)
{
    int undecided = 0;
    if (!find_days(c, life)) {
        c->no_memory = 1;
        return;
    }
    for (size_t i = 0; i <= c->days.count && !c->no_memory; i++) {
        stretch part = {i ? c->days.days[i - 1] : life.from,
                        i < c->days.count ? c->days.days[i] : life.to};
        int is = fits(c, part);
        undecided |= is < 0;
        if (is > 0)
            keep(c, node, part);
    }
    c->to->undecided += (size_t)undecided;
}

static void try_node(choosing *c, size_t at)
{
    const node *n = dataset_node(c->rules->data, at);
    const interval *const life[] = {&n->valid};
    stretch lives = stretch_clip(c->when, &n->valid);
    int is;
    if (n->type == VOCABULARY_NONE || n->scope > SCOPE_INSTANCE ||
        lives.from >= lives.to ||
        (c->to->type != VOCABULARY_NONE &&
         !vocabulary_is_a(&c->rules->data->vocabulary, n->type, c->to->type)))
        return;
    c->run.variables[0] = (query_value){.type = QUERY_NODE, .as.integer = (int64_t)at};
    if (!is_day(c->when)) {
        over_time(c, (int32_t)at, lives);
        return;
    }
    if (intervals_meet(life, 1, c->when.from, c->when.to) != DURING_YES) {
        c->to->unknown++;
        return;
    }
    is = fits(c, c->when);
    c->to->undecided += is < 0;
    if (is > 0)
        keep(c, (int32_t)at, c->when);
}

static polity_status choose(choosing *c, polity_error *err)
{
    const rule_party *party = &c->rule->party[c->party];
    polity_status status;
    if (party->text)
        c->run.counts = memory_zeroed(party->where.probes, sizeof *c->run.counts);
    if (party->text && !c->run.counts)
        return error_memory(err);
    for (size_t i = 0; i < dataset_count(c->rules->data, RECORD_NODE) && !c->no_memory;
         i++)
        try_node(c, i);
    if (party->text)
        needs_add(&party->where, c->run.counts, c->to->needs, &c->to->need_count);
    status = c->no_memory ? error_memory(err) : query_run_status(&c->run, err);
    memory_free(c->run.counts);
    memory_free(c->days.days);
    query_run_free(&c->run);
    return status;
}

polity_status candidates_of(candidate_cache *cache, const rule_set *rules, size_t rule,
                            size_t party, stretch when, query_ties *ties,
                            const candidates **out, polity_error *err)
{
    const compiled_rule *row = &rules->rules[rule];
    choosing c = {.rules = rules, .rule = row, .party = party, .when = when};
    for (size_t i = 0; i < cache->count && is_day(when); i++)
        if (cache->sets[i]->text == row->party[party].text &&
            cache->sets[i]->type == row->party[party].type) {
            *out = cache->sets[i];
            return POLITY_OK;
        }
    c.run.data = rules->data;
    c.run.ties = ties;
    c.to = memory_zeroed(1, sizeof *c.to);
    if (!c.to || !memory_grow((void **)&cache->sets, &cache->capacity, cache->count + 1,
                              sizeof *cache->sets)) {
        memory_free(c.to);
        return error_memory(err);
    }
    cache->sets[cache->count++] = c.to;
    c.to->text = row->party[party].text;
    c.to->type = row->party[party].type;
    *out = c.to;
    return choose(&c, err);
}

void candidate_cache_free(candidate_cache *of)
{
    for (size_t i = 0; i < of->count; i++) {
        memory_free(of->sets[i]->rows);
        memory_free(of->sets[i]);
    }
    memory_free(of->sets);
    *of = (candidate_cache){NULL, 0, 0};
}
