/* Patterns: the tree of a statement, MATCH … WHERE … RETURN …, as the parser makes it and
 * binding completes it. What it means is in match/LANGUAGE.md. */
#ifndef QUERY_PATTERN_H
#define QUERY_PATTERN_H

#include "query/query.h"
#include "query/syntax.h"

/* --- labels: which records an element may be
 * ---------------------------------------------------- */

typedef enum label_op { LABEL_NAME, LABEL_ANY, LABEL_NOT, LABEL_AND, LABEL_OR } label_op;
typedef struct label {
    uint8_t op;
    uint32_t at, length; /* of the name */
    struct label *parts[2];
} label;

/* Labels by number. Of nodes: the types, then the kinds (of acts), then `absence`. Of
 * edges: the kinds, then the roles of parties. */
typedef enum party_role {
    ROLE_BROKER,
    ROLE_FOR,
    ROLE_WITH,
    ROLE_SOURCE,
    ROLE_TARGET,
    ROLE_COUNT
} party_role;
extern const char *const party_roles[ROLE_COUNT];
size_t label_count(const polity_dataset *data, int edges);

/* --- elements
 * ------------------------------------------------------------------------------------
 */

typedef enum pattern_type { PATTERN_NODE, PATTERN_EDGE, PATTERN_GROUP } pattern_type;

/* Which way a tie runs, seen from the node at its left. */
enum { WAY_LEFT = 1, WAY_RIGHT = 2, WAY_NONE = 4, WAY_ALL = 7 };

/* A key of {key: value, …}. */
typedef struct pattern_entry {
    uint32_t name, name_length;
    syntax *value;
} pattern_entry;

typedef struct pattern_part {
    uint8_t type;     /* pattern_type */
    uint8_t ways;     /* EDGE */
    uint8_t record;   /* NODE: QUERY_NODE, QUERY_ACT or QUERY_ABSENCE, once bound */
    uint8_t optional; /* GROUP: `?` */
    uint32_t at, length;
    uint32_t name, name_length; /* of its variable; length 0 = none */
    int32_t variable;           /* its number, once bound; -1 = none */
    int32_t number;             /* of all parts of the statement */
    label *label;
    uint8_t *labels; /* by number of a label, once bound */
    pattern_entry *entries;
    size_t entry_count;
    syntax *where;           /* NODE, EDGE, GROUP; with the entries, once bound */
    uint32_t least, most;    /* GROUP: turns; most UINT32_MAX = any number */
    struct pattern_part *of; /* GROUP: what is repeated */
    size_t count;
} pattern_part;

typedef enum pattern_mode {
    MODE_WALK,
    MODE_TRAIL,
    MODE_ACYCLIC,
    MODE_SIMPLE
} pattern_mode;

typedef enum pattern_select {
    SELECT_EVERY,
    SELECT_SHORTEST, /* the k shortest of each pair of ends; ANY k is one of these */
    SELECT_ALL_SHORTEST
} pattern_select;

typedef struct pattern_path {
    uint32_t at, length, name, name_length;
    int32_t variable;
    uint8_t mode, select;
    uint32_t k;
    pattern_part *parts; /* node, edge or group, node, …: brackets without a quantifier
                            are spliced in; nodes may follow each other */
    size_t count;
} pattern_path;

/* --- the statement
 * ------------------------------------------------------------------------------- */

typedef struct pattern_match {
    uint8_t optional, repeatable;
    pattern_path *paths;
    size_t count;
    syntax *where; /* of the whole; nullable */
    syntax *also;  /* of brackets without a quantifier, joined by AND; nullable */
} pattern_match;

typedef struct pattern_item {
    syntax *value;
    uint32_t name, name_length; /* of the column; length 0 = the text of the value */
    uint8_t folds;              /* reads an aggregate over matches */
    uint8_t falling, nulls_last, nulls_stated; /* ORDER BY */
    int32_t column; /* ORDER BY: the column that it is; -1 = a value of its own */
} pattern_item;

typedef struct pattern_fold { /* an aggregate over matches */
    uint8_t function, distinct;
    syntax *value; /* NULL = count(*) */
} pattern_fold;

typedef struct pattern {
    query query; /* text, memory, probes; no root */
    pattern_match *matches;
    size_t match_count;
    syntax *filter; /* FILTER: of whole matches; nullable */
    syntax *having; /* HAVING: of groups; nullable */
    int returns, distinct, along;
    pattern_item *items, *order;
    size_t item_count, order_count;
    uint64_t offset, limit; /* UINT64_MAX = none */
    pattern_fold *folds;
    size_t fold_count;
    int32_t parts;         /* number of parts */
    query_scope variables; /* all of them, as RETURN sees them; hidden ones have no name
                            */
    uint32_t named_at[QUERY_VARIABLES]; /* where in the text it stands first */
    uint8_t group_of[QUERY_VARIABLES]; /* 1 + how many groups are before; 0 = not inside a
                                          repeated one */
} pattern;

enum { PATTERN_TURNS = 1000000, PATTERN_PARTS = 256, PATTERN_PATHS = 1000000 }; /* most */

/* Parse and bind a statement, or with `paths_only` one path pattern alone. `scope` gives
 * the data and parameters. 0 = the fault says why, or there is no memory (a fault without
 * id); nothing is to be freed then. */
int pattern_compile(pattern *to, const char *text, const query_scope *scope,
                    query_fault *fault);
void pattern_free(pattern *of);

/* An expression of a pattern as a query, to be evaluated; borrows from it. */
query pattern_query(const pattern *of, syntax *root);
/* Bits of the variables that it reads. */
uint32_t syntax_reads(const syntax *s);

#endif
