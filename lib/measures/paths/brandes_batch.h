/* Shortest routes in steps from up to 32 sources at once (Brandes 2001, in lanes of one
 * source each).
 *
 * A breadth-first search of all lanes together makes entries: a spot and the lanes that
 * reach it in so many steps. An entry of few lanes keeps a number for each of them alone,
 * one of many a number for all, so that lanes that agree share work and lanes that do not
 * waste little room. Where a spot leads on to none in any lane, its share is handed back
 * at once and nothing of it is kept. */
#ifndef MEASURES_PATHS_BRANDES_BATCH_H
#define MEASURES_PATHS_BRANDES_BATCH_H

#include "measures/paths/brandes_graph.h"
#include "measures/paths/brandes_single.h"

/* Entry 0 is none: its lanes are empty. */
typedef struct batch_entry {
    uint64_t lanes;
    int64_t at;    /* its first number in `routes` and `behind`, if it keeps any */
    int64_t tight; /* its first entry in `tight`: those of the level before that lead to
                      it */
    int32_t spot;
    uint32_t tights : 31;  /* how many */
    uint32_t leads_on : 1; /* to an entry of the next level */
} batch_entry;

/* The room of one thread. What grows is grown as it is needed, up to `most` bytes. */
typedef struct brandes_batch {
    const brandes_graph *graph;
    uint64_t *seen; /* of each spot: lanes that reached it */
    uint64_t *next; /* … that reach it in the step being taken */
    uint64_t *own;  /* … that start from it */
    int32_t *entry; /* … its entry in the level that is led on from; 0 = none */
    int32_t *left;  /* spots that some lane has not reached */
    size_t left_count, left_arcs;
    uint64_t all; /* the lanes in use */
    double times[BATCH_LANES];
    size_t lanes_taken; /* of all entries */
    int sparse;
    brandes_single single;
    batch_entry *entries;
    size_t entry_count, entry_room;
    size_t *level; /* first entry of each */
    size_t levels, level_room;
    double *routes; /* to each entry, a lane each, times the members of its spot */
    double *behind; /* shares of the routes that go on beyond it, over its routes; of one
                       that has them all, what it hands back */
    size_t number_count, number_room, behind_room;
    int32_t *tight;
    int64_t *tight_arc; /* the arc of each, for betweenness of arcs */
    size_t tight_count, tight_room, tight_arc_room;
    int64_t overflow[4];  /* not 0: more routes than a double can count */
    double *found;        /* the result: one a spot, or one an arc of the network */
    const double **row;   /* numbers to be added up */
    int32_t *asked;       /* entries to be added up */
    const int32_t *watch; /* of each spot: its row in `watched`, or -1; NULL = none has */
    double *watched;      /* what passes a spot from each lane of the last batch */
    size_t watched_rows;
    size_t most; /* bytes that may be taken; 0 = any */
    int failed;  /* BATCH_… */
} brandes_batch;

enum { BATCH_NO_MEMORY = 1, BATCH_OVER_LIMIT, BATCH_OVERFLOW };

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

/* Room for `wanted` things in all. 0 = failed, and says so in `failed`. */
int batch_grow(brandes_batch *of, void **block, size_t *room, size_t wanted, size_t size);

#endif
