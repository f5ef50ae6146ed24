/**
 * Reading and writing data sets: the polity JSON format 1.0, JSON Lines, snapshots, gzip
 * of each.
 *
 * Format and compression are told by content, never by the file's name. A text is read
 * once, in pieces; memory grows with the network, not with the text.
 */
#ifndef POLITY_IO_H
#define POLITY_IO_H

#include <stddef.h>

#include <polity/dataset.h>
#include <polity/option.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Read a document into a data set and merge it with what is there.
 *
 * Records with the same id are united field by field; unequal fields are a fault that
 * names both places. Every fault of the document is found in one pass: one bad record
 * does not end it. A snapshot that is refused says so: "snapshot-version",
 * "snapshot-damaged" …
 *
 * @param into           data set to add to; on error it is unchanged
 * @param file           path of the file; "-" is standard input
 * @param[out] problems  nullable; see polity_dataset_check(); given even when the call
 * fails; yours
 * @param run            progress, cancelling, `max_bytes`; NULL = defaults
 * @param[out] err       the first error
 * @return POLITY_OK, POLITY_EIO (cannot be read; with the system's reason),
 * POLITY_ESYNTAX, POLITY_EDATA, POLITY_EVERSION (a newer major version), POLITY_EARG
 * (sealed), POLITY_ENOMEM, POLITY_ELIMIT, POLITY_ECANCELLED
 *
 * Ends and references may point into documents that are still to be read: see
 * polity_dataset_check().
 */
POLITY_API POLITY_MUST_USE polity_status polity_dataset_read(polity_dataset *into,
                                                             const char *file,
                                                             polity_table **problems,
                                                             const polity_run *run,
                                                             polity_error *err);

/** The same for `n` bytes in memory; `name` stands for the file in messages. */
POLITY_API POLITY_MUST_USE polity_status polity_dataset_read_bytes(
    polity_dataset *into, const char *name, const void *bytes, size_t n,
    polity_table **problems, const polity_run *run, polity_error *err);

/**
 * Write a data set.
 *
 * @param format  "json", "jsonl" (both read back to the same data set), "polity" (a
 * snapshot: read back at once, but only by the same version of the library on the same
 * kind of machine; anything else refuses it), "graphml" (read
 * back by polity_import_graphml() to the same data set), "csv-nodes", "csv-edges",
 * "csv-sources" (sheets: see polity_import_csv()) or "node-link" (plain node-link JSON of
 * d3 and NetworkX); see polity_formats()
 * @return POLITY_OK, POLITY_EARG (no such format), POLITY_EDATA (an id holds a character
 * that XML has not), POLITY_EIO (the sink failed), POLITY_ENOMEM
 *
 * The same data set gives the same bytes. Quotations are left out unless their source's
 * consent is `quote_agreed`.
 */
POLITY_API POLITY_MUST_USE polity_status
polity_dataset_write(const polity_dataset *dataset, const char *format, polity_sink sink,
                     void *user, polity_error *err);

/** The formats there are: a table `format reads writes meaning`. Yours. */
POLITY_API POLITY_MUST_USE polity_status polity_formats(polity_table **out,
                                                        polity_error *err);

#ifdef __cplusplus
}
#endif

#endif
