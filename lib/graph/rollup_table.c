/* The table of a roll-up: ties by kind between groups, and within them. */
#include "graph/rollup.h"

#include "table/table.h"

static int add_columns(polity_table *table)
{
    static const char *const numbers[][3] = {
        {"ties", "ties", "ties of that kind between them"},
        {"sources", "nodes", "members of the source that have one"},
        {"of_sources", "nodes", "members of the source"},
        {"targets", "nodes", "members of the target that have one"},
        {"of_targets", "nodes", "members of the target"}};
    int fine = table_add(table, "source", "", "group that acts", POLITY_TEXT) >= 0 &&
               table_add(table, "kind", "", "kind of tie", POLITY_TEXT) >= 0 &&
               table_add(table, "target", "", "group acted on", POLITY_TEXT) >= 0;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers && fine; i++)
        fine = table_add(table, numbers[i][0], numbers[i][1], numbers[i][2],
                         POLITY_INT) >= 0;
    return fine;
}

static int add_row(const rollup *r, const rollup_tie *tie, polity_table *table)
{
    const rollup_group *source = &r->groups[tie->source],
                       *target = &r->groups[tie->target];
    const size_t numbers[] = {tie->count, tie->ends[0], source->members, tie->ends[1],
                              target->members};
    ptrdiff_t row = table_add_row(table);
    if (row < 0 || !table_set_text(table, (size_t)row, 0, source->id) ||
        !table_set_text(table, (size_t)row, 1,
                        r->view->dataset->vocabulary.kinds[tie->kind].name) ||
        !table_set_text(table, (size_t)row, 2, target->id))
        return 0;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        table_ints(table, i + 3)[row] = (int64_t)numbers[i];
    return 1;
}

static int add_facts(const rollup *r, polity_table *table)
{
    size_t within = 0;
    buffer text = {0};
    int fine;
    for (size_t i = 0; i < r->group_count; i++)
        within += r->groups[i].within;
    buffer_count(&text, r->group_count, "groups");
    buffer_text(&text, " of ");
    buffer_count(&text, r->view->node_count, "nodes");
    buffer_text(&text, "; ");
    buffer_count(&text, within, "ties");
    buffer_text(&text, " within groups");
    fine = !text.failed && table_fact(table, "by", "%s", r->by) &&
           table_fact(table, "groups", "%s", text.bytes) && view_facts(r->view, table);
    buffer_free(&text);
    return fine;
}

polity_status rollup_table(const rollup *r, polity_table **out)
{
    polity_table *table = table_new(0, NULL);
    int fine = table && add_columns(table);
    for (size_t i = 0; i < r->tie_count && fine; i++)
        fine = add_row(r, &r->ties[i], table);
    if (!fine || !add_facts(r, table)) {
        polity_table_free(table);
        return error_memory(r->err);
    }
    *out = table;
    return POLITY_OK;
}
