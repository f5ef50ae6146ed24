/**
 * Importing what others keep in their own formats: the school register of England.
 */
#ifndef POLITY_IMPORT_H
#define POLITY_IMPORT_H

#include <stddef.h>

#include <polity/dataset.h>
#include <polity/option.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Import downloads of the Department's register of schools (Get Information About
 * Schools) and the inspectorate's records of inspections into one data set.
 *
 * Options of POLITY_STAGE_IMPORT name the files; any may be absent, each may be given
 * several times, "-" is standard input, gzip is told by content:
 *
 * | option | download | columns it must have |
 * |---|---|---|
 * | establishments | `edubasealldata` | URN, name, type, status |
 * | groups | `allgroupsdata` | UID, name, type |
 * | group-links | `alllinksdata` | URN, UID |
 * | links | `links_edubasealldata` | URN, LinkURN, LinkType |
 * | inspections | URN, Rating, Inspection Date; or management information | these three |
 *
 * Columns are found by header name in any order, under the names of several years; others
 * are not looked at, so that no personal data is read. Text is UTF-8 or Windows-1252.
 *
 * Nodes: establishments (`urn-100000`), groups (`uid-2044`), local authorities
 * (`la-201`), dioceses. Ties: `governs`, `sponsors`, `part_of`, `predecessor_of`. Every
 * record has the place of its row and cites its file. A code or name that no table has is
 * kept as an `x_gias_…` property and reported; nothing is guessed.
 *
 * @param into           an empty data set; unchanged on error. Import first, then read
 *                       regimes and reports into it with polity_dataset_read()
 * @param options        files, and `strict`: what is wrong in a row is an error
 * @param n              how many
 * @param[out] report    nullable; a table `file what count why`: what was read, kept and
 *                       dropped; yours; NULL on ENOMEM, EIO, ECANCELLED
 * @param[out] problems  nullable; see polity_dataset_check(); rows that were left out or
 *                       read in part, and all that is odd in the register, each with its
 *                       line. Given even when the call fails; yours
 * @param run            progress and cancelling; NULL = defaults
 * @param[out] err       the first error
 * @return POLITY_OK; POLITY_EARG (no file, not empty, sealed, an unknown option);
 *         POLITY_EIO; POLITY_ESYNTAX (an empty file, damaged gzip), POLITY_EDATA (no
 * table, a required column is missing; with `strict` any fault of a row); POLITY_ENOMEM,
 *         POLITY_ECANCELLED
 *
 * Cost: O(rows · log rows); memory grows with the network, not with the files.
 */
POLITY_API POLITY_MUST_USE polity_status polity_import_gias(
    polity_dataset *into, const polity_option *options, size_t n, polity_table **report,
    polity_table **problems, const polity_run *run, polity_error *err);

#ifdef __cplusplus
}
#endif

#endif
