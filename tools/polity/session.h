/* What every command that reads data does: read, tell the problems, select, build, write,
 * end. */
#ifndef POLITY_SESSION_H
#define POLITY_SESSION_H

#include <polity/polity.h>

#include "listing.h"
#include "options.h"
#include "output.h"
#include "progress.h"

typedef struct session {
    const arguments *given;
    progress watch;
    polity_run run;
    polity_dataset *dataset;
    polity_view *view;
    polity_graph *graph;
    polity_table
        *columns; /* the first table of problems: `problems` borrows its columns' texts */
    listing problems; /* of all files, and of what no file shows alone */
    size_t files, errors, warnings, notes;
    int unfinished; /* a file has errors, so that what no file shows alone was not looked
                       for */
    int told;       /* the error has been told already */
    polity_error err;
} session;

void session_begin(session *at, const arguments *given);

/* Read the files (words from `first` on) into one data set and check it. POLITY_OK with
 * warnings only. Problems are kept and not told; a file that cannot be read is told at
 * once, the others are read none the less, and POLITY_EIO is what it ends with. */
polity_status session_read(session *at, size_t first);

/* Check the rules of what was read, and the records by its rules of policy; problems are
 * kept and not told. */
polity_status session_rules(session *at);

/* The same, then the problems are told: errors one by one, warnings by their number. */
polity_status session_load(session *at, size_t first);

/* Whether a call failed for a fault in the data, which is among its problems. */
int session_is_data(polity_status status);

/* "41 nodes, 105 ties, 6 brokerages, 4 rules": what was read or made; "" = no memory. */
enum { CONTENTS_SIZE = 160 };
void session_contents(const session *at, char out[CONTENTS_SIZE]);

/* session_load(), then the view, then the graph. */
polity_status session_view(session *at, size_t first);
polity_status session_graph(session *at, size_t first);

/* A view for patterns, which name the ties they want themselves: of every class, unless
 * classes or kinds are chosen. `more`: options that those of the command line override.
 */
polity_status session_pattern_options(session *at, const polity_option *more, size_t n);

/* Write a result where --output says, as --format says; ordered and cut by --sort and
 * --top, of commands that take them. */
polity_status session_write(session *at, const polity_table *table);
/* The same into an output that is open, for several tables. */
polity_status session_put(session *at, output *to, const polity_table *table);
polity_status session_list(session *at, const listing *table);

/* Close an output whose writing ended with `status`: only whole results are kept. What to
 * return. */
polity_status session_finish(session *at, output *to, polity_status status);

/* Refuse an option's value: POLITY_ENOTFOUND, with the nearest name. */
polity_status session_unknown(session *at, const char *what, const char *name,
                              guess *search);

/* Release everything and tell the error, if any. The exit status. */
int session_end(session *at, polity_status status);

#endif
