/* Pictures: what the DOT text says. Whether dot accepts it is tried by the tests of the
 * command. */
#include <check.h>

#include "draw/picture.h"
#include "support/fixture.h"
#include "table/table.h"

#define BOROUGH                                                                          \
    "{\"polity\":\"1.0\",\"title\":\"A "                                                 \
    "borough\",\"sources\":[{\"id\":\"src\",\"type\":\"document\"}],"                    \
    "\"nodes\":[{\"id\":\"dfe\",\"type\":\"department\",\"name\":\"Department\"},"       \
    "{\"id\":\"la\",\"type\":\"local_authority\",\"name\":\"Borough\"},"                 \
    "{\"id\":\"s1\",\"type\":\"school\",\"name\":\"First\",\"properties\":{\"la\":"      \
    "\"la\","                                                                            \
    "\"status\":\"free_school\",\"designations\":[\"beacon\",\"maths_hub\"]}},"          \
    "{\"id\":\"s2\",\"type\":\"school\",\"name\":\"Second\",\"properties\":{\"la\":"     \
    "\"la\"}},"                                                                          \
    "{\"id\":\"alone\",\"type\":\"school\",\"name\":\"Alone\"}],"                        \
    "\"edges\":[{\"kind\":\"monitors\",\"source\":\"dfe\",\"target\":\"la\"},"           \
    "{\"kind\":\"warns\",\"source\":\"dfe\",\"target\":\"la\",\"evidence\":"             \
    "[{\"cites\":\"src\",\"confidence\":0.9},{\"cites\":\"src\",\"locator\":\"2\"}]},"   \
    "{\"kind\":\"monitors\",\"source\":\"la\",\"target\":\"s1\",\"evidence\":"           \
    "[{\"cites\":\"src\",\"confidence\":0.25}]},"                                        \
    "{\"kind\":\"supports\",\"source\":\"s1\",\"target\":\"s2\"},"                       \
    "{\"kind\":\"supports\",\"source\":\"s2\",\"target\":\"s1\"},"                       \
    "{\"kind\":\"funds\",\"source\":\"dfe\",\"target\":\"s1\"}],"                        \
    "\"brokerages\":[{\"id\":\"b1\",\"kind\":\"brokers_support\",\"broker\":\"la\","     \
    "\"for\":"                                                                           \
    "\"s1\",\"with\":\"s2\",\"outcome\":\"running\"}]}"

typedef struct drawing {
    polity_dataset *data;
    polity_view *view;
    char *dot;
    polity_status status;
    polity_error err;
} drawing;

static drawing draw(const char *document, const polity_option *options, size_t n,
                    const polity_table *values)
{
    drawing of = {0};
    collected to = {NULL, 0, 0};
    ck_assert_int_eq(polity_dataset_new(&of.data, &of.err), POLITY_OK);
    ck_assert_msg(!read_document_text(of.data, document, NULL, &of.err), "%s",
                  of.err.message);
    ck_assert_msg(!polity_view_build(&of.view, of.data, options, n, NULL, &of.err), "%s",
                  of.err.message);
    of.status = polity_draw_dot(of.view, values, options, n, collect, &to, &of.err);
    of.dot = to.bytes;
    return of;
}

static void done(drawing *of)
{
    free(of->dot);
    polity_view_free(of->view);
    polity_dataset_free(of->data);
}

static int has(const drawing *of, const char *text)
{
    return of->dot && strstr(of->dot, text) != NULL;
}

static size_t times(const char *text, const char *part)
{
    size_t n = 0;
    for (const char *at = text; (at = strstr(at, part)); at += strlen(part))
        n++;
    return n;
}

static drawing borough(const polity_option *options, size_t n)
{
    drawing of = draw(BOROUGH, options, n, NULL);
    ck_assert_msg(of.status == POLITY_OK, "%s", of.err.message);
    return of;
}

START_TEST(the_same_bytes_each_time)
{
    drawing a = borough(NULL, 0), b = borough(NULL, 0);
    ck_assert_str_eq(a.dot, b.dot);
    ck_assert(has(&a, "start=7") && has(&a, "newrank=true"));
    done(&a);
    done(&b);
}
END_TEST

START_TEST(ties_of_a_pair_and_class_are_one_line)
{
    drawing of = borough(NULL, 0);
    ck_assert_uint_eq(times(of.dot, "id=\"e-"), 3);
    ck_assert(has(&of, "4 nodes, 3 lines for 5 ties, 1 act of brokerage"));
    ck_assert(has(&of, "Department → Borough: monitors, no evidence stated; Department → "
                       "Borough: warns, 2 pieces of evidence (src), confidence 0.9"));
    ck_assert_uint_eq(times(of.dot, "dir=both"), 1); /* the two supports */
    done(&of);
}
END_TEST

