/* Every allocation of every call made to fail in turn, once and from then on.
 *
 * A call must then report POLITY_ENOMEM, or do without; give no object if it failed;
 * leave no block behind; and leave a data set as it was. Each case is a row: what it
 * needs is prepared and dropped with a heap that works, the call alone meets failures. */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* dl_iterate_phdr() */
#endif

#include <zlib.h>

#include <polity/igraph.h>

#include "../support/fixture.h"
#include "heap.c" /* one file a program: the test build takes test_chaos.c alone */

/* --- what a case has ------------------------------------------------------------------
 */

typedef struct scene {
    const char *name;    /* of the case; the rest is its own to use */
    const char *word;    /* a format, a measure */
    polity_dataset *set; /* made anew for each try */
    polity_dataset *other;
    polity_view *view;
    polity_graph *graph;
    polity_table *table;
    char *before;           /* what `set` was, written */
    polity_table *problems; /* what the call gave */
    void *out;
    int variant;
    polity_option options[8];
    size_t option_count;
} scene;

typedef struct chaos_case {
    const char *name;
    int (*prepare)(scene *s); /* 0 = the scene cannot be made */
    polity_status (*call)(scene *s, polity_error *err);
    void (*drop)(void *out); /* of what the call put in `out` */
    int may_refuse; /* with a heap that works it may fail, always in the same way */
} chaos_case;

/* Measures in which igraph itself breaks without memory, so that its own allocations are
 * let be; ours fail there as everywhere. */
static const struct {
    const char *measure, *reason;
} exceptions[] = {
    {"eigenvector", "igraph 0.10.2 goes on with incidence lists that it has no room for"},
    {"leiden", "igraph 0.10.2 leaves its graphs of groups behind, or frees them twice"},
    {NULL, NULL}};

static struct {
    long calls, failures, survived;
    int wrong;
} count;

static char *whole;           /* a document with everything */
static unsigned char *packed; /* the same, compressed */
static size_t packed_size;

static void complain(const scene *s, long nth, int stays, const char *what,
                     const polity_error *err)
{
    count.wrong++;
    if (count.wrong > 40)
        return;
    printf("%s %.12s %d: allocation %ld%s: %s", s->name, s->word ? s->word : "",
           s->variant, nth, stays ? " and on" : "", what);
    if (err && err->status)
        printf(" (%s %s: %s)", polity_status_name(err->status), err->id, err->message);
    printf("\n");
}

static void drop_scene(scene *s, const chaos_case *of)
{
    if (of->drop)
        of->drop(s->out);
    polity_table_free(s->problems);
    polity_table_free(s->table);
    polity_graph_free(s->graph);
    polity_view_free(s->view);
    polity_dataset_free(s->set);
    polity_dataset_free(s->other);
    free(s->before);
    s->out = s->problems = s->table = NULL;
    s->graph = NULL;
    s->view = NULL;
    s->set = s->other = NULL;
    s->before = NULL;
    s->option_count = 0;
}

static int is_unchanged(const scene *s)
{
    char *after = written(s->set, "json");
    int same = after && !strcmp(after, s->before);
    free(after);
    return same;
}

/* What must hold after a call. */
static void judge(const scene *s, long nth, int stays, long failed, polity_status status,
                  const polity_error *err)
{
    if (status == POLITY_ENOMEM && !failed)
        complain(s, nth, stays, "ENOMEM without a failure", err);
    if (err->status != (int32_t)status)
        complain(s, nth, stays, "the error has another status", err);
    if (status && s->out)
        complain(s, nth, stays, "failed, and gave an object", err);
    if (status && s->before && !is_unchanged(s))
        complain(s, nth, stays, "failed, and changed the data set", err);
}

