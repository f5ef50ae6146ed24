/* The inside of comparing two views. */
#ifndef GRAPH_DIFF_H
#define GRAPH_DIFF_H

#include <polity/diff.h>

#include "base/map.h"
#include "graph/view.h"

typedef enum change {
    CHANGE_CAME,
    CHANGE_WENT,
    CHANGE_CHANGED,
    CHANGE_CONTINUED,
    CHANGE_SAME,
    CHANGES
} change;

/* One difference. Texts are borrowed for the call. `field` and what follows may be NULL.
 */
typedef struct difference {
    const char *what, *of, *id, *field, *before, *after;
    change change;
    int counted; /* for the summary alone: other rows tell it in full */
} difference;

/* What is done with each difference, and with each thing that stayed (CHANGE_SAME): 0 =
 * no memory. */
typedef int difference_sink(void *user, const difference *d);

typedef struct comparison {
    const polity_view *view[2]; /* before, after */
    difference_sink *sink;
    void *user;
    const polity_run *run;
    polity_error *err;
    polity_status status;
    int follow;       /* successors */
    int32_t *heir[2]; /* by number of a node of the view: the node of the other view that
                         it is compared with; -1 = none */
    uint8_t *continued[2]; /* by another id */
    buffer text[2];
} comparison;

/* Pair the nodes of the two views: by id, then, if asked for, by succession. */
polity_status diff_pair(comparison *c);
/* Report nodes and their properties; ties, derived ties and acts. */
polity_status diff_nodes(comparison *c);
polity_status diff_ties(comparison *c);

int diff_tell(comparison *c, const difference *d);

#endif
