#include "query/bind.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "query/record.h"

int bind_stop(binder *b, const syntax *at, const char *id, const nearest *near,
              const char *format, ...)
{
    char message[400];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    query_fault_set(b->fault, id, at->at, at->length, near, "%s", message);
    return 0;
}

/* --- names ----------------------------------------------------------------------------
 */

static int find_variable(const binder *b, const char *name, size_t n)
{
    for (size_t i = 0; i < b->scope->count; i++)
        if (strlen(b->scope->variables[i].name) == n &&
            !memcmp(b->scope->variables[i].name, name, n))
            return (int)i;
    return -1;
}

static void be_variable(const binder *b, syntax *s, int number)
{
    const query_variable *v = &b->scope->variables[number];
    s->op = SYNTAX_VARIABLE;
    s->number = (uint16_t)number;
    s->shape = (shape){.type = v->type, .list = v->list, .node_type = v->node_type};
    b->into->used |= 1u << number;
}

/* Whether a node of `type` could have a property: one of the two is below the other. */
static int may_have(const binder *b, uint16_t type, const property_kind *kind)
{
    const vocabulary *words = &b->scope->data->vocabulary;
    if (type == VOCABULARY_NONE || !kind->of.count)
        return 1;
    for (uint16_t i = 0; i < kind->of.count; i++)
        if (vocabulary_is_a(words, type, kind->of.types[i]) ||
            vocabulary_is_a(words, kind->of.types[i], type))
            return 1;
    return 0;
}

static int is_record_of(const syntax *s, uint8_t type) { return s->shape.type == type; }

/* The variable that a path begins at. */
static uint16_t root_of(const syntax *s)
{
    while (s->op == SYNTAX_PROPERTY || s->op == SYNTAX_FIELD)
        s = s->parts[0];
    return s->op == SYNTAX_VARIABLE ? s->number : UINT16_MAX;
}

static int add_probe(binder *b, syntax *s)
{
    size_t count = b->into->probes;
    if (count >= UINT16_MAX || !memory_grow((void **)&b->into->probe, &b->probe_capacity,
                                            count + 1, sizeof *b->into->probe)) {
        b->no_memory = 1;
        return 0;
    }
    b->into->probe[count].property = s->number;
    b->into->probe[count].variable = root_of(s->parts[0]);
    b->into->probe[count].at = s->at;
    b->into->probe[count].length = s->length;
    s->probe = (uint16_t)count;
    b->into->probes++;
    return 1;
}

static int no_such_name(binder *b, const syntax *s, const syntax *record)
{
    const vocabulary *words = &b->scope->data->vocabulary;
    const char *name = b->text + s->name;
    uint16_t type = record ? record->shape.node_type : VOCABULARY_NONE;
    nearest near;
    syntax at = *s;
    at.at = s->name;
    at.length = s->name_length;
    nearest_begin(&near, name, s->name_length);
    if (s->op == SYNTAX_NAME)
        for (size_t i = 0; i < b->scope->count; i++)
            nearest_offer(&near, b->scope->variables[i].name);
    if (record) {
        attribute_names(record->shape.type, &near);
        for (size_t i = 0; i < words->property_count; i++)
            if (record->shape.type != QUERY_NODE ||
                may_have(b, type, &words->properties[i]))
                nearest_offer(&near, words->properties[i].name);
    }
    if (s->name_length > 2 && !memcmp(name, "x_", 2))
        return bind_stop(b, &at, "query-name", NULL,
                         "\"%.*s\" is kept as it came and has no type: declare it in the "
                         "vocabulary to ask for it",
                         (int)(s->name_length < 60 ? s->name_length : 60), name);
    return bind_stop(b, &at, "query-name", &near, "nothing is called \"%.*s\"",
                     (int)(s->name_length < 60 ? s->name_length : 60), name);
}

