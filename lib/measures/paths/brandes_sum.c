/* Counting routes level by level, and handing shares back: the two sweeps of Brandes's
 * algorithm over the entries of a batch. */
#include <float.h>

#include "base/wide.h"
#include "measures/paths/brandes_lanes.h"

enum {
    FEWER = 4
}; /* a level of so many times fewer entries than the one before keeps
      its shares until they are asked for, instead of handing them back */

static const lanes nothing; /* 0 in each lane */

/* Whether the entries of a level ask those of the next for their shares. */
INLINE int asks(const brandes_batch *b, size_t level)
{
    size_t here = b->level[level + 1] - b->level[level];
    size_t next = level + 1 < b->levels ? b->level[level + 2] - b->level[level + 1] : 0;
    return !b->graph->arc_back && here > FEWER * next;
}

/* Entries of a level can be found by their spots, until they are hidden. */
INLINE void show(brandes_batch *b, size_t level)
{
    for (size_t e = b->level[level]; e < b->level[level + 1]; e++)
        b->entry[b->entries[e].spot] = (int32_t)e;
}

INLINE void hide(brandes_batch *b, size_t level)
{
    for (size_t e = b->level[level]; e < b->level[level + 1]; e++)
        b->entry[b->entries[e].spot] = 0;
}

/* --- forward ---------------------------------------------------------------------- */

/* Entries shown that lead to this one, into the end of `tight`. */
INLINE uint32_t find_before(brandes_batch *b, const batch_entry *entry)
{
    const brandes_graph *g = b->graph;
    int32_t *tight = b->tight + b->tight_count;
    uint32_t n = 0;
    int64_t *arcs = g->arc_back ? b->tight_arc + b->tight_count : NULL;
    int64_t end = g->first_back[entry->spot + 1];
    for (int64_t a = g->first_back[entry->spot]; a < end; a++) {
        int32_t from = b->entry[g->head_back[a]];
        tight[n] = from;
        if (arcs)
            arcs[n] = g->arc_back[a];
        n += (b->entries[from].lanes & entry->lanes) != 0;
    }
    return n;
}

/* Routes to an entry in each lane, times the members of its spot. */
INLINE void count_routes(brandes_batch *b, const batch_entry *entry, const int32_t *tight,
                         uint32_t tights, lanes *routes)
{
    double members = b->graph->members[entry->spot];
    add_up(b, b->routes, entry->lanes, tight, tights, routes);
    if (many(entry->lanes)) {
        four_bits over = {0};
        for (int i = 0; i < FOURS; i++) {
            four_bits in = chosen(entry->lanes, i);
            routes->by[i] = (four)((four_bits)(routes->by[i] * members) & in);
            over |= routes->by[i] > all_of(DBL_MAX);
        }
        *(four_bits *)b->overflow |= over;
        return;
    }
    for (uint64_t left = entry->lanes; left;) {
        double *of = &routes->of[next_lane(&left)];
        *of *= members;
        b->overflow[0] |= *of > DBL_MAX;
    }
}

/* --- backward --------------------------------------------------------------------- */

/* Shares that an entry hands back, over its routes. A lane that was led back to the spot
 * that it starts from has one target less there. */
INLINE void share_out(const brandes_batch *b, const batch_entry *entry,
                      const lanes *routes, const lanes *behind, lanes *share)
{
    double members = b->graph->members[entry->spot];
    double targets = b->graph->targets[entry->spot];
    double others = targets > 0 ? targets - 1 : 0;
    if (many(entry->lanes)) {
        for (int i = 0; i < FOURS; i++) {
            four_bits in = chosen(entry->lanes, i);
            four_bits some = (four_bits)routes->by[i] | ((four_bits)all_of(1) & ~in);
            four over = targets / (four)some; /* by 1 where there is no lane */
            share->by[i] = (four)((four_bits)(members * (over + behind->by[i])) & in);
        }
    } else {
        for (uint64_t left = entry->lanes; left;) {
            int lane = next_lane(&left);
            share->of[lane] = members * (targets / routes->of[lane] + behind->of[lane]);
        }
    }
    for (uint64_t left = entry->lanes & b->own[entry->spot]; left;) {
        int lane = next_lane(&left);
        share->of[lane] = members * (others / routes->of[lane] + behind->of[lane]);
    }
}

