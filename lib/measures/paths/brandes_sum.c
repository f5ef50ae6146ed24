/* Counting routes level by level, and handing shares back: the two sweeps of Brandes's
 * algorithm over the entries of a batch. */
#include <float.h>

#include "base/wide.h"
#include "measures/paths/brandes_batch.h"

/* All is inlined, so that it is compiled for wide words as well. */
#define INLINE static inline __attribute__((always_inline))

/* Vectors are passed among inlined functions alone. */
#pragma GCC diagnostic ignored "-Wpsabi"

/* Four lanes at a time: as wide as most processors' words. */
typedef double four __attribute__((vector_size(32), aligned(8)));
typedef int64_t four_bits __attribute__((vector_size(32), aligned(8)));
enum { FOURS = BATCH_LANES / 4, PART = 8 };

/* One number a lane; in the end, 0 in those that an entry does not have. */
typedef union lanes {
    double of[BATCH_LANES];
    four by[FOURS];
} lanes;

INLINE four all_of(double number) { return (four){number, number, number, number}; }

/* Of four lanes, all bits of those that are in a set. */
INLINE four_bits chosen(uint64_t set, int i)
{
    const four_bits each = {1, 2, 4, 8};
    int64_t part = (int64_t)(set >> 4 * i & 15);
    return (each & part) != 0;
}

INLINE int next_lane(uint64_t *left)
{
    int lane = __builtin_ctzll(*left);
    *left &= *left - 1;
    return lane;
}

INLINE lanes *row_of(const brandes_batch *b, int32_t entry)
{
    return (lanes *)(b->rows + (size_t)entry * BATCH_LANES);
}

INLINE void clear(lanes *sum)
{
    for (int i = 0; i < FOURS; i++)
        sum->by[i] = all_of(0);
}

/* Rows of entries, added up; as many lanes at a time as stay in registers. */
INLINE void add_rows(const brandes_batch *b, const int32_t *entries, size_t n,
                     lanes *into)
{
    for (int part = 0; part < FOURS; part += PART) {
        four sum[PART] = {{0}};
        for (size_t k = 0; k < n; k++)
            for (int i = 0; i < PART; i++)
                sum[i] += row_of(b, entries[k])->by[part + i];
        for (int i = 0; i < PART; i++)
            into->by[part + i] = sum[i];
    }
}

/* 0 in all lanes but those. */
INLINE void keep(lanes *of, uint64_t set)
{
    if (set == UINT64_MAX >> (64 - BATCH_LANES))
        return;
    for (int i = 0; i < FOURS; i++)
        of->by[i] = (four)((four_bits)of->by[i] & chosen(set, i));
}

/* What an entry hands back, over the routes before it: those to its own spots, and what
 * goes on `behind` each, added up. It takes the place of its routes. A lane that was led
 * back to the spot that it starts from has one target less there. */
INLINE void share_out(brandes_batch *b, int32_t e, const lanes *behind)
{
    const batch_entry *entry = &b->entries[e];
    int32_t spot = b->places[entry->place].spot;
    double members = b->graph->members[spot];
    double targets = entry->targets, others = targets > 0 ? targets - 1 : 0;
    lanes *row = row_of(b, e), share;
    for (int i = 0; i < FOURS; i++)
        share.by[i] = members * (targets / row->by[i] + behind->by[i]);
    for (uint64_t own = entry->lanes & b->own[spot]; own;) {
        int lane = next_lane(&own);
        share.of[lane] = members * (others / row->of[lane] + behind->of[lane]);
    }
    keep(&share, entry->lanes);
    *row = share;
}

/* --- forward ---------------------------------------------------------------------- */

/* Routes to a spot of an entry in each lane, times its members. One that leads on to none
 * has its share at once. */
INLINE void count_routes(brandes_batch *b, int32_t e, four_bits *over)
{
    const batch_entry *entry = &b->entries[e];
    double members = b->graph->members[b->places[entry->place].spot];
    lanes routes;
    add_rows(b, b->tight + entry->tight, (size_t)entry->tights, &routes);
    keep(&routes, entry->lanes);
    for (int i = 0; i < FOURS; i++) {
        routes.by[i] *= members;
        *over |= routes.by[i] > all_of(DBL_MAX);
    }
    *row_of(b, e) = routes;
    if (!entry->leads_on) {
        clear(&routes);
        share_out(b, e, &routes);
    }
}

