#include "io/input.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/alloc.h"

enum { RAW_SIZE = 256 << 10 };

static polity_status refuse(const input_bytes *in, int number, polity_error *err)
{
    error_place place = {in->name, "", 0, 0};
    /* the system's reason in its own words, whatever the locale of the host */
    const char *reason = strerror_l(number, newlocale(LC_ALL_MASK, "C", (locale_t)0));
    return error_set_at(err, POLITY_EIO, "file", &place, "cannot be read: %s", reason);
}

polity_status input_open(input_bytes *in, const char *name, const void *memory, size_t n,
                         polity_error *err)
{
    struct stat about;
    memset(in, 0, sizeof *in);
    in->name = name;
    in->file = -1;
    digest_begin(&in->digest);
    if (memory) {
        in->memory = memory;
        in->left = n;
        in->size = n;
        return POLITY_OK;
    }
    in->file = strcmp(name, "-") ? open(name, O_RDONLY | O_CLOEXEC) : dup(0);
    if (in->file < 0)
        return refuse(in, errno, err);
    if (!fstat(in->file, &about) && S_ISREG(about.st_mode))
        in->size = (uint64_t)about.st_size;
    return POLITY_OK;
}

/* Bytes as they lie in the file. */
static polity_status read_raw(input_bytes *in, void *out, size_t n, size_t *got,
                              polity_error *err)
{
    ssize_t count = 0;
    if (in->file < 0) {
        count = (ssize_t)(n < in->left ? n : in->left);
        memcpy(out, in->memory, (size_t)count);
        in->memory += count;
        in->left -= (size_t)count;
    } else {
        do
            count = read(in->file, out, n);
        while (count < 0 && errno == EINTR);
        if (count < 0)
            return refuse(in, errno, err);
    }
    if (!in->no_digest)
        digest_add(&in->digest, out, (size_t)count);
    in->taken += (uint64_t)count;
    *got = (size_t)count;
    return POLITY_OK;
}

static void *take_memory(void *user, unsigned n, unsigned size)
{
    (void)user;
    return memory_array(n, size);
}

static void give_memory(void *user, void *block)
{
    (void)user;
    memory_free(block);
}

static polity_status begin_gzip(input_bytes *in, polity_error *err)
{
    in->gzip = memory_zeroed(1, sizeof *in->gzip);
    if (!in->gzip)
        return error_memory(err);
    in->gzip->zalloc = take_memory;
    in->gzip->zfree = give_memory;
    if (inflateInit2(in->gzip, 16 + MAX_WBITS) != Z_OK) {
        memory_free(in->gzip);
        in->gzip = NULL;
        return error_memory(err);
    }
    in->gzip->next_in = in->raw;
    in->gzip->avail_in = (unsigned)in->raw_count;
    return POLITY_OK;
}

/* The first bytes tell whether the input is compressed. */
static polity_status begin(input_bytes *in, polity_error *err)
{
    polity_status status = POLITY_OK;
    size_t got = 1;
    in->began = 1;
    in->raw = memory_array(RAW_SIZE, 1);
    if (!in->raw)
        return error_memory(err);
    while (in->raw_count < 2 && got) {
        status =
            read_raw(in, in->raw + in->raw_count, RAW_SIZE - in->raw_count, &got, err);
        if (status)
            return status;
        in->raw_count += got;
    }
    if (in->raw_count >= 2 && in->raw[0] == 0x1f && in->raw[1] == 0x8b)
        status = begin_gzip(in, err);
    return status;
}

static polity_status more_raw(input_bytes *in, polity_error *err)
{
    polity_status status;
    if (in->gzip->avail_in)
        return POLITY_OK;
    status = read_raw(in, in->raw, RAW_SIZE, &in->raw_count, err);
    in->gzip->next_in = in->raw;
    in->gzip->avail_in = status ? 0 : (unsigned)in->raw_count;
    return status;
}

static polity_status inflate_some(input_bytes *in, char *out, size_t n, size_t *got,
                                  polity_error *err)
{
    in->gzip->next_out = (unsigned char *)out;
    in->gzip->avail_out = (unsigned)n;
    while (in->gzip->avail_out == (unsigned)n && !in->ended) {
        polity_status status = more_raw(in, err);
        int result;
        if (status)
            return status;
        if (!in->gzip->avail_in) {
            in->ended = 1;
            in->damage = in->gzip_end ? NULL : "gzip-truncated";
            break;
        }
        if (in->gzip_end) { /* another member, or what is not gzip */
            in->gzip_end = 0;
            inflateReset(in->gzip);
        }
        result = inflate(in->gzip, Z_NO_FLUSH);
        if (result == Z_STREAM_END) {
            in->gzip_end = 1;
        } else if (result == Z_MEM_ERROR) {
            return error_memory(err);
        } else if (result != Z_OK && result != Z_BUF_ERROR) {
            in->ended = 1;
            in->damage = "gzip-damaged";
        }
    }
    *got = n - in->gzip->avail_out;
    return POLITY_OK;
}

polity_status input_read(input_bytes *in, char *out, size_t n, size_t *got,
                         polity_error *err)
{
    polity_status status = POLITY_OK;
    *got = 0;
    if (!in->began && (status = begin(in, err)))
        return status;
    if (in->ended)
        return POLITY_OK;
    n = n > (1u << 30) ? 1u << 30 : n;
    if (in->gzip)
        return inflate_some(in, out, n, got, err);
    if (in->raw_count) {
        *got = n < in->raw_count ? n : in->raw_count;
        memcpy(out, in->raw, *got);
        in->raw_count -= *got;
        memmove(in->raw, in->raw + *got, in->raw_count);
        return POLITY_OK;
    }
    status = read_raw(in, out, n, got, err);
    in->ended = !status && !*got;
    return status;
}

void input_close(input_bytes *in, char out[DIGEST_SIZE])
{
    if (in->gzip) {
        inflateEnd(in->gzip);
        memory_free(in->gzip);
    }
    memory_free(in->raw);
    if (in->file >= 0)
        close(in->file);
    digest_end(&in->digest, out);
}
