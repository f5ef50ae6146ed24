/* Sources drawn by strata, and the bounds that rest on them: on populations whose mean is
 * known, over many seeds. What is said to be "about" is held to five standard errors. */
#include <math.h>

#include "measures/paths/sample.h"
#include "support/suite.h"

enum { MOST_SPOTS = 2000 };

/* Spots of several nodes each, and what passes the node in question from a source. */
typedef struct population {
    brandes_graph graph;
    route_source source[MOST_SPOTS];
    double share[MOST_SPOTS];
    double nodes;
} population;

static population people;

static void populate(size_t spots, double most_members)
{
    people.graph = (brandes_graph){.source = people.source, .sources = spots};
    people.nodes = 0;
    for (size_t i = 0; i < spots; i++) {
        double members = 1 + fmod((double)(i * i), most_members);
        people.source[i] = (route_source){(int32_t)i, members};
        people.nodes += members;
    }
}

static source_sample draw(size_t strata, uint64_t seed)
{
    source_sample drawn;
    random_state state;
    random_seed(&state, seed);
    MUST(sample_draw(&drawn, &people.graph, strata, &state), "no memory");
    return drawn;
}

/* --- what is drawn ---------------------------------------------------------------- */

/* Where every spot is one node, a spot is a place. */
static void check_strata(const source_sample *drawn)
{
    double n = people.nodes / (double)drawn->strata, from = 0, most = 0;
    for (size_t j = 0; j < drawn->strata; j++) {
        const route_source *two = drawn->source + 2 * j;
        double size = 2 * two[0].times;
        MUST(size >= floor(n) && size <= ceil(n), "stratum %zu has %g of %g", j, size, n);
        MUST(two[0].times == two[1].times, "stratum %zu has two weights", j);
        MUST(two[0].spot >= from && two[0].spot < two[1].spot &&
                 two[1].spot < from + size,
             "stratum %zu from %g: %d, %d", j, from, two[0].spot, two[1].spot);
        from += size;
        most = fmax(most, size);
    }
    MUST(from == people.nodes, "weights add up to %g, not %g", from, people.nodes);
    MUST(fabs(drawn->largest - most / n) < 1e-12, "largest is %g", drawn->largest);
}

START_TEST(two_different_sources_of_every_stratum)
{
    static const size_t STRATA[] = {1, 2, 7, 96, 333, 500};
    populate(1001, 1);
    for (size_t i = 0; i < sizeof STRATA / sizeof *STRATA; i++)
        for (uint64_t seed = 0; seed < 200; seed++) {
            source_sample drawn = draw(STRATA[i], seed);
            ck_assert_uint_eq(drawn.drawn, 2 * STRATA[i]);
            ck_assert_uint_eq(drawn.of, 1001);
            check_strata(&drawn);
            sample_free(&drawn);
        }
}
END_TEST

START_TEST(every_two_are_drawn_equally_often)
{
    enum { SEEDS = 60000, PAIRS = 10 };
    double found[5][5] = {{0}};
    populate(5, 1);
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        source_sample drawn = draw(1, seed);
        found[drawn.source[0].spot][drawn.source[1].spot]++;
        sample_free(&drawn);
    }
    for (int a = 0; a < 5; a++)
        for (int b = a + 1; b < 5; b++)
            MUST(fabs(found[a][b] - SEEDS / PAIRS) < 5 * sqrt(0.09 * SEEDS),
                 "%d and %d: %g times", a, b, found[a][b]);
}
END_TEST

/* A spot stands for as many nodes, on average, as it has, whatever strata it lies in. */
START_TEST(spots_stand_for_their_members)
{
    enum { SEEDS = 20000, SPOTS = 80, STRATA = 10 };
    double stands[SPOTS] = {0};
    populate(SPOTS, 7);
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        source_sample drawn = draw(STRATA, seed);
        for (size_t i = 0; i < drawn.drawn; i++)
            stands[drawn.source[i].spot] += drawn.source[i].times / SEEDS;
        sample_free(&drawn);
    }
    for (size_t i = 0; i < SPOTS; i++) {
        double weight = people.nodes / (2 * STRATA), members = people.source[i].times;
        MUST(fabs(stands[i] - members) < 5 * sqrt(weight * members / SEEDS),
             "spot %zu stands for %g, not %g", i, stands[i], members);
    }
}
END_TEST

