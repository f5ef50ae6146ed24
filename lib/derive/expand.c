/* Rules to ties: the candidates for each end, then the pairs among them that the link
 * joins. */
#include "derive/expand.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "derive/candidates.h"
#include "derive/join.h"

enum { PAIRS_BETWEEN_TICKS = 1 << 16, DERIVED_MOST = 100000000 };

/* Pairs that may be tried one by one, for want of an equality to join by. */
#define PAIRS_MOST 100000000.0

typedef struct expander {
    expansion *out;
    const rule_set *rules;
    const uint8_t *asked;
    stretch when;
    const polity_run *run;
    polity_error *err;
    polity_status status;
    candidate_cache cache;
    query_ties ties;
    int has_ties;

    /* the rule at hand */
    size_t rule;
    const compiled_rule *row;
    stretch holds;
    const candidates *ends[RULE_PARTIES];
    join_index joins[RULE_PARTIES]; /* how each party but the first is found */
    query_run link;
    candidate chosen[RULE_PARTIES];
    size_t chosen_at[RULE_PARTIES]; /* their positions among the candidates */
    query_days days;
    size_t since_tick;
    size_t undecided;
} expander;

static int is_day(const expander *x) { return x->when.to - x->when.from == 1; }

static int fail(expander *x, polity_status status)
{
    if (!x->status)
        x->status = status;
    return 0;
}

/* --- making rows -----------------------------------------------------------------------
 */

static int add(expander *x, stretch valid)
{
    expansion *out = x->out;
    derived *row;
    if (out->count >= DERIVED_MOST)
        return fail(x, error_set(x->err, POLITY_ELIMIT, "rule-ties",
                                 "the rules derive more than %d ties", DERIVED_MOST));
    if (!memory_grow((void **)&out->rows, &out->capacity, out->count + 1,
                     sizeof *out->rows))
        return fail(x, error_memory(x->err));
    row = &out->rows[out->count++];
    *row = (derived){(uint32_t)x->rule, {-1, -1, -1}, valid};
    for (size_t i = 0; i < x->row->parties; i++)
        row->party[i] = x->chosen[i].node;
    return 1;
}

/* The link at one day: 1 true, 0 false, -1 NULL. */
static int linked(expander *x, int32_t day)
{
    x->link.dated = 1;
    x->link.from = day;
    x->link.to = day + 1;
    return query_test(&x->link, &x->row->link);
}

/* Rows for a stretch on which all ends are candidates; parts that touch are one row. */
static int add_where_linked(expander *x, stretch common)
{
    int undecided = 0;
    stretch open = {0, 0};
    x->days.count = 0;
    for (size_t i = 0; !is_day(x) && i < x->row->parties; i++)
        if (!query_changes(&x->link, &x->row->link, 1u << i, common.from, common.to,
                           &x->days))
            return fail(x, error_memory(x->err));
    days_sort(&x->days);
    for (size_t i = 0; i <= x->days.count; i++) {
        int32_t from = i ? x->days.days[i - 1] : common.from;
        int32_t to = i < x->days.count ? x->days.days[i] : common.to;
        int is = linked(x, from);
        undecided |= is < 0;
        if (is > 0 && open.to == from && open.from < open.to) {
            open.to = to;
        } else if (is > 0) {
            if (open.from < open.to && !add(x, open))
                return 0;
            open = (stretch){from, to};
        }
    }
    x->undecided += (size_t)undecided;
    return open.from >= open.to || add(x, open);
}

/* Everything that has to be true of the chosen ends together. */
static int try_chosen(expander *x)
{
    stretch common = x->holds;
    size_t n = x->row->parties;
    for (size_t i = 0; i < n; i++) {
        common = stretch_common(common, x->chosen[i].when);
        for (size_t k = 0; k < i; k++)
            if (x->chosen[i].node == x->chosen[k].node)
                return 1; /* nobody is tied to itself */
    }
    if (common.from >= common.to)
        return 1;
    if (++x->since_tick % PAIRS_BETWEEN_TICKS == 0) {
        polity_status status = run_tick(x->run, "rules", -1, x->err);
        if (status)
            return fail(x, status);
    }
    if (!x->row->has_link || (is_day(x) && x->joins[1].decides && n == 2))
        return add(x, common);
    for (size_t i = 0; i < n; i++)
        x->link.variables[i] =
            (query_value){.type = QUERY_NODE, .as.integer = x->chosen[i].node};
    return add_where_linked(x, common);
}

