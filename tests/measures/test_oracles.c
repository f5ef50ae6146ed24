/*
 * Classical networks with the answers of R sna and R igraph, kept outside the project.
 *
 * POLITY_ORACLES (or the first argument) names their folder; without it the test says
 * SKIPPED and exits with 77. Every relation of expected/ is used, every column is either
 * compared or listed.
 */
#include "csv.h"
#include "support.h"

#include <check.h>
#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 512, SKIPPED = 77 };

static const double TOLERANCE = 1e-9;
static const char *folder;
static char *files[MOST]; /* of expected/, in order of name */
static int file_count, used[MOST];
static size_t relations, values, differences;
static char *left[MOST]; /* columns without a counterpart of ours */
static size_t left_values[MOST];
static size_t left_count;

/* Which of our columns says what the peer's column says. */
typedef struct match {
    const char *theirs, *measure, *ours;
} match;

static const match NODE_COLUMNS[] = {
    {"indegree", "degree", "degree_in"},
    {"outdegree", "degree", "degree_out"},
    {"betweenness_igraph", "betweenness", "betweenness"},
    {"betweenness_sna", "betweenness", "betweenness"},
    {"harmonic_out_igraph", "harmonic", "harmonic_out"}, /* a sum, not divided by n-1 */
    {"constraint_igraph", "constraint", "constraint"},
    {"coreness_all_igraph", "coreness", "coreness"},
    {"clustering_igraph", "clustering", "clustering"},
    {"pagerank_igraph", "pagerank", "pagerank"},
    {"eigen_igraph", "eigenvector", "eigenvector"},
    {NULL, NULL, NULL},
};

static const match GRAPH_KEYS[] = {
    {"density_sna", "density", "density"},
    {"reciprocity_igraph", "reciprocity", "reciprocity_edge"},
    {"transitivity_global_igraph", "transitivity", "transitivity"},
    {"diameter_igraph", "distances", "distances_diameter"},
    {NULL, NULL, NULL},
};

static const match BROKERAGE_COLUMNS[] = {
    {"w_I", "brokerage", "brokerage_coordinator"},
    {"w_O", "brokerage", "brokerage_consultant"},
    {"b_OI", "brokerage", "brokerage_gatekeeper"},
    {"b_IO", "brokerage", "brokerage_representative"},
    {"b_O", "brokerage", "brokerage_liaison"},
    {"t", "brokerage", "brokerage_total"},
    {NULL, NULL, NULL},
};

static const match *counterpart(const match *list, const char *theirs)
{
    for (; list->theirs; list++)
        if (strcmp(list->theirs, theirs) == 0)
            return list;
    return NULL;
}

static char *copy(const char *text)
{
    size_t n = strlen(text) + 1;
    char *made = malloc(n);
    if (!made)
        abort(); /* not a check: files are found before any test runs */
    return memcpy(made, text, n);
}

static void leave(const char *column, size_t count)
{
    for (size_t i = 0; i < left_count; i++)
        if (strcmp(left[i], column) == 0) {
            left_values[i] += count;
            return;
        }
    ck_assert_uint_lt(left_count, MOST);
    left[left_count] = copy(column);
    left_values[left_count++] = count;
}

static void compare(const char *relation, const char *what, const char *where,
                    double expected, double found)
{
    values++;
    if (test_same(found, expected, TOLERANCE))
        return;
    differences++;
    fprintf(stderr, "%s: %s of %s: expected %.15g, found %.15g\n", relation, what, where,
            expected, found);
}

/* --- a relation as a network
 * -------------------------------------------------------------------- */

static void path_to(char *path, size_t size, const char *sub, const char *name,
                    const char *ending)
{
    snprintf(path, size, "%s/%s/%s%s", folder, sub, name, ending);
}

/* Ties 0/1, loops dropped; directed unless its matrix is symmetric. */
static void read_relation(test_network *net, const csv *nodes, const csv *edges,
                          const char *relation)
{
    size_t n = nodes->rows;
    size_t id = (size_t)csv_find(nodes, "node");
    char *matrix = calloc(n * n + 1, 1);
    int symmetric = 1;

    ck_assert_ptr_nonnull(matrix);
    test_network_init(net, n, 1);
    for (size_t v = 0; v < n; v++)
        test_network_rename(net, v, csv_cell(nodes, v, id));
    for (size_t e = 0; e < edges->rows; e++) {
        if (strcmp(csv_cell(edges, e, (size_t)csv_find(edges, "relation")), relation) !=
            0)
            continue;
        size_t a =
            test_network_find(net, csv_cell(edges, e, (size_t)csv_find(edges, "from")));
        size_t b =
            test_network_find(net, csv_cell(edges, e, (size_t)csv_find(edges, "to")));
        if (a != b && csv_number(edges, e, (size_t)csv_find(edges, "weight")) != 0)
            matrix[a * n + b] = 1;
    }
    for (size_t a = 0; a < n; a++)
        for (size_t b = 0; b < n; b++)
            symmetric &= matrix[a * n + b] == matrix[b * n + a];
    net->directed = !symmetric;
    for (size_t a = 0; a < n; a++)
        for (size_t b = 0; b < n; b++)
            if (matrix[a * n + b] && (!symmetric || a < b))
                test_network_tie(net, a, b, net->directed, NAN, NAN);
    free(matrix);
}

