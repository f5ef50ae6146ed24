#include "model/claims.h"

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
