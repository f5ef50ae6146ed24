/* Options: every parameter of a measure is a row of the table, with the same default;
 * every row is whole; a name that is in no stage is refused with the nearest. */
#include <stdio.h>
#include <string.h>

#include <polity/polity.h>

static int passed, failed;

static void expect(int holds, const char *what, const char *whose)
{
    if (holds) {
        passed++;
    } else {
        failed++;
        printf("FAILED %s: %s\n", whose, what);
    }
}

static const polity_option_info *find(const char *name)
{
    for (size_t i = 0; i < polity_option_count(); i++)
        if (strcmp(polity_option_at(i)->name, name) == 0)
            return polity_option_at(i);
    return NULL;
}

static int used_by_a_measure(const char *name)
{
    for (size_t i = 0; i < polity_measure_count(); i++)
        for (const polity_param *p = polity_measure_at(i)->params; p && p->name; p++)
            if (strcmp(p->name, name) == 0)
                return 1;
    return 0;
}

static void parameters_are_options(void)
{
    for (size_t i = 0; i < polity_measure_count(); i++) {
        const polity_measure *measure = polity_measure_at(i);
        for (const polity_param *p = measure->params; p && p->name; p++) {
            char whose[128];
            snprintf(whose, sizeof whose, "%s, %s", measure->name, p->name);
            const polity_option_info *row = find(p->name);
            expect(row != NULL, "not in the table of options", whose);
            if (!row)
                continue;
            expect(row->stage == POLITY_STAGE_MEASURE, "an option of another stage",
                   whose);
            expect(strcmp(row->fallback, p->fallback) == 0, "another default", whose);
        }
    }
}

static void rows_are_whole(void)
{
    for (size_t i = 0; i < polity_option_count(); i++) {
        const polity_option_info *row = polity_option_at(i);
        expect(row->name && row->argument && row->fallback && row->meaning,
               "a field is NULL", row->name);
        expect(find(row->name) == row, "twice in the table", row->name);
        expect(row->stage >= POLITY_STAGE_VIEW && row->stage <= POLITY_STAGE_WHY,
               "no stage", row->name);
        expect(row->meaning[0] != '\0', "no meaning", row->name);
        if (row->stage == POLITY_STAGE_MEASURE)
            expect(used_by_a_measure(row->name), "no measure reads it", row->name);
    }
    expect(polity_option_at(polity_option_count()) == NULL, "a row past the end",
           "table");
}

static void an_unknown_name_is_refused(void)
{
    const polity_option options[] = {{"undirectd", "true"}};
    const int32_t tail[] = {0}, head[] = {1};
    polity_graph *graph = NULL;
    polity_table *table = NULL;
    polity_error err = POLITY_ERROR_INIT;
    polity_status status =
        polity_graph_from_arcs(&graph, 2, NULL, 1, tail, head, NULL, 1, &err);
    expect(status == POLITY_OK, err.message, "a small graph");
    if (status == POLITY_OK)
        status = polity_measure_run(&table, graph, "degree", options, 1, NULL, &err);
    expect(status == POLITY_EARG, "taken", "undirectd");
    expect(strstr(err.message, "undirected") != NULL, "the nearest is not named",
           err.message);
    polity_table_free(table);
    polity_graph_free(graph);
}

int main(void)
{
    parameters_are_options();
    rows_are_whole();
    an_unknown_name_is_refused();
    printf("%d passed, %d failed\n", passed, failed);
    return failed > 0;
}
