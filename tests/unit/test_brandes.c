/* The kernels of betweenness against Brandes's algorithm as it stands in the paper, on
 * random networks of several kinds: in batches, one by one, by length, of nodes and of
 * arcs, from some nodes and to some.
 *
 * The search of batches is compiled in once more, so that it can be made to go on where
 * it would rather search one by one. */
#define batch_search batch_search_here
#include "measures/paths/brandes_search.c"
#undef batch_search

#include <math.h>

#include "../support/sketch.h"
#include "../support/suite.h"
#include "../support/textbook.h"
#include "measures/paths/brandes.h"
#include "measures/paths/brandes_parts.h"

enum { ROUNDS = 3 };

/* --- the networks ----------------------------------------------------------------- */

enum { HUBS, PATH, GRID, TWINS, PARTS, CYCLE, SPARSE, DENSE_ONE, STAR, SMALL, KINDS };
static const char *const kind_names[] = {"hubs",  "path",   "grid",  "twins", "parts",
                                         "cycle", "sparse", "dense", "star",  "small"};

/* A core, nodes tied to one to three of it, and a few tails: levels grow and shrink. */
static void draw_hubs(sketch *of, random_state *r)
{
    size_t hubs = 8, n = 340 + random_below(r, 30), last;
    of->nodes = n;
    sketch_random(of, r, 0, hubs, 3 * hubs);
    for (size_t v = hubs; v < n; v++)
        for (size_t k = random_below(r, 3) + 1; k--;) {
            size_t hub = random_below(r, hubs);
            sketch_tie(of, v, hub);
            if (of->directed && random_below(r, 3))
                sketch_tie(of, hub, v);
        }
    for (int i = 0; i < 6; i++) {
        last = random_below(r, n);
        for (int k = 0; k < 3; k++, last = of->nodes++)
            sketch_tie(of, last, of->nodes);
    }
}

static void draw_grid(sketch *of)
{
    size_t wide = 18, high = 19;
    of->nodes = wide * high;
    for (size_t v = 0; v < of->nodes; v++) {
        if (v % wide + 1 < wide)
            sketch_tie(of, v, v + 1);
        if (v + wide < of->nodes)
            sketch_tie(of, v, v + wide);
    }
}

static void draw_twins(sketch *of, random_state *r)
{
    of->nodes = 40;
    sketch_random(of, r, 0, of->nodes, 70);
    for (int i = 0; i < 160; i++)
        sketch_twin(of, random_below(r, 40), (int)random_below(r, 3) == 0);
}

/* Each of a group of twins leads to all of the next: routes lead back to the twins of
 * where they began. */
static void draw_cycle(sketch *of, random_state *r)
{
    size_t groups = 3 + random_below(r, 20), first[24] = {0};
    for (size_t i = 0; i < groups; i++)
        first[i + 1] = first[i] + 1 + random_below(r, 6);
    of->nodes = first[groups];
    for (size_t i = 0; i < groups; i++) {
        size_t next = (i + 1) % groups;
        for (size_t v = first[i]; v < first[i + 1]; v++)
            for (size_t w = first[next]; w < first[next + 1]; w++)
                sketch_tie(of, v, w);
    }
}

static void draw_parts(sketch *of, random_state *r)
{
    for (int part = 0; part < 12; part++) {
        size_t n = 1 + random_below(r, 40);
        sketch_random(of, r, of->nodes, n, random_below(r, 2 * n));
        of->nodes += n;
    }
}

