/* The rules of a data set, compiled: what each derives or checks, and by which
 * expressions. */
#ifndef DERIVE_RULES_H
#define DERIVE_RULES_H

#include "base/options.h"
#include "model/problems.h"
#include "query/query.h"

enum { RULE_PARTIES = 3 };

typedef enum rule_makes { RULE_STATES, RULE_TIES, RULE_ACTS, RULE_CHECKS } rule_makes;

/* One end of a rule; of ties source and target, of acts broker, for and with. */
typedef struct rule_party {
    uint16_t type; /* VOCABULARY_NONE = any */
    symbol text;   /* of `where`; 0 = none */
    query where;
} rule_party;

/* What a rule of policy is about. */
typedef enum check_of { CHECK_NODES, CHECK_TIES, CHECK_ACTS } check_of;

typedef struct compiled_rule {
    const rule *row;
    uint8_t makes;    /* rule_makes */
    uint8_t parties;  /* how many are stated */
    uint8_t has_link; /* RULE_CHECKS: has a `where` */
    rule_party party[RULE_PARTIES];
    query link;    /* its variables: the parties; RULE_CHECKS: `where` */
    query require; /* RULE_CHECKS */
    uint8_t of;    /* check_of */
    uint16_t type; /* CHECK_NODES */
    tie_label label;
} compiled_rule;

typedef struct rule_set {
    const polity_dataset *data;
    compiled_rule *rules; /* one a rule of the data set, in its order */
    size_t count;
} rule_set;

/* Compile every rule. Expressions that do not parse, or name what is not there, are among
 * the faults, and their rule then only states. 0 = no memory. */
int rules_compile(rule_set *to, const polity_dataset *data, problems *found);
void rules_free(rule_set *of);

/* Which rules a caller asks for with the option `rules`: one byte a rule, yours; NULL if
 * there is none to expand. POLITY_ENOTFOUND (no such rule), POLITY_ENOMEM. */
polity_status rules_asked(const polity_dataset *data, options given, uint8_t **asked,
                          polity_error *err);

/* POLITY_OK, or the first fault of the rules as an error: EDATA, ENOMEM. */
polity_status rules_ready(rule_set *to, const polity_dataset *data, polity_error *err);

#endif
