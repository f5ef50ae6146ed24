/* The inside of reading a document: what its parts share. */
#ifndef IO_READ_H
#define IO_READ_H

#include <polity/io.h>

#include "base/map.h"
#include "base/nearest.h"
#include "base/ticker.h"
#include "io/locate.h"
#include "io/parsed.h"
#include "io/scan.h"
#include "model/fields.h"
#include "model/history.h"
#include "model/problems.h"
#include "model/tuples.h"

enum { READ_STEPS = LOCATE_STEPS, READ_FAULTS_A_RECORD = 1000 };

/* A record that names what a later `vocabulary` may declare: kept as text until it has
 * been read. */
typedef struct deferred {
    char *bytes;
    size_t length, index, row, hidden;
    scan_place place;
    record_list list;
} deferred;

/* A record of this document that an earlier one has too: united in its new row, which
 * replaces the old one if the document is good. */
typedef struct united {
    record_list list;
    uint32_t old_row, new_row;
} united;

/* Where a part of a record stands that was no JSON: a cell of a sheet, an element. */
typedef struct origin {
    const char *path;        /* JSON Pointer of the part in the record; "" = the whole */
    const char *name, *text; /* of the cell; NULL = none */
    scan_place place;
} origin;

typedef struct reader {
    polity_dataset *into;
    const polity_run *run;
    problems problems;
    polity_status status; /* anything that ends the reading at once */
    polity_error *err;
    scanner scanner;
    const char *file_name;
    uint32_t file; /* its number */

    /* the value at hand */
    parse_room room;
    slice slice;
    locator locator;
    size_t faults_before;  /* number of faults when the slice was begun */
    record_list base_list; /* of the slice, if it is a record */
    size_t base_index;
    char base[48]; /* pointer to the slice: "/edges/12"; of a record, see read_base() */
    size_t hidden; /* steps that are not in the pointer: a JSON Line wraps its record */
    step steps[READ_STEPS];
    size_t depth;
    const origin *origins; /* of the slice, if it was made of something else */
    size_t origin_count;
    origin snapshot_origin;  /* of a record that a snapshot brings */
    uint16_t node_type;      /* of the node at hand; VOCABULARY_NONE = no node */
    int has_kind, has_class; /* the absence or rule states one, known or not */
    int is_node;
    symbol within;     /* inner object whose x_ keys are collected */
    extra *extra_rows; /* of the record at hand */
    size_t extra_count, extra_capacity;

    record_list united_list; /* the earlier record that is being united */
    size_t united_row;
    int links; /* edges stand under `links` */
    int has_edges, line_first;
    map keys; /* of the document, to see those that stand twice */
    arena key_texts;
    scan_place start, list_place;      /* of the document, of the first list of records */
    char list_key[16], key_shown[256]; /* the key at hand, as it is written */
    int stopped;                       /* the rest of the text cannot be framed */
    extra *about_extras;               /* of the document itself */
    size_t about_extra_count, about_extra_capacity;

    int vocabulary_final; /* no later declaration can make a name known */
    int wants_vocabulary; /* the record at hand names what is not known yet */
    int newer_minor;
    int has_version;
    size_t first_row[RECORD_LISTS]; /* rows from here on are this document's */
    size_t counts[RECORD_LISTS];    /* records met so far in each list of the document */
    deferred *deferred;
    size_t deferred_count, deferred_capacity;
    united *united;
    size_t united_count, united_capacity;
    tuples tuples; /* edges without id, of this and earlier documents */
    polity_dataset
        *made; /* by a snapshot: takes the place of the data set if all is well */
    uint64_t list_began; /* bytes of the input before the list at hand */
    size_t since_tick;
} reader;

/* Faults, located at the value (or key) that the steps lead to in the slice. `nearest`
 * may be NULL. */
