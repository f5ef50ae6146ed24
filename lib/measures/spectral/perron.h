/* The largest eigenvalue of a matrix of strengths, and a vector of it that is nowhere
 * below 0 (Perron and Frobenius). */
#ifndef MEASURES_SPECTRAL_PERRON_H
#define MEASURES_SPECTRAL_PERRON_H

#include "measures/spectral/spread.h"

typedef struct perron {
    const measure_call *call;
    const char *what; /* for progress */
    const matrix *of;
    int symmetric;
    double value;    /* found: the largest eigenvalue; 0 = there is no cycle */
    double residual; /* found: the most that an equation of x is off, as a share of the
                        eigenvalue times the largest of x */
} perron;

/* Fill x, the largest being 1, or if there is no cycle with 0.
 *
 * Strong components one by one, those first that may have the largest value; each by
 * Arnoldi's iteration (Lanczos's if symmetric) with restarts. What they act on follows by
 * spread_by_order(); all else is 0. Of components that share the largest value, those
 * count that reach no other of them, each with a largest of 1. POLITY_OK,
 * POLITY_ECONVERGE, POLITY_ECANCELLED, POLITY_ENOMEM, POLITY_ELIMIT. O(nodes + arcs) a
 * round; 250 bytes a node. */
polity_status perron_find(perron *of, double *x, polity_error *err);

/* One strong component of more than a node: x, of length 1, and its value. */
polity_status perron_part(const perron *of, const matrix *part, double *x, double *value,
                          polity_error *err);
double perron_part_bytes(size_t nodes);

#endif
