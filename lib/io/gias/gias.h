/* The inside of importing the school register: what its files share.
 *
 * Groups become nodes first; memberships and inspections are then read into rows sorted
 * by school, so that each row of the establishments becomes a whole node at once. Links
 * make ties last. All is done in a data set of its own, which is handed over at the end.
 */
#ifndef IO_GIAS_GIAS_H
#define IO_GIAS_GIAS_H

#include <polity/import.h>

#include "base/map.h"
#include "base/ticker.h"
#include "io/csv.h"
#include "model/dataset.h"
#include "model/fields.h"

typedef enum gias_file {
    GIAS_GROUPS,
    GIAS_GROUP_LINKS,
    GIAS_INSPECTIONS,
    GIAS_ESTABLISHMENTS,
    GIAS_LINKS,
    GIAS_FILES
} gias_file;

enum { GIAS_INPUTS_MOST = 31, GIAS_PROPERTIES_MOST = 48 };
enum { GIAS_URN_MOST = 9999999, GIAS_UID_MOST = 99999999 };

/* --- tables of codes (codes.c) --- */

typedef enum gias_table {
    GIAS_TYPES,
    GIAS_TYPE_GROUPS,
    GIAS_STATUSES,
    GIAS_PHASES,
    GIAS_GENDERS,
    GIAS_GROUP_TYPES,
    GIAS_GROUP_STATUSES,
    GIAS_LINK_TYPES,
    GIAS_RATINGS,
    GIAS_CONCERNS,
    GIAS_TABLES
} gias_table;

/* A row; what its words are follows the table. */
typedef struct gias_code {
    const char *code, *name, *words[4];
} gias_code;

enum { GIAS_UNKNOWN = -1, GIAS_NONE = -2 };

/* --- rows that wait for the others --- */

/* A group of the register, which is a node already. */
typedef struct group {
    symbol id;
    int type;       /* row of GIAS_GROUP_TYPES, or GIAS_UNKNOWN, GIAS_NONE */
    interval valid; /* as that of its node */
    uint8_t closed;
    uint8_t clashed; /* a difference between files has been told */
} group;

/* A row of the group links. */
typedef struct member {
    uint32_t urn, group, order;
    dated joined;
    place place; /* of the group's id */
    symbol name, la, la_name;
    int type, phase; /* rows of GIAS_TYPES, GIAS_PHASES */
    symbol type_text;
} member;

/* A row of an inspections file. */
typedef struct visit {
    uint32_t urn, order;
    dated day;
    place place;           /* of the URN */
    int rating;            /* row of GIAS_RATINGS, or GIAS_NONE */
    int32_t pupils, idaci; /* -1 = none */
    symbol region;
} visit;

/* A link that says its direction. */
typedef struct lineage {
    uint32_t source, target; /* URNs */
    uint16_t kind;
    uint8_t from_source; /* the row is that of the source */
    dated day;
    symbol type;
    place place; /* of the link's type */
} lineage;

/* An authority or diocese: a node that rows mention. */
typedef struct body {
    symbol id, name, code, gss, region;
    uint8_t regions; /* 0 = none yet, 1 = one, 2 = several */
    uint8_t renamed;
    place place;
} body;
typedef struct bodies {
    body *rows;
    size_t count, capacity;
    map ids;
} bodies;

typedef struct rows_of { /* a growing array */
    void *items;
    size_t count, capacity;
} rows_of;

/* A value that no table has, or that contradicts another: told once, with its number. */
typedef struct oddity {
    const char *id, *format; /* fault; what the message says behind the value */
    symbol value;
    place place;
    size_t count;
    const char *header;
} oddity;

/* A row of the report. */
typedef struct tally {
    uint32_t file;
    const char *what, *why; /* literals, or texts of the arena */
    size_t count;
} tally;

