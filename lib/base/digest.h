/* SHA-256 (FIPS 180-4): the digest of the inputs that every result carries. */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stddef.h>
#include <stdint.h>

typedef struct digest {
    uint32_t state[8];
    uint64_t bytes;
    unsigned char block[64];
    int fast; /* the processor has instructions for it */
} digest;

enum { DIGEST_SIZE = 65 };

void digest_begin(digest *of);
void digest_add(digest *of, const void *bytes, size_t n);
/* Finish, as 64 lower-case hexadecimal digits and a terminator. */
void digest_end(digest *of, char out[DIGEST_SIZE]);

#endif
