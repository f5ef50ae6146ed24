/* Settings of a run: older and shorter ones, progress, limits, threads. */
#include <stddef.h>
#include <string.h>

#include "base/ticker.h"
#include "support/suite.h"

typedef struct asked {
    int calls, answer;
    const char *what;
    double done;
} asked;

static int ask(void *user, const char *what, double done)
{
    asked *of = user;
    of->calls++;
    of->what = what;
    of->done = done;
    return of->answer;
}

START_TEST(no_settings_are_the_defaults)
{
    polity_run found = run_settings(NULL), defaults = POLITY_RUN_INIT, empty;
    memset(&empty, 0, sizeof empty);
    empty.seed = 7; /* not read: the size says that nothing is there */
    ck_assert(!memcmp(&found, &defaults, sizeof found));
    found = run_settings(&empty);
    ck_assert(!memcmp(&found, &defaults, sizeof found));
}
END_TEST

/* A caller that was compiled against fewer fields has no more than those read. */
START_TEST(a_shorter_struct_is_read_as_far_as_it_goes)
{
    asked user = {0, 1, NULL, 0};
    polity_run whole = {sizeof whole, 11, 22, 3, 0, ask, &user}, found;
    polity_error err;
    whole.size = offsetof(polity_run, threads);
    found = run_settings(&whole);
    ck_assert(found.seed == 11 && found.max_bytes == 22);
    ck_assert(!found.threads && !found.progress && !found.user);
    ck_assert_uint_eq(found.size, sizeof found);
    ck_assert_int_eq(run_tick(&found, "work", 0, &err), POLITY_OK);
    whole.size = sizeof whole + 64; /* and a newer one has more than we know */
    found = run_settings(&whole);
    ck_assert(found.threads == 3 && found.progress == ask && found.user == &user);
    ck_assert_uint_eq(found.size, sizeof found);
}
END_TEST

START_TEST(progress_is_told_and_may_cancel)
{
    asked user = {0, 0, NULL, 0};
    polity_run run = POLITY_RUN_INIT;
    polity_error err = POLITY_ERROR_INIT;
    run.progress = ask;
    run.user = &user;
    ck_assert_int_eq(run_tick(&run, "reading", 0.25, &err), POLITY_OK);
    ck_assert_int_eq(user.calls, 1);
    ck_assert_str_eq(user.what, "reading");
    ck_assert(user.done == 0.25);
    user.answer = -1;
    ck_assert_int_eq(run_tick(&run, "reading", 0.5, &err), POLITY_ECANCELLED);
    ck_assert_str_eq(err.id, "cancelled");
    ck_assert_ptr_nonnull(strstr(err.message, "reading"));
    ck_assert_int_eq(run_tick(NULL, "reading", 0.5, NULL), POLITY_OK);
    run.progress = NULL;
    ck_assert_int_eq(run_tick(&run, "reading", 0.5, NULL), POLITY_OK);
}
END_TEST

START_TEST(limits_are_kept)
{
    polity_run run = POLITY_RUN_INIT;
    polity_error err = POLITY_ERROR_INIT;
    ck_assert_int_eq(run_reserve(&run, "distances", 1e30, &err), POLITY_OK);
    ck_assert_int_eq(run_reserve(NULL, "distances", 1e30, &err), POLITY_OK);
    run.max_bytes = 5000000;
    ck_assert_int_eq(run_reserve(&run, "distances", 5e6, &err), POLITY_OK);
    ck_assert_int_eq(run_reserve(&run, "distances", 7e6, &err), POLITY_ELIMIT);
    ck_assert_str_eq(err.id, "memory-limit");
    ck_assert_str_eq(err.message, "distances needs about 7 MB, over the limit of 5 MB");
}
END_TEST

START_TEST(there_is_always_a_thread)
{
    polity_run run = POLITY_RUN_INIT;
    static const int32_t pairs[][2] = {{0, 1}, {1, 1}, {2, 2}, {64, 64}, {-5, 1}};
    ck_assert_int_eq(run_threads(NULL), 1);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        run.threads = pairs[i][0];
        ck_assert_int_eq(run_threads(&run), pairs[i][1]);
    }
}
END_TEST

int main(void)
{
    return RUN_SUITE("ticker", NULL, NULL, no_settings_are_the_defaults,
                     a_shorter_struct_is_read_as_far_as_it_goes,
                     progress_is_told_and_may_cancel, limits_are_kept,
                     there_is_always_a_thread);
}
