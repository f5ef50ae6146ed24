/* Views, graphs and measures. */
#include <polity/igraph.h>

#include "chaos.h"

enum { GRAPH_VIEW, GRAPH_STRENGTH, GRAPH_UNDIRECTED, GRAPH_ARRAYS, GRAPH_WIDE };

/* A ring, two of whose nodes have the same neighbours: all are in reach of all, so that
 * distances are found from many at once. */
static int wide_graph(scene *s)
{
    enum { RING = 24 };
    int32_t tail[RING + 2], head[RING + 2];
    for (int32_t i = 0; i < RING; i++) {
        tail[i] = i;
        head[i] = (i + 1) % RING;
    }
    tail[RING] = 0;
    head[RING] = tail[RING + 1] = RING;
    head[RING + 1] = 2;
    set_option(s, "root", "0");
    return !polity_graph_from_arcs(&s->graph, RING + 1, NULL, RING + 2, tail, head, NULL,
                                   1, NULL);
}

static int some_graph(scene *s)
{
    static const polity_option all[] = {{"class", "all"},     {"at", "2014-11-01"},
                                        {"brokerage", "act"}, {"weight", "weight"},
                                        {"length", "length"}, {"undirected", "true"}};
    size_t n = s->variant == GRAPH_UNDIRECTED ? 6 : s->variant == GRAPH_STRENGTH ? 5 : 3;
    static const polity_option ties[] = {{"class", "all"},
                                         {"at", "2014-11-01"},
                                         {"weight", "weight"},
                                         {"length", "length"},
                                         {"undirected", "true"}};
    if (s->variant == GRAPH_ARRAYS)
        return array_graph(s);
    if (s->variant == GRAPH_WIDE)
        return wide_graph(s);
    set_option(s, "root", "la-m");
    set_option(s, "by", "type");
    set_option(s, "from", "la-m");
    set_option(s, "to", "degree_in(n) > 0 OR type = 'school'");
    s->set = dataset_of(whole_text(), second_document);
    if (!s->set || polity_view_build(&s->view, s->set, all, 2, NULL, NULL))
        return 0;
    if (s->variant == GRAPH_VIEW)
        return !polity_graph_build(&s->graph, s->view, all, n, NULL);
    return !polity_graph_build(&s->graph, s->view, ties, n - 1, NULL);
}

/* Only the parameters that the measure has. */
static void keep_parameters(scene *s, const polity_measure *of)
{
    size_t kept = 0;
    for (size_t i = 0; i < s->option_count; i++)
        for (const polity_param *p = of->params; p && p->name; p++)
            if (!strcmp(p->name, s->options[i].name))
                s->options[kept++] = s->options[i];
    s->option_count = kept;
}

static int measure_scene(scene *s)
{
    if (!some_graph(s))
        return 0;
    keep_parameters(s, polity_measure_find(s->word));
    return 1;
}

static polity_status call_view(scene *s, polity_error *err)
{
    static const polity_option options[] = {
        {"class", "all"},          {"during", "2013..2015"},   {"type", "actor,school"},
        {"matter", "standards"},   {"modality", "all"},        {"scope", "instance"},
        {"min-confidence", "0.1"}, {"without-source", "seed"}, {"kind", "supports"}};
    size_t n = s->variant ? sizeof options / sizeof *options : 0;
    return polity_view_build((polity_view **)&s->out, s->set, options, n, NULL, err);
}

static polity_status call_describe(scene *s, polity_error *err)
{
    return polity_view_describe((polity_table **)&s->out, s->view, err);
}

static polity_status call_graph(scene *s, polity_error *err)
{
    static const char *const brokerage[] = {"none", "act", "result", "incidence"};
    const polity_option options[] = {{"brokerage", brokerage[s->variant / 2]},
                                     {"parallel", s->variant % 2 ? "keep" : "merge"},
                                     {"undirected", s->variant == 3 ? "true" : "false"},
                                     {"weight", "weight"},
                                     {"length", "1/weight"}};
    return polity_graph_build((polity_graph **)&s->out, s->view, options,
                              s->variant < 2 ? 5 : 3, err);
}

static polity_status call_arcs(scene *s, polity_error *err)
{
    static const int32_t tail[] = {0, 1, 2, 3, 0, 1}, head[] = {1, 2, 0, 3, 1, 0};
    static const double weight[] = {1, 2, 3, 4, 5, 6};
    static const char *const ids[] = {"a", "b", "c", "d"};
    return polity_graph_from_arcs((polity_graph **)&s->out, 4, s->variant ? ids : NULL, 6,
                                  tail, head, weight, s->variant, err);
}

static polity_status call_group(scene *s, polity_error *err)
{
    static const char *const groups[] = {"x", "y", "x", NULL, "x", "z", "y", "x"};
    return polity_graph_group(s->graph, s->variant ? "side" : "new", groups, err);
}

/* An igraph object of one's own, with or without weights. */
typedef struct bridged {
    igraph_t graph;
    igraph_vector_t weights;
    int has_weights;
} bridged;

static polity_status call_bridge(scene *s, polity_error *err)
{
    static bridged made;
    int has_weights = s->variant % 2;
    polity_status status = polity_graph_igraph(
        &made.graph, has_weights ? &made.weights : NULL, s->graph, err);
    made.has_weights = has_weights;
    s->out = status ? NULL : &made;
    return status;
}

static void drop_bridged(void *out)
{
    bridged *made = out;
    if (made)
        igraph_destroy(&made->graph);
    if (made && made->has_weights)
        igraph_vector_destroy(&made->weights);
}

static polity_status call_measure(scene *s, polity_error *err)
{
    return polity_measure_run((polity_table **)&s->out, s->graph, s->word, s->options,
                              s->option_count, NULL, err);
}

void try_graphs(void)
{
    static const chaos_case view = {"view_build", whole_set, call_view, drop_view, 0};
    static const chaos_case words = {"view_describe", whole_view, call_describe,
                                     drop_table, 0};
    static const chaos_case graph = {"graph_build", whole_view, call_graph, drop_graph,
                                     1};
    static const chaos_case arcs = {"graph_from_arcs", nothing, call_arcs, drop_graph, 0};
    static const chaos_case group = {"graph_group", array_graph, call_group, NULL, 0};
    static const chaos_case bridge = {"graph_igraph", array_graph, call_bridge,
                                      drop_bridged, 0};
    for (int variant = 0; variant < 2; variant++) {
        try_all(&view, NULL, variant);
        try_all(&arcs, NULL, variant);
        try_all(&group, NULL, variant);
        try_all(&bridge, NULL, variant);
    }
    try_all(&words, NULL, 0);
    for (int variant = 0; variant < 8; variant++)
        try_all(&graph, NULL, variant);
}

void try_measures(void)
{
    static const chaos_case one = {"measure_run", measure_scene, call_measure, drop_table,
                                   1};
    for (size_t i = 0; i < polity_measure_count(); i++) {
        const polity_measure *of = polity_measure_at(i);
        for (int variant = 0; variant < GRAPH_WIDE; variant++)
            try_all(&one, of->name, variant);
        if (!strcmp(of->family, "paths"))
            try_all(&one, of->name, GRAPH_WIDE);
    }
}
