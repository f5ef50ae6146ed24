/* Small things that most measures do. */
#include "measures/measure.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/nearest.h"

int64_t measure_integer(const measure_call *call, const char *name, int64_t fallback)
{
    int64_t found = fallback;
    return option_integer(call->args->given, name, INT64_MIN, INT64_MAX, &found, NULL)
               ? fallback
               : found;
}

double measure_real(const measure_call *call, const char *name, double fallback)
{
    double found = fallback;
    return option_real(call->args->given, name, -HUGE_VAL, HUGE_VAL, &found, NULL)
               ? fallback
               : found;
}

const char *measure_text(const measure_call *call, const char *name)
{
    return option_text(call->args->given, name);
}

polity_status measure_unknown_node(const measure_call *call, const char *name,
                                   const char *id, polity_error *err)
{
    char hint[NEAREST_SIZE];
    nearest search;
    nearest_begin(&search, id, strlen(id));
    for (size_t v = 0; v < call->graph->nodes; v++)
        nearest_offer(&search, polity_graph_id(call->graph, v));
    return error_set(err, POLITY_ENOTFOUND, "node-unknown",
                     "%s: the selected network has no node \"%.80s\"%s", name, id,
                     nearest_hint(&search, hint));
}

polity_status measure_node(const measure_call *call, const char *name, int32_t *into,
                           polity_error *err)
{
    const char *id = measure_text(call, name);
    int64_t found = id ? polity_graph_find(call->graph, id) : -1;
    *into = (int32_t)found;
    if (found >= 0)
        return POLITY_OK;
    if (!id)
        return error_set(err, POLITY_EARG, "parameter-missing",
                         "the parameter %s is needed: the id of a node", name);
    return measure_unknown_node(call, name, id, err);
}

int measure_cell(polity_table *out, size_t row, size_t column, double number, reason why)
{
    if (!isfinite(number))
        return table_undefine(out, row, column, why);
    table_reals(out, column)[row] = number;
    return 1;
}

double measure_ratio(double over, double under) { return under > 0 ? over / under : NAN; }

reason measure_isolate(const polity_graph *graph, size_t v, reason why)
{
    return arcs_in_row(&graph->out, v) + arcs_in_row(&graph->in, v) ? why
                                                                    : REASON_ISOLATE;
}

int measure_fact(polity_table *out, const char *of, const char *name, double number)
{
    char full[80];
    snprintf(full, sizeof full, "%s_%s", of, name);
    return isfinite(number) ? table_fact_real(out, full, number)
                            : table_fact(out, full, "undefined");
}
