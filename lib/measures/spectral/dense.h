/* The rightmost eigenvalue of a small dense matrix. */
#ifndef MEASURES_SPECTRAL_DENSE_H
#define MEASURES_SPECTRAL_DENSE_H

#include <stddef.h>

enum { DENSE = 24 }; /* rows at most */

typedef struct dense {
    double at[DENSE][DENSE];
} dense;

/* Fill `x`, of length 1, with an eigenvector of the rightmost eigenvalue of the first n
 * rows and columns; returns the eigenvalue. It is taken to be real and simple; where it
 * is not, x is only some vector. O(n^3). */
double dense_rightmost(const dense *of, size_t n, double *x);

#endif
