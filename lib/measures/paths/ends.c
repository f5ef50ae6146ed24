#include "measures/paths/ends.h"

#include <stdio.h>
#include <string.h>

polity_status ends_read(ends *to, const measure_call *call, polity_error *err)
{
    polity_status status;
    memset(to, 0, sizeof *to);
    status = node_set_read(&to->sources, call, "from", err);
    if (!status)
        status = node_set_read(&to->targets, call, "to", err);
    for (size_t v = 0; v < call->graph->nodes && !status; v++)
        to->both += node_set_has(&to->sources, v) && node_set_has(&to->targets, v);
    return status;
}

void ends_free(ends *of)
{
    node_set_free(&of->sources);
    node_set_free(&of->targets);
}

route_ends ends_flags(const ends *of)
{
    return (route_ends){of->sources.flags, of->targets.flags};
}

static double pairs(size_t sources, size_t targets, size_t both)
{
    return (double)sources * (double)targets - (double)both;
}

double ends_pairs(const ends *of)
{
    return pairs(of->sources.count, of->targets.count, of->both);
}

double ends_pairs_without(const ends *of, size_t v)
{
    size_t source = (size_t)node_set_has(&of->sources, v);
    size_t target = (size_t)node_set_has(&of->targets, v);
    return pairs(of->sources.count - source, of->targets.count - target,
                 of->both - (source & target));
}

static int facts_of(const node_set *of, polity_table *out, const char *measure,
                    const char *what)
{
    char undecided[40];
    snprintf(undecided, sizeof undecided, "%s_undecided", what);
    return measure_fact(out, measure, what, (double)of->count) &&
           (!of->undecided ||
            measure_fact(out, measure, undecided, (double)of->undecided));
}

int ends_facts(const ends *of, polity_table *out, const char *measure)
{
    if (!of->sources.flags && !of->targets.flags)
        return 1;
    return facts_of(&of->sources, out, measure, "sources") &&
           facts_of(&of->targets, out, measure, "targets");
}
