/*
 * The registry of measures: each says what it is, what it reads and what its columns
 * mean; mistakes in a question are refused with the nearest right word. What runs give:
 * test_contract.c.
 */
#include "support.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- the registry
 * --------------------------------------------------------------------------------------------
 */

static int is_id_column(const char *name)
{
    static const char *const IDS[] = {"node",  "tie",  "source", "target",
                                      "group", "pair", NULL};
    for (size_t i = 0; IDS[i]; i++)
        if (strcmp(IDS[i], name) == 0)
            return 1;
    return 0;
}

static int has_words(const char *text)
{
    return text && strlen(text) > 1 && !strstr(text, "TODO");
}

START_TEST(a_measure_says_what_it_is)
{
    const polity_measure *info = polity_measure_at((size_t)_i);
    ck_assert_ptr_nonnull(info);
    ck_assert(has_words(info->name) && has_words(info->title) && has_words(info->family));
    ck_assert_msg(has_words(info->definition), "%s: no definition", info->name);
    ck_assert_msg(has_words(info->undefined), "%s: not said when it is undefined",
                  info->name);
    ck_assert_msg(has_words(info->direction), "%s: no direction", info->name);
    ck_assert_msg(has_words(info->reference), "%s: no reference", info->name);
    ck_assert_msg(has_words(info->cost), "%s: no cost", info->name);
    ck_assert_int_ge(info->shape, POLITY_PER_NODE);
    ck_assert_int_le(info->shape, POLITY_PER_GRAPH);
    ck_assert_int_ge(info->weight, POLITY_WEIGHT_NONE);
    ck_assert_int_le(info->weight, POLITY_WEIGHT_LENGTH);
    ck_assert_ptr_nonnull(info->columns);
    ck_assert_ptr_nonnull(info->columns->name);
    for (const polity_column *c = info->columns; c->name; c++) {
        ck_assert_msg(strncmp(c->name, info->name, strlen(info->name)) == 0 ||
                          is_id_column(c->name),
                      "%s: column %s", info->name, c->name);
        ck_assert_msg(c->unit && has_words(c->meaning), "%s: column %s has no words",
                      info->name, c->name);
        ck_assert(c->type >= POLITY_REAL && c->type <= POLITY_DATE);
    }
}
END_TEST

static int is_option(const char *name)
{
    for (size_t i = 0; i < polity_option_count(); i++)
        if (polity_option_at(i)->stage == POLITY_STAGE_MEASURE &&
            strcmp(polity_option_at(i)->name, name) == 0)
            return 1;
    return 0;
}

START_TEST(a_parameter_says_what_it_is)
{
    const polity_measure *info = polity_measure_at((size_t)_i);
    for (const polity_param *p = info->params; p && p->name; p++) {
        ck_assert_msg(is_option(p->name), "%s: %s is no option", info->name, p->name);
        ck_assert_msg(p->type && p->fallback && has_words(p->meaning),
                      "%s: %s has no words", info->name, p->name);
        if (strcmp(p->type, "int") == 0 || strcmp(p->type, "real") == 0)
            ck_assert_msg(p->min <= p->max, "%s: %s has no range", info->name, p->name);
    }
}
END_TEST

START_TEST(the_registry_is_in_order_and_whole)
{
    static const char *const FIRST[] = {"degree",
                                        "strength",
                                        "betweenness",
                                        "betweenness_edge",
                                        "harmonic",
                                        "closeness_wf",
                                        "closeness_reached",
                                        "eigenvector",
                                        "pagerank",
                                        "coreness",
                                        "clustering",
                                        "transitivity",
                                        "components",
                                        "leiden",
                                        "density",
                                        "reciprocity",
                                        "distances",
                                        "reach",
                                        "dominators",
                                        "constraint",
                                        "brokerage",
                                        "articulation",
                                        "bridges"};
    size_t count = polity_measure_count();
    for (size_t i = 0; i < count; i++) {
        const polity_measure *info = polity_measure_at(i);
        ck_assert_ptr_eq(polity_measure_find(info->name), info);
        if (i)
            ck_assert_str_lt(polity_measure_at(i - 1)->name, info->name);
    }
    for (size_t i = 0; i < sizeof FIRST / sizeof *FIRST; i++)
        ck_assert_msg(polity_measure_find(FIRST[i]) != NULL, "no measure %s", FIRST[i]);
    ck_assert_ptr_null(polity_measure_at(count));
    ck_assert_ptr_null(polity_measure_find(""));
    ck_assert_ptr_null(
        polity_measure_find("closeness")); /* on purpose: DESIGN, conventions */
}
END_TEST

/* --- mistakes
 * ------------------------------------------------------------------------------------------------
 */

/* The ring of five nodes. */
static polity_graph *network(int directed)
{
    test_network net;
    test_network_init(&net, 5, directed);
    for (size_t v = 0; v < 5; v++)
        test_network_tie(&net, v, (v + 1) % 5, directed, 1, 1);
    polity_graph *graph = test_graph_dataset(&net, NULL, 0);
    test_network_free(&net);
    return graph;
}

