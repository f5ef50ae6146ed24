/* The three layers of a network, as arrays that every program reads alike:
 * bench_network DOCUMENT PREFIX writes PREFIX.U (every tie, undirected), PREFIX.D (every
 * tie, directed where it is) and PREFIX.S (steering alone), see layer.h.
 *
 * Strengths and lengths are drawn from a tie's ends, as most data sets have none:
 * strengths and whole lengths 1..5, real lengths 1..6. */
#ifndef _DEFAULT_SOURCE
#define _DEFAULT_SOURCE
#endif
#include <polity/polity.h>

#include "layer.h"

static uint64_t mix(uint64_t x)
{
    x += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

static int write_layer(const layer *of, const char *prefix, char name)
{
    char path[4096];
    FILE *to;
    size_t n = (size_t)of->ties;
    int fine;
    snprintf(path, sizeof path, "%s.%c", prefix, name);
    to = fopen(path, "wb");
    fine = to && fwrite(&of->nodes, sizeof of->nodes, 1, to) == 1 &&
           fwrite(&of->ties, sizeof of->ties, 1, to) == 1 &&
           fwrite(of->tail, sizeof *of->tail, n, to) == n &&
           fwrite(of->head, sizeof *of->head, n, to) == n &&
           fwrite(of->strength, sizeof *of->strength, n, to) == n &&
           fwrite(of->whole, sizeof *of->whole, n, to) == n &&
           fwrite(of->real, sizeof *of->real, n, to) == n;
    return to && !fclose(to) && fine;
}

static int take_ties(layer *to, const polity_graph *graph)
{
    polity_arcs out = polity_graph_out(graph);
    int directed = polity_graph_directed(graph);
    int64_t made = 0;
    to->nodes = (int64_t)out.nodes;
    to->ties = (int64_t)(directed ? out.arcs : out.arcs / 2);
    if (!layer_room(to))
        return 0;
    for (size_t v = 0; v < out.nodes; v++)
        for (int64_t a = out.first[v]; a < out.first[v + 1]; a++) {
            uint64_t drawn = mix(((uint64_t)v << 32) + (uint64_t)out.head[a]);
            if (!directed && (size_t)out.head[a] < v)
                continue;
            to->tail[made] = (int32_t)v;
            to->head[made] = out.head[a];
            to->strength[made] = (double)(1 + drawn % 5);
            to->whole[made] = (double)(1 + (drawn >> 8) % 5);
            to->real[made] = 1 + (double)(drawn >> 11) * (5.0 / 9007199254740992.0);
            made++;
        }
    return 1;
}

static polity_status make(const polity_dataset *set, const char *prefix, char name,
                          polity_error *err)
{
    const polity_option chosen[] = {{"class", name == 'S' ? "steering" : "all"}},
                        built[] = {{"undirected", name == 'U' ? "true" : "false"}};
    polity_view *view = NULL;
    polity_graph *graph = NULL;
    layer made = {0};
    polity_status status = polity_view_build(&view, set, chosen, 1, NULL, err);
    if (!status)
        status = polity_graph_build(&graph, view, built, 1, err);
    if (!status && (!take_ties(&made, graph) || !write_layer(&made, prefix, name))) {
        fprintf(stderr, "cannot write %s.%c\n", prefix, name);
        exit(1);
    }
    layer_free(&made);
    polity_graph_free(graph);
    polity_view_free(view);
    return status;
}

int main(int count, char **words)
{
    polity_error err = POLITY_ERROR_INIT;
    polity_dataset *set = NULL;
    polity_status status;
    if (count != 3) {
        fprintf(stderr, "usage: bench_network DOCUMENT PREFIX\n");
        return 2;
    }
    status = polity_dataset_new(&set, &err);
    if (!status)
        status = polity_dataset_read(set, words[1], NULL, NULL, &err);
    for (const char *name = "UDS"; *name && !status; name++)
        status = make(set, words[2], *name, &err);
    if (status)
        fprintf(stderr, "%s: %s\n", err.id, err.message);
    polity_dataset_free(set);
    return status != POLITY_OK;
}
