#include "graph/choose.h"

#include <string.h>

#include "base/alloc.h"

typedef struct chooser {
    polity_view *view;
    const selection *s;
    const polity_run *run;
    query_run nodes, ties; /* for the conditions */
    query_ties index;
    uint32_t *degree[3]; /* in, out, both */
} chooser;

/* --- nodes
 * ------------------------------------------------------------------------------ */

static void choose_nodes(chooser *c)
{
    polity_view *view = c->view;
    for (size_t i = 0; i < dataset_count(view->dataset, RECORD_NODE); i++) {
        int why = selection_node(c->s, dataset_node(view->dataset, i));
        view->number[i] = why < 0 ? (int32_t)view->node_count : -1;
        if (why < 0)
            view->nodes[view->node_count++] = (int32_t)i;
        else
            view->left_out[why]++;
    }
}

/* --- ties
 * ------------------------------------------------------------------------------- */

/* Whether a record of these bounds and parties (indices of nodes, `n` of them) holds at
 * the date. */
static during holds(const selection *s, const interval *valid, const int64_t *parties,
                    size_t n)
{
    const interval *all[4] = {valid};
    size_t count = 1;
    if (!s->when.dated)
        return DURING_YES;
    for (size_t i = 0; i < n; i++)
        if (parties[i] >= 0)
            all[count++] = &dataset_node(s->of, (size_t)parties[i])->valid;
    return intervals_meet(all, count, s->when.from, s->when.to);
}

/* Why a tie is left out; -1 = it is not. */
static int why_not_tie(chooser *c, const edge *e)
{
    const selection *s = c->s;
    const int64_t ends[2] = {dataset_node_at(s->of, e->source),
                             dataset_node_at(s->of, e->target)};
    int why = selection_tie(s, e->kind, e->matter, e->modality);
    during there;
    if (why >= 0)
        return why;
    there = holds(s, &e->valid, ends, 2);
    if (there == DURING_NO)
        return LEFT_OUT_TIE_DATE;
    if (c->view->number[ends[0]] < 0 || c->view->number[ends[1]] < 0)
        return LEFT_OUT_TIE_END;
    if (there == DURING_UNKNOWN)
        return LEFT_OUT_TIE_UNKNOWN;
    why = selection_evidence(s, e->evidence);
    if (why >= 0 || !s->has_where_tie)
        return why;
    c->ties.variables[0] = (query_value){.type = QUERY_TIE, .as.tie = e};
    for (int i = 0; i < 2; i++)
        c->ties.variables[i + 1] =
            (query_value){.type = QUERY_NODE, .as.integer = ends[i]};
    there = (during)(query_test(&c->ties, &s->where_tie) + 1);
    return there == 2 ? -1 : there == 1 ? LEFT_OUT_TIE_WHERE : LEFT_OUT_TIE_UNDECIDED;
}

static int is_chosen_act(const chooser *c, const brokerage *b)
{
    const selection *s = c->s;
    const int64_t parties[3] = {dataset_node_at(s->of, b->broker),
                                dataset_node_at(s->of, b->beneficiary),
                                b->provider ? dataset_node_at(s->of, b->provider) : -1};
    uint8_t modality = b->modality ? b->modality : MODALITY_PRACTICE;
    if ((s->kinds && !s->kinds[b->kind]) ||
        (s->matters && !(s->matters & 1u << b->matter)) ||
        (s->modalities && !(s->modalities & 1u << modality)))
        return 0;
    for (int i = 0; i < (b->provider ? 3 : 2); i++)
        if (c->view->number[parties[i]] < 0)
            return 0;
    return holds(s, &b->valid, parties, 3) == DURING_YES &&
           selection_evidence(s, b->evidence) < 0;
}

static void choose_stored(chooser *c)
{
    polity_view *view = c->view;
    for (size_t i = 0; i < dataset_count(view->dataset, RECORD_EDGE); i++) {
        int why = why_not_tie(c, dataset_edge(view->dataset, i));
        if (why < 0)
            view->ties[view->stored_ties++] = (int32_t)i;
        else
            view->left_out[why]++;
    }
    for (size_t i = 0; i < dataset_count(view->dataset, RECORD_BROKERAGE); i++) {
        if (is_chosen_act(c, dataset_brokerage(view->dataset, i)))
            view->acts[view->stored_acts++] = (int32_t)i;
        else
            view->left_out[LEFT_OUT_ACT]++;
    }
}

