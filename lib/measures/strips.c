#include "measures/strips.h"

size_t strips_lanes(const measure_call *call)
{
    size_t count = (call->graph->nodes + STRIP - 1) / STRIP,
           lanes = (size_t)run_threads(call->run);
    return lanes < count ? lanes : count ? count : 1;
}

polity_status strips_run(const measure_call *call, const strips *of, polity_error *err)
{
    size_t nodes = of->items ? of->items : call->graph->nodes;
    size_t lanes = strips_lanes(call);
    size_t size = of->size ? of->size : STRIP, count = (nodes + size - 1) / size;
    polity_status status = POLITY_OK;
    for (size_t wave = 0; wave < count && !status; wave += lanes) {
        int n = (int)(count - wave < lanes ? count - wave : lanes);
        status = run_tick(call->run, of->what, (double)wave / (double)count, err);
        if (status)
            break;
#ifdef _OPENMP
#pragma omp parallel for num_threads(n) schedule(static, 1) if (n > 1)
#endif
        for (int lane = 0; lane < n; lane++) {
            size_t from = (wave + (size_t)lane) * size;
            size_t to = from + size < nodes ? from + size : nodes;
            of->work(of->user, (size_t)lane, from, to);
        }
        for (int lane = 0; lane < n && of->collect && !status; lane++)
            status = of->collect(of->user, (size_t)lane, err);
    }
    return status;
}
