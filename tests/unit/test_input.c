/* Bytes of a document from wherever: memory, files, pipes, gzip whole and broken. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "base/random.h"
#include "io/input.h"
#include "support/fixture.h"
#include "support/suite.h"

enum { MOST = 1 << 20 };

static unsigned char plain[MOST], packed[MOST], back[2 * MOST];
static size_t plain_size, back_size;
static char digest_found[DIGEST_SIZE];
static polity_error err;
static random_state state;
static char file_name[] = "input-XXXXXX";

/* A text that compresses, and not too well; and a file to write to. */
static void set_up(void)
{
    int file = mkstemp(file_name);
    ck_assert_int_ge(file, 0);
    close(file);
    random_seed(&state, 24);
    plain_size = 700000;
    for (size_t i = 0; i < plain_size; i++)
        plain[i] = (unsigned char)"0123456789abcdef"[random_below(&state, 16)];
}

static void tear_down(void)
{
    unlink(file_name);
    strcpy(file_name, "input-XXXXXX");
}

/* One gzip member of `n` bytes at `to`; its size. */
static size_t pack(unsigned char *to, const unsigned char *from, size_t n)
{
    z_stream z;
    memset(&z, 0, sizeof z);
    MUST(deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK, "zlib");
    z.next_in = (unsigned char *)from;
    z.avail_in = (unsigned)n;
    z.next_out = to;
    z.avail_out = (unsigned)(packed + MOST - to);
    MUST(deflate(&z, Z_FINISH) == Z_STREAM_END, "not packed");
    deflateEnd(&z);
    return (size_t)(z.next_out - to);
}

/* Read all, in pieces of any size, into `back`; the name of the damage, NULL = none. */
static const char *drain(input_bytes *in)
{
    size_t got;
    back_size = 0;
    do {
        size_t room = 1 + (size_t)random_below(&state, 300000);
        MUST(back_size + room <= sizeof back, "too much");
        MUST(!input_read(in, (char *)back + back_size, room, &got, &err), "%s",
             err.message);
        MUST(got <= room, "%zu of %zu", got, room);
        back_size += got;
    } while (got);
    input_close(in, digest_found);
    return in->damage;
}

static const char *read_memory(const void *bytes, size_t n)
{
    input_bytes in;
    MUST(!input_open(&in, "memory", bytes, n, &err), "%s", err.message);
    return drain(&in);
}

static const char *read_file(const void *bytes, size_t n)
{
    input_bytes in;
    FILE *to = fopen(file_name, "wb");
    MUST(to && fwrite(bytes, 1, n, to) == n && !fclose(to), "not written");
    MUST(!input_open(&in, file_name, NULL, 0, &err), "%s", err.message);
    MUST(in.size == n, "%s is said to have %d bytes", file_name, (int)in.size);
    return drain(&in);
}

/* What was read is `wanted`, and the digest is that of the bytes as they lay. */
static void same(const void *wanted, size_t n, const void *raw, size_t raw_size)
{
    char digest_wanted[DIGEST_SIZE];
    digest of;
    digest_begin(&of);
    digest_add(&of, raw, raw_size);
    digest_end(&of, digest_wanted);
    MUST(back_size == n && !memcmp(back, wanted, n), "%zu bytes, and not %zu", back_size,
         n);
    MUST(!strcmp(digest_found, digest_wanted), "another digest");
}

START_TEST(plain_bytes)
{
    for (size_t n = 0; n <= plain_size; n = n < 4 ? n + 1 : n * 3) {
        ck_assert_ptr_null(read_memory(plain, n));
        same(plain, n, plain, n);
        ck_assert_ptr_null(read_file(plain, n));
        same(plain, n, plain, n);
    }
    ck_assert_ptr_null(read_memory("\x1f", 1)); /* half a mark of gzip is none */
    same("\x1f", 1, "\x1f", 1);
}
END_TEST

START_TEST(packed_bytes)
{
    for (size_t n = 0; n <= plain_size; n = n < 4 ? n + 1 : n * 3) {
        size_t size = pack(packed, plain, n);
        ck_assert_ptr_null(read_memory(packed, size));
        same(plain, n, packed, size);
        ck_assert_ptr_null(read_file(packed, size));
        same(plain, n, packed, size);
    }
}
END_TEST

/* Members one behind the other, some of them empty, are one text. */
START_TEST(packed_in_members)
{
    for (int round = 0; round < 50; round++) {
        size_t at = 0, size = 0, members = 0;
        while (at < 300000 || members < 3) {
            size_t n = (size_t)random_below(&state, round % 2 ? 100000 : 200001);
            n = random_below(&state, 4) ? n : 0;
            n = at + n < plain_size ? n : 0;
            size += pack(packed + size, plain + at, n);
            at += n;
            members++;
        }
        ck_assert_ptr_null(read_memory(packed, size));
        same(plain, at, packed, size);
    }
}
END_TEST

