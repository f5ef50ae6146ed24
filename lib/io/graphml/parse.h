/* The inside of taking a GraphML file apart. */
#ifndef IO_GRAPHML_PARSE_H
#define IO_GRAPHML_PARSE_H

#include <expat.h>

#include "io/graphml/graphml.h"

typedef enum at_element {
    AT_OTHER,
    AT_ROOT,
    AT_KEY,
    AT_DEFAULT,
    AT_GRAPH,
    AT_NODE,
    AT_EDGE,
    AT_DATA
} at_element;

typedef struct parsing {
    graphml *to;
    reader *r;
    XML_Parser xml;
    uint8_t stack[GRAPHML_DEPTH];
    size_t depth, ignored; /* ignored: elements within one that is not looked at */
    int stopped, graphs;
    graphml_item *item; /* whose data is read; NULL = the graph */
    buffer text;
    uint32_t key; /* of the data at hand; MAP_ABSENT = none */
    scan_place data_place;
} parsing;

scan_place graphml_here(const parsing *p);
/* Nothing more is read; for want of memory. */
void graphml_stop(parsing *p);
void graphml_no_memory(parsing *p);
/* A name without the prefix of its namespace. */
const char *graphml_local(const char *name);
/* A copy that stays; NULL of NULL, or no memory, which stops. */
const char *graphml_kept(parsing *p, const char *text);

/* Elements that begin, with their attributes; the end of one of data. */
void graphml_begin_key(parsing *p, const char **list);
void graphml_begin_graph(parsing *p, const char **list);
void graphml_begin_node(parsing *p, const char **list);
void graphml_begin_edge(parsing *p, const char **list);
void graphml_begin_data(parsing *p, const char **list);
void graphml_end_data(parsing *p);

#endif
