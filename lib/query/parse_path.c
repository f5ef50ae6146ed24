/* Paths: [name =] [selector] [mode] nodes and edges, with brackets and quantifiers. */
#include "base/alloc.h"
#include "query/pattern_parser.h"

static int add(parser *p, part_list *to, const pattern_part *part)
{
    if (!memory_grow((void **)&to->rows, &to->capacity, to->count + 1,
                     sizeof *to->rows)) {
        parser_stop(p);
        return 0;
    }
    to->rows[to->count++] = *part;
    return 1;
}

static int fault_at(parser *p, uint32_t at, uint32_t length, const char *text)
{
    query_fault_set(p->fault, "query-syntax", at, length, NULL, "%s", text);
    parser_stop(p);
    return 0;
}

/* --- quantifiers
 * ---------------------------------------------------------------------------- */

static int at_quantifier(const parser *p)
{
    return parser_at_sign(p, "{") || parser_at_sign(p, "*") || parser_at_sign(p, "+") ||
           parser_at_sign(p, "?");
}

static int take_turns(parser *p, uint32_t *to)
{
    token t = p->token;
    if (t.type != TOKEN_INTEGER)
        return 0;
    if (t.integer > PATTERN_TURNS)
        return fault_at(p, t.at, t.length, "a quantifier has at most 1000000 turns");
    *to = (uint32_t)t.integer;
    return parser_advance(p);
}

/* {n} {n,} {n,m} {,m} * + ? */
static int parse_quantifier(parser *p, pattern_part *to)
{
    uint32_t at = p->token.at;
    int least;
    to->least = 0;
    to->most = UINT32_MAX;
    if (parser_take_sign(p, "*"))
        return 1;
    if (parser_take_sign(p, "+")) {
        to->least = 1;
        return 1;
    }
    if (parser_take_sign(p, "?")) {
        to->most = 1;
        to->optional = 1;
        return 1;
    }
    if (!parser_take_sign(p, "{"))
        return 0;
    least = take_turns(p, &to->least);
    if (parser_take_sign(p, ","))
        take_turns(p, &to->most);
    else
        to->most = to->least;
    if (p->broken)
        return 0;
    if (!parser_take_sign(p, "}") || (!least && to->most == UINT32_MAX)) {
        if (!p->broken && !p->fault->id)
            parser_expected(p, "a quantifier: {n}, {n,m}, {n,} or {,m}");
        return 0;
    }
    if (to->most < to->least || !to->most)
        return fault_at(p, at, p->end - at,
                        to->most ? "the most turns are fewer than the least"
                                 : "no turn at all: leave the path out");
    return 1;
}

/* --- parts
 * ---------------------------------------------------------------------------------- */

static int parse_parts(parser *p, part_list *to, syntax **also);

static const char *const modes[] = {"WALK", "TRAIL", "ACYCLIC", "SIMPLE"};

/* "(" begins a node unless what follows is a node, an edge or a mode of a path of its
 * own. */
static int is_node_ahead(const parser *p)
{
    lexer ahead = p->lexer;
    query_fault ignored = {0};
    token t;
    int is_mode = 0;
    ahead.fault = &ignored;
    if (!lexer_next(&ahead, &t))
        return 1;
    for (int i = 0; i < 4; i++)
        is_mode |= token_is_word(&ahead, &t, modes[i]);
    if (is_mode)
        return !lexer_next(&ahead, &t) || !token_is_sign(&ahead, &t, "(");
    return !(token_is_sign(&ahead, &t, "(") || token_is_sign(&ahead, &t, "-") ||
             token_is_sign(&ahead, &t, "<") || token_is_sign(&ahead, &t, "~"));
}

static int refuse_inside(parser *p)
{
    token t = p->token;
    for (int i = 0; i < 4; i++)
        if (parser_at_word(p, modes[i]))
            parser_refuse(p, &t, "a path mode within brackets");
    return !p->broken;
}

