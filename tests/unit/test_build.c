/* From a view to a graph: numbers of ties from any field, ties of brokerage acts. */
#include <stdio.h>
#include <string.h>

#include <polity/polity.h>

#include "graph/graph.h"
#include "support/fixture.h"
#include "support/suite.h"

static const char document[] =
    "{\"polity\": \"1.0\", \"vocabulary\": {\"properties\": ["
    "  {\"name\": \"visits\", \"type\": \"integer\"},"
    "  {\"name\": \"share\", \"type\": \"real\"},"
    "  {\"name\": \"mood\", \"type\": \"text\"}]},\n"
    " \"nodes\": [{\"id\": \"a\", \"type\": \"school\"}, {\"id\": \"b\", \"type\":"
    " \"school\"}, {\"id\": \"l\", \"type\": \"local_authority\"}, {\"id\": \"d\","
    " \"type\": \"department\"}],\n"
    " \"edges\": [\n"
    "  {\"id\": \"e1\", \"kind\": \"supports\", \"source\": \"a\", \"target\": \"b\","
    " \"strength\": 3, \"properties\": {\"visits\": 12, \"share\": [{\"value\": 0.5, "
    "\"to\": \"2014\"}, {\"value\": 0.25, \"from\": \"2014\"}]}},\n"
    "  {\"id\": \"e2\", \"kind\": \"monitors\", \"source\": \"l\", \"target\": \"a\","
    " \"strength\": 1, \"properties\": {\"visits\": 4, \"share\": 1}}],\n"
    " \"brokerages\": [\n"
    "  {\"id\": \"q1\", \"kind\": \"brokers_support\", \"broker\": \"l\", \"for\": \"b\","
    " \"with\": \"a\", \"outcome\": \"agreed\"},\n"
    "  {\"id\": \"q2\", \"kind\": \"brokers_support\", \"broker\": \"d\", \"for\": \"b\","
    " \"with\": \"a\", \"outcome\": \"ended\", \"result\": \"e1\"},\n"
    "  {\"id\": \"q3\", \"kind\": \"brokers_support\", \"broker\": \"d\", \"for\": \"a\","
    " \"with\": \"b\", \"outcome\": \"refused\"}]}";

static polity_dataset *data;
static polity_view *view;
static polity_graph *graph;
static polity_error err;

static void set_up(void)
{
    data = dataset_of(document, NULL);
    ck_assert_ptr_nonnull(data);
}

static void tear_down(void)
{
    polity_graph_free(graph);
    polity_view_free(view);
    polity_dataset_free(data);
    graph = NULL;
    view = NULL;
}

static polity_status build(const polity_option *options, size_t n)
{
    polity_graph_free(graph);
    polity_view_free(view);
    graph = NULL;
    view = NULL;
    ck_assert_msg(!polity_view_build(&view, data, options, n, NULL, &err), "%s",
                  err.message);
    return polity_graph_build(&graph, view, options, n, &err);
}

/* What one tie of the graph weighs or how long it is; 0 = there is no such arc. */
static double number_of(const char *tail, const char *head, int is_length)
{
    int64_t from = polity_graph_find(graph, tail), to = polity_graph_find(graph, head);
    const arc_rows *out = &graph->out;
    for (int64_t arc = out->first[from]; arc < out->first[from + 1]; arc++)
        if (out->head[arc] == to)
            return is_length ? out->length[arc] : out->weight[arc];
    return 0;
}

