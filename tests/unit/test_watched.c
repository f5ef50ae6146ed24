/* What passes the spots that are watched, source by source: adds up to what is counted,
 * and does not depend on the company that a source is in, be it the same spot again. */
#include <check.h>
#include <math.h>

#include "base/random.h"
#include "measures/paths/brandes.h"
#include "measures/paths/brandes_batch.h"
#include "support/suite.h"

enum { NODES = 240, ARCS = 4800, SOURCES = 96 };

static int32_t tail[ARCS], head[ARCS];
static random_state numbers;

static size_t below(size_t n) { return (size_t)random_below(&numbers, n); }

/* Shape 0: a path, of which sources share little; 1: ties at random, and many nodes with
 * one tie to one of few. */
static polity_graph *make(int shape, int directed)
{
    polity_graph *graph = NULL;
    size_t arcs = shape ? ARCS : NODES - 1;
    for (size_t i = 0; i < arcs; i++) {
        size_t v = i < NODES ? i : i % (NODES / 2), twin = v >= NODES / 2;
        tail[i] = (int32_t)v;
        head[i] = (int32_t)(!shape ? i + 1
                            : twin ? v % 6
                                   : (v + 1 + i / (NODES / 2)) % (NODES / 2));
    }
    ck_assert_int_eq(polity_graph_from_arcs(&graph, NODES, NULL, arcs, tail, head, NULL,
                                            directed, NULL),
                     POLITY_OK);
    return graph;
}

static void choose(const brandes_graph *from, route_source *to)
{
    for (size_t i = 0; i < SOURCES; i++) {
        int32_t spot = from->source[below(i % 2 ? from->sources : 4)].spot;
        to[i] = (route_source){spot, 0.5 + (double)below(9)};
    }
}

static void check_sums(const route_counter *all, const route_source *sources)
{
    for (size_t spot = 0; spot < all->graph.spots; spot++) {
        double sum = 0;
        for (size_t i = 0; i < SOURCES; i++)
            sum += sources[i].times * all->watched[spot * SOURCES + i];
        MUST(fabs(sum - all->into[spot]) <= 1e-9 * (1 + sum),
             "spot %zu: %.17g, counted %.17g", spot, sum, all->into[spot]);
    }
}

static void check_alone(const route_counter *all, route_counter *alone,
                        const measure_call *call, const route_source *sources)
{
    for (size_t i = 0; i < SOURCES; i++) {
        MUST(counter_run(alone, call, sources + i, 1, NULL) == POLITY_OK, "not run");
        for (size_t spot = 0; spot < all->graph.spots; spot++)
            MUST(fabs(alone->watched[spot] - all->watched[spot * SOURCES + i]) < 1e-9,
                 "source %zu, spot %zu: %.17g, alone %.17g", i, spot,
                 all->watched[spot * SOURCES + i], alone->watched[spot]);
    }
}

/* Every spot is watched. Returns whether sources were taken singly. */
static int check(int shape, int directed, int threads)
{
    const route_ends ends = {NULL, NULL};
    polity_run run = POLITY_RUN_INIT;
    polity_graph *graph = make(shape, directed);
    measure_call call = {.graph = graph, .run = &run};
    route_counter all, alone;
    route_source sources[SOURCES];
    int32_t watch[NODES];
    run.threads = threads;
    for (int32_t i = 0; i < NODES; i++)
        watch[i] = i;
    MUST(!counter_make(&all, &call, &ends, 0, NULL) &&
             !counter_make(&alone, &call, &ends, 0, NULL) &&
             !counter_watch(&all, watch, all.graph.spots, NULL) &&
             !counter_watch(&alone, watch, alone.graph.spots, NULL),
         "no memory");
    choose(&all.graph, sources);
    MUST(counter_run(&all, &call, sources, SOURCES, NULL) == POLITY_OK, "not run");
    check_sums(&all, sources);
    check_alone(&all, &alone, &call, sources);
    int singly = all.lanes[0].sparse;
    counter_free(&all);
    counter_free(&alone);
    polity_graph_free(graph);
    return singly;
}

START_TEST(what_is_watched_is_what_is_counted)
{
    int singly = 0, together = 0;
    random_seed(&numbers, 5);
    for (int i = 0; i < 24; i++) {
        int sparse = check(i % 2, i / 2 % 2, 1 + i % 3);
        singly += sparse;
        together += !sparse;
    }
    ck_assert_int_gt(singly, 0);
    ck_assert_int_gt(together, 0);
}
END_TEST

START_TEST(what_is_watched_is_asked_for)
{
    const route_ends ends = {NULL, NULL};
    polity_run run = POLITY_RUN_INIT;
    polity_error err = POLITY_ERROR_INIT;
    random_seed(&numbers, 5);
    polity_graph *graph = make(1, 0);
    measure_call call = {.graph = graph, .run = &run};
    static route_source sources[100000];
    int32_t watch[NODES] = {0};
    route_counter of;
    run.max_bytes = 2000000;
    MUST(!counter_make(&of, &call, &ends, 0, &err) &&
             !counter_watch(&of, watch, 64, &err),
         "%s", err.message);
    ck_assert_int_eq(counter_run(&of, &call, sources, 100000, &err), POLITY_ELIMIT);
    ck_assert_str_eq(err.id, "memory-limit");
    ck_assert_ptr_null(of.watched);
    counter_free(&of);
    polity_graph_free(graph);
}
END_TEST

int main(void)
{
    return RUN_SUITE("watched", NULL, NULL, what_is_watched_is_what_is_counted,
                     what_is_watched_is_asked_for);
}
