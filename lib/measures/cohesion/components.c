/* Components: parts of the network that hang together. */
#include "measures/components.h"

#include <string.h>

/* Number and size of each node's part; the size of the largest. */
static int64_t write(const int32_t *part, size_t nodes, int64_t *sizes, polity_table *out,
                     size_t first)
{
    int64_t largest = 0, *number = table_ints(out, first),
            *size = table_ints(out, first + 2);
    memset(sizes, 0, nodes * sizeof *sizes);
    for (size_t v = 0; v < nodes; v++)
        sizes[part[v]]++;
    for (size_t v = 0; v < nodes; v++) {
        number[v] = part[v];
        size[v] = sizes[part[v]];
        if (size[v] > largest)
            largest = size[v];
    }
    return largest;
}

static int fact(polity_table *out, const char *which, int32_t count, int64_t largest)
{
    return measure_fact(out, which, "count", count) &&
           measure_fact(out, which, "largest", (double)largest);
}

static polity_status run(const measure_call *call, polity_table *out, size_t first,
                         polity_error *err)
{
    const polity_graph *g = call->graph;
    int32_t *part, *room, count;
    int64_t *sizes, largest;
    const memory_part parts[] = {{(void **)&part, g->nodes, sizeof *part},
                                 {(void **)&room, g->nodes, sizeof *room},
                                 {(void **)&sizes, g->nodes, sizeof *sizes}};
    void *block;
    polity_status status =
        run_reserve(call->run, "finding components", 28.0 * (double)g->nodes, err);
    if (status)
        return status;
    if (!(block = memory_parts(parts, sizeof parts / sizeof *parts)))
        return error_memory(err);
    count = components_weak(g, part, room);
    largest = write(part, g->nodes, sizes, out, first);
    status = run_tick(call->run, "finding components", 0.5, err);
    if (status)
        goto out;
    if (!fact(out, "components_weak", count, largest) ||
        (count = components_strong(g, part)) < 0) {
        status = error_memory(err);
        goto out;
    }
    components_renumber(part, g->nodes, count, room);
    largest = write(part, g->nodes, sizes, out, first + 1);
    if (!fact(out, "components_strong", count, largest))
        status = error_memory(err);
out:
    memory_free(block);
    return status;
}

static const polity_column columns[] = {
    {"components_weak", "", "weak component of the node, numbered from 0 by first node",
     POLITY_INT},
    {"components_strong", "",
     "strong component of the node, numbered from 0 by first node", POLITY_INT},
    {"components_weak_size", "nodes", "nodes of its weak component", POLITY_INT},
    {"components_strong_size", "nodes", "nodes of its strong component", POLITY_INT},
    {NULL, NULL, NULL, 0},
};

const measure polity_measure_components = {
    .info =
        {.name = "components",
         .title = "Components",
         .family = "cohesion",
         .definition =
             "weak: nodes joined by ties of any direction; strong: nodes that reach each "
             "other along ties",
         .undefined = "never",
         .direction = "weak: ignored; strong: along ties; the same where the network is "
                      "undirected",
         .reference = "Tarjan 1972, SIAM Journal on Computing 1(2)",
         .cost = "O(nodes + arcs) time, 28 bytes a node",
         .shape = POLITY_PER_NODE,
         .weight = POLITY_WEIGHT_NONE,
         .columns = columns},
    .laws = LAW_NON_NEGATIVE,
    .run = run,
};
