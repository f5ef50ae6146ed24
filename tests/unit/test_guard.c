/*
 * The fence round igraph: a host's objects, handlers and random numbers are as they were,
 * whether the work inside went well or not; and the bridge.
 */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <polity/igraph.h>

#include "graph/guard.h"

static int freed;

static void free_host_object(void *object)
{
    (void)object;
    freed++;
}

static void host_error(const char *why, const char *file, int line, igraph_error_t code)
{
    (void)why, (void)file, (void)line, (void)code;
    abort();
}

static void host_warning(const char *why, const char *file, int line)
{
    (void)why, (void)file, (void)line;
    abort();
}

static igraph_error_t host_interruption(void *data)
{
    (void)data;
    abort();
}

static igraph_error_t host_progress(const char *message, igraph_real_t percent,
                                    void *data)
{
    (void)message, (void)percent, (void)data;
    abort();
}

static igraph_error_t host_status(const char *message, void *data)
{
    (void)message, (void)data;
    abort();
}

/* A host in the middle of its own work with igraph. */
typedef struct host {
    int object;
    igraph_rng_t random;
    igraph_rng_t before; /* igraph 0.10.2 copies a new default over its own */
} host;

static void host_begin(host *h)
{
    freed = 0;
    igraph_set_error_handler(host_error);
    igraph_set_warning_handler(host_warning);
    igraph_set_interruption_handler(host_interruption);
    igraph_set_progress_handler(host_progress);
    igraph_set_status_handler(host_status);
    ck_assert_int_eq(igraph_rng_init(&h->random, &igraph_rngtype_mt19937),
                     IGRAPH_SUCCESS);
    igraph_rng_seed(&h->random, 7);
    h->before = *igraph_rng_default();
    igraph_rng_set_default(&h->random);
    IGRAPH_FINALLY(free_host_object, &h->object);
}

static void host_end(host *h)
{
    igraph_rng_t untouched;
    ck_assert_int_eq(freed, 0);
    ck_assert_int_eq(IGRAPH_FINALLY_STACK_SIZE(), 1);
    IGRAPH_FINALLY_CLEAN(1);
    ck_assert_ptr_eq(igraph_rng_default()->state, h->random.state);
    ck_assert_int_eq(igraph_rng_init(&untouched, &igraph_rngtype_mt19937),
                     IGRAPH_SUCCESS);
    igraph_rng_seed(&untouched, 7);
    for (int i = 0; i < 8; i++)
        ck_assert_int_eq(igraph_rng_get_integer(&untouched, 0, 1000000),
                         igraph_rng_get_integer(igraph_rng_default(), 0, 1000000));
    igraph_rng_destroy(&untouched);
    igraph_rng_set_default(&h->before);
    igraph_rng_destroy(&h->random);
    ck_assert(igraph_set_error_handler(NULL) == host_error);
    ck_assert(igraph_set_warning_handler(NULL) == host_warning);
    ck_assert(igraph_set_interruption_handler(NULL) == host_interruption);
    ck_assert(igraph_set_progress_handler(NULL) == host_progress);
    ck_assert(igraph_set_status_handler(NULL) == host_status);
}

static polity_graph *ring(size_t nodes)
{
    int32_t tail[64], head[64];
    double weight[64];
    polity_graph *graph = NULL;
    for (size_t i = 0; i < nodes; i++) {
        tail[i] = (int32_t)i;
        head[i] = (int32_t)((i + 1) % nodes);
        weight[i] = (double)(1 + i % 3);
    }
    ck_assert_int_eq(
        polity_graph_from_arcs(&graph, nodes, NULL, nodes, tail, head, weight, 0, NULL),
        POLITY_OK);
    return graph;
}

/* Work with igraph inside the fence: it draws random numbers, asks whether to go on, puts
 * things on its clean-up stack. */
static polity_status work(const polity_graph *graph, const polity_run *run)
{
    const igraph_t *inside = NULL;
    igraph_vector_int_t membership;
    igraph_real_t quality = 0;
    igraph_integer_t groups = 0;
    guard g;
    igraph_error_t code;
    ck_assert_int_eq(guard_enter(&g, run, "testing", NULL), POLITY_OK);
    code = guard_igraph(graph, &inside);
    if (!code)
        code = igraph_vector_int_init(&membership, 0);
    if (!code) {
        IGRAPH_FINALLY(igraph_vector_int_destroy, &membership);
        code = igraph_allow_interruption(NULL);
    }
    if (!code)
        code = igraph_community_leiden(inside, NULL, NULL, 0.1, 0.01, 0, 2, &membership,
                                       &groups, &quality);
    ck_assert_int_gt(groups, 0);
    return guard_leave(&g, code, NULL);
}

