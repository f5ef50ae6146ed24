#include "model/check.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/map.h"
#include "base/nearest.h"

enum { SUGGESTIONS_MOST = 50 }; /* each looks at every id */

typedef struct checking {
    const polity_dataset *of;
    problems *found;
    uint32_t file;
    size_t suggested;
    map edge_names; /* of edges without an id, made if a result may name one */
    arena texts;
    int named;
} checking;

int reference_fits(const polity_dataset *of, uint16_t kind, size_t at)
{
    return vocabulary_in(&of->vocabulary, dataset_node(of, at)->type,
                         of->vocabulary.properties[kind].refers);
}

static const char *file_name(const checking *c, uint32_t file)
{
    return file ? ((const input *)c->of->files.items)[file - 1].name : "";
}

static const char *text(const checking *c, symbol s) { return dataset_text(c->of, s); }

static const char *type_of(const checking *c, int64_t at)
{
    uint16_t type = dataset_node(c->of, (size_t)at)->type;
    return type == VOCABULARY_NONE ? "node" : c->of->vocabulary.types[type].name;
}

/* --- references that lead nowhere --- */

static const struct {
    const char *id, *what;
    record_list list;
} pendings[PENDING_KINDS] = {
    {"edge-end-unknown", "node", RECORD_NODE},
    {"brokerage-end-unknown", "node", RECORD_NODE},
    {"absence-end-unknown", "node", RECORD_NODE},
    {"reference-unknown", "node", RECORD_NODE},
    {"cites-unknown", "source", RECORD_SOURCE},
    {"result-unknown", "edge", RECORD_EDGE},
    {"rule-unknown", "rule", RECORD_RULE},
    {"edge-end-unknown", "node", RECORD_NODE},
};

static void suggest(checking *c, symbol wanted, record_list list, nearest *near)
{
    nearest_begin(near, text(c, wanted), strlen(text(c, wanted)));
    if (c->suggested++ >= SUGGESTIONS_MOST)
        return;
    for (size_t i = 0; i < dataset_count(c->of, list); i++)
        nearest_offer(near, text(c, *dataset_id(c->of, list, i)));
}

/* Names of the edges that have no id: a result may use them. */
static int is_edge_name(checking *c, symbol wanted)
{
    buffer name = {0};
    c->named = c->named ? c->named : strchr(text(c, wanted), '>') ? 1 : 0;
    if (c->named == 1) {
        for (size_t i = 0; i < dataset_count(c->of, RECORD_EDGE); i++) {
            const edge *e = dataset_edge(c->of, i);
            const char *copy;
            if (e->id || e->kind == VOCABULARY_NONE)
                continue;
            buffer_clear(&name);
            dataset_edge_name(c->of, e, &name);
            copy = name.failed ? NULL : arena_text(&c->texts, name.bytes, name.length);
            if (!copy || (map_find(&c->edge_names, copy, name.length) == MAP_ABSENT &&
                          !map_put(&c->edge_names, copy, name.length, (uint32_t)i)))
                c->found->failed = 1;
        }
        c->named = 2;
    }
    buffer_free(&name);
    return map_find(&c->edge_names, text(c, wanted), strlen(text(c, wanted))) !=
           MAP_ABSENT;
}

static void check_pending(checking *c, const pending *p)
{
    error_place at = {file_name(c, p->place.file), p->path, (int32_t)p->place.line,
                      (int32_t)p->place.column};
    record_at record = dataset_record(c->of, p->wanted);
    char hint[NEAREST_SIZE], value[300];
    buffer quoted = {0};
    nearest near;
    if (p->of == PENDING_RESULT && is_edge_name(c, p->wanted))
        return;
    buffer_json(&quoted, text(c, p->wanted));
    snprintf(value, sizeof value, "%.240s", quoted.failed ? "" : quoted.bytes);
    buffer_free(&quoted);
    if (record.list == (uint32_t)pendings[p->of].list) {
        if (p->of == PENDING_REFERENCE && !reference_fits(c->of, p->refers, record.index))
            problems_add(
                c->found, "reference-type", &at, value, NULL,
                "\"%.80s\" is a %s; the property \"%s\" refers to %s", text(c, p->wanted),
                type_of(c, record.index), c->of->vocabulary.properties[p->refers].name,
                c->of->vocabulary
                    .types[c->of->vocabulary.properties[p->refers].refers.types[0]]
                    .name);
        return;
    }
    suggest(c, p->wanted, pendings[p->of].list, &near);
    if (record.list != RECORD_NONE)
        problems_add(c->found, pendings[p->of].id, &at, value, near.name,
                     "\"%.80s\" is a %s, not a %s%s", text(c, p->wanted),
                     dataset_record_name((record_list)record.list), pendings[p->of].what,
                     nearest_hint(&near, hint));
    else
        problems_add(c->found, pendings[p->of].id, &at, value, near.name,
                     "no %s has the id \"%.80s\"%s", pendings[p->of].what,
                     text(c, p->wanted), nearest_hint(&near, hint));
}

