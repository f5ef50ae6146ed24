/* Random choices in whole numbers, and days. */
#include <stdio.h>
#include <string.h>

#include "generate/maker.h"

uint32_t below(maker *m, uint32_t n) { return (uint32_t)random_below(&m->random, n); }

int between(maker *m, int least, int most)
{
    return least + (int)below(m, (uint32_t)(most - least) + 1);
}

int chance(maker *m, int percent) { return (int)below(m, 100) < percent; }

size_t weighted(maker *m, const int *weights, size_t n)
{
    uint32_t sum = 0, at;
    size_t i = 0;
    for (size_t k = 0; k < n; k++)
        sum += (uint32_t)weights[k];
    at = below(m, sum);
    for (; i + 1 < n && at >= (uint32_t)weights[i]; i++)
        at -= (uint32_t)weights[i];
    return i;
}

void shuffle(maker *m, uint32_t *items, size_t n)
{
    for (size_t i = n; i > 1; i--) {
        uint32_t k = below(m, (uint32_t)i), kept = items[i - 1];
        items[i - 1] = items[k];
        items[k] = kept;
    }
}

int32_t day_of(int year, int month, int day)
{
    char text[DATE_SIZE];
    int32_t found = 0;
    snprintf(text, sizeof text, "%04d-%02d-%02d", year % 10000, month % 100, day % 100);
    date_read(text, strlen(text), &found);
    return found;
}

int32_t day_in(maker *m, int first_year, int last_year)
{
    int32_t from = day_of(first_year, 1, 1);
    return from + (int32_t)below(m, (uint32_t)(day_of(last_year + 1, 1, 1) - from));
}

interval span(int32_t from, int32_t to)
{
    interval of = {0, 0, DATE_NONE, DATE_NONE};
    if (from != NO_DAY) {
        of.from = from;
        of.from_form = DATE_DAY;
    }
    if (to != NO_DAY) {
        of.to = to;
        of.to_form = DATE_DAY;
    }
    return of;
}

int32_t later(int32_t a, int32_t b) { return a > b ? a : b; }

int32_t earlier(int32_t a, int32_t b) { return a < b ? a : b; }
