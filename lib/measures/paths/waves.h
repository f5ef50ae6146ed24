/* Distances in steps from many nodes at once: breadth-first search with a bit for each of
 * 256 sources (Then et al. 2014, The More the Merrier, PVLDB 8(4)), counted at the node
 * that is reached. */
#ifndef MEASURES_PATHS_WAVES_H
#define MEASURES_PATHS_WAVES_H

#include "measures/numbering.h"

enum { WAVE_WORDS = 4, WAVE_SOURCES = 64 * WAVE_WORDS };

/* A graph for waves: nodes numbered anew, those of many arcs first, so that what is
 * looked for is found early in a row. */
typedef struct waves_graph {
    size_t nodes, arcs;
    numbering by;
    int32_t *source;      /* new numbers in the order in which they are sources: those of
                             like neighbours together */
    arc_rows along, back; /* heads alone; of an undirected graph the same arrays */
    int shared;
} waves_graph;

/* Make it of the rows that waves go along and those against them. 0 = no memory.
 * O(nodes log nodes + arcs). */
int waves_graph_make(waves_graph *to, const arc_rows *along, const arc_rows *back,
                     size_t nodes);
void waves_graph_free(waves_graph *of);
double waves_graph_bytes(const polity_graph *graph);

/* Sums over the sources that reach each node (by new number). Whole numbers, so that they
 * add up to the same in whatever order. */
__extension__ typedef unsigned __int128 wide;
typedef struct wave_sums {
    wide near; /* sum of 2^64 / steps */
    uint64_t reached, far;
    uint32_t widest;
} wave_sums;

/* Room of one thread. */
typedef struct waves {
    const waves_graph *graph;
    struct wave_bits *seen, *now, *next;
    int32_t *front, *front_next;
    wave_sums *sums; /* one a node */
    int64_t *steps;  /* pairs by number of steps; NULL = not wanted; nodes + 1 */
} waves;

int waves_make(waves *to, const waves_graph *graph, int steps);
void waves_free(waves *of);
double waves_bytes(size_t nodes);

/* Search from the sources number from..to-1 (in the order of `source`, at most
 * WAVE_SOURCES), and add up. O(arcs · levels) words, less where few are left. */
void waves_run(waves *of, size_t from, size_t to);

#endif
