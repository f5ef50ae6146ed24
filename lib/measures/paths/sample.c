#include "measures/paths/sample.h"

#include <math.h>
#include <string.h>

static size_t stratum_begin(const source_sample *of, size_t stratum)
{
    return (size_t)((double)of->of * (double)stratum / (double)of->strata);
}

/* Sources are counted node by node: a spot stands for several. Places ascend, so one walk
 * over the spots finds them all. */
typedef struct place_walk {
    const route_source *spot;
    double end; /* places up to the end of the spot */
} place_walk;

static int32_t spot_at(place_walk *walk, size_t place)
{
    while ((double)place >= walk->end) {
        walk->spot++;
        walk->end += walk->spot->times;
    }
    return walk->spot->spot;
}

static size_t count_sources(const brandes_graph *graph)
{
    double n = 0;
    for (size_t i = 0; i < graph->sources; i++)
        n += graph->source[i].times;
    return (size_t)n;
}

int sample_draw(source_sample *to, const brandes_graph *graph, size_t strata,
                random_state *random)
{
    place_walk walk = {graph->source, graph->source[0].times};
    *to = (source_sample){
        .strata = strata, .drawn = 2 * strata, .of = count_sources(graph)};
    to->source = memory_array(to->drawn, sizeof *to->source);
    for (size_t j = 0; to->source && j < strata; j++) {
        size_t from = stratum_begin(to, j), n = stratum_begin(to, j + 1) - from;
        size_t one = (size_t)random_below(random, n);
        size_t other = (size_t)random_below(random, n - 1);
        double weight = (double)n * (double)strata / (double)to->of;
        if (other >= one) {
            other++;
        } else {
            size_t held = one;
            one = other;
            other = held;
        }
        to->source[2 * j] = (route_source){spot_at(&walk, from + one), (double)n / 2};
        to->source[2 * j + 1] =
            (route_source){spot_at(&walk, from + other), (double)n / 2};
        to->largest = weight > to->largest ? weight : to->largest;
    }
    return to->source != NULL;
}

void sample_free(source_sample *of)
{
    memory_free(of->source);
    memset(of, 0, sizeof *of);
}

double sample_variance(const source_sample *of, const double *passes, double most)
{
    double sum = 0;
    for (size_t j = 0; j < of->strata; j++) {
        double weight = of->source[2 * j].times * (double)of->drawn / (double)of->of;
        double apart = weight * (passes[2 * j] - passes[2 * j + 1]) / most;
        sum += apart * apart / 2;
    }
    return sum / (double)of->strata;
}

/* The largest x with x <= of + sqrt(by x). */
static double largest_root(double of, double by)
{
    double root = (sqrt(by) + sqrt(by + 4 * of)) / 2;
    return root * root;
}

static double bernstein(const sample_size *of, double variance, double odds)
{
    return sqrt(2 * variance * odds / of->drawn) + of->largest * odds / (3 * of->drawn);
}

double sample_bound_by_mean(const sample_size *of, double mean, double up, double down)
{
    double upper = largest_root(mean, 2 * of->largest * up / of->drawn);
    double below = bernstein(of, of->largest * upper, down);
    return fmax(upper - mean, fmin(mean, below));
}

double sample_bound_by_variance(const sample_size *of, double variance, double odds)
{
    double by = of->largest * of->largest * odds / (of->drawn / 2);
    return bernstein(of, largest_root(variance, by), odds);
}