START_TEST(packed_and_cut_short)
{
    size_t first = pack(packed, plain, 300),
           size = first + pack(packed + first, plain, 9);
    for (size_t n = 2; n < size; n++) {
        const char *damage = read_memory(packed, n);
        if (n == first) {
            MUST(!damage, "the first member is whole");
            same(plain, 300, packed, n);
        } else {
            MUST(damage && !strcmp(damage, "gzip-truncated"), "%zu bytes: %s", n,
                 damage ? damage : "whole");
        }
    }
}
END_TEST

/* One bit changed: what is read is the same, or the damage is seen. */
START_TEST(packed_and_damaged)
{
    size_t size = pack(packed, plain, 500), seen = 0;
    for (size_t bit = 16; bit < 8 * size; bit++) {
        const char *damage;
        packed[bit / 8] ^= (unsigned char)(1u << bit % 8);
        damage = read_memory(packed, size);
        packed[bit / 8] ^= (unsigned char)(1u << bit % 8);
        seen += damage != NULL;
        MUST(damage || (back_size == 500 && !memcmp(back, plain, 500)), "bit %zu", bit);
    }
    ck_assert_uint_gt(seen, 8 * (size - 10) - 1); /* all behind the head */
    memcpy(packed + size, "rest", 4);
    ck_assert_str_eq(read_memory(packed, size + 4), "gzip-damaged");
}
END_TEST

/* A pipe gives what it has, byte by byte. */
START_TEST(standard_input)
{
    for (int is_packed = 0; is_packed < 2; is_packed++) {
        size_t n = is_packed ? pack(packed, plain, 3000) : 3000;
        const unsigned char *bytes = is_packed ? packed : plain;
        input_bytes in;
        int ends[2];
        ck_assert_int_eq(pipe(ends), 0);
        ck_assert_int_eq(dup2(ends[0], 0), 0);
        ck_assert_int_eq(input_open(&in, "-", NULL, 0, &err), POLITY_OK);
        ck_assert_int_eq((int)in.size, 0);
        if (!fork()) {
            for (size_t i = 0; i < n; i++)
                if (write(ends[1], bytes + i, 1) != 1)
                    _exit(1);
            _exit(0);
        }
        close(ends[0]);
        close(ends[1]);
        close(0);
        ck_assert_ptr_null(drain(&in));
        same(plain, 3000, bytes, n);
    }
}
END_TEST

START_TEST(what_cannot_be_read)
{
    input_bytes in;
    char digest[DIGEST_SIZE], byte;
    size_t got;
    ck_assert_int_eq(input_open(&in, "no/such/file.json", NULL, 0, &err), POLITY_EIO);
    ck_assert_str_eq(err.id, "file");
    ck_assert_str_eq(err.file, "no/such/file.json");
    ck_assert_str_eq(err.message, "cannot be read: No such file or directory");
    ck_assert_int_eq(input_open(&in, ".", NULL, 0, &err), POLITY_OK);
    ck_assert_int_eq(input_read(&in, &byte, 1, &got, &err), POLITY_EIO);
    ck_assert_uint_eq(got, 0);
    ck_assert_str_eq(err.message, "cannot be read: Is a directory");
    input_close(&in, digest);
    close(0);
    ck_assert_int_eq(input_open(&in, "-", NULL, 0, &err), POLITY_EIO);
    ck_assert_str_eq(err.message, "cannot be read: Bad file descriptor");
}
END_TEST

/* Marks of byte order: one is passed over, packed or not; a second one is not. */
START_TEST(byte_order_marks)
{
    static const struct {
        const char *text;
        polity_status status;
        const char *fault;
        int column;
    } cases[] = {{"\xEF\xBB\xBF{\"polity\": \"1.0\"}", POLITY_OK, "", 0},
                 {"\xEF\xBB\xBF", POLITY_ESYNTAX, "document-empty", 1},
                 {"", POLITY_ESYNTAX, "document-empty", 1},
                 {" \n", POLITY_ESYNTAX, "document-empty", 1},
                 {"\xEF\xBB\xBF{\"polity\": 1.0}", POLITY_EDATA, "value-type", 12},
                 {"\xEF\xBB\xBF\xEF\xBB\xBF{}", POLITY_ESYNTAX, "json-syntax", 1},
                 {"\xEF\xBB", POLITY_ESYNTAX, "json-syntax", 1}};
    for (size_t i = 0; i < 2 * sizeof cases / sizeof *cases; i++) {
        const char *text = cases[i / 2].text;
        size_t n = i % 2 ? pack(packed, (const unsigned char *)text, strlen(text))
                         : strlen(text);
        polity_dataset *into = dataset_of(NULL, NULL);
        polity_error found = POLITY_ERROR_INIT;
        ck_assert_int_eq(polity_dataset_read_bytes(into, "text",
                                                   i % 2 ? (const void *)packed : text, n,
                                                   NULL, NULL, &found),
                         cases[i / 2].status);
        ck_assert_str_eq(found.id, cases[i / 2].fault);
        ck_assert_int_eq(found.column, cases[i / 2].column);
        polity_dataset_free(into);
    }
}
END_TEST

int main(void)
{
    return RUN_SUITE("input", set_up, tear_down, plain_bytes, packed_bytes,
                     packed_in_members, packed_and_cut_short, packed_and_damaged,
                     standard_input, what_cannot_be_read, byte_order_marks);
}
