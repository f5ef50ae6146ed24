/* What the files of the pattern parser share. */
#ifndef QUERY_PATTERN_PARSER_H
#define QUERY_PATTERN_PARSER_H

#include "query/parser.h"
#include "query/pattern.h"

/* A growing list of parts, on the heap until it is kept. */
typedef struct part_list {
    pattern_part *rows;
    size_t count, capacity;
} part_list;

/* Take a name; 0 = there is none at hand. */
int parser_take_name(parser *p, uint32_t *name, uint32_t *length);
/* Keep `n` things of `size` bytes. NULL = no memory. */
void *parser_keep(parser *p, const void *rows, size_t n, size_t size);

label *parse_labels(parser *p);                             /* parse_label.c */
int parse_node(parser *p, pattern_part *to);                /* parse_element.c */
int parse_edge(parser *p, pattern_part *to);                /* 0 = broken */
int parser_at_edge(const parser *p);                        /* at - ~ or < */
int parse_path(parser *p, pattern_path *to, syntax **also); /* parse_path.c */
/* All of a statement, whose text is set: parse_statement.c. */
int pattern_parse(pattern *to, query_fault *fault);

#endif
