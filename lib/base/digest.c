#include "base/digest.h"

#include "base/digest_fast.h"

#include <string.h>

const uint32_t digest_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4,
    0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe,
    0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f,
    0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
    0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc,
    0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
    0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116,
    0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
    0xc67178f2};

static uint32_t rotate(uint32_t x, int by) { return (x >> by) | (x << (32 - by)); }

/* One round on the eight words of the state, which stand from s[0] on in the order that
 * the round's number gives: so none is moved. */
static inline void turn(uint32_t s[8], int i, uint32_t added)
{
    uint32_t *a = &s[-i & 7], *b = &s[(1 - i) & 7], *c = &s[(2 - i) & 7],
             *d = &s[(3 - i) & 7], *e = &s[(4 - i) & 7], *f = &s[(5 - i) & 7],
             *g = &s[(6 - i) & 7], *h = &s[(7 - i) & 7];
    uint32_t t1 = *h + (rotate(*e, 6) ^ rotate(*e, 11) ^ rotate(*e, 25)) +
                  ((*e & *f) ^ (~*e & *g)) + added;
    uint32_t t2 = (rotate(*a, 2) ^ rotate(*a, 13) ^ rotate(*a, 22)) +
                  ((*a & *b) ^ (*a & *c) ^ (*b & *c));
    *d += t1;
    *h = t1 + t2;
}

static void blocks(uint32_t state[8], const unsigned char *from, size_t n)
{
    uint32_t w[64], s[8];
    for (; n; n--, from += 64) {
        for (int i = 0; i < 16; i++)
            w[i] = (uint32_t)from[i * 4] << 24 | (uint32_t)from[i * 4 + 1] << 16 |
                   (uint32_t)from[i * 4 + 2] << 8 | from[i * 4 + 3];
        for (int i = 16; i < 64; i++)
            w[i] = w[i - 16] + w[i - 7] +
                   (rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ (w[i - 15] >> 3)) +
                   (rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ (w[i - 2] >> 10));
        memcpy(s, state, sizeof s);
        for (int i = 0; i < 64; i += 8)
            for (int k = 0; k < 8; k++)
                turn(s, k, digest_constants[i + k] + w[i + k]);
        for (int i = 0; i < 8; i++)
            state[i] += s[i];
    }
}

void digest_begin(digest *of)
{
    static const uint32_t start[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    memcpy(of->state, start, sizeof start);
    of->bytes = 0;
    of->fast = digest_has_fast();
}

static void add_blocks(digest *of, const unsigned char *from, size_t n)
{
    (of->fast ? digest_fast_blocks : blocks)(of->state, from, n);
}

void digest_add(digest *of, const void *bytes, size_t n)
{
    const unsigned char *from = bytes;
    size_t held = of->bytes % 64;
    of->bytes += n;
    if (held) {
        size_t part = n < 64 - held ? n : 64 - held;
        memcpy(of->block + held, from, part);
        from += part;
        n -= part;
        if (held + part < 64)
            return;
        add_blocks(of, of->block, 1);
    }
    add_blocks(of, from, n / 64);
    if (n % 64)
        memcpy(of->block, from + n / 64 * 64, n % 64);
}

void digest_end(digest *of, char out[DIGEST_SIZE])
{
    static const char hex[] = "0123456789abcdef";
    static const unsigned char pad[64] = {0x80};
    unsigned char length[8];
    uint64_t bits = of->bytes * 8;
    for (int i = 0; i < 8; i++)
        length[i] = (unsigned char)(bits >> (56 - 8 * i));
    digest_add(of, pad, 1 + (119 - of->bytes % 64) % 64);
    digest_add(of, length, 8);
    for (int i = 0; i < 32; i++) {
        unsigned char byte = (unsigned char)(of->state[i / 4] >> (24 - 8 * (i % 4)));
        out[2 * i] = hex[byte >> 4];
        out[2 * i + 1] = hex[byte & 15];
    }
    out[64] = '\0';
}
