#include "model/claims.h"

#include <string.h>

#include "base/alloc.h"

const char *const claim_outcomes[4] = {"confirmed", "refuted", "direction only",
                                       "cannot be decided"};

size_t polity_claims_count(const polity_claims *of) { return of ? of->count : 0; }

const polity_claim *polity_claims_at(const polity_claims *of, size_t i)
{
    return of && i < of->count ? &of->rows[i].shown : NULL;
}

const char *polity_claims_title(const polity_claims *of)
{
    return of && of->title ? of->title : "";
}

void polity_claims_free(polity_claims *of)
{
    if (!of)
        return;
    arena_free(&of->memory);
    memory_free(of);
}

static int is_moment(const char *name)
{
    return !strcmp(name, "at") || !strcmp(name, "during");
}

void claim_options_set(claim_options *to, polity_option of)
{
    size_t i = 0;
    while (i < to->count && strcmp(to->rows[i].name, of.name) != 0 &&
           !(is_moment(to->rows[i].name) && is_moment(of.name)))
        i++;
    to->rows[i] = of;
    to->count += i == to->count;
}
