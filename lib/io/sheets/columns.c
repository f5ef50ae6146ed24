/* Which column is which: the option map first, then the format's own names, then those of
 * other programs. */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "io/sheets/sheets.h"

/* Names of Kumu, Gephi and others, taken where no column has the first of them. */
static const struct {
    record_list list;
    const char *name, *meant;
} others[] = {
    {RECORD_NODE, "label", "id"},
    {RECORD_NODE, "label", "name"},
    {RECORD_NODE, "from", "valid.from"},
    {RECORD_NODE, "to", "valid.to"},
    {RECORD_NODE, "node type", "type"},
    {RECORD_EDGE, "from", "source"},
    {RECORD_EDGE, "to", "target"},
    {RECORD_EDGE, "from", "valid.from"},
    {RECORD_EDGE, "to", "valid.to"},
    {RECORD_EDGE, "type", "kind"},
    {RECORD_EDGE, "edge kind", "kind"},
    {RECORD_EDGE, "direction", "undirected"},
    {RECORD_EDGE, "directed", "undirected"},
};

/* --- the option map --- */

polity_status sheet_add_map(void *user, const char *item, size_t n, polity_error *err)
{
    sheets *of = user;
    const char *equals = NULL;
    sheet_map *row;
    for (size_t i = 0; i < n; i++)
        equals = item[i] == '=' ? item + i : equals;
    if (!equals || equals == item || equals + 1 == item + n)
        return error_set(err, POLITY_EARG, "option-value",
                         "option map is \"%.*s\": expected COLUMN=FIELD, or COLUMN=- to "
                         "leave a column out",
                         (int)(n < 80 ? n : 80), item);
    if (!memory_grow((void **)&of->map, &of->map_capacity, of->map_count + 1,
                     sizeof *of->map))
        return error_memory(err);
    row = &of->map[of->map_count++];
    *row = (sheet_map){
        arena_text(&of->job.texts, item, (size_t)(equals - item)),
        arena_text(&of->job.texts, equals + 1, (size_t)(item + n - equals) - 1), 0, 0};
    return row->column && row->field ? POLITY_OK : error_memory(err);
}

static void refuse_map(sheets *of, reader *r, const sheet_map *row)
{
    char hint[NEAREST_SIZE];
    nearest near;
    nearest_begin(&near, row->field, strlen(row->field));
    flat_offer(r->into, RECORD_NODE, &near);
    flat_offer(r->into, RECORD_EDGE, &near);
    (void)of;
    r->status =
        row->met ? error_set(r->err, POLITY_EARG, "map-field",
                             "option map: no field is called \"%.60s\"%s", row->field,
                             nearest_hint(&near, hint))
                 : error_set(r->err, POLITY_EARG, "map-column",
                             "option map: no sheet has a column \"%.60s\"", row->column);
}

void sheet_check_map(sheets *of, reader *r)
{
    for (size_t i = 0; i < of->map_count && !r->status; i++)
        if (!of->map[i].used)
            refuse_map(of, r, &of->map[i]);
}

/* --- the columns of a sheet --- */

/* Of a column's name: the header is the row at hand until the first row is read. */
static scan_place header_place(const sheet *s, const sheet_column *column)
{
    error_place at = csv_place(s->in, (size_t)(column - s->columns));
    return (scan_place){(uint32_t)at.line, (uint32_t)at.column};
}

static int is_taken(const sheet *s, const flat_target *to)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->columns[i].to.what != FLAT_SKIP && flat_equal(&s->columns[i].to, to))
            return 1;
    return 0;
}

static void find_mapped(sheet *s, reader *r, sheet_column *column)
{
    for (size_t i = 0; i < s->of->map_count; i++) {
        sheet_map *row = &s->of->map[i];
        if (!flat_same(row->column, column->name))
            continue;
        row->met = 1;
        column->to = flat_find(r->into, s->list, row->field);
        if (!strcmp(row->field, "-"))
            column->to.what = FLAT_SKIP;
        row->used |= column->to.what != FLAT_UNKNOWN;
    }
}

static void find_other(sheet *s, reader *r, sheet_column *column)
{
    for (size_t i = 0;
         column->to.what == FLAT_UNKNOWN && i < sizeof others / sizeof *others; i++) {
        flat_target to;
        if (others[i].list != s->list || !flat_same(others[i].name, column->name))
            continue;
        to = flat_find(r->into, s->list, others[i].meant);
        if (!is_taken(s, &to))
            column->to = to;
    }
}

