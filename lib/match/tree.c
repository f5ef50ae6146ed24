#include "match/tree.h"

#include <string.h>

#include "base/alloc.h"
#include "base/map.h"

/* --- places
 * -------------------------------------------------------------------------------- */

/* Turns beyond the least of a group without an end are all alike. 31 bits of a node, 9 of
 * a place in the chain, 20 of a turn. */
static uint64_t key_of(const search *s, const tree_node *n)
{
    uint64_t turn = n->turn, place = n->inner;
    for (size_t i = 0; i < n->hop; i++)
        place += s->chain->hops[i].group ? s->chain->hops[i].count : 1;
    if (n->hop < s->chain->count && s->chain->hops[n->hop].group) {
        const pattern_part *group = s->chain->hops[n->hop].group;
        if (group->most == UINT32_MAX && turn > group->least)
            turn = group->least;
    }
    return 1 + (((uint64_t)n->node << 9 | place) << 20 | turn);
}

static tree_place *find_place(search *s, uint64_t key)
{
    size_t at = hash_mix(key, 17) & (s->place_size - 1);
    while (s->places[at].key && s->places[at].key != key)
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
        if (before[i].key)
            *find_place(s, before[i].key) = before[i];
    memory_free(before);
    return 1;
}

static tree_place *place_of(search *s, const tree_node *n)
{
    uint64_t key = key_of(s, n);
    tree_place *found;
    if (!grow_places(s)) {
        s->failed = 1;
        return NULL;
    }
    found = find_place(s, key);
    if (!found->key) {
        *found = (tree_place){key, s->level, 0, TREE_NONE};
        s->place_count++;
    }
    return found;
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

static void add_end(search *s, uint32_t at, const tree_place *place)
{
    if (!memory_grow((void **)&s->ends, &s->end_capacity, s->end_count + 1,
                     sizeof *s->ends)) {
        s->failed = 1;
        return;
    }
    s->ends[s->end_count++] = at;
    if (s->every ? place->count == 1 : place->count == s->k)
        s->satisfied++;
}

void tree_add(search *s, tree_node node)
{
    int is_end = node.hop == s->chain->count;
    tree_place *place;
    if (s->failed || s->w->status || !(place = place_of(s, &node)))
        return;
    if (is_end || !s->follow_all) {
        int full =
            s->every ? place->count && place->level < s->level : place->count >= s->k;
        if (full || is_there(s, place, &node)) {
            s->pruned |= (uint8_t)(full != 0);
            return;
        }
    }
    if (s->count >= TREE_MOST) {
        s->w->status = error_set(
            s->w->err, POLITY_ELIMIT, "match-paths",
            "a search of more than %d paths: give the quantifier an end, a "
            "label or a condition%s",
            TREE_MOST, s->follow_all ? ", or write MATCH REPEATABLE ELEMENTS" : "");
        return;
    }
    if (s->count == s->capacity)
        s->w->status = run_reserve(s->w->settings, "the paths of a search",
                                   (double)s->count * 2 * sizeof node, s->w->err);
    if (s->w->status)
        return;
    if (!memory_grow((void **)&s->nodes, &s->capacity, s->count + 1, sizeof node)) {
        s->failed = 1;
        return;
    }
    node.next = place->last;
    place->last = (uint32_t)s->count;
    place->count++;
    s->nodes[s->count++] = node;
    if (is_end)
        add_end(s, (uint32_t)s->count - 1, place);
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
    size_t count = 0;
    for (size_t i = 0; i < s->place_size; i++)
        if (s->places && s->places[i].key && s->places[i].last != TREE_NONE)
            count += s->nodes[s->places[i].last].hop == s->chain->count;
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
    memory_free(s->ends);
    memory_free(s->way);
    memset(s, 0, sizeof *s);
}
