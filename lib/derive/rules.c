#include "derive/rules.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/nearest.h"

static const char *const tie_names[] = {"source", "target"};
static const char *const act_names[] = {"broker", "for", "with"};

typedef struct compiling {
    rule_set *to;
    problems *found;
    size_t index; /* of the rule */
} compiling;

/* --- faults ----------------------------------------------------------------------------
 */

static void locate(const compiling *c, const char *key, char path[96], error_place *out)
{
    const polity_dataset *data = c->to->data;
    const place *at = &dataset_rule(data, c->index)->place;
    size_t n;
    dataset_where(data, RECORD_RULE, at, path, out);
    n = strlen(path);
    snprintf(path + n, 96 - n, "/%s", key);
}

static void report(const compiling *c, const char *key, const char *text,
                   const query_fault *fault)
{
    char path[96];
    error_place at;
    if (!fault->id) {
        c->found->failed = 1;
        return;
    }
    locate(c, key, path, &at);
    problems_add(c->found, fault->id, &at, text, *fault->nearest ? fault->nearest : NULL,
                 "%s (character %d of \"%.200s\")", fault->message,
                 (int)query_fault_column(fault, text), text);
}

static int compile(const compiling *c, query *to, symbol text, const query_scope *scope,
                   const char *key)
{
    query_fault fault;
    const char *bytes = dataset_text(c->to->data, text);
    if (query_compile(to, bytes, scope, 1, &fault))
        return 1;
    report(c, key, bytes, &fault);
    return 0;
}

/* --- rules that derive -----------------------------------------------------------------
 */

static int compile_party(const compiling *c, compiled_rule *made, size_t i,
                         const rule_end *end, const char *name)
{
    query_scope scope = {.data = c->to->data, .count = 1, .bare = 0};
    rule_party *party = &made->party[i];
    char key[40];
    party->type = end->type;
    scope.variables[0] =
        (query_variable){.name = name, .type = QUERY_NODE, .node_type = end->type};
    snprintf(key, sizeof key, "%s/where", name);
    if (end->where && !compile(c, &party->where, end->where, &scope, key))
        return 0;
    party->text = end->where;
    return 1;
}

static int compile_deriving(const compiling *c, compiled_rule *made, int acts)
{
    const rule_end *ends = &made->row->ends[acts ? RULE_BROKER : RULE_SOURCE];
    const char *const *names = acts ? act_names : tie_names;
    query_scope scope = {.data = c->to->data, .bare = -1};
    size_t parties = acts && ends[2].stated ? 3 : 2;
    int fine = 1;
    made->parties = (uint8_t)parties;
    for (size_t i = 0; i < parties; i++) {
        scope.variables[i] = (query_variable){
            .name = names[i], .type = QUERY_NODE, .node_type = ends[i].type};
        scope.count = i + 1;
        fine &= compile_party(c, made, i, &ends[i], names[i]);
    }
    if (made->row->link) {
        fine &= compile(c, &made->link, made->row->link, &scope, "link");
        made->has_link = 1;
    }
    return fine;
}

/* --- rules that check ------------------------------------------------------------------
 */

static int find_of(const compiling *c, compiled_rule *made)
{
    const vocabulary *words = &c->to->data->vocabulary;
    const char *of = dataset_text(c->to->data, made->row->check.of);
    size_t n = strlen(of);
    char path[96], hint[NEAREST_SIZE];
    error_place at;
    nearest near;
    made->type = vocabulary_type(words, of, n);
    made->label =
        (tie_label){vocabulary_kind(words, of, n), word_find(WORDS_CLASS, of, n)};
    made->of = CHECK_NODES;
    if (made->type != VOCABULARY_NONE)
        return 1;
    made->of = CHECK_TIES;
    if (made->label.kind != VOCABULARY_NONE)
        made->label.class = words->kinds[made->label.kind].class;
    if (made->label.class == CLASS_BROKERAGE)
        made->of = CHECK_ACTS;
    if (made->label.class)
        return 1;
    nearest_begin(&near, of, n);
    for (size_t i = 0; i < words->type_count; i++)
        nearest_offer(&near, words->types[i].name);
    for (size_t i = 0; i < words->kind_count; i++)
        nearest_offer(&near, words->kinds[i].name);
    for (uint8_t i = 1; i <= word_count(WORDS_CLASS); i++)
        nearest_offer(&near, word_text(WORDS_CLASS, i));
    locate(c, "check/of", path, &at);
    problems_add(c->found, "check-of-unknown", &at, of, near.name,
                 "no node type, kind or class is called \"%.80s\"%s", of,
                 nearest_hint(&near, hint));
    return 0;
}

