#include "derive/policy.h"

#include <stdio.h>

#include "base/alloc.h"
#include "derive/candidates.h"

typedef struct auditing {
    const rule_set *rules;
    const expansion *derived;
    problems *found;
    query_ties ties;
    query_run where, require;
    query_days days;
    const compiled_rule *row;
    size_t undecided;
    int failed;
} auditing;

static const char *const faults[] = {"", "policy-note", "policy-doubt", "policy-broken"};

static const char *text(const auditing *a, symbol s)
{
    return dataset_text(a->rules->data, s);
}

/* --- telling
 * ---------------------------------------------------------------------------- */

/* What the record is called, and where it stands. */
static void name_record(const auditing *a, const query_value *of, const derived *made,
                        buffer *to)
{
    const polity_dataset *data = a->rules->data;
    if (made)
        derived_id(data, made, to);
    else if (of->type == QUERY_NODE)
        buffer_text(to, text(a, dataset_node(data, (size_t)of->as.integer)->id));
    else if (of->type == QUERY_TIE)
        dataset_edge_name(data, of->as.tie, to);
    else
        buffer_text(to, text(a, of->as.act->id));
}

static const place *place_of(const auditing *a, const query_value *of)
{
    if (of->type == QUERY_NODE)
        return &dataset_node(a->rules->data, (size_t)of->as.integer)->place;
    return of->type == QUERY_TIE ? &of->as.tie->place : &of->as.act->place;
}

static void report(auditing *a, const query_value *of, const derived *made, int32_t day)
{
    const rule *rule = a->row->row;
    const place *at = place_of(a, of);
    record_list list = made                     ? RECORD_RULE
                       : of->type == QUERY_NODE ? RECORD_NODE
                       : of->type == QUERY_TIE  ? RECORD_EDGE
                                                : RECORD_BROKERAGE;
    char path[DATASET_PATH], from[DATE_SIZE] = "";
    error_place where = {0};
    buffer name = {0};
    name_record(a, of, made, &name);
    if (name.failed) {
        a->failed = 1;
        buffer_free(&name);
        return;
    }
    if (day > TIME_BEGINS)
        date_write(from, day, DATE_DAY);
    dataset_where(a->rules->data, list, at, path, &where);
    problems_add(a->found, faults[rule->check.level], &where, name.bytes, NULL,
                 "%.80s%s%s, \"%.120s\": %.300s", text(a, rule->id),
                 *from ? " from " : "", from, name.bytes, text(a, rule->statement));
    buffer_free(&name);
}

static void report_undecided(auditing *a)
{
    const polity_dataset *data = a->rules->data;
    const place *at = &a->row->row->place;
    char path[DATASET_PATH];
    error_place where = {0};
    buffer needs = {0};
    uint16_t list[OUTCOME_NEEDS];
    size_t count = 0;
    if (a->row->has_link)
        needs_add(&a->row->link, a->where.counts, list, &count);
    needs_add(&a->row->require, a->require.counts, list, &count);
    for (size_t i = 0; i < count; i++)
        buffer_print(&needs, "%s%s", i ? ", " : ": needs ",
                     data->vocabulary.properties[list[i]].name);
    dataset_where(data, RECORD_RULE, at, path, &where);
    a->failed |= needs.failed;
    problems_add(a->found, "policy-undecided", &where, text(a, a->row->row->id), NULL,
                 "%.80s cannot be decided for %zu record%s%s", text(a, a->row->row->id),
                 a->undecided, a->undecided == 1 ? "" : "s",
                 needs.length ? needs.bytes : "");
    buffer_free(&needs);
}

/* --- looking
 * ---------------------------------------------------------------------------- */

static void set_day(query_run *run, int32_t day, const query_value *record)
{
    run->dated = 1;
    run->from = day;
    run->to = day + 1;
    run->variables[0] = *record;
}

static int add_changes(auditing *a, const query_value *record, stretch life)
{
    a->days.count = 0;
    set_day(&a->where, life.from, record);
    set_day(&a->require, life.from, record);
    if (a->row->has_link &&
        !query_changes(&a->where, &a->row->link, 1, life.from, life.to, &a->days))
        return 0;
    if (!query_changes(&a->require, &a->row->require, 1, life.from, life.to, &a->days))
        return 0;
    days_sort(&a->days);
    return 1;
}

static void look_at(auditing *a, const query_value *record, const derived *made,
                    stretch life)
{
    int undecided = 0;
    life = stretch_clip(life, &a->row->row->valid);
    if (life.from >= life.to || a->failed)
        return;
    if (!add_changes(a, record, life)) {
        a->failed = 1;
        return;
    }
    for (size_t i = 0; i <= a->days.count; i++) {
        int32_t day = i ? a->days.days[i - 1] : life.from;
        int concerns, holds;
        set_day(&a->where, day, record);
        set_day(&a->require, day, record);
        concerns = a->row->has_link ? query_test(&a->where, &a->row->link) : 1;
        holds = concerns > 0 ? query_test(&a->require, &a->row->require) : 1;
        undecided |= concerns < 0 || holds < 0;
        if (!holds) {
            report(a, record, made, day);
            return;
        }
    }
    a->undecided += (size_t)undecided;
}