/* --- what rules make
 * --------------------------------------------------------------------- */

/* Rules whose ties the selection could take: those of its kinds, matters, modalities,
 * sources. */
static void ask_rules(const chooser *c, const rule_set *rules, uint8_t *asked)
{
    const selection *s = c->s;
    for (size_t i = 0; i < rules->count; i++) {
        const rule *row = rules->rules[i].row;
        int is = s->rules[i] && rules->rules[i].makes != RULE_STATES &&
                 rules->rules[i].makes != RULE_CHECKS;
        uint8_t modality = row->modality ? row->modality : MODALITY_PRACTICE;
        if (is && rules->rules[i].makes == RULE_TIES)
            is = selection_tie(s, row->kind, row->matter, row->modality) < 0;
        else if (is)
            is = (!s->kinds || s->kinds[row->kind]) &&
                 (!s->matters || s->matters & 1u << row->matter) &&
                 (!s->modalities || s->modalities & 1u << modality);
        asked[i] = (uint8_t)(is && selection_evidence(s, row->evidence) < 0);
    }
}

/* Keep the rows that the selection takes, at the front of the expansion's own array. */
static size_t sift(chooser *c, const rule_set *rules, derived *rows, size_t count,
                   int acts)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        int why;
        if ((rules->rules[rows[i].rule].makes == RULE_ACTS) != acts)
            continue;
        if (acts) {
            brokerage b = derived_act(c->view->dataset, &rows[i]);
            why = is_chosen_act(c, &b) ? -1 : LEFT_OUT_ACT;
        } else {
            edge e = derived_edge(c->view->dataset, &rows[i]);
            why = why_not_tie(c, &e);
        }
        if (why < 0)
            rows[kept++] = rows[i];
        else
            c->view->left_out[why]++;
    }
    return kept;
}

/* The kept rows of one sort, in an array of their own. A pair that has several stretches
 * in a window is one tie. */
static derived *take_rows(const derived *rows, size_t *count)
{
    derived *made = memory_array(*count, sizeof *made);
    size_t kept = 0;
    for (size_t i = 0; made && i < *count; i++)
        if (!kept || made[kept - 1].rule != rows[i].rule ||
            memcmp(made[kept - 1].party, rows[i].party, sizeof rows[i].party) != 0)
            made[kept++] = rows[i];
    *count = kept;
    return made;
}

static polity_status choose_made(chooser *c, const rule_set *rules, expansion *made,
                                 polity_error *err)
{
    polity_view *view = c->view;
    derived *copy;
    size_t acts = 0, ties;
    for (size_t i = 0; i < made->count; i++)
        acts += rules->rules[made->rows[i].rule].makes == RULE_ACTS;
    copy = memory_array(acts, sizeof *copy);
    if (!copy)
        return error_memory(err);
    acts = 0;
    for (size_t i = 0; i < made->count; i++)
        if (rules->rules[made->rows[i].rule].makes == RULE_ACTS)
            copy[acts++] = made->rows[i];
    acts = sift(c, rules, copy, acts, 1);
    view->derived_acts = take_rows(copy, &acts);
    ties = sift(c, rules, made->rows, made->count, 0);
    view->derived_ties = take_rows(made->rows, &ties);
    memory_free(copy);
    if (!view->derived_acts || !view->derived_ties)
        return error_memory(err);
    view->act_count = view->stored_acts + acts;
    view->tie_count = view->stored_ties + ties;
    return POLITY_OK;
}

static polity_status choose_derived(chooser *c, polity_error *err)
{
    rule_set rules;
    expansion made = {0};
    uint8_t *asked = NULL;
    stretch when = {TIME_BEGINS, TIME_ENDS};
    polity_status status;
    c->view->tie_count = c->view->stored_ties;
    c->view->act_count = c->view->stored_acts;
    if (!c->s->rules)
        return POLITY_OK;
    status = rules_ready(&rules, c->view->dataset, err);
    if (status)
        return status;
    if (c->s->when.dated)
        when = (stretch){c->s->when.from, c->s->when.to};
    asked = memory_zeroed(rules.count, 1);
    if (asked)
        ask_rules(c, &rules, asked);
    status = asked ? expand(&made, &rules, asked, when, c->run, err) : error_memory(err);
    if (!status)
        status = choose_made(c, &rules, &made, err);
    if (!status) {
        c->view->outcomes = made.outcomes;
        made.outcomes = NULL;
    }
    expansion_free(&made);
    memory_free(asked);
    rules_free(&rules);
    return status;
}

