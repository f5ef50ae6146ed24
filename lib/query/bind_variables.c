/* Variables of a pattern: what each name stands for, and where it is repeated. */
#include <string.h>

#include "query/bind_pattern.h"

const char *bind_name_text(binder *b, uint32_t at, uint32_t length)
{
    const char *kept = arena_text(b->memory, b->text + at, length);
    b->no_memory |= !kept;
    return kept;
}

static int stop_at(binder *b, uint32_t at, uint32_t length, const char *format,
                   const char *name)
{
    syntax where = {.at = at, .length = length};
    return bind_stop(b, &where, "query-name", NULL, format, name);
}

static int find(const query_scope *in, const char *name, uint32_t n)
{
    for (size_t i = 0; n && i < in->count; i++)
        if (strlen(in->variables[i].name) == n && !memcmp(in->variables[i].name, name, n))
            return (int)i;
    return -1;
}

/* A new variable; one without a name serves {key: value} alone. */
static int declare(binder *b, pattern *to, uint32_t at, uint32_t length, uint8_t type)
{
    query_scope *in = &to->variables;
    query_variable *v;
    if (in->count == QUERY_VARIABLES)
        return stop_at(b, at, length ? length : 1,
                       "a statement has at most 32 variables, those of {…} among them",
                       "");
    v = &in->variables[in->count];
    *v = (query_variable){.type = type, .node_type = VOCABULARY_NONE};
    v->name = bind_name_text(b, at, length);
    if (!v->name)
        return 0;
    to->named_at[in->count] = at;
    in->count++;
    return 1;
}

static int has_one(const uint8_t *labels, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (labels[i])
            return 1;
    return 0;
}

/* Which sort of record a node is: of its labels, or else what its name is elsewhere. */
static int node_record(binder *b, pattern *to, pattern_part *part)
{
    const vocabulary *words = &b->scope->data->vocabulary;
    size_t types = words->type_count, kinds = words->kind_count;
    int number = find(&to->variables, b->text + part->name, part->name_length);
    int node = has_one(part->labels, types), act = has_one(part->labels + types, kinds),
        absent = part->labels[types + kinds];
    if (number >= 0 && (to->variables.variables[number].type == QUERY_TIE ||
                        to->variables.variables[number].type == QUERY_PATH))
        return stop_at(b, part->name, part->name_length,
                       "\"%s\" stands for something else already",
                       to->variables.variables[number].name);
    if (node + act + absent > 1)
        return stop_at(b, part->at, part->length,
                       "these labels mix actors, acts and absences: a variable stands "
                       "for one of them",
                       "");
    if (!part->label && number >= 0)
        part->record = to->variables.variables[number].type;
    else
        part->record = act ? QUERY_ACT : absent ? QUERY_ABSENCE : QUERY_NODE;
    if (!part->label && part->record != QUERY_NODE)
        memset(part->labels, 1, types + kinds + 1); /* it is bound elsewhere */
    return 1;
}

/* The type that a single name gives. */
static uint16_t single_type(const binder *b, const pattern_part *part)
{
    if (!part->label || part->label->op != LABEL_NAME || part->record != QUERY_NODE)
        return VOCABULARY_NONE;
    return vocabulary_type(&b->scope->data->vocabulary, b->text + part->label->at,
                           part->label->length);
}

static int declare_part(binder *b, pattern *to, pattern_part *part, int group)
{
    const char *name = b->text + part->name;
    int number;
    uint8_t type;
    uint16_t known;
    query_variable *v;
    if (!bind_labels(b, part) ||
        (part->type == PATTERN_NODE && !node_record(b, to, part)))
        return 0;
    part->number = to->parts++;
    type = part->type == PATTERN_EDGE ? QUERY_TIE : part->record;
    if (part->type == PATTERN_EDGE && (part->name_length || part->entry_count))
        for (int role = 0; role < ROLE_COUNT; role++)
            if (part->labels[b->scope->data->vocabulary.kind_count + (size_t)role])
                return stop_at(b, part->at, part->length,
                               "the edge to a party of an act has nothing of its own: "
                               "leave its name out",
                               "");
    if (!part->name_length && !part->entry_count)
        return 1;
    number = find(&to->variables, name, part->name_length);
    if (number < 0) {
        if (!declare(b, to, part->name_length ? part->name : part->at, part->name_length,
                     type))
            return 0;
        number = (int)to->variables.count - 1;
        to->group_of[number] = (uint8_t)group;
    }
    part->variable = number;
    v = &to->variables.variables[number];
    if (v->type != type)
        return stop_at(b, part->name, part->name_length,
                       "\"%s\" stands for something else already", v->name);
    if (type == QUERY_TIE && number < (int)to->variables.count - 1)
        return stop_at(b, part->name, part->name_length,
                       "the edge \"%s\" is named twice: an edge is bound once", v->name);
    if (to->group_of[number] != group)
        return stop_at(b, part->name, part->name_length,
                       "\"%s\" stands both inside and outside of a repeated path",
                       v->name);
    known = single_type(b, part);
    if (v->node_type == VOCABULARY_NONE)
        v->node_type = known;
    return 1;
}

static int declare_parts(binder *b, pattern *to, pattern_part *parts, size_t count,
                         int group, int *groups)
{
    for (size_t i = 0; i < count; i++) {
        if (parts[i].type != PATTERN_GROUP) {
            if (!declare_part(b, to, &parts[i], group))
                return 0;
            continue;
        }
        if (*groups >= UINT8_MAX)
            return stop_at(b, parts[i].at, parts[i].length,
                           "a statement has at most 255 repeated paths", "");
        parts[i].number = to->parts++;
        parts[i].record = (uint8_t)++ * groups;
        if (!declare_parts(b, to, parts[i].of, parts[i].count, *groups, groups))
            return 0;
        for (size_t v = 0; v < to->variables.count; v++)
            if (to->group_of[v] == *groups)
                to->variables.variables[v].list = !parts[i].optional;
    }
    return 1;
}

int bind_variables(binder *b, pattern *to, pattern_match *match, int *groups)
{
    for (size_t i = 0; i < match->count; i++) {
        pattern_path *path = &match->paths[i];
        if (!declare_parts(b, to, path->parts, path->count, 0, groups))
            return 0;
        if (!path->name_length)
            continue;
        if (find(&to->variables, b->text + path->name, path->name_length) >= 0)
            return stop_at(b, path->name, path->name_length,
                           "the name of this path stands for something else already", "");
        if (!declare(b, to, path->name, path->name_length, QUERY_PATH))
            return 0;
        path->variable = (int32_t)to->variables.count - 1;
    }
    return 1;
}
