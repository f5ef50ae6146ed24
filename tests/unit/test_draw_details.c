/* What pictures say of scopes, days, loops, many ties and many types. */
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "support/fixture.h"
#include "support/suite.h"

static polity_dataset *data;
static polity_view *view;
static polity_error err;

static void tear_down(void)
{
    polity_view_free(view);
    polity_dataset_free(data);
    view = NULL;
    data = NULL;
}

/* The picture of a document as DOT; the caller's. */
static char *draw(const char *document, const polity_option *options, size_t n)
{
    collected to = {NULL, 0, 0};
    data = dataset_of(document, NULL);
    ck_assert_ptr_nonnull(data);
    ck_assert_msg(!polity_view_build(&view, data, options, n, NULL, &err), "%s",
                  err.message);
    ck_assert_msg(!polity_draw_dot(view, NULL, options, n, collect, &to, &err), "%s",
                  err.message);
    return to.bytes;
}

static void says(const char *dot, const char *words)
{
    ck_assert_msg(strstr(dot, words), "\"%s\" is missing in %s", words, dot);
}

#define NODES                                                                            \
    "\"nodes\": [{\"id\": \"a\", \"type\": \"school\"}, {\"id\": \"b\", \"type\": "      \
    "\"school\", \"scope\": \"role\"}, {\"id\": \"c\", \"type\": \"trust\", \"scope\": " \
    "\"type\"}]"

START_TEST(scopes_are_told_apart)
{
    char *dot =
        draw("{\"polity\": \"1.0\", " NODES ", \"edges\": [{\"kind\": \"governs\","
             " \"source\": \"c\", \"target\": \"a\"}, {\"kind\": \"supports\","
             " \"source\": \"a\", \"target\": \"b\"}]}",
             NULL, 0);
    says(dot, "peripheries=2");
    says(dot, ",dashed");
    says(dot, "b (school, a role, b)");
    says(dot, "c (trust, a type, c)");
    says(dot, "a (school, a)");
    says(dot, "a role, whoever holds it");
    says(dot, "a type: all such bodies");
    free(dot);
}
END_TEST

START_TEST(days_are_said)
{
    char *dot = draw(
        "{\"polity\": \"1.0\", " NODES ", \"edges\": ["
        "{\"kind\": \"supports\", \"source\": \"a\", \"target\": \"b\", \"valid\": "
        "{\"from\": \"2011-02\", \"to\": \"2014\"}}, {\"kind\": \"governs\", \"source\": "
        "\"c\", \"target\": \"a\", \"valid\": {\"from\": \"2012\"}}, {\"kind\": "
        "\"governs\", \"source\": \"c\", \"target\": \"b\", \"valid\": {\"to\": "
        "\"2013-01-02\"}}]}",
        NULL, 0);
    says(dot, "supports, 2011-02..2014, no evidence stated");
    says(dot, "governs, 2012.., no evidence stated");
    says(dot, "governs, ..2013-01-02, no evidence stated");
    free(dot);
}
END_TEST

START_TEST(loops_are_counted)
{
    char *dot = draw("{\"polity\": \"1.0\", " NODES ", \"edges\": [{\"kind\": "
                     "\"supports\", \"source\": \"a\", \"target\": \"a\"}, {\"kind\": "
                     "\"supports\", \"source\": \"a\", \"target\": \"b\"}]}",
                     NULL, 0);
    says(dot, "1 tie (of a node with itself)");
    free(dot);
}
END_TEST

/* A line of many ties names some of them, and some of their kinds. */
START_TEST(many_ties_are_cut_short)
{
    static const char *const kinds[] = {"monitors", "warns",    "judges",    "directs",
                                        "inspects", "oversees", "challenges"};
    static const polity_option options[] = {{"kinds", "true"}};
    buffer text = {0};
    char *dot;
    buffer_text(&text, "{\"polity\": \"1.0\", " NODES ", \"edges\": [");
    for (int i = 0; i < 70; i++)
        buffer_print(&text,
                     "%s{\"id\": \"e%d\", \"kind\": \"%s\", \"source\": \"c\", "
                     "\"target\": \"a\"}",
                     i ? ", " : "", i, kinds[i % 7]);
    buffer_text(&text, "]}");
    dot = draw(text.bytes, options, 1);
    says(dot, " more ties");
    says(dot, "monitors\\nwarns\\n");
    says(dot, "\\n…\"");
    ck_assert_ptr_null(strstr(dot, "\\nchallenges"));
    free(dot);
    buffer_free(&text);
}
END_TEST

