/* Shortest routes in steps from up to 64 sources at once (Brandes 2001, in lanes of one
 * source each).
 *
 * A breadth-first search of all lanes together makes entries: spots of one block, and the
 * lanes that reach them in so many steps, by routes from the same places of the level
 * before. Those are as many for each of its spots, so an entry has one row of numbers,
 * one a lane. The sweeps forward and back then go over entries, and over places (a spot
 * of an entry) only where routes go on from them. */
#ifndef MEASURES_PATHS_BRANDES_BATCH_H
#define MEASURES_PATHS_BRANDES_BATCH_H

#include "measures/paths/brandes_blocks.h"
#include "measures/paths/brandes_single.h"

/* Entry 0 is none: its lanes are empty. */
typedef struct batch_entry {
    uint64_t lanes;
    double targets; /* that its spots count as */
    int64_t tight;  /* its first in `tight`: what leads to it from the level before */
    int32_t tights, place, spots; /* how many; its first place; its spots */
    int32_t leads_on;             /* some spot of it does, to targets */
} batch_entry;

/* A spot in a level. Place 0 is none. */
typedef struct batch_place {
    int32_t spot, entry;
    int64_t after; /* end of its entries in `after`, which begin where those of the place
                      before end */
} batch_place;

/* The room of one thread. What grows is grown as it is needed, up to `most` bytes. */
typedef struct brandes_batch {
    const brandes_graph *graph;
    spot_blocks blocks;
    uint64_t *own;    /* of each spot: lanes that start from it */
    uint64_t *seen;   /* … that have reached it */
    uint64_t *front;  /* … that it is led on from in */
    int32_t *at;      /* … its place in the level that is led on from; 0 = none */
    int32_t *reached; /* spots that the step being taken reaches */
    size_t reached_count;
    int32_t *left; /* spots that some lane has not reached */
    size_t left_count, left_arcs;
    uint64_t all;     /* the lanes in use */
    int32_t from, to; /* spots of the sources, if those are all in order */
    double times[BATCH_LANES];
    size_t lanes_taken; /* of all places */
    int sparse;
    brandes_single single;
    batch_entry *entries;
    size_t entry_count, entry_room;
    batch_place *places;
    size_t place_count, place_room;
    size_t *level; /* first entry of each */
    size_t levels, level_room;
    int32_t *tight;     /* places; once all are found, their entries */
    int64_t *tight_arc; /* the arc of each, for betweenness of arcs */
    size_t tight_count, tight_room, tight_arc_room;
    int32_t *after;     /* entries that places lead to in the next level */
    int64_t *after_arc; /* the arc to each */
    size_t after_room, after_arc_room;
    double *numbers; /* rows, of entries: routes to each of its spots, times the members;
                        then what all of its spots hand back, over those before */
    double *rows;    /* the first, at the start of a line of the cache */
    size_t number_room;
    int64_t overflow[4];  /* not 0: more routes than a double can count */
    double *found;        /* the result: one a spot, or one an arc of the network */
    const int32_t *watch; /* of each spot: its row in `watched`, or -1; NULL = none has */
    double *watched;      /* what passes a spot from each lane of the last batch */
    size_t watched_rows;
    size_t most;                           /* bytes that may be taken; 0 = any */
    int failed;                            /* BATCH_… */
    int (*go_on)(void *user, size_t lane); /* asked now and then; 0 = give up. NULL = not
                                              asked */
    void *user;
    size_t lane, looked; /* looked: at arcs, since it was asked */
} brandes_batch;

enum { BATCH_NO_MEMORY = 1, BATCH_OVER_LIMIT, BATCH_OVERFLOW, BATCH_STOPPED };

/* Room for batches; `results`: entries of `found`. 0 = no memory; batch_free() either
 * way. */
int batch_make(brandes_batch *of, const brandes_graph *graph, size_t results);
/* Keep what passes some spots lane by lane: `watch` is as above and stays the caller's.
 * 0 = no memory. */
int batch_watch(brandes_batch *of, const int32_t *watch, size_t rows);
void batch_free(brandes_batch *of);
/* What has been taken beyond that. */
double batch_taken(const brandes_batch *of);
/* What a batch takes at least. */
double batch_bytes(const brandes_graph *graph, size_t results);

/* Count from 1 to BATCH_LANES sources, and add what is found to `found`; together, or
 * where they share little, one by one. */
void batch_run(brandes_batch *of, const route_source *sources, size_t n);

/* The parts, in order. 0 = failed; a search also ends where it finds that sources share
 * too little, and says so in `sparse`. */
int batch_search(brandes_batch *of, const route_source *sources, size_t n);
int batch_sum(brandes_batch *of);

/* Whether to go on after so many arcs more; 0 = failed, and says so in `failed`. */
int batch_go_on(brandes_batch *of, size_t arcs);
/* Room for `wanted` things in all. 0 = failed, and says so in `failed`. */
int batch_grow(brandes_batch *of, void **block, size_t *room, size_t wanted, size_t size);

#endif
