/* Sorting and cutting tables. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/nearest.h"
#include "base/options.h"
#include "table/table.h"

typedef struct sort_key {
    double real; /* 0 where the column is not of reals, and so on */
    int64_t integer;
    const char *text;
    size_t row;
    int defined;
} sort_key;

/* Of two cells that are defined. */
static int compare_cells(const sort_key *a, const sort_key *b)
{
    if (a->text)
        return strcmp(a->text, b->text);
    if (a->integer != b->integer)
        return a->integer < b->integer ? 1 : -1;
    return a->real < b->real ? 1 : a->real > b->real ? -1 : 0;
}

static int compare_either(const sort_key *a, const sort_key *b, int reversed)
{
    int by = b->defined - a->defined;
    if (!by && a->defined)
        by = reversed ? compare_cells(b, a) : compare_cells(a, b);
    return by ? by : a->row < b->row ? -1 : a->row > b->row;
}

static int compare(const void *left, const void *right)
{
    return compare_either(left, right, 0);
}

static int compare_reversed(const void *left, const void *right)
{
    return compare_either(left, right, 1);
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
        sort_key *key = &keys[row];
        key->defined = table_defined(table, row, at) && !(reals && isnan(reals[row]));
        if (!key->defined)
            continue;
        if (reals)
            key->real = reals[row];
        else if (!as_text)
            key->integer = ints[row];
        else if (!(key->text = polity_table_text(table, row, at)))
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
