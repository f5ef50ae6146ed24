/* A roll-up as a data set: groups as nodes, counts as weights. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "graph/rollup.h"

/* A property of our own, unless the data has one of that name. */
static uint16_t count_property(polity_dataset *to, const char *name, const char *unit,
                               const char *note)
{
    property_kind row = {
        .name = name, .unit = unit, .note = note, .type = VALUE_INTEGER, .declared = 1};
    uint16_t kind = vocabulary_property(&to->vocabulary, name, strlen(name));
    return kind != VOCABULARY_NONE ? kind
                                   : vocabulary_add_property(&to->vocabulary, &row);
}

static int add_group(rollup *r, polity_dataset *to, rollup_group *g,
                     const uint16_t kinds[2])
{
    const node *like = dataset_node(r->view->dataset, (size_t)r->view->nodes[g->first]);
    const size_t counts[2] = {g->members, g->within};
    size_t index = dataset_count(to, RECORD_NODE), n = 0;
    symbol id = dataset_symbol(to, g->id, strlen(g->id));
    symbol name = dataset_symbol(to, g->name, strlen(g->name));
    node *made = id && name ? dataset_append(to, RECORD_NODE) : NULL;
    property *rows = made ? arena_take(&to->arena, 2 * sizeof *rows) : NULL;
    if (!rows)
        return 0;
    made->id = g->symbol = id;
    made->name = name;
    made->type = like->type;
    made->tier = like->tier;
    made->scope = g->members > 1 ? SCOPE_TYPE : like->scope;
    made->place.index = (uint32_t)index;
    for (int i = 0; i < 2; i++) {
        if (g->members == 1 || (i && !g->within))
            continue;
        rows[n++] = (property){
            .kind = kinds[i],
            .form = PROPERTY_SINGLE,
            .count = 1,
            .as.single = {.type = VALUE_INTEGER, .as.integer = (int64_t)counts[i]}};
    }
    made->properties = (properties){rows, (uint32_t)n};
    dataset_claim(to, id, RECORD_NODE, index);
    return 1;
}

static int add_tie(const rollup *r, polity_dataset *to, const rollup_tie *tie)
{
    size_t index = dataset_count(to, RECORD_EDGE);
    edge *made = dataset_append(to, RECORD_EDGE);
    if (!made)
        return 0;
    made->kind = tie->kind;
    made->source = r->groups[tie->source].symbol;
    made->target = r->groups[tie->target].symbol;
    made->matter = tie->matter;
    made->modality = tie->modality;
    made->weight = (double)tie->count;
    made->length = NAN;
    made->valence = VALENCE_NONE;
    made->place.index = (uint32_t)index;
    return 1;
}

/* Where the quotient comes from. */
static int add_about(const rollup *r, polity_dataset *to)
{
    const polity_dataset *from = r->view->dataset;
    buffer text = {0};
    int fine;
    if (from->about.title)
        buffer_print(&text, "%s, ", dataset_text(from, from->about.title));
    buffer_print(&text, "rolled up by %s, %s", r->by, r->view->date);
    to->about.title = text.failed ? 0 : dataset_symbol(to, text.bytes, text.length);
    buffer_clear(&text);
    buffer_print(
        &text,
        "Groups of nodes; the weight of a tie is the number of ties that it stands "
        "for. Selected: %s.",
        r->view->selection);
    to->about.description = text.failed ? 0 : dataset_symbol(to, text.bytes, text.length);
    fine = to->about.title && to->about.description;
    if (r->view->dated && !r->view->is_window) {
        dated *day = memory_array(1, sizeof *day);
        fine = fine && day;
        if (day)
            *day = (dated){r->view->from, r->view->from_form};
        to->about.default_at = day;
        to->about.default_count = to->about.default_capacity = day != NULL;
    }
    if (from->about.licence) {
        const char *licence = dataset_text(from, from->about.licence);
        to->about.licence = dataset_symbol(to, licence, strlen(licence));
        fine = fine && to->about.licence;
    }
    buffer_free(&text);
    return fine;
}

polity_status rollup_dataset(rollup *r, polity_dataset **out)
{
    polity_dataset *to;
    uint16_t kinds[2];
    polity_status status = polity_dataset_new(&to, r->err);
    int fine;
    if (status)
        return status;
    fine = vocabulary_copy(&to->vocabulary, &r->view->dataset->vocabulary) &&
           add_about(r, to);
    kinds[0] =
        fine ? count_property(to, "members", "nodes", "nodes that a group stands for")
             : VOCABULARY_NONE;
    kinds[1] = fine ? count_property(to, "ties_within", "ties", "ties between members")
                    : VOCABULARY_NONE;
    fine = fine && kinds[0] != VOCABULARY_NONE && kinds[1] != VOCABULARY_NONE;
    for (size_t i = 0; i < r->group_count && fine; i++)
        fine = add_group(r, to, &r->groups[i], kinds);
    for (size_t i = 0; i < r->tie_count && fine; i++)
        if (r->ties[i].source != r->ties[i].target)
            fine = add_tie(r, to, &r->ties[i]);
    if (!fine) {
        polity_dataset_free(to);
        return error_memory(r->err);
    }
    *out = to;
    return POLITY_OK;
}