START_TEST(numbers_come_from_any_field)
{
    static const struct {
        const char *option, *field, *at;
        double first, second;
    } cases[] = {{"weight", "strength", "2014", 3, 1},
                 {"weight", "visits", "2014", 12, 4},
                 {"weight", "share", "2013", 0.5, 1},
                 {"weight", "share", "2014", 0.25, 1},
                 {"length", "visits", "2014", 12, 4},
                 {"length", "1/strength", "2014", 1.0 / 3, 1},
                 {"length", "1/share", "2014", 4, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const polity_option options[] = {{"at", cases[i].at},
                                         {cases[i].option, cases[i].field}};
        int is_length = *cases[i].option == 'l';
        ck_assert_msg(!build(options, 2), "%s: %s", cases[i].field, err.message);
        ck_assert(number_of("a", "b", is_length) == cases[i].first);
        ck_assert(number_of("l", "a", is_length) == cases[i].second);
        ck_assert(number_of("b", "a", is_length) == 0);
    }
}
END_TEST

START_TEST(fields_that_will_not_do)
{
    static const struct {
        const char *option, *field;
        polity_status status;
        const char *words;
    } cases[] = {{"weight", "weight", POLITY_EUNFIT,
                  "2 of 2 selected ties have no weight of 0 or"},
                 {"length", "length", POLITY_EUNFIT, "the first is \"e1\""},
                 {"weight", "mood", POLITY_EARG, "is no number"},
                 {"weight", "vists", POLITY_ENOTFOUND, "did you mean \"visits\"?"},
                 {"weight", "1/visits", POLITY_ENOTFOUND, "did you mean \"visits\"?"},
                 {"weight", "length", POLITY_EARG, "how far, not how close"},
                 {"length", "strength", POLITY_EARG, "did you mean \"1/strength\"?"},
                 {"length", "1/weight", POLITY_EUNFIT, "above 0"},
                 {"parallel", "both", POLITY_EARG, "merge|keep"},
                 {"brokerage", "acts", POLITY_EARG, "none|act|result|incidence"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const polity_option options[] = {{"at", "2014"},
                                         {cases[i].option, cases[i].field}};
        polity_status status = build(options, 2);
        ck_assert_msg(status == cases[i].status, "%s %s: %d %s", cases[i].option,
                      cases[i].field, (int)status, err.message);
        ck_assert_msg(strstr(err.message, cases[i].words), "%s", err.message);
        ck_assert_ptr_null(graph);
    }
}
END_TEST

/* A history of two values has none at all dates. */
START_TEST(a_property_needs_one_value)
{
    static const polity_option options[] = {{"weight", "share"}};
    ck_assert_int_eq(build(options, 1), POLITY_EUNFIT);
    ck_assert_ptr_nonnull(strstr(err.message, "\"share\" of \"e1\" has 2 values"));
}
END_TEST

/* The arcs of a graph as "a>b l>a", in their order. */
static void arcs(const char *brokerage, const char *type, const char *wanted)
{
    const polity_option options[] = {
        {"at", "2014"}, {"brokerage", brokerage}, {"type", type}};
    char found[200] = "";
    ck_assert_msg(!build(options, type ? 3 : 2), "%s", err.message);
    for (size_t v = 0; v < polity_graph_nodes(graph); v++)
        for (int64_t arc = graph->out.first[v]; arc < graph->out.first[v + 1]; arc++)
            sprintf(found + strlen(found), "%s%s>%s", *found ? " " : "",
                    polity_graph_id(graph, v),
                    polity_graph_id(graph, (size_t)graph->out.head[arc]));
    ck_assert_str_eq(found, wanted);
}

START_TEST(acts_become_ties)
{
    arcs("none", NULL, "a>b l>a");
    arcs("act", NULL, "a>b l>a l>b d>a d>b");
    arcs("result", NULL, "a>b l>a"); /* one is there already, one was refused */
    arcs("incidence", NULL, "a>b l>a l>q1 d>q2 d>q3 q1>a q1>b q2>a q2>b q3>a q3>b");
    arcs("act", "school,local_authority", "a>b l>a l>b");
    ck_assert_uint_eq(graph->parties, 0); /* acts of the department are not selected */
}
END_TEST

/* The result of an act is a tie of its own where the edge it names is not selected. */
START_TEST(results_that_are_not_selected)
{
    const polity_option options[] = {
        {"kind", "monitors"}, {"kind", "brokers_support"}, {"brokerage", "result"}};
    ck_assert_int_eq(build(options, 3), POLITY_OK);
    ck_assert_uint_eq(polity_graph_ties(graph), 2);
    ck_assert_uint_eq(graph->acts, 2);
}
END_TEST

START_TEST(facts_say_what_the_acts_are)
{
    const polity_option options[] = {
        {"at", "2014"}, {"brokerage", "act"}, {"weight", "visits"}, {"length", "visits"}};
    polity_table *table = NULL;
    const char *fact;
    ck_assert_int_eq(build(options, 4), POLITY_OK);
    ck_assert_int_eq(polity_measure_run(&table, graph, "degree", NULL, 0, NULL, &err),
                     POLITY_OK);
    fact = polity_table_fact_named(table, "brokerage");
    ck_assert_ptr_nonnull(fact);
    ck_assert_ptr_nonnull(strstr(fact, "act"));
    ck_assert_ptr_nonnull(strstr(fact, "of weight 1"));
    ck_assert_ptr_nonnull(strstr(fact, "of length 1"));
    ck_assert_str_eq(polity_table_fact_named(table, "weight"), "visits");
    polity_table_free(table);
}
END_TEST

int main(void)
{
    return RUN_SUITE("build", set_up, tear_down, numbers_come_from_any_field,
                     fields_that_will_not_do, a_property_needs_one_value,
                     acts_become_ties, results_that_are_not_selected,
                     facts_say_what_the_acts_are);
}
