/* Spots that the lanes of a batch have met alike: a partition, split as arcs are followed
 * (partition refinement: Paige and Tarjan 1987, SIAM Journal on Computing 16(6)).
 *
 * At first all spots of one kind are a block. What the arcs of one spot lead to is split
 * off from each block, so spots stay together for as long as the same spots have led to
 * them, in the same lanes, at every step: as many shortest routes lead to each. Hence one
 * row of numbers does for all of them. */
#ifndef MEASURES_PATHS_BRANDES_BLOCKS_H
#define MEASURES_PATHS_BRANDES_BLOCKS_H

#include "measures/paths/brandes_graph.h"

typedef struct spot_block {
    uint64_t next; /* lanes that reach its spots in the step being taken */
    int32_t spots; /* how many; 0 = all have been split off */
    int32_t by;    /* what it was last split by: the number of that split */
    int32_t part;  /* the block that was then split off */
    int32_t entry; /* the last entry that its spots were in */
} spot_block;

typedef struct spot_blocks {
    spot_block *block;
    size_t count, room;
    int32_t *of;    /* of each spot: its block */
    int32_t splits; /* the number of the present one */
} spot_blocks;

/* Back to a block for each kind of spot; there is room for those. */
void blocks_begin(spot_blocks *blocks, const brandes_graph *graph);

/* A copy of a spot's block, with the spot in it yet to come. There is room for it. */
int32_t blocks_add(spot_blocks *blocks, int32_t block);

static inline spot_block *block_of(const spot_blocks *blocks, int32_t spot)
{
    return &blocks->block[blocks->of[spot]];
}

/* Move a spot to another block. */
static inline spot_block *block_move(spot_blocks *blocks, int32_t spot, int32_t to)
{
    block_of(blocks, spot)->spots--;
    blocks->of[spot] = to;
    blocks->block[to].spots++;
    return &blocks->block[to];
}

/* The block of a spot, once what the present split takes has been split off. */
static inline spot_block *block_split(spot_blocks *blocks, int32_t spot)
{
    spot_block *from = block_of(blocks, spot);
    if (from->spots == 1)
        return from;
    if (from->by != blocks->splits) {
        from->by = blocks->splits;
        from->part = blocks_add(blocks, blocks->of[spot]);
    }
    return block_move(blocks, spot, from->part);
}

/* The block of a spot, which is then alone in it; also where others are yet to come to
 * the one that it was in. */
static inline spot_block *block_alone(spot_blocks *blocks, int32_t spot)
{
    return block_move(blocks, spot, blocks_add(blocks, blocks->of[spot]));
}

#endif
