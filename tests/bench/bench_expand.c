/* Expanding a regime over a register and building the network, at a date, against jansson
 * making its tree of the register's bytes: bench_expand REGISTER.json REGIME.json DATE.
 * The two are interleaved, and the medians compared. */
#ifndef _DEFAULT_SOURCE
#define _DEFAULT_SOURCE
#endif
#include <jansson.h>
#include <polity/polity.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { RUNS = 5 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static char *whole(const char *name, size_t *n)
{
    FILE *from = fopen(name, "rb");
    char *bytes = NULL;
    long size = -1;
    if (from && !fseek(from, 0, SEEK_END) && (size = ftell(from)) >= 0)
        bytes = malloc((size_t)size + 1);
    if (!bytes)
        return NULL;
    rewind(from);
    *n = fread(bytes, 1, (size_t)size, from);
    fclose(from);
    return bytes;
}

static double parse(const char *bytes, size_t n)
{
    double start = now();
    json_t *tree = json_loadb(bytes, n, 0, NULL);
    double seconds = now() - start;
    if (!tree)
        exit(1);
    json_decref(tree);
    return seconds;
}

static double expand(const polity_dataset *dataset, const char *date, size_t *ties)
{
    polity_option options[] = {{"at", date}, {"class", "steering"}};
    polity_error err = POLITY_ERROR_INIT;
    polity_view *view = NULL;
    polity_graph *graph = NULL;
    double start = now(), seconds;
    if (polity_view_build(&view, dataset, options, 2, NULL, &err) ||
        polity_graph_build(&graph, view, options, 2, &err)) {
        fprintf(stderr, "%s\n", err.message);
        exit(1);
    }
    seconds = now() - start;
    *ties = polity_view_ties(view);
    polity_graph_free(graph);
    polity_view_free(view);
    return seconds;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int main(int count, char **words)
{
    polity_error err = POLITY_ERROR_INIT;
    polity_dataset *dataset = NULL;
    double ours[RUNS], theirs[RUNS];
    size_t n = 0, ties = 0;
    char *bytes = count == 4 ? whole(words[1], &n) : NULL;
    if (!bytes) {
        fprintf(stderr, "usage: bench_expand REGISTER.json REGIME.json DATE\n");
        return 2;
    }
    if (polity_dataset_new(&dataset, &err) ||
        polity_dataset_read(dataset, words[1], NULL, NULL, &err) ||
        polity_dataset_read(dataset, words[2], NULL, NULL, &err)) {
        fprintf(stderr, "%s\n", err.message);
        return 1;
    }
    for (int i = 0; i < RUNS; i++) {
        theirs[i] = parse(bytes, n);
        ours[i] = expand(dataset, words[3], &ties);
    }
    qsort(ours, RUNS, sizeof *ours, by_size);
    qsort(theirs, RUNS, sizeof *theirs, by_size);
    printf(
        "expanding at %s and building: %zu steering ties in %.3f s; jansson parses the "
        "register's %.1f MB in %.3f s; ratio %.2f\n",
        words[3], ties, ours[RUNS / 2], (double)n / 1e6, theirs[RUNS / 2],
        ours[RUNS / 2] / theirs[RUNS / 2]);
    free(bytes);
    polity_dataset_free(dataset);
    return 0;
}