/* Choose a candidate for each party from number `party` on. */
static int choose(expander *x, size_t party)
{
    const candidates *ends;
    const join_index *join;
    if (party >= x->row->parties || party >= RULE_PARTIES)
        return try_chosen(x);
    ends = x->ends[party];
    join = &x->joins[party];
    for (size_t at = join->made ? join->first[x->chosen_at[join->with]] : 0;
         at < ends->count; at = join->made ? join->next[at] : at + 1) {
        x->chosen[party] = ends->rows[at];
        x->chosen_at[party] = at;
        if (!choose(x, party + 1))
            return 0;
    }
    return 1;
}

/* --- one pair, one row -----------------------------------------------------------------
 */

static int compare_rows(const void *left, const void *right)
{
    const derived *a = left, *b = right;
    for (size_t i = 0; i < RULE_PARTIES; i++)
        if (a->party[i] != b->party[i])
            return a->party[i] < b->party[i] ? -1 : 1;
    return (a->valid.from > b->valid.from) - (a->valid.from < b->valid.from);
}

/* Ends are cut where what they say changes: put the stretches of a pair together again.
 */
static void unite(expansion *out, size_t from)
{
    size_t kept = from;
    if (out->count > from)
        qsort(out->rows + from, out->count - from, sizeof *out->rows, compare_rows);
    for (size_t i = from; i < out->count; i++) {
        derived *last = kept > from ? &out->rows[kept - 1] : NULL;
        if (last && !memcmp(last->party, out->rows[i].party, sizeof last->party) &&
            last->valid.to == out->rows[i].valid.from)
            last->valid.to = out->rows[i].valid.to;
        else
            out->rows[kept++] = out->rows[i];
    }
    out->count = kept;
}

/* --- one rule --------------------------------------------------------------------------
 */

/* Pairs that would be tried without a hash. */
static polity_status check_pairs(expander *x)
{
    double pairs = 1;
    for (size_t i = 0; i < x->row->parties; i++)
        if (!x->joins[i].made)
            pairs *= (double)x->ends[i]->count;
    if (pairs <= PAIRS_MOST)
        return POLITY_OK;
    return error_set(
        x->err, POLITY_ELIMIT, "rule-pairs",
        "rule \"%.80s\" would try %.3g pairs: give its link an equality of one "
        "end with the other, such as target.la = source.id",
        dataset_text(x->rules->data, x->row->row->id), pairs);
}

static polity_status prepare(expander *x)
{
    polity_status status = POLITY_OK;
    for (size_t i = 0; i < x->row->parties && !status; i++)
        status = candidates_of(&x->cache, x->rules, x->rule, i, x->when,
                               x->has_ties ? &x->ties : NULL, &x->ends[i], x->err);
    if (status || !x->row->has_link)
        return status ? status : check_pairs(x);
    x->link = (query_run){.data = x->rules->data, .ties = x->has_ties ? &x->ties : NULL};
    x->link.counts = memory_zeroed(x->row->link.probes, sizeof *x->link.counts);
    if (!x->link.counts)
        return error_memory(x->err);
    for (size_t i = 1; i < x->row->parties && !status; i++)
        status = join_make(&x->joins[i], &x->row->link, i, x->ends, &x->link, x->err);
    return status ? status : check_pairs(x);
}

static void finish(expander *x)
{
    rule_outcome *outcome = &x->out->outcomes[x->rule];
    for (size_t i = 0; i < x->row->parties && x->ends[i]; i++) {
        outcome->undecided += x->ends[i]->undecided;
        outcome->unknown += x->ends[i]->unknown;
        for (size_t k = 0; k < x->ends[i]->need_count; k++)
            if (outcome->need_count < OUTCOME_NEEDS)
                outcome->needs[outcome->need_count++] = x->ends[i]->needs[k];
    }
    for (size_t i = 1; i < x->row->parties; i++)
        outcome->undecided += x->joins[i].undecided;
    outcome->undecided += x->undecided;
    if (x->link.counts)
        needs_add(&x->row->link, x->link.counts, outcome->needs, &outcome->need_count);
    for (size_t i = 0; i < RULE_PARTIES; i++)
        join_free(&x->joins[i]);
    memory_free(x->link.counts);
    query_run_free(&x->link);
    x->link = (query_run){0};
    if (!is_day(x))
        candidate_cache_free(&x->cache);
}

