/* Reading a large document: the time and the memory of polity_dataset_read() against
 * those of jansson making its tree of the same bytes. Each run is a process of its own,
 * so that its peak is its own. */
#define _DEFAULT_SOURCE
#include <jansson.h>
#include <polity/polity.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NODES = 53000, EDGES = 138000, RUNS = 5 };

typedef struct cost {
    double seconds, megabytes;
} cost;

static uint32_t draw(uint64_t *state, uint32_t n)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((*state >> 33) % n);
}

/* About 36 MB, the same on every machine. */
static int write_document(FILE *to)
{
    uint64_t state = 2014;
    fputs("{\"polity\": \"1.0\",\n\"sources\": [{\"id\": \"paper\", \"type\": "
          "\"document\"}],\n"
          "\"nodes\": [",
          to);
    for (uint32_t i = 0; i < NODES; i++)
        fprintf(
            to,
            "%s\n{\"id\": \"school-%u\", \"type\": \"school\", \"name\": \"School %u\"}",
            i ? "," : "", i, i);
    fputs("],\n\"edges\": [", to);
    for (uint32_t i = 0; i < EDGES; i++)
        fprintf(
            to,
            "%s\n{\"id\": \"tie-%u\", \"kind\": \"supports\", \"source\": \"school-%u\", "
            "\"target\": \"school-%u\", \"matter\": \"standards\", \"evidence\": "
            "[{\"cites\": "
            "\"paper\", \"locator\": \"page %u\", \"note\": \"statement %u of the "
            "interview\", "
            "\"confidence\": 0.%u}]}",
            i ? "," : "", i, draw(&state, NODES), draw(&state, NODES), draw(&state, 900),
            draw(&state, 100000), 1 + draw(&state, 9));
    fputs("]}\n", to);
    return ferror(to);
}

static int read_with_jansson(const char *name)
{
    FILE *from = fopen(name, "rb");
    char *bytes;
    long n;
    json_t *tree;
    if (!from || fseek(from, 0, SEEK_END) || (n = ftell(from)) < 0)
        return 1;
    rewind(from);
    bytes = malloc((size_t)n);
    if (!bytes || fread(bytes, 1, (size_t)n, from) != (size_t)n)
        return 1;
    fclose(from);
    tree = json_loadb(bytes, (size_t)n, 0, NULL);
    return !tree;
}

static int read_with_polity(const char *name)
{
    polity_error err = POLITY_ERROR_INIT;
    polity_dataset *set = NULL;
    polity_status status = polity_dataset_new(&set, &err);
    if (!status)
        status = polity_dataset_read(set, name, NULL, NULL, &err);
    if (status)
        fprintf(stderr, "%s: %s\n", err.id, err.message);
    return status != POLITY_OK;
}

static int measure(int (*read)(const char *), const char *name, cost *out)
{
    struct rusage use;
    int result;
    pid_t child = fork();
    if (!child)
        _exit(read(name));
    if (child < 0 || wait4(child, &result, 0, &use) < 0 || result)
        return 0;
    out->seconds = (double)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) +
                   (double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1e6;
    out->megabytes = (double)use.ru_maxrss / 1024;
    return 1;
}

static int by_seconds(const void *a, const void *b)
{
    const cost *x = a, *y = b;
    return (x->seconds > y->seconds) - (x->seconds < y->seconds);
}

int main(void)
{
    char name[] = "/tmp/polity-bench-XXXXXX";
    int file = mkstemp(name);
    FILE *to = file < 0 ? NULL : fdopen(file, "wb");
    cost tree[RUNS], set[RUNS];
    int fine = to && !write_document(to);
    long size = fine ? ftell(to) : 0;
    fine = to && !fclose(to) && fine;
    for (int i = 0; i < RUNS && fine; i++)
        fine = measure(read_with_jansson, name, &tree[i]) &&
               measure(read_with_polity, name, &set[i]);
    unlink(name);
    if (!fine)
        return 1;
    qsort(tree, RUNS, sizeof *tree, by_seconds);
    qsort(set, RUNS, sizeof *set, by_seconds);
    printf("document  %.1f MB, %d nodes, %d edges; median of %d\n", (double)size / 1e6,
           (int)NODES, (int)EDGES, (int)RUNS);
    printf("jansson   %.2f s  %.0f MiB\npolity    %.2f s  %.0f MiB\n",
           tree[RUNS / 2].seconds, tree[RUNS / 2].megabytes, set[RUNS / 2].seconds,
           set[RUNS / 2].megabytes);
    printf("ratio     time %.2f (at most 1.5), memory %.2f (at most 0.33)\n",
           set[RUNS / 2].seconds / tree[RUNS / 2].seconds,
           set[RUNS / 2].megabytes / tree[RUNS / 2].megabytes);
    return 0;
}
