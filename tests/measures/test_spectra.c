/*
 * PageRank, Katz, eigenvectors and HITS against dense matrices (brute.h): systems solved
 * by elimination, largest eigenvalues by powers. On the TEST_SAMPLES random networks.
 */
#include "brute.h"
#include "support.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double TOLERANCE = 1e-9;

/* One sample, with or without strengths. */
typedef struct sample {
    int number, weighted;
    brute b;
    polity_graph *graph;
} sample;

static sample s; /* large; one at a time */

static void set_up(int number, int weighted)
{
    test_network net;
    s.number = number;
    s.weighted = weighted;
    test_network_sample(&net, number);
    brute_make(&s.b, &net);
    s.graph = test_graph_arcs(&net, weighted);
    test_network_free(&net);
}

static void expect_one(const char *what, size_t row, double found, double expected)
{
    if (!test_same(found, expected, TOLERANCE))
        ck_abort_msg("sample %d (%zu nodes, %s, %s): %s[%zu] = %.17g, not %.17g",
                     s.number, s.b.n, s.b.directed ? "directed" : "undirected",
                     s.weighted ? "weighted" : "plain", what, row, found, expected);
}

static void expect(const polity_table *table, const char *column, const double *expected)
{
    double *found = test_column(table, column);
    for (size_t row = 0; row < s.b.n; row++)
        expect_one(column, row, found[row], expected[row]);
    free(found);
}

static double fact(const polity_table *table, const char *name)
{
    const char *text = polity_table_fact_named(table, name);
    ck_assert_msg(text, "no fact %s", name);
    return test_read_number(text);
}

static double largest_eigenvalue(void)
{
    static brute_matrix m;
    brute_strengths(&s.b, s.weighted, m);
    return brute_radius(m, s.b.n);
}

static void pagerank_by_elimination(void)
{
    static const char *const DAMPINGS[] = {"0", "0.3", "0.85", "0.999"};
    static brute_matrix m;
    double give[BRUTE_MAX], wanted[BRUTE_MAX];
    brute_strengths(&s.b, s.weighted, m);
    for (size_t d = 0; d < sizeof DAMPINGS / sizeof *DAMPINGS; d++) {
        polity_option damping = {"damping", DAMPINGS[d]};
        double total = 0;
        for (size_t v = 0; v < s.b.n; v++) {
            double out = 0;
            for (size_t u = 0; u < s.b.n; u++)
                out += m[v][u];
            give[v] = out > 0 ? test_read_number(DAMPINGS[d]) / out : 0;
        }
        brute_spread(&s.b, give, s.weighted, wanted);
        for (size_t v = 0; v < s.b.n; v++)
            total += wanted[v];
        for (size_t v = 0; v < s.b.n; v++)
            wanted[v] /= total;
        polity_table *table = test_run(s.graph, "pagerank", &damping, 1);
        expect(table, "pagerank", wanted);
        ck_assert(fact(table, "pagerank_residual") < 1e-12);
        polity_table_free(table);
    }
}

/* A given alpha, and none. */
static void check_katz(const char *alpha, double used, double largest)
{
    polity_option option = {"alpha", alpha};
    polity_table *table = test_run(s.graph, "katz", &option, alpha != NULL);
    double give[BRUTE_MAX], wanted[BRUTE_MAX];
    for (size_t v = 0; v < s.b.n; v++)
        give[v] = used;
    brute_spread(&s.b, give, s.weighted, wanted);
    expect(table, "katz", wanted);
    expect_one("katz_alpha", 0, fact(table, "katz_alpha"), used);
    expect_one("katz_eigenvalue", 0, fact(table, "katz_eigenvalue"), largest);
    ck_assert(fact(table, "katz_residual") < 1e-12);
    polity_table_free(table);
}

/* As an option has it, whatever the locale's comma. */
static void write_number(char *text, size_t size, double number)
{
    snprintf(text, size, "%.17g", number);
    text[strcspn(text, ",")] = text[strcspn(text, ",")] ? '.' : '\0';
}

