/**
 * Statements that data can decide, and patterns worth asking: files of either, and their
 * runs.
 *
 * A claims file (`"polity_claims": 1`) names statements, for each the figures that decide
 * it (a pattern or a measure), what data it needs, the condition under which it holds and
 * the outcome that is expected. A pattern file (`"polity_patterns": 1`) names patterns
 * with what they mean. The format is described in datasets/patterns/README.md.
 */
#ifndef POLITY_CLAIMS_H
#define POLITY_CLAIMS_H

#include <polity/dataset.h>
#include <polity/option.h>
#include <polity/run.h>
#include <polity/table.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The statements or patterns of a file. Opaque; yours; polity_claims_free(). */
typedef struct polity_claims polity_claims;

/**
 * Read a claims or pattern file.
 *
 * @param[out] out   yours. NULL on error
 * @param      file  its name; "-" = standard input; gzip is undone
 * @return POLITY_OK, POLITY_EIO, POLITY_ESYNTAX (no JSON), POLITY_EDATA (a key that is
 * unknown, missing or of another type; with line, column and path), POLITY_EVERSION,
 * POLITY_ENOMEM
 */
POLITY_API POLITY_MUST_USE polity_status polity_claims_read(polity_claims **out,
                                                            const char *file,
                                                            polity_error *err);
/** The same from memory; `name` stands in messages. */
POLITY_API POLITY_MUST_USE polity_status polity_claims_read_bytes(polity_claims **out,
                                                                  const char *name,
                                                                  const void *bytes,
                                                                  size_t n,
                                                                  polity_error *err);

/** One statement or pattern. Borrowed. */
typedef struct polity_claim {
    const char *id;
    const char *statement;        /**< of a pattern: its title */
    const char *note;             /**< of a pattern: what it means; "" = none */
    const char *place;            /**< in the source; "" = none */
    const char *match;            /**< of a pattern alone; else NULL */
    const polity_option *options; /**< for its view */
    size_t option_count;
} polity_claim;

/** Number of statements or patterns. */
POLITY_API size_t polity_claims_count(const polity_claims *claims);
/** Number `i`, 0-based; NULL past the last. Borrowed. */
POLITY_API const polity_claim *polity_claims_at(const polity_claims *claims, size_t i);
/** Title of the file; "" = none. */
POLITY_API const char *polity_claims_title(const polity_claims *claims);

/**
 * Decide every statement over a data set.
 *
 * Reads the options `claim` (ids; else all) and `expect` (whose expectations count; else
 * the first that each names). Options of a view given here override those of the file.
 *
 * @param[out] out       a table `claim outcome expected as_expected figures needs
 * evidence statement place note`, a row a statement: outcome is "confirmed", "refuted",
 * "direction only" or "cannot be decided", then `needs` says what is missing: also where
 * a figure is not computable for these data, or over a limit. Yours
 * @param[out] differs   nullable; the number of statements that came out otherwise than
 *                       expected
 * @return POLITY_OK, POLITY_EARG, POLITY_EDATA (a pattern file; more than 64 figures),
 * POLITY_EQUERY (a pattern or condition; the claim is named), POLITY_ENOTFOUND,
 * POLITY_ECANCELLED, POLITY_ENOMEM
 *
 * Cost: that of its patterns and measures; views with the same options are built once.
 */
POLITY_API POLITY_MUST_USE polity_status
polity_claims_run(polity_table **out, size_t *differs, const polity_claims *claims,
                  const polity_dataset *dataset, const polity_option *options, size_t n,
                  const polity_run *run, polity_error *err);

/** Release; NULL is fine. */
POLITY_API void polity_claims_free(polity_claims *claims);

#ifdef __cplusplus
}
#endif

#endif