START_TEST(kinds_stand_on_lines_when_asked_for)
{
    const polity_option kinds = {"kinds", "true"};
    drawing with = borough(&kinds, 1), without = borough(NULL, 0);
    ck_assert(has(&with, "label=\"monitors\\nwarns\""));
    ck_assert(!has(&without, "label=\"monitors"));
    done(&with);
    done(&without);
}
END_TEST

START_TEST(what_points_up_is_written_downwards)
{
    drawing of =
        draw("{\"polity\":\"1.0\",\"nodes\":[{\"id\":\"dfe\",\"type\":\"department\"},"
             "{\"id\":\"s\",\"type\":\"school\"}],\"edges\":[{\"kind\":\"advises\","
             "\"source\":\"s\",\"target\":\"dfe\"}]}",
             NULL, 0, NULL);
    ck_assert(has(&of, "\"dfe\" -> \"s\" ["));
    ck_assert(has(&of, "dir=back"));
    done(&of);
}
END_TEST

START_TEST(legend_has_what_is_there_and_nothing_else)
{
    const polity_option all = {"class", "all"}, few = {"class", "partnership"};
    const polity_option none = {"legend", "false"};
    drawing of = borough(&all, 1), small = borough(&few, 1), bare = borough(&none, 1);
    ck_assert(has(&of, "label=\"local authority\"") && has(&of, "label=\"department\""));
    ck_assert(has(&of, "steering: acts on") && has(&of, "partnership: helps"));
    ck_assert(has(&of, "context: structure") && has(&of, "act of brokerage\""));
    ck_assert(has(&of, "weak evidence"));
    ck_assert(!has(&of, "label=\"trust\"") && !has(&of, "a role, whoever"));
    ck_assert(!has(&of, "partnership of equals") && !has(&of, "proposed, refused"));
    ck_assert(!has(&small, "steering: acts on") && !has(&small, "local authority"));
    ck_assert(!has(&small, "weak evidence") && !has(&small, "shape=diamond"));
    ck_assert(has(&small, "partnership: helps"));
    ck_assert(!has(&bare, "~legend"));
    done(&of);
    done(&small);
    done(&bare);
}
END_TEST

START_TEST(acts_have_three_arcs_unless_other_classes_are_asked_for)
{
    const polity_option none = {"brokerage", "none"};
    drawing of = borough(NULL, 0), without = borough(&none, 1);
    ck_assert(has(&of, "\"b1\" [shape=diamond"));
    ck_assert(has(&of, "\"la\" -> \"b1\"") && has(&of, "\"b1\" -> \"s1\""));
    ck_assert(has(&of, "\"b1\" -> \"s2\""));
    ck_assert(has(
        &of, "brokers support, broker Borough, for First, with Second, outcome running"));
    ck_assert(!has(&without, "shape=diamond"));
    ck_assert(has(&without, "1 act of brokerage"));
    done(&of);
    done(&without);
}
END_TEST

START_TEST(tiers_are_ranks_and_frames_go_with_them)
{
    const polity_option options[] = {{"cluster", "la"}, {"class", "all"}};
    const polity_option loose = {"ranks", "false"};
    drawing of = borough(options, 2), without = borough(&loose, 1);
    const char *national = strstr(of.dot, "label=\"national\""),
               *school = strstr(of.dot, "label=\"school\", tooltip=\"tier\"");
    ck_assert(national && school && national < school);
    ck_assert(has(&of, "subgraph \"cluster_1\" {\n  label=\"Borough\""));
    ck_assert_uint_eq(times(of.dot, "id=\"n-s1\""), 1);
    ck_assert(has(&of, "rank=same; \"~row0\"; \"dfe\";"));
    ck_assert(has(&of, "Frames: la; 2 nodes have no value."));
    ck_assert(!has(&without, "~row"));
    done(&of);
    done(&without);
}
END_TEST

START_TEST(of_several_frames_the_first_counts_and_is_said)
{
    const polity_option by = {"cluster", "designations"};
    const polity_option status = {"cluster", "status"};
    drawing of = borough(&by, 1), level = borough(&status, 1);
    ck_assert_uint_eq(times(of.dot, "subgraph \"cluster_"),
                      3); /* picture, legend, one frame */
    ck_assert(has(&of, "label=\"beacon\"") &&
              has(&of, "1 has several and is in the first"));
    ck_assert(has(&level, "label=\"free school\""));
    done(&of);
    done(&level);
}
END_TEST

START_TEST(isolates_are_hidden_and_counted)
{
    const polity_option show = {"isolates", "show"};
    drawing of = borough(NULL, 0), shown = borough(&show, 1);
    ck_assert(!has(&of, "\"alone\"") && has(&of, "1 node (without any tie)"));
    ck_assert(has(&shown, "\"alone\"") && !has(&shown, "without any tie"));
    done(&of);
    done(&shown);
}
END_TEST

