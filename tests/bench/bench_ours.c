/* The benchmark's jobs by this library's public functions:
 * bench_ours LAYER DIRECTED NUMBERS reads a layer once, with its strengths ("strength"),
 * a length ("whole", "real") or neither ("none"), then a job a line,
 *
 *     OUT THREADS SEED MEASURE COLUMN FACT [NAME=VALUE…]
 *
 * and answers each with a line of JSON: seconds of clock and processor, and the fact. The
 * column goes to OUT as doubles, NaN where it is undefined. `-` = no column, no fact. */
#ifndef _DEFAULT_SOURCE
#define _DEFAULT_SOURCE
#endif
#include <math.h>
#include <polity/polity.h>

#include "layer.h"

enum { LINE = 4096, OPTIONS = 16 };

/* With lengths a graph comes from a view, which comes from a document. */
static polity_status from_document(polity_graph **out, const layer *of, int directed,
                                   const double *length, polity_error *err)
{
    const polity_option all[] = {{"class", "all"}},
                        built[] = {{"undirected", directed ? "false" : "true"},
                                   {"length", "length"}};
    char *text = NULL;
    size_t n = 0;
    FILE *to = open_memstream(&text, &n);
    polity_dataset *set = NULL;
    polity_view *view = NULL;
    polity_status status;
    if (!to)
        exit(1);
    fputs("{\"polity\": \"1.0\", \"nodes\": [", to);
    for (int64_t v = 0; v < of->nodes; v++)
        fprintf(to, "%s\n{\"id\": \"n%lld\", \"type\": \"school\"}", v ? "," : "",
                (long long)v);
    fputs("], \"edges\": [", to);
    for (int64_t i = 0; i < of->ties; i++)
        fprintf(to,
                "%s\n{\"id\": \"t%lld\", \"kind\": \"directs\", \"source\": \"n%d\", "
                "\"target\": \"n%d\", \"length\": %.17g}",
                i ? "," : "", (long long)i, of->tail[i], of->head[i], length[i]);
    fputs("]}\n", to);
    if (fclose(to))
        exit(1);
    status = polity_dataset_new(&set, err);
    if (!status)
        status = polity_dataset_read_bytes(set, "layer", text, n, NULL, NULL, err);
    free(text);
    if (!status)
        status = polity_view_build(&view, set, all, 1, NULL, err);
    polity_dataset_free(set);
    if (!status)
        status = polity_graph_build(out, view, built, 2, err);
    polity_view_free(view);
    return status;
}

static polity_status load(polity_graph **out, const char *name, int directed,
                          const char *numbers, polity_error *err)
{
    layer of = {0};
    polity_status status;
    if (!layer_read(&of, name)) {
        fprintf(stderr, "cannot read %s\n", name);
        exit(1);
    }
    if (!strcmp(numbers, "whole") || !strcmp(numbers, "real"))
        status =
            from_document(out, &of, directed, *numbers == 'w' ? of.whole : of.real, err);
    else
        status = polity_graph_from_arcs(
            out, (size_t)of.nodes, NULL, (size_t)of.ties, of.tail, of.head,
            strcmp(numbers, "strength") ? NULL : of.strength, directed, err);
    layer_free(&of);
    return status;
}

static int write_column(const polity_table *table, const char *column, const char *name)
{
    ptrdiff_t at = polity_table_find(table, column);
    size_t n = polity_table_rows(table);
    double *numbers = malloc((n ? n : 1) * sizeof *numbers);
    int fine = 0;
    if (at >= 0 && numbers) {
        const double *reals = polity_table_reals(table, (size_t)at);
        const int64_t *ints = polity_table_ints(table, (size_t)at);
        const uint8_t *undefined = polity_table_reasons(table, (size_t)at);
        for (size_t i = 0; i < n; i++)
            numbers[i] = undefined && undefined[i] ? (double)NAN
                         : reals                   ? reals[i]
                                                   : (double)ints[i];
        fine = doubles_write(name, numbers, n);
    }
    free(numbers);
    return fine;
}

static size_t take_options(polity_option *into)
{
    size_t n = 0;
    for (char *word; n < OPTIONS && (word = strtok(NULL, " \n"));) {
        char *equals = strchr(word, '=');
        if (!equals)
            continue;
        *equals = '\0';
        into[n].name = word;
        into[n++].value = equals + 1;
    }
    return n;
}

static void answer(const polity_graph *graph, char *line)
{
    const char *out = strtok(line, " \n"), *threads = strtok(NULL, " \n"),
               *seed = strtok(NULL, " \n"), *measure = strtok(NULL, " \n"),
               *column = strtok(NULL, " \n"), *fact = strtok(NULL, " \n"), *found;
    polity_option given[OPTIONS];
    size_t n = fact ? take_options(given) : 0;
    polity_run run = POLITY_RUN_INIT;
    polity_error err = POLITY_ERROR_INIT;
    polity_table *table = NULL;
    double clock, processor;
    if (!fact) {
        printf("{\"error\": \"not a job\"}\n");
        return;
    }
    run.threads = (int32_t)strtol(threads, NULL, 10);
    run.seed = strtoull(seed, NULL, 10);
    clock = clock_now(CLOCK_MONOTONIC);
    processor = clock_now(CLOCK_PROCESS_CPUTIME_ID);
    if (polity_measure_run(&table, graph, measure, given, n, &run, &err)) {
        printf("{\"error\": \"%s\"}\n", err.id);
        return;
    }
    processor = clock_now(CLOCK_PROCESS_CPUTIME_ID) - processor;
    clock = clock_now(CLOCK_MONOTONIC) - clock;
    found = strcmp(fact, "-") ? polity_table_fact_named(table, fact) : NULL;
    if (strcmp(column, "-") && !write_column(table, column, out))
        printf("{\"error\": \"no column\"}\n");
    else
        printf("{\"clock\": %.9f, \"processor\": %.9f, \"value\": %s}\n", clock,
               processor, found ? found : "null");
    polity_table_free(table);
}

int main(int count, char **words)
{
    char line[LINE];
    polity_error err = POLITY_ERROR_INIT;
    polity_graph *graph = NULL;
    double start = clock_now(CLOCK_MONOTONIC);
    if (count != 4) {
        fprintf(stderr, "usage: bench_ours LAYER DIRECTED NUMBERS\n");
        return 2;
    }
    if (load(&graph, words[1], words[2][0] == '1', words[3], &err)) {
        fprintf(stderr, "%s: %s\n", err.id, err.message);
        return 1;
    }
    printf("{\"name\": \"polity\", \"version\": \"%s\", \"load\": %.3f}\n",
           polity_version(), clock_now(CLOCK_MONOTONIC) - start);
    fflush(stdout);
    while (fgets(line, sizeof line, stdin)) {
        answer(graph, line);
        fflush(stdout);
    }
    polity_graph_free(graph);
    return 0;
}
