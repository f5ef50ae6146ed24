#include "model/tuples.h"

#include <string.h>

#include "base/alloc.h"
#include "base/map.h"

static uint32_t hash_edge(const edge *e)
{
    uint64_t hash = hash_mix(e->kind, (uint64_t)e->source << 32 | e->target);
    hash = hash_mix(hash, (uint64_t)(uint32_t)e->valid.from << 32 | e->key);
    return (uint32_t)hash_mix(hash, e->valid.from_form);
}

static int same(const edge *a, const edge *b)
{
    return a->kind == b->kind && a->source == b->source && a->target == b->target &&
           a->key == b->key && a->valid.from_form == b->valid.from_form &&
           (a->valid.from_form == DATE_NONE || a->valid.from == b->valid.from);
}

static tuple_slot *slot_of(const tuples *in, const polity_dataset *of, const edge *e,
                           uint32_t hash)
{
    size_t mask = in->size - 1, at = hash & mask;
    while (in->slots[at].row && (in->slots[at].hash != hash ||
                                 !same(dataset_edge(of, in->slots[at].row - 1), e)))
        at = (at + 1) & mask;
    return &in->slots[at];
}

int64_t tuples_find(const tuples *in, const polity_dataset *of, const edge *e)
{
    return in->size ? (int64_t)slot_of(in, of, e, hash_edge(e))->row - 1 : -1;
}

int tuples_reserve(tuples *in, size_t n)
{
    tuples grown = {NULL, in->size ? in->size : 256, in->count};
    while (grown.size / 4 * 3 <= n)
        grown.size *= 2;
    if (grown.size == in->size)
        return 1;
    grown.slots = memory_table(grown.size, sizeof *grown.slots);
    if (!grown.slots)
        return 0;
    /* all that are in it are different, so that their hash is enough */
    for (size_t i = 0; i < in->size; i++) {
        size_t at = in->slots[i].hash & (grown.size - 1);
        while (in->slots[i].row && grown.slots[at].row)
            at = (at + 1) & (grown.size - 1);
        if (in->slots[i].row)
            grown.slots[at] = in->slots[i];
    }
    memory_free(in->slots);
    *in = grown;
    return 1;
}

int tuples_put(tuples *in, const polity_dataset *of, size_t index)
{
    const edge *e = dataset_edge(of, index);
    tuple_slot *slot;
    if (!tuples_reserve(in, in->count))
        return 0;
    slot = slot_of(in, of, e, hash_edge(e));
    in->count += !slot->row;
    *slot = (tuple_slot){(uint32_t)index + 1, hash_edge(e)};
    return 1;
}

void tuples_look_ahead(const tuples *in, const edge *e)
{
    if (in->size)
        __builtin_prefetch(&in->slots[hash_edge(e) & (in->size - 1)]);
}

int tuples_claim(tuples *in, const polity_dataset *of, size_t index, int64_t *known)
{
    const edge *e = dataset_edge(of, index);
    const uint32_t hash = hash_edge(e);
    tuple_slot *slot;
    if (!tuples_reserve(in, in->count))
        return 0;
    slot = slot_of(in, of, e, hash);
    *known = (int64_t)slot->row - 1;
    if (!slot->row) {
        *slot = (tuple_slot){(uint32_t)index + 1, hash};
        in->count++;
    }
    return 1;
}

void tuples_free(tuples *in)
{
    memory_free(in->slots);
    memset(in, 0, sizeof *in);
}
