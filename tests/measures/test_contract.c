/*
 * What every measure promises, walked over the registry: it says what it is, it runs or
 * says why not, its table has the promised rows and columns, undefined cells have
 * reasons, the same question has the same bytes for an answer whatever the threads and
 * whatever else is asked with it.
 */
#include "support.h"

#include <check.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- fixtures
 * ------------------------------------------------------------------------------------------
 */

typedef struct fixture {
    const char *name;
    size_t nodes;
    int directed;
    double density; /* 2 = a path, 3 = two hubs and their followers */
    const char *weight, *length;
} fixture;

static const fixture FIXTURES[] = {
    {"empty", 0, 0, 0, NULL, NULL},
    {"empty, directed", 0, 1, 0, NULL, NULL},
    {"one node", 1, 0, 0, NULL, NULL},
    {"isolates", 4, 0, 0, NULL, NULL},
    {"isolates, directed", 4, 1, 0, NULL, NULL},
    {"a pair", 2, 0, 2, NULL, NULL},
    {"a path", 6, 0, 2, NULL, NULL},
    {"a path, directed", 6, 1, 2, NULL, NULL},
    {"two hubs", 34, 0, 3, NULL, NULL},
    {"two hubs, directed", 34, 1, 3, NULL, NULL},
    {"two hubs, weighted", 34, 0, 3, "weight", NULL},
    {"sparse, directed", 60, 1, 0.03, NULL, NULL},
    {"dense, directed, weighted", 30, 1, 0.3, "weight", NULL},
    {"dense, directed, with lengths", 30, 1, 0.3, NULL, "length"},
    {"sparse, with lengths", 40, 0, 0.06, NULL, "length"},
    {"dense, with both", 20, 0, 0.4, "weight", "length"},
    {"three hundred", 300, 1, 0.02, NULL, NULL},
};
enum { FIXTURE_COUNT = sizeof FIXTURES / sizeof *FIXTURES };

static int tied(const fixture *f, uint64_t *state, size_t a, size_t b)
{
    if (f->density == 2)
        return b == a + 1;
    if (f->density == 3)
        return a < b ? (a == 0 && b % 3) || (b == f->nodes - 1 && a % 2) ||
                           test_random_share(state) < 0.06
                     : f->directed && test_random_share(state) < 0.06;
    return test_random_share(state) < f->density;
}

static polity_graph *make(const fixture *f)
{
    test_network net;
    polity_option options[4];
    uint64_t state = 2014;
    size_t n = 0;

    test_network_init(&net, f->nodes, f->directed);
    for (size_t a = 0; a < f->nodes; a++)
        for (size_t b = f->directed ? 0 : a + 1; b < f->nodes; b++)
            if (a != b && tied(f, &state, a, b))
                test_network_tie(&net, a, b, f->directed, (double)(1 + (a + b) % 4),
                                 (double)(1 + (2 * a + b) % 5));
    for (size_t v = 0; v < f->nodes; v++)
        test_network_group(&net, v, v % 3 == 0 ? "red" : v % 3 == 1 ? "green" : "blue");
    if (f->weight)
        options[n++] = (polity_option){"weight", f->weight};
    if (f->length)
        options[n++] = (polity_option){"length", f->length};
    if (!f->directed)
        options[n++] = (polity_option){"undirected", "true"};
    polity_graph *graph = net.ties || !f->directed ? test_graph_dataset(&net, options, n)
                                                   : test_graph_arcs(&net, 0);
    test_network_free(&net);
    return graph;
}

/* --- asking
 * ----------------------------------------------------------------------------------------------
 */

typedef struct asked {
    polity_option options[8];
    size_t n;
} asked;

/* What must be given: parameters without a fallback that are a node or a property. */
static void needs(const polity_measure *info, const polity_graph *graph, asked *into)
{
    for (const polity_param *p = info->params; p && p->name; p++) {
        if (*p->fallback)
            continue;
        const char *root = polity_graph_id(graph, 0);
        if (strcmp(p->type, "node") == 0)
            into->options[into->n++] = (polity_option){p->name, root ? root : "nobody"};
        else if (strcmp(p->type, "property") == 0)
            into->options[into->n++] = (polity_option){p->name, "type"};
    }
}