START_TEST(a_host_is_untouched_after_success)
{
    polity_run run = run_settings(NULL);
    polity_graph *graph = ring(12);
    host h;
    host_begin(&h);
    ck_assert_int_eq(work(graph, &run), POLITY_OK);
    ck_assert_int_eq(work(graph, &run), POLITY_OK);
    host_end(&h);
    polity_graph_free(graph);
}
END_TEST

START_TEST(a_host_is_untouched_after_failure)
{
    polity_run run = run_settings(NULL);
    polity_error err = POLITY_ERROR_INIT;
    igraph_vector_t ours;
    igraph_t small;
    igraph_real_t found;
    guard g;
    host h;
    host_begin(&h);
    ck_assert_int_eq(guard_enter(&g, &run, "testing", &err), POLITY_OK);
    ck_assert_int_eq(igraph_vector_init(&ours, 3), IGRAPH_SUCCESS);
    IGRAPH_FINALLY(igraph_vector_destroy,
                   &ours); /* the failure frees it: nothing leaks */
    ck_assert_int_eq(igraph_empty(&small, 2, IGRAPH_DIRECTED), IGRAPH_SUCCESS);
    IGRAPH_FINALLY(igraph_destroy, &small);
    igraph_error_t code = igraph_maxflow_value(&small, &found, 0, 7, NULL, NULL);
    ck_assert_int_ne(code, IGRAPH_SUCCESS);
    ck_assert_int_eq(guard_leave(&g, code, &err), POLITY_EENGINE);
    ck_assert_msg(strstr(err.message, "testing: igraph says"), "%s", err.message);
    host_end(&h);
}
END_TEST

START_TEST(codes_of_igraph_become_our_statuses)
{
    static const struct {
        igraph_error_t code;
        polity_status status;
    } pairs[] = {{IGRAPH_SUCCESS, POLITY_OK},
                 {IGRAPH_ENOMEM, POLITY_ENOMEM},
                 {IGRAPH_INTERRUPTED, POLITY_ECANCELLED},
                 {IGRAPH_DIVERGED, POLITY_ECONVERGE},
                 {IGRAPH_ARPACK_FAILED, POLITY_ECONVERGE},
                 {IGRAPH_EINVAL, POLITY_EENGINE}};
    polity_run run = run_settings(NULL);
    guard g;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        ck_assert_int_eq(guard_enter(&g, &run, "testing", NULL), POLITY_OK);
        ck_assert_int_eq(guard_leave(&g, pairs[i].code, NULL), pairs[i].status);
    }
}
END_TEST

static int stop(void *user, const char *what, double done)
{
    (void)what, (void)done;
    ++*(int *)user;
    return 1;
}

START_TEST(igraph_asks_whether_to_go_on)
{
    polity_run run = run_settings(NULL);
    polity_error err = POLITY_ERROR_INIT;
    igraph_error_t code;
    int calls = 0;
    guard g;
    run.progress = stop;
    run.user = &calls;
    ck_assert_int_eq(guard_enter(&g, &run, "testing", &err), POLITY_OK);
    code = igraph_allow_interruption(NULL);
    ck_assert_int_eq(calls, 1);
    ck_assert_int_eq(guard_leave(&g, code, &err), POLITY_ECANCELLED);
}
END_TEST

static int go_on(void *user, const char *what, double done)
{
    (void)what, (void)done;
    ++*(int *)user;
    return 0;
}

/* igraph asks at every step; the host is asked at once, and then now and then. */
START_TEST(igraph_asks_the_host_a_few_times_a_second)
{
    const struct timespec pause = {0, 120 * 1000 * 1000};
    polity_run run = run_settings(NULL);
    int calls = 0, before;
    time_t start = time(NULL);
    guard g;
    run.progress = go_on;
    run.user = &calls;
    ck_assert_int_eq(guard_enter(&g, &run, "testing", NULL), POLITY_OK);
    for (int i = 0; i < 100000; i++)
        ck_assert_int_eq(igraph_allow_interruption(NULL), IGRAPH_SUCCESS);
    ck_assert_int_ge(calls, 1);
    ck_assert_int_le(calls, 20 * (int)(time(NULL) - start + 1) + 1);
    before = calls;
    nanosleep(&pause, NULL);
    ck_assert_int_eq(igraph_allow_interruption(NULL), IGRAPH_SUCCESS);
    ck_assert_int_eq(calls, before + 1);
    ck_assert_int_eq(guard_leave(&g, IGRAPH_SUCCESS, NULL), POLITY_OK);
}
END_TEST

