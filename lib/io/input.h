/* Bytes of a document, in pieces: from a file, standard input or memory, gzip undone,
 * digest kept. */
#ifndef IO_INPUT_H
#define IO_INPUT_H

#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/error.h"

typedef struct input_bytes {
    const char *name;
    int file; /* descriptor; -1 = memory */
    const unsigned char *memory;
    size_t left;        /* of memory */
    unsigned char *raw; /* compressed bytes as read */
    size_t raw_count;
    struct z_stream_s *gzip; /* NULL = plain */
    int began, ended;        /* bytes have been read; there are no more */
    int gzip_end;            /* the end mark of the compressed data was met */
    uint64_t taken, size;    /* bytes read, and of the file if known */
    digest digest;
    int no_digest;      /* nobody asks for it */
    const char *damage; /* id of a fault of the compressed data; NULL = none */
} input_bytes;

/* Open a file ("-" = standard input) or `n` bytes of memory (`file` = NULL). POLITY_OK or
 * POLITY_EIO with the system's reason. */
polity_status input_open(input_bytes *in, const char *name, const void *memory, size_t n,
                         polity_error *err);

/* Up to `n` bytes into `out`; `*got` = 0 at the end. Damaged compressed data ends the
 * bytes and sets `damage`. POLITY_OK, POLITY_EIO, POLITY_ENOMEM. */
polity_status input_read(input_bytes *in, char *out, size_t n, size_t *got,
                         polity_error *err);

/* Finish; the digest of all bytes as they lay in the file. */
void input_close(input_bytes *in, char out[DIGEST_SIZE]);

#endif
