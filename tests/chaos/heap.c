#include "heap.h"

#include <errno.h>
#include <stdatomic.h>
#include <stddef.h>

/* glibc's own, under the names that stay when malloc() is another's. */
extern void *__libc_malloc(size_t n);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *block, size_t n);
extern void *__libc_memalign(size_t alignment, size_t n);
extern void __libc_free(void *block);

void *malloc(size_t n);
void *calloc(size_t n, size_t size);
void *realloc(void *block, size_t n);
void free(void *block);
int posix_memalign(void **out, size_t alignment, size_t n);
void *aligned_alloc(size_t alignment, size_t n);
void *memalign(size_t alignment, size_t n);

static atomic_long live, until, failures;
static atomic_int armed, stay;

void heap_fail(long nth, int stays)
{
    atomic_store(&until, nth);
    atomic_store(&failures, 0);
    atomic_store(&stay, stays);
    atomic_store(&armed, 1);
}

long heap_calm(void)
{
    atomic_store(&armed, 0);
    return atomic_load(&failures);
}

long heap_live(void) { return atomic_load(&live); }

static int fails(void)
{
    long left;
    if (!atomic_load(&armed))
        return 0;
    left = atomic_fetch_sub(&until, 1);
    if (left > 1 || (left < 1 && !atomic_load(&stay)))
        return 0;
    atomic_fetch_add(&failures, 1);
    errno = ENOMEM;
    return 1;
}

static void *counted(void *block)
{
    if (block)
        atomic_fetch_add(&live, 1);
    return block;
}

void *malloc(size_t n) { return fails() ? NULL : counted(__libc_malloc(n)); }

void *calloc(size_t n, size_t size)
{
    return fails() ? NULL : counted(__libc_calloc(n, size));
}

void *realloc(void *block, size_t n)
{
    void *grown;
    if (fails())
        return NULL;
    grown = __libc_realloc(block, n);
    if (!block)
        return counted(grown);
    if (!n && !grown)
        atomic_fetch_sub(&live, 1);
    return grown;
}

void free(void *block)
{
    if (block)
        atomic_fetch_sub(&live, 1);
    __libc_free(block);
}

void *memalign(size_t alignment, size_t n)
{
    return fails() ? NULL : counted(__libc_memalign(alignment, n));
}

void *aligned_alloc(size_t alignment, size_t n) { return memalign(alignment, n); }

int posix_memalign(void **out, size_t alignment, size_t n)
{
    void *block = memalign(alignment, n);
    if (!block)
        return ENOMEM;
    *out = block;
    return 0;
}
