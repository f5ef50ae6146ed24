/* Patterns over a large network: bench_match REPEATS DOCUMENT… reads a question a line,
 * `match PATTERN` or `reach PATTERN`, and answers each with a line of JSON: how the
 * asking ended, the first and the median processor time, and its table. A question is
 * asked REPEATS times; reading the documents and building the view (every class, all
 * dates, no rules) come before and are told on a first line. */
#define _DEFAULT_SOURCE
#include <polity/polity.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST = 100, LINE = 4096 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static polity_status ask(polity_table **out, const polity_view *view, const char *line,
                         polity_error *err)
{
    const char *pattern = strchr(line, ' ') + 1;
    if (!strncmp(line, "reach ", 6))
        return polity_reach_along(out, view, pattern, NULL, NULL, 0, NULL, err);
    return polity_match(out, view, pattern, NULL, 0, NULL, err);
}

static void print_text(const char *text)
{
    putchar('"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\')
            putchar('\\');
        if ((unsigned char)*text >= ' ')
            putchar(*text);
    }
    putchar('"');
}

/* Rows as lists: numbers, and everything else as text. */
static void print_rows(const polity_table *table)
{
    size_t rows = polity_table_rows(table), columns = polity_table_columns(table);
    for (size_t i = 0; i < rows; i++) {
        fputs(i ? ",[" : "[", stdout);
        for (size_t k = 0; k < columns; k++) {
            fputs(k ? "," : "", stdout);
            if (polity_table_column(table, k)->type == POLITY_INT)
                printf("%lld", (long long)polity_table_ints(table, k)[i]);
            else
                print_text(polity_table_text(table, i, k) ? polity_table_text(table, i, k)
                                                          : "");
        }
        putchar(']');
    }
}

static void answer(const polity_view *view, const char *line, int repeats)
{
    double seconds[MOST], first = 0;
    polity_error err = POLITY_ERROR_INIT;
    polity_table *table = NULL;
    polity_status status = POLITY_OK;
    for (int i = 0; i < repeats && !status; i++) {
        double start = now();
        polity_table_free(table);
        table = NULL;
        status = ask(&table, view, line, &err);
        seconds[i] = now() - start;
        if (!i)
            first = seconds[0];
        if (status)
            repeats = i + 1;
    }
    qsort(seconds, (size_t)repeats, sizeof *seconds, by_size);
    printf("{\"status\": %d, \"message\": ", (int)status);
    print_text(status ? err.message : "");
    printf(", \"first\": %.9f, \"median\": %.9f, \"rows\": [", first,
           seconds[repeats / 2]);
    if (table)
        print_rows(table);
    puts("]}");
    fflush(stdout);
    polity_table_free(table);
}

int main(int count, char **words)
{
    static const polity_option options[] = {
        {"class", "all"}, {"rules", "none"}, {"modality", "all"}};
    polity_error err = POLITY_ERROR_INIT;
    polity_dataset *dataset = NULL;
    polity_view *view = NULL;
    char line[LINE];
    int repeats = count > 2 ? atoi(words[1]) : 0;
    double start = now();
    polity_status status;
    if (repeats < 1 || repeats > MOST) {
        fprintf(stderr, "usage: bench_match REPEATS DOCUMENT... <QUESTIONS\n");
        return 2;
    }
    status = polity_dataset_new(&dataset, &err);
    for (int i = 2; i < count && !status; i++)
        status = polity_dataset_read(dataset, words[i], NULL, NULL, &err);
    if (!status)
        status = polity_view_build(&view, dataset, options, 3, NULL, &err);
    if (status) {
        fprintf(stderr, "%s\n", err.message);
        return 1;
    }
    printf("{\"nodes\": %zu, \"ties\": %zu, \"seconds\": %.3f}\n",
           polity_view_nodes(view), polity_view_ties(view), now() - start);
    fflush(stdout);
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        if (strchr(line, ' '))
            answer(view, line, repeats);
    }
    polity_view_free(view);
    polity_dataset_free(dataset);
    return 0;
}
