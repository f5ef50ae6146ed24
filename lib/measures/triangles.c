#include "measures/triangles.h"

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

static void visit(void *user, const ranked_corner *corner)
{
    const triangles *t = user;
    count_nodes(t, corner);
    if (t->closed)
        count_pairs(t, corner);
    if (t->holes)
        add_ways(t, corner);
}

/* --- the pass --------------------------------------------------------------------- */

static void add_strength(triangles *t, size_t r, double strength)
{
    t->sum[r] += strength;
    if (strength > t->most[r])
        t->most[r] = strength;
}

static int make_holes(triangles *t)
{
    const ranked *of = &t->pairs;
    t->sum = memory_zeroed(of->nodes, sizeof *t->sum);
    t->most = memory_zeroed(of->nodes, sizeof *t->most);
    t->holes = memory_array(of->pairs, sizeof *t->holes);
    if (!t->sum || !t->most || !t->holes)
        return 0;
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
    return 1;
}

static void drop(void *pass)
{
    triangles *t = pass;
    if (!t)
        return;
    ranked_free(&t->pairs);
    memory_free(t->at);
    memory_free(t->closed);
    memory_free(t->sum);
    memory_free(t->most);
    memory_free(t->holes);
    memory_free(t);
}

static int make_room(triangles *t, uint64_t wanted)
{
    t->at = memory_zeroed(t->pairs.nodes, sizeof *t->at);
    if (wanted & TRIANGLES_OF_PAIRS &&
        !(t->closed = memory_zeroed(t->pairs.pairs, sizeof *t->closed)))
        return 0;
    return t->at && (!(wanted & TRIANGLES_OF_HOLES) || make_holes(t));
}

static polity_status reserve(const measure_call *call, const pooled *net, uint64_t wanted,
                             polity_error *err)
{
    double pair = net->strength ? 12 : 4;
    size_t pairs = net->entries / 2;
    if (wanted & TRIANGLES_OF_PAIRS)
        pair += 4;
    if (wanted & TRIANGLES_OF_HOLES)
        pair += 32;
    return run_reserve(call->run, "counting triangles",
                       pair * (double)pairs + 60.0 * (double)net->nodes, err);
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
        status = ranked_triangles(&t->pairs, call->run, visit, t, err);
    if (status) {
        drop(t);
        *pass = NULL;
    }
    return status;
}

const measure_pass triangle_pass = {"triangles", make, drop};