START_TEST(caption_says_what_was_left_out)
{
    const polity_option bare = {"caption", "false"};
    drawing of = borough(NULL, 0), without = borough(&bare, 1);
    ck_assert(has(&of, "Left out: 1 tie (of another class)"));
    ck_assert(has(&of, "1 tie rests on several pieces of evidence"));
    ck_assert(has(&of, "3 ties state no evidence"));
    ck_assert(!has(&without, "Left out"));
    done(&of);
    done(&without);
}
END_TEST

START_TEST(nothing_selected_is_a_picture)
{
    drawing of = draw("{\"polity\":\"1.0\",\"nodes\":[]}", NULL, 0, NULL);
    ck_assert_int_eq(of.status, POLITY_OK);
    ck_assert(has(&of, "nothing selected") && has(&of, "0 nodes"));
    done(&of);
}
END_TEST

/* A measure over the borough's five nodes: 0, 1, 4, undefined, 2. */
static polity_table *measure(void)
{
    polity_table *table = table_new(5, NULL);
    static const double values[] = {0, 1.23456, 4, 0, 2};
    ck_assert(table && table_add(table, "node", "", "", POLITY_NODE) == 0);
    ck_assert(table_add(table, "reach", "nodes", "", POLITY_REAL) == 1);
    for (size_t i = 0; i < 5; i++) {
        table_ints(table, 0)[i] = (int64_t)i;
        table_reals(table, 1)[i] = values[i];
    }
    ck_assert(table_undefine(table, 3, 1, REASON_ISOLATE));
    return table;
}

START_TEST(size_and_colour_follow_a_column)
{
    const polity_option options[] = {{"size", "reach"}, {"colour", "reach"}};
    polity_table *table = measure();
    drawing of = draw(BOROUGH, options, 2, table);
    ck_assert_msg(of.status == POLITY_OK, "%s", of.err.message);
    ck_assert(has(&of, "least 0\"") && has(&of, "most 4\"") && has(&of, "undefined: 1"));
    ck_assert(has(&of, "label=\"reach, nodes\"") && has(&of, "reach 1.23\""));
    ck_assert(has(&of, "fillcolor=\"#3F8FC9\", width=1.200, height=1.200"));
    ck_assert(has(&of, "reach undefined"));
    done(&of);
    polity_table_free(table);
}
END_TEST

/* Names that a shape has room for stand in it; empty lines push the others below it. */
START_TEST(names_never_overrun_a_sized_shape)
{
    const polity_option options[] = {{"size", "reach"}};
    const polity_option ids[] = {{"size", "reach"}, {"label", "id"}};
    const polity_option none[] = {{"size", "reach"}, {"label", "none"}};
    polity_table *table = measure();
    drawing of = draw(BOROUGH, options, 1, table),
            short_names = draw(BOROUGH, ids, 2, table),
            bare = draw(BOROUGH, none, 2, table), plain = draw(BOROUGH, NULL, 0, NULL);
    ck_assert(has(&of, "\"dfe\" [label=\"\\n\\n\\n\\nDepartment\","));
    ck_assert(has(&of, "\"s1\" [label=\"First\",")); /* the largest */
    ck_assert(has(&short_names, "\"dfe\" [label=\"dfe\","));
    ck_assert(has(&bare, "\"dfe\" [label=\"\","));
    ck_assert(has(&plain, "\"dfe\" [label=\"Department\","));
    done(&of);
    done(&short_names);
    done(&bare);
    done(&plain);
    polity_table_free(table);
}
END_TEST

START_TEST(a_column_that_is_not_there_is_named)
{
    const polity_option wrong = {"size", "reech"}, node = {"colour", "node"};
    polity_table *table = measure();
    drawing of = draw(BOROUGH, &wrong, 1, table), text = draw(BOROUGH, &node, 1, table);
    drawing none = draw(BOROUGH, &wrong, 1, NULL);
    ck_assert_int_eq(of.status, POLITY_ENOTFOUND);
    ck_assert_msg(strstr(of.err.message, "did you mean \"reach\"") != NULL, "%s",
                  of.err.message);
    ck_assert_int_eq(text.status, POLITY_EARG);
    ck_assert_int_eq(none.status, POLITY_EARG);
    ck_assert(!of.dot && !text.dot && !none.dot);
    done(&of);
    done(&text);
    done(&none);
    polity_table_free(table);
}
END_TEST

START_TEST(too_much_is_refused_with_a_command)
{
    const polity_option most = {"max-nodes", "3"};
    drawing of = draw(BOROUGH, &most, 1, NULL);
    ck_assert_int_eq(of.status, POLITY_ELIMIT);
    ck_assert_msg(strstr(of.err.message,
                         "`polity draw … --class steering` draws 3 nodes and 2 lines"),
                  "%s", of.err.message);
    ck_assert_msg(strstr(of.err.message, "`--max-nodes 5`"), "%s", of.err.message);
    ck_assert_ptr_null(of.dot);
    done(&of);
}
END_TEST

