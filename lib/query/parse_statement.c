/* Statements: MATCH, OPTIONAL MATCH, WHERE and RETURN with its ORDER BY, OFFSET, LIMIT.
 */
#include <string.h>

#include "base/alloc.h"
#include "query/pattern_parser.h"

static int parse_item(parser *p, pattern_item *to, int orders)
{
    *to = (pattern_item){.column = -1};
    to->value = parse_or(p);
    if (!to->value)
        return 0;
    if (!orders && parser_take_word(p, "AS") &&
        !parser_take_name(p, &to->name, &to->name_length)) {
        if (!p->broken)
            parser_expected(p, "a name for the column");
        return 0;
    }
    if (!orders)
        return !p->broken;
    if (parser_take_word(p, "DESC") || parser_take_word(p, "DESCENDING"))
        to->falling = 1;
    else if (!parser_take_word(p, "ASC"))
        parser_take_word(p, "ASCENDING");
    if (!parser_take_word(p, "NULLS"))
        return !p->broken;
    to->nulls_stated = 1;
    to->nulls_last = (uint8_t)parser_take_word(p, "LAST");
    if (!to->nulls_last && !parser_take_word(p, "FIRST")) {
        if (!p->broken)
            parser_expected(p, "FIRST or LAST");
        return 0;
    }
    return !p->broken;
}

static int parse_list(parser *p, pattern_item **to, size_t *count, int orders)
{
    pattern_item *rows = NULL, item;
    size_t capacity = 0;
    int fine = 0;
    do {
        if (!parse_item(p, &item, orders))
            goto out;
        if (!memory_grow((void **)&rows, &capacity, *count + 1, sizeof *rows)) {
            parser_stop(p);
            goto out;
        }
        rows[(*count)++] = item;
    } while (parser_take_sign(p, ","));
    *to = parser_keep(p, rows, *count, sizeof *rows);
    fine = *to && !p->broken;
out:
    memory_free(rows);
    return fine;
}

static int parse_number(parser *p, uint64_t *to)
{
    if (p->broken || p->token.type != TOKEN_INTEGER) {
        if (!p->broken)
            parser_expected(p, "a whole number");
        return 0;
    }
    *to = (uint64_t)p->token.integer;
    return parser_advance(p);
}

static int parse_return(parser *p, pattern *to)
{
    to->limit = UINT64_MAX;
    if (!parser_take_word(p, "RETURN"))
        return !p->broken;
    to->returns = 1;
    to->distinct = parser_take_word(p, "DISTINCT");
    if (!to->distinct)
        parser_take_word(p, "ALL");
    if (!parser_take_sign(p, "*") && !parse_list(p, &to->items, &to->item_count, 0))
        return 0;
    if (parser_take_word(p, "HAVING") && !(to->having = parse_or(p)))
        return 0;
    if (parser_take_word(p, "ORDER")) {
        if (!parser_take_word(p, "BY")) {
            if (!p->broken)
                parser_expected(p, "BY");
            return 0;
        }
        if (!parse_list(p, &to->order, &to->order_count, 1))
            return 0;
    }
    if ((parser_take_word(p, "OFFSET") || parser_take_word(p, "SKIP")) &&
        !parse_number(p, &to->offset))
        return 0;
    if (parser_take_word(p, "LIMIT") && !parse_number(p, &to->limit))
        return 0;
    return !p->broken;
}

/* --- MATCH
 * --------------------------------------------------------------------------------- */

static int parse_match_mode(parser *p, pattern_match *to)
{
    if (parser_take_word(p, "REPEATABLE")) {
        to->repeatable = 1;
        if (!parser_take_word(p, "ELEMENTS"))
            parser_take_word(p, "ELEMENT");
    } else if (parser_take_word(p, "DIFFERENT")) {
        if (!parser_take_word(p, "EDGES"))
            parser_take_word(p, "EDGE");
    }
    return !p->broken;
}

static int parse_match(parser *p, pattern_match *to)
{
    pattern_path *rows = NULL, path;
    size_t capacity = 0;
    int fine = 0;
    if (!parse_match_mode(p, to))
        return 0;
    do {
        if (!parse_path(p, &path, &to->also))
            goto out;
        if (to->count >= PATTERN_PARTS ||
            !memory_grow((void **)&rows, &capacity, to->count + 1, sizeof *rows)) {
            if (to->count >= PATTERN_PARTS)
                parser_expected(p, "no more than 256 paths");
            parser_stop(p);
            goto out;
        }
        rows[to->count++] = path;
    } while (parser_take_sign(p, ","));
    to->paths = parser_keep(p, rows, to->count, sizeof *rows);
    if (!to->paths)
        goto out;
    if (parser_take_word(p, "WHERE") && !(to->where = parse_or(p)))
        goto out;
    fine = !p->broken;
out:
    memory_free(rows);
    return fine;
}

static int refuse_others(parser *p)
{
    static const char *const words[] = {"UNION",  "WITH",   "LET",    "FOR",    "CALL",
                                        "CREATE", "INSERT", "DELETE", "SET",    "MERGE",
                                        "REMOVE", "SELECT", "KEEP",   "UNWIND", "NEXT"};
    token t = p->token;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (parser_at_word(p, words[i]))
            parser_refuse(p, &t, words[i]);
    return !p->broken;
}

/* Whether what is at hand names a path: name = … */
static int is_path_name(const parser *p)
{
    lexer ahead = p->lexer;
    query_fault ignored = {0};
    token t;
    ahead.fault = &ignored;
    return lexer_next(&ahead, &t) && token_is_sign(&ahead, &t, "=");
}

static int parse_statement(parser *p, pattern *to)
{
    pattern_match *rows = NULL;
    size_t capacity = 0;
    int fine = 0;
    if (!is_path_name(p) && !refuse_others(p))
        return 0;
    do {
        pattern_match match = {0};
        match.optional = (uint8_t)parser_take_word(p, "OPTIONAL");
        if (match.optional && !parser_at_word(p, "MATCH")) {
            if (!p->broken)
                parser_expected(p, "MATCH");
            goto out;
        }
        parser_take_word(p, "MATCH");
        if (!parse_match(p, &match))
            goto out;
        if (to->match_count >= PATTERN_PARTS)
            parser_expected(p, "no more than 256 MATCH");
        if (p->broken ||
            !memory_grow((void **)&rows, &capacity, to->match_count + 1, sizeof *rows)) {
            parser_stop(p);
            goto out;
        }
        rows[to->match_count++] = match;
    } while (parser_at_word(p, "OPTIONAL") || parser_at_word(p, "MATCH"));
    to->matches = parser_keep(p, rows, to->match_count, sizeof *rows);
    if (!to->matches)
        goto out;
    if (parser_take_word(p, "FILTER")) {
        parser_take_word(p, "WHERE");
        if (!(to->filter = parse_or(p)))
            goto out;
    }
    if (!refuse_others(p) || !parse_return(p, to))
        goto out;
    if (refuse_others(p) && p->token.type != TOKEN_END)
        parser_expected(p, to->returns ? "the end"
                                       : "a node, an edge, \",\", WHERE, RETURN or the "
                                         "end");
    fine = !p->broken;
out:
    memory_free(rows);
    return fine;
}

int pattern_parse(pattern *to, query_fault *fault)
{
    parser p = {.memory = &to->query.memory, .fault = fault};
    if (!lexer_begin(&p.lexer, to->query.text, fault) || !parser_advance(&p))
        return 0;
    if (p.token.type == TOKEN_END) {
        parser_expected(&p, "a pattern, such as (a)-[:steering]->(b)");
        return 0;
    }
    return parse_statement(&p, to);
}
