#include "graph/select.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/nearest.h"

/* One list option being read. */
typedef struct reading {
    selection *s;
    word_list words;
    uint32_t *bits;
    int all; /* "all" was given */
} reading;

static int is_all(const char *item, size_t n)
{
    return n == 3 && !memcmp(item, "all", 3);
}

static polity_status unknown(const char *what, const char *item, size_t n,
                             const nearest *near, polity_error *err)
{
    char hint[NEAREST_SIZE];
    return error_set(err, POLITY_ENOTFOUND, "name-unknown", "no %s is called \"%.*s\"%s",
                     what, (int)(n < 80 ? n : 80), item, nearest_hint(near, hint));
}

static polity_status take_word(void *user, const char *item, size_t n, polity_error *err)
{
    reading *r = user;
    uint8_t word = word_find(r->words, item, n);
    nearest near;
    if (is_all(item, n)) {
        r->all = 1;
        return POLITY_OK;
    }
    if (word) {
        *r->bits |= 1u << word;
        return POLITY_OK;
    }
    nearest_begin(&near, item, n);
    for (uint8_t i = 1; i <= word_count(r->words); i++)
        nearest_offer(&near, word_text(r->words, i));
    return unknown(word_list_name(r->words), item, n, &near, err);
}

static void say_words(buffer *to, const char *name, word_list list, uint32_t bits,
                      int all)
{
    int first = 1;
    buffer_text(to, to->length ? "; " : "");
    buffer_text(to, name);
    buffer_text(to, all ? " all" : " ");
    for (uint8_t i = 1; i <= word_count(list) && !all; i++) {
        if (!(bits & 1u << i))
            continue;
        buffer_text(to, first ? "" : ", ");
        buffer_text(to, word_text(list, i));
        first = 0;
    }
}

/* A list of words; `*bits` 0 = every one. */
static polity_status read_words(selection *s, options given, const char *name,
                                word_list list, uint32_t *bits, polity_error *err)
{
    reading r = {s, list, bits, 0};
    polity_status status = option_each(given, name, take_word, &r, err);
    if (status)
        return status;
    if (*bits || r.all)
        say_words(&s->words, name, list, *bits, r.all);
    if (r.all)
        *bits = 0;
    return POLITY_OK;
}

static polity_status take_kind(void *user, const char *item, size_t n, polity_error *err)
{
    selection *s = ((reading *)user)->s;
    const vocabulary *words = &s->of->vocabulary;
    uint16_t kind = vocabulary_kind(words, item, n);
    nearest near;
    if (kind == VOCABULARY_NONE) {
        nearest_begin(&near, item, n);
        for (size_t i = 0; i < words->kind_count; i++)
            nearest_offer(&near, words->kinds[i].name);
        return unknown("kind of tie", item, n, &near, err);
    }
    if (!s->kinds && !(s->kinds = memory_zeroed(words->kind_count, 1)))
        return error_memory(err);
    buffer_text(&s->words, ((reading *)user)->all ? ", "
                           : s->words.length      ? "; kinds "
                                                  : "kinds ");
    buffer_text(&s->words, words->kinds[kind].name);
    ((reading *)user)->all = 1;
    s->kinds[kind] = 1;
    return POLITY_OK;
}

static polity_status take_type(void *user, const char *item, size_t n, polity_error *err)
{
    selection *s = ((reading *)user)->s;
    const vocabulary *words = &s->of->vocabulary;
    uint16_t type = vocabulary_type(words, item, n);
    size_t capacity = s->type_count;
    nearest near;
    if (type == VOCABULARY_NONE) {
        nearest_begin(&near, item, n);
        for (size_t i = 0; i < words->type_count; i++)
            nearest_offer(&near, words->types[i].name);
        return unknown("node type", item, n, &near, err);
    }
    if (s->type_count == UINT16_MAX ||
        !memory_grow((void **)&s->types, &capacity, s->type_count + 1u, sizeof *s->types))
        return error_memory(err);
    s->types[s->type_count++] = type;
    buffer_text(&s->words, ((reading *)user)->all ? ", "
                           : s->words.length      ? "; types "
                                                  : "types ");
    buffer_text(&s->words, words->types[type].name);
    ((reading *)user)->all = 1;
    return POLITY_OK;
}

static polity_status take_source(void *user, const char *item, size_t n,
                                 polity_error *err)
{
    selection *s = ((reading *)user)->s;
    symbol id = dataset_find(s->of, item, n);
    nearest near;
    if (!id || dataset_record(s->of, id).list != RECORD_SOURCE) {
        nearest_begin(&near, item, n);
        for (size_t i = 0; i < dataset_count(s->of, RECORD_SOURCE); i++)
            nearest_offer(&near, dataset_text(s->of, dataset_source(s->of, i)->id));
        return unknown("source", item, n, &near, err);
    }
    if (!s->without && !(s->without = memory_zeroed(s->of->symbol_count, 1)))
        return error_memory(err);
    buffer_text(&s->words, ((reading *)user)->all ? ", "
                           : s->words.length      ? "; without "
                                                  : "without ");
    buffer_text(&s->words, dataset_text(s->of, id));
    ((reading *)user)->all = 1;
    s->without[id] = 1;
    return POLITY_OK;
}

static polity_status read_evidence(selection *s, options given, polity_error *err)
{
    reading r = {s, WORDS_CLASS, NULL, 0};
    polity_status status =
        option_real(given, "min-confidence", 0, 1, &s->min_confidence, err);
    if (status)
        return status;
    if (!isnan(s->min_confidence)) {
        buffer_text(&s->words,
                    s->words.length ? "; confidence at least " : "confidence at least ");
        buffer_real(&s->words, s->min_confidence);
    }
    return option_each(given, "without-source", take_source, &r, err);
}

