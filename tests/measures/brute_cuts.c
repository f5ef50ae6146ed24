#include "brute.h"

#include <string.h>

/* Mark what hangs together with v, itself included; what is marked is not passed. */
static size_t mark(const brute *b, size_t v, int marked[BRUTE_MAX])
{
    size_t count = 1;
    marked[v] = 1;
    for (size_t u = 0; u < b->n; u++)
        if (!marked[u] && (b->arc[v][u] || b->arc[u][v]))
            count += mark(b, u, marked);
    return count;
}

size_t brute_pieces(const brute *b, size_t v, size_t sizes[BRUTE_MAX])
{
    int marked[BRUTE_MAX] = {0};
    size_t count = 0;
    marked[v] = 1;
    for (size_t u = 0; u < b->n; u++)
        if (!marked[u] && (b->arc[v][u] || b->arc[u][v]))
            sizes[count++] = mark(b, u, marked);
    return count;
}

size_t brute_joined(const brute *b, size_t v, size_t tail, size_t head)
{
    static brute without;
    int marked[BRUTE_MAX] = {0};
    without = *b;
    without.arc[tail][head] = 0;
    if (!b->directed)
        without.arc[head][tail] = 0;
    return mark(&without, v, marked);
}
