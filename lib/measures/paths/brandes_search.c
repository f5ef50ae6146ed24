/* The breadth-first search of a batch: levels of entries. */
#include <string.h>

#include "measures/paths/brandes_batch.h"

enum { WORTH_SHARING = 12 }; /* lanes that reach spots of an entry, on the mean */

/* First place of a level; of the one after the last, the end. */
static size_t first_place(const brandes_batch *of, size_t level)
{
    size_t e = of->level[level];
    return e < of->entry_count ? (size_t)of->entries[e].place : of->place_count;
}

/* Places of a level can be found by their spots, until they are hidden. How many arcs go
 * out from them. */
static size_t show(brandes_batch *of, size_t level)
{
    size_t arcs = 0, end = first_place(of, level + 1);
    for (size_t p = first_place(of, level); p < end; p++) {
        const batch_place *place = &of->places[p];
        of->at[place->spot] = (int32_t)p;
        of->front[place->spot] = of->entries[place->entry].lanes;
        arcs += (size_t)spot_arcs(of->graph, place->spot);
    }
    return arcs;
}

static void hide(brandes_batch *of, size_t level)
{
    size_t end = first_place(of, level + 1);
    for (size_t p = first_place(of, level); p < end; p++)
        of->front[of->places[p].spot] = 0;
}

/* Blocks, entries and places have numbers of 32 bits: more are searched one by one. */
static int fits(brandes_batch *of, size_t wanted)
{
    of->sparse |= wanted > INT32_MAX;
    return !of->sparse;
}

/* Room for so many blocks more. */
static int grow_blocks(brandes_batch *of, size_t more)
{
    size_t wanted = of->blocks.count + more;
    return fits(of, wanted) &&
           batch_grow(of, (void **)&of->blocks.block, &of->blocks.room, wanted,
                      sizeof *of->blocks.block);
}

/* --- what a step reaches ---------------------------------------------------------- */

/* To what the arcs of a place lead to. Parallel ones, which lie together, are more routes
 * than the rest of a block has. */
static void follow(brandes_batch *of, const batch_place *from)
{
    const brandes_graph *g = of->graph;
    const uint64_t *restrict seen = of->seen;
    uint64_t lanes = of->front[from->spot];
    of->blocks.splits++;
    for (int64_t a = g->first[from->spot]; a < g->first[from->spot + 1]; a++) {
        int32_t w = g->head[a];
        uint64_t found = lanes & ~seen[w];
        if (!found)
            continue;
        if (!block_of(&of->blocks, w)->next)
            of->reached[of->reached_count++] = w;
        if (a > g->first[from->spot] && g->head[a - 1] == w)
            block_alone(&of->blocks, w);
        else
            block_split(&of->blocks, w)->next |= found;
    }
}

static int push(brandes_batch *of, size_t level)
{
    size_t end = first_place(of, level + 1);
    for (size_t p = first_place(of, level); p < end; p++) {
        if (!grow_blocks(of, (size_t)spot_arcs(of->graph, of->places[p].spot)))
            return 0;
        follow(of, &of->places[p]);
    }
    return 1;
}

/* To each spot that some lane has not reached, along what leads to it. Nothing tells then
 * which are alike. */
static int pull(brandes_batch *of)
{
    const brandes_graph *g = of->graph;
    size_t kept = 0;
    if (!grow_blocks(of, of->left_count))
        return 0;
    for (size_t i = 0; i < of->left_count; i++) {
        int32_t w = of->left[i];
        uint64_t need = of->all & ~of->seen[w], found = 0;
        if (!need)
            continue;
        of->left[kept++] = w;
        for (int64_t a = g->first_back[w]; a < g->first_back[w + 1]; a++)
            found |= of->front[g->head_back[a]];
        if (!(found & need))
            continue;
        of->reached[of->reached_count++] = w;
        block_alone(&of->blocks, w)->next = found & need;
    }
    of->left_count = kept;
    return 1;
}

/* --- the level made of it --------------------------------------------------------- */

