#include "base/arena.h"

#include <stdalign.h>
#include <string.h>

#include "base/alloc.h"

typedef struct arena_chunk {
    struct arena_chunk *previous;
    size_t used, size;
    alignas(max_align_t) char bytes[];
} arena_chunk;

enum { CHUNK_FIRST = 4 << 10, CHUNK_MOST = 4 << 20 };

static void *take(arena *from, size_t n, size_t alignment)
{
    arena_chunk *chunk = from->last;
    size_t start = chunk ? (chunk->used + alignment - 1) & ~(alignment - 1) : 0;
    if (!chunk || start > chunk->size || n > chunk->size - start) {
        size_t size = chunk ? (sizeof *chunk + chunk->size) * 2 : CHUNK_FIRST;
        size = (size > CHUNK_MOST ? CHUNK_MOST : size) - sizeof *chunk;
        size = size < n ? n : size;
        chunk = memory_large(1, sizeof *chunk + size);
        if (!chunk)
            return NULL;
        chunk->previous = from->last;
        chunk->used = 0;
        chunk->size = size;
        from->last = chunk;
        from->bytes += sizeof *chunk + size;
        start = 0;
    }
    chunk->used = start + n;
    return chunk->bytes + start;
}

void *arena_take(arena *from, size_t n)
{
    void *block = take(from, n, alignof(max_align_t));
    if (block)
        memset(block, 0, n);
    return block;
}

char *arena_text(arena *from, const char *text, size_t n)
{
    char *copy = take(from, n + 1, 1);
    if (!copy)
        return NULL;
    if (n)
        memcpy(copy, text, n);
    copy[n] = '\0';
    return copy;
}

arena_mark arena_here(const arena *from)
{
    arena_mark mark = {from->last, from->last ? from->last->used : 0, from->bytes};
    return mark;
}

void arena_reset(arena *from, arena_mark mark)
{
    while (from->last != mark.last) {
        arena_chunk *previous = from->last->previous;
        memory_free(from->last);
        from->last = previous;
    }
    if (from->last)
        from->last->used = mark.used;
    from->bytes = mark.bytes;
}

void arena_free(arena *from)
{
    arena_mark nothing = {NULL, 0, 0};
    arena_reset(from, nothing);
}
