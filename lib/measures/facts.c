/* A number is never alone: what goes with every result. */
#include <stdio.h>
#include <string.h>

#include <polity/version.h>

#include "base/buffer.h"
#include "measures/registry.h"

static int named(polity_table *out, const measure *one, const char *what,
                 const char *text)
{
    char name[80];
    snprintf(name, sizeof name, "%s_%s", one->info.name, what);
    return table_fact(out, name, "%s", text);
}

/* Which number of the ties was read. */
static const char *number_words(const polity_graph *graph, const measure *one)
{
    switch (one->info.weight) {
    case POLITY_WEIGHT_STRENGTH:
        return graph->out.weight ? "strength of ties" : "every tie counts 1";
    case POLITY_WEIGHT_LENGTH:
        return graph->out.length ? "length of ties" : "every tie is one step";
    case POLITY_WEIGHT_NONE: break;
    }
    return "not used";
}

static int parameters(const measure_call *call, const measure *one, polity_table *out)
{
    const polity_param *param = one->info.params;
    for (; param && param->name; param++) {
        const char *text = measure_text(call, param->name);
        if (!text && *param->fallback)
            text = param->fallback;
        if (text && !table_fact(out, param->name, "%s", text))
            return 0;
    }
    return 1;
}

/* "degree_undefined" and the like: how many cells of a column have no value, by reason.
 */
static int undefined_cells(const polity_table *from, size_t column, polity_table *out)
{
    const uint8_t *reasons = polity_table_reasons(from, column);
    size_t counts[REASON_COUNT] = {0};
    buffer text = {0};
    char name[80];
    int fine;
    for (size_t row = 0; reasons && row < polity_table_rows(from); row++)
        counts[reasons[row]]++;
    for (int why = 1; why < REASON_COUNT; why++)
        if (counts[why])
            buffer_print(&text, "%s%zu %s", text.length ? ", " : "", counts[why],
                         polity_reason_name(why));
    snprintf(name, sizeof name, "%s_undefined", polity_table_column(from, column)->name);
    fine = !text.failed && (!text.length || table_fact(out, name, "%s", text.bytes));
    buffer_free(&text);
    return fine;
}

static int list_names(const measure *const *asked, size_t n, polity_table *out)
{
    buffer text = {0};
    int fine;
    for (size_t i = 0; i < n; i++)
        buffer_print(&text, "%s%s", i ? ", " : "", asked[i]->info.name);
    fine =
        !text.failed && table_fact(out, "measures", "%s", text.length ? text.bytes : "");
    buffer_free(&text);
    return fine;
}

static int versions(const measure_call *call, const measure *const *asked, size_t n,
                    polity_table *out)
{
    int random = 0;
    for (size_t i = 0; i < n; i++)
        random |= asked[i]->random;
    if (random && !table_fact(out, "seed", "%llu", (unsigned long long)call->run->seed))
        return 0;
    return table_fact(out, "made_with", "libpolity %s", polity_version());
}

int registry_facts(const measure_call *call, const measure *const *asked, size_t n,
                   polity_table *out)
{
    int fine = list_names(asked, n, out);
    for (size_t i = 0; i < n && fine; i++) {
        const measure *one = asked[i];
        fine = named(out, one, "definition", one->info.definition) &&
               named(out, one, "direction", one->info.direction) &&
               named(out, one, "numbers", number_words(call->graph, one)) &&
               parameters(call, one, out);
    }
    for (size_t i = 0; i < polity_table_columns(out) && fine; i++)
        fine = undefined_cells(out, i, out);
    return fine && graph_facts(call->graph, out) && versions(call, asked, n, out);
}
