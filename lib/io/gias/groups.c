/* The groups download: trusts, sponsors, federations and the other groups of schools. */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "io/gias/gias.h"

const csv_column gias_group_columns[] = {
#define GROUP_COLUMN(id, names, further, needed, needed_in_links)                        \
    [GROUP_##id] = {names further, needed},
#include "io/gias/group_columns.def"
#undef GROUP_COLUMN
};
const size_t gias_group_column_count = GROUP_COLUMNS;

static size_t uid_text(uint32_t uid, char out[24])
{
    size_t n = gias_numbered(out, "uid-", uid);
    out[n] = '\0';
    return n;
}

uint32_t gias_group_find(const gias *g, uint32_t uid)
{
    char text[24];
    return map_find(&g->group_ids, text, uid_text(uid, text));
}

/* When the group of the row at hand lives, as the register has it. */
static void read_life(gias *g, group *of)
{
    dated opened, closed;
    int status = gias_code_read(g, GIAS_GROUP_STATUSES, GROUP_STATUS, GROUP_STATUS_CODE);
    const gias_code *code = gias_code_at(GIAS_GROUP_STATUSES, status);
    gias_date(g, GROUP_OPENED, &opened);
    if (!opened.form)
        gias_date(g, GROUP_INCORPORATED, &opened);
    gias_date(g, GROUP_CLOSED, &closed);
    of->closed = (uint8_t)(closed.form || (code && !strcmp(code->words[0], "closed")));
    of->valid = (interval){opened.day, closed.day, opened.form, closed.form};
    if (of->closed && !closed.form)
        of->valid.to_form = DATE_UNKNOWN;
    if (!opened.form && code && !strcmp(code->words[0], "proposed_to_open"))
        of->valid.from_form = DATE_UNKNOWN;
    if (date_is_day(opened.form) && date_is_day(closed.form) &&
        closed.day <= opened.day) {
        place where = gias_place(g, GROUP_CLOSED);
        gias_odd(g, "gias-date-order", &where, csv_get(g->in, GROUP_CLOSED).text,
                 "the group closed on a day that is not after the one it opened on: the "
                 "day it closed on is left unknown");
        of->valid.to = 0;
        of->valid.to_form = DATE_UNKNOWN;
    }
}

static outside_ids read_ids(gias *g, uint32_t uid)
{
    char digits[16];
    int n = snprintf(digits, sizeof digits, "%lu", (unsigned long)uid);
    const outside_id rows[] = {
        {gias_symbol(g, "uid", 3), gias_symbol(g, digits, (size_t)n)},
        {gias_symbol(g, "group_id", 8), gias_text(g, GROUP_ID)},
        {gias_symbol(g, "company", 7), gias_text(g, GROUP_COMPANY)},
        {gias_symbol(g, "ukprn", 5), gias_text(g, GROUP_UKPRN)},
    };
    return gias_ids(g, rows, 4);
}

static void make_node(gias *g, uint32_t uid, group *of)
{
    csv_cell type = gias_code_text(g, GROUP_TYPE, GROUP_TYPE_CODE);
    const gias_code *code = gias_code_at(GIAS_GROUP_TYPES, of->type);
    properties_of own = {.type = vocabulary_type(&g->made->vocabulary, "body", 4)};
    outside_ids ids = read_ids(g, uid);
    node *made;
    if (code) {
        own.type = gias_code_type(g, GIAS_GROUP_TYPES, of->type, 0);
        gias_put_text(g, &own, "subtype", VALUE_TEXT,
                      gias_symbol(g, code->words[1], strlen(code->words[1])));
    }
    gias_put_text(g, &own, "group_type", VALUE_TEXT, gias_symbol(g, type.text, type.n));
    made = gias_node(g, of->id, own.type, gias_place(g, GROUP_UID), &own, 1u << g->file);
    if (!made)
        return;
    made->name = gias_text(g, GROUP_NAME);
    made->valid = of->valid;
    made->ids = ids;
    gias_tally(g, "kept",
               gias_words(g, "nodes: ", g->made->vocabulary.types[own.type].name), 1);
}

/* Older files name a trust by its group id where newer ones have the UID. */
static void know_other_id(gias *g, uint32_t index)
{
    symbol id = gias_text(g, GROUP_ID);
    const char *text = dataset_text(g->made, id);
    if (id && map_find(&g->group_other_ids, text, strlen(text)) == MAP_ABSENT &&
        !map_put(&g->group_other_ids, text, strlen(text), index))
        gias_no_memory(g);
}

uint32_t gias_group_add(gias *g, uint32_t uid)
{
    char text[24];
    size_t n = uid_text(uid, text);
    uint32_t index = (uint32_t)g->group_count;
    group *of;
    if (!memory_grow((void **)&g->groups, &g->group_capacity, g->group_count + 1,
                     sizeof *g->groups)) {
        gias_no_memory(g);
        return GIAS_NO_GROUP;
    }
    of = &g->groups[index];
    memset(of, 0, sizeof *of);
    of->id = gias_symbol(g, text, n);
    of->type = gias_code_read(g, GIAS_GROUP_TYPES, GROUP_TYPE, GROUP_TYPE_CODE);
    read_life(g, of);
    make_node(g, uid, of);
    know_other_id(g, index);
    if (g->status || !map_put(&g->group_ids, dataset_text(g->made, of->id), n, index)) {
        gias_no_memory(g);
        return GIAS_NO_GROUP;
    }
    g->group_count++;
    return index;
}

uint32_t gias_group_named(gias *g, uint32_t uid, symbol name, const char *type, place at)
{
    char text[24], digits[16];
    size_t n = uid_text(uid, text);
    uint32_t index = map_find(&g->group_ids, text, n);
    properties_of own = {.type = vocabulary_type(&g->made->vocabulary, "body", 4)};
    outside_id ids[1];
    group *of;
    node *made;
    if (index != MAP_ABSENT)
        return index;
    index = (uint32_t)g->group_count;
    if (!memory_grow((void **)&g->groups, &g->group_capacity, g->group_count + 1,
                     sizeof *g->groups))
        return GIAS_NO_GROUP;
    of = &g->groups[index];
    memset(of, 0, sizeof *of);
    of->id = gias_symbol(g, text, n);
    of->type = gias_code_row(g, GIAS_GROUP_TYPES, type);
    if (of->type >= 0) {
        const char *subtype = gias_code_at(GIAS_GROUP_TYPES, of->type)->words[1];
        own.type = gias_code_type(g, GIAS_GROUP_TYPES, of->type, 0);
        gias_put_text(g, &own, "subtype", VALUE_TEXT,
                      gias_symbol(g, subtype, strlen(subtype)));
        gias_put_text(g, &own, "group_type", VALUE_TEXT,
                      gias_symbol(g, type, strlen(type)));
    }
    n = (size_t)snprintf(digits, sizeof digits, "%lu", (unsigned long)uid);
    ids[0] = (outside_id){gias_symbol(g, "uid", 3), gias_symbol(g, digits, n)};
    made = gias_node(g, of->id, own.type, at, &own, 1u << at.file);
    if (!made ||
        !map_put(&g->group_ids, dataset_text(g->made, of->id), strlen(text), index))
        return GIAS_NO_GROUP;
    made->name = name;
    made->ids = gias_ids(g, ids, 1);
    gias_tally(g, "kept",
               gias_words(g, "nodes: ", g->made->vocabulary.types[own.type].name), 1);
    g->group_count++;
    return index;
}

void gias_read_groups(gias *g)
{
    uint32_t uid = gias_id(g, GROUP_UID, GIAS_UID_MOST);
    if (!uid)
        return;
    if (gias_group_find(g, uid) != MAP_ABSENT) {
        csv_fault(g->in, GROUP_UID, "gias-twice", NULL,
                  "the group has a row already: this one is left out");
        gias_tally(g, "dropped", "rows of a group that has one already", 1);
        return;
    }
    gias_group_add(g, uid);
}
