/* Articulation points: nodes that hold their component together alone. Hopcroft & Tarjan
 * 1973. */
#include "measures/cohesion/cuts.h"

/* What a component falls into without a node, by number of the walk. */
typedef struct pieces {
    int32_t parts, largest, cut; /* `cut`: nodes of all that are cut off below it */
} pieces;

/* Each node tells what its parent's going would cut off. Returns the number of blocks. */
static int64_t cut_off_below(const cuts *c, pieces *of)
{
    int64_t blocks = 0;
    for (size_t i = 0; i < c->nodes; i++) {
        if (c->parent[i] < 0 || !cuts_at_parent(c, i))
            continue;
        pieces *above = &of[c->parent[i]];
        blocks++;
        above->parts++;
        above->cut += c->size[i];
        if (c->size[i] > above->largest)
            above->largest = c->size[i];
    }
    return blocks;
}

/* Returns how many are articulation points. */
static int64_t write(const cuts *c, pieces *of, polity_table *out, size_t first)
{
    int64_t count = 0;
    int32_t whole = 0;
    for (size_t i = 0; i < c->nodes; i++) {
        size_t v = (size_t)c->at[i];
        if (c->parent[i] < 0)
            whole = c->size[i];
        int32_t rest = whole - 1 - of[i].cut; /* the piece above the node, if any */
        of[i].parts += rest > 0;
        if (rest > of[i].largest)
            of[i].largest = rest;
        table_ints(out, first)[v] = of[i].parts > 1;
        table_ints(out, first + 1)[v] = of[i].parts;
        table_ints(out, first + 2)[v] = whole - 1 - of[i].largest;
        count += of[i].parts > 1;
    }
    return count;
}

static polity_status run(const measure_call *call, polity_table *out, size_t first,
                         polity_error *err)
{
    cuts c;
    pieces *of = NULL;
    int64_t blocks, count;
    polity_status status = cuts_make(&c, call, err);
    if (status)
        goto out;
    of = memory_zeroed(c.nodes, sizeof *of);
    if (!of) {
        status = error_memory(err);
        goto out;
    }
    blocks = cut_off_below(&c, of);
    count = write(&c, of, out, first);
    if (!measure_fact(out, "articulation", "count", (double)count) ||
        !measure_fact(out, "articulation", "blocks", (double)blocks))
        status = error_memory(err);
out:
    memory_free(of);
    cuts_free(&c);
    return status;
}

static const polity_column columns[] = {
    {"articulation", "", "whether the node's component falls apart without it",
     POLITY_BOOL},
    {"articulation_parts", "parts",
     "parts that are left of its component; also the blocks that the node is in",
     POLITY_INT},
    {"articulation_cut_off", "nodes", "nodes then outside the largest of these parts",
     POLITY_INT},
    {NULL, NULL, NULL, 0},
};

const measure polity_measure_articulation = {
    .info =
        {.name = "articulation",
         .title = "Articulation points",
         .family = "cohesion",
         .definition =
             "parts: weak components that are left of the node's weak component when the "
             "node and its ties are taken away; an articulation point leaves two or "
             "more, an isolate none; cut_off: the nodes left - those of the largest "
             "part; "
             "facts: count of articulation points; blocks, the parts of the network that "
             "no single node can take apart and that have a tie",
         .undefined = "never",
         .direction = "ignored",
         .reference = "Hopcroft and Tarjan 1973, Communications of the ACM 16(6)",
         .cost = "O(nodes + arcs) time, 50 bytes a node",
         .shape = POLITY_PER_NODE,
         .weight = POLITY_WEIGHT_NONE,
         .columns = columns},
    .laws = LAW_NON_NEGATIVE | LAW_RELABEL,
    .run = run,
};
