/* Texts to numbers. Keys are borrowed: they must outlive the map. */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stddef.h>
#include <stdint.h>

typedef struct map {
    struct map_slot *slots; /* open addressing, a power of two */
    size_t count, size;
} map;

#define MAP_ABSENT UINT32_MAX

/* The value of a key of `n` bytes; MAP_ABSENT if there is none. */
uint32_t map_find(const map *in, const char *key, size_t n);
/* Where the value of a key lies, to be changed in place; NULL if there is none. */
uint32_t *map_at(map *in, const char *key, size_t n);
/* Put a new key in; it must not be there. 0 = no memory. */
int map_put(map *in, const char *key, size_t n, uint32_t value);
/* Make room for `n` keys, so that putting them cannot fail. 0 = no memory. */
int map_reserve(map *in, size_t n);
/* Take out the keys whose value is `from` or more. */
void map_cut(map *in, uint32_t from);
void map_free(map *in);

/* A well-mixed 64-bit hash of bytes; the same everywhere. */
uint64_t hash_bytes(const void *bytes, size_t n);
uint64_t hash_mix(uint64_t a, uint64_t b);

#endif
