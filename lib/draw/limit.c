/* A picture of too much is a black square: say what would be readable instead. */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "draw/picture.h"

enum { LINES_A_NODE = 4, TYPES_NAMED = 14 };

typedef struct size_of_picture {
    size_t nodes, lines;
} size_of_picture;

typedef struct search {
    const picture *of;
    uint8_t *seen; /* one a node */
    size_t most, lines;
    size_of_picture best;
    char command[240];
} search;

typedef enum pick { PICK_CLASS, PICK_KIND } pick;

static int line_has(const picture *of, const picture_line *line, pick by, size_t wanted)
{
    if (by == PICK_CLASS)
        return line->class == wanted;
    for (size_t i = 0; i < line->count; i++)
        if (picture_tie(of, of->line_ties[line->first + i]).kind == wanted)
            return 1;
    return 0;
}

/* What would be drawn of the lines of one class or kind, isolates and acts apart. */
static void try_lines(search *s, pick by, size_t wanted, const char *name)
{
    const picture *of = s->of;
    size_of_picture found = {0, 0};
    memset(s->seen, 0, of->view->node_count);
    for (size_t i = 0; i < of->line_count; i++) {
        const picture_line *line = &of->lines[i];
        if (!line_has(of, line, by, wanted))
            continue;
        found.lines++;
        found.nodes += (size_t)(!s->seen[line->low]) + (size_t)(!s->seen[line->high]);
        s->seen[line->low] = s->seen[line->high] = 1;
    }
    if (found.nodes <= s->best.nodes || found.nodes > s->most || found.lines > s->lines)
        return;
    s->best = found;
    snprintf(s->command, sizeof s->command, "--%s %.60s%s",
             by == PICK_CLASS ? "class" : "kind", name,
             of->choices.isolates ? " --isolates hide" : "");
}

/* Names of the types with fewer than `fewer` nodes drawn; 0 = too many to name, or none.
 */
static int type_list(const picture *of, const size_t *counts, size_t fewer, char *out,
                     size_t size)
{
    size_t named = 0, length = 0;
    for (size_t t = 0; t < of->data->vocabulary.type_count; t++) {
        const char *name = of->data->vocabulary.types[t].name;
        if (!counts[t] || counts[t] >= fewer)
            continue;
        for (uint16_t below = 0; below < of->data->vocabulary.type_count; below++)
            if (counts[below] >= fewer &&
                vocabulary_is_a(&of->data->vocabulary, below, (uint16_t)t))
                return 0; /* the filter takes subtypes */
        if (++named > TYPES_NAMED || length + strlen(name) + 2 > size)
            return 0;
        length += (size_t)snprintf(out + length, size - length, "%s%s",
                                   named > 1 ? "," : "", name);
    }
    return named > 0;
}

/* The types that are few enough: leave out the most numerous one after the other. */
static void try_types(search *s, const size_t *counts)
{
    const picture *of = s->of;
    size_t fewer = SIZE_MAX;
    for (;;) {
        size_of_picture found = {0, 0};
        size_t largest = 0;
        char list[200];
        memset(s->seen, 0, of->view->node_count);
        for (size_t i = 0; i < of->line_count; i++) {
            const picture_line *line = &of->lines[i];
            if (counts[picture_node(of, line->low)->type] >= fewer ||
                counts[picture_node(of, line->high)->type] >= fewer)
                continue;
            found.lines++;
            found.nodes += (size_t)(!s->seen[line->low]) + (size_t)(!s->seen[line->high]);
            s->seen[line->low] = s->seen[line->high] = 1;
        }
        if (!found.nodes)
            return;
        if (found.nodes <= s->most && found.lines <= s->lines &&
            type_list(of, counts, fewer, list, sizeof list)) {
            if (found.nodes <= s->best.nodes)
                return;
            s->best = found;
            snprintf(s->command, sizeof s->command, "--type %s", list);
            return;
        }
        for (size_t t = 0; t < of->data->vocabulary.type_count; t++)
            if (counts[t] < fewer && counts[t] > largest)
                largest = counts[t];
        fewer = largest;
    }
}

static polity_status find(search *s, polity_error *err)
{
    const picture *of = s->of;
    const vocabulary *words = &of->data->vocabulary;
    size_t *counts = memory_zeroed(words->type_count, sizeof *counts);
    int by_class;
    s->seen = memory_array(of->view->node_count, 1);
    if (!counts || !s->seen) {
        memory_free(counts);
        return error_memory(err);
    }
    for (size_t i = 0; i < of->view->node_count; i++)
        counts[picture_node(of, (int32_t)i)->type] += of->drawn[i];
    for (int c = CLASS_STEERING; c < CLASS_END; c++)
        try_lines(s, PICK_CLASS, (size_t)c, word_text(WORDS_CLASS, (uint8_t)c));
    by_class = s->best.nodes > 0;
    for (size_t kind = 0; !by_class && kind < words->kind_count; kind++)
        try_lines(s, PICK_KIND, kind, words->kinds[kind].name);
    if (!by_class)
        try_types(s, counts);
    memory_free(counts);
    return POLITY_OK;
}

polity_status picture_limit(const picture *of, polity_error *err)
{
    size_t most = (size_t)of->choices.max_nodes, nodes = of->nodes + of->act_count;
    size_t enough = nodes;
    search s = {.of = of, .most = most, .lines = LINES_A_NODE * most};
    polity_status status;
    if (nodes <= most && of->line_count <= s.lines)
        return POLITY_OK;
    if (enough * LINES_A_NODE < of->line_count)
        enough = (of->line_count + LINES_A_NODE - 1) / LINES_A_NODE;
    status = find(&s, err);
    if (!status && s.best.nodes)
        status = error_set(
            err, POLITY_ELIMIT, "picture-too-large",
            "%zu nodes and %zu lines are more than can be read; `polity draw … %s` draws "
            "%zu nodes and %zu lines, `--max-nodes %zu` draws them all",
            nodes, of->line_count, s.command, s.best.nodes, s.best.lines, enough);
    else if (!status)
        status = error_set(
            err, POLITY_ELIMIT, "picture-too-large",
            "%zu nodes and %zu lines are more than can be read; choose by --type, --kind "
            "or --class, or `polity draw … --max-nodes %zu` draws them all",
            nodes, of->line_count, enough);
    memory_free(s.seen);
    return status;
}