static void refused(const polity_graph *graph, const char *names, const char *option,
                    const char *value, polity_status expected, const char *mentions)
{
    polity_error err = POLITY_ERROR_INIT;
    polity_table *table = NULL;
    polity_option given = {option, value};
    polity_status status =
        polity_measure_run(&table, graph, names, &given, option ? 1 : 0, NULL, &err);
    ck_assert_msg(status == expected, "\"%s\" %s=%s: %s (%s), not %s", names,
                  option ? option : "", option && value ? value : "",
                  polity_status_name((int)status), err.message,
                  polity_status_name((int)expected));
    ck_assert_ptr_null(table);
    ck_assert_int_eq(err.status, (int)expected);
    ck_assert_msg(strstr(err.message, mentions) != NULL,
                  "\"%s\": \"%s\" does not mention \"%s\"", names, err.message, mentions);
    status = polity_measure_run(&table, graph, names, &given, option ? 1 : 0, NULL, NULL);
    ck_assert_int_eq(status, expected); /* an error record is not needed */
}

START_TEST(mistakes_are_named)
{
    polity_graph *graph = network(1), *undirected = network(0);
    refused(graph, "harmonc", NULL, NULL, POLITY_ENOTFOUND, "harmonic");
    refused(graph, "closeness", NULL, NULL, POLITY_ENOTFOUND, "closeness");
    refused(graph, "degree,betweeness", NULL, NULL, POLITY_ENOTFOUND, "betweenness");
    refused(graph, "degree,density", NULL, NULL, POLITY_EARG, "density");
    refused(graph, "reach", "steps", "-1", POLITY_EARG, "steps");
    refused(graph, "reach", "steps", "two", POLITY_EARG, "steps");
    refused(graph, "reach", "steps", "2.5", POLITY_EARG, "steps");
    refused(graph, "pagerank", "damping", "1.5", POLITY_EARG, "damping");
    refused(graph, "pagerank", "damping", "nan", POLITY_EARG, "damping");
    refused(graph, "pagerank", "dampin", "0.5", POLITY_EARG, "damping");
    refused(graph, "dominators", "root", "n999", POLITY_ENOTFOUND, "n999");
    refused(graph, "dominators", NULL, NULL, POLITY_EARG, "root");
    refused(graph, "brokerage", "by", "tpye", POLITY_ENOTFOUND, "tpye");
    refused(undirected, "dominators", "root", "n0", POLITY_EUNFIT, "directed");
    polity_graph_free(graph);
    polity_graph_free(undirected);
}
END_TEST

/* --- parameters that name nodes ----------------------------------------------------- */

static void chosen(const polity_graph *graph, const char *from, const char *sources)
{
    polity_option given = {"from", from};
    polity_table *table = test_run(graph, "betweenness", &given, 1);
    const char *found = polity_table_fact_named(table, "betweenness_sources");
    ck_assert_msg(found && !strcmp(found, sources), "%s: %s sources, not %s", from,
                  found ? found : "no", sources);
    polity_table_free(table);
}

START_TEST(nodes_are_named_by_ids_or_by_a_condition)
{
    static const int32_t tail[] = {0, 1}, head[] = {1, 2};
    polity_graph *graph = network(1), *arrays = NULL;
    ck_assert(!polity_graph_from_arcs(&arrays, 3, NULL, 2, tail, head, NULL, 1, NULL));
    chosen(graph, "n0", "1");
    chosen(graph, " n0 ,n3, n0", "2");
    chosen(graph, "id IN ('n1', 'n2', 'n9')", "2");
    chosen(graph, "degree_out(n) = 1", "5");
    chosen(graph, "degree(n) > 2", "0");
    chosen(arrays, "0, 2", "2");
    refused(graph, "betweenness", "from", "n0,n7x", POLITY_ENOTFOUND, "n7x");
    refused(graph, "betweenness", "to", "n9", POLITY_ENOTFOUND, "n9");
    refused(graph, "betweenness_edge", "to", "n0, id = 'n1'", POLITY_ENOTFOUND, "id =");
    refused(graph, "betweenness", "from", "tpye = 'x'", POLITY_EQUERY, "type");
    refused(graph, "betweenness", "from", "id =", POLITY_EQUERY, "from");
    refused(graph, "betweenness", "from", "degree(n)", POLITY_EQUERY, "from");
    refused(arrays, "betweenness", "from", "7", POLITY_ENOTFOUND, "7");
    refused(arrays, "betweenness", "from", "type = 'x'", POLITY_EUNFIT, "arrays");
    polity_graph_free(graph);
    polity_graph_free(arrays);
}
END_TEST

int main(void)
{
    int count = (int)polity_measure_count();
    Suite *suite = suite_create("registry of measures");
    TCase *all = tcase_create("registry");
    tcase_add_test(all, the_registry_is_in_order_and_whole);
    tcase_add_loop_test(all, a_measure_says_what_it_is, 0, count);
    tcase_add_loop_test(all, a_parameter_says_what_it_is, 0, count);
    tcase_add_test(all, mistakes_are_named);
    tcase_add_test(all, nodes_are_named_by_ids_or_by_a_condition);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    printf("registry: %d measures\n", count);
    return failed || count == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
