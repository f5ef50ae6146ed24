#include "measures/paths/brandes_batch.h"

#include <string.h>

int batch_make(brandes_batch *of, const brandes_graph *graph, size_t results)
{
    size_t n = graph->spots;
    memset(of, 0, sizeof *of);
    of->graph = graph;
    of->blocks.of = memory_array(n, sizeof *of->blocks.of);
    of->own = memory_zeroed(n, sizeof *of->own);
    of->seen = memory_array(n, sizeof *of->seen);
    of->front = memory_zeroed(n, sizeof *of->front);
    of->at = memory_zeroed(n, sizeof *of->at);
    of->reached = memory_array(n, sizeof *of->reached);
    of->left = memory_array(n, sizeof *of->left);
    of->found = memory_zeroed(results, sizeof *of->found);
    if (!of->blocks.of || !of->own || !of->seen || !of->front || !of->at ||
        !of->reached || !of->left || !of->found ||
        !batch_grow(of, (void **)&of->entries, &of->entry_room, 1, sizeof *of->entries) ||
        !batch_grow(of, (void **)&of->places, &of->place_room, 1, sizeof *of->places))
        return 0;
    of->entries[0] = (batch_entry){0};
    of->places[0] = (batch_place){0};
    return single_make(&of->single, graph);
}

void batch_free(brandes_batch *of)
{
    memory_free(of->blocks.block);
    memory_free(of->blocks.of);
    memory_free(of->own);
    memory_free(of->seen);
    memory_free(of->front);
    memory_free(of->at);
    memory_free(of->reached);
    memory_free(of->left);
    memory_free(of->found);
    memory_free(of->watched);
    memory_free(of->entries);
    memory_free(of->places);
    memory_free(of->level);
    memory_free(of->tight);
    memory_free(of->tight_arc);
    memory_free(of->after);
    memory_free(of->after_arc);
    memory_free(of->numbers);
    single_free(&of->single);
}

double batch_bytes(const brandes_graph *graph, size_t results)
{
    double a_spot = 3 * sizeof(uint64_t) + 4 * sizeof(int32_t) + sizeof(spot_block) +
                    sizeof(batch_entry) + sizeof(batch_place);
    return a_spot * (double)graph->spots + sizeof(double) * (double)results +
           single_bytes(graph);
}

double batch_taken(const brandes_batch *of)
{
    return (double)of->blocks.room * sizeof *of->blocks.block +
           (double)of->entry_room * sizeof *of->entries +
           (double)of->place_room * sizeof *of->places +
           (double)of->number_room * sizeof(double) +
           (double)(of->tight_room + of->after_room) * sizeof *of->tight +
           (double)(of->tight_arc_room + of->after_arc_room) * sizeof *of->tight_arc;
}

int batch_grow(brandes_batch *of, void **block, size_t *room, size_t wanted, size_t size)
{
    double more = 1.5 * (double)wanted * (double)size; /* as memory_grow() may take */
    if (wanted <= *room)
        return 1;
    if (of->most && batch_taken(of) + more > (double)of->most)
        of->failed = BATCH_OVER_LIMIT;
    else if (!memory_grow(block, room, wanted, size))
        of->failed = BATCH_NO_MEMORY;
    return !of->failed;
}

int batch_go_on(brandes_batch *of, size_t arcs)
{
    enum { ARCS_A_LOOK = 1 << 24 };
    of->looked += arcs;
    if (!of->go_on || of->looked < ARCS_A_LOOK)
        return 1;
    of->looked = 0;
    if (!of->go_on(of->user, of->lane))
        of->failed = BATCH_STOPPED;
    return !of->failed;
}

int batch_watch(brandes_batch *of, const int32_t *watch, size_t rows)
{
    memory_free(of->watched);
    of->watch = watch;
    of->watched_rows = rows;
    of->watched = memory_array(rows * BATCH_LANES, sizeof *of->watched);
    return of->watched != NULL;
}

static void run_singly(brandes_batch *of, const route_source *sources, size_t n)
{
    of->single.from = of->from;
    of->single.to = of->to;
    for (size_t i = 0; i < n && batch_go_on(of, of->graph->arcs); i++)
        single_run(&of->single, &sources[i], of->found, of->watch,
                   of->watched ? of->watched + i : NULL);
    if (of->single.overflow)
        of->failed = BATCH_OVERFLOW;
}

void batch_run(brandes_batch *of, const route_source *sources, size_t n)
{
    int found = batch_search(of, sources, n);
    for (size_t i = 0; i < of->watched_rows * BATCH_LANES; i++)
        of->watched[i] = 0;
    for (size_t i = 0; found && !of->sparse && i < n; i++)
        of->own[sources[i].spot] |= UINT64_C(1) << i;
    if (found && of->sparse)
        run_singly(of, sources, n);
    else if (found)
        batch_sum(of);
    for (size_t i = 0; i < n; i++)
        of->own[sources[i].spot] = 0;
}
