/* Any bytes as GraphML: they are read or refused, never more. What was read is written,
 * and that reads back to what is written as the same bytes. */
#define _GNU_SOURCE /* memfd_create() */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

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

static polity_status import(polity_dataset *into, const void *bytes, size_t n)
{
    char name[40];
    int file = memfd_create("fuzz", 0);
    polity_option options[] = {
        {"file", name}, {"node-type", "school"}, {"edge-kind", "supports"}};
    polity_status status;
    if (file < 0 || (n && write(file, bytes, n) != (ssize_t)n))
        exit(1);
    snprintf(name, sizeof name, "/proc/self/fd/%d", file);
    status = polity_import_graphml(into, options, 3, NULL, NULL, NULL, NULL);
    close(file);
    return status;
}

static void again(const text *first)
{
    polity_dataset *data = NULL;
    text second = {NULL, 0};
    if (polity_dataset_new(&data, NULL) != POLITY_OK ||
        import(data, first->bytes, first->length) != POLITY_OK ||
        polity_dataset_write(data, "graphml", gather, &second, NULL) != POLITY_OK ||
        first->length != second.length ||
        memcmp(first->bytes, second.bytes, first->length) != 0)
        abort();
    free(second.bytes);
    polity_dataset_free(data);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    polity_dataset *data = NULL;
    text written = {NULL, 0};
    if (polity_dataset_new(&data, NULL) != POLITY_OK)
        return 0;
    if (import(data, bytes, n) == POLITY_OK &&
        polity_dataset_write(data, "graphml", gather, &written, NULL) == POLITY_OK)
        again(&written); /* it may be refused for an id that XML has no characters for */
    free(written.bytes);
    polity_dataset_free(data);
    return 0;
}
