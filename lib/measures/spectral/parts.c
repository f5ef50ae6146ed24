/* Strong components of a matrix as lists of nodes. */
#include <string.h>

#include "measures/components.h"
#include "measures/spectral/spread.h"

/* Of a symmetric matrix: whatever is connected. Returns how many. */
static int32_t connect(const matrix *of, int32_t *part, int32_t *waiting)
{
    int32_t count = 0;
    memset(part, -1, of->nodes * sizeof *part);
    for (size_t v = 0; v < of->nodes; v++) {
        size_t n = 1;
        if (part[v] >= 0)
            continue;
        waiting[0] = (int32_t)v;
        part[v] = count;
        while (n) {
            int32_t u = waiting[--n];
            for (int64_t i = of->first[u]; i < of->first[u + 1]; i++) {
                int32_t w = of->head[i];
                if (part[w] >= 0)
                    continue;
                part[w] = count;
                waiting[n++] = w;
            }
        }
        count++;
    }
    return count;
}

int parts_make(parts *to, const matrix *of, int symmetric)
{
    size_t n = of->nodes;
    int32_t count;
    memset(to, 0, sizeof *to);
    to->part = memory_array(n, sizeof *to->part);
    to->node = memory_array(n, sizeof *to->node);
    if (!to->part || !to->node)
        return 0;
    count = symmetric ? connect(of, to->part, to->node)
                      : components_strong_rows(of->first, of->head, n, to->part);
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
