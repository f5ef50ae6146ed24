#include "support.h"

#include <check.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *must(void *memory)
{
    if (!memory) {
        fprintf(stderr, "out of memory\n");
        abort();
    }
    return memory;
}

static char *copy(const char *text)
{
    size_t n = strlen(text) + 1;
    return memcpy(must(malloc(n)), text, n);
}

/* --- networks
 * ------------------------------------------------------------------------------ */

void test_network_init(test_network *net, size_t nodes, int directed)
{
    char id[32];
    *net = (test_network){.directed = directed, .nodes = nodes, .weight_field = "weight"};
    net->ids = must(calloc(nodes + 1, sizeof *net->ids));
    for (size_t v = 0; v < nodes; v++) {
        snprintf(id, sizeof id, "n%zu", v);
        net->ids[v] = copy(id);
    }
}

void test_network_rename(test_network *net, size_t node, const char *id)
{
    free(net->ids[node]);
    net->ids[node] = copy(id);
}

void test_network_group(test_network *net, size_t node, const char *group)
{
    if (!net->groups)
        net->groups = must(calloc(net->nodes + 1, sizeof *net->groups));
    free(net->groups[node]);
    net->groups[node] = copy(group);
}

void test_network_tie(test_network *net, size_t source, size_t target, int directed,
                      double strength, double length)
{
    if (net->ties == net->room) {
        net->room = net->room ? 2 * net->room : 16;
        net->tie = must(realloc(net->tie, net->room * sizeof *net->tie));
    }
    net->tie[net->ties++] =
        (test_tie){(int32_t)source, (int32_t)target, directed, strength, length};
}

size_t test_network_find(const test_network *net, const char *id)
{
    for (size_t v = 0; v < net->nodes; v++)
        if (strcmp(net->ids[v], id) == 0)
            return v;
    ck_abort_msg("no node \"%s\" in the network of the test", id);
    return 0;
}

int test_network_mixed(const test_network *net)
{
    for (size_t i = 0; i < net->ties; i++)
        if (net->tie[i].directed != net->directed)
            return 1;
    return 0;
}

static void random_tie(test_network *net, uint64_t *state, size_t a, size_t b)
{
    double strength = (double)(1 + test_random_below(state, 9));
    double length = (double)(1 + test_random_below(state, 6));
    test_network_tie(net, a, b, net->directed, strength, length);
}

void test_network_sample(test_network *net, int i)
{
    static const size_t SIZES[] = {0, 1, 2, 3, 4, 5, 6, 7, 9, 14, 25, 40};
    static const double DENSITIES[] = {0.05, 0.15, 0.3, 0.6, 1};
    uint64_t state = UINT64_C(1000003) * (uint64_t)(i + 1);
    size_t n = SIZES[i % 12];
    double density = DENSITIES[i / 12 % 5];

    test_network_init(net, n, i / 60 % 2);
    for (size_t a = 0; a < n; a++)
        for (size_t b = net->directed ? 0 : a; b < n; b++) {
            if (a == b ? test_random_share(&state) > 0.05
                       : test_random_share(&state) > density)
                continue;
            random_tie(net, &state, a, b);
            if (test_random_share(&state) < 0.05)
                random_tie(net, &state, net->directed ? a : b, net->directed ? b : a);
        }
}

void test_network_free(test_network *net)
{
    for (size_t v = 0; v < net->nodes; v++) {
        free(net->ids[v]);
        if (net->groups)
            free(net->groups[v]);
    }
    free(net->ids);
    free(net->groups);
    free(net->tie);
    *net = (test_network){0};
}

/* --- handing over
 * -------------------------------------------------------------------------- */

polity_graph *test_graph_arcs(const test_network *net, int weighted)
{
    polity_error err = POLITY_ERROR_INIT;
    polity_graph *graph = NULL;
    size_t m = net->ties;
    int32_t *tail = must(calloc(m + 1, sizeof *tail));
    int32_t *head = must(calloc(m + 1, sizeof *head));
    double *weight = must(calloc(m + 1, sizeof *weight));

    for (size_t i = 0; i < m; i++) {
        tail[i] = net->tie[i].source;
        head[i] = net->tie[i].target;
        weight[i] = net->tie[i].strength;
    }
    polity_status status =
        polity_graph_from_arcs(&graph, net->nodes, (const char *const *)net->ids, m, tail,
                               head, weighted ? weight : NULL, net->directed, &err);
    free(tail);
    free(head);
    free(weight);
    if (status != POLITY_OK)
        ck_abort_msg("graph_from_arcs: %s: %s", polity_status_name((int)status),
                     err.message);
    return graph;
}