/* Join two conditions by AND; either may be missing. */
static syntax *both(parser *p, syntax *one, syntax *other)
{
    if (!one || !other)
        return one ? one : other;
    return parser_join(p, SYNTAX_AND, one, other);
}

static int has_edge(const part_list *of)
{
    for (size_t i = 0; i < of->count; i++)
        if (of->rows[i].type != PATTERN_NODE)
            return 1;
    return 0;
}

static int has_group(const part_list *of)
{
    for (size_t i = 0; i < of->count; i++)
        if (of->rows[i].type == PATTERN_GROUP)
            return 1;
    return 0;
}

/* ( path [WHERE …] ) [quantifier] */
static int parse_brackets(parser *p, part_list *to, syntax **also)
{
    part_list inner = {0};
    pattern_part group = {
        .type = PATTERN_GROUP, .at = p->token.at, .variable = -1, .least = 1, .most = 1};
    syntax *conditions = NULL;
    int fine = 0;
    if (!parser_advance(p) || !parser_deeper(p))
        return 0;
    if (!refuse_inside(p) || !parse_parts(p, &inner, &conditions))
        goto out;
    if (parser_take_word(p, "WHERE")) {
        syntax *where = parse_or(p);
        if (!where || !(conditions = both(p, conditions, where)))
            goto out;
    }
    if (!parser_take_sign(p, ")")) {
        if (!p->broken)
            parser_expected(p, "\")\", WHERE, a node or an edge");
        goto out;
    }
    p->depth--;
    if (!at_quantifier(p)) {
        if (conditions && !(*also = both(p, *also, conditions)))
            goto out;
        for (size_t i = 0; i < inner.count; i++)
            if (!add(p, to, &inner.rows[i]))
                goto out;
        fine = 1;
        goto out;
    }
    if (has_group(&inner)) {
        token t = p->token;
        parser_refuse(p, &t, "a quantifier within a quantified path");
        goto out;
    }
    if (!parse_quantifier(p, &group))
        goto out;
    group.length = p->end - group.at;
    if (!has_edge(&inner)) {
        fault_at(p, group.at, group.length, "a quantified path has at least one edge");
        goto out;
    }
    group.where = conditions;
    group.count = inner.count;
    group.of = parser_keep(p, inner.rows, inner.count, sizeof *inner.rows);
    fine = group.of && add(p, to, &group);
out:
    memory_free(inner.rows);
    return fine;
}

static pattern_part any_node(uint32_t at)
{
    return (pattern_part){.type = PATTERN_NODE, .at = at, .variable = -1};
}

/* -[…]->{1,3}: a group of its own between nodes that may be any. */
static int quantify_edge(parser *p, part_list *to, const pattern_part *edge)
{
    pattern_part parts[3] = {any_node(edge->at), *edge,
                             any_node(edge->at + edge->length)};
    pattern_part group = {
        .type = PATTERN_GROUP, .at = edge->at, .variable = -1, .count = 3};
    if (!parse_quantifier(p, &group))
        return 0;
    group.length = p->end - group.at;
    group.of = parser_keep(p, parts, 3, sizeof *parts);
    return group.of && add(p, to, &group);
}

static int ends_in_node(const part_list *of)
{
    return of->count && of->rows[of->count - 1].type == PATTERN_NODE;
}

/* Nodes, edges and brackets that follow each other, with a node at both ends and between
 * any two edges. */
