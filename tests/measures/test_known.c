/*
 * Known answers: every network of known/, every measure the peers answered, every value
 * to 1e-9.
 *
 * The folder is the first argument, else POLITY_KNOWN, else tests/measures/known.
 */
#include "support.h"

#include <check.h>
#include <dirent.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_FILES = 256 };

static const double TOLERANCE = 1e-9;
static const char *folder;
static char *files[MOST_FILES];
static int file_count;
static size_t networks, runs, values, differences;

/* Columns of group numbers: what is compared is who is with whom, in the order of first
 * nodes. */
static const char *const PARTITIONS[] = {"components_weak", "components_strong", "leiden",
                                         NULL};

/* --- a network from its file
 * ------------------------------------------------------------------ */

static double number_or_nan(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    return json_is_number(value) ? json_number_value(value) : NAN;
}

static void read_tie(test_network *net, const json_t *tie)
{
    double strength = number_or_nan(tie, "strength"),
           weight = number_or_nan(tie, "weight");
    net->weight_field = isnan(strength) ? "weight" : "strength";
    test_network_tie(
        net, test_network_find(net, json_string_value(json_object_get(tie, "source"))),
        test_network_find(net, json_string_value(json_object_get(tie, "target"))),
        json_is_true(json_object_get(tie, "directed")),
        isnan(strength) ? weight : strength, number_or_nan(tie, "length"));
}

static void read_network(test_network *net, const json_t *from)
{
    const json_t *nodes = json_object_get(from, "nodes"),
                 *ties = json_object_get(from, "ties");
    const json_t *groups = json_object_get(from, "groups");

    test_network_init(net, json_array_size(nodes),
                      json_is_true(json_object_get(from, "directed")));
    for (size_t v = 0; v < net->nodes; v++) {
        const char *id = json_string_value(json_array_get(nodes, v));
        test_network_rename(net, v, id);
        if (groups)
            test_network_group(net, v, json_string_value(json_object_get(groups, id)));
    }
    for (size_t i = 0; i < json_array_size(ties); i++)
        read_tie(net, json_array_get(ties, i));
}

/* --- comparing
 * -------------------------------------------------------------------------------- */

typedef struct question {
    const char *file, *way, *measure;
    const json_t *answer;
    const test_network *net;
    const polity_table *table;
} question;

static void complain(const question *q, const char *column, size_t row,
                     const char *expected, const char *found)
{
    char *options = json_dumps(json_object_get(q->answer, "options"), JSON_COMPACT);
    differences++;
    fprintf(stderr, "%s: %s %s by %s: %s[%zu]: expected %s (%s), found %s\n", q->file,
            q->measure, options, q->way, column, row, expected,
            json_string_value(json_object_get(q->answer, "from")), found);
    free(options);
}

/* The row of the table that is about the same thing as row i of the answer; -1 if there
 * is none. */
static ptrdiff_t row_of(const question *q, size_t i)
{
    const json_t *columns = json_object_get(q->answer, "columns");
    const json_t *sources = json_object_get(columns, "source");
    int directed = q->net->directed &&
                   !json_object_get(json_object_get(q->answer, "options"), "undirected");
    if (!sources)
        return i < polity_table_rows(q->table) ? (ptrdiff_t)i : -1;
    const char *source = json_string_value(json_array_get(sources, i));
    const char *target =
        json_string_value(json_array_get(json_object_get(columns, "target"), i));
    size_t s = test_find(q->table, "source"), t = test_find(q->table, "target");
    for (size_t row = 0; row < polity_table_rows(q->table); row++) {
        const char *a = polity_table_text(q->table, row, s);
        const char *b = polity_table_text(q->table, row, t);
        if (strcmp(a, source) == 0 && strcmp(b, target) == 0)
            return (ptrdiff_t)row;
        if (!directed && strcmp(a, target) == 0 && strcmp(b, source) == 0)
            return (ptrdiff_t)row;
    }
    return -1;
}

