/* The inside of a roll-up: groups of nodes, then ties between them. */
#ifndef GRAPH_ROLLUP_H
#define GRAPH_ROLLUP_H

#include <polity/rollup.h>

#include "base/map.h"
#include "graph/view.h"
#include "query/query.h"

enum { ROLLUP_KEYS = 8 };

typedef struct rollup_group {
    const char *id, *name; /* in the arena; of a single node its own */
    int32_t first;         /* its first member: number in the view */
    size_t members, within;
    symbol symbol; /* in the quotient */
} rollup_group;

typedef struct rollup_tie {
    uint16_t kind;
    uint8_t matter, modality; /* 0 = they differ, or none is stated */
    int32_t source, target;   /* groups; the same: ties within it */
    size_t count;
    size_t ends[2]; /* members of either that have one */
} rollup_tie;

typedef struct rollup {
    const polity_view *view;
    polity_error *err;
    query key[ROLLUP_KEYS];
    size_t keys;
    const char *by;
    int32_t *group; /* of each node of the view */
    rollup_group *groups;
    size_t group_count, group_capacity;
    rollup_tie *ties;
    size_t tie_count, tie_capacity;
    map group_ids, tie_ids, pair_ids, end_ids;
    arena texts;
} rollup;

/* Read `by`; fill groups; fill ties. */
polity_status rollup_read(rollup *r, const char *by);
polity_status rollup_group_nodes(rollup *r);
polity_status rollup_merge_ties(rollup *r);
void rollup_free(rollup *r);

/* The counts as a table; the quotient as a data set, in which ties within a group are its
 * property. */
polity_status rollup_table(const rollup *r, polity_table **out);
polity_status rollup_dataset(rollup *r, polity_dataset **out);

#endif