static int parse_parts(parser *p, part_list *to, syntax **also)
{
    while (!p->broken && (parser_at_sign(p, "(") || parser_at_edge(p))) {
        pattern_part part;
        uint32_t at = p->token.at;
        if (to->count > PATTERN_PARTS)
            return fault_at(p, at, 1, "the pattern has more than 256 parts");
        if (parser_at_sign(p, "(")) {
            if (is_node_ahead(p) ? !(parse_node(p, &part) && add(p, to, &part))
                                 : !parse_brackets(p, to, also))
                return 0;
            if (at_quantifier(p) && ends_in_node(to))
                return fault_at(p, at, p->end - at,
                                "a quantifier follows an edge or a path in brackets");
            continue;
        }
        part = any_node(at);
        if (!ends_in_node(to) && !add(p, to, &part))
            return 0;
        if (!parse_edge(p, &part))
            return 0;
        if (at_quantifier(p) ? !quantify_edge(p, to, &part) : !add(p, to, &part))
            return 0;
    }
    if (p->broken)
        return 0;
    if (!to->count) {
        parser_expected(p, "a path, such as (a)-[:steering]->(b)");
        return 0;
    }
    if (parser_at_sign(p, "|") || parser_at_sign(p, "||")) {
        token t = p->token;
        parser_refuse(p, &t, "an alternative of paths");
        return 0;
    }
    if (!ends_in_node(to)) {
        pattern_part part = any_node(p->end);
        return add(p, to, &part);
    }
    return 1;
}

/* A group stands between nodes: brackets may begin and end with one, or follow another.
 */
static int space_groups(parser *p, part_list *of)
{
    part_list spaced = {0};
    int fine = 1;
    for (size_t i = 0; fine && i < of->count; i++) {
        pattern_part any = any_node(of->rows[i].at);
        if (of->rows[i].type != PATTERN_NODE && !ends_in_node(&spaced))
            fine = add(p, &spaced, &any);
        fine = fine && add(p, &spaced, &of->rows[i]);
    }
    memory_free(of->rows);
    *of = spaced;
    return fine;
}

/* --- prefixes
 * ------------------------------------------------------------------------------- */

static int take_count(parser *p, uint32_t *k)
{
    token t = p->token;
    if (p->broken || t.type != TOKEN_INTEGER)
        return 0;
    if (t.integer < 1 || t.integer > PATTERN_PATHS)
        return fault_at(p, t.at, t.length, "a number of paths is 1 to 1000000");
    *k = (uint32_t)t.integer;
    return parser_advance(p);
}

static int parse_select(parser *p, pattern_path *to)
{
    token t = p->token;
    to->k = 1;
    if (parser_take_word(p, "ALL")) {
        if (parser_take_word(p, "SHORTEST"))
            to->select = SELECT_ALL_SHORTEST;
    } else if (parser_take_word(p, "ANY")) {
        to->select = SELECT_SHORTEST;
        if (!parser_take_word(p, "SHORTEST"))
            take_count(p, &to->k);
    } else if (parser_take_word(p, "SHORTEST")) {
        to->select = SELECT_SHORTEST;
        take_count(p, &to->k);
        t = p->token;
        if (parser_at_word(p, "GROUP") || parser_at_word(p, "GROUPS"))
            parser_refuse(p, &t, "SHORTEST k GROUP");
    }
    for (int i = 0; i < 4; i++)
        if (parser_take_word(p, modes[i]))
            to->mode = (uint8_t)i;
    if (!parser_take_word(p, "PATHS"))
        parser_take_word(p, "PATH");
    return !p->broken;
}

/* name = … */
static int parse_path_name(parser *p, pattern_path *to)
{
    lexer ahead = p->lexer;
    query_fault ignored = {0};
    token t;
    ahead.fault = &ignored;
    if ((p->token.type != TOKEN_NAME && p->token.type != TOKEN_QUOTED_NAME) ||
        !lexer_next(&ahead, &t) || !token_is_sign(&ahead, &t, "="))
        return !p->broken;
    return parser_take_name(p, &to->name, &to->name_length) && parser_take_sign(p, "=");
}

int parse_path(parser *p, pattern_path *to, syntax **also)
{
    part_list parts = {0};
    int fine = 0;
    *to = (pattern_path){.at = p->token.at, .variable = -1, .k = 1};
    if (!parse_path_name(p, to) || !parse_select(p, to) ||
        !parse_parts(p, &parts, also) || !space_groups(p, &parts))
        goto out;
    to->length = p->end - to->at;
    to->count = parts.count;
    to->parts = parser_keep(p, parts.rows, parts.count, sizeof *parts.rows);
    fine = to->parts != NULL;
out:
    memory_free(parts.rows);
    return fine;
}
