/**
 * How a long call runs: seed, limits, threads, progress and cancelling.
 */
#ifndef POLITY_RUN_H
#define POLITY_RUN_H

#include <stddef.h>
#include <stdint.h>

#include <polity/export.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Settings of a run. Start from POLITY_RUN_INIT; NULL where one is taken means these
 * defaults.
 *
 * The progress function is called on the calling thread alone, at the steps of the work
 * and in between some tens of times a second at most, and never from within igraph's own
 * parallel code. Return non-zero to cancel: the call then fails with POLITY_ECANCELLED
 * and leaves nothing behind.
 */
typedef struct polity_run {
    size_t
        size; /**< sizeof(polity_run), so that later versions may add fields at the end */
    uint64_t seed; /**< of every random choice; recorded in results that used it */
    uint64_t
        max_bytes; /**< most memory a call may ask for beyond its inputs; 0 = no limit */
    int32_t threads; /**< 0 or 1 = one: a library does not take its host's cores */
    int32_t reserved;
    int (*progress)(void *user, const char *what,
                    double done); /**< done in 0..1; < 0 = unknown */
    void *user;
} polity_run;

#define POLITY_RUN_INIT                                                                  \
    {                                                                                    \
        sizeof(polity_run), 0, 0, 0, 0, NULL, NULL                                       \
    }

/**
 * Where written bytes go: a file, a socket, a buffer. The library opens no stream for
 * writing.
 *
 * @return 0; anything else ends the write with POLITY_EIO
 */
typedef int (*polity_sink)(void *user, const void *bytes, size_t n);

#ifdef __cplusplus
}
#endif

#endif
