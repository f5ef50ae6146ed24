#include "model/problems.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "table/table.h"

enum { ERROR, WARNING, INFO };
static const char *const level_names[] = {"error", "warning", "info"};

static const struct {
    const char *id;
    int level;
    const char *meaning;
} faults[] = {
#define FAULT(id, level, meaning) {id, level, meaning},
#include "model/faults.def"
#undef FAULT
};

enum { FAULTS = sizeof faults / sizeof *faults };

static uint16_t find(const char *id)
{
    uint16_t at = 0;
    while (at < FAULTS && strcmp(faults[at].id, id))
        at++;
    return at;
}

static char *copy(problems *to, const char *text)
{
    char *made = memory_text(text ? text : "", text ? strlen(text) : 0);
    to->failed |= !made;
    return made;
}

/* The same of what may have been cut within a character. */
static char *copy_mended(problems *to, const char *text)
{
    char *made = copy(to, text);
    if (made)
        utf8_mend(made);
    return made;
}

static void free_problem(problem *of)
{
    memory_free(of->file);
    memory_free(of->path);
    memory_free(of->value);
    memory_free(of->nearest);
    memory_free(of->message);
}

static void add(problems *to, const char *id, int warning, const error_place *place,
                const char *value, const char *nearest, const char *message)
{
    problem added = {find(id), (uint8_t)warning, 0, 0, NULL, NULL, NULL, NULL, NULL};
    if (added.fault < FAULTS && faults[added.fault].level != ERROR)
        added.warning = (uint8_t)faults[added.fault].level;
    to->errors += !added.warning;
    if (to->errors_only && added.warning)
        return;
    if (to->count >= PROBLEMS_MOST) {
        to->dropped++;
        return;
    }
    added.line = place && place->line > 0 ? (uint32_t)place->line : 0;
    added.column = place && place->column > 0 ? (uint32_t)place->column : 0;
    added.file = copy(to, place ? place->file : NULL);
    added.path = copy_mended(to, place ? place->path : NULL);
    added.value = value ? copy_mended(to, value) : NULL;
    added.nearest = nearest ? copy(to, nearest) : NULL;
    added.message = copy_mended(to, message);
    if (to->failed || !memory_grow((void **)&to->rows, &to->capacity, to->count + 1,
                                   sizeof *to->rows)) {
        to->failed = 1;
        free_problem(&added);
        return;
    }
    to->rows[to->count++] = added;
}

