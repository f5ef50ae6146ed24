/* Spectra of small matrices, by what is slow and plain. */
#include "brute.h"

#include <math.h>
#include <string.h>

void brute_strengths(const brute *b, int weighted, brute_matrix m)
{
    for (size_t i = 0; i < b->n; i++)
        for (size_t j = 0; j < b->n; j++)
            m[i][j] = weighted ? b->strength[i][j] : b->arc[i][j];
}

void brute_cocitation(const brute *b, int weighted, brute_matrix m)
{
    static brute_matrix given; /* large; tests are of one thread */
    brute_strengths(b, weighted, given);
    for (size_t i = 0; i < b->n; i++)
        for (size_t j = 0; j < b->n; j++) {
            m[i][j] = 0;
            for (size_t k = 0; k < b->n; k++)
                m[i][j] += given[k][i] * given[k][j];
        }
}

void brute_spread(const brute *b, const double *give, int weighted, double *z)
{
    static double rows[BRUTE_MAX][BRUTE_MAX + 1];
    static brute_matrix given;
    size_t n = b->n;
    brute_strengths(b, weighted, given);
    for (size_t v = 0; v < n; v++) {
        for (size_t u = 0; u < n; u++)
            rows[v][u] = (u == v) - give[u] * given[u][v];
        rows[v][n] = 1;
    }
    for (size_t k = 0; k < n; k++) {
        size_t best = k;
        for (size_t v = k + 1; v < n; v++)
            if (fabs(rows[v][k]) > fabs(rows[best][k]))
                best = v;
        for (size_t u = 0; u <= n; u++) {
            double held = rows[k][u];
            rows[k][u] = rows[best][u];
            rows[best][u] = held;
        }
        for (size_t v = 0; v < n; v++) {
            double by = v == k ? 0 : rows[v][k] / rows[k][k];
            for (size_t u = k; u <= n && by != 0; u++)
                rows[v][u] -= by * rows[k][u];
        }
    }
    for (size_t v = 0; v < n; v++)
        z[v] = rows[v][n] / rows[v][v];
}

double brute_radius(brute_matrix m, size_t n)
{
    static brute_matrix power, square;
    double logarithm = 0, share = 1; /* of the power at hand: 1 / its exponent */
    memcpy(power, m, sizeof power);
    for (int step = 0; step < 60; step++) {
        double most = 0;
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < n; j++)
                most = fmax(most, power[i][j]);
        if (!(most > 0))
            return 0;
        logarithm += share * log(most);
        share /= 2;
        memset(square, 0, sizeof square);
        for (size_t i = 0; i < n; i++)
            for (size_t k = 0; k < n; k++)
                for (size_t j = 0; power[i][k] > 0 && j < n; j++)
                    square[i][j] += power[i][k] / most * (power[k][j] / most);
        memcpy(power, square, sizeof power);
    }
    return exp(logarithm);
}