static polity_status run(polity_table **table, const polity_graph *graph,
                         const char *names, const asked *with, const polity_run *how,
                         polity_error *err)
{
    return polity_measure_run(table, graph, names, with->options, with->n, how, err);
}

static void check_refusal(const char *where, const polity_measure *info,
                          polity_status status, const polity_table *table,
                          const polity_error *err, size_t nodes)
{
    int fine = status == POLITY_EUNFIT || status == POLITY_EARG ||
               (status == POLITY_ENOTFOUND && nodes == 0);
    if (!fine)
        ck_abort_msg("%s on %s: %s: %s", info->name, where,
                     polity_status_name((int)status), err->message);
    ck_assert_msg(!table, "%s on %s: a table in spite of an error", info->name, where);
    ck_assert_msg(err->status == (int32_t)status,
                  "%s on %s: the error says another status", info->name, where);
    ck_assert_msg(*err->message, "%s on %s: an error without a message", info->name,
                  where);
    ck_assert_msg(!memchr(err->message, '\n', strlen(err->message)),
                  "%s on %s: a message of more than one line", info->name, where);
}

/* --- what a table must be
 * ----------------------------------------------------------------------------------- */

static size_t rows_of(const polity_measure *info, const polity_graph *graph,
                      size_t otherwise)
{
    if (info->shape == POLITY_PER_NODE)
        return polity_graph_nodes(graph);
    if (info->shape == POLITY_PER_TIE)
        return polity_graph_directed(graph) ? polity_graph_out(graph).arcs
                                            : polity_graph_ties(graph);
    return info->shape == POLITY_PER_GRAPH ? 1 : otherwise;
}

static void check_cell(const char *where, const polity_table *table, size_t row, size_t c)
{
    const polity_column *column = polity_table_column(table, c);
    const uint8_t *reasons = polity_table_reasons(table, c);
    const double *reals = polity_table_reals(table, c);
    const char *text = polity_table_text(table, row, c);
    int reason = reasons ? reasons[row] : 0;

    if (reason) {
        ck_assert_msg(!text, "%s: %s[%zu]: text of an undefined cell", where,
                      column->name, row);
        ck_assert_msg(*polity_reason_name(reason), "%s: %s[%zu]: reason %d has no name",
                      where, column->name, row, reason);
        ck_assert_msg(!reals || isnan(reals[row]), "%s: %s[%zu]: undefined and a number",
                      where, column->name, row);
        return;
    }
    ck_assert_msg(text != NULL, "%s: %s[%zu]: defined and no text", where, column->name,
                  row);
    ck_assert_msg(!reals || isfinite(reals[row]), "%s: %s[%zu]: %s without a reason",
                  where, column->name, row, text);
}

static void check_table(const char *where, const polity_measure *info,
                        const polity_graph *graph, const polity_table *table)
{
    ck_assert_msg(polity_table_rows(table) ==
                      rows_of(info, graph, polity_table_rows(table)),
                  "%s on %s: %zu rows", info->name, where, polity_table_rows(table));
    for (const polity_column *c = info->columns; c->name; c++)
        ck_assert_msg(strchr(c->name, '*') || polity_table_find(table, c->name) >= 0 ||
                          !strcmp(c->name, "clustering_barrat"),
                      "%s on %s: no column %s", info->name, where, c->name);
    for (size_t c = 0; c < polity_table_columns(table); c++) {
        const polity_column *column = polity_table_column(table, c);
        ck_assert_msg(*column->name && column->unit && *column->meaning,
                      "%s: column %zu: no words", info->name, c);
        for (size_t row = 0; row < polity_table_rows(table); row++)
            check_cell(where, table, row, c);
    }
    ck_assert_ptr_null(polity_table_column(table, polity_table_columns(table)));
    ck_assert_ptr_null(polity_table_text(table, polity_table_rows(table), 0));
}

