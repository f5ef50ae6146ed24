/* Betweenness from a sample of sources, with a bound of its error for every node.
 *
 * A pilot says which few nodes are high, and how large a sample must be. The sample,
 * drawn anew, gives the estimates; those few nodes have a bound by their variance, the
 * rest one by their estimates, so that the many low nodes cost little confidence. A
 * sample that falls short is followed by one twice as large, with the chance of error
 * that is left. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "measures/paths/brandes.h"
#include "measures/paths/sample.h"

static const double FIRST = 0.9; /* of the chance of error left, for the next round */

enum {
    PILOT = 384,  /* sources */
    HIGH = 64,    /* spots with a bound by their variance */
    SMALL = 2048, /* networks of fewer sources are counted from all */
    ROUNDS = 30
};

typedef struct sampling {
    const measure_call *call;
    route_counter counter;
    random_state random;
    double most;    /* what may pass a node from one source */
    double sources; /* nodes */
    double error;   /* of the mean share, that is asked for */
    double chance;  /* of any bound being wrong, left for the rounds to come */
    int32_t *watch; /* of each spot: its row, or -1 */
    int32_t high[HIGH];
    size_t high_count;
    double next_mean; /* of the highest spot that is not among them */
    double *mean;     /* share of each spot */
    double *bound;
    double counted; /* sources, over all rounds */
    int all;        /* every source was counted: no error */
} sampling;

/* --- counting --------------------------------------------------------------------- */

static void take_means(sampling *s)
{
    for (size_t i = 0; i < s->counter.graph.spots; i++) {
        s->mean[i] = s->counter.into[i] / (s->sources * s->most);
        s->counter.into[i] = 0;
    }
}

static polity_status count_all(sampling *s, polity_error *err)
{
    const brandes_graph *g = &s->counter.graph;
    polity_status status = counter_watch(&s->counter, NULL, 0, err);
    if (!status)
        status = counter_run(&s->counter, s->call, g->source, g->sources, err);
    if (status)
        return status;
    take_means(s);
    s->all = 1;
    s->counted += s->sources;
    return POLITY_OK;
}

static polity_status count_sample(sampling *s, source_sample *drawn, size_t strata,
                                  polity_error *err)
{
    polity_status status = POLITY_OK;
    if (!sample_draw(drawn, &s->counter.graph, strata, &s->random))
        return error_memory(err);
    status = counter_run(&s->counter, s->call, drawn->source, drawn->drawn, err);
    if (status)
        return status;
    take_means(s);
    s->counted += (double)drawn->drawn;
    return POLITY_OK;
}

/* --- the pilot -------------------------------------------------------------------- */

typedef struct ranked {
    double mean;
    int32_t spot;
} ranked;

static int by_mean(const void *x, const void *y)
{
    const ranked *a = x, *b = y;
    if (a->mean > b->mean || a->mean < b->mean)
        return a->mean > b->mean ? -1 : 1;
    return a->spot < b->spot ? -1 : a->spot > b->spot;
}

static int choose_high(sampling *s)
{
    size_t n = s->counter.graph.spots;
    ranked *order = memory_array(n, sizeof *order);
    if (!order)
        return 0;
    for (size_t i = 0; i < n; i++)
        order[i] = (ranked){s->mean[i], (int32_t)i};
    qsort(order, n, sizeof *order, by_mean);
    s->high_count = n < HIGH ? n : HIGH;
    s->next_mean = n > HIGH ? order[HIGH].mean : 0;
    for (size_t i = 0; i < n; i++)
        s->watch[i] = -1;
    for (size_t i = 0; i < s->high_count; i++) {
        s->high[i] = order[i].spot;
        s->watch[order[i].spot] = (int32_t)i;
    }
    memory_free(order);
    return 1;
}

/* --- bounds ----------------------------------------------------------------------- */

/* Inequalities that bounds rest on, and the chance that each may fail. Most of it is for
 * the many low spots, whose bounds are widest; downwards those hardly need any. */
typedef struct odds {
    double high, up, down; /* logarithms of 1 / chance */
} odds;

static odds share_chance(const sampling *s, double chance)
{
    double spots = (double)s->counter.graph.spots;
    return (odds){.high = log(3 * (double)s->high_count / (0.2 * chance)),
                  .up = log(spots / (0.7 * chance)),
                  .down = log(spots / (0.1 * chance))};
}