static sketch draw(random_state *r, int kind, int directed)
{
    sketch of = {.directed = directed};
    switch (kind) {
    case HUBS: draw_hubs(&of, r); break;
    case PATH:
        of.nodes = 333;
        for (size_t v = 0; v + 1 < of.nodes; v++)
            sketch_tie(&of, v, v + 1);
        break;
    case GRID: draw_grid(&of); break;
    case TWINS: draw_twins(&of, r); break;
    case PARTS: draw_parts(&of, r); break;
    case CYCLE: draw_cycle(&of, r); break;
    case SPARSE:
        of.nodes = 345;
        sketch_random(&of, r, 0, of.nodes, 500);
        break;
    case DENSE_ONE:
        of.nodes = 97;
        sketch_random(&of, r, 0, of.nodes, 3000);
        break;
    case STAR:
        of.nodes = 101;
        for (size_t v = 1; v < of.nodes; v++)
            sketch_tie(&of, 0, v);
        break;
    default:
        of.nodes = random_below(r, 7);
        sketch_random(&of, r, 0, of.nodes ? of.nodes : 1, of.nodes ? 8 : 0);
    }
    for (size_t i = 0; i < of.ties; i++)
        of.length[i] = (double)(1 + random_below(r, 4));
    sketch_shuffle(&of, r);
    return of;
}

/* --- the kernels ------------------------------------------------------------------ */

static void expect(const char *how, int kind, size_t n, const double *found,
                   const double *expected)
{
    for (size_t i = 0; i < n; i++)
        MUST(fabs(found[i] - expected[i]) <= 1e-9 * fmax(1, fabs(expected[i])),
             "%s, %s: [%zu] = %.17g, by the paper %.17g", kind_names[kind], how, i,
             found[i], expected[i]);
}

/* What was met, so that no way through the kernels goes untested: entries of one spot and
 * of more. */
static size_t entries_single, entries_shared, batches_dense, batches_sparse;
static size_t networks_cut; /* in the part that no route leaves, and the rest */

static void count_parts(const polity_graph *g, const route_ends *ends)
{
    const polity_run settings = run_settings(NULL);
    const measure_call call = {g, NULL, &settings, NULL};
    route_parts parts;
    MUST(!route_parts_make(&parts, &call, ends, NULL), "no memory");
    networks_cut += parts.count == 2;
    route_parts_free(&parts);
}

static int search_together(brandes_batch *b, const route_source *sources, size_t n)
{
    int fine = begin(b, sources, n);
    while (fine && b->entry_count > b->level[b->levels - 1])
        fine = step(b);
    return fine && find_all_tight(b) && find_after(b);
}

static void count_entries(const brandes_batch *b)
{
    for (size_t e = 1; e < b->entry_count; e++)
        *(b->entries[e].spots > 1 ? &entries_shared : &entries_single) += 1;
}

typedef enum way { TOGETHER, SINGLY, AS_CHOSEN } way;

/* What was watched in the last batch, squared and added up. */
static void add_squares(const brandes_batch *b, const route_source *sources, size_t n,
                        double *squares)
{
    for (size_t row = 0; row < b->watched_rows; row++)
        for (size_t i = 0; i < n; i++) {
            double passes = b->watched[row * BATCH_LANES + i];
            squares[row] += sources[i].times * passes * passes;
        }
}

/* All sources of a graph of spots, in batches of `size`. */
static void run_batches(brandes_batch *b, const brandes_graph *g, way how, size_t size,
                        double *squares)
{
    for (size_t from = 0; from < g->sources; from += size) {
        size_t n = g->sources - from < size ? g->sources - from : size;
        const route_source *sources = g->source + from;
        for (size_t i = 0; how != AS_CHOSEN && i < b->watched_rows * BATCH_LANES; i++)
            b->watched[i] = 0;
        if (how == SINGLY) {
            for (size_t i = 0; i < n; i++)
                single_run(&b->single, &sources[i], b->found, b->watch, b->watched + i);
        } else if (how == AS_CHOSEN) {
            batch_run(b, sources, n);
            *(b->sparse ? &batches_sparse : &batches_dense) += 1;
        } else {
            MUST(search_together(b, sources, n), "no memory");
            count_entries(b);
            for (size_t i = 0; i < n; i++)
                b->own[sources[i].spot] |= UINT64_C(1) << i;
            MUST(batch_sum(b), "no memory");
            for (size_t i = 0; i < n; i++)
                b->own[sources[i].spot] = 0;
        }
        add_squares(b, sources, n, squares);
    }
}

