/* Reading a large document: the time and the memory of polity_dataset_read() against
 * those of jansson making its tree of the same bytes; and those of its snapshot. Once of
 * plain nodes and ties, which `polity generate england` writes, once of ties that each
 * have a piece of evidence. Each run is a process of its own, so that its peak is its
 * own; the runs take turns. */

#include <jansson.h>
#include <polity/polity.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NODES = 53000, EDGES = 138000, RUNS = 7 };

typedef enum way { TREE, DATASET, FIRST_GRAPH, SNAPSHOT, SNAPSHOT_GRAPH, WAYS } way;

typedef struct cost {
    double seconds, megabytes;
} cost;

static uint32_t draw(uint64_t *state, uint32_t n)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((*state >> 33) % n);
}

static int put(void *to, const void *bytes, size_t n)
{
    return fwrite(bytes, 1, n, to) != n;
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

/* The data set of a country. */
static int write_plain(FILE *to)
{
    polity_dataset *set = NULL;
    polity_status status = polity_dataset_new(&set, NULL);
    if (!status)
        status = polity_generate(set, "england", NULL, 0, NULL, NULL);
    if (!status)
        status = polity_dataset_write(set, "json", put, to, NULL);
    polity_dataset_free(set);
    return status || ferror(to);
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

/* Read a file; then build the graph of its default view. */
static int read_with_polity(const char *name, int graph_too)
{
    polity_error err = POLITY_ERROR_INIT;
    polity_dataset *set = NULL;
    polity_view *view = NULL;
    polity_graph *graph = NULL;
    polity_status status = polity_dataset_new(&set, &err);
    if (!status)
        status = polity_dataset_read(set, name, NULL, NULL, &err);
    if (!status && graph_too)
        status = polity_view_build(&view, set, NULL, 0, NULL, &err);
    if (!status && graph_too)
        status = polity_graph_build(&graph, view, NULL, 0, &err);
    if (status)
        fprintf(stderr, "%s: %s\n", err.id, err.message);
    return status != POLITY_OK;
}

static int convert(const char *name, const char *snapshot)
{
    FILE *to = fopen(snapshot, "wb");
    polity_dataset *set = NULL;
    polity_status status = to ? polity_dataset_new(&set, NULL) : POLITY_EIO;
    if (!status)
        status = polity_dataset_read(set, name, NULL, NULL, NULL);
    if (!status)
        status = polity_dataset_write(set, "polity", put, to, NULL);
    polity_dataset_free(set);
    return !(to && !fclose(to) && !status);
}

/* Make both files, in a process that leaves none of its memory to the others. */
static int make(int (*write)(FILE *), const char *name, const char *snapshot)
{
    int result;
    pid_t child = fork();
    if (!child) {
        FILE *to = fopen(name, "wb");
        int failed = !to || write(to);
        failed |= to && fclose(to);
        _exit(failed || convert(name, snapshot));
    }
    return child > 0 && waitpid(child, &result, 0) == child && !result;
}

static int run(way how, const char *name, const char *snapshot)
{
    return how == TREE ? read_with_jansson(name)
                       : read_with_polity(how >= SNAPSHOT ? snapshot : name,
                                          how == FIRST_GRAPH || how == SNAPSHOT_GRAPH);
}

static int measure(way how, const char *name, const char *snapshot, cost *out)
{
    struct rusage use;
    int result;
    pid_t child = fork();
    if (!child)
        _exit(run(how, name, snapshot));
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

static int compare(const char *title, int (*write)(FILE *))
{
    static const char *const ways[WAYS] = {
        "jansson's tree", "data set", "data set, graph", "snapshot", "snapshot, graph"};
    char name[] = "/tmp/polity-bench-XXXXXX", snapshot[sizeof name + 8];
    cost costs[WAYS][RUNS];
    int file = mkstemp(name), fine;
    struct stat about;
    snprintf(snapshot, sizeof snapshot, "%s.polity", name);
    fine = file >= 0 && make(write, name, snapshot) && !fstat(file, &about);
    for (int i = 0; i < RUNS && fine; i++)
        for (int how = 0; how < WAYS && fine; how++)
            fine = measure((way)how, name, snapshot, &costs[how][i]);
    close(file);
    unlink(name);
    unlink(snapshot);
    if (!fine)
        return 1;
    printf("%s: %.1f MB; median of %d\n", title, (double)about.st_size / 1e6, (int)RUNS);
    for (int how = 0; how < WAYS; how++) {
        const cost *first = costs[TREE], *own = costs[how];
        qsort(costs[how], RUNS, sizeof **costs, by_seconds);
        printf("  %-16s %6.3f s  %4.0f MiB   %5.1fx faster, memory %.2f\n", ways[how],
               own[RUNS / 2].seconds, own[RUNS / 2].megabytes,
               first[RUNS / 2].seconds / own[RUNS / 2].seconds,
               own[RUNS / 2].megabytes / first[RUNS / 2].megabytes);
    }
    return 0;
}

int main(void)
{
    return compare("plain nodes and ties", write_plain) ||
           compare("ties with evidence", write_document);
}
