/* Betweenness where memory is limited, where it is cancelled, and on networks that are
 * large, long, empty or odd. */
#include <string.h>

#include "../support/sketch.h"
#include "../support/suite.h"
#include "../support/textbook.h"
#include "measures/paths/brandes.h"

static polity_status ask(const polity_graph *g, const polity_run *run, double *nodes,
                         double *arcs, polity_error *err)
{
    const route_ends all = {NULL, NULL};
    const measure_args args = {{NULL, 0}};
    polity_run settings = run_settings(run);
    measure_call call = {g, &args, &settings, NULL};
    return brandes(&call, &all, nodes, arcs, err);
}

static polity_graph *some_graph(int directed, int lengths, size_t nodes)
{
    sketch of = {.directed = directed, .nodes = nodes};
    random_state r;
    random_seed(&r, nodes);
    for (size_t i = 0; i < 3 * nodes; i++)
        sketch_tie_of(&of, random_below(&r, nodes), random_below(&r, nodes),
                      1 + random_unit(&r));
    polity_graph *g = sketch_graph(&of, 0, lengths);
    sketch_free(&of);
    return g;
}

/* Forms of a call: bit 0 by length, bit 1 of arcs, bit 2 directed. */
enum { FORMS = 8 };

static polity_status ask_form(const polity_graph *g, int form, const polity_run *run,
                              double *found, polity_error *err)
{
    int arcs = form >> 1 & 1;
    return ask(g, run, arcs ? NULL : found, arcs ? found : NULL, err);
}

/* With ever more memory: refused, perhaps while at work, then done, and right. */
START_TEST(memory_is_asked_for_or_refused)
{
    size_t refused_at_work = 0;
    for (int form = 0; form < FORMS; form++) {
        polity_graph *g = some_graph(form >> 2, form & 1, 400);
        double *right = numbers(g->arcs), *found = numbers(g->arcs);
        size_t size = (form & 2 ? g->arcs : g->nodes) * sizeof *right, refused = 0;
        polity_run run = POLITY_RUN_INIT;
        polity_status status = POLITY_ELIMIT;
        run.threads = 2;
        ck_assert(!ask_form(g, form, NULL, right, NULL));
        for (double bytes = 1; status; bytes *= 1.05) {
            polity_error err = POLITY_ERROR_INIT;
            memset(found, 0, size);
            run.max_bytes = (uint64_t)bytes;
            status = ask_form(g, form, &run, found, &err);
            MUST(!status || status == POLITY_ELIMIT, "form %d: %s", form, err.message);
            MUST(!status || !strcmp(err.id, "memory-limit"), "form %d: %s", form, err.id);
            refused += status != POLITY_OK;
            refused_at_work += status && strstr(err.message, "a thread may take");
            MUST(bytes < 1e9, "form %d: never enough", form);
        }
        MUST(!memcmp(right, found, size), "form %d: other numbers", form);
        MUST(refused > 10, "form %d: not refused", form);
        free(right);
        free(found);
        polity_graph_free(g);
    }
    ck_assert_uint_gt(refused_at_work, 0);
}
END_TEST

static int count_down(void *user, const char *what, double done)
{
    int *left = user;
    (void)what;
    (void)done;
    return --*left < 0;
}

/* Before the first strip, and after some. */
START_TEST(a_run_is_cancelled)
{
    for (int form = 0; form < FORMS; form++) {
        polity_graph *g = some_graph(form >> 2, form & 1, 400);
        double *found = numbers(g->arcs);
        for (int after = 0; after < 6; after++) {
            int left = after;
            polity_run run = POLITY_RUN_INIT;
            polity_error err = POLITY_ERROR_INIT;
            run.progress = count_down;
            run.user = &left;
            MUST(ask_form(g, form, &run, found, &err) == POLITY_ECANCELLED,
                 "form %d, after %d: not cancelled", form, after);
        }
        free(found);
        polity_graph_free(g);
    }
}
END_TEST

/* And within the one strip that 64 sources are. */
START_TEST(a_strip_is_cancelled)
{
    const measure_args args = {{NULL, 0}};
    polity_graph *g = some_graph(0, 0, 200000);
    uint8_t *sources = calloc(g->nodes, 1);
    double *found = numbers(g->nodes);
    const route_ends some = {sources, NULL};
    for (size_t v = 0; v < 64; v++)
        sources[v * 3000] = 1;
    for (int after = 0; after < 3; after++) {
        int left = after;
        polity_run run = POLITY_RUN_INIT;
        polity_error err = POLITY_ERROR_INIT;
        run.progress = count_down;
        run.user = &left;
        const polity_run settings = run_settings(&run);
        const measure_call call = {g, &args, &settings, NULL};
        ck_assert_int_eq(brandes(&call, &some, found, NULL, &err), POLITY_ECANCELLED);
    }
    free(sources);
    free(found);
    polity_graph_free(g);
}
END_TEST

