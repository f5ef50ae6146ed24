/* Cells as text. */
#include "table/column.h"

#include "base/alloc.h"
#include "base/date.h"

void words_free(words *of)
{
    if (of)
        memory_free(of->bytes);
    memory_free(of);
}

void table_cell(const polity_table *table, size_t row, size_t at, buffer *to)
{
    const column *of = &table->columns[at];
    char date[DATE_SIZE];
    if (!table_defined(table, row, at))
        return;
    switch (of->info.type) {
    case POLITY_REAL: buffer_real(to, of->cells.reals[row]); break;
    case POLITY_INT: buffer_print(to, "%lld", (long long)of->cells.ints[row]); break;
    case POLITY_BOOL: buffer_text(to, of->cells.ints[row] ? "true" : "false"); break;
    case POLITY_TEXT: buffer_text(to, of->cells.texts[row]); break;
    case POLITY_NODE:
        buffer_text(to, table->names.node(table->names.owner, of->cells.ints[row]));
        break;
    case POLITY_TIE:
        buffer_text(to, table->names.tie(table->names.owner, of->cells.ints[row]));
        break;
    case POLITY_DATE:
        date_write(date, (int32_t)of->cells.ints[row], DATE_DAY);
        buffer_text(to, date);
        break;
    }
}

/* The texts of a whole column, each with its terminator. */
static words *column_words(const polity_table *table, size_t at)
{
    buffer text = {0};
    words *made = memory_array(1, sizeof *made + table->rows * sizeof *made->first);
    if (!made)
        return NULL;
    buffer_char(&text, '\0');
    for (size_t row = 0; row < table->rows; row++) {
        made->first[row] = table_defined(table, row, at) ? text.length : SIZE_MAX;
        table_cell(table, row, at, &text);
        buffer_char(&text, '\0');
    }
    if (text.failed) {
        buffer_free(&text);
        memory_free(made);
        return NULL;
    }
    made->bytes = text.bytes;
    return made;
}

const char *polity_table_text(const polity_table *table, size_t row, size_t at)
{
    column *of;
    words *known, *none = NULL;
    if (!table || row >= table->rows || at >= table->column_count)
        return NULL;
    of = &table->columns[at];
    if (of->info.type == POLITY_TEXT)
        return of->cells.texts[row];
    known = atomic_load(&of->words);
    if (!known) {
        known = column_words(table, at);
        if (!known)
            return NULL;
        if (!atomic_compare_exchange_strong(&of->words, &none, known)) {
            words_free(known);
            known = none;
        }
    }
    return known->first[row] == SIZE_MAX ? NULL : known->bytes + known->first[row];
}