/* The error that a sample of so many would have, as far as the pilot can tell. */
static double foresee(const sampling *s, const double *variance, double drawn)
{
    double stratum = 2 * s->sources / drawn;
    sample_size size = {drawn, ceil(stratum) / stratum};
    odds with = share_chance(s, FIRST * s->chance);
    double worst = sample_bound_by_mean(&size, s->next_mean, with.up, with.down);
    for (size_t i = 0; i < s->high_count; i++)
        worst = fmax(worst, sample_bound_by_variance(&size, variance[i], with.high));
    return worst;
}

/* A little less than the pilot would have it: what is the largest of many estimates is
 * mostly too large. */
static double choose_size(const sampling *s, const double *variance)
{
    double low = PILOT, high = PILOT;
    while (high < s->sources && foresee(s, variance, high) > s->error)
        high *= 2;
    for (int i = 0; i < 20; i++) {
        double middle = (low + high) / 2;
        if (foresee(s, variance, middle) > s->error)
            low = middle;
        else
            high = middle;
    }
    return 0.80 * high;
}

/* Bounds of all spots; returns the largest. */
static double set_bounds(sampling *s, const source_sample *drawn, double chance)
{
    sample_size size = {(double)drawn->drawn, drawn->largest};
    odds with = share_chance(s, chance);
    double worst = 0;
    for (size_t i = 0; i < s->counter.graph.spots; i++) {
        int32_t row = s->watch[i];
        const double *passes =
            s->counter.watched + (row < 0 ? 0 : (size_t)row * drawn->drawn);
        s->bound[i] =
            row < 0 ? sample_bound_by_mean(&size, s->mean[i], with.up, with.down)
                    : sample_bound_by_variance(
                          &size, sample_variance(drawn, passes, s->most), with.high);
        worst = fmax(worst, s->bound[i]);
    }
    return worst;
}

/* --- the rounds ------------------------------------------------------------------- */

/* Which spots are high, and how many sources to draw. */
static polity_status pilot(sampling *s, double *size, polity_error *err)
{
    source_sample drawn = {0};
    double variance[HIGH];
    polity_status status = count_sample(s, &drawn, PILOT / 4, err);
    sample_free(&drawn);
    if (!status && !choose_high(s))
        status = error_memory(err);
    if (!status)
        status = counter_watch(&s->counter, s->watch, s->high_count, err);
    if (!status)
        status = count_sample(s, &drawn, PILOT / 4, err);
    for (size_t i = 0; i < s->high_count && !status; i++)
        variance[i] =
            sample_variance(&drawn, s->counter.watched + i * drawn.drawn, s->most);
    if (!status)
        *size = choose_size(s, variance);
    sample_free(&drawn);
    return status;
}

static polity_status run_rounds(sampling *s, polity_error *err)
{
    double size = 0, reached = INFINITY;
    polity_status status = s->sources < SMALL ? count_all(s, err) : pilot(s, &size, err);
    for (int i = 0; i < ROUNDS && !status && !s->all && reached > s->error; i++) {
        source_sample drawn = {0};
        if (size > s->sources / 2) {
            status = count_all(s, err);
            break;
        }
        status = count_sample(s, &drawn, (size_t)(size / 2), err);
        if (!status)
            reached = set_bounds(s, &drawn, FIRST * s->chance);
        sample_free(&drawn);
        s->chance *= 1 - FIRST;
        size *= 2;
    }
    return status;
}

/* --- the table -------------------------------------------------------------------- */

static int write(const sampling *s, polity_table *out, size_t first)
{
    const polity_graph *g = s->call->graph;
    double n = (double)g->nodes, pairs = (n - 1) * (n - 2) * (g->directed ? 1 : 0.5);
    double scale = n / (n - 1), worst = 0;
    for (size_t v = 0; v < g->nodes; v++) {
        size_t spot = (size_t)s->counter.graph.spot[v];
        double norm = n < 3 ? NAN : s->mean[spot] * scale;
        double bound = s->all ? 0 : s->bound[spot] * scale;
        table_reals(out, first)[v] = n < 3 ? 0 : norm * pairs;
        if (!measure_cell(out, v, first + 1, norm, REASON_EMPTY) ||
            !measure_cell(out, v, first + 2, n < 3 ? NAN : bound, REASON_EMPTY))
            return 0;
        worst = fmax(worst, bound);
    }
    return measure_fact(out, "betweenness_sampled", "sources", s->counted) &&
           measure_fact(out, "betweenness_sampled", "of", n) &&
           measure_fact(out, "betweenness_sampled", "largest_bound", worst);
}

