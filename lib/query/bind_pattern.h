/* What the files that bind patterns share. */
#ifndef QUERY_BIND_PATTERN_H
#define QUERY_BIND_PATTERN_H

#include "query/bind.h"
#include "query/pattern.h"

/* Fill `labels` of a node or edge. 0 = the fault says why, or there is no memory. */
int bind_labels(binder *b, pattern_part *part);
/* Declare the variables of a match: their names, what they stand for, whether they are
 * repeated. `*groups`: repeated paths so far. */
int bind_variables(binder *b, pattern *to, pattern_match *match, int *groups);
/* Refuse what a selected path may not look at; `before`: variables of earlier MATCHes. */
int bind_selected(binder *b, const pattern_match *match, size_t number, uint32_t before);
/* Bind what RETURN and ORDER BY give. */
int bind_return(binder *b, pattern *to);
/* A name of the text, kept with its end. NULL = no memory. */
const char *bind_name_text(binder *b, uint32_t at, uint32_t length);

#endif