void fault_value(reader *r, const char *id, const nearest *near, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void fault_key(reader *r, const char *id, const nearest *near, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* A fault of the value as a whole: located at its first character, without showing it. */
void fault_whole(reader *r, const char *id, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void warn_value(reader *r, const char *id, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void warn_whole(reader *r, const char *id, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same at a place outside any slice. */
void fault_here(reader *r, const char *id, scan_place place, const char *path,
                const char *shown, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

/* Out of memory, remembered. Returns 0. */
int read_no_memory(reader *r);
/* The same when a declaration found no room: the vocabulary may be full. */
int read_vocabulary_full(reader *r);

static inline void step_in(reader *r, const char *key, size_t index)
{
    if (r->depth < READ_STEPS)
        r->steps[r->depth] = (step){key, index};
    r->depth++;
}
static inline void step_out(reader *r) { r->depth--; }

/* Where what the steps lead to stands. */
scan_place read_place(reader *r);

/* A value's text for a message, cut to 60 code points. */
void read_shown(const char *text, size_t n, char out[256]);

/* Make a slice the value at hand, with its pointer, which of a record is made only where
 * a fault needs it. */
void read_at(reader *r, const slice *text, const char *base);
void read_at_record(reader *r, const slice *text, record_list list, size_t index);
/* Parse the slice at hand; NULL = it is no JSON, and the faults say so. Values last until
 * the next are parsed. */
const parsed *read_parse(reader *r);
/* read_at() and read_parse(). */
const parsed *read_slice(reader *r, const slice *text, const char *base);
/* The pointer to the slice at hand. */
const char *read_base(reader *r);

/* The text of the value that the steps lead to, as it stands in the slice. */
symbol read_raw(reader *r);

/* Plain values; each reports what is wrong and returns 0 then. */
symbol read_text(reader *r, const parsed *value);
int read_symbols(reader *r, const parsed *value, symbols *out);
uint8_t read_word(reader *r, const parsed *value, word_list list);
int read_boolean(reader *r, const parsed *value, uint8_t *out);
int read_number(reader *r, const parsed *value, double min, double max, int above,
                double *out);
int read_integer(reader *r, const parsed *value, int64_t min, int64_t max, int64_t *out);
int read_date(reader *r, const parsed *value, int bound, int32_t *day, uint8_t *form);
int read_bound(reader *r, const char *key, const parsed *value, interval *valid);
void check_interval(reader *r, const interval *valid);

/* Keys x_…: kept with the record; other unknown ones reported with the nearest of
 * `names`. */
void read_unknown(reader *r, const char *key, const field *fields, size_t count,
                  const char *const *more);
/* Collect extras from `since` on into a list of the arena. */
extras take_extras(reader *r, size_t since);

/* A reference to a record; a pending entry if it is not there yet. */
void read_reference(reader *r, symbol wanted, pending_kind of, uint16_t property);
/* The record whose entries begin at `from` has been read, and has this id. */
void own_pending(polity_dataset *of, size_t from, symbol owner);

/* Fill the fields of one object. Returns 0 if it is no object. */
int read_fields(reader *r, const parsed *object, const field *fields, size_t count,
                void *record);
/* Whether a name that is not known may still be declared: the record is then read again
 * later. */
int read_may_come(reader *r);
void read_properties(reader *r, const parsed *value, properties *out);
void read_evidence(reader *r, const parsed *value, evidence_list *out);

/* Parts of a document. A record's slice; one that has been parsed by read_quick(); a
 * record wrapped in a JSON Line, whose slice has been parsed; what waited for the
 * vocabulary; a key of the document itself (0 = it is not known). */
void read_element(reader *r, const slice *text, record_list list);
void read_parsed_element(reader *r, const slice *text, record_list list);
void read_line(reader *r, const parsed *value, record_list list);
void read_deferred(reader *r);
void read_later(reader *r); /* the boundary, the slice at hand, is read with what waits */
void keep_collected(reader *r); /* x_ keys of inner objects become the document's */
int read_about(reader *r, const char *key, const parsed *value);
/* A key of the document itself that no table has: of an earlier document it says the
 * same, or it is told at the value at hand, with that document's file. */
void read_about_extra(reader *r, const extra *row);
/* The value of a key of the document, which stands at `path`. */
void read_key_value(reader *r, const char *key, const slice *text, scan_place key_place,
                    const char *path);
void read_vocabulary(reader *r, const parsed *value);
extern const char *const about_keys[];

/* The next byte that is not white space, as scan_peek(); the next value: 1 = it is in
 * `out`, 2 = it was cut, but is not to be read, 0 = it cannot be cut, which has been
 * reported. */
int read_peek(reader *r);
int read_cut(reader *r, slice *out, const char *path);
/* The next object, cut and parsed at once where the window has all of it and nothing is
 * wrong; 0 = it has not been taken, and read_cut() tells. `outer` brackets are open. */
int read_quick(reader *r, size_t outer, slice *out);

/* What follows the document's object, which stood on these lines: JSON Lines, or nothing.
 */
void read_lines(reader *r, uint32_t first_line, uint32_t last_line);

/* Read what is no file of JSON: `body` calls read_add_file() and read_element() for each
 * record. The data set takes all of it or, if there are errors, nothing. `check`: look at
 * what no single record shows, too. */
typedef void reading(reader *r, void *user);
polity_status read_whole(polity_dataset *into, reading *body, void *user, int check,
                         polity_table **table, const polity_run *run, polity_error *err);
/* What a document says of itself, from its text, and nothing else. */
void read_about_text(reader *r, const char *json, size_t n);
/* The end of documents: what is forgiven, what more is wrong with those from a file on.
 */
void read_judge(reader *r, uint32_t first_file);
void read_end(reader *r);
/* From here on records stand in this file. 0 = no memory. */
int read_add_file(reader *r, const char *name);
void read_keep_digest(reader *r, const char digest[DIGEST_SIZE]);

/* The document, framed. What is wrong is among the faults; `status` says what ended it.
 */
void read_document(reader *r);

/* What one record shows by itself, once its fields are read. */
void check_record(reader *r, record_list list, size_t row);

#endif