/* A number is never alone: its definition is among the facts. */
static void check_facts(const polity_measure *info, const polity_table *table)
{
    int defined = 0;
    ck_assert_uint_gt(polity_table_facts(table), 0);
    for (size_t i = 0; i < polity_table_facts(table); i++) {
        const char *name = NULL, *value = polity_table_fact(table, i, &name);
        ck_assert(name && *name && value);
        defined |= strstr(value, info->definition) != NULL;
    }
    ck_assert_msg(defined, "%s: its definition is not among the facts", info->name);
    ck_assert_ptr_null(polity_table_fact(table, polity_table_facts(table), NULL));
}

START_TEST(every_measure_runs_or_says_why_not)
{
    const polity_measure *info = polity_measure_at((size_t)_i);
    int ran = 0;
    for (size_t f = 0; f < FIXTURE_COUNT; f++) {
        polity_graph *graph = make(&FIXTURES[f]);
        polity_error err = POLITY_ERROR_INIT;
        polity_table *table = NULL;
        asked with = {.n = 0};
        needs(info, graph, &with);
        polity_status status = run(&table, graph, info->name, &with, NULL, &err);
        if (status == POLITY_OK) {
            check_table(FIXTURES[f].name, info, graph, table);
            check_facts(info, table);
            ran++;
        } else {
            check_refusal(FIXTURES[f].name, info, status, table, &err, FIXTURES[f].nodes);
        }
        polity_table_free(table);
        polity_graph_free(graph);
    }
    ck_assert_msg(ran > 0, "%s ran on no fixture at all", info->name);
}
END_TEST

/* --- the same question, the same answer
 * -------------------------------------------------------------------- */

/* Rows of a run as text, or the name of its refusal; free() it. */
static char *bytes_of(const polity_graph *graph, const char *names, const asked *with,
                      const polity_run *how)
{
    polity_error err = POLITY_ERROR_INIT;
    polity_table *table = NULL;
    polity_status status = run(&table, graph, names, with, how, &err);
    char *text = NULL;
    if (status == POLITY_OK)
        text = test_bytes(table);
    else if ((text = malloc(sizeof err.message + 32)) != NULL)
        snprintf(text, sizeof err.message + 32, "%s %s", polity_status_name((int)status),
                 err.message);
    ck_assert_ptr_nonnull(text);
    polity_table_free(table);
    return text;
}

START_TEST(the_same_seed_and_any_number_of_threads_give_the_same_bytes)
{
    const polity_measure *info = polity_measure_at((size_t)_i);
    static const int32_t THREADS[] = {0, 1, 1, 2, 3};
    for (size_t f = 0; f < FIXTURE_COUNT; f++) {
        polity_graph *graph = make(&FIXTURES[f]);
        asked with = {.n = 0};
        char *first = NULL;
        needs(info, graph, &with);
        for (size_t t = 0; t < sizeof THREADS / sizeof *THREADS; t++) {
            polity_run how = POLITY_RUN_INIT;
            how.seed = 42;
            how.threads = THREADS[t];
            char *text = bytes_of(graph, info->name, &with, &how);
            if (!first)
                first = text;
            else if (strcmp(first, text) != 0)
                ck_abort_msg("%s on %s: other bytes with %d threads", info->name,
                             FIXTURES[f].name, THREADS[t]);
            if (text != first)
                free(text);
        }
        free(first);
        polity_graph_free(graph);
    }
}
END_TEST

/* Every column of `alone` is in `both`, cell by cell. */
static void check_inside(const char *names, const polity_table *alone,
                         const polity_table *both)
{
    ck_assert_uint_eq(polity_table_rows(alone), polity_table_rows(both));
    for (size_t c = 0; c < polity_table_columns(alone); c++) {
        const char *name = polity_table_column(alone, c)->name;
        ptrdiff_t other = polity_table_find(both, name);
        ck_assert_msg(other >= 0, "%s: no column %s", names, name);
        for (size_t row = 0; row < polity_table_rows(alone); row++) {
            const char *one = polity_table_text(alone, row, c);
            const char *two = polity_table_text(both, row, (size_t)other);
            const uint8_t *why = polity_table_reasons(alone, c);
            const uint8_t *reason = polity_table_reasons(both, (size_t)other);
            if (one && two ? strcmp(one, two) != 0 : one != two)
                ck_abort_msg("%s: %s[%zu] is %s, alone it is %s", names, name, row,
                             two ? two : "undefined", one ? one : "undefined");
            if (!one)
                ck_assert_msg(why[row] == reason[row], "%s: %s[%zu]: another reason",
                              names, name, row);
        }
    }
}