static void compare_cell(const question *q, const char *name, size_t row, size_t column,
                         const json_t *expected)
{
    const char *text = polity_table_text(q->table, row, column);
    const uint8_t *reasons = polity_table_reasons(q->table, column);
    char *wanted = json_dumps(expected, JSON_ENCODE_ANY | JSON_REAL_PRECISION(17));
    double found;
    int same;

    values++;
    if (json_is_null(expected))
        same = reasons && reasons[row];
    else if (json_is_string(expected))
        same = text && strcmp(text, json_string_value(expected)) == 0;
    else
        same = test_number(q->table, row, column, &found) &&
               test_same(found, json_number_value(expected), TOLERANCE);
    if (!same)
        complain(q, name, row, wanted, text ? text : "undefined");
    free(wanted);
}

static int is_partition(const char *column)
{
    for (size_t i = 0; PARTITIONS[i]; i++)
        if (strcmp(PARTITIONS[i], column) == 0)
            return 1;
    return 0;
}

/* Group numbers count up from the first node's, in the order in which groups are first
 * met. */
static void compare_partition(const question *q, const char *name, size_t column,
                              const json_t *expected)
{
    double first = 0, found = 0;
    test_number(q->table, 0, column, &first);
    for (size_t row = 0; row < json_array_size(expected); row++) {
        double wanted = json_number_value(json_array_get(expected, row));
        char said[32];
        values++;
        if (test_number(q->table, row, column, &found) && found - first == wanted)
            continue;
        snprintf(said, sizeof said, "%g", found - first);
        complain(q, name, row, "another group", said);
    }
}

static void compare_column(const question *q, const char *name, const json_t *expected)
{
    ptrdiff_t column = polity_table_find(q->table, name);
    if (column < 0) {
        complain(q, name, 0, "a column", "none");
        return;
    }
    if (is_partition(name)) {
        compare_partition(q, name, (size_t)column, expected);
        return;
    }
    for (size_t i = 0; i < json_array_size(expected); i++) {
        ptrdiff_t row = row_of(q, i);
        if (row < 0)
            complain(q, name, i, "a row", "none");
        else
            compare_cell(q, name, (size_t)row, (size_t)column,
                         json_array_get(expected, i));
    }
}

static void compare_fact(const question *q, const char *name, double expected)
{
    char own[64];
    snprintf(own, sizeof own, "%s_%s", q->measure, name);
    const char *text = polity_table_fact_named(q->table, own);
    if (!text)
        text = polity_table_fact_named(q->table, name);
    values++;
    if (!text || !test_same(test_read_number(text), expected, TOLERANCE)) {
        char wanted[32];
        snprintf(wanted, sizeof wanted, "%.17g", expected);
        complain(q, name, 0, wanted, text ? text : "no such fact");
    }
}

static void compare(const question *q)
{
    const char *name;
    json_t *columns = json_object_get(q->answer, "columns"), *expected;
    size_t rows = json_array_size(json_object_iter_value(json_object_iter(columns)));

    runs++;
    if (polity_table_rows(q->table) != rows)
        complain(q, "number of rows", polity_table_rows(q->table), "that of the answer",
                 "this");
    json_object_foreach(columns, name, expected)
    {
        if (strcmp(name, "source") != 0 && strcmp(name, "target") != 0)
            compare_column(q, name, expected);
    }
    json_object_foreach(json_object_get(q->answer, "facts"), name, expected)
    {
        compare_fact(q, name, json_number_value(expected));
    }
}

/* --- asking
 * ----------------------------------------------------------------------------------- */

/* The peer, too, finds nothing to measure: every cell is null, so a refusal is right. */
static int has_no_answer(const question *q)
{
    const char *name;
    json_t *expected, *cell;
    size_t row;
    json_object_foreach(json_object_get(q->answer, "columns"), name, expected)
    {
        json_array_foreach(expected, row, cell)
        {
            if (!json_is_null(cell))
                return 0;
        }
    }
    return 1;
}

static void ask(question *q, const polity_graph *graph, const polity_option *options,
                size_t n)
{
    polity_error err = POLITY_ERROR_INIT;
    polity_table *table = NULL;
    polity_status status =
        polity_measure_run(&table, graph, q->measure, options, n, NULL, &err);
    q->table = table;
    if (status == POLITY_OK)
        compare(q);
    else if (status == POLITY_EUNFIT && has_no_answer(q))
        runs++;
    else
        complain(q, polity_status_name((int)status), 0, "an answer", err.message);
    polity_table_free(table);
}