/* --- records --- */

static void report(checking *c, record_list list, const place *p, const char *id,
                   const char *format, ...) __attribute__((format(printf, 5, 6)));

static void report(checking *c, record_list list, const place *p, const char *id,
                   const char *format, ...)
{
    char path[DATASET_PATH], message[700];
    error_place at;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    dataset_where(c->of, list, p, path, &at);
    problems_add(c->found, id, &at, NULL, NULL, "%s", message);
}

static int cites_law(const checking *c, evidence_list list)
{
    for (uint32_t i = 0; i < list.count; i++) {
        record_at at = dataset_record(c->of, list.rows[i].cites);
        if (at.list == RECORD_SOURCE) {
            uint8_t type = dataset_source(c->of, at.index)->type;
            if (type == SOURCE_LAW || type == SOURCE_DOCUMENT || type == SOURCE_REGISTER)
                return 1;
        }
    }
    return 0;
}

/* The first quotation whose source has not agreed to it; 0 = none. */
static symbol unagreed_quote(const checking *c, evidence_list list)
{
    for (uint32_t i = 0; i < list.count; i++) {
        record_at at = dataset_record(c->of, list.rows[i].cites);
        if (list.rows[i].quote &&
            (at.list != RECORD_SOURCE ||
             dataset_source(c->of, at.index)->consent != CONSENT_QUOTE_AGREED))
            return list.rows[i].cites;
    }
    return 0;
}

static void check_evidence(checking *c, record_list list, const place *p,
                           uint8_t modality, evidence_list rows, properties owned)
{
    symbol cites = unagreed_quote(c, rows);
    for (uint32_t i = 0; i < owned.count && !cites; i++)
        for (uint32_t k = 0;
             owned.rows[i].form == PROPERTY_HISTORY && k < owned.rows[i].count && !cites;
             k++)
            cites = unagreed_quote(c, owned.rows[i].as.history[k].evidence);
    if (modality == MODALITY_LAW && !cites_law(c, rows))
        report(c, list, p, "law-without-source",
               "modality law, but no evidence cites a law, a document or a register");
    if (cites)
        report(c, list, p, "quote-without-consent",
               "a quotation of \"%.60s\", which has not agreed to be quoted, is left out "
               "of what is written",
               text(c, cites));
}

/* Whether a stated bound is outside a life: "begins" or "ends", with the life's bound in
 * `out`; NULL = not. */
static const char *outside(const interval *valid, const interval *life,
                           char out[DATE_SIZE])
{
    if (date_is_day(life->from_form) &&
        ((date_is_day(valid->from_form) && valid->from < life->from) ||
         (date_is_day(valid->to_form) && valid->to <= life->from))) {
        date_write(out, life->from, DATE_DAY);
        return "begins";
    }
    if (date_is_day(life->to_form) &&
        ((date_is_day(valid->to_form) && valid->to > life->to) ||
         (date_is_day(valid->from_form) && valid->from >= life->to))) {
        date_write(out, life->to, DATE_DAY);
        return "ends";
    }
    return NULL;
}