static void check_kernel(const textbook *t, int kind, way how, size_t size,
                         int with_squares)
{
    static const char *const words[] = {"together", "singly", "as chosen"};
    const polity_graph *g = t->graph;
    double *found = numbers(g->nodes), *squares = numbers(g->nodes);
    brandes_graph of;
    brandes_batch b;
    MUST(!brandes_graph_make(&of, g, t->ends, 0, NULL) && batch_make(&b, &of, of.spots),
         "no memory");
    int32_t *watch = calloc(of.spots + 1, sizeof *watch);
    double *sums = numbers(of.spots);
    for (size_t i = 0; watch && i < of.spots; i++)
        watch[i] = (int32_t)i;
    MUST(!with_squares || batch_watch(&b, watch, of.spots), "no memory");
    run_batches(&b, &of, how, size, sums);
    for (size_t v = 0; v < g->nodes; v++) {
        found[v] = b.found[of.spot[v]];
        squares[v] = with_squares ? sums[of.spot[v]] : t->squares[v];
    }
    MUST(!b.failed && !b.single.overflow, "it failed");
    expect(words[how], kind, g->nodes, found, t->nodes);
    expect("squares", kind, g->nodes, squares, t->squares);
    batch_free(&b);
    brandes_graph_free(&of);
    free(found);
    free(squares);
    free(sums);
    free(watch);
}

static polity_status ask(const polity_graph *g, const route_ends *ends,
                         const polity_run *run, double *nodes, double *arcs,
                         polity_error *err)
{
    const route_ends all = {NULL, NULL};
    const measure_args args = {{NULL, 0}};
    polity_run settings = run_settings(run);
    measure_call call = {g, &args, &settings, NULL};
    return brandes(&call, ends ? ends : &all, nodes, arcs, err);
}

/* The whole, by 1, 2 and 5 threads: right, and the same bytes. */
static void check_whole(const textbook *t, int kind, int arcs)
{
    static const int threads[] = {1, 2, 5};
    size_t n = arcs ? t->graph->arcs : t->graph->nodes;
    double *first = numbers(n);
    for (size_t i = 0; i < 3; i++) {
        polity_run run = POLITY_RUN_INIT;
        double *found = numbers(n);
        run.threads = threads[i];
        MUST(
            !ask(t->graph, t->ends, &run, arcs ? NULL : found, arcs ? found : NULL, NULL),
            "%s: it failed", kind_names[kind]);
        if (!i) {
            expect(arcs ? "arcs" : "nodes", kind, n, found, arcs ? t->arcs : t->nodes);
            memcpy(first, found, n * sizeof *first);
        }
        MUST(!memcmp(first, found, n * sizeof *first), "%s: %d threads, other bytes",
             kind_names[kind], threads[i]);
        free(found);
    }
    free(first);
}

static void check(random_state *r, int kind, const polity_graph *g, int round)
{
    uint8_t *sources = numbers(g->nodes), *targets = numbers(g->nodes);
    route_ends ends = {round % 3 == 1 ? NULL : sources, round % 3 == 2 ? NULL : targets};
    for (size_t v = 0; v < g->nodes; v++) {
        sources[v] = random_below(r, 3) != 0;
        targets[v] = random_below(r, 3) != 0;
    }
    if (round % 3 == 0)
        ends = (route_ends){NULL, NULL};
    textbook t = textbook_make(g, &ends);
    textbook_run(&t);
    if (!g->out.length) {
        check_kernel(&t, kind, TOGETHER, BATCH_LANES, 0);
        check_kernel(&t, kind, TOGETHER, 7, 1);
        check_kernel(&t, kind, SINGLY, BATCH_LANES, 1);
        check_kernel(&t, kind, AS_CHOSEN, BATCH_LANES, 0);
    }
    count_parts(g, &ends);
    check_whole(&t, kind, 0);
    check_whole(&t, kind, 1);
    textbook_free(&t);
    free(sources);
    free(targets);
}

