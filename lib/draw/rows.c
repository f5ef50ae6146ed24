/* Rows. A tier with many nodes takes several rows, or the picture becomes an unreadable
 * strip. Within a tier, nodes start in the order of what they steer and then move, or
 * change places, as long as that leaves fewer ties within a row, fewer arrows that point
 * up and shorter lines. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "draw/picture.h"

enum { PASSES = 8, SWAPS_UP_TO = 400, NARROW = 6, WIDE = 12 };

/* From top to bottom. Bodies without a tier are mostly go-betweens of authorities and
 * schools. */
static const uint8_t tiers[] = {TIER_NATIONAL, TIER_REGIONAL, TIER_LOCAL,
                                TIER_NONE,     TIER_SCHOOL,   TIER_PERSON};
enum { BLOCKS = sizeof tiers / sizeof *tiers };

typedef struct member {
    int32_t node, group; /* group 0 = in no frame */
    int32_t steers;      /* ties that go out less those that come in, within the tier */
} member;

typedef struct placing {
    picture *of;
    size_t *start; /* lines of node v: touch[start[v]] … */
    uint32_t *touch;
    uint8_t *block;  /* one a node */
    member *members; /* of the block at hand */
    size_t count, wide, rows;
    uint32_t *filled, *room; /* one a row and group; one a group */
    size_t groups;
} placing;

static int is_up(const picture_line *line, int32_t upper)
{
    int at_upper = upper == line->low ? line->at_low : line->at_high;
    int at_lower = upper == line->low ? line->at_high : line->at_low;
    return at_upper && !at_lower;
}

/* What a node would cost in a row; lower is better. */
static double cost(const placing *p, int32_t v, int32_t row)
{
    double sum = 0;
    for (size_t i = p->start[v]; i < p->start[v + 1]; i++) {
        const picture_line *line = &p->of->lines[p->touch[i]];
        int32_t u = line->low == v ? line->high : line->low, apart = row - p->of->row[u];
        if (p->block[u] < p->block[v])
            sum += 0.15 * row;
        else if (p->block[u] > p->block[v])
            sum += 0.15 * (double)((int32_t)p->rows - 1 - row);
        else if (!apart)
            sum += 2;
        else
            sum += 0.4 * (abs(apart) - 1) + is_up(line, apart < 0 ? v : u);
    }
    return sum;
}

static uint32_t *filled(const placing *p, int32_t row, int32_t group)
{
    return &p->filled[(size_t)row * p->groups + (size_t)group];
}

static int is_empty(const placing *p, int32_t row)
{
    for (size_t g = 0; g < p->groups; g++)
        if (*filled(p, row, (int32_t)g))
            return 0;
    return 1;
}

static int try_move(placing *p, member *m)
{
    int32_t here = p->of->row[m->node], best = here;
    double least = cost(p, m->node, here) - 1e-9;
    for (int32_t row = 0; row < (int32_t)p->rows; row++) {
        double there;
        if (row == here || *filled(p, row, m->group) >= p->room[m->group])
            continue;
        there = cost(p, m->node, row) + (is_empty(p, row) ? 1.5 : 0);
        if (there < least) {
            least = there;
            best = row;
        }
    }
    --*filled(p, here, m->group);
    ++*filled(p, best, m->group);
    p->of->row[m->node] = best;
    return best != here;
}

static int try_swaps(placing *p, const member *m)
{
    int any = 0;
    for (size_t i = 0; i < p->count; i++) {
        const member *other = &p->members[i];
        int32_t a = p->of->row[m->node], b = p->of->row[other->node];
        double before, after;
        if (other->group != m->group || a == b)
            continue;
        before = cost(p, m->node, a) + cost(p, other->node, b);
        p->of->row[m->node] = b;
        p->of->row[other->node] = a;
        after = cost(p, m->node, b) + cost(p, other->node, a);
        if (after < before - 1e-9) {
            any = 1;
        } else {
            p->of->row[m->node] = a;
            p->of->row[other->node] = b;
        }
    }
    return any;
}

static void improve(placing *p)
{
    int moved = 1;
    for (int pass = 0; pass < PASSES && moved && p->rows > 1; pass++) {
        moved = 0;
        for (size_t i = 0; i < p->count; i++)
            moved |= try_move(p, &p->members[i]);
        for (size_t i = 0; i < p->count && p->count <= SWAPS_UP_TO; i++)
            moved |= try_swaps(p, &p->members[i]);
    }
}

static int compare(const void *left, const void *right)
{
    const member *a = left, *b = right;
    if (a->group != b->group)
        return a->group < b->group ? -1 : 1;
    if (a->steers != b->steers)
        return a->steers > b->steers ? -1 : 1;
    return (a->node > b->node) - (a->node < b->node);
}

/* The nodes of a block; how many of its lines stay within it. */
static size_t gather(placing *p, uint8_t block)
{
    const picture *of = p->of;
    size_t within = 0;
    p->count = 0;
    for (size_t v = 0; v < of->view->node_count; v++) {
        member m = {(int32_t)v, of->groups.group ? of->groups.group[v] + 1 : 0, 0};
        if (!of->drawn[v] || p->block[v] != block)
            continue;
        for (size_t i = p->start[v]; i < p->start[v + 1]; i++) {
            const picture_line *line = &of->lines[p->touch[i]];
            int low = line->low == m.node;
            if (p->block[low ? line->high : line->low] != block)
                continue;
            within++;
            m.steers += (low ? line->at_high : line->at_low) -
                        (low ? line->at_low : line->at_high);
        }
        p->members[p->count++] = m;
    }
    qsort(p->members, p->count, sizeof *p->members, compare);
    return within / 2;
}

