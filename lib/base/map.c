#include "base/map.h"

#include <string.h>

#include "base/alloc.h"

typedef struct map_slot {
    const char *key;
    uint32_t length, hash, value;
} map_slot;

uint64_t hash_mix(uint64_t a, uint64_t b)
{
    a = (a ^ b) * 0x9E3779B97F4A7C15u;
    return a ^ (a >> 29);
}

/* Fewer than 8 bytes as a number, without a call to copy them: where there are four, the
 * first four and the last, which may overlap. */
static uint64_t last_word(const unsigned char *from, size_t n)
{
    uint32_t first, last;
    if (n < 4)
        return n ? from[0] | (uint64_t)from[n / 2] << n / 2 * 8 |
                       (uint64_t)from[n - 1] << (n - 1) * 8
                 : 0;
    memcpy(&first, from, 4);
    memcpy(&last, from + n - 4, 4);
    return first | (uint64_t)last << (n - 4) * 8;
}

uint64_t hash_bytes(const void *bytes, size_t n)
{
    const unsigned char *from = bytes;
    uint64_t hash = n, word;
    for (; n >= 8; n -= 8, from += 8) {
        memcpy(&word, from, 8);
        hash = hash_mix(hash, word);
    }
    hash = hash_mix(hash, last_word(from, n));
    return hash_mix(hash, hash >> 32);
}

static map_slot *slot_of(const map *in, const char *key, size_t n, uint32_t hash)
{
    size_t mask = in->size - 1;
    size_t at = hash & mask;
    for (;; at = (at + 1) & mask) {
        map_slot *slot = &in->slots[at];
        if (!slot->key ||
            (slot->hash == hash && slot->length == n && !memcmp(slot->key, key, n)))
            return slot;
    }
}

uint32_t map_find(const map *in, const char *key, size_t n)
{
    map_slot *slot = in->size ? slot_of(in, key, n, (uint32_t)hash_bytes(key, n)) : NULL;
    return slot && slot->key ? slot->value : MAP_ABSENT;
}

uint32_t *map_at(map *in, const char *key, size_t n)
{
    map_slot *slot = in->size ? slot_of(in, key, n, (uint32_t)hash_bytes(key, n)) : NULL;
    return slot && slot->key ? &slot->value : NULL;
}

static void put_all(map *into, const map *from, uint32_t below)
{
    for (size_t i = 0; i < from->size; i++) {
        const map_slot *slot = &from->slots[i];
        if (slot->key && slot->value < below) {
            *slot_of(into, slot->key, slot->length, slot->hash) = *slot;
            into->count++;
        }
    }
}

int map_reserve(map *in, size_t n)
{
    map grown = {NULL, 0, in->size ? in->size : 64};
    while (grown.size / 3 * 2 < n)
        grown.size *= 2;
    if (grown.size == in->size)
        return 1;
    grown.slots = memory_zeroed(grown.size, sizeof *grown.slots);
    if (!grown.slots)
        return 0;
    put_all(&grown, in, MAP_ABSENT);
    memory_free(in->slots);
    *in = grown;
    return 1;
}

int map_put(map *in, const char *key, size_t n, uint32_t value)
{
    uint32_t hash = (uint32_t)hash_bytes(key, n);
    map_slot *slot;
    if (n > UINT32_MAX || !map_reserve(in, in->count + 1))
        return 0;
    slot = slot_of(in, key, n, hash);
    slot->key = key;
    slot->length = (uint32_t)n;
    slot->hash = hash;
    slot->value = value;
    in->count++;
    return 1;
}

void map_cut(map *in, uint32_t from)
{
    /* Open addressing leaves no holes: take out one, then put its run in again. */
    for (size_t i = 0; i < in->size; i++) {
        while (in->slots[i].key && in->slots[i].value >= from) {
            size_t mask = in->size - 1, at = (i + 1) & mask;
            memset(&in->slots[i], 0, sizeof in->slots[i]);
            in->count--;
            for (; in->slots[at].key; at = (at + 1) & mask) {
                map_slot moved = in->slots[at];
                memset(&in->slots[at], 0, sizeof in->slots[at]);
                *slot_of(in, moved.key, moved.length, moved.hash) = moved;
            }
        }
    }
}

void map_free(map *in)
{
    memory_free(in->slots);
    memset(in, 0, sizeof *in);
}
