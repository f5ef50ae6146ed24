#include "measures/equivalent.h"

#include <stdlib.h>
#include <string.h>

/* Nodes of equal keys may be of one class; their rows say whether they are. */
typedef struct keyed {
    uint64_t key;
    int32_t node;
} keyed;

typedef struct finder {
    const polity_graph *graph;
    const uint8_t *label;
    equivalent *to;
    keyed *order;
    uint64_t *key; /* of each node's neighbours, itself not among them */
} finder;

enum { ENTERS = 1, LEAVES = 2 };

/* splitmix64: any two inputs differ in half of the bits. */
static uint64_t mixed(uint64_t x)
{
    x += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
    return x ^ x >> 31;
}

static uint64_t arc_key(int32_t node, int way)
{
    return mixed((uint64_t)node << 2 | (uint64_t)way);
}

static uint64_t row_key(const arc_rows *of, size_t v, int way)
{
    uint64_t sum = 0;
    for (int64_t a = of->first[v]; a < of->first[v + 1]; a++)
        sum += arc_key(of->head[a], way);
    return sum;
}

static uint64_t own_key(const polity_graph *g, int32_t v)
{
    return arc_key(v, LEAVES) + (g->directed ? arc_key(v, ENTERS) : 0);
}

static int by_key(const void *x, const void *y)
{
    const keyed *a = x, *b = y;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return a->node < b->node ? -1 : a->node > b->node;
}

static int64_t skip(const arc_rows *of, int64_t at, int64_t end, int32_t v, int32_t w)
{
    while (at < end && (of->head[at] == v || of->head[at] == w))
        at++;
    return at;
}

/* Whether the rows of v and w are the same, the two themselves left out. */
static int same_row(const arc_rows *of, int32_t v, int32_t w)
{
    int64_t i = of->first[v], j = of->first[w];
    int64_t end = of->first[v + 1], other_end = of->first[w + 1];
    for (;;) {
        i = skip(of, i, end, v, w);
        j = skip(of, j, other_end, v, w);
        if (i == end || j == other_end)
            return i == end && j == other_end;
        if (of->head[i++] != of->head[j++])
            return 0;
    }
}

/* How many arcs run from v to w. */
static int64_t arcs_to(const arc_rows *of, int32_t v, int32_t w)
{
    int64_t n = 0;
    for (int64_t a = of->first[v]; a < of->first[v + 1] && of->head[a] <= w; a++)
        n += of->head[a] == w;
    return n;
}

/* Equal keys say so already, but for one chance in 2^64. */
static int alike(const finder *f, int32_t v, int32_t w, class_form form)
{
    const polity_graph *g = f->graph;
    int64_t tied = form == CLASS_TIED;
    return (!f->label || f->label[v] == f->label[w]) && same_row(&g->out, v, w) &&
           arcs_to(&g->out, v, w) == tied && arcs_to(&g->out, w, v) == tied &&
           (!g->directed || same_row(&g->in, v, w));
}

static void put(equivalent *to, int32_t node, int32_t into)
{
    to->class[node] = into;
    to->members[into]++;
}

/* Nodes without a class yet that are alike get one: each is held to the first of its run,
 * which stands for it. */
static void group(finder *f, class_form form)
{
    size_t n = 0, begin = 0;
    for (size_t v = 0; v < f->graph->nodes; v++)
        if (f->to->class[v] < 0)
            f->order[n++] = (keyed){
                f->key[v] + (form == CLASS_TIED ? own_key(f->graph, (int32_t)v) : 0),
                (int32_t)v};
    qsort(f->order, n, sizeof *f->order, by_key);
    for (size_t i = 1; i <= n; i++) {
        int32_t first = f->order[begin].node;
        if (i < n && f->order[i].key == f->order[begin].key &&
            alike(f, first, f->order[i].node, form)) {
            f->to->class[first] = first;
            f->to->class[f->order[i].node] = first;
            f->to->form[first] = (uint8_t)form;
        } else {
            begin = i;
        }
    }
}

/* From "the node that stands for it" to numbers of classes. */
static void number(finder *f)
{
    equivalent *to = f->to;
    for (size_t v = 0; v < f->graph->nodes; v++) {
        int32_t stands = to->class[v] < 0 ? (int32_t)v : to->class[v];
        if (stands != (int32_t)v) {
            put(to, (int32_t)v, to->class[stands]);
            continue;
        }
        to->form[to->count] = to->class[v] < 0 ? CLASS_SINGLE : to->form[v];
        to->first[to->count] = (int32_t)v;
        put(to, (int32_t)v, (int32_t)to->count++);
    }
}

int equivalent_find(equivalent *to, const polity_graph *graph, const uint8_t *label,
                    int together)
{
    size_t n = graph->nodes;
    finder f = {.graph = graph, .label = label, .to = to};
    int fine = 0;
    memset(to, 0, sizeof *to);
    to->class = memory_array(n, sizeof *to->class);
    to->first = memory_array(n, sizeof *to->first);
    to->members = memory_zeroed(n, sizeof *to->members);
    to->form = memory_zeroed(n, sizeof *to->form);
    f.order = memory_array(n, sizeof *f.order);
    f.key = memory_array(n, sizeof *f.key);
    if (!to->class || !to->first || !to->members || !to->form || !f.order || !f.key)
        goto out;
    for (size_t v = 0; v < n; v++) {
        to->class[v] = -1;
        f.key[v] =
            row_key(&graph->out, v, LEAVES) + (label ? mixed(~(uint64_t)label[v]) : 0);
        if (graph->directed)
            f.key[v] += row_key(&graph->in, v, ENTERS);
    }
    if (together) {
        group(&f, CLASS_APART);
        group(&f, CLASS_TIED);
    }
    number(&f);
    fine = 1;
out:
    memory_free(f.order);
    memory_free(f.key);
    return fine;
}

void equivalent_free(equivalent *of)
{
    memory_free(of->class);
    memory_free(of->first);
    memory_free(of->members);
    memory_free(of->form);
}

double equivalent_bytes(const polity_graph *graph)
{
    return (double)graph->nodes *
           (3 * sizeof(int32_t) + 1 + sizeof(keyed) + sizeof(uint64_t));
}