static void check_pair(const polity_graph *graph, const polity_measure *a,
                       const polity_measure *b)
{
    polity_table *one = NULL, *two = NULL, *both = NULL;
    polity_error err = POLITY_ERROR_INIT;
    char names[128];
    asked with = {.n = 0};

    snprintf(names, sizeof names, "%s,%s", a->name, b->name);
    needs(a, graph, &with);
    needs(b, graph, &with);
    polity_status first = run(&one, graph, a->name, &with, NULL, NULL);
    polity_status second = run(&two, graph, b->name, &with, NULL, NULL);
    polity_status status = run(&both, graph, names, &with, NULL, &err);
    if (a->shape != b->shape) {
        ck_assert_msg(status == POLITY_EARG, "%s: shapes differ, and yet %s", names,
                      polity_status_name((int)status));
    } else if (first == POLITY_OK && second == POLITY_OK) {
        ck_assert_msg(status == POLITY_OK, "%s: %s", names, err.message);
        check_inside(names, one, both);
        check_inside(names, two, both);
    } else {
        ck_assert_msg(status != POLITY_OK, "%s: one alone is refused, both are not",
                      names);
    }
    polity_table_free(one);
    polity_table_free(two);
    polity_table_free(both);
}

START_TEST(measures_asked_together_say_what_they_say_alone)
{
    static const size_t USED[] = {1, 8, 11, 14};
    const polity_measure *a = polity_measure_at((size_t)_i);
    for (size_t f = 0; f < sizeof USED / sizeof *USED; f++) {
        polity_graph *graph = make(&FIXTURES[USED[f]]);
        for (size_t j = 0; j < polity_measure_count(); j++)
            if (j != (size_t)_i)
                check_pair(graph, a, polity_measure_at(j));
        polity_graph_free(graph);
    }
}
END_TEST

/* --- cancelled, starved ------------------------------------------------------------ */

static int stop(void *user, const char *what, double done)
{
    (void)what;
    (void)done;
    ++*(int *)user;
    return 1;
}

START_TEST(a_run_can_be_cancelled_or_starved_and_leaves_nothing_behind)
{
    const polity_measure *info = polity_measure_at((size_t)_i);
    polity_graph *graph = make(&FIXTURES[FIXTURE_COUNT - 1]);
    asked with = {.n = 0};
    int calls = 0;
    needs(info, graph, &with);
    for (int starved = 0; starved < 2; starved++) {
        polity_run how = POLITY_RUN_INIT;
        polity_error err = POLITY_ERROR_INIT;
        polity_table *table = NULL;
        how.progress = starved ? NULL : stop;
        how.user = &calls;
        how.max_bytes = starved ? 1 : 0;
        polity_status status = run(&table, graph, info->name, &with, &how, &err);
        if (status == POLITY_OK) {
            ck_assert_msg(starved || !calls, "%s: cancelled and yet done", info->name);
        } else {
            ck_assert_ptr_null(table);
            ck_assert_msg(status == POLITY_EUNFIT ||
                              status == (starved ? POLITY_ELIMIT : POLITY_ECANCELLED),
                          "%s: %s: %s", info->name, polity_status_name((int)status),
                          err.message);
        }
        polity_table_free(table);
    }
    polity_graph_free(graph);
}
END_TEST

int main(void)
{
    int count = (int)polity_measure_count();
    Suite *suite = suite_create("contract of measures");
    TCase *all = tcase_create("contract");
    tcase_set_timeout(all, 300);
    tcase_add_loop_test(all, every_measure_runs_or_says_why_not, 0, count);
    tcase_add_loop_test(all, the_same_seed_and_any_number_of_threads_give_the_same_bytes,
                        0, count);
    tcase_add_loop_test(all, measures_asked_together_say_what_they_say_alone, 0, count);
    tcase_add_loop_test(all, a_run_can_be_cancelled_or_starved_and_leaves_nothing_behind,
                        0, count);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    printf("contract: %d measures on %d networks\n", count, (int)FIXTURE_COUNT);
    return failed || count == 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
