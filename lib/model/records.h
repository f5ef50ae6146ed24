/* The records of a data set, as they lie in its tables.
 *
 * Texts are symbols: numbers in the data set's table of texts, equal where the texts are
 * equal; 0 is none. A symbol that is some record's id leads to it (dataset_record()), so
 * ends and references need no pass to resolve them. Small lists lie in the data set's
 * arena and are never changed in place. */
#ifndef MODEL_RECORDS_H
#define MODEL_RECORDS_H

#include <stdint.h>

#include "base/date.h"
#include "model/words.h"

typedef uint32_t symbol;

/* Where a record stands: file number (dataset.files; 0 = not from a file), line and
 * column of its first code point, and its position in its list, for the JSON Pointer. */
typedef struct place {
    uint32_t file, line, column, index;
} place;

/* A key `x_…` and its value, kept as JSON text. `within`: the key of the inner object
 * that it stands in, such as "valid"; 0 = the record itself. */
typedef struct extra {
    symbol within, key, json;
} extra;
typedef struct extras {
    const extra *rows;
    uint32_t count;
} extras;

typedef struct symbols {
    const symbol *rows;
    uint32_t count;
} symbols;

/* A calendar date in the form it was written; form DATE_NONE = none. */
typedef struct dated {
    int32_t day;
    uint8_t form;
} dated;

typedef struct evidence {
    symbol cites, locator, coder, note, quote;
    double confidence; /* NaN = unstated */
    dated said;
    uint8_t stance;
    extras extras;
} evidence;
typedef struct evidence_list {
    const evidence *rows;
    uint32_t count;
} evidence_list;

/* One value: what it holds follows `type`, a VALUE_…; VALUE_NULL = known to be none. A
 * category holds its rank (1-based level); a date its day and, in `form`, its precision.
 */
typedef struct value {
    uint8_t type, form;
    union {
        int64_t integer; /* INTEGER, BOOLEAN, CATEGORY, DATE */
        double real;
        symbol text; /* TEXT, REFERENCE; JSON text of an x_ property */
    } as;
} value;

typedef struct history_item {
    value value;
    interval valid;
    evidence_list evidence;
    extras extras;
} history_item;

typedef enum property_form {
    PROPERTY_SINGLE,
    PROPERTY_MANY,
    PROPERTY_HISTORY
} property_form;

/* A property of a record: one value, many at once, or a history ordered by its dates as
 * written. */
typedef struct property {
    uint16_t kind; /* index in the vocabulary; VOCABULARY_NONE = an x_ key, its name in
                      `key` */
    uint16_t form; /* property_form */
    symbol key;    /* x_ keys alone */
    uint32_t count;
    union {
        value single; /* x_: VALUE_TEXT holding JSON */
        const value *many;
        const history_item *history;
    } as;
} property;
typedef struct properties {
    const property *rows;
    uint32_t count;
} properties;

/* An identifier in an outside register: {"urn": "137001"}. */
typedef struct outside_id {
    symbol space, id;
} outside_id;
typedef struct outside_ids {
    const outside_id *rows;
    uint32_t count;
} outside_ids;

typedef struct source {
    symbol id, title, url, speaker, place_name;
    dated date, accessed;
    uint8_t type, access, consent;
    extras extras;
    place place;
} source;

typedef struct node {
    symbol id, name, note;
    uint16_t type;
    uint8_t scope, tier;  /* tier 0 = as its type */
    uint8_t pseudonymous; /* 0 = not stated, 1 = false, 2 = true */
    interval valid;
    symbols aliases, tags;
    outside_ids ids;
    properties properties;
    evidence_list evidence;
    extras extras;
    place place;
} node;

typedef struct edge {
    symbol id; /* 0 = known as kind:source>target@from */
    symbol source, target, condition, ended, benefit, rule, note;
    symbol key; /* JSON text of a string or integer */
    uint16_t kind;
    uint8_t matter, modality;
    uint8_t strength; /* 1..4; 0 = none */
    int8_t valence;   /* -2..2; VALENCE_NONE = none */
    interval valid;
    double weight, length; /* NaN = none */
    properties properties;
    evidence_list evidence;
    extras extras;
    place place;
} edge;

enum { VALENCE_NONE = INT8_MIN };

typedef struct brokerage {
    symbol id, broker, beneficiary, provider; /* keys broker, for, with */
    symbol trigger, result, note;
    symbols nominated_by, approved_by;
    uint16_t kind;
    uint8_t matter, modality, outcome;
    uint8_t own_service; /* 0 = not stated, 1 = false, 2 = true */
    int8_t valence;
    interval valid;
    properties properties;
    evidence_list evidence;
    extras extras;
    place place;
} brokerage;

typedef struct absence {
    symbol id, what, source, target, note;
    uint16_t kind; /* VOCABULARY_NONE = none */
    uint8_t class, matter, modality;
    interval valid;
    evidence_list evidence;
    extras extras;
    place place;
} absence;

/* One end of a rule: {"type": …, "where": …}. type VOCABULARY_NONE = not stated. */
typedef struct rule_end {
    uint16_t type;
    uint8_t stated;
    symbol where;
} rule_end;

/* What a rule of policy asks of records: {"of": …, "where": …, "require": …, "level": …}.
 */
typedef struct rule_check {
    symbol of, where, require; /* of: a node type, an edge kind, a class or "brokerage" */
    uint8_t level, stated;
} rule_check;

enum { RULE_SOURCE, RULE_TARGET, RULE_BROKER, RULE_FOR, RULE_WITH, RULE_ENDS };

typedef struct rule {
    symbol id, statement, link, condition, note;
    uint16_t kind; /* VOCABULARY_NONE = none */
    uint8_t matter, modality;
    interval valid;
    rule_end ends[RULE_ENDS];
    rule_check check;
    evidence_list evidence;
    extras extras;
    place place;
} rule;

#endif
