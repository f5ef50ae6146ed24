/* Binding of labels: the set of labels that an expression selects. A record that is no
 * tie, and a tie of class context, is in it only where the expression names it. */
#include <string.h>

#include "query/bind.h"
#include "query/bind_pattern.h"

const char *const party_roles[ROLE_COUNT] = {"broker", "for", "with", "source", "target"};

size_t label_count(const polity_dataset *data, int edges)
{
    const vocabulary *words = &data->vocabulary;
    return edges ? words->kind_count + ROLE_COUNT
                 : words->type_count + words->kind_count + 1;
}

static const char *label_text(const binder *b, const label *of, int *n)
{
    *n = (int)(of->length < 60 ? of->length : 60);
    return b->text + of->at;
}

static int no_label(binder *b, const label *of, int edges)
{
    const vocabulary *words = &b->scope->data->vocabulary;
    syntax at = {.at = of->at, .length = of->length};
    nearest near;
    int n;
    const char *name = label_text(b, of, &n);
    nearest_begin(&near, name, of->length);
    for (size_t i = 0; !edges && i < words->type_count; i++)
        nearest_offer(&near, words->types[i].name);
    for (size_t i = 0; i < words->kind_count; i++)
        if (edges || words->kinds[i].class == CLASS_BROKERAGE)
            nearest_offer(&near, words->kinds[i].name);
    for (uint8_t i = 1; edges && i <= word_count(WORDS_CLASS); i++)
        nearest_offer(&near, word_text(WORDS_CLASS, i));
    nearest_offer(&near, edges ? "broker" : "brokerage");
    nearest_offer(&near, edges ? "with" : "absence");
    return bind_stop(b, &at, "query-name", &near,
                     edges ? "no kind or class of tie is called \"%.*s\""
                           : "no node type is called \"%.*s\"",
                     n, name);
}

static int is_name(const binder *b, const label *of, const char *name)
{
    return strlen(name) == of->length && !memcmp(b->text + of->at, name, of->length);
}

/* The labels of a name, as 1s. 0 = there are none, which is the fault. */
static int select_node(binder *b, const label *of, uint8_t *to)
{
    const vocabulary *words = &b->scope->data->vocabulary;
    const char *name = b->text + of->at;
    uint16_t type = vocabulary_type(words, name, of->length);
    uint16_t kind = vocabulary_kind(words, name, of->length);
    size_t types = words->type_count, kinds = words->kind_count;
    if (type != VOCABULARY_NONE) {
        for (size_t i = 0; i < types; i++)
            to[i] = (uint8_t)vocabulary_is_a(words, (uint16_t)i, type);
        return 1;
    }
    if (is_name(b, of, "absence")) {
        to[types + kinds] = 1;
        return 1;
    }
    if (kind != VOCABULARY_NONE && words->kinds[kind].class == CLASS_BROKERAGE) {
        to[types + kind] = 1;
        return 1;
    }
    if (!is_name(b, of, "brokerage"))
        return no_label(b, of, 0);
    for (size_t i = 0; i < kinds; i++)
        to[types + i] = words->kinds[i].class == CLASS_BROKERAGE;
    return 1;
}

static int select_edge(binder *b, const label *of, uint8_t *to)
{
    const vocabulary *words = &b->scope->data->vocabulary;
    const char *name = b->text + of->at;
    uint16_t kind = vocabulary_kind(words, name, of->length);
    uint8_t class = word_find(WORDS_CLASS, name, of->length);
    syntax at = {.at = of->at, .length = of->length};
    if (class == CLASS_BROKERAGE ||
        (kind != VOCABULARY_NONE && words->kinds[kind].class == CLASS_BROKERAGE))
        return bind_stop(b, &at, "query-name", NULL,
                         "an act of brokerage is a node, such as "
                         "(x)<-[:broker]-(b:brokerage)-[:for]->(y)");
    for (size_t i = 0; class && i < words->kind_count; i++)
        to[i] = words->kinds[i].class == class;
    if (class)
        return 1;
    if (kind != VOCABULARY_NONE) {
        to[kind] = 1;
        return 1;
    }
    for (int role = 0; role < ROLE_COUNT; role++)
        if (is_name(b, of, party_roles[role])) {
            to[words->kind_count + (size_t)role] = 1;
            return 1;
        }
    return no_label(b, of, 1);
}

typedef struct chooser {
    binder *b;
    int edges;
    size_t count;
    uint8_t *named; /* labels that are named, and not by what is denied */
} chooser;

static int select_labels(chooser *c, const label *of, int denied, uint8_t *to)
{
    uint8_t *other;
    size_t n = c->count;
    if (of->op == LABEL_ANY) {
        memset(to, 1, n);
        for (size_t i = 0; !denied && c->edges && i + ROLE_COUNT < n; i++)
            c->named[i] = 1;
        return 1;
    }
    if (of->op == LABEL_NAME) {
        if (!(c->edges ? select_edge(c->b, of, to) : select_node(c->b, of, to)))
            return 0;
        for (size_t i = 0; !denied && i < n; i++)
            c->named[i] |= to[i];
        return 1;
    }
    if (!select_labels(c, of->parts[0], denied ^ (of->op == LABEL_NOT), to))
        return 0;
    if (of->op == LABEL_NOT) {
        for (size_t i = 0; i < n; i++)
            to[i] = !to[i];
        return 1;
    }
    other = arena_take(c->b->memory, n);
    if (!other) {
        c->b->no_memory = 1;
        return 0;
    }
    if (!select_labels(c, of->parts[1], denied, other))
        return 0;
    for (size_t i = 0; i < n; i++)
        to[i] = of->op == LABEL_AND ? to[i] & other[i] : to[i] | other[i];
    return 1;
}

/* Whether a label is matched without being named. */
static int is_open(const vocabulary *words, int edges, size_t i)
{
    if (!edges)
        return i < words->type_count;
    return i < words->kind_count && (words->kinds[i].class == CLASS_STEERING ||
                                     words->kinds[i].class == CLASS_PARTNERSHIP);
}

int bind_labels(binder *b, pattern_part *part)
{
    const vocabulary *words = &b->scope->data->vocabulary;
    int edges = part->type == PATTERN_EDGE;
    chooser c = {b, edges, label_count(b->scope->data, edges), NULL};
    part->labels = arena_take(b->memory, c.count);
    c.named = arena_take(b->memory, c.count);
    if (!part->labels || !c.named) {
        b->no_memory = 1;
        return 0;
    }
    if (!part->label)
        memset(part->labels, 1, c.count);
    else if (!select_labels(&c, part->label, 0, part->labels))
        return 0;
    for (size_t i = 0; i < c.count; i++)
        part->labels[i] &= (uint8_t)(c.named[i] | is_open(words, edges, i));
    return 1;
}