static polity_status fits(const measure_call *call, polity_error *err)
{
    if (!call->graph->out.length)
        return POLITY_OK;
    return error_set(err, POLITY_EUNFIT, "lengths",
                     "betweenness_sampled counts steps: without --length, or ask for "
                     "betweenness, which is exact");
}

static polity_status begin(sampling *s, polity_error *err)
{
    const polity_graph *g = s->call->graph;
    const route_ends all = {NULL, NULL};
    polity_status status = counter_make(&s->counter, s->call, &all, 0, err);
    size_t n = s->counter.graph.spots;
    if (status)
        return status;
    random_seed(&s->random, s->call->run->seed);
    s->sources = (double)g->nodes;
    s->most = g->nodes > 2 ? (double)g->nodes - 2 : 1;
    s->chance = 1 - measure_real(s->call, "confidence", 0.95);
    /* The normalised value is n / (n-1) times the mean over all sources. */
    s->error = measure_real(s->call, "error", 0.01) * (s->sources - 1) / s->sources;
    s->watch = memory_array(n, sizeof *s->watch);
    s->mean = memory_zeroed(n, sizeof *s->mean);
    s->bound = memory_zeroed(n, sizeof *s->bound);
    return s->watch && s->mean && s->bound ? POLITY_OK : error_memory(err);
}

static polity_status run(const measure_call *call, polity_table *out, size_t first,
                         polity_error *err)
{
    sampling s = {.call = call};
    polity_status status;
    status = fits(call, err);
    if (status)
        return status;
    status = begin(&s, err);
    if (!status && call->graph->nodes)
        status = run_rounds(&s, err);
    if (!status && !write(&s, out, first))
        status = error_memory(err);
    memory_free(s.watch);
    memory_free(s.mean);
    memory_free(s.bound);
    counter_free(&s.counter);
    return status;
}

/* The sources that bounds of low nodes need; a network with many high ones needs more. */
static polity_status estimate(const measure_call *call, measure_cost *into,
                              polity_error *err)
{
    const route_ends all = {NULL, NULL};
    sampling s = {.call = call, .sources = (double)call->graph->nodes};
    double sources;
    polity_status status = fits(call, err);
    if (status)
        return status;
    s.counter.graph.spots = call->graph->nodes;
    s.chance = 1 - measure_real(call, "confidence", 0.95);
    s.error = measure_real(call, "error", 0.01);
    sources = PILOT + choose_size(&s, NULL);
    if (s.sources < SMALL || sources > s.sources / 2)
        return brandes_estimate(call, &all, 0, into, err);
    return brandes_estimate_sample(call, sources, into, err);
}

static const polity_column columns[] = {
    {"betweenness_sampled", "", "estimate of betweenness", POLITY_REAL},
    {"betweenness_sampled_norm", "", "estimate of betweenness_norm", POLITY_REAL},
    {"betweenness_sampled_bound", "",
     "betweenness_norm is within this of its estimate, for all nodes at once, with the "
     "confidence asked for",
     POLITY_REAL},
    {NULL, NULL, NULL, 0},
};

static const polity_param params[] = {
    {"error", "real", "0.01", "largest bound of a normalised value that will do", 1e-6,
     1},
    {"confidence", "real", "0.95", "chance that every bound holds", 0.5, 0.999999},
    {NULL, NULL, NULL, NULL, 0, 0},
};

const measure polity_measure_betweenness_sampled = {
    .info =
        {.name = "betweenness_sampled",
         .title = "Betweenness, from a sample",
         .family = "paths",
         .definition =
             "betweenness by counting from sources drawn two a stratum, the strata being "
             "of like sources; as many as it takes for every bound to be at most "
             "`error`; "
             "bounds hold for all nodes together with chance `confidence`: of the 64 "
             "highest nodes of a pilot by the variance within strata (empirical "
             "Bernstein), of the others by their estimates; all sources, and a bound of "
             "0, where that is as cheap",
         .undefined = "_norm and _bound below three nodes: empty",
         .direction = "along ties, in steps",
         .reference = "Brandes and Pich 2007 (sources); Maurer 2003, Maurer and Pontil "
                      "2009, Hoeffding 1963 (bounds)",
         .cost = "O(sources drawn * (nodes + arcs)); about log(nodes) / error sources",
         .shape = POLITY_PER_NODE,
         .weight = POLITY_WEIGHT_NONE,
         .columns = columns,
         .params = params},
    .laws = LAW_NON_NEGATIVE,
    .random = 1,
    .run = run,
    .estimate = estimate,
};
