/* The one door to the heap: sizes are checked for overflow, and a test can make any call
 * fail. */
#ifndef BASE_ALLOC_H
#define BASE_ALLOC_H

#include <stddef.h>

/* Room for `n` things of `size` bytes; never a NULL for n == 0. NULL = no memory, or too
 * large. */
void *memory_array(size_t n, size_t size);
/* The same, zeroed. */
void *memory_zeroed(size_t n, size_t size);
/* Resize what memory_array() gave; on NULL the old block stays. */
void *memory_resize(void *block, size_t n, size_t size);
/* Make room for `wanted` things in a growing array of `*capacity`; 0 = no memory, nothing
 * changed. */
int memory_grow(void **block, size_t *capacity, size_t wanted, size_t size);
/* Ask the system for large pages behind a block that will be filled: page faults are then
 * few. It may say no; such a block is better not resized, as that may copy it. */
void memory_in_large_pages(void *block, size_t bytes);
/* Room in large pages if it is large; and the same, zeroed: for tables that are looked
 * into here and there, all over. */
void *memory_large(size_t n, size_t size);
void *memory_table(size_t n, size_t size);
/* Several arrays in one block, which is what is freed, each where its part says: a kernel
 * whose arrays each are small gets few large pages for all rather than many small ones,
 * and the first touch of a page is what costs. NULL = no memory, or too large. */
typedef struct memory_part {
    void **array;
    size_t n, size;
} memory_part;
void *memory_parts(const memory_part *parts, size_t count);
/* A copy of `n` bytes with a terminator. */
char *memory_text(const char *text, size_t n);
void memory_free(void *block);

#endif