/* What passes the arc from one entry to another. */
INLINE double passing_arc(const brandes_batch *b, const batch_entry *from,
                          uint64_t shared, const lanes *share)
{
    double sum = 0;
    while (shared) {
        int lane = next_lane(&shared);
        sum += b->times[lane] * b->routes[number_at(from, lane)] * share->of[lane];
    }
    return sum;
}

INLINE void hand_back(brandes_batch *b, const batch_entry *entry, const int32_t *tight,
                      const int64_t *arcs, uint32_t tights, const lanes *share)
{
    for (uint32_t i = 0; i < tights; i++) {
        const batch_entry *to = &b->entries[tight[i]];
        uint64_t shared = to->lanes & entry->lanes;
        add_to(to, b->behind, shared, share);
        if (arcs)
            b->found[arcs[i]] += passing_arc(b, to, shared, share);
    }
}

/* What passes through a member of an entry's spot. */
INLINE void add_passing(brandes_batch *b, const batch_entry *entry, const lanes *routes,
                        const lanes *behind)
{
    double members = b->graph->members[entry->spot], sum = 0;
    if (many(entry->lanes)) {
        four all = {0};
        for (int i = 0; i < FOURS; i++) {
            four times = ((const four *)b->times)[i];
            four passes = routes->by[i] * behind->by[i] * times;
            all += (four)((four_bits)passes & chosen(entry->lanes, i));
        }
        sum = all[0] + all[1] + all[2] + all[3];
    } else {
        for (uint64_t left = entry->lanes; left;) {
            int lane = next_lane(&left);
            sum += b->times[lane] * routes->of[lane] * behind->of[lane];
        }
    }
    b->found[entry->spot] += sum / members;
}

/* The same, lane by lane, of a spot that is watched. */
static void watch_passing(brandes_batch *b, const batch_entry *entry, const lanes *routes,
                          const lanes *behind)
{
    double *into = b->watched + (size_t)b->watch[entry->spot] * BATCH_LANES;
    for (uint64_t left = entry->lanes; left;) {
        int lane = next_lane(&left);
        into[lane] = routes->of[lane] * behind->of[lane] / b->graph->members[entry->spot];
    }
}

/* --- both sweeps ------------------------------------------------------------------ */

/* Room for what an entry may add. */
INLINE int make_room(brandes_batch *b, const batch_entry *entry)
{
    size_t tight = b->tight_count + (size_t)spot_arcs_back(b->graph, entry->spot);
    size_t numbers = b->number_count + BATCH_LANES;
    if (tight <= b->tight_room && numbers <= b->behind_room)
        return 1;
    return batch_grow(b, (void **)&b->tight, &b->tight_room, tight, sizeof *b->tight) &&
           (!b->graph->arc_back ||
            batch_grow(b, (void **)&b->tight_arc, &b->tight_arc_room, tight,
                       sizeof *b->tight_arc)) &&
           batch_grow(b, (void **)&b->routes, &b->number_room, numbers,
                      sizeof *b->routes) &&
           batch_grow(b, (void **)&b->behind, &b->behind_room, numbers,
                      sizeof *b->behind);
}

INLINE void take_numbers(brandes_batch *b, batch_entry *entry)
{
    entry->at = (int64_t)b->number_count;
    b->number_count += numbers_of(entry);
}

INLINE void keep_routes(brandes_batch *b, batch_entry *entry, const lanes *routes,
                        int asking)
{
    take_numbers(b, entry);
    keep(entry, b->routes, routes);
    if (!asking)
        memset(b->behind + entry->at, 0, numbers_of(entry) * sizeof *b->behind);
}

