/* What a walk keeps: flags of the elements in use, and where each chain stands. */
#include "base/alloc.h"
#include "match/seen.h"
#include "match/walk.h"

/* Flags of the elements in use: of edges, one set a match, or one a TRAIL where edges may
 * be repeated; of nodes, one a path that is ACYCLIC or SIMPLE. */
static int make_used(walker *w)
{
    const plan *plan = w->plan;
    size_t n = plan->path_count, path = 0;
    w->edge_used = memory_zeroed(n, sizeof *w->edge_used);
    w->node_used = memory_zeroed(n, sizeof *w->node_used);
    if (!w->edge_used || !w->node_used)
        return 0;
    for (size_t i = 0; i < plan->of->match_count; i++) {
        const pattern_match *match = &plan->of->matches[i];
        for (size_t k = 0; k < match->count; k++, path++) {
            uint8_t mode = match->paths[k].mode;
            int shared = !match->repeatable && k > 0;
            if (shared)
                w->edge_used[path] = w->edge_used[path - 1];
            else if (!match->repeatable || mode == MODE_TRAIL)
                w->edge_used[path] = memory_zeroed(w->net->edges, 1);
            if ((!match->repeatable || mode == MODE_TRAIL) && !w->edge_used[path])
                return 0;
            if (mode != MODE_ACYCLIC && mode != MODE_SIMPLE)
                continue;
            w->node_used[path] = memory_zeroed((size_t)w->net->nodes, 1);
            if (!w->node_used[path])
                return 0;
        }
    }
    return 1;
}

static int make_chains(walker *w)
{
    size_t n = w->plan->chain_count;
    w->chains = memory_zeroed(n, sizeof *w->chains);
    for (size_t i = 0; w->chains && i < n; i++) {
        size_t hops = w->plan->chains[i].count;
        w->chains[i].hop_base = memory_zeroed(hops, sizeof *w->chains[i].hop_base);
        w->chains[i].turns = memory_zeroed(hops, sizeof *w->chains[i].turns);
        if (!w->chains[i].hop_base || !w->chains[i].turns)
            return 0;
    }
    return w->chains != NULL;
}

int walk_begin(walker *w) { return make_used(w) && make_chains(w); }

void walk_free(walker *w)
{
    const plan *plan = w->plan;
    for (size_t i = 0; w->edge_used && w->node_used && i < plan->path_count; i++) {
        if (!i || w->edge_used[i] != w->edge_used[i - 1])
            memory_free(w->edge_used[i]);
        memory_free(w->node_used[i]);
    }
    for (size_t i = 0; w->chains && i < plan->chain_count; i++) {
        memory_free(w->chains[i].hop_base);
        memory_free(w->chains[i].turns);
    }
    memory_free(w->edge_used);
    memory_free(w->node_used);
    memory_free(w->chains);
    memory_free(w->trail);
    memory_free(w->saved);
    seen_free(w);
    arena_free(&w->lists);
    query_run_free(&w->run);
}
