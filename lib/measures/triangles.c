#include "measures/triangles.h"

#include <string.h>

/* --- at each triangle ------------------------------------------------------------- */

static void count_nodes(const triangles *t, const ranked_corner *c)
{
    const int32_t *head = t->pairs.head + c->from_w;
    t->at[c->u] += (int64_t)c->count;
    t->at[c->w] += (int64_t)c->count;
    for (size_t i = 0; i < c->count; i++)
        t->at[head[c->wy[i]]]++;
}

static void count_pairs(const triangles *t, const ranked_corner *c)
{
    int32_t *of_u = t->closed + c->from_u, *of_w = t->closed + c->from_w;
    t->closed[c->uw] += (int32_t)c->count;
    for (size_t i = 0; i < c->count; i++) {
        of_u[c->uy[i]]++;
        of_w[c->wy[i]]++;
    }
}

/* Each pair of a triangle has a way round by its third node. */
static void add_ways(const triangles *t, const ranked_corner *c)
{
    pair_holes *of_u = t->holes + c->from_u, *of_w = t->holes + c->from_w;
    double low = t->holes[c->uw].low, high = t->holes[c->uw].high, indirect = 0,
           common = 0;
    for (size_t i = 0; i < c->count; i++) {
        pair_holes *uy = &of_u[c->uy[i]], *wy = &of_w[c->wy[i]];
        indirect += uy->low * wy->high;
        common += uy->low * wy->low;
        uy->indirect += low * wy->low;
        uy->common += low * wy->high;
        wy->indirect += high * uy->low;
        wy->common += high * uy->high;
    }
    t->holes[c->uw].indirect += indirect;
    t->holes[c->uw].common += common;
}

/* The same where all shares that a node gives are one. */
static void add_between(const triangles *t, const ranked_corner *c)
{
    const int32_t *head = t->pairs.head + c->from_w;
    double *of_u = t->between + c->from_u, *of_w = t->between + c->from_w, sum = 0;
    for (size_t i = 0; i < c->count; i++) {
        sum += t->share[head[c->wy[i]]];
        of_u[c->uy[i]] += t->share[c->w];
        of_w[c->wy[i]] += t->share[c->u];
    }
    t->between[c->uw] += sum;
}

/* Ask for what is added to when the w comes that is some pairs ahead. */
static void ask_ahead(const triangles *t, int64_t pair)
{
    enum { PAIRS_AHEAD = 8 };
    int64_t row;
    if (pair + PAIRS_AHEAD >= (int64_t)t->pairs.pairs)
        return;
    row = t->pairs.first[t->pairs.head[pair + PAIRS_AHEAD]];
    if (t->closed)
        __builtin_prefetch(&t->closed[row], 1);
    if (t->holes)
        __builtin_prefetch(&t->holes[row], 1);
    if (t->between)
        __builtin_prefetch(&t->between[row], 1);
}

static void visit(void *user, const ranked_corner *corner)
{
    const triangles *t = user;
    ask_ahead(t, corner->uw);
    count_nodes(t, corner);
    if (t->closed)
        count_pairs(t, corner);
    if (t->holes)
        add_ways(t, corner);
    if (t->between)
        add_between(t, corner);
}

/* --- the pass --------------------------------------------------------------------- */

static void add_strength(triangles *t, size_t r, double strength)
{
    t->sum[r] += strength;
    if (strength > t->most[r])
        t->most[r] = strength;
}

static void fill_holes(triangles *t)
{
    const ranked *of = &t->pairs;
    memset(t->sum, 0, of->nodes * sizeof *t->sum);
    memset(t->most, 0, of->nodes * sizeof *t->most);
    for (size_t r = 0; r < of->nodes; r++) {
        for (int64_t i = of->first[r]; i < of->first[r + 1]; i++) {
            add_strength(t, r, triangles_strength(t, i));
            add_strength(t, (size_t)of->head[i], triangles_strength(t, i));
        }
    }
    for (size_t r = 0; r < of->nodes; r++) {
        for (int64_t i = of->first[r]; i < of->first[r + 1]; i++) {
            double strength = triangles_strength(t, i);
            t->holes[i] = (pair_holes){0, 0, 0, 0};
            if (strength > 0) {
                t->holes[i].low = strength / t->sum[r];
                t->holes[i].high = strength / t->sum[of->head[i]];
            }
        }
    }
}