/* Many types that look alike share a row of the legend. */
START_TEST(many_types_share_a_row)
{
    buffer text = {0};
    char *dot;
    buffer_text(&text, "{\"polity\": \"1.0\", \"vocabulary\": {\"node_types\": [");
    for (int i = 0; i < 20; i++)
        buffer_print(&text, "%s{\"name\": \"guild_%c\"}", i ? ", " : "", 'a' + i);
    buffer_text(&text, "]}, \"nodes\": [");
    for (int i = 0; i < 20; i++)
        buffer_print(&text, "%s{\"id\": \"g%d\", \"type\": \"guild_%c\"}", i ? ", " : "",
                     i, 'a' + i);
    buffer_text(&text, "], \"edges\": [");
    for (int i = 0; i < 19; i++)
        buffer_print(&text,
                     "%s{\"kind\": \"supports\", \"source\": \"g%d\", \"target\": "
                     "\"g%d\"}",
                     i ? ", " : "", i, i + 1);
    buffer_text(&text, "]}");
    dot = draw(text.bytes, NULL, 0);
    says(dot, "guild a,\\nguild b");
    says(dot, " more\"");
    ck_assert_ptr_null(strstr(dot, "\\nguild t"));
    free(dot);
    buffer_free(&text);
}
END_TEST

START_TEST(acts_are_drawn_with_their_days)
{
    static const polity_option options[] = {{"kind", "brokers_support"}};
    char *dot = draw(
        "{\"polity\": \"1.0\", " NODES ", \"brokerages\": [{\"id\": \"q\", \"kind\": "
        "\"brokers_support\", \"broker\": \"c\", \"for\": \"a\", \"with\": \"b\", "
        "\"outcome\": \"proposed\", \"valid\": {\"from\": \"2014-02\"}}]}",
        options, 1);
    says(dot,
         "q: brokers support, broker c, for a, with b, outcome proposed, 2014-02..,");
    free(dot);
}
END_TEST

/* Values that are of no node, and those of another view. */
START_TEST(values_must_be_of_the_nodes)
{
    static const polity_option size[] = {{"size", "degree"}},
                               width[] = {{"size", "density"}};
    static const int32_t tail[] = {0, 1, 2, 3}, head[] = {1, 2, 3, 4};
    polity_graph *other = NULL;
    polity_table *degrees = NULL, *density = NULL;
    collected to = {NULL, 0, 0};
    free(draw("{\"polity\": \"1.0\", " NODES "}", NULL, 0));
    ck_assert_int_eq(
        polity_graph_from_arcs(&other, 5, NULL, 4, tail, head, NULL, 1, &err), POLITY_OK);
    ck_assert_int_eq(polity_measure_run(&degrees, other, "degree", NULL, 0, NULL, &err),
                     POLITY_OK);
    ck_assert_int_eq(polity_measure_run(&density, other, "density", NULL, 0, NULL, &err),
                     POLITY_OK);
    ck_assert_int_eq(polity_draw_dot(view, degrees, size, 1, collect, &to, &err),
                     POLITY_EARG);
    ck_assert_str_eq(err.message, "the measure is of another view");
    ck_assert_int_eq(polity_draw_dot(view, density, width, 1, collect, &to, &err),
                     POLITY_EARG);
    ck_assert_ptr_nonnull(strstr(err.message, "one row a node"));
    ck_assert_ptr_null(to.bytes);
    polity_table_free(degrees);
    polity_table_free(density);
    polity_graph_free(other);
}
END_TEST

int main(void)
{
    return RUN_SUITE("draw_details", NULL, tear_down, scopes_are_told_apart,
                     days_are_said, loops_are_counted, many_ties_are_cut_short,
                     many_types_share_a_row, acts_are_drawn_with_their_days,
                     values_must_be_of_the_nodes);
}