/* One try; `nth` 0 = without failures. Gives their number. */
static long attempt(const chaos_case *of, scene *s, long nth, int stays,
                    polity_status *status)
{
    polity_error err = POLITY_ERROR_INIT;
    long failed;
    if (!of->prepare(s)) {
        complain(s, nth, stays, "the scene could not be made", NULL);
        drop_scene(s, of);
        *status = POLITY_EARG;
        return 0;
    }
    if (nth)
        heap_fail(nth, stays);
    *status = of->call(s, &err);
    failed = heap_calm();
    count.calls++;
    count.failures += failed > 0;
    judge(s, nth, stays, failed, *status, &err);
    drop_scene(s, of);
    return failed;
}

/* Let the 1st, 2nd, 3rd … allocation fail until the call meets no failure. */
static void try_all(const chaos_case *of, const char *word, int variant)
{
    scene s;
    polity_status usual, status;
    memset(&s, 0, sizeof s);
    s.name = of->name;
    s.word = word;
    s.variant = variant;
    attempt(of, &s, 0, 0, &usual); /* also takes what is allocated once and for all */
    if (usual && !of->may_refuse)
        complain(&s, 0, 0, "does not work at all", NULL);
    for (int stays = 0; stays < 2; stays++) {
        long failed = 1;
        for (long nth = 1; failed; nth++) {
            long live = heap_live();
            failed = attempt(of, &s, nth, stays, &status);
            if (status != usual && status != POLITY_ENOMEM)
                complain(&s, nth, stays, polity_status_text((int)status), NULL);
            count.survived += failed && status == usual;
            if (heap_live() != live)
                complain(&s, nth, stays, "blocks are left", NULL);
        }
    }
}

/* --- scenes ---------------------------------------------------------------------------
 */

static int swallow(void *user, const void *bytes, size_t n)
{
    (void)user;
    (void)bytes;
    (void)n;
    return 0;
}

static int nothing(scene *s)
{
    (void)s;
    return 1;
}

static int empty_set(scene *s)
{
    s->set = dataset_of(NULL, NULL);
    s->before = s->set ? written(s->set, "json") : NULL;
    return s->before != NULL;
}

static int whole_set(scene *s)
{
    s->set = dataset_of(whole, second_document);
    s->before = s->set ? written(s->set, "json") : NULL;
    return s->before != NULL;
}

static int first_set(scene *s)
{
    s->set = dataset_of(whole, NULL);
    s->before = s->set ? written(s->set, "json") : NULL;
    return s->before != NULL;
}

static void set_option(scene *s, const char *name, const char *value)
{
    s->options[s->option_count++] = (polity_option){name, value};
}

/* A view of all, whose nodes and ties are those of the whole set. */
static int whole_view(scene *s)
{
    static const polity_option all[] = {{"class", "all"}, {"at", "2014-11-01"}};
    s->set = dataset_of(whole, second_document);
    return s->set && !polity_view_build(&s->view, s->set, all, 2, NULL, NULL);
}

enum { GRAPH_VIEW, GRAPH_STRENGTH, GRAPH_UNDIRECTED, GRAPH_ARRAYS, GRAPH_VARIANTS };

