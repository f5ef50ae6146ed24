/* Making synthetic data sets: what is asked for, and handing over. */
#include <polity/generate.h>

#include <string.h>

#include "base/nearest.h"
#include "base/options.h"
#include "generate/maker.h"

enum { WHAT_REGION, WHAT_ENGLAND, WHAT_COUNT };

static const char *const names[WHAT_COUNT] = {"region", "england"};

static polity_status find(const char *what, int *found, polity_error *err)
{
    char hint[NEAREST_SIZE];
    nearest near;
    if (!what)
        return error_set(err, POLITY_EARG, "argument",
                         "what to generate is needed: region or england");
    nearest_begin(&near, what, strlen(what));
    for (int i = 0; i < WHAT_COUNT; i++) {
        if (!strcmp(what, names[i])) {
            *found = i;
            return POLITY_OK;
        }
        nearest_offer(&near, names[i]);
    }
    return error_set(err, POLITY_ENOTFOUND, "generate-what",
                     "nothing called \"%.60s\" can be generated%s", what,
                     nearest_hint(&near, hint));
}

/* In thousandths of England. */
static polity_status read_scale(options given, int what, int64_t *size, polity_error *err)
{
    double times = 1;
    polity_status status = option_real(given, "scale", 0.01, 100, &times, err);
    if (!status && what == WHAT_REGION && option_given(given, "scale"))
        return error_set(err, POLITY_EARG, "option-scale",
                         "the region has one size: scale is an option of england");
    *size = (int64_t)(times * 1000 + 0.5);
    return status;
}

polity_status polity_generate(polity_dataset *into, const char *what,
                              const polity_option *list, size_t n, const polity_run *run,
                              polity_error *err)
{
    const options given = {list, n};
    maker m;
    int64_t size = 1000;
    int chosen = WHAT_REGION;
    polity_status status;
    memset(&m, 0, sizeof m);
    m.run = run_settings(run);
    m.err = err;
    if ((status = options_check(given, err)) || (status = find(what, &chosen, err)) ||
        (status = dataset_check_empty(into, "generate-into", "generate", err)) ||
        (status = read_scale(given, chosen, &size, err)) ||
        (status = polity_dataset_new(&m.made, err)))
        return status;
    if (chosen == WHAT_REGION)
        make_region(&m, m.run.seed);
    else
        make_england(&m, m.run.seed, size);
    if (!m.status)
        dataset_swap(into, m.made);
    polity_dataset_free(m.made);
    return m.status;
}
