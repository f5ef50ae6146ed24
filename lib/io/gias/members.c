/* The group links download: which school is in which group, since when. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "io/gias/gias.h"

enum { /* behind those of the group */
       URN = GROUP_COLUMNS,
       JOINED,
       NAME,
       SORT_CODE,
       SORT,
       PHASE_CODE,
       PHASE,
       LA_CODE,
       LA_NAME,
       COLUMNS
};

const csv_column gias_group_link_columns[] = {
#define GROUP_COLUMN(id, names, further, needed_in_groups, needed)                       \
    [GROUP_##id] = {names, needed},
#include "io/gias/group_columns.def"
#undef GROUP_COLUMN
    [URN] = {"URN", 1},
    [JOINED] = {"Joined date|Date joined|Date Joined Group", 0},
    [NAME] = {"EstablishmentName", 0},
    [SORT_CODE] = {"TypeOfEstablishment (code)", 0},
    [SORT] = {"TypeOfEstablishment (name)|TypeOfEstablishment", 0},
    [PHASE_CODE] = {"PhaseOfEducation (code)", 0},
    [PHASE] = {"PhaseOfEducation (name)|PhaseOfEducation", 0},
    [LA_CODE] = {"LA (code)|LA code", 0},
    [LA_NAME] = {"LA (name)|LA name|Local authority", 0},
};
const size_t gias_group_link_column_count = COLUMNS;

/* The group of the row at hand; GIAS_NO_GROUP = the row is dropped. */
static uint32_t find_group(gias *g)
{
    uint32_t uid = gias_id(g, GROUP_UID, GIAS_UID_MOST), group;
    if (!uid)
        return GIAS_NO_GROUP;
    group = gias_group_find(g, uid);
    if (group != MAP_ABSENT)
        return group;
    if (g->given[GIAS_GROUPS]) {
        place where = gias_place(g, GROUP_UID);
        gias_odd(g, "gias-group-unknown", &where, csv_get(g->in, GROUP_UID).text,
                 "the groups file does not have the group %lu: it is made from this row",
                 (unsigned long)uid);
    }
    return gias_group_add(g, uid);
}

void gias_read_group_links(gias *g)
{
    uint32_t urn = gias_id(g, URN, GIAS_URN_MOST), group;
    csv_cell sort = gias_code_text(g, SORT, SORT_CODE);
    member *row;
    if (!urn || (group = find_group(g)) == GIAS_NO_GROUP)
        return;
    if (!memory_grow(&g->members.items, &g->members.capacity, g->members.count + 1,
                     sizeof *row)) {
        gias_no_memory(g);
        return;
    }
    row = (member *)g->members.items + g->members.count;
    memset(row, 0, sizeof *row);
    row->urn = urn;
    row->group = group;
    row->order = (uint32_t)g->members.count++;
    gias_date(g, JOINED, &row->joined);
    row->place = gias_place(g, GROUP_UID);
    row->name = gias_text(g, NAME);
    row->la = gias_text(g, LA_CODE);
    row->la_name = gias_text(g, LA_NAME);
    row->type = gias_code_read(g, GIAS_TYPES, SORT, SORT_CODE);
    row->type_text = gias_symbol(g, sort.text, sort.n);
    row->phase = gias_code_read(g, GIAS_PHASES, PHASE, PHASE_CODE);
}

static int compare(const void *left, const void *right)
{
    const member *a = left, *b = right;
    if (a->urn != b->urn)
        return a->urn < b->urn ? -1 : 1;
    if (a->joined.form != b->joined.form)
        return a->joined.form < b->joined.form ? -1 : 1; /* no day: before all days */
    if (a->joined.day != b->joined.day)
        return a->joined.day < b->joined.day ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

static int same(const member *a, const member *b)
{
    return a->urn == b->urn && a->group == b->group && a->joined.form == b->joined.form &&
           a->joined.day == b->joined.day;
}

/* Sort, and leave out what is there already: with an equal day next to it. */
void gias_sort_members(gias *g)
{
    member *rows = g->members.items;
    size_t kept = 0, start = 0;
    if (g->members.count)
        qsort(rows, g->members.count, sizeof *rows, compare);
    for (size_t i = 0; i < g->members.count; i++) {
        int twice = 0;
        if (kept && (rows[start].urn != rows[i].urn ||
                     rows[start].joined.day != rows[i].joined.day ||
                     rows[start].joined.form != rows[i].joined.form))
            start = kept;
        for (size_t k = start; k < kept && k < start + 64 && !twice; k++)
            twice = same(&rows[k], &rows[i]);
        if (twice) {
            gias_odd(
                g, "gias-twice", &rows[i].place, NULL,
                "the school %lu is in this group by an earlier row: this one is left "
                "out",
                (unsigned long)rows[i].urn);
            gias_tally_of(g, rows[i].place.file, "dropped",
                          "rows that say what an earlier one says", 1);
            continue;
        }
        rows[kept++] = rows[i];
    }
    g->members.count = kept;
}

static uint32_t urn_at(const rows_of *in, size_t size, size_t i)
{
    uint32_t urn;
    memcpy(&urn, (const char *)in->items + i * size, sizeof urn);
    return urn;
}

size_t gias_rows_of(const rows_of *in, size_t size, uint32_t urn, size_t *count)
{
    size_t low = 0, high = in->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (urn_at(in, size, middle) < urn)
            low = middle + 1;
        else
            high = middle;
    }
    for (high = low; high < in->count && urn_at(in, size, high) == urn;)
        high++;
    *count = high - low;
    return low;
}

const member *gias_members_of(const gias *g, uint32_t urn, size_t *count)
{
    const member *rows = g->members.items;
    size_t first = gias_rows_of(&g->members, sizeof *rows, urn, count);
    return rows ? rows + first : NULL;
}

int gias_member_span(const gias *g, const member *m, const interval *school,
                     interval *out)
{
    const group *of = &g->groups[m->group];
    *out = (interval){m->joined.day, 0, m->joined.form, DATE_NONE};
    if (date_is_day(of->valid.to_form)) {
        out->to = of->valid.to;
        out->to_form = DATE_DAY;
    } else {
        out->to_form = of->valid.to_form; /* none, or an unknown day */
    }
    if (date_is_day(school->to_form) &&
        (!date_is_day(out->to_form) || school->to < out->to)) {
        out->to = school->to;
        out->to_form = DATE_DAY;
    }
    return !date_is_day(out->to_form) || !date_is_day(out->from_form) ||
           out->from < out->to;
}

/* Put an entry behind the others. Two that hold at once: the later one counts. */
static size_t put_entry(gias *g, history_item *items, size_t count, const char *property,
                        const member *m, const interval *span)
{
    history_item *last = count ? &items[count - 1] : NULL;
    const interval *before = last ? &last->valid : NULL;
    if (last && before->to_form != DATE_UNKNOWN && span->to_form != DATE_UNKNOWN &&
        (!date_is_day(before->to_form) || !date_is_day(span->from_form) ||
         before->to > span->from)) {
        gias_odd(
            g, "gias-two-groups", &m->place, NULL,
            "the school %lu is in two groups on a day, \"%.30s\" and \"%.30s\": both "
            "ties are kept, and its %s is the one joined later",
            (unsigned long)m->urn, dataset_text(g->made, last->value.as.text),
            dataset_text(g->made, g->groups[m->group].id), property);
        if (!date_is_day(span->from_form) ||
            (date_is_day(before->from_form) && before->from >= span->from)) {
            count--;
        } else {
            last->valid.to = span->from;
            last->valid.to_form = DATE_DAY;
        }
    }
    memset(&items[count], 0, sizeof items[count]);
    items[count].value.type = VALUE_REFERENCE;
    items[count].value.as.text = g->groups[m->group].id;
    items[count].valid = *span;
    return count + 1;
}

void gias_put_members(gias *g, properties_of *to, const member *rows, size_t count,
                      const interval *life)
{
    static const char *const names[] = {"trust", "sponsor", "federation", "foundation"};
    history_item few[16], *items = few;
    if (count > sizeof few / sizeof *few &&
        !(items = memory_array(count, sizeof *items))) {
        gias_no_memory(g);
        return;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t entries = 0;
        for (size_t k = 0; k < count; k++) {
            const gias_code *type =
                gias_code_at(GIAS_GROUP_TYPES, g->groups[rows[k].group].type);
            interval span;
            if (!type || strcmp(type->words[2], names[i]) != 0 ||
                !gias_member_span(g, &rows[k], life, &span))
                continue;
            entries = put_entry(g, items, entries, names[i], &rows[k], &span);
        }
        gias_put_history(g, to, names[i], items, entries);
    }
    if (items != few)
        memory_free(items);
}