/* Whether the ends of an edge live together, and as long as it. */
static void check_lives(checking *c, const edge *e, const int64_t ends[2])
{
    const interval *lives[2] = {&dataset_node(c->of, (size_t)ends[0])->valid,
                                &dataset_node(c->of, (size_t)ends[1])->valid};
    char bound[DATE_SIZE];
    if (intervals_meet(lives, 2, DATE_MIN, DATE_MAX) == DURING_NO)
        report(c, RECORD_EDGE, &e->place, "edge-ends-apart",
               "\"%.60s\" and \"%.60s\" never live at the same time", text(c, e->source),
               text(c, e->target));
    for (int i = 0; i < 2; i++) {
        const char *which = outside(&e->valid, lives[i], bound);
        if (!which)
            continue;
        report(c, RECORD_EDGE, &e->place, "edge-outside-life",
               "a bound is outside the life of \"%.60s\", which %s on %s: it is clipped",
               text(c, i ? e->target : e->source), which, bound);
        return;
    }
}

/* The one error, and no warning, that an edge can have. */
static void check_end_types(checking *c, const edge *e, const int64_t ends[2])
{
    const edge_kind *kind = &c->of->vocabulary.kinds[e->kind];
    if (!vocabulary_in(&c->of->vocabulary, dataset_node(c->of, (size_t)ends[0])->type,
                       kind->source) ||
        !vocabulary_in(&c->of->vocabulary, dataset_node(c->of, (size_t)ends[1])->type,
                       kind->target))
        report(c, RECORD_EDGE, &e->place, "edge-end-type",
               "the kind \"%s\" does not join a %s (\"%.60s\") to a %s (\"%.60s\")",
               kind->name, type_of(c, ends[0]), text(c, e->source), type_of(c, ends[1]),
               text(c, e->target));
}

static void check_edge(checking *c, const edge *e)
{
    const int64_t ends[2] = {dataset_node_at(c->of, e->source),
                             dataset_node_at(c->of, e->target)};
    const int warn = !c->found->errors_only;
    if (warn)
        check_evidence(c, RECORD_EDGE, &e->place, e->modality, e->evidence,
                       e->properties);
    if (ends[0] < 0 || ends[1] < 0 || e->kind == VOCABULARY_NONE)
        return;
    if (ends[0] == ends[1] && warn)
        report(c, RECORD_EDGE, &e->place, "edge-loop",
               "\"%.80s\" is joined to itself: it is left out of every network",
               text(c, e->source));
    check_end_types(c, e, ends);
    if (warn && !c->of->vocabulary.kinds[e->kind].lineage)
        check_lives(c, e, ends);
}

static void check_parties(checking *c, const brokerage *b, const int64_t party[3])
{
    const edge_kind *kind = &c->of->vocabulary.kinds[b->kind];
    const symbol ids[3] = {b->broker, b->beneficiary, b->provider};
    char bound[DATE_SIZE];
    if ((party[0] >= 0 &&
         !vocabulary_in(&c->of->vocabulary, dataset_node(c->of, (size_t)party[0])->type,
                        kind->source)) ||
        (party[1] >= 0 &&
         !vocabulary_in(&c->of->vocabulary, dataset_node(c->of, (size_t)party[1])->type,
                        kind->target)))
        report(c, RECORD_BROKERAGE, &b->place, "brokerage-end-type",
               "the kind \"%s\" is not for a %s as broker and a %s as the one it is for",
               kind->name, party[0] < 0 ? "party" : type_of(c, party[0]),
               party[1] < 0 ? "party" : type_of(c, party[1]));
    for (int i = 0; i < 3; i++) {
        if (party[i] < 0 ||
            !outside(&b->valid, &dataset_node(c->of, (size_t)party[i])->valid, bound))
            continue;
        report(c, RECORD_BROKERAGE, &b->place, "brokerage-outside-life",
               "a bound is outside the life of \"%.60s\" (%s): it is clipped",
               text(c, ids[i]), bound);
        return;
    }
}

