/* The same source compiled for wider words too, chosen by the processor when the library
 * is loaded: WIDE_TOO before a function that has loops over words or lanes. What it calls
 * takes part if it is inlined. Sanitizers start before such a choice can be made. */
#ifndef BASE_WIDE_H
#define BASE_WIDE_H

#include <limits.h> /* __GLIBC__, where it is */

#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) &&                    \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) &&                   \
    !defined(__clang__)
#define WIDE_TOO __attribute__((target_clones("avx2", "default")))
#else
#define WIDE_TOO
#endif

#endif
