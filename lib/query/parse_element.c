/* Nodes and edges: (name:labels {key: value} WHERE …), -[…]->, and the short arrows. */
#include "base/alloc.h"
#include "query/pattern_parser.h"

static int parse_entries(parser *p, pattern_part *to)
{
    pattern_entry *rows = NULL;
    size_t capacity = 0;
    int fine = 0;
    if (parser_take_sign(p, "}"))
        return 1;
    do {
        pattern_entry entry = {0};
        if (!parser_take_name(p, &entry.name, &entry.name_length)) {
            if (!p->broken)
                parser_expected(p, "the name of a property");
            goto out;
        }
        if (!parser_take_sign(p, ":")) {
            if (!p->broken)
                parser_expected(p, "\":\"");
            goto out;
        }
        entry.value = parse_sum(p);
        if (!entry.value)
            goto out;
        if (!memory_grow((void **)&rows, &capacity, to->entry_count + 1, sizeof *rows)) {
            parser_stop(p);
            goto out;
        }
        rows[to->entry_count++] = entry;
    } while (parser_take_sign(p, ","));
    if (!parser_take_sign(p, "}")) {
        if (!p->broken)
            parser_expected(p, "\",\" or \"}\"");
        goto out;
    }
    to->entries = parser_keep(p, rows, to->entry_count, sizeof *rows);
    fine = to->entries != NULL;
out:
    memory_free(rows);
    return fine;
}

/* What stands between the brackets of a node or edge, which are the caller's. */
static int parse_filler(parser *p, pattern_part *to)
{
    if (!parser_at_word(p, "WHERE") && !parser_at_word(p, "IS"))
        parser_take_name(p, &to->name, &to->name_length);
    if (parser_take_sign(p, ":") || parser_take_word(p, "IS")) {
        to->label = parse_labels(p);
        if (!to->label)
            return 0;
    }
    if (parser_take_sign(p, "{") && !parse_entries(p, to))
        return 0;
    if (parser_take_word(p, "WHERE"))
        to->where = parse_or(p);
    return !p->broken;
}

int parse_node(parser *p, pattern_part *to)
{
    *to = (pattern_part){.type = PATTERN_NODE, .at = p->token.at, .variable = -1};
    if (!parser_take_sign(p, "(")) {
        if (!p->broken)
            parser_expected(p, "a node, such as (s:school)");
        return 0;
    }
    if (!parse_filler(p, to))
        return 0;
    if (!parser_take_sign(p, ")")) {
        if (!p->broken)
            parser_expected(p, "\")\", a label, a condition");
        return 0;
    }
    to->length = p->end - to->at;
    return 1;
}

int parser_at_edge(const parser *p)
{
    return parser_at_sign(p, "-") || parser_at_sign(p, "~") || parser_at_sign(p, "<");
}

static int parse_inside(parser *p, pattern_part *to, const char *close)
{
    if (!parse_filler(p, to))
        return 0;
    if (!parser_take_sign(p, "]") || !parser_take_sign(p, close)) {
        if (!p->broken)
            parser_expected(p, close[0] == '-' ? "\"]-\"" : "\"]~\"");
        return 0;
    }
    return 1;
}

/* <- - ~ open it; an arrow head may follow what closes it. */
int parse_edge(parser *p, pattern_part *to)
{
    int left, undirected, right, whole;
    *to = (pattern_part){.type = PATTERN_EDGE, .at = p->token.at, .variable = -1};
    left = parser_take_sign(p, "<");
    undirected = parser_take_sign(p, "~");
    if (!undirected && !parser_take_sign(p, "-")) {
        if (!p->broken)
            parser_expected(p, "an edge, such as -[:steering]->");
        return 0;
    }
    whole = parser_take_sign(p, "[");
    if (whole && !parse_inside(p, to, undirected ? "~" : "-"))
        return 0;
    if (!whole && !undirected && p->token.at == p->end) /* -- is - */
        parser_take_sign(p, "-");
    right = parser_take_sign(p, ">");
    if (p->broken)
        return 0;
    to->length = p->end - to->at;
    if (left && right && undirected) {
        query_fault_set(p->fault, "query-syntax", to->at, to->length, NULL,
                        "an edge has one of the arrows <~ and ~>; - is any");
        parser_stop(p);
        return 0;
    }
    to->ways = (uint8_t)((left ? WAY_LEFT : 0) | (right ? WAY_RIGHT : 0) |
                         (undirected ? WAY_NONE : 0));
    if (!to->ways)
        to->ways = WAY_ALL;
    return 1;
}
