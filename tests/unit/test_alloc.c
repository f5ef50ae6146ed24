/* The door to the heap: sizes that overflow, nothing at all, growing. */
#include <stdint.h>
#include <string.h>

#include "base/alloc.h"
#include "support/suite.h"

START_TEST(sizes_that_overflow_give_nothing)
{
    static const size_t pairs[][2] = {
        {SIZE_MAX, 2},         {2, SIZE_MAX},
        {SIZE_MAX / 2 + 2, 2}, {(size_t)1 << 33, (size_t)1 << 33},
        {SIZE_MAX, SIZE_MAX},  {(size_t)PTRDIFF_MAX + 1, 1}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        char *block = memory_array(4, 1);
        strcpy(block, "abc");
        ck_assert_ptr_null(memory_array(pairs[i][0], pairs[i][1]));
        ck_assert_ptr_null(memory_zeroed(pairs[i][0], pairs[i][1]));
        ck_assert_ptr_null(memory_resize(block, pairs[i][0], pairs[i][1]));
        ck_assert_str_eq(block, "abc");
        memory_free(block);
    }
}
END_TEST

START_TEST(none_of_them_is_still_a_block)
{
    void *blocks[] = {memory_array(0, 8), memory_array(8, 0), memory_zeroed(0, 8),
                      memory_zeroed(8, 0), memory_resize(memory_array(5, 1), 0, 1)};
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        ck_assert_ptr_nonnull(blocks[i]);
        memory_free(blocks[i]);
    }
    memory_free(NULL);
}
END_TEST

/* Small blocks, and those of one large page and of several. */
START_TEST(parts_of_a_block_lie_apart)
{
    static const size_t sizes[] = {0, 1, 1000, 300000, 1 << 20};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        size_t n = sizes[i];
        char *bytes;
        int64_t *numbers, *more;
        const memory_part parts[] = {{(void **)&bytes, n, 1},
                                     {(void **)&numbers, n + 1, sizeof *numbers},
                                     {(void **)&more, n, sizeof *more}};
        void *block = memory_parts(parts, 3);
        ck_assert_ptr_nonnull(block);
        ck_assert_uint_eq((uintptr_t)numbers % sizeof *numbers, 0);
        memset(bytes, 1, n);
        memset(numbers, 2, (n + 1) * sizeof *numbers);
        memset(more, 3, n * sizeof *more);
        for (size_t k = 0; k < n; k++)
            MUST(bytes[k] == 1 && numbers[k] == 0x0202020202020202 &&
                     more[k] == 0x0303030303030303,
                 "%zu of %zu", k, n);
        ck_assert(numbers[n] == 0x0202020202020202);
        memory_free(block);
    }
}
END_TEST

START_TEST(parts_that_overflow_give_nothing)
{
    static const size_t counts[][2] = {
        {SIZE_MAX, 8}, {SIZE_MAX / 8 + 2, 1}, {PTRDIFF_MAX / 16, PTRDIFF_MAX / 16 + 1}};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        int64_t untouched = 0, *one = &untouched, *other = &untouched;
        const memory_part parts[] = {{(void **)&one, counts[i][0], sizeof *one},
                                     {(void **)&other, counts[i][1], sizeof *other}};
        ck_assert_ptr_null(memory_parts(parts, 2));
        ck_assert_ptr_eq(one, &untouched);
        ck_assert_ptr_eq(other, &untouched);
    }
}
END_TEST

START_TEST(zeroed_is_zeroed)
{
    for (int round = 0; round < 20; round++) {
        unsigned char *used = memory_array(1000, 3), *block;
        memset(used, 0xff, 3000);
        memory_free(used);
        block = memory_zeroed(1000, 3);
        for (int i = 0; i < 3000; i++)
            MUST(!block[i], "byte %d", i);
        memory_free(block);
    }
}
END_TEST

START_TEST(growing_keeps_what_is_there)
{
    int *items = NULL;
    size_t capacity = 0, moves = 0;
    for (int i = 0; i < 100000; i++) {
        size_t before = capacity;
        MUST(memory_grow((void **)&items, &capacity, (size_t)i + 1, sizeof *items),
             "no memory");
        MUST(capacity > (size_t)i, "no room for %d", i);
        moves += capacity != before;
        items[i] = i;
    }
    for (int i = 0; i < 100000; i++)
        MUST(items[i] == i, "item %d is %d", i, items[i]);
    ck_assert_uint_lt(moves, 40); /* not one by one */
    memory_free(items);
}
END_TEST

START_TEST(what_cannot_grow_stays)
{
    char *block = NULL;
    size_t capacity = 0;
    ck_assert(memory_grow((void **)&block, &capacity, 4, 1));
    strcpy(block, "abc");
    ck_assert_uint_ge(capacity, 4);
    for (int i = 0; i < 2; i++) {
        size_t before = capacity;
        char *was = block;
        ck_assert(!memory_grow((void **)&block, &capacity, i ? SIZE_MAX : SIZE_MAX / 2,
                               i ? 1 : 64));
        ck_assert_uint_eq(capacity, before);
        ck_assert_ptr_eq(block, was);
    }
    ck_assert_str_eq(block, "abc");
    memory_free(block);
}
END_TEST

START_TEST(texts_are_copied_with_an_end)
{
    char text[] = "maintained", *copy = memory_text(text, 4), *none;
    text[0] = 'x';
    ck_assert_str_eq(copy, "main");
    memory_free(copy);
    none = memory_text(NULL, 0);
    ck_assert_str_eq(none, "");
    memory_free(none);
}
END_TEST

int main(void)
{
    return RUN_SUITE("alloc", NULL, NULL, sizes_that_overflow_give_nothing,
                     none_of_them_is_still_a_block, parts_of_a_block_lie_apart,
                     parts_that_overflow_give_nothing, zeroed_is_zeroed,
                     growing_keeps_what_is_there, what_cannot_grow_stays,
                     texts_are_copied_with_an_end);
}