/* What a repeated variable has is a list, one value each. */
static int each_of_list(binder *b, syntax *s)
{
    if (!s->parts[0]->shape.list)
        return 1;
    if (s->shape.list)
        return bind_stop(b, s, "query-type", NULL,
                         "a list of lists: the variable is repeated, and \"%.*s\" takes "
                         "several values",
                         (int)(s->name_length < 60 ? s->name_length : 60),
                         b->text + s->name);
    s->shape.list = 1;
    return 1;
}

/* A property or attribute of parts[0], which is bound. */
static int bind_member(binder *b, syntax *s)
{
    const vocabulary *words = &b->scope->data->vocabulary;
    syntax *record = s->parts[0];
    const char *name = b->text + s->name;
    char shown[160];
    shape of;
    int row;
    uint16_t kind;
    if (record->shape.list && record->op != SYNTAX_VARIABLE)
        return bind_stop(
            b, s, "query-type", NULL,
            "\"%.*s\" takes several values at once: it leads to no one record",
            (int)(record->length < 60 ? record->length : 60), b->text + record->at);
    of = record->shape;
    of.list = 0;
    if (!shape_is_record(of))
        return bind_stop(b, s, "query-type", NULL,
                         "%s has no properties: a record or a reference is needed",
                         shape_words(b, record->shape, shown));
    row = attribute_find(record->shape.type, name, s->name_length);
    if (row >= 0) {
        s->op = SYNTAX_FIELD;
        s->number = (uint16_t)row;
        s->shape = attribute_shape(row);
        return each_of_list(b, s);
    }
    kind = vocabulary_property(words, name, s->name_length);
    if (kind == VOCABULARY_NONE)
        return no_such_name(b, s, record);
    if (is_record_of(record, QUERY_NODE) &&
        !may_have(b, record->shape.node_type, &words->properties[kind]))
        return bind_stop(b, s, "query-name", NULL, "a %s has no property \"%s\"",
                         words->types[record->shape.node_type].name,
                         words->properties[kind].name);
    s->op = SYNTAX_PROPERTY;
    s->number = kind;
    s->shape = property_shape(b->scope->data, kind);
    return each_of_list(b, s) && add_probe(b, s);
}

static int bind_parameter(binder *b, syntax *s)
{
    const query_scope *scope = b->scope;
    const char *name = b->text + s->name;
    nearest near;
    nearest_begin(&near, name, s->name_length);
    for (size_t i = 0; i < scope->parameter_count; i++) {
        const query_parameter *row = &scope->parameters[i];
        if (strlen(row->name) == s->name_length &&
            !memcmp(row->name, name, s->name_length)) {
            s->op = SYNTAX_CONSTANT;
            s->constant = row->value;
            s->shape = (shape){.type = row->value.type};
            return 1;
        }
        nearest_offer(&near, row->name);
    }
    return bind_stop(b, s, "query-name", &near,
                     b->scope->bare_parameters ? "no figure is called \"%.*s\""
                                               : "the parameter \"%.*s\" is not given",
                     (int)(s->name_length < 60 ? s->name_length : 60), name);
}

static int bind_name(binder *b, syntax *s)
{
    const char *name = b->text + s->name;
    int number = find_variable(b, name, s->name_length);
    syntax *record = NULL;
    if (number >= 0) {
        be_variable(b, s, number);
        return 1;
    }
    if (b->scope->bare_parameters)
        return bind_parameter(b, s);
    if (b->scope->bare < 0)
        return no_such_name(b, s, NULL);
    record = arena_take(b->memory, sizeof *record);
    s->parts = arena_take(b->memory, sizeof *s->parts);
    if (!record || !s->parts) {
        b->no_memory = 1;
        return 0;
    }
    *record = *s;
    be_variable(b, record, b->scope->bare);
    s->parts[0] = record;
    s->count = 1;
    return bind_member(b, s);
}

/* --- labels ---------------------------------------------------------------------------
 */