static void fill_between(triangles *t)
{
    const ranked *of = &t->pairs;
    for (size_t r = 0; r < of->nodes; r++)
        t->share[r] = 1 / (double)of->degree[r];
    memset(t->between, 0, of->pairs * sizeof *t->between);
}

static void drop(void *pass)
{
    triangles *t = pass;
    if (!t)
        return;
    ranked_free(&t->pairs);
    memory_free(t->block);
    memory_free(t);
}

static int make_room(triangles *t, uint64_t wanted)
{
    size_t nodes = t->pairs.nodes, pairs = t->pairs.pairs, n = 0;
    memory_part parts[5];
    parts[n++] = (memory_part){(void **)&t->at, nodes, sizeof *t->at};
    if (wanted & TRIANGLES_OF_PAIRS)
        parts[n++] = (memory_part){(void **)&t->closed, pairs, sizeof *t->closed};
    if (wanted & TRIANGLES_OF_HOLES && t->pairs.strength) {
        parts[n++] = (memory_part){(void **)&t->sum, nodes, sizeof *t->sum};
        parts[n++] = (memory_part){(void **)&t->most, nodes, sizeof *t->most};
        parts[n++] = (memory_part){(void **)&t->holes, pairs, sizeof *t->holes};
    } else if (wanted & TRIANGLES_OF_HOLES) {
        parts[n++] = (memory_part){(void **)&t->share, nodes, sizeof *t->share};
        parts[n++] = (memory_part){(void **)&t->between, pairs, sizeof *t->between};
    }
    if (!(t->block = memory_parts(parts, n)))
        return 0;
    memset(t->at, 0, nodes * sizeof *t->at);
    if (t->closed)
        memset(t->closed, 0, pairs * sizeof *t->closed);
    if (t->holes)
        fill_holes(t);
    if (t->between)
        fill_between(t);
    return 1;
}

static polity_status reserve(const measure_call *call, const pooled *net, uint64_t wanted,
                             polity_error *err)
{
    double pair = net->strength ? 12 : 4;
    double node = wanted & TRIANGLES_OF_HOLES ? 84 : 60; /* with what constraint adds */
    size_t pairs = net->entries / 2;
    if (wanted & TRIANGLES_OF_PAIRS)
        pair += 4;
    if (wanted & TRIANGLES_OF_HOLES)
        pair += net->strength ? 32 : 8;
    return run_reserve(call->run, "counting triangles",
                       pair * (double)pairs + node * (double)net->nodes, err);
}

static polity_status make(const measure_call *call, uint64_t wanted, void **pass,
                          polity_error *err)
{
    pooled net = {0};
    polity_status status;
    triangles *t = memory_zeroed(1, sizeof *t);
    *pass = t;
    if (!t)
        return error_memory(err);
    if (!call->graph->out.weight)
        wanted &= ~(uint64_t)TRIANGLES_OF_PAIRS;
    if (pooled_is_plain(call->graph) || !wanted)
        status = pooled_pairs(&net, call, err);
    else
        status = pooled_make(&net, call, err);
    if (!status)
        status = reserve(call, &net, wanted, err);
    if (!status)
        status = ranked_make(&t->pairs, &net, call->run, err);
    pooled_free(&net);
    if (!status && !make_room(t, wanted))
        status = error_memory(err);
    if (!status)
        status = t->closed || t->holes || t->between
                     ? ranked_triangles(&t->pairs, call->run, visit, t, err)
                     : ranked_count(&t->pairs, call, t->at, err);
    if (status) {
        drop(t);
        *pass = NULL;
    }
    return status;
}

const measure_pass triangle_pass = {"triangles", make, drop};
