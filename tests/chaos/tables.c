/* Tables, lists and pictures. */
#include "chaos.h"

/* A table with cells of nodes, numbers and undefined ones. */
static int some_table(scene *s)
{
    return array_graph(s) && !polity_measure_run(&s->table, s->graph, "degree,clustering",
                                                 NULL, 0, NULL, NULL);
}

static int tie_table(scene *s)
{
    return array_graph(s) && !polity_measure_run(&s->table, s->graph, "betweenness_edge",
                                                 NULL, 0, NULL, NULL);
}

static int text_table(scene *s) { return !polity_faults(&s->table, NULL); }

static int drawing_scene(scene *s)
{
    static const polity_option all[] = {{"class", "all"}, {"at", "2014-11-01"}};
    polity_status status;
    if (!whole_view(s))
        return 0;
    status = polity_graph_build(&s->graph, s->view, all, 2, NULL);
    return !status &&
           !polity_measure_run(&s->table, s->graph, "degree", NULL, 0, NULL, NULL);
}

static polity_status call_faults(scene *s, polity_error *err)
{
    return polity_faults((polity_table **)&s->out, err);
}

static polity_status call_formats(scene *s, polity_error *err)
{
    return polity_formats((polity_table **)&s->out, err);
}

static polity_status call_order(scene *s, polity_error *err)
{
    const polity_option options[] = {{"sort", s->word}, {"top", "3"}};
    return polity_table_order((polity_table **)&s->out, s->table, options, 2, err);
}

static polity_status call_table_write(scene *s, polity_error *err)
{
    return polity_table_write(s->table, s->word, NULL, 0, swallow, NULL, err);
}

/* polity_table_text() gives no status: an absent text is one that there was no memory
 * for. */
static polity_status call_text(scene *s, polity_error *err)
{
    for (size_t at = 0; at < polity_table_columns(s->table); at++) {
        const uint8_t *why = polity_table_reasons(s->table, at);
        for (size_t row = 0; row < polity_table_rows(s->table); row++) {
            if ((why && why[row]) || polity_table_text(s->table, row, at))
                continue;
            if (err)
                err->status = POLITY_ENOMEM;
            return POLITY_ENOMEM;
        }
    }
    return POLITY_OK;
}

static polity_status call_draw(scene *s, polity_error *err)
{
    const polity_option options[] = {{"isolates", "show"}, {"kinds", "true"},
                                     {"cluster", "type"},  {"title", "A picture"},
                                     {"size", "degree"},   {"colour", "degree"}};
    return polity_draw_dot(s->view, s->variant ? s->table : NULL, options,
                           s->variant ? 6 : 0, swallow, NULL, err);
}

void try_lists(void)
{
    static const chaos_case faults = {"faults", nothing, call_faults, drop_table, 0};
    static const chaos_case formats = {"formats", nothing, call_formats, drop_table, 0};
    try_all(&faults, NULL, 0);
    try_all(&formats, NULL, 0);
}

void try_tables(void)
{
    static const char *const formats[] = {"table", "csv", "tsv", "json", "jsonl"};
    static const chaos_case order = {"table_order", some_table, call_order, drop_table,
                                     0};
    static const chaos_case faults = {"table_order", text_table, call_order, drop_table,
                                      0};
    static const chaos_case write = {"table_write", some_table, call_table_write, NULL,
                                     0};
    static const chaos_case ties = {"table_write of ties", tie_table, call_table_write,
                                    NULL, 0};
    static const chaos_case text = {"table_text", some_table, call_text, NULL, 0};
    static const chaos_case draw = {"draw_dot", drawing_scene, call_draw, NULL, 0};
    try_all(&order, "node", 0);
    try_all(&order, "-clustering", 0);
    try_all(&faults, "id", 0);
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        try_all(&write, formats[i], 0);
        try_all(&ties, formats[i], 0);
    }
    try_all(&text, NULL, 0);
    try_all(&draw, NULL, 0);
    try_all(&draw, NULL, 1);
}