typedef struct gias {
    polity_dataset *made;
    problems found;
    const polity_run *run;
    int strict;
    polity_status status; /* anything that ends the import at once */
    polity_error *err;

    /* the file at hand */
    csv *in;
    uint32_t file; /* its number in the data set */
    gias_file what;
    int given[GIAS_FILES];
    symbol sources[GIAS_INPUTS_MOST + 1]; /* by file number */
    struct {
        uint32_t files; /* bits */
        evidence_list list;
    } cited[256];
    size_t cited_count;

    symbol *urns; /* ids by URN, 0 = not met yet */
    size_t urn_count, urn_capacity;
    map code_names[GIAS_TABLES], code_codes[GIAS_TABLES];
    arena texts; /* keys of these and of `oddities` */
    group *groups;
    size_t group_count, group_capacity;
    map group_ids, group_other_ids; /* "uid-2044", "TR00301" */
    rows_of members, visits, lineage;
    bodies authorities, dioceses;
    oddity *oddities;
    size_t oddity_count, oddity_capacity;
    map oddity_keys;
    tally *tallies;
    size_t tally_count, tally_capacity;
} gias;

/* Out of memory, remembered. Returns 0. */
int gias_no_memory(gias *g);

int gias_codes_begin(gias *g);
const gias_code *gias_code_at(gias_table table, int row);
/* The row of a name, checked against its code; of the code, if there is no name.
 * GIAS_NONE = both cells are empty. GIAS_UNKNOWN is reported once a value. */
int gias_code_read(gias *g, gias_table table, size_t name, size_t code);
/* The row of a name that is no cell; "" = GIAS_NONE. */
int gias_code_row(const gias *g, gias_table table, const char *name);
/* The text that stands for a code: its name, else the code. */
csv_cell gias_code_text(const gias *g, size_t name, size_t code);
/* A word of a row as what it names; VOCABULARY_NONE, 0 = it is "". */
uint16_t gias_code_type(const gias *g, gias_table table, int row, int word);
uint16_t gias_code_kind(const gias *g, gias_table table, int row, int word);

/* --- cells (cells.c) --- */

symbol gias_text(gias *g, size_t column);
symbol gias_symbol(gias *g, const char *text, size_t n);
/* 1 = a number is there; 0 = none, or it is none, which has been reported. */
int gias_number(gias *g, size_t column, int64_t min, int64_t max, int64_t *value);
int gias_real(gias *g, size_t column, double min, double max, double *value);
/* One that is none is an unknown day ("?"): there is one, and it is not known. */
int gias_date(gias *g, size_t column, dated *day);
/* The number in a column that must have one; 0 = it has none, and the row is dropped. */
uint32_t gias_id(gias *g, size_t column, uint32_t most);
place gias_place(const gias *g, size_t column);
/* The id of a URN, "urn-100000". */
symbol gias_urn(gias *g, uint32_t urn);
/* A number behind some letters, without a terminator; its length. */
size_t gias_numbered(char *out, const char *before, uint32_t number);
/* Text as JSON. */
symbol gias_json(gias *g, const char *text);

/* --- what is told (report.c) --- */

/* Count under "read", "kept" or "dropped" of the file at hand, or of another. */
void gias_tally(gias *g, const char *what, const char *why, size_t n);
void gias_tally_of(gias *g, uint32_t file, const char *what, const char *why, size_t n);
/* A literal with a name in it, kept. */
const char *gias_words(gias *g, const char *before, const char *name);
polity_status gias_report(const gias *g, polity_table **out, polity_error *err);
/* Something odd in a row at hand, or in one that was read. Always warnings. */
void gias_odd(gias *g, const char *id, const place *at, const char *value,
              const char *format, ...) __attribute__((format(printf, 5, 6)));
/* The same once for each value, with its number: told by gias_oddities(). */
void gias_odd_once(gias *g, const char *id, size_t column, const char *message);
void gias_oddities(gias *g);

/* --- nodes and ties (records.c) --- */

typedef struct properties_of { /* properties of a node that is being made */
    uint16_t type;
    size_t count;
    property rows[GIAS_PROPERTIES_MOST];
} properties_of;

/* Add a property if it belongs to nodes of this type. */
void gias_put(gias *g, properties_of *to, const char *name, value v);
void gias_put_text(gias *g, properties_of *to, const char *name, uint8_t type, symbol s);
void gias_put_integer(gias *g, properties_of *to, const char *name, int64_t n);
void gias_put_level(gias *g, properties_of *to, const char *name, const char *level);
void gias_put_history(gias *g, properties_of *to, const char *name,
                      const history_item *items, size_t count);
