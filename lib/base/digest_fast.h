/* SHA-256 by the instructions that most x86-64 processors since 2017 have for it. */
#ifndef BASE_DIGEST_FAST_H
#define BASE_DIGEST_FAST_H

#include <stddef.h>
#include <stdint.h>

extern const uint32_t digest_constants[64];

/* Whether this processor has them. */
int digest_has_fast(void);
/* `n` blocks of 64 bytes into the state, as the plain way does it. */
void digest_fast_blocks(uint32_t state[8], const unsigned char *from, size_t n);

#endif
