/* Nodes and their properties. */
#include <string.h>

#include "graph/diff.h"

static const node *node_of(const comparison *c, int side, int32_t v)
{
    return dataset_node(c->view[side]->dataset, (size_t)c->view[side]->nodes[v]);
}

static const char *text_of(const comparison *c, int side, symbol s)
{
    return s ? dataset_text(c->view[side]->dataset, s) : NULL;
}

static const char *type_of(const comparison *c, int side, const node *n)
{
    return c->view[side]->dataset->vocabulary.types[n->type].name;
}

/* The values of a property at the view's date, joined by commas; NULL = none. */
static polity_status values_text(comparison *c, int side, const node *n, const char *name,
                                 const char **out)
{
    const polity_view *view = c->view[side];
    uint16_t kind = vocabulary_property(&view->dataset->vocabulary, name, strlen(name));
    buffer *to = &c->text[side];
    const value *first;
    size_t count = 0;
    int unknown;
    polity_status status;
    *out = NULL;
    if (kind == VOCABULARY_NONE)
        return POLITY_OK;
    status = view_values(view, n->properties, kind, text_of(c, side, n->id), &first,
                         &count, &unknown, c->err);
    if (status || (!count && !unknown))
        return status;
    buffer_clear(to);
    for (size_t i = 0; i < count; i++) {
        buffer_text(to, i ? ", " : "");
        view_value_text(view, kind, &first[i], to);
    }
    if (unknown)
        buffer_text(to, count ? ", ?" : "?");
    *out = to->failed ? NULL : to->bytes;
    return to->failed ? error_memory(c->err) : POLITY_OK;
}

static int differ(const char *a, const char *b)
{
    return !a || !b ? a != b : strcmp(a, b) != 0;
}

static int tell_field(comparison *c, const char *id, const char *field,
                      const char *before, const char *after)
{
    difference d = {.what = "property",
                    .of = field,
                    .id = id,
                    .field = field,
                    .before = before,
                    .after = after};
    d.change = !before ? CHANGE_CAME : !after ? CHANGE_WENT : CHANGE_CHANGED;
    if (!differ(before, after))
        d.change = CHANGE_SAME;
    return diff_tell(c, &d);
}

/* Every property that either has, in the order of the first, then of the other. */
static int compare_properties(comparison *c, const node *a, const node *b, const char *id,
                              int *changed)
{
    const node *const both[2] = {a, b};
    for (int side = 0; side < 2; side++) {
        const vocabulary *words = &c->view[side]->dataset->vocabulary;
        for (uint32_t i = 0; i < both[side]->properties.count; i++) {
            uint16_t kind = both[side]->properties.rows[i].kind;
            const char *before, *after, *name;
            uint16_t other;
            if (kind == VOCABULARY_NONE)
                continue;
            name = words->properties[kind].name;
            other =
                vocabulary_property(&c->view[0]->dataset->vocabulary, name, strlen(name));
            if (side && other != VOCABULARY_NONE && properties_find(a->properties, other))
                continue;
            if ((c->status = values_text(c, 0, a, name, &before)) ||
                (c->status = values_text(c, 1, b, name, &after)))
                return 0;
            if (!before && !after)
                continue;
            *changed |= differ(before, after);
            if (!tell_field(c, id, name, before, after))
                return 0;
        }
    }
    return 1;
}

static int compare_pair(comparison *c, int32_t v, int32_t heir)
{
    const node *a = node_of(c, 0, v), *b = node_of(c, 1, heir);
    const char *id = text_of(c, 0, a->id);
    const char *names[2] = {text_of(c, 0, a->name), text_of(c, 1, b->name)};
    const char *types[2] = {type_of(c, 0, a), type_of(c, 1, b)};
    int changed = 0;
    difference d = {.what = "node", .of = types[0], .id = id};
    if (differ(names[0], names[1])) {
        changed = 1;
        if (!tell_field(c, id, "name", names[0], names[1]))
            return 0;
    }
    if (differ(types[0], types[1])) {
        changed = 1;
        if (!tell_field(c, id, "type", types[0], types[1]))
            return 0;
    }
    if (!compare_properties(c, a, b, id, &changed))
        return 0;
    d.change = c->continued[0][v] ? CHANGE_CONTINUED
               : changed          ? CHANGE_CHANGED
                                  : CHANGE_SAME;
    if (c->continued[0][v]) {
        d.before = id;
        d.after = text_of(c, 1, b->id);
    }
    d.counted = d.change == CHANGE_CHANGED; /* its properties tell it */
    return diff_tell(c, &d);
}

static int tell_alone(comparison *c, int side, int32_t v)
{
    const node *n = node_of(c, side, v);
    difference d = {.what = "node",
                    .of = type_of(c, side, n),
                    .id = text_of(c, side, n->id),
                    .change = side ? CHANGE_CAME : CHANGE_WENT};
    return diff_tell(c, &d);
}

polity_status diff_nodes(comparison *c)
{
    int fine = 1;
    for (size_t v = 0; v < c->view[0]->node_count && fine; v++)
        fine = c->heir[0][v] < 0 ? tell_alone(c, 0, (int32_t)v)
                                 : compare_pair(c, (int32_t)v, c->heir[0][v]);
    for (size_t v = 0; v < c->view[1]->node_count && fine; v++)
        if (c->heir[1][v] < 0)
            fine = tell_alone(c, 1, (int32_t)v);
    return fine || c->status ? c->status : error_memory(c->err);
}
