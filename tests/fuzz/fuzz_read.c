/* Any bytes: they are read or refused, never more. What was read is written, and that
 * reads back to the same bytes; views, graphs, measures and pictures of it do not fail in
 * any other way than by a status. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <polity/polity.h>

typedef struct text {
    char *bytes;
    size_t length;
} text;

static int gather(void *user, const void *bytes, size_t n)
{
    text *to = user;
    char *grown = realloc(to->bytes, to->length + n + 1);
    if (!grown)
        return 1;
    memcpy(grown + to->length, bytes, n);
    to->bytes = grown;
    to->length += n;
    return 0;
}

static int discard(void *user, const void *bytes, size_t n)
{
    (void)user, (void)bytes, (void)n;
    return 0;
}

static void again(const text *first)
{
    polity_dataset *data = NULL;
    text second = {NULL, 0};
    if (polity_dataset_new(&data, NULL) != POLITY_OK ||
        polity_dataset_read_bytes(data, "again", first->bytes, first->length, NULL, NULL,
                                  NULL) != POLITY_OK ||
        polity_dataset_write(data, "json", gather, &second, NULL) != POLITY_OK ||
        first->length != second.length ||
        memcmp(first->bytes, second.bytes, first->length) != 0)
        abort();
    free(second.bytes);
    polity_dataset_free(data);
}

static void use(const polity_dataset *data)
{
    polity_view *view = NULL;
    polity_graph *graph = NULL;
    polity_table *table = NULL;
    if (polity_view_build(&view, data, NULL, 0, NULL, NULL) == POLITY_OK) {
        if (polity_draw_dot(view, NULL, NULL, 0, discard, NULL, NULL) != POLITY_OK)
            (void)0; /* a picture may be refused */
        if (polity_graph_build(&graph, view, NULL, 0, NULL) == POLITY_OK &&
            polity_measure_run(&table, graph, "degree,betweenness", NULL, 0, NULL,
                               NULL) != POLITY_OK)
            abort();
    }
    polity_table_free(table);
    polity_graph_free(graph);
    polity_view_free(view);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    polity_dataset *data = NULL;
    polity_table *problems = NULL;
    text written = {NULL, 0};
    if (polity_dataset_new(&data, NULL) != POLITY_OK)
        return 0;
    if (polity_dataset_read_bytes(data, "fuzz", bytes, n, &problems, NULL, NULL) ==
        POLITY_OK) {
        if (polity_dataset_write(data, "json", gather, &written, NULL) != POLITY_OK)
            abort();
        again(&written);
        use(data);
    }
    free(written.bytes);
    polity_table_free(problems);
    polity_dataset_free(data);
    return 0;
}