/* First places, in order, spread evenly; frames keep their nodes in columns of their own.
 */
static void spread(placing *p)
{
    size_t least = (p->count + p->wide - 1) / p->wide;
    memset(p->filled, 0, (p->count + 2) * p->groups * sizeof *p->filled);
    for (size_t from = 0, to; from < p->count; from = to) {
        size_t each;
        int32_t group = p->members[from].group;
        for (to = from; to < p->count && p->members[to].group == group; to++)
            ;
        each = (to - from + least - 1) / least;
        p->room[group] = (uint32_t)each;
        for (size_t i = from; i < to; i++) {
            int32_t row = (int32_t)((i - from) / each);
            p->of->row[p->members[i].node] = row;
            ++*filled(p, row, group);
        }
    }
}

/* Give the rows of a block their numbers in the picture, without the empty ones. */
static void number(placing *p, uint8_t tier)
{
    picture *of = p->of;
    int begins = 1;
    for (int32_t row = 0; row < (int32_t)p->rows; row++) {
        if (is_empty(p, row))
            continue;
        for (size_t i = 0; i < p->count; i++)
            if (of->row[p->members[i].node] == row)
                of->row[p->members[i].node] = -2 - (int32_t)of->row_count;
        of->rows[of->row_count++] = (picture_row){tier, (uint8_t)begins};
        begins = 0;
    }
    for (size_t i = 0; i < p->count; i++)
        of->row[p->members[i].node] = -2 - of->row[p->members[i].node];
}

size_t picture_columns(const picture *of)
{
    size_t widest = 0;
    for (size_t row = 0; row < of->row_count; row++) {
        size_t n = 0;
        for (size_t v = 0; v < of->view->node_count; v++)
            n += of->row[v] == (int32_t)row;
        widest = n > widest ? n : widest;
    }
    return widest < 4 ? 120 : widest > 8 ? 260 : widest * 32;
}

static void touching(placing *p)
{
    const picture *of = p->of;
    size_t n = of->view->node_count;
    for (size_t i = 0; i < of->line_count; i++) {
        p->start[of->lines[i].low + 1]++;
        p->start[of->lines[i].high + 1]++;
    }
    for (size_t v = 0; v < n; v++)
        p->start[v + 1] += p->start[v];
    for (size_t i = of->line_count; i-- > 0;) {
        /* filled from the end, so that start[v + 1] ends as the beginning of v's list */
        p->touch[--p->start[of->lines[i].low + 1]] = (uint32_t)i;
        p->touch[--p->start[of->lines[i].high + 1]] = (uint32_t)i;
    }
    for (size_t v = 0; v < n; v++)
        p->start[v] = p->start[v + 1];
    p->start[n] = 2 * of->line_count;
}

static void place_acts(picture *of)
{
    for (size_t i = 0; i < of->act_count; i++) {
        int32_t parties[3], row;
        const brokerage made = picture_act(of, i);
        picture_parties(of, &made, parties);
        row = of->row[parties[1] >= 0 ? parties[1] : parties[2]];
        while (row > 0 && !of->rows[row].begins)
            row--;
        of->act_row[i] = row;
    }
}

static void place_all(placing *p)
{
    for (int block = 0; block < BLOCKS; block++) {
        size_t within = gather(p, (uint8_t)block);
        if (!p->count)
            continue;
        p->rows = (p->count + p->wide - 1) / p->wide + (within > 0 && p->count > 2);
        spread(p);
        improve(p);
        number(p, tiers[block]);
    }
}

polity_status picture_rows(picture *of, polity_error *err)
{
    polity_status status = POLITY_OK;
    size_t n = of->view->node_count;
    placing p = {.of = of, .groups = of->groups.count + 1};
    p.wide = (size_t)ceil(sqrt((double)of->nodes));
    p.wide = p.wide < NARROW ? NARROW : p.wide > WIDE ? WIDE : p.wide;
    of->row = memory_array(n, sizeof *of->row);
    of->act_row = memory_array(of->act_count, sizeof *of->act_row);
    of->rows = memory_array(n, sizeof *of->rows);
    p.start = memory_zeroed(n + 2, sizeof *p.start);
    p.touch = memory_array(2 * of->line_count, sizeof *p.touch);
    p.block = memory_zeroed(n, 1);
    p.members = memory_array(n, sizeof *p.members);
    p.filled = memory_array(n + 2, p.groups * sizeof *p.filled);
    p.room = memory_zeroed(p.groups, sizeof *p.room);
    if (!of->row || !of->act_row || !of->rows || !p.start || !p.touch || !p.block ||
        !p.members || !p.filled || !p.room) {
        status = error_memory(err);
        goto out;
    }
    touching(&p);
    for (size_t v = 0; v < n; v++) {
        uint8_t tier = picture_tier(of, (int32_t)v);
        of->row[v] = -1;
        while (p.block[v] + 1 < BLOCKS && tiers[p.block[v]] != tier)
            p.block[v]++;
    }
    if (of->choices.ranks) {
        place_all(&p);
        place_acts(of);
    }
out:
    memory_free(p.start);
    memory_free(p.touch);
    memory_free(p.block);
    memory_free(p.members);
    memory_free(p.filled);
    memory_free(p.room);
    return status;
}
