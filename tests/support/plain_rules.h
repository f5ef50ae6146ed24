/* Random rules over a world, and what they make of it day by day: see plain.h. */
#ifndef SUPPORT_PLAIN_RULES_H
#define SUPPORT_PLAIN_RULES_H

#include "plain_conditions.h"

enum { PLAIN_RULES = 4, PLAIN_PARTIES = 3 };
enum { PLAIN_BEGINS = -6, PLAIN_ENDS = 50 }; /* before and after all that happens */

typedef struct plain_rule {
    char id[8];
    int parties, acts;        /* parties: 1 of a rule of policy; acts: else ties */
    int types[PLAIN_PARTIES]; /* -1 = any */
    plain_span valid;
    plain_expression *where[PLAIN_PARTIES], *link; /* nullable */
    plain_expression *require;                     /* of a rule of policy */
} plain_rule;

static const char *const plain_parties[2][PLAIN_PARTIES] = {{"source", "target", NULL},
                                                            {"broker", "for", "with"}};
static const char *const plain_this[] = {"this"};
static const char *const plain_levels[PLAIN_RULES] = {"error", "warning", "info", "info"};

/* --- links -------------------------------------------------------------------------- */

/* What a party may be found by; `sort` 0 numbers, 1 levels and texts, 2 ids and texts. */
static inline plain_expression *plain_key(plain_dice *d, int party, int sort)
{
    plain_expression *record = plain_over(d, X_VARIABLE, party, NULL, NULL);
    int which = plain_roll(d, 4);
    if (!plain_roll(d, 4))
        record = plain_over(d, X_PROPERTY, Q_BOSS, record, NULL);
    if (sort == 0)
        return which == 3
                   ? plain_over(d, X_SIZE, 0,
                                plain_over(d, X_PROPERTY, Q_NUMS, record, NULL), NULL)
                   : plain_over(d, X_PROPERTY, which == 2 ? Q_REAL : Q_NUM, record, NULL);
    if (sort == 1)
        return plain_over(d, X_PROPERTY,
                          which == 0   ? Q_RANK
                          : which == 1 ? Q_HUE
                                       : Q_WORD,
                          record, NULL);
    switch (which) {
    case 0: return record;
    case 1: return plain_over(d, X_PROPERTY, Q_BOSS, record, NULL);
    case 2: return plain_over(d, X_ID, 0, record, NULL);
    default: return plain_over(d, X_PROPERTY, Q_WORD, record, NULL);
    }
}

static inline plain_expression *plain_equality(plain_dice *d, int parties)
{
    int one = plain_roll(d, parties),
        other = (one + 1 + plain_roll(d, parties - 1)) % parties;
    int sort = plain_roll(d, 3);
    plain_expression *left = plain_key(d, one, sort);
    return plain_over(d, X_EQUAL, 0, left, plain_key(d, other, sort));
}

static inline plain_expression *plain_link(plain_dice *d, int parties)
{
    plain_expression *made = plain_equality(d, parties);
    switch (plain_roll(d, 8)) {
    case 0: return NULL;
    case 1: return plain_over(d, X_OR, 0, made, plain_equality(d, parties));
    case 2: return plain_over(d, X_NOT, 0, made, NULL);
    case 3: return plain_condition(d, 1);
    case 4: return plain_over(d, X_AND, 0, plain_condition(d, 1), made);
    case 5: return plain_over(d, X_AND, 0, made, plain_equality(d, parties));
    case 6:
        return plain_over(d, X_TIED, 0, plain_over(d, X_VARIABLE, 0, NULL, NULL),
                          plain_over(d, X_VARIABLE, 1, NULL, NULL));
    default: return made;
    }
}

static inline void plain_random_rule(plain_dice *d, plain_rule *of, int number)
{
    memset(of, 0, sizeof *of);
    snprintf(of->id, sizeof of->id, "r%d", number);
    of->parties = 1 + plain_roll(d, 3);
    of->acts = of->parties == 3 || (of->parties == 2 && !plain_roll(d, 3));
    of->valid = plain_random_span(d);
    d->variables = 1;
    for (int i = 0; i < of->parties; i++) {
        of->types[i] = of->parties > 1 && !plain_roll(d, 2) ? -1 : plain_roll(d, 3);
        of->where[i] = plain_roll(d, 2) ? plain_condition(d, 1) : NULL;
    }
    if (of->parties == 1)
        of->require = plain_condition(d, 1);
    d->variables = of->parties;
    if (of->parties > 1)
        of->link = plain_link(d, of->parties);
}

/* --- writing ------------------------------------------------------------------------ */