static int make_entries(brandes_batch *of)
{
    size_t first = of->entry_count, n = of->reached_count;
    if (!fits(of, of->place_count + n) ||
        !batch_grow(of, (void **)&of->entries, &of->entry_room, first + n,
                    sizeof *of->entries) ||
        !batch_grow(of, (void **)&of->places, &of->place_room, of->place_count + n,
                    sizeof *of->places) ||
        !batch_grow(of, (void **)&of->level, &of->level_room, of->levels + 2,
                    sizeof *of->level))
        return 0;
    of->level[of->levels++] = first;
    for (size_t i = 0; i < n; i++) {
        spot_block *block = block_of(&of->blocks, of->reached[i]);
        batch_entry *entry;
        if ((size_t)block->entry < first) {
            block->entry = (int32_t)of->entry_count++;
            of->entries[block->entry] =
                (batch_entry){.lanes = block->next, .place = (int32_t)of->place_count};
            of->place_count += (size_t)block->spots;
        }
        entry = &of->entries[block->entry];
        entry->targets += spot_targets(of->graph, of->reached[i], of->from, of->to);
        of->places[entry->place + entry->spots++] =
            (batch_place){of->reached[i], block->entry, 0};
    }
    of->reached_count = 0;
    of->level[of->levels] = of->entry_count;
    return 1;
}

/* The lanes of a new level are seen from now on. A spot that all lanes have reached needs
 * no looking at. A source whose spot has members that are not tied may be led back to one
 * of them. */
static void see(brandes_batch *of)
{
    for (size_t e = of->level[of->levels - 1]; e < of->entry_count; e++) {
        const batch_entry *entry = &of->entries[e];
        const batch_place *places = &of->places[entry->place];
        uint64_t seen = of->seen[places->spot] | entry->lanes;
        block_of(&of->blocks, places->spot)->next = 0;
        of->lanes_taken +=
            (size_t)__builtin_popcountll(entry->lanes) * (size_t)entry->spots;
        if (of->levels == 1 && of->graph->apart[places->spot])
            continue;
        for (int32_t i = 0; i < entry->spots; i++)
            of->seen[places[i].spot] = seen;
        for (int32_t i = 0; seen == of->all && i < entry->spots; i++)
            of->left_arcs -= (size_t)spot_arcs_back(of->graph, places[i].spot);
    }
}

/* --- the whole -------------------------------------------------------------------- */

static int begin(brandes_batch *of, const route_source *sources, size_t n)
{
    const brandes_graph *g = of->graph;
    of->all = UINT64_MAX >> (64 - n);
    of->lanes_taken = 0;
    of->sparse = 0;
    of->left_count = g->spots;
    of->left_arcs = g->arcs;
    for (size_t i = 0; i < g->spots; i++)
        of->left[i] = (int32_t)i;
    memset(of->seen, 0, g->spots * sizeof *of->seen);
    of->entry_count = of->place_count = 1;
    of->levels = of->reached_count = 0;
    of->from = sources[0].spot;
    of->to = sources[n - 1].spot + 1;
    of->blocks.count = 0;
    if (!grow_blocks(of, g->kinds + n))
        return 0;
    blocks_begin(&of->blocks, g);
    for (size_t i = 0; i < n; i++) { /* several may start from one spot */
        int32_t spot = sources[i].spot;
        of->times[i] = sources[i].times;
        if (!block_of(&of->blocks, spot)->next)
            of->reached[of->reached_count++] = spot;
        block_alone(&of->blocks, spot)->next |= UINT64_C(1) << i;
    }
    if (!make_entries(of))
        return 0;
    see(of);
    return 1;
}

/* Pushing and pulling find the same. */
static int step(brandes_batch *of)
{
    size_t level = of->levels - 1, arcs = show(of, level);
    int fine = (arcs <= of->left_arcs ? push(of, level) : pull(of));
    hide(of, level);
    fine = fine && make_entries(of);
    if (fine)
        see(of);
    return fine && batch_go_on(of, arcs < of->graph->arcs ? arcs : of->graph->arcs);
}

