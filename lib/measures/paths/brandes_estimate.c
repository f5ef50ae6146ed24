/* What counting shortest routes would cost: a few searches here and there are timed. */
#include <time.h>

#include "measures/paths/brandes.h"
#include "measures/paths/brandes_batch.h"
#include "measures/paths/brandes_parts.h"

enum { TRIED = 8 }; /* batches, or, by length, sources */

static double now(void)
{
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (double)at.tv_sec + (double)at.tv_nsec * 1e-9;
}

static double threads_of(const measure_call *call)
{
    return (double)run_threads(call->run);
}

/* Batches evenly spread over the sources: their cost differs. Seconds a source. */
static polity_status try_steps(route_counter *of, const measure_call *call,
                               const route_source *sources, size_t n, double *each,
                               polity_error *err)
{
    size_t batches = (n + BATCH_LANES - 1) / BATCH_LANES, tried = 0;
    size_t tries = batches < TRIED ? batches : TRIED;
    double start = now();
    polity_status status = POLITY_OK;
    for (size_t i = 0; i < tries && !status; i++) {
        size_t from = (2 * i + 1) * batches / (2 * tries) * BATCH_LANES;
        size_t left = n - from < BATCH_LANES ? n - from : BATCH_LANES;
        status = counter_run(of, call, sources + from, left, err);
        tried += left;
    }
    *each = tried ? (now() - start) / (double)tried : 0;
    return status;
}

/* Bytes of a count, once some batches have been counted. */
static double counter_bytes(const route_counter *of, const measure_call *call)
{
    return brandes_graph_bytes(call->graph) + (double)of->size * sizeof *of->into +
           threads_of(call) *
               (batch_bytes(&of->graph, of->size) + batch_taken(&of->lanes[0]));
}

/* Every so many-th source, in place. */
static void draw_sources(brandes_graph *of, size_t n)
{
    for (size_t i = 0; i < n; i++)
        of->source[i] = of->source[i * of->sources / n];
    of->sources = n;
}

/* `drawn`: how many of the sources, spread over all; 0 = all. */
static polity_status try_part(const route_part *of, int arcs, size_t drawn,
                              measure_cost *into, polity_error *err)
{
    polity_run one = *of->call.run;
    measure_call alone = of->call;
    route_counter w;
    brandes_graph *g = &w.graph;
    double start = now(), each = 0, made;
    polity_status status;
    one.threads = 1;
    alone.run = &one;
    status = counter_make(&w, &alone, &of->ends, arcs, err);
    g->once = !arcs && !drawn && part_counts_once(of);
    for (size_t i = 0; i < g->sources; i++)
        into->of += g->source[i].times;
    if (drawn && drawn < g->sources)
        draw_sources(g, drawn);
    made = now() - start;
    if (!status)
        status = try_steps(&w, &alone, g->source, g->sources, &each, err);
    if (!status) {
        double sources = (double)g->sources, bytes = counter_bytes(&w, &of->call);
        into->sources += sources;
        into->seconds += made + each * sources / threads_of(&of->call);
        into->bytes = bytes > into->bytes ? bytes : into->bytes;
    }
    counter_free(&w);
    return status;
}

polity_status brandes_estimate_sample(const measure_call *call, double sources,
                                      measure_cost *into, polity_error *err)
{
    const route_part whole = {*call, {NULL, NULL}, NULL};
    *into = (measure_cost){0};
    return try_part(&whole, 0, (size_t)sources, into, err);
}

static polity_status in_steps(const measure_call *call, const route_ends *ends, int arcs,
                              measure_cost *into, polity_error *err)
{
    route_parts parts;
    polity_status status = POLITY_OK;
    if (arcs) {
        const route_part whole = {*call, *ends, NULL};
        return try_part(&whole, arcs, 0, into, err);
    }
    status = route_parts_make(&parts, call, ends, err);
    for (size_t i = 0; i < parts.count && !status; i++)
        status = try_part(&parts.part[i], arcs, 0, into, err);
    route_parts_free(&parts);
    return status;
}

/* Sources evenly spread over those there are. */
static polity_status by_length(const measure_call *call, const route_ends *ends, int arcs,
                               measure_cost *into, polity_error *err)
{
    const polity_graph *g = call->graph;
    size_t tries = g->nodes < TRIED ? g->nodes : TRIED;
    uint8_t *some = memory_zeroed(g->nodes, sizeof *some);
    double *sums = memory_zeroed(arcs ? g->arcs : g->nodes, sizeof *sums);
    polity_run one = *call->run;
    measure_call alone = *call;
    double start;
    polity_status status = some && sums ? POLITY_OK : error_memory(err);
    one.threads = 1;
    alone.run = &one;
    for (size_t i = 0; i < tries && !status; i++)
        some[(2 * i + 1) * g->nodes / (2 * tries)] = 1;
    start = now();
    if (!status) {
        const route_ends few = {some, ends->targets};
        status = brandes(&alone, &few, arcs ? NULL : sums, arcs ? sums : NULL, err);
    }
    into->sources = 0;
    for (size_t v = 0; v < g->nodes; v++)
        into->sources += !ends->sources || ends->sources[v];
    into->of = into->sources;
    if (!status && tries)
        into->seconds =
            (now() - start) / (double)tries * into->sources / threads_of(call);
    into->bytes = threads_of(call) * lengths_bytes(g, arcs);
    memory_free(some);
    memory_free(sums);
    return status;
}

polity_status brandes_estimate(const measure_call *call, const route_ends *ends, int arcs,
                               measure_cost *into, polity_error *err)
{
    if (!call->graph->out.length)
        return in_steps(call, ends, arcs, into, err);
    return by_length(call, ends, arcs, into, err);
}