/* "Zachary_KarateClub.Strength.nodes.csv" -> set, relation, attribute ("" = none), part.
 */
typedef struct name {
    char set[128], relation[128], attribute[128], part[128];
} name;

static void take_apart(const char *file, name *into)
{
    memset(into, 0, sizeof *into);
    int by = sscanf(file, "%127[^.].%127[^.].by_%127[^.].%127[^.].csv", into->set,
                    into->relation, into->attribute, into->part);
    if (by == 4)
        return;
    into->attribute[0] = '\0';
    if (sscanf(file, "%127[^.].%127[^.].%127[^.].csv", into->set, into->relation,
               into->part) != 3)
        ck_abort_msg("expected/%s: a name of another shape", file);
}

static void load_relation(test_network *net, const name *of, csv *nodes)
{
    char path[4096];
    csv edges;
    path_to(path, sizeof path, "networks", of->set, ".nodes.csv");
    if (!csv_read(nodes, path))
        ck_abort_msg("cannot read %s", path);
    path_to(path, sizeof path, "networks", of->set, ".edges.csv");
    if (!csv_read(&edges, path))
        ck_abort_msg("cannot read %s", path);
    read_relation(net, nodes, &edges, of->relation);
    csv_table_free(&edges);
}

/* --- the three kinds of file
 * -------------------------------------------------------------------- */

static void compare_rows(const csv *expected, const match *list,
                         const polity_graph *graph, const test_network *net,
                         const polity_option *options, size_t n, const char *file)
{
    size_t id = (size_t)csv_find(expected, "node");
    ck_assert_uint_eq(expected->rows, net->nodes);
    for (size_t c = 0; c < expected->columns; c++) {
        const char *theirs = csv_header(expected, c);
        const match *pair = counterpart(list, theirs);
        if (c == id || strcmp(theirs, "class") == 0)
            continue;
        if (!pair) {
            leave(theirs, expected->rows);
            continue;
        }
        polity_table *table = test_run(graph, pair->measure, options, n);
        double *ours = test_column(table, pair->ours);
        for (size_t row = 0; row < expected->rows; row++) {
            const char *node = csv_cell(expected, row, id);
            compare(file, theirs, node, csv_number(expected, row, c),
                    ours[test_network_find(net, node)]);
        }
        free(ours);
        polity_table_free(table);
    }
}

static double one_number(const polity_graph *graph, const char *measure,
                         const char *column)
{
    polity_table *table = test_run(graph, measure, NULL, 0);
    double *found = test_column(table, column), value = found[0];
    free(found);
    polity_table_free(table);
    return value;
}

static double distinct(const polity_graph *graph, const char *measure, const char *column)
{
    polity_table *table = test_run(graph, measure, NULL, 0);
    double *ids = test_column(table, column), count = 0;
    for (size_t v = 0; v < polity_table_rows(table); v++) {
        size_t u = 0;
        while (ids[u] != ids[v])
            u++;
        count += u == v;
    }
    free(ids);
    polity_table_free(table);
    return count;
}

/* The census of pairs is in our two dyadic reciprocities. */
static void compare_dyads(const char *file, const polity_graph *graph,
                          const double dyads[3])
{
    double mutual = dyads[0], asymmetric = dyads[1], null = dyads[2];
    compare(file, "dyad_Mut, dyad_Asym, dyad_Null", "reciprocity_dyadic",
            (mutual + null) / (mutual + asymmetric + null),
            one_number(graph, "reciprocity", "reciprocity_dyadic"));
    compare(file, "dyad_Mut, dyad_Asym", "reciprocity_dyadic_nonnull",
            mutual / (mutual + asymmetric),
            one_number(graph, "reciprocity", "reciprocity_dyadic_nonnull"));
}

static void compare_graph(const csv *expected, const polity_graph *graph,
                          const char *file)
{
    static const char *const DYADS[] = {"dyad_Mut", "dyad_Asym", "dyad_Null"};
    double dyads[3] = {NAN, NAN, NAN};

    for (size_t row = 0; row < expected->rows; row++) {
        const char *key = csv_cell(expected, row, 0);
        double value = csv_number(expected, row, 1);
        const match *pair = counterpart(GRAPH_KEYS, key);
        int dyad = -1;
        for (int i = 0; i < 3; i++)
            if (strcmp(key, DYADS[i]) == 0)
                dyad = i;
        if (pair)
            compare(file, key, "graph", value,
                    one_number(graph, pair->measure, pair->ours));
        else if (dyad >= 0)
            dyads[dyad] = value;
        else if (strcmp(key, "n") == 0)
            compare(file, key, "graph", value, (double)polity_graph_nodes(graph));
        else if (strcmp(key, "directed") == 0)
            compare(file, key, "graph", value, polity_graph_directed(graph));
        else if (strcmp(key, "arcs") == 0)
            compare(file, key, "graph", value, (double)polity_graph_out(graph).arcs);
        else if (strcmp(key, "components_weak") == 0)
            compare(file, key, "graph", value,
                    distinct(graph, "components", "components_weak"));
        else
            leave(key, 1);
    }
    compare_dyads(file, graph, dyads);
}

