/* Tables: columns that are filled, then read. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/number.h"
#include "table/column.h"

static const char *const reason_words[] = {
    "",
#define REASON(name, word, meaning) word,
#include "table/reasons.def"
#undef REASON
};

const char *polity_reason_name(int number)
{
    return number >= 0 && number < REASON_COUNT ? reason_words[number] : "";
}

polity_table *table_new(size_t rows, const table_names *names)
{
    polity_table *table = memory_zeroed(1, sizeof *table);
    if (!table)
        return NULL;
    table->rows = table->row_capacity = rows;
    if (names) {
        table->names = *names;
        if (names->hold)
            names->hold(names->owner);
    }
    return table;
}

static size_t cell_size(const column *of)
{
    return of->info.type == POLITY_TEXT ? sizeof(char *) : sizeof(int64_t);
}

ptrdiff_t table_add(polity_table *table, const char *name, const char *unit,
                    const char *meaning, polity_type type)
{
    column added;
    memset(&added, 0, sizeof added);
    added.info.type = type;
    added.info.name = memory_text(name, strlen(name));
    added.info.unit = memory_text(unit, strlen(unit));
    added.info.meaning = memory_text(meaning, strlen(meaning));
    added.cells.ints = memory_table(table->row_capacity, sizeof(int64_t));
    if (!added.info.name || !added.info.unit || !added.info.meaning ||
        !added.cells.ints ||
        !memory_grow((void **)&table->columns, &table->column_capacity,
                     table->column_count + 1, sizeof *table->columns)) {
        memory_free((char *)added.info.name);
        memory_free((char *)added.info.unit);
        memory_free((char *)added.info.meaning);
        memory_free(added.cells.ints);
        return -1;
    }
    table->columns[table->column_count] = added;
    return (ptrdiff_t)table->column_count++;
}

ptrdiff_t table_add_column(polity_table *table, const polity_column *like)
{
    return table_add(table, like->name, like->unit, like->meaning, like->type);
}

double *table_reals(polity_table *table, size_t at)
{
    return table->columns[at].cells.reals;
}

int64_t *table_ints(polity_table *table, size_t at)
{
    return table->columns[at].cells.ints;
}

int table_set_text(polity_table *table, size_t row, size_t at, const char *text)
{
    char **cell = &table->columns[at].cells.texts[row];
    memory_free(*cell);
    *cell = text ? memory_text(text, strlen(text)) : NULL;
    return !text || *cell;
}

int table_undefine(polity_table *table, size_t row, size_t at, reason why)
{
    column *of = &table->columns[at];
    if (!of->reasons && !(of->reasons = memory_zeroed(table->row_capacity, 1)))
        return 0;
    of->reasons[row] = (uint8_t)why;
    if (of->info.type == POLITY_REAL)
        of->cells.reals[row] = NAN;
    else if (of->info.type == POLITY_TEXT)
        return table_set_text(table, row, at, NULL);
    else
        of->cells.ints[row] = 0;
    return 1;
}

static int grow_rows(polity_table *table, size_t capacity)
{
    for (size_t i = 0; i < table->column_count; i++) {
        column *of = &table->columns[i];
        void *grown = memory_resize(of->cells.ints, capacity, cell_size(of));
        if (!grown)
            return 0;
        of->cells.ints = grown;
        memset((char *)grown + table->row_capacity * cell_size(of), 0,
               (capacity - table->row_capacity) * cell_size(of));
        if (!of->reasons)
            continue;
        grown = memory_resize(of->reasons, capacity, 1);
        if (!grown)
            return 0;
        of->reasons = grown;
        memset(of->reasons + table->row_capacity, 0, capacity - table->row_capacity);
    }
    table->row_capacity = capacity;
    return 1;
}

ptrdiff_t table_add_row(polity_table *table)
{
    if (table->rows == table->row_capacity &&
        !grow_rows(table, table->row_capacity < 8 ? 16 : table->row_capacity * 2))
        return -1;
    return (ptrdiff_t)table->rows++;
}

int table_fact(polity_table *table, const char *name, const char *format, ...)
{
    char small[512], *large = NULL;
    va_list arguments;
    int n, fine;
    va_start(arguments, format);
    n = vsnprintf(small, sizeof small, format, arguments);
    va_end(arguments);
    if (n >= (int)sizeof small && (large = memory_array((size_t)n + 1, 1))) {
        va_start(arguments, format);
        vsnprintf(large, (size_t)n + 1, format, arguments);
        va_end(arguments);
    }
    fine = n >= 0 && (n < (int)sizeof small || large) &&
           facts_add(&table->facts, name, large ? large : small, 0);
    memory_free(large);
    return fine;
}

int table_fact_real(polity_table *table, const char *name, double value)
{
    char text[NUMBER_SIZE];
    number_write(text, value);
    return facts_add(&table->facts, name, text, isfinite(value) != 0);
}

int table_join(polity_table *to, polity_table *from)
{
    if (!memory_grow((void **)&to->columns, &to->column_capacity,
                     to->column_count + from->column_count, sizeof *to->columns) ||
        !facts_join(&to->facts, &from->facts))
        return 0;
    for (size_t i = 0; i < from->column_count; i++)
        to->columns[to->column_count++] = from->columns[i];
    from->column_count = 0;
    polity_table_free(from);
    return 1;
}

static int pick_column(polity_table *to, const polity_table *from, size_t at,
                       const size_t *rows)
{
    const column *old = &from->columns[at];
    if (table_add_column(to, &old->info) < 0)
        return 0;
    for (size_t i = 0; i < to->rows; i++) {
        if (old->reasons && old->reasons[rows[i]] &&
            !table_undefine(to, i, at, (reason)old->reasons[rows[i]]))
            return 0;
        if (old->info.type != POLITY_TEXT)
            to->columns[at].cells.ints[i] = old->cells.ints[rows[i]];
        else if (!table_set_text(to, i, at, old->cells.texts[rows[i]]))
            return 0;
    }
    return 1;
}

polity_table *table_pick(const polity_table *from, const size_t *rows, size_t n)
{
    polity_table *to = table_new(n, &from->names);
    int fine = to != NULL;
    for (size_t i = 0; fine && i < from->column_count; i++)
        fine = pick_column(to, from, i, rows);
    if (!fine || !facts_join(&to->facts, &from->facts)) {
        polity_table_free(to);
        return NULL;
    }
    return to;
}

size_t polity_table_rows(const polity_table *table) { return table ? table->rows : 0; }

size_t polity_table_columns(const polity_table *table)
{
    return table ? table->column_count : 0;
}

const polity_column *polity_table_column(const polity_table *table, size_t at)
{
    return at < polity_table_columns(table) ? &table->columns[at].info : NULL;
}

ptrdiff_t polity_table_find(const polity_table *table, const char *name)
{
    for (size_t i = 0; name && i < polity_table_columns(table); i++)
        if (!strcmp(table->columns[i].info.name, name))
            return (ptrdiff_t)i;
    return -1;
}

const double *polity_table_reals(const polity_table *table, size_t at)
{
    const polity_column *info = polity_table_column(table, at);
    return info && info->type == POLITY_REAL ? table->columns[at].cells.reals : NULL;
}

const int64_t *polity_table_ints(const polity_table *table, size_t at)
{
    const polity_column *info = polity_table_column(table, at);
    return info && info->type != POLITY_REAL && info->type != POLITY_TEXT
               ? table->columns[at].cells.ints
               : NULL;
}

const uint8_t *polity_table_reasons(const polity_table *table, size_t at)
{
    return at < polity_table_columns(table) ? table->columns[at].reasons : NULL;
}

int table_defined(const polity_table *table, size_t row, size_t at)
{
    const column *of = &table->columns[at];
    if (of->info.type == POLITY_TEXT)
        return of->cells.texts[row] != NULL;
    return !of->reasons || !of->reasons[row];
}

size_t polity_table_facts(const polity_table *table)
{
    return table ? table->facts.count : 0;
}

const char *polity_table_fact(const polity_table *table, size_t i, const char **name)
{
    if (i >= polity_table_facts(table))
        return NULL;
    if (name)
        *name = table->facts.rows[i].name;
    return table->facts.rows[i].value;
}

int table_fact_is_number(const polity_table *table, size_t i)
{
    return table->facts.rows[i].number;
}

const char *polity_table_fact_named(const polity_table *table, const char *name)
{
    return table && name ? facts_find(&table->facts, name) : NULL;
}

static void free_column(polity_table *table, column *of)
{
    if (of->info.type == POLITY_TEXT)
        for (size_t row = 0; row < table->rows; row++)
            memory_free(of->cells.texts[row]);
    memory_free((char *)of->info.name);
    memory_free((char *)of->info.unit);
    memory_free((char *)of->info.meaning);
    memory_free(of->cells.ints);
    memory_free(of->reasons);
    words_free(atomic_load(&of->words));
}

void polity_table_free(polity_table *table)
{
    if (!table)
        return;
    for (size_t i = 0; i < table->column_count; i++)
        free_column(table, &table->columns[i]);
    facts_free(&table->facts);
    if (table->names.release)
        table->names.release(table->names.owner);
    memory_free(table->columns);
    memory_free(table);
}
