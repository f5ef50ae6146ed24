/* A network whose nodes may stand for several: what a search for communities works on,
 * level by level. */
#ifndef MEASURES_COMMUNITIES_LEVEL_H
#define MEASURES_COMMUNITIES_LEVEL_H

#include <stdatomic.h>

#include "base/random.h"
#include "measures/measure.h"

typedef struct level {
    size_t nodes;
    const int64_t *first; /* nodes + 1 */
    const int32_t *head;  /* each neighbour once, itself not among them */
    const double *tie;    /* strength of each entry, the same in both rows */
    const double *sum;    /* strength of each node: of all ties of those it stands for */
} level;

/* Room for a level that is made. */
typedef struct level_room {
    int64_t *first;
    int32_t *head;
    double *tie, *sum;
} level_room;

/* What is asked of a group at once lies together: groups are met in no order. */
typedef struct tally {
    double link;    /* to it from the node at hand; 0 between uses */
    double total;   /* strength of its nodes */
    double outward; /* of a part: strength of its ties to others of its group */
    int64_t size;   /* its nodes */
} tally;

typedef struct membership {
    int32_t group, part;
} membership;

/* Rooms that the steps of a search share, for networks of so many nodes at most; and how
 * they are told to stop. */
typedef struct scratch {
    tally *tally;   /* of each group or part */
    int32_t *met;   /* groups that the node at hand is tied to */
    int32_t *order; /* of nodes */
    int32_t *start; /* of each group in a list of members; nodes + 1 */
    double *whole;  /* of each group that others are parts of: strength of its nodes */
    membership *in; /* of each node */
    uint8_t *mark;  /* of each node */
    const polity_run *run; /* asked whether to go on; NULL = on another thread */
    double done;           /* for it */
    atomic_int *stop;      /* 1 = do no more: shared by searches side by side */
} scratch;

int scratch_make(scratch *to, size_t nodes);
void scratch_free(scratch *of);
double scratch_bytes(size_t nodes);

/* Whether to stop, asked by loops every few thousand nodes. */
int scratch_stops(const scratch *with);

int level_room_make(level_room *to, size_t nodes, size_t entries);
void level_room_free(level_room *of);
double level_room_bytes(size_t nodes, size_t entries);

/* Every group becomes a node: the level that is made lives in `room`. Groups are numbered
 * from 0 to count-1. O(nodes + entries). */
void level_join(level *to, level_room *room, const level *of, const int32_t *group,
                size_t count, scratch *with);

/* Numbers the groups of n nodes by their first node; returns how many there are. `room`
 * has an entry for every number that `group` may hold. */
size_t level_renumber(int32_t *group, size_t n, size_t most, int32_t *room);

/* Nodes in an order drawn at random. */
void level_shuffle(int32_t *order, size_t n, random_state *random);

enum { AHEAD = 8 }; /* how early a row is asked for, where rows come in no order */

/* Ask memory for the row of a node that is soon to be read. */
static inline void level_expect(const level *of, int32_t soon, int32_t next)
{
    __builtin_prefetch(&of->first[soon]);
    __builtin_prefetch(&of->head[of->first[next]]);
    __builtin_prefetch(&of->tie[of->first[next]]);
    __builtin_prefetch(&of->tie[of->first[next] + 8]);
}

#endif
