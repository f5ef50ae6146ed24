/* Strong components of a matrix as lists of nodes. */
#include <string.h>

#include "measures/components.h"
#include "measures/spectral/spread.h"

int parts_make(parts *to, const matrix *of)
{
    size_t n = of->nodes;
    int32_t count;
    memset(to, 0, sizeof *to);
    to->part = memory_array(n, sizeof *to->part);
    to->node = memory_array(n, sizeof *to->node);
    if (!to->part || !to->node)
        return 0;
    count = components_strong_rows(of->first, of->head, n, to->part);
    if (count < 0)
        return 0;
    to->count = (size_t)count;
    to->first = memory_zeroed(to->count + 2, sizeof *to->first);
    if (!to->first)
        return 0;
    for (size_t v = 0; v < n; v++)
        to->first[to->part[v] + 2]++;
    for (size_t i = 2; i < to->count + 2; i++)
        to->first[i] += to->first[i - 1];
    for (size_t v = 0; v < n; v++)
        to->node[to->first[to->part[v] + 1]++] = (int32_t)v;
    return 1;
}

void parts_free(parts *of)
{
    memory_free(of->part);
    memory_free(of->first);
    memory_free(of->node);
}

double parts_bytes(size_t nodes)
{
    return 36.0 * (double)nodes; /* while they are looked for */
}
