/* Records as rows of named texts: what a sheet and a GraphML file can hold, and back.
 *
 * The names are those of the format's keys: `id`, `name`, `weight`, `valid.from`,
 * `ids.urn`; a property has its own, or `properties.NAME` where a key has that name; an
 * `x_` key of the record itself is `record.x_NAME`, the others stand behind what they
 * stand in. Evidence is the columns `cites`, `locator`, `confidence` … in a sheet, in
 * GraphML `evidence.json`. A name that ends in `.json` holds JSON text: lists, histories,
 * and texts that XML has no characters for.
 *
 * Reading makes a small JSON object of each row and gives it to the reader of documents,
 * so that rows are checked as records are, and their faults name the cell. */
#ifndef IO_FLAT_FLAT_H
#define IO_FLAT_FLAT_H

#include "base/map.h"
#include "io/read.h"
#include "io/write.h"

typedef enum flat_shape { FLAT_SHEET, FLAT_GRAPHML } flat_shape;

/* --- out --- */

typedef enum flat_type {
    FLAT_TEXT,
    FLAT_INT,
    FLAT_LONG,
    FLAT_DOUBLE,
    FLAT_BOOLEAN
} flat_type;

typedef struct flat_column {
    const char *name;
    flat_type type;
    uint32_t rank;   /* orders columns, whichever record has them first */
    size_t stated;   /* rows that have it */
    size_t at, n;    /* text of the row at hand, in `text` */
    uint32_t of_row; /* number of the row it was set in */
} flat_column;

typedef struct flat {
    const polity_dataset *of;
    record_list list;
    flat_shape shape;
    flat_column *columns;
    size_t count, capacity;
    map names;
    arena texts;
    buffer text, part, omitted; /* of the row at hand; `omitted`: names that it cannot
                                   hold, separated by | */
    uint32_t row;
    int any_omitted, failed;
} flat;

void flat_begin(flat *f, const polity_dataset *of, record_list list, flat_shape shape);
/* Put a record's texts into the columns, which are made as they are met. */
void flat_row(flat *f, size_t index);
/* Text of the row at hand in a column; NULL = it has none. */
const char *flat_text(const flat *f, const flat_column *column);
/* Meet every record, so that all columns are there, in their order. 0 = no memory. */
int flat_columns(flat *f);
void flat_free(flat *f);

/* Whether XML 1.0 has all characters of a text, and other programs keep them: they write
 * a carriage return as it is, and it is then read as a line's end. */
int flat_is_xml(const char *text);
/* Mend JSON so that XML has its characters; its bytes. */
const char *flat_json_for_xml(buffer *json);

/* --- in --- */

typedef enum flat_what {
    FLAT_UNKNOWN,
    FLAT_SKIP, /* known, and nothing to read: `omitted` */
    FLAT_FIELD,
    FLAT_BOUND, /* key: from, to */
    FLAT_ID_OUTSIDE,
    FLAT_PROPERTY,
    FLAT_FREE, /* an x_ property */
    FLAT_EVIDENCE,
    FLAT_EXTRA, /* an x_ key of the record, or of what `within` names */
    FLAT_CLASS,
    FLAT_DIRECTION
} flat_what;

typedef struct flat_target {
    uint8_t what, json; /* json: the text is JSON */
    uint16_t property;
    const field *field;
    const char *key, *within; /* borrowed from the name, or literals */
} flat_target;

/* What a name means; FLAT_UNKNOWN = nothing. Names are compared as they stand, then
 * without regard to case, spaces, "-" and "_". `name` must outlive the target. */
flat_target flat_find(const polity_dataset *of, record_list list, const char *name);
int flat_same(const char *a, const char *b);
/* Offer the names that there are. */
void flat_offer(const polity_dataset *of, record_list list, nearest *near);
/* Whether two targets are one. */
int flat_equal(const flat_target *a, const flat_target *b);

enum { FLAT_EVIDENCE_FIELDS = 16 };

typedef struct flat_cell {
    const flat_target *to;
    const char *name, *text;
    scan_place place;
} flat_cell;

/* A record that is being made. */
typedef struct flat_record {
    reader *r;
    record_list list;
    const char *type, *kind; /* of records that do not state theirs; NULL = none */
    buffer top, valid, ids, properties, evidence, whole, part;
    origin *origins;
    size_t origin_count, origin_capacity;
    arena paths;
    flat_cell pieces[FLAT_EVIDENCE_FIELDS]; /* by number of the field of evidence */
    uint16_t stated_kind;
    uint8_t has_type, has_kind, has_id, undirected; /* undirected: 1 = no, 2 = yes */
    const char *class_text;
    size_t against; /* ties whose direction is not that of their kind */
    scan_place against_place;
} flat_record;

void flat_record_begin(flat_record *b, reader *r, record_list list);
/* The next record stands here. */
void flat_record_at(flat_record *b, scan_place place);
/* A cell with a text that is not empty. */
void flat_record_put(flat_record *b, const flat_cell *cell);
/* Give the record to the reader. */
void flat_record_end(flat_record *b);
void flat_record_free(flat_record *b);

/* The inside of making a record: a text as the JSON of a field's or property's type. */
void flat_field_json(flat_record *b, buffer *to, const field *f, const char *text);
void flat_property_json(buffer *to, const property_kind *kind, const char *text);
/* JSON stays as it is, other text becomes a JSON string. */
void flat_json_or_text(buffer *to, const char *text);
/* Whether a text is one JSON value. */
int flat_is_json(const char *text);

#endif
