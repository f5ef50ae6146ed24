/* Sources drawn by strata, and how far what they say may be off.
 *
 * The sources of a network lie in an order in which neighbours are alike. It is cut in
 * strata of the same size, give or take one, and two different sources are drawn from
 * each. A share is what passes a node from one source, over the n-2 it could be, so
 * within 0..1; its mean over all sources is what is asked for. */
#ifndef MEASURES_PATHS_SAMPLE_H
#define MEASURES_PATHS_SAMPLE_H

#include "base/random.h"
#include "measures/paths/brandes_graph.h"

typedef struct source_sample {
    size_t strata, drawn; /* drawn = 2 * strata */
    size_t of;            /* nodes that are sources */
    double largest;       /* weight of a source of the largest stratum; the mean is 1 */
    route_source *source; /* drawn; `times` is how many sources each stands for */
} source_sample;

/* Draw from the sources of a graph; 2 <= 2 * strata <= sources. 0 = no memory;
 * sample_free() either way. O(sources). */
int sample_draw(source_sample *to, const brandes_graph *graph, size_t strata,
                random_state *random);
void sample_free(source_sample *of);

/* Half the sum of squared differences of the two shares of each stratum, by its weight,
 * over the number of strata: the variance within strata, without bias. `passes` holds
 * what passes a node from each source drawn. */
double sample_variance(const source_sample *of, const double *passes, double most);

/* How many sources a bound is for, and how sure it is. */
typedef struct sample_size {
    double drawn, largest;
} sample_size;

/* How far the mean of shares may be off for one node, by its estimate alone: upwards by
 * Maurer 2003 (sums of non-negative variables), with a chance of e^-up of being wrong;
 * downwards by Bernstein with e^-down, but no farther than to 0. */
double sample_bound_by_mean(const sample_size *of, double mean, double up, double down);
/* The same by the variance within strata: Bernstein's inequality, with an upper bound of
 * the variance by Maurer 2003; together as Maurer and Pontil 2009 (empirical Bernstein),
 * but for strata. Three inequalities, each with a chance of e^-odds of being wrong.
 * Without replacement the same bounds hold (Hoeffding 1963, section 6). */
double sample_bound_by_variance(const sample_size *of, double variance, double odds);

#endif
