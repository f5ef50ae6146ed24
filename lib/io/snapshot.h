/* The snapshot: a data set as it lies in memory, to be read again at once.
 *
 * A cache, not an archive: it is for the machine and the version of the library that
 * wrote it, and anything else refuses it, so that the JSON is converted again. Numbers
 * are in the machine's own order.
 *
 *     header     struct snapshot_header
 *     sections   16 bytes of name, 8 of length, then as many: "about" (JSON of the
 *                document without its lists), "inputs", "texts", one for each list of
 *                records ("sources" … "rules") and "pending", in this order
 *
 * A list is its count, then a column for each field of fields.def, then the records'
 * places and x_ keys. A column is its length, a byte of snapshot_mode, then values. */
#ifndef IO_SNAPSHOT_H
#define IO_SNAPSHOT_H

#include <string.h>

#include "base/buffer.h"
#include "io/read.h"

enum { SNAPSHOT_VERSION = 2, SNAPSHOT_ORDER = 0x01020304, SNAPSHOT_NAME = 16 };
extern const char snapshot_magic[8];

typedef struct snapshot_header {
    char magic[8];
    uint32_t version, order; /* order: of the bytes of a number */
    uint64_t words;          /* of the lists that are built in: snapshot_words() */
    uint64_t bytes;          /* behind the header */
    uint64_t checksum;       /* of those: snapshot_checksum() */
} snapshot_header;

typedef enum snapshot_mode {
    SNAPSHOT_NONE, /* no record states it */
    SNAPSHOT_ALL,  /* a value a record */
    SNAPSHOT_SOME, /* a bit a record, whole bytes; then a value for each bit that is set
                    */
    SNAPSHOT_STEPS /* of numbers: the first, and what is added from record to record */
} snapshot_mode;

/* Tells of accidents: any change within one of its words, of 8 bytes, is told. */
uint64_t snapshot_checksum(const char *bytes, size_t n);

/* A hash of built-in types, kinds, properties, words and fields: where it differs, the
 * numbers in a snapshot mean something else. */
int snapshot_words(uint64_t *out); /* 0 = no memory */

/* Read a snapshot of `n` bytes into the data set of a reader; faults are reported. */
void read_snapshot(reader *r, const char *bytes, size_t n);

/* Where reading a section is. `bad`: it ended too soon, or holds what cannot be. */
typedef struct cursor {
    const char *at, *end;
    int bad;
} cursor;
/* Take bytes; zeros if there are not as many. */
static inline void cursor_take(cursor *c, void *out, size_t n)
{
    if ((size_t)(c->end - c->at) < n) {
        c->bad = 1;
        c->at = c->end;
        memset(out, 0, n);
        return;
    }
    memcpy(out, c->at, n);
    c->at += n;
}
uint32_t cursor_number(cursor *c);
/* A count of what takes at least `least` bytes each; 0 and bad if there is no room. */
uint32_t cursor_count(cursor *c, size_t least);

/* The data set that a snapshot is read into, and where in it. */
typedef struct unpacking {
    reader *r; /* told what there is no memory for */
    polity_dataset *of;
    uint32_t symbols, files; /* how many texts and inputs the snapshot has */
    cursor in;
    uint8_t open[RECORD_LISTS]; /* whether records refer to what was not there before */
    uint8_t *json; /* of each text: it is known to be JSON; NULL = none yet */
} unpacking;

/* One value of a field, checked: zeroed room for it at `at`. */
void unpack_field(unpacking *u, cursor *c, const field *f, void *at);
extras unpack_extras(unpacking *u, cursor *c);
/* A number of a text; 0 = none. */
symbol unpack_symbol(unpacking *u, cursor *c);
/* JSON text, and JSON it is. */
symbol unpack_json(unpacking *u, cursor *c);
/* All records of a list; `u->in` is its section. */
void unpack_list(unpacking *u, record_list list);
/* Whether every end and reference leads where it should, or waits; when all is read. */
int snapshot_is_whole(const unpacking *u);

#endif
