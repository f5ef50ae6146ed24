/* The statements of a claims file, or the patterns of a pattern file, as read. */
#ifndef MODEL_CLAIMS_H
#define MODEL_CLAIMS_H

#include <polity/claims.h>

#include "base/arena.h"

typedef struct claim_options {
    polity_option *rows;
    size_t count;
} claim_options;

/* A number or text that a pattern or measure gives; of `needs`, a number of records. */
typedef struct claim_figure {
    const char *name, *what, *match;
    const char *measure, *column, *node, *type; /* of a measure */
    int rank, list;
    int64_t least; /* of `needs` */
    claim_options options;
} claim_figure;

typedef struct claim_expect {
    const char *whose, *outcome;
} claim_expect;

typedef struct claim {
    polity_claim shown;
    const char *holds, *direction, *shows; /* NULL = none */
    claim_figure *needs, *figures;
    size_t need_count, figure_count;
    claim_expect *expects;
    size_t expect_count;
    claim_options options; /* with those of the file */
} claim;

struct polity_claims {
    arena memory;
    const char *file, *title;
    int patterns; /* a pattern file */
    claim *rows;
    size_t count;
};

/* Put an option among others, which have room for it: it replaces one of its name; a day
 * replaces a window, and the other way. */
void claim_options_set(claim_options *to, polity_option of);

extern const char *const claim_outcomes[4];
enum { CLAIM_CONFIRMED, CLAIM_REFUTED, CLAIM_DIRECTION, CLAIM_OPEN };

#endif
