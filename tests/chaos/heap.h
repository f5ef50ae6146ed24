/* A heap that counts its blocks and fails on request. It takes the place of the C
 * library's in the program that holds heap.c, for every library in it; not together with
 * a sanitizer. */
#ifndef CHAOS_HEAP_H
#define CHAOS_HEAP_H

/* From now on let the `nth` allocation, 1-based, fail, and if `stays` all that follow. */
void heap_fail(long nth, int stays);
/* No more failures; how many there were. */
long heap_calm(void);
/* Allocations that were let be as the engine that asks for them breaks without. */
long heap_spared(void);
/* Blocks that are not freed yet. */
long heap_live(void);

#endif
