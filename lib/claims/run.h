/* A run of claims over a data set: its views, made once each, and the figures. */
#ifndef CLAIMS_RUN_H
#define CLAIMS_RUN_H

#include <polity/view.h>

#include "base/buffer.h"
#include "base/options.h"
#include "model/claims.h"
#include "model/dataset.h"
#include "query/query.h"

typedef struct claims_view {
    claim_options options;
    polity_view *view;
} claims_view;

typedef struct claims_run {
    const polity_claims *claims;
    const polity_dataset *data;
    options given; /* of the caller: they override those of the file */
    const char *expect;
    const polity_run *settings;
    polity_error *err;
    claims_view *views;
    size_t view_count, view_capacity;
    arena memory; /* of one claim */
    buffer needs; /* what is missing */
} claims_run;

/* A figure as a value. What it lacks is added to `needs`. */
polity_status figure_value(claims_run *r, const claim_figure *of, query_value *out);
/* The count of a need: the whole number that its pattern gives, else its rows. */
polity_status need_count(claims_run *r, const claim_figure *of, int64_t *out);
/* The records that a pattern returns, with their evidence, in words. */
polity_status evidence_text(claims_run *r, const claim *of, buffer *to);

/* A view with options, borrowed; of a pattern it has every class unless the options
 * choose. */
polity_status run_view(claims_run *r, claim_options of, int pattern,
                       const polity_view **out, claim_options *merged);

/* Add to what is missing, once. */
void run_needs(claims_run *r, const char *text, size_t n);

#endif