static const stretch always = {TIME_BEGINS, TIME_ENDS};

static stretch with_life(const auditing *a, stretch life, symbol id)
{
    int64_t at = id ? dataset_node_at(a->rules->data, id) : -1;
    return at < 0 ? life
                  : stretch_clip(life, &dataset_node(a->rules->data, (size_t)at)->valid);
}

static void look_at_nodes(auditing *a)
{
    const polity_dataset *data = a->rules->data;
    for (size_t i = 0; i < dataset_count(data, RECORD_NODE); i++) {
        const node *n = dataset_node(data, i);
        query_value record = {.type = QUERY_NODE, .as.integer = (int64_t)i};
        if (n->scope <= SCOPE_INSTANCE && n->type != VOCABULARY_NONE &&
            vocabulary_is_a(&data->vocabulary, n->type, a->row->type))
            look_at(a, &record, NULL, stretch_clip(always, &n->valid));
    }
}

static int fits(const auditing *a, uint16_t kind)
{
    return tie_label_fits(a->rules->data, a->row->label, kind);
}

static void look_at_tie(auditing *a, const edge *e, const derived *made)
{
    query_value record = {.type = QUERY_TIE, .as.tie = e};
    stretch life = stretch_clip(always, &e->valid);
    if (!a->rules->data->vocabulary.kinds[e->kind].lineage)
        life = with_life(a, with_life(a, life, e->source), e->target);
    look_at(a, &record, made, life);
}

static void look_at_act(auditing *a, const brokerage *b, const derived *made)
{
    query_value record = {.type = QUERY_ACT, .as.act = b};
    stretch life = stretch_clip(always, &b->valid);
    life = with_life(a, with_life(a, with_life(a, life, b->broker), b->beneficiary),
                     b->provider);
    look_at(a, &record, made, life);
}

static void look_at_ties(auditing *a)
{
    const polity_dataset *data = a->rules->data;
    for (size_t i = 0; i < dataset_count(data, RECORD_EDGE); i++)
        if (fits(a, dataset_edge(data, i)->kind))
            look_at_tie(a, dataset_edge(data, i), NULL);
}

static void look_at_acts(auditing *a)
{
    const polity_dataset *data = a->rules->data;
    for (size_t i = 0; i < dataset_count(data, RECORD_BROKERAGE); i++)
        if (fits(a, dataset_brokerage(data, i)->kind))
            look_at_act(a, dataset_brokerage(data, i), NULL);
}

static void look_at_derived(auditing *a)
{
    for (size_t i = 0; i < a->derived->count && !a->failed; i++) {
        const derived *made = &a->derived->rows[i];
        const compiled_rule *by = &a->rules->rules[made->rule];
        if (!fits(a, by->row->kind))
            continue;
        if (by->makes == RULE_TIES) {
            edge e = derived_edge(a->rules->data, made);
            look_at_tie(a, &e, made);
        } else {
            brokerage b = derived_act(a->rules->data, made);
            look_at_act(a, &b, made);
        }
    }
}

static polity_status check_rule(auditing *a, polity_error *err)
{
    polity_status status;
    a->where = (query_run){.data = a->rules->data, .ties = &a->ties};
    a->require = a->where;
    a->undecided = 0;
    a->where.counts = memory_zeroed(a->row->link.probes + 1u, sizeof *a->where.counts);
    a->require.counts =
        memory_zeroed(a->row->require.probes + 1u, sizeof *a->require.counts);
    a->failed |= !a->where.counts || !a->require.counts;
    if (!a->failed && a->row->of == CHECK_NODES)
        look_at_nodes(a);
    else if (!a->failed && a->row->of == CHECK_TIES)
        look_at_ties(a);
    else if (!a->failed)
        look_at_acts(a);
    if (!a->failed && a->row->of != CHECK_NODES)
        look_at_derived(a);
    if (!a->failed && a->undecided)
        report_undecided(a);
    status = query_run_status(&a->where, err);
    if (!status)
        status = query_run_status(&a->require, err);
    memory_free(a->where.counts);
    memory_free(a->require.counts);
    query_run_free(&a->where);
    query_run_free(&a->require);
    return a->failed ? error_memory(err) : status;
}

polity_status policy_check(const rule_set *rules, const expansion *derived,
                           problems *found, const polity_run *run, polity_error *err)
{
    auditing a = {.rules = rules, .derived = derived, .found = found};
    polity_status status = POLITY_OK;
    if (!query_ties_make(&a.ties, rules->data))
        return error_memory(err);
    for (size_t i = 0; i < rules->count && !status; i++) {
        a.row = &rules->rules[i];
        if (a.row->makes != RULE_CHECKS)
            continue;
        status = run_tick(run, "rules of policy", (double)i / (double)rules->count, err);
        if (!status)
            status = check_rule(&a, err);
    }
    query_ties_free(&a.ties);
    memory_free(a.days.days);
    return status;
}