/* A condition; what it says goes into the words as it was written. */
static polity_status read_condition(selection *s, options given, const char *name,
                                    const query_scope *scope, query *to, int *has,
                                    polity_error *err)
{
    const char *text = option_text(given, name);
    query_fault fault;
    if (!text)
        return POLITY_OK;
    if (!query_compile(to, text, scope, 1, &fault))
        return query_fault_error(&fault, name, text, err);
    *has = 1;
    buffer_print(&s->words, "%s%s %s", s->words.length ? "; " : "", name, text);
    return POLITY_OK;
}

static polity_status read_where(selection *s, options given, polity_error *err)
{
    static const query_variable node = {"n", QUERY_NODE, VOCABULARY_NONE, 0},
                                tie = {"e", QUERY_TIE, VOCABULARY_NONE, 0},
                                source = {"source", QUERY_NODE, VOCABULARY_NONE, 0},
                                target = {"target", QUERY_NODE, VOCABULARY_NONE, 0};
    const query_scope nodes = {.data = s->of,
                               .variables = {node},
                               .count = 1,
                               .views = 1},
                      ties = {.data = s->of,
                              .variables = {tie, source, target},
                              .count = 3,
                              .views = 1};
    polity_status status =
        read_condition(s, given, "where", &nodes, &s->where, &s->has_where, err);
    return status ? status
                  : read_condition(s, given, "where-tie", &ties, &s->where_tie,
                                   &s->has_where_tie, err);
}

static polity_status read_rules(selection *s, options given, polity_error *err)
{
    polity_status status = rules_asked(s->of, given, &s->rules, err);
    const char *text = option_text(given, "rules");
    if (!status && option_given(given, "rules"))
        buffer_print(&s->words, "%srules %s", s->words.length ? "; " : "", text);
    return status;
}

static polity_status read_classes(selection *s, options given, polity_error *err)
{
    uint32_t bits = 0;
    polity_status status = read_words(s, given, "class", WORDS_CLASS, &bits, err);
    for (int class = CLASS_STEERING; class < CLASS_END; class ++)
        s->classes[class] = !bits || bits & 1u << class;
    return status;
}

polity_status selection_read(selection *s, const polity_dataset *of, options given,
                             polity_error *err)
{
    polity_status status;
    reading kinds = {s, WORDS_CLASS, NULL, 0}, types = kinds;
    memset(s, 0, sizeof *s);
    s->of = of;
    s->min_confidence = NAN;
    if ((status = options_check(given, err)) ||
        (status = when_read(&s->when, of, given, 1, &s->date, err)) ||
        (status = option_each(given, "kind", take_kind, &kinds, err)))
        return status;
    if (!s->kinds && (status = read_classes(s, given, err)))
        return status;
    if ((status = option_each(given, "type", take_type, &types, err)) ||
        (status = read_words(s, given, "matter", WORDS_MATTER, &s->matters, err)) ||
        (status =
             read_words(s, given, "modality", WORDS_MODALITY, &s->modalities, err)) ||
        (status = read_words(s, given, "scope", WORDS_SCOPE, &s->scopes, err)))
        return status;
    if ((status = read_evidence(s, given, err)) || (status = read_rules(s, given, err)) ||
        (status = read_where(s, given, err)))
        return status;
    return s->words.failed || s->date.failed ? error_memory(err) : POLITY_OK;
}

void selection_free(selection *s)
{
    memory_free(s->kinds);
    memory_free(s->types);
    memory_free(s->without);
    memory_free(s->rules);
    query_free(&s->where);
    query_free(&s->where_tie);
    buffer_free(&s->words);
    buffer_free(&s->date);
}

int selection_tie(const selection *s, uint16_t kind, uint8_t matter, uint8_t modality)
{
    if (s->kinds ? !s->kinds[kind] : !s->classes[s->of->vocabulary.kinds[kind].class])
        return s->kinds ? LEFT_OUT_TIE_KIND : LEFT_OUT_TIE_CLASS;
    if (s->matters && !(s->matters & 1u << matter))
        return LEFT_OUT_TIE_MATTER;
    if (s->modalities &&
        !(s->modalities & 1u << (modality ? modality : MODALITY_PRACTICE)))
        return LEFT_OUT_TIE_MODALITY;
    return -1;
}

int selection_node(const selection *s, const node *n)
{
    const interval *const life[] = {&n->valid};
    type_set types = {s->types, s->type_count};
    during there =
        s->when.dated ? intervals_meet(life, 1, s->when.from, s->when.to) : DURING_YES;
    if (!vocabulary_in(&s->of->vocabulary, n->type, types))
        return LEFT_OUT_NODE_TYPE;
    if (s->scopes && !(s->scopes & 1u << (n->scope ? n->scope : SCOPE_INSTANCE)))
        return LEFT_OUT_NODE_SCOPE;
    if (there != DURING_YES)
        return there == DURING_NO ? LEFT_OUT_NODE_DATE : LEFT_OUT_NODE_UNKNOWN;
    return -1;
}

int selection_evidence(const selection *s, evidence_list evidence)
{
    size_t before, after;
    double best;
    if (!s->without && isnan(s->min_confidence))
        return -1;
    best = evidence_confidence(evidence, s->without, &after);
    if (s->without) {
        evidence_confidence(evidence, NULL, &before);
        if (before && !after)
            return LEFT_OUT_TIE_SOURCE;
    }
    if (isnan(s->min_confidence))
        return -1;
    return isnan(best)                ? LEFT_OUT_TIE_UNSTATED
           : best < s->min_confidence ? LEFT_OUT_TIE_CONFIDENCE
                                      : -1;
}
