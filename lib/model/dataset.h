/* The data set: tables of records, one space of ids, the vocabulary, and what is still to
 * be resolved. */
#ifndef MODEL_DATASET_H
#define MODEL_DATASET_H

#include <stdatomic.h>

#include <polity/dataset.h>

#include "base/arena.h"
#include "base/error.h"
#include "model/records.h"
#include "model/vocabulary.h"

/* The lists of records; also what kind of record an id leads to. */
typedef enum record_list {
    RECORD_NONE = 0,
    RECORD_SOURCE,
    RECORD_NODE,
    RECORD_EDGE,
    RECORD_BROKERAGE,
    RECORD_ABSENCE,
    RECORD_RULE,
    RECORD_LISTS
} record_list;

typedef struct record_at {
    uint32_t list : 3, index : 29;
} record_at;

typedef struct symbol_slot {
    symbol text; /* 0 = empty */
    uint32_t hash;
} symbol_slot;

/* A growing table of records of one size. */
typedef struct rows {
    void *items;
    size_t count, capacity;
} rows;

/* An input that was read. */
typedef struct input {
    const char *name;
    char digest[65]; /* SHA-256 of its bytes, hexadecimal */
    uint32_t extras; /* keys of the documents themselves that were known after it */
} input;

/* An end or reference of a record that led nowhere when it was read, with the exact place
 * of its token: later documents may bring what it needs. */
typedef struct pending {
    symbol wanted;
    symbol owner;     /* id of the record that it stands in; 0 = it has none */
    uint16_t of;      /* pending_kind */
    uint16_t refers;  /* property kind, for its types; VOCABULARY_NONE = any node */
    place place;      /* of the token; index = of the record in its list */
    const char *path; /* JSON Pointer of the token */
} pending;

typedef enum pending_kind {
    PENDING_END,       /* of an edge */
    PENDING_PARTY,     /* of a brokerage */
    PENDING_ABSENCE,   /* end of an absence */
    PENDING_REFERENCE, /* a property's value */
    PENDING_CITES,     /* a source */
    PENDING_RESULT,    /* an edge, of a brokerage */
    PENDING_RULE,      /* a rule, of an edge */
    PENDING_BODY,      /* nominated_by, approved_by, benefit */
    PENDING_KINDS
} pending_kind;

/* The document's own fields. */
typedef struct about {
    symbol title, description, licence;
    symbol boundary_statement;
    symbol graph; /* JSON text of the key `graph` */
    struct expected {
        uint16_t type;
        int64_t count;
    } * expected; /* boundary.expected_nodes, in the arena */
    uint32_t expected_count;
    uint32_t minor; /* newest minor version read: its unknown keys are among the extras */
    extras extras, boundary_extras;
    dated *default_at; /* every one that a document gave; of the heap */
    uint32_t default_count, default_capacity;
} about;

struct polity_dataset {
    atomic_int references;
    atomic_int sealed;
    vocabulary vocabulary;
    arena arena;  /* texts and small lists */
    struct text { /* by symbol; [0] is "" */
        const char *bytes;
        uint32_t length, hash;
        record_at record; /* the record of that id */
    } * texts;
    size_t symbol_count, symbol_capacity;
    symbol_slot *symbol_slots; /* open addressing over texts, a power of two */
    size_t slot_count;
    rows lists[RECORD_LISTS];
    rows pending, files;   /* struct pending; struct input */
    struct tuples *tuples; /* edges without id, among the first `tuple_edges`; of
                              polity_dataset_add_edge() */
    size_t tuple_edges;
    about about;
    const struct polity_dataset
        *base; /* whose texts and lists it shares, held; or NULL */
};

static inline size_t dataset_count(const polity_dataset *of, record_list list)
{
    return of->lists[list].count;
}

#define DATASET_ROW(name, type, list)                                                    \
    static inline type *dataset_##name(const polity_dataset *of, size_t i)               \
    {                                                                                    \
        return (type *)of->lists[list].items + i;                                        \
    }
DATASET_ROW(source, source, RECORD_SOURCE)
DATASET_ROW(node, node, RECORD_NODE)
DATASET_ROW(edge, edge, RECORD_EDGE)
DATASET_ROW(brokerage, brokerage, RECORD_BROKERAGE)
DATASET_ROW(absence, absence, RECORD_ABSENCE)
DATASET_ROW(rule, rule, RECORD_RULE)
#undef DATASET_ROW

enum { DATASET_EXPECT_FROM = 1 << 20 }; /* bytes; smaller tables just grow */

