/* The inside of GraphML: writing it, and what is read of it before records are made. */
#ifndef IO_GRAPHML_GRAPHML_H
#define IO_GRAPHML_GRAPHML_H

#include "io/flat/flat.h"
#include "io/job.h"

enum {
    GRAPHML_DEPTH = 64,           /* elements in one another */
    GRAPHML_TEXT_MOST = 64 << 20, /* bytes of one text */
    GRAPHML_KEYS_MOST = 10000
};

typedef enum graphml_type {
    GRAPHML_STRING,
    GRAPHML_NUMBER, /* int, long, float, double */
    GRAPHML_BOOLEAN
} graphml_type;

typedef enum graphml_item_sort {
    GRAPHML_GRAPH,
    GRAPHML_NODE,
    GRAPHML_EDGE,
    GRAPHML_SORTS
} graphml_item_sort;

typedef struct graphml_key {
    const char *id, *name, *fallback; /* fallback: value of what has none; NULL = none */
    uint8_t of[GRAPHML_SORTS];        /* whether it is for these */
    uint8_t type;
    scan_place place;
    flat_target target[GRAPHML_SORTS];
    const char *bare[GRAPHML_SORTS]; /* what the targets borrow from */
    size_t used[GRAPHML_SORTS];
} graphml_key;

typedef struct graphml_data {
    uint32_t key;
    const char *text;
    scan_place place;
} graphml_data;

/* A node or edge as it stands, or the graph itself. */
typedef struct graphml_item {
    const char *id, *source, *target;
    uint8_t undirected; /* 0 = not said, 1 = no, 2 = yes */
    scan_place place;
    size_t first, count; /* in `data` */
} graphml_item;

typedef struct graphml_items {
    graphml_item *rows;
    size_t count, capacity;
} graphml_items;

/* A file that was parsed. */
typedef struct graphml {
    arena texts;
    graphml_key *keys;
    size_t key_count, key_capacity;
    map key_ids;
    struct graphml_list {
        graphml_data *rows;
        size_t count, capacity;
    } data, of_graph; /* of nodes and edges; of the graph, before and after them */
    graphml_items items[GRAPHML_SORTS];
} graphml;

/* Parse a file ("-" = standard input) whose bytes come from `in`. What is wrong is among
 * the reader's faults. */
void graphml_parse(graphml *to, reader *r, input_bytes *in);
void graphml_free(graphml *of);

/* Find what the keys mean, with the vocabulary as it is; tell those that mean nothing. */
void graphml_targets(graphml *of, reader *r);
void graphml_tell_keys(graphml *of, reader *r, job *told);
/* The data of an item under a name of the format, or the key's default; NULL = it has
 * none. */
const char *graphml_text(const graphml *of, graphml_item_sort sort,
                         const graphml_item *item, const char *name);

#endif
