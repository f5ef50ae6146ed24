#include "measures/spectral/matrix.h"

#include <string.h>

static int has_zeros(const arc_rows *of, size_t arcs)
{
    for (size_t i = 0; of->weight && i < arcs; i++)
        if (!(of->weight[i] > 0))
            return 1;
    return 0;
}

static int own_arrays(matrix *to, size_t nodes, size_t arcs, int weighted)
{
    to->own_first = memory_array(nodes + 1, sizeof *to->own_first);
    to->own_head = memory_array(arcs, sizeof *to->own_head);
    to->own_weight = weighted ? memory_array(arcs, sizeof *to->own_weight) : NULL;
    to->nodes = nodes;
    to->first = to->own_first;
    to->head = to->own_head;
    to->weight = to->own_weight;
    return to->own_first && to->own_head && (to->own_weight || !weighted);
}

int matrix_of_graph(matrix *to, const polity_graph *graph)
{
    const arc_rows *in = &graph->in;
    int64_t made = 0;
    *to = (matrix){.nodes = graph->nodes,
                   .first = in->first,
                   .head = in->head,
                   .weight = in->weight};
    if (!has_zeros(in, graph->arcs))
        return 1;
    if (!own_arrays(to, graph->nodes, graph->arcs, 1))
        return 0;
    for (size_t v = 0; v < graph->nodes; v++) {
        to->own_first[v] = made;
        for (int64_t i = in->first[v]; i < in->first[v + 1]; i++) {
            to->own_head[made] = in->head[i];
            to->own_weight[made] = in->weight[i];
            made += in->weight[i] > 0;
        }
    }
    to->own_first[graph->nodes] = made;
    return 1;
}

/* Rows of one side; returns how many entries there are then. */
static int64_t add_side(matrix *to, const arc_rows *rows, size_t nodes, size_t row,
                        size_t other, int64_t made)
{
    const double *weight = to->own_weight ? rows->weight : NULL;
    for (size_t v = 0; v < nodes; v++) {
        to->own_first[row + v] = made;
        for (int64_t i = rows->first[v]; i < rows->first[v + 1]; i++) {
            if (weight && !(weight[i] > 0))
                continue;
            if (weight)
                to->own_weight[made] = weight[i];
            to->own_head[made++] = (int32_t)((size_t)rows->head[i] + other);
        }
    }
    return made;
}

int matrix_both_sides(matrix *to, const polity_graph *graph)
{
    size_t n = graph->nodes;
    int64_t made;
    *to = (matrix){0};
    if (!own_arrays(to, 2 * n, 2 * graph->arcs, graph->in.weight != NULL))
        return 0;
    made = add_side(to, &graph->in, n, 0, n, 0);
    to->own_first[2 * n] = add_side(to, &graph->out, n, n, 0, made);
    return 1;
}

int matrix_pick(matrix *to, const matrix *of, const int32_t *nodes, size_t n,
                int32_t *number)
{
    int64_t most = 0, made = 0;
    *to = (matrix){0};
    for (size_t i = 0; i < n; i++)
        most += of->first[nodes[i] + 1] - of->first[nodes[i]];
    if (!own_arrays(to, n, (size_t)most, of->weight != NULL))
        return 0;
    for (size_t i = 0; i < n; i++)
        number[nodes[i]] = (int32_t)i;
    for (size_t i = 0; i < n; i++) {
        to->own_first[i] = made;
        for (int64_t k = of->first[nodes[i]]; k < of->first[nodes[i] + 1]; k++) {
            if (number[of->head[k]] < 0)
                continue;
            if (of->weight)
                to->own_weight[made] = of->weight[k];
            to->own_head[made++] = number[of->head[k]];
        }
    }
    to->own_first[n] = made;
    for (size_t i = 0; i < n; i++)
        number[nodes[i]] = -1;
    return 1;
}

void matrix_free(matrix *of)
{
    memory_free(of->own_first);
    memory_free(of->own_head);
    memory_free(of->own_weight);
    *of = (matrix){0};
}

double matrix_bytes(const matrix *of)
{
    return (double)(of->nodes + 1) * sizeof(int64_t) +
           (double)of->first[of->nodes] * (of->weight ? 12 : 4);
}