/* What nothing knows: kept under x_. */
static void keep(sheet *s, reader *r, sheet_column *column, size_t number)
{
    char name[300];
    const char *copy;
    int n = *column->name ? snprintf(name, sizeof name, "x_%.290s", column->name)
                          : snprintf(name, sizeof name, "x_column_%zu", number + 1);
    copy = arena_text(&s->of->job.texts, name, (size_t)n);
    if (!copy) {
        read_no_memory(r);
        return;
    }
    column->unknown = 1;
    column->to = (flat_target){s->list == RECORD_SOURCE ? FLAT_EXTRA : FLAT_FREE,
                               0,
                               VOCABULARY_NONE,
                               NULL,
                               copy,
                               ""};
    job_unknown(&s->of->job, r, s->list, column->name, copy, header_place(s, column));
}

static void report_twice(sheet *s, reader *r, size_t one, size_t other)
{
    fault_here(
        r, "key-conflict", header_place(s, &s->columns[other]), "",
        s->columns[other].name,
        "the columns \"%.60s\" and \"%.60s\" are the same field: leave one out with "
        "map, as in \"%.60s=-\"",
        s->columns[one].name, s->columns[other].name, s->columns[other].name);
}

static int check_twice(sheet *s, reader *r)
{
    int fine = 1;
    for (size_t i = 0; i < s->count; i++)
        for (size_t k = 0; k < i; k++)
            if (s->columns[i].to.what != FLAT_SKIP &&
                flat_equal(&s->columns[i].to, &s->columns[k].to)) {
                report_twice(s, r, k, i);
                fine = 0;
            }
    return fine;
}

/* A column that a sheet needs, with those that it has and the nearest of them. */
static void report_missing(sheet *s, reader *r, const char *name)
{
    const char *only = s->count == 1 ? s->columns[0].name : "";
    buffer there = {0};
    char hint[NEAREST_SIZE];
    nearest near;
    size_t shown = 0;
    buffer_text(&there, "");
    nearest_begin(&near, name, strlen(name));
    for (size_t i = 0; i < s->count; i++)
        nearest_offer(&near, s->columns[i].name);
    for (; shown < s->count && there.length < 200; shown++)
        buffer_print(&there, "%s%.40s", shown ? ", " : "", s->columns[shown].name);
    if (there.failed)
        read_no_memory(r);
    else
        fault_here(r, "csv-column-missing", header_place(s, s->columns), "", NULL,
                   "no column is called \"%s\"%s%s The sheet has %zu column%s: %s%s%s",
                   name, nearest_hint(&near, hint), near.name ? "" : ".", s->count,
                   s->count == 1 ? "" : "s", there.bytes, shown < s->count ? ", …" : "",
                   strchr(only, ';') || strchr(only, '\t')
                       ? "; its cells seem to be separated by something else: see the "
                         "option delimiter"
                       : "");
    buffer_free(&there);
}

static int check_required(sheet *s, reader *r)
{
    int fine = 1;
    for (const char *const *name = s->required; *name; name++) {
        flat_target wanted = flat_find(r->into, s->list, *name);
        if (is_taken(s, &wanted))
            continue;
        report_missing(s, r, *name);
        fine = 0;
    }
    return fine;
}

int sheet_columns(sheet *s, reader *r)
{
    size_t n = csv_counted(s->in).columns;
    s->columns = memory_zeroed(n, sizeof *s->columns);
    if (!s->columns)
        return read_no_memory(r);
    for (size_t i = 0; i < n && csv_header(s->in, i); i++) {
        sheet_column *column = &s->columns[s->count++];
        column->name = csv_header(s->in, i);
        find_mapped(s, r, column);
        if (column->to.what == FLAT_UNKNOWN)
            column->to = flat_find(r->into, s->list, column->name);
    }
    for (size_t i = 0; i < s->count; i++)
        find_other(s, r, &s->columns[i]);
    for (size_t i = 0; i < s->count && !r->status; i++)
        if (s->columns[i].to.what == FLAT_UNKNOWN)
            keep(s, r, &s->columns[i], i);
    return s->count && check_twice(s, r) && check_required(s, r) && !r->status;
}