static void check_result(checking *c, const brokerage *b)
{
    record_at at = dataset_record(c->of, b->result);
    const edge *e;
    int same, reversed;
    if (at.list == RECORD_EDGE)
        e = dataset_edge(c->of, at.index);
    else if (at.list == RECORD_NONE && is_edge_name(c, b->result))
        e = dataset_edge(c->of, map_find(&c->edge_names, text(c, b->result),
                                         strlen(text(c, b->result))));
    else
        return;
    same = e->source == b->provider && e->target == b->beneficiary;
    reversed = e->target == b->provider && e->source == b->beneficiary &&
               !c->of->vocabulary.kinds[e->kind].directed;
    if (!same && !reversed)
        report(c, RECORD_BROKERAGE, &b->place, "result-ends",
               "the result \"%.60s\" does not join \"%.60s\" (with) to \"%.60s\" (for)",
               text(c, b->result), text(c, b->provider), text(c, b->beneficiary));
    if (date_is_day(e->valid.from_form) && date_is_day(b->valid.from_form) &&
        e->valid.from < b->valid.from)
        report(c, RECORD_BROKERAGE, &b->place, "result-early",
               "the result \"%.60s\" begins before the act", text(c, b->result));
    if (b->outcome == OUTCOME_REFUSED || b->outcome == OUTCOME_FAILED ||
        b->outcome == OUTCOME_PROPOSED)
        report(c, RECORD_BROKERAGE, &b->place, "result-outcome",
               "there is a result, but the outcome is \"%s\"",
               word_text(WORDS_OUTCOME, b->outcome));
}

static void check_brokerage(checking *c, const brokerage *b)
{
    const int64_t party[3] = {dataset_node_at(c->of, b->broker),
                              dataset_node_at(c->of, b->beneficiary),
                              dataset_node_at(c->of, b->provider)};
    check_evidence(c, RECORD_BROKERAGE, &b->place, b->modality, b->evidence,
                   b->properties);
    if (b->kind == VOCABULARY_NONE)
        return;
    check_parties(c, b, party);
    if (b->result)
        check_result(c, b);
}

static void check_node(checking *c, const node *n)
{
    check_evidence(c, RECORD_NODE, &n->place, 0, n->evidence, n->properties);
    if (n->pseudonymous == 2 && n->ids.count)
        report(c, RECORD_NODE, &n->place, "pseudonym-identified",
               "a pseudonymous node bears an identifier, \"%.60s\", that names it",
               text(c, n->ids.rows[0].space));
}

static int here(const checking *c, const place *p)
{
    return !c->file || p->file == c->file;
}

/* Absences and rules, of which nothing but warnings can be told. */
static void check_others(checking *c)
{
    static const properties none = {NULL, 0};
    const polity_dataset *of = c->of;
    for (size_t i = 0; i < dataset_count(of, RECORD_ABSENCE); i++) {
        const absence *a = dataset_absence(of, i);
        if (here(c, &a->place))
            check_evidence(c, RECORD_ABSENCE, &a->place, a->modality, a->evidence, none);
    }
    for (size_t i = 0; i < dataset_count(of, RECORD_RULE); i++) {
        const rule *r = dataset_rule(of, i);
        if (here(c, &r->place))
            check_evidence(c, RECORD_RULE, &r->place, r->modality, r->evidence, none);
    }
}

void dataset_check(const polity_dataset *of, uint32_t file, problems *found)
{
    checking all = {of, found, file, 0, {NULL, 0, 0}, {NULL, 0}, 0}, *c = &all;
    const pending *waiting = of->pending.items;
    for (size_t i = 0; i < of->pending.count; i++)
        if (here(c, &waiting[i].place))
            check_pending(c, &waiting[i]);
    for (size_t i = 0; i < dataset_count(of, RECORD_NODE) && !found->errors_only; i++)
        if (here(c, &dataset_node(of, i)->place))
            check_node(c, dataset_node(of, i));
    for (size_t i = 0; i < dataset_count(of, RECORD_EDGE); i++)
        if (here(c, &dataset_edge(of, i)->place))
            check_edge(c, dataset_edge(of, i));
    for (size_t i = 0; i < dataset_count(of, RECORD_BROKERAGE); i++)
        if (here(c, &dataset_brokerage(of, i)->place))
            check_brokerage(c, dataset_brokerage(of, i));
    if (!found->errors_only)
        check_others(c);
    map_free(&all.edge_names);
    arena_free(&all.texts);
}

polity_status polity_dataset_check(const polity_dataset *of, polity_table **table,
                                   polity_error *err)
{
    problems found = {.errors_only = !table};
    polity_status status;
    if (table)
        *table = NULL;
    if (!of)
        return error_set(err, POLITY_EARG, "argument", "a data set is needed");
    dataset_check(of, 0, &found);
    problems_sort(&found);
    status = table ? problems_table(&found, table, err) : POLITY_OK;
    if (!status)
        status = problems_status(&found, err);
    problems_free(&found);
    return status;
}
