/* The benchmark's jobs by igraph's C functions: peer_igraph LAYER DIRECTED NUMBERS, then
 * a job a line, `OUT THREADS SEED JOB SOURCES ROOT`; see bench_ours.c for the rest.
 * SOURCES > 0 = from that many sources, evenly spread, to estimate the whole from. */
#ifndef _DEFAULT_SOURCE
#define _DEFAULT_SOURCE
#endif
#include <igraph.h>
#include <math.h>

#include "layer.h"

enum { LINE = 4096 };

typedef struct job {
    igraph_t graph;
    igraph_vector_t strength, length;
    const igraph_vector_t *weights, *lengths; /* NULL = none */
    int directed;
    igraph_vs_t sources;
    igraph_integer_t root;
    igraph_vector_t reals;
    igraph_vector_int_t ints;
    double value;
    int whole; /* the result is in `ints` */
} job;

typedef igraph_error_t (*doing)(job *j);

static igraph_error_t betweenness(job *j)
{
    if (igraph_vs_is_all(&j->sources))
        return igraph_betweenness(&j->graph, &j->reals, igraph_vss_all(), j->directed,
                                  j->lengths);
    return igraph_betweenness_subset(&j->graph, &j->reals, igraph_vss_all(), j->directed,
                                     j->sources, igraph_vss_all(), j->lengths);
}

static igraph_error_t betweenness_edge(job *j)
{
    if (igraph_vs_is_all(&j->sources))
        return igraph_edge_betweenness(&j->graph, &j->reals, j->directed, j->lengths);
    return igraph_edge_betweenness_subset(
        &j->graph, &j->reals, igraph_ess_all(IGRAPH_EDGEORDER_ID), j->directed,
        j->sources, igraph_vss_all(), j->lengths);
}

static igraph_error_t harmonic(job *j)
{
    return igraph_harmonic_centrality(&j->graph, &j->reals, j->sources, IGRAPH_OUT,
                                      j->lengths, 0);
}

static igraph_error_t closeness(job *j)
{
    return igraph_closeness(&j->graph, &j->reals, NULL, NULL, j->sources, IGRAPH_OUT,
                            j->lengths, 1);
}

static igraph_error_t constraint(job *j)
{
    return igraph_constraint(&j->graph, &j->reals, igraph_vss_all(), j->weights);
}

static igraph_error_t components_strong(job *j)
{
    j->whole = 1;
    return igraph_connected_components(&j->graph, &j->ints, NULL, NULL, IGRAPH_STRONG);
}

static igraph_error_t dominators(job *j)
{
    igraph_error_t failed =
        igraph_dominator_tree(&j->graph, j->root, &j->ints, NULL, NULL, IGRAPH_OUT);
    for (igraph_integer_t i = 0; !failed && i < igraph_vector_int_size(&j->ints); i++)
        igraph_vector_push_back(
            &j->reals, VECTOR(j->ints)[i] < 0 ? (double)NAN : (double)VECTOR(j->ints)[i]);
    return failed;
}

static igraph_error_t reach(job *j)
{
    igraph_vector_int_t found;
    igraph_error_t failed = igraph_vector_int_init(&found, 0);
    for (igraph_integer_t v = 0; v < igraph_vcount(&j->graph) && !failed; v++) {
        failed = igraph_subcomponent(&j->graph, &found, v, IGRAPH_OUT);
        igraph_vector_push_back(&j->reals, (double)igraph_vector_int_size(&found) - 1);
    }
    igraph_vector_int_destroy(&found);
    return failed;
}

static igraph_error_t clustering(job *j)
{
    return igraph_transitivity_local_undirected(&j->graph, &j->reals, igraph_vss_all(),
                                                IGRAPH_TRANSITIVITY_NAN);
}

static igraph_error_t coreness(job *j)
{
    j->whole = 1;
    return igraph_coreness(&j->graph, &j->ints, IGRAPH_ALL);
}

static igraph_error_t pagerank(job *j)
{
    return igraph_pagerank(&j->graph, IGRAPH_PAGERANK_ALGO_PRPACK, &j->reals, NULL,
                           igraph_vss_all(), j->directed, 0.85, j->weights, NULL);
}

static igraph_error_t eigenvector(job *j)
{
    igraph_arpack_options_t options;
    igraph_arpack_options_init(&options);
    return igraph_eigenvector_centrality(&j->graph, &j->reals, NULL, j->directed, 1,
                                         j->weights, &options);
}

static igraph_error_t louvain(job *j)
{
    igraph_vector_t quality;
    igraph_error_t failed = igraph_vector_init(&quality, 0);
    j->whole = 1;
    if (!failed)
        failed = igraph_community_multilevel(&j->graph, j->weights, 1, &j->ints, NULL,
                                             &quality);
    if (!failed)
        j->value = igraph_vector_max(&quality);
    igraph_vector_destroy(&quality);
    return failed;
}

static igraph_error_t leiden(job *j)
{
    igraph_vector_t strength;
    igraph_error_t failed = igraph_vector_init(&strength, 0);
    j->whole = 1;
    if (!failed)
        failed = igraph_strength(&j->graph, &strength, igraph_vss_all(), IGRAPH_ALL, 1,
                                 j->weights);
    if (!failed)
        failed = igraph_community_leiden(&j->graph, j->weights, &strength,
                                         1 / igraph_vector_sum(&strength), 0.01, 0, -1,
                                         &j->ints, NULL, &j->value);
    igraph_vector_destroy(&strength);
    return failed;
}

