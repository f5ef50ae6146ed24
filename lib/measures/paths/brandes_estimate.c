/* What counting shortest routes would cost: a few searches here and there are timed. */
#include <time.h>

#include "measures/paths/brandes.h"
#include "measures/paths/brandes_batch.h"

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

/* Batches evenly spread over the sources: their cost differs. */
static polity_status try_steps(route_counter *of, const measure_call *call, double *tried,
                               polity_error *err)
{
    const brandes_graph *g = &of->graph;
    size_t batches = (g->sources + BATCH_LANES - 1) / BATCH_LANES;
    size_t tries = batches < TRIED ? batches : TRIED;
    polity_status status = POLITY_OK;
    for (size_t i = 0; i < tries && !status; i++) {
        size_t from = (2 * i + 1) * batches / (2 * tries) * BATCH_LANES;
        size_t left = g->sources - from;
        left = left < BATCH_LANES ? left : BATCH_LANES;
        status = counter_run(of, call, g->source + from, left, err);
        *tried += (double)left;
    }
    return status;
}

static polity_status in_steps(const measure_call *call, const route_ends *ends, int arcs,
                              measure_cost *into, polity_error *err)
{
    polity_run one = *call->run;
    measure_call alone = *call;
    route_counter of;
    double start = now(), tried = 0, made;
    polity_status status;
    one.threads = 1;
    alone.run = &one;
    status = counter_make(&of, &alone, ends, arcs, err);
    made = now() - start;
    start = now();
    if (!status)
        status = try_steps(&of, &alone, &tried, err);
    if (!status) {
        double each = tried > 0 ? (now() - start) / tried : 0;
        into->sources = (double)of.graph.sources;
        for (size_t i = 0; i < of.graph.sources; i++)
            into->of += of.graph.source[i].times;
        into->seconds = made + each * into->sources / threads_of(call);
        into->bytes = brandes_graph_bytes(call->graph) +
                      threads_of(call) *
                          (batch_bytes(&of.graph, of.size) + batch_taken(&of.lanes[0]));
    }
    counter_free(&of);
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