/* The text "" alone. 0 = no memory. */
int dataset_begin_texts(polity_dataset *of);
/* The symbol of a text, made if it is new; 0 = no memory, or the text is empty. */
symbol dataset_symbol(polity_dataset *of, const char *text, size_t n);
/* The symbol of a text if there is one; 0 = none. */
symbol dataset_find(const polity_dataset *of, const char *text, size_t n);
/* Take over `count` texts that lie in the arena already, one behind the other, each with
 * its terminator, with their lengths as that many uint32_t, wherever these lie: they get
 * the symbols that come next. 0 = no memory; else `*different` says whether none of them
 * is empty or has a symbol already, and if not, some may have none. */
int dataset_own_texts(polity_dataset *of, const char *texts, const void *lengths,
                      size_t count, int *different);
/* Texts that will be looked for soon, at most DATASET_AHEAD of them: what they are
 * compared with is fetched from memory, of all at once. */
enum { DATASET_AHEAD = 16 };
typedef struct text_ahead {
    const char *bytes;
    uint32_t length, hash; /* hash: for dataset_look_ahead() itself */
} text_ahead;
void dataset_look_ahead(const polity_dataset *of, text_ahead *texts, size_t count);
/* Text of a symbol; "" for 0. Borrowed. */
static inline const char *dataset_text(const polity_dataset *of, symbol s)
{
    return of->texts[s].bytes;
}

/* The record an id leads to; list RECORD_NONE = none. */
static inline record_at dataset_record(const polity_dataset *of, symbol id)
{
    return of->texts[id].record;
}
/* Index of the node an id leads to; -1 = none. */
static inline int64_t dataset_node_at(const polity_dataset *of, symbol id)
{
    record_at at = dataset_record(of, id);
    return id && at.list == RECORD_NODE ? (int64_t)at.index : -1;
}

/* Append a zeroed record to a list and return it; its id, if any, is then given by
 * dataset_claim(). NULL = no memory. */
void *dataset_append(polity_dataset *of, record_list list);
/* About so many more records are to come: a large table gets its room at once, which is
 * not touched before it is used. Afterwards, dataset_fit() gives back what was too much.
 * Without memory nothing changes. */
void dataset_expect(polity_dataset *of, record_list list, size_t more);
void dataset_fit(polity_dataset *of);
/* Let an id lead to a record. */
void dataset_claim(polity_dataset *of, symbol id, record_list list, size_t index);
size_t dataset_record_size(record_list list);

/* Forget the texts from `count` on. */
void dataset_cut_symbols(polity_dataset *of, size_t count);

/* What a list is called in a document ("nodes") and one of its records ("node"). */
const char *dataset_list_name(record_list list);
const char *dataset_record_name(record_list list);

/* Where a record stands, as faults tell it: its file, line and column, and its JSON
 * Pointer in `path`; all empty if it is from no file. */
enum { DATASET_PATH = 64 };
void dataset_where(const polity_dataset *of, record_list list, const place *at,
                   char path[DATASET_PATH], error_place *out);

/* Place of the record `index` of a list, and its id (0 = none). */
place *dataset_place(const polity_dataset *of, record_list list, size_t index);
symbol *dataset_id(const polity_dataset *of, record_list list, size_t index);

/* The id of an edge, stated or `kind:source>target@from[#key]`, appended to a buffer. */
struct buffer;
void dataset_edge_name(const polity_dataset *of, const edge *e, struct buffer *to);

/* Exchange what two data sets hold; who holds them, and whether they are sealed, stays.
 */
void dataset_swap(polity_dataset *a, polity_dataset *b);

/* Refuse a data set that is NULL or sealed by a view: POLITY_EARG. */
polity_status dataset_check_open(const polity_dataset *of, polity_error *err);
/* The same, and one that holds anything already: POLITY_EARG of this id, "… then read
 * other documents into it" after what has to be done first. */
polity_status dataset_check_empty(const polity_dataset *of, const char *id,
                                  const char *first, polity_error *err);

/* Keep alive; polity_dataset_free() lets go. */
void dataset_hold(const polity_dataset *of);

/* Highest confidence of the evidence that supports a statement (asserts, expects,
 * hearsay; a stance that is not stated counts as asserts), leaving out what cites a
 * source for which `without[symbol]` is set (nullable). NaN = no supporting evidence
 * states one; `*supports` counts supporting rows. */
double evidence_confidence(evidence_list list, const uint8_t *without, size_t *supports);

/* A property of a node or edge; NULL = it has none of that kind. */
const property *properties_find(properties list, uint16_t kind);

#endif
