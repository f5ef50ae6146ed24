#include "measures/ranked.h"

#include <string.h>

/* A counting sort of nodes by number of neighbours. `rank` is filled as well. */
static int rank_nodes(ranked *of, const pooled *net, int32_t *rank)
{
    size_t most = 0;
    int32_t *next;
    for (size_t v = 0; v < net->nodes; v++)
        if ((size_t)pooled_degree(net, v) > most)
            most = (size_t)pooled_degree(net, v);
    next = memory_zeroed(most + 2, sizeof *next);
    if (!next)
        return 0;
    for (size_t v = 0; v < net->nodes; v++)
        next[pooled_degree(net, v) + 1]++;
    for (size_t d = 0; d < most; d++)
        next[d + 1] += next[d];
    for (size_t v = 0; v < net->nodes; v++) {
        int32_t degree = (int32_t)pooled_degree(net, v);
        rank[v] = next[degree]++;
        of->node[rank[v]] = (int32_t)v;
        of->degree[rank[v]] = degree;
    }
    memory_free(next);
    return 1;
}

/* Every neighbour is written and those of lower rank then written over: a guess whether
 * it is one would be wrong half of the time. */
static void fill(ranked *of, const pooled *net, const int32_t *rank)
{
    int64_t n = 0;
    for (size_t r = 0; r < of->nodes; r++) {
        int32_t v = of->node[r];
        of->first[r] = n;
        for (int64_t i = net->first[v]; i < net->first[v + 1]; i++) {
            int32_t other = rank[net->head[i]];
            of->head[n] = other;
            if (net->strength)
                of->strength[n] = net->strength[i];
            n += other > (int32_t)r;
        }
    }
    of->first[of->nodes] = n;
}

polity_status ranked_make(ranked *of, const pooled *net, const polity_run *run,
                          polity_error *err)
{
    size_t pairs = net->entries / 2;
    int32_t *rank = NULL;
    polity_status status;
    *of = (ranked){.nodes = net->nodes, .pairs = pairs};
    status = run_reserve(
        run, "counting triangles",
        (net->strength ? 12.0 : 4.0) * (double)pairs + 28.0 * (double)net->nodes, err);
    if (status)
        return status;
    rank = memory_array(net->nodes, sizeof *rank);
    of->node = memory_array(net->nodes, sizeof *of->node);
    of->degree = memory_array(net->nodes, sizeof *of->degree);
    of->first = memory_array(net->nodes + 1, sizeof *of->first);
    of->head = memory_array(pairs + 1, sizeof *of->head);
    if (net->strength)
        of->strength = memory_array(pairs + 1, sizeof *of->strength);
    if (!rank || !of->node || !of->degree || !of->first || !of->head ||
        (net->strength && !of->strength) || !rank_nodes(of, net, rank))
        status = error_memory(err);
    else
        fill(of, net, rank);
    memory_free(rank);
    return status;
}

void ranked_free(ranked *of)
{
    memory_free(of->node);
    memory_free(of->degree);
    memory_free(of->first);
    memory_free(of->head);
    memory_free(of->strength);
}

/* --- triangles -------------------------------------------------------------------- */

typedef struct finder {
    const ranked *of;
    int32_t *place;   /* of each rank among the pairs of u, from 1; 0 = not there */
    int32_t *uy, *wy; /* what a corner has; room for the pairs of any node */
} finder;

static size_t pairs_of(const ranked *of, size_t r)
{
    return (size_t)(of->first[r + 1] - of->first[r]);
}

static int make(finder *f, const ranked *of)
{
    size_t most = 0;
    for (size_t r = 0; r < of->nodes; r++)
        most = pairs_of(of, r) > most ? pairs_of(of, r) : most;
    f->of = of;
    f->place = memory_zeroed(of->nodes, sizeof *f->place);
    f->uy = memory_array(most + 1, sizeof *f->uy);
    f->wy = memory_array(most + 1, sizeof *f->wy);
    return f->place && f->uy && f->wy;
}

static void drop(finder *f)
{
    memory_free(f->place);
    memory_free(f->uy);
    memory_free(f->wy);
}

/* What the rows of u and w have in common. Written, then counted or not: see fill(). */
static size_t common(const finder *f, int32_t w)
{
    const int32_t *head = f->of->head + f->of->first[w], *place = f->place;
    int32_t *uy = f->uy, *wy = f->wy;
    size_t n = pairs_of(f->of, (size_t)w), count = 0;
    for (size_t i = 0; i < n; i++) {
        int32_t at = place[head[i]];
        uy[count] = at - 1;
        wy[count] = (int32_t)i;
        count += at != 0;
    }
    return count;
}

/* Triangles whose lowest node is u. Returns the pairs looked at. */
static size_t triangles_of(const finder *f, size_t u, ranked_visit *each, void *user)
{
    const ranked *of = f->of;
    int64_t from = of->first[u], end = of->first[u + 1];
    size_t looked = pairs_of(of, u);
    if (looked < 2)
        return looked;
    for (int64_t i = from; i < end; i++)
        f->place[of->head[i]] = (int32_t)(i - from) + 1;
    for (int64_t i = from; i < end; i++) {
        int32_t w = of->head[i];
        size_t count = common(f, w);
        looked += pairs_of(of, (size_t)w);
        if (count) {
            ranked_corner corner = {(int32_t)u,   w,     i,     from,
                                    of->first[w], f->uy, f->wy, count};
            each(user, &corner);
        }
    }
    for (int64_t i = from; i < end; i++)
        f->place[of->head[i]] = 0;
    return looked;
}

polity_status ranked_triangles(const ranked *of, const polity_run *run,
                               ranked_visit *each, void *user, polity_error *err)
{
    enum { BETWEEN_TICKS = 1 << 22 };
    finder f = {0};
    size_t looked = BETWEEN_TICKS;
    polity_status status = make(&f, of) ? POLITY_OK : error_memory(err);
    for (size_t u = 0; u < of->nodes && !status; u++) {
        if (looked >= BETWEEN_TICKS) {
            status =
                run_tick(run, "counting triangles", (double)u / (double)of->nodes, err);
            looked = 0;
        }
        looked += 1 + triangles_of(&f, u, each, user);
    }
    drop(&f);
    return status;
}
