/* Progress, cancelling and limits of a run: what long loops call. */
#ifndef BASE_TICKER_H
#define BASE_TICKER_H

#include <polity/run.h>

#include "base/error.h"

/* A caller's settings with defaults filled in: NULL and older, shorter structs are fine.
 */
polity_run run_settings(const polity_run *run);

/* Report `done` of `what` and ask whether to go on: POLITY_OK or POLITY_ECANCELLED. Cheap
 * enough to be called some thousand times a second; loops call it once every few thousand
 * steps. */
polity_status run_tick(const polity_run *run, const char *what, double done,
                       polity_error *err);

/* Ask for `bytes` before taking them: POLITY_OK or POLITY_ELIMIT with both figures. */
polity_status run_reserve(const polity_run *run, const char *what, double bytes,
                          polity_error *err);

/* Threads a kernel may use: at least 1. */
int run_threads(const polity_run *run);

#endif
