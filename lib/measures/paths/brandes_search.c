/* The breadth-first search of a batch: levels of entries. */
#include <string.h>

#include "measures/paths/brandes_batch.h"

enum { WORTH_SHARING = 5 }; /* lanes of an entry, on the mean */

static void take_entry(brandes_batch *of, int32_t spot, uint64_t lanes)
{
    of->entries[of->entry_count++] = (batch_entry){.lanes = lanes, .spot = spot};
}

static int begin_level(brandes_batch *of)
{
    if (!batch_grow(of, (void **)&of->level, &of->level_room, of->levels + 2,
                    sizeof *of->level))
        return 0;
    of->level[of->levels++] = of->entry_count;
    of->level[of->levels] = of->entry_count;
    return 1;
}

/* A spot that all lanes have reached needs no looking at. */
static void see(brandes_batch *of, int32_t spot, uint64_t lanes)
{
    if (of->seen[spot] == of->all)
        return;
    of->seen[spot] |= lanes;
    if (of->seen[spot] == of->all)
        of->left_arcs -= (size_t)spot_arcs_back(of->graph, spot);
}

/* A source whose spot has members that are not tied may be led back to one of them. */
static int begin(brandes_batch *of, const route_source *sources, size_t n)
{
    const brandes_graph *g = of->graph;
    memset(of->seen, 0, g->spots * sizeof *of->seen);
    of->all = UINT64_MAX >> (64 - n);
    of->lanes_taken = 0;
    of->sparse = 0;
    of->left_count = g->spots;
    of->left_arcs = g->arcs;
    for (size_t i = 0; i < g->spots; i++)
        of->left[i] = (int32_t)i;
    of->entry_count = 1;
    of->levels = 0;
    if (!begin_level(of) || !batch_grow(of, (void **)&of->entries, &of->entry_room, n + 1,
                                        sizeof *of->entries))
        return 0;
    for (size_t i = 0; i < n; i++) { /* several may start from one spot */
        int32_t spot = sources[i].spot;
        of->times[i] = sources[i].times;
        if (!of->next[spot])
            take_entry(of, spot, 0);
        of->next[spot] |= UINT64_C(1) << i;
    }
    for (size_t e = 1; e < of->entry_count; e++) {
        batch_entry *source = &of->entries[e];
        source->lanes = of->next[source->spot];
        of->next[source->spot] = 0;
        if (!g->apart[source->spot])
            see(of, source->spot, source->lanes);
    }
    return 1;
}

/* From each entry of the front to what its arcs lead to. */
static void push(brandes_batch *of, size_t from, size_t to)
{
    const brandes_graph *g = of->graph;
    for (size_t e = from; e < to; e++) {
        batch_entry *front = &of->entries[e];
        uint64_t lanes = front->lanes, any = 0;
        for (int64_t a = g->first[front->spot]; a < g->first[front->spot + 1]; a++) {
            int32_t w = g->head[a];
            uint64_t found = lanes & ~of->seen[w];
            if (!found)
                continue;
            if (!of->next[w])
                take_entry(of, w, 0);
            of->next[w] |= found;
            any |= found;
        }
        if (any)
            front->leads_on = 1;
    }
}

/* From each spot that is not reached yet to what leads to it. */
static void pull_one(brandes_batch *of, int32_t w, uint64_t need)
{
    const brandes_graph *g = of->graph;
    uint64_t found = 0;
    for (int64_t a = g->first_back[w]; a < g->first_back[w + 1]; a++) {
        batch_entry *front = &of->entries[of->entry[g->head_back[a]]];
        uint64_t lanes = front->lanes & need;
        if (!lanes)
            continue;
        front->leads_on = 1;
        found |= lanes;
    }
    if (!found)
        return;
    take_entry(of, w, 0);
    of->next[w] = found;
}

static void pull(brandes_batch *of, size_t from, size_t to)
{
    size_t kept = 0;
    for (size_t e = from; e < to; e++)
        of->entry[of->entries[e].spot] = (int32_t)e;
    for (size_t i = 0; i < of->left_count; i++) {
        int32_t w = of->left[i];
        uint64_t need = of->all & ~of->seen[w];
        if (!need)
            continue;
        of->left[kept++] = w;
        pull_one(of, w, need);
    }
    of->left_count = kept;
    for (size_t e = from; e < to; e++)
        of->entry[of->entries[e].spot] = 0;
}

/* Either way finds the same. */
static int step(brandes_batch *of)
{
    size_t from = of->level[of->levels - 1], to = of->entry_count, arcs = 0;
    for (size_t e = from; e < to; e++)
        arcs += (size_t)spot_arcs(of->graph, of->entries[e].spot);
    size_t most = arcs < of->graph->spots ? arcs : of->graph->spots;
    if (!batch_grow(of, (void **)&of->entries, &of->entry_room, to + most,
                    sizeof *of->entries) ||
        !begin_level(of))
        return 0;
    if (arcs <= of->left_arcs)
        push(of, from, to);
    else
        pull(of, from, to);
    for (size_t e = to; e < of->entry_count; e++) {
        batch_entry *made = &of->entries[e];
        made->lanes = of->next[made->spot];
        of->next[made->spot] = 0;
        of->lanes_taken += (size_t)__builtin_popcountll(made->lanes);
        see(of, made->spot, made->lanes);
    }
    of->level[of->levels] = of->entry_count;
    return 1;
}

/* Whether so few lanes share an entry that searches one by one are quicker; asked when
 * enough of the network is seen to tell. Arcs are always searched together. */
static int shares_little(const brandes_batch *of)
{
    return !of->graph->arc_back && of->entry_count > of->graph->spots / 4 &&
           of->lanes_taken < WORTH_SHARING * of->entry_count;
}

int batch_search(brandes_batch *of, const route_source *sources, size_t n)
{
    int fine = begin(of, sources, n);
    while (fine && !of->sparse && of->entry_count > of->level[of->levels - 1]) {
        fine = step(of);
        of->sparse = shares_little(of);
    }
    return fine;
}
