/* What is told of an import: counts, and what is odd in the register. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "io/gias/gias.h"
#include "table/table.h"

void gias_tally_of(gias *g, uint32_t file, const char *what, const char *why, size_t n)
{
    tally *row;
    if (!n)
        return;
    for (size_t i = 0; i < g->tally_count; i++) {
        row = &g->tallies[i];
        if (row->file == file && row->why == why && row->what == what) {
            row->count += n;
            return;
        }
    }
    for (size_t i = 0; i < g->tally_count; i++) {
        row = &g->tallies[i];
        if (row->file == file && !strcmp(row->why, why) && !strcmp(row->what, what)) {
            row->count += n;
            return;
        }
    }
    if (!memory_grow((void **)&g->tallies, &g->tally_capacity, g->tally_count + 1,
                     sizeof *g->tallies)) {
        gias_no_memory(g);
        return;
    }
    g->tallies[g->tally_count++] = (tally){file, what, why, n};
}

void gias_tally(gias *g, const char *what, const char *why, size_t n)
{
    gias_tally_of(g, g->file, what, why, n);
}

const char *gias_words(gias *g, const char *before, const char *name)
{
    char text[200];
    const char *kept;
    int n = snprintf(text, sizeof text, "%s%.150s", before, name);
    kept = arena_text(&g->texts, text, (size_t)n);
    if (!kept)
        gias_no_memory(g);
    return kept ? kept : before;
}

static const char *file_name(const gias *g, uint32_t file)
{
    return file ? ((const input *)g->made->files.items)[file - 1].name : "";
}

void gias_odd(gias *g, const char *id, const place *at, const char *value,
              const char *format, ...)
{
    char message[500];
    error_place where = {file_name(g, at->file), "", (int32_t)at->line,
                         (int32_t)at->column};
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    problems_add_warning(&g->found, id, &where, value, NULL, "%s", message);
}

void gias_odd_once(gias *g, const char *id, size_t column, const char *message)
{
    csv_cell value = csv_get(g->in, column);
    const char *header = csv_header(g->in, column);
    char key[400];
    const char *kept;
    int n = snprintf(key, sizeof key, "%s %lu %s %.300s", id, (unsigned long)g->file,
                     header ? header : "", value.text);
    uint32_t at;
    n = n < (int)sizeof key ? n : (int)sizeof key - 1;
    at = map_find(&g->oddity_keys, key, (size_t)n);
    if (at != MAP_ABSENT) {
        g->oddities[at].count++;
        return;
    }
    kept = arena_text(&g->texts, key, (size_t)n);
    if (!kept ||
        !memory_grow((void **)&g->oddities, &g->oddity_capacity, g->oddity_count + 1,
                     sizeof *g->oddities) ||
        !map_put(&g->oddity_keys, kept, (size_t)n, (uint32_t)g->oddity_count)) {
        gias_no_memory(g);
        return;
    }
    g->oddities[g->oddity_count++] =
        (oddity){id,
                 message,
                 gias_symbol(g, value.text, value.n),
                 gias_place(g, column),
                 1,
                 header ? arena_text(&g->texts, header, strlen(header)) : ""};
}

void gias_oddities(gias *g)
{
    for (size_t i = 0; i < g->oddity_count; i++) {
        const oddity *of = &g->oddities[i];
        const char *value = dataset_text(g->made, of->value);
        error_place where = {file_name(g, of->place.file), "", (int32_t)of->place.line,
                             (int32_t)of->place.column};
        char message[500], times[60] = "";
        if (of->count > 1)
            snprintf(times, sizeof times, " (in %zu rows; this is the first)", of->count);
        snprintf(message, sizeof message, "%.60s is \"%.80s\"%s%s",
                 of->header ? of->header : "", value, of->format, times);
        (g->strict ? problems_add : problems_add_warning)(&g->found, of->id, &where,
                                                          value, NULL, "%s", message);
    }
}

polity_status gias_report(const gias *g, polity_table **out, polity_error *err)
{
    static const polity_column columns[] = {
        {"file", "", "name of the input", POLITY_TEXT},
        {"what", "", "read, kept or dropped", POLITY_TEXT},
        {"count", "", "how many", POLITY_INT},
        {"why", "", "of what, or for which reason", POLITY_TEXT},
    };
    static const char *const order[] = {"read", "kept", "dropped"};
    polity_table *table = table_new(0, NULL);
    int fine = table != NULL;
    for (size_t i = 0; fine && i < 4; i++)
        fine = table_add_column(table, &columns[i]) >= 0;
    for (uint32_t file = 1; fine && file <= g->made->files.count; file++)
        for (int kind = 0; fine && kind < 3; kind++)
            for (size_t i = 0; fine && i < g->tally_count; i++) {
                const tally *of = &g->tallies[i];
                ptrdiff_t row;
                if (of->file != file || strcmp(of->what, order[kind]) != 0)
                    continue;
                row = table_add_row(table);
                fine = row >= 0 &&
                       table_set_text(table, (size_t)row, 0, file_name(g, file)) &&
                       table_set_text(table, (size_t)row, 1, of->what) &&
                       table_set_text(table, (size_t)row, 3, of->why);
                if (fine)
                    table_ints(table, 2)[row] = (int64_t)of->count;
            }
    if (!fine) {
        polity_table_free(table);
        return error_memory(err);
    }
    *out = table;
    return POLITY_OK;
}
