/*
 * Nodes numbered anew: the same network, in rows that lie together.
 */
#include <stdint.h>
#include <string.h>

#include "base/random.h"
#include "measures/numbering.h"
#include "support/suite.h"

enum { LEAVES = 1000000 };

typedef struct arcs {
    size_t count;
    int32_t *tail, *head;
    double *weight;
} arcs;

static arcs room(size_t count)
{
    return (arcs){.tail = malloc(count * sizeof(int32_t)),
                  .head = malloc(count * sizeof(int32_t)),
                  .weight = malloc(count * sizeof(double))};
}

static void add(arcs *to, size_t tail, size_t head)
{
    to->tail[to->count] = (int32_t)tail;
    to->head[to->count] = (int32_t)head;
    to->weight[to->count] = (double)(1 + (tail * 31 + head * 17) % 7);
    to->count++;
}

static polity_graph *graph_of(arcs *from, size_t nodes, int weighted, int directed)
{
    polity_error err = POLITY_ERROR_INIT;
    polity_graph *graph = NULL;
    ck_assert_msg(polity_graph_from_arcs(&graph, nodes, NULL, from->count, from->tail,
                                         from->head, weighted ? from->weight : NULL,
                                         directed, &err) == POLITY_OK,
                  "%s", err.message);
    free(from->tail);
    free(from->head);
    free(from->weight);
    return graph;
}

/* Nodes 0..hubs-1 are tied with many, and all with a few. */
static polity_graph *drawn(uint64_t seed, size_t nodes, size_t hubs, int weighted,
                           int directed)
{
    random_state draw;
    arcs made = room(nodes * 3 + hubs * 200);
    random_seed(&draw, seed);
    for (size_t v = 0; v < nodes; v++)
        for (int i = 0; i < 3; i++)
            add(&made, v, (size_t)random_below(&draw, nodes));
    for (size_t v = 0; v < hubs; v++)
        for (int i = 0; i < 200; i++)
            add(&made, v, (size_t)random_below(&draw, nodes));
    return graph_of(&made, nodes, weighted, directed);
}

static int64_t arcs_at(const polity_graph *g, size_t v)
{
    return arcs_in_row(&g->out, v) + (g->directed ? arcs_in_row(&g->in, v) : 0);
}

static void is_permutation(const numbering *by, size_t nodes)
{
    for (size_t i = 0; i < nodes; i++) {
        MUST(by->node[i] >= 0 && (size_t)by->node[i] < nodes, "node %d", by->node[i]);
        MUST((size_t)by->number[by->node[i]] == i, "number of node %d", by->node[i]);
    }
}

/* Every arc of the one is in the other, and there are as many. */
static void same_rows(const arc_rows *made, const numbering *by, const arc_rows *of,
                      size_t nodes)
{
    MUST(made->first[0] == 0 && made->first[nodes] == of->first[nodes], "arcs");
    for (size_t v = 0; v < nodes; v++) {
        size_t i = (size_t)by->number[v];
        MUST(arcs_in_row(made, i) == arcs_in_row(of, v), "row of %zu", v);
        for (int64_t a = of->first[v]; a < of->first[v + 1]; a++) {
            int64_t at = made->first[i];
            while (at < made->first[i + 1] && by->node[made->head[at]] != of->head[a])
                at++;
            MUST(at < made->first[i + 1], "arc %zu %d", v, of->head[a]);
            MUST(!made->weight || made->weight[at] == of->weight[a], "weight");
            MUST(at == made->first[i] || made->head[at - 1] < made->head[at], "order");
        }
    }
}

START_TEST(the_network_stays_the_same)
{
    for (int kind = 0; kind < 8; kind++) {
        polity_graph *g = drawn(7, 900, kind & 1 ? 20 : 0, kind & 2, kind & 4);
        numbering by;
        arc_rows out, in;
        for (int way = 0; way < 2; way++) {
            ck_assert((way ? numbering_by_arcs : numbering_nearby)(&by, &g->out, &g->in,
                                                                   g->nodes));
            is_permutation(&by, g->nodes);
            ck_assert(
                numbering_rows(&out, &by, &g->out, &g->in, g->nodes, NUMBERED_WEIGHT));
            ck_assert(numbering_rows(&in, &by, &g->in, &g->out, g->nodes, 0));
            ck_assert_int_eq(out.weight != NULL, (kind & 2) != 0);
            ck_assert_ptr_null(in.weight);
            same_rows(&out, &by, &g->out, g->nodes);
            same_rows(&in, &by, &g->in, g->nodes);
            numbering_rows_free(&out);
            numbering_rows_free(&in);
            numbering_free(&by);
        }
        polity_graph_free(g);
    }
}
END_TEST

