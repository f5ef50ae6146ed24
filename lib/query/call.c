/* Binding of calls: the function's row, the number and types of its arguments. */
#include <string.h>

#include "query/bind.h"
#include "query/functions.h"

static int find_function(binder *b, const syntax *s)
{
    const char *name = b->text + s->name;
    const function *row;
    nearest near;
    for (size_t i = 0; (row = function_at(i)); i++)
        if (strlen(row->name) == s->name_length &&
            !memcmp(row->name, name, s->name_length))
            return (int)i;
    nearest_begin(&near, name, s->name_length);
    for (size_t i = 0; (row = function_at(i)); i++)
        nearest_offer(&near, row->name);
    bind_stop(b, s, "query-name", &near, "no function is called \"%.*s\"",
              (int)(s->name_length < 60 ? s->name_length : 60), name);
    return -1;
}

static const struct {
    char letter;
    const char *words;
} letters[] = {{'b', "a condition"}, {'i', "a whole number"}, {'n', "a number"},
               {'t', "text"},        {'d', "a date"},         {'r', "a node, tie or act"},
               {'N', "a node"},      {'T', "a tie or act"},   {'l', "several values"},
               {'P', "a path"}};

static int fits(char letter, shape of)
{
    if (letter == '*' || (of.type == QUERY_NULL && !of.list))
        return 1;
    if (letter == 'l')
        return of.list;
    if (of.list)
        return 0;
    switch (letter) {
    case 'b': return of.type == QUERY_BOOLEAN;
    case 'i': return of.type == QUERY_INTEGER;
    case 'n': return shape_is_number(of);
    case 't':
        return of.type == QUERY_TEXT || of.type == QUERY_CATEGORY ||
               of.type == QUERY_NODE;
    case 'd': return of.type == QUERY_DATE;
    case 'r': return shape_is_record(of);
    case 'N': return of.type == QUERY_NODE;
    case 'P': return of.type == QUERY_PATH;
    default: return of.type == QUERY_TIE || of.type == QUERY_ACT;
    }
}

static int bind_argument(binder *b, char letter, syntax *argument)
{
    char shown[160];
    tie_label label;
    if (letter == 'L') {
        if (argument->op != SYNTAX_CONSTANT || argument->constant.type != QUERY_TEXT)
            return bind_stop(b, argument, "query-type", NULL,
                             "expected the name of a kind or class, in quotes");
        if (!bind_tie_label(b, argument, argument->constant.as.text,
                            argument->constant.length, &label))
            return 0;
        argument->constant = query_integer(
            label.kind == VOCABULARY_NONE ? ~(int64_t)label.class : label.kind);
        argument->shape = (shape){.type = QUERY_INTEGER};
        return 1;
    }
    if (fits(letter, argument->shape))
        return 1;
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (letters[i].letter == letter)
            return bind_stop(b, argument, "query-type", NULL, "expected %s; this is %s",
                             letters[i].words, shape_words(b, argument->shape, shown));
    return 0;
}

/* Least and most numbers of arguments; FUNCTION_ARGUMENTS = any more. */
static void count_arguments(const char *arguments, size_t *least, size_t *most)
{
    int optional = 0;
    *least = *most = 0;
    for (; *arguments && *arguments != '+'; arguments++) {
        if (*arguments == '?') {
            optional = 1;
            continue;
        }
        ++*most;
        *least += !optional;
    }
    if (*arguments == '+')
        *most = FUNCTION_ARGUMENTS;
}

/* What one of two shapes gives that may be compared. 0 = nothing that both are. */
static int either(shape *of, shape other)
{
    const int is_same =
        of->type == other.type && of->levels == other.levels && of->kind == other.kind;
    if (of->type == QUERY_NULL)
        *of = other;
    else if (shape_is_number(*of) && shape_is_number(other))
        of->type = of->type == QUERY_REAL ? QUERY_REAL : other.type;
    else if (is_same && of->node_type != other.node_type)
        of->node_type = VOCABULARY_NONE;
    else if (!is_same && other.type != QUERY_NULL && fits('t', *of) && fits('t', other))
        *of = (shape){.type = QUERY_TEXT};
    else if (!is_same && other.type != QUERY_NULL)
        return 0;
    return 1;
}

/* Arguments of which any may be the result. */
static int bind_alike(binder *b, syntax *s)
{
    char one[160], other[160];
    shape made = s->parts[0]->shape;
    for (uint32_t i = 1; i < s->count; i++) {
        syntax so_far = *s->parts[0];
        so_far.shape = made;
        if (!bind_pair(b, s, i > 1 ? &so_far : s->parts[0], s->parts[i], 0))
            return 0;
        if (i == 1)
            made = s->parts[0]->shape;
        if (!either(&made, s->parts[i]->shape))
            return bind_stop(b, s, "query-type", NULL,
                             "one result cannot be %s and %s: make them of one type",
                             shape_words(b, made, one),
                             shape_words(b, s->parts[i]->shape, other));
    }
    s->shape = made;
    return 1;
}

static shape result_shape(const function *row)
{
    shape made = {.type = row->result, .node_type = VOCABULARY_NONE};
    made.list = row->arguments[0] == 'P' && row->result != QUERY_INTEGER;
    if (row->result == QUERY_CATEGORY) {
        made.levels = !strcmp(row->name, "type")   ? LEVELS_TYPES
                      : !strcmp(row->name, "kind") ? LEVELS_KINDS
                                                   : LEVELS_WORDS;
        made.kind = WORDS_CLASS;
        if (made.levels != LEVELS_WORDS)
            made.kind = 0;
    }
    return made;
}

int bind_call(binder *b, syntax *s)
{
    int number = find_function(b, s);
    const function *row;
    const char *letter;
    size_t least, most;
    if (number < 0)
        return 0;
    row = function_at((size_t)number);
    count_arguments(row->arguments, &least, &most);
    if (s->count < least || s->count > most)
        return bind_stop(b, s, "query-type", NULL, "%s() takes %zu%s argument%s, not %u",
                         row->name, least, most > least ? " or more" : "",
                         least == 1 ? "" : "s", s->count);
    if (!strncmp(row->name, "degree", 6) && b->scope->views == QUERY_VIEW_DAY)
        return bind_stop(b, s, "query-name", NULL,
                         "%s() is not known in a pattern: count the ties of one, such as "
                         "OPTIONAL MATCH (s)<-[e]-() RETURN s, count(e)",
                         row->name);
    if ((!strncmp(row->name, "degree", 6) || !strcmp(row->name, "at")) &&
        !b->scope->views)
        return bind_stop(b, s, "query-name", NULL,
                         "%s() is known only where a view is selected, not in data",
                         row->name);
    letter = row->arguments;
    for (uint32_t i = 0; i < s->count; i++) {
        letter += *letter == '?';
        if (!bind_argument(b, *letter, s->parts[i]))
            return 0;
        if (letter[1] != '+')
            letter++;
    }
    s->number = (uint16_t)number;
    if (row->result == FUNCTION_SAME)
        return bind_alike(b, s);
    s->shape = result_shape(row);
    return 1;
}