void problems_add(problems *to, const char *id, const error_place *place,
                  const char *value, const char *nearest, const char *format, ...)
{
    char message[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    add(to, id, 0, place, value, nearest, message);
}

void problems_add_warning(problems *to, const char *id, const error_place *place,
                          const char *value, const char *nearest, const char *format, ...)
{
    char message[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    add(to, id, 1, place, value, nearest, message);
}

void problems_cut(problems *of, size_t count)
{
    while (of->count > count) {
        of->count--;
        of->errors -= !of->rows[of->count].warning;
        free_problem(&of->rows[of->count]);
    }
}

void problems_forgive(problems *of, const char *id)
{
    uint16_t fault = find(id);
    for (size_t i = 0; i < of->count; i++) {
        if (of->rows[i].fault == fault && !of->rows[i].warning) {
            of->rows[i].warning = 1;
            of->errors--;
        }
    }
}

int problems_has(const problems *of, const char *id)
{
    uint16_t fault = find(id);
    for (size_t i = 0; i < of->count; i++)
        if (of->rows[i].fault == fault)
            return 1;
    return 0;
}

/* Keep the rows for which `keep` is not 0. */
static void filter(problems *of, size_t from,
                   int (*keep)(const problem *row, uint16_t fault), uint16_t fault)
{
    size_t kept = from;
    for (size_t i = from; i < of->count; i++) {
        if (keep(&of->rows[i], fault)) {
            of->rows[kept++] = of->rows[i];
            continue;
        }
        of->errors -= !of->rows[i].warning;
        free_problem(&of->rows[i]);
    }
    of->count = kept;
}

static int is_error(const problem *row, uint16_t fault)
{
    (void)fault;
    return !row->warning;
}

static int is_fault(const problem *row, uint16_t fault) { return row->fault == fault; }

void problems_drop_warnings(problems *of, size_t from) { filter(of, from, is_error, 0); }

void problems_only(problems *of, const char *id) { filter(of, 0, is_fault, find(id)); }

int problems_of_text(const problems *of)
{
    for (size_t i = 0; i < of->count; i++)
        if (of->rows[i].fault < FAULTS &&
            !strncmp(faults[of->rows[i].fault].id, "json-", 5))
            return 1;
    return 0;
}

static int compare(const void *left, const void *right)
{
    const problem *a = left, *b = right;
    int by = strcmp(a->file, b->file);
    if (by)
        return by;
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    if (a->column != b->column)
        return a->column < b->column ? -1 : 1;
    by = strcmp(a->path, b->path);
    return by ? by : a->fault < b->fault ? -1 : a->fault > b->fault;
}

void problems_sort(problems *of)
{
    if (of->count)
        qsort(of->rows, of->count, sizeof *of->rows, compare);
}

static int add_row(polity_table *table, const problem *of)
{
    ptrdiff_t row = table_add_row(table);
    const char *id = of->fault < FAULTS ? faults[of->fault].id : "unknown";
    const char *texts[] = {of->file, of->path, of->value, of->nearest, of->message};
    static const size_t columns[] = {2, 5, 6, 7, 8};
    if (row < 0 || !table_set_text(table, (size_t)row, 0, level_names[of->warning]) ||
        !table_set_text(table, (size_t)row, 1, id))
        return 0;
    for (size_t i = 0; i < 5; i++) {
        if (texts[i] && !table_set_text(table, (size_t)row, columns[i], texts[i]))
            return 0;
        if (!texts[i] && !table_undefine(table, (size_t)row, columns[i], REASON_ABSENT))
            return 0;
    }
    table_ints(table, 3)[row] = of->line;
    table_ints(table, 4)[row] = of->column;
    return (of->line || table_undefine(table, (size_t)row, 3, REASON_ABSENT)) &&
           (of->column || table_undefine(table, (size_t)row, 4, REASON_ABSENT));
}

polity_status problems_table(const problems *of, polity_table **out, polity_error *err)
{
    static const polity_column columns[] = {
        {"level", "", "error, warning or info", POLITY_TEXT},
        {"id", "", "stable name of the fault", POLITY_TEXT},
        {"file", "", "name of the input", POLITY_TEXT},
        {"line", "", "1-based", POLITY_INT},
        {"column", "code points", "1-based, first of the token", POLITY_INT},
        {"path", "", "JSON Pointer to the value", POLITY_TEXT},
        {"value", "", "what stands there", POLITY_TEXT},
        {"nearest", "", "the nearest valid value", POLITY_TEXT},
        {"message", "", "what is wrong", POLITY_TEXT},
    };
    polity_table *table = table_new(0, NULL);
    int fine = table && !of->failed;
    for (size_t i = 0; fine && i < sizeof columns / sizeof *columns; i++)
        fine = table_add_column(table, &columns[i]) >= 0;
    for (size_t i = 0; fine && i < of->count; i++)
        fine = add_row(table, &of->rows[i]);
    if (fine && of->dropped)
        fine = table_fact(table, "not listed", "%zu more faults", of->dropped);
    if (!fine) {
        polity_table_free(table);
        return error_memory(err);
    }
    *out = table;
    return POLITY_OK;
}

static polity_status status_of(const char *id)
{
    if (!strcmp(id, "document-version-refused") || !strcmp(id, "snapshot-version"))
        return POLITY_EVERSION;
    if (!strncmp(id, "json-", 5) || !strncmp(id, "gzip-", 5) ||
        !strcmp(id, "document-empty"))
        return POLITY_ESYNTAX;
    return POLITY_EDATA;
}

polity_status problems_status(const problems *of, polity_error *err)
{
    if (of->failed)
        return error_memory(err);
    for (size_t i = 0; i < of->count; i++) {
        const problem *row = &of->rows[i];
        const char *id = row->fault < FAULTS ? faults[row->fault].id : "unknown";
        error_place place = {row->file, row->path, (int32_t)row->line,
                             (int32_t)row->column};
        if (!row->warning)
            return error_set_at(err, status_of(id), id, &place, "%s", row->message);
    }
    return of->errors ? error_set(err, POLITY_EDATA, "unknown", "faults") : POLITY_OK;
}

void problems_free(problems *of)
{
    for (size_t i = 0; i < of->count; i++)
        free_problem(&of->rows[i]);
    memory_free(of->rows);
    memset(of, 0, sizeof *of);
}

polity_status polity_faults(polity_table **out, polity_error *err)
{
    polity_table *table = table_new(FAULTS, NULL);
    int fine =
        table && table_add(table, "id", "", "stable name", POLITY_TEXT) >= 0 &&
        table_add(table, "level", "", "error, warning or info", POLITY_TEXT) >= 0 &&
        table_add(table, "meaning", "", "what is wrong", POLITY_TEXT) >= 0;
    if (!out) {
        polity_table_free(table);
        return error_set(err, POLITY_EARG, "argument", "a place for the table is needed");
    }
    *out = NULL;
    for (size_t i = 0; fine && i < FAULTS; i++)
        fine = table_set_text(table, i, 0, faults[i].id) &&
               table_set_text(table, i, 1, level_names[faults[i].level]) &&
               table_set_text(table, i, 2, faults[i].meaning);
    if (!fine) {
        polity_table_free(table);
        return error_memory(err);
    }
    *out = table;
    return POLITY_OK;
}