/* Whether so few lanes share an entry that searches one by one are quicker; asked when
 * enough of the network is seen to tell. */
static int shares_little(const brandes_batch *of)
{
    return of->place_count > of->graph->spots / 4 &&
           of->lanes_taken < of->place_count + WORTH_SHARING * of->entry_count;
}

/* Places of the level before that lead to an entry: the same to each of its spots. */
static void find_tight(brandes_batch *of, batch_entry *entry)
{
    const brandes_graph *g = of->graph;
    int32_t spot = of->places[entry->place].spot, n = 0;
    int32_t *tight = of->tight + of->tight_count;
    int64_t *arcs = g->arc_back ? of->tight_arc + of->tight_count : NULL;
    for (int64_t a = g->first_back[spot]; a < g->first_back[spot + 1]; a++) {
        int32_t from = g->head_back[a];
        tight[n] = of->at[from];
        if (arcs)
            arcs[n] = g->arc_back[a];
        n += (of->front[from] & entry->lanes) != 0;
    }
    entry->tight = (int64_t)of->tight_count;
    entry->tights = n;
    of->tight_count += (size_t)n;
    for (int32_t i = 0; i < n; i++) {
        of->places[tight[i]].after++;
        of->entries[of->places[tight[i]].entry].leads_on = 1;
    }
}

/* Of entries that are targets, or lead on to some. */
static int find_level_tight(brandes_batch *of, size_t level)
{
    for (size_t e = of->level[level]; e < of->level[level + 1]; e++) {
        batch_entry *entry = &of->entries[e];
        int32_t spot = of->places[entry->place].spot;
        size_t most = of->tight_count + (size_t)spot_arcs_back(of->graph, spot);
        if (entry->targets <= 0 && !entry->leads_on)
            continue;
        if (!batch_grow(of, (void **)&of->tight, &of->tight_room, most,
                        sizeof *of->tight) ||
            (of->graph->arc_back &&
             !batch_grow(of, (void **)&of->tight_arc, &of->tight_arc_room, most,
                         sizeof *of->tight_arc)))
            return 0;
        find_tight(of, entry);
    }
    return 1;
}

/* From the last level back: what leads to no target is not looked at. */
static int find_all_tight(brandes_batch *of)
{
    int fine = 1;
    of->tight_count = 0;
    for (size_t level = of->levels - 1; level > 0 && fine; level--) {
        show(of, level - 1);
        fine = find_level_tight(of, level);
        hide(of, level - 1);
    }
    return fine;
}

/* The entries that each place leads to; and those that lead to each, instead of places.
 */
static int find_after(brandes_batch *of)
{
    int64_t end = 0;
    if (!batch_grow(of, (void **)&of->after, &of->after_room, of->tight_count,
                    sizeof *of->after) ||
        (of->graph->arc_back &&
         !batch_grow(of, (void **)&of->after_arc, &of->after_arc_room, of->tight_count,
                     sizeof *of->after_arc)))
        return 0;
    for (size_t p = 1; p < of->place_count; p++) {
        int64_t n = of->places[p].after;
        of->places[p].after = end;
        end += n;
    }
    for (size_t e = 1; e < of->entry_count; e++) {
        const batch_entry *entry = &of->entries[e];
        for (int64_t i = entry->tight; i < entry->tight + entry->tights; i++) {
            batch_place *place = &of->places[of->tight[i]];
            int64_t at = place->after++;
            of->after[at] = (int32_t)e;
            of->tight[i] = place->entry;
            if (of->graph->arc_back)
                of->after_arc[at] = of->tight_arc[i];
        }
    }
    return 1;
}

int batch_search(brandes_batch *of, const route_source *sources, size_t n)
{
    int fine = begin(of, sources, n);
    while (fine && !of->sparse && of->entry_count > of->level[of->levels - 1]) {
        fine = step(of);
        of->sparse |= shares_little(of);
    }
    if (of->sparse)
        return !of->failed;
    return fine && find_all_tight(of) && find_after(of);
}
