/* Node types, edge kinds and properties: the built-in rows and what documents declare on
 * top. */
#ifndef MODEL_VOCABULARY_H
#define MODEL_VOCABULARY_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/map.h"
#include "model/words.h"

/* A set of node types: `count` indices. Empty = any actor. */
typedef struct type_set {
    const uint16_t *types;
    uint16_t count;
} type_set;

typedef struct node_type {
    const char *name, *note; /* note "" = none */
    uint16_t parent;         /* the root, `actor`, is its own */
    uint8_t tier;            /* of its nodes, unless they say otherwise */
    uint16_t declared;       /* number of the input that declares it; 0 = built in */
} node_type;

typedef struct edge_kind {
    const char *name, *note;
    type_set source, target;
    uint8_t class, directed;
    uint8_t lineage; /* joins what was before to what came after: the ends need not live
                        together */
    uint16_t declared;
} edge_kind;

typedef struct property_kind {
    const char *name, *unit, *note;
    type_set of, refers;
    const char *const *levels; /* of a category */
    uint16_t level_count;
    uint8_t type; /* VALUE_… */
    uint8_t ordered, many;
    uint16_t declared;
} property_kind;

typedef struct vocabulary {
    node_type *types;
    edge_kind *kinds;
    property_kind *properties;
    size_t type_count, kind_count, property_count;
    size_t type_capacity, kind_capacity, property_capacity;
    map type_names, kind_names, property_names;
    arena texts;
} vocabulary;

enum { VOCABULARY_NONE = UINT16_MAX };

/* Fill with the built-in rows. 0 = no memory. */
int vocabulary_begin(vocabulary *of);
void vocabulary_free(vocabulary *of);

/* Add the declared rows of another to one that holds the built-in rows alone: numbers
 * stay the same, as built-in rows come first in both. 0 = no memory. */
int vocabulary_copy(vocabulary *to, const vocabulary *from);

/* Index of a name of `n` bytes; VOCABULARY_NONE if there is none. */
uint16_t vocabulary_type(const vocabulary *of, const char *name, size_t n);
uint16_t vocabulary_kind(const vocabulary *of, const char *name, size_t n);
uint16_t vocabulary_property(const vocabulary *of, const char *name, size_t n);

/* Add rows, whose names must be new; texts and lists are copied. Index, or
 * VOCABULARY_NONE = no memory. */
uint16_t vocabulary_add_type(vocabulary *of, const node_type *row);
uint16_t vocabulary_add_kind(vocabulary *of, const edge_kind *row);
uint16_t vocabulary_add_property(vocabulary *of, const property_kind *row);

/* Forget the rows from these counts on: a document that failed leaves nothing behind. */
typedef struct vocabulary_mark {
    size_t types, kinds, properties;
} vocabulary_mark;
vocabulary_mark vocabulary_here(const vocabulary *of);
void vocabulary_reset(vocabulary *of, vocabulary_mark mark);

/* Whether `type` is `ancestor` or below it. */
int vocabulary_is_a(const vocabulary *of, uint16_t type, uint16_t ancestor);
/* Whether `type` is in a set or below one of its types; any type is in an empty set, and
 * one that is not known (VOCABULARY_NONE) in every set: it has been reported already. */
int vocabulary_in(const vocabulary *of, uint16_t type, type_set set);

/* Rank of a level of a category, 1-based; 0 = it is none. */
uint16_t property_level(const property_kind *of, const char *text, size_t n);

#endif
