#include "measures/ranked.h"

#include <string.h>

#include "measures/strips.h"

/* Binary digits of a number of neighbours. */
static int class_of(int64_t neighbours)
{
    int class = 0;
    while (neighbours >> class)
        class ++;
    return class;
}

static void rank_nodes(ranked *of, const pooled *net)
{
    enum { CLASSES = 65 };
    int32_t next[CLASSES + 1] = {0};
    for (size_t v = 0; v < net->nodes; v++)
        next[class_of(pooled_degree(net, v)) + 1]++;
    for (size_t i = 0; i < CLASSES; i++)
        next[i + 1] += next[i];
    for (size_t v = 0; v < net->nodes; v++) {
        int32_t rank = next[class_of(pooled_degree(net, v))]++;
        of->rank[v] = rank;
        of->node[rank] = (int32_t)v;
        of->degree[rank] = (int32_t)pooled_degree(net, v);
    }
}

/* Every neighbour is written and those of lower rank then written over: a guess whether
 * it is one would be wrong half of the time. */
static void fill(ranked *of, const pooled *net)
{
    const int32_t *rank = of->rank;
    int64_t n = 0;
    for (size_t r = 0; r < of->nodes; r++) {
        int32_t v = of->node[r];
        of->first[r] = n;
        rows_ask_ahead(net->first, net->head, &of->node[r], (int64_t)(of->nodes - r));
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

static int make_block(ranked *of, int strengths)
{
    const memory_part parts[] = {
        {(void **)&of->rank, of->nodes, sizeof *of->rank},
        {(void **)&of->node, of->nodes, sizeof *of->node},
        {(void **)&of->degree, of->nodes, sizeof *of->degree},
        {(void **)&of->first, of->nodes + 1, sizeof *of->first},
        {(void **)&of->head, of->pairs + 1, sizeof *of->head},
        {(void **)&of->strength, of->pairs + 1, sizeof *of->strength},
    };
    of->block = memory_parts(parts, sizeof parts / sizeof *parts - !strengths);
    return of->block != NULL;
}

polity_status ranked_make(ranked *of, const pooled *net, const polity_run *run,
                          polity_error *err)
{
    size_t pairs = net->entries / 2;
    polity_status status;
    *of = (ranked){.nodes = net->nodes, .pairs = pairs};
    status = run_reserve(
        run, "counting triangles",
        (net->strength ? 12.0 : 4.0) * (double)pairs + 20.0 * (double)net->nodes, err);
    if (status)
        return status;
    if (!make_block(of, net->strength != NULL))
        return error_memory(err);
    rank_nodes(of, net);
    fill(of, net);
    return POLITY_OK;
}

void ranked_free(ranked *of) { memory_free(of->block); }

static size_t pairs_of(const ranked *of, size_t v)
{
    return (size_t)(of->first[v + 1] - of->first[v]);
}

/* --- counts ----------------------------------------------------------------------- */

typedef struct counter {
    const ranked *of;
    uint32_t *mark; /* of each lane: the node, from 1, that each rank was last met by */
    int64_t *at;    /* of each lane: triangles that it has found, by rank */
} counter;

/* Triangles of u and w. */
static inline int64_t count_common(const ranked *of, uint32_t u, int32_t w,
                                   const uint32_t *mark, int64_t *at)
{
    int64_t count = 0;
    for (int64_t i = of->first[w]; i < of->first[w + 1]; i++) {
        int32_t y = of->head[i];
        int64_t met = mark[y] == u;
        at[y] += met;
        count += met;
    }
    return count;
}

static void count_strip(void *user, size_t lane, size_t from, size_t to)
{
    const counter *c = user;
    const ranked *of = c->of;
    uint32_t *mark = c->mark + lane * of->nodes;
    int64_t *at = c->at + lane * of->nodes;
    for (size_t u = from; u < to; u++) {
        if (pairs_of(of, u) < 2)
            continue;
        for (int64_t i = of->first[u]; i < of->first[u + 1]; i++)
            mark[of->head[i]] = (uint32_t)u + 1;
        for (int64_t i = of->first[u]; i < of->first[u + 1]; i++) {
            int32_t w = of->head[i];
            rows_ask_ahead(of->first, of->head, &of->head[i], (int64_t)of->pairs - i);
            int64_t count = count_common(of, (uint32_t)u + 1, w, mark, at);
            at[w] += count;
            at[u] += count;
        }
    }
}

polity_status ranked_count(const ranked *of, const measure_call *call, int64_t *at,
                           polity_error *err)
{
    enum { STRIPS = 64, SMALLEST = 64, LARGEST = 16384 }; /* run_tick() is between them */
    size_t n = of->nodes, lanes = strips_lanes(call), size = n / STRIPS;
    counter c = {.of = of};
    const strips work = {.what = "counting triangles",
                         .user = &c,
                         .items = n,
                         .size = size < SMALLEST  ? SMALLEST
                                 : size > LARGEST ? LARGEST
                                                  : size,
                         .work = count_strip};
    const memory_part parts[] = {{(void **)&c.at, lanes * n, sizeof *c.at},
                                 {(void **)&c.mark, lanes * n, sizeof *c.mark}};
    polity_status status =
        run_reserve(call->run, work.what, (double)lanes * 12.0 * (double)n, err);
    if (status)
        return status;
    if (!memory_parts(parts, 2))
        return error_memory(err);
    memset(c.at, 0, lanes * n * sizeof *c.at);
    memset(c.mark, 0, lanes * n * sizeof *c.mark);
    status = strips_run(call, &work, err);
    for (size_t v = 0; v < n; v++) {
        at[v] = 0;
        for (size_t lane = 0; lane < lanes; lane++)
            at[v] += c.at[lane * n + v];
    }
    memory_free(c.at);
    return status;
}

/* --- triangles -------------------------------------------------------------------- */

typedef struct finder {
    const ranked *of;
    int32_t *place;   /* of each rank among the pairs of u, from 1; 0 = not there */
    int32_t *uy, *wy; /* what a corner has; room for the pairs of any node */
} finder;

static int make(finder *f, const ranked *of)
{
    size_t most = 0;
    for (size_t v = 0; v < of->nodes; v++)
        most = pairs_of(of, v) > most ? pairs_of(of, v) : most;
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

/* Triangles whose node of lowest rank is u. Returns the pairs looked at. */
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
        rows_ask_ahead(of->first, of->head, &of->head[i], (int64_t)of->pairs - i);
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
