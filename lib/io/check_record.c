/* What one record shows by itself, once its fields are read. */
#include <string.h>

#include "io/read.h"

static void at_key(reader *r, const char *key, const char *id, const char *word,
                   const char *message)
{
    step_in(r, key, 0);
    fault_value(r, id, NULL, "%s%s", message, word);
    step_out(r);
}

static uint8_t class_of(const reader *r, uint16_t kind)
{
    return r->into->vocabulary.kinds[kind].class;
}

static void check_edge(reader *r, const edge *e)
{
    if (e->kind != VOCABULARY_NONE && class_of(r, e->kind) == CLASS_BROKERAGE)
        at_key(r, "kind", "kind-not-for-edge", "",
               "this kind is an act of brokerage: put it under brokerages, with broker, "
               "for and with");
}

static void check_brokerage(reader *r, const brokerage *b)
{
    if (b->kind != VOCABULARY_NONE && class_of(r, b->kind) != CLASS_BROKERAGE)
        at_key(r, "kind", "kind-not-for-brokerage",
               word_text(WORDS_CLASS, class_of(r, b->kind)),
               "this kind belongs to ties, under edges: its class is ");
    if (b->beneficiary && b->beneficiary == b->provider)
        fault_whole(r, "brokerage-same-party", "`for` and `with` are both \"%.60s\"",
                    dataset_text(r->into, b->provider));
    if (b->broker && (b->broker == b->beneficiary || b->broker == b->provider) &&
        b->own_service != 2)
        fault_whole(r, "brokerage-own-service",
                    "the broker \"%.60s\" is itself a party: say \"own_service\": true "
                    "if that is so",
                    dataset_text(r->into, b->broker));
}

static void check_absence(reader *r, const absence *a)
{
    if (!r->has_class && !r->has_kind && !a->what)
        fault_whole(r, "key-missing",
                    "one of the keys \"class\", \"kind\" and \"what\" is needed");
    if (a->class && a->kind != VOCABULARY_NONE && class_of(r, a->kind) != a->class)
        at_key(r, "class", "kind-class", word_text(WORDS_CLASS, class_of(r, a->kind)),
               "the kind is not of this class, but of ");
}

static void check_rule(reader *r, const rule *u)
{
    const rule_end *e = u->ends;
    int tie = e[RULE_SOURCE].stated || e[RULE_TARGET].stated;
    int act = e[RULE_BROKER].stated || e[RULE_FOR].stated || e[RULE_WITH].stated;
    const char *name;
    int brokers;
    if (u->kind == VOCABULARY_NONE && r->wants_vocabulary)
        return;
    if (u->check.stated && !u->statement)
        fault_whole(r, "key-missing",
                    "a rule that checks has a \"statement\" of what must hold");
    if (u->check.stated && (tie || act))
        fault_whole(r, "rule-parties", "a rule checks or derives, not both");
    if (u->kind == VOCABULARY_NONE && !u->statement && !r->has_kind)
        fault_whole(r, "key-missing",
                    "one of the keys \"kind\" and \"statement\" is needed");
    if (u->kind == VOCABULARY_NONE) {
        if ((tie || act) && !r->has_kind)
            fault_whole(r, "rule-parties",
                        "a rule with parties needs the kind of what it derives");
        return;
    }
    name = r->into->vocabulary.kinds[u->kind].name;
    brokers = class_of(r, u->kind) == CLASS_BROKERAGE;
    if (brokers && (tie || !e[RULE_BROKER].stated || !e[RULE_FOR].stated))
        fault_whole(
            r, "rule-parties",
            "a rule of brokerage, such as of %s, has broker and for, and may have with",
            name);
    else if (!brokers && (act || !e[RULE_SOURCE].stated || !e[RULE_TARGET].stated))
        fault_whole(r, "rule-parties",
                    "a rule of ties, such as of %s, has source and target", name);
}

void check_record(reader *r, record_list list, size_t row)
{
    r->depth = r->hidden;
    switch (list) {
    case RECORD_EDGE: check_edge(r, dataset_edge(r->into, row)); break;
    case RECORD_BROKERAGE: check_brokerage(r, dataset_brokerage(r->into, row)); break;
    case RECORD_ABSENCE: check_absence(r, dataset_absence(r->into, row)); break;
    case RECORD_RULE: check_rule(r, dataset_rule(r->into, row)); break;
    default: break;
    }
}
