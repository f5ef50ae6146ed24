#include "match/tree.h"

#include <string.h>

#include "base/alloc.h"
#include "base/map.h"

/* --- places
 * -------------------------------------------------------------------------------- */

enum { MET_MOST = 1 << 27 }; /* places with a bit each */

/* Where a path with fewer edges behind it can do all that a later one can, turns beyond
 * the least are alike: in a group without an end, and in one that only parts of a fixed
 * length come before, where later is more turns. */
void tree_lay_out(const plan_chain *of, tree_layout *to)
{
    uint64_t places = 0;
    int fixed = 1;
    for (size_t i = 0; i < of->count; i++) {
        const pattern_part *group = of->hops[i].group;
        to[i] = (tree_layout){places, 1};
        if (group && (group->most == UINT32_MAX || fixed))
            to[i].turns = group->least + 1;
        else if (group)
            to[i].turns = group->most + !group->most;
        fixed = fixed && (!group || group->least == group->most);
        places += (uint64_t)to[i].turns * (group ? of->hops[i].count : 1);
    }
    to[of->count] = (tree_layout){places, 1};
}

static uint64_t key_of(const search *s, const tree_node *n)
{
    const tree_layout *at = &s->layout[n->hop];
    uint32_t turn = n->turn < at->turns ? n->turn : at->turns - 1;
    return (uint64_t)n->node * (s->layout[s->chain->count].first + 1) + at->first +
           (uint64_t)n->inner * at->turns + turn;
}

static tree_place *find_place(search *s, uint64_t key)
{
    size_t at = hash_mix(key, 17) & (s->place_size - 1);
    while (s->places[at].count && s->places[at].key != key)
        at = (at + 1) & (s->place_size - 1);
    return &s->places[at];
}

static int grow_places(search *s)
{
    tree_place *before = s->places;
    size_t size = s->place_size;
    if (s->place_count * 2 < size)
        return 1;
    s->place_size = size ? 2 * size : 64;
    s->places = memory_zeroed(s->place_size, sizeof *s->places);
    if (!s->places) {
        s->places = before;
        s->place_size = size;
        return 0;
    }
    for (size_t i = 0; i < size; i++)
        if (before[i].count)
            *find_place(s, before[i].key) = before[i];
    memory_free(before);
    return 1;
}

static tree_place *place_of(search *s, uint64_t key)
{
    tree_place *found;
    if (!grow_places(s)) {
        s->failed = 1;
        return NULL;
    }
    found = find_place(s, key);
    if (!found->count)
        *found = (tree_place){key, s->level, 0, TREE_NONE};
    return found;
}

void tree_clear(search *s)
{
    uint64_t room = (uint64_t)s->w->net->nodes * (s->layout[s->chain->count].first + 1);
    if (!s->met && s->k == 1 && !s->every && room <= MET_MOST)
        s->met = memory_zeroed((size_t)room / 8 + 1, 1);
    for (size_t i = 0; s->met && i < s->count; i++)
        s->met[key_of(s, &s->nodes[i]) / 8] = 0;
    memory_free(s->places);
    s->places = NULL;
    s->place_count = s->place_size = 0;
    s->count = s->end_count = s->satisfied = 0;
    s->level = 0;
    s->pruned = 0;
    s->failed = 0;
}

/* --- adding
 * -------------------------------------------------------------------------------- */

/* Whether two ways have the same elements. */
static int same_way(const search *s, const tree_node *a, const tree_node *b)
{
    while (a->arc && b->arc) {
        if (a->arc->edge != b->arc->edge || a->node != b->node)
            return 0;
        a = &s->nodes[a->parent];
        b = &s->nodes[b->parent];
        if (s->chain->tells[a->hop] != s->chain->tells[b->hop])
            return 0;
    }
    return !a->arc && !b->arc;
}

static int is_there(const search *s, const tree_place *at, const tree_node *n)
{
    for (uint32_t i = at->last; i != TREE_NONE; i = s->nodes[i].next)
        if (same_way(s, &s->nodes[i], n))
            return 1;
    return 0;
}

/* Whether a place takes a path; of one that is there already it takes no second. */
static int has_room(search *s, const tree_place *place, const tree_node *node)
{
    int full = s->every ? place->count && place->level < s->level : place->count >= s->k;
    s->pruned |= (uint8_t)full;
    return !full && !is_there(s, place, node);
}

