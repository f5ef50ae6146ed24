/* What importers of networks share: options, what is told of an import, ends that have no
 * record of their own. */
#ifndef IO_JOB_H
#define IO_JOB_H

#include <polity/import.h>

#include "base/options.h"
#include "io/read.h"

typedef struct job_tally {
    const char *file, *what, *why; /* in `texts` */
    size_t count;
} job_tally;

typedef struct job {
    options given;
    int strict;
    const char *node_type, *edge_kind; /* NULL = none */
    job_tally *tallies;
    size_t tally_count, tally_capacity;
    arena texts;
    polity_table **report;
    int failed; /* no memory for one of these */
} job;

/* Check the arguments and read the options that all have. */
polity_status job_begin(job *of, const polity_dataset *into, options given,
                        polity_table **report, polity_table **problems,
                        polity_error *err);

/* Check the type and kind of what states none, once the vocabulary is known. */
void job_defaults(job *of, reader *r);

/* Count under "read", "kept", "made" or "dropped" of the file at hand. */
void job_tally_of(job *of, const reader *r, const char *what, size_t n,
                  const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Something that the format has no field for is kept under x_: a warning, an error if
 * strict. */
void job_unknown(job *of, reader *r, record_list list, const char *name, const char *kept,
                 scan_place place);

/* Make nodes of the ends that are none, if the type is given. */
void job_ends(job *of, reader *r);

/* Ties whose direction in the file is not that of their kind. */
void job_against(reader *r, size_t count, scan_place first);

/* Make the report, a table `file what count why`, before anything is taken over. */
void job_report(job *of, reader *r);
/* The end, with the status of the whole. Returns it. */
polity_status job_end(job *of, polity_status status);

#endif