static const struct {
    const char *name;
    doing run;
} jobs[] = {
    {"betweenness", betweenness}, {"betweenness_edge", betweenness_edge},
    {"harmonic", harmonic},       {"closeness", closeness},
    {"constraint", constraint},   {"components_strong", components_strong},
    {"dominators", dominators},   {"reach", reach},
    {"clustering", clustering},   {"coreness", coreness},
    {"pagerank", pagerank},       {"eigenvector", eigenvector},
    {"louvain", louvain},         {"leiden", leiden},
};

static int make(job *j, const layer *of, const char *numbers)
{
    igraph_vector_int_t ends;
    int fine = !igraph_vector_int_init(&ends, 2 * of->ties) &&
               !igraph_vector_init_array(&j->strength, of->strength, of->ties) &&
               !igraph_vector_init_array(
                   &j->length, *numbers == 'r' ? of->real : of->whole, of->ties) &&
               !igraph_vector_init(&j->reals, 0) && !igraph_vector_int_init(&j->ints, 0);
    if (!fine)
        return 0;
    for (int64_t i = 0; i < of->ties; i++) {
        VECTOR(ends)[2 * i] = of->tail[i];
        VECTOR(ends)[2 * i + 1] = of->head[i];
    }
    fine = !igraph_create(&j->graph, &ends, of->nodes, j->directed);
    igraph_vector_int_destroy(&ends);
    j->weights = strcmp(numbers, "strength") ? NULL : &j->strength;
    j->lengths = *numbers == 'r' || *numbers == 'w' ? &j->length : NULL;
    return fine;
}

static int write_result(job *j, const char *out)
{
    if (j->whole) {
        igraph_vector_clear(&j->reals);
        for (igraph_integer_t i = 0; i < igraph_vector_int_size(&j->ints); i++)
            igraph_vector_push_back(&j->reals, (double)VECTOR(j->ints)[i]);
    }
    return doubles_write(out, VECTOR(j->reals), (size_t)igraph_vector_size(&j->reals));
}

static int choose_sources(job *j, long wanted, igraph_vector_int_t *chosen)
{
    igraph_integer_t n = igraph_vcount(&j->graph);
    igraph_vector_int_clear(chosen);
    for (long i = 0; i < wanted && i < n; i++)
        igraph_vector_int_push_back(chosen, (igraph_integer_t)i * n / wanted);
    return wanted ? !igraph_vs_vector(&j->sources, chosen) : !igraph_vs_all(&j->sources);
}

static void answer(job *j, char *line, igraph_vector_int_t *chosen)
{
    char out[LINE], name[64];
    long threads, sources;
    unsigned long seed;
    long long root;
    double clock, processor;
    doing run = NULL;
    if (sscanf(line, "%4095s %ld %lu %63s %ld %lld", out, &threads, &seed, name, &sources,
               &root) == 6)
        for (size_t i = 0; i < sizeof jobs / sizeof *jobs; i++)
            if (!strcmp(jobs[i].name, name))
                run = jobs[i].run;
    if (!run || !choose_sources(j, sources, chosen)) {
        printf("{\"error\": \"not a job\"}\n");
        return;
    }
    igraph_rng_seed(igraph_rng_default(), seed);
    igraph_vector_clear(&j->reals);
    j->root = root;
    j->whole = 0;
    j->value = NAN;
    clock = clock_now(CLOCK_MONOTONIC);
    processor = clock_now(CLOCK_PROCESS_CPUTIME_ID);
    if (run(j)) {
        printf("{\"error\": \"failed\"}\n");
        return;
    }
    processor = clock_now(CLOCK_PROCESS_CPUTIME_ID) - processor;
    clock = clock_now(CLOCK_MONOTONIC) - clock;
    if (!write_result(j, out)) {
        printf("{\"error\": \"cannot write\"}\n");
        return;
    }
    printf("{\"clock\": %.9f, \"processor\": %.9f, \"value\": ", clock, processor);
    printf(isnan(j->value) ? "null}\n" : "%.17g}\n", j->value);
}

int main(int count, char **words)
{
    char line[LINE];
    const char *version;
    layer of = {0};
    job j = {0};
    igraph_vector_int_t chosen;
    double start = clock_now(CLOCK_MONOTONIC);
    if (count != 4) {
        fprintf(stderr, "usage: peer_igraph LAYER DIRECTED NUMBERS\n");
        return 2;
    }
    igraph_set_error_handler(igraph_error_handler_printignore);
    igraph_set_warning_handler(igraph_warning_handler_ignore);
    j.directed = words[2][0] == '1';
    if (!layer_read(&of, words[1]) || !make(&j, &of, words[3]) ||
        igraph_vector_int_init(&chosen, 0))
        return 1;
    layer_free(&of);
    igraph_version(&version, NULL, NULL, NULL);
    printf("{\"name\": \"igraph C\", \"version\": \"%s\", \"load\": %.3f}\n", version,
           clock_now(CLOCK_MONOTONIC) - start);
    fflush(stdout);
    while (fgets(line, sizeof line, stdin)) {
        answer(&j, line, &chosen);
        fflush(stdout);
    }
    return 0;
}
