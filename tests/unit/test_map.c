/* The map against a list that is searched from its start. */
#include <stdio.h>
#include <string.h>

#include "base/map.h"
#include "base/random.h"
#include "support/suite.h"

enum { KEYS = 4000, KEY_SIZE = 40 };

static char keys[KEYS][KEY_SIZE]; /* the map borrows them */
static size_t lengths[KEYS];
static uint32_t values[KEYS]; /* MAP_ABSENT = not in the map */

/* Distinct keys of many lengths: with NULs, alike at the start, alike at the end. */
static void make_keys(void)
{
    for (int i = 0; i < KEYS; i++) {
        int n = snprintf(keys[i], KEY_SIZE, "%s%d%s", i % 3 ? "school-" : "", i,
                         i % 7 ? "" : "-of-a-trust-with-a-name");
        if (i % 5 == 0)
            keys[i][n++] = '\0';
        lengths[i] = (size_t)n;
        values[i] = MAP_ABSENT;
    }
    keys[0][0] = '\0';
    lengths[0] = 0; /* the empty key is one too */
}

static size_t count_present(void)
{
    size_t n = 0;
    for (int i = 0; i < KEYS; i++)
        n += values[i] != MAP_ABSENT;
    return n;
}

static void compare_all(const map *in)
{
    MUST(in->count == count_present(), "%zu keys, and %zu in the list", in->count,
         count_present());
    for (int i = 0; i < KEYS; i++)
        MUST(map_find(in, keys[i], lengths[i]) == values[i], "key %d", i);
}

START_TEST(thousands_of_operations_as_a_list_does)
{
    random_state state;
    map in = {0};
    uint32_t next = 0;
    make_keys();
    random_seed(&state, 11);
    ck_assert_uint_eq(map_find(&in, "a", 1), MAP_ABSENT);
    for (int step = 0; step < 40000; step++) {
        int at = (int)random_below(&state, KEYS);
        if (values[at] == MAP_ABSENT) {
            MUST(map_put(&in, keys[at], lengths[at], next), "no memory");
            values[at] = next++;
        }
        MUST(map_find(&in, keys[at], lengths[at]) == values[at], "key %d", at);
        if (random_below(&state, 300) == 0) { /* take the last ones out */
            next -= (uint32_t)random_below(&state, next / 2 + 1);
            map_cut(&in, next);
            for (int i = 0; i < KEYS; i++)
                values[i] = values[i] >= next ? MAP_ABSENT : values[i];
            compare_all(&in);
        }
    }
    compare_all(&in);
    map_cut(&in, 0);
    ck_assert_uint_eq(in.count, 0);
    ck_assert_uint_eq(map_find(&in, keys[1], lengths[1]), MAP_ABSENT);
    map_free(&in);
}
END_TEST

/* Values need not grow with the keys: any subset can be cut, wherever its run lies. */
START_TEST(any_subset_can_be_cut)
{
    random_state state;
    random_seed(&state, 5);
    for (int round = 0; round < 400; round++) {
        map in = {0};
        int n = 1 + (int)random_below(&state, 60);
        make_keys();
        for (int i = 0; i < n; i++) {
            values[i] = (uint32_t)random_below(&state, 100);
            MUST(map_put(&in, keys[i], lengths[i], values[i]), "no memory");
        }
        map_cut(&in, 50);
        for (int i = 0; i < n; i++)
            values[i] = values[i] >= 50 ? MAP_ABSENT : values[i];
        compare_all(&in);
        map_free(&in);
    }
}
END_TEST

START_TEST(values_are_changed_in_place)
{
    map in = {0};
    make_keys();
    ck_assert_ptr_null(map_at(&in, "a", 1));
    for (int i = 0; i < KEYS; i++)
        MUST(map_put(&in, keys[i], lengths[i], 0), "no memory");
    for (int i = 0; i < KEYS; i++)
        *map_at(&in, keys[i], lengths[i]) += values[i] = (uint32_t)i * 3;
    compare_all(&in);
    ck_assert_ptr_null(map_at(&in, "none", 4));
    map_free(&in);
}
END_TEST

START_TEST(room_that_was_made_is_enough)
{
    map in = {0};
    size_t size;
    make_keys();
    ck_assert(map_reserve(&in, KEYS));
    size = in.size;
    for (int i = 0; i < KEYS; i++)
        MUST(map_put(&in, keys[i], lengths[i], values[i] = (uint32_t)i), "no memory");
    ck_assert_uint_eq(in.size, size);
    compare_all(&in);
    ck_assert(map_reserve(&in, 10));
    ck_assert_uint_eq(in.size, size);
    map_free(&in);
    ck_assert_ptr_null(in.slots);
}
END_TEST

/* Keys that differ in one bit have hashes that differ in about half of theirs. */
START_TEST(hashes_are_well_mixed)
{
    unsigned char key[24] = {0};
    long flipped = 0, tries = 0, low = 64;
    for (size_t n = 1; n <= sizeof key; n++) {
        uint64_t whole = hash_bytes(key, n);
        for (size_t bit = 0; bit < n * 8; bit++) {
            int differ;
            key[bit / 8] ^= (unsigned char)(1u << bit % 8);
            differ = __builtin_popcountll(whole ^ hash_bytes(key, n));
            key[bit / 8] ^= (unsigned char)(1u << bit % 8);
            flipped += differ;
            low = differ < low ? differ : low;
            tries++;
        }
    }
    ck_assert_int_ge(flipped / tries, 24);
    ck_assert_int_ge(low, 8);
    ck_assert(hash_bytes(key, 3) != hash_bytes(key, 4));
}
END_TEST

int main(void)
{
    return RUN_SUITE("map", NULL, NULL, thousands_of_operations_as_a_list_does,
                     any_subset_can_be_cut, values_are_changed_in_place,
                     room_that_was_made_is_enough, hashes_are_well_mixed);
}