/* From one route to each source: the empty one. */
WIDE_TOO static void forward(brandes_batch *b)
{
    four_bits over = {0};
    for (size_t e = b->level[0]; e < b->level[1]; e++)
        for (int i = 0; i < BATCH_LANES; i++)
            row_of(b, (int32_t)e)->of[i] = (double)(b->entries[e].lanes >> i & 1);
    for (size_t e = b->level[1]; e < b->entry_count; e++)
        if (b->entries[e].tights)
            count_routes(b, (int32_t)e, &over);
    for (int i = 0; i < 4; i++)
        b->overflow[i] |= over[i];
}

/* --- backward --------------------------------------------------------------------- */

/* What passes through a member of a spot. */
INLINE void add_passing(brandes_batch *b, int32_t spot, const lanes *routes,
                        const lanes *behind)
{
    four sum = all_of(0);
    for (int i = 0; i < FOURS; i++)
        sum += ((const four *)b->times)[i] * (routes->by[i] * behind->by[i]);
    b->found[spot] += (sum[0] + sum[1] + sum[2] + sum[3]) / b->graph->members[spot];
}

/* The same, lane by lane, of a spot that is watched. */
INLINE void watch_passing(brandes_batch *b, int32_t spot, uint64_t set,
                          const lanes *routes, const lanes *behind)
{
    double *into = b->watched + (size_t)b->watch[spot] * BATCH_LANES;
    while (set) {
        int lane = next_lane(&set);
        into[lane] = routes->of[lane] * behind->of[lane] / b->graph->members[spot];
    }
}

/* What passes the arcs from a place on. */
INLINE void add_passing_arcs(brandes_batch *b, const batch_place *place,
                             const lanes *routes)
{
    for (int64_t i = place[-1].after; i < place->after; i++) {
        const lanes *share = row_of(b, b->after[i]);
        four sum = all_of(0);
        for (int k = 0; k < FOURS; k++)
            sum += ((const four *)b->times)[k] * (routes->by[k] * share->by[k]);
        b->found[b->after_arc[i]] += sum[0] + sum[1] + sum[2] + sum[3];
    }
}

INLINE void hand_back(brandes_batch *b, int32_t e)
{
    const batch_entry *entry = &b->entries[e];
    const batch_place *place = &b->places[entry->place];
    const lanes *routes = row_of(b, e);
    lanes behind, all;
    clear(&all);
    for (int32_t k = 0; k < entry->spots; k++, place++) {
        if (place[-1].after == place->after)
            continue;
        if (b->graph->arc_back)
            add_passing_arcs(b, place, routes);
        add_rows(b, b->after + place[-1].after, (size_t)(place->after - place[-1].after),
                 &behind);
        keep(&behind, entry->lanes);
        for (int i = 0; i < FOURS; i++)
            all.by[i] += behind.by[i];
        if (!b->graph->arc_back)
            add_passing(b, place->spot, routes, &behind);
        if (b->watch && b->watch[place->spot] >= 0)
            watch_passing(b, place->spot, entry->lanes, routes, &behind);
    }
    share_out(b, e, &all);
}

/* What passes through a source is not asked for, but what takes its arcs is. */
WIDE_TOO static void backward(brandes_batch *b)
{
    size_t first = b->graph->arc_back ? b->level[0] : b->level[1];
    for (size_t e = b->entry_count; e-- > first;)
        if (b->entries[e].leads_on)
            hand_back(b, (int32_t)e);
}

static int make_rows(brandes_batch *b)
{
    const size_t line = 64 / sizeof *b->numbers;
    if (!batch_grow(b, (void **)&b->numbers, &b->number_room,
                    b->entry_count * BATCH_LANES + line, sizeof *b->numbers))
        return 0;
    b->rows = (double *)(((uintptr_t)b->numbers + 63) & ~(uintptr_t)63);
    return 1;
}

int batch_sum(brandes_batch *b)
{
    if (!make_rows(b))
        return 0;
    forward(b);
    for (int i = 0; i < 4; i++)
        if (b->overflow[i])
            b->failed = BATCH_OVERFLOW;
    if (b->failed)
        return 0;
    backward(b);
    return 1;
}