static polity_status expand_rule(expander *x, size_t rule)
{
    rule_outcome *outcome = &x->out->outcomes[rule];
    size_t before = x->out->count;
    x->rule = rule;
    x->row = &x->rules->rules[rule];
    x->holds = stretch_clip(x->when, &x->row->row->valid);
    x->undecided = 0;
    memset(x->ends, 0, sizeof x->ends);
    if (x->holds.from >= x->holds.to) {
        outcome->off = 1;
        return POLITY_OK;
    }
    x->status = prepare(x);
    if (!x->status)
        choose(x, 0);
    if (!x->status)
        x->status = query_run_status(&x->link, x->err);
    finish(x);
    if (!is_day(x))
        unite(x->out, before);
    outcome->made = x->out->count - before;
    return x->status;
}

/* --- all of them -----------------------------------------------------------------------
 */

/* The rule that made an act: its id is `rule/broker/…`. */
static record_at rule_of_act(const polity_dataset *data, symbol id)
{
    const char *text = dataset_text(data, id);
    for (const char *at = text; (at = strchr(at, '/')); at++) {
        symbol rule = dataset_find(data, text, (size_t)(at - text));
        if (rule && dataset_record(data, rule).list == RECORD_RULE)
            return dataset_record(data, rule);
    }
    return (record_at){RECORD_NONE, 0};
}

/* Rules whose ties the data has already: edges name the rule that made them. */
static void find_expanded(const rule_set *rules, expansion *out)
{
    const polity_dataset *data = rules->data;
    for (size_t i = 0; i < dataset_count(data, RECORD_EDGE); i++) {
        symbol rule = dataset_edge(data, i)->rule;
        record_at at = rule ? dataset_record(data, rule) : (record_at){RECORD_NONE, 0};
        if (at.list == RECORD_RULE)
            out->outcomes[at.index].expanded_in = 1;
    }
    for (size_t i = 0; i < dataset_count(data, RECORD_BROKERAGE); i++) {
        record_at at = rule_of_act(data, dataset_brokerage(data, i)->id);
        if (at.list == RECORD_RULE && rules->rules[at.index].makes == RULE_ACTS)
            out->outcomes[at.index].expanded_in = 1;
    }
}

/* Whether any rule that is asked for counts ties: the index of ties is then made. */
static int needs_ties(const expander *x)
{
    for (size_t i = 0; i < x->rules->count; i++)
        if (x->out->outcomes[i].asked)
            return 1;
    return 0;
}

polity_status expand(expansion *out, const rule_set *rules, const uint8_t *asked,
                     stretch when, const polity_run *run, polity_error *err)
{
    expander x = {
        .out = out, .rules = rules, .asked = asked, .when = when, .run = run, .err = err};
    polity_status status = POLITY_OK;
    *out = (expansion){.rules = rules->count};
    out->outcomes = memory_zeroed(rules->count, sizeof *out->outcomes);
    if (!out->outcomes)
        return error_memory(err);
    find_expanded(rules, out);
    for (size_t i = 0; i < rules->count; i++)
        out->outcomes[i].asked = (uint8_t)(asked[i] && !out->outcomes[i].expanded_in &&
                                           (rules->rules[i].makes == RULE_TIES ||
                                            rules->rules[i].makes == RULE_ACTS));
    if (needs_ties(&x)) {
        x.has_ties = query_ties_make(&x.ties, rules->data);
        if (!x.has_ties)
            status = error_memory(err);
    }
    for (size_t i = 0; i < rules->count && !status; i++)
        if (out->outcomes[i].asked)
            status = expand_rule(&x, i);
    candidate_cache_free(&x.cache);
    if (x.has_ties)
        query_ties_free(&x.ties);
    memory_free(x.days.days);
    if (status)
        expansion_free(out);
    return status;
}

void expansion_free(expansion *of)
{
    memory_free(of->rows);
    memory_free(of->outcomes);
    *of = (expansion){NULL, 0, 0, NULL, 0};
}

int outcome_is_open(const rule_outcome *of)
{
    return of->asked && !of->off && !of->made && of->undecided && of->need_count;
}
