#include "measures/paths/brandes_blocks.h"

#include <string.h>

void blocks_begin(spot_blocks *blocks, const brandes_graph *graph)
{
    memcpy(blocks->of, graph->kind, graph->spots * sizeof *blocks->of);
    blocks->count = graph->kinds;
    blocks->splits = 0;
    for (size_t i = 0; i < graph->kinds; i++)
        blocks->block[i] = (spot_block){.spots = graph->kind_spots[i]};
}

int32_t blocks_add(spot_blocks *blocks, int32_t block)
{
    int32_t added = (int32_t)blocks->count++;
    blocks->block[added] = blocks->block[block];
    blocks->block[added].spots = 0;
    blocks->block[added].by = 0;
    return added;
}
