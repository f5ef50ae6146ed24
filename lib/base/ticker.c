#include "base/ticker.h"

#include <string.h>

polity_run run_settings(const polity_run *run)
{
    polity_run settings = POLITY_RUN_INIT;
    if (run && run->size)
        memcpy(&settings, run, run->size < sizeof settings ? run->size : sizeof settings);
    settings.size = sizeof settings;
    return settings;
}

polity_status run_tick(const polity_run *run, const char *what, double done,
                       polity_error *err)
{
    if (run && run->progress && run->progress(run->user, what, done))
        return error_set(err, POLITY_ECANCELLED, "cancelled", "cancelled while %s", what);
    return POLITY_OK;
}

polity_status run_reserve(const polity_run *run, const char *what, double bytes,
                          polity_error *err)
{
    if (!run || !run->max_bytes || bytes <= (double)run->max_bytes)
        return POLITY_OK;
    return error_set(err, POLITY_ELIMIT, "memory-limit",
                     "%s needs about %.0f MB, over the limit of %.0f MB", what,
                     bytes / 1e6, (double)run->max_bytes / 1e6);
}

int run_threads(const polity_run *run)
{
    return run && run->threads > 1 ? (int)run->threads : 1;
}
