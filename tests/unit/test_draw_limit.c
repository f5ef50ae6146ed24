/* Pictures of too much: the command that the message gives does what it says. */
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "support/fixture.h"
#include "support/suite.h"

static polity_dataset *data;
static polity_error err;
static buffer text;
static int ties;

/* --- networks of some hundred ties ----------------------------------------------------
 */

static void begin(void)
{
    buffer_clear(&text);
    buffer_text(&text, "{\"polity\": \"1.0\"}\n");
    ties = 0;
}

static void add_nodes(const char *type, const char *stem, int n)
{
    for (int i = 0; i < n; i++)
        buffer_print(&text, "{\"node\": {\"id\": \"%s%d\", \"type\": \"%s\"}}\n", stem, i,
                     type);
}

static void add_tie(const char *kind, const char *stem, int i, const char *other, int k)
{
    buffer_print(&text,
                 "{\"edge\": {\"id\": \"e%d\", \"kind\": \"%s\", \"source\": \"%s%d\", "
                 "\"target\": \"%s%d\"}}\n",
                 ties++, kind, stem, i, other, k);
}

static void read_network(void)
{
    ck_assert_int_eq(polity_dataset_new(&data, &err), POLITY_OK);
    ck_assert_msg(!read_document_text(data, text.bytes, NULL, &err), "%s", err.message);
}

static void tear_down(void)
{
    polity_dataset_free(data);
    data = NULL;
}

/* Draw with the limit and up to two options; what comes of it. */
static polity_status draw(size_t most, const polity_option *more, size_t n)
{
    char limit[24];
    polity_option options[4] = {{"max-nodes", limit}};
    polity_view *view = NULL;
    collected to = {NULL, 0, 0};
    polity_status status;
    snprintf(limit, sizeof limit, "%zu", most);
    for (size_t i = 0; i < n; i++)
        options[1 + i] = more[i];
    status = polity_view_build(&view, data, options, n + 1, NULL, &err);
    if (!status)
        status = polity_draw_dot(view, NULL, options, n + 1, collect, &to, &err);
    free(to.bytes);
    polity_view_free(view);
    return status;
}

/* Follow the message: what it draws is that large, and fits. */
static void follow(size_t most, const char *option, const char *value, size_t nodes,
                   size_t lines)
{
    const polity_option advice[] = {{option, value}};
    char wanted[400];
    ck_assert_int_eq(draw(most, NULL, 0), POLITY_ELIMIT);
    ck_assert_str_eq(err.id, "picture-too-large");
    snprintf(wanted, sizeof wanted,
             "`polity draw … --%s %s` draws %zu nodes and %zu lines", option, value,
             nodes, lines);
    ck_assert_msg(strstr(err.message, wanted), "%s", err.message);
    ck_assert_msg(!draw(most, advice, 1), "%s", err.message);
    ck_assert_int_eq(draw(nodes - 1, advice, 1), POLITY_ELIMIT);
    ck_assert_int_eq(draw(nodes, advice, 1), POLITY_OK);
}

/* As many nodes as the message says are enough for all, and no fewer. */
static void follow_all(size_t most, size_t enough)
{
    char wanted[60];
    ck_assert_int_eq(draw(most, NULL, 0), POLITY_ELIMIT);
    snprintf(wanted, sizeof wanted, "--max-nodes %zu` draws them all", enough);
    ck_assert_msg(strstr(err.message, wanted), "%s", err.message);
    ck_assert_int_eq(draw(enough, NULL, 0), POLITY_OK);
    ck_assert_int_eq(draw(enough - 1, NULL, 0), POLITY_ELIMIT);
}

START_TEST(a_class_that_fits)
{
    begin();
    add_nodes("local_authority", "la", 1);
    add_nodes("school", "s", 40);
    for (int i = 0; i < 40; i++)
        add_tie("monitors", "la", 0, "s", i);
    for (int i = 0; i < 6; i++)
        add_tie("supports", "s", i, "s", i + 1);
    read_network();
    follow(10, "class", "partnership", 7, 6);
    follow_all(10, 41);
}
END_TEST

/* One class, of which one kind is few. */
START_TEST(a_kind_that_fits)
{
    begin();
    add_nodes("local_authority", "la", 1);
    add_nodes("school", "s", 40);
    for (int i = 0; i < 40; i++)
        add_tie("monitors", "la", 0, "s", i);
    for (int i = 0; i < 5; i++)
        add_tie("warns", "la", 0, "s", i);
    for (int i = 0; i < 3; i++)
        add_tie("judges", "la", 0, "s", i);
    read_network();
    follow(10, "kind", "warns", 6, 5);
    follow_all(10, 41);
}
END_TEST

/* One kind, between few nodes of some types and many of another. */
START_TEST(types_that_fit)
{
    begin();
    add_nodes("department", "d", 1);
    add_nodes("trust", "t", 4);
    add_nodes("school", "s", 60);
    for (int i = 0; i < 4; i++)
        add_tie("monitors", "d", 0, "t", i);
    for (int i = 0; i < 60; i++)
        add_tie("monitors", "t", i % 4, "s", i);
    read_network();
    follow(10, "type", "department,trust", 5, 4);
    follow_all(10, 65);
}
END_TEST

/* Nothing less would do: the message says so, and how many all are. */
START_TEST(nothing_that_fits)
{
    begin();
    add_nodes("school", "s", 60);
    for (int i = 0; i < 60; i++)
        add_tie("supports", "s", i, "s", (i + 1) % 60);
    read_network();
    ck_assert_int_eq(draw(10, NULL, 0), POLITY_ELIMIT);
    ck_assert_ptr_nonnull(strstr(err.message, "60 nodes and 60 lines"));
    ck_assert_ptr_nonnull(strstr(err.message, "choose by --type, --kind or --class"));
    follow_all(10, 60);
}
END_TEST

/* A type is no advice if its filter takes the numerous ones below it too. */
START_TEST(types_above_the_numerous)
{
    begin();
    add_nodes("establishment", "x", 3);
    add_nodes("school", "s", 60);
    for (int i = 0; i < 3; i++)
        add_tie("monitors", "x", i, "x", (i + 1) % 3);
    for (int i = 0; i < 60; i++)
        add_tie("monitors", "x", i % 3, "s", i);
    read_network();
    ck_assert_int_eq(draw(10, NULL, 0), POLITY_ELIMIT);
    ck_assert_ptr_null(strstr(err.message, "--type establishment"));
    follow_all(10, 63);
}
END_TEST

/* Few nodes, and more lines than can be told apart. */
START_TEST(too_many_lines)
{
    begin();
    add_nodes("school", "s", 20);
    for (int i = 0; i < 20; i++)
        for (int k = 0; k < i; k++)
            add_tie("supports", "s", i, "s", k);
    read_network();
    follow_all(20, (190 + 3) / 4);
}
END_TEST

int main(void)
{
    return RUN_SUITE("draw_limit", NULL, tear_down, a_class_that_fits, a_kind_that_fits,
                     types_that_fit, nothing_that_fits, types_above_the_numerous,
                     too_many_lines);
}