/* Once through a data set, once through arrays where arrays can say what the network
 * says. */
static void ask_both_ways(question *q)
{
    polity_option options[8] = {{NULL, NULL}};
    json_t *asked = json_object_get(q->answer, "options"), *value;
    const char *name;
    size_t n = 0;
    int weighted = json_object_get(asked, "weight") != NULL;
    int arrays = !test_network_mixed(q->net) && !json_object_get(asked, "length") &&
                 !json_object_get(asked, "by") && !json_object_get(asked, "parallel") &&
                 !json_object_get(asked, "undirected");

    json_object_foreach(asked, name, value)
    {
        options[n++] = (polity_option){name, json_string_value(value)};
    }
    if (arrays) {
        polity_graph *graph = test_graph_arcs(q->net, weighted);
        q->way = "arrays";
        ask(q, graph, options, n);
        polity_graph_free(graph);
    }
    if (!q->net->directed && !q->net->ties) /* no tie says that there is no direction */
        options[n++] = (polity_option){"undirected", "true"};
    polity_graph *graph = test_graph_dataset(q->net, options, n);
    q->way = "data set";
    ask(q, graph, options, n);
    polity_graph_free(graph);
}

static json_t *load(const char *file)
{
    char path[4096];
    json_error_t error;
    snprintf(path, sizeof path, "%s/%s", folder, file);
    json_t *root = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
    if (!root)
        ck_abort_msg("%s:%d: %s", path, error.line, error.text);
    return root;
}

START_TEST(a_network_as_the_peers_have_it)
{
    json_t *root = load(files[_i]), *answers = json_object_get(root, "answers");
    test_network net;
    size_t before = differences;

    read_network(&net, json_object_get(root, "network"));
    ck_assert_uint_gt(json_array_size(answers), 0);
    networks++;
    for (size_t i = 0; i < json_array_size(answers); i++) {
        question q = {
            .file = files[_i], .answer = json_array_get(answers, i), .net = &net};
        q.measure = json_string_value(json_object_get(q.answer, "measure"));
        ask_both_ways(&q);
    }
    test_network_free(&net);
    json_decref(root);
    ck_assert_uint_eq(differences - before, 0);
}
END_TEST

/* A number that no peer could have given: the comparison itself must say no. */
START_TEST(a_wrong_number_is_told_from_a_right_one)
{
    ck_assert(test_same(1.0, 1.0 + 1e-10, TOLERANCE));
    ck_assert(!test_same(1.0, 1.0 + 1e-8, TOLERANCE));
    ck_assert(!test_same(0.0, 1e-8, TOLERANCE));
    ck_assert(!test_same(NAN, 0.0, TOLERANCE));
    ck_assert(!test_same(INFINITY, INFINITY, TOLERANCE));
}
END_TEST

/* --- running
 * ---------------------------------------------------------------------------------- */

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void find_files(void)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;
    while (dir && (entry = readdir(dir))) {
        size_t n = strlen(entry->d_name);
        if (n < 6 || strcmp(entry->d_name + n - 5, ".json") != 0 ||
            file_count == MOST_FILES)
            continue;
        files[file_count] = malloc(n + 1);
        if (files[file_count])
            memcpy(files[file_count++], entry->d_name, n + 1);
    }
    if (dir)
        closedir(dir);
    qsort(files, (size_t)file_count, sizeof *files, by_name);
}

int main(int argc, char **argv)
{
    folder = argc > 1 ? argv[1] : getenv("POLITY_KNOWN");
    if (!folder)
        folder = "tests/measures/known";
    find_files();

    Suite *suite = suite_create("known answers");
    TCase *all = tcase_create("peers");
    tcase_set_timeout(all, 0);
    tcase_add_test(all, a_wrong_number_is_told_from_a_right_one);
    tcase_add_loop_test(all, a_network_as_the_peers_have_it, 0, file_count);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner,
                            CK_NOFORK); /* the counts below are kept in this process */
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    for (int i = 0; i < file_count; i++)
        free(files[i]);
    printf("known answers: %zu networks, %zu runs of measures, %zu values compared, "
           "%zu differences\n",
           networks, runs, values, differences);
    if (values == 0)
        fprintf(stderr, "nothing was compared: no answers in %s\n", folder);
    return failed || differences || values == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