static inline void plain_put_condition(plain_text *to, plain_dice *d,
                                       const plain_world *w, const plain_expression *x,
                                       const char *key, const char *const *names,
                                       int bare)
{
    static plain_text text;
    plain_writer writer = {&text, d, w, names, bare, 0};
    if (!x)
        return;
    text.length = 0;
    plain_write(&writer, x, 0);
    plain_put(to, ", \"%s\": \"", key);
    for (size_t i = 0; i < text.length; i++)
        plain_put(to, text.bytes[i] == '"' ? "\\%c" : "%c", text.bytes[i]);
    plain_put(to, "\"");
}

static inline void plain_put_rule(plain_text *to, plain_dice *d, const plain_world *w,
                                  const plain_rule *r)
{
    const char *const *names = plain_parties[r->acts];
    plain_put(to, "{\"id\": \"%s\", \"statement\": \"Of %s\"", r->id, r->id);
    if (r->valid.from_is != '-' || r->valid.to_is != '-') {
        plain_put(to, ", \"valid\": {\"x_\": 0");
        plain_put_span(to, &r->valid);
        plain_put(to, "}");
    }
    if (r->parties == 1) {
        plain_put(to, ", \"check\": {\"of\": \"%s\"", plain_types[r->types[0]]);
        plain_put_condition(to, d, w, r->where[0], "where", plain_this, 1);
        plain_put_condition(to, d, w, r->require, "require", plain_this, 1);
        plain_put(to, ", \"level\": \"%s\"}}", plain_levels[r->id[1] - '0']);
        return;
    }
    plain_put(to, ", \"kind\": \"%s\"", r->acts ? "q_act" : "q_tie");
    for (int i = 0; i < r->parties; i++) {
        plain_put(to, ", \"%s\": {\"type\": \"%s\"", names[i],
                  r->types[i] < 0 ? "actor" : plain_types[r->types[i]]);
        plain_put_condition(to, d, w, r->where[i], "where", &names[i], 1);
        plain_put(to, "}");
    }
    plain_put_condition(to, d, w, r->link, "link", names, 0);
    plain_put(to, "}");
}

/* A document of a world and its rules. */
static inline void plain_put_regime(plain_text *to, plain_dice *d, const plain_world *w,
                                    const plain_rule *rules, int count)
{
    to->length = 0;
    plain_put_world(to, w);
    plain_put(to, ",\n\"rules\": [");
    for (int i = 0; i < count; i++) {
        plain_put(to, "%s", i ? ",\n " : "");
        plain_put_rule(to, d, w, &rules[i]);
    }
    plain_put(to, "]}\n");
}

/* --- what they make ----------------------------------------------------------------- */

static inline int plain_true(const plain_world *w, const plain_expression *x, int day,
                             const int *nodes, int count)
{
    plain_question q = {.world = w, .dated = 1, .from = day, .to = day + 1};
    for (int i = 0; i < count; i++)
        q.variables[i] = nodes[i];
    return x ? plain_test(&q, x) : 1;
}

/* Whether a rule ties these nodes on a day. `sure`: who may be dead on it takes no part.
 */
static inline int plain_makes(const plain_world *w, const plain_rule *r, int day,
                              const int nodes[PLAIN_PARTIES], int sure)
{
    if (r->parties < 2 || plain_on_day(&r->valid, day) == 'n')
        return 0;
    for (int i = 0; i < r->parties; i++) {
        const plain_node *n = &w->nodes[nodes[i]];
        char lives = plain_on_day(&n->life, day);
        for (int k = 0; k < i; k++)
            if (nodes[k] == nodes[i])
                return 0;
        if (lives == 'n' || (sure && lives != 'y') ||
            (r->types[i] >= 0 && n->type != r->types[i]) ||
            plain_true(w, r->where[i], day, &nodes[i], 1) != 1)
            return 0;
    }
    return plain_true(w, r->link, day, nodes, r->parties) == 1;
}

/* The first day on which a rule of policy does not hold of a node; PLAIN_ENDS = none.
 * `*open`: there is one on which it cannot be told. */
static inline int plain_breaks(const plain_world *w, const plain_rule *r, int node,
                               int *open)
{
    *open = 0;
    for (int day = PLAIN_BEGINS; day < PLAIN_ENDS; day++) {
        int meant, holds;
        if (plain_on_day(&r->valid, day) == 'n' ||
            plain_on_day(&w->nodes[node].life, day) == 'n')
            continue;
        meant = plain_true(w, r->where[0], day, &node, 1);
        holds = plain_true(w, r->require, day, &node, 1);
        if (meant == 1 && holds == 0)
            return day;
        *open |= meant < 0 || (meant == 1 && holds < 0);
    }
    return PLAIN_ENDS;
}

#endif