/* The same where one path a place is enough: a bit a place. */
static int is_met(search *s, uint64_t key)
{
    uint8_t bit = (uint8_t)(1u << key % 8), *byte = &s->met[key / 8];
    int before = *byte & bit;
    s->pruned |= (uint8_t)(before != 0);
    *byte |= bit;
    return before;
}

/* 0 = an error. */
static int make_way(search *s)
{
    if (s->count >= TREE_MOST)
        s->w->status = error_set(
            s->w->err, POLITY_ELIMIT, "match-paths",
            "a search of more than %d paths: give the quantifier an end, a "
            "label or a condition%s",
            TREE_MOST, s->follow_all ? ", or write MATCH REPEATABLE ELEMENTS" : "");
    else if (s->count == s->capacity)
        s->w->status = run_reserve(s->w->settings, "the paths of a search",
                                   (double)s->count * 2 * sizeof *s->nodes, s->w->err);
    if (s->w->status)
        return 0;
    if (!memory_grow((void **)&s->nodes, &s->capacity, s->count + 1, sizeof *s->nodes))
        s->failed = 1;
    return !s->failed;
}

void tree_add(search *s, tree_node node)
{
    int is_end = node.hop == s->chain->count, counts = is_end || !s->follow_all;
    tree_place *place = NULL;
    if (s->failed || s->w->status)
        return;
    if (s->met ? counts && is_met(s, key_of(s, &node))
               : !(place = place_of(s, key_of(s, &node))) ||
                     (counts && !has_room(s, place, &node)))
        return;
    if (!make_way(s))
        return;
    node.next = TREE_NONE;
    if (place) {
        node.next = place->last;
        place->last = (uint32_t)s->count;
        s->place_count += !place->count++;
    }
    s->nodes[s->count++] = node;
    if (!is_end)
        return;
    if (!memory_grow((void **)&s->ends, &s->end_capacity, s->end_count + 1,
                     sizeof *s->ends))
        s->failed = 1;
    else
        s->ends[s->end_count++] = (uint32_t)s->count - 1;
    s->satisfied += !place || (s->every ? place->count == 1 : place->count == s->k);
}

/* --- what was found
 * ------------------------------------------------------------------------ */

size_t tree_way(search *s, uint32_t at)
{
    size_t n = 0;
    for (; at != TREE_NONE; at = s->nodes[at].parent) {
        if (!memory_grow((void **)&s->way, &s->way_capacity, n + 1, sizeof *s->way)) {
            s->failed = 1;
            return 0;
        }
        s->way[n++] = at;
    }
    return n;
}

static size_t distinct_ends(const search *s)
{
    size_t count = 0; /* the first of its place was the last when it came */
    for (size_t i = 0; i < s->end_count; i++)
        count += s->nodes[s->ends[i]].next == TREE_NONE;
    return count;
}

int tree_is_enough(const search *s)
{
    return s->wanted && s->satisfied >= distinct_ends(s->wanted);
}

int is_first_again(const search *s, uint32_t at)
{
    int32_t node = s->nodes[at].node;
    while (s->nodes[at].parent != TREE_NONE)
        at = s->nodes[at].parent;
    return s->nodes[at].node == node;
}

static int way_keeps_mode(search *s, uint32_t end)
{
    size_t n = tree_way(s, end);
    if (s->failed)
        return 0;
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n; k++) {
            const tree_node *a = &s->nodes[s->way[i]], *b = &s->nodes[s->way[k]];
            int closes = i == 0 && k == n - 1 && s->mode == MODE_SIMPLE;
            if ((s->trail && a->arc && b->arc && a->arc->edge == b->arc->edge) ||
                (s->mode != MODE_WALK && a->node == b->node && !closes))
                return 0;
        }
    return 1;
}

int tree_keeps_mode(search *s)
{
    if (s->mode == MODE_WALK && !s->trail)
        return 1;
    for (size_t i = 0; i < s->end_count; i++)
        if (!way_keeps_mode(s, s->ends[i]))
            return 0;
    return s->every || s->k == 1 || !s->pruned || s->satisfied == distinct_ends(s);
}

int tree_is_endless(const plan_chain *of)
{
    for (size_t i = 0; i < of->count; i++)
        if (of->hops[i].group && of->hops[i].group->most == UINT32_MAX)
            return 1;
    return 0;
}

void tree_free(search *s)
{
    memory_free(s->nodes);
    memory_free(s->places);
    memory_free(s->met);
    memory_free(s->ends);
    memory_free(s->way);
    memset(s, 0, sizeof *s);
}
