/* SHA-256 against the examples of FIPS 180-4 and of its validation programme. */
#include <string.h>

#include "base/digest.h"
#include "base/random.h"
#include "support/suite.h"

static void digest_of(const void *bytes, size_t n, char out[DIGEST_SIZE])
{
    digest of;
    digest_begin(&of);
    digest_add(&of, bytes, n);
    digest_end(&of, out);
}

START_TEST(published_texts)
{
    static const char *const pairs[][2] = {
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnop"
         "qklmnopqrlmnopqrsmnopqrstnopqrstu",
         "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
        {"\xbd", "68325720aabd7c82f30f554b313d0570c95accbb7dc4b5aae11204c08ffe732b"},
        {"\xc9\x8c\x8e\x55",
         "7abc22c0ae5af26ce93dbb94433a0e0b2e119d014f8e7f65bd56c61ccccd9504"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        char found[DIGEST_SIZE];
        digest_of(pairs[i][0], strlen(pairs[i][0]), found);
        ck_assert_str_eq(found, pairs[i][1]);
    }
}
END_TEST

/* Lengths where the padding just fits, and just does not. */
START_TEST(published_zeros)
{
    static const struct {
        size_t n;
        const char *digest;
    } cases[] = {
        {55, "02779466cdec163811d078815c633f21901413081449002f24aa3e80f0b88ef7"},
        {56, "d4817aa5497628e7c77e6b606107042bbba3130888c5f47a375e6179be789fbb"},
        {57, "65a16cb7861335d5ace3c60718b5052e44660726da4cd13bb745381b235a1785"},
        {64, "f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b"},
        {1000, "541b3e9daa09b20bf85fa273e5cbd3e80185aa4ec298e765db87742b70138a53"},
        {1000000, "d29751f2649b32ff572b5e0a9f541ea660a50f94ff0beedfb0b692b924cc8025"}};
    static const unsigned char zeros[1000000];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char found[DIGEST_SIZE];
        digest_of(zeros, cases[i].n, found);
        ck_assert_str_eq(found, cases[i].digest);
    }
}
END_TEST

START_TEST(a_million_times_a)
{
    static char text[1000000];
    char found[DIGEST_SIZE];
    memset(text, 'a', sizeof text);
    digest_of(text, sizeof text, found);
    ck_assert_str_eq(found,
                     "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}
END_TEST

START_TEST(pieces_are_the_same_as_the_whole)
{
    static unsigned char bytes[2000];
    random_state state;
    random_seed(&state, 6);
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)random_below(&state, 256);
    for (int round = 0; round < 2000; round++) {
        size_t n = (size_t)random_below(&state, sizeof bytes), at = 0;
        char whole[DIGEST_SIZE], pieces[DIGEST_SIZE];
        digest of;
        digest_of(bytes, n, whole);
        digest_begin(&of);
        while (at < n) {
            size_t piece = (size_t)random_below(&state, round % 2 ? 200 : 70);
            piece = piece < n - at ? piece : n - at;
            digest_add(&of, bytes + at, piece);
            at += piece;
        }
        digest_end(&of, pieces);
        MUST(!strcmp(whole, pieces), "%zu bytes", n);
    }
}
END_TEST

int main(void)
{
    return RUN_SUITE("digest", NULL, NULL, published_texts, published_zeros,
                     a_million_times_a, pieces_are_the_same_as_the_whole);
}