static void katz_by_elimination(void)
{
    double largest = largest_eigenvalue();
    char text[32];
    check_katz(NULL, largest > 0 ? 0.85 / largest : 0.1, largest);
    check_katz("0", 0, largest);
    write_number(text, sizeof text, largest > 0 ? 0.4 / largest : 0.7);
    check_katz(text, test_read_number(text), largest);
}

static void katz_is_refused_where_walks_never_count_less(void)
{
    double largest = largest_eigenvalue();
    polity_error err = POLITY_ERROR_INIT;
    polity_table *table = NULL;
    char text[32];
    polity_option option = {"alpha", text};
    write_number(text, sizeof text, 1.000001 / largest);
    if (!(largest > 0))
        return;
    ck_assert_int_eq(polity_measure_run(&table, s.graph, "katz", &option, 1, NULL, &err),
                     POLITY_EARG);
    ck_assert_str_eq(err.id, "alpha");
    ck_assert_ptr_null(table);
}

static void eigenvalue_is_the_largest(void)
{
    double largest = largest_eigenvalue();
    if (!(largest > 0))
        return;
    polity_table *table = test_run(s.graph, "eigenvector", NULL, 0);
    expect_one("eigenvalue", 0, fact(table, "eigenvector_eigenvalue"), largest);
    ck_assert(fact(table, "eigenvector_residual") < 1e-12);
    polity_table_free(table);
}

/* The largest of what a column gives along arcs (`turn` 0), or against them, is what the
 * other has, times one number. */
static void check_side(const double *from, const double *to, int turn)
{
    static brute_matrix m;
    double made[BRUTE_MAX] = {0}, most = 0;
    brute_strengths(&s.b, s.weighted, m);
    for (size_t v = 0; v < s.b.n; v++) {
        for (size_t u = 0; u < s.b.n; u++)
            made[v] += (turn ? m[v][u] : m[u][v]) * from[u];
        most = fmax(most, made[v]);
    }
    for (size_t v = 0; v < s.b.n; v++)
        expect_one(turn ? "hits_hub" : "hits_authority", v, to[v], made[v] / most);
}

static void hubs_and_authorities_make_each_other(void)
{
    static brute_matrix m;
    brute_cocitation(&s.b, s.weighted, m);
    double largest = sqrt(brute_radius(m, s.b.n)), most[2] = {0, 0};
    polity_error err = POLITY_ERROR_INIT;
    polity_table *table = NULL;
    polity_status status =
        polity_measure_run(&table, s.graph, "hits", NULL, 0, NULL, &err);
    if (!(largest > 0)) {
        ck_assert_int_eq(status, POLITY_EUNFIT);
        ck_assert_str_eq(err.id, "no-ties");
        return;
    }
    ck_assert_msg(status == POLITY_OK, "%s", err.message);
    double *hub = test_column(table, "hits_hub");
    double *authority = test_column(table, "hits_authority");
    expect_one("singular value", 0, fact(table, "hits_singular_value"), largest);
    for (size_t v = 0; v < s.b.n; v++) {
        most[0] = fmax(most[0], hub[v]);
        most[1] = fmax(most[1], authority[v]);
    }
    expect_one("largest hub", 0, most[0], 1);
    expect_one("largest authority", 0, most[1], 1);
    check_side(hub, authority, 0);
    check_side(authority, hub, 1);
    free(hub);
    free(authority);
    polity_table_free(table);
}

static void (*const DEFINITIONS[])(void) = {
    pagerank_by_elimination,
    katz_by_elimination,
    katz_is_refused_where_walks_never_count_less,
    eigenvalue_is_the_largest,
    hubs_and_authorities_make_each_other,
};
enum { DEFINITION_COUNT = sizeof DEFINITIONS / sizeof *DEFINITIONS, BLOCK = 24 };

START_TEST(a_definition_on_a_block_of_networks)
{
    int block = _i / DEFINITION_COUNT;
    for (int i = 0; i < 2 * BLOCK; i++) {
        set_up(block * BLOCK + i / 2, i % 2);
        DEFINITIONS[_i % DEFINITION_COUNT]();
        polity_graph_free(s.graph);
    }
}
END_TEST

