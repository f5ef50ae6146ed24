/* The pass: which of the ways are gone, and where their results lie. */
#include "measures/paths/distance.h"

static int sums_make(distance_sums *of, size_t n, uint64_t wanted)
{
    if (wanted & DISTANCE_WITHIN)
        of->within = memory_zeroed(n, sizeof *of->within);
    if (wanted & DISTANCE_WITHIN && !of->within)
        return 0;
    if (!(wanted & DISTANCE_SUMS))
        return 1;
    of->reached = memory_zeroed(n, sizeof *of->reached);
    of->far = memory_zeroed(n, sizeof *of->far);
    of->near = memory_zeroed(n, sizeof *of->near);
    of->widest = memory_zeroed(n, sizeof *of->widest);
    return of->reached && of->far && of->near && of->widest;
}

static void sums_free(distance_sums *of)
{
    memory_free(of->reached);
    memory_free(of->far);
    memory_free(of->near);
    memory_free(of->widest);
    memory_free(of->within);
}

static void drop(void *pass)
{
    distances *of = pass;
    if (!of)
        return;
    sums_free(&of->out);
    if (!of->shared)
        sums_free(&of->in);
    memory_free(of->counts);
    memory_free(of);
}

static distances *make_result(const polity_graph *graph, uint64_t wanted)
{
    distances *made = memory_zeroed(1, sizeof *made);
    size_t n = graph->nodes;
    int fine = made && sums_make(&made->out, n, wanted);
    if (fine && !graph->directed) {
        made->in = made->out;
        made->shared = 1;
    } else if (fine) {
        fine = sums_make(&made->in, n, wanted);
    }
    if (fine && wanted & DISTANCE_COUNTS) {
        made->steps = n + 1;
        made->counts = memory_zeroed(n + 1, sizeof *made->counts);
        fine = made->counts != NULL;
    }
    if (fine)
        return made;
    drop(made);
    return NULL;
}

void distance_put(distance_sums *into, uint64_t wanted, size_t v, const step_sums *sums)
{
    if (wanted & DISTANCE_WITHIN)
        into->within[v] = (int64_t)sums->within;
    if (!(wanted & DISTANCE_SUMS))
        return;
    into->reached[v] = (int64_t)sums->reached;
    into->far[v] = (double)sums->far;
    into->near[v] = (double)sums->near / 18446744073709551616.0;
    into->widest[v] = sums->widest;
}

int distances_turned(const polity_graph *graph)
{
    size_t leave = 0, enter = 0;
    for (size_t v = 0; v < graph->nodes; v++) {
        leave += arcs_in_row(&graph->out, v) > 0;
        enter += arcs_in_row(&graph->in, v) > 0;
    }
    return enter < leave;
}

/* Few in reach of each want searches; waves give all in steps; lengths want searches, and
 * reach alone wants less. */
static polity_status fill(const measure_call *call, distances *into, uint64_t wanted,
                          polity_error *err)
{
    polity_status status = POLITY_OK;
    int done;
    if (call->graph->out.length && wanted & DISTANCE_SUMS) {
        status = distances_by_length(call, into, wanted, err);
        wanted &= ~(uint64_t)DISTANCE_SUMS;
    }
    if (status || !wanted)
        return status;
    status = distances_narrow(call, into, wanted, &done, err);
    if (status || done)
        return status;
    if (wanted == DISTANCE_WITHIN && !measure_integer(call, "steps", 0))
        return distances_reached(call, into, err);
    return distances_in_steps(call, into, wanted, err);
}

static polity_status make(const measure_call *call, uint64_t wanted, void **pass,
                          polity_error *err)
{
    const polity_graph *g = call->graph;
    distances *made = NULL;
    polity_status status =
        run_reserve(call->run, "measuring distances", 88 * (double)g->nodes, err);
    if (!g->directed && wanted & DISTANCE_IN)
        wanted = (wanted | DISTANCE_OUT) & ~(uint64_t)DISTANCE_IN;
    if (g->out.length && wanted & DISTANCE_COUNTS)
        wanted = (wanted | DISTANCE_OUT) & ~(uint64_t)DISTANCE_COUNTS;
    if (!status && !(made = make_result(g, wanted)))
        status = error_memory(err);
    if (!status)
        status = fill(call, made, wanted, err);
    if (status) {
        drop(made);
        made = NULL;
    }
    *pass = made;
    return status;
}

const measure_pass distance_pass = {"distances", make, drop};