START_TEST(kernels_give_what_the_paper_does)
{
    random_state r;
    random_seed(&r, 2001);
    for (int round = 0; round < ROUNDS; round++)
        for (int form = 0; form < 8; form++)
            for (int kind = 0; kind < KINDS; kind++) {
                int directed = form & 1, keep = form >> 1 & 1, lengths = form >> 2;
                sketch of = draw(&r, kind, directed);
                polity_graph *g = sketch_graph(&of, keep, lengths);
                check(&r, kind, g, round);
                polity_graph_free(g);
                sketch_free(&of);
            }
    ck_assert_uint_gt(entries_single, 20);
    ck_assert_uint_gt(entries_shared, 20);
    ck_assert_uint_gt(batches_dense, 20);
    ck_assert_uint_gt(batches_sparse, 20);
    ck_assert_uint_gt(networks_cut, 10);
}
END_TEST

/* --- more routes than can be counted ---------------------------------------------- */

/* Diamonds in a row: 2^count shortest routes from end to end. */
static polity_graph *ladder(size_t count, int directed, int lengths)
{
    sketch of = {.directed = directed, .nodes = 3 * count + 1};
    for (size_t i = 0; i < count; i++)
        for (size_t side = 1; side < 3; side++) {
            sketch_tie(&of, 3 * i, 3 * i + side);
            sketch_tie(&of, 3 * i + side, 3 * i + 3);
        }
    polity_graph *g = sketch_graph(&of, 0, lengths);
    sketch_free(&of);
    return g;
}

START_TEST(routes_up_to_2_to_the_1000_are_counted)
{
    for (int form = 0; form < 4; form++) {
        polity_graph *g = ladder(1000, form & 1, form >> 1);
        uint8_t *sources = numbers(g->nodes);
        double *found = numbers(g->nodes), *arcs = numbers(g->arcs);
        const route_ends ends = {sources, NULL};
        sources[0] = 1;
        textbook t = textbook_make(g, &ends);
        textbook_run(&t);
        ck_assert(!ask(g, &ends, NULL, found, NULL, NULL));
        ck_assert(!ask(g, &ends, NULL, NULL, arcs, NULL));
        expect("nodes of a ladder", GRID, g->nodes, found, t.nodes);
        expect("arcs of a ladder", GRID, g->arcs, arcs, t.arcs);
        textbook_free(&t);
        free(sources);
        free(found);
        free(arcs);
        polity_graph_free(g);
    }
}
END_TEST

START_TEST(more_routes_than_a_double_can_count_are_refused)
{
    for (int form = 0; form < 8; form++) {
        polity_graph *g = ladder(1100, form & 1, form >> 1 & 1);
        double *found = numbers(g->arcs);
        polity_error err = POLITY_ERROR_INIT;
        int arcs = form >> 2;
        polity_run run = POLITY_RUN_INIT;
        run.threads = 2;
        ck_assert_int_eq(
            ask(g, NULL, &run, arcs ? NULL : found, arcs ? found : NULL, &err),
            POLITY_ELIMIT);
        ck_assert_str_eq(err.id, "routes-too-many");
        free(found);
        polity_graph_free(g);
    }
}
END_TEST

START_TEST(either_kernel_notices)
{
    const route_ends all = {NULL, NULL};
    polity_graph *g = ladder(1100, 0, 0);
    brandes_graph of;
    brandes_batch b;
    ck_assert(!brandes_graph_make(&of, g, &all, 0, NULL));
    ck_assert(batch_make(&b, &of, of.spots));
    const route_source end = {of.spot[0], 1};
    ck_assert(search_together(&b, &end, 1));
    ck_assert(!batch_sum(&b));
    ck_assert_int_eq(b.failed, BATCH_OVERFLOW);
    ck_assert(!b.single.overflow);
    single_run(&b.single, &end, b.found, NULL, NULL);
    ck_assert(b.single.overflow);
    batch_free(&b);
    brandes_graph_free(&of);
    polity_graph_free(g);
}
END_TEST

int main(void)
{
    return RUN_SUITE("brandes", NULL, NULL, kernels_give_what_the_paper_does,
                     routes_up_to_2_to_the_1000_are_counted,
                     more_routes_than_a_double_can_count_are_refused,
                     either_kernel_notices);
}
