#include "model/tuples.h"

#include <string.h>

#include "base/alloc.h"
#include "base/map.h"

static uint64_t hash_edge(const edge *e)
{
    uint64_t hash = hash_mix(e->kind, (uint64_t)e->source << 32 | e->target);
    hash = hash_mix(hash, (uint64_t)(uint32_t)e->valid.from << 32 | e->key);
    return hash_mix(hash, e->valid.from_form);
}

static int same(const edge *a, const edge *b)
{
    return a->kind == b->kind && a->source == b->source && a->target == b->target &&
           a->key == b->key && a->valid.from_form == b->valid.from_form &&
           (a->valid.from_form == DATE_NONE || a->valid.from == b->valid.from);
}

static uint32_t *slot_of(const tuples *in, const polity_dataset *of, const edge *e)
{
    size_t mask = in->size - 1, at = hash_edge(e) & mask;
    while (in->slots[at] && !same(dataset_edge(of, in->slots[at] - 1), e))
        at = (at + 1) & mask;
    return &in->slots[at];
}

int64_t tuples_find(const tuples *in, const polity_dataset *of, const edge *e)
{
    return in->size ? (int64_t)*slot_of(in, of, e) - 1 : -1;
}

static int grow(tuples *in, const polity_dataset *of)
{
    tuples grown = {NULL, in->size ? in->size * 2 : 256, in->count};
    if (in->size / 4 * 3 > in->count)
        return 1;
    grown.slots = memory_zeroed(grown.size, sizeof *grown.slots);
    if (!grown.slots)
        return 0;
    for (size_t i = 0; i < in->size; i++)
        if (in->slots[i])
            *slot_of(&grown, of, dataset_edge(of, in->slots[i] - 1)) = in->slots[i];
    memory_free(in->slots);
    *in = grown;
    return 1;
}

int tuples_put(tuples *in, const polity_dataset *of, size_t index)
{
    uint32_t *slot;
    if (!grow(in, of))
        return 0;
    slot = slot_of(in, of, dataset_edge(of, index));
    in->count += !*slot;
    *slot = (uint32_t)index + 1;
    return 1;
}

void tuples_free(tuples *in)
{
    memory_free(in->slots);
    memset(in, 0, sizeof *in);
}
