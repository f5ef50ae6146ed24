/* A pattern that is being asked: everything that a match needs, made and freed together.
 */
#ifndef MATCH_MATCH_H
#define MATCH_MATCH_H

#include <polity/match.h>

#include "base/options.h"
#include "match/plan.h"
#include "match/walk.h"

enum { ASKED_PARAMETERS = 64 };

typedef struct asked {
    const polity_view *view;
    polity_run settings;
    polity_error *err;
    query_parameter parameters[ASKED_PARAMETERS];
    size_t parameter_count;
    pattern pattern;
    net net;
    plan plan;
    arena memory; /* of plan and parameters */
    walker walker;
    struct query_count *counts;
    int64_t max_rows;
    int along;    /* set before asked_begin(): see query_scope */
    int32_t from; /* the node that matches begin at; -1 = any */
} asked;

void asked_clear(asked *to);
/* Read the options, compile the pattern, plan it over the view's network. To be freed by
 * asked_free() also on error; asked_clear() comes before. */
polity_status asked_begin(asked *to, const polity_view *view, const char *text,
                          options given, const polity_run *run, polity_error *err);
/* Call `found` for every match. */
polity_status asked_walk(asked *of, polity_status (*found)(void *user, walker *w),
                         void *user);
void asked_free(asked *of);

/* The facts that every result of it carries. 0 = no memory. */
int asked_facts(const asked *of, uint64_t matches, polity_table *table);

#endif