START_TEST(the_seed_decides_igraph_s_random_numbers)
{
    polity_run run = run_settings(NULL);
    igraph_integer_t drawn[3];
    for (int i = 0; i < 3; i++) {
        guard g;
        run.seed = i == 2 ? 43 : 42;
        ck_assert_int_eq(guard_enter(&g, &run, "testing", NULL), POLITY_OK);
        drawn[i] = igraph_rng_get_integer(igraph_rng_default(), 0, 1000000000);
        ck_assert_int_eq(guard_leave(&g, IGRAPH_SUCCESS, NULL), POLITY_OK);
    }
    ck_assert_int_eq(drawn[0], drawn[1]);
    ck_assert_int_ne(drawn[0], drawn[2]);
}
END_TEST

static int entered;

/* A progress function that works with igraph, from within the fence. */
static int ask_again(void *user, const char *what, double done)
{
    polity_run run = run_settings(NULL);
    (void)what, (void)done;
    entered++;
    ck_assert_int_eq(work(user, &run), POLITY_OK);
    return 0;
}

START_TEST(the_fence_may_be_entered_again_from_within)
{
    polity_run run = run_settings(NULL);
    polity_graph *graph = ring(9);
    host h;
    run.progress = ask_again;
    run.user = graph;
    entered = 0;
    host_begin(&h);
    polity_igraph_lock();
    ck_assert_int_eq(work(graph, &run), POLITY_OK);
    polity_igraph_unlock();
    host_end(&h);
    ck_assert_int_gt(entered, 0);
    polity_graph_free(graph);
}
END_TEST

START_TEST(the_bridge_gives_a_graph_of_the_host_s_own)
{
    polity_graph *graph = ring(5);
    polity_error err = POLITY_ERROR_INIT;
    igraph_vector_t weights;
    igraph_t made;
    igraph_real_t total;
    ck_assert_int_eq(polity_graph_igraph(&made, &weights, graph, &err), POLITY_OK);
    polity_graph_free(graph);
    ck_assert_int_eq(igraph_vcount(&made), 5);
    ck_assert_int_eq(igraph_ecount(&made), 5);
    ck_assert(!igraph_is_directed(&made));
    total = igraph_vector_sum(&weights);
    ck_assert(total == 1 + 2 + 3 + 1 + 2);
    igraph_vector_destroy(&weights);
    igraph_destroy(&made);
}
END_TEST

START_TEST(the_bridge_refuses_another_igraph)
{
    polity_igraph_build build = POLITY_IGRAPH_BUILD;
    polity_error err = POLITY_ERROR_INIT;
    polity_graph *graph = ring(3);
    igraph_t made;
    build.minor++;
    ck_assert_int_eq(polity_graph_igraph_checked(&made, NULL, graph, &build, &err),
                     POLITY_EVERSION);
    build.minor--;
    build.integer_size = 4;
    ck_assert_int_eq(polity_graph_igraph_checked(&made, NULL, graph, &build, &err),
                     POLITY_EVERSION);
    ck_assert_int_eq(polity_graph_igraph_checked(&made, NULL, graph, NULL, &err),
                     POLITY_EVERSION);
    polity_graph_free(graph);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("guard");
    TCase *all = tcase_create("guard");
    tcase_add_test(all, a_host_is_untouched_after_success);
    tcase_add_test(all, a_host_is_untouched_after_failure);
    tcase_add_test(all, codes_of_igraph_become_our_statuses);
    tcase_add_test(all, igraph_asks_whether_to_go_on);
    tcase_add_test(all, igraph_asks_the_host_a_few_times_a_second);
    tcase_add_test(all, the_seed_decides_igraph_s_random_numbers);
    tcase_add_test(all, the_fence_may_be_entered_again_from_within);
    tcase_add_test(all, the_bridge_gives_a_graph_of_the_host_s_own);
    tcase_add_test(all, the_bridge_refuses_another_igraph);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
