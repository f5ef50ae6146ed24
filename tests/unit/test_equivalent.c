/* Structurally equivalent nodes against the definition: two nodes' rows of a matrix are
 * compared entry by entry, on random networks with planted twins. */
#include <string.h>

#include "../support/sketch.h"
#include "../support/suite.h"
#include "measures/equivalent.h"

enum { NETWORKS = 3000, MOST = 40 };

typedef struct matrix {
    size_t n;
    int arcs[MOST][MOST]; /* how many from one to the other */
    uint8_t label[MOST];
} matrix;

static sketch make(random_state *r, int i)
{
    sketch made = {.directed = i % 2, .nodes = 2 + random_below(r, 12)};
    size_t twins = random_below(r, MOST - 15);
    sketch_random(&made, r, 0, made.nodes, random_below(r, 3 * made.nodes));
    while (twins--)
        sketch_twin(&made, random_below(r, made.nodes), (int)random_below(r, 2));
    if (i % 7 == 0) /* nearly twins */
        sketch_random(&made, r, 0, made.nodes, 2);
    sketch_shuffle(&made, r);
    return made;
}

static void read_matrix(matrix *to, const polity_graph *g, random_state *r)
{
    memset(to, 0, sizeof *to);
    to->n = g->nodes;
    ck_assert_uint_le(g->nodes, MOST);
    for (size_t v = 0; v < g->nodes; v++) {
        to->label[v] = random_below(r, 4) == 0;
        for (int64_t a = g->out.first[v]; a < g->out.first[v + 1]; a++)
            to->arcs[v][g->out.head[a]]++;
    }
}

static int alike(const matrix *m, int labelled, size_t v, size_t w, int tied)
{
    if (m->arcs[v][w] != tied || m->arcs[w][v] != tied ||
        (labelled && m->label[v] != m->label[w]))
        return 0;
    for (size_t x = 0; x < m->n; x++)
        if (x != v && x != w &&
            (m->arcs[v][x] != m->arcs[w][x] || m->arcs[x][v] != m->arcs[x][w]))
            return 0;
    return 1;
}

static int has_twin_apart(const matrix *m, int labelled, size_t v)
{
    for (size_t w = 0; w < m->n; w++)
        if (w != v && alike(m, labelled, v, w, 0))
            return 1;
    return 0;
}

/* Whether two nodes are of one class, and of which form. */
static class_form together(const matrix *m, int labelled, size_t v, size_t w)
{
    if (alike(m, labelled, v, w, 0))
        return CLASS_APART;
    return alike(m, labelled, v, w, 1) && !has_twin_apart(m, labelled, v) &&
                   !has_twin_apart(m, labelled, w)
               ? CLASS_TIED
               : CLASS_SINGLE;
}

static size_t met[3]; /* pairs, by the form of their class; SINGLE: of none */

static void check_node(const matrix *m, const equivalent *of, int labelled, size_t v)
{
    size_t class = (size_t)of->class[v], lowest = v;
    int32_t members = 1;
    class_form form = CLASS_SINGLE;
    MUST(class < of->count, "node %zu has no class", v);
    for (size_t w = 0; w < m->n; w++) {
        if (w == v)
            continue;
        class_form is = together(m, labelled, v, w);
        MUST((is != CLASS_SINGLE) == (of->class[v] == of->class[w]),
             "nodes %zu and %zu of %zu", v, w, m->n);
        met[is]++;
        members += is != CLASS_SINGLE;
        form = is != CLASS_SINGLE ? is : form;
        lowest = is != CLASS_SINGLE && w < lowest ? w : lowest;
    }
    MUST(of->members[class] == members, "members of node %zu's class", v);
    MUST(of->form[class] == form, "form of node %zu's class", v);
    MUST(of->first[class] == (int32_t)lowest, "first of node %zu's class", v);
}

static void check(const polity_graph *g, const matrix *m, int labelled)
{
    equivalent of;
    MUST(equivalent_find(&of, g, labelled ? m->label : NULL, 1), "no memory");
    for (size_t v = 0; v < g->nodes; v++)
        check_node(m, &of, labelled, v);
    for (size_t i = 1; i < of.count; i++)
        MUST(of.first[i - 1] < of.first[i], "classes out of order");
    equivalent_free(&of);
}

START_TEST(classes_are_the_nodes_with_the_same_arcs)
{
    static matrix m;
    random_state r;
    random_seed(&r, 1971);
    for (int i = 0; i < NETWORKS; i++) {
        sketch of = make(&r, i);
        for (int keep = 0; keep < 2; keep++) {
            polity_graph *g = sketch_graph(&of, keep, 0);
            read_matrix(&m, g, &r);
            check(g, &m, 0);
            check(g, &m, 1);
            polity_graph_free(g);
        }
        sketch_free(&of);
    }
    for (int form = 0; form < 3; form++)
        ck_assert_uint_gt(met[form], 10000);
}
END_TEST

START_TEST(every_node_is_a_class_where_none_are_put_together)
{
    sketch of = {.nodes = 5};
    polity_graph *g = sketch_graph(&of, 0, 0);
    equivalent found;
    ck_assert(equivalent_find(&found, g, NULL, 0));
    ck_assert_uint_eq(found.count, 5);
    for (int32_t v = 0; v < 5; v++) {
        ck_assert_int_eq(found.class[v], v);
        ck_assert_int_eq(found.first[v], v);
        ck_assert_int_eq(found.members[v], 1);
        ck_assert_int_eq(found.form[v], CLASS_SINGLE);
    }
    equivalent_free(&found);
    polity_graph_free(g);
}
END_TEST

START_TEST(no_nodes_have_no_classes)
{
    sketch of = {.nodes = 0};
    polity_graph *g = sketch_graph(&of, 0, 0);
    equivalent found;
    ck_assert(equivalent_find(&found, g, NULL, 1));
    ck_assert_uint_eq(found.count, 0);
    equivalent_free(&found);
    polity_graph_free(g);
}
END_TEST

int main(void)
{
    return RUN_SUITE("equivalent", NULL, NULL, classes_are_the_nodes_with_the_same_arcs,
                     every_node_is_a_class_where_none_are_put_together,
                     no_nodes_have_no_classes);
}