/* --- large and odd networks ------------------------------------------------------- */

START_TEST(a_star_of_many_leaves_is_quick)
{
    enum { LEAVES = 200000 };
    for (int directed = 0; directed < 2; directed++) {
        sketch of = {.directed = directed, .nodes = LEAVES + 1};
        for (size_t v = 1; v <= LEAVES; v++)
            sketch_tie(&of, v % 2 ? 0 : v, v % 2 ? v : 0);
        polity_graph *g = sketch_graph(&of, 0, 0);
        double *found = numbers(g->nodes), n = LEAVES;
        ck_assert(!ask(g, NULL, found, NULL, NULL));
        ck_assert_double_eq(found[0], directed ? n / 2 * (n / 2) : n * (n - 1));
        for (size_t v = 1; v <= LEAVES; v++)
            MUST(found[v] == 0, "a leaf is passed");
        free(found);
        polity_graph_free(g);
        sketch_free(&of);
    }
}
END_TEST

START_TEST(many_isolates_are_quick)
{
    sketch of = {.nodes = 200000};
    polity_graph *g = sketch_graph(&of, 0, 0);
    double *found = numbers(g->nodes);
    ck_assert(!ask(g, NULL, found, NULL, NULL));
    for (size_t v = 0; v < g->nodes; v++)
        MUST(found[v] == 0, "an isolate is passed");
    free(found);
    polity_graph_free(g);
}
END_TEST

START_TEST(a_long_path_is_quick)
{
    enum { LONG = 20000 };
    sketch of = {.nodes = LONG};
    for (size_t v = 0; v + 1 < LONG; v++)
        sketch_tie(&of, v, v + 1);
    polity_graph *g = sketch_graph(&of, 0, 0);
    double *found = numbers(g->nodes);
    ck_assert(!ask(g, NULL, found, NULL, NULL));
    for (size_t v = 0; v < LONG; v++)
        MUST(found[v] == 2 * (double)v * (double)(LONG - 1 - v), "node %zu", v);
    free(found);
    polity_graph_free(g);
    sketch_free(&of);
}
END_TEST

START_TEST(small_networks_have_nothing_between)
{
    for (size_t nodes = 0; nodes < 3; nodes++)
        for (int form = 0; form < FORMS; form++) {
            sketch of = {.directed = form >> 2, .nodes = nodes};
            for (size_t v = 0; v + 1 < nodes; v++)
                sketch_tie(&of, v, v + 1);
            polity_graph *g = sketch_graph(&of, 0, form & 1);
            double found[4] = {0}, expected = form & 2 ? 1 : 0;
            ck_assert(!ask_form(g, form, NULL, found, NULL));
            for (size_t i = 0; i < (form & 2 ? g->arcs : g->nodes); i++)
                ck_assert_double_eq(found[i], expected);
            polity_graph_free(g);
            sketch_free(&of);
        }
}
END_TEST

/* A loop is on no shortest route; parallel ties that are kept are a route each. */
START_TEST(loops_are_dropped_and_parallel_ties_counted)
{
    for (int lengths = 0; lengths < 2; lengths++) {
        sketch of = {.nodes = 4};
        double found[4] = {0};
        for (size_t v = 0; v < 4; v++)
            sketch_tie(&of, v, v);
        sketch_tie(&of, 0, 1);
        sketch_tie(&of, 0, 1);
        sketch_tie(&of, 1, 3);
        sketch_tie(&of, 0, 2);
        sketch_tie(&of, 2, 3);
        polity_graph *g = sketch_graph(&of, 1, lengths);
        ck_assert(!ask(g, NULL, found, NULL, NULL));
        /* From 1 to 2 there are two routes by 0 and one by 3. */
        ck_assert_double_eq_tol(found[0], 4. / 3, 1e-12);
        ck_assert_double_eq_tol(found[1], 4. / 3, 1e-12);
        ck_assert_double_eq_tol(found[2], 2. / 3, 1e-12);
        ck_assert_double_eq_tol(found[3], 2. / 3, 1e-12);
        polity_graph_free(g);
        sketch_free(&of);
    }
}
END_TEST

int main(void)
{
    return RUN_SUITE("limits of betweenness", NULL, NULL, memory_is_asked_for_or_refused,
                     a_run_is_cancelled, a_strip_is_cancelled,
                     a_star_of_many_leaves_is_quick, many_isolates_are_quick,
                     a_long_path_is_quick, small_networks_have_nothing_between,
                     loops_are_dropped_and_parallel_ties_counted);
}
