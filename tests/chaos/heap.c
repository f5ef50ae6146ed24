/* malloc() and its kin over those of glibc: counted, and made to fail. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* dl_iterate_phdr() */
#endif

#include "heap.h"

#include <errno.h>
#include <link.h>
#include <stdatomic.h>
#include <stddef.h>
#include <string.h>

/* glibc's own, under the names that stay when malloc() is another's. */
extern void *__libc_malloc(size_t n);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *block, size_t n);
extern void *__libc_memalign(size_t alignment, size_t n);
extern void __libc_free(void *block);

/* Seen from the libraries too, which would else go on with the C library's. */
#pragma GCC visibility push(default)
void *malloc(size_t n);
void *calloc(size_t n, size_t size);
void *realloc(void *block, size_t n);
void free(void *block);
int posix_memalign(void **out, size_t alignment, size_t n);
void *aligned_alloc(size_t alignment, size_t n);
void *memalign(size_t alignment, size_t n);
#pragma GCC visibility pop

static atomic_long live, until, failures, spared;
static atomic_int armed, stay;

/* Engine exceptions: what cannot be made to fail as the engine itself does not bear it.
 *  - jansson (2.14) doubles the buffer of its lexer without looking whether that went
 * well, then goes past the buffer's end. Its other blocks of such sizes are spared with
 * it.
 *  - libgomp ends the program when it has no memory for its threads. */
enum { JANSSON, GOMP, ENGINES };
static const char *const engine_names[ENGINES] = {"libjansson", "libgomp"};
static struct {
    const char *first, *end; /* where the code of each lies */
} engines[ENGINES];

static int find_engine(struct dl_phdr_info *of, size_t n, void *user)
{
    int which = 0;
    (void)n;
    (void)user;
    while (which < ENGINES && !strstr(of->dlpi_name, engine_names[which]))
        which++;
    for (int i = 0; which < ENGINES && i < of->dlpi_phnum; i++) {
        const char *start = (const char *)(of->dlpi_addr + of->dlpi_phdr[i].p_vaddr);
        if (of->dlpi_phdr[i].p_type != PT_LOAD || !(of->dlpi_phdr[i].p_flags & PF_X))
            continue;
        engines[which].first = start;
        engines[which].end = start + of->dlpi_phdr[i].p_memsz;
    }
    return 0;
}

void heap_fail(long nth, int stays)
{
    if (!engines[JANSSON].end)
        dl_iterate_phdr(find_engine, NULL);
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

long heap_spared(void) { return atomic_load(&spared); }

static int is_in(int which, const void *caller)
{
    return (const char *)caller >= engines[which].first &&
           (const char *)caller < engines[which].end;
}

static int is_excepted(size_t n, const void *caller)
{
    int found =
        is_in(GOMP, caller) || (n >= 32 && !(n & (n - 1)) && is_in(JANSSON, caller));
    if (found)
        atomic_fetch_add(&spared, 1);
    return found;
}

static int fails(size_t n, const void *caller)
{
    long left;
    if (!atomic_load(&armed) || is_excepted(n, caller))
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

void *malloc(size_t n)
{
    return fails(n, __builtin_return_address(0)) ? NULL : counted(__libc_malloc(n));
}

void *calloc(size_t n, size_t size)
{
    return fails(0, __builtin_return_address(0)) ? NULL : counted(__libc_calloc(n, size));
}

void *realloc(void *block, size_t n)
{
    void *grown;
    if (fails(n, __builtin_return_address(0)))
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
    return fails(0, __builtin_return_address(0)) ? NULL
                                                 : counted(__libc_memalign(alignment, n));
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