static int compile_checking(const compiling *c, compiled_rule *made)
{
    const rule_check *check = &made->row->check;
    query_scope scope = {.data = c->to->data, .count = 1, .bare = 0};
    uint8_t type;
    int fine;
    if (!find_of(c, made))
        return 0;
    type = made->of == CHECK_NODES  ? QUERY_NODE
           : made->of == CHECK_TIES ? QUERY_TIE
                                    : QUERY_ACT;
    scope.variables[0] =
        (query_variable){.name = "this", .type = type, .node_type = made->type};
    fine = compile(c, &made->require, check->require, &scope, "check/require");
    if (check->where) {
        fine &= compile(c, &made->link, check->where, &scope, "check/where");
        made->has_link = 1;
    }
    return fine;
}

/* --- all of them -----------------------------------------------------------------------
 */

static void forget(compiled_rule *of)
{
    for (size_t i = 0; i < RULE_PARTIES; i++)
        query_free(&of->party[i].where);
    query_free(&of->link);
    query_free(&of->require);
}

int rules_compile(rule_set *to, const polity_dataset *data, problems *found)
{
    compiling c = {to, found, 0};
    *to = (rule_set){.data = data, .count = dataset_count(data, RECORD_RULE)};
    to->rules = memory_zeroed(to->count, sizeof *to->rules);
    if (!to->rules) {
        to->count = 0;
        return 0;
    }
    for (; c.index < to->count; c.index++) {
        compiled_rule *made = &to->rules[c.index];
        int fine = 1, ties, acts;
        made->row = dataset_rule(data, c.index);
        ties = made->row->ends[RULE_SOURCE].stated;
        acts = made->row->ends[RULE_BROKER].stated;
        made->makes = (uint8_t)(made->row->check.stated ? RULE_CHECKS
                                : ties                  ? RULE_TIES
                                : acts                  ? RULE_ACTS
                                                        : RULE_STATES);
        if (made->makes == RULE_CHECKS)
            fine = compile_checking(&c, made);
        else if (made->makes != RULE_STATES)
            fine = compile_deriving(&c, made, made->makes == RULE_ACTS);
        if (!fine) {
            forget(made);
            *made = (compiled_rule){.row = made->row, .makes = RULE_STATES};
        }
    }
    return !found->failed;
}

void rules_free(rule_set *of)
{
    for (size_t i = 0; i < of->count; i++)
        forget(&of->rules[i]);
    memory_free(of->rules);
    *of = (rule_set){NULL, NULL, 0};
}

polity_status rules_ready(rule_set *to, const polity_dataset *data, polity_error *err)
{
    problems found = {0};
    polity_status status = POLITY_OK;
    if (!rules_compile(to, data, &found))
        status = error_memory(err);
    else
        status = problems_status(&found, err);
    problems_free(&found);
    if (status)
        rules_free(to);
    return status;
}

/* --- the option ------------------------------------------------------------------------
 */

typedef struct asking {
    const polity_dataset *data;
    uint8_t *asked;
    int none;
} asking;

static polity_status ask(void *user, const char *item, size_t n, polity_error *err)
{
    asking *a = user;
    symbol id = dataset_find(a->data, item, n);
    record_at at = id ? dataset_record(a->data, id) : (record_at){RECORD_NONE, 0};
    char hint[NEAREST_SIZE];
    nearest near;
    if (n == 4 && !memcmp(item, "none", 4)) {
        a->none = 1;
        return POLITY_OK;
    }
    if (n == 3 && !memcmp(item, "all", 3)) {
        memset(a->asked, 1, dataset_count(a->data, RECORD_RULE));
        return POLITY_OK;
    }
    if (at.list == RECORD_RULE) {
        a->asked[at.index] = 1;
        return POLITY_OK;
    }
    nearest_begin(&near, item, n);
    for (size_t i = 0; i < dataset_count(a->data, RECORD_RULE); i++)
        nearest_offer(&near, dataset_text(a->data, dataset_rule(a->data, i)->id));
    return error_set(err, POLITY_ENOTFOUND, "name-unknown",
                     "no rule is called \"%.*s\"%s", (int)(n < 80 ? n : 80), item,
                     nearest_hint(&near, hint));
}

polity_status rules_asked(const polity_dataset *data, options given, uint8_t **asked,
                          polity_error *err)
{
    asking a = {data, memory_zeroed(dataset_count(data, RECORD_RULE) + 1, 1), 0};
    polity_status status;
    size_t derive = 0;
    *asked = NULL;
    if (!a.asked)
        return error_memory(err);
    status = option_each(given, "rules", ask, &a, err);
    for (size_t i = 0; i < dataset_count(data, RECORD_RULE); i++)
        derive += a.asked[i] && (dataset_rule(data, i)->ends[RULE_SOURCE].stated ||
                                 dataset_rule(data, i)->ends[RULE_BROKER].stated);
    if (status || a.none || !derive)
        memory_free(a.asked);
    else
        *asked = a.asked;
    return status;
}
