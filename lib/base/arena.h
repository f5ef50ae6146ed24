/* Many small blocks that are freed together. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

typedef struct arena {
    struct arena_chunk *last;
    size_t bytes; /* taken from the heap */
} arena;

/* `n` zeroed bytes, aligned for any type; NULL = no memory. */
void *arena_take(arena *from, size_t n);
/* The same, with anything in them: for what is filled at once. */
void *arena_room(arena *from, size_t n);
/* About `bytes` more are to be taken, as `blocks` blocks: they will lie together, in
 * large pages if they are large. 0 = no memory. */
int arena_expect(arena *from, size_t bytes, size_t blocks);
/* Unaligned copy of `n` bytes with a terminator; NULL = no memory. */
char *arena_text(arena *from, const char *text, size_t n);
/* A state to go back to: whatever was taken since is freed by arena_reset(). */
typedef struct arena_mark {
    struct arena_chunk *last;
    size_t used, bytes;
} arena_mark;
arena_mark arena_here(const arena *from);
void arena_reset(arena *from, arena_mark mark);
void arena_free(arena *from);

#endif
