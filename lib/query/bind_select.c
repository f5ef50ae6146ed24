/* What a selected path may look at: paths are selected before they are joined with others
 * of their MATCH, so that nothing within one may hang on another. */
#include "query/bind_pattern.h"

static uint32_t bit(int32_t variable) { return variable < 0 ? 0 : 1u << variable; }

static uint32_t variables_of(const pattern_part *parts, size_t count)
{
    uint32_t bits = 0;
    for (size_t i = 0; i < count; i++)
        bits |= parts[i].type == PATTERN_GROUP ? variables_of(parts[i].of, parts[i].count)
                                               : bit(parts[i].variable);
    return bits;
}

/* Nodes at the ends of a path; the rest is within. */
static uint32_t ends_of(const pattern_path *of)
{
    uint32_t bits = 0;
    for (size_t i = 0; i < of->count && of->parts[i].type == PATTERN_NODE; i++)
        bits |= bit(of->parts[i].variable);
    for (size_t i = of->count; i-- > 0 && of->parts[i].type == PATTERN_NODE;)
        bits |= bit(of->parts[i].variable);
    return bits;
}

/* The first condition of the parts that reads any of `others`. */
static const syntax *find_reader(const pattern_part *parts, size_t count, uint32_t others)
{
    for (size_t i = 0; i < count; i++) {
        const syntax *found = NULL;
        if (parts[i].where && syntax_reads(parts[i].where) & others)
            return parts[i].where;
        if (parts[i].type == PATTERN_GROUP)
            found = find_reader(parts[i].of, parts[i].count, others);
        if (found)
            return found;
    }
    return NULL;
}

int bind_selected(binder *b, const pattern_match *match, size_t number, uint32_t before)
{
    const pattern_path *path = &match->paths[number];
    uint32_t own = variables_of(path->parts, path->count), others = 0, shared;
    const syntax *reader;
    syntax at = {.at = path->at, .length = path->length};
    if (path->select == SELECT_EVERY)
        return 1;
    for (size_t i = 0; i < match->count; i++)
        if (i != number)
            others |= variables_of(match->paths[i].parts, match->paths[i].count);
    others &= ~before;
    shared = own & others & ~ends_of(path);
    for (int v = 0; shared && v < QUERY_VARIABLES; v++)
        if (shared & 1u << v)
            return bind_stop(b, &at, "query-syntax", NULL,
                             "\"%s\" stands within a selected path and in another "
                             "pattern: only the ends of a selected path are shared",
                             b->scope->variables[v].name);
    reader = find_reader(path->parts, path->count, others & ~own);
    if (reader)
        return bind_stop(b, reader, "query-syntax", NULL,
                         "a condition within a selected path looks at another pattern: "
                         "write it after the patterns, where it chooses among what is "
                         "selected");
    return 1;
}