static void ok(polity_status status, const polity_error *err, const char *doing)
{
    if (status != POLITY_OK)
        ck_abort_msg("%s: %s %s: %s", doing, polity_status_name((int)status), err->id,
                     err->message);
}

static void set_number(polity_dataset *data, const char *id, const char *field,
                       double value)
{
    polity_error err = POLITY_ERROR_INIT;
    char path[64], json[64] = "";
    json_t *number;
    if (isnan(value))
        return;
    snprintf(path, sizeof path, "/%s", field);
    number = json_real(value); /* written with a point, whatever the locale */
    json_dumpb(number, json, sizeof json - 1, JSON_ENCODE_ANY);
    json_decref(number);
    ok(polity_dataset_set(data, id, path, json, &err), &err, path);
}

static void add_node(polity_dataset *data, const test_network *net, size_t v)
{
    polity_error err = POLITY_ERROR_INIT;
    ok(polity_dataset_add_node(data, net->ids[v], "school", NULL, &err), &err,
       "add_node");
    if (net->groups && net->groups[v]) {
        char json[128];
        snprintf(json, sizeof json, "\"%s\"", net->groups[v]);
        ok(polity_dataset_set(data, net->ids[v], "/properties/circle", json, &err), &err,
           "circle");
    }
}

static void add_tie(polity_dataset *data, const test_network *net, size_t i)
{
    polity_error err = POLITY_ERROR_INIT;
    const test_tie *tie = &net->tie[i];
    char id[32];
    snprintf(id, sizeof id, "tie-%zu", i);
    ok(polity_dataset_add_edge(data, id, tie->directed ? "supports" : "collaborates",
                               net->ids[tie->source], net->ids[tie->target], &err),
       &err, "add_edge");
    set_number(data, id, net->weight_field, tie->strength);
    set_number(data, id, "length", tie->length);
}

/* Only declared properties can be asked for. */
static void declare_groups(polity_dataset *data)
{
    static const char WORDS[] =
        "{\"polity\": \"1.0\", \"vocabulary\": {\"properties\": "
        "[{\"name\": \"circle\", \"of\": [\"school\"], \"type\": \"text\"}]}}";
    polity_error err = POLITY_ERROR_INIT;
    ok(polity_dataset_read_bytes(data, "vocabulary", WORDS, sizeof WORDS - 1, NULL, NULL,
                                 &err),
       &err, "vocabulary");
}

polity_graph *test_graph_dataset(const test_network *net, const polity_option *options,
                                 size_t n)
{
    polity_error err = POLITY_ERROR_INIT;
    polity_dataset *data = NULL;
    polity_view *view = NULL;
    polity_graph *graph = NULL;

    ok(polity_dataset_new(&data, &err), &err, "dataset_new");
    if (net->groups)
        declare_groups(data);
    for (size_t v = 0; v < net->nodes; v++)
        add_node(data, net, v);
    for (size_t i = 0; i < net->ties; i++)
        add_tie(data, net, i);
    ok(polity_view_build(&view, data, NULL, 0, NULL, &err), &err, "view_build");
    ok(polity_graph_build(&graph, view, options, n, &err), &err, "graph_build");
    polity_dataset_free(data);
    polity_view_free(view);
    return graph;
}

/* --- answers
 * ------------------------------------------------------------------------------- */

polity_table *test_run(const polity_graph *graph, const char *names,
                       const polity_option *options, size_t n)
{
    polity_error err = POLITY_ERROR_INIT;
    polity_table *table = NULL;
    ok(polity_measure_run(&table, graph, names, options, n, NULL, &err), &err, names);
    ck_assert_ptr_nonnull(table);
    return table;
}