START_TEST(nodes_of_many_arcs_come_first)
{
    for (int directed = 0; directed < 2; directed++) {
        polity_graph *g = drawn(11, 900, 20, 0, directed);
        numbering by;
        ck_assert(numbering_by_arcs(&by, &g->out, &g->in, g->nodes));
        for (size_t i = 1; i < g->nodes; i++) {
            int64_t before = arcs_at(g, (size_t)by.node[i - 1]),
                    here = arcs_at(g, (size_t)by.node[i]);
            MUST(before > here || (before == here && by.node[i - 1] < by.node[i]),
                 "number %zu", i);
        }
        numbering_free(&by);
        ck_assert(numbering_nearby(&by, &g->out, &g->in, g->nodes));
        for (size_t i = 0; i < 20; i++)
            MUST(by.node[i] < 20, "hub %zu is node %d", i, by.node[i]);
        numbering_free(&by);
        polity_graph_free(g);
    }
}
END_TEST

/* Rings of ten under one hub, their nodes dealt out all over the numbers. */
START_TEST(those_tied_together_come_together)
{
    enum { RINGS = 100, RING = 10, NODES = RINGS * RING + 1 };
    arcs made = room(2 * NODES);
    numbering by;
    for (size_t v = 0; v < RINGS * RING; v++) {
        add(&made, v, (v + RINGS) % (RINGS * RING));
        add(&made, RINGS * RING, v);
    }
    polity_graph *g = graph_of(&made, NODES, 0, 0);
    ck_assert(numbering_nearby(&by, &g->out, &g->in, g->nodes));
    ck_assert_int_eq(by.node[0], RINGS * RING);
    for (size_t i = 1; i < NODES; i += RING)
        for (size_t k = i; k < i + RING; k++)
            MUST(by.node[k] % RINGS == by.node[i] % RINGS, "ring of number %zu", k);
    numbering_free(&by);
    polity_graph_free(g);
}
END_TEST

static polity_graph *star(size_t leaves, int directed)
{
    arcs made = room(leaves);
    for (size_t v = 0; v < leaves; v++)
        add(&made, leaves, v);
    return graph_of(&made, leaves + 1, 0, directed);
}

START_TEST(few_nodes_or_none)
{
    static const size_t nodes[] = {0, 1, 5};
    for (int i = 0; i < 3; i++)
        for (int directed = 0; directed < 2; directed++) {
            arcs made = room(1);
            polity_graph *g = graph_of(&made, nodes[i], 0, directed);
            numbering by;
            ck_assert(numbering_nearby(&by, &g->out, &g->in, g->nodes));
            is_permutation(&by, g->nodes);
            numbering_free(&by);
            polity_graph_free(g);
        }
}
END_TEST

START_TEST(a_star_of_a_million_leaves)
{
    for (int directed = 0; directed < 2; directed++) {
        polity_graph *g = star(LEAVES, directed);
        numbering by;
        arc_rows rows;
        ck_assert(numbering_nearby(&by, &g->out, &g->in, g->nodes));
        is_permutation(&by, g->nodes);
        ck_assert_int_eq(by.node[0], LEAVES); /* the hub */
        ck_assert_int_eq(by.number[LEAVES], 0);
        ck_assert(numbering_rows(&rows, &by, &g->out, &g->in, g->nodes, 0));
        ck_assert_int_eq(arcs_in_row(&rows, 0), LEAVES);
        ck_assert_int_eq(arcs_in_row(&rows, 1), !directed);
        numbering_rows_free(&rows);
        numbering_free(&by);
        ck_assert_ptr_null(by.node);
        polity_graph_free(g);
    }
}
END_TEST

START_TEST(a_million_components)
{
    arcs made = room(1);
    polity_graph *g = graph_of(&made, 1000000, 0, 1);
    numbering by;
    ck_assert(numbering_nearby(&by, &g->out, &g->in, g->nodes));
    for (size_t i = 0; i < g->nodes; i++)
        MUST((size_t)by.node[i] == i, "number %zu", i);
    numbering_free(&by);
    polity_graph_free(g);
}
END_TEST

int main(void)
{
    return RUN_SUITE("numbering", NULL, NULL, the_network_stays_the_same,
                     nodes_of_many_arcs_come_first, those_tied_together_come_together,
                     few_nodes_or_none, a_star_of_a_million_leaves, a_million_components);
}