static int array_graph(scene *s)
{
    static const int32_t tail[] = {0, 1, 2, 3, 4, 0, 5, 6, 2, 7, 4};
    static const int32_t head[] = {1, 2, 0, 4, 5, 3, 3, 0, 6, 7, 1};
    static const double weight[] = {1, 2, 1, 3, 1, 1, 2, 1, 1, 1, 4};
    static const char *const groups[] = {"a", "a", "b", "b", "c", "c", NULL, "a"};
    set_option(s, "root", "0");
    set_option(s, "by", "side");
    return !polity_graph_from_arcs(&s->graph, 8, NULL, 11, tail, head, weight, 1, NULL) &&
           !polity_graph_group(s->graph, "side", groups, NULL);
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
    set_option(s, "root", "la-m");
    set_option(s, "by", "type");
    s->set = dataset_of(whole, second_document);
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

/* A table with cells of nodes, numbers and undefined ones. */
static int some_table(scene *s)
{
    return array_graph(s) && !polity_measure_run(&s->table, s->graph, "degree,clustering",
                                                 NULL, 0, NULL, NULL);
}

static int tie_table(scene *s)
{
    return array_graph(s) && !polity_measure_run(&s->table, s->graph, "betweenness_edge",
                                                 NULL, 0, NULL, NULL);
}

static int text_table(scene *s) { return !polity_faults(&s->table, NULL); }

static int drawing_scene(scene *s)
{
    static const polity_option all[] = {{"class", "all"}, {"at", "2014-11-01"}};
    polity_status status;
    if (!whole_view(s))
        return 0;
    status = polity_graph_build(&s->graph, s->view, all, 2, NULL);
    return !status &&
           !polity_measure_run(&s->table, s->graph, "degree", NULL, 0, NULL, NULL);
}

/* --- calls ----------------------------------------------------------------------------
 */

static polity_status call_new(scene *s, polity_error *err)
{
    return polity_dataset_new((polity_dataset **)&s->out, err);
}

static void drop_set(void *out) { polity_dataset_free(out); }
static void drop_table(void *out) { polity_table_free(out); }
static void drop_view(void *out) { polity_view_free(out); }
static void drop_graph(void *out) { polity_graph_free(out); }

static polity_status call_read(scene *s, polity_error *err)
{
    return polity_dataset_read_bytes(s->set, "text", s->word, strlen(s->word),
                                     s->variant ? &s->problems : NULL, NULL, err);
}

static polity_status call_read_gzip(scene *s, polity_error *err)
{
    return polity_dataset_read_bytes(s->set, "text", packed, packed_size, &s->problems,
                                     NULL, err);
}

static polity_status call_read_file(scene *s, polity_error *err)
{
    return polity_dataset_read(s->set, "/dev/null", &s->problems, NULL, err);
}

static polity_status call_add_node(scene *s, polity_error *err)
{
    return polity_dataset_add_node(s->set, "school-new", "school",
                                   s->variant ? "A name" : NULL, err);
}

/* Between nodes that are there, and between ones that are still to come. */
static polity_status call_add_edge(scene *s, polity_error *err)
{
    const char *id = s->variant % 2 ? "tie-new" : NULL;
    const char *source = s->variant / 2 ? "to-come" : "la-m";
    const char *target = s->variant / 2 ? "to-come-too" : "s2";
    return polity_dataset_add_edge(s->set, id, "monitors", source, target, err);
}

/* A value of each sort of field, for each sort of record; and two that are refused. */
static const struct {
    const char *id, *path, *json;
} changes[] = {
    {"s1", "/name", "\"Renamed\""},
    {"s1", "/tags/-", "\"new\""},
    {"s1", "/valid/from", "\"2010\""},
    {"s1", "/ids/laestab", "\"3304001\""},
    {"s1", "/properties/status",
     "[{\"value\": \"academy\", \"evidence\": [{\"cites\": \"nowhere\"}]}]"},
    {"s1", "/properties/la", "\"nobody\""},
    {"s1", "/evidence/-", "{\"cites\": \"int-07\", \"quote\": \"Yes.\", \"x_e\": {}}"},
    {"s1", "/x_new", "{\"deep\": [1, 2.50, null]}"},
    {"e1", "/weight", "0.25"},
    {"b1", "/approved_by/-", "\"tsa-1\""},
    {"a1", "/what", "\"support\""},
    {"help", "/target/where", "\"visited\""},
    {"seed", "/title", "\"Another\""},
    {"s1", "/valid/to", "\"1999\""},
    {"s1", "/name", "{\"a\": 1, \"a\": 2}"},
};
enum { CHANGES = sizeof changes / sizeof *changes, REFUSED = CHANGES - 2 };

static polity_status call_set(scene *s, polity_error *err)
{
    return polity_dataset_set(s->set, changes[s->variant].id, changes[s->variant].path,
                              changes[s->variant].json, err);
}

static polity_status call_check(scene *s, polity_error *err)
{
    return polity_dataset_check(s->set, s->variant ? &s->problems : NULL, err);
}

static polity_status call_info(scene *s, polity_error *err)
{
    return polity_dataset_info((polity_table **)&s->out, s->set, err);
}

static polity_status call_write(scene *s, polity_error *err)
{
    return polity_dataset_write(s->set, s->word, swallow, NULL, err);
}

static polity_status call_faults(scene *s, polity_error *err)
{
    return polity_faults((polity_table **)&s->out, err);
}

static polity_status call_formats(scene *s, polity_error *err)
{
    return polity_formats((polity_table **)&s->out, err);
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

static polity_status call_order(scene *s, polity_error *err)
{
    const polity_option options[] = {{"sort", s->word}, {"top", "3"}};
    return polity_table_order((polity_table **)&s->out, s->table, options, 2, err);
}

static polity_status call_table_write(scene *s, polity_error *err)
{
    return polity_table_write(s->table, s->word, NULL, 0, swallow, NULL, err);
}

/* polity_table_text() gives no status: an absent text is one that there was no memory
 * for. */
static polity_status call_text(scene *s, polity_error *err)
{
    for (size_t at = 0; at < polity_table_columns(s->table); at++) {
        const uint8_t *why = polity_table_reasons(s->table, at);
        for (size_t row = 0; row < polity_table_rows(s->table); row++) {
            if ((why && why[row]) || polity_table_text(s->table, row, at))
                continue;
            if (err)
                err->status = POLITY_ENOMEM;
            return POLITY_ENOMEM;
        }
    }
    return POLITY_OK;
}

static polity_status call_draw(scene *s, polity_error *err)
{
    const polity_option options[] = {{"isolates", "show"}, {"kinds", "true"},
                                     {"cluster", "type"},  {"title", "A picture"},
                                     {"size", "degree"},   {"colour", "degree"}};
    return polity_draw_dot(s->view, s->variant ? s->table : NULL, options,
                           s->variant ? 6 : 0, swallow, NULL, err);
}

static polity_status call_generate(scene *s, polity_error *err)
{
    const polity_option small[] = {{"scale", "0.01"}};
    return polity_generate(s->set, s->word, small, !strcmp(s->word, "england"), NULL,
                           err);
}

/* --- cases ----------------------------------------------------------------------------
 */

static void try_datasets(void)
{
    static const chaos_case create = {"dataset_new", nothing, call_new, drop_set, 0};
    static const chaos_case read = {"dataset_read_bytes", empty_set, call_read, NULL, 0};
    static const chaos_case merge = {"merge", first_set, call_read, NULL, 0};
    static const chaos_case faulty = {"faults in a document", first_set, call_read, NULL,
                                      1};
    static const chaos_case gzip = {"gzip", empty_set, call_read_gzip, NULL, 0};
    static const chaos_case file = {"dataset_read", first_set, call_read_file, NULL, 1};
    static const chaos_case check = {"dataset_check", whole_set, call_check, NULL, 0};
    static const chaos_case info = {"dataset_info", whole_set, call_info, drop_table, 0};
    static const chaos_case write = {"dataset_write", whole_set, call_write, NULL, 0};
    try_all(&create, NULL, 0);
    for (int problems = 0; problems < 2; problems++) {
        try_all(&read, whole, problems);
        try_all(&read, lines_document, problems);
        try_all(&merge, second_document, problems);
        try_all(&faulty, faulty_document, problems);
        try_all(&check, NULL, problems);
    }
    try_all(&gzip, NULL, 0);
    try_all(&file, NULL, 0);
    try_all(&info, NULL, 0);
    try_all(&write, "json", 0);
    try_all(&write, "jsonl", 0);
    try_all(&write, "node-link", 0);
    try_all(&write, "graphml", 0);
    try_all(&write, "csv-nodes", 0);
    try_all(&write, "csv-edges", 0);
}

static void try_edits(void)
{
    static const chaos_case node = {"add_node", first_set, call_add_node, NULL, 0};
    static const chaos_case edge = {"add_edge", first_set, call_add_edge, NULL, 0};
    static const chaos_case set = {"dataset_set", first_set, call_set, NULL, 0};
    static const chaos_case refused = {"dataset_set", first_set, call_set, NULL, 1};
    for (int variant = 0; variant < 2; variant++)
        try_all(&node, NULL, variant);
    for (int variant = 0; variant < 4; variant++)
        try_all(&edge, NULL, variant);
    for (int variant = 0; variant < CHANGES; variant++)
        try_all(variant < REFUSED ? &set : &refused, changes[variant].path, variant);
}

#include "imports.c" /* as heap.c */
#include "rules.c"

static void try_generators(void)
{
    static const chaos_case generate = {"generate", empty_set, call_generate, NULL, 0};
    try_all(&generate, "region", 0);
    try_all(&generate, "england", 0);
}

static void try_lists(void)
{
    static const chaos_case faults = {"faults", nothing, call_faults, drop_table, 0};
    static const chaos_case formats = {"formats", nothing, call_formats, drop_table, 0};
    try_all(&faults, NULL, 0);
    try_all(&formats, NULL, 0);
}

static void try_graphs(void)
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

static const char *excepted(const char *measure)
{
    for (size_t i = 0; exceptions[i].measure; i++)
        if (!strcmp(exceptions[i].measure, measure))
            return exceptions[i].reason;
    return NULL;
}

static void try_measures(void)
{
    static const chaos_case one = {"measure_run", measure_scene, call_measure, drop_table,
                                   1};
    for (size_t i = 0; i < polity_measure_count(); i++) {
        const char *name = polity_measure_at(i)->name, *why = excepted(name);
        heap_spare_igraph(why != NULL);
        for (int variant = 0; variant < GRAPH_VARIANTS; variant++)
            try_all(&one, name, variant);
        heap_spare_igraph(0);
        if (why)
            printf("%s: only our own allocations: %s\n", name, why);
    }
}

static void try_tables(void)
{
    static const char *const formats[] = {"table", "csv", "tsv", "json", "jsonl"};
    static const chaos_case order = {"table_order", some_table, call_order, drop_table,
                                     0};
    static const chaos_case faults = {"table_order", text_table, call_order, drop_table,
                                      0};
    static const chaos_case write = {"table_write", some_table, call_table_write, NULL,
                                     0};
    static const chaos_case ties = {"table_write of ties", tie_table, call_table_write,
                                    NULL, 0};
    static const chaos_case text = {"table_text", some_table, call_text, NULL, 0};
    static const chaos_case draw = {"draw_dot", drawing_scene, call_draw, NULL, 0};
    try_all(&order, "node", 0);
    try_all(&order, "-clustering", 0);
    try_all(&faults, "id", 0);
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        try_all(&write, formats[i], 0);
        try_all(&ties, formats[i], 0);
    }
    try_all(&text, NULL, 0);
    try_all(&draw, NULL, 0);
    try_all(&draw, NULL, 1);
}

static int pack(void)
{
    z_stream z;
    memset(&z, 0, sizeof z);
    packed_size = strlen(whole) + 200;
    packed = malloc(packed_size);
    if (!packed ||
        deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return 0;
    z.next_in = (unsigned char *)whole;
    z.avail_in = (uInt)strlen(whole);
    z.next_out = packed;
    z.avail_out = (uInt)packed_size;
    if (deflate(&z, Z_FINISH) != Z_STREAM_END)
        return 0;
    packed_size = z.total_out;
    return deflateEnd(&z) == Z_OK;
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    whole = whole_document();
    if (!whole || !pack())
        return 2;
    try_datasets();
    try_generators();
    try_imports();
    try_edits();
    try_rules();
    try_lists();
    try_graphs();
    try_tables();
    try_measures();
    printf(
        "%ld calls, %ld of them met a failure, %ld did without; %ld allocations spared; "
        "%d faults\n",
        count.calls, count.failures, count.survived, heap_spared(), count.wrong);
    free(whole);
    free(packed);
    return count.wrong != 0;
}
