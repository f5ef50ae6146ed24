/**
 * Importing what others keep in their own formats: the school register of England,
 * sheets, GraphML, node-link JSON.
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

/**
 * Import sheets: comma-separated nodes, ties and sources, as researchers keep them.
 *
 * Options of POLITY_STAGE_IMPORT name the files: `nodes`, `edges`, `sources`, each of
 * which may be absent or given several times. Columns are found by the names of the
 * format's keys in any order, without regard to case, spaces, `-` and `_`:
 *
 * | column | what it is |
 * |---|---|
 * | `id`, `type`, `name`, `scope`, `tags` … | keys of a node, a tie or a source |
 * | `source`/`from`, `target`/`to`, `kind`/`type`, `weight` … | keys of a tie |
 * | `valid.from`, `valid.to` (`from`, `to` of nodes) | its dates |
 * | `ids.urn` | an identifier in another register |
 * | `status`, `ofsted` … | any property that is built in or declared |
 * | `cites`, `locator`, `stance`, `confidence`, `said`, `coder`, `evidence.note` |
 * evidence | | `label`, Kumu's `Label From To Type`, Gephi's `Id Label Source Target
 * Weight` | likewise |
 *
 * `map` (COLUMN=FIELD,…) says what another column is, and `COLUMN=-` leaves it out. A
 * column that is nothing of this is kept as the property `x_COLUMN` and reported. `|`
 * separates the values of a property that takes many, of tags and aliases, and pieces of
 * evidence. A sheet holds one value a property: histories are for the JSON format. An
 * empty cell is absent.
 *
 * Values are checked as those of a document are; every fault names file, line, column,
 * the column's name and the value. A tie's `class`, if there is a column, is compared
 * with its kind's.
 *
 * @param into           a data set, which may hold documents with a vocabulary and
 * sources; unchanged on error
 * @param options        files, `map`, `delimiter`, `node-type` (of nodes that state none,
 * and of ends that no node has, which are then made), `edge-kind` (of ties that state
 * none), `strict` (what no field has is an error)
 * @param n              how many
 * @param[out] report    nullable; as of polity_import_gias(), given on errors of data too
 * @param[out] problems  nullable; see polity_dataset_check(); given even when the call
 *                       fails; yours
 * @param run            progress and cancelling; NULL = defaults
 * @param[out] err       the first error
 * @return POLITY_OK; POLITY_EARG (no file, sealed, an unknown option, a map that no
 * column or field answers to); POLITY_ENOTFOUND (no such type or kind in an option);
 *         POLITY_EIO; POLITY_ESYNTAX, POLITY_EDATA (faults); POLITY_ENOMEM,
 *         POLITY_ECANCELLED
 *
 * What polity_dataset_write() makes as "csv-nodes", "csv-edges" and "csv-sources" reads
 * back to the same records, but for what their column `omitted` names.
 */
POLITY_API POLITY_MUST_USE polity_status polity_import_csv(
    polity_dataset *into, const polity_option *options, size_t n, polity_table **report,
    polity_table **problems, const polity_run *run, polity_error *err);

/**
 * Import GraphML: what polity_dataset_write() makes as "graphml", what networkx, igraph
 * and Gephi make of that, and networks of their own.
 *
 * Keys are known by `attr.name`, which is as a column's of polity_import_csv(); a name
 * that ends in `.json` holds JSON text: histories, lists, evidence, and texts that XML
 * has no characters for. Graph data `polity.json`, `sources.json`, `brokerages.json`,
 * `absences.json` and `rules.json` hold the rest of a data set, so that nothing is lost.
 * An attribute that is none of these is kept as the property `x_NAME` and reported; an
 * empty one is absent. Ids of ties that are not theirs alone in the file (networkx counts
 * them anew for each pair) become their `key`. Direction is that of the kind; where the
 * file has it otherwise, this is reported.
 *
 * A document type is refused: no entities, and nothing is fetched. Hyperedges, ports and
 * nested graphs are faults.
 *
 * @param options  `file` ("-" = standard input, gzip by content), `node-type`,
 * `edge-kind`, `strict`
 *
 * The rest is as of polity_import_csv(). Memory grows with the file.
 */
POLITY_API POLITY_MUST_USE polity_status polity_import_graphml(
    polity_dataset *into, const polity_option *options, size_t n, polity_table **report,
    polity_table **problems, const polity_run *run, polity_error *err);

/**
 * Import plain node-link JSON, as d3 and NetworkX have it: an object with the lists
 * `nodes` and `links` (or `edges`). Keys are as columns of polity_import_csv(); numbers
 * are taken for ids. The rest is as of polity_import_graphml().
 */
POLITY_API POLITY_MUST_USE polity_status polity_import_node_link(
    polity_dataset *into, const polity_option *options, size_t n, polity_table **report,
    polity_table **problems, const polity_run *run, polity_error *err);

#ifdef __cplusplus
}
#endif

#endif
