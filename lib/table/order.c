/* Sorting and cutting tables. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/nearest.h"
#include "base/options.h"
#include "table/table.h"

typedef struct sort_key {
    double number;
    const char *text;
    size_t row;
    int defined;
} sort_key;

static int compare(const void *left, const void *right)
{
    const sort_key *a = left, *b = right;
    int by = a->defined != b->defined ? b->defined - a->defined : 0;
    if (!by && a->defined && a->text)
        by = strcmp(a->text, b->text);
    else if (!by && a->defined)
        by = a->number < b->number ? 1 : a->number > b->number ? -1 : 0;
    return by ? by : a->row < b->row ? -1 : a->row > b->row;
}

static int compare_reversed(const void *left, const void *right)
{
    const sort_key *a = left, *b = right;
    int by = compare(left, right);
    int same =
        a->defined == b->defined &&
        (!a->defined || (a->text ? !strcmp(a->text, b->text) : a->number == b->number));
    return same || a->defined != b->defined ? by : -by;
}

static polity_status find_column(const polity_table *table, const char *name, size_t *at,
                                 polity_error *err)
{
    char hint[NEAREST_SIZE];
    nearest search;
    ptrdiff_t found = polity_table_find(table, name);
    *at = (size_t)found;
    if (found >= 0)
        return POLITY_OK;
    nearest_begin(&search, name, strlen(name));
    for (size_t i = 0; i < polity_table_columns(table); i++)
        nearest_offer(&search, polity_table_column(table, i)->name);
    return error_set(err, POLITY_ENOTFOUND, "column-unknown",
                     "no column is called \"%.80s\"%s", name,
                     nearest_hint(&search, hint));
}

static polity_status fill(sort_key *keys, const polity_table *table, size_t at,
                          polity_error *err)
{
    polity_type type = polity_table_column(table, at)->type;
    const double *reals = polity_table_reals(table, at);
    const int64_t *ints = polity_table_ints(table, at);
    int as_text = type == POLITY_TEXT || type == POLITY_NODE || type == POLITY_TIE;
    for (size_t row = 0; row < polity_table_rows(table); row++) {
        keys[row].defined = table_defined(table, row, at);
        if (!keys[row].defined)
            continue;
        if (as_text)
            keys[row].text = polity_table_text(table, row, at);
        else
            keys[row].number = reals ? reals[row] : (double)ints[row];
        if (as_text && !keys[row].text)
            return error_memory(err);
    }
    return POLITY_OK;
}

polity_status polity_table_order(polity_table **out, const polity_table *table,
                                 const polity_option *rows, size_t n, polity_error *err)
{
    options given = {rows, n};
    sort_key *keys = NULL;
    size_t *picked = NULL, count, at = 0;
    int64_t top;
    const char *sort;
    polity_status status;
    if (!out || !table)
        return error_set(err, POLITY_EARG, "argument",
                         "a table and a place for the result are needed");
    *out = NULL;
    count = polity_table_rows(table);
    top = (int64_t)count;
    if ((status = options_check(given, err)) ||
        (status = option_integer(given, "top", 0, INT64_MAX, &top, err)))
        return status;
    sort = option_text(given, "sort");
    if (sort && (status = find_column(table, sort + (*sort == '-'), &at, err)))
        return status;
    keys = memory_zeroed(count, sizeof *keys);
    picked = memory_array(count, sizeof *picked);
    if (!keys || !picked) {
        status = error_memory(err);
        goto out;
    }
    for (size_t i = 0; i < count; i++)
        keys[i].row = i;
    if (sort) {
        if ((status = fill(keys, table, at, err)))
            goto out;
        qsort(keys, count, sizeof *keys, *sort == '-' ? compare_reversed : compare);
    }
    if ((uint64_t)top < count)
        count = (size_t)top;
    for (size_t i = 0; i < count; i++)
        picked[i] = keys[i].row;
    *out = table_pick(table, picked, count);
    status = *out ? POLITY_OK : error_memory(err);
out:
    memory_free(keys);
    memory_free(picked);
    return status;
}
