/* Which patterns are counted without walking each match. */
#include "match/count.h"

/* Each part is decided by itself, and no variable stands twice. */
static int is_plain(const asked *of, const pattern_part *part, uint32_t *seen)
{
    const plan_list *list = &of->plan.after[part->number];
    uint32_t own = part->variable >= 0 ? 1u << part->variable : 0;
    if (*seen & own)
        return 0;
    *seen |= own;
    for (size_t i = 0; i < list->count; i++)
        if (list->rows[i].reads & ~own || list->rows[i].each)
            return 0;
    return 1;
}

static int is_plain_chain(const asked *of, const plan_chain *c, uint32_t *seen)
{
    if (c->count >= SPOTS_MOST || c->of->select != SELECT_EVERY ||
        c->of->mode == MODE_ACYCLIC || c->of->mode == MODE_SIMPLE || c->of->variable >= 0)
        return 0;
    for (size_t i = 0; i <= c->count; i++) {
        for (size_t k = 0; k < c->spots[i].count && !(c->second && !i); k++)
            if (!is_plain(of, c->spots[i].parts[k], seen))
                return 0;
        if (i < c->count && (c->hops[i].group || !is_plain(of, c->hops[i].edge, seen)))
            return 0;
    }
    return 1;
}

int count_shares_label(const asked *of, const plan_hop *a, const plan_hop *b)
{
    size_t n = label_count(of->view->dataset, 1);
    for (size_t i = 0; i < n; i++)
        if (a->edge->labels[i] && b->edge->labels[i])
            return 1;
    return 0;
}

/* Hop `i` of the whole path, from the end of one half to the end of the other. */
static const plan_hop *hop_at(const asked *of, size_t i)
{
    const plan_chain *c = of->plan.chains;
    size_t left = of->plan.chain_count == 2 ? c[1].count : 0;
    return i < left ? &c[1].hops[left - 1 - i] : &c[0].hops[i - left];
}

/* Whether hops that share a label are pairs of neighbours. */
static int has_pairs_alone(const asked *of)
{
    size_t n = 0, last = SIZE_MAX;
    for (size_t i = 0; i < of->plan.chain_count; i++)
        n += of->plan.chains[i].count;
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n; k++) {
            if (!count_shares_label(of, hop_at(of, i), hop_at(of, k)))
                continue;
            if (k > i + 1 || last == i)
                return 0;
            last = k;
        }
    return 1;
}

int count_repeats(const asked *of)
{
    return of->pattern.matches[0].repeatable &&
           of->pattern.matches[0].paths[0].mode == MODE_WALK;
}

/* What the values of a row read that are the same for a whole group. */
static uint32_t key_reads(const pattern *p)
{
    uint32_t made = 0;
    for (size_t i = 0; i < p->item_count; i++)
        made |= p->items[i].folds ? 0 : syntax_reads(p->items[i].value);
    for (size_t i = 0; i < p->order_count; i++)
        made |= p->order[i].folds || p->order[i].column >= 0
                    ? 0
                    : syntax_reads(p->order[i].value);
    return made;
}

int count_place(const asked *of, size_t *to, size_t *spot)
{
    uint32_t reads = key_reads(&of->pattern);
    *to = *spot = 0;
    if (!reads)
        return 1;
    for (size_t i = 0; i < of->plan.chain_count; i++)
        for (size_t k = 0; k <= of->plan.chains[i].count; k++)
            if (!(reads & ~spot_variables(&of->plan.chains[i].spots[k]))) {
                *to = i;
                *spot = k;
                return 1;
            }
    return 0;
}

int count_fits(const asked *of)
{
    const pattern *p = &of->pattern;
    uint32_t seen = 0;
    size_t to, spot;
    if (p->match_count != 1 || p->matches[0].count != 1 || p->matches[0].optional ||
        !p->fold_count || of->plan.filter.count || of->plan.path_end[0].count ||
        !count_place(of, &to, &spot))
        return 0;
    for (size_t i = 0; i < p->fold_count; i++)
        if (p->folds[i].value || p->folds[i].distinct)
            return 0;
    for (size_t i = 0; i < of->plan.chain_count; i++)
        if (!is_plain_chain(of, &of->plan.chains[i], &seen))
            return 0;
    return count_repeats(of) || has_pairs_alone(of);
}
