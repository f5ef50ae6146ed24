#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <string.h>

#include "base/alloc.h"

typedef struct arena_chunk {
    struct arena_chunk *previous;
    size_t used, size;
    alignas(max_align_t) char bytes[];
} arena_chunk;

enum { CHUNK_FIRST = 4 << 10, CHUNK_MOST = 4 << 20, ALIGNED = alignof(max_align_t) };

/* The address sanitizer is told of a gap behind each block but texts, as malloc() would
 * tell it. */
#ifdef __SANITIZE_ADDRESS__
#define WATCHED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WATCHED
#endif
#endif
#ifdef WATCHED
#include <sanitizer/asan_interface.h>
enum { GAP = 16 };
static void *apart(char *block, size_t n, size_t gap)
{
    ASAN_UNPOISON_MEMORY_REGION(block, n);
    ASAN_POISON_MEMORY_REGION(block + n, gap);
    return block;
}
#else
enum { GAP = 0 };
static void *apart(char *block, size_t n, size_t gap)
{
    (void)n, (void)gap;
    return block;
}
#endif

/* A chunk of at least so many bytes becomes the last one. */
static arena_chunk *add_chunk(arena *to, size_t size)
{
    arena_chunk *chunk =
        size < SIZE_MAX - sizeof *chunk ? memory_large(1, sizeof *chunk + size) : NULL;
    if (!chunk)
        return NULL;
    chunk->previous = to->last;
    chunk->used = 0;
    chunk->size = size;
    to->last = chunk;
    to->bytes += sizeof *chunk + size;
    return chunk;
}

static void *take(arena *from, size_t n, size_t alignment)
{
    arena_chunk *chunk = from->last;
    size_t start = chunk ? (chunk->used + alignment - 1) & ~(alignment - 1) : 0;
    const size_t gap = alignment > 1 ? GAP : 0;
    if (n > SIZE_MAX - gap)
        return NULL;
    if (!chunk || start > chunk->size || n + gap > chunk->size - start) {
        size_t size = chunk ? (sizeof *chunk + chunk->size) * 2 : CHUNK_FIRST;
        size = (size > CHUNK_MOST ? CHUNK_MOST : size) - sizeof *chunk;
        chunk = add_chunk(from, size < n + gap ? n + gap : size);
        if (!chunk)
            return NULL;
        start = 0;
    }
    chunk->used = start + n + gap;
    return apart(chunk->bytes + start, n, gap);
}

void *arena_room(arena *from, size_t n) { return take(from, n, ALIGNED); }

void *arena_take(arena *from, size_t n)
{
    void *block = take(from, n, ALIGNED);
    if (block)
        memset(block, 0, n);
    return block;
}

int arena_expect(arena *from, size_t bytes, size_t blocks)
{
    size_t left = from->last ? from->last->size - from->last->used : 0,
           wanted = bytes + blocks * (ALIGNED + GAP);
    return wanted <= left || add_chunk(from, wanted);
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