/* --- estimates -------------------------------------------------------------------- */

static double exact_mean(void)
{
    double sum = 0;
    for (size_t i = 0; i < people.graph.sources; i++)
        sum += people.share[i] * people.source[i].times;
    return sum / people.nodes;
}

/* The estimate of the mean and of the variance, with shares of `most` = 1. */
static double estimate(const source_sample *drawn, double *variance)
{
    double sum = 0, *passes = memory_array(drawn->drawn, sizeof *passes);
    MUST(passes, "no memory");
    for (size_t i = 0; i < drawn->drawn; i++) {
        passes[i] = 8 * people.share[drawn->source[i].spot];
        sum += passes[i] / 8 * drawn->source[i].times;
    }
    *variance = sample_variance(drawn, passes, 8);
    memory_free(passes);
    return sum / people.nodes;
}

/* The mean over strata of the squared weight times the variance (over n-1). */
static double exact_variance(size_t strata)
{
    double place[4 * MOST_SPOTS], whole = 0;
    size_t n = 0, from = 0;
    for (size_t i = 0; i < people.graph.sources; i++)
        for (double k = 0; k < people.source[i].times; k++)
            place[n++] = people.share[i];
    for (size_t j = 0; j < strata; j++) {
        size_t to = n * (j + 1) / strata;
        double size = (double)(to - from), mean = 0, sum = 0;
        for (size_t i = from; i < to; i++)
            mean += place[i] / size;
        for (size_t i = from; i < to; i++)
            sum += (place[i] - mean) * (place[i] - mean) / (size - 1);
        whole += pow(size * (double)strata / (double)n, 2) * sum / (double)strata;
        from = to;
    }
    return whole;
}

static void comes_to(const char *what, double sum, double squares, double n, double exact)
{
    double mean = sum / n, spread = sqrt(fmax(0, squares / n - mean * mean) / n);
    MUST(fabs(mean - exact) <= 5 * spread + 1e-12, "%s is %.9g, not %.9g (+- %.2g)", what,
         mean, exact, spread);
}

START_TEST(estimates_are_without_bias)
{
    enum { SEEDS = 20000 };
    static const size_t STRATA[] = {1, 13, 50};
    populate(200, 4);
    for (size_t i = 0; i < 200; i++)
        people.share[i] = i % 17 == 0 ? 1 : (double)i / 400;
    for (size_t k = 0; k < 3; k++) {
        double sum[2] = {0}, squares[2] = {0}, variance;
        for (uint64_t seed = 0; seed < SEEDS; seed++) {
            source_sample drawn = draw(STRATA[k], seed);
            double mean = estimate(&drawn, &variance);
            sum[0] += mean;
            squares[0] += mean * mean;
            sum[1] += variance;
            squares[1] += variance * variance;
            sample_free(&drawn);
        }
        comes_to("mean", sum[0], squares[0], SEEDS, exact_mean());
        comes_to("variance", sum[1], squares[1], SEEDS, exact_variance(STRATA[k]));
    }
}
END_TEST

/* --- bounds ----------------------------------------------------------------------- */

static double rare(size_t i) { return i % 250 == 7 ? 1 : 0; }
static double rarer(size_t i) { return i % 660 == 7 ? 1 : 0; }
static double halves(size_t i) { return i % 2 ? 1 : 0; }
static double two_blocks(size_t i) { return i < 990 ? 1 : 0; }
static double constant(size_t i) { return i < MOST_SPOTS ? 0.3 : 0; }
static double near_nothing(size_t i) { return (double)(i % 11) * 1e-6; }
static double slope(size_t i) { return (double)i / MOST_SPOTS; }
static double few_large(size_t i) { return i % 20 ? 0.01 : 0.9; }
static double all_but_few(size_t i) { return i % 100 ? 1 : 0; }

static double (*const SHAPES[])(size_t) = {rare,         rarer,     halves,
                                           two_blocks,   slope,     constant,
                                           near_nothing, few_large, all_but_few};

