#include "measures/spectral/dense.h"

#include <math.h>

enum { SQUARINGS = 36 };

/* The most that a row adds up to, signs left out. */
static double bound(const dense *of, size_t n)
{
    double most = 0;
    for (size_t i = 0; i < n; i++) {
        double sum = 0;
        for (size_t j = 0; j < n; j++)
            sum += fabs(of->at[i][j]);
        most = fmax(most, sum);
    }
    return most;
}

/* The square of a matrix, made so that its largest number is 1. */
static void square(const dense *of, size_t n, dense *to)
{
    double most = 0;
    for (size_t i = 0; i < n; i++) {
        double *row = to->at[i];
        for (size_t j = 0; j < n; j++)
            row[j] = 0;
        for (size_t k = 0; k < n; k++)
            for (size_t j = 0; j < n; j++)
                row[j] += of->at[i][k] * of->at[k][j];
        for (size_t j = 0; j < n; j++)
            most = fmax(most, fabs(row[j]));
    }
    for (size_t i = 0; i < n && most > 0; i++)
        for (size_t j = 0; j < n; j++)
            to->at[i][j] /= most;
}

static double length(const double *x, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += x[i] * x[i];
    return sqrt(sum);
}

/* The longest column: all are multiples of one vector by now. */
static void take_column(const dense *of, size_t n, double *x)
{
    double most = -1;
    for (size_t j = 0; j < n; j++) {
        double column[DENSE], size;
        for (size_t i = 0; i < n; i++)
            column[i] = of->at[i][j];
        size = length(column, n);
        if (size <= most)
            continue;
        most = size;
        for (size_t i = 0; i < n; i++)
            x[i] = size > 0 ? column[i] / size : i == 0;
    }
}

double dense_rightmost(const dense *of, size_t n, double *x)
{
    dense power[2];
    double shift = bound(of, n), value = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) /* with the shift the rightmost is the largest */
            power[0].at[i][j] = of->at[i][j] + (i == j ? shift : 0);
    for (int i = 0; i < SQUARINGS; i++)
        square(&power[i % 2], n, &power[(i + 1) % 2]);
    take_column(&power[SQUARINGS % 2], n, x);
    for (size_t i = 0; i < n; i++) {
        double sum = 0;
        for (size_t j = 0; j < n; j++)
            sum += of->at[i][j] * x[j];
        value += sum * x[i];
    }
    return value;
}