/* Routes to an entry. One that leads on to none has its share at once. */
INLINE int visit(brandes_batch *b, batch_entry *entry, int asked, int asking)
{
    lanes routes, share;
    if (!make_room(b, entry))
        return 0;
    const int32_t *tight = b->tight + b->tight_count;
    uint32_t tights = find_before(b, entry);
    count_routes(b, entry, tight, tights, &routes);
    entry->tight = (int64_t)b->tight_count;
    entry->tights = tights & INT32_MAX;
    if (entry->leads_on) {
        keep_routes(b, entry, &routes, asking);
        b->tight_count += asked ? 0 : (size_t)tights;
        return 1;
    }
    share_out(b, entry, &routes, &nothing, &share);
    if (asked) {
        take_numbers(b, entry);
        keep(entry, b->behind, &share);
    } else {
        hand_back(b, entry, tight,
                  b->graph->arc_back ? b->tight_arc + b->tight_count : NULL, tights,
                  &share);
    }
    return 1;
}

WIDE_TOO static int forward(brandes_batch *b, size_t level)
{
    int fine = 1, asked = asks(b, level - 1), asking = asks(b, level);
    show(b, level - 1);
    for (size_t e = b->level[level]; e < b->level[level + 1] && fine; e++)
        fine = visit(b, &b->entries[e], asked, asking);
    hide(b, level - 1);
    return fine;
}

/* What the entries shown keep for one before them. */
INLINE void ask(brandes_batch *b, const batch_entry *entry, lanes *behind)
{
    const brandes_graph *g = b->graph;
    uint32_t n = 0;
    for (int64_t a = g->first[entry->spot]; a < g->first[entry->spot + 1]; a++) {
        int32_t to = b->entry[g->head[a]];
        b->asked[n] = to;
        n += (b->entries[to].lanes & entry->lanes) != 0;
    }
    add_up(b, b->behind, entry->lanes, b->asked, n, behind);
}

WIDE_TOO static void backward(brandes_batch *b, size_t level)
{
    const int64_t *arcs = b->graph->arc_back ? b->tight_arc : NULL;
    int asking = asks(b, level), asked = asks(b, level - 1);
    lanes routes = {{0}}, behind = {{0}}, share;
    if (asking)
        show(b, level + 1);
    for (size_t e = b->level[level]; e < b->level[level + 1]; e++) {
        const batch_entry *entry = &b->entries[e];
        if (!entry->leads_on)
            continue;
        fetch(entry, b->routes, &routes);
        if (asking)
            ask(b, entry, &behind);
        else
            fetch(entry, b->behind, &behind);
        if (!arcs)
            add_passing(b, entry, &routes, &behind);
        if (b->watch && b->watch[entry->spot] >= 0)
            watch_passing(b, entry, &routes, &behind);
        share_out(b, entry, &routes, &behind, &share);
        if (asked)
            keep(entry, b->behind, &share);
        else
            hand_back(b, entry, b->tight + entry->tight,
                      arcs ? arcs + entry->tight : NULL, entry->tights, &share);
    }
    if (asking)
        hide(b, level + 1);
}

/* One route to each source: the empty one. */
static int visit_sources(brandes_batch *b)
{
    for (size_t e = b->level[0]; e < b->level[1]; e++) {
        batch_entry *source = &b->entries[e];
        lanes one;
        for (int i = 0; i < BATCH_LANES; i++)
            one.of[i] = (double)(source->lanes >> i & 1);
        if (!make_room(b, source))
            return 0;
        keep_routes(b, source, &one, 0);
    }
    return 1;
}

int batch_sum(brandes_batch *b)
{
    int fine;
    b->number_count = b->tight_count = 0;
    fine = visit_sources(b);
    for (size_t level = 1; level < b->levels && fine; level++)
        fine = forward(b, level);
    for (int i = 0; i < 4; i++)
        if (b->overflow[i])
            b->failed = BATCH_OVERFLOW;
    if (!fine || b->failed)
        return 0;
    for (size_t level = b->levels; level-- > 1;)
        backward(b, level);
    return 1;
}