int bind_tie_label(binder *b, const syntax *at, const char *name, size_t n,
                   tie_label *out)
{
    const vocabulary *words = &b->scope->data->vocabulary;
    nearest near;
    out->class = word_find(WORDS_CLASS, name, n);
    out->kind = out->class ? VOCABULARY_NONE : vocabulary_kind(words, name, n);
    if (out->class || out->kind != VOCABULARY_NONE)
        return 1;
    nearest_begin(&near, name, n);
    for (size_t i = 0; i < words->kind_count; i++)
        nearest_offer(&near, words->kinds[i].name);
    for (uint8_t i = 1; i <= word_count(WORDS_CLASS); i++)
        nearest_offer(&near, word_text(WORDS_CLASS, i));
    return bind_stop(b, at, "query-name", &near,
                     "no kind or class of tie is called \"%.*s\"", (int)(n < 60 ? n : 60),
                     name);
}

/* record IS name */
static int bind_label(binder *b, syntax *s)
{
    const vocabulary *words = &b->scope->data->vocabulary;
    const char *name = b->text + s->name;
    shape of = s->parts[0]->shape;
    char shown[160];
    nearest near;
    tie_label label;
    uint16_t type;
    syntax at = *s;
    at.at = s->name;
    at.length = s->name_length;
    if (!shape_is_record(of))
        return bind_stop(b, s->parts[0], "query-type", NULL,
                         "IS with a name asks what a record is; this is %s",
                         shape_words(b, of, shown));
    if (of.type == QUERY_ABSENCE && s->name_length == 7 && !memcmp(name, "absence", 7)) {
        s->op = SYNTAX_CONSTANT;
        s->constant = query_boolean(1);
        return 1;
    }
    if (of.type != QUERY_NODE) {
        if (!bind_tie_label(b, &at, name, s->name_length, &label))
            return 0;
        s->constant.kind = label.kind;
        s->constant.as.integer = label.class;
        return 1;
    }
    type = vocabulary_type(words, name, s->name_length);
    s->constant.kind = type;
    if (type != VOCABULARY_NONE)
        return 1;
    nearest_begin(&near, name, s->name_length);
    for (size_t i = 0; i < words->type_count; i++)
        nearest_offer(&near, words->types[i].name);
    return bind_stop(b, &at, "query-name", &near, "no node type is called \"%.*s\"",
                     (int)(s->name_length < 60 ? s->name_length : 60), name);
}

/* --- operators ------------------------------------------------------------------------
 */

static int wants(binder *b, const syntax *s, int fits, const char *what)
{
    char shown[160];
    if (fits || (s->shape.type == QUERY_NULL && !s->shape.list))
        return 1;
    return bind_stop(b, s, "query-type", NULL, "expected %s; this is %s", what,
                     shape_words(b, s->shape, shown));
}

static int wants_condition(binder *b, const syntax *s)
{
    return wants(b, s, s->shape.type == QUERY_BOOLEAN && !s->shape.list,
                 "a condition, TRUE or FALSE");
}

static int is_textual(shape of)
{
    return !of.list && (of.type == QUERY_TEXT || of.type == QUERY_CATEGORY ||
                        (of.type == QUERY_NODE && of.reference));
}

static int bind_in(binder *b, syntax *s)
{
    syntax *x = s->parts[0], *list = s->parts[1];
    if (!list->shape.list)
        return wants(b, list, 0, "a list, or a property of several values");
    if (list->op == SYNTAX_LIST) {
        for (uint32_t i = 0; i < list->count; i++)
            if (!bind_pair(b, s, x, list->parts[i], 0))
                return 0;
        return 1;
    }
    syntax item = *list;
    item.shape.list = 0;
    return bind_pair(b, s, x, &item, 0);
}