/* An x_ property with the text as its value. */
void gias_put_extra(gias *g, properties_of *to, const char *name, const char *text);

int gias_has(const gias *g, const properties_of *of, const char *name);
/* What follows from a row of GIAS_TYPES: status, route, special, gias_type; a type that
 * no table has is kept as text. */
void gias_put_type(gias *g, properties_of *to, int row, const char *text);
/* Whether a text is a code of an authority: three digits, not all zero. */
int gias_is_la(const char *text);

/* A node with its id claimed; NULL = no memory. */
node *gias_node(gias *g, symbol id, uint16_t type, place at, const properties_of *own,
                uint32_t files);
edge *gias_edge(gias *g, uint16_t kind, symbol source, symbol target, place at);
/* Evidence that cites the file and line of a place; adds to what the edge has. */
void gias_cite(gias *g, edge *e, const place *const *at, size_t count);
outside_ids gias_ids(gias *g, const outside_id *rows, size_t count);

/* --- files --- */

void gias_read_groups(gias *g);
void gias_read_group_links(gias *g);
void gias_read_inspections(gias *g);
void gias_read_establishments(gias *g);
void gias_read_links(gias *g);
extern const csv_column gias_group_columns[], gias_group_link_columns[],
    gias_inspection_columns[], gias_establishment_columns[], gias_link_columns[];
extern const size_t gias_group_column_count, gias_group_link_column_count,
    gias_inspection_column_count, gias_establishment_column_count, gias_link_column_count;

/* The columns of the groups, with which the group links begin. */
typedef enum group_column {
#define GROUP_COLUMN(id, names, further, needed_in_groups, needed_in_links) GROUP_##id,
#include "io/gias/group_columns.def"
#undef GROUP_COLUMN
    GROUP_COLUMNS
} group_column;

/* The group of the row at hand, which is new; GIAS_NO_GROUP = no memory (groups.c). */
#define GIAS_NO_GROUP UINT32_MAX
uint32_t gias_group_add(gias *g, uint32_t uid);
/* The same for a group of which a row of the establishments says no more than this. */
uint32_t gias_group_named(gias *g, uint32_t uid, symbol name, const char *type, place at);
uint32_t gias_group_find(const gias *g, uint32_t uid);

/* Memberships and inspections, once all are read: sorted; then those of a school. */
void gias_sort_members(gias *g);
void gias_sort_visits(gias *g);
/* Of rows that begin with a URN and are in its order: where those of one begin, and how
 * many. */
size_t gias_rows_of(const rows_of *in, size_t size, uint32_t urn, size_t *count);
const member *gias_members_of(const gias *g, uint32_t urn, size_t *count);
const visit *gias_visits_of(const gias *g, uint32_t urn, size_t *count);
/* A membership that a row of the establishments states, for want of group links: the
 * group's UID or group id, and its name, in two columns. */
void gias_member_named(gias *g, uint32_t urn, size_t code, size_t name, const char *type);
/* A trust's type by the flag beside it; "" = it says none. */
const char *gias_flagged(csv_cell flag);
/* When a membership holds; 0 = it would end before it begins. */
int gias_member_span(const gias *g, const member *m, const interval *school,
                     interval *out);
/* Add the histories of memberships and of inspections to a school. */
void gias_put_members(gias *g, properties_of *to, const member *rows, size_t count,
                      const interval *life);
void gias_put_visits(gias *g, properties_of *to, const visit *rows, size_t count);
/* Schools that the establishments file does not have, ties of groups. */
void gias_finish_members(gias *g);
void gias_finish_visits(gias *g);
void gias_finish_links(gias *g);
/* Links that go in a circle; the links are sorted by kind and source (cycles.c). */
void gias_find_cycles(gias *g);

/* An authority or diocese by its id ("la-201"), made if it is new (bodies.c). */
body *gias_body(gias *g, bodies *in, const char *prefix, csv_cell code, symbol name,
                place at);
void gias_finish_bodies(gias *g);

#endif