/* Groups come from the node table; the answers repeat them as `class`, which must agree.
 */
static void compare_brokerage(const csv *expected, const csv *nodes, test_network *net,
                              const char *attribute, const char *file)
{
    polity_option by = {test_param("brokerage", "property"), "circle"};
    ptrdiff_t group = csv_find(nodes, attribute);
    size_t id = (size_t)csv_find(expected, "node"),
           same = (size_t)csv_find(expected, "class");

    ck_assert_int_ge(group, 0);
    for (size_t v = 0; v < net->nodes; v++)
        test_network_group(net, v, csv_cell(nodes, v, (size_t)group));
    for (size_t row = 0; row < expected->rows; row++)
        ck_assert_str_eq(net->groups[test_network_find(net, csv_cell(expected, row, id))],
                         csv_cell(expected, row, same));
    polity_graph *graph = test_graph_dataset(net, NULL, 0);
    compare_rows(expected, BROKERAGE_COLUMNS, graph, net, &by, 1, file);
    polity_graph_free(graph);
}

START_TEST(a_relation_as_the_peers_have_it)
{
    const char *file = files[_i];
    char path[4096];
    size_t before = differences;
    csv expected, nodes;
    test_network net;
    name of;

    take_apart(file, &of);
    path_to(path, sizeof path, "expected", file, "");
    ck_assert(csv_read(&expected, path));
    load_relation(&net, &of, &nodes);
    polity_graph *graph = test_graph_arcs(&net, 0);
    if (strcmp(of.part, "nodes") == 0)
        compare_rows(&expected, NODE_COLUMNS, graph, &net, NULL, 0, file);
    else if (strcmp(of.part, "graph") == 0)
        compare_graph(&expected, graph, file);
    else if (strcmp(of.part, "brokerage") == 0)
        compare_brokerage(&expected, &nodes, &net, of.attribute, file);
    else
        ck_abort_msg("expected/%s: answers of an unknown kind", file);
    used[_i] = 1;
    relations += strcmp(of.part, "graph") == 0;
    polity_graph_free(graph);
    test_network_free(&net);
    csv_table_free(&expected);
    csv_table_free(&nodes);
    ck_assert_uint_eq(differences - before, 0);
}
END_TEST

/* --- running
 * ------------------------------------------------------------------------------------ */

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void find_files(void)
{
    char path[4096];
    struct dirent *entry;
    path_to(path, sizeof path, "expected", "", "");
    DIR *dir = opendir(path);
    while (dir && (entry = readdir(dir))) {
        size_t n = strlen(entry->d_name);
        if (n > 4 && strcmp(entry->d_name + n - 4, ".csv") == 0 && file_count < MOST)
            files[file_count++] = copy(entry->d_name);
    }
    if (dir)
        closedir(dir);
    qsort(files, (size_t)file_count, sizeof *files, by_name);
}

static int report(void)
{
    int unused = 0;
    for (int i = 0; i < file_count; i++)
        if (!used[i]) {
            fprintf(stderr, "not used: expected/%s\n", files[i]);
            unused++;
        }
    printf("oracles: %d files, %zu relations (with each grouping), %zu values compared, "
           "%zu differences\n",
           file_count, relations, values, differences);
    printf("oracles: without a counterpart of ours:");
    for (size_t i = 0; i < left_count; i++)
        printf(" %s (%zu)", left[i], left_values[i]);
    printf("%s\n", left_count ? "" : " none");
    return unused || differences || values == 0;
}

int main(int argc, char **argv)
{
    folder = argc > 1 ? argv[1] : getenv("POLITY_ORACLES");
    if (folder && *folder)
        find_files();
    if (file_count == 0) {
        printf("SKIPPED: no oracles%s%s; set POLITY_ORACLES to their folder\n",
               folder && *folder ? " in " : "", folder ? folder : "");
        return SKIPPED;
    }
    Suite *suite = suite_create("oracles");
    TCase *all = tcase_create("relations");
    tcase_set_timeout(all, 0);
    tcase_add_loop_test(all, a_relation_as_the_peers_have_it, 0, file_count);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_set_fork_status(runner, CK_NOFORK); /* the counts are kept in this process */
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    failed |= report();
    for (int i = 0; i < file_count; i++)
        free(files[i]);
    for (size_t i = 0; i < left_count; i++)
        free(left[i]);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