START_TEST(unknown_words_are_refused)
{
    const polity_option label = {"label", "names"}, option = {"legends", "true"};
    drawing of = draw(BOROUGH, NULL, 0, NULL);
    collected to = {NULL, 0, 0};
    polity_error err;
    ck_assert_int_eq(polity_draw_dot(of.view, NULL, &label, 1, collect, &to, &err),
                     POLITY_EARG);
    ck_assert_int_eq(polity_draw_dot(of.view, NULL, &option, 1, collect, &to, &err),
                     POLITY_EARG);
    ck_assert_int_eq(polity_draw_dot(NULL, NULL, NULL, 0, collect, &to, &err),
                     POLITY_EARG);
    ck_assert_int_eq(polity_draw_dot(of.view, NULL, NULL, 0, NULL, NULL, &err),
                     POLITY_EARG);
    done(&of);
}
END_TEST

static int full(void *user, const void *bytes, size_t n)
{
    (void)user;
    (void)bytes;
    return n > 0;
}

START_TEST(a_sink_that_is_full_is_reported)
{
    drawing of = draw(BOROUGH, NULL, 0, NULL);
    polity_error err;
    ck_assert_int_eq(polity_draw_dot(of.view, NULL, NULL, 0, full, NULL, &err),
                     POLITY_EIO);
    done(&of);
}
END_TEST

START_TEST(every_type_has_a_look)
{
    vocabulary words = {0};
    ck_assert(vocabulary_begin(&words));
    for (size_t i = 0; i < style_count(); i++) /* every row is of a type that there is */
        ck_assert_msg(vocabulary_type(&words, style_at(i)->type,
                                      strlen(style_at(i)->type)) != VOCABULARY_NONE,
                      "%s", style_at(i)->type);
    for (size_t t = 0; t < words.type_count; t++)
        ck_assert_ptr_nonnull(style_of_type(&words, (uint16_t)t));
    ck_assert_str_eq(style_of_type(&words, vocabulary_type(&words, "inspector", 9))->type,
                     "person");
    ck_assert_str_eq(style_at(style_count() - 1)->type, "actor"); /* the last resort */
    vocabulary_free(&words);
}
END_TEST

/* The six types that the project is for are told apart without colour. */
START_TEST(the_six_have_shapes_of_their_own)
{
    static const char *const six[] = {"school",       "local_authority",
                                      "trust",        "inspectorate",
                                      "commissioner", "national_college"};
    vocabulary words = {0};
    const node_style *looks[6];
    ck_assert(vocabulary_begin(&words));
    for (int i = 0; i < 6; i++) {
        looks[i] = style_of_type(&words, vocabulary_type(&words, six[i], strlen(six[i])));
        for (int k = 0; k < i; k++)
            ck_assert_str_ne(looks[i]->shape, looks[k]->shape);
    }
    vocabulary_free(&words);
}
END_TEST

static void add_network(TCase *all)
{
    tcase_add_test(all, the_same_bytes_each_time);
    tcase_add_test(all, ties_of_a_pair_and_class_are_one_line);
    tcase_add_test(all, kinds_stand_on_lines_when_asked_for);
    tcase_add_test(all, what_points_up_is_written_downwards);
    tcase_add_test(all, legend_has_what_is_there_and_nothing_else);
    tcase_add_test(all, acts_have_three_arcs_unless_other_classes_are_asked_for);
    tcase_add_test(all, tiers_are_ranks_and_frames_go_with_them);
    tcase_add_test(all, of_several_frames_the_first_counts_and_is_said);
    tcase_add_test(all, isolates_are_hidden_and_counted);
    tcase_add_test(all, caption_says_what_was_left_out);
    tcase_add_test(all, nothing_selected_is_a_picture);
    tcase_add_test(all, size_and_colour_follow_a_column);
}

int main(void)
{
    Suite *suite = suite_create("draw");
    TCase *all = tcase_create("draw");
    SRunner *runner = srunner_create(suite);
    int failed;
    add_network(all);
    tcase_add_test(all, names_never_overrun_a_sized_shape);
    tcase_add_test(all, a_column_that_is_not_there_is_named);
    tcase_add_test(all, too_much_is_refused_with_a_command);
    tcase_add_test(all, unknown_words_are_refused);
    tcase_add_test(all, a_sink_that_is_full_is_reported);
    tcase_add_test(all, every_type_has_a_look);
    tcase_add_test(all, the_six_have_shapes_of_their_own);
    suite_add_tcase(suite, all);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
