/* Several threads read one graph and run every measure at once: the same bytes as one
 * thread alone. usage: test_threads [DATASETS] */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <polity/polity.h>

enum { THREADS = 4, MOST = 128 };

typedef struct text {
    char *bytes;
    size_t length;
} text;

typedef struct job {
    const polity_graph *graph;
    int first; /* measure to begin with, so that threads differ */
    int wrong;
} job;

static text expected[MOST];

static int gather(void *user, const void *bytes, size_t n)
{
    text *to = user;
    char *grown = realloc(to->bytes, to->length + n + 1);
    if (!grown)
        return 1;
    memcpy(grown + to->length, bytes, n);
    to->bytes = grown;
    to->length += n;
    grown[to->length] = '\0';
    return 0;
}

/* The answer as JSON, or the words of the refusal. */
static text ask(const polity_graph *graph, size_t measure)
{
    const polity_option options[] = {{"root", "tsa"}, {"by", "type"}};
    polity_run run = POLITY_RUN_INIT;
    polity_table *table = NULL;
    polity_error err = POLITY_ERROR_INIT;
    text out = {NULL, 0};
    run.threads = 1;
    polity_status status = polity_measure_run(
        &table, graph, polity_measure_at(measure)->name, options, 2, &run, &err);
    if (status == POLITY_OK)
        status = polity_table_write(table, "json", NULL, 0, gather, &out, &err);
    if (status != POLITY_OK)
        gather(&out, err.message, strlen(err.message));
    polity_table_free(table);
    return out;
}

static void *work(void *user)
{
    job *mine = user;
    size_t count = polity_measure_count();
    for (size_t i = 0; i < count; i++) {
        size_t measure = (i + (size_t)mine->first) % count;
        text found = ask(mine->graph, measure);
        if (found.length != expected[measure].length ||
            memcmp(found.bytes, expected[measure].bytes, found.length) != 0)
            mine->wrong++;
        free(found.bytes);
    }
    return NULL;
}

static polity_status load(polity_graph **graph, polity_view **view, const char *folder,
                          polity_error *err)
{
    char path[1024];
    polity_dataset *data = NULL;
    snprintf(path, sizeof path, "%s/metropolitan-borough/dataset.json", folder);
    polity_status status = polity_dataset_new(&data, err);
    if (status == POLITY_OK)
        status = polity_dataset_read(data, path, NULL, NULL, err);
    if (status == POLITY_OK)
        status = polity_view_build(view, data, NULL, 0, NULL, err);
    if (status == POLITY_OK)
        status = polity_graph_build(graph, *view, NULL, 0, err);
    polity_dataset_free(data);
    return status;
}

int main(int argc, char **argv)
{
    polity_graph *graph = NULL;
    polity_view *view = NULL;
    polity_error err = POLITY_ERROR_INIT;
    pthread_t thread[THREADS];
    job jobs[THREADS];
    int started = 0, wrong = 0;
    size_t count = polity_measure_count();
    if (count > MOST || load(&graph, &view, argc > 1 ? argv[1] : "datasets", &err)) {
        fprintf(stderr, "%s\n", err.message);
        return 1;
    }
    for (size_t i = 0; i < count; i++)
        expected[i] = ask(graph, i);
    for (; started < THREADS; started++) {
        jobs[started] = (job){graph, started * 5, 0};
        if (pthread_create(&thread[started], NULL, work, &jobs[started]))
            break;
    }
    for (int i = 0; i < started; i++) {
        pthread_join(thread[i], NULL);
        wrong += jobs[i].wrong;
    }
    for (size_t i = 0; i < count; i++)
        free(expected[i].bytes);
    polity_graph_free(graph);
    polity_view_free(view);
    printf("%d threads, %zu measures each: %d answers differ\n", started, count, wrong);
    return wrong > 0 || started < THREADS;
}
