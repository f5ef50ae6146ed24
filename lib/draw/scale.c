/* Numbers of a measure on the nodes: size and shade. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/nearest.h"
#include "draw/picture.h"

static int is_number(polity_type type)
{
    return type == POLITY_REAL || type == POLITY_INT || type == POLITY_BOOL;
}

static polity_status unknown(const polity_table *values, const char *name,
                             polity_error *err)
{
    char hint[NEAREST_SIZE], all[200] = "";
    size_t length = 0;
    nearest search;
    nearest_begin(&search, name, strlen(name));
    for (size_t i = 0; i < polity_table_columns(values); i++) {
        const polity_column *column = polity_table_column(values, i);
        if (!is_number(column->type))
            continue;
        nearest_offer(&search, column->name);
        if (length + strlen(column->name) + 3 < sizeof all)
            length += (size_t)snprintf(all + length, sizeof all - length, "%s%s",
                                       length ? ", " : "", column->name);
    }
    return error_set(err, POLITY_ENOTFOUND, "column-unknown",
                     "the measure has no column \"%.80s\"%s (it has %s)", name,
                     nearest_hint(&search, hint), length ? all : "no numbers");
}

static ptrdiff_t node_column(const polity_table *values)
{
    for (size_t i = 0; i < polity_table_columns(values); i++)
        if (polity_table_column(values, i)->type == POLITY_NODE)
            return (ptrdiff_t)i;
    return -1;
}

static polity_status fill(picture *of, picture_scale *scale, const polity_table *values,
                          size_t at, polity_error *err)
{
    ptrdiff_t who = node_column(values);
    const int64_t *nodes = who < 0 ? NULL : polity_table_ints(values, (size_t)who);
    const double *reals = polity_table_reals(values, at);
    const int64_t *ints = polity_table_ints(values, at);
    if (!nodes)
        return error_set(err, POLITY_EARG, "values",
                         "size and colour need a measure that gives one row a node");
    scale->values = memory_array(of->view->node_count, sizeof *scale->values);
    if (!scale->values)
        return error_memory(err);
    for (size_t i = 0; i < of->view->node_count; i++)
        scale->values[i] = NAN;
    for (size_t row = 0; row < polity_table_rows(values); row++) {
        if (nodes[row] < 0 || (uint64_t)nodes[row] >= of->view->node_count)
            return error_set(err, POLITY_EARG, "values",
                             "the measure is of another view");
        if (table_defined(values, row, at))
            scale->values[nodes[row]] = reals ? reals[row] : (double)ints[row];
    }
    return POLITY_OK;
}

static void find_range(const picture *of, picture_scale *scale)
{
    for (size_t i = 0; i < of->view->node_count; i++) {
        double x = scale->values[i];
        if (!of->drawn[i])
            continue;
        if (!isfinite(x)) {
            scale->values[i] = NAN;
            scale->undefined++;
            continue;
        }
        if (!scale->defined || x < scale->least)
            scale->least = x;
        if (!scale->defined || x > scale->most)
            scale->most = x;
        scale->defined++;
    }
}

static polity_status one(picture *of, picture_scale *scale, const char *name,
                         const char *option, const polity_table *values,
                         polity_error *err)
{
    ptrdiff_t at;
    polity_status status;
    if (!name)
        return POLITY_OK;
    if (!values)
        return error_set(
            err, POLITY_EARG, "values",
            "option %s names a column, but there is no measure to take it from", option);
    at = polity_table_find(values, name);
    if (at < 0)
        return unknown(values, name, err);
    scale->column = polity_table_column(values, (size_t)at);
    if (!is_number(scale->column->type))
        return error_set(err, POLITY_EARG, "values", "column \"%.80s\" holds no numbers",
                         name);
    status = fill(of, scale, values, (size_t)at, err);
    if (!status)
        find_range(of, scale);
    return status;
}

polity_status picture_scales(picture *of, const polity_table *values, polity_error *err)
{
    polity_status status = one(of, &of->size, of->choices.size, "size", values, err);
    return status ? status
                  : one(of, &of->colour, of->choices.colour, "colour", values, err);
}
