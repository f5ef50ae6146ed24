/* Snapshots of any bytes: they are read or refused, never more. The header is made to fit
 * the bytes, so that they get past the checksum. What was read is written and read again
 * to the same bytes; views, graphs, measures and every format of it do not fail in any
 * other way than by a status. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <polity/polity.h>

#include "io/snapshot.h"

static int gather(void *user, const void *bytes, size_t n)
{
    buffer_add(user, bytes, n);
    return ((buffer *)user)->failed;
}

static int discard(void *user, const void *bytes, size_t n)
{
    (void)user, (void)bytes, (void)n;
    return 0;
}

static void use(const polity_dataset *data)
{
    static const char *const formats[] = {"json",    "jsonl",     "node-link",
                                          "graphml", "csv-nodes", "csv-edges"};
    polity_view *view = NULL;
    polity_graph *graph = NULL;
    polity_table *table = NULL;
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        (void)!polity_dataset_write(data, formats[i], discard, NULL, NULL);
    if (polity_view_build(&view, data, NULL, 0, NULL, NULL) == POLITY_OK &&
        polity_graph_build(&graph, view, NULL, 0, NULL) == POLITY_OK &&
        polity_measure_run(&table, graph, "degree", NULL, 0, NULL, NULL) != POLITY_OK)
        abort();
    polity_table_free(table);
    polity_graph_free(graph);
    polity_view_free(view);
}

static void again(const buffer *first)
{
    polity_dataset *data = NULL;
    buffer second = {0};
    if (polity_dataset_new(&data, NULL) != POLITY_OK ||
        polity_dataset_read_bytes(data, "again", first->bytes, first->length, NULL, NULL,
                                  NULL) != POLITY_OK ||
        polity_dataset_write(data, "polity", gather, &second, NULL) != POLITY_OK ||
        first->length != second.length ||
        memcmp(first->bytes, second.bytes, first->length) != 0)
        abort();
    buffer_free(&second);
    polity_dataset_free(data);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    polity_dataset *data = NULL;
    buffer written = {0};
    snapshot_header header;
    char *copy = malloc(n + 1);
    if (copy && n)
        memcpy(copy, bytes, n);
    if (copy && n >= sizeof header) {
        memcpy(&header, copy, sizeof header);
        memcpy(header.magic, snapshot_magic, sizeof header.magic);
        header.version = SNAPSHOT_VERSION;
        header.order = SNAPSHOT_ORDER;
        header.bytes = n - sizeof header;
        header.checksum = snapshot_checksum(copy + sizeof header, n - sizeof header);
        if (snapshot_words(&header.words))
            memcpy(copy, &header, sizeof header);
    }
    if (copy && polity_dataset_new(&data, NULL) == POLITY_OK &&
        polity_dataset_read_bytes(data, "fuzz", copy, n, NULL, NULL, NULL) == POLITY_OK &&
        n >= sizeof header && !memcmp(copy, snapshot_magic, sizeof header.magic)) {
        if (polity_dataset_write(data, "polity", gather, &written, NULL) != POLITY_OK)
            abort();
        use(data);
        again(&written);
    }
    buffer_free(&written);
    polity_dataset_free(data);
    free(copy);
    return 0;
}