/* --- shapes that kernels stumble on ------------------------------------------------ */

static polity_graph *arcs(size_t nodes, size_t n, const int32_t *tail,
                          const int32_t *head, const double *weight, int directed)
{
    polity_graph *graph = NULL;
    polity_error err = POLITY_ERROR_INIT;
    ck_assert_msg(!polity_graph_from_arcs(&graph, nodes, NULL, n, tail, head, weight,
                                          directed, &err),
                  "%s", err.message);
    return graph;
}

static void check_column(const polity_graph *graph, const char *measure,
                         const char *column, const double *wanted)
{
    polity_table *table = test_run(graph, measure, NULL, 0);
    double *found = test_column(table, column);
    for (size_t v = 0; v < polity_graph_nodes(graph); v++)
        ck_assert_msg(test_same(found[v], wanted[v], TOLERANCE),
                      "%s[%zu] = %.17g, not %.17g", column, v, found[v], wanted[v]);
    free(found);
    polity_table_free(table);
}

/* Two circles of the same size that share the largest value: each counts; where the one
 * leads to the other, the other alone does. */
START_TEST(parts_that_share_the_largest_value)
{
    static const int32_t tail[] = {0, 1, 2, 3, 1, 5}, head[] = {1, 0, 3, 2, 2, 4};
    static const double apart[] = {1, 1, 1, 1, 0, 0}, led[] = {0, 0, 1, 1, 0, 0};
    polity_graph *graph = arcs(6, 4, tail, head, NULL, 1);
    check_column(graph, "eigenvector", "eigenvector", apart);
    polity_graph_free(graph);
    graph = arcs(6, 6, tail, head, NULL, 1);
    check_column(graph, "eigenvector", "eigenvector", led);
    polity_graph_free(graph);
}
END_TEST

/* A circle through a tie of strength 0 is none. */
START_TEST(ties_of_no_strength)
{
    static const int32_t tail[] = {0, 1, 2, 1}, head[] = {1, 2, 0, 0};
    static const double weight[] = {1, 2, 0, 4}, wanted[] = {1, 0.5, 0.5};
    polity_graph *graph = arcs(3, 4, tail, head, weight, 1);
    check_column(graph, "eigenvector", "eigenvector", wanted);
    polity_graph_free(graph);
}
END_TEST

/* Many leaves, and many parts: nothing is done once for each that costs as much as all.
 */
START_TEST(a_star_and_a_million_pairs)
{
    enum { LEAVES = 1000000 };
    int32_t *tail = calloc(LEAVES, sizeof *tail), *head = calloc(LEAVES, sizeof *head);
    static const char *const MEASURES[] = {"pagerank", "katz", "hits", "eigenvector",
                                           "leiden"};
    for (int shape = 0; shape < 2; shape++) {
        size_t ties = shape ? LEAVES / 2 : LEAVES;
        for (int32_t i = 0; i < (int32_t)ties; i++) {
            tail[i] = shape ? 2 * i : 0;
            head[i] = shape ? 2 * i + 1 : i + 1;
        }
        polity_graph *graph = arcs(LEAVES + 1, ties, tail, head, NULL, 0);
        for (size_t i = 0; i < 5; i++) {
            polity_option once = {"repeats", "1"};
            polity_table *table = test_run(graph, MEASURES[i], &once, i == 4);
            if (i == 3)
                ck_assert(test_same(fact(table, "eigenvector_eigenvalue"),
                                    shape ? 1 : 1000, TOLERANCE));
            polity_table_free(table);
        }
        polity_graph_free(graph);
    }
    free(tail);
    free(head);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("spectra");
    TCase *all = tcase_create("spectra");
    tcase_set_timeout(all, 300);
    tcase_add_loop_test(all, a_definition_on_a_block_of_networks, 0,
                        TEST_SAMPLES / BLOCK * DEFINITION_COUNT);
    tcase_add_test(all, parts_that_share_the_largest_value);
    tcase_add_test(all, ties_of_no_strength);
    tcase_add_test(all, a_star_and_a_million_pairs);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
