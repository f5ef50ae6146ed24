/* The tree of an expression: what the parser makes and names are then bound in. */
#ifndef QUERY_SYNTAX_H
#define QUERY_SYNTAX_H

#include "base/arena.h"
#include "query/token.h"
#include "query/value.h"

typedef enum syntax_op {
    SYNTAX_CONSTANT,
    SYNTAX_NAME,     /* not bound yet: a variable, or a property or attribute */
    SYNTAX_MEMBER,   /* not bound yet: parts[0].name */
    SYNTAX_VARIABLE, /* number: of the variable */
    SYNTAX_PROPERTY, /* parts[0]: the record; number: of the property */
    SYNTAX_FIELD,    /* parts[0]: the record; number: row of attributes.def */
    SYNTAX_CALL,     /* number: row of functions.def, once bound */
    SYNTAX_FOLD,   /* number: a fold_function, of parts[0], or count(*) without one; once
                      bound of a list, or else turned into SYNTAX_RESULT */
    SYNTAX_RESULT, /* number: of the pattern's folds, which matches are folded in */
    SYNTAX_PARAMETER, /* not bound yet: $name */
    SYNTAX_LIST,
    SYNTAX_NOT,
    SYNTAX_AND,
    SYNTAX_OR,
    SYNTAX_XOR,
    SYNTAX_EQUAL,
    SYNTAX_DIFFERENT,
    SYNTAX_LESS,
    SYNTAX_LESS_EQUAL,
    SYNTAX_GREATER,
    SYNTAX_GREATER_EQUAL,
    SYNTAX_IN,
    SYNTAX_BETWEEN,
    SYNTAX_LIKE, /* parts: text, pattern, escape or none */
    SYNTAX_STARTS,
    SYNTAX_ENDS,
    SYNTAX_CONTAINS,
    SYNTAX_IS_NULL,
    SYNTAX_IS_LABEL, /* parts[0]: the record; a constant CATEGORY, or a class in
                        `constant` */
    SYNTAX_ADD,
    SYNTAX_SUBTRACT,
    SYNTAX_MULTIPLY,
    SYNTAX_DIVIDE,
    SYNTAX_MODULO,
    SYNTAX_JOIN, /* || */
    SYNTAX_NEGATE
} syntax_op;

/* What an expression gives. */
typedef struct shape {
    uint8_t type;       /* query_type; of the items of a list */
    uint8_t levels;     /* CATEGORY */
    uint8_t list;       /* 1 = a list of them */
    uint8_t reference;  /* NODE: by a property; it may be compared with an id */
    uint16_t kind;      /* CATEGORY */
    uint16_t node_type; /* NODE: its type; VOCABULARY_NONE = any */
} shape;

typedef struct syntax {
    uint8_t op;
    uint8_t distinct; /* FOLD */
    shape shape;
    uint16_t number;
    uint16_t probe;             /* PROPERTY: where its reading is counted */
    uint32_t at, length;        /* bytes of the text */
    uint32_t name, name_length; /* NAME, MEMBER, CALL, IS_LABEL: of the name itself */
    uint32_t count, height;     /* height: nodes below it on the longest way down */
    struct syntax **parts;
    query_value constant;
} syntax;

enum {
    SYNTAX_DEEPEST = 200, /* brackets, calls, lists and NOT within each other */
    SYNTAX_TALLEST = 1000 /* nodes from the root to a leaf */
};

/* Parse the whole of `text`, one expression. The tree lies in `memory`; NULL = the fault
 * says why, or there is no memory (a fault without id). */
syntax *syntax_parse(const char *text, arena *memory, query_fault *fault);

#endif
