/* madvise() */
#define _DEFAULT_SOURCE
#include "base/alloc.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { LARGE_PAGE = 2 << 20 };

void *memory_array(size_t n, size_t size) { return memory_resize(NULL, n, size); }

void *memory_zeroed(size_t n, size_t size)
{
    if (size && n > PTRDIFF_MAX / size)
        return NULL;
    return calloc(n ? n : 1, size ? size : 1);
}

void *memory_resize(void *block, size_t n, size_t size)
{
    if (size && n > PTRDIFF_MAX / size)
        return NULL;
    return realloc(block, n && size ? n * size : 1);
}

int memory_grow(void **block, size_t *capacity, size_t wanted, size_t size)
{
    size_t room = *capacity < 8 ? 8 : *capacity;
    void *grown;
    if (wanted <= *capacity)
        return 1;
    while (room < wanted)
        room = room > SIZE_MAX / 2 ? wanted : room + room / 2;
    grown = memory_resize(*block, room, size);
    if (!grown)
        return 0;
    *block = grown;
    *capacity = room;
    return 1;
}

void memory_in_large_pages(void *block, size_t bytes)
{
#ifdef MADV_HUGEPAGE
    const uintptr_t page = LARGE_PAGE, start = (uintptr_t)block;
    uintptr_t from = (start + page - 1) / page * page, to = (start + bytes) / page * page;
    if (from < to)
        (void)madvise((void *)from, to - from, MADV_HUGEPAGE);
#else
    (void)block, (void)bytes;
#endif
}

void *memory_large(size_t n, size_t size)
{
    size_t bytes;
    void *block;
    if (size && n > (PTRDIFF_MAX - LARGE_PAGE) / size)
        return NULL;
    if (n * size <= LARGE_PAGE / 2) /* it would stay empty for the most part */
        return memory_array(n, size);
    bytes = (n * size + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
    block = aligned_alloc(LARGE_PAGE, bytes);
    if (block)
        memory_in_large_pages(block, bytes);
    return block;
}

void *memory_table(size_t n, size_t size)
{
    void *block = memory_large(n, size);
    return block && n && size ? memset(block, 0, n * size) : block;
}

void *memory_parts(const memory_part *parts, size_t count)
{
    const size_t line = 64, most = PTRDIFF_MAX - LARGE_PAGE; /* each on its own line */
    size_t bytes = 0;
    char *block;
    for (size_t i = 0; i < count; i++) {
        size_t n = parts[i].n, size = parts[i].size;
        if (bytes > most - line || (size && n > (most - bytes - line) / size))
            return NULL;
        bytes = (bytes + n * size + line - 1) / line * line;
    }
    block = memory_large(bytes, 1);
    for (size_t i = 0, at = 0; block && i < count; i++) {
        *parts[i].array = block + at;
        at = (at + parts[i].n * parts[i].size + line - 1) / line * line;
    }
    return block;
}

char *memory_text(const char *text, size_t n)
{
    char *copy = memory_array(n + 1, 1);
    if (!copy)
        return NULL;
    if (n)
        memcpy(copy, text, n);
    copy[n] = '\0';
    return copy;
}

void memory_free(void *block) { free(block); }
