/* The main() of a program of unit tests. */
#ifndef SUPPORT_SUITE_H
#define SUPPORT_SUITE_H

#include <check.h>
#include <stdlib.h>

enum { SUITE_SECONDS = 300 }; /* a test may take; under a sanitizer all is slow */

/* Run tests, each in a process of its own, between `set_up` and `tear_down` (nullable).
 * Returns what main() does. */
static inline int run_suite(const char *name, const TTest *const tests[], size_t n,
                            SFun set_up, SFun tear_down)
{
    Suite *suite = suite_create(name);
    TCase *all = tcase_create(name);
    SRunner *runner = srunner_create(suite);
    int failed;
    tcase_set_timeout(all, SUITE_SECONDS);
    tcase_add_checked_fixture(all, set_up, tear_down);
    for (size_t i = 0; i < n; i++)
        tcase_add_test(all, tests[i]);
    suite_add_tcase(suite, all);
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

/* What must hold, in a loop: ck_assert() writes to the runner each time it is met. */
#define MUST(holds, ...)                                                                 \
    do {                                                                                 \
        if (!(holds))                                                                    \
            ck_abort_msg(__VA_ARGS__);                                                   \
    } while (0)

/* run_suite() over the tests that are named. */
#define RUN_SUITE(name, set_up, tear_down, ...)                                          \
    run_suite(name, (const TTest *[]){__VA_ARGS__},                                      \
              sizeof((const TTest *[]){__VA_ARGS__}) / sizeof(const TTest *), set_up,    \
              tear_down)

#endif
