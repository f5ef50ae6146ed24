/* Distances in steps from many nodes at once: breadth-first search with a bit for each of
 * 256 sources (Then et al. 2014, The More the Merrier, PVLDB 8(4)), counted at the node
 * that is reached and at the source that reaches it. */
#ifndef MEASURES_PATHS_WAVES_H
#define MEASURES_PATHS_WAVES_H

#include "measures/measure.h"
#include "measures/paths/step_sums.h"
#include "measures/paths/wave_bits.h"

/* A graph for waves: structurally equivalent nodes are one spot, and spots are numbered
 * anew, those of many arcs first, so that what is looked for is found early in a row, and
 * the others by neighbourhood, so that what is needed together lies together. */
typedef struct waves_graph {
    size_t spots, arcs, sources;
    int32_t *spot;     /* of each node of the network */
    uint32_t *members; /* of each spot: nodes that it stands for */
    uint8_t *tied;     /* of each spot: those are several and tied to each other */
    int32_t *source;   /* spots that reach any, in the order in which they are sources: of
                          few members first, then those of like neighbours together */
    int64_t *first, *first_back; /* rows of the arcs that waves go along; and back */
    int32_t *head, *head_back;   /* of an undirected graph the same arrays */
    int shared;
} waves_graph;

/* Make it, of waves that go along ties or, `turned`, against them. 0 = no memory;
 * waves_graph_free() either way. O(arcs log arcs). */
int waves_graph_make(waves_graph *to, const polity_graph *graph, int turned);
void waves_graph_free(waves_graph *of);
double waves_graph_bytes(const polity_graph *graph);

/* What is counted, and whether to go on. */
typedef struct waves_aim {
    step_sums *sent; /* by source, one a spot; shared by all threads, as each source is
                        searched from once; NULL = not wanted */
    int64_t within;  /* steps of step_sums.within; 0 = any number */
    int only_within; /* nothing further is wanted */
    int count_steps; /* waves.steps is wanted */
    /* Asked every some million arcs; 0 = stop, and what is counted is of no use. */
    int (*go_on)(void *user, size_t lane);
    void *user;
} waves_aim;

/* Sources of a batch that stand for equally many nodes. */
typedef struct wave_group {
    wave_bits those;
    uint64_t members;
} wave_group;

/* Most distances in a polity are shorter than this: counted, and added up but once. */
enum { WAVE_STEPS = 8 };

/* Room of one thread. Sums are those of each member of a spot. */
typedef struct waves {
    const waves_graph *graph;
    const waves_aim *aim;
    size_t lane;
    wave_bits *seen, *now, *next; /* empty between searches */
    int32_t *front, *front_next;
    int32_t *met; /* spots that a search has come to; the sources may be there twice */
    size_t met_count;
    wave_bits alive; /* sources that came to new nodes in the last step */
    wave_group groups[WAVE_SOURCES];
    size_t group_count;
    /* By spot that is reached: sources by number of steps, and sums of those from which
     * it takes more than WAVE_STEPS. */
    uint32_t *few[WAVE_STEPS];
    step_sums *sums;
    int64_t *steps; /* pairs by number of steps; NULL = not wanted; spots + 2 */
} waves;

/* What a spot has been reached by. */
step_sums waves_sums(const waves *of, size_t spot);

int waves_make(waves *to, const waves_graph *graph, const waves_aim *aim, size_t lane);
void waves_free(waves *of);
double waves_bytes(size_t spots);

/* Search from the sources number from..to-1 (in the order of `source`, at most
 * WAVE_SOURCES), and add up. O(arcs · levels) words, less where few are left; where waves
 * are narrow, O(arcs that lead from what is reached), so that a path of n nodes costs
 * O(n) for each source and not for each step. */
void waves_run(waves *of, size_t from, size_t to);

#endif
