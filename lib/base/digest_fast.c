#include "base/digest_fast.h"

#if defined __x86_64__ && defined __GNUC__

#include <cpuid.h>
#include <immintrin.h>

int digest_has_fast(void)
{
    unsigned a, b, c, d;
    /* SSSE3 and SSE4.1, then SHA */
    if (!__get_cpuid(1, &a, &b, &c, &d) || !(c >> 9 & 1) || !(c >> 19 & 1))
        return 0;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b >> 29 & 1);
}

__attribute__((target("sse2"))) static inline __m128i load(const void *from)
{
    return _mm_loadu_si128(from);
}

/* The next four words of the schedule from the last sixteen. */
__attribute__((target("sha,sse4.1"))) static inline __m128i
scheduled(__m128i w0, __m128i w1, __m128i w2, __m128i w3)
{
    __m128i sum = _mm_add_epi32(_mm_sha256msg1_epu32(w0, w1), _mm_alignr_epi8(w3, w2, 4));
    return _mm_sha256msg2_epu32(sum, w3);
}

__attribute__((target("sha,sse4.1"))) void
digest_fast_blocks(uint32_t state[8], const unsigned char *from, size_t n)
{
    const __m128i big_endian = _mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
    __m128i dcba = load(state), hgfe = load(state + 4), abef, cdgh;
    /* the instructions want the state as the halves ABEF and CDGH, the first word high */
    __m128i cdab = _mm_shuffle_epi32(dcba, 0xB1), efgh = _mm_shuffle_epi32(hgfe, 0x1B);
    abef = _mm_alignr_epi8(cdab, efgh, 8);
    cdgh = _mm_blend_epi16(efgh, cdab, 0xF0);
    for (; n; n--, from += 64) {
        __m128i w[4], before_abef = abef, before_cdgh = cdgh;
        for (int i = 0; i < 4; i++)
            w[i] = _mm_shuffle_epi8(load(from + i * 16), big_endian);
        for (int i = 0; i < 16; i++) { /* four rounds each */
            __m128i sum = _mm_add_epi32(w[i % 4], load(&digest_constants[i * 4]));
            cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
            abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sum, 0x0E));
            if (i < 12)
                w[i % 4] =
                    scheduled(w[i % 4], w[(i + 1) % 4], w[(i + 2) % 4], w[(i + 3) % 4]);
        }
        abef = _mm_add_epi32(abef, before_abef);
        cdgh = _mm_add_epi32(cdgh, before_cdgh);
    }
    cdab = _mm_shuffle_epi32(abef, 0x1B); /* FEBA */
    efgh = _mm_shuffle_epi32(cdgh, 0xB1); /* DCHG */
    dcba = _mm_blend_epi16(cdab, efgh, 0xF0);
    hgfe = _mm_alignr_epi8(efgh, cdab, 8);
    _mm_storeu_si128((void *)state, dcba);
    _mm_storeu_si128((void *)(state + 4), hgfe);
}

#else

int digest_has_fast(void) { return 0; }

void digest_fast_blocks(uint32_t state[8], const unsigned char *from, size_t n)
{
    (void)state, (void)from, (void)n;
}

#endif
