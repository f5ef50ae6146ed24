/**
 * Errors: one status per call and, if the caller wants it, one filled `polity_error`.
 *
 * Every function that can fail returns a `polity_status` and takes a `polity_error *`
 * last, which may be NULL. Nothing is printed, nothing is global, nothing is allocated:
 * running out of memory is reported like any other fault. The first fault is kept and
 * travels unchanged to the caller.
 */
#ifndef POLITY_ERROR_H
#define POLITY_ERROR_H

#include <stdint.h>

#include <polity/export.h>

#ifdef __cplusplus
extern "C" {
#endif

/** What became of a call. Values are never renumbered. */
typedef enum polity_status {
    POLITY_OK = 0,
    POLITY_ENOMEM = 1, /**< out of memory */
    POLITY_EIO =
        2, /**< a file cannot be read or written; the message has the system's reason */
    POLITY_ESYNTAX = 3,   /**< the text is not well-formed */
    POLITY_EDATA = 4,     /**< well-formed, but not a valid data set */
    POLITY_EARG = 5,      /**< an argument or option is not acceptable */
    POLITY_ENOTFOUND = 6, /**< no such node, measure, column, option value */
    POLITY_EQUERY = 7,    /**< a predicate or pattern does not parse */
    POLITY_EUNFIT = 8,    /**< the measure is not defined for this network */
    POLITY_ECONVERGE = 9, /**< an iteration did not converge */
    POLITY_ECANCELLED =
        10,             /**< stopped by the caller's progress function or its deadline */
    POLITY_ELIMIT = 11, /**< a limit on memory or size was reached */
    POLITY_EVERSION =
        12, /**< written by a newer version, or the caller's igraph is another */
    POLITY_EENGINE = 13 /**< igraph reported a fault of its own */
} polity_status;

/**
 * A located error. The caller's own, plain, without heap; its size is fixed for good.
 *
 * Text too long for its field keeps its tail (`file`, `path`) or its head (`message`).
 */
typedef struct polity_error {
    int32_t status; /**< a polity_status */
    int32_t line;   /**< 1-based; 0 = not in a text */
    int32_t
        column; /**< 1-based code point of the first character of the token; 0 = none */
    int32_t reserved0;
    char id[40];    /**< stable name of the fault, such as "edge-end-unknown"; see
                       polity_faults() */
    char file[256]; /**< name of the input; "" = none */
    char path[256]; /**< JSON Pointer (RFC 6901) to the value; "" = the whole document or
                       none */
    char message[512]; /**< one line, without location and final stop */
    char reserved[456];
} polity_error;

/** Initialiser of a polity_error. Not required: a failing call overwrites what was there.
 */
#define POLITY_ERROR_INIT                                                                \
    {                                                                                    \
        0, 0, 0, 0, "", "", "", "", ""                                                   \
    }

/** The name of a status, such as "EDATA"; "unknown" for a number that is none. Never
 * NULL. */
POLITY_API const char *polity_status_name(int status);

/** A sentence for a status, such as "out of memory"; never NULL. */
POLITY_API const char *polity_status_text(int status);

#ifdef __cplusplus
}
#endif

#endif
