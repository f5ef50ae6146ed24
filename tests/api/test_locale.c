/* Numbers are read and written alike whatever the locale of the host program. Run with
 * LC_ALL set; 77 = the locale is not there. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <polity/polity.h>

static const char DATA[] = "{\"polity\": \"1.0\", \"title\": \"numbers\",\n"
                           " \"sources\": [{\"id\": \"law\", \"type\": \"law\"}],\n"
                           " \"nodes\": [{\"id\": \"I\", \"type\": \"school\"}, {\"id\": "
                           "\"i\", \"type\": \"trust\"},\n"
                           "  {\"id\": \"c\", \"type\": \"inspectorate\"}],\n"
                           " \"edges\": [\n"
                           "  {\"kind\": \"supports\", \"source\": \"I\", \"target\": "
                           "\"i\", \"weight\": 0.25},\n"
                           "  {\"kind\": \"supports\", \"source\": \"i\", \"target\": "
                           "\"I\", \"weight\": 1234567.5},\n"
                           "  {\"kind\": \"supports\", \"source\": \"c\", \"target\": "
                           "\"i\", \"weight\": 1.5e-3}]}\n";

typedef struct text {
    char bytes[65536];
    size_t length;
} text;

static int gather(void *user, const void *bytes, size_t n)
{
    text *to = user;
    if (to->length + n >= sizeof to->bytes)
        return 1;
    memcpy(to->bytes + to->length, bytes, n);
    to->length += n;
    to->bytes[to->length] = '\0';
    return 0;
}

/* Read, measure and write in every format; all that is written goes to `out`. */
static polity_status everything(text *out, polity_error *err)
{
    static const char *const FORMATS[] = {"table", "csv", "tsv", "json", "jsonl"};
    const polity_option options[] = {{"weight", "weight"},
                                     {"damping", "0.75"},
                                     {"min-confidence", "0.0"},
                                     {"class", "partnership,STEERING"}};
    polity_dataset *data = NULL;
    polity_view *view = NULL;
    polity_graph *graph = NULL;
    polity_table *table = NULL;
    polity_status status = polity_dataset_new(&data, err);
    if (status == POLITY_OK)
        status = polity_dataset_read_bytes(data, "DATA", DATA, sizeof DATA - 1, NULL,
                                           NULL, err);
    if (status == POLITY_OK)
        status = polity_dataset_write(data, "json", gather, out, err);
    if (status == POLITY_OK) /* a class in capitals is unknown in every locale */
        gather(out,
               polity_status_name(polity_view_build(&view, data, options, 4, NULL, err)),
               4);
    if (status == POLITY_OK && !view)
        status = polity_view_build(&view, data, options, 2, NULL, err);
    if (status == POLITY_OK)
        status = polity_graph_build(&graph, view, options, 2, err);
    if (status == POLITY_OK)
        status =
            polity_measure_run(&table, graph, "strength,pagerank", options, 2, NULL, err);
    for (int i = 0; i < 5 && status == POLITY_OK; i++)
        status = polity_table_write(table, FORMATS[i], NULL, 0, gather, out, err);
    if (status == POLITY_OK)
        status = polity_draw_dot(view, table, NULL, 0, gather, out, err);
    polity_table_free(table);
    polity_graph_free(graph);
    polity_view_free(view);
    polity_dataset_free(data);
    return status;
}

int main(void)
{
    static text plain, local;
    polity_error err = POLITY_ERROR_INIT;
    char number[32];
    polity_status status = everything(&plain, &err);
    if (status == POLITY_OK && !setlocale(LC_ALL, "")) {
        printf("SKIPPED: no such locale\n");
        return 77;
    }
    if (status == POLITY_OK)
        status = everything(&local, &err);
    if (status != POLITY_OK) {
        printf("FAILED %s: %s\n", err.id, err.message);
        return 1;
    }
    snprintf(number, sizeof number, "%.1f", 0.5);
    printf("%s: %s here, %zu bytes written, %s\n", setlocale(LC_ALL, NULL), number,
           plain.length,
           strcmp(plain.bytes, local.bytes) ? "FAILED: they differ" : "the same");
    return strcmp(plain.bytes, local.bytes) || !strstr(plain.bytes, "1234567.5");
}
