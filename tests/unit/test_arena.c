/* Blocks of an arena: apart, zeroed, aligned, and gone after a reset. */
#include <stdalign.h>
#include <stdint.h>
#include <string.h>

#include "base/arena.h"
#include "base/random.h"
#include "support/suite.h"

enum { BLOCKS = 3000 };

typedef struct block {
    unsigned char *bytes;
    size_t n;
} block;

static block blocks[BLOCKS];

/* Take a block and fill it with its own number. */
static void take(arena *from, random_state *state, int i)
{
    size_t n = (size_t)random_below(state, i % 100 ? 200 : 100000);
    block *made = &blocks[i];
    made->n = n;
    if (i % 3) {
        made->bytes = arena_take(from, n);
        MUST(made->bytes, "no memory");
        MUST((uintptr_t)made->bytes % alignof(max_align_t) == 0, "not aligned");
        for (size_t k = 0; k < n; k++)
            MUST(!made->bytes[k], "byte %zu of block %d is not 0", k, i);
    } else {
        static char text[100000];
        memset(text, 'a' + i % 26, n);
        made->bytes = (unsigned char *)arena_text(from, text, n);
        MUST(made->bytes && !made->bytes[n], "no terminator");
        MUST(!memcmp(made->bytes, text, n), "another text");
    }
    memset(made->bytes, i % 251, n);
}

static void all_are_whole(int count)
{
    for (int i = 0; i < count; i++)
        for (size_t k = 0; k < blocks[i].n; k++)
            MUST(blocks[i].bytes[k] == i % 251, "block %d was written over", i);
}

START_TEST(blocks_are_apart)
{
    arena from = {0};
    random_state state;
    random_seed(&state, 3);
    for (int i = 0; i < BLOCKS; i++)
        take(&from, &state, i);
    all_are_whole(BLOCKS);
    arena_free(&from);
    ck_assert_ptr_null(from.last);
    ck_assert_uint_eq(from.bytes, 0);
}
END_TEST

START_TEST(a_reset_keeps_what_was_before)
{
    arena from = {0};
    random_state state;
    random_seed(&state, 4);
    for (int round = 0; round < 200; round++) {
        int before = (int)random_below(&state, 40);
        arena_mark mark;
        size_t bytes;
        for (int i = 0; i < before; i++)
            take(&from, &state, i);
        mark = arena_here(&from);
        bytes = from.bytes;
        for (int i = before; i < before + (int)random_below(&state, 300); i++)
            take(&from, &state, i);
        arena_reset(&from, mark);
        MUST(from.bytes == bytes, "%zu bytes are held, and %zu before", from.bytes,
             bytes);
        take(&from, &state, before); /* zeroed again, though used before */
        all_are_whole(before + 1);
        arena_free(&from);
    }
}
END_TEST

START_TEST(little_is_wasted)
{
    arena from = {0};
    for (int i = 0; i < 200000; i++)
        MUST(arena_text(&from, "seven b", 7), "no memory");
    ck_assert_uint_ge(from.bytes, 200000 * 8);
    ck_assert_uint_le(from.bytes, 200000 * 8 + (2u << 20));
    arena_free(&from);
}
END_TEST

/* What was expected lies in one piece, of which little is left over. */
START_TEST(expected_blocks_lie_together)
{
    for (size_t n = 1; n < 4000000; n = n * 3 + 1) {
        arena from = {0};
        const struct arena_chunk *last;
        size_t bytes;
        MUST(arena_text(&from, "before", 6) && arena_expect(&from, 5 * n, 3),
             "no memory");
        last = from.last;
        bytes = from.bytes;
        for (size_t i = 1; i <= 3; i++) {
            unsigned char *block =
                i < 3 ? arena_room(&from, n * i) : arena_take(&from, n);
            blocks[i] = (struct block){block, i < 3 ? n * i : n};
            MUST(block && (uintptr_t)block % alignof(max_align_t) == 0, "not aligned");
            for (size_t k = 0; i == 3 && k < n; k++)
                MUST(!block[k], "byte %zu is not 0", k);
            memset(block, (int)i, blocks[i].n);
        }
        blocks[0].n = 0;
        all_are_whole(4);
        MUST(from.last == last && from.bytes == bytes, "more was taken for %zu", n);
        MUST(from.bytes <= 5 * n + (8u << 10), "%zu bytes for %zu", from.bytes, 5 * n);
        MUST(arena_expect(&from, 0, 0) && from.bytes == bytes, "nothing takes room");
        arena_free(&from);
    }
}
END_TEST

START_TEST(what_no_memory_has_is_refused)
{
    arena from = {0};
    ck_assert(!arena_expect(&from, SIZE_MAX / 2, 1));
    ck_assert(!arena_expect(&from, SIZE_MAX - 64, 1));
    ck_assert_ptr_null(arena_room(&from, SIZE_MAX - 8));
    ck_assert_uint_eq(from.bytes, 0);
}
END_TEST

START_TEST(nothing_is_a_block_too)
{
    arena from = {0};
    char *one = arena_text(&from, NULL, 0), *other = arena_take(&from, 0);
    ck_assert_str_eq(one, "");
    ck_assert_ptr_nonnull(other);
    arena_free(&from);
    arena_free(&from);
}
END_TEST

int main(void)
{
    return RUN_SUITE("arena", NULL, NULL, blocks_are_apart, a_reset_keeps_what_was_before,
                     little_is_wasted, expected_blocks_lie_together,
                     what_no_memory_has_is_refused, nothing_is_a_block_too);
}
