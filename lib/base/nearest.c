#include "base/nearest.h"

#include <stdio.h>
#include <string.h>

static char plain(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (char)(c - 'A' + 'a');
    return (char)(c == '-' || c == ' ' ? '_' : c);
}

void nearest_begin(nearest *search, const char *wanted, size_t n)
{
    memset(search, 0, sizeof *search);
    search->length = n < sizeof search->wanted ? n : sizeof search->wanted - 1;
    for (size_t i = 0; i < search->length; i++)
        search->wanted[i] = plain(wanted[i]);
    search->distance = n < sizeof search->wanted ? 1 + (n + 2) / 3 : 0;
    if (n <= 2)
        search->distance = 2;
}

/* Optimal string alignment: insert, delete, replace, swap neighbours. */
static size_t distance(const char *a, size_t n, const char *b, size_t m)
{
    size_t row[3][66];
    for (size_t j = 0; j <= m; j++)
        row[0][j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t *now = row[i % 3], *last = row[(i + 2) % 3], *before = row[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t best = last[j - 1] + (a[i - 1] != plain(b[j - 1]));
            if (last[j] + 1 < best)
                best = last[j] + 1;
            if (now[j - 1] + 1 < best)
                best = now[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == plain(b[j - 2]) &&
                a[i - 2] == plain(b[j - 1]) && before[j - 2] + 1 < best)
                best = before[j - 2] + 1;
            now[j] = best;
        }
    }
    return row[n % 3][m];
}

void nearest_offer(nearest *search, const char *name)
{
    size_t n = strlen(name), found;
    if (n > 64 || (n > search->length ? n - search->length : search->length - n) >=
                      search->distance)
        return;
    found = distance(search->wanted, search->length, name, n);
    if (found < search->distance) {
        search->distance = found;
        search->name = name;
    }
}

const char *nearest_hint(const nearest *search, char out[NEAREST_SIZE])
{
    out[0] = '\0';
    if (search->name)
        snprintf(out, NEAREST_SIZE, "; did you mean \"%s\"?", search->name);
    return out;
}