/* Text in text, or a value among several. */
static int bind_contains(binder *b, syntax *s)
{
    if (s->parts[0]->shape.list) {
        syntax *list = s->parts[0];
        s->op = SYNTAX_IN;
        s->parts[0] = s->parts[1];
        s->parts[1] = list;
        return bind_in(b, s);
    }
    return wants(b, s->parts[0], is_textual(s->parts[0]->shape),
                 "text or several values") &&
           wants(b, s->parts[1], is_textual(s->parts[1]->shape), "text");
}

static int bind_arithmetic(binder *b, syntax *s)
{
    int real = s->op == SYNTAX_DIVIDE;
    for (uint32_t i = 0; i < s->count; i++) {
        if (!wants(b, s->parts[i], shape_is_number(s->parts[i]->shape), "a number"))
            return 0;
        real |= s->parts[i]->shape.type == QUERY_REAL;
    }
    s->shape.type = real ? QUERY_REAL : QUERY_INTEGER;
    return 1;
}

/* The items are of one shape, as far as they have one. */
static int bind_list(binder *b, syntax *s)
{
    s->shape = (shape){.type = QUERY_NULL};
    for (uint32_t i = 0; i < s->count; i++) {
        if (s->parts[i]->shape.list)
            return wants(b, s->parts[i], 0, "a single value");
        if (s->shape.type == QUERY_NULL)
            s->shape = s->parts[i]->shape;
    }
    s->shape.list = 1;
    return 1;
}

static int bind_operator(binder *b, syntax *s)
{
    if (s->op == SYNTAX_VARIABLE) { /* made by a pattern's binding */
        be_variable(b, s, s->number);
        return 1;
    }
    s->shape = (shape){.type = QUERY_BOOLEAN};
    switch (s->op) {
    case SYNTAX_PARAMETER: return bind_parameter(b, s);
    case SYNTAX_FOLD: return bind_fold(b, s);
    case SYNTAX_RESULT: return 1;
    case SYNTAX_CONSTANT: s->shape = (shape){.type = s->constant.type}; return 1;
    case SYNTAX_NAME: return bind_name(b, s);
    case SYNTAX_MEMBER: return bind_member(b, s);
    case SYNTAX_CALL: return bind_call(b, s);
    case SYNTAX_LIST: return bind_list(b, s);
    case SYNTAX_NOT:
    case SYNTAX_AND:
    case SYNTAX_OR:
    case SYNTAX_XOR:
        for (uint32_t i = 0; i < s->count; i++)
            if (!wants_condition(b, s->parts[i]))
                return 0;
        return 1;
    case SYNTAX_EQUAL:
    case SYNTAX_DIFFERENT: return bind_pair(b, s, s->parts[0], s->parts[1], 0);
    case SYNTAX_LESS:
    case SYNTAX_LESS_EQUAL:
    case SYNTAX_GREATER:
    case SYNTAX_GREATER_EQUAL: return bind_pair(b, s, s->parts[0], s->parts[1], 1);
    case SYNTAX_BETWEEN:
        return bind_pair(b, s, s->parts[0], s->parts[1], 1) &&
               bind_pair(b, s, s->parts[0], s->parts[2], 1);
    case SYNTAX_IN: return bind_in(b, s);
    case SYNTAX_CONTAINS: return bind_contains(b, s);
    case SYNTAX_IS_NULL: return 1;
    case SYNTAX_IS_LABEL: return bind_label(b, s);
    case SYNTAX_JOIN: s->shape.type = QUERY_TEXT; /* fall through */
    case SYNTAX_LIKE:
    case SYNTAX_STARTS:
    case SYNTAX_ENDS:
        for (uint32_t i = 0; i < s->count; i++)
            if (!wants(b, s->parts[i], is_textual(s->parts[i]->shape), "text"))
                return 0;
        return 1;
    default: return bind_arithmetic(b, s);
    }
}

int bind(binder *b, syntax *s)
{
    for (uint32_t i = 0; i < s->count; i++)
        if (!bind(b, s->parts[i]))
            return 0;
    return bind_operator(b, s);
}