/* How often, of the seeds, each bound does not hold. */
static void count_failures(size_t seeds, size_t strata, double odds, double failed[2])
{
    double exact = exact_mean(), variance;
    failed[0] = failed[1] = 0;
    for (uint64_t seed = 0; seed < seeds; seed++) {
        source_sample drawn = draw(strata, seed);
        sample_size size = {(double)drawn.drawn, drawn.largest};
        double mean = estimate(&drawn, &variance), off = fabs(mean - exact) - 1e-12;
        failed[0] += off > sample_bound_by_mean(&size, mean, odds, odds);
        failed[1] += off > sample_bound_by_variance(&size, variance, odds);
        sample_free(&drawn);
    }
}

START_TEST(bounds_fail_no_more_often_than_promised)
{
    enum { SEEDS = 2000 };
    static const double CHANCE[] = {0.3, 0.1, 0.02};
    populate(1999, 1);
    for (size_t shape = 0; shape < sizeof SHAPES / sizeof *SHAPES; shape++) {
        for (size_t i = 0; i < people.graph.sources; i++)
            people.share[i] = SHAPES[shape](i);
        for (size_t k = 0; k < 3; k++) {
            double failed[2], spread = 5 * sqrt(SEEDS * CHANCE[k]);
            count_failures(SEEDS, 150, log(1 / CHANCE[k]), failed);
            MUST(failed[0] <= 2 * CHANCE[k] * SEEDS + spread &&
                     failed[1] <= 3 * CHANCE[k] * SEEDS + spread,
                 "shape %zu, chance %g: %g and %g of %d", shape, CHANCE[k], failed[0],
                 failed[1], SEEDS);
        }
    }
}
END_TEST

/* Where nothing was seen, or no difference: twice the odds over the sources drawn, and
 * the 7/3 of Maurer and Pontil's theorem 4. Else what defines them. */
START_TEST(bounds_are_those_of_the_papers)
{
    const sample_size size = {400, 1.25};
    const double odds = 3, part = 1.25 * odds / 400;
    ck_assert_double_eq_tol(sample_bound_by_mean(&size, 0, odds, 1), 2 * part, 1e-15);
    ck_assert_double_eq_tol(sample_bound_by_variance(&size, 0, odds), 7 * part / 3,
                            1e-15);
    for (double mean = 1e-6; mean < 1; mean *= 3) {
        double bound = sample_bound_by_mean(&size, mean, odds, 0);
        double upper = mean + bound;
        double below = sqrt(2 * 1.25 * upper * 8 / 400) + 1.25 * 8 / (3 * 400.0);
        ck_assert_double_eq_tol(bound, sqrt(2 * part * upper), 1e-12);
        ck_assert_double_eq_tol(sample_bound_by_mean(&size, mean, odds, 8),
                                fmax(bound, fmin(mean, below)), 1e-12);
    }
    for (double variance = 1e-6; variance < 1; variance *= 3) {
        double bound = sample_bound_by_variance(&size, variance, odds);
        double upper = pow(bound - part / 3, 2) * 400 / (2 * odds);
        ck_assert_double_eq_tol(upper - variance, sqrt(2 * 1.25 * part * upper), 1e-12);
    }
}
END_TEST

START_TEST(bounds_shrink_with_sources_and_grow_with_odds)
{
    for (double x = 0; x <= 1; x += 0.05) {
        double mean = INFINITY, variance = INFINITY;
        for (double drawn = 100; drawn < 1e6; drawn *= 1.5) {
            const sample_size size = {drawn, 1.1};
            double by_mean = sample_bound_by_mean(&size, x, 5, 4);
            double by_variance = sample_bound_by_variance(&size, x / 4, 5);
            MUST(by_mean < mean && by_variance < variance, "%g of %g", x, drawn);
            MUST(by_mean < sample_bound_by_mean(&size, x, 6, 5) &&
                     by_variance < sample_bound_by_variance(&size, x / 4, 6),
                 "%g of %g: odds", x, drawn);
            mean = by_mean;
            variance = by_variance;
        }
        MUST(mean < 0.005 && variance < 0.005, "%g ends at %g, %g", x, mean, variance);
    }
}
END_TEST

int main(void)
{
    return RUN_SUITE("sample", NULL, NULL, two_different_sources_of_every_stratum,
                     every_two_are_drawn_equally_often, spots_stand_for_their_members,
                     estimates_are_without_bias, bounds_fail_no_more_often_than_promised,
                     bounds_are_those_of_the_papers,
                     bounds_shrink_with_sources_and_grow_with_odds);
}