size_t test_find(const polity_table *table, const char *column)
{
    ptrdiff_t found = polity_table_find(table, column);
    if (found < 0)
        ck_abort_msg("no column \"%s\" in the result", column);
    return (size_t)found;
}

int test_number(const polity_table *table, size_t row, size_t column, double *value)
{
    const uint8_t *reasons = polity_table_reasons(table, column);
    const double *reals = polity_table_reals(table, column);
    const int64_t *ints = polity_table_ints(table, column);

    *value = NAN;
    if (reasons && reasons[row])
        return 0;
    if (reals)
        *value = reals[row];
    else if (ints)
        *value = (double)ints[row];
    else
        ck_abort_msg("column %zu is no column of numbers", column);
    return 1;
}

void test_expect(const polity_table *table, const char *column, size_t row, double value)
{
    double found = NAN;
    if (!test_number(table, row, test_find(table, column), &found))
        found = NAN;
    if (!test_same(found, value, 1e-12))
        ck_abort_msg("%s[%zu] = %.17g, not %.17g", column, row, found, value);
}

double *test_column(const polity_table *table, const char *column)
{
    size_t rows = polity_table_rows(table), c = test_find(table, column);
    double *values = must(calloc(rows + 1, sizeof *values));
    for (size_t row = 0; row < rows; row++)
        test_number(table, row, c, &values[row]);
    return values;
}

int test_same(double one, double two, double tolerance)
{
    if (isnan(one) || isnan(two))
        return isnan(one) && isnan(two);
    if (isinf(one) || isinf(two))
        return 0;
    return fabs(one - two) <= tolerance * fmax(1.0, fmax(fabs(one), fabs(two)));
}

const char *test_param(const char *measure, const char *type)
{
    const polity_measure *info = polity_measure_find(measure);
    if (!info)
        ck_abort_msg("no measure \"%s\"", measure);
    for (const polity_param *p = info->params; p && p->name; p++)
        if (strcmp(p->type, type) == 0)
            return p->name;
    ck_abort_msg("measure \"%s\" has no parameter of type %s", measure, type);
    return NULL;
}

typedef struct buffer {
    char *text;
    size_t used, room;
} buffer;

static int collect(void *user, const void *bytes, size_t n)
{
    buffer *into = user;
    if (into->used + n + 1 > into->room) {
        into->room = 2 * (into->used + n + 1);
        into->text = must(realloc(into->text, into->room));
    }
    memcpy(into->text + into->used, bytes, n);
    into->used += n;
    into->text[into->used] = '\0';
    return 0;
}

char *test_bytes(const polity_table *table)
{
    polity_error err = POLITY_ERROR_INIT;
    buffer into = {0};
    collect(&into, "", 0);
    ok(polity_table_write(table, "jsonl", NULL, 0, collect, &into, &err), &err,
       "table_write");
    return into.text;
}

/* --- random numbers
 * ------------------------------------------------------------------------ */

uint64_t test_random(uint64_t *state)
{
    uint64_t z = (*state += UINT64_C(0x9E3779B97F4A7C15));
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

size_t test_random_below(uint64_t *state, size_t below)
{
    return (size_t)(test_random(state) % below);
}

double test_random_share(uint64_t *state)
{
    return (double)(test_random(state) >> 11) * 0x1p-53;
}

double test_read_number(const char *text)
{
    json_t *number = json_loads(text, JSON_DECODE_ANY, NULL);
    double value = json_number_value(number);
    json_decref(number);
    return value;
}

void test_same_columns(const polity_table *one, const char *left,
                       const polity_table *other, const char *right, double tolerance)
{
    double *a = test_column(one, left), *b = test_column(other, right);
    for (size_t v = 0; v < polity_table_rows(one); v++)
        if (!test_same(a[v], b[v], tolerance))
            ck_abort_msg("%s[%zu] = %.17g, %s = %.17g", left, v, a[v], right, b[v]);
    free(a);
    free(b);
}

polity_graph *test_graph_lengths(const test_network *net)
{
    polity_option options[] = {{"length", "length"}, {"undirected", "true"}};
    return test_graph_dataset(net, options, net->directed ? 1 : 2);
}
