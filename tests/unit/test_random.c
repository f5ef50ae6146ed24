/* Random numbers: published outputs of both generators, and what chance allows. */
#include "base/random.h"
#include "support/suite.h"

/* The state that splitmix64 gives for the seed 1234567. */
START_TEST(seeds_go_through_splitmix64)
{
    static const uint64_t published[] = {6457827717110365317u, 3203168211198807973u,
                                         9817491932198370423u, 4593380528125082431u};
    random_state state;
    random_seed(&state, 1234567);
    for (int i = 0; i < 4; i++)
        ck_assert(state.word[i] == published[i]);
}
END_TEST

/* The first numbers of xoshiro256** from the state 1, 2, 3, 4. */
START_TEST(numbers_are_those_of_xoshiro256)
{
    static const uint64_t published[] = {11520u,
                                         0u,
                                         1509978240u,
                                         1215971899390074240u,
                                         1216172134540287360u,
                                         607988272756665600u,
                                         16172922978634559625u,
                                         8476171486693032832u,
                                         10595114339597558777u,
                                         2904607092377533576u};
    random_state state = {{1, 2, 3, 4}};
    for (size_t i = 0; i < sizeof published / sizeof *published; i++)
        ck_assert(random_next(&state) == published[i]);
}
END_TEST

START_TEST(below_is_fair)
{
    enum { TRIES = 1000000 };
    static long count[100];
    random_state state;
    random_seed(&state, 42);
    for (uint64_t n = 1; n <= 100; n += 11) {
        double expected = (double)TRIES / (double)n, off = 0;
        for (uint64_t i = 0; i < n; i++)
            count[i] = 0;
        for (int i = 0; i < TRIES; i++) {
            uint64_t drawn = random_below(&state, n);
            MUST(drawn < n, "a number of %d that is too large", (int)n);
            count[drawn]++;
        }
        for (uint64_t i = 0; i < n; i++)
            off +=
                ((double)count[i] - expected) * ((double)count[i] - expected) / expected;
        /* chi squared has mean n - 1 and variance 2 (n - 1): six deviations */
        MUST((off - (double)(n - 1)) * (off - (double)(n - 1)) <=
                 36 * 2 * (double)(n - 1) + 1e-9,
             "of %d: chi squared is %g", (int)n, off);
    }
}
END_TEST

/* A remainder alone would draw the first third twice as often. */
START_TEST(large_ranges_are_fair_too)
{
    const uint64_t n = UINT64_MAX / 3 * 2;
    random_state state;
    long low = 0;
    random_seed(&state, 1);
    for (int i = 0; i < 100000; i++)
        low += random_below(&state, n) < n / 2;
    ck_assert_int_ge(low, 49000);
    ck_assert_int_le(low, 51000);
}
END_TEST

START_TEST(units_lie_in_the_half_open_interval)
{
    random_state state;
    double sum = 0, squares = 0, least = 1, most = 0;
    random_seed(&state, 3);
    for (int i = 0; i < 1000000; i++) {
        double drawn = random_unit(&state);
        MUST(drawn >= 0 && drawn < 1, "%g", drawn);
        sum += drawn;
        squares += drawn * drawn;
        least = drawn < least ? drawn : least;
        most = drawn > most ? drawn : most;
    }
    ck_assert_double_eq_tol(sum / 1e6, 0.5, 0.002);
    ck_assert_double_eq_tol(squares / 1e6, 1.0 / 3, 0.002);
    ck_assert_double_lt(least, 1e-4);
    ck_assert_double_gt(most, 1 - 1e-4);
}
END_TEST

START_TEST(the_largest_unit_is_below_one)
{
    /* 2^-53 less than one, if all bits of the number that is drawn are set */
    ck_assert((double)(UINT64_MAX >> 11) * 0x1p-53 < 1);
    random_state one, other;
    random_seed(&one, 5);
    random_seed(&other, 5);
    for (int i = 0; i < 1000; i++)
        MUST(random_unit(&one) ==
                 (double)(random_next(&other) >> 11) / 9007199254740992.0,
             "number %d", i);
}
END_TEST

int main(void)
{
    return RUN_SUITE("random", NULL, NULL, seeds_go_through_splitmix64,
                     numbers_are_those_of_xoshiro256, below_is_fair,
                     large_ranges_are_fair_too, units_lie_in_the_half_open_interval,
                     the_largest_unit_is_below_one);
}
