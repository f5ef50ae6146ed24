/* Binding of a statement: variables first, then every condition in the scope of its
 * place. */
#include "query/bind_pattern.h"

#include <string.h>

#include "base/alloc.h"
#include "query/pattern_parser.h"

uint32_t syntax_reads(const syntax *s)
{
    uint32_t bits = s->op == SYNTAX_VARIABLE ? 1u << s->number : 0;
    for (uint32_t i = 0; i < s->count; i++)
        bits |= syntax_reads(s->parts[i]);
    return bits;
}

query pattern_query(const pattern *of, syntax *root)
{
    query made = of->query;
    made.root = root;
    memset(&made.memory, 0, sizeof made.memory);
    return made;
}

static syntax *make(binder *b, syntax_op op, syntax *one, syntax *other)
{
    syntax *made = arena_take(b->memory, sizeof *made);
    syntax **parts = arena_take(b->memory, 2 * sizeof *parts);
    if (!made || !parts) {
        b->no_memory = 1;
        return NULL;
    }
    made->op = (uint8_t)op;
    made->parts = parts;
    parts[0] = one;
    parts[1] = other;
    made->count = other ? 2 : one ? 1 : 0;
    return made;
}

/* {key: value} as conditions on the part's variable, joined to its WHERE. */
static int add_entries(binder *b, pattern_part *part)
{
    for (size_t i = 0; i < part->entry_count; i++) {
        const pattern_entry *entry = &part->entries[i];
        syntax *record = make(b, SYNTAX_VARIABLE, NULL, NULL);
        syntax *member = record ? make(b, SYNTAX_MEMBER, record, NULL) : NULL;
        syntax *equal = member ? make(b, SYNTAX_EQUAL, member, entry->value) : NULL;
        if (!equal)
            return 0;
        record->number = (uint16_t)part->variable;
        member->at = member->name = entry->name;
        member->length = member->name_length = entry->name_length;
        equal->at = entry->name;
        equal->length = entry->value->at + entry->value->length - entry->name;
        part->where = part->where ? make(b, SYNTAX_AND, part->where, equal) : equal;
        if (!part->where)
            return 0;
    }
    return 1;
}

static int is_condition(binder *b, const syntax *s)
{
    char shown[160];
    if (!s->shape.list && (s->shape.type == QUERY_NULL || s->shape.type == QUERY_BOOLEAN))
        return 1;
    return bind_stop(b, s, "query-type", NULL,
                     "expected a condition, TRUE or FALSE; this is %s",
                     shape_words(b, s->shape, shown));
}

static int bind_condition(binder *b, syntax *s)
{
    return !s || (bind(b, s) && is_condition(b, s));
}

/* A group's variables are single within it. */
static void open_group(pattern *to, query_scope *scope, const pattern_part *group,
                       int list)
{
    for (size_t v = 0; v < scope->count; v++)
        if (to->group_of[v] == group->record)
            scope->variables[v].list = (uint8_t)(list && !group->optional);
}

static int bind_parts(binder *b, pattern *to, query_scope *scope, pattern_part *parts,
                      size_t count)
{
    for (size_t i = 0; i < count; i++) {
        pattern_part *part = &parts[i];
        int fine = add_entries(b, part);
        if (fine && part->type == PATTERN_GROUP) {
            open_group(to, scope, part, 0);
            fine = bind_parts(b, to, scope, part->of, part->count) &&
                   bind_condition(b, part->where);
            open_group(to, scope, part, 1);
        } else if (fine) {
            fine = bind_condition(b, part->where);
        }
        if (!fine)
            return 0;
    }
    return 1;
}

/* What the words of a path do not go with. */
static int check_path(binder *b, const pattern_match *match, const pattern_path *path)
{
    syntax at = {.at = path->at, .length = path->length};
    if (path->select != SELECT_EVERY && match->count > 1 && !match->repeatable)
        return bind_stop(b, &at, "query-syntax", NULL,
                         "a selected path is the only pattern of its MATCH, or write "
                         "MATCH REPEATABLE ELEMENTS");
    for (size_t i = 0; i < path->count; i++) {
        const pattern_part *part = &path->parts[i];
        at.at = part->at;
        at.length = part->length;
        if (part->type == PATTERN_GROUP && part->most == UINT32_MAX &&
            path->mode == MODE_WALK && path->select == SELECT_EVERY)
            return bind_stop(b, &at, "query-syntax", NULL,
                             "a quantifier without an end needs TRAIL, ACYCLIC, SIMPLE, "
                             "ANY or SHORTEST before the path");
    }
    return 1;
}

static int bind_match(binder *b, pattern *to, pattern_match *match, int *groups)
{
    query_scope *scope = &to->variables;
    uint32_t before = (uint32_t)((1ull << scope->count) - 1);
    if (!bind_variables(b, to, match, groups))
        return 0;
    for (size_t i = 0; i < match->count; i++)
        if (!check_path(b, match, &match->paths[i]) ||
            !bind_parts(b, to, scope, match->paths[i].parts, match->paths[i].count) ||
            !bind_selected(b, match, i, before))
            return 0;
    return bind_condition(b, match->also) && bind_condition(b, match->where);
}

/* Of a pattern that ties are followed along: one path, from its left to its right. */
static int select_path(binder *b, pattern *to)
{
    pattern_match *match = to->matches;
    syntax at = {.at = match->paths[0].at, .length = match->paths[0].length};
    if (to->match_count > 1 || match->count > 1 || to->returns || to->filter)
        return bind_stop(b, &at, "query-syntax", NULL,
                         "one path is followed here, without RETURN or a second pattern");
    if (match->paths[0].select != SELECT_EVERY)
        return bind_stop(
            b, &at, "query-syntax", NULL,
            "a path that is followed is selected already: leave ANY, ALL and "
            "SHORTEST out");
    match->paths[0].select = SELECT_SHORTEST;
    match->paths[0].k = 1;
    match->repeatable = 1;
    to->along = 1;
    return 1;
}

int pattern_compile(pattern *to, const char *text, const query_scope *scope,
                    query_fault *fault)
{
    binder b = {.fault = fault};
    int groups = 0;
    memset(to, 0, sizeof *to);
    memset(fault, 0, sizeof *fault);
    to->variables = *scope;
    to->variables.count = 0;
    to->variables.bare = -1;
    to->query.data = scope->data;
    to->query.text = arena_text(&to->query.memory, text, strlen(text));
    if (!to->query.text || !pattern_parse(to, fault))
        goto failed;
    b.scope = &to->variables;
    b.text = to->query.text;
    b.memory = &to->query.memory;
    b.into = &to->query;
    if (scope->along && !select_path(&b, to))
        goto failed;
    for (size_t i = 0; i < to->match_count; i++)
        if (!bind_match(&b, to, &to->matches[i], &groups))
            goto failed;
    if (!bind_condition(&b, to->filter))
        goto failed;
    b.folding = to;
    if (bind_return(&b, to) && (!to->having || is_condition(&b, to->having)))
        return 1;
failed:
    pattern_free(to);
    return 0;
}

void pattern_free(pattern *of)
{
    memory_free(of->folds);
    query_free(&of->query);
    memset(of, 0, sizeof *of);
}