/* --- the condition on nodes
 * --------------------------------------------------------------- */

static void test_nodes(chooser *c)
{
    polity_view *view = c->view;
    size_t kept = 0;
    for (size_t v = 0; v < view->node_count; v++) {
        int32_t at = view->nodes[v];
        int is;
        c->nodes.variables[0] = (query_value){.type = QUERY_NODE, .as.integer = at};
        is = query_test(&c->nodes, &c->s->where);
        view->number[at] = is > 0 ? (int32_t)kept : -1;
        if (is > 0)
            view->nodes[kept++] = at;
        else
            view->left_out[is < 0 ? LEFT_OUT_NODE_UNDECIDED : LEFT_OUT_NODE_WHERE]++;
    }
    view->node_count = kept;
}

static int32_t number_of(const polity_view *view, symbol id)
{
    return view->number[dataset_node_at(view->dataset, id)];
}

/* Drop the ties and acts that lost an end. */
static void drop_loose(polity_view *view)
{
    size_t stored = 0, kept = 0;
    for (size_t i = 0; i < view->tie_count; i++) {
        edge room;
        const edge *e = view_tie_in(view, i, &room);
        int is = number_of(view, e->source) >= 0 && number_of(view, e->target) >= 0;
        view->left_out[LEFT_OUT_TIE_END] += !is;
        if (is && i < view->stored_ties)
            view->ties[stored++] = view->ties[i];
        else if (is)
            view->derived_ties[kept++] = view->derived_ties[i - view->stored_ties];
    }
    view->stored_ties = stored;
    view->tie_count = stored + kept;
    stored = kept = 0;
    for (size_t i = 0; i < view->act_count; i++) {
        brokerage b = view_act(view, i);
        int is = number_of(view, b.broker) >= 0 && number_of(view, b.beneficiary) >= 0 &&
                 (!b.provider || number_of(view, b.provider) >= 0);
        view->left_out[LEFT_OUT_ACT] += !is;
        if (is && i < view->stored_acts)
            view->acts[stored++] = view->acts[i];
        else if (is)
            view->derived_acts[kept++] = view->derived_acts[i - view->stored_acts];
    }
    view->stored_acts = stored;
    view->act_count = stored + kept;
}

static polity_status apply_where(chooser *c, polity_error *err)
{
    polity_status status;
    if (!c->s->has_where)
        return POLITY_OK;
    status = view_degrees(c->view, c->degree, err);
    for (int way = 0; way < 3; way++)
        c->nodes.degree[way] = c->degree[way];
    if (!status) {
        test_nodes(c);
        status = query_run_status(&c->nodes, err);
    }
    if (!status)
        drop_loose(c->view);
    return status;
}

/* --- all of it
 * ---------------------------------------------------------------------------- */

static polity_status begin(chooser *c, polity_error *err)
{
    const when *at = &c->s->when;
    query_run run = {.data = c->view->dataset,
                     .dated = at->dated,
                     .from = at->from,
                     .to = at->to,
                     .ties = &c->index};
    if (!c->s->has_where && !c->s->has_where_tie)
        return POLITY_OK;
    if (!query_ties_make(&c->index, c->view->dataset))
        return error_memory(err);
    c->nodes = c->ties = run;
    return POLITY_OK;
}

polity_status choose_records(polity_view *view, const selection *s, const polity_run *run,
                             polity_error *err)
{
    chooser c = {.view = view, .s = s, .run = run};
    polity_status status = begin(&c, err);
    if (!status) {
        choose_nodes(&c);
        choose_stored(&c);
        status = choose_derived(&c, err);
    }
    if (!status && s->has_where_tie)
        status = query_run_status(&c.ties, err);
    if (!status)
        status = apply_where(&c, err);
    for (int way = 0; way < 3; way++)
        memory_free(c.degree[way]);
    query_run_free(&c.nodes);
    query_run_free(&c.ties);
    query_ties_free(&c.index);
    return status;
}
