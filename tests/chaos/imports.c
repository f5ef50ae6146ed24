/* Importers of networks, on files that hold the whole set as they write it. */
#include <unistd.h>

#include "chaos.h"

static char import_files[5][40]; /* graphml, three sheets, node-link */

static const char *const import_formats[] = {"graphml", "csv-sources", "csv-nodes",
                                             "csv-edges", "node-link"};

static void drop_import_files(void)
{
    for (size_t i = 0; i < sizeof import_files / sizeof *import_files; i++)
        if (*import_files[i])
            unlink(import_files[i]);
}

static int make_import_files(void)
{
    polity_dataset *set = dataset_of(whole_text(), second_document);
    int fine = set != NULL;
    for (size_t i = 0; fine && i < sizeof import_files / sizeof *import_files; i++) {
        char *text = written(set, import_formats[i]);
        size_t n = text ? strlen(text) : 0;
        int file;
        strcpy(import_files[i], "/tmp/polity-chaos-XXXXXX");
        file = mkstemp(import_files[i]);
        fine = text && file >= 0 && write(file, text, n) == (ssize_t)n;
        if (file >= 0)
            close(file);
        free(text);
    }
    polity_dataset_free(set);
    return fine;
}

static polity_status call_import(scene *s, polity_error *err)
{
    const polity_option graphml[] = {{"file", import_files[0]}};
    const polity_option sheets[] = {{"sources", import_files[1]},
                                    {"nodes", import_files[2]},
                                    {"edges", import_files[3]},
                                    {"node-type", "school"},
                                    {"map", "aliases=-,note=x_note"}};
    const polity_option links[] = {{"file", import_files[4]}, {"node-type", "school"}};
    polity_table *report = NULL;
    polity_status status =
        s->variant == 0
            ? polity_import_graphml(s->set, graphml, 1, &report, &s->problems, NULL, err)
        : s->variant == 1
            ? polity_import_csv(s->set, sheets, 5, &report, &s->problems, NULL, err)
            : polity_import_node_link(s->set, links, 2, &report, &s->problems, NULL, err);
    polity_table_free(report);
    return status;
}

void try_imports(void)
{
    static const chaos_case into = {"import", empty_set, call_import, NULL, 1};
    if (!make_import_files())
        chaos_broken("imports: the files could not be made");
    for (int variant = 0; variant < 3 && *import_files[variant]; variant++)
        try_all(&into, variant ? variant == 1 ? "csv" : "node-link" : "graphml", variant);
    drop_import_files();
}
